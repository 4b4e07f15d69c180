/** A list or an object with something else for each of its parts. It is shared when every part stays as it is. */
export function withParts<T extends object>(value: T, replace: (part: any, name: string) => unknown): T {
  const given = value as Record<string, unknown>;
  let copy: Record<string, unknown> | undefined;
  for (const name of Object.keys(given)) {
    const part = replace(given[name], name);
    if (part === given[name]) continue;
    copy ??= (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
    copy[name] = part;
  }
  return (copy ?? value) as T;
}
