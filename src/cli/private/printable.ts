import { withoutUnprintable } from '../../private/text/unprintable';

/** Text from a template as one line that a terminal shows and does not obey: what is not printable is shown by its number. */
export function printable(text: string): string {
  return withoutUnprintable(text, character => SHORT[character]);
}

const SHORT: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The same of every text in a value, keys included. */
export function allPrintable<T>(value: T): T {
  if (typeof value === 'string') return printable(value) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(allPrintable) as T;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [printable(key), allPrintable(inner)])) as T;
}

/** JSON for people and programs: the same value, without characters that a terminal would obey. */
export function printableJson(value: unknown): string {
  return withoutUnprintable(JSON.stringify(value, undefined, 2), character => character === '\n' ? character : undefined);
}
