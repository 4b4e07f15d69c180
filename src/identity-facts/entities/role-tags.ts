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
      if (key === undefined) tagsUnknown ??= whyUnresolved(tag);
      else tags[key] = value === undefined || possible.length > 1 ? unknownTag(key, whyUnresolved(tag), possible.length > 1) : value;
    }
  }
  return { tags, ...tagsUnknown === undefined ? {} : { tagsUnknown } };
}

function unknownTag(key: string, why: string = 'it hangs on a condition of the template', mayBeAbsent: boolean): RoleTag {
  return { unknown: `which tag ${key} the role has is not known: ${why}`, mayBeAbsent };
}
