import { DEFAULT_TAGS } from '../../identity-facts/trust/request-keys';
import { asList } from '../../private/as-list';
import { TagMap } from '../store/identity-store';

/** The session tags that a tag map makes of the claims of a login; a claim that is not there gives no tag. */
export function principalTags(map: TagMap, claims: Record<string, unknown>): Record<string, string> {
  const wanted = Object.entries(map.useDefaults ? DEFAULT_TAGS : map.tags);
  return Object.fromEntries(wanted.filter(([, claim]) => Object.hasOwn(claims, claim) && claims[claim] !== undefined)
    .map(([tag, claim]) => [
      tag, asList(claims[claim]).join(','),
    ]));
}
