import { allow, role, template } from './fixture';
import { AccessModel } from '../../src/access-model';

const GUESTS = { AWS: { 'Fn::GetAtt': ['Guests', 'Arn'] } };
const SOMEBODY = { AWS: 'arn:aws:iam::123456789012:role/Somebody' };
const ROOT = { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } };
const OPEN = { PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false } };
const US = ':us-east-1:123456789012:';

const document = (Action: unknown, Principal: unknown, Resource: unknown = '*', more: object = {}) =>
  ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Principal, Resource, ...more }] });
const res = (type: string, Properties: object, more: object = {}) => ({ Type: type, Properties, ...more });
const bucketPolicy = (PolicyDocument: unknown, Bucket: unknown = { Ref: 'Photos' }, more: object = {}) =>
  res('AWS::S3::BucketPolicy', { Bucket, PolicyDocument }, more);
const modelOf = (resources: Record<string, object>, rest: object = {}) => AccessModel.fromTemplate(template({ resources, rest }));

type Case = [
  what: string, resources: (principal: unknown) => Record<string, object>,
  action: string, resource: string, otherAction: string, otherResource: string,
];

const CASES: Case[] = [
  ['bucket', who => ({
    Photos: res('AWS::S3::Bucket', { BucketName: 'photos', ...OPEN }), Policy: bucketPolicy(document('s3:GetObject', who)),
  }),
  's3:GetObject', 'arn:aws:s3:::photos/a', 's3:PutObject', 'arn:aws:s3:::photos2/a'],
  [
    'bucket by its name', who => ({ Policy: bucketPolicy(document('s3:Get*', who), 'photos') }), 's3:GetObject', 'arn:aws:s3:::photos/a',
    's3:PutObject', 'arn:aws:s3:::others/a',
  ],
  ['queue', who => ({
    Jobs: res('AWS::SQS::Queue', { QueueName: 'jobs' }),
    Policy: res('AWS::SQS::QueuePolicy', { Queues: [{ Ref: 'Jobs' }], PolicyDocument: document('SQS:SendMessage', who) }),
  }),
  'sqs:SendMessage', `arn:aws:sqs${US}jobs`, 'sqs:ReceiveMessage', `arn:aws:sqs${US}jobs2`],
  ['queue, inline', who => ({
    Jobs: res('AWS::SQS::Queue', {}),
    Policy: res('AWS::SQS::QueueInlinePolicy', { Queue: { Ref: 'Jobs' }, PolicyDocument: document('sqs:*', who) }),
  }),
  'sqs:SendMessage', `arn:aws:sqs${US}Jobs`, 'sns:Publish', 'arn:aws:sqs:eu-west-1:123456789012:Jobs'],
  ['topic', who => ({
    News: res('AWS::SNS::Topic', {}),
    Policy: res('AWS::SNS::TopicPolicy', { Topics: [{ Ref: 'News' }], PolicyDocument: document('sns:Publish', who) }),
  }),
  'sns:Publish', `arn:aws:sns${US}News`, 'sns:Subscribe', `arn:aws:sns${US}Other`],
  ['topic, inline', who => ({
    News: res('AWS::SNS::Topic', {}),
    Policy: res('AWS::SNS::TopicInlinePolicy', { TopicArn: { Ref: 'News' }, PolicyDocument: document('sns:Publish', who) }),
  }),
  'sns:Publish', `arn:aws:sns${US}News`, 'sns:Subscribe', `arn:aws:sns${US}Other`],
  ['key', who => ({ Vault: res('AWS::KMS::Key', { KeyPolicy: document('kms:Decrypt', who) }), Other: res('AWS::KMS::Key', {}) }),
    'kms:Decrypt', `arn:aws:kms${US}key/Vault`, 'kms:Encrypt', `arn:aws:kms${US}key/Other`],
  ['function', who => ({
    Fn: res('AWS::Lambda::Function', {}),
    Permit: res('AWS::Lambda::Permission', {
      FunctionName: { Ref: 'Fn' }, Action: 'lambda:InvokeFunction', Principal: permissionPrincipal(who),
    }),
  }),
  'lambda:InvokeFunction', `arn:aws:lambda${US}function:Fn`, 'lambda:GetFunction', `arn:aws:lambda${US}function:Fn:live`],
  ['function by its ARN', who => ({
    Fn: res('AWS::Lambda::Function', {}),
    Permit: res('AWS::Lambda::Permission', {
      FunctionName: { 'Fn::GetAtt': ['Fn', 'Arn'] }, Action: 'lambda:InvokeFunction', Principal: permissionPrincipal(who),
    }),
  }),
  'lambda:InvokeFunction', `arn:aws:lambda${US}function:Fn`, 'lambda:GetFunction', `arn:aws:lambda${US}function:Fn2`],
  ['function of another account\'s form', who => ({
    Permit: res('AWS::Lambda::Permission', {
      FunctionName: '123456789012:function:Fn', Action: 'lambda:*', Principal: permissionPrincipal(who),
    }),
  }),
  'lambda:InvokeFunction', `arn:aws:lambda${US}function:Fn`, 's3:GetObject', 'arn:aws:lambda:us-east-1:210987654321:function:Fn'],
  ['table', who => ({
    Items: res('AWS::DynamoDB::Table', { TableName: 'items', ResourcePolicy: { PolicyDocument: document('dynamodb:GetItem', who) } }),
  }),
  'dynamodb:GetItem', `arn:aws:dynamodb${US}table/items`, 'dynamodb:PutItem', `arn:aws:dynamodb${US}table/items2`],
  ['index of a table', who => ({
    Items: res('AWS::DynamoDB::GlobalTable', {
      Replicas: [{ Region: 'us-east-1', ResourcePolicy: { PolicyDocument: document('dynamodb:Query', who) } }],
    }),
  }),
  'dynamodb:Query', `arn:aws:dynamodb${US}table/Items/index/by-day`, 'dynamodb:Scan', `arn:aws:dynamodb${US}table/Items/stream/2026`],
  ['stream of a table', who => ({
    Items: res('AWS::DynamoDB::Table', {
      StreamSpecification: { StreamViewType: 'NEW_IMAGE', ResourcePolicy: { PolicyDocument: document('dynamodb:GetRecords', who) } },
    }),
  }),
  'dynamodb:GetRecords', `arn:aws:dynamodb${US}table/Items/stream/2026`, 'dynamodb:GetItem', `arn:aws:dynamodb${US}table/Items`],
  ['API', who => ({ Api: res('AWS::ApiGateway::RestApi', { Policy: document('execute-api:Invoke', who, 'execute-api:/*') }) }),
    'execute-api:Invoke', `arn:aws:execute-api${US}Api/prod/GET/pets`, 'execute-api:ManageConnections',
    `arn:aws:execute-api${US}Api2/prod/GET/pets`],
];

