import { once } from '../../../private/once';
import { hasGap, shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { sharedIssuerOf } from '../../private/facts/issuers';
import { attachmentsAreKnown } from '../../private/facts/rule-logic';
import { Facts, IdentityPoolFact } from '../../private/facts/types';
import { mayReachOthers } from '../../private/judging/statements';
import { rule as withoutMapping } from '../mapping/client-without-mapping';

const saidOf = once((facts: Facts) => new Set(withoutMapping.check(facts).map(hit => hit.at)));

/** Everyone with an account at a provider is a signed-in user. */
export const rule: GuardrailRule = {
  id: 'social-login-without-mapping',
  catalogue: ['A62'],
  severity: 'medium',
  title: 'Everyone with an account at a provider is a signed-in user',
  why: 'Without a role mapping anyone with, say, a Google account gets the authenticated role.',
  fix: 'Federate through a user pool, or map the provider by rules with Deny.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html',
  check: facts => facts.identityPools.flatMap((at): Hit[] => {
    const saidElsewhere = at.attachments.some(attachment => saidOf(facts).has(attachment));
    const open = mappingsAreKnown(at, facts) && !saidElsewhere
      ? at.otherProviders.filter(provider => !hasGap(provider) && !at.mappings.some(mapping => mapping.provider === provider)) : [];
    const workloads = open.some(provider => sharedIssuerOf(provider, facts) !== undefined)
      && mayReachOthers(facts.role(at.attachments[0]?.props.Roles?.authenticated));
    return open.length > 0 ? [{
      at,
      severity: workloads ? 'high' : 'medium',
      message: `${at.id}: anyone from ${open.map(shown).join(', ')} gets the authenticated role`,
    }] : [];
  }),
};

/** Whether one can be said to be missing: an attachment whose pool or mappings are not known may have it. */
function mappingsAreKnown(pool: IdentityPoolFact, facts: Facts): boolean {
  return attachmentsAreKnown(facts) && !pool.attachments.some(({ props }) => hasGap(props.RoleMappings))
    && !pool.mappings.some(({ provider }) => hasGap(provider));
}
