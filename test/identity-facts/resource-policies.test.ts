import { standsOn } from '../../src/identity-facts/data/governed';
import { isPublic } from '../../src/identity-facts/data/public-policy';
import { POLICY_CARRIERS, resourcePoliciesOf, targetsOf } from '../../src/identity-facts/data/resource-policies';
import type { PolicyCarrier } from '../../src/identity-facts/data/resource-policy';

const ACCOUNT = '123456789012';
const arn = (service: string, name: string, region = 'eu-west-1', account = ACCOUNT) => `arn:aws:${service}:${region}:${account}:${name}`;

describe('a policy stands on a resource', () => {
  test.each<[string, string, string, string, boolean]>([
    ['its bucket', 's3', 'photos', 'arn:aws:s3:::photos', true],
    ['an object of it', 's3', 'photos', 'arn:aws:s3:::photos/a/b', true],
    ['a bucket whose name begins alike', 's3', 'photos', 'arn:aws:s3:::photos-2/a', false],
    ['another service', 's3', 'photos', 'arn:aws:s3express:::photos', false],
    ['what is no ARN', 's3', 'photos', 'urn:aws:s3:::photos', false],
    ['everything', 's3', 'photos', '*', false],

    ['a queue by its URL', 'sqs', `https://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/jobs`, arn('sqs', 'jobs'), true],
    ['a queue by a URL without encryption', 'sqs', `http://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/jobs`, arn('sqs', 'jobs'), true],
    ['a queue by a URL of old', 'sqs', `https://eu-west-1.queue.amazonaws.com/${ACCOUNT}/jobs`, arn('sqs', 'jobs'), true],
    ['a queue of another region', 'sqs', `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/jobs`, arn('sqs', 'jobs'), false],
    ['a queue of another account', 'sqs', 'https://sqs.eu-west-1.amazonaws.com/999999999999/jobs', arn('sqs', 'jobs'), false],
    ['another queue', 'sqs', `https://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/other`, arn('sqs', 'jobs'), false],
    ['a queue by its ARN', 'sqs', arn('sqs', 'jobs'), arn('sqs', 'jobs'), true],
    ['a queue by an ARN of another partition', 'sqs', `arn:aws-cn:sqs:eu-west-1:${ACCOUNT}:jobs`, arn('sqs', 'jobs'), true],
    ['a queue by the ARN of another', 'sqs', arn('sqs', 'other'), arn('sqs', 'jobs'), false],
    ['a queue by the ARN of one elsewhere', 'sqs', arn('sqs', 'jobs', 'us-east-1'), arn('sqs', 'jobs'), false],

    ['a key by its id', 'kms', 'abcd', arn('kms', 'key/abcd'), true],
    ['a key by its ARN', 'kms', arn('kms', 'key/abcd'), arn('kms', 'key/abcd'), true],
    ['another key', 'kms', 'abcd', arn('kms', 'key/abcde'), false],
    ['an alias', 'kms', 'abcd', arn('kms', 'alias/abcd'), false],

    ['a function by its name', 'lambda', 'work', arn('lambda', 'function:work'), true],
    ['its version, by the name of the function', 'lambda', 'work', arn('lambda', 'function:work:3'), false],
    ['a version by name', 'lambda', 'work:3', arn('lambda', 'function:work:3'), true],
    ['a function by its ARN', 'lambda', arn('lambda', 'function:work'), arn('lambda', 'function:work'), true],
    ['another function by ARN', 'lambda', arn('lambda', 'function:other'), arn('lambda', 'function:work'), false],
    ['a function of another region', 'lambda', arn('lambda', 'function:work', 'us-east-1'), arn('lambda', 'function:work'), false],
    ['a function of another account', 'lambda', arn('lambda', 'function:work', 'eu-west-1', '9'), arn('lambda', 'function:work'), false],
    ['a function by account and name', 'lambda', `${ACCOUNT}:function:work`, arn('lambda', 'function:work'), true],
    ['a function by another account and name', 'lambda', '999999999999:function:work', arn('lambda', 'function:work'), false],
    ['a function by the tail of an ARN', 'lambda', 'function:work', arn('lambda', 'function:work'), true],
    ['another by the tail of an ARN', 'lambda', 'function:other', arn('lambda', 'function:work'), false],

    ['a table by its name', 'dynamodb', 'notes', arn('dynamodb', 'table/notes'), true],
    ['a table by its ARN', 'dynamodb', arn('dynamodb', 'table/notes'), arn('dynamodb', 'table/notes'), true],
    ['an index of it', 'dynamodb', 'notes', arn('dynamodb', 'table/notes/index/by-date'), true],
    ['a stream of it, which has its own', 'dynamodb', 'notes', arn('dynamodb', 'table/notes/stream/2026'), false],
    ['a stream', 'dynamodb', 'notes/stream', arn('dynamodb', 'table/notes/stream/2026'), true],
    ['an index, by the policy of the stream', 'dynamodb', 'notes/stream', arn('dynamodb', 'table/notes/index/by-date'), false],
    ['a table whose name begins alike', 'dynamodb', 'notes', arn('dynamodb', 'table/notes-2'), false],

    ['a secret by its name', 'secretsmanager', 'db', arn('secretsmanager', 'secret:db'), true],
    ['a secret with the end that is given to it', 'secretsmanager', 'db', arn('secretsmanager', 'secret:db-AbCdEf'), true],
    ['a secret with a longer end', 'secretsmanager', 'db', arn('secretsmanager', 'secret:db-AbCdEfG'), false],
    ['a secret with an end that has no dash', 'secretsmanager', 'db', arn('secretsmanager', 'secret:db0AbCdEf'), false],
    ['a secret by its ARN', 'secretsmanager', arn('secretsmanager', 'secret:db-AbCdEf'), arn('secretsmanager', 'secret:db-AbCdEf'), true],

    ['a method of an API', 'execute-api', 'abc', arn('execute-api', 'abc/prod/GET/notes'), true],
    ['a method of another', 'execute-api', 'abc', arn('execute-api', 'abcd/prod/GET/notes'), false],
    ['a topic by its ARN', 'sns', arn('sns', 'news'), arn('sns', 'news'), true],
    ['a repository', 'ecr', 'a/tools', arn('ecr', 'repository/a/tools'), true],
    ['a repository whose name begins alike', 'ecr', 'a', arn('ecr', 'repository/a/tools'), false],
    ['everything of an account', 'ecr', '*', arn('ecr', 'repository/a'), true],
    ['another service of the account', 'ecr', '*', arn('ecr-public', 'repository/a'), false],
    ['a file system', 'elasticfilesystem', 'fs-1', arn('elasticfilesystem', 'file-system/fs-1'), true],
    ['another file system', 'elasticfilesystem', 'fs-1', arn('elasticfilesystem', 'file-system/fs-12'), false],
    ['a domain', 'es', 'search', arn('es', 'domain/search'), true],
    ['an index of it', 'es', 'search', arn('es', 'domain/search/notes/_doc'), true],
    ['a domain whose name begins alike', 'es', 'search', arn('es', 'domain/search2/notes'), false],
    ['a bus', 'events', 'bus', arn('events', 'event-bus/bus'), true],
    ['a bus by its ARN', 'events', arn('events', 'event-bus/bus'), arn('events', 'rule/bus/one'), true],
    ['a rule of it', 'events', 'bus', arn('events', 'rule/bus/one'), true],
    ['a rule of the default bus', 'events', 'default', arn('events', 'rule/one'), true],
    ['a rule of the default bus, by another', 'events', 'bus', arn('events', 'rule/one'), false],
    ['a rule of another bus, by the default one', 'events', 'default', arn('events', 'rule/bus/one'), false],
    ['another bus', 'events', 'bus', arn('events', 'event-bus/bus2'), false],
    ['a channel', 'cloudtrail-data', arn('cloudtrail', 'channel/c'), arn('cloudtrail', 'channel/c'), true],
    ['another channel', 'cloudtrail-data', arn('cloudtrail', 'channel/c'), arn('cloudtrail', 'channel/d'), false],
    ['a monitor', 'rum', 'site', arn('rum', 'appmonitor/site'), true],
    ['another monitor', 'rum', 'site', arn('rum', 'appmonitor/site2'), false],
    ['a stream by its ARN', 'kinesis', arn('kinesis', 'stream/a'), arn('kinesis', 'stream/a'), true],
    ['a consumer of it, which has its own', 'kinesis', arn('kinesis', 'stream/a'), arn('kinesis', 'stream/a/consumer/b:1'), false],
    ['a directory bucket', 's3express', 'b--use1-az4--x-s3', arn('s3express', 'bucket/b--use1-az4--x-s3'), true],
    ['another directory bucket', 's3express', 'b--use1-az4--x-s3', arn('s3express', 'bucket/c--use1-az4--x-s3'), false],
    ['a table in a bucket', 's3tables', arn('s3tables', 'bucket/b'), arn('s3tables', 'bucket/b/table/1'), true],
    ['a table in another', 's3tables', arn('s3tables', 'bucket/b'), arn('s3tables', 'bucket/b2/table/1'), false],
    ['vectors in a bucket', 's3vectors', 'b', arn('s3vectors', 'bucket/b/index/i'), true],
    ['vectors in a bucket by its ARN', 's3vectors', arn('s3vectors', 'bucket/b'), arn('s3vectors', 'bucket/b/index/i'), true],
    ['vectors in another', 's3vectors', 'b', arn('s3vectors', 'bucket/c/index/i'), false],
    ['another topic', 'sns', arn('sns', 'news'), arn('sns', 'news-2'), false],
  ])('%s', (_what, service, target, resource, expected) => expect(standsOn(service, target, resource)).toBe(expected));
});

