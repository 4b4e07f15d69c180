import { withParts } from './with-parts';
import { alternatives, isAlternatives, isNoValue, isObject, isUnresolved } from '../values';

/** What kind of value a property has; `switch` is ON or OFF, `policy` an object or its JSON text, `any` is not looked into. */
export type Shape = 'any' | 'text' | 'switch' | 'policy' | 'principal' | ListShape | MapShape | ObjectShape;

/** One item may stand without its list, as services take it. */
interface ListShape { readonly list: Shape }
interface MapShape { readonly map: Shape }
export interface ObjectShape { readonly of: Readonly<Record<string, Shape>> }

/** Gives what stands for a part that can't be read, by its path and what is wrong with it. */
type Unreadable = (path: string, why: string) => unknown;

export function list(shape: Shape = 'text'): ListShape { return { list: shape }; }
export function map(shape: Shape): MapShape { return { map: shape }; }
export function of(properties: Readonly<Record<string, Shape>>): ObjectShape { return { of: properties }; }

export const STATEMENT = of({
  Sid: 'text',
  Effect: 'text',
  Action: list(),
  NotAction: list(),
  Resource: list(),
  NotResource: list(),
  Principal: 'principal',
  NotPrincipal: 'principal',
  Condition: map(map(list())),
});

const POLICY = of({ Version: 'text', Statement: list(STATEMENT) });

/**
 * A resolved value in its shape: parts that have another one are not known, and policies that are written as text are read. So
 * readers meet what they expect, or something unknown. Shares what is in its shape already.
 */
export function shaped(value: unknown, shape: Shape, unreadable: Unreadable, path: string = ''): unknown {
  if (value === undefined || shape === 'any' || isNoValue(value)) return value;
  if (isAlternatives(value)) {
    return alternatives(
      value.Key, value['Fn::Alternatives'].map(option => shaped(option, shape, unreadable, path)),
    );
  }
  if (isUnresolved(value)) {
    return shape === 'policy' && value.Text?.trim().startsWith('{') ? policyText(value.Text, unreadable, path) : value;
  }
  if (shape === 'switch' && typeof value === 'boolean') return value ? 'ON' : 'OFF';
  if (shape === 'text' || shape === 'switch') return typeof value === 'object' ? unreadable(path, 'is not a text') : value;
  if (shape === 'policy') return typeof value === 'string' ? policyText(value, unreadable, path) : shaped(value, POLICY, unreadable, path);
  if (shape === 'principal') return typeof value === 'string' ? value : shaped(value, map(list()), unreadable, path);
  if ('list' in shape) {
    if (!Array.isArray(value)) return shaped(value, shape.list, unreadable, path);
    return withParts(value, item => shaped(item, shape.list, unreadable, path));
  }
  if (!isObject(value)) return unreadable(path, 'is not an object');
  return withParts(value, (part, name) => {
    const own = 'map' in shape ? shape.map : Object.hasOwn(shape.of, name) ? shape.of[name] : 'any';
    return shaped(part, own, unreadable, path === '' ? name : `${path}.${name}`);
  });
}

function policyText(text: string, unreadable: Unreadable, path: string): unknown {
  let document: unknown;
  try {
    document = JSON.parse(text, (_key, value) => Array.isArray(value) ? value.filter(item => item !== null) : value ?? undefined);
  } catch {
    return unreadable(path, 'is not JSON');
  }
  return shaped(document, POLICY, unreadable, path);
}
