import { asList } from '../../../private/as-list';
import { hasGap } from '../../../template/resolve/marks';
import { asBoolean } from '../../../template/values';

// Rules report what the templates say. What they leave to the deployment may turn out well, so it is not reported.

/** The value at a path of properties; a gap if something on the way is one. */
export function at(value: any, ...path: string[]): any {
  let found = value;
  for (const name of path) {
    if (hasGap(found)) return found;
    found = found?.[name];
  }
  return found;
}

/** The properties that are known to be there. */
export function entriesOf(value: unknown): [string, any][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** Whether a switch is known to be off, which it is when it is not set. */
export function isOff(value: unknown): boolean {
  return asBoolean(value ?? false) === false;
}

/** Whether a value is known to be another one, or not set. */
export function isNot(value: unknown, expected: string): boolean {
  return value !== expected && !hasGap(value);
}

/** Whether a list is known not to have an item. */
export function lacks(list: unknown, item: string): boolean {
  return asList(list).every(candidate => isNot(candidate, item));
}
