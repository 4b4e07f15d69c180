import { shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { at, isOff } from '../../private/facts/gaps';

/** Signed-out and deleted users still get credentials. */
export const rule: GuardrailRule = {
  id: 'token-check-off',
  catalogue: ['A61'],
  severity: 'medium',
  title: 'Signed-out and deleted users still get credentials',
  why: 'The identity pool does not ask the user pool whether the token was revoked.',
  fix: 'Set ServerSideTokenCheck to true for the provider.',
  source: 'https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CognitoIdentityProvider.html',
  check: facts => facts.identityPools.flatMap((pool): Hit[] => {
    const off = pool.logins.filter(login => isOff(at(login.entry, 'ServerSideTokenCheck')))
      .map(login => login.client?.id ?? shown(login.clientId));
    return off.length > 0 ? [{ at: pool, message: `${pool.id} does not check tokens of ${off.join(', ')} with the user pool` }] : [];
  }),
};
