import { IConstruct } from 'constructs';
import { userError } from './user-error';

/** The members that are there: `flag ? member : undefined` in a list or a map is an everyday way to leave one out. */
export function presentIn<T>(members: readonly T[]): T[] {
  return members.filter(isPresent);
}

/** The same for a map. */
export function presentOf<T>(members: { readonly [name: string]: T }): { [name: string]: T } {
  return Object.fromEntries(Object.entries(members).filter(([, member]) => isPresent(member)));
}

/**
 * Settings without the members that are `null`, which leaves one out where nobody checks types, as `undefined` does everywhere. Also those
 * deeper inside, as far as there are settings: lists and maps say themselves what a missing member means.
 */
export function withoutNulls<T>(given: T): T {
  if (Array.isArray(given)) {
    const members = given.map(withoutNulls);
    return members.some((member, i) => member !== given[i]) ? members as T : given;
  }
  if (typeof given !== 'object' || given === null || Object.getPrototypeOf(given) !== Object.prototype) {
    return given;
  }
  let changed = false;
  const members: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(given)) {
    const kept = withoutNulls(member);
    changed ||= kept !== member || kept === null;
    if (kept !== null) members[name] = kept;
  }
  return changed ? members as T : given;
}

/**
 * Refuses what is missing although its type says that it is there: JavaScript knows no types, and `names[3]` of a list of three is
 * `undefined` in TypeScript too.
 *
 * @param call what was called, as the message begins
 * @param given values by name; for props, the names of those that are needed follow
 */
export function required<T extends object>(
  scope: IConstruct | undefined, call: string, given: T | undefined | null, ...names: (keyof T & string)[]
): void {
  const needed = names.length > 0 ? names : Object.keys(given ?? {}) as typeof names;
  const missing = needed.find(name => !isPresent(given?.[name]));
  if (missing !== undefined) {
    const where = scope?.node.path ? `${scope.node.path}: ` : '';
    throw userError(`${where}${call}: ${missing} is ${String(given?.[missing])}; it is required, so give it a value`);
  }
}

function isPresent(member: unknown): boolean {
  return member !== undefined && member !== null;
}
