import { AccessModel } from '../../src/access-model';

// Shapes of the same kinds as the given cases: what is not told is unknown, what conditions decide together is known.

const allow = (Action: unknown, Resource: unknown, Condition?: object) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...Condition && { Condition },
});
const deny = (Action: unknown, Resource: unknown, Condition: object) => ({ Effect: 'Deny', Action, Resource, Condition });
const document = (...Statement: unknown[]) => ({ Version: '2012-10-17', Statement });
const role = (amr: string, statements: unknown[] = [], more = {}) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: document({
      Effect: 'Allow',
      Principal: { Federated: 'cognito-identity.amazonaws.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        'StringEquals': { 'cognito-identity.amazonaws.com:aud': { Ref: 'Ids' } },
        'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': amr },
      },
    }),
    ...statements.length > 0 && { Policies: [{ PolicyName: 'p', PolicyDocument: document(...statements) }] },
    ...more,
  },
});
const template = (statements: unknown[] = [], more: Record<string, any> = {}, roleMore = {}) => ({
  Parameters: { Stage: { Type: 'String' }, Kind: { Type: 'String' } },
  Conditions: {
    Prod: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
    Big: { 'Fn::Equals': [{ Ref: 'Kind' }, 'big'] },
    Either: { 'Fn::Or': [{ Condition: 'Prod' }, { Condition: 'Big' }] },
    Neither: { 'Fn::Not': [{ Condition: 'Either' }] },
  },
  Resources: {
    Users: { Type: 'AWS::Cognito::UserPool' },
    Web: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Users' } } },
    Ids: {
      Type: 'AWS::Cognito::IdentityPool',
      Properties: {
        AllowUnauthenticatedIdentities: true,
        CognitoIdentityProviders: [{ ClientId: { Ref: 'Web' }, ProviderName: { 'Fn::GetAtt': ['Users', 'ProviderName'] } }],
      },
    },
    Member: role('authenticated', statements, roleMore),
    Guest: role('unauthenticated'),
    Attach: {
      Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
      Properties: {
        IdentityPoolId: { Ref: 'Ids' },
        Roles: {
          authenticated: { 'Fn::GetAtt': ['Member', 'Arn'] },
          unauthenticated: { 'Fn::GetAtt': ['Guest', 'Arn'] },
        },
      },
    },
    ...more,
  } as Record<string, any>,
});
const can = (written: object, action: string, resource: string, context = {}, who = 'Member') =>
  AccessModel.fromTemplate(JSON.parse(JSON.stringify(written))).can(who, action, resource, { context }).decision;

describe('tags of the role', () => {
  const asks = [allow('s3:GetObject', 'arn:aws:s3:::files/*', { StringEquals: { 'aws:PrincipalTag/team': 'a' } })];
  const tagged = (Tags: unknown) => can(template(asks, {}, { Tags }), 's3:GetObject', 'arn:aws:s3:::files/x');

  test.each<[string, unknown, string]>([
    ['written out', [{ Key: 'team', Value: 'a' }], 'allowed'],
    ['another', [{ Key: 'team', Value: 'b' }], 'denied'],
    ['given at deployment', [{ Key: 'team', Value: { Ref: 'Stage' } }], 'unknown'],
    ['called so at deployment', [{ Key: { Ref: 'Stage' }, Value: 'a' }], 'unknown'],
    ['all given at deployment', { 'Fn::ImportValue': 'tags' }, 'unknown'],
    ['under a condition', { 'Fn::If': ['Prod', [{ Key: 'team', Value: 'a' }], []] }, 'unknown'],
    ['one under a condition', [{ 'Fn::If': ['Prod', { Key: 'team', Value: 'a' }, { Ref: 'AWS::NoValue' }] }], 'unknown'],
    ['of which one is nothing', [null, { Key: 'team', Value: 'a' }], 'allowed'],
  ])('%s', (_name, tags, decision) => expect(tagged(tags)).toBe(decision));
});

describe('a condition that compares with who asks', () => {
  const SUB = '${cognito-identity.amazonaws.com:sub}';
  const list = (...statements: unknown[]) => (context: object) => can(template(statements), 's3:ListBucket', 'arn:aws:s3:::files',
    context);
  const own = list(allow('s3:ListBucket', 'arn:aws:s3:::files', { StringEquals: { 's3:prefix': `${SUB}/` } }));
  const others = list(allow('s3:ListBucket', 'arn:aws:s3:::files'), deny('*', '*', { StringNotEquals: { 's3:prefix': `${SUB}/` } }));
  const me = { 'cognito-identity.amazonaws.com:sub': 'us-east-1:me' };

  test.each<[string, object, string]>([
    ['whom nobody told', { 's3:prefix': 'us-east-1:me/' }, 'unknown'],
    ['who could be nobody', { 's3:prefix': 'public' }, 'denied'],
    ['who is told', { 's3:prefix': 'us-east-1:me/', ...me }, 'allowed'],
    ['who is somebody else', { 's3:prefix': 'us-east-1:you/', ...me }, 'denied'],
  ])('%s', (_name, context, decision) => {
    expect(own(context)).toBe(decision);
    expect(others(context)).toBe(decision);
  });

  test('and takes anybody is known to hold', () =>
    expect(can(template([allow('s3:GetObject', 'arn:aws:s3:::files/*',
      { StringLike: { 'cognito-identity.amazonaws.com:sub': '*' } })]), 's3:GetObject', 'arn:aws:s3:::files/x')).toBe('allowed'));
});

