import { isDeepStrictEqual } from 'util';

/** Whether two templates make the same resources, whatever their logical ids and the keys of their role mappings. */
export function sameResources(one: any, other: any): boolean {
  return isDeepStrictEqual(anonymous(one), anonymous(other));
}

/** The resources by type and number in the order of that type, with every reference written that way too. */
function anonymous(template: any): Record<string, unknown> {
  const counts: Record<string, number> = {};
  const names = new Map(Object.entries<any>(template.Resources).map(([id, { Type }]) => {
    counts[Type] = (counts[Type] ?? 0) + 1;
    return [id, `${Type}#${counts[Type]}`];
  }));
  const rename = (value: any): any => {
    if (typeof value === 'string') {
      return names.get(value) ?? value;
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    if (Array.isArray(value)) {
      return value.map(rename);
    }
    return Object.fromEntries(Object.entries<any>(value).map(([key, inner]) =>
      [key, key === 'RoleMappings' ? Object.values(inner).map(rename) : rename(inner)]));
  };
  return Object.fromEntries(Object.entries<any>(template.Resources).map(([id, resource]) => [names.get(id), rename(resource)]));
}
