import { CONTACTS } from '../../../identity-facts/claims/standard-attributes';
import { invalidParameter, notAuthorized, ServiceError } from '../../requests/service-error';
import { Attribute, Person } from '../emulator/emulator';
import { PoolSettings } from '../settings';
import { SchemaAttribute, UserPool, valueOf } from '../user-pool';

const FORMS: Record<string, { form: RegExp; kind: string; words: string; alias: string }> = {
  email: { form: /^[^@\s]+@[^@\s]+$/, kind: 'an email', words: 'Invalid email address format.', alias: 'email' },
  phone_number: { form: /^\+\d{4,15}$/, kind: 'a phone number', words: 'Invalid phone number format.', alias: 'phone number' },
};

/** @throws ServiceError if an attribute is not one of the pool, or one that everybody must have is missing */
export function checkSchema({ schema }: UserPool, attributes: readonly Attribute[]): void {
  const stranger = attributes.find(({ Name }) => !schema.some(known => known.Name === Name));
  const wrong = (what: string) => invalidParameter(`Attributes did not conform to the schema: ${what}`);
  if (stranger) throw wrong(`Type for attribute {${stranger.Name}} could not be determined`);
  const missing =
    schema.find(({ Name, Required }) => Required && Name !== 'sub' && !attributes.some(given => given.Name === Name && given.Value));
  if (missing) throw wrong(`${missing.Name}: The attribute ${missing.Name} is required`);
  for (const { Name, Value } of attributes) {
    const why = outOfBounds(schema.find(known => known.Name === Name)!, Value);
    if (why !== undefined) throw wrong(`${Name}: ${why}`);
    checkForm(Name, Value);
  }
}

/** @throws ServiceError if the pool has no such attribute, or one that stays as it is */
export function checkChanges({ schema }: UserPool, values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) {
    const known = schema.find(({ Name }) => Name === name);
    if (!known) throw invalidParameter(`user.${name}: Attribute does not exist in the schema.`);
    if (known.Mutable === false) throw invalidParameter(`user.${name}: Attribute cannot be updated. (changing an immutable attribute)`);
    const why = outOfBounds(known, value);
    if (why !== undefined) throw invalidParameter(`user.${name}: ${why}`);
    checkForm(name, value);
  }
}

/**
 * What somebody says of themselves who comes for the first time, and is asked for what they have to have.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html
 * @throws ServiceError if that is not all, or more than they may say
 */
export function checkFirst(pool: UserPool, person: Person, values: Record<string, string>): void {
  const names = pool.schema.filter(({ Name, Required }) => Required && Name !== 'sub').map(({ Name }) => Name);
  const known = names.find(name => values[name] !== undefined && valueOf(person, name));
  if (known) throw notAuthorized(`Cannot modify an already provided ${known}`);
  const missing = names.find(name => !values[name] && !valueOf(person, name));
  if (missing) throw invalidParameter(`Invalid attributes given, ${missing} is missing`);
  const isNew = ({ Name }: Attribute) => values[Name] !== undefined;
  checkChanges(pool, Object.fromEntries(Object.entries(values).filter(([name]) => valueOf(person, name) !== undefined)));
  checkSchema(pool, [
    ...person.Attributes.filter(attribute => !isNew(attribute)), ...Object.entries(values).map(([Name, Value]) => ({ Name, Value })),
  ]);
}

/** @throws ServiceError if somebody else is known by it */
export async function checkFree(pool: UserPool, person: Person, attribute: string, value: string): Promise<void> {
  const { usernameAttributes, aliases } = pool.settings;
  if (![...usernameAttributes, ...aliases].includes(attribute) || value === '') return;
  const other = await pool.find(value);
  if (other && other.Username !== person.Username) {
    throw new ServiceError('AliasExistsException', `An account with the given ${attribute} already exists.`);
  }
}

