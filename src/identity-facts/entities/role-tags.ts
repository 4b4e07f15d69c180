import type { Entity, RoleEntity, RoleTag } from './entities';
import { asString, isObject, isUnresolved, itemsOf, possibleValues, whyUnresolved } from '../../template/values';

/** The tags of a role, which are principal tags of its sessions. Those that hang on conditions, or on what is not read, are not known. */
export function tagsOf({ props }: Entity): Pick<RoleEntity, 'tags' | 'tagsUnknown'> {
  const tags: Record<string, RoleTag> = {};
  let tagsUnknown = isUnresolved(props.Tags) ? props.Tags['Fn::Unresolved'] : undefined;
  for (const item of isUnresolved(props.Tags) ? [] : itemsOf(props.Tags ?? [])) {
    const possible = possibleValues(item);
    for (const tag of possible) {
      if (!isObject(tag)) continue;
      const key = asString(tag.Key);
      const value = asString(tag.Value);
      const mayBeAbsent = possible.length > 1;
      if (key === undefined) tagsUnknown ??= whyUnresolved(tag);
      else tags[key] = value === undefined || mayBeAbsent ? { unknown: whyUnknown(key, tag), mayBeAbsent } : value;
    }
  }
  return { tags, ...tagsUnknown === undefined ? {} : { tagsUnknown } };
}

function whyUnknown(key: string, tag: object): string {
  return `which tag ${key} the role has is not known: ${whyUnresolved(tag) ?? 'it hangs on a condition of the template'}`;
}
