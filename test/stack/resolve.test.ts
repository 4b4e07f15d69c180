import { Resolver } from '../../verify/python-layer/stacks/resolve';

const template = {
  Parameters: { Stage: { Type: 'String', Default: 'dev' }, Given: { Type: 'String' } },
  Mappings: { Sizes: { dev: { length: 8 } } },
  Conditions: {
    IsDev: { 'Fn::Equals': [{ Ref: 'Stage' }, 'dev'] },
    IsProd: { 'Fn::Not': [{ Condition: 'IsDev' }] },
    Both: { 'Fn::And': [{ Condition: 'IsDev' }, { Condition: 'IsProd' }] },
    Either: { 'Fn::Or': [{ Condition: 'IsDev' }, { Condition: 'IsProd' }] },
  },
  Resources: {
    Pool: { Type: 'AWS::Cognito::UserPool' },
    Role: { Type: 'AWS::IAM::Role' },
    Gone: { Type: 'AWS::S3::Bucket' },
  },
};
const resolver = new Resolver(template, {
  stackName: 'stack',
  stackId: 'stack-id',
  region: 'us-east-1',
  account: '123456789012',
  physicalIds: { Pool: 'us-east-1_abc', Role: 'role-name' },
  attributes: { Role: { Arn: 'arn:aws:iam::123456789012:role/path/role-name' } },
  exports: { shared: 'value' },
});

describe('intrinsic functions, from what is known of a stack', () => {
  test.each([
    ['plain values', { a: [1, 'x', null] }, { a: [1, 'x', null] }],
    ['a resource', { Ref: 'Pool' }, 'us-east-1_abc'],
    ['a parameter', { Ref: 'Stage' }, 'dev'],
    [
      'pseudo parameters',
      { 'Fn::Join': ['/', [{ Ref: 'AWS::Partition' }, { Ref: 'AWS::Region' }, { Ref: 'AWS::AccountId' }, { Ref: 'AWS::StackName' }]] },
      'aws/us-east-1/123456789012/stack',
    ],
    ['an attribute by its format', { 'Fn::GetAtt': ['Pool', 'ProviderName'] }, 'cognito-idp.us-east-1.amazonaws.com/us-east-1_abc'],
    ['an attribute in the short form', { 'Fn::GetAtt': 'Pool.Arn' }, 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_abc'],
    ['an attribute that was described', { 'Fn::GetAtt': ['Role', 'Arn'] }, 'arn:aws:iam::123456789012:role/path/role-name'],
    [
      'a substitution', { 'Fn::Sub': '${Pool}:${Role.Arn}:${!literal}' },
      'us-east-1_abc:arn:aws:iam::123456789012:role/path/role-name:${literal}',
    ],
    ['a substitution with values', { 'Fn::Sub': ['${x}-${AWS::Region}', { x: { Ref: 'Stage' } }] }, 'dev-us-east-1'],
    ['split and select', { 'Fn::Select': ['1', { 'Fn::Split': ['_', { Ref: 'Pool' }] }] }, 'abc'],
    ['a mapping', { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'length'] }, 8],
    ['an import', { 'Fn::ImportValue': 'shared' }, 'value'],
    ['a condition that holds', { 'Fn::If': ['IsDev', 'yes', 'no'] }, 'yes'],
    ['a condition that does not hold', { 'Fn::If': ['IsProd', 'yes', 'no'] }, 'no'],
    ['no value', { a: { 'Fn::If': ['IsProd', 'yes', { Ref: 'AWS::NoValue' }] }, b: [{ Ref: 'AWS::NoValue' }, 'x'] }, { b: ['x'] }],
    ['no value at all', { Ref: 'AWS::NoValue' }, undefined],
    ['a policy statement with a condition', { Condition: { StringEquals: { a: 'b' } } }, { Condition: { StringEquals: { a: 'b' } } }],
  ])('resolves %s', (_, value, expected) => {
    expect(resolver.resolve(value)).toEqual(expected);
  });

  test('knows which conditions hold', () => {
    expect(['IsDev', 'IsProd', 'Both', 'Either', 'Unknown'].map(name => resolver.holds(name))).toEqual([true, false, false, true, false]);
  });

  test.each([
    [{ Ref: 'Nothing' }, 'Ref Nothing'],
    [{ Ref: 'Given' }, 'Ref Given'],
    [{ 'Fn::GetAtt': ['Pool', 'Colour'] }, 'Fn::GetAtt Pool.Colour'],
    [{ 'Fn::GetAtt': ['Gone', 'Arn'] }, 'Fn::GetAtt Gone.Arn'],
    [{ 'Fn::FindInMap': ['Sizes', 'prod', 'length'] }, 'Fn::FindInMap Sizes.prod.length'],
    [{ 'Fn::ImportValue': 'private' }, 'Fn::ImportValue private'],
    [{ 'Fn::Transform': {} }, 'Fn::Transform'],
  ])('fails on %j instead of guessing', (value, message) => {
    expect(() => resolver.resolve(value)).toThrow(message);
  });
});
