import { allow, role, template } from './fixture';
import { AccessModel } from '../../src/access-model';
import { accessMatrices } from '../../src/access-model/access-matrix';
import { Permit } from '../../src/access-model/permits';

const MEMBERS = { AWS: { 'Fn::GetAtt': ['Members', 'Arn'] } };
const statement = (Principal: unknown, more: object = {}) =>
  ({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*', Principal, ...more });
const bucketPolicy = (Statement: unknown, more: object = {}) =>
  ({
    Open: {
      Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'photos', PolicyDocument: { Version: '2012-10-17', Statement } }, ...more,
    },
  });

/** What everyone who signs in is permitted. */
function permits(resources: Record<string, object>, rest: object = {}): Permit[] {
  const model = AccessModel.fromTemplate(template({ resources, rest }));
  return accessMatrices(model)[0].rows.find(({ identity }) => identity === 'everyone signed in')!.permits;
}

test('what a policy on a resource allows the role stands beside its own policies, with the name of the policy', () => {
  expect(permits(bucketPolicy(statement(MEMBERS))))
    .toEqual([{ effect: 'Allow', actions: ['s3:GetObject'], resources: ['arn:aws:s3:::photos/*'], policy: 'Open' }]);
  expect(permits(bucketPolicy([statement('*')]))).toMatchObject([{ policy: 'Open' }]);
  const queue = {
    Jobs: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: { Queues: ['jobs-url'], PolicyDocument: { Statement: statement(MEMBERS, { Resource: '*' }) } },
    },
  };
  expect(permits(queue)).toMatchObject([{ policy: 'Jobs', resources: ['jobs-url'] }]);
});

test('not what it allows somebody else, or the account', () => {
  expect(permits(bucketPolicy([
    statement({ AWS: 'arn:aws:iam::123456789012:role/Other' }), statement({ Service: 'cloudfront.amazonaws.com' }),
  ]))).toEqual([]);
  expect(permits(bucketPolicy(statement({ AWS: '123456789012' })))).toEqual([]);
});

test('what it denies counts where something of the service is allowed', () => {
  const denial = bucketPolicy(statement('*', { Effect: 'Deny', Action: 's3:*' }));
  expect(permits(denial)).toEqual([]);
  expect(permits({ ...denial, Members: role('authenticated', [allow('s3:GetObject', '*')]) }))
    .toMatchObject([{ effect: 'Allow' }, { effect: 'Deny', policy: 'Open' }]);
  expect(permits({ ...denial, Members: role('authenticated', [allow('*', '*')]) })).toHaveLength(2);
  expect(permits({ ...denial, Members: role('authenticated', [allow('sqs:*', '*')]) })).toHaveLength(1);
});

test('what is not known is only possible, or said to be not known', () => {
  const rest = { Parameters: { Who: { Type: 'String' } }, Conditions: { Prod: { 'Fn::Equals': [{ Ref: 'Who' }, 'x'] } } };
  expect(permits(bucketPolicy(statement({ AWS: { Ref: 'Who' } })), rest)).toMatchObject([{ policy: 'Open', possible: true }]);
  expect(permits(bucketPolicy(statement(MEMBERS), { Condition: 'Prod' }), rest)).toMatchObject([{ policy: 'Open', possible: true }]);
  expect(permits(bucketPolicy({ Ref: 'Who' }), rest)).toMatchObject([{ effect: 'Unknown', policy: 'Open' }]);
});

test('what is not known stands for itself: a whole policy, or one on more conditions than can be tried', () => {
  const names = Array.from({ length: 7 }, (_, i) => `C${i}`);
  const Conditions = Object.fromEntries(names.map(name => [name, { 'Fn::Equals': [{ Ref: `${name}Of` }, 'x'] }]));
  const ofEach = Object.fromEntries(names.map(name => [`${name}Of`, { Type: 'String' }]));
  const rest = { Parameters: { Who: { Type: 'String' }, ...ofEach }, Conditions };
  const unread = { Open: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'photos', PolicyDocument: { Ref: 'Who' } } } };
  expect(permits(unread, rest)).toEqual([{ effect: 'Unknown', actions: ['parameter Who has no default'], resources: [], policy: 'Open' }]);
  const many = names.map(name => ({ 'Fn::If': [name, statement(MEMBERS), statement('*')] }));
  expect(permits(bucketPolicy(many), rest))
    .toEqual([{ effect: 'Unknown', actions: ['too many combinations of conditions'], resources: [], policy: 'Open' }]);
});

test('a policy on a resource says what it says of a session that is called as the identity pool calls it', () => {
  const session = statement({ AWS: 'arn:aws:sts::123456789012:assumed-role/Members/CognitoIdentityCredentials' });
  const other = statement({ AWS: 'arn:aws:sts::123456789012:assumed-role/Members/of-their-choice' });
  const of = (principal: object, pool: object) => {
    const model = AccessModel.fromTemplate(template({ resources: bucketPolicy(principal), pool }));
    return accessMatrices(model)[0].rows.find(({ identity }) => identity === 'everyone signed in')!.permits
      .map(({ possible }) => possible ?? false);
  };
  for (const enhanced of [{}, { AllowClassicFlow: false }]) expect([of(session, enhanced), of(other, enhanced)]).toEqual([[false], []]);
  expect([of(session, { AllowClassicFlow: true }), of(other, { AllowClassicFlow: true })]).toEqual([[true], [true]]);
  expect(permits(bucketPolicy(statement({ Federated: 'cognito-identity.amazonaws.com' })))).toMatchObject([{ policy: 'Open' }]);
});

test('of several statements, those about somebody else are left out, and one that may be about the role makes the policy possible', () => {
  const rest = { Parameters: { Who: { Type: 'String' } } };
  const SOMEBODY = { AWS: 'arn:aws:iam::123456789012:role/Somebody' };
  const found = permits(bucketPolicy([
    statement(SOMEBODY, { Action: 's3:PutObject' }), statement(MEMBERS), statement({ AWS: { Ref: 'Who' } }, { Action: 's3:DeleteObject' }),
  ]), rest);
  expect(found.map(({ actions, possible }) => [actions, possible])).toEqual([[['s3:GetObject'], true], [['s3:DeleteObject'], true]]);
  expect(permits(bucketPolicy([statement(SOMEBODY, { Action: 's3:PutObject' }), statement(MEMBERS)]))).not.toHaveProperty('0.possible');
});

test('what has no policy, or one of a service whose policies are not evaluated, says nothing', () => {
  expect(permits({
    Key: { Type: 'AWS::KMS::Key', Properties: {} },
    Vault: { Type: 'AWS::Backup::BackupVault', Properties: { AccessPolicy: { Statement: statement(MEMBERS) } } },
    Open: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'photos', PolicyDocument: {} } },
  })).toEqual([]);
});

test('a policy that may not count is only possible', () => {
  const photos = { Photos: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'photos' } } };
  expect(permits({ ...photos, ...bucketPolicy(statement('*')) })).toMatchObject([{ policy: 'Open', possible: true }]);
});
