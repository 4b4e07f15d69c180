import { asList } from '../private/as-list';

/**
 * What a template says may not be known before it is deployed. Two markers stand for that in resolved values:
 * `{ "Fn::Unresolved": why }` for what cannot be known at all, and `{ "Fn::Alternatives": [a, b], "Key": k }` for what is one
 * of a few values (both branches of an `Fn::If`). Equal keys are decided together: they hang on the same condition.
 */
export interface Unresolved {
  readonly 'Fn::Unresolved': string;
  /** The text as far as it is known, for readers that ask for it. */
  readonly 'Text'?: string;
  /** What a policy can match with it: the text, in which guillemets enclose the parts that are not known. */
  readonly 'Pattern'?: string;
  /** Nothing, unless the deployment gives something: a parameter whose default is empty. */
  readonly 'OrEmpty'?: boolean;
}

export interface Alternatives {
  readonly 'Fn::Alternatives': unknown[];
  readonly 'Key': string;
}

/** Stands for a property that is not there; only seen inside alternatives, elsewhere it is removed. */
export const NO_VALUE = Object.freeze({ Ref: 'AWS::NoValue' });

/** More combinations than this are reported as unresolved instead of being tried one by one. */
const MAX_WORLDS = 64;

const TOO_MANY: Unresolved = { 'Fn::Unresolved': 'too many combinations of conditions' };

type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function unresolved(why: string, text?: string): Unresolved {
  return text === undefined ? { 'Fn::Unresolved': why } : { 'Fn::Unresolved': why, 'Text': text };
}

export function isUnresolved(value: unknown): value is Unresolved {
  return isObject(value) && typeof value['Fn::Unresolved'] === 'string';
}

export function isAlternatives(value: unknown): value is Alternatives {
  return isObject(value) && Array.isArray(value['Fn::Alternatives']);
}

/**
 * The value, if it is a string that is known.
 */
export function asString(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** The texts of a map, numbers and booleans among them; what is not known is left out. */
export function textsOf(values: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(isObject(values) ? values : {}).flatMap(([name, value]) => {
    const text = asString(value);
    return text === undefined ? [] : [[name, text]];
  }));
}

/**
 * Template booleans may be written as strings; undefined for anything not known.
 */
export function asBoolean(value: unknown): boolean | undefined {
  const text = typeof value === 'string' ? value.toLowerCase() : value;
  if (text === true || text === 'true') return true;
  return text === false || text === 'false' ? false : undefined;
}

/**
 * Why a value is not known, searching it to its leaves; undefined if everything is known.
 */
export function whyUnresolved(value: unknown): string | undefined {
  if (isUnresolved(value)) return value['Fn::Unresolved'];
  if (typeof value !== 'object' || value === null) return undefined;
  for (const part of Object.values(value)) {
    const why = whyUnresolved(part);
    if (why) return why;
  }
  return undefined;
}

/**
 * Every value that this may turn out to be, with conditions decided the same way throughout: one for a plain value.
 */
export function possibleValues(value: unknown): unknown[] {
  const worlds: unknown[] = [];
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    const choice = firstChoice(next);
    if (!choice) {
      worlds.push(next);
    } else if (worlds.length + open.length + choice['Fn::Alternatives'].length > MAX_WORLDS) {
      return [TOO_MANY];
    } else {
      for (let i = choice['Fn::Alternatives'].length - 1; i >= 0; i--) open.push(decide(next, choice.Key, i));
    }
  }
  return worlds;
}

/**
 * Applies a function of plain values to one that may have alternatives inside; the result then has them outside.
 *
 * @param tooMany what becomes of a value that hangs on more conditions than can be tried together; by default it is not known
 */
export function lift(
  value: unknown, apply: (plain: unknown) => unknown, tooMany: (unknown: Unresolved) => unknown = unknown => unknown,
): unknown {
  const choice = firstChoice(value);
  if (!choice) return apply(value);
  if (possibleValues(value).some(isUnresolved)) return tooMany(TOO_MANY);
  return alternatives(choice.Key, choice['Fn::Alternatives'].map((_, i) => lift(decide(value, choice.Key, i), apply)));
}

/**
 * One of several values; just the value when they are all the same.
 */
