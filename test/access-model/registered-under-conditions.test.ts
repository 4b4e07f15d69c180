import { AccessModel, Outcome } from '../../src';

const trust = {
  Version: '2012-10-17',
  Statement: [{
    Effect: 'Allow',
    Principal: { Federated: 'cognito-identity.amazonaws.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      'StringEquals': { 'cognito-identity.amazonaws.com:aud': { Ref: 'Identities' } },
      'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
    },
  }],
};
const entry = { ClientId: { Ref: 'Client' }, ProviderName: { 'Fn::GetAtt': ['Pool', 'ProviderName'] } };
const template = (provider: any, client: object = {}) => ({
  Parameters: { Stage: { Type: 'String' } },
  Conditions: { Production: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
  Resources: {
    Pool: { Type: 'AWS::Cognito::UserPool' },
    Client: { Type: 'AWS::Cognito::UserPoolClient', ...client, Properties: { UserPoolId: { Ref: 'Pool' } } },
    Identities: {
      Type: 'AWS::Cognito::IdentityPool', Properties: { AllowUnauthenticatedIdentities: false, CognitoIdentityProviders: [provider] },
    },
    Member: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust } },
    Roles: {
      Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
      Properties: { IdentityPoolId: { Ref: 'Identities' }, Roles: { authenticated: { 'Fn::GetAtt': ['Member', 'Arn'] } } },
    },
  },
});
const inProduction = (value: any) => ({ 'Fn::If': ['Production', value, { Ref: 'AWS::NoValue' }] });
const outcomeOf = (body: any) =>
  AccessModel.fromTemplate(body).becomes({ logins: { 'userpool:Pool:Client': { sub: 'someone' } } }).outcome;

test('a client that is registered under a condition gets a role or nothing, and which is not known', () => {
  expect(outcomeOf(template(inProduction(entry)))).toBe(Outcome.UNKNOWN);
});

test('one that is registered in either way is registered', () => {
  expect(outcomeOf(template({ 'Fn::If': ['Production', { ...entry, ServerSideTokenCheck: true }, entry] }))).toBe(Outcome.ROLE);
});

test('one that is made under the same condition has tokens only where it is registered', () => {
  expect(outcomeOf(template(inProduction(entry), { Condition: 'Production' }))).toBe(Outcome.ROLE);
});

test('an identity pool or an attachment that a condition leaves without properties gives what follows in either case', () => {
  const without = (resource: string) => {
    const body: any = template(entry);
    body.Resources[resource].Properties = inProduction(body.Resources[resource].Properties);
    return body;
  };
  expect(AccessModel.fromTemplate(without('Identities')).becomes()).toMatchObject({ outcome: Outcome.DENIED });
  expect(outcomeOf(template(entry))).toBe(Outcome.ROLE);
  expect(outcomeOf(without('Roles'))).not.toBe(Outcome.ROLE);
});
