import { holdsNever, isAboutAnybodys, Permission, reachesOthers } from '../../src/identity-facts/data/data-reach';

// Conditions on what a request says besides whose data it is about: callers choose that, so that it keeps nobody out.

const SUB = '${cognito-identity.amazonaws.com:sub}';
const OBJECTS = 'arn:aws:s3:::b/*';
const TABLE = 'arn:aws:dynamodb:eu-west-1:123456789012:table/notes';

function permission(actions: string, resources: string, condition: object, effect = 'Allow'): Permission {
  return { effect, actions: [actions], notActions: [], resources: [resources], notResources: [], condition };
}
const puts = (condition: object) => reachesOthers(permission('s3:PutObject', OBJECTS, condition), []);
const putsUnless = (condition: object) =>
  reachesOthers(permission('s3:PutObject', OBJECTS, {}), [permission('s3:*', OBJECTS, condition, 'Deny')]);

test.each<[string, object]>([
  ['an access list of its choice', { StringEquals: { 's3:x-amz-acl': 'private' } }],
  ['encryption', { StringEquals: { 's3:x-amz-server-side-encryption': 'AES256' } }],
  ['encryption of any kind', { Null: { 's3:x-amz-server-side-encryption': 'false' } }],
  ['a newer TLS', { NumericGreaterThanEquals: { 's3:TlsVersion': '1.2' } }],
  ['a tag that the request brings', { StringEquals: { 's3:RequestObjectTag/kind': 'photo' } }],
  ['an account that is not told', { StringEquals: { 's3:ResourceAccount': '123456789012' } }],
  ['an identity of whichever id', { StringLike: { 'cognito-identity.amazonaws.com:sub': 'eu-west-1:*' } }],
  ['an identity at all', { Null: { 'cognito-identity.amazonaws.com:sub': 'false' } }],
])('a request with %s reaches what is somebody else\'s', (_, condition) => expect(puts(condition)).toBe(true));

test.each<[string, object]>([
  ['their tag', { StringEquals: { 's3:ExistingObjectTag/owner': SUB } }],
  ['a tag of the resource', { StringEquals: { 'aws:ResourceTag/app': 'harbour' } }],
  ['something of the caller\'s own', { StringEquals: { 'iot:ClientId': SUB } }],
  ['one identity', { StringEquals: { 'cognito-identity.amazonaws.com:sub': 'eu-west-1:4f0c' } }],
  ['a network of its own', { StringEquals: { 'aws:SourceVpce': 'vpce-1' } }],
  ['a second factor', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }],
  ['a tag of the caller', { StringEquals: { 'aws:PrincipalTag/admin': 'true' } }],
])('a condition on %s keeps others out', (_, condition) => expect(puts(condition)).toBe(false));

test.each<[string, object, boolean]>([
  ['any value of a tag', { StringLike: { 'aws:ResourceTag/owner': '*' } }, true],
  ['a tag, if there is one', { StringEqualsIfExists: { 'aws:ResourceTag/owner': SUB } }, true],
  ['another tag', { StringNotEquals: { 'aws:ResourceTag/owner': SUB } }, true],
])('a condition on %s does not', (_, condition, expected) => expect(puts(condition)).toBe(expected));

test.each<[string, object, boolean]>([
  ['without encryption', { Null: { 's3:x-amz-server-side-encryption': 'true' } }, true],
  ['with another encryption', { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } }, true],
  ['of old TLS', { NumericLessThan: { 's3:TlsVersion': '1.2' } }, true],
  ['of others\' objects', { StringNotEquals: { 's3:ExistingObjectTag/owner': SUB } }, false],
  ['with or without a header', { StringNotEqualsIfExists: { 's3:ExistingObjectTag/owner': SUB } }, false],
])('a denial of requests %s leaves some: %#', (_, condition, expected) => expect(putsUnless(condition)).toBe(expected));

test('what a query returns is the choice of whoever asks, whose keys are not', () => {
  const asked = { StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' } };
  const own = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [SUB], 'dynamodb:Attributes': ['text'] } };
  expect(reachesOthers(permission('dynamodb:Query', TABLE, asked), [])).toBe(true);
  expect(reachesOthers(permission('dynamodb:Query', TABLE, { ...asked, ...own }), [])).toBe(false);
});

test.each<[string, object, boolean]>([
  ['tags of the caller\'s own', { StringEquals: { 'aws:ResourceTag/tenant': '${aws:PrincipalTag/tenant}' } }, false],
  ['a tag of the service\'s kind', { StringEquals: { 'secretsmanager:ResourceTag/tenant': '${aws:PrincipalTag/tenant}' } }, false],
  ['a fixed tag', { StringEquals: { 'aws:ResourceTag/app': 'harbour' } }, false],
  ['a version', { StringEquals: { 'secretsmanager:VersionStage': 'AWSCURRENT' } }, true],
  ['a tag of some callers', { StringEquals: { 'aws:PrincipalTag/role': 'admin' } }, true],
  ['one identity', { StringEquals: { 'cognito-identity.amazonaws.com:sub': 'eu-west-1:4f0c' } }, true],
  ['another way', { StringEquals: { 'aws:SourceVpce': 'vpce-1' } }, true],
  ['any tag', { StringLike: { 'aws:ResourceTag/tenant': '*' } }, true],
  ['another tag', { StringNotEquals: { 'aws:ResourceTag/tenant': '${aws:PrincipalTag/tenant}' } }, true],
])('a statement with a condition on %s is about anybody\'s: %#', (_, condition, expected) =>
  expect(isAboutAnybodys(permission('secretsmanager:GetSecretValue', '*', condition))).toBe(expected));

test.each<[string, object, boolean]>([
  ['a time that is over', { DateLessThan: { 'aws:CurrentTime': '2021-01-01T00:00:00Z' } }, true],
  ['a time that has come', { DateGreaterThan: { 'aws:CurrentTime': '2021-01-01T00:00:00Z' } }, false],
  ['a second factor', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }, true],
  ['a second factor, if told', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } }, false],
  ['an IAM user', { StringEquals: { 'aws:PrincipalType': 'User' } }, true],
  ['a session', { StringEquals: { 'aws:PrincipalType': 'AssumedRole' } }, false],
  ['a tag of the resource', { StringEquals: { 'aws:ResourceTag/tenant': 'a' } }, false],
  ['an address', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, false],
  ['nothing', {}, false],
])('no request fulfils a condition on %s: %#', (_, condition, expected) => expect(holdsNever(condition)).toBe(expected));
