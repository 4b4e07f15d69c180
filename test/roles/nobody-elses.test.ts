import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import {
  AccessModel, AppIdentityPool, Claim, CognitoAuth, CustomAttribute, ExternalLogin,
  IdentityRole, InvokableApi, TaggedResource,
} from '../../src';
import { warningsIn } from '../warnings';

const ACCOUNT = '123456789012';
const TAG = 'aws:PrincipalTag/tenant';
const [ME, YOU] = ['us-east-1:00000000-1111-4222-8333-444444444444', 'us-east-1:00000000-1111-4222-8333-444444444445'];

/** Regions of each partition, and how it names the service in policies. */
const PLACES = [
  ['us-east-1', 'aws', 'cognito-identity.amazonaws.com'],
  ['cn-north-1', 'aws-cn', 'cognito-identity.amazonaws.com.cn'],
  ['us-gov-west-1', 'aws-us-gov', 'cognito-identity-us-gov.amazonaws.com'],
] as const;

function made(region = 'us-east-1', app = new App()) {
  const stack = new Stack(app, 'Auth', { env: { account: ACCOUNT, region } });
  if (region.startsWith('cn-')) {
    // where there are no user pools
    const provider = ExternalLogin.openIdConnect(iam.OpenIdConnectProvider.fromOpenIdConnectProviderArn(
      stack, 'Corp', `arn:aws-cn:iam::${ACCOUNT}:oidc-provider/corp.example.com`,
    ));
    const identities = new AppIdentityPool(stack, 'Auth', { externalLogins: [provider] });
    identities.tagPrincipals({ tenant: Claim.fromProvider('tenant').acknowledgeWriters('for the test') }, { provider });
    return { app, stack, auth: identities };
  }
  const auth = new CognitoAuth(stack, 'Auth', { attributes: { custom: { tenant: CustomAttribute.text() } } });
  auth.tagPrincipals({ tenant: Claim.customAttribute('tenant') });
  return { app, stack, auth };
}

/** What a role is answered, about a resource, in a context. */
function asked(stack: Stack, role: IdentityRole) {
  const model = AccessModel.fromStack(stack);
  return (action: string, resource: string, context: Record<string, unknown> = {}) =>
    model.can(role.roleArn, action, resource, { context: { [TAG]: '', ...context } as any }).decision;
}