CASES.push(
  ['queue by its URL', who => ({
    Jobs: res('AWS::SQS::Queue', {}),
    Policy: res('AWS::SQS::QueuePolicy', {
      Queues: [{ 'Fn::GetAtt': ['Jobs', 'QueueUrl'] }], PolicyDocument: document('sqs:SendMessage', who),
    }),
  }),
  'sqs:SendMessage', `arn:aws:sqs${US}Jobs`, 'sqs:ReceiveMessage', `arn:aws:sqs${US}Jobs2`],
  ['alias of a function', who => ({
    Fn: res('AWS::Lambda::Function', {}),
    Live: res('AWS::Lambda::Alias', { FunctionName: { Ref: 'Fn' }, Name: 'live' }),
    Permit: res('AWS::Lambda::Permission', {
      FunctionName: { Ref: 'Live' }, Action: 'lambda:InvokeFunction', Principal: permissionPrincipal(who),
    }),
  }), 'lambda:InvokeFunction', `arn:aws:lambda${US}function:Fn:live`, 'lambda:GetFunction', `arn:aws:lambda${US}function:Fn`],
);

/** Services of which the session policy leaves guests nothing that their role alone is allowed. */
const FOR_MEMBERS: Case[] = [
  ['repository', who => ({
    Policy: res('AWS::ECR::Repository', {
      RepositoryName: 'tools',
      RepositoryPolicyText: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'ecr:BatchGetImage', Principal: who }] },
    }),
  }),
  'ecr:BatchGetImage', `arn:aws:ecr${US}repository/tools`, 'ecr:PutImage', `arn:aws:ecr${US}repository/other/tools`],
  ['registry', who => ({ Policy: res('AWS::ECR::RegistryPolicy', { PolicyText: document('ecr:ReplicateImage', who) }) }),
    'ecr:ReplicateImage', `arn:aws:ecr${US}repository/tools`, 'ecr:PutImage', `arn:aws:sqs${US}tools`],
  ['stream', who => ({
    Clicks: res('AWS::Kinesis::Stream', {}),
    Policy: res('AWS::Kinesis::ResourcePolicy', {
      ResourceArn: { 'Fn::GetAtt': ['Clicks', 'Arn'] },
      ResourcePolicy: document('kinesis:PutRecord', who, { 'Fn::GetAtt': ['Clicks', 'Arn'] }),
    }),
  }),
  'kinesis:PutRecord', `arn:aws:kinesis${US}stream/Clicks`, 'kinesis:GetRecords', `arn:aws:kinesis${US}stream/Clicks/consumer/one:1`],
  ['bus', who => ({ Policy: res('AWS::Events::EventBus', { Name: 'bus', Policy: document('events:PutEvents', who) }) }),
    'events:PutEvents', `arn:aws:events${US}event-bus/bus`, 'events:PutRule', `arn:aws:events${US}event-bus/bus2`],
  ['bus, by itself', who => ({
    Bus: res('AWS::Events::EventBus', { Name: 'bus' }),
    Policy: res('AWS::Events::EventBusPolicy', {
      EventBusName: { Ref: 'Bus' }, StatementId: 'one', Statement: document('events:PutRule', who).Statement[0],
    }),
  }),
  'events:PutRule', `arn:aws:events${US}rule/bus/one`, 'events:PutEvents', `arn:aws:events${US}rule/one`],
  ['default bus', who => ({
    Policy: res('AWS::Events::EventBusPolicy', { StatementId: 'one', Action: 'events:PutEvents', Principal: permissionPrincipal(who) }),
  }),
  'events:PutEvents', `arn:aws:events${US}event-bus/default`, 'events:PutRule', `arn:aws:events${US}event-bus/bus`],
  ['domain', who => ({
    Policy: res('AWS::OpenSearchService::Domain', {
      DomainName: 'search', VPCOptions: { SubnetIds: ['subnet-1'] }, AccessPolicies: document('es:ESHttp*', who),
    }),
  }),
  'es:ESHttpGet', `arn:aws:es${US}domain/search/notes/_search`, 'es:DeleteDomain', `arn:aws:es${US}domain/search2/notes`],
  ['domain of old', who => ({
    Policy: res('AWS::Elasticsearch::Domain', {
      VPCOptions: { SubnetIds: ['subnet-1'] },
      AccessPolicies: document('es:*', who, { 'Fn::Sub': 'arn:aws:es:${AWS::Region}:${AWS::AccountId}:domain/${Policy}/*' }),
    }),
  }),
  'es:ESHttpGet', `arn:aws:es${US}domain/Policy/notes`, 'ec2:RunInstances', `arn:aws:ec2${US}instance/i-1`],
  ['file system', who => ({
    Policy: res('AWS::EFS::FileSystem', {
      FileSystemPolicy: {
        Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'elasticfilesystem:ClientMount', Principal: who }],
      },
    }),
  }),
  'elasticfilesystem:ClientMount', `arn:aws:elasticfilesystem${US}file-system/Policy`, 'elasticfilesystem:ClientWrite',
  `arn:aws:sqs${US}Policy`],
  ['function, as a whole', who => ({
    Policy: res('AWS::Lambda::ResourcePolicy', {
      ResourceArn: 'arn:aws:lambda:us-east-1:123456789012:function:Fn', PolicyDocument: document('lambda:InvokeFunction', who),
    }),
  }),
  'lambda:InvokeFunction', `arn:aws:lambda${US}function:Fn`, 'lambda:GetFunction', `arn:aws:lambda${US}function:Fn2`],
  ['layer', who => ({
    Permit: res('AWS::Lambda::LayerVersionPermission', {
      LayerVersionArn: 'arn:aws:lambda:us-east-1:123456789012:layer:tools:1',
      Action: 'lambda:GetLayerVersion',
      Principal: permissionPrincipal(who),
    }),
  }),
  'lambda:GetLayerVersion', `arn:aws:lambda${US}layer:tools:1`, 'lambda:DeleteLayerVersion', `arn:aws:lambda${US}layer:tools:2`],
  ['channel', who => ({
    Policy: res('AWS::CloudTrail::ResourcePolicy', {
      ResourceArn: `arn:aws:cloudtrail${US}channel/c`,
      ResourcePolicy: document('cloudtrail-data:PutAuditEvents', who, `arn:aws:cloudtrail${US}channel/c`),
    }),
  }),
  'cloudtrail-data:PutAuditEvents', `arn:aws:cloudtrail${US}channel/c`, 'cloudtrail:DeleteChannel', `arn:aws:cloudtrail${US}channel/d`],
  ['workspace', who => ({
    Policy: res('AWS::APS::ResourcePolicy', {
      WorkspaceArn: `arn:aws:aps${US}workspace/w`, PolicyDocument: document('aps:QueryMetrics', who),
    }),
  }),
  'aps:QueryMetrics', `arn:aws:aps${US}workspace/w`, 'aps:RemoteWrite', `arn:aws:aps${US}workspace/v`],
  ['monitor', who => ({
    Policy: res('AWS::RUM::AppMonitor', { Name: 'site', ResourcePolicy: { PolicyDocument: document('rum:PutRumEvents', who) } }),
  }),
  'rum:PutRumEvents', `arn:aws:rum${US}appmonitor/site`, 'rum:DeleteAppMonitor', `arn:aws:rum${US}appmonitor/site2`],
  ['bucket of tables', who => ({
    Policy: res('AWS::S3Tables::TableBucketPolicy', {
      TableBucketARN: `arn:aws:s3tables${US}bucket/b`, ResourcePolicy: document('s3tables:GetTableData', who),
    }),
  }),
  's3tables:GetTableData', `arn:aws:s3tables${US}bucket/b`, 's3tables:PutTableData', `arn:aws:s3tables${US}bucket/b2/table/t`],
  ['bucket of vectors', who => ({
    Policy: res('AWS::S3Vectors::VectorBucketPolicy', {
      VectorBucketName: 'b', Policy: document('s3vectors:QueryVectors', who, `arn:aws:s3vectors${US}bucket/b/*`),
    }),
  }),
  's3vectors:QueryVectors', `arn:aws:s3vectors${US}bucket/b/index/i`, 's3vectors:PutVectors', `arn:aws:s3vectors${US}bucket/c/index/i`],
];

