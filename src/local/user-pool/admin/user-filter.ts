import { invalidParameter } from '../../requests/service-error';
import { Person } from '../emulator/emulator';
import { valueOf } from '../user-pool';

const FILTER = /^\s*"?([\w:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/;
const STATUS = 'cognito:user_status';

/** What people are found by besides their attributes. */
const OTHERS: Record<string, (person: Person) => string> = {
  username: ({ Username }) => Username,
  status: ({ Enabled }) => Enabled ? 'Enabled' : 'Disabled',
  [STATUS]: ({ UserStatus }) => UserStatus,
};
const ATTRIBUTES = ['sub', 'email', 'phone_number', 'name', 'given_name', 'family_name', 'preferred_username'];

/**
 * Who is meant by a filter; everybody, if it is empty.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html
 * @throws ServiceError if it is none
 */
export function filterOf(text: string | undefined): (person: Person) => boolean {
  if (text === undefined || text.trim() === '') return () => true;
  const [, name, type, quoted] = FILTER.exec(text) ?? [];
  if (name === undefined) throw invalidParameter('Error while parsing filter');
  if (!Object.hasOwn(OTHERS, name) && !ATTRIBUTES.includes(name)) throw invalidParameter(`Invalid search attribute: ${name}`);
  const read = Object.hasOwn(OTHERS, name) ? OTHERS[name] : (person: Person) => valueOf(person, name);
  const folded = (value: string) => name === STATUS ? value.toLowerCase() : value;
  const wanted = folded(quoted.replace(/\\(.)/g, '$1'));
  return person => {
    const value = read(person);
    if (value === undefined) return false;
    return type === '=' ? folded(value) === wanted : folded(value).startsWith(wanted);
  };
}
