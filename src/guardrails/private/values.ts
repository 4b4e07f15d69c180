export function list(value: any): any[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

export function isTrue(value: any): boolean {
  return value === true || value === 'true';
}

/** The key of the resource that a value refers to first. */
export function keyOf(value: any): string | undefined {
  return typeof value === 'string' ? /«(\d+:[A-Za-z0-9]+)/.exec(value)?.[1] : undefined;
}

/** A value as a message shows it. */
export function shown(value: any): string {
  return String(value).replace(/«\??(?:\d+:)?([^»]*)»/g, '$1');
}
