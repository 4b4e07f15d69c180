import { hasGap, shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';

/** A login without a role mapping goes around the Deny of another. */
export const rule: GuardrailRule = {
  id: 'client-without-mapping',
  catalogue: ['A22'],
  severity: 'high',
  title: 'A login without a role mapping goes around the Deny of another',
  why: 'Who signs in through the client or provider that has no mapping gets the authenticated role, '
    + 'although the mapping of the other one denies it.',
  fix: 'Add a role mapping for every client and provider of the identity pool.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html',
  check: facts => facts.identityPools.flatMap((pool): Hit[] => {
    const deny = pool.mappings.find(mapping => mapping.ambiguous === 'Deny');
    if (!deny?.at.props.Roles?.authenticated || pool.mappings.some(mapping => hasGap(mapping.provider))) return [];
    const others = pool.otherProviders
      .filter(provider => !hasGap(provider) && !pool.mappings.some(mapping => mapping.provider === provider)).map(shown);
    const missing = [
      ...pool.logins
        .filter(login => !hasGap(login.providerName) && !hasGap(login.clientId) && !pool.mappings.some(mapping => mapping.login === login))
        .map(login => login.client?.id ?? shown(login.clientId)),
      ...others,
    ];
    if (missing.length === 0) return [];
    const catalogue = ['A22', ...others.length > 0 ? ['A62'] : []];
    return [{
      at: deny.at,
      catalogue,
      message: `${pool.id} has no role mapping for ${missing.join(', ')}, whose users get `
        + `${shown(deny.at.props.Roles.authenticated)} while ${shown(deny.provider)} denies`,
    }];
  }),
};