function permissionPrincipal(who: any): unknown {
  return who === '*' ? who : who.AWS;
}

const NAMED = [
  ...CASES.map(one => [...one, 'Guests', 'Members'] as const),
  ...FOR_MEMBERS.map(one => [...one, 'Members', 'Guests'] as const),
];

describe.each(NAMED)('the policy of a %s', (_, resources, action, resource, otherAction, otherResource, who, another) => {
  const WHO = { AWS: { 'Fn::GetAtt': [who, 'Arn'] } };

  test('lets in the role that it names, and the answer names the policy', () => {
    const model = modelOf(resources(WHO));
    expect(model.can(who, action, resource))
      .toMatchObject({ decision: 'allowed', reason: expect.stringMatching(/Policy|Permit|Vault|Items|Api/) });
    expect(model.can(another, action, resource).decision).toBe('denied');
    expect(model.can(who, otherAction, resource).decision).toBe('denied');
    expect(model.can(who, action, otherResource).decision).toBe('denied');
    expect(() => model.assertCannot(who, action, resource)).toThrow('allowed');
    model.assertCan(who, action, resource);
  });

  test('lets nobody in for whom it names somebody else, or the account', () => {
    expect(modelOf(resources(SOMEBODY)).can(who, action, resource).decision).toBe('denied');
    expect(modelOf(resources(ROOT)).can(who, action, resource).decision).toBe('denied');
  });

  test('lets in everybody, unless the service refuses such a policy', () => {
    expect(modelOf(resources('*')).can(who, action, resource).decision).toBe(action.startsWith('dynamodb') ? 'unknown' : 'allowed');
  });

  test('denies what the role is allowed', () => {
    const text = JSON.stringify(resources(WHO));
    if (!text.includes('"Effect":"Allow"')) return;
    const denying = JSON.parse(text.replaceAll('"Effect":"Allow"', '"Effect":"Deny"'));
    const model = modelOf({ ...denying, [who]: role(who === 'Guests' ? 'unauthenticated' : 'authenticated', [allow('*', '*')]) });
    expect(model.can(who, action, resource).decision).toBe('denied');
  });
});

