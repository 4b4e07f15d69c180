import { allow, role, template } from './fixture';
import { AccessModel } from '../../src/access-model';
import { sessionTags } from '../../src/identity-facts/entities/session-tags';

const KEY = 'cognito-identity.amazonaws.com';

interface Asked {
  readonly action?: string;
  readonly resource?: string;
  readonly context?: Record<string, unknown>;
  readonly more?: Record<string, object>;
  readonly name?: 'Members' | 'Guests';
}

function decision(
  statement: object, { action = 's3:GetObject', resource = 'arn:aws:s3:::photos/a', context = {}, more = {}, name = 'Members' }: Asked = {},
): string {
  const own = role(name === 'Members' ? 'authenticated' : 'unauthenticated', [{ ...allow('*', '*'), ...statement }]);
  const model = AccessModel.fromTemplate(template({ pool: { AllowUnauthenticatedIdentities: true }, resources: { [name]: own, ...more } }));
  return model.can(name, action, resource, { context }).decision;
}

test.each([
  'aws:PrincipalOrgID', 'aws:PrincipalOrgPaths', 'aws:ResourceOrgID', 'aws:ResourceOrgPaths', 'aws:SourceVpce', 'aws:SourceVpc',
  'aws:VpcSourceIp', 'aws:referer',
])('%s may be absent, or have any value', key => {
  const conditions = [
    { StringEquals: { [key]: 'x' } }, { StringEqualsIfExists: { [key]: 'x' } }, { StringNotEquals: { [key.toUpperCase()]: 'x' } },
    { Null: { [key]: 'true' } }, { Null: { [key]: 'false' } }, { 'ForAnyValue:StringLike': { [key]: 'x/*' } },
  ];
  expect(conditions.map(Condition => decision({ Condition }))).toEqual(conditions.map(() => 'unknown'));
  expect(decision({ Condition: { StringEquals: { [key]: 'x' } } }, { context: { [key]: 'x' } })).toBe('allowed');
  expect(decision({ Condition: { StringEquals: { [key]: 'x' } } }, { context: { [key]: 'y' } })).toBe('denied');
  expect(decision({ Condition: { Null: { [key]: 'true' } } }, { context: { [key]: [] } })).toBe('allowed');
});

test('tags of a resource are not said', () => {
  const condition = { Condition: { StringEquals: { 'aws:ResourceTag/team': 'blue' } } };
  expect(decision(condition)).toBe('unknown');
  expect(decision({ Condition: { Null: { 's3:ExistingObjectTag/team': 'true' } } })).toBe('unknown');
  expect(decision({ Resource: 'arn:aws:s3:::photos/${aws:ResourceTag/team}' })).toBe('unknown');
  expect(decision(condition, { context: { 'aws:resourcetag/team': 'red' } })).toBe('denied');
});

test('aliases of a key are not said', () => {
  const key = { action: 'kms:Decrypt', resource: 'arn:aws:kms:us-east-1:123456789012:key/Key', more: { Key: { Type: 'AWS::KMS::Key' } } };
  const condition = { Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/notes' } } };
  expect(decision(condition, key)).toBe('unknown');
  expect(decision(condition, { ...key, context: { 'kms:ResourceAliases': ['alias/other'] } })).toBe('denied');
  expect(decision({}, key)).toBe('allowed');
});

describe('the account of a resource', () => {
  const of = (key: string, account: string) => ({ Condition: { StringEquals: { [key]: account } } });
  const [own, other] = ['123456789012', '999999999999'];

  test('is that of its ARN', () => {
    const queue = (account: string) => ({ action: 'sqs:SendMessage', resource: `arn:aws:sqs:us-east-1:${account}:jobs` });
    expect(decision(of('aws:ResourceAccount', own), queue(own))).toBe('allowed');
    expect(decision(of('aws:ResourceAccount', own), queue(other))).toBe('denied');
    const accessPoint = { resource: `arn:aws:s3:us-east-1:${other}:accesspoint/theirs/object/a` };
    expect(decision(of('s3:ResourceAccount', other), accessPoint)).toBe('allowed');
    expect(decision(of('s3:ResourceAccount', own), accessPoint)).toBe('denied');
  });

  test.each(['aws:ResourceAccount', 's3:ResourceAccount'])('is the own one of a bucket of the templates: %s', key => {
    const more = { Photos: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'photos' } } };
    expect(decision(of(key, own), { more })).toBe('allowed');
    expect(decision(of(key, other), { more })).toBe('denied');
  });

  test.each(['aws:ResourceAccount', 's3:ResourceAccount'])('is not said of any other bucket: %s', key => {
    const more = { Photos: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'photo' } } };
    expect(decision(of(key, own), { more })).toBe('unknown');
    expect(decision(of(key, other))).toBe('unknown');
    expect(decision({ Condition: { StringNotEquals: { [key]: own } } })).toBe('unknown');
    expect(decision({ Condition: { Null: { [key]: 'false' } } })).toBe('allowed');
    expect(decision(of(key, other), { context: { [key]: other } })).toBe('allowed');
    expect(decision(of(key, other), { context: { [key]: own } })).toBe('denied');
  });

  test('is the own one where an ARN of another service says none', () => {
    const api = { action: 'apigateway:GET', resource: 'arn:aws:apigateway:us-east-1::/restapis/x' };
    expect(decision(of('aws:ResourceAccount', own), api)).toBe('allowed');
    expect(decision(of('aws:ResourceAccount', other), api)).toBe('denied');
  });
});