const OPEN = { Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] };
const CLOSED = { Statement: [{ Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: '*', Resource: '*' }] };

describe('who is everybody', () => {
  const open = (more: object) => isPublic({ Statement: [CLOSED.Statement[0], { ...OPEN.Statement[0], ...more }] });
  test.each<[string, object, boolean]>([
    ['the star', {}, true],
    ['the star of accounts', { Principal: { AWS: '*' } }, true],
    ['one star among accounts', { Principal: { AWS: [ACCOUNT, '*'] } }, true],
    ['accounts', { Principal: { AWS: [ACCOUNT, '9'] } }, false],
    ['all but one', { Principal: undefined, NotPrincipal: { AWS: ACCOUNT } }, true],
    ['nobody', { Principal: undefined }, false],
    ['those who are denied', { Effect: 'Deny' }, false],
    ['those of an organization', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }, false],
    ['those of an organization, whatever the case', { Condition: { stringequals: { 'AWS:principalorgid': ['o-1', 'o-2'] } } }, false],
    ['one pattern among values', { Condition: { StringLike: { 'aws:PrincipalAccount': [ACCOUNT, '9*'] } } }, true],
    ['a pattern of one character', { Condition: { StringLike: { 'aws:PrincipalAccount': '12345678901?' } } }, true],
    ['a pattern of ARNs', { Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:1:*' } } }, false],
    ['a variable', { Condition: { StringEquals: { 'aws:PrincipalAccount': '${aws:ResourceAccount}' } } }, true],
    ['the whole internet', { Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } }, true],
    ['the whole internet of six', { Condition: { IpAddress: { 'aws:SourceIp': ['::/0'] } } }, true],
    ['one network', { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }, false],
    ['all but one network', { Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }, true],
    ['some who may be absent', { Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } } }, true],
    ['any of several values', { Condition: { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-1/r-1/' } } }, false],
    ['all of several values, or none', { Condition: { 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': 'o-1/r-1/' } } }, true],
    ['another key', { Condition: { StringEquals: { 'aws:UserAgent': 'me' } } }, true],
    ['a second key', { Condition: { StringEquals: { 'aws:UserAgent': 'me', 'aws:SourceVpc': 'vpc-1' } } }, false],
    ['a second operator', { Condition: { Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'aws:SourceVpce': 'vpce-1' } } }, false],
    ['a value that is not known', { Condition: { StringEquals: { 'aws:PrincipalOrgID': { 'Fn::Unresolved': 'x' } } } }, true],
  ])('%s', (_what, more, expected) => expect(open(more)).toBe(expected));

  test('nobody is let in where there is no policy', () => {
    expect([undefined, {}, { Statement: [null] }].map(isPublic)).toEqual([false, false, false]);
    expect(isPublic({ Statement: OPEN.Statement[0] })).toBe(true);
  });
});

describe('policies on resources', () => {
  const carrier = (type: string, props: Record<string, any>, ref: unknown = 'it'): PolicyCarrier => ({ type, label: 'It', ref, props });
  const found = (...carriers: PolicyCarrier[]) => resourcePoliciesOf(carriers).map(({ at: _at, ...policy }) => policy);

  test.each<[string, Record<string, any>, string, unknown]>([
    ['AWS::S3::BucketPolicy', { PolicyDocument: CLOSED, Bucket: 'b' }, 's3', 'b'],
    ['AWS::SQS::QueuePolicy', { PolicyDocument: CLOSED, Queues: ['q', 'r'] }, 'sqs', ['q', 'r']],
    ['AWS::SQS::QueueInlinePolicy', { PolicyDocument: CLOSED, Queue: 'q' }, 'sqs', 'q'],
    ['AWS::SNS::TopicPolicy', { PolicyDocument: CLOSED, Topics: ['t'] }, 'sns', ['t']],
    ['AWS::SNS::TopicInlinePolicy', { PolicyDocument: CLOSED, TopicArn: 't' }, 'sns', 't'],
    ['AWS::KMS::Key', { KeyPolicy: CLOSED }, 'kms', 'it'],
    ['AWS::KMS::ReplicaKey', { KeyPolicy: CLOSED }, 'kms', 'it'],
    ['AWS::DynamoDB::Table', { ResourcePolicy: { PolicyDocument: CLOSED } }, 'dynamodb', 'it'],
    ['AWS::DynamoDB::Table', { StreamSpecification: { ResourcePolicy: { PolicyDocument: CLOSED } } }, 'dynamodb', 'it/stream'],
    ['AWS::DynamoDB::GlobalTable', { Replicas: [{}, { ResourcePolicy: { PolicyDocument: CLOSED } }] }, 'dynamodb', 'it'],
    [
      'AWS::DynamoDB::GlobalTable', { Replicas: [{ ReplicaStreamSpecification: { ResourcePolicy: { PolicyDocument: CLOSED } } }] },
      'dynamodb', 'it/stream',
    ],
    ['AWS::SecretsManager::ResourcePolicy', { ResourcePolicy: CLOSED, SecretId: 's' }, 'secretsmanager', 's'],
    ['AWS::ApiGateway::RestApi', { Policy: CLOSED }, 'execute-api', 'it'],
    ['AWS::ECR::Repository', { RepositoryPolicyText: CLOSED }, 'ecr', 'it'],
    ['AWS::ECR::RegistryPolicy', { PolicyText: CLOSED }, 'ecr', '*'],
    ['AWS::EFS::FileSystem', { FileSystemPolicy: CLOSED }, 'elasticfilesystem', 'it'],
    ['AWS::Elasticsearch::Domain', { AccessPolicies: CLOSED }, 'es', 'it'],
    ['AWS::OpenSearchService::Domain', { AccessPolicies: CLOSED }, 'es', 'it'],
    ['AWS::Events::EventBus', { Policy: CLOSED }, 'events', 'it'],
    ['AWS::Kinesis::ResourcePolicy', { ResourceArn: 'a', ResourcePolicy: CLOSED }, 'kinesis', 'a'],
    ['AWS::Lambda::ResourcePolicy', { ResourceArn: 'a', PolicyDocument: CLOSED }, 'lambda', 'a'],
    ['AWS::Lex::ResourcePolicy', { ResourceArn: 'a', Policy: CLOSED }, 'lex', 'a'],
    ['AWS::Bedrock::ResourcePolicy', { ResourceArn: 'a', PolicyDocument: CLOSED }, 'bedrock', 'a'],
    ['AWS::S3Express::BucketPolicy', { Bucket: 'b', PolicyDocument: CLOSED }, 's3express', 'b'],
    ['AWS::S3Tables::TableBucketPolicy', { TableBucketARN: 'a', ResourcePolicy: CLOSED }, 's3tables', 'a'],
    ['AWS::S3Tables::TablePolicy', { TableARN: 'a', ResourcePolicy: CLOSED }, 's3tables', 'a'],
    ['AWS::S3Vectors::VectorBucketPolicy', { VectorBucketArn: 'a', Policy: CLOSED }, 's3vectors', 'a'],
    ['AWS::S3Vectors::VectorBucketPolicy', { VectorBucketName: 'b', Policy: CLOSED }, 's3vectors', 'b'],
  ])('%s', (type, props, service, targets) => {
    expect(found(carrier(type, props))).toEqual([{ service, targets, document: CLOSED }]);
    expect(POLICY_CARRIERS).toContain(type);
  });

  test('those of workspaces and monitors surely count about some actions alone', () => {
    expect(found(carrier('AWS::RUM::AppMonitor', { ResourcePolicy: { PolicyDocument: CLOSED } }))).toEqual([
      { service: 'rum', targets: 'it', document: CLOSED, only: ['rum:putrumevents'] },
    ]);
    expect(found(carrier('AWS::APS::ResourcePolicy', { WorkspaceArn: 'a', PolicyDocument: CLOSED }))).toEqual([
      { service: 'aps', targets: 'a', document: CLOSED, only: expect.arrayContaining(['aps:querymetrics', 'aps:remotewrite']) },
    ]);
  });

  test('those of CloudTrail are about two services', () => {
    expect(found(carrier('AWS::CloudTrail::ResourcePolicy', { ResourceArn: 'a', ResourcePolicy: CLOSED })).map(({ service }) => service))
      .toEqual(['cloudtrail', 'cloudtrail-data']);
  });

  test.each([
    ['AWS::Logs::LogGroup', { ResourcePolicyDocument: CLOSED }], ['AWS::Logs::ResourcePolicy', { PolicyDocument: CLOSED }],
  ])('%s has one for services alone, which no role meets', (type, props) => expect(found(carrier(type, props))).toEqual([]));

  test.each(['AWS::S3::BucketPolicy', 'AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable', 'AWS::ApiGateway::RestApi', 'AWS::S3::Bucket',
    'AWS::ECR::Repository', 'constructor'])('%s may have none', type => expect(found(carrier(type, {}))).toEqual([]));

  test('a key without one has the one that KMS gives it', () => {
    expect(found(carrier('AWS::KMS::Key', {}))).toEqual([{ service: 'kms', document: undefined, targets: 'it' }]);
  });

  test('a stream of a table that is not known is not known', () => {
    const ref = { 'Fn::Unresolved': 'x' };
    const props = { StreamSpecification: { ResourcePolicy: { PolicyDocument: CLOSED } } };
    expect(found(carrier('AWS::DynamoDB::Table', props, ref)).map(({ targets }) => targets)).toEqual([ref]);
  });

  test('what is not known on the way to a policy is the policy', () => {
    const gap = { 'Fn::Unresolved': 'x' };
    expect(found(carrier('AWS::DynamoDB::Table', { ResourcePolicy: gap })).map(({ document }) => document)).toEqual([gap]);
  });

  test.each(['AWS::ECR::Repository', 'AWS::EFS::FileSystem'])('of %s need not say what they are about', type => {
    const property = type === 'AWS::ECR::Repository' ? 'RepositoryPolicyText' : 'FileSystemPolicy';
    const [{ Resource: _none, ...said }] = CLOSED.Statement;
    const about = (...Statement: object[]) => found(carrier(type, { [property]: { Statement } })).map(({ document }) => document);
    expect(about(said)).toEqual([{ Statement: [{ ...said, Resource: '*' }] }]);
    expect(about({ ...said, Resource: 'a' }, { ...said, NotResource: 'b' }))
      .toEqual([{ Statement: [{ ...said, Resource: 'a' }, { ...said, NotResource: 'b' }] }]);
    expect(about({ 'Fn::Unresolved': 'x' })).toEqual([{ Statement: [{ 'Fn::Unresolved': 'x' }] }]);
    const open = { 'Fn::Unresolved': 'x' };
    expect(found(carrier(type, { [property]: open })).map(({ document }) => document)).toEqual([open]);
  });

  test.each<[string, string, string]>([
    ['AWS::Backup::BackupVault', 'AccessPolicy', 'backup'],
    ['AWS::CodeArtifact::Repository', 'PermissionsPolicyDocument', 'codeartifact'],
    ['AWS::DSQL::Cluster', 'PolicyDocument', 'dsql'],
    ['AWS::OpenSearchServerless::AccessPolicy', 'Policy', 'aoss'],
    ['AWS::S3::AccessPoint', 'Policy', 's3'],
    ['AWS::SSM::ResourcePolicy', 'Policy', 'ssm'],
  ])('of %s are named, not evaluated', (type, property, service) => {
    expect(found(carrier(type, { [property]: CLOSED }))).toEqual([{
      service, targets: 'it', foreign: true, doubt: `how It counts, which is ${type}, is no part of this answer`, document: CLOSED,
    }]);
    expect(POLICY_CARRIERS).toContain(type);
  });

  test('that are not evaluated and about two services stand for both', () => {
    expect(found(carrier('AWS::MSK::ClusterPolicy', { Policy: CLOSED })).map(({ service }) => service)).toEqual(['kafka', 'kafka-cluster']);
  });

  test('a statement on a bus is a policy of it', () => {
    expect(found(carrier('AWS::Events::EventBusPolicy', { EventBusName: 'b', Statement: OPEN.Statement })))
      .toEqual([{ service: 'events', document: { Version: '2012-10-17', ...OPEN }, targets: 'b' }]);
    expect(found(carrier('AWS::Events::EventBusPolicy', { Action: 'events:PutEvents' }))).toEqual([]);
    expect(found(carrier('AWS::Events::EventBusPolicy', { Principal: '*' }))).toEqual([]);
  });

  test('a statement on a bus may be given in parts', () => {
    const parts = (more: object) => found(carrier('AWS::Events::EventBusPolicy', { Action: 'events:PutEvents', Principal: '*', ...more }));
    const granted = { Effect: 'Allow', Action: 'events:PutEvents', Resource: '*', Principal: '*' };
    const documentOf = (Statement: object) => ({ Version: '2012-10-17', Statement: [Statement] });
    expect(parts({})).toEqual([{ service: 'events', document: documentOf(granted), targets: 'default' }]);
    expect(parts({ Principal: ACCOUNT })[0].document).toEqual(documentOf({ ...granted, Principal: { AWS: ACCOUNT } }));
    expect(parts({ Condition: { Type: 'StringEquals', Key: 'aws:PrincipalOrgID', Value: 'o-1' } })[0].document)
      .toEqual(documentOf({ ...granted, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }));
    const open = { 'Fn::Unresolved': 'the condition of a bus is not known' };
    expect(parts({ Condition: { 'Fn::Unresolved': 'x' } })[0].document).toEqual(documentOf({ ...granted, Condition: open }));
    expect(parts({ Condition: { Type: 'StringEquals' } })[0].document).toEqual(documentOf({ ...granted, Condition: open }));
    expect(parts({ Condition: { Key: 'aws:PrincipalOrgID' } })[0].document).toEqual(documentOf({ ...granted, Condition: open }));
  });

  test('a layer is given by account or organization', () => {
    const props = { LayerVersionArn: 'l', Action: 'lambda:GetLayerVersion', Principal: '*', OrganizationId: 'o-1' };
    expect(found(carrier('AWS::Lambda::LayerVersionPermission', props))).toMatchObject([{
      service: 'lambda',
      targets: 'l',
      document: { Statement: [{ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }] },
    }]);
  });

  test('of a domain are refused where nothing else protects it', () => {
    const doubt = (props: object, AccessPolicies: object = OPEN) =>
      found(carrier('AWS::OpenSearchService::Domain', { AccessPolicies, ...props })).map(policy => policy.doubt !== undefined);
    expect(doubt({})).toEqual([true]);
    expect(doubt({ AdvancedSecurityOptions: { Enabled: false } })).toEqual([true]);
    expect(doubt({ AdvancedSecurityOptions: {} })).toEqual([true]);
    expect(doubt({ AdvancedSecurityOptions: { Enabled: true } })).toEqual([false]);
    expect(doubt({ VPCOptions: {} })).toEqual([false]);
    expect(doubt({}, CLOSED)).toEqual([false]);
  });

  describe('that are public', () => {
    const policy = carrier('AWS::S3::BucketPolicy', { PolicyDocument: OPEN, Bucket: 'b' });
    const bucket = (BlockPublicPolicy?: unknown, props: object = {}, ref = 'b') => carrier('AWS::S3::Bucket', {
      ...BlockPublicPolicy === undefined ? {} : { PublicAccessBlockConfiguration: { BlockPublicPolicy } }, ...props,
    }, ref);
    const why = 'the bucket It refuses a public policy unless BlockPublicPolicy is false';
    test.each<[string, PolicyCarrier[], object]>([
      ['are refused by a bucket that blocks them', [bucket(true)], { doubt: why, refused: true }],
      ['may be refused by a bucket that does not say', [bucket()], { doubt: why }],
      ['may be refused by a bucket of which it is not known', [bucket({ 'Fn::Unresolved': 'x' })], { doubt: why }],
      ['stand on a bucket that lets them', [bucket(false)], {}],
      ['stand on a bucket that lets them, said as text', [bucket('false')], {}],
      ['are refused by a bucket of that name', [bucket(true, { BucketName: 'b' }, 'other')], { doubt: why, refused: true }],
      ['stand on a bucket from elsewhere', [bucket(true, {}, 'other'), bucket(true, { BucketName: 'c' }, 'third')], {}],
      ['are no matter of another type', [carrier('AWS::S3::AccessGrant', {}, 'b')], {}],
    ])('%s', (_what, others, expected) => {
      expect(found(...others, policy)).toEqual([{ service: 's3', document: OPEN, targets: 'b', ...expected }]);
    });

    test('are refused by DynamoDB, and by Secrets Manager where told so', () => {
      expect(found(carrier('AWS::DynamoDB::Table', { ResourcePolicy: { PolicyDocument: OPEN } })))
        .toEqual([{ service: 'dynamodb', document: OPEN, targets: 'it', doubt: 'DynamoDB refuses a public policy', refused: true }]);
      const secret = (BlockPublicPolicy: unknown, ResourcePolicy: object = OPEN) =>
        found(carrier('AWS::SecretsManager::ResourcePolicy', { ResourcePolicy, SecretId: 's', BlockPublicPolicy }))
          .map(({ doubt, refused }) => ({ doubt, refused }));
      expect(secret(true)).toEqual([{ doubt: 'BlockPublicPolicy refuses a public policy', refused: true }]);
      expect([secret(false), secret(undefined), secret(true, CLOSED)].flat().every(({ refused }) => refused === undefined)).toBe(true);
    });

    test('a policy that is not is refused nowhere', () => {
      expect(found(bucket(true), carrier('AWS::S3::BucketPolicy', { PolicyDocument: CLOSED, Bucket: 'b' })))
        .toEqual([{ service: 's3', document: CLOSED, targets: 'b' }]);
      expect(found(carrier('AWS::SNS::TopicPolicy', { PolicyDocument: OPEN, Topics: 't' })))
        .toEqual([{ service: 'sns', document: OPEN, targets: 't' }]);
    });
  });

  test.each<[string, object, unknown, object | undefined]>([
    ['everybody', { Principal: '*' }, '*', undefined],
    ['an account', { Principal: ACCOUNT }, { AWS: ACCOUNT }, undefined],
    ['a service', { Principal: 's3.amazonaws.com' }, { Service: 's3.amazonaws.com' }, undefined],
    ['a service in China', { Principal: 's3.amazonaws.com.cn' }, { Service: 's3.amazonaws.com.cn' }, undefined],
    ['a name that only has it inside', { Principal: 's3.amazonaws.com.example' }, { AWS: 's3.amazonaws.com.example' }, undefined],
    [
      'a service for a resource of an account', { Principal: 's3.amazonaws.com', SourceArn: 'arn:x', SourceAccount: ACCOUNT },
      { Service: 's3.amazonaws.com' }, { ArnLike: { 'AWS:SourceArn': 'arn:x' }, StringEquals: { 'AWS:SourceAccount': ACCOUNT } },
    ],
    [
      'an organization, by the URL', { Principal: '*', PrincipalOrgID: 'o-1', FunctionUrlAuthType: 'AWS_IAM', InvokedViaFunctionUrl: true },
      '*', {
        StringEquals: { 'aws:PrincipalOrgID': 'o-1', 'lambda:FunctionUrlAuthType': 'AWS_IAM' },
        Bool: { 'lambda:InvokedViaFunctionUrl': true },
      },
    ],
    [
      'Alexa', { Principal: '*', EventSourceToken: 'amzn1' }, '*', { StringEquals: { 'lambda:EventSourceToken': 'amzn1' } },
    ],
  ])('a permission on a function for %s', (_what, props, Principal, Condition) => {
    const [{ document, targets }] = found(carrier('AWS::Lambda::Permission', { Action: 'lambda:Invoke', FunctionName: 'f', ...props }));
    expect(targets).toBe('f');
    expect(document).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'lambda:Invoke', Resource: '*', Principal, ...Condition ? { Condition } : {} }],
    });
  });

  test('the policy of an API may leave out which API it is about', () => {
    const statement = {
      Effect: 'Allow',
      Action: 'execute-api:Invoke',
      Resource: ['execute-api:/prod/*', 'execute-api:*', 'arn:other', 7],
      Condition: { StringLike: { key: 'execute-api:/x' } },
    };
    const [{ document }] = found(carrier('AWS::ApiGateway::RestApi', { Policy: { Statement: [statement] } }, 'abc'));
    expect(document).toEqual({
      Statement: [{
        ...statement, Resource: ['arn:*:execute-api:*:*:abc/prod/*', 'arn:*:execute-api:*:*:abc/*', 'arn:other', 7],
      }],
    });
  });

  test('targets are a list, of one or of several', () => {
    expect(['a', ['a', 'b'], undefined].map(targets => targetsOf({ targets }))).toEqual([['a'], ['a', 'b'], []]);
  });
});
