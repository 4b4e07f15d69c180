import { Field } from './html';
import { mayWrite } from '../../../identity-facts/claims/claim-writers';
import { STANDARD_ATTRIBUTES } from '../../../identity-facts/claims/standard-attributes';
import { ClientSettings } from '../settings';
import { UserPool } from '../user-pool';

export const PASSWORD: Field = { name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' };
export const NEW_PASSWORD: Field = { name: 'password', label: 'New password', type: 'password', autocomplete: 'new-password' };
export const CODE: Field = { name: 'code', label: 'Code', type: 'text', autocomplete: 'one-time-code' };

const TYPES: Record<string, string> = {
  email: 'email', phone_number: 'tel', birthdate: 'date', picture: 'url', profile: 'url', website: 'url',
};
const AUTOCOMPLETE: Record<string, string> = {
  email: 'email',
  phone_number: 'tel',
  name: 'name',
  given_name: 'given-name',
  family_name: 'family-name',
  birthdate: 'bday',
  nickname: 'nickname',
};
const OF_ATTRIBUTE = 'attribute.';

/** What somebody is known by: the address, where that is the username. */
export function usernameField({ settings: { usernameAttributes } }: UserPool, value = ''): Field {
  const [only] = usernameAttributes.length === 1 ? usernameAttributes : [];
  const label = only ? labelOf(only) : usernameAttributes.length > 1 ? 'Email or phone number' : 'Username';
  return { name: 'username', label, type: only ? TYPES[only] : 'text', autocomplete: 'username', value };
}

/** What signing up asks for besides a name and a password: what everybody must have, and where codes go. */
export function attributeFields(
  { settings: { usernameAttributes, autoVerified }, schema }: UserPool, client: ClientSettings, given: URLSearchParams,
): Field[] {
  const wanted = Object.values<string>(STANDARD_ATTRIBUTES).filter(name => {
    const isContact = autoVerified.includes(name) && usernameAttributes.length === 0 && mayWrite(client, name);
    return isContact || schema.some(({ Name, Required }) => Name === name && Required);
  });
  return wanted.filter(name => !(usernameAttributes.length === 1 && usernameAttributes[0] === name)).map(name => ({
    name: `${OF_ATTRIBUTE}${name}`,
    label: labelOf(name),
    type: TYPES[name] ?? 'text',
    autocomplete: AUTOCOMPLETE[name] ?? 'off',
    value: given.get(`${OF_ATTRIBUTE}${name}`) ?? '',
  }));
}

export function attributesIn(form: URLSearchParams): { Name: string; Value: string }[] {
  return [...form].filter(([name]) => name.startsWith(OF_ATTRIBUTE)).map(([name, Value]) => ({
    Name: name.slice(OF_ATTRIBUTE.length), Value,
  }));
}

function labelOf(attribute: string): string {
  const words = attribute.replace(/_/g, ' ');
  return `${words[0].toUpperCase()}${words.slice(1)}`;
}