describe.each(PLACES)('in %s', (region, partition, keys) => {
  const arn = (service: string, rest: string) => `arn:${partition}:${service}:${region}:${ACCOUNT}:${rest}`;

  test('own objects, items and topics are nobody else\'s', () => {
    const { stack, auth } = made(region);
    const bucket = s3.Bucket.fromBucketArn(stack, 'Bucket', `arn:${partition}:s3:::photos`);
    const table = dynamodb.Table.fromTableArn(stack, 'Table', arn('dynamodb', 'table/notes'));
    auth.authenticated.grantOwnObjects(bucket, { prefix: 'private' });
    auth.authenticated.grantOwnItems(table, { keyPrefix: 'USER#', separator: '#' });
    const can = asked(stack, auth.authenticated);
    const sub = { [`${keys}:sub`]: ME };
    const key = (...values: string[]) => ({ ...sub, 'dynamodb:LeadingKeys': values });
    const answers = (wanted: string, ...asks: [string, string, object?][]) => asks.forEach(([action, resource, context = sub]) =>
      expect([action, resource, context, can(action, resource, { ...context })]).toEqual([action, resource, context, wanted]));
    const object = (name: string) => `arn:${partition}:s3:::photos/${name}`;
    answers('allowed', ['s3:GetObject', object(`private/${ME}/a`)], ['dynamodb:Query', table.tableArn, key(`USER#${ME}`)],
      ['dynamodb:PutItem', table.tableArn, key(`USER#${ME}#1`)]);
    answers('denied',
      ['s3:GetObject', object(`private/${YOU}/a`)], ['s3:GetObject', object(`private/${ME}`)], ['s3:GetObject', object(`private/${ME}x/a`)],
      ['s3:GetObject', object(`x/private/${ME}/a`)], ['s3:GetObject', object('private/*/a')],
      ['s3:ListBucket', bucket.bucketArn, { ...sub, 's3:prefix': `private/${ME}` }],
      ['s3:ListBucket', bucket.bucketArn, { ...sub, 's3:prefix': '' }], ['s3:ListBucketVersions', bucket.bucketArn],
      ['dynamodb:Query', table.tableArn, key(`USER#${YOU}`)], ['dynamodb:Query', table.tableArn, key(`USER#${ME}x#1`)],
      ['dynamodb:Query', table.tableArn, key(ME)], ['dynamodb:BatchGetItem', table.tableArn, key(`USER#${ME}`, `USER#${YOU}`)],
      ['dynamodb:Query', table.tableArn], ['dynamodb:Query', `${table.tableArn}/index/any`, key(`USER#${ME}`)],
      ['dynamodb:PartiQLSelect', table.tableArn, key(`USER#${ME}`)],
    );
    // an identity of the pools of another partition has no such key
    const [other] = PLACES.map(([, , name]) => name).filter(name => name !== keys);
    expect(can('s3:GetObject', object(`private/${ME}/a`), { [`${other}:sub`]: ME, [`${keys}:sub`]: '' })).toBe('denied');
  });

  test('what a tag opens is no other tenant\'s, of whatever kind it is', () => {
    const { stack, auth } = made(region);
    const secret = secretsmanager.Secret.fromSecretCompleteArn(stack, 'Secret', arn('secretsmanager', 'secret:db-AbCdEf'));
    const kinds: [TaggedResource, string, string][] = [
      [TaggedResource.secret(secret), 'secretsmanager:GetSecretValue', secret.secretArn],
      [TaggedResource.queue(sqs.Queue.fromQueueArn(stack, 'Queue', arn('sqs', 'jobs'))), 'sqs:SendMessage', arn('sqs', 'jobs')],
      [TaggedResource.topic(sns.Topic.fromTopicArn(stack, 'Topic', arn('sns', 'news'))), 'sns:Publish', arn('sns', 'news')],
      [
        TaggedResource.lambdaFunction(lambda.Function.fromFunctionArn(stack, 'Fn', arn('lambda', 'function:f'))),
        'lambda:InvokeFunction', arn('lambda', 'function:f'),
      ],
      [TaggedResource.arns([arn('ssm', 'parameter/*')], ['ssm:GetParameter']), 'ssm:GetParameter', arn('ssm', 'parameter/a')],
    ];
    kinds.forEach(([kind]) => auth.authenticated.grantTagged(kind, { tag: 'tenant' }));
    const can = asked(stack, auth.authenticated);
    for (const [, action, resource] of kinds) {
      const values = [['acme', 'acme'], ['acme', 'other'], ['acme', 'acme2'], ['', ''], ['*', 'acme'], ['ACME', 'acme']];
      const answers = values.map(([mine, its]) =>
        can(action, resource, { [TAG]: mine, 'aws:ResourceTag/tenant': its }));
      expect([action, ...answers]).toEqual([action, 'allowed', 'denied', 'denied', 'denied', 'denied', 'denied']);
    }
  });
});

