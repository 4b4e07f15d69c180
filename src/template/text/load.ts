import * as fs from 'node:fs';
import * as path from 'node:path';
import type { NotRead } from '../not-read';
import { withAcceptancesOf } from './acknowledged';
import { constructPathsOf, withConstructPaths } from './construct-paths';
import { TemplateError } from './template-error';
import { transformed } from '../transforms/transforms';
import { isObject, namesOnly } from '../values';

/** A folder may be malformed such that a stack, or a stage, nests itself. */
export const MAX_NESTING = 10;

/**
 * A resource as the template writes it, its functions not evaluated.
 */
export interface RawResource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly Metadata?: Record<string, unknown>;
  readonly Condition?: string;
  readonly DependsOn?: string | string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/**
 * A template as it is written.
 */
export interface TemplateBody {
  readonly Resources: Record<string, RawResource>;
  readonly Parameters?: Record<string, Record<string, unknown>>;
  readonly Mappings?: Record<string, Record<string, Record<string, unknown>>>;
  readonly Conditions?: Record<string, unknown>;
  readonly Outputs?: Record<string, Record<string, unknown>>;
  /** What of the template was not read. */
  readonly notRead?: readonly NotRead[];
  /** The template before its transforms. */
  readonly written?: Record<string, unknown>;
}

/**
 * A template and where it came from.
 */
export interface LoadedTemplate {
  /** The stack's name or the file's; unique among the templates that are read together. */
  readonly name: string;
  readonly body: TemplateBody;
  /** The file it was read from. */
  readonly file?: string;
  readonly stackName?: string;
  readonly region?: string;
  readonly account?: string;
  /** The tags of the stack, which CloudFormation gives its resources too, and nested stacks. */
  readonly tags?: Record<string, string>;
  /** Values for parameters that are known, instead of the defaults. */
  readonly parameters?: Record<string, string>;
  /** The resource that creates this template as a nested stack. */
  readonly nestedIn?: { readonly template: string; readonly logicalId: string };
}

