import { isObject } from '../template/values';

/** Whether two values of templates are the same once they are deployed. */
export type Sameness = 'same' | 'different' | 'unknown';

/** What hangs on a function that is not evaluated, or on what was not read, is the same only if it is written the same. */
export function sameness(before: unknown, after: unknown): Sameness {
  if (JSON.stringify(ordered(before)) === JSON.stringify(ordered(after))) return 'same';
  return isOpen(before) || isOpen(after) ? 'unknown' : 'different';
}

/** Whether a value is, or has inside, something that only the deployment knows. */
export function isOpen(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('{{resolve:');
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => key === 'Ref' || key.startsWith('Fn::') || isOpen(inner));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isObject(value)) return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  return Object.fromEntries(Object.keys(value).sort().map(key => [key, ordered(value[key])]));
}
