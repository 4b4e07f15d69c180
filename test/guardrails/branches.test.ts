import { goodTemplate, Patch, patched, trust } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';

const check = (body: any): any[] => checkTemplates([{ name: 'template', body }]);
const found = (patch: Patch, id: string) => check(patched(patch)).filter(finding => finding.catalogue.includes(id));
const at = (patch: Patch, id: string) => found(patch, id).map(finding => finding.resource);
const policy = (Statement: any) => [{ PolicyDocument: { Statement } }];
const allow = (Action: any, Resource: any = '*', more = {}) => policy([{ Effect: 'Allow', Action, Resource, ...more }]);
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const guest = (Policies: any, amr = 'unauthenticated', more = {}) => ({
  'Identities/AllowUnauthenticatedIdentities': true,
  'Roles/Roles/unauthenticated': arn('Guest'),
  'Guest': { Type: 'AWS::IAM::Role', Properties: { Policies, AssumeRolePolicyDocument: trust(amr), ...more } },
});
const OWN = 'arn:aws:s3:::b/${cognito-identity.amazonaws.com:sub}/*';
const CONDITION = 'Member/AssumeRolePolicyDocument/Statement/0/Condition';
const rule = (Claim: string, MatchType = 'Equals', Value = 'gold', id = 'Gold') => ({ Claim, MatchType, Value, RoleARN: arn(id) });
const RULE = 'Roles/RoleMappings/web/RulesConfiguration/Rules/0';

