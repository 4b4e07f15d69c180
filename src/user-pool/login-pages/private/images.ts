import * as fs from 'node:fs';
import * as path from 'node:path';
import { Token } from 'aws-cdk-lib';
import { required } from '../../../private/present';
import { userError } from '../../../private/user-error';

/** As the CDK's resource takes it. */
export interface ImageAsset {
  readonly category: string;
  readonly colorMode: string;
  readonly extension: string;
  /** Base64. */
  readonly bytes?: string;
  readonly resourceId?: string;
}

/** Of CloudFormation, for the text in base64; the API would take a third more. */
export const MAX_BASE64 = 1_000_000;
const MAX_BYTES = MAX_BASE64 / 4 * 3;
const TYPES: Record<string, string> = { '.ico': 'ICO', '.jpeg': 'JPEG', '.jpg': 'JPEG', '.png': 'PNG', '.svg': 'SVG', '.webp': 'WEBP' };
const CONTENT: Record<string, (content: Buffer) => boolean> = {
  ICO: content => content.readUInt32BE(0) === 0x00000100,
  JPEG: content => content.readUIntBE(0, 3) === 0xffd8ff,
  PNG: content => content.readUInt32BE(0) === 0x89504e47,
  SVG: content => content.includes('<svg'),
  WEBP: content => content.toString('latin1', 0, 4) === 'RIFF' && content.toString('latin1', 8, 12) === 'WEBP',
};
/** Less is no image, and holds no mark to tell it by. */
const MIN_BYTES = 4;
/** What the name of a place says about its type. */
const TYPE_OF_PLACE: Record<string, string> = { FAVICON_ICO: 'ICO', FAVICON_SVG: 'SVG' };

export function readImage(call: string, place: string, file: string): { extension: string; bytes: string } {
  required(undefined, call, { path: file });
  const extension = TYPES[path.extname(file).toLowerCase()];
  if (!extension) {
    throw userError(`${call}: '${file}' is of no type that managed login takes; use one of: ${Object.keys(TYPES).join(', ')}`);
  }
  if ((TYPE_OF_PLACE[place] ?? extension) !== extension) {
    throw userError(`${call}: '${file}' is ${extension}, and ${place} is for ${TYPE_OF_PLACE[place]}; `
      + 'use such a file, or the other favicon');
  }
  if (!isFile(file)) {
    throw userError(`${call}: there is no file '${file}'; give a path that holds from where the app is run, `
      + "such as path.join(__dirname, 'logo.png')");
  }
  const content = fs.readFileSync(file);
  if (content.length > MAX_BYTES) {
    throw userError(`${call}: '${file}' has ${content.length} bytes; CloudFormation takes at most ${MAX_BYTES}, make the image smaller`);
  }
  if (content.length < MIN_BYTES || !CONTENT[extension](content)) {
    throw userError(`${call}: '${file}' holds no ${extension} image; save it in the format that its name says`);
  }
  return { extension, bytes: content.toString('base64') };
}

/** A folder may have any name. */
export function isFile(file: string): boolean {
  return fs.existsSync(file) && fs.statSync(file).isFile();
}

export function checkResourceId(prop: string, id: string): void {
  if (!Token.isUnresolved(id) && !/^[\w\- ]{1,40}$/.test(id)) {
    throw userError(`${prop}: '${id}' is refused by Cognito; use 1 to 40 letters, digits, spaces, _ and -`);
  }
}
