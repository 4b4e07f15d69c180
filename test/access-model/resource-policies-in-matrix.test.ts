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
