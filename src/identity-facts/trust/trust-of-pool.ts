import { audiencesOf, GUEST, member, standingsOf, strangerIds, trustVerdict } from './trust-verdict';
import { Decision } from '../../policy';

/** What the identity pool writes into the `amr` of a token: whether someone has signed in. */
export type Standing = 'authenticated' | 'unauthenticated';

/** The identity pool that is to hand a role out, and to whom. */
export interface TrustedPool {
  readonly id: string;
  readonly standing: Standing;
  /** The names of the providers that people sign in with, as `amr` has them. */
  readonly providers: readonly string[];
  /** For each provider that sends tags, their keys; left out, it is not known which tags are sent. */
  readonly tags?: readonly (readonly string[])[];
}

/** Who passes a trust policy, asked of the policy engine. What hangs on the unread is `unknown`. */
export interface TrustOfPool {
  /** Those whom the role is for. */
  readonly intended: Decision;
  /** Those whom the role is for, if their sessions are tagged: with all that some provider sends. */
  readonly tagged: Decision;
  /** Identities of pools that anyone can make. */
  readonly strangers: Decision;
  /** Identities of this pool that the role is not for, and tokens that do not say what they are. */
  readonly others: Decision;
  /** Identities of other pools that the policy names. */
  readonly otherPools: Decision;
  /** What the policy compares `aud` with. */
  readonly audiences: readonly string[];
}

/**
 * Who of all whom the identity pool service vouches for passes a trust policy.
 *
 * @param document with everything resolved; what is not known is `{ "Fn::Unresolved": why }`
 */
export function trustOfPool(document: unknown, { id, standing, providers, tags }: TrustedPool): TrustOfPool {
  const spelt = standingsOf(document).filter(value => !/^(un)?authenticated$|^\*/.test(value)).map(value => value.replace(/[*?]/g, 'x'));
  const members = (providers.length > 0 ? providers : [...spelt, 'cognito-idp.us-east-1.amazonaws.com/us-east-1_Example']).map(member);
  const [ours, theirs] = standing === 'authenticated' ? [members, [GUEST]] : [[GUEST], members];
  const audiences = audiencesOf(document);
  const named = audiences.filter(audience => audience !== id && !/[*?]/.test(audience));
  const verdict = (ids: readonly string[], amrs: readonly (readonly string[])[]) =>
    trustVerdict(document, ids.flatMap(aud => amrs.map(amr => ({ aud, amr }))));
  return {
    intended: verdict([id], ours),
    get tagged() {
      const tokens = ours.map(amr => ({ aud: id, amr }));
      const tagged = tags?.flatMap(keys => tokens.map(token => ({ ...token, tags: keys })));
      return trustVerdict(document, tagged ?? tokens, 'sts:TagSession');
    },
    strangers: verdict(strangerIds(document, [id, ...named]), [...ours, ...theirs]),
    others: [verdict([id], theirs), trustVerdict(document, [{ aud: id }])].reduce(either),
    otherPools: verdict(named, [...ours, ...theirs]),
    audiences,
  };
}

function either(one: Decision, other: Decision): Decision {
  return [Decision.ALLOWED, Decision.UNKNOWN].find(decision => [one, other].includes(decision)) ?? Decision.DENIED;
}