test('a secret, whose session policy leaves guests nothing of it unless everybody is let in', () => {
  const secret = (who: unknown, more = {}) => modelOf({
    Secret: res('AWS::SecretsManager::Secret', {}),
    Policy: res('AWS::SecretsManager::ResourcePolicy', {
      SecretId: { 'Fn::GetAtt': ['Secret', 'Id'] }, ResourcePolicy: document('secretsmanager:GetSecretValue', who), ...more,
    }),
  });
  const arn = `arn:aws:secretsmanager${US}secret:Secret-AbCdEf`;
  const members = { AWS: { 'Fn::GetAtt': ['Members', 'Arn'] } };
  expect(secret(members).can('Members', 'secretsmanager:GetSecretValue', arn).decision).toBe('allowed');
  expect(secret(members).can('Members', 'secretsmanager:PutSecretValue', arn).decision).toBe('denied');
  expect(secret(GUESTS).can('Guests', 'secretsmanager:GetSecretValue', arn).decision).toBe('denied');
  expect(secret('*').can('Guests', 'secretsmanager:GetSecretValue', arn).decision).toBe('allowed');
  expect(secret('*', { BlockPublicPolicy: true }).can('Guests', 'secretsmanager:GetSecretValue', arn))
    .toMatchObject({ decision: 'unknown', reason: expect.stringContaining('BlockPublicPolicy') });
});

