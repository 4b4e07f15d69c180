import { forEach, isForEach } from './for-each';
import { decidesAccess, NotRead, notRead } from '../not-read';
import { serverless } from './serverless';
import { asList } from '../../private/as-list';
import { isObject } from '../values';

type Json = Record<string, any>;

/** Deeper than anyone writes; what is deeper is not read. */
const MAX_DEPTH = 200;

const UNKNOWN_LOOP = 'what it loops over is not in the template';

/** Transforms that are read here, or that change nothing that access hangs on. */
const READ = /^AWS::(Serverless-2016-10-31|LanguageExtensions|CodeDeployBlueGreen|SecretsManager-\d{4}-\d\d-\d\d)$/;

/** A template as its transforms make it, and what of it was not read. */
export interface Transformed {
  readonly body: Json;
  readonly notRead: readonly NotRead[];
}

/** Does what the transforms of a template do, as far as they are known. The template must have resources. */
export function transformed(template: Json, given: Readonly<Record<string, unknown>>): Transformed {
  const written: Json = { ...template, given };
  const entries: NotRead[] = [];
  const body: Json = {};
  for (const section of Object.keys(template)) {
    if (section === 'Transform' || section === 'Metadata') body[section] = written[section];
    else if (section === 'Fn::Transform') entries.push(macro('Transform', written[section], true));
    else if (section === 'Resources') body.Resources = resourcesOf(written, entries);
    else body[section] = new Expansion(written, section, false, entries).of(written[section]);
  }
  body.Resources = serverless(body, entry => entries.push(entry));
  for (const [where, resource] of Object.entries<unknown>(body.Resources)) {
    if (!isObject(resource)) continue;
    const type = String(resource.Type);
    if (type.endsWith('::MODULE')) entries.push({ where, what: type, why: 'modules are not read', decides: true });
    if (type === 'AWS::Serverless::Application') entries.push({ where, what: type, why: 'its template is not there', decides: false });
  }
  const decides = Object.values(body.Resources).some(resource => isObject(resource) && decidesAccess(resource.Type));
  for (const transform of asList(written.Transform)) {
    if (!READ.test(macroName(transform))) entries.push(macro('Transform', transform, decides));
  }
  return { body, notRead: entries };
}

function resourcesOf(written: Json, entries: NotRead[]): Json {
  const resources: Json = {};
  const add = (id: string, resource: unknown, depth: number) => {
    if (id === 'Fn::Transform') {
      entries.push(macro('Resources', resource, true));
    } else if (isForEach(id)) {
      const made = depth > MAX_DEPTH ? undefined : forEach(resource, written);
      if (made) made.flatMap(Object.entries).forEach(([name, value]) => add(name, value, depth + 1));
      else entries.push({ where: id, what: 'Fn::ForEach', why: UNKNOWN_LOOP, decides: mentionsAccess(resource) });
    } else {
      resources[id] = new Expansion(written, id, isObject(resource) && decidesAccess(resource.Type), entries).of(resource);
    }
  };
  for (const [id, resource] of Object.entries(written.Resources)) add(id, resource, 0);
  return resources;
}

/** Loops and macros inside of one resource or section; shares what has none. */
class Expansion {
  constructor(
    private readonly written: Json,
    private readonly where: string,
    private readonly decides: boolean,
    private readonly entries: NotRead[],
  ) {}

  public of(value: any, depth: number = 0): any {
    if (typeof value !== 'object' || value === null) return value;
    if (depth > MAX_DEPTH) {
      this.add('a value', 'it is nested too deeply');
      return notRead('it is nested too deeply');
    }
    if (Array.isArray(value)) {
      const items = value.map(item => this.of(item, depth + 1));
      return items.some((item, i) => item !== value[i]) ? items : value;
    }
    const keys = Object.keys(value);
    const copy: Json = {};
    let changed = false;
    for (const key of keys) {
      if (isForEach(key)) {
        const made = forEach(value[key], this.written);
        if (made) made.forEach(item => Object.assign(copy, this.of(item, depth + 1)));
        else this.add('Fn::ForEach', UNKNOWN_LOOP);
        changed = true;
      } else if (key === 'Fn::Transform' && (keys.length > 1 || depth < 2)) {
        this.entries.push(macro(this.where, value[key], this.decides));
        changed = true;
      } else {
        copy[key] = this.of(value[key], depth + 1);
        changed ||= copy[key] !== value[key];
      }
    }
    return changed ? copy : value;
  }

  private add(what: string, why: string): void {
    this.entries.push({ where: this.where, what, why, decides: this.decides });
  }
}

function macro(where: string, transform: unknown, decides: boolean): NotRead {
  return { where, what: macroName(transform), why: 'macros are not read', decides };
}

function macroName(transform: unknown): string {
  const name = isObject(transform) ? transform.Name : transform;
  return typeof name === 'string' ? name : 'a macro';
}

/** Whether a loop makes resources that access hangs on. */
function mentionsAccess(loop: unknown): boolean {
  try {
    return /AWS::(Cognito|IAM)::/.test(JSON.stringify(loop) ?? '');
  } catch {
    return true;
  }
}
