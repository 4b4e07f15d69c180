import { goodTemplate, Patch, patched } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';

const GUEST = { 'Fn::GetAtt': ['Guest', 'Arn'] };
const MEMBER = { 'Fn::GetAtt': ['Member', 'Arn'] };
const trust = (amr: string) =>
  JSON.parse(JSON.stringify(goodTemplate().Resources.Member.Properties.AssumeRolePolicyDocument).replace('"authenticated"', `"${amr}"`));
const guests: Patch = {
  'Identities/AllowUnauthenticatedIdentities': true,
  'Roles/Roles/unauthenticated': GUEST,
  'Guest': { Type: 'AWS::IAM::Role', Properties: { RoleName: 'site-guest', AssumeRolePolicyDocument: trust('unauthenticated') } },
};
const statement = (Principal: any, Action: any, Resource: any, more: object = {}) =>
  ({ Effect: 'Allow', ...Principal && { Principal }, Action, Resource, ...more });
const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const OPEN = { BlockPublicPolicy: false, RestrictPublicBuckets: false };
const bucket = (statements: object[], block: object | undefined = OPEN): Patch => ({
  Photos: { Type: 'AWS::S3::Bucket', Properties: block === undefined ? {} : { PublicAccessBlockConfiguration: block } },
  Opens: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Photos' }, PolicyDocument: document(...statements) } },
});
const OBJECTS = { 'Fn::Sub': '${Photos.Arn}/*' };
const PUBLIC = { 'Fn::Sub': '${Photos.Arn}/public/*' };
const one = (Type: string, Properties: object): Patch => ({ Opens: { Type, Properties } });

function found(...patches: Patch[]): string[] {
  return checkTemplates([{ name: 'template', body: patched(Object.assign({}, ...patches)) }])
    .filter(({ rule }) => rule === 'resource-policy-opens').map(({ resource, severity }) => `${severity} ${resource}`);
}

