/** The members that are there: `flag ? member : undefined` in a list or a map is an everyday way to leave one out. */
export function presentIn<T>(members: readonly T[]): T[] {
  return members.filter(isPresent);
}

/** The same for a map. */
export function presentOf<T>(members: { readonly [name: string]: T }): { [name: string]: T } {
  return Object.fromEntries(Object.entries(members).filter(([, member]) => isPresent(member)));
}

function isPresent(member: unknown): boolean {
  return member !== undefined && member !== null;
}
