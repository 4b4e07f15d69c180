import { GuardrailRule, Hit } from '../../guardrail-rule';

/** There is no second factor. */
export const rule: GuardrailRule = {
  id: 'mfa-off',
  catalogue: ['A75'],
  group: 'hygiene',
  severity: 'medium',
  title: 'There is no second factor',
  why: 'A password that leaked elsewhere is enough to sign in.',
  fix: 'Set MfaConfiguration to OPTIONAL or ON.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html',
  check: facts => facts.pools.filter(({ props }) => (props.MfaConfiguration ?? 'OFF') === 'OFF').map((at): Hit => ({
    at, message: `${at.id} has MFA off`,
  })),
};
