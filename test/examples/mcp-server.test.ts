import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { McpServerStack } from '../../examples/mcp-server/mcp-server-stack';
import { AccessModel } from '../../src';
import { checkTemplates } from '../../src/guardrails/check';

const SUB = 'cognito-identity.amazonaws.com:sub';

describe('the MCP server example', () => {
  const stack = new McpServerStack(new App(), 'McpServer');
  const template = Template.fromStack(stack).toJSON();
  const properties = (type: string): any[] =>
    Object.values<any>(template.Resources).filter(resource => resource.Type === type).map(resource => resource.Properties);
  const clientOf = (id: string) =>
    template.Resources[Object.keys(template.Resources).find(key => key.startsWith(`AuthUsers${id}`))!].Properties;

  test('people work on their own notes in the app of the notebook', () => {
    const me = AccessModel.fromStack(stack).signedIn(stack.auth.client.userPoolClientId);
    const mine = (owner: string) => ({ context: { [SUB]: 'us-east-1:me', 'dynamodb:LeadingKeys': [owner] } });
    me.assertCan('dynamodb:PutItem', stack.notes.tableArn, mine('us-east-1:me'));
    me.assertCannot('dynamodb:GetItem', stack.notes.tableArn, mine('us-east-1:you'));
  });

  test('tokens of agents and machines get no AWS credentials', () => {
    const [identities] = properties('AWS::Cognito::IdentityPool');
    expect(identities.CognitoIdentityProviders.map(({ ClientId }: any) => ClientId))
      .toEqual([stack.resolve(stack.auth.client.userPoolClientId)]);
  });

  test('agents come by documents of known makers, and sign people in on the login pages only', () => {
    expect(properties('AWS::Cognito::CIMDPolicy')).toHaveLength(1);
    expect(clientOf('Agents')).toMatchObject({
      GenerateSecret: false, AllowedOAuthFlows: ['code'], ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'], ReadAttributes: ['locale'],
    });
    expect(clientOf('Agents').AllowedOAuthScopes).not.toContain('aws.cognito.signin.user.admin');
    expect(properties('AWS::Cognito::UserPool')[0]).not.toHaveProperty('DcrConfiguration');
  });

  test('only what has a secret trades tokens or acts for nobody', () => {
    expect(clientOf('Server')).toMatchObject({ GenerateSecret: true, ExplicitAuthFlows: ['ALLOW_TOKEN_EXCHANGE_DELEGATION'] });
    expect(clientOf('Nightly')).toMatchObject({ GenerateSecret: true, ExplicitAuthFlows: ['ALLOW_CLIENT_TOKEN_AUTH'] });
  });

  test('no guardrail has a finding that is high or critical, or about clients and machines', () => {
    const findings = checkTemplates([{ name: 'McpServer', body: { Resources: {}, ...template } }]);
    expect(findings.filter(({ severity, rule }) =>
      ['high', 'critical'].includes(severity) || /client|cimd|token|scope|self-service/.test(rule))
      .map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });
});