describe('a key', () => {
  const key = (KeyPolicy: unknown, identity = [allow('kms:Decrypt', '*')]) =>
    modelOf({ Vault: res('AWS::KMS::Key', { KeyPolicy }), Members: role('authenticated', identity) });
  const decision = (model: AccessModel, id = 'Vault') => model.can('Members', 'kms:Decrypt', `arn:aws:kms${US}key/${id}`).decision;

  test('hands the decision to identity policies only by naming the account', () => {
    expect(decision(key(document('kms:*', ROOT)))).toBe('allowed');
    expect(decision(key(document('kms:*', ROOT), [allow('s3:GetObject', '*')]))).toBe('denied');
    expect(decision(key(document('kms:*', SOMEBODY)))).toBe('denied');
    expect(decision(key(document('kms:Describe*', ROOT)))).toBe('denied');
    expect(decision(key(document('kms:*', { AWS: '*' }, '*', {
      Condition: { StringEquals: { 'kms:CallerAccount': { Ref: 'AWS::AccountId' } } },
    })))).toBe('allowed');
  });

  test('without a policy of its own gets the one that hands over', () => {
    expect(decision(key(undefined))).toBe('allowed');
    expect(decision(key(undefined, [allow('kms:Encrypt', '*')]))).toBe('denied');
  });

  test('that no template makes is not known, and neither is one whose policy is not read', () => {
    expect(decision(key(undefined), 'Foreign')).toBe('unknown');
    expect(decision(key({ 'Fn::GetAtt': ['Custom', 'Policy'] }))).toBe('unknown');
  });
});

