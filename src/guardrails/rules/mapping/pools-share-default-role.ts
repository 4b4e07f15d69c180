import { hasGap, shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';

/** Users of several user pools share one default role. */
export const rule: GuardrailRule = {
  id: 'pools-share-default-role',
  catalogue: ['A32'],
  severity: 'medium',
  title: 'Users of several user pools share one default role',
  why: 'Users of one tenant get the same rights as those of the other.',
  fix: 'One identity pool for each user pool, or role mappings that tell them apart.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/multi-tenant-application-best-practices.html',
  check: facts => facts.identityPools.flatMap((at): Hit[] => {
    const shared = at.logins.filter(login =>
      !hasGap(login.providerName) && !at.mappings.some(mapping => mapping.login === login && mapping.ambiguous === 'Deny'));
    const pools = [...new Set(shared.map(login => login.pool?.id ?? shown(login.providerName)))];
    const role = at.attachments[0]?.props.Roles?.authenticated;
    return pools.length > 1 && role ? [{ at, message: `users of ${pools.join(' and ')} all get ${shown(role)}` }] : [];
  }),
};
