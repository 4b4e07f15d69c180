import { isObject } from '../../../template/values';
import { invalidParameter, ServiceError } from '../../requests/service-error';
import { Input } from '../parts';

type Check = (name: string, value: unknown) => unknown;

/** How long a text may be; others are as long as the service's longest. */
const MAX_LENGTH: Record<string, number> = {
  AttributeName: 32,
  ClientId: 128,
  ClientSecret: 64,
  Code: 2_048,
  ConfirmationCode: 2_048,
  Domain: 63,
  GroupName: 128,
  Identifier: 256,
  IdpIdentifier: 40,
  ProviderName: 32,
  SecretHash: 128,
  Session: 2_048,
  UserCode: 2_048,
  UserPoolId: 55,
  Username: 128,
};
const PROVIDER_USER = ['ProviderName', 'ProviderAttributeName', 'ProviderAttributeValue'];
const LONGEST = 131_072;
const MAX_NAME = 32;
const MAX_VALUE = 2_048;

const text: Check = (name, value) => {
  if (typeof value !== 'string') throw mistyped(name, 'a string');
  return within(name, value, MAX_LENGTH[name] ?? LONGEST);
};
const flag: Check = (name, value) => {
  if (typeof value !== 'boolean') throw mistyped(name, 'a boolean');
  return value;
};
const number = (least: number, most: number): Check => (name, value) => {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw mistyped(name, 'a whole number');
  if (value < least) throw violation(name, `have value greater than or equal to ${least}`);
  if (value > most) throw violation(name, `have value less than or equal to ${most}`);
  return value;
};
const texts: Check = (name, value) => listOf(name, value, (item, at) => text(at, item));
const map: Check = (name, value) => {
  if (!isObject(value)) throw mistyped(name, 'a map');
  return fields(value, () => text, inner => `${name}.${inner}`);
};
const preference: Check = (name, value) => {
  if (!isObject(value)) throw mistyped(name, 'a structure');
  return fields(value, inner => ['Enabled', 'PreferredMfa'].includes(inner) ? flag : undefined, inner => `${name}.${inner}`);
};
const providerUser: Check = (name, value) => {
  if (!isObject(value)) throw mistyped(name, 'a structure');
  return fields(value, inner => PROVIDER_USER.includes(inner) ? text : undefined, inner => `${name}.${inner}`);
};
const attributes: Check = (name, value) => listOf(name, value, (item, at) => {
  if (!isObject(item)) throw mistyped(at, 'a structure');
  const { Name, Value } = fields(item, inner => ['Name', 'Value'].includes(inner) ? text : undefined, inner => `${at}.${inner}`);
  if (typeof Name !== 'string' || Name === '') throw violation(`${at}.Name`, 'not be null');
  within(`${at}.Name`, Name, MAX_NAME);
  if (typeof Value === 'string') within(`${at}.Value`, Value, MAX_VALUE);
  return { Name, ...(Value === undefined ? {} : { Value }) };
});

/** The members of requests: each has one meaning, whatever the operation. */
const MEMBERS: Record<string, Check> = {
  ...byName(text, [
    'AccessToken', 'AttributeName', 'AuthFlow', 'ChallengeName', 'ClientId', 'ClientSecret', 'Code', 'ConfirmationCode', 'Description',
    'Domain', 'Filter', 'GroupName', 'Identifier', 'IdpIdentifier',
    'MessageAction', 'NextToken', 'PaginationToken', 'Password', 'PreviousPassword', 'ProposedPassword', 'ProviderName', 'RefreshToken',
    'RoleArn', 'Secret', 'SecretHash', 'Session',
    'TemporaryPassword', 'Token', 'UserCode', 'UserPoolId', 'Username',
  ]),
  Limit: number(0, 60),
  MaxResults: number(1, 60),
  Precedence: number(0, 2 ** 31 - 1),
  ...byName(flag, ['ForceAliasCreation', 'Permanent']),
  ...byName(map, ['AuthParameters', 'ChallengeResponses', 'ClientMetadata']),
  ...byName(texts, ['AttributesToGet', 'DesiredDeliveryMediums', 'Scopes', 'UserAttributeNames']),
  ...byName(attributes, ['UserAttributes', 'ValidationData']),
  ...byName(providerUser, ['DestinationUser', 'SourceUser', 'User']),
  ...byName(preference, ['EmailMfaSettings', 'SMSMfaSettings', 'SoftwareTokenMfaSettings']),
};

