import { hasGap, shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { entriesOf } from '../../private/facts/gaps';
import { IdentityPoolFact } from '../../private/facts/types';
import { PROFILE_CLAIMS } from '../../private/judging/claim-writers';

/** A role hangs on what people say of themselves at a provider. */
export const rule: GuardrailRule = {
  id: 'provider-claim-chosen',
  catalogue: ['A105'],
  severity: 'high',
  title: 'A role hangs on what people say of themselves at a provider',
  why: 'At most providers people change their name, nickname, picture and the like themselves, and so choose their role or tag.',
  fix: 'Compare a claim that the provider alone decides, such as its groups or hd of Google; '
    + 'accept the finding where the provider keeps people from it.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html',
  check: facts => facts.identityPools.flatMap(pool => [...byRules(pool), ...byTags(pool)]),
};

/** Text somewhere in a claim, whatever claim it is, has a rule of its own. */
function byRules(pool: IdentityPoolFact): Hit[] {
  return pool.mappings.filter(({ provider }) => isElsewhere(pool, provider)).flatMap(({ at, provider, rules }) => rules
    .filter(({ claim, match }) => PROFILE_CLAIMS.includes(claim) && match !== 'Contains')
    .map(({ claim, role, index }): Hit => ({
      at,
      claim,
      message:
        `rule ${index + 1} of ${shown(provider)} gives ${shown(role)} by ${claim}, which people at most providers change themselves`,
    })));
}

function byTags(pool: IdentityPoolFact): Hit[] {
  const tags = pool.tags.filter(({ props }) => isElsewhere(pool, String(props.IdentityProviderName)));
  return tags.flatMap(at => entriesOf(at.props.PrincipalTags)
    .filter(([, claim]) => PROFILE_CLAIMS.includes(String(claim)))
    .map(([key, claim]): Hit => ({
      at, claim: String(claim), message: `principal tag ${key} is ${claim}, which people at most providers change themselves`,
    })));
}

/** Whether the identity pool takes tokens of the provider, and no user pool issues them. */
function isElsewhere({ otherProviders, issuers }: IdentityPoolFact, provider: string): boolean {
  return !hasGap(provider) && otherProviders.includes(provider) && !issuers.some(issuer => issuer.provider === provider);
}
