import { role, signedIn, template } from './fixture';
import { AccessModel, RoleRequest } from '../../src/access-model';

const KEY = 'cognito-identity.amazonaws.com';

function become(condition: object, request: RoleRequest, kind: 'authenticated' | 'unauthenticated' = 'authenticated'): string {
  const own: any = role(kind);
  Object.assign(own.Properties.AssumeRolePolicyDocument.Statement[0].Condition, condition);
  const resources = { [kind === 'authenticated' ? 'Members' : 'Guests']: own };
  return AccessModel.fromTemplate(template({ pool: { AllowUnauthenticatedIdentities: true }, resources })).becomes(request).outcome;
}

test.each<[string, object, Record<string, unknown>, Record<string, unknown>]>([
  ['an address', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, { 'aws:SourceIp': '10.1.2.3' }, { 'aws:SourceIp': '198.51.100.7' }],
  [
    'a time', { DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } }, { 'aws:CurrentTime': '2026-05-01T00:00:00Z' },
    { 'aws:currenttime': '2028-05-01T00:00:00Z' },
  ],
  [
    'an identity', { StringEquals: { [`${KEY}:sub`]: 'us-east-1:1' } }, { [`${KEY}:sub`]: 'us-east-1:1' },
    { [`${KEY}:sub`]: 'us-east-1:2' },
  ],
  ['several values', { 'ForAllValues:StringEquals': { 'aws:x': ['a', 'b'] } }, { 'aws:x': ['b', 'a'] }, { 'aws:x': ['a', 'c'] }],
  ['a switch', { Bool: { 'aws:SecureTransport': 'true' } }, { 'aws:SecureTransport': true }, { 'aws:SecureTransport': false }],
])('the context decides a trust that asks for %s', (_, condition, inside, outside) => {
  expect(become(condition, { ...signedIn({}), context: inside })).toBe('role');
  expect(become(condition, { ...signedIn({}), context: outside })).toBe('error');
  expect(become(condition, { context: inside }, 'unauthenticated')).toBe('role');
  expect(become(condition, { context: outside }, 'unauthenticated')).toBe('error');
});

test('without it, a trust that has expired lets nobody in, and one that will or has yet to begin is not decided', () => {
  const by = (operator: string, time: string) => become({ [operator]: { 'aws:CurrentTime': time } }, signedIn({}));
  expect(by('DateLessThan', '2020-01-01T00:00:00Z')).toBe('error');
  expect(by('DateGreaterThan', '2020-01-01T00:00:00Z')).toBe('role');
  expect(by('DateLessThan', '2120-01-01T00:00:00Z')).toBe('unknown');
  expect(by('DateGreaterThan', '2120-01-01T00:00:00Z')).toBe('unknown');
});

test('the time that is told decides in its other form too', () => {
  const before = { NumericLessThan: { 'aws:EpochTime': '1577836800' } };
  expect(become(before, { ...signedIn({}), context: { 'aws:CurrentTime': '2019-12-31T23:59:59Z' } })).toBe('role');
  expect(become(before, { ...signedIn({}), context: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } })).toBe('error');
});

test('without it, the trust is not decided', () => {
  expect(become({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, { ...signedIn({}), context: {} })).toBe('unknown');
});

test('a trust that names one user in amr asks for the sub of the token', () => {
  const named = { 'ForAnyValue:StringLike': { [`${KEY}:amr`]: '*:CognitoSignIn:1234' } };
  expect(become(named, signedIn({ sub: '1234' }))).toBe('role');
  expect(become(named, signedIn({ sub: '5678' }))).toBe('error');
  expect(become(named, signedIn({}))).toBe('unknown');
});

test.each<[string, any, string]>([
  ['is no object', 'aws:SourceIp', 'context must be an object from condition keys to values'],
  ['is a list', ['a'], 'context must be an object from condition keys to values'],
  ['has a value that is no text', { 'aws:SourceIp': { a: 1 } }, 'the value of aws:SourceIp must be a text or a list of texts'],
  ['has the audience', { [`${KEY}:AUD`]: 'x' }, 'AUD follows from the identity pool and the claims'],
  ['has amr', { [`${KEY}:amr`]: ['authenticated'] }, 'amr follows from'],
  ['has session tags', { 'aws:RequestTag/team': 'x' }, 'aws:RequestTag/team follows from'],
])('fails when the context %s', (_, context, message) => {
  expect(() => become({}, { ...signedIn({}), context })).toThrow(message);
});
