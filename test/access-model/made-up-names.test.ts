import { allow, role, template } from './fixture';
import { AccessModel } from '../../src/access-model';

const arn = (id: string, suffix: string) => ({ 'Fn::Join': ['', [{ 'Fn::GetAtt': [id, 'Arn'] }, suffix]] });
const deny = (action: string, resource: unknown) => ({ ...allow(action, resource), Effect: 'Deny' });
const modelOf = (statements: object[], resources: Record<string, object>, rest: object = {}) =>
  AccessModel.fromTemplate(template({ resources: { Members: role('authenticated', statements), ...resources }, rest }));
const parameters = (...names: string[]) => ({ Parameters: Object.fromEntries(names.map(name => [name, { Type: 'String', Default: '' }])) });

describe('a resource that CloudFormation names', () => {
  const bucket = { Photos: { Type: 'AWS::S3::Bucket' } };
  const read = [allow('s3:GetObject', arn('Photos', '/public/*'))];

  test.each([
    ['may be one with a name as CloudFormation makes them', 'arn:aws:s3:::live-photos-1b2c3d4e5f6a/public/cat.jpg', 'unknown'],
    ['may be one of a stack within another', 'arn:aws:s3:::live-inner-1x2y3z-photos-1b2c3d4e5f6a/public/cat.jpg', 'unknown'],
    ['is not one whose name nobody makes up', 'arn:aws:s3:::harbour-photos/public/cat.jpg', 'denied'],
    ['is not one named for another resource', 'arn:aws:s3:::live-thumbs-1b2c3d4e5f6a/public/cat.jpg', 'denied'],
    ['has its path judged all the same', 'arn:aws:s3:::live-photos-1b2c3d4e5f6a/private/cat.jpg', 'denied'],
    ['is not of another service', 'arn:aws:sqs:us-east-1:123456789012:live-photos-1b2c3d4e5f6a', 'denied'],
    ['keeps its answer when it is asked for itself', 'arn:aws:s3:::Photos/public/cat.jpg', 'allowed'],
    ['keeps its refusal when it is asked for itself', 'arn:aws:s3:::Photos/private/cat.jpg', 'denied'],
  ])('%s', (_, resource, decision) => {
    expect(modelOf(read, bucket).can('Members', 's3:GetObject', resource).decision).toBe(decision);
  });

  test('says which resource it may be', () => {
    expect(modelOf(read, bucket).can('Members', 's3:GetObject', 'arn:aws:s3:::live-photos-1b2c3d4e5f6a/public/a').reason)
      .toMatch(/^Photos gets its name at deployment and may be arn:.*: then it is allowed \(.*\), else denied/);
  });

  test('may be denied what everything else is allowed', () => {
    const model = modelOf([allow('s3:GetObject', '*'), deny('s3:GetObject', arn('Photos', '/private/*'))], bucket);
    expect(model.can('Members', 's3:GetObject', 'arn:aws:s3:::live-photos-1b2c3d4e5f6a/private/a').decision).toBe('unknown');
    expect(model.can('Members', 's3:GetObject', 'arn:aws:s3:::live-photos-1b2c3d4e5f6a/public/a').decision).toBe('allowed');
  });

  test('is no other resource of the template', () => {
    const resources = { ...bucket, Other: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'live-photos-1b2c3d4e5f6a' } } };
    expect(modelOf(read, resources).can('Members', 's3:GetObject', 'arn:aws:s3:::live-photos-1b2c3d4e5f6a/public/a').decision)
      .toBe('denied');
  });

  test.each<[string, string, string, unknown, string, string]>([
    ['table', 'AWS::DynamoDB::Table', 'dynamodb:GetItem', { 'Fn::GetAtt': ['Thing', 'Arn'] },
      'arn:aws:dynamodb:us-east-1:123456789012:table/live-Thing-1ABCDEFGHIJKL', 'arn:aws:dynamodb:us-east-1:123456789012:table/Orders'],
    ['index of a table', 'AWS::DynamoDB::Table', 'dynamodb:Query', arn('Thing', '/index/*'),
      'arn:aws:dynamodb:us-east-1:123456789012:table/live-Thing-1ABCDEFGHIJKL/index/byDate',
      'arn:aws:dynamodb:us-east-1:123456789012:table/Orders/index/byDate'],
    ['table by its reference', 'AWS::DynamoDB::Table', 'dynamodb:GetItem', {
      'Fn::Sub': 'arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Thing}',
    },
    'arn:aws:dynamodb:eu-west-1:111122223333:table/live-Thing-1ABCDEFGHIJKL',
    'arn:aws:dynamodb:eu-west-1:111122223333:table/live-Other-1ABCDEFGHIJKL'],
    ['queue', 'AWS::SQS::Queue', 'sqs:SendMessage', { 'Fn::GetAtt': ['Thing', 'Arn'] },
      'arn:aws:sqs:us-east-1:123456789012:live-Thing-AbCdEfGhIjKl', 'arn:aws:sqs:us-east-1:123456789012:orders'],
    ['topic', 'AWS::SNS::Topic', 'sns:Publish', { Ref: 'Thing' },
      'arn:aws:sns:us-east-1:123456789012:live-Thing-AbCdEfGhIjKl', 'arn:aws:sns:us-east-1:123456789012:orders'],
    ['function', 'AWS::Lambda::Function', 'lambda:InvokeFunction', { 'Fn::GetAtt': ['Thing', 'Arn'] },
      'arn:aws:lambda:us-east-1:123456789012:function:live-Thing-AbCdEfGhIjKl', 'arn:aws:lambda:us-east-1:123456789012:function:orders'],
    ['key', 'AWS::KMS::Key', 'kms:Decrypt', { 'Fn::GetAtt': ['Thing', 'Arn'] },
      'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab', 'arn:aws:kms:us-east-1:123456789012:other/orders'],
    ['log group', 'AWS::Logs::LogGroup', 'logs:PutLogEvents', { 'Fn::GetAtt': ['Thing', 'Arn'] },
      'arn:aws:logs:us-east-1:123456789012:log-group:live-Thing-AbCdEfGhIjKl:log-stream:a',
      'arn:aws:logs:us-east-1:123456789012:log-group:/aws/a:log-stream:a'],
    ['secret', 'AWS::SecretsManager::Secret', 'secretsmanager:GetSecretValue', { Ref: 'Thing' },
      'arn:aws:secretsmanager:us-east-1:123456789012:secret:Thing-x9XpMQgxRy3k-Zz9Yy8',
      'arn:aws:secretsmanager:us-east-1:123456789012:secret:db-Zz9Yy8'],
    ['role', 'AWS::IAM::Role', 'iam:PassRole', { 'Fn::GetAtt': ['Thing', 'Arn'] },
      'arn:aws:iam::123456789012:role/live-Thing-1ABCDEFGHIJKL', 'arn:aws:iam::123456789012:role/admin'],
    ['API', 'AWS::ApiGateway::RestApi', 'execute-api:Invoke', {
      'Fn::Sub': 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Thing}/*',
    },
    'arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5/prod/GET/a',
    'arn:aws:execute-api:us-east-1:123456789012:not-an-id/prod/GET/a'],
  ])('%s: may be the one that is asked about, or surely not', (_, Type, action, resource, maybe, never) => {
    const model = modelOf([allow(action, resource)], { Thing: { Type } });
    expect(model.can('Members', action, maybe).decision).toBe('unknown');
    expect(model.can('Members', action, never).decision).toBe('denied');
  });
});

describe('a parameter whose default is empty', () => {
  const access = (resource: unknown, asked: string, resources: Record<string, object> = {}) =>
    modelOf([allow('s3:GetObject', resource)], resources, parameters('Name')).can('Members', 's3:GetObject', asked).decision;

  test.each<[string, unknown, string, string]>([
    ['as a bucket', { 'Fn::Sub': 'arn:aws:s3:::${Name}/*' }, 'arn:aws:s3:::harbour/a', 'unknown'],
    ['as a bucket, joined', { 'Fn::Join': ['', ['arn:aws:s3:::', { Ref: 'Name' }, '/*']] }, 'arn:aws:s3:::harbour/a', 'unknown'],
    ['as a whole ARN', { Ref: 'Name' }, 'arn:aws:s3:::harbour/a', 'unknown'],
    ['as one word of a bucket', { 'Fn::Sub': 'arn:aws:s3:::${Name}-photos/*' }, 'arn:aws:s3:::harbour-photos/a', 'unknown'],
    ['as one word of another bucket', { 'Fn::Sub': 'arn:aws:s3:::${Name}-photos/*' }, 'arn:aws:s3:::harbour-thumbs/a', 'denied'],
    [
      'as a bucket, of which another path is allowed', { 'Fn::Sub': 'arn:aws:s3:::${Name}/public/*' }, 'arn:aws:s3:::harbour/private/a',
      'denied',
    ],
    ['as an optional beginning of a name', { 'Fn::Sub': 'arn:aws:s3:::${Name}photos/*' }, 'arn:aws:s3:::photos/a', 'allowed'],
    ['as an optional beginning of another name', { 'Fn::Sub': 'arn:aws:s3:::${Name}photos/*' }, 'arn:aws:s3:::thumbs/a', 'denied'],
    [
      'as an optional end of a name', { 'Fn::Join': ['', ['arn:aws:s3:::photos', { Ref: 'Name' }, '/*']] }, 'arn:aws:s3:::photos/a',
      'allowed',
    ],
  ])('%s', (_, resource, asked, decision) => expect(access(resource, asked)).toBe(decision));

  test('as the name of a bucket of the template', () => {
    const Photos = { Type: 'AWS::S3::Bucket', Properties: { BucketName: { Ref: 'Name' } } };
    expect(access(arn('Photos', '/*'), 'arn:aws:s3:::harbour/a', { Photos })).toBe('unknown');
    expect(access(arn('Photos', '/*'), 'arn:aws:s3:::Not_A_Bucket/a', { Photos })).toBe('denied');
  });

  test('as one word of the name of a bucket of the template', () => {
    const Photos = { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::Sub': '${Name}-photos' } } };
    expect(access(arn('Photos', '/*'), 'arn:aws:s3:::harbour-photos/a', { Photos })).toBe('unknown');
    expect(access(arn('Photos', '/*'), 'arn:aws:s3:::harbour-thumbs/a', { Photos })).toBe('denied');
  });

  test('that may be empty for good stays so', () => {
    const statements = [allow('s3:GetObject', { 'Fn::Sub': 'arn:aws:s3:::${Name}/*' })];
    const model = modelOf(statements, {}, { Parameters: { Name: { Type: 'String', Default: '', AllowedValues: ['', 'photos'] } } });
    expect(model.can('Members', 's3:GetObject', 'arn:aws:s3:::harbour/a').decision).toBe('denied');
  });

  test('denies perhaps what else is allowed', () => {
    const statements = [allow('s3:GetObject', '*'), deny('s3:GetObject', { 'Fn::Sub': 'arn:aws:s3:::${Name}/private/*' } as any)];
    const model = modelOf(statements, {}, parameters('Name'));
    expect(model.can('Members', 's3:GetObject', 'arn:aws:s3:::harbour/private/a').decision).toBe('unknown');
    expect(model.can('Members', 's3:GetObject', 'arn:aws:s3:::harbour/public/a').decision).toBe('allowed');
  });
});

test('a resource of which a part is not known is known for the rest', () => {
  const resource = { 'Fn::Sub': 'arn:aws:s3:::${Name}/${!aws:PrincipalTag/team}/{{resolve:ssm:x}}/*' };
  const model = modelOf([allow('s3:GetObject', resource)], {}, { Parameters: { Name: { Type: 'String' } } });
  expect(model.can('Members', 's3:GetObject', 'arn:aws:s3:::harbour/a/b/c').decision).toBe('unknown');
  expect(model.can('Members', 's3:GetObject', 'arn:aws:s3:::harbour/a').decision).toBe('denied');
});

test('a bucket that is named on a condition may have either name', () => {
  const Photos = {
    Type: 'AWS::S3::Bucket',
    Properties: { BucketName: { 'Fn::If': ['Named', 'harbour-photos', { Ref: 'AWS::NoValue' }] } },
  };
  const rest = { Parameters: { P: { Type: 'String' } }, Conditions: { Named: { 'Fn::Equals': [{ Ref: 'P' }, 'yes'] } } };
  const model = modelOf([allow('s3:GetObject', arn('Photos', '/*'))], { Photos }, rest);
  const asked = [
    'harbour-photos', 'live-photos-1b2c3d4e5f6a', 'harbour-thumbs',
  ].map(name => model.can('Members', 's3:GetObject', `arn:aws:s3:::${name}/a`).decision);
  expect(asked).toEqual(['unknown', 'unknown', 'denied']);
});

describe('a resource with a name, where nobody says in which account and region it is', () => {
  const orders = { Orders: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'orders' } } };
  const model = modelOf([allow('sqs:SendMessage', { 'Fn::GetAtt': ['Orders', 'Arn'] })], orders);
  test.each([
    ['arn:aws:sqs:us-east-1:123456789012:orders', 'allowed'],
    ['arn:aws:sqs:eu-west-1:111122223333:orders', 'unknown'],
    ['arn:aws:sqs:eu-west-1:111122223333:invoices', 'denied'],
  ])('%s', (asked, decision) => expect(model.can('Members', 'sqs:SendMessage', asked).decision).toBe(decision));
});

test('a secret has an ending that nobody knows', () => {
  const Db = { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'app/db' } };
  const model = modelOf([allow('secretsmanager:GetSecretValue', { Ref: 'Db' })], { Db });
  const asked = ['app/db-Zz9Yy8', 'app/other-Zz9Yy8', 'app/db-AbCdEf'].map(name =>
    model.can('Members', 'secretsmanager:GetSecretValue', `arn:aws:secretsmanager:us-east-1:123456789012:secret:${name}`).decision);
  expect(asked).toEqual(['unknown', 'denied', 'allowed']);
});

test('a list of ARNs that is empty by default', () => {
  const rest = { Parameters: { Arns: { Type: 'CommaDelimitedList', Default: '' } } };
  expect(modelOf([allow('s3:GetObject', { Ref: 'Arns' })], {}, rest).can('Members', 's3:GetObject', 'arn:aws:s3:::a/b').decision)
    .toBe('unknown');
});
