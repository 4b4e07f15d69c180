import { asString, isObject } from '../values';

type Json = Record<string, unknown>;

/** The sections that the collection of a loop may refer to. */
interface Sections {
  readonly Parameters?: unknown;
  readonly Mappings?: unknown;
  /** What parameters are given instead of their defaults; what is not a text is not known. */
  readonly given?: Readonly<Record<string, unknown>>;
}

/** A loop may be nested such that it gives far more than any template may have. */
const MAX_ITEMS = 2000;

export function isForEach(key: string): boolean {
  return key.startsWith('Fn::ForEach::') || key === 'Fn::ForEach';
}

/**
 * What a loop stands for, for each item; undefined where it loops over something that is only known at deployment, or is not a loop.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
export function forEach(loop: unknown, sections: Sections): Json[] | undefined {
  const [identifier, collection, fragment] = Array.isArray(loop) && loop.length === 3 ? loop : [];
  const items = itemsOf(collection, sections);
  if (typeof identifier !== 'string' || identifier === '' || !isObject(fragment) || !items || items.length > MAX_ITEMS) return undefined;
  return items.map(item => filledIn(fragment, identifier, item) as Json);
}

function itemsOf(collection: unknown, sections: Sections): string[] | undefined {
  if (Array.isArray(collection)) {
    const items = collection.map(item => typeof item === 'object' ? itemsOf(item, sections) : asString(item));
    return items.includes(undefined) ? undefined : (items as (string | string[])[]).flat();
  }
  if (!isObject(collection)) return undefined;
  if (typeof collection.Ref === 'string') return defaultOf(collection.Ref, sections);
  const path = collection['Fn::FindInMap'];
  if (!Array.isArray(path)) return undefined;
  let found = sections.Mappings;
  const keyOf = (part: unknown) => isObject(part) && typeof part.Ref === 'string' ? defaultOf(part.Ref, sections)?.[0] : asString(part);
  for (const step of path.slice(0, 3).map(keyOf)) {
    found = step !== undefined && isObject(found) && Object.hasOwn(found, step) ? found[step] : undefined;
  }
  return Array.isArray(found) ? itemsOf(found, sections) : undefined;
}

function defaultOf(parameter: string, { Parameters, given = {} }: Sections): string[] | undefined {
  const definition = isObject(Parameters) && Object.hasOwn(Parameters, parameter) ? Parameters[parameter] : undefined;
  if (!isObject(definition) || String(definition.Type).startsWith('AWS::SSM::')) return undefined;
  const value = Object.hasOwn(given, parameter) ? given[parameter] : definition.Default;
  return asString(value)?.split(',').map(item => item.trim());
}

/** `${Identifier}` is the item, `&{Identifier}` the item without what a logical id can't have. */
function filledIn(value: unknown, identifier: string, item: string): unknown {
  if (typeof value === 'string') {
    return value.replaceAll(`\${${identifier}}`, () => item).replaceAll(`&{${identifier}}`, () => item.replace(/[^A-Za-z0-9]/g, ''));
  }
  if (Array.isArray(value)) return value.map(part => filledIn(part, identifier, item));
  if (!isObject(value)) return value;
  const keys = Object.keys(value);
  if (keys.length === 1 && value.Ref === identifier) return item;
  return Object.fromEntries(keys.map(key => [filledIn(key, identifier, item), filledIn(value[key], identifier, item)]));
}
