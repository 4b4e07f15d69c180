/** Control characters, line and paragraph separators, and what turns the direction of writing or is not seen at all. */
const NOT_PRINTABLE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** Text from a template as one line that a terminal shows and does not obey: what is not printable is shown by its number. */
export function printable(text: string): string {
  return text.replace(NOT_PRINTABLE, character => {
    const short = SHORT[character];
    return short ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
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
  return JSON.stringify(value, undefined, 2).replace(NOT_PRINTABLE, character =>
    character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
