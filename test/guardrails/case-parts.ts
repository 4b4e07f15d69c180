import { goodTemplate, Patch } from './good-template';

export const RULE = 'Roles/RoleMappings/web/RulesConfiguration/Rules/0';
export const CONDITION = 'AssumeRolePolicyDocument/Statement/0/Condition';
export const AUD = 'cognito-identity.amazonaws.com:aud';
export const AMR = 'cognito-identity.amazonaws.com:amr';
export const LEADING = {
  Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${cognito-identity.amazonaws.com:sub}'] } },
};
export const allow = (Action: string | string[], Resource: any = '*', more = {}) =>
  [{ PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource, ...more }] } }];
export const guest = (policies: any) => ({
  'Identities/AllowUnauthenticatedIdentities': true,
  'Roles/Roles/unauthenticated': { 'Fn::GetAtt': ['Guest', 'Arn'] },
  'Guest': {
    Type: 'AWS::IAM::Role',
    Properties: {
      Policies: policies,
      AssumeRolePolicyDocument: JSON.parse(JSON.stringify(goodTemplate().Resources.Member.Properties.AssumeRolePolicyDocument).replace(
        '"authenticated"', '"unauthenticated"',
      )),
    },
  },
});
export const fn = (actions: string, pool: Patch) => ({
  ...pool,
  Fn: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['FnRole', 'Arn'] } } },
  FnRole: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
      Policies: allow(actions, { 'Fn::GetAtt': ['Pool', 'Arn'] }),
    },
  },
});
export const fnArn = { 'Fn::GetAtt': ['Fn', 'Arn'] };
export const provider = (AttributeMapping: any, ProviderDetails: any = {}, ProviderType = 'OIDC') => ({
  Type: 'AWS::Cognito::UserPoolIdentityProvider',
  Properties: { UserPoolId: { Ref: 'Pool' }, ProviderName: 'corp', ProviderType, ProviderDetails, AttributeMapping },
});
/** Providers by name and type, each of which fills the plan of the people who sign in to the client. */
export const directories = (types: Record<string, string>, attribute = 'custom:plan'): Patch => ({
  ...Object.fromEntries(Object.entries(types).map(([name, type]) => [name, {
    Type: 'AWS::Cognito::UserPoolIdentityProvider',
    Properties: {
      UserPoolId: { Ref: 'Pool' },
      ProviderName: name,
      ProviderType: type,
      ProviderDetails: { MetadataURL: `https://${name}.example.com/metadata` },
      AttributeMapping: { [attribute]: 'organization' },
    },
  }])),
  'Client/SupportedIdentityProviders': Object.keys(types),
  'Client/ExplicitAuthFlows': ['ALLOW_REFRESH_TOKEN_AUTH'],
  'Client/WriteAttributes': [attribute],
});
export const group = (name: string, roleId?: string, Precedence?: number) => ({
  Type: 'AWS::Cognito::UserPoolGroup',
  Properties: {
    UserPoolId: { Ref: 'Pool' },
    GroupName: name,
    ...roleId && { RoleArn: { 'Fn::GetAtt': [roleId, 'Arn'] } },
    ...Precedence !== undefined && { Precedence },
  },
});
export const tags = (PrincipalTags: any, more = {}) => ({
  Tags: {
    Type: 'AWS::Cognito::IdentityPoolPrincipalTag',
    Properties: {
      IdentityPoolId: { Ref: 'Identities' }, IdentityProviderName: { 'Fn::GetAtt': ['Pool', 'ProviderName'] }, PrincipalTags, ...more,
    },
  },
});
export const open = { 'Pool/AdminCreateUserConfig': undefined };
export const domain = { Domain: { Type: 'AWS::Cognito::UserPoolDomain', Properties: { UserPoolId: { Ref: 'Pool' }, Domain: 'login' } } };
export const TAGGED = ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'];
export const second = (ProviderName: any) =>
  ({ 'Identities/CognitoIdentityProviders/1': { ClientId: 'other', ProviderName, ServerSideTokenCheck: true } });
export const secondRegion = (Status: string, more: any = {}) => ({
  Type: 'AWS::Cognito::UserPoolRegionalConfigurationAttachment', Properties: { UserPoolId: { Ref: 'Pool' }, Status, ...more },
});
export const smsRole = (Condition: any) => ({
  'Pool/SmsConfiguration': { SnsCallerArn: { 'Fn::GetAtt': ['Sms', 'Arn'] }, ExternalId: 'x' },
  'Sms': {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Statement: [{ Effect: 'Allow', Principal: { Service: 'cognito-idp.amazonaws.com' }, Action: 'sts:AssumeRole', Condition }],
      },
    },
  },
});
export const rule = (Claim: string, MatchType = 'Equals', Value = 'gold', id = 'Gold') =>
  ({ Claim, MatchType, Value, RoleARN: { 'Fn::GetAtt': [id, 'Arn'] } });
export const PREFERRED_GOLD = {
  ...rule('cognito:preferred_role'), Value: { 'Fn::GetAtt': ['Gold', 'Arn'] },
};
export const rulesOnGroups = (...rules: object[]) => ({ 'Roles/RoleMappings/web/RulesConfiguration/Rules': rules });

