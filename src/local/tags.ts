import { TagMap } from './identity-store';

const DEFAULT_TAGS = { username: 'sub', client: 'aud' };

/** The session tags that a tag map makes of the claims of a login; a claim that is not there gives no tag. */
export function principalTags(map: TagMap, claims: Record<string, unknown>): Record<string, string> {
  const wanted = Object.entries(map.useDefaults ? DEFAULT_TAGS : map.tags);
  return Object.fromEntries(wanted.flatMap(([tag, claim]) => {
    const value = claims[claim];
    return ['string', 'number', 'boolean'].includes(typeof value) ? [[tag, String(value)]] : [];
  }));
}