/** What the system refuses is said of the file or folder. */
export function reading<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new TemplateError(file, `cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
}

/**
 * Checks that a value is a template, and does what its transforms do. Loops may be over what parameters are given.
 *
 * @throws TemplateError if not
 */
export function checkTemplate(written: unknown, where: string, given: Readonly<Record<string, unknown>> = {}): TemplateBody {
  if (!isObject(written)) throw new TemplateError(where, 'not a CloudFormation template: not an object');
  if (!isObject(written.Resources)) throw new TemplateError(where, "not a CloudFormation template: no 'Resources'");
  const { body, notRead } = transformed(written, given);
  const sections: Record<string, unknown> = {};
  for (const section of ['Parameters', 'Mappings', 'Conditions', 'Outputs']) {
    if (body[section] === undefined || body[section] === null) continue;
    if (!isObject(body[section])) throw new TemplateError(where, `not a CloudFormation template: '${section}' is not an object`);
    sections[section] = namesOnly(body[section]);
  }
  const resources: Record<string, RawResource> = namesOnly({});
  for (const [logicalId, resource] of Object.entries<unknown>(body.Resources)) {
    if (!isObject(resource) || typeof resource.Type !== 'string') {
      throw new TemplateError(where, `not a CloudFormation template: resource '${logicalId}' has no 'Type'`);
    }
    if (resource.Properties !== undefined && resource.Properties !== null && !isObject(resource.Properties)) {
      throw new TemplateError(where, `not a CloudFormation template: 'Properties' of resource '${logicalId}' is not an object`);
    }
    resources[logicalId] = resource as unknown as RawResource;
  }
  return { ...body, ...sections, Resources: resources, notRead, written };
}

/** A template as it is with these values for its parameters. */
export function withParameters(body: TemplateBody, where: string, given: Readonly<Record<string, unknown>>): TemplateBody {
  if (Object.keys(given).length === 0 || !body.written) return body;
  return withAcceptancesOf(withConstructPaths(checkTemplate(body.written, where, given), constructPathsOf(body)), body);
}

/**
 * Reads one template of several, without its nested stacks. The CDK leaves 'Resources' out for a stack that has none.
 */
export function readTemplateOfApp(file: string, given?: Readonly<Record<string, unknown>>): TemplateBody {
  const written = parse(readText(file), file);
  return checkTemplate(isObject(written) && written.Resources === undefined ? { ...written, Resources: {} } : written, file, given);
}

/** Reads a template that stands for itself, without its nested stacks. */
export function readTemplate(file: string): TemplateBody {
  return checkTemplate(parse(readText(file), file), file);
}

/** The text of a file, without the mark that some editors put before it. */
export function readText(file: string): string {
  return reading(file, () => fs.readFileSync(file, 'utf8')).replace(/^\uFEFF/, '');
}

/** What a text says, in JSON or YAML. */
export function parse(text: string, where: string): unknown {
  const json = /^\s*[{[]/.test(text);
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- templates of CDK apps are JSON
    return json ? JSON.parse(text) : require('./yaml').parseYaml(text);
  } catch (error) {
    const why = error instanceof RangeError ? 'it is nested too deeply' : (error as Error).message;
    throw new TemplateError(where, `not ${json ? 'JSON' : 'YAML'}: ${why}`);
  }
}

/** The names of what a folder has. */
export function filesIn(folder: string): string[] {
  return reading(folder, () => fs.readdirSync(folder));
}

/**
 * A template and the nested stacks whose files lie beside it; those that do not stay opaque.
 */
export function withNested(template: LoadedTemplate, folder: string): LoadedTemplate[] {
  const templates = [template];
  for (const [logicalId, resource] of Object.entries(template.body.Resources)) {
    if (resource.Type !== 'AWS::CloudFormation::Stack' || template.name.split('/').length > MAX_NESTING) continue;
    const file = nestedFile(resource, folder);
    if (file === undefined) continue;
    templates.push(...withNested({
      ...template,
      name: `${template.name}/${logicalId}`,
      stackName: `${template.stackName ?? template.name}-${logicalId}`,
      body: readTemplateOfApp(file, isObject(resource.Properties?.Parameters) ? resource.Properties.Parameters : {}),
      file,
      parameters: undefined,
      nestedIn: { template: template.name, logicalId },
    }, path.dirname(file)));
  }
  return templates;
}

/**
 * The file of a nested stack's template: an address that is a path beside the template, or named in the metadata, which an app may
 * turn off, or else by the hash in its address.
 */
function nestedFile(resource: RawResource, folder: string): string | undefined {
  const named = resource.Metadata?.['aws:asset:path'];
  const url = resource.Properties?.TemplateURL;
  if (named === undefined && typeof url === 'string' && !url.includes('://')) {
    const beside = path.resolve(folder, url);
    const isBeside = beside.startsWith(`${path.resolve(folder)}${path.sep}`) && fs.statSync(beside, { throwIfNoEntry: false })?.isFile();
    return isBeside ? path.join(folder, url) : undefined;
  }
  const hash = /\b([0-9a-f]{64})\.json\b/.exec(JSON.stringify(resource.Properties?.TemplateURL ?? ''))?.[1];
  const name = typeof named === 'string' ? named : hash === undefined ? undefined : assetSource(hash, folder);
  const file = name === undefined ? undefined : path.join(folder, path.basename(name));
  return file !== undefined && fs.existsSync(file) ? file : undefined;
}

function assetSource(hash: string, folder: string): string | undefined {
  for (const manifest of filesIn(folder).filter(name => name.endsWith('.assets.json'))) {
    const file = path.join(folder, manifest);
    const assets = parse(readText(file), file);
    const source = isObject(assets) && isObject(assets.files) ? (assets.files as Record<string, any>)[hash]?.source?.path : undefined;
    if (typeof source === 'string') return source;
  }
  return undefined;
}
