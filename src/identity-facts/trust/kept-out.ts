import { Decision } from '../../policy';

/**
 * Of the identity pools that take the role of a group from one user pool, those whose people the role keeps out while it lets others' in.
 * A role that lets nobody in is another fault.
 *
 * @param passes whether those who signed in to the identity pool pass the trust policy of the role
 */
export function keptOut<P>(takers: readonly P[], passes: (taker: P) => Decision): P[] {
  const refused = takers.filter(taker => passes(taker) === Decision.DENIED);
  return refused.length < takers.length ? refused : [];
}