test('the provider of the session is the identity pool service', () => {
  expect(decision({ Condition: { StringEquals: { 'aws:FederatedProvider': KEY } } })).toBe('allowed');
  expect(decision({ Condition: { StringEquals: { 'aws:FederatedProvider': 'accounts.google.com' } } })).toBe('denied');
});

describe('whose identity asks', () => {
  const own = { Resource: `arn:aws:s3:::photos/private/\${${KEY}:sub}/*` };
  test.each<[string, string, Record<string, unknown>, string]>([
    ['is not known', 'private/us-east-1:1/a', {}, 'unknown'],
    ['makes no difference elsewhere', 'public/us-east-1:1/a', {}, 'denied'],
    ['is told', 'private/us-east-1:1/a', { [`${KEY}:sub`]: 'us-east-1:1' }, 'allowed'],
    ['is told to be another', 'private/us-east-1:1/a', { [`${KEY}:sub`]: 'us-east-1:2' }, 'denied'],
  ])('%s', (_, path, context, expected) => expect(decision(own, { resource: `arn:aws:s3:::photos/${path}`, context })).toBe(expected));

  test('is somebody', () => {
    expect(decision({ Condition: { Null: { [`${KEY}:sub`]: 'false' } } })).toBe('allowed');
    expect(decision({ Condition: { StringEquals: { [`${KEY}:sub`]: 'us-east-1:1' } } })).toBe('unknown');
  });

  test('may be whom a policy names in amr', () => {
    const named = { Condition: { 'ForAnyValue:StringLike': { [`${KEY}:amr`]: '*:CognitoSignIn:1234' } } };
    expect(decision(named)).toBe('unknown');
    expect(decision(named, { name: 'Guests' })).toBe('denied');
  });
});

describe('a session tag that a claim may give', () => {
  const more = {
    Tags: {
      Type: 'AWS::Cognito::IdentityPoolPrincipalTag',
      Properties: {
        IdentityPoolId: { Ref: 'Identities' },
        IdentityProviderName: {
          'Fn::GetAtt': ['Users', 'ProviderName'],
        },
        PrincipalTags: { team: 'custom:team' },
      },
    },
  };
  const blue = { Condition: { StringEquals: { 'aws:PrincipalTag/Team': 'blue' } } };

  test.each<[string, Asked, string]>([
    ['is not known', { more }, 'unknown'],
    ['is told', { more, context: { 'aws:PrincipalTag/team': 'blue' } }, 'allowed'],
    ['no guest has', { more, name: 'Guests' }, 'denied'],
    ['nobody has without a mapping', {}, 'denied'],
  ])('%s', (_, asked, expected) => expect(decision(blue, asked)).toBe(expected));
});

test('a claim that every object has is no claim of the token', () => {
  expect(sessionTags({ useDefaults: false, tags: { a: 'constructor', b: 'sub' } } as any, { sub: '1' })).toEqual({ b: '1' });
});
