import { hasGap } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { at, isOff } from '../../private/facts/gaps';

/** Passwords may be short. */
export const rule: GuardrailRule = {
  id: 'password-policy-weak',
  catalogue: ['A80'],
  group: 'hygiene',
  severity: 'medium',
  title: 'Passwords may be short',
  why: 'Short passwords are guessed from lists.',
  fix: 'Ask for 14 characters of all four classes, or at least 12.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html',
  check: facts => facts.pools.flatMap((pool): Hit[] => {
    const policy = at(pool.props, 'Policies', 'PasswordPolicy') ?? {};
    if (hasGap(policy)) return [];
    const length = Number(policy.MinimumLength ?? 8);
    const missing = Object.keys(policy).length === 0 ? [] : [
      'RequireLowercase', 'RequireUppercase', 'RequireNumbers', 'RequireSymbols',
    ].filter(name => isOff(policy[name]));
    return length < 12 || (length < 16 && missing.length > 0) ? [{
      at: pool,
      message: `passwords of ${pool.id} need ${length} characters${missing.length > 0 ? `, without ${missing.join(', ')}` : ''}`,
    }] : [];
  }),
};
