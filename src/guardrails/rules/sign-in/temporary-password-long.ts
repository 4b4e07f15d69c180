import { GuardrailRule, Hit } from '../../guardrail-rule';

/** A temporary password is valid for more than a week. */
export const rule: GuardrailRule = {
  id: 'temporary-password-long',
  catalogue: ['A81'],
  group: 'hygiene',
  severity: 'medium',
  title: 'A temporary password is valid for more than a week',
  why: 'An invitation that nobody followed stays a way in.',
  fix: 'Set TemporaryPasswordValidityDays to 7 or less.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html',
  check: facts => facts.pools.filter(({ props }) => Number(props.Policies?.PasswordPolicy?.TemporaryPasswordValidityDays) > 7)
    .map((at): Hit => ({
      at, message: `temporary passwords of ${at.id} are valid for ${at.props.Policies.PasswordPolicy.TemporaryPasswordValidityDays} days`,
    })),
};
