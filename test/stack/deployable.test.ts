import { deployable } from '../../verify/python-layer/stacks/deployable';

const template = {
  Parameters: { BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>' }, Stage: { Type: 'String', Default: 'dev' } },
  Rules: { CheckBootstrapVersion: {} },
  Resources: {
    Albums: { Type: 'AWS::DynamoDB::GlobalTable' },
    Policy: {
      Type: 'AWS::IAM::Policy',
      DependsOn: ['Albums', 'Role'],
      Properties: {
        Resource: [
          { 'Fn::GetAtt': ['Albums', 'Arn'] }, { 'Fn::GetAtt': 'Albums.Arn' }, { Ref: 'Albums' }, { 'Fn::GetAtt': ['Role', 'Arn'] },
        ],
      },
    },
    Role: { Type: 'AWS::IAM::Role', DependsOn: 'Albums' },
    Branding: { Type: 'AWS::Cognito::ManagedLoginBranding' },
  },
};

describe('the deployed copy of a template', () => {
  const copy = deployable(template, new Set(['AWS::DynamoDB::GlobalTable', 'AWS::Cognito::ManagedLoginBranding']));

  test('leaves out the given types, by name', () => {
    expect(Object.keys(copy.template.Resources)).toEqual(['Policy', 'Role']);
    expect(copy.exclusions).toEqual([
      'Albums (AWS::DynamoDB::GlobalTable), references to it are fixed values',
      'Branding (AWS::Cognito::ManagedLoginBranding)',
    ]);
    expect(copy.removedTypes).toEqual(new Set(['AWS::DynamoDB::GlobalTable', 'AWS::Cognito::ManagedLoginBranding']));
  });

  test('puts fixed values in place of references to them, and keeps other references', () => {
    const arn = 'arn:aws:dynamodb:us-east-1:123456789012:globaltable/not-deployed-Albums';
    expect(copy.template.Resources.Policy.Properties)
      .toEqual({ Resource: [arn, arn, 'not-deployed-Albums', { 'Fn::GetAtt': ['Role', 'Arn'] }] });
  });

  test('keeps the other dependencies', () => {
    expect(copy.template.Resources.Policy.DependsOn).toEqual(['Role']);
    expect(copy.template.Resources.Role).toEqual({ Type: 'AWS::IAM::Role' });
  });

  test('needs no bootstrapped account, and keeps the other parameters', () => {
    expect(copy.template.Parameters).toEqual({ Stage: { Type: 'String', Default: 'dev' } });
    expect(copy.template).not.toHaveProperty('Rules');
  });

  test('is the template itself where nothing is left out', () => {
    const plain = { Resources: template.Resources };
    expect(deployable(plain, new Set()).template.Resources.Policy.Properties).toEqual(template.Resources.Policy.Properties);
    expect(deployable(plain, new Set()).exclusions).toEqual([]);
  });
});
