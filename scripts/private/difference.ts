import { isDeepStrictEqual } from 'util';

const container = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The path to the first value that two documents do not share, and the two values. */
export function difference(expected: unknown, actual: unknown): string {
  if (container(expected) && container(actual)) {
    const key = [...new Set([...Object.keys(expected), ...Object.keys(actual)])].find(k => !isDeepStrictEqual(expected[k], actual[k]));
    if (key !== undefined) {
      return `/${key}${difference(expected[key], actual[key])}`;
    }
  }
  return `: ${JSON.stringify(expected) ?? 'nothing'} has become ${JSON.stringify(actual) ?? 'nothing'}`;
}
