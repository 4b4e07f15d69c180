import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { AccessModel, Claim, CognitoAuth, CustomAttribute, DataAccess, TaggedResource } from '../../src';
import { checkTemplates } from '../../src/guardrails/check';
import { Decision } from '../../src/policy';
import { simulateDecision } from '../policy/private/simulator';

const BUCKET = 'arn:aws:s3:::shared';
const TABLE = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders';
const TAG = 'aws:PrincipalTag/tenant';

function made(tag = 'tenant') {
  const stack = new Stack(new App(), 'Stack', { env: { account: '123456789012', region: 'us-east-1' } });
  const auth = new CognitoAuth(stack, 'Auth', { attributes: { custom: { tenant: CustomAttribute.text() } }, guestAccess: true });
  auth.tagPrincipals({ [tag]: Claim.customAttribute('tenant') });
  return { stack, auth };
}

type Made = ReturnType<typeof made>;

/** Every ARN spelt out, as a deployment would have it. */
function statementsIn(stack: Stack): any[] {
  return Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

/** By the access model and by the independent simulator, which have to agree. */
async function answer({ stack, auth }: Made, action: string, resource: string, context: Record<string, unknown>): Promise<Decision> {
  const model = AccessModel.fromStack(stack).can(auth.authenticated.roleArn, action, resource, { context }).decision;
  const known = Object.fromEntries(Object.entries(context).filter(([, value]) => typeof value !== 'object' || Array.isArray(value)));
  const simulated = await simulateDecision({ action, resource, context: known as any }, {
    identity: [{ name: 'the role', document: { Version: '2012-10-17', Statement: statementsIn(stack) } }],
  });
  expect([action, resource, context, simulated]).toEqual([action, resource, context, model]);
  return model;
}

describe('objects of a tenant', () => {
  const ours = made();
  ours.auth.authenticated.grantTagged(
    TaggedResource.objects(s3.Bucket.fromBucketName(ours.stack, 'Bucket', 'shared'), { prefix: 'tenants' }), { tag: 'tenant' },
  );
  // an imported name carries the partition as a token; the answers below are asked of the literal one
  const model = () => AccessModel.fromStack(ours.stack);
  const can = (action: string, resource: string, context: Record<string, unknown>) =>
    model().can(ours.auth.authenticated.roleArn, action, resource, { context: { [TAG]: { unknown: 'x' }, ...context } }).decision;

  test.each([
    ['allowed', 's3:GetObject', `${BUCKET}/tenants/acme/a`, { [TAG]: 'acme' }],
    ['allowed', 's3:ListBucket', BUCKET, { [TAG]: 'acme', 's3:prefix': 'tenants/acme/' }],
    ['denied', 's3:GetObject', `${BUCKET}/tenants/other/a`, { [TAG]: 'acme' }],
    ['denied', 's3:GetObject', `${BUCKET}/tenants/acme2/a`, { [TAG]: 'acme' }],
    ['denied', 's3:GetObject', `${BUCKET}/tenants/acme/b/a`, { [TAG]: 'acme/b' }],
    ['denied', 's3:GetObject', `${BUCKET}/tenants//a`, { [TAG]: '' }],
    ['denied', 's3:ListBucket', BUCKET, { [TAG]: 'acme', 's3:prefix': 'tenants/' }],
    ['denied', 's3:ListBucket', BUCKET, { [TAG]: 'acme' }],
  ])('are %s: %s on %s with %p', (decision, action, resource, context) => {
    expect(can(action, resource, context)).toBe(decision);
  });

  test('are nobody\'s who has no tag', () => {
    const nobody = model().signedIn(ours.auth.client.userPoolClientId, {});
    const somebody = model().signedIn(ours.auth.client.userPoolClientId, { attributes: { 'custom:tenant': 'acme' } });
    somebody.assertCan('s3:GetObject', `${BUCKET}/tenants/acme/a`);
    somebody.assertCannot('s3:GetObject', `${BUCKET}/tenants/other/a`);
    expect(nobody.can('s3:GetObject', `${BUCKET}/tenants/acme/a`).decision).not.toBe('allowed');
  });
});

describe('items of a tenant', () => {
  const ours = made();
  ours.auth.authenticated.grantTagged(
    TaggedResource.items(dynamodb.Table.fromTableArn(ours.stack, 'Table', TABLE), { separator: '#' }), { tag: 'tenant' },
  );
  const key = (value: string) => ({ 'dynamodb:LeadingKeys': [value] });

  test.each<[Decision, string, Record<string, unknown>]>([
    [Decision.ALLOWED, 'dynamodb:Query', { [TAG]: 'acme', ...key('acme') }],
    [Decision.ALLOWED, 'dynamodb:PutItem', { [TAG]: 'acme', ...key('acme#1') }],
    [Decision.DENIED, 'dynamodb:Query', { [TAG]: 'acme', ...key('other#1') }],
    [Decision.DENIED, 'dynamodb:Query', { [TAG]: 'acme', ...key('acme2#1') }],
    [Decision.DENIED, 'dynamodb:Query', { [TAG]: 'acme' }],
    [Decision.DENIED, 'dynamodb:Scan', { [TAG]: 'acme' }],
    [Decision.DENIED, 'dynamodb:Query', { [TAG]: 'acme#b', ...key('acme#b') }],
    [Decision.DENIED, 'dynamodb:Query', { [TAG]: '', ...key('') }],
  ])('are %s: %s with %p', async (decision, action, context) => {
    expect(await answer(ours, action, TABLE, context)).toBe(decision);
  });
});

describe('what has the tag itself', () => {
  const SECRET = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:tenants/acme-AbCdEf';
  const ours = made();
  const { authenticated } = ours.auth;
  authenticated.grantTagged(
    TaggedResource.arns(['arn:aws:secretsmanager:us-east-1:123456789012:secret:tenants/*'], ['secretsmanager:GetSecretValue']),
    { tag: 'tenant' },
  );
  const of = (value?: string) => value === undefined ? {} : { 'aws:ResourceTag/tenant': value };

  test.each<[Decision, Record<string, unknown>]>([
    [Decision.ALLOWED, { [TAG]: 'acme', ...of('acme') }],
    [Decision.DENIED, { [TAG]: 'acme', ...of('other') }],
    [Decision.DENIED, { [TAG]: '', ...of('') }],
  ])('is %s with %p', async (decision, context) => {
    expect(await answer(ours, 'secretsmanager:GetSecretValue', SECRET, context)).toBe(decision);
  });

  test('is told by another key where that is asked for', () => {
    const { stack, auth } = made();
    auth.authenticated.grantTagged(
      TaggedResource.queue(sqs.Queue.fromQueueArn(stack, 'Queue', 'arn:aws:sqs:us-east-1:123456789012:q'), DataAccess.WRITE),
      { tag: 'tenant', resourceTag: 'owner' },
    );
    expect(statementsIn(stack)).toEqual([expect.objectContaining({
      Action: ['sqs:GetQueueUrl', 'sqs:GetQueueAttributes', 'sqs:SendMessage'],
      Condition: { StringEquals: { 'aws:ResourceTag/owner': '$' + `{${TAG}}` }, StringLike: { [TAG]: '?*' } },
    })]);
  });

  test.each<[string, (stack: Stack) => TaggedResource, string[]]>([
    [
      'a secret', stack => TaggedResource.secret(new secretsmanager.Secret(stack, 'Secret', { encryptionKey: new kms.Key(stack, 'Key') })),
      ['secretsmanager:GetSecretValue', 'kms:Decrypt'],
    ],
    [
      'a secret by name', stack => TaggedResource.secret(secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'db')),
      ['secretsmanager:GetSecretValue'],
    ],
    [
      'a queue', stack => TaggedResource.queue(new sqs.Queue(stack, 'Queue', { encryptionMasterKey: new kms.Key(stack, 'Key') })),
      ['sqs:ReceiveMessage', 'sqs:SendMessage', 'kms:GenerateDataKey*'],
    ],
    [
      'a queue to read',
      stack => TaggedResource.queue(new sqs.Queue(stack, 'Queue', { encryptionMasterKey: new kms.Key(stack, 'Key') }), DataAccess.READ),
      ['sqs:ReceiveMessage', 'kms:Decrypt'],
    ],
    [
      'a function',
      stack => TaggedResource.lambdaFunction(lambda.Function.fromFunctionArn(
        stack, 'Fn', 'arn:aws:lambda:us-east-1:123456789012:function:f',
      )),
      ['lambda:InvokeFunction'],
    ],
  ])('may be %s', (_, make, actions) => {
    const { stack, auth } = made();
    auth.authenticated.grantTagged(make(stack), { tag: 'tenant' });
    expect(statementsIn(stack).flatMap(({ Action }) => Action)).toEqual(expect.arrayContaining(actions));
  });
});

