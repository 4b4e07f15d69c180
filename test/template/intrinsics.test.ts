import { Assembly } from '../../src/template/assembly';
import { checkTemplate, LoadedTemplate } from '../../src/template/text/load';
import { possibleValues } from '../../src/template/values';

const REST = {
  Parameters: {
    Plain: { Type: 'String' },
    Named: { Type: 'String', Default: 'photos' },
    Many: { Type: 'CommaDelimitedList', Default: 'a, b' },
    Stage: { Type: 'String', AllowedValues: ['dev', 'prod'] },
    One: { Type: 'String', AllowedValues: ['only'] },
    Looked: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/a/b' },
  },
  Mappings: { Names: { 'us-east-1': { bucket: 'b1' }, 'prod': { bucket: 'b2' } } },
  Conditions: {
    Prod: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
    Same: { 'Fn::Equals': ['x', 'x'] },
    Differ: { 'Fn::Not': [{ Condition: 'Same' }] },
    Either: { 'Fn::Or': [{ Condition: 'Prod' }, { Condition: 'Same' }] },
    Both: { 'Fn::And': [{ Condition: 'Prod' }, { Condition: 'Differ' }] },
    Maybe: { 'Fn::And': [{ Condition: 'Prod' }, { Condition: 'Same' }] },
    NotProd: { 'Fn::Not': [{ Condition: 'Prod' }] },
    Here: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] },
    Loop: { Condition: 'Loop' },
  },
};

function resolve(value: unknown, more: Partial<LoadedTemplate> = {}, resources: object = {}): unknown {
  const body = checkTemplate({ Resources: resources, ...REST }, 'test');
  return new Assembly([{ name: 'test', body, ...more }]).scopes[0].resolve(value);
}

const opaque = (why: string) => expect.objectContaining({ 'Fn::Unresolved': expect.stringContaining(why) });