/** @throws ServiceError if somebody else is known by it, unless the name is to be theirs from now on */
export async function takeAlias(pool: UserPool, person: Person, attribute: string, isForced: boolean): Promise<void> {
  const value = valueOf(person, attribute) ?? '';
  if (!isForced) return checkFree(pool, person, attribute, value);
  const other = value !== '' && pool.settings.aliases.includes(attribute) ? await pool.find(value) : undefined;
  if (other && other.Username !== person.Username) await pool.setAttributes(other, { [`${attribute}_verified`]: 'false' });
}

/**
 * Takes attributes away, and with an address whether it is verified. AWS documents no words for what is refused.
 *
 * @throws ServiceError if the pool has no such attribute, or one that stays
 */
export async function removeAttributes(pool: UserPool, person: Person, names: readonly string[]): Promise<object> {
  checkChanges(pool, Object.fromEntries(names.map(name => [name, ''])));
  const required = pool.schema.find(({ Name, Required }) => Required && names.includes(Name));
  if (required) throw invalidParameter(`user.${required.Name}: Attribute cannot be deleted. (every user has to have it)`);
  await pool.removeAttributes(person, [...names, ...CONTACTS.filter(name => names.includes(name)).map(name => `${name}_verified`)]);
  return {};
}

/**
 * What signing up with an address says of it.
 *
 * @throws ServiceError if the name is none that the pool takes
 */
export function withAlias({ usernameAttributes, aliases }: PoolSettings, username: string, attributes: Attribute[]): Attribute[] {
  if (usernameAttributes.length === 0) {
    const alias = CONTACTS.find(name => aliases.includes(name) && FORMS[name].form.test(username));
    if (alias === undefined) return attributes;
    const { alias: kind } = FORMS[alias];
    throw invalidParameter(`Username cannot be of ${kind} format, since user pool is configured for ${kind} alias.`);
  }
  const attribute = CONTACTS.find(name => usernameAttributes.includes(name) && FORMS[name].form.test(username));
  if (!attribute) {
    const kinds = usernameAttributes.map(name => FORMS[name].kind);
    throw invalidParameter(`Username should be ${usernameAttributes.length > 1 ? 'either an email or a phone number' : kinds[0]}.`);
  }
  const own = attributes.find(({ Name }) => Name === attribute);
  if (own && own.Value !== username) throw invalidParameter(`The username and the attribute ${attribute} differ`);
  return own ? attributes : [...attributes, { Name: attribute, Value: username }];
}

/**
 * Why a value is not one that the schema allows. Bounds are texts there, and numbers of any size. An empty text takes an attribute away.
 * AWS documents no words for it, so these are as near as memory goes.
 */
function outOfBounds(attribute: SchemaAttribute, value: string | undefined): string | undefined {
  if (!value) return undefined;
  const { MinLength, MaxLength } = attribute.StringAttributeConstraints ?? {};
  const { MinValue, MaxValue } = attribute.NumberAttributeConstraints ?? {};
  switch (attribute.AttributeDataType) {
    case 'String':
      if (value.length > bound(MaxLength, Infinity)) return `String must be no longer than ${MaxLength} characters`;
      return value.length < bound(MinLength, 0) ? `String must be at least ${MinLength} characters long` : undefined;
    case 'Number':
      if (value.trim() === '' || !Number.isFinite(Number(value))) return 'Value is no number';
      if (Number(value) > bound(MaxValue, Infinity)) return `Number must be no more than ${MaxValue}`;
      return Number(value) < bound(MinValue, -Infinity) ? `Number must be no less than ${MinValue}` : undefined;
    default:
      return undefined;
  }
}

/** A bound that is none, such as one that only a deployment knows, holds nothing back. */
function bound(given: unknown, none: number): number {
  return given === undefined || Number.isNaN(Number(given)) ? none : Number(given);
}

/** An empty text takes an address away. */
function checkForm(name: string, value: string | undefined): void {
  if (Object.hasOwn(FORMS, name) && value && !FORMS[name].form.test(value)) throw invalidParameter(FORMS[name].words);
}
