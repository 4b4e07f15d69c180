import * as fs from 'node:fs';
import { checkResourceId, ImageAsset, isFile, MAX_BASE64 } from './images';
import { userError } from '../../../private/user-error';
import { isObject } from '../../../template/values';

/** As the CDK's resource takes it. */
export interface Style {
  readonly useCognitoProvidedValues?: boolean;
  readonly settings?: { [name: string]: any };
  readonly assets?: ImageAsset[];
  readonly returnMergedResources?: boolean;
}

const MAX_IMAGES = 40;
/** Of the request, images in base64. */
const MAX_REQUEST = 2 * 1024 * 1024;

/** What a style adds to a template, about. */
export function weightOf(style: Style): number {
  return Buffer.byteLength(JSON.stringify(style), 'utf8');
}

export function checkStyle(call: string, style: Style): Style {
  const { settings, assets = [] } = style;
  if (settings === undefined && assets.length === 0) {
    throw userError(`${call}: neither settings nor images are given; give one of them, or use LoginBranding.cognito()`);
  }
  if (assets.length > MAX_IMAGES) {
    throw userError(`${call}: there are ${assets.length} images; Cognito takes at most ${MAX_IMAGES}`);
  }
  if (weightOf(style) > MAX_REQUEST) {
    throw userError(`${call}: settings and images have ${weightOf(style)} bytes together; `
      + `Cognito takes at most 2 MB (${MAX_REQUEST} bytes), make the images smaller`);
  }
  return style;
}

/** The service's answer as the command line prints it, whole or only what is inside it. */
export function readExport(call: string, file: string): Style {
  const refuse = (why: string): never => {
    throw userError(`${call}: '${file}' ${why}; write what aws cognito-idp describe-managed-login-branding prints into it`);
  };
  if (!isFile(file)) {
    refuse('does not exist');
  }
  const whole = parsed(fs.readFileSync(file, 'utf8'));
  if (!isObject(whole)) {
    return refuse('holds no JSON object');
  }
  const inner = member(whole, 'managedLoginBranding') ?? whole;
  if (!isObject(inner)) {
    return refuse('has no style under ManagedLoginBranding');
  }
  const [settings, assets, provided] = ['settings', 'assets', 'useCognitoProvidedValues'].map(name => member(inner, name));
  if (settings === undefined && assets === undefined && provided !== true) {
    refuse('has neither Settings nor Assets nor UseCognitoProvidedValues');
  }
  if (settings !== undefined && !isObject(settings)) {
    refuse('has Settings that are no object');
  }
  if (assets !== undefined && !(Array.isArray(assets) && assets.every(isObject))) {
    refuse('has Assets that are no list of objects');
  }
  const images = (assets as Map[] ?? []).map((asset, index) => imageOf(`${call}: '${file}': Assets[${index}]`, asset));
  return { ...(settings !== undefined ? { settings: settings as Map } : {}), ...(images.length > 0 ? { assets: images } : {}) };
}

type Map = { [name: string]: unknown };

function imageOf(where: string, asset: Map): ImageAsset {
  const [category, colorMode, extension, bytes, resourceId] = ['category', 'colorMode', 'extension', 'bytes', 'resourceId']
    .map(name => member(asset, name));
  for (const [name, value] of Object.entries({ Category: category, ColorMode: colorMode, Extension: extension })) {
    if (typeof value !== 'string') {
      throw userError(`${where} has no ${name}; export the style again`);
    }
  }
  if (typeof bytes === 'string' && bytes.length > MAX_BASE64) {
    throw userError(`${where}.Bytes has ${bytes.length} characters; CloudFormation takes at most ${MAX_BASE64}, make the image smaller`);
  }
  if (typeof resourceId === 'string') {
    checkResourceId(`${where}.ResourceId`, resourceId);
  }
  return {
    category: category as string,
    colorMode: colorMode as string,
    extension: extension as string,
    ...(typeof bytes === 'string' ? { bytes } : {}),
    ...(typeof resourceId === 'string' ? { resourceId } : {}),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The command line writes keys with a capital, SDKs and the CDK without. */
function member(map: Map, name: string): unknown {
  return map[name] ?? map[name[0].toUpperCase() + name.slice(1)] ?? undefined;
}