test.each<[string, string, Patch]>([
  ['a bucket that guests read', 'high', bucket([statement({ AWS: GUEST }, 's3:GetObject', OBJECTS)])],
  ['a bucket that guests write', 'critical', bucket([statement({ AWS: [MEMBER, GUEST] }, ['s3:PutObject'], OBJECTS)])],
  ['a bucket of everybody', 'critical', bucket([statement('*', 's3:PutObject', OBJECTS)])],
  ['a bucket of everybody as AWS', 'critical', bucket([statement({ AWS: '*' }, 's3:*', OBJECTS)])],
  ['a bucket of everybody that says nothing of blocking', 'critical', bucket([statement('*', 's3:PutObject', OBJECTS)], undefined)],
  [
    'a bucket of all but another role', 'high',
    bucket([statement(undefined, 's3:GetObject', OBJECTS, { NotPrincipal: { AWS: 'arn:aws:iam::123456789012:role/other' } })]),
  ],
  [
    'a role by its name', 'high',
    bucket([statement({ AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/site-guest' } }, 's3:GetObject', OBJECTS)]),
  ],
  [
    'a role by its name and account in full', 'high',
    bucket([statement({ AWS: 'arn:aws:iam::123456789012:role/site-guest' }, 's3:GetObject', OBJECTS)]),
  ],
  [
    'a role by reference to its name', 'high',
    bucket([statement({ AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:role/${Guest}' } }, 's3:GetObject', OBJECTS)]),
  ],
  [
    'a session of the role', 'high',
    bucket([
      statement(
        { AWS: { 'Fn::Sub': 'arn:aws:sts::${AWS::AccountId}:assumed-role/${Guest}/CognitoIdentityCredentials' } }, 's3:GetObject', OBJECTS,
      ),
    ]),
  ],
  ['whoever Cognito lets in', 'high', bucket([statement({ Federated: 'cognito-identity.amazonaws.com' }, 's3:GetObject', OBJECTS)])],
  [
    'everybody of the account', 'high',
    bucket([
      statement('*', 's3:GetObject', OBJECTS, { Condition: { StringEquals: { 'aws:PrincipalAccount': { Ref: 'AWS::AccountId' } } } }),
    ]),
  ],
  [
    'everybody who is the role', 'high',
    bucket([statement('*', 's3:GetObject', OBJECTS, { Condition: { ArnEquals: { 'aws:PrincipalArn': GUEST } } })]),
  ],
  [
    'a queue', 'critical',
    one('AWS::SQS::QueuePolicy', { Queues: [{ Ref: 'Jobs' }], PolicyDocument: document(statement('*', 'sqs:SendMessage', '*')) }),
  ],
  [
    'a queue, inline', 'critical',
    one('AWS::SQS::QueueInlinePolicy', {
      Queue: 'https://sqs.us-east-1.amazonaws.com/123456789012/jobs', PolicyDocument: document(statement({ AWS: GUEST }, 'sqs:*', '*')),
    }),
  ],
  [
    'a topic', 'critical',
    one('AWS::SNS::TopicPolicy', {
      Topics: ['arn:aws:sns:us-east-1:123456789012:news'], PolicyDocument: document(statement({ AWS: GUEST }, 'sns:Publish', '*')),
    }),
  ],
  ['a key', 'critical', one('AWS::KMS::Key', { KeyPolicy: document(statement({ AWS: GUEST }, 'kms:Decrypt', '*')) })],
  ['a function', 'medium', one('AWS::Lambda::Permission', { FunctionName: 'fn', Action: 'lambda:InvokeFunction', Principal: GUEST })],
  [
    'a function with a public URL', 'medium',
    one('AWS::Lambda::Permission', { FunctionName: 'fn', Action: 'lambda:InvokeFunctionUrl', Principal: '*', FunctionUrlAuthType: 'NONE' }),
  ],
  [
    'a table', 'high',
    one('AWS::DynamoDB::Table', { ResourcePolicy: { PolicyDocument: document(statement({ AWS: GUEST }, 'dynamodb:GetItem', '*')) } }),
  ],
  [
    'a secret', 'high',
    one('AWS::SecretsManager::ResourcePolicy', {
      SecretId: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:s-AbCdEf',
      ResourcePolicy: document(statement('*', 'secretsmanager:GetSecretValue', '*')),
    }),
  ],
  [
    'a repository', 'critical',
    one('AWS::ECR::Repository', {
      RepositoryPolicyText: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: 'ecr:SetRepositoryPolicy' }] },
    }),
  ],
  [
    'a stream', 'critical',
    one('AWS::Kinesis::ResourcePolicy', {
      ResourceArn: 'arn:aws:kinesis:us-east-1:123456789012:stream/s', ResourcePolicy: document(statement('*', 'kinesis:SplitShard', '*')),
    }),
  ],
  [
    'a bus', 'critical',
    one('AWS::Events::EventBus', { Name: 'bus', Policy: JSON.stringify(document(statement('*', 'events:PutEvents', '*'))) }),
  ],
  [
    'a bus, by a statement', 'critical',
    one('AWS::Events::EventBusPolicy', { StatementId: 's', Statement: statement('*', 'events:PutEvents', '*') }),
  ],
  ['a bus, by parts', 'critical', one('AWS::Events::EventBusPolicy', { StatementId: 's', Action: 'events:PutEvents', Principal: '*' })],
  [
    'a domain', 'critical',
    one('AWS::OpenSearchService::Domain', { AccessPolicies: document(statement('*', 'es:ESHttp*', '*')) }),
  ],
  [
    'a file system', 'critical',
    one('AWS::EFS::FileSystem', { FileSystemPolicy: document(statement('*', 'elasticfilesystem:ClientWrite', '*')) }),
  ],
  [
    'images of a repository', 'high',
    one('AWS::ECR::Repository', { RepositoryPolicyText: document(statement('*', 'ecr:BatchGetImage', '*')) }),
  ],
  ['what is in a domain', 'high', one('AWS::OpenSearchService::Domain', { AccessPolicies: document(statement('*', 'es:ESHttpGet', '*')) })],
  ['an API', 'medium', one('AWS::ApiGateway::RestApi', { Policy: document(statement('*', 'execute-api:Invoke', 'execute-api:/*')) })],
])('guests are let in by %s', (_, severity, patch) => {
  expect(found(guests, patch)).toEqual([`${severity} Opens`]);
});

const deny = (Principal: any, more: object = {}) => ({ Effect: 'Deny', Principal, Action: 's3:*', Resource: OBJECTS, ...more });

test.each<[string, Patch]>([
  ['another role', bucket([statement({ AWS: 'arn:aws:iam::123456789012:role/other' }, 's3:*', OBJECTS)])],
  ['a role of that name in another account', bucket([statement({ AWS: 'arn:aws:iam::210987654321:role/site-guest' }, 's3:*', OBJECTS)])],
  ['the account', bucket([statement({ AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } }, 's3:*', OBJECTS)])],
  ['a service', bucket([statement({ Service: 'cloudfront.amazonaws.com' }, 's3:GetObject', OBJECTS)])],
  [
    'all but the roles',
    bucket([statement(undefined, 's3:*', OBJECTS, { NotPrincipal: { AWS: [GUEST, MEMBER, { 'Fn::GetAtt': ['Gold', 'Arn'] }] } })]),
  ],
  ['a public prefix', bucket([statement({ AWS: GUEST }, 's3:GetObject', PUBLIC)])],
  [
    'what is the own',
    bucket([
      statement({ AWS: GUEST }, ['s3:GetObject', 's3:PutObject'], { 'Fn::Sub': '${Photos.Arn}/${!cognito-identity.amazonaws.com:sub}/*' }),
    ]),
  ],
  ['what a denial takes back', bucket([statement({ AWS: GUEST }, 's3:GetObject', OBJECTS), deny('*')])],
  [
    'what a denial takes back from the role',
    bucket([
      statement('*', 's3:GetObject', OBJECTS), deny({ AWS: GUEST }), deny({ AWS: MEMBER }),
      deny({ AWS: { 'Fn::GetAtt': ['Gold', 'Arn'] } }),
    ]),
  ],
  ['a bucket that refuses it', bucket([statement('*', 's3:PutObject', OBJECTS)], { BlockPublicPolicy: true })],
  [
    'calls from another service',
    bucket([
      statement('*', 's3:PutObject', OBJECTS, { Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudfront::123456789012:*' } } }),
    ]),
  ],
  [
    'calls from a network',
    bucket([statement('*', 's3:PutObject', OBJECTS, { Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } })]),
  ],
  [
    'another principal of a condition',
    bucket([
      statement('*', 's3:PutObject', OBJECTS, { Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/other' } } }),
    ]),
  ],
  [
    'a secret that the session policy leaves out',
    one('AWS::SecretsManager::ResourcePolicy', {
      SecretId: 's', ResourcePolicy: document(statement({ AWS: GUEST }, 'secretsmanager:GetSecretValue', '*')),
    }),
  ],
  [
    'a table, which refuses it',
    one('AWS::DynamoDB::Table', { ResourcePolicy: { PolicyDocument: document(statement('*', 'dynamodb:GetItem', '*')) } }),
  ],
  [
    'a permission for a service',
    one('AWS::Lambda::Permission', { FunctionName: 'fn', Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' }),
  ],
  [
    'a permission with a source',
    one('AWS::Lambda::Permission', {
      FunctionName: 'fn', Action: 'lambda:InvokeFunction', Principal: '*', SourceArn: 'arn:aws:s3:::photos',
    }),
  ],
  [
    'those of an organization, at a bus',
    one('AWS::Events::EventBusPolicy', {
      StatementId: 's',
      Action: 'events:PutEvents',
      Principal: '*',
      Condition: { Type: 'StringEquals', Key: 'aws:PrincipalOrgID', Value: 'o-1' },
    }),
  ],
  [
    'whoever is in the network of a file system',
    one('AWS::EFS::FileSystem', {
      FileSystemPolicy: document(statement('*', 'elasticfilesystem:ClientWrite', '*', {
        Condition: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } },
      })),
    }),
  ],
  [
    'telemetry',
    one('AWS::RUM::AppMonitor', { Name: 'a', ResourcePolicy: { PolicyDocument: document(statement('*', 'rum:PutRumEvents', '*')) } }),
  ],
  [
    'the account, at a repository',
    one('AWS::ECR::Repository', { RepositoryPolicyText: document(statement({ AWS: '123456789012' }, 'ecr:*', '*')) }),
  ],
  ['somebody whom the deployment names', { ...bucket([statement({ AWS: { 'Fn::ImportValue': 'somebody' } }, 's3:*', OBJECTS)]) }],
])('nobody is let in by a policy for %s', (_, patch) => {
  expect(found(guests, patch)).toEqual([]);
});

test('everyone who signs in is found where the role is for all of them, and the severity is as for the role', () => {
  const plain = { 'Roles/Roles/authenticated': MEMBER };
  expect(found(plain, bucket([statement({ AWS: MEMBER }, 's3:*', OBJECTS)]))).toEqual(['high Opens']);
  expect(found(plain, bucket([statement({ AWS: MEMBER }, 's3:GetObject', OBJECTS)]))).toEqual(['medium Opens']);
  expect(found(plain, bucket([statement('*', 's3:PutObject', OBJECTS)]))).toEqual(['high Opens']);
  expect(found(plain, bucket([statement({ AWS: MEMBER }, 's3:GetObject', PUBLIC)]))).toEqual([]);
  expect(found(plain, one('AWS::KMS::Key', { KeyPolicy: document(statement({ AWS: MEMBER }, 'kms:Decrypt', '*')) }))).toEqual([]);
  expect(found(plain, bucket([statement({ AWS: { 'Fn::GetAtt': ['Gold', 'Arn'] } }, 's3:*', OBJECTS)]))).toEqual([]);
});

test('a boundary limits what the role is allowed, not what everybody is', () => {
  const bounded: Patch = {
    ...guests,
    'Guest/PermissionsBoundary': { Ref: 'Boundary' },
    'Boundary': {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: { PolicyDocument: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' } } },
    },
  };
  expect(found(bounded, bucket([statement({ AWS: GUEST }, 's3:GetObject', OBJECTS)]))).toEqual([]);
  expect(found(bounded, bucket([statement('*', 's3:GetObject', OBJECTS)]))).toEqual(['high Opens']);
});

test('without guests the role that stands ready for them is nobody\'s', () => {
  expect(found(
    { ...guests, 'Identities/AllowUnauthenticatedIdentities': false }, bucket([statement({ AWS: GUEST }, 's3:GetObject', OBJECTS)]),
  )).toEqual([]);
});
