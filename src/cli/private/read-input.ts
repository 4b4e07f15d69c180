import * as fs from 'node:fs';
import { ParsedArguments } from './arguments';
import { deployed } from './deployment';
import { UsageError } from './usage-error';
import { AccessModel } from '../../access-model/access-model';
import { LoadedTemplate } from '../../template/text/load';
import { loadFile } from '../../template/text/load-files';
import { TemplateError } from '../../template/text/template-error';

/**
 * Reads TEMPLATE: a CloudFormation template (JSON or YAML) or a `cdk.out` folder, as the arguments say that it is deployed.
 *
 * @throws UsageError if it is not there or not a template
 */
export function readModel(template: string, parsed?: ParsedArguments): AccessModel {
  const templates = readTemplates(template, parsed);
  return reading(() => AccessModel._fromTemplates(templates));
}

/**
 * Reads the templates of TEMPLATE as they are written.
 *
 * @throws UsageError if it is not there or not a template
 */
export function readTemplates(template: string, parsed?: ParsedArguments): LoadedTemplate[] {
  const templates = reading(() => loadFile(template));
  return parsed ? deployed(templates, parsed) : templates;
}

function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof TemplateError) throw new UsageError(error.message);
    throw error;
  }
}

/**
 * Reads a JSON file that must hold an object; `-` is standard input.
 *
 * @throws UsageError if it is not there or not a JSON object
 */
export function readJsonObject(file: string): Record<string, unknown> {
  let text;
  try {
    text = fs.readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const known: Record<string, string> = { ENOENT: 'no such file', EISDIR: 'is a folder, not a file' };
    throw new UsageError(`${file === '' ? "''" : file}: ${known[code] ?? message}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file}: not JSON: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UsageError(`${file}: must hold a JSON object, `
      + `holds ${Array.isArray(value) ? 'a list' : String(JSON.stringify(value)).slice(0, 40)}`);
  }
  return value as Record<string, unknown>;
}

/**
 * Reads condition keys of a request, each given as KEY=VALUE, where one that is given again has several values, or in a file that holds
 * a JSON object.
 *
 * @throws UsageError if a file is not there or not a JSON object
 */
export function readContext(given: readonly string[]): Record<string, unknown> {
  const context: Record<string, unknown> = {};
  for (const entry of given) {
    const [, key, value] = /^([\w.-]+:[^=]+)=(.*)$/s.exec(entry) ?? [];
    if (key === undefined) Object.assign(context, contextOf(entry));
    else context[key] = Object.hasOwn(context, key) ? [context[key], value].flat() : value;
  }
  return context;
}

function contextOf(entry: string): Record<string, unknown> {
  if (entry === '' || (entry.includes('=') && !fs.existsSync(entry))) {
    throw new UsageError(`--context is '${entry}': give KEY=VALUE with a key such as aws:SourceIp, or a file of JSON`);
  }
  return readJsonObject(entry);
}
