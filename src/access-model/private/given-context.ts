import { withWholeTime } from '../../identity-facts/trust/request-time';
import type { RequestContextValues } from '../../policy';

/** What the request for a role says by itself: what a question says besides would be another request. */
const TOLD_BY_THE_REQUEST = /^(cognito-identity[^:]*:(aud|amr)|aws:requesttag\/.*|aws:tagkeys)$/i;

/**
 * The keys that a request for a role brings besides its token.
 *
 * @throws when they are none, or would contradict the token
 */
export function givenContext(context: unknown): RequestContextValues {
  if (typeof context !== 'object' || context === null || Array.isArray(context)) {
    throw new Error('context must be an object from condition keys to values');
  }
  for (const [key, value] of Object.entries(context)) {
    if (TOLD_BY_THE_REQUEST.test(key)) {
      throw new Error(`context: ${key} follows from the identity pool and the claims: leave it out, or change those`);
    }
    const values: unknown[] = Array.isArray(value) ? value : [value];
    if (!values.every(one => ['string', 'number', 'boolean'].includes(typeof one))) {
      throw new Error(`context: the value of ${key} must be a text or a list of texts, got: ${JSON.stringify(value)}`);
    }
  }
  return withWholeTime(context as RequestContextValues);
}