test('a tagged topic brings its key', () => {
  const { stack, auth } = made();
  const topic = new sns.Topic(stack, 'Topic', { masterKey: new kms.Key(stack, 'Key') });
  auth.authenticated.grantTagged(TaggedResource.topic(topic), { tag: 'tenant' });
  expect(JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Policy'))).toContain('kms:GenerateDataKey*');
});

test.each(['s3:GetObject', 's3:PutObjectTagging', 's3:AbortMultipartUpload'])('fails for %s, whose tags have another key', action => {
  expect(() => made().auth.authenticated.grantTagged(TaggedResource.arns(['*'], [action]), { tag: 'tenant' }))
    .toThrow('is about objects, which have no aws:ResourceTag, so that this allows nothing');
});

test.each(['devices/+', '#'])('fails with the topics %s, which MQTT reads as everybody\'s', prefix => {
  expect(() => made().auth.authenticated.grantOwnTopics({ prefix })).toThrow('without + and #, which are wildcards in MQTT');
});

describe('an imported bucket with a key', () => {
  test('opens the key with the folder, and no other', () => {
    const { stack, auth } = made();
    const key = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1`;
    auth.authenticated.grantOwnObjects(s3.Bucket.fromBucketAttributes(stack, 'Bucket', {
      bucketArn: 'arn:aws:s3:::photos', encryptionKey: kms.Key.fromKeyArn(stack, 'Key', key),
    }));
    const statements = Object.values<any>(Template.fromStack(stack).findResources('AWS::IAM::Policy'))
      .flatMap(({ Properties: { PolicyDocument: { Statement } } }) => Statement)
      .filter(({ Action }) => JSON.stringify(Action).includes('kms:'));
    expect(statements).toEqual([
      { Effect: 'Allow', Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'], Resource: key },
    ]);
    // the policy of the key stands in no template
    expect(asked(stack, auth.authenticated)('kms:Decrypt', key)).toBe('unknown');
  });
});

describe('data of another stack', () => {
  test('is granted there, and denied from wherever', () => {
    const { app, auth } = made();
    const data = new Stack(app, 'Data', { env: { account: ACCOUNT, region: 'us-east-1' } });
    const bucket = new s3.Bucket(data, 'Bucket', { bucketName: 'photos' });
    const staff = (auth as CognitoAuth).addGroup('staff');
    auth.authenticated.grantOwnObjects(bucket, { prefix: 'private' });
    const kept = [bucket.arnForObjects('private/*/kept/*')];
    auth.authenticated.deny(new iam.PolicyStatement({ actions: ['s3:DeleteObject'], resources: kept }));
    const [{ ref }] = AccessModel.fromStack(data)._entities.resources.filter(({ type }) => type === 'AWS::S3::Bucket');
    const can = asked(data, staff);
    const sub = { 'cognito-identity.amazonaws.com:sub': ME };
    const on = (action: string, name: string) => can(action, `arn:aws:s3:::${String(ref)}/${name}`, sub);
    expect([
      on('s3:DeleteObject', `private/${ME}/a`), on('s3:DeleteObject', `private/${ME}/kept/a`), on('s3:GetObject', `private/${ME}/kept/a`),
      on('s3:DeleteObject', `private/${YOU}/a`),
    ]).toEqual(['allowed', 'denied', 'allowed', 'denied']);
    expect(Object.keys(Template.fromStack(Stack.of(auth)).findResources('AWS::IAM::Policy'))).toEqual([]);
  });
});

describe('data of another account', () => {
  const elsewhere = { account: '999999999999', region: 'us-east-1' };

  test('of a bucket of this app is opened there under the same conditions, without a warning', () => {
    const { app, stack, auth } = made();
    const bucket = new s3.Bucket(new Stack(app, 'Data', { env: elsewhere }), 'Bucket', { bucketName: 'photos' });
    auth.authenticated.grantOwnObjects(bucket, { prefix: 'private' });
    const [{ Properties: { PolicyDocument: { Statement } } }] =
      Object.values<any>(Template.fromStack(Stack.of(bucket)).findResources('AWS::S3::BucketPolicy'));
    expect(Statement.map(({ Condition }: any) => Condition)).toEqual([
      undefined, { StringLike: { 's3:prefix': 'private/$' + '{cognito-identity.amazonaws.com:sub}/*' } },
    ]);
    expect(JSON.stringify(Statement[0].Resource)).toContain('/private/$' + '{cognito-identity.amazonaws.com:sub}/*');
    expect(JSON.stringify(Statement)).not.toContain('"*"');
    expect(warningsIn(stack)).not.toContain('grant-needs-other-account');
  });

  test.each<[string, (stack: Stack, role: IdentityRole) => void]>([
    ['an imported bucket', (stack, role) => role.grantOwnObjects(s3.Bucket.fromBucketAttributes(stack, 'There', {
      bucketArn: 'arn:aws:s3:::photos', account: elsewhere.account,
    }))],
    ['a folder of it', (stack, role) => role.grantReadPrefix(s3.Bucket.fromBucketAttributes(stack, 'There', {
      bucketArn: 'arn:aws:s3:::photos', account: elsewhere.account,
    }), 'public')],
    ['a table', (stack, role) => role.grantOwnItems(
      dynamodb.Table.fromTableArn(stack, 'There', `arn:aws:dynamodb:us-east-1:${elsewhere.account}:table/notes`),
    )],
    ['a tagged queue', (stack, role) => role.grantTagged(TaggedResource.queue(
      sqs.Queue.fromQueueArn(stack, 'There', `arn:aws:sqs:us-east-1:${elsewhere.account}:jobs`),
    ), { tag: 'tenant' })],
  ])('of %s is said to need a policy there', (_, grant) => {
    const { stack, auth } = made();
    grant(stack, auth.authenticated);
    expect(warningsIn(stack)).toContain('grant-needs-other-account');
  });

  test('is not meant where the account is the same, or not known', () => {
    const { stack, auth } = made();
    auth.authenticated.grantOwnObjects(s3.Bucket.fromBucketName(stack, 'Bucket', 'photos'));
    auth.authenticated.grantOwnItems(dynamodb.Table.fromTableArn(stack, 'Table', `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/notes`));
    const unknown = new Stack(new App(), 'Anywhere');
    new CognitoAuth(unknown, 'Auth').authenticated.grantOwnItems(
      dynamodb.Table.fromTableArn(unknown, 'Table', `arn:aws:dynamodb:us-east-1:${elsewhere.account}:table/notes`),
    );
    expect([stack, unknown].flatMap(warningsIn)).not.toContain('grant-needs-other-account');
  });
});

describe('a path of an API', () => {
  const call = (rest: string) => `arn:aws:execute-api:us-east-1:${ACCOUNT}:api1/${rest}`;

  test.each(['rest', 'http'] as const)('is not the end of another path (%s)', kind => {
    const { stack, auth } = made();
    const calls = { path: '/orders/*', stage: 'prod' };
    auth.authenticated.grantInvokeApi(kind === 'rest'
      ? InvokableApi.rest(apigateway.RestApi.fromRestApiId(stack, 'Api', 'api1'), calls)
      : InvokableApi.http(apigatewayv2.HttpApi.fromHttpApiAttributes(stack, 'Api', { httpApiId: 'api1' }), calls));
    const can = asked(stack, auth.authenticated);
    expect(['GET', 'PATCH', 'OPTIONS'].map(method => can('execute-api:Invoke', call(`prod/${method}/orders/1`))))
      .toEqual(Array(3).fill('allowed'));
    expect(['prod/GET/admin/orders/1', 'prod/DELETE/x/GET/orders/1', 'test/GET/orders/1', 'prod/GET/orders', 'prod/GET/ordersx/1']
      .map(rest => can('execute-api:Invoke', call(rest)))).toEqual(Array(5).fill('denied'));
  });

  test('fails with a parameter, which no caller writes', () => {
    const { stack, auth } = made();
    const api = apigateway.RestApi.fromRestApiId(stack, 'Api', 'api1');
    expect(() => auth.authenticated.grantInvokeApi(InvokableApi.rest(api, { path: '/orders/{id}/lines' })))
      .toThrow("path must have a wildcard where the API has a parameter, got: '/orders/{id}/lines'; write '/orders/*/lines'");
  });
});