const GROUP = ['UserPoolId', 'GroupName'];
/** What must be there, where no code asks for it by itself. */
const REQUIRED: Record<string, readonly string[]> = {
  ...byName(GROUP, [
    'CreateGroup', 'DeleteGroup', 'GetGroup', 'UpdateGroup', 'ListUsersInGroup', 'AdminAddUserToGroup', 'AdminRemoveUserFromGroup',
  ]),
  AdminDisableProviderForUser: ['User'],
  AdminLinkProviderForUser: ['DestinationUser', 'SourceUser'],
  AdminDeleteUserAttributes: ['UserAttributeNames'],
  AdminUpdateUserAttributes: ['UserAttributes'],
  ConfirmForgotPassword: ['ConfirmationCode', 'Password'],
  ConfirmSignUp: ['ConfirmationCode'],
  DeleteUserAttributes: ['UserAttributeNames'],
  DescribeIdentityProvider: ['ProviderName'],
  DescribeResourceServer: ['Identifier'],
  DescribeUserPoolDomain: ['Domain'],
  GetIdentityProviderByIdentifier: ['IdpIdentifier'],
  GetUserAttributeVerificationCode: ['AttributeName'],
  ListUserPools: ['MaxResults'],
  UpdateUserAttributes: ['UserAttributes'],
  VerifyUserAttribute: ['AttributeName', 'Code'],
};

/**
 * The members of a request that the service knows, each of the type that it has there. Others are left out, as the service does.
 *
 * @throws ServiceError if one is of another type, too long, or missing
 */
export function checkShape(operation: string, input: Input): Input {
  if (!isObject(input)) throw new ServiceError('SerializationException', 'The request body is not a JSON object.');
  const checked: Input = fields(input, name => Object.hasOwn(MEMBERS, name) ? MEMBERS[name] : undefined, name => name);
  const missing = Object.hasOwn(REQUIRED, operation)
    ? REQUIRED[operation].find(name => checked[name] === undefined || checked[name] === '')
    : undefined;
  if (missing !== undefined) throw violation(missing, 'not be null');
  return checked;
}

/** What is null is not there. */
function fields(value: object, checkOf: (name: string) => Check | undefined, nameOf: (name: string) => string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).flatMap(([name, inner]) => {
    const check = inner === null || inner === undefined ? undefined : checkOf(name);
    return check ? [[name, check(nameOf(name), inner)]] : [];
  }));
}

function listOf(name: string, value: unknown, check: (item: unknown, at: string) => unknown): unknown[] {
  if (!Array.isArray(value)) throw mistyped(name, 'a list');
  return value.map((item, index) => check(item, `${name}.${index + 1}.member`));
}

function within(name: string, value: string, max: number): string {
  if (value.length > max) throw violation(name, `have length less than or equal to ${max}`);
  return value;
}

const mistyped = (name: string, what: string) => new ServiceError('SerializationException', `${name.slice(0, 128)} is not ${what}.`);

function violation(name: string, must: string): ServiceError {
  const path = name.split('.').map(part => `${part.slice(0, 1).toLowerCase()}${part.slice(1)}`).join('.');
  return invalidParameter(`1 validation error detected: Value at '${path.slice(0, 128)}' failed to satisfy constraint: `
    + `Member must ${must}`);
}

function byName<T>(value: T, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(names.map(name => [name, value]));
}
