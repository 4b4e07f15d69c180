import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { aPool, aStack } from '../identity-pool/identity-fixture';

/** Logical ids of the roles that a policy with this action is attached to. */
function holders(stack: Stack, action: string): string[] {
  return Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'))
    .filter(({ Properties }) => JSON.stringify(Properties.PolicyDocument).includes(`"${action}"`))
    .flatMap(({ Properties }) => Properties.Roles.map((role: any) => role.Ref))
    .sort();
}

function refs(stack: Stack, ...roles: { role: iam.IRole }[]): string[] {
  return roles.map(({ role }) => stack.resolve(role.roleName).Ref).sort();
}

const grants: [string, string, (stack: Stack, to: iam.IGrantable) => unknown][] = [
  ['bucket', 's3:GetObject*', (stack, to) => new s3.Bucket(stack, 'Bucket').grantRead(to)],
  [
    'table', 'dynamodb:GetItem',
    (stack, to) => new dynamodb.TableV2(stack, 'Table', {
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
    }).grantReadData(to),
  ],
  ['topic', 'sns:Publish', (stack, to) => new sns.Topic(stack, 'Topic').grantPublish(to)],
  ['queue', 'sqs:SendMessage', (stack, to) => new sqs.Queue(stack, 'Queue').grantSendMessages(to)],
  [
    'function', 'lambda:InvokeFunction',
    (stack, to) => new lambda.Function(stack, 'Fn', {
      runtime: lambda.Runtime.NODEJS_22_X, handler: 'i.h', code: lambda.Code.fromInline('x'),
    }).grantInvoke(to),
  ],
  ['key', 'kms:Decrypt', (stack, to) => new kms.Key(stack, 'Key').grantDecrypt(to)],
];

test.each(grants)('what everyone signed in may do with a %s, groups may too, before and after the grant', (_, action, grant) => {
  const { stack, identities, userPool } = aPool(undefined, { guestAccess: true });
  const before = identities.addGroup(userPool, 'before', { precedence: 1 });
  grant(stack, identities.authenticated);
  const after = identities.addGroup(userPool, 'after', { precedence: 2 });
  identities.addGroup(userPool, 'apart', { precedence: 3, inherit: false });
  expect(holders(stack, action)).toEqual(refs(stack, identities.authenticated, before, after));
});

test.each(grants)('what a group may do with a %s, nobody else may', (_, action, grant) => {
  const { stack, identities, userPool } = aPool();
  const group = identities.addGroup(userPool, 'admins');
  grant(stack, group);
  expect(holders(stack, action)).toEqual(refs(stack, group));
});

test.each([
  {}, { '@aws-cdk/aws-iam:minimizePolicies': true },
])('a resource policy names all heirs, also those that join later, with the flags %p', context => {
  const app = new App({ context });
  const { stack, identities, userPool } = aPool(new Stack(app, 'Stack'), { guestAccess: true });
  const key = new kms.Key(stack, 'Key');
  const decryptors = (grantee: iam.IGrantable) => key.addToResourcePolicy(
    new iam.PolicyStatement({ actions: ['kms:Decrypt'], resources: ['*'], principals: [grantee.grantPrincipal] }));
  decryptors(identities.authenticated);
  const group = identities.addGroup(userPool, 'admins');
  const other = new iam.Role(stack, 'Other', { assumedBy: new iam.AccountRootPrincipal() });
  decryptors(other);
  decryptors(identities.guests!);
  const statements: any[] = Object.values(Template.fromStack(stack).findResources('AWS::KMS::Key'))[0].Properties.KeyPolicy.Statement;
  const named = statements.filter(({ Action }) => Action === 'kms:Decrypt').flatMap(({ Principal }) => Principal.AWS)
    .map((arn: any) => arn['Fn::GetAtt'][0]).sort();
  expect(named).toEqual(refs(stack, identities.authenticated, group, { role: other }, identities.guests!));
});

test('a key in another stack does not make the stacks wait for each other', () => {
  const app = new App();
  const key = new kms.Key(new Stack(app, 'Keys'), 'Key');
  const { stack, identities } = aPool(new Stack(app, 'Stack'));
  stack.addDependency(key.stack);
  key.grantDecrypt(identities.authenticated);
  expect(() => app.synth()).not.toThrow();
});

test('a bucket of another account names the roles by names that are known beforehand', () => {
  const app = new App();
  const bucket = new s3.Bucket(
    new Stack(app, 'Data', { env: { account: '222222222222', region: 'us-east-1' } }), 'Bucket', { bucketName: 'photos-of-everyone' },
  );
  const { identities, userPool } = aPool(
    new Stack(app, 'Stack', { env: { account: '111111111111', region: 'us-east-1' } }), { roleDefaults: { path: '/app/' } },
  );
  bucket.grantRead(identities.authenticated);
  identities.addGroup(userPool, 'admins');
  const policy = JSON.stringify(Template.fromStack(bucket.stack).findResources('AWS::S3::BucketPolicy'));
  expect(policy.match(/:iam::111111111111:role\/app\/stack/g)).toHaveLength(2);
});

test('managed policies and statements are inherited, those of one role are not', () => {
  const { stack, identities, userPool } = aPool();
  const managed = iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess');
  const first = identities.addGroup(userPool, 'first', { precedence: 1 });
  identities.authenticated.addManagedPolicy(managed);
  identities.authenticated.addManagedPolicy(managed);
  identities.addGroup(userPool, 'second', { precedence: 2 });
  first.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('ViewOnlyAccess'));
  first.addToPolicy(new iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] }));
  const template = Template.fromStack(stack);
  expect(Object.values(template.findResources('AWS::IAM::Role')).map(({ Properties }) => Properties.ManagedPolicyArns.length).sort())
    .toEqual([1, 1, 2]);
  expect(holders(stack, 's3:ListAllMyBuckets')).toEqual(refs(stack, first));
});

test('the role of a group works as any role', () => {
  const { stack, identities, userPool } = aPool(aStack());
  const { role } = identities.addGroup(userPool, 'admins');
  const caller = new iam.Role(stack, 'Caller', { assumedBy: new iam.AccountRootPrincipal() });
  role.grantPassRole(caller);
  role.grantAssumeRole(caller);
  role.grant(caller, 'iam:GetRole');
  (role as any).addToPolicy(new iam.PolicyStatement({ actions: ['sts:GetCallerIdentity'], resources: ['*'] }));
  expect(role.roleRef.roleArn).toBe(role.roleArn);
  expect(holders(stack, 'iam:PassRole')).toEqual(refs(stack, { role: caller }));
  expect(holders(stack, 'sts:AssumeRole')).toEqual(refs(stack, { role: caller }));
  expect(holders(stack, 'iam:GetRole')).toEqual(refs(stack, { role: caller }));
  expect(holders(stack, 'sts:GetCallerIdentity')).toEqual(refs(stack, { role }));
});
