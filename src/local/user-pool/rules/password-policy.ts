import { randomBytes } from 'crypto';
import { asBoolean } from '../../../template/values';
import { ServiceError } from '../../requests/service-error';
import { Person } from '../emulator/emulator';
import { PoolSettings } from '../settings';

type Props = Record<string, any>;

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

/** What somebody has who knows a password, whether they had one before or not. */
export const newPassword = (Password: string) => ({ Password, Passwordless: undefined });
