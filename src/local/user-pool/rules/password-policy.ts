import { randomBytes } from 'crypto';
import { asBoolean } from '../../../template/values';
import { ServiceError } from '../../requests/service-error';
import { Person } from '../emulator/emulator';
import { PoolSettings } from '../settings';

type Props = Record<string, any>;
type NewPassword = Pick<Person, 'Password' | 'Passwordless' | 'TemporaryUntil' | 'PastPasswords'>;

/** What counts as a symbol: the service's list, and a space inside. */
const SYMBOL = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]|\S \S/;
const MAX_LENGTH = 256;

const DEFAULTS: Props = { MinimumLength: 8, RequireLowercase: true, RequireUppercase: true, RequireNumbers: true, RequireSymbols: true };

/**
 * Refuses a password that the pool's policy does not allow.
 *
 * @throws ServiceError in the words of the service
 */
export function checkPassword({ Policies }: Props, password: unknown): void {
  const policy: Props = Policies?.PasswordPolicy ?? DEFAULTS;
  const refuse = (why: string) => new ServiceError('InvalidPasswordException', `Password did not conform with policy: ${why}`);
  if (typeof password !== 'string' || /^\s|\s$/.test(password)) {
    throw new ServiceError('InvalidParameterException', 'Password must satisfy regular expression pattern: ^[\\S]+.*[\\S]+$');
  }
  if (password.length < Number(policy.MinimumLength ?? DEFAULTS.MinimumLength)) throw refuse('Password not long enough');
  if (password.length > MAX_LENGTH) throw refuse('Password too long');
  const required: [string, RegExp, string][] = [
    ['RequireUppercase', /[A-Z]/, 'uppercase'],
    ['RequireLowercase', /[a-z]/, 'lowercase'],
    ['RequireNumbers', /[0-9]/, 'numeric'],
    ['RequireSymbols', SYMBOL, 'symbol'],
  ];
  for (const [rule, pattern, kind] of required) {
    if (asBoolean(policy[rule]) === true && !pattern.test(password)) throw refuse(`Password must have ${kind} characters`);
  }
}

/** Whether people of the pool can do without a password: a code that they are sent is enough. */
export const sendsCodes = ({ firstFactors }: PoolSettings) => firstFactors.some(factor => factor.endsWith('_OTP'));

/** What somebody has who signs in by codes alone. */
export function noPassword(): Pick<Person, 'Password' | 'Passwordless'> {
  return { Password: randomBytes(32).toString('hex'), Passwordless: true };
}

/**
 * What somebody has who gets to know a password, whether they had one before or not.
 *
 * @throws ServiceError if the policy does not allow it, or it is one of their last ones; AWS documents no words for that
 */
export function newPassword(props: Props, { Password: last, Passwordless, PastPasswords = [] }: Person, password: unknown): NewPassword {
  checkPassword(props, password);
  const count = Number(props.Policies?.PasswordPolicy?.PasswordHistorySize ?? 0) || 0;
  const past = (Passwordless ? PastPasswords : [last, ...PastPasswords]).slice(0, count);
  if (past.includes(password as string)) {
    throw new ServiceError('PasswordHistoryPolicyViolationException', 'Password has previously been used');
  }
  const known = { Password: password as string, Passwordless: undefined, TemporaryUntil: undefined };
  return count > 0 ? { ...known, PastPasswords: past } : known;
}

/** Until when a password may be used that an administrator gives, in milliseconds. */
export function temporaryUntil({ Policies, AdminCreateUserConfig }: Props): Pick<Person, 'TemporaryUntil'> {
  const given = Number(Policies?.PasswordPolicy?.TemporaryPasswordValidityDays) || Number(AdminCreateUserConfig?.UnusedAccountValidityDays);
  const days = given || 7;
  return { TemporaryUntil: Date.now() + days * 86_400_000 };
}