test('a grant by a tag that no session has stops the synthesis, whatever comes first', () => {
  const { auth } = made('department');
  auth.authenticated.grantTagged(TaggedResource.arns(['*'], ['secretsmanager:GetSecretValue']), { tag: 'tenant' });
  expect(auth.identityPool.node.validate().join())
    .toContain("grantTagged: no session has the tag 'tenant', so that this allows nothing; call tagPrincipals with it");
  auth.tagPrincipals({ tenant: Claim.customAttribute('tenant') });
  expect(auth.identityPool.node.validate()).toEqual([]);
});

test('the case of a key does not matter, as it does not to IAM', () => {
  const { stack, auth } = made();
  const reports = new s3.Bucket(stack, 'Reports');
  auth.authenticated.grantTagged(TaggedResource.objects(reports, { prefix: 'of' }), { tag: 'TENANT' });
  expect(auth.identityPool.node.validate()).toEqual([]);
  const person = AccessModel.fromStack(stack).signedIn(auth.client.userPoolClientId, { attributes: { 'custom:tenant': 'acme' } });
  person.assertCan('s3:GetObject', reports.arnForObjects('of/acme/report'));
  person.assertCannot('s3:GetObject', reports.arnForObjects('of/other/report'));
});

test('fails for guests, who have no tags', () => {
  const { auth } = made();
  expect(() => auth.guests.grantTagged(TaggedResource.arns(['*'], ['s3:GetObject']), { tag: 'tenant' }))
    .toThrow('the sessions of guests have no tags');
});

