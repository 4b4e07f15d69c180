import { GuardrailRule, Hit } from '../../guardrail-rule';
import { namesOf } from '../../private/judging/claims-in-use';

/** Federated users are not asked for Cognito's second factor. */
export const rule: GuardrailRule = {
  id: 'mfa-not-for-federated',
  catalogue: ['A77'],
  group: 'hygiene',
  severity: 'low',
  title: "Federated users are not asked for Cognito's second factor",
  why: 'MFA ON does not cover who signs in at an identity provider.',
  fix: 'Demand the second factor at the provider.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html',
  check: facts => facts.pools.filter(pool => pool.props.MfaConfiguration === 'ON' && pool.identityProviders.length > 0)
    .map((at): Hit => ({ at, message: `MFA of ${at.id} does not cover users of ${namesOf(at.identityProviders)}` })),
};