export function alternatives(key: string, values: unknown[]): unknown {
  const first = JSON.stringify(values[0]);
  if (values.every(value => JSON.stringify(value) === first)) return values[0];
  return { 'Fn::Alternatives': values, 'Key': key };
}

export function isNoValue(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (value as Json).Ref === 'AWS::NoValue';
}

/**
 * A value that is there only if all of these conditions hold, each named by its key; else it is the other one.
 */
export function under(conditions: readonly string[], value: unknown, otherwise: unknown = NO_VALUE): unknown {
  return conditions.reduceRight((inner, condition) => literalsOf(condition).reduceRight((others, { key, holds }) =>
    alternatives(key, holds ? [inner, others] : [others, inner]), otherwise), value);
}

/** The value where all of these conditions hold. */
export function assuming(conditions: readonly string[], value: unknown): unknown {
  return conditions.reduce((inner, condition) => assumingAny(literalsOf(condition), inner), value);
}

/** Any of them holds: the first, or else one of those after it. */
function assumingAny([{ key, holds }, ...others]: Literal[], value: unknown): unknown {
  const [yes, no] = holds ? [0, 1] : [1, 0];
  const where = decide(value, key, yes);
  if (others.length === 0) return where;
  const elsewhere = assumingAny(others, decide(value, key, no));
  return alternatives(key, holds ? [where, elsewhere] : [elsewhere, where]);
}

/** The name under which something hangs on one of several things. */
export function anyOf(conditions: readonly string[]): string {
  return conditions.join(OR);
}

/** The name under which something hangs on a condition not holding. */
export function negated(condition: string): string {
  return condition.startsWith('!') ? condition.slice(1) : `!${condition}`;
}

const OR = ' or ';

interface Literal {
  readonly key: string;
  readonly holds: boolean;
}

function literalsOf(condition: string): Literal[] {
  return condition.split(OR).map(name => name.startsWith('!') ? { key: name.slice(1), holds: false } : { key: name, holds: true });
}

/**
 * The items of a list property, each of which, or all of which, may hang on conditions: an item that one branch lacks is no value there.
 */
export function itemsOf(list: unknown): unknown[] {
  if (isNoValue(list)) return [];
  if (!isAlternatives(list)) return asList(list);
  const options = list['Fn::Alternatives'];
  return options.flatMap((option, i) => itemsOf(option)
    .map(item => alternatives(list.Key, options.map((_, j) => j === i ? item : NO_VALUE))));
}

/**
 * Applies a function to a value, or to each of its alternatives, but not to no value. What stands inside them is left as it is.
 */
export function eachChoice(value: unknown, apply: (choice: unknown) => unknown): unknown {
  if (isNoValue(value)) return value;
  return isAlternatives(value) ? alternatives(value.Key, value['Fn::Alternatives'].map(option => eachChoice(option, apply))) : apply(value);
}

function firstChoice(value: unknown): Alternatives | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (isAlternatives(value)) return value;
  if (isUnresolved(value)) return undefined;
  for (const part of Object.values(value)) {
    const choice = firstChoice(part);
    if (choice) return choice;
  }
  return undefined;
}

function decide(value: unknown, key: string, index: number): unknown {
  if (typeof value !== 'object' || value === null || isNoValue(value)) return value;
  if (isAlternatives(value)) {
    if (value.Key === key) return decide(value['Fn::Alternatives'][index], key, index);
    return alternatives(value.Key, value['Fn::Alternatives'].map(option => decide(option, key, index)));
  }
  if (Array.isArray(value)) return value.map(item => decide(item, key, index)).filter(item => !isNoValue(item));
  const decided = Object.entries(value).map(([name, item]) => [name, decide(item, key, index)] as const);
  return Object.fromEntries(decided.filter(([, item]) => !isNoValue(item)));
}

/** Values that say the same, each once: the last of them, where the first one stood. */
export function distinct<T>(values: readonly T[]): T[] {
  return [...new Map(values.map(value => [JSON.stringify(value), value])).values()];
}

/** What has these names and no other: a template may refer to `constructor`, which every object has, and means a resource of that name. */
export function namesOnly<T extends object>(section: T): T {
  return Object.assign(Object.create(null), section);
}