test.each<[string, unknown, unknown]>([
  ['Ref of a parameter with a default', { Ref: 'Named' }, 'photos'],
  ['Ref of a list parameter', { Ref: 'Many' }, ['a', 'b']],
  ['Ref of a parameter without a default', { Ref: 'Plain' }, opaque('Plain')],
  ['Ref of a parameter with allowed values', { Ref: 'Stage' }, { 'Fn::Alternatives': ['prod', 'dev'], 'Key': 'test/Prod' }],
  ['Ref of a parameter with one allowed value', { Ref: 'One' }, 'only'],
  ['Ref of a looked-up parameter', { Ref: 'Looked' }, opaque('Parameter Store')],
  ['Ref of nothing', { Ref: 'Nothing' }, opaque('neither')],
  ['Ref that is malformed', { Ref: ['x'] }, opaque('malformed')],
  [
    'pseudo parameters', [{ Ref: 'AWS::Partition' }, { Ref: 'AWS::AccountId' }, { Ref: 'AWS::StackName' }, { Ref: 'AWS::NoValue' }],
    ['aws', '123456789012', 'test'],
  ],
  ['URL suffix and stack id', { a: { Ref: 'AWS::URLSuffix' }, b: { Ref: 'AWS::StackId' }, c: { Ref: 'AWS::NoValue' } },
    { a: 'amazonaws.com', b: 'arn:aws:cloudformation:us-east-1:123456789012:stack/test/0' }],
  ['notification ARNs', { Ref: 'AWS::NotificationARNs' }, opaque('NotificationARNs')],
  ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'Named' }, 1]] }, 'a-photos-1'],
  ['Join of a list', { 'Fn::Join': [',', { Ref: 'Many' }] }, 'a,b'],
  ['Join with something unknown', { 'Fn::Join': ['', ['a', { Ref: 'Plain' }]] }, opaque('Plain')],
  ['Join that is malformed', { 'Fn::Join': ['-'] }, opaque('malformed')],
  ['Join by an object', { 'Fn::Join': [{ a: 1, b: 2 }, ['a', 'b']] }, opaque('malformed')],
  ['Join by nothing', { 'Fn::Join': [null, ['a', 'b']] }, opaque('malformed')],
  ['Join by what is malformed', { 'Fn::Join': [{ 'Fn::If': [] }, ['a', 'b']] }, opaque('malformed')],
  ['Join of objects', { 'Fn::Join': ['-', [{ a: 1, b: 2 }]] }, opaque('malformed')],
  ['Join into a dynamic reference', { 'Fn::Join': ['', ['{{resolve', ':ssm:x}}']] }, opaque('looked up')],
  [
    'Join of alternatives', { 'Fn::Join': ['', ['x-', { Ref: 'Stage' }]] },
    { 'Fn::Alternatives': ['x-prod', 'x-dev'], 'Key': 'test/Prod' },
  ],
  ['Sub', { 'Fn::Sub': '${Named}/${!Kept}/${AWS::Region}' }, 'photos/${Kept}/us-east-1'],
  ['Sub with variables', { 'Fn::Sub': ['${A}-${Named}', { A: { Ref: 'Named' } }] }, 'photos-photos'],
  ['Sub of something unknown', { 'Fn::Sub': 'x${Plain}' }, opaque('Plain')],
  ['Sub into a dynamic reference', { 'Fn::Sub': '{{resolve:ssm:${Named}}}' }, opaque('looked up')],
  ['Sub that is malformed', { 'Fn::Sub': {} }, opaque('malformed')],
  ['Select', { 'Fn::Select': [1, ['a', 'b']] }, 'b'],
  ['Select beside something unknown', { 'Fn::Select': ['0', ['a', { Ref: 'Plain' }]] }, 'a'],
  ['Select beyond the end', { 'Fn::Select': [2, ['a']] }, opaque('no item')],
  ['Select from something unknown', { 'Fn::Select': [0, { Ref: 'Plain' }] }, opaque('Plain')],
  ['Select by something unknown', { 'Fn::Select': [{ Ref: 'Plain' }, ['a']] }, opaque('Plain')],
  ['Select that is malformed', { 'Fn::Select': 'x' }, opaque('malformed')],
  ['Split', { 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b'] }] }, 'b'],
  ['Split that is malformed', { 'Fn::Split': [':'] }, opaque('malformed')],
  ['FindInMap', { 'Fn::FindInMap': ['Names', { Ref: 'AWS::Region' }, 'bucket'] }, 'b1'],
  ['FindInMap of nothing', { 'Fn::FindInMap': ['Names', 'mars', 'bucket'] }, opaque('Names/mars/bucket')],
  ['FindInMap with a default', { 'Fn::FindInMap': ['Names', 'mars', 'bucket', { DefaultValue: { Ref: 'Named' } }] }, 'photos'],
  ['FindInMap of something unknown', { 'Fn::FindInMap': ['Names', { Ref: 'Plain' }, 'bucket'] }, opaque('Plain')],
  ['FindInMap that is malformed', { 'Fn::FindInMap': ['Names'] }, opaque('malformed')],
  ['If with both branches', { 'Fn::If': ['Prod', 'p', 'd'] }, { 'Fn::Alternatives': ['p', 'd'], 'Key': 'test/Prod' }],
  ['If with equal branches', { 'Fn::If': ['Prod', 'x', 'x'] }, 'x'],
  ['If that is decided', [{ 'Fn::If': ['Same', 'y', 'n'] }, { 'Fn::If': ['Differ', 'y', 'n'] }], ['y', 'n']],
  ['If by Or and And', [{ 'Fn::If': ['Either', 'y', 'n'] }, { 'Fn::If': ['Both', 'y', 'n'] }], ['y', 'n']],
  ['If by an And that is open', { 'Fn::If': ['Maybe', 'y', 'n'] }, { 'Fn::Alternatives': ['y', 'n'], 'Key': 'test/Prod' }],
  ['If by a Not that is open', { 'Fn::If': ['NotProd', 'y', 'n'] }, { 'Fn::Alternatives': ['n', 'y'], 'Key': 'test/Prod' }],
  ['If by a region that is not known', { 'Fn::If': ['Here', 'y', 'n'] }, { 'Fn::Alternatives': ['y', 'n'], 'Key': 'test/Here' }],
  ['If by a condition of itself', { 'Fn::If': ['Loop', 'y', 'n'] }, { 'Fn::Alternatives': ['y', 'n'], 'Key': 'test/Loop' }],
  ['If that is malformed', { 'Fn::If': ['Prod'] }, opaque('malformed')],
  ['ImportValue', { 'Fn::ImportValue': 'elsewhere' }, opaque('elsewhere')],
  ['ImportValue that is malformed', { 'Fn::ImportValue': ['x'] }, opaque('malformed')],
  ['Base64', { 'Fn::Base64': 'a' }, 'YQ=='],
  ['Base64 that is malformed', { 'Fn::Base64': [] }, opaque('malformed')],
  ['Length', { 'Fn::Length': { Ref: 'Many' } }, 2],
  ['Length that is malformed', { 'Fn::Length': 'x' }, opaque('malformed')],
  ['ToJsonString', { 'Fn::ToJsonString': { a: 1 } }, '{"a":1}'],
  ['GetAZs', { 'Fn::GetAZs': '' }, opaque('Fn::GetAZs')],
  ['a dynamic reference', '{{resolve:secretsmanager:x}}', opaque('looked up')],
  ['GetAtt of nothing', { 'Fn::GetAtt': ['Nothing', 'Arn'] }, opaque('not a resource')],
  ['GetAtt that is malformed', { 'Fn::GetAtt': 'Nothing' }, opaque('malformed')],
  ['a condition block is no function', { Condition: { StringEquals: { a: 'b' } } }, { Condition: { StringEquals: { a: 'b' } } }],
])('%s', (_, value, expected) => {
  expect(resolve(value)).toEqual(expected);
});

