import { asBoolean } from '../../../template/values';
import { ServiceError } from '../../requests/service-error';

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
