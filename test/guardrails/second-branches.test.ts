import { Patch, patched } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';

/** Branches, exemptions, severities and lists that one bad and one near template of each rule leave open. */
const findings = (patch: Patch, id: string) => checkTemplates([{ name: 'T', body: patched(patch) }]).filter(({ rule }) => rule === id)
  .map(({ resource, severity, message }) => `${resource} ${severity}: ${message}`);
const att = (id: string, name = 'Arn') => ({ 'Fn::GetAtt': [id, name] });
const allow = (Action: unknown, Resource: unknown = '*') => [{ PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource }] } }];
const group = (GroupName: string, role?: string, Precedence?: number) => ({
  Type: 'AWS::Cognito::UserPoolGroup',
  Properties: {
    UserPoolId: { Ref: 'Pool' },
    GroupName,
    ...role === undefined ? {} : { RoleArn: att(role) },
    ...Precedence === undefined ? {} : { Precedence },
  },
});
const saml = (ProviderDetails: object, ProviderType = 'SAML') => ({
  Idp: {
    Type: 'AWS::Cognito::UserPoolIdentityProvider',
    Properties: { UserPoolId: { Ref: 'Pool' }, ProviderName: 'corp', ProviderType, ProviderDetails, AttributeMapping: {} },
  },
});
const MAPPING = 'Roles/RoleMappings/web';
const RULE = `${MAPPING}/RulesConfiguration/Rules/0`;
const STRONG = { RequestSigningAlgorithm: 'rsa-sha256', EncryptedResponses: 'true' };
const url = (tail: string) => ({ 'Fn::Sub': `cognito-idp.\${AWS::Region}.amazonaws.com/\${Pool}${tail}` });

const tags = (properties: object) => ({
  Tags: {
    Type: 'AWS::Cognito::IdentityPoolPrincipalTag',
    Properties: { IdentityPoolId: { Ref: 'Identities' }, IdentityProviderName: att('Pool', 'ProviderName'), ...properties },
  },
});