test('a given parameter decides its conditions', () => {
  expect(resolve({ 'Fn::If': ['Prod', 'p', 'd'] }, { parameters: { Stage: 'prod' } })).toBe('p');
});

test('a known region decides its conditions and the partition', () => {
  expect(resolve({ 'Fn::If': ['Here', 'y', 'n'] }, { region: 'us-east-1' })).toBe('y');
  expect(resolve({ 'Fn::Sub': '${AWS::Partition} ${AWS::URLSuffix}' }, { region: 'cn-north-1' })).toBe('aws-cn amazonaws.com.cn');
  expect(resolve({ Ref: 'AWS::Partition' }, { region: 'us-gov-west-1', account: '111122223333' })).toBe('aws-us-gov');
});

test('a condition is decided the same way in all places', () => {
  const value = resolve([{ 'Fn::If': ['Prod', 'p', 'd'] }, { 'Fn::If': ['Prod', { Ref: 'AWS::NoValue' }, 'extra'] }]);
  expect(possibleValues(value)).toEqual([['p'], ['d', 'extra']]);
});

test('alternatives inside alternatives are tried all', () => {
  const value = resolve({ a: { 'Fn::If': ['Prod', { 'Fn::If': ['Here', '1', '2'] }, '3'] }, b: { Ref: 'Stage' } });
  expect(possibleValues(value)).toEqual([{ a: '1', b: 'prod' }, { a: '2', b: 'prod' }, { a: '3', b: 'dev' }]);
});

test('what hangs on one condition by two names is tried together', () => {
  const value = resolve({ a: { 'Fn::If': ['Prod', { 'Fn::If': ['Maybe', '1', '2'] }, '3'] }, b: { Ref: 'Stage' } });
  expect(possibleValues(value)).toEqual([{ a: '1', b: 'prod' }, { a: '3', b: 'dev' }]);
});

test('too many combinations are not tried', () => {
  const conditions = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`C${i}`, { 'Fn::Equals': [{ Ref: `P${i}` }, 'x'] }]));
  const Parameters = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`P${i}`, { Type: 'String' }]));
  const body = checkTemplate({ Resources: {}, ...REST, Conditions: conditions, Parameters }, 'test');
  const scope = new Assembly([{ name: 'test', body }]).scopes[0];
  const choices = Object.keys(conditions).map(name => ({ 'Fn::If': [name, 'a', 'b'] }));
  expect(possibleValues(scope.resolve(choices))).toEqual([opaque('too many')]);
  expect(scope.resolve({ 'Fn::Join': ['', choices] })).toEqual(opaque('too many'));
});