test('tenants add no finding of any guardrail', () => {
  const findings = ({ stack }: Made) =>
    checkTemplates([{ name: 'Stack', body: { Resources: {}, ...Template.fromStack(stack).toJSON() } }]).map(({ rule }) => rule);
  const ours = made();
  const { authenticated } = ours.auth;
  authenticated.grantTagged(TaggedResource.objects(new s3.Bucket(ours.stack, 'Bucket'), { prefix: 'tenants' }), { tag: 'tenant' });
  authenticated.grantTagged(
    TaggedResource.items(dynamodb.Table.fromTableArn(ours.stack, 'Table', TABLE), { separator: '#' }), { tag: 'tenant' },
  );
  authenticated.grantTagged(TaggedResource.secret(new secretsmanager.Secret(ours.stack, 'Secret')), { tag: 'tenant' });
  expect(findings(ours)).toEqual(findings(made()));
});

test('tenants render the same template as ever', () => {
  const { stack, auth: { authenticated } } = made();
  authenticated.grantTagged(TaggedResource.objects(new s3.Bucket(stack, 'Bucket'), { prefix: 'tenants' }), { tag: 'tenant' });
  authenticated.grantTagged(
    TaggedResource.items(dynamodb.Table.fromTableArn(stack, 'Table', TABLE), { separator: '#' }), { tag: 'tenant' },
  );
  const template = Template.fromStack(stack);
  expect(['AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::Cognito::IdentityPoolPrincipalTag'].map(type => template.findResources(type)))
    .toMatchSnapshot();
});