describe('what is not known', () => {
  const ask = (resources: Record<string, object>, rest: object = {}, name = 'Guests') =>
    modelOf(resources, rest).can(name, 's3:GetObject', 'arn:aws:s3:::photos/a');
  const Parameters = { Name: { Type: 'String' } };

  test('which bucket a policy stands on', () => {
    const resources = { Policy: bucketPolicy(document('s3:GetObject', GUESTS, 'arn:aws:s3:::photos/*'), { Ref: 'Name' }) };
    expect(ask(resources, { Parameters })).toMatchObject({ decision: 'unknown', reason: expect.stringContaining('what Policy stands on') });
    expect(ask(resources, { Parameters }, 'Members').decision).toBe('denied');
  });

  test('whom it names', () => {
    expect(ask({ Policy: bucketPolicy(document('s3:GetObject', { AWS: { Ref: 'Name' } }), 'photos') }, { Parameters }).decision)
      .toBe('unknown');
    expect(ask({ Policy: bucketPolicy({ Ref: 'Name' }, 'photos') }, { Parameters }).decision).toBe('unknown');
  });

  test('whether it is made, or says this', () => {
    const rest = { Parameters: { Stage: { Type: 'String' } }, Conditions: { Prod: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } } };
    expect(ask({ Policy: bucketPolicy(document('s3:GetObject', GUESTS), 'photos', { Condition: 'Prod' }) }, rest))
      .toMatchObject({ decision: 'unknown', reason: expect.stringContaining('hangs on a condition') });
    const either = { 'Fn::If': ['Prod', document('s3:GetObject', GUESTS), document('s3:Get*', GUESTS)] };
    expect(ask({ Policy: bucketPolicy(either, 'photos') }, rest).decision).toBe('allowed');
    const where = { 'Fn::If': ['Prod', 'photos', 'others'] };
    expect(ask({ Policy: bucketPolicy(document('s3:GetObject', GUESTS), where) }, rest).decision).toBe('unknown');
  });

  test('whether a public policy is refused', () => {
    const publicBucket = (Properties: object) =>
      ({ Photos: res('AWS::S3::Bucket', { BucketName: 'photos', ...Properties }), Policy: bucketPolicy(document('s3:GetObject', '*')) });
    expect(ask(publicBucket(OPEN)).decision).toBe('allowed');
    expect(ask(publicBucket({})).decision).toBe('unknown');
    expect(ask(publicBucket({ PublicAccessBlockConfiguration: { BlockPublicPolicy: true } })).decision).toBe('unknown');
  });

  test('which organization the account is in', () => {
    const condition = { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } };
    expect(ask({ Policy: bucketPolicy(document('s3:GetObject', '*', '*', condition), 'photos') }).decision).toBe('unknown');
  });

  test('how a policy counts that is not evaluated', () => {
    const model = modelOf({
      Vault: res('AWS::Backup::BackupVault', {
        BackupVaultName: 'vault', AccessPolicy: document('backup:StartRestoreJob', { AWS: { 'Fn::GetAtt': ['Members', 'Arn'] } }),
      }),
    });
    expect(model.can('Members', 'backup:StartRestoreJob', `arn:aws:backup${US}backup-vault:vault`))
      .toMatchObject({ decision: 'unknown', reason: expect.stringContaining('Vault') });
    expect(model.can('Members', 'backup:DeleteBackupVault', `arn:aws:backup${US}backup-vault:vault`).decision).toBe('denied');
  });

  test('what the condition of a bus is', () => {
    const put = (Condition: unknown) => modelOf({
      Policy: res('AWS::Events::EventBusPolicy', { StatementId: 'one', Action: 'events:PutEvents', Principal: '*', Condition }),
    }, { Parameters }).can('Members', 'events:PutEvents', `arn:aws:events${US}event-bus/default`).decision;
    expect(put(undefined)).toBe('allowed');
    expect(put({ Type: 'StringEquals', Key: 'aws:PrincipalOrgID', Value: 'o-1' })).toBe('unknown');
    expect(put({ Type: 'StringEquals', Key: 'aws:PrincipalAccount', Value: '210987654321' })).toBe('denied');
    expect(put({ Type: 'StringEquals', Key: { Ref: 'Name' }, Value: 'o-1' })).toBe('unknown');
  });

  test('whether a domain refuses an open policy, and what its own users may do', () => {
    const get = (more: object, Principal: unknown = '*') => modelOf({
      Search: res('AWS::OpenSearchService::Domain', { AccessPolicies: document('es:ESHttpGet', Principal), ...more }),
    }).can('Members', 'es:ESHttpGet', `arn:aws:es${US}domain/Search/notes`);
    const VPCOptions = { SubnetIds: ['subnet-1'] };
    const members = { AWS: { 'Fn::GetAtt': ['Members', 'Arn'] } };
    expect(get({})).toMatchObject({ decision: 'unknown', reason: expect.stringContaining('may be refused') });
    expect(get({ VPCOptions }).decision).toBe('allowed');
    expect(get({}, members).decision).toBe('allowed');
    expect(get({ AdvancedSecurityOptions: { Enabled: false } }, members).decision).toBe('allowed');
    expect(get({ AdvancedSecurityOptions: { Enabled: true } }, members))
      .toMatchObject({ decision: 'unknown', reason: expect.stringContaining('Search has fine-grained access control') });
  });
});