describe('resources', () => {
  const resources = {
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { Ref: 'Named' } } },
    Other: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { Ref: 'Plain' } } },
    Queue: { Type: 'AWS::SQS::Queue' },
    Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 't' } },
    Role: { Type: 'AWS::IAM::Role', Properties: { Path: '/app/', RoleName: 'r' } },
    Policy: { Type: 'AWS::IAM::ManagedPolicy' },
    Users: { Type: 'AWS::Cognito::UserPool' },
    Client: { Type: 'AWS::Cognito::UserPoolClient' },
    Identities: { Type: 'AWS::Cognito::IdentityPool' },
    Topic: { Type: 'AWS::SNS::Topic' },
    Key: { Type: 'AWS::KMS::Key' },
    Logs: { Type: 'AWS::Logs::LogGroup' },
    Api: { Type: 'AWS::AppSync::GraphQLApi' },
    Oidc: { Type: 'AWS::IAM::OIDCProvider', Properties: { Url: { Ref: 'Plain' } } },
    Secret: { Type: 'AWS::SecretsManager::Secret' },
    Machine: { Type: 'AWS::StepFunctions::StateMachine' },
    Custom: { Type: 'Custom::Thing' },
    Map: { Type: 'Custom::AWSCDKCfnJson', Properties: { Value: '{"a":"b"}' } },
    Broken: { Type: 'Custom::AWSCDKCfnJson', Properties: { Value: '{' } },
    Empty: { Type: 'Custom::AWSCDKCfnJson' },
    Strange: { Type: 'AWS::Strange::Thing' },
    Loop: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::GetAtt': ['Loop', 'Arn'] } } },
  };

  test.each<[string, string | undefined, unknown]>([
    ['Bucket', undefined, 'photos'],
    ['Bucket', 'Arn', 'arn:aws:s3:::photos'],
    ['Other', 'Arn', 'arn:aws:s3:::Other'],
    ['Queue', undefined, 'https://sqs.us-east-1.amazonaws.com/123456789012/Queue'],
    ['Queue', 'Arn', 'arn:aws:sqs:us-east-1:123456789012:Queue'],
    ['Table', 'Arn', 'arn:aws:dynamodb:us-east-1:123456789012:table/t'],
    ['Table', 'StreamArn', expect.stringContaining(':table/t/stream/')],
    ['Role', undefined, 'r'],
    ['Role', 'Arn', 'arn:aws:iam::123456789012:role/app/r'],
    ['Role', 'RoleId', 'AROAROLE'],
    ['Policy', undefined, 'arn:aws:iam::123456789012:policy/Policy'],
    ['Users', undefined, 'us-east-1_Users'],
    ['Users', 'Arn', 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_Users'],
    ['Users', 'ProviderName', 'cognito-idp.us-east-1.amazonaws.com/us-east-1_Users'],
    ['Users', 'ProviderURL', 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Users'],
    ['Client', undefined, 'Client'],
    ['Client', 'ClientId', 'Client'],
    ['Identities', undefined, expect.stringMatching(/^us-east-1:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)],
    ['Identities', 'Id', expect.stringMatching(/^us-east-1:/)],
    ['Topic', undefined, 'arn:aws:sns:us-east-1:123456789012:Topic'],
    ['Key', undefined, 'Key'],
    ['Key', 'Arn', 'arn:aws:kms:us-east-1:123456789012:key/Key'],
    ['Logs', 'Arn', 'arn:aws:logs:us-east-1:123456789012:log-group:Logs:*'],
    ['Api', 'Arn', 'arn:aws:appsync:us-east-1:123456789012:apis/Api'],
    ['Api', 'ApiId', 'Api'],
    ['Api', undefined, 'arn:aws:appsync:us-east-1:123456789012:apis/Api'],
    ['Oidc', undefined, opaque('Plain')],
    ['Secret', undefined, 'arn:aws:secretsmanager:us-east-1:123456789012:secret:Secret-AbCdEf'],
    ['Machine', undefined, 'arn:aws:states:us-east-1:123456789012:stateMachine:Machine'],
    ['Custom', 'Arn', opaque('custom resource')],
    ['Map', 'Value', { a: 'b' }],
    ['Broken', 'Value', opaque('not JSON')],
    ['Empty', 'Value', opaque('no Value')],
    ['Strange', undefined, 'Strange'],
    ['Strange', 'Name', 'Strange.Name'],
    ['Strange', 'Arn', 'arn:aws:strange:us-east-1:123456789012:Strange'],
    ['Strange', 'OtherArn', 'arn:aws:strange:us-east-1:123456789012:OtherArn/Strange'],
    ['Loop', 'Arn', 'arn:aws:s3:::Loop'],
  ])('%s %s', (logicalId, attribute, expected) => {
    expect(resolve(attribute ? { 'Fn::GetAtt': [logicalId, attribute] } : { Ref: logicalId }, {}, resources)).toEqual(expected);
  });
});