test('guests by attachment alone, and by trust alone', () => {
  expect(at(guest(allow('s3:PutObject', 'arn:aws:s3:::b/*'), 'x'), 'A48')).toEqual(['Guest']);
  const { Guest } = guest(allow('s3:PutObject', 'arn:aws:s3:::b/*')) as any;
  const on = { 'Identities/AllowUnauthenticatedIdentities': true };
  expect(at({ Guest, ...on }, 'A48')).toEqual(['Guest']);
  expect(at({ Guest }, 'A48')).toEqual([]);
  expect(at({ Guest, ...on }, 'A51')).toEqual([]);
});
test('what a guest owns', () => {
  expect(at(guest(allow('s3:PutObject', OWN)), 'A48')).toEqual([]);
  expect(at(guest(allow('s3:PutObject', [OWN, 'arn:aws:s3:::b/all/*'])), 'A48')).toEqual(['Guest']);
  expect(at(
    guest(allow('dynamodb:PutItem', 'arn:aws:dynamodb:eu-west-1:1:table/t', {
      Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${cognito-identity.amazonaws.com:sub}'] } },
    })),
    'A48',
  )).toEqual([]);
  expect(at(guest(allow('s3:PutObject', 'arn:aws:s3:::b/${aws:PrincipalTag/tenant}/*')), 'A48')).toEqual([]);
  expect(at(guest(policy([{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }])), 'A48')).toEqual(['Guest']);
  expect(at(guest(allow('mobileanalytics:*')), 'A48')).toEqual([]);
  expect(at(guest([], 'unauthenticated', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] }), 'A48'))
    .toEqual(['Guest']);
  expect(at(guest([], 'unauthenticated', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }), 'A48')).toEqual([]);
  expect(at(guest(policy([{ Effect: 'Deny', Action: 's3:PutObject', Resource: '*' }])), 'A48')).toEqual([]);
});
test('how bad a trust without amr is', () => {
  const bare = { [`${CONDITION}/ForAnyValue:StringLike`]: undefined };
  expect(found(bare, 'A34').map(({ severity }) => severity)).toEqual(['high']);
  expect(found({ ...bare, 'Identities/AllowUnauthenticatedIdentities': true }, 'A34').map(({ severity }) => severity))
    .toEqual(['critical']);
  expect(found({ ...bare, 'Identities/AllowUnauthenticatedIdentities': true }, 'A34')[0].message).toContain('has guests');
  // by its aud alone
  const Loose = {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Statement: [
          { ...trust('x').Statement[0], Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': { Ref: 'Identities' } } } },
        ],
      },
    },
  };
  expect(found({ Loose, 'Identities/AllowUnauthenticatedIdentities': true }, 'A34').map(({ resource, severity }) => [resource, severity]))
    .toContainEqual(['Loose', 'critical']);
});
test('whole tables', () => {
  const table = 'arn:aws:dynamodb:eu-west-1:1:table/t';
  for (const action of ['GetItem', 'Query', 'Scan']) {
    expect(at(
      { 'Member/Policies': allow(`dynamodb:${action}`, table) }, 'A55',
    )).toEqual(['Member']);
  }
  expect(at(
    {
      'Member/Policies': allow('dynamodb:GetItem', table, {
        Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['x'] } },
      }),
    },
    'A55',
  )).toEqual([]);
  expect(at(guest(allow('dynamodb:GetItem', table)), 'A49')).toEqual(['Guest']);
  expect(at({ 'Member/Policies': allow('polly:SynthesizeSpeech', 'arn:aws:s3:::b/*') }, 'A55')).toEqual([]);
  expect(at({ 'Member/Policies': allow(['s3:PutObject'], 'arn:aws:s3:::b/*') }, 'A55')).toEqual(['Member']);
  expect(at({ 'Member/Policies': allow(['s3:DeleteObject'], '*') }, 'A55')).toEqual(['Member']);
});
test('anything and something', () => {
  expect(at({ 'Member/Policies': allow('s3:*', ['arn:aws:s3:::b/*', '*']) }, 'A51')).toEqual(['Member']);
  expect(at({ 'Member/Policies': allow('*', '*') }, 'A51')).toEqual(['Member']);
  expect(at({ 'Member/Policies': allow('s3:*', 'arn:aws:s3:::b/*') }, 'A51')).toEqual([]);
  expect(at({ 'Member/Policies': allow('sns:*', 'arn:aws:sns:*:*:*') }, 'A51')).toEqual(['Member']);
});
test('what is denied is not allowed', () => {
  expect(at({ 'Member/Policies': policy([{ Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' }]) }, 'A52')).toEqual([]);
});
test('policies that stand by themselves', () => {
  const document = { Statement: [{ Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' }] };
  const as = (Type: string, more: object) => ({ Extra: { Type, Properties: { PolicyDocument: document, ...more } } });
  expect(at(as('AWS::IAM::Policy', { Roles: [{ Ref: 'Member' }] }), 'A52')).toEqual(['Member']);
  expect(at(as('AWS::IAM::ManagedPolicy', { Roles: [{ Ref: 'Member' }] }), 'A52')).toEqual(['Member']);
  expect(at(as('AWS::IAM::RolePolicy', { RoleName: { Ref: 'Member' } }), 'A52')).toEqual(['Member']);
  expect(at({ ...as('AWS::IAM::ManagedPolicy', {}), 'Member/ManagedPolicyArns': [{ Ref: 'Extra' }] }, 'A52')).toEqual(['Member']);
});
test('the role of a group, which trusts no identity pool', () => {
  const Ops = {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] },
    },
  };
  expect(at({ Ops, 'Admins/RoleArn': arn('Ops') }, 'A42')).toEqual(['Ops']);
  expect(at({ Ops }, 'A42')).toEqual([]);
  expect(at({ Ops, 'Ops/Policies': allow('iam:PassRole') }, 'A52')).toEqual([]);
});
test('the permission of another service', () => {
  expect(at({ Permission: { Type: 'AWS::Lambda::Permission', Properties: { Principal: 's3.amazonaws.com' } } }, 'A86')).toEqual([]);
});
test('a key open to everyone', () => {
  const key = (Principal: any, Condition?: any, Effect = 'Allow') => ({
    'Pool/LambdaConfig': { KMSKeyID: arn('Key') },
    'Key': {
      Type: 'AWS::KMS::Key',
      Properties: {
        KeyPolicy: {
          Statement: [
            {
              Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 'kms:*', Resource: '*',
            }, { Effect, Principal, Action: 'kms:*', Resource: '*', ...Condition && { Condition } },
          ],
        },
      },
    },
  });
  expect(at(key('*'), 'A87')).toEqual(['Key']);
  expect(at(key({ AWS: '*' }), 'A87')).toEqual(['Key']);
  expect(at(key('*', { StringEquals: { 'kms:CallerAccount': '1' } }), 'A87')).toEqual([]);
  expect(at(key('*', undefined, 'Deny'), 'A87')).toEqual([]);
  expect(at(key({ Service: 'x' }), 'A87')).toEqual([]);
});
test('custom challenges', () => {
  const three = { DefineAuthChallenge: 'arn', CreateAuthChallenge: 'arn', VerifyAuthChallengeResponse: 'arn' };
  expect(at({ 'Pool/LambdaConfig': three }, 'A90')).toEqual([]);
  expect(at({ 'Pool/LambdaConfig': { CreateAuthChallenge: 'arn', VerifyAuthChallengeResponse: 'arn' } }, 'A90')).toEqual(['Pool']);
  expect(at({ 'Client/ExplicitAuthFlows': ['ALLOW_CUSTOM_AUTH', 'ALLOW_USER_SRP_AUTH'] }, 'A90')).toEqual(['Client']);
  expect(at({ 'Pool/LambdaConfig': three, 'Client/ExplicitAuthFlows': ['ALLOW_CUSTOM_AUTH'] }, 'A90')).toEqual([]);
});
test('more than is needed', () => {
  const domain = (more: object) =>
    ({ Domain: { Type: 'AWS::Cognito::UserPoolDomain', Properties: { UserPoolId: { Ref: 'Pool' }, Domain: 'login', ...more } } });
  expect(at(domain({ CustomDomainConfig: { SecurityPolicy: 'TLS_V1' } }), 'A96')).toEqual(['Domain']);
  expect(at(domain({ SecurityPolicy: 'TLS_V1' }), 'A96')).toEqual(['Domain']);
  expect(at(domain({ CustomDomainConfig: { SecurityPolicy: 'TLS_V1_2_2021' } }), 'A96')).toEqual([]);
  expect(at({ 'Client/SupportedIdentityProviders': ['corp'] }, 'A96')).toEqual(['Client']);
  expect(at({ 'Client/SupportedIdentityProviders': ['corp', 'COGNITO'] }, 'A96')).toEqual([]);
  expect(at({ 'Client/AllowedOAuthScopes': ['aws.cognito.signin.user.admin'], [`${RULE}/Claim`]: 'sub' }, 'A96')).toEqual([]);
});
test('kinds of characters', () => {
  const P = 'Pool/Policies/PasswordPolicy';
  for (const kind of [
    'Lowercase', 'Uppercase', 'Numbers', 'Symbols',
  ]) expect(at({ [`${P}/Require${kind}`]: false }, 'A80')).toEqual(['Pool']);
  expect(at({ [`${P}/RequireSymbols`]: false, [`${P}/MinimumLength`]: 16 }, 'A80')).toEqual([]);
  expect(at({ [`${P}/RequireSymbols`]: false, [`${P}/MinimumLength`]: 15 }, 'A80')).toEqual(['Pool']);
});
test('a pool that goes with its stack', () => {
  const body = goodTemplate();
  body.Resources.Pool.DeletionPolicy = 'Delete';
  const findings = check(body).filter(({ catalogue }) => catalogue.includes('A82'));
  expect(findings.map(({ resource, message }) => [resource, message])).toEqual([['Pool', 'Pool has DeletionPolicy Delete']]);
});
test('administering identities', () => {
  expect(found({ 'Member/Policies': allow('cognito-identity:SetIdentityPoolRoles') }, 'A54').map(({ severity }) => severity))
    .toEqual(['high']);
  expect(found({ 'Member/Policies': allow('cognito-sync:*') }, 'A54').map(({ severity }) => severity)).toEqual(['medium']);
  expect(found({ 'Member/Policies': allow(['cognito-sync:*', 'cognito-identity:*']) }, 'A54').map(({ severity }) => severity))
    .toEqual(['high']);
});
test('partitions', () => {
  expect(at({ 'Member/Policies': allow('s3:GetObject', 'arn:aws-us-gov:s3:::b/x/*') }, 'A46')).toEqual(['Member']);
  expect(at({ 'Member/Policies': allow('s3:GetObject', 'arn:aws-cn:s3:::b/x/*') }, 'A46')).toEqual(['Member']);
  expect(at({ 'Member/AssumeRolePolicyDocument/Statement/0/Principal': { Federated: 'cognito-identity-us-gov.amazonaws.com' } }, 'A46'))
    .toEqual([]);
  expect(at({ 'Member/Description': 'cn-north-1:x' }, 'A46')).toEqual(['Member']);
  expect(at({ 'Member/Description': 'us-gov-west-1_x' }, 'A46')).toEqual(['Member']);
});
test('tagging', () => {
  const tagging = (Condition: object) => ({
    'Member/AssumeRolePolicyDocument/Statement/1': {
      Effect: 'Allow', Principal: { Federated: 'cognito-identity.amazonaws.com' }, Action: 'sts:TagSession', Condition,
    },
  });
  const { StringEquals, ...amr } = trust('authenticated').Statement[0].Condition;
  expect(at(tagging({ StringEquals }), 'A45')).toEqual(['Member']);
  expect(at(tagging(amr), 'A45')).toEqual(['Member']);
  expect(at(tagging({ StringEquals, ...amr }), 'A45')).toEqual([]);
});
test('a pool whose users are told apart', () => {
  const literal = 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_other';
  const second = { 'Identities/CognitoIdentityProviders/1': { ClientId: 'other', ProviderName: literal, ServerSideTokenCheck: true } };
  const deny = {
    'Roles/RoleMappings/second': {
      IdentityProvider: `${literal}:other`,
      Type: 'Rules',
      AmbiguousRoleResolution: 'Deny',
      RulesConfiguration: { Rules: [rule('custom:plan')] },
    },
  };
  expect(at({ ...second, 'Roles/RoleMappings': undefined }, 'A32')).toEqual(['Identities']);
  expect(at({ ...second, ...deny }, 'A32')).toEqual([]);
  expect(at(
    {
      ...second,
      ...deny,
      'Roles/RoleMappings/second/AmbiguousRoleResolution': 'AuthenticatedRole',
      'Roles/RoleMappings/web/AmbiguousRoleResolution': 'AuthenticatedRole',
    },
    'A32',
  )).toEqual(['Identities']);
});
test('how bad a writable claim is', () => {
  expect(found({ 'Client/WriteAttributes': ['custom:plan'] }, 'A01').map(({ severity, catalogue }) => [severity, catalogue]))
    .toEqual([['critical', ['A01']]]);
  expect(found({ 'Client/WriteAttributes': undefined }, 'A02').map(({ severity, catalogue }) => [severity, catalogue]))
    .toEqual([['critical', ['A02']]]);
  expect(found({ 'Other/WriteAttributes': ['custom:plan'] }, 'A03').map(({ severity, catalogue }) => [severity, catalogue]))
    .toEqual([['critical', ['A01', 'A03']]]);
  expect(found({ [`${RULE}/Claim`]: 'name' }, 'A06').map(({ severity }) => severity)).toEqual(['high']);
});
test('claims that their subject chooses', () => {
  expect(at({ [RULE]: rule('custom:plan', 'StartsWith'), 'Client/WriteAttributes': ['custom:plan'] }, 'A11')).toEqual(['Roles']);
  expect(at({ [RULE]: rule('cognito:username', 'StartsWith') }, 'A11')).toEqual(['Roles']);
  expect(at({ [RULE]: rule('sub', 'StartsWith') }, 'A11')).toEqual([]);
  expect(at({ [RULE]: rule('nickname', 'StartsWith') }, 'A11')).toEqual([]);
});
test('a provider by its name, its client by reference', () => {
  expect(at(
    {
      'Identities/CognitoIdentityProviders/0/ProviderName': 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x',
      'Roles/RoleMappings/web/IdentityProvider': { 'Fn::Sub': 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x:${Client}' },
      'Client/WriteAttributes': ['custom:plan'],
    },
    'A01',
  )).toEqual(['Roles']);
});
test('an attachment to a pool from elsewhere', () => {
  expect(at(
    {
      'Roles/IdentityPoolId': 'eu-west-1:other',
      'Roles/RoleMappings/web/RulesConfiguration/Rules': Array.from({ length: 26 }, (_, i) => rule('custom:plan', 'Equals', `v${i}`)),
    },
    'A24',
  )).toEqual(['Roles']);
});
test('providers of user pools that fill nothing in', () => {
  const idp = (AttributeMapping: any) => ({
    Idp: {
      Type: 'AWS::Cognito::UserPoolIdentityProvider',
      Properties: { UserPoolId: { Ref: 'Pool' }, ProviderName: 'corp', ProviderType: 'OIDC', ProviderDetails: {}, AttributeMapping },
    },
  });
  expect(at(
    { ...idp({ 'email': 'email', 'email_verified': 'x', 'custom:plan': 'plan' }), 'Client/WriteAttributes': ['custom:plan'] }, 'A05',
  )).toEqual(['Roles']);
  expect(at({ ...idp({ name: 'name' }), 'Client/WriteAttributes': ['custom:plan'] }, 'A05')).toEqual([]);
});
test('an attribute that the schema names in full', () => {
  expect(at({ 'Pool/Schema/0/Name': 'custom:plan', 'Pool/Schema/0/Mutable': false, 'Client/WriteAttributes': ['custom:plan'] }, 'A01'))
    .toEqual([]);
  expect(at({ 'Pool/Schema/0/Mutable': undefined, 'Client/WriteAttributes': ['custom:plan'] }, 'A01')).toEqual(['Roles']);
});
test('actions of a trust', () => {
  const action = (Action: any) =>
    ({ 'Member/AssumeRolePolicyDocument/Statement/0/Action': Action, [`${CONDITION}/ForAnyValue:StringLike`]: undefined });
  for (const each of [
    '*', 'sts:*', 'sts:Assume*', ['sts:TagSession', 'sts:AssumeRoleWithWebIdentity'],
  ]) expect(at(action(each), 'A34')).toEqual(['Member']);
  expect(at(action('sts:AssumeRole'), 'A34')).toEqual([]);
});
test('scopes that change attributes', () => {
  expect(at(
    {
      'Client/ExplicitAuthFlows': [],
      'Client/AllowedOAuthScopes': ['aws.cognito.signin.user.admin'],
      'Client/WriteAttributes': ['custom:plan'],
    },
    'A01',
  )).toEqual(['Roles']);
  expect(at({ 'Client/ExplicitAuthFlows': [], 'Client/AllowedOAuthScopes': ['openid'], 'Client/WriteAttributes': ['custom:plan'] }, 'A01'))
    .toEqual([]);
});