test('a bus has the name that is given to it', () => {
  const model = modelOf({
    Bus: res('AWS::Events::EventBus', { Name: 'bus' }),
    Members: role('authenticated', [allow('events:PutEvents', { 'Fn::GetAtt': ['Bus', 'Arn'] })]),
  });
  expect(model.can('Members', 'events:PutEvents', `arn:aws:events${US}event-bus/bus`).decision).toBe('allowed');
  expect(model.can('Members', 'events:PutEvents', `arn:aws:events${US}event-bus/other`).decision).toBe('denied');
});

test('a bucket that wants TLS is used over TLS', () => {
  const deny = {
    Effect: 'Deny',
    Action: 's3:*',
    Principal: { AWS: '*' },
    Resource: ['arn:aws:s3:::photos', 'arn:aws:s3:::photos/*'],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  const model = modelOf({
    Policy: bucketPolicy({ Version: '2012-10-17', Statement: [deny] }, 'photos'),
    Guests: role('unauthenticated', [allow('s3:GetObject', '*')]),
  });
  expect(model.can('Guests', 's3:GetObject', 'arn:aws:s3:::photos/a').decision).toBe('allowed');
  expect(model.can('Guests', 's3:GetObject', 'arn:aws:s3:::photos/a', { context: { 'aws:SecureTransport': 'false' } }).decision)
    .toBe('denied');
  expect(model.can('Guests', 's3:PutObject', 'arn:aws:s3:::photos/a').decision).toBe('denied');
});

test('a permission for a service, or with a source, lets no role in', () => {
  const permit = (more: object) => modelOf({
    Permit: res('AWS::Lambda::Permission', { FunctionName: 'Fn', Action: 'lambda:InvokeFunction', Principal: '*', ...more }),
  })
    .can('Guests', 'lambda:InvokeFunction', `arn:aws:lambda${US}function:Fn`).decision;
  expect(permit({})).toBe('allowed');
  expect(permit({ Principal: 'cognito-idp.amazonaws.com' })).toBe('denied');
  expect(permit({ SourceArn: 'arn:aws:s3:::photos' })).toBe('denied');
  expect(permit({ SourceAccount: '123456789012' })).toBe('denied');
  expect(permit({ PrincipalOrgID: 'o-1' })).toBe('unknown');
  expect(permit({ FunctionUrlAuthType: 'NONE' })).toBe('unknown');
});

test('signed-in identities need a policy of AWS IoT besides their role, guests do not', () => {
  const own = [allow('iot:*', '*')];
  const model = modelOf({ Guests: role('unauthenticated', own), Members: role('authenticated', own) });
  const arn = `arn:aws:iot${US}topic/pumps`;
  expect(model.can('Guests', 'iot:Publish', arn).decision).toBe('allowed');
  expect(model.can('Members', 'iot:Publish', arn))
    .toMatchObject({ decision: 'unknown', reason: expect.stringContaining('AWS IoT policy') });
  expect(model.can('Members', 'iot:AttachPolicy', arn).decision).toBe('allowed');
  expect(modelOf({}).can('Members', 'iot:Publish', arn).decision).toBe('denied');
});

test('an answer that allows says what may still take it away', () => {
  const model = modelOf({ Guests: role('unauthenticated', [allow('s3:GetObject', '*')]) });
  expect(model.can('Guests', 's3:GetObject', 'arn:aws:s3:::photos/a').reason)
    .toContain('control policies, and what other accounts say, are no part');
  expect(model.can('Guests', 's3:PutObject', 'arn:aws:s3:::photos/a').reason).not.toContain('no part');
});