const TABLE: Record<string, [what: string, patch: Patch, expected: RegExp | undefined][]> = {
  'mapping-key-invalid': [
    ['a URL', { [`${MAPPING}/IdentityProvider`]: 'https://accounts.google.com' }, /starts with https/],
    ['no client', { [`${MAPPING}/IdentityProvider`]: url('') }, /does not say which client/],
    ['another client', { [`${MAPPING}/IdentityProvider`]: url(':another') }, /is not for a login of Identities/],
    ['the client', { [`${MAPPING}/IdentityProvider`]: url(':${Client}') }, undefined],
    [
      'a client whose name begins like the one of the login',
      {
        [`${MAPPING}/IdentityProvider`]: url(':${ClientOfOps}'),
        ClientOfOps: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Pool' } } },
      },
      /is not for a login of Identities/,
    ],
    ['a provider that is none of the pool', { [`${MAPPING}/IdentityProvider`]: 'accounts.google.com' }, /is not for a login/],
    [
      'a provider of the pool',
      { [`${MAPPING}/IdentityProvider`]: 'accounts.google.com', 'Identities/SupportedLoginProviders': { 'accounts.google.com': 'x' } },
      undefined,
    ],
    [
      'another provider of the pool',
      { [`${MAPPING}/IdentityProvider`]: 'graph.facebook.com', 'Identities/SupportedLoginProviders': { 'accounts.google.com': 'x' } },
      /is not for a login/,
    ],
    ['developers', { [`${MAPPING}/IdentityProvider`]: 'login.acme', 'Identities/DeveloperProviderName': 'login.acme' }, undefined],
    [
      'other developers', { [`${MAPPING}/IdentityProvider`]: 'login.other', 'Identities/DeveloperProviderName': 'login.acme' },
      /is not for a login/,
    ],
  ],
  'fallback-role-privileged': [
    [
      'whole services, rules aside',
      {
        [`${MAPPING}/AmbiguousRoleResolution`]: 'AuthenticatedRole',
        'Member/Policies': allow('s3:*', 'arn:aws:s3:::b/*'),
        'Gold/Policies': allow('sqs:*'),
      },
      /Roles medium: whoever .* gets Member, which is not limited/,
    ],
    [
      'less for the rule',
      {
        [`${MAPPING}/AmbiguousRoleResolution`]: 'AuthenticatedRole',
        'Member/Policies': allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::b/*'),
        'Gold/Policies': allow('s3:GetObject', 'arn:aws:s3:::b/*'),
      },
      /Roles high: whoever .* gets Member, which may do more than Gold/,
    ],
    [
      'as much for the rule',
      {
        [`${MAPPING}/AmbiguousRoleResolution`]: 'AuthenticatedRole',
        'Member/Policies': allow('s3:GetObject', 'arn:aws:s3:::b/*'),
        'Gold/Policies': allow('s3:GetObject', 'arn:aws:s3:::b/*'),
      },
      undefined,
    ],
    [
      'something else for the rule',
      {
        [`${MAPPING}/AmbiguousRoleResolution`]: 'AuthenticatedRole',
        'Member/Policies': allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::b/*'),
        'Gold/Policies': allow('sqs:SendMessage', 'arn:aws:sqs:::q'),
      },
      undefined,
    ],
    ['nobody falls back', { 'Member/Policies': allow('s3:*') }, undefined],
    ['nothing to get', { [`${MAPPING}/AmbiguousRoleResolution`]: 'AuthenticatedRole' }, undefined],
    [
      'their own data',
      {
        [`${MAPPING}/AmbiguousRoleResolution`]: 'AuthenticatedRole',
        'Member/Policies': allow('s3:GetObject', 'arn:aws:s3:::b/${cognito-identity.amazonaws.com:sub}/*'),
      },
      undefined,
    ],
    [
      'a managed policy',
      {
        [`${MAPPING}/AmbiguousRoleResolution`]: 'AuthenticatedRole', 'Member/ManagedPolicyArns': ['arn:aws:iam::123456789012:policy/mine'],
      },
      /Roles medium/,
    ],
  ],
  'client-secret-misplaced': [
    ['an app', { 'Client/GenerateSecret': true, 'Client/CallbackURLs': ['acme://back'] }, /has a secret, but is an app \(acme:\/\/back\)/],
    [
      'an app among pages', { 'Client/GenerateSecret': 'true', 'Client/CallbackURLs': ['https://a.example', 'com.acme+1:back'] },
      /is an app/,
    ],
    ['the implicit grant', { 'Client/GenerateSecret': true, 'Client/AllowedOAuthFlows': ['implicit'] }, /implicit grant/],
    ['a server', { 'Client/GenerateSecret': true }, undefined],
    [
      'a server in development', { 'Client/GenerateSecret': true, 'Client/CallbackURLs': ['http://localhost:3000', 'HTTPS://a.example'] },
      undefined,
    ],
    ['an app without', { 'Client/CallbackURLs': ['acme://back'] }, undefined],
    ['a machine without', { 'Client/AllowedOAuthFlows': ['client_credentials'] }, /machine client without a secret/],
    ['a machine with', { 'Client/AllowedOAuthFlows': ['client_credentials'], 'Client/GenerateSecret': true }, undefined],
  ],
  'client-hygiene': [
    ['names', { 'Client/PreventUserExistenceErrors': 'LEGACY' }, /Client medium: Client tells who has an account$/],
    ['revocation', { 'Client/EnableTokenRevocation': false }, /cannot revoke tokens$/],
    ['revocation as text', { 'Client/EnableTokenRevocation': 'false' }, /cannot revoke tokens$/],
    ['revocation by default', { 'Client/EnableTokenRevocation': undefined }, undefined],
    ['refresh in days', { 'Client/RefreshTokenValidity': 31 }, /refresh tokens of more than 30 days$/],
    ['refresh up to 30 days', { 'Client/RefreshTokenValidity': 30 }, undefined],
    ['refresh in hours', { 'Client/RefreshTokenValidity': 721, 'Client/TokenValidityUnits': { RefreshToken: 'hours' } }, /refresh tokens/],
    ['refresh up to 720 hours', { 'Client/RefreshTokenValidity': 720, 'Client/TokenValidityUnits': { RefreshToken: 'hours' } }, undefined],
    ['access in hours', { 'Client/AccessTokenValidity': 2 }, /access or ID tokens of more than an hour$/],
    ['ID tokens in minutes', { 'Client/IdTokenValidity': 61, 'Client/TokenValidityUnits': { IdToken: 'minutes' } }, /access or ID tokens/],
    [
      'an hour',
      {
        'Client/AccessTokenValidity': 60,
        'Client/IdTokenValidity': 3600,
        'Client/TokenValidityUnits': { AccessToken: 'minutes', IdToken: 'seconds' },
      },
      undefined,
    ],
    ['rotation', { 'Client/RefreshTokenRotation': { Feature: 'DISABLED' } }, /does not rotate refresh tokens$/],
    [
      'rotation where it cannot be', { 'Client/RefreshTokenRotation': undefined, 'Client/ExplicitAuthFlows': ['ALLOW_REFRESH_TOKEN_AUTH'] },
      undefined,
    ],
    [
      'rotation beside another flow',
      { 'Client/RefreshTokenRotation': undefined, 'Client/ExplicitAuthFlows': ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH'] },
      /does not rotate/,
    ],
    ['machines', { 'Client/PreventUserExistenceErrors': 'LEGACY', 'Client/AllowedOAuthFlows': ['client_credentials'] }, undefined],
  ],
  'guests-share-role': [
    [
      'guests that a trust lets in',
      {
        'Member/AssumeRolePolicyDocument/Statement/0/Condition/ForAnyValue:StringLike': {
          'cognito-identity.amazonaws.com:amr': 'unauthenticated',
        },
      },
      /Member .*: Member is for authenticated users, but its trust policy lets unauthenticated/,
    ],
    [
      'guests that a trust lets in, of a rule',
      {
        'Gold/AssumeRolePolicyDocument/Statement/0/Condition/ForAnyValue:StringLike': {
          'cognito-identity.amazonaws.com:amr': 'unauthenticated',
        },
      },
      /Gold .*: Gold is for rule users/,
    ],
    ['nobody but members', {}, undefined],
  ],
  'trust-others-too': [
    [
      'an account',
      {
        'Member/AssumeRolePolicyDocument/Statement/1': {
          Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 'sts:AssumeRole',
        },
      },
      /Member medium: Member is also trusted for arn:aws:iam::123456789012:root/,
    ],
    [
      'anyone', { 'Member/AssumeRolePolicyDocument/Statement/1': { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' } },
      /Member critical: Member is also trusted for \*/,
    ],
    [
      'any account',
      { 'Member/AssumeRolePolicyDocument/Statement/1': { Effect: 'Allow', Principal: { AWS: ['x', '*'] }, Action: 'sts:AssumeRole' } },
      /Member critical/,
    ],
    [
      'any account under a condition',
      {
        'Member/AssumeRolePolicyDocument/Statement/1': {
          Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
        },
      },
      /Member medium/,
    ],
    [
      'all but a few',
      { 'Member/AssumeRolePolicyDocument/Statement/1': { Effect: 'Allow', NotPrincipal: { AWS: 'x' }, Action: 'sts:AssumeRole' } },
      /all but a few/,
    ],
    [
      'who is denied', { 'Member/AssumeRolePolicyDocument/Statement/1': { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' } },
      undefined,
    ],
    [
      'who is not known',
      {
        'Member/AssumeRolePolicyDocument/Statement/1': {
          Effect: 'Allow', Principal: { Federated: { 'Fn::ImportValue': 'x' } }, Action: 'sts:AssumeRole',
        },
      },
      undefined,
    ],
  ],
  'threat-protection-weak': [
    ['not set', { 'Pool/UserPoolTier': 'PLUS' }, /threat protection of Pool is not set/],
    ['only looks', { 'Pool/UserPoolTier': 'PLUS', 'Pool/UserPoolAddOns': { AdvancedSecurityMode: 'AUDIT' } }, /is AUDIT/],
    ['a plan without', { 'Pool/UserPoolTier': 'LITE' }, undefined],
    ['a plan that is not known', { 'Pool/UserPoolTier': { 'Fn::ImportValue': 'x' } }, undefined],
    [
      'blocks elsewhere',
      {
        'Pool/UserPoolAddOns': { AdvancedSecurityMode: 'ENFORCED' },
        'Risk': { Type: 'AWS::Cognito::UserPoolRiskConfigurationAttachment', Properties: { UserPoolId: 'eu-west-1_other', X: 'BLOCK' } },
      },
      /no risk configuration of Pool blocks/,
    ],
    [
      'asks for a factor',
      {
        'Pool/UserPoolAddOns': { AdvancedSecurityMode: 'ENFORCED' },
        'Risk': {
          Type: 'AWS::Cognito::UserPoolRiskConfigurationAttachment', Properties: { UserPoolId: { Ref: 'Pool' }, X: 'MFA_REQUIRED' },
        },
      },
      undefined,
    ],
    [
      'does nothing',
      {
        'Pool/UserPoolAddOns': { AdvancedSecurityMode: 'ENFORCED' },
        'Risk': { Type: 'AWS::Cognito::UserPoolRiskConfigurationAttachment', Properties: { UserPoolId: { Ref: 'Pool' }, X: 'NO_ACTION' } },
      },
      /no risk configuration/,
    ],
  ],
  'precedence-as-lock': [
    ...[
      'suspended', 'blocked', 'Banned', 'ban', 'deny', 'denied', 'disabled', 'revoked', 'restricted', 'locked', 'quarantine',
    ].map((name): [string, Patch, RegExp] =>
      [
        name, { Bad: group(name, 'Member', 0), Good: group('editors', 'Gold', 1) },
        new RegExp(`Bad .*group ${name} of Pool does not restrict`),
      ]),
    ['bandits', { Bad: group('bandits', 'Member', 0), Good: group('editors', 'Gold', 1) }, undefined],
    ['the only one with a role', { Bad: group('suspended', 'Member', 0), Good: group('editors') }, undefined],
    ['one without a role', { Bad: group('suspended'), Good: group('editors', 'Gold', 1), More: group('more', 'Member', 2) }, undefined],
  ],
  'precedence-tie': [
    [
      'none', { First: group('a', 'Member'), Second: group('b', 'Gold') },
      /Second .*: Second and First of Pool have different roles and both have no precedence/,
    ],
    ['numbers and text', { First: group('a', 'Member', 1), Second: group('b', 'Gold', '1' as any) }, /both have precedence 1/],
    ['one role', { First: group('a', 'Member', 1), Second: group('b', 'Member', 1) }, undefined],
    ['none and one', { First: group('a', 'Member'), Second: group('b', 'Gold', 1) }, undefined],
    ['no role', { First: group('a', 'Member', 1), Second: group('b', undefined, 1) }, undefined],
  ],
  'group-roles-unused': [
    [
      'rules that do not look', { First: group('a', 'Gold', 1) },
      /First medium: the roles of First are never given: Roles maps Pool by rules/,
    ],
    ['no mapping', { 'First': group('a', 'Gold', 1), 'Roles/RoleMappings': undefined }, /no role mapping of type Token for Pool/],
    ...['cognito:preferred_role', 'cognito:roles', 'cognito:groups'].map((claim): [string, Patch, undefined] => [
      claim, { First: group('a', 'Gold', 1), [`${RULE}/Claim`]: claim }, undefined,
    ]),
    ['no role', { First: group('a') }, undefined],
    ['mappings that are not known', { 'First': group('a', 'Gold', 1), 'Roles/RoleMappings': { 'Fn::ImportValue': 'x' } }, undefined],
    ['an attachment that is not known', { 'First': group('a', 'Gold', 1), 'Roles/IdentityPoolId': { 'Fn::ImportValue': 'x' } }, undefined],
  ],
  'saml-weak': [
    ['started there', saml({ ...STRONG, IDPInit: 'true' }), /Idp medium: Idp: IDPInit is on$/],
    ['not signed', saml({ EncryptedResponses: 'true' }), /: requests are not signed$/],
    ['not encrypted', saml({ ...STRONG, EncryptedResponses: 'false' }), /: responses are not encrypted$/],
    ['both', saml({ IDPInit: true }), /IDPInit is on, requests are not signed, responses are not encrypted$/],
    ['strong', saml(STRONG), undefined],
    ['OIDC', saml({}, 'OIDC'), undefined],
    [
      'not known', { Idp: { ...saml({}).Idp, Properties: { ...saml({}).Idp.Properties, ProviderDetails: { 'Fn::ImportValue': 'x' } } } },
      undefined,
    ],
  ],
  'token-check-off': [
    ['off', { 'Identities/CognitoIdentityProviders/0/ServerSideTokenCheck': false }, /does not check tokens of Client with the user pool/],
    ['off as text', { 'Identities/CognitoIdentityProviders/0/ServerSideTokenCheck': 'false' }, /tokens of Client/],
    [
      'off for a client from elsewhere',
      { 'Identities/CognitoIdentityProviders/1': { ClientId: 'abc', ProviderName: 'cognito-idp.eu-west-1.amazonaws.com/x' } },
      /tokens of abc/,
    ],
    ['not known', { 'Identities/CognitoIdentityProviders/0/ServerSideTokenCheck': { 'Fn::ImportValue': 'x' } }, undefined],
  ],
  'mapping-limits': [
    [
      'eleven', { 'Roles/RoleMappings': Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`p${i}`, { Type: 'Token' }])) },
      /11 providers have role mappings; Cognito takes 10/,
    ],
    ['ten', { 'Roles/RoleMappings': Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`p${i}`, { Type: 'Token' }])) }, undefined],
    ['no rule', { [`${MAPPING}/RulesConfiguration/Rules`]: [] }, /0 rules for .*; Cognito takes 1 to 25/],
  ],
  'claim-not-in-token': [
    ['custom: twice', { [`${RULE}/Claim`]: 'custom:custom:plan' }, /has custom: twice/],
    ['custom: missing', { [`${RULE}/Claim`]: 'plan' }, /lacks custom: in front/],
    ['no such attribute', { [`${RULE}/Claim`]: 'custom:other' }, /Pool has no such attribute/],
    [
      'no such attribute, where a trigger may make it',
      { [`${RULE}/Claim`]: 'custom:other', 'Pool/LambdaConfig': { PreTokenGeneration: 'arn' } }, undefined,
    ],
    [
      'no such attribute, where a newer trigger may make it',
      { [`${RULE}/Claim`]: 'custom:other', 'Pool/LambdaConfig': { PreTokenGenerationConfig: { LambdaArn: 'arn' } } }, undefined,
    ],
    [
      'no such attribute, where triggers are not known',
      { [`${RULE}/Claim`]: 'custom:other', 'Pool/LambdaConfig': { 'Fn::ImportValue': 'x' } }, undefined,
    ],
    [
      'custom: twice in spite of a trigger',
      { [`${RULE}/Claim`]: 'custom:custom:plan', 'Pool/LambdaConfig': { PreTokenGeneration: 'arn' } }, /twice/,
    ],
    [
      'a standard attribute that is not read', { [`${RULE}/Claim`]: 'nickname', 'Client/ReadAttributes': ['email'] },
      /client Client may not read the attribute/,
    ],
    ['what is no attribute', { [`${RULE}/Claim`]: 'cognito:username', 'Client/ReadAttributes': ['email'] }, undefined],
  ],
  'tag-defaults-mixed': [
    ['both', tags({ UseDefaults: 'true', PrincipalTags: { plan: 'custom:plan' } }), /Tags low|Tags medium/],
    [
      'defaults, of which one decides',
      { ...tags({ UseDefaults: true }), 'Member/Policies': allow('s3:GetObject', 'arn:aws:s3:::b/${aws:PrincipalTag/username}/*') },
      /Member decides by the default tag username/,
    ],
    ['defaults, of which none decides', tags({ UseDefaults: true }), undefined],
    ['tags alone', tags({ PrincipalTags: { plan: 'custom:plan' } }), undefined],
  ],
  'factor-is-recovery': [
    ['by default', { 'Pool/EnabledMfas': ['EMAIL_OTP'] }, /Pool .*resets the password and gets the only second factor/],
    [
      'by default, where messages are sent', { 'Pool/EnabledMfas': ['EMAIL_OTP'], 'Pool/SmsConfiguration': { SnsCallerArn: 'arn' } },
      undefined,
    ],
    [
      'the phone',
      {
        'Pool/EnabledMfas': ['SMS_MFA'],
        'Pool/AccountRecoverySetting': { RecoveryMechanisms: [{ Name: 'verified_phone_number', Priority: 1 }] },
      },
      /Pool/,
    ],
    [
      'the other one',
      { 'Pool/EnabledMfas': ['SMS_MFA'], 'Pool/AccountRecoverySetting': { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] } },
      undefined,
    ],
    [
      'one of two',
      {
        'Pool/EnabledMfas': ['EMAIL_OTP'],
        'Pool/AccountRecoverySetting': {
          RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }, { Name: 'admin_only', Priority: 2 }],
        },
      },
      undefined,
    ],
    ['another factor too', { 'Pool/EnabledMfas': ['EMAIL_OTP', 'SOFTWARE_TOKEN_MFA'] }, undefined],
    ['required', { 'Pool/EnabledMfas': ['EMAIL_OTP'], 'Pool/MfaConfiguration': 'ON' }, /Pool/],
    ['off', { 'Pool/EnabledMfas': ['EMAIL_OTP'], 'Pool/MfaConfiguration': 'OFF' }, undefined],
  ],
  'client-settings-conflict': [
    ['a flow that there is not', { 'Client/ExplicitAuthFlows': ['ALLOW_EVERYTHING'] }, /the flow ALLOW_EVERYTHING, which does not exist/],
    [
      'old beside new', { 'Client/ExplicitAuthFlows': ['ADMIN_NO_SRP_AUTH', 'ALLOW_USER_SRP_AUTH'] },
      /ADMIN_NO_SRP_AUTH beside flows with ALLOW_/,
    ],
    ['rotation by default', { 'Client/ExplicitAuthFlows': undefined }, /rotation of refresh tokens, but no ExplicitAuthFlows/],
    ['no rotation by default', { 'Client/ExplicitAuthFlows': undefined, 'Client/RefreshTokenRotation': undefined }, undefined],
    [
      'context without a secret', { 'Client/EnablePropagateAdditionalUserContextData': true },
      /EnablePropagateAdditionalUserContextData, but no secret/,
    ],
    ['context with a secret', { 'Client/EnablePropagateAdditionalUserContextData': true, 'Client/GenerateSecret': true }, undefined],
    ['machines and people', { 'Client/AllowedOAuthFlows': ['client_credentials', 'code'] }, /client_credentials beside code/],
    [
      'scopes of users', { 'Client/AllowedOAuthFlows': ['client_credentials'], 'Client/AllowedOAuthScopes': ['openid', 'a/b'] },
      /client_credentials with openid, which/,
    ],
    ['scopes of people', { 'Client/AllowedOAuthScopes': ['openid'] }, undefined],
    ['a fragment', { 'Client/CallbackURLs': ['https://a.example/#x'] }, /which has a fragment/],
    ['no scheme', { 'Client/LogoutURLs': ['a.example'] }, /a\.example, which is not absolute/],
    [
      '101', { 'Client/CallbackURLs': Array.from({ length: 101 }, (_, i) => `https://a.example/${i}`) },
      /101 CallbackURLs, where 100 are taken/,
    ],
    ['100', { 'Client/LogoutURLs': Array.from({ length: 100 }, (_, i) => `https://a.example/${i}`) }, undefined],
    ['a URL of 1025 characters', { 'Client/CallbackURLs': [`https://a.example/${'x'.repeat(1025 - 18)}`] }, /a URL of 1025 characters/],
    ['a URL of 1024 characters', { 'Client/CallbackURLs': [`https://a.example/${'x'.repeat(1024 - 18)}`] }, undefined],
    [
      'a default elsewhere', { 'Client/DefaultRedirectURI': 'https://b.example' },
      /the DefaultRedirectURI https:\/\/b\.example, which is not among/,
    ],
    ['a default among them', { 'Client/DefaultRedirectURI': 'https://app.acme.dev' }, undefined],
    ['a default that is not known', { 'Client/DefaultRedirectURI': { 'Fn::ImportValue': 'x' } }, undefined],
  ],
};

describe.each(Object.entries(TABLE))('%s', (id, rows) => {
  test.each(rows)('%s', (_, patch, expected) => {
    const found = findings(patch, id);
    if (expected) expect(found).toEqual([expect.stringMatching(expected)]);
    else expect(found).toEqual([]);
  });
});