describe('what is made under a condition', () => {
  const policy = (Condition: string) => ({
    Type: 'AWS::IAM::Policy',
    Condition,
    Properties: {
      PolicyName: 'x',
      Roles: [{ Ref: 'Guest' }],
      PolicyDocument: document(allow('s3:GetObject', 'arn:aws:s3:::files/*')),
    },
  });
  const under = (pool: string, guest: string, of: string) => {
    const written = template([], { Extra: policy(of) });
    for (const id of ['Ids', 'Attach', 'Member']) written.Resources[id].Condition = pool;
    written.Resources.Guest.Condition = guest;
    return written;
  };

  test.each<[string, string, string]>([
    ['Prod', 'Prod', 'allowed'], ['Prod', 'Either', 'allowed'], ['Either', 'Prod', 'unknown'], ['Prod', 'Big', 'unknown'], ['Either',
      'Either', 'allowed'],
  ])('a role under %s has a policy under %s: %s', (guest, of, decision) =>
    expect(can(under(guest, guest, of), 's3:GetObject', 'arn:aws:s3:::files/x', {}, 'Guest')).toBe(decision));

  test.each<[string, string, string]>([['Prod', 'Either', 'role'], ['Either', 'Either', 'role'], ['Either', 'Prod', 'unknown'],
    ['Neither', 'Prod', 'error']])(
    'a pool under %s gives a role under %s: %s', (pool, guest, outcome) =>
      expect(AccessModel.fromTemplate(under(pool, guest, 'Prod')).becomes({}).outcome).toBe(outcome));
});

describe('a resource that may be the one that is asked about', () => {
  test.each<[string, object, string, string]>([
    ['AWS::EFS::FileSystem', {}, 'Arn', 'arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-12345678'],
    ['AWS::ECR::Repository', {}, 'Arn', 'arn:aws:ecr:us-east-1:123456789012:repository/live-made-1b2c3d4e5f6a'],
    ['AWS::OpenSearchServerless::Collection', { Name: 'c' }, 'Arn',
      'arn:aws:aoss:us-east-1:123456789012:collection/abcdef0123456789abcd'],
    ['AWS::Bedrock::KnowledgeBase', {}, 'KnowledgeBaseArn', 'arn:aws:bedrock:us-east-1:123456789012:knowledge-base/ABCDEFGHIJ'],
    ['AWS::SQS::Queue', { QueueName: { 'Fn::Sub': '${AWS::StackName}-jobs' } }, 'Arn', 'arn:aws:sqs:us-east-1:123456789012:prod-jobs'],
  ])('is %s %j', (Type, Properties, attribute, asked) => {
    const service = asked.split(':')[2];
    const written = template([allow(`${service}:*`, { 'Fn::GetAtt': ['Made', attribute] })], { Made: { Type, Properties } });
    expect(can(written, `${service}:Anything`, asked)).toBe('unknown');
    expect(can(template([allow(`${service}:*`, 'arn:aws:s3:::files')], { Made: { Type, Properties } }), `${service}:Anything`,
      asked)).toBe('denied');
  });

  test('is not one whose name does not fit that of the stack', () => {
    const Made = { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::Sub': '${AWS::StackName}-jobs' } } };
    const written = template([allow('sqs:*', { 'Fn::GetAtt': ['Made', 'Arn'] })], { Made });
    expect(can(written, 'sqs:SendMessage', 'arn:aws:sqs:us-east-1:123456789012:prod-mails')).toBe('denied');
  });
});

test('a group of which it is not known whose it is may give its role', () => {
  const Team = {
    Type: 'AWS::Cognito::UserPoolGroup',
    Properties: {
      UserPoolId: { Ref: 'Stage' },
      GroupName: 'team',
      RoleArn: { 'Fn::GetAtt': ['Guest', 'Arn'] },
    },
  };
  const written = template([], { Team });
  written.Resources.Attach.Properties.RoleMappings = {
    web: { IdentityProvider: { 'Fn::Sub': '${Users.ProviderName}:${Web}' }, Type: 'Token', AmbiguousRoleResolution: 'Deny' },
  };
  const model = AccessModel.fromTemplate(written);
  const becomes = (groups: string[]) => model.becomes({ logins: { 'userpool:Users:Web': { 'cognito:groups': groups } } }).outcome;
  expect(becomes(['team'])).toBe('unknown');
  expect(becomes(['others'])).toBe('denied');
});

describe('a policy on a resource that is not evaluated is said', () => {
  const who = { AWS: { 'Fn::GetAtt': ['Member', 'Arn'] } };
  const policy = (Action: string) => document({ Effect: 'Allow', Principal: who, Action, Resource: '*' });
  test.each<[string, object, string, string]>([
    ['AWS::Backup::BackupVault', { AccessPolicy: policy('backup:*') }, 'backup:StartRestoreJob',
      'arn:aws:backup:us-east-1:123456789012:backup-vault:v'],
    ['AWS::MSK::ClusterPolicy', { Policy: policy('kafka-cluster:*') }, 'kafka-cluster:WriteData',
      'arn:aws:kafka:us-east-1:123456789012:topic/c/u/t'],
    ['AWS::CodeArtifact::Domain', { PermissionsPolicyDocument: policy('codeartifact:*') }, 'codeartifact:GetAuthorizationToken',
      'arn:aws:codeartifact:us-east-1:123456789012:domain/d'],
  ])('%s', (Type, Properties, action, resource) => {
    expect(can(template([], { Policy: { Type, Properties } }), action, resource)).toBe('unknown');
    expect(can(template(), action, resource)).toBe('denied');
  });
});

test('booleans are read however their letters are written', () => {
  const written = template();
  written.Resources.Ids.Properties.AllowUnauthenticatedIdentities = 'True';
  expect(AccessModel.fromTemplate(written).becomes({}).outcome).toBe('role');
});