export const recovery = (...names: string[]) => ({ RecoveryMechanisms: names.map((Name, index) => ({ Name, Priority: index + 1 })) });
export const managedLogin = {
  Domain: { Type: 'AWS::Cognito::UserPoolDomain', Properties: { UserPoolId: { Ref: 'Pool' }, Domain: 'login', ManagedLoginVersion: 2 } },
};
export const style = {
  Type: 'AWS::Cognito::ManagedLoginBranding',
  Properties: { UserPoolId: { Ref: 'Pool' }, ClientId: { Ref: 'Client' }, UseCognitoProvidedValues: true },
};
export const logs = (LogLevel: string) => ({
  Logs: {
    Type: 'AWS::Cognito::LogDeliveryConfiguration',
    Properties: {
      UserPoolId: { Ref: 'Pool' },
      LogConfigurations: [{ EventSource: 'userAuthEvents', LogLevel, CloudWatchLogsConfiguration: { LogGroupArn: 'arn' } }],
    },
  },
});
export const acl = (WebACLArn: any) => ({
  Web: { Type: 'AWS::WAFv2::WebACL', Properties: { Scope: 'REGIONAL' } },
  Acl: { Type: 'AWS::WAFv2::WebACLAssociation', Properties: { ResourceArn: { 'Fn::GetAtt': ['Pool', 'Arn'] }, WebACLArn } },
});
const SECOND_POOL = { Type: 'AWS::Cognito::IdentityPool', Properties: { ...goodTemplate().Resources.Identities.Properties } };
export const twoIdentityPools = (aud: any): Patch => ({
  'Second': SECOND_POOL,
  'SecondRoles': {
    Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
    Properties: {
      ...goodTemplate().Resources.Roles.Properties,
      IdentityPoolId: { Ref: 'Second' },
      RoleMappings: {
        web: { IdentityProvider: { 'Fn::Sub': '${Pool.ProviderName}:${Client}' }, Type: 'Token', AmbiguousRoleResolution: 'Deny' },
      },
    },
  },
  'Roles/RoleMappings/web': {
    IdentityProvider: { 'Fn::Sub': '${Pool.ProviderName}:${Client}' }, Type: 'Token', AmbiguousRoleResolution: 'Deny',
  },
  'Golden': group('golden', 'Gold', 1),
  [`Gold/${CONDITION}/StringEquals`]: { [AUD]: aud },
});
export const bucketOf = (Principal: any) => ({
  Open: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: 'photos',
      PolicyDocument: {
        Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*' }],
      },
    },
  },
});

export const cimd = (pattern: string, more = {}, client = 'Agents') => ({
  Agents: {
    Type: 'AWS::Cognito::UserPoolClient',
    Properties: {
      UserPoolId: { Ref: 'Pool' },
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      AllowedOAuthFlows: ['code'],
      WriteAttributes: ['email'],
      ...more,
    },
  },
  Cimd: {
    Type: 'AWS::Cognito::CIMDPolicy',
    Properties: { UserPoolId: { Ref: 'Pool' }, ClientId: { Ref: client }, PolicyName: 'apps', URLPatterns: [pattern] },
  },
});
export const asIssuer: Patch = {
  'Idp': {
    Type: 'AWS::IAM::OIDCProvider', Properties: { Url: { 'Fn::GetAtt': ['Pool', 'ProviderURL'] }, ClientIdList: [{ Ref: 'Client' }] },
  },
  'Identities/OpenIdConnectProviderARNs': [{ Ref: 'Idp' }],
  'Roles/RoleMappings/web/IdentityProvider': { Ref: 'Idp' },
};

export const google = { 'Identities/SupportedLoginProviders': { 'accounts.google.com': 'app' } };
export const googleRule = (claim: string, match = 'Equals'): Patch => ({
  ...google,
  'Roles/RoleMappings/google': {
    IdentityProvider: 'accounts.google.com',
    Type: 'Rules',
    AmbiguousRoleResolution: 'Deny',
    RulesConfiguration: { Rules: [rule(claim, match)] },
  },
});
export const googleTag = (claim: string): Patch => ({
  ...google,
  Tags: {
    Type: 'AWS::Cognito::IdentityPoolPrincipalTag',
    Properties: { IdentityPoolId: { Ref: 'Identities' }, IdentityProviderName: 'accounts.google.com', PrincipalTags: { who: claim } },
  },
});

/** The identity pool takes tokens of a registered issuer, and rules or others decide about them. */
export const workflows = (rules: object[], more: object = {}, url: unknown = 'https://token.actions.githubusercontent.com'): Patch => ({
  'Workflows': { Type: 'AWS::IAM::OIDCProvider', Properties: { Url: url, ClientIdList: ['identity-pool'] } },
  'Identities/OpenIdConnectProviderARNs': [{ Ref: 'Workflows' }],
  'Roles/RoleMappings/workflows': {
    IdentityProvider: { Ref: 'Workflows' },
    Type: 'Rules',
    AmbiguousRoleResolution: 'Deny',
    RulesConfiguration: { Rules: rules },
    ...more,
  },
});