describe('templates together', () => {
  const exporter = {
    Resources: {}, Outputs: { Out: { Value: 'shared', Export: { Name: { 'Fn::Sub': '${AWS::StackName}-x' } } }, Own: { Value: 'own' } },
  };
  const parent = {
    Resources: {
      Child: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { Given: { Ref: 'Named' }, List: 'a,b' } } },
      Unread: { Type: 'AWS::CloudFormation::Stack' },
    },
    Parameters: REST.Parameters,
  };
  const child = {
    Resources: {},
    Parameters: { Given: { Type: 'String' }, List: { Type: 'List<String>' }, Missing: { Type: 'String', Default: 'd' } },
    Outputs: { Out: { Value: { Ref: 'Given' } }, Loop: { Value: { Ref: 'Given' } } },
  };
  const scopes = new Assembly([
    { name: 'A', body: checkTemplate(exporter, 'A') },
    { name: 'P', body: checkTemplate(parent, 'P') },
    { name: 'P/Child', body: checkTemplate(child, 'C'), nestedIn: { template: 'P', logicalId: 'Child' } },
  ]).scopes;

  test('what one exports, another imports', () => {
    expect(scopes[1].resolve({ 'Fn::ImportValue': 'A-x' })).toBe('shared');
  });

  test('an export is seen in its own region only, and must be the only one of its name', () => {
    const importer = { name: 'I', body: checkTemplate({ Resources: {} }, 'I'), region: 'eu-west-1' };
    const body = checkTemplate({ Resources: {}, Outputs: { Out: { Value: { Ref: 'AWS::Region' }, Export: { Name: 'x' } } } }, 'E');
    const there = (...regions: string[]) => new Assembly([importer, ...regions.map((region, i) => ({ name: `E${i}`, body, region }))])
      .scopes[0].resolve({ 'Fn::ImportValue': 'x' });
    expect(there('us-east-1', 'eu-west-1')).toBe('eu-west-1');
    expect(there('us-east-1')).toEqual(opaque('no template'));
    expect(there('eu-west-1', 'eu-west-1')).toEqual(opaque('several templates'));
  });

  test('a nested stack gets its parameters and gives its outputs', () => {
    expect(scopes[1].resolve({ 'Fn::GetAtt': ['Child', 'Outputs.Out'] })).toBe('photos');
    expect(scopes[2].resolve([{ Ref: 'List' }, { Ref: 'Missing' }])).toEqual([['a', 'b'], 'd']);
    expect(scopes[1].resolve({ 'Fn::GetAtt': 'Child.Outputs.None' })).toEqual(opaque('no output'));
    expect(scopes[1].resolve({ 'Fn::GetAtt': ['Unread', 'Outputs.Out'] })).toEqual(opaque('was not read'));
  });
});
