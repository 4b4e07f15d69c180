import { Duration } from 'aws-cdk-lib';
import { Document, isAlias, isMap, isScalar, isSeq, LineCounter, Node } from 'yaml';
import { userError } from '../../private/user-error';

/** Reads one value of a policy file, or says what it expects. */
export type Reader<T = any> = (node: Node | null | undefined, place: Place) => T;

/** Where in the file the reading is. */
export class Place {
  constructor(
    private readonly file: string, private readonly document: Document, private readonly counter: LineCounter,
    private readonly lines: Map<string, number>, private readonly path: string = '',
  ) {}

  public inner(key: string | number): Place {
    const path = typeof key === 'number' ? `${this.path}[${key}]` : [this.path, key].filter(part => part !== '').join('.');
    return new Place(this.file, this.document, this.counter, this.lines, path);
  }

  public note(node: Node): void {
    this.lines.set(this.path, this.counter.linePos(node.range?.[0] ?? 0).line);
  }

  public target(node: Node | null | undefined): Node | null | undefined {
    return isAlias(node) ? node.resolve(this.document) : node;
  }

  public expected(node: Node | null | undefined, what: string): never {
    const found = isScalar(node) ? JSON.stringify(node.value) : isMap(node) ? 'a map' : isSeq(node) ? 'a list' : 'nothing';
    return this.wrong(node, `is ${found}; it has to be ${what}`);
  }

  public wrong(node: Node | null | undefined, problem: string): never {
    const { line, col } = this.counter.linePos(node?.range?.[0] ?? 0);
    throw userError(`${this.file}:${line}:${col}: ${this.path || 'the policy'} ${problem}`);
  }
}

export const yesOrNo: Reader<boolean> = (node, place) => scalar(node, place, 'true or false', value => typeof value === 'boolean');

export const wholeNumber: Reader<number> = (node, place) => scalar(node, place, 'a whole number', value => Number.isInteger(value));

export const text: Reader<string> = (node, place) => scalar(node, place, 'text', value => typeof value === 'string' && value.trim() !== '');

/** `30 minutes`, `1 hour`, `7 days`. */
export const duration: Reader<Duration> = (node, place) => {
  const [, amount, unit] = /^(\d+) (minute|hour|day)s?$/.exec(String(isScalar(node) ? node.value : ''))
    ?? place.expected(node, "a duration like '30 minutes', '1 hour' or '7 days'");
  switch (unit) {
    case 'minute': return Duration.minutes(Number(amount));
    case 'hour': return Duration.hours(Number(amount));
    default: return Duration.days(Number(amount));
  }
};

export function word<T>(meanings: Readonly<Record<string, T>>): Reader<T> {
  return (node, place) => {
    const words = Object.keys(meanings).join(', ').replace(/, ([^,]*)$/, ' or $1');
    return meanings[scalar<string>(node, place, words, value => Object.hasOwn(meanings, String(value)))];
  };
}

export function listOf<T>(read: Reader<T>): Reader<T[]> {
  return (given, place) => {
    const node = place.target(given);
    return isSeq(node) ? node.items.map((item, index) => read(item as Node, place.inner(index))) : place.expected(node, 'a list');
  };
}

/** Any keys, values of one kind. */
export function keysWith<T>(read: Reader<T>): Reader<Record<string, T>> {
  return (given, place) => Object.fromEntries(pairs(given, place).map(([key, , value]) => [key, read(value, place.inner(key))]));
}

/** Known keys, each with a value of its kind. */
export function keysOf<T extends object>(
  readers: { readonly [K in keyof Required<T>]: Reader }, required: readonly (keyof T & string)[] = [],
): Reader<T> {
  return (given, place) => {
    const found = pairs(given, place);
    const missing = required.find(key => !found.some(([name]) => name === key));
    if (missing !== undefined) place.wrong(given, `has no ${missing}`);
    return Object.fromEntries(found.map(([key, keyNode, value]) => {
      const inner = place.inner(key);
      if (!Object.hasOwn(readers, key)) inner.wrong(keyNode, `is not known; known here: ${Object.keys(readers).join(', ')}`);
      inner.note(keyNode);
      return [key, readers[key as keyof T](place.target(value), inner)];
    })) as T;
  };
}

function pairs(given: Node | null | undefined, place: Place): [string, Node, Node | null][] {
  const node = place.target(given);
  return isMap<Node, Node | null>(node)
    ? node.items.map(({ key, value }) => [String(isScalar(key) ? key.value : key), key, value]) : place.expected(node, 'a map');
}

function scalar<T>(node: Node | null | undefined, place: Place, what: string, fits: (value: unknown) => boolean): T {
  return isScalar(node) && fits(node.value) ? node.value as T : place.expected(node, what);
}
