import { asList } from '../../private/as-list';

/** How an identity pool tags the sessions of one provider: claims by the tags that they fill, or its defaults instead. */
export interface TagMap {
  readonly useDefaults: boolean;
  readonly tags: Record<string, string>;
}

/**
 * The tags that an identity pool makes where a mapping uses the defaults, with the claims that fill them.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/using-attributes-for-access-control.html
 */
export const DEFAULT_TAGS = { username: 'sub', client: 'aud' };

/** The tags that a map makes, with the claims that fill them. */
export function claimsByTag({ useDefaults, tags }: TagMap): Record<string, string> {
  return useDefaults ? DEFAULT_TAGS : tags;
}

/** The session tags that a map makes of the claims of a login; a claim that is not there gives no tag. An object is written as JSON. */
export function sessionTags(map: TagMap, claims: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(filledTags(map, claims)
    .map(([tag, claim]) => [tag, asList(claims[claim]).map(value => typeof value === 'object' ? JSON.stringify(value) : value).join(',')]));
}

/** A claim that fills a tag and is an object or has some: what the tag then says is not documented. */
export function claimBeyondTags(map: TagMap, claims: Readonly<Record<string, unknown>>): string | undefined {
  return filledTags(map, claims).find(([, claim]) => asList(claims[claim]).some(value => typeof value === 'object'))?.[1];
}

function filledTags(map: TagMap, claims: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(claimsByTag(map))
    .filter(([, claim]) => Object.hasOwn(claims, claim) && claims[claim] !== undefined && claims[claim] !== null);
}
