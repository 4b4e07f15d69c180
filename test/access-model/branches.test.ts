import { allow, group, POOL_REF, PROVIDER, role, rulesMapping, signedIn, template, tokenMapping, trust } from './fixture';
import { AccessModel } from '../../src/access-model';

const become = (parts: any, request: object) => AccessModel.fromTemplate(template(parts)).becomes(request);
const P = { Parameters: { P: { Type: 'String' } } };
const ec2 = [allow('ec2:DescribeInstances', '*')];
const service = (Statement: object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
    Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement } }],
  },
});
const can = (parts: any, r: string, action = 'ec2:DescribeInstances') =>
  AccessModel.fromTemplate(template(parts)).can(r, action, '*').decision;

describe('permissions', () => {
  test(
    'a role that no pool gives is not scoped down', () => expect(can({ resources: { Worker: service(ec2) } }, 'Worker')).toBe('allowed'),
  );
  test('classic flow written out as false', () => {
    expect(can(
      { pool: { AllowUnauthenticatedIdentities: true, AllowClassicFlow: false }, resources: { Guests: role('unauthenticated', ec2) } },
      'Guests',
    )).toBe('denied');
  });
  test('two pools, one of which has the classic flow', () => {
    const second = { Type: 'AWS::Cognito::IdentityPool', Properties: { AllowUnauthenticatedIdentities: true, AllowClassicFlow: true } };
    const attach = {
      Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
      Properties: { IdentityPoolId: { Ref: 'Second' }, Roles: { unauthenticated: { 'Fn::GetAtt': ['Guests', 'Arn'] } } },
    };
    expect(can(
      {
        pool: { AllowUnauthenticatedIdentities: true },
        resources: { Guests: role('unauthenticated', ec2), Second: second, Attach2: attach },
      },
      'Guests',
    )).toBe('allowed');
  });
  test('a role of one of two rules', () => {
    const conditional = [allow('s3:GetObject', '*', { Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': POOL_REF } } })];
    const parts = {
      mappings: rulesMapping([['plan', 'Equals', 'gold', 'Gold'], ['plan', 'Equals', 'silver', 'Silver']]),
      resources: { Gold: role('authenticated', conditional), Silver: role('authenticated', conditional) },
    };
    expect(can(parts, 'Gold', 's3:GetObject')).toBe('allowed');
  });
});

describe('resolution', () => {
  test('a mapping whose resolution is not known', () => {
    expect(become(
      { mappings: { web: { IdentityProvider: PROVIDER, Type: 'Token', AmbiguousRoleResolution: { Ref: 'P' } } }, rest: P }, signedIn(),
    ).outcome).toBe('unknown');
  });
  const GOLD = { Gold: role('authenticated') };
  const withRules = (Rules: object[]) => ({
    mappings: { web: { IdentityProvider: PROVIDER, Type: 'Rules', AmbiguousRoleResolution: 'Deny', RulesConfiguration: { Rules } } },
    resources: GOLD,
    rest: P,
  });
  const gold = { 'Fn::GetAtt': ['Gold', 'Arn'] };
  const members = { 'Fn::GetAtt': ['Members', 'Arn'] };
  test('an undecided rule before one that matches', () => {
    expect(become(
      withRules([
        { Claim: 'plan', MatchType: 'Equals', Value: { Ref: 'P' }, RoleARN: members },
        { Claim: 'plan', MatchType: 'Equals', Value: 'gold', RoleARN: gold },
      ]),
      signedIn({ plan: 'gold' }),
    ).outcome).toBe('unknown');
  });
  test('an undecided rule that would match by what is known', () => {
    expect(become(
      withRules([{ Claim: 'plan', MatchType: 'Equals', Value: 'gold', RoleARN: { Ref: 'P' } }]), signedIn({ plan: 'gold' }),
    ).outcome).toBe('unknown');
  });
  test('a trust that asks for a provider in amr', () => {
    expect(become({ resources: { Members: role('cognito-idp.*') } }, signedIn()).outcome).toBe('role');
  });
  test('tags of another provider', () => {
    const Tags = {
      Type: 'AWS::Cognito::IdentityPoolPrincipalTag',
      Properties: {
        IdentityPoolId: POOL_REF, IdentityProviderName: { 'Fn::GetAtt': ['Users', 'ProviderName'] }, PrincipalTags: { tenant: 'hd' },
      },
    };
    const outcome = become({ pool: { SupportedLoginProviders: { 'accounts.google.com': 'x' } }, resources: { Tags } }, {
      logins: { 'accounts.google.com': { hd: 'a' } },
    });
    expect(outcome).toMatchObject({ outcome: 'role', role: 'Members' });
    expect(outcome.principalTags).toBeUndefined();
  });
  test('the trust looks at the session tags', () => {
    const trusting = (Condition: object) => ({
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            ...(trust('authenticated') as any).Statement, {
              Effect: 'Allow', Principal: { Federated: 'cognito-identity.amazonaws.com' }, Action: 'sts:TagSession', Condition,
            },
          ],
        },
      },
    });
    const Tags = {
      Type: 'AWS::Cognito::IdentityPoolPrincipalTag',
      Properties: {
        IdentityPoolId: POOL_REF,
        IdentityProviderName: { 'Fn::GetAtt': ['Users', 'ProviderName'] },
        PrincipalTags: { tenant: 'custom:tenant' },
      },
    };
    const ask = (Condition: object) =>
      become({ resources: { Members: trusting(Condition), Tags } }, signedIn({ 'custom:tenant': 't1' })).outcome;
    expect(ask({ StringEquals: { 'aws:RequestTag/tenant': 't1' } })).toBe('role');
    expect(ask({ StringEquals: { 'aws:RequestTag/tenant': 't2' } })).toBe('error');
    expect(ask({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'tenant' } })).toBe('role');
    expect(ask({ 'ForAllValues:StringEquals': { 'aws:TagKeys': 'other' } })).toBe('error');
    // without tags there is no such key
    expect(become(
      { resources: { Members: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust('authenticated') } } } }, signedIn(),
    ).outcome).toBe('role');
  });
  test('an empty preferred role', () => {
    expect(become({ mappings: tokenMapping('Deny') }, signedIn({ 'cognito:preferred_role': '' })).outcome).toBe('denied');
  });
  test('null claims', () => expect(() => become({}, { logins: { 'userpool:Users:Web': null } })).toThrow('must be an object'));
  test('two roles of one logical id are not guessed between', () => {
    const claims = { 'cognito:groups': ['a', 'b'] };
    expect(become(
      { mappings: tokenMapping('Deny'), resources: { ...GOLD, a: group('a', 'Gold'), b: group('b', 'Members') } }, signedIn(claims),
    ).outcome).toBe('denied');
  });
});
