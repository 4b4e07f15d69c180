import {
  acl, allow, AMR, asIssuer, AUD, bucketOf, cimd, CONDITION, directories, domain, fn, fnArn, googleRule, googleTag, group, guest,
  LEADING, logs, managedLogin, open, PREFERRED_GOLD, provider, recovery, RULE, rule, rulesOnGroups, second, secondRegion,
  smsRole, style, TAGGED, tags, twoIdentityPools, workflows,
} from './case-parts';
import { Patch } from './good-template';

/** Catalogue id, where it is reported, the bad template, the nearest template that is not reported. */
export const CASES: [string, string, Patch, Patch][] = [
  ['A01', 'Roles', { 'Client/WriteAttributes': ['custom:plan'] }, { 'Client/WriteAttributes': ['custom:other'] }],
  ['A02', 'Roles', { 'Client/WriteAttributes': undefined }, { 'Client/WriteAttributes': ['email'] }],
  ['A03', 'Roles', { 'Other/WriteAttributes': ['custom:plan'] }, { 'Other/WriteAttributes': ['name'] }],
  [
    'A04', 'Roles', { ...open, 'Pool/Schema/0/Mutable': false, 'Client/WriteAttributes': ['custom:plan'] },
    { 'Pool/Schema/0/Mutable': false, 'Client/WriteAttributes': ['custom:plan'] },
  ],
  [
    'A05', 'Roles', { 'Idp': provider({ 'custom:plan': 'plan' }), 'Client/WriteAttributes': ['custom:plan'] },
    {
      'Idp': provider({ 'custom:plan': 'plan' }),
      'Client/WriteAttributes': ['custom:plan'],
      'Client/ExplicitAuthFlows': ['ALLOW_REFRESH_TOKEN_AUTH'],
    },
  ],
  ['A06', 'Roles', { [`${RULE}/Claim`]: 'name' }, { [`${RULE}/Claim`]: 'nickname' }],
  ['A07', 'Roles', { [`${RULE}/Claim`]: 'email', 'Pool/UserAttributeUpdateSettings': undefined }, { [`${RULE}/Claim`]: 'email' }],
  ['A08', 'Roles', { [`${RULE}/Claim`]: 'cognito:username' }, { [`${RULE}/Claim`]: 'cognito:groups' }],
  ['A09', 'Roles', { [RULE]: rule('cognito:groups', 'Contains', 'admin') }, { [RULE]: rule('cognito:groups', 'Contains', 'admins') }],
  ['A10', 'Roles', { [`${RULE}/MatchType`]: 'Contains' }, { [`${RULE}/MatchType`]: 'StartsWith' }],
  ['A11', 'Roles', { [RULE]: rule('email', 'StartsWith') }, { [`${RULE}/MatchType`]: 'StartsWith' }],
  ['A12', 'Roles', { [RULE]: rule('email', 'Contains', '@corp.com') }, { [RULE]: rule('email', 'Contains', 'corp.com') }],
  ['A13', 'Roles', { [`${RULE}/MatchType`]: 'NotEqual' }, { [RULE]: rule('custom:plan', 'NotEqual', 'free', 'Member') }],
  ['A14', 'Roles', { [`${RULE}/MatchType`]: 'NotEqual' }, { [RULE]: rule('sub', 'NotEqual') }],
  [
    'A15', 'Roles', { 'Roles/RoleMappings/web/RulesConfiguration/Rules': [rule('custom:plan', 'StartsWith', 'g'), rule('custom:plan')] },
    { 'Roles/RoleMappings/web/RulesConfiguration/Rules': [rule('custom:plan'), rule('custom:plan', 'StartsWith', 'g')] },
  ],
  [
    'A16', 'Roles', { 'Roles/RoleMappings/web/AmbiguousRoleResolution': 'AuthenticatedRole', 'Member/Policies': allow('s3:GetObject') },
    { 'Member/Policies': allow('s3:GetObject') },
  ],
  [
    'A17', 'Roles',
    { 'Roles/RoleMappings/web/RulesConfiguration/Rules': [rule('custom:plan'), rule('custom:tier', 'Equals', 'x', 'Member')] },
    { 'Roles/RoleMappings/web/RulesConfiguration/Rules': [rule('custom:plan'), rule('custom:plan', 'Equals', 'x', 'Member')] },
  ],
  [
    'A18', 'Bad', { Bad: group('suspended', 'Member', 0), Good: group('editors', 'Gold', 1) },
    { Bad: group('writers', 'Member', 0), Good: group('editors', 'Gold', 1) },
  ],
  [
    'A19', 'Second', { First: group('a', 'Member', 1), Second: group('b', 'Gold', 1) },
    { First: group('a', 'Member', 1), Second: group('b', 'Gold', 2) },
  ],
  [
    'A20', 'Second', { Second: group('b', 'Gold', 1) },
    { 'Second': group('b', 'Gold', 1), 'Roles/RoleMappings/web/Type': 'Token', 'Roles/RoleMappings/web/RulesConfiguration': undefined },
  ],
  ['A21', 'Second', { Second: group('b', 'Gold', 1) }, { Second: group('b', 'Gold', 1), [RULE]: rule('cognito:preferred_role') }],
  [
    'A22', 'Roles', { 'Identities/SupportedLoginProviders': { 'accounts.google.com': 'x' } },
    {
      'Identities/SupportedLoginProviders': { 'accounts.google.com': 'x' },
      'Roles/RoleMappings/web/AmbiguousRoleResolution': 'AuthenticatedRole',
    },
  ],
  ['A23', 'Roles', { 'Roles/RoleMappings/web/IdentityProvider': { 'Fn::Sub': '${Pool.ProviderURL}:${Client}' } }, {}],
  [
    'A24', 'Roles',
    { 'Roles/RoleMappings/web/RulesConfiguration/Rules': Array.from({ length: 26 }, (_, i) => rule('custom:plan', 'Equals', `v${i}`)) },
    { 'Roles/RoleMappings/web/RulesConfiguration/Rules': Array.from({ length: 25 }, (_, i) => rule('custom:plan', 'Equals', `v${i}`)) },
  ],
  [
    'A25', 'Again', { Again: { Type: 'AWS::Cognito::IdentityPoolRoleAttachment', Properties: { IdentityPoolId: { Ref: 'Identities' } } } },
    { Again: { Type: 'AWS::Cognito::IdentityPoolRoleAttachment', Properties: { IdentityPoolId: 'eu-west-1:other' } } },
  ],
  ['A26', 'Roles', { 'Roles/Roles/admin': 'arn' }, { 'Roles/Roles/unauthenticated': 'arn' }],
  ['A27', 'Roles', { [`${RULE}/Claim`]: 'plan' }, { [`${RULE}/Claim`]: 'custom:plan' }],
  ['A28', 'Roles', { 'Client/ReadAttributes': ['email'] }, { 'Client/ReadAttributes': ['custom:plan'] }],
  [
    'A29', 'Pool', { 'Pool/LambdaConfig': { PreTokenGeneration: 'arn' }, [RULE]: rule('cognito:groups') },
    { 'Pool/LambdaConfig': { PreTokenGeneration: 'arn' } },
  ],
  [
    'A30', 'Fn', fn('cognito-idp:AdminAddUserToGroup', { ...open, 'Pool/LambdaConfig': { PostConfirmation: fnArn } }),
    fn('cognito-idp:AdminAddUserToGroup', { 'Pool/LambdaConfig': { PostConfirmation: fnArn } }),
  ],
  [
    'A31', 'FnRole', { ...fn('x:Y', {}), 'FnRole/Policies': allow('cognito-idp:AdminUpdateUserAttributes') },
    fn('cognito-idp:AdminUpdateUserAttributes', {}),
  ],
  [
    'A32', 'Identities', { ...second('cognito-idp.eu-west-1.amazonaws.com/eu-west-1_other'), 'Roles/RoleMappings': undefined },
    { 'Roles/RoleMappings': undefined },
  ],
  ['A33', 'Member', { [`Member/${CONDITION}/StringEquals`]: undefined }, {}],
  ['A34', 'Member', { [`Member/${CONDITION}/ForAnyValue:StringLike`]: undefined }, {}],
  [
    'A35', 'Member', { [`Member/${CONDITION}/StringEquals`]: undefined, [`Member/${CONDITION}/StringLike`]: { [AUD]: '*' } },
    { [`Member/${CONDITION}/StringEquals`]: undefined, [`Member/${CONDITION}/StringLike`]: { [AUD]: { Ref: 'Identities' } } },
  ],
  ['A36', 'Member', { [`Member/${CONDITION}/StringEquals`]: { [AUD]: '*' } }, {}],
  [
    'A37', 'Member',
    {
      [`Member/${CONDITION}/ForAnyValue:StringLike`]: undefined,
      [`Member/${CONDITION}/ForAllValues:StringLike`]: { [AMR]: 'authenticated' },
    },
    {},
  ],
  ['A38', 'Member', { [`Member/${CONDITION}/ForAnyValue:StringLike`]: { [AMR]: ['authenticated', 'unauthenticated'] } }, {}],
  ['A39', 'Member', { 'Roles/Roles/unauthenticated': { 'Fn::GetAtt': ['Member', 'Arn'] } }, guest([])],
  ['A40', 'Member', { [`Member/${CONDITION}/StringEquals`]: { [AUD]: [{ Ref: 'Identities' }, 'eu-west-1:x'] } }, {}],
  [
    'A41', 'Member',
    { 'Member/AssumeRolePolicyDocument/Statement/1': { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' } }, {},
  ],
  [
    'A42', 'Gold',
    {
      'Gold/AssumeRolePolicyDocument/Statement/0': {
        Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole',
      },
    },
    {},
  ],
  ['A43', 'Gold', { 'Gold/AssumeRolePolicyDocument/Statement/0/Action': 'sts:AssumeRole' }, {}],
  [
    'A44', 'Member', tags({ plan: 'custom:plan' }),
    {
      ...tags({ plan: 'custom:plan' }),
      'Member/AssumeRolePolicyDocument/Statement/0/Action': TAGGED,
      'Gold/AssumeRolePolicyDocument/Statement/0/Action': TAGGED,
    },
  ],
  [
    'A45', 'Member',
    {
      'Member/AssumeRolePolicyDocument/Statement/1': {
        Effect: 'Allow', Principal: { Federated: 'cognito-identity.amazonaws.com' }, Action: 'sts:TagSession',
      },
    },
    { 'Member/AssumeRolePolicyDocument/Statement/0/Action': TAGGED },
  ],
  [
    'A46', 'Member',
    { 'Member/AssumeRolePolicyDocument/Statement/0/Principal': { Federated: 'cognito-identity.cn-north-1.amazonaws.com.cn' } }, {},
  ],
  ['A47', 'Member', { 'Member/MaxSessionDuration': 43200, 'Identities/AllowClassicFlow': true }, { 'Member/MaxSessionDuration': 43200 }],
  [
    'A98', 'Member', { 'Member/Policies': allow('lambda:UpdateFunction*') },
    { 'Member/Policies': allow('lambda:UpdateFunctionCode', 'arn:aws:lambda:eu-west-1:1:function:f') },
  ],
  [
    'A99', 'Member', { 'Member/Policies': allow('lambda:Invoke*') },
    { 'Member/Policies': allow('lambda:InvokeFunction', 'arn:aws:lambda:eu-west-1:1:function:f') },
  ],
  [
    'A100', 'Guest', guest(allow(['s3:GetObject*', 's3:List*'], ['arn:aws:s3:::b', 'arn:aws:s3:::b/public/*'])),
    guest(allow(['s3:GetObject*', 's3:List*'], 'arn:aws:s3:::b/public/*')),
  ],
  ['A101', 'Member',
    { 'Member/Policies': allow('dynamodb:Scan', 'arn:aws:dynamodb:eu-west-1:1:table/t', LEADING) },
    { 'Member/Policies': allow('dynamodb:Query', 'arn:aws:dynamodb:eu-west-1:1:table/t', LEADING) }],
  ['A48', 'Guest', guest(allow('s3:PutObject', 'arn:aws:s3:::b/*')), guest(allow('rum:PutRumEvents'))],
  ['A49', 'Guest', guest(allow('s3:GetObject', 'arn:aws:s3:::b/*')), guest(allow('s3:GetObject', 'arn:aws:s3:::b/public/*'))],
  ['A50', 'Guest', guest(allow('bedrock:ListModels')), guest(allow('polly:SynthesizeSpeech'))],
  ['A51', 'Member', { 'Member/Policies': allow('s3:*') }, { 'Member/Policies': allow('s3:GetObject', 'arn:aws:s3:::b/x/*') }],
  ['A52', 'Member', { 'Member/Policies': allow('iam:PassRole') }, { 'Member/Policies': allow('iam:GetRole') }],
  ['A53', 'Member', { 'Member/Policies': allow('cognito-idp:AdminAddUserToGroup') }, { 'Member/Policies': allow('cognito-idp:GetUser') }],
  ['A54', 'Member', { 'Member/Policies': allow('cognito-identity:*') }, { 'Member/Policies': allow('cognito-identity:GetId') }],
  [
    'A55', 'Member', { 'Member/Policies': allow('s3:GetObject', 'arn:aws:s3:::b/${cognito-identity.amazonaws.com:sub}*') },
    { 'Member/Policies': allow('s3:GetObject', 'arn:aws:s3:::b/${cognito-identity.amazonaws.com:sub}/*') },
  ],
  [
    'A56', 'Member', { 'Member/Policies': allow('s3:GetObject', 'arn:aws:s3:::b/${cognito:sub}/*') },
    { 'Member/Policies': allow('s3:GetObject', 'arn:aws:s3:::b/${cognito-identity.amazonaws.com:sub}/*') },
  ],
  ['A58', 'Identities', { 'Identities/AllowUnauthenticatedIdentities': true }, {}],
  ['A59', 'Identities', { 'Identities/AllowClassicFlow': true }, { 'Identities/AllowClassicFlow': false }],
  ['A60', 'Identities', { 'Identities/AllowClassicFlow': true }, { 'Identities/AllowClassicFlow': true, 'Roles/RoleMappings': undefined }],
  ['A61', 'Identities', { 'Identities/CognitoIdentityProviders/0/ServerSideTokenCheck': undefined }, {}],
  [
    'A62', 'Identities', { 'Identities/SupportedLoginProviders': { 'accounts.google.com': 'x' }, 'Roles/RoleMappings': undefined },
    { 'Roles/RoleMappings': undefined },
  ],
  ['A63', 'Tags', { ...tags({ plan: 'custom:plan' }), 'Client/WriteAttributes': ['custom:plan'] }, tags({ plan: 'custom:plan' })],
  ['A64', 'Tags', tags({ plan: 'custom:plan' }, { UseDefaults: true }), tags({ plan: 'custom:plan' })],
  [
    'A65', 'Member', { ...tags({ plan: 'custom:plan' }), 'Member/Tags': [{ Key: 'plan', Value: 'x' }] },
    { ...tags({ plan: 'custom:plan' }), 'Member/Tags': [{ Key: 'team', Value: 'x' }] },
  ],
  [
    'A66', 'FnRole', { ...fn('x:Y', {}), 'FnRole/Policies': allow('cognito-identity:GetOpenIdTokenForDeveloperIdentity') },
    fn('cognito-identity:GetOpenIdTokenForDeveloperIdentity', {}),
  ],
  ['A67', 'Identities', { 'Client/AllowedOAuthFlows': ['client_credentials'] }, {}],
  ['A68', 'Identities', { 'Identities/CognitoStreams': { StreamName: 's' } }, {}],
  ['A110', 'Pool', twoIdentityPools({ Ref: 'Identities' }), twoIdentityPools([{ Ref: 'Identities' }, { Ref: 'Second' }])],
  ['A69', 'Pool', open, {}],
  [
    'A70', 'Pool',
    {
      ...open,
      'Pool/LambdaConfig': { PreSignUp: fnArn },
      'Fn': { Type: 'AWS::Lambda::Function', Properties: { Code: { ZipFile: 'event.response.autoConfirmUser = true' } } },
    },
    {
      ...open,
      'Pool/LambdaConfig': { PreSignUp: fnArn },
      'Fn': { Type: 'AWS::Lambda::Function', Properties: { Code: { ZipFile: 'return event' } } },
    },
  ],
  [
    'A71', 'Fn', fn('cognito-idp:AdminLinkProviderForUser', { 'Pool/LambdaConfig': { PreSignUp: fnArn } }),
    fn('cognito-idp:AdminLinkProviderForUser', {}),
  ],
  ['A72', 'Idp', { Idp: provider({ email: 'email' }) }, { Idp: provider({ email: 'email', email_verified: 'email_verified' }) }],
  ['A73', 'Pool', { 'Pool/UserAttributeUpdateSettings': undefined }, {}],
  ['A74', 'Pool', { 'Pool/UsernameConfiguration': undefined }, {}],
  ['A75', 'Pool', { 'Pool/MfaConfiguration': 'OFF' }, {}],
  ['A76', 'Pool', { 'Pool/EnabledMfas': ['SMS_MFA'] }, { 'Pool/EnabledMfas': ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'] }],
  ['A77', 'Pool', { 'Pool/MfaConfiguration': 'ON', 'Idp': provider({}) }, { 'Pool/MfaConfiguration': 'ON' }],
  ['A78', 'Pool', { 'Pool/UserPoolAddOns': { AdvancedSecurityMode: 'AUDIT' } }, {}],
  [
    'A79', 'Pool', { 'Pool/UserPoolAddOns': { AdvancedSecurityMode: 'ENFORCED' } },
    {
      'Pool/UserPoolAddOns': { AdvancedSecurityMode: 'ENFORCED' },
      'Risk': { Type: 'AWS::Cognito::UserPoolRiskConfigurationAttachment', Properties: { UserPoolId: { Ref: 'Pool' }, X: 'BLOCK' } },
    },
  ],
  ['A80', 'Pool', { 'Pool/Policies/PasswordPolicy/MinimumLength': 8 }, { 'Pool/Policies/PasswordPolicy/MinimumLength': 12 }],
  ['A81', 'Pool', { 'Pool/Policies/PasswordPolicy/TemporaryPasswordValidityDays': 8 }, {}],
  ['A82', 'Pool', { 'Pool/DeletionProtection': undefined }, {}],
  ['A84', 'Pool', { 'Pool/UserPoolTier': 'PLUS' }, {}],
  ['A85', 'Pool', { ...open, ...domain }, domain],
  [
    'A86', 'Permission', { Permission: { Type: 'AWS::Lambda::Permission', Properties: { Principal: 'cognito-idp.amazonaws.com' } } },
    {
      Permission: {
        Type: 'AWS::Lambda::Permission',
        Properties: { Principal: 'cognito-idp.amazonaws.com', SourceArn: { 'Fn::GetAtt': ['Pool', 'Arn'] } },
      },
    },
  ],
  ['A87', 'Sms', smsRole({}), smsRole({ StringEquals: { 'sts:ExternalId': 'x' } })],
  [
    'A88', 'Idp', { Idp: provider({}, { client_secret: 'hunter2' }) },
    { Idp: provider({}, { client_secret: '{{resolve:secretsmanager:x}}' }) },
  ],
  [
    'A89', 'Idp', { Idp: provider({}, { IDPInit: 'true', RequestSigningAlgorithm: 'rsa-sha256', EncryptedResponses: 'true' }, 'SAML') },
    { Idp: provider({}, { RequestSigningAlgorithm: 'rsa-sha256', EncryptedResponses: 'true' }, 'SAML') },
  ],
  ['A90', 'Pool', { 'Pool/LambdaConfig': { DefineAuthChallenge: 'arn' } }, {}],
  ['A91', 'Client', { 'Client/AllowedOAuthFlows': ['implicit'] }, {}],
  ['A92', 'Client', { 'Client/CallbackURLs': ['http://app.acme.dev'] }, { 'Client/CallbackURLs': ['dev.acme.app://callback'] }],
  [
    'A93', 'Other', { 'Other/AllowedOAuthFlows': ['client_credentials'] },
    { 'Other/AllowedOAuthFlows': ['client_credentials'], 'Other/GenerateSecret': true },
  ],
  [
    'A94', 'Client', { 'Client/ExplicitAuthFlows': ['ALLOW_USER_PASSWORD_AUTH'] },
    { 'Client/ExplicitAuthFlows': ['ALLOW_USER_PASSWORD_AUTH'], 'Client/GenerateSecret': true },
  ],
  [
    'A94', 'Other', { 'Other/ExplicitAuthFlows': ['ALLOW_TOKEN_EXCHANGE_DELEGATION'] },
    { 'Other/ExplicitAuthFlows': ['ALLOW_TOKEN_EXCHANGE_DELEGATION'], 'Other/GenerateSecret': true },
  ],
  ['A95', 'Client', { 'Client/PreventUserExistenceErrors': undefined }, {}],
  ['A96', 'Client', { 'Client/AllowedOAuthScopes': ['aws.cognito.signin.user.admin'] }, { 'Client/AllowedOAuthScopes': ['openid'] }],
  [
    'A97', 'Open', { ...guest([]), ...bucketOf({ AWS: { 'Fn::GetAtt': ['Guest', 'Arn'] } }) },
    { ...guest([]), ...bucketOf({ AWS: { 'Fn::GetAtt': ['FnRole', 'Arn'] } }), ...fn('s3:GetObject', {}) },
  ],
  [
    'A102', 'Pool', { 'Pool/DcrConfiguration': { OpenDcrEnabled: true } },
    { 'Pool/DcrConfiguration': { EnableStatus: 'Disabled', OpenDcrEnabled: true } },
  ],
  ['A103', 'Cimd', cimd('https://*/client.json'), cimd('https://app.harbour.example/*')],
  [
    'A102', 'Cimd', cimd('https://app.harbour.example/*', {}, 'Client'),
    cimd('https://app.harbour.example/*', { AllowedOAuthScopes: ['openid'] }),
  ],
  [
    'A102', 'Cimd', cimd('https://app.harbour.example/*', { AllowedOAuthScopes: ['aws.cognito.signin.user.admin'] }),
    cimd('https://app.harbour.example/*'),
  ],
  ['A102', 'Cimd', cimd('https://app.harbour.example/*', { ExplicitAuthFlows: undefined }), cimd('https://app.harbour.example/*')],
  ['A104', 'Roles', { ...asIssuer, 'Client/WriteAttributes': ['custom:plan'] }, asIssuer],
  ['A105', 'Roles', googleRule('name'), googleRule('hd')],
  ['A105', 'Roles', googleRule('nickname', 'StartsWith'), googleRule('email')],
  ['A105', 'Tags', googleTag('name'), googleTag('sub')],
  [
    'A106', 'Pool', { 'Pool/EnabledMfas': ['EMAIL_OTP'], 'Pool/AccountRecoverySetting': recovery('verified_email') },
    { 'Pool/EnabledMfas': ['EMAIL_OTP'], 'Pool/AccountRecoverySetting': recovery('admin_only') },
  ],
  [
    'A108', 'Client', { 'Client/WriteAttributes': ['custom:missing'] },
    { 'Client/WriteAttributes': ['custom:other'], 'Pool/Schema/1': { Name: 'other', AttributeDataType: 'String' } },
  ],
  ['A108', 'Other', { 'Other/AccessTokenValidity': 25 }, { 'Other/AccessTokenValidity': 24 }],
  [
    'A108', 'Idp', { 'Idp': provider({ 'custom:plan': 'plan' }), 'Pool/Schema/0/Mutable': false },
    { Idp: provider({ 'custom:plan': 'plan' }) },
  ],
  [
    'A108', 'Pool', { 'Pool/LambdaConfig': { CustomEmailSender: { LambdaArn: 'arn', LambdaVersion: 'V1_0' } } },
    { 'Pool/LambdaConfig': { CustomEmailSender: { LambdaArn: 'arn', LambdaVersion: 'V1_0' }, KMSKeyID: 'arn' } },
  ],
  [
    'A108', 'Second', { 'Second': secondRegion('ACTIVE'), 'Pool/EmailConfiguration': { EmailSendingAccount: 'DEVELOPER' } },
    { 'Second': secondRegion('INACTIVE'), 'Pool/EmailConfiguration': { EmailSendingAccount: 'DEVELOPER' } },
  ],
  [
    'A108', 'Fn', fn('x:Y', { 'Pool/LambdaConfig': { PreSignUp: fnArn } }),
    fn('x:Y', {
      'Pool/LambdaConfig': { PreSignUp: fnArn },
      'Permit': {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          FunctionName: { Ref: 'Fn' },
          Action: 'lambda:InvokeFunction',
          Principal: 'cognito-idp.amazonaws.com',
          SourceArn: { 'Fn::GetAtt': ['Pool', 'Arn'] },
        },
      },
    }),
  ],
  [
    'A108', 'Client', { 'Client/ExplicitAuthFlows': ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
    { 'Client/ExplicitAuthFlows': ['ALLOW_USER_SRP_AUTH'] },
  ],
  [
    'A108', 'Other', { 'Other/ExplicitAuthFlows': ['ALLOW_CLIENT_TOKEN_AUTH'] },
    { 'Other/ExplicitAuthFlows': ['ALLOW_CLIENT_TOKEN_AUTH'], 'Other/GenerateSecret': true },
  ],
  [
    'A108', 'Other', { 'Other/GenerateSecret': true, 'Other/ExplicitAuthFlows': ['ALLOW_CLIENT_TOKEN_AUTH', 'ALLOW_USER_AUTH'] },
    { 'Other/GenerateSecret': true, 'Other/ExplicitAuthFlows': ['ALLOW_USER_AUTH'] },
  ],
  [
    'A108', 'Other', { 'Other/ExplicitAuthFlows': ['ALLOW_TOKEN_EXCHANGE'] },
    { 'Other/ExplicitAuthFlows': ['ALLOW_TOKEN_EXCHANGE_DELEGATION'], 'Other/GenerateSecret': true },
  ],
  [
    'A108', 'Pool', { 'Pool/Policies/SignInPolicy': { AllowedFirstAuthFactors: ['EMAIL_OTP'] } },
    { 'Pool/Policies/SignInPolicy': { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } },
  ],
  [
    'A108', 'Pool', { 'Pool/UserPoolAddOns': { AdvancedSecurityMode: 'AUDIT' } },
    { 'Pool/UserPoolAddOns': { AdvancedSecurityMode: 'AUDIT' }, 'Pool/UserPoolTier': 'PLUS' },
  ],
  ['A108', 'Pool', { 'Pool/Schema/0/Required': true }, { 'Pool/Schema/0/Required': false }],
  ['A108', 'Logs', logs('ERROR'), { ...logs('INFO'), 'Pool/UserPoolTier': 'PLUS' }],
  ['A108', 'Acl', acl({ Ref: 'Web' }), acl({ 'Fn::GetAtt': ['Web', 'Arn'] })],
  [
    'A108', 'Pool', { 'Pool/LambdaConfig': { UserMigration: 'arn' } },
    { 'Pool/LambdaConfig': { UserMigration: 'arn' }, 'Client/ExplicitAuthFlows': ['ALLOW_USER_PASSWORD_AUTH'] },
  ],
  [
    'A108', 'Pool', { 'Pool/LambdaConfig': { PreSignUp: 'arn:aws:lambda:eu-west-1:1:function:f:7' } },
    { 'Pool/LambdaConfig': { PreSignUp: 'arn:aws:lambda:eu-west-1:1:function:f:live' } },
  ],
  [
    'A109', 'Client', { ...managedLogin, 'Client/AllowedOAuthFlowsUserPoolClient': true },
    { ...managedLogin, 'Client/AllowedOAuthFlowsUserPoolClient': true, 'Style': style },
  ],
  ['A107', 'Roles', { 'Identities/AllowUnauthenticatedIdentities': true }, {}],
  [
    'A111', 'Roles', { 'Roles/Roles/authenticated': { 'Fn::ImportValue': 'elsewhere' } },
    { 'Client/ClientName': { 'Fn::ImportValue': 'elsewhere' } },
  ],
  [
    'A15', 'Roles', { Golden: group('golden', 'Gold', 1), ...rulesOnGroups(PREFERRED_GOLD, rule('cognito:groups', 'Contains', 'golden')) },
    {
      Golden: group('golden', 'Gold', 1),
      Second: group('second', 'Member', 0),
      ...rulesOnGroups(PREFERRED_GOLD, rule('cognito:groups', 'Contains', 'golden')),
    },
  ],
  [
    'A15', 'Roles', { Golden: group('golden', 'Gold', 1), ...rulesOnGroups(rule('cognito:groups', 'Contains', 'golden'), PREFERRED_GOLD) },
    { Golden: group('golden', 'Gold', 1), ...rulesOnGroups(rule('cognito:groups', 'Contains', 'admins'), PREFERRED_GOLD) },
  ],
  ['A113', 'Roles', directories({ Acme: 'SAML', Globex: 'OIDC' }), directories({ Acme: 'SAML' })],
  ['A113', 'Tags', { ...directories({ Acme: 'SAML', Globex: 'OIDC' }), ...tags({ tenant: 'custom:plan' }) }, {
    ...directories({ Acme: 'SAML', Globex: 'OIDC' }), ...tags({ tenant: 'sub' }), 'Roles/RoleMappings': undefined,
  }],
  ['A114', 'Roles', workflows([rule('ref', 'Equals', 'refs/heads/main')]), workflows([rule('repository', 'Equals', 'acme/shop')])],
];
