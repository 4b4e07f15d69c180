import { arn, asked, unknown } from './asking';
import { allow, cimd, guest, open, provider, RULE, rule } from '../case-parts';
import { trust } from '../good-template';

const MACHINE = { 'Client/AllowedOAuthFlows': ['client_credentials'] };
const SECRET = { 'Client/GenerateSecret': true };
const ofPool = (Type: string, more: object = {}) =>
  ({ Type: `AWS::Cognito::${Type}`, Properties: { UserPoolId: { Ref: 'Pool' }, ...more } });
const dcr = (more: object) => ({ 'Pool/DcrConfiguration': { EnableStatus: 'ENABLED', ...more } });
const SELF = 'aws.cognito.signin.user.admin';

asked({
  'callback-unsafe': [
    [
      'two addresses, one twice',
      { 'Client/CallbackURLs': ['http://a.example', 'http://a.example', 'https://*.example'] },
      'Client high A92: Client redirects to http://a.example (not encrypted), https://*.example (a pattern)',
    ],
    [
      'an address to leave by',
      { 'Client/LogoutURLs': ['http://a.example'] },
      'Client high A92: Client redirects to http://a.example (not encrypted)',
    ],
    [
      'the default address',
      { 'Client/DefaultRedirectURI': 'http://a.example' },
      'Client high A92: Client redirects to http://a.example (not encrypted)',
    ],
    [
      'an app',
      { 'Client/CallbackURLs': ['myapp://back'] },
      'Client medium A92: Client redirects to myapp://back (a scheme that any app may take)',
    ],
    [
      'the own machine',
      { 'Client/CallbackURLs': ['http://localhost:3000'] },
      'Client medium A92: Client redirects to http://localhost:3000 (this machine)',
    ],
    ['TLS', { 'Client/CallbackURLs': ['https://a.example'], 'Client/LogoutURLs': ['https://a.example/out'] }],
  ],
  'client-attribute-unknown': [
    [
      'to write and to read',
      { 'Client/WriteAttributes': ['custom:a', 'custom:b'], 'Client/ReadAttributes': ['custom:c'] },
      'Client medium A108: WriteAttributes of Client has custom:a, custom:b, which Pool does not have',
      'Client medium A108: ReadAttributes of Client has custom:c, which Pool does not have',
    ],
    ['attributes that there are', { 'Client/WriteAttributes': ['custom:plan', 'name'], 'Client/ReadAttributes': ['email'] }],
  ],
  'client-hygiene': [
    [
      'three flaws',
      { 'Client/PreventUserExistenceErrors': undefined, 'Client/EnableTokenRevocation': false, 'Client/RefreshTokenRotation': undefined },
      'Client medium A95: Client tells who has an account, cannot revoke tokens, does not rotate refresh tokens',
    ],
    [
      'what is not known',
      { 'Client/PreventUserExistenceErrors': unknown, 'Client/EnableTokenRevocation': unknown, 'Client/RefreshTokenRotation': unknown },
    ],
    [
      'no flow',
      { 'Client/RefreshTokenRotation': undefined, 'Client/ExplicitAuthFlows': [] },
      'Client medium A95: Client does not rotate refresh tokens',
    ],
    [
      'another flow alone',
      { 'Client/RefreshTokenRotation': undefined, 'Client/ExplicitAuthFlows': ['ALLOW_USER_AUTH'] },
      'Client medium A95: Client does not rotate refresh tokens',
    ],
  ],
  'client-secret-misplaced': [
    [
      'an app by its own scheme',
      { ...SECRET, 'Client/CallbackURLs': ['https://a.example', 'a.b-c+d1://back'] },
      'Client medium A93: Client has a secret, but is an app (a.b-c+d1://back)',
    ],
    [
      'the implicit grant',
      { ...SECRET, 'Client/AllowedOAuthFlows': ['implicit'] },
      'Client medium A93: Client has a secret, but is an app (implicit grant)',
    ],
    ['what is no URL', { ...SECRET, 'Client/CallbackURLs': ['not a url', '1a://x', 'HTTP://localhost'] }],
    ['a machine whose secret is not known', { ...MACHINE, 'Client/GenerateSecret': unknown }],
    ['a page without one', { 'Client/AllowedOAuthFlows': ['implicit'] }],
  ],
  'client-settings-conflict': [
    [
      'two flows that there are not',
      { 'Client/ExplicitAuthFlows': ['A', 'B', 'ALLOW_USER_SRP_AUTH'] },
      'Client medium A108: Client has the flow A, B, which does not exist',
    ],
    ['old flows alone', { 'Client/ExplicitAuthFlows': ['ADMIN_NO_SRP_AUTH', 'CUSTOM_AUTH_FLOW_ONLY', 'USER_PASSWORD_AUTH'] }],
    [
      'two old flows beside a new one',
      { 'Client/ExplicitAuthFlows': ['ADMIN_NO_SRP_AUTH', 'USER_PASSWORD_AUTH', 'ALLOW_USER_AUTH'] },
      'Client medium A108: Client has ADMIN_NO_SRP_AUTH, USER_PASSWORD_AUTH beside flows with ALLOW_',
    ],
    ['a flow that is not known', { 'Client/ExplicitAuthFlows': [unknown, 'ALLOW_USER_SRP_AUTH'] }],
    [
      'client tokens among others',
      { ...SECRET, 'Client/ExplicitAuthFlows': ['ALLOW_CLIENT_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH'] },
      'Client medium A108: Client has ALLOW_CLIENT_TOKEN_AUTH beside other flows, where it has to be the only one',
    ],
    ['client tokens beside what is not known', { ...SECRET, 'Client/ExplicitAuthFlows': ['ALLOW_CLIENT_TOKEN_AUTH', unknown] }],
    [
      'client tokens without a secret',
      { 'Client/ExplicitAuthFlows': ['ALLOW_CLIENT_TOKEN_AUTH'] },
      'Client medium A108: Client has ALLOW_CLIENT_TOKEN_AUTH, but no secret',
    ],
    ['client tokens with a secret', { ...SECRET, 'Client/ExplicitAuthFlows': ['ALLOW_CLIENT_TOKEN_AUTH'] }],
    [
      'rotation and refreshing',
      { 'Client/ExplicitAuthFlows': ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
      'Client medium A108: Client has rotation of refresh tokens beside ALLOW_REFRESH_TOKEN_AUTH',
    ],
    [
      'refreshing without rotation',
      { 'Client/ExplicitAuthFlows': ['ALLOW_REFRESH_TOKEN_AUTH'], 'Client/RefreshTokenRotation': { Feature: 'DISABLED' } },
    ],
    [
      'users, and two grants for machines',
      {
        ...SECRET,
        'Client/AllowedOAuthFlows': ['client_credentials', 'code', 'implicit'],
        'Client/AllowedOAuthScopes': ['openid',
          'email', 'a/b'],
      },
      'Client medium A108: Client has client_credentials beside code, implicit, and client_credentials with openid, email, which is '
        + 'about a user',
    ],
    [
      'two faults',
      { ...SECRET, 'Client/AllowedOAuthFlows': ['client_credentials', 'code'], 'Client/LogoutURLs': ['https://a.example/#x'] },
      'Client medium A108: Client has client_credentials beside code, and https://a.example/#x, which has a fragment',
    ],
    ['addresses that are not known', { 'Client/CallbackURLs': [unknown], 'Client/DefaultRedirectURI': 'https://a.example' }],
    [
      'an address that begins with what is made',
      { 'Client/CallbackURLs': [{ 'Fn::Sub': '${Page}/back' }, 'https://a.example'], 'Page': { Type: 'AWS::SNS::Topic', Properties: {} } },
    ],
    [
      'an address whose scheme is none',
      { 'Client/CallbackURLs': ['1a://back', '//a.example'] },
      'Client medium A108: Client has 1a://back, which is not absolute, and //a.example, which is not absolute',
    ],
  ],
  'password-flow-on-public-client': [
    [
      'each way',
      {
        'Client/ExplicitAuthFlows': ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH',
          'ADMIN_NO_SRP_AUTH', 'ALLOW_USER_SRP_AUTH'],
      },
      'Client medium A94: Client has no secret and allows ALLOW_USER_PASSWORD_AUTH, ALLOW_ADMIN_USER_PASSWORD_AUTH, '
        + 'USER_PASSWORD_AUTH, ADMIN_NO_SRP_AUTH',
    ],
    ['with a secret', { ...SECRET, 'Client/ExplicitAuthFlows': ['ALLOW_USER_PASSWORD_AUTH'] }],
    ['what is no such flow', { 'Client/ExplicitAuthFlows': ['USER_PASSWORD_AUTH_NOT', 'NO_ADMIN_NO_SRP_AUTH'] }],
  ],
  'provider-secret-in-template': [
    ['a key', { Idp: provider({}, { private_key: 'abc' }, 'SignInWithApple') }, 'Idp high A88: the secret of Idp is written in plain text'],
    ['nothing', { Idp: provider({}, { client_secret: '' }) }],
    ['what is not known', { Idp: provider({}, { client_secret: unknown }) }],
    ['no details', { 'Idp': provider({}), 'Idp/ProviderDetails': undefined }],
  ],
  'saml-weak': [['no details', { 'Idp': provider({}, {}, 'SAML'), 'Idp/ProviderDetails': undefined },
    'Idp medium A89: Idp: requests are not signed, responses are not encrypted']],
  'self-service-left-on': [
    [
      'tokens that change what a rule goes by',
      { 'Client/AllowedOAuthScopes': ['openid', SELF] },
      "Client medium A96: Client issues tokens that change attributes, and rule 1 (custom:plan Equals 'gold') decides by one",
    ],
    ['tokens that do not', { 'Client/AllowedOAuthScopes': ['openid'] }],
    ['nothing that a rule goes by', { 'Client/AllowedOAuthScopes': [SELF], [RULE]: rule('cognito:groups') }],
    [
      'one of two rules',
      { 'Client/AllowedOAuthScopes': [SELF], 'Roles/RoleMappings/web/RulesConfiguration/Rules': [rule('sub'), rule('custom:plan')] },
      "Client medium A96: Client issues tokens that change attributes, and rule 2 (custom:plan Equals 'gold') decides by one",
    ],
    [
      'for two providers alone',
      { 'Client/SupportedIdentityProviders': ['corp', 'other'] },
      'Client medium A96: Client is for corp, other only, but leaves sign-in with a password on',
    ],
    [
      'for providers alone, without a flow',
      { 'Client/SupportedIdentityProviders': ['corp'], 'Client/ExplicitAuthFlows': ['ALLOW_REFRESH_TOKEN_AUTH'] },
    ],
    ['for what may be the directory', { 'Client/SupportedIdentityProviders': ['corp', unknown] }],
    ['for nobody in particular', { 'Client/SupportedIdentityProviders': [] }],
    [
      'TLS 1.0',
      { Domain: ofPool('UserPoolDomain', { Domain: 'a', CustomDomainConfig: { SecurityPolicy: 'TLS_V1' } }) },
      'Domain medium A96: Domain allows TLS 1.0',
    ],
    ['TLS 1.2', { Domain: ofPool('UserPoolDomain', { Domain: 'a', CustomDomainConfig: { SecurityPolicy: 'TLS_V1_2_2021' } }) }],
  ],
  'token-validity-refused': [
    [
      'a unit that there is not',
      { 'Client/TokenValidityUnits': { AccessToken: 'weeks', IdToken: 'toString' } },
      'Client medium A108: Client has the unit weeks for AccessToken: it has to be seconds, minutes, hours or days, the unit '
        + 'toString for IdToken: it has to be seconds, minutes, hours or days',
    ],
    [
      'below and above',
      {
        'Client/AccessTokenValidity': 299,
        'Client/IdTokenValidity': 86401,
        'Client/TokenValidityUnits': {
          AccessToken: 'seconds',
          IdToken:
          'seconds',
        },
      },
      'Client medium A108: Client has AccessTokenValidity of 299 seconds: it has to be 5 minutes to 1 day, IdTokenValidity of 86401 '
        + 'seconds: it has to be 5 minutes to 1 day',
    ],
    [
      'the least and the most',
      {
        'Client/AccessTokenValidity': 300,
        'Client/IdTokenValidity': 86400,
        'Client/TokenValidityUnits': {
          AccessToken: 'seconds',
          IdToken:
          'seconds',
        },
      },
    ],
    [
      'refreshing for 59 minutes',
      {
        'Client/RefreshTokenValidity': '59',
        'Client/AccessTokenValidity': 30,
        'Client/IdTokenValidity': 30,
        'Client/TokenValidityUnits': { RefreshToken: 'minutes', AccessToken: 'minutes', IdToken: 'minutes' },
      },
      'Client medium A108: Client has RefreshTokenValidity of 59 minutes: it has to be 60 minutes to 10 years',
    ],
    ['refreshing for 60 minutes', { 'Client/RefreshTokenValidity': 60, 'Client/TokenValidityUnits': { RefreshToken: 'minutes' } }],
    ['refreshing for 3650 days', { 'Client/RefreshTokenValidity': 3650 }],
    [
      'refreshing for 3651 days',
      { 'Client/RefreshTokenValidity': 3651 },
      'Client medium A108: Client has RefreshTokenValidity of 3651 days: it has to be 60 minutes to 10 years',
    ],
    ['refreshing by default', { 'Client/RefreshTokenValidity': 0 }],
    [
      'access for no time',
      { 'Client/AccessTokenValidity': 0 },
      'Client medium A108: Client has AccessTokenValidity of 0 hours: it has to be 5 minutes to 1 day',
    ],
    ['units that are not known', { 'Client/AccessTokenValidity': 1, 'Client/TokenValidityUnits': unknown }],
    [
      'numbers that are not known, or none',
      { 'Client/AccessTokenValidity': unknown, 'Client/IdTokenValidity': ' ', 'Client/AuthSessionValidity': 'long' },
    ],
    [
      'sessions of 2 and of 16 minutes',
      { 'Client/AuthSessionValidity': 2, 'Other/AuthSessionValidity': 16 },
      'Client medium A108: Client has AuthSessionValidity of 2: it has to be 3 to 15 minutes',
      'Other medium A108: Other has AuthSessionValidity of 16: it has to be 3 to 15 minutes',
    ],
    ['sessions of 3 and of 15 minutes', { 'Client/AuthSessionValidity': 3, 'Other/AuthSessionValidity': 15 }],
    [
      'grace of 61 seconds',
      { 'Client/RefreshTokenRotation/RetryGracePeriodSeconds': 61 },
      'Client medium A108: Client has RetryGracePeriodSeconds of 61: it has to be 0 to 60',
    ],
    ['grace of no seconds', { 'Client/RefreshTokenRotation/RetryGracePeriodSeconds': 0 }],
  ],
  'guest-grant-dead': [
    [
      'six actions, of which five are named',
      guest(allow(['Instances', 'Vpcs', 'Images', 'Subnets', 'Volumes', 'Tags'].map(what => `ec2:Describe${what}`))),
      'Guest low A50: Guest grants guests ec2:DescribeInstances, ec2:DescribeVpcs, ec2:DescribeImages, ec2:DescribeSubnets, '
        + 'ec2:DescribeVolumes, which their session policy leaves out',
    ],
    ['what writes, which is said elsewhere', guest(allow('lambda:UpdateFunctionCode'))],
  ],
  'guest-reads-everything': [
    [
      'four actions on four buckets',
      guest(
        allow(['s3:GetObject', 's3:GetObjectAcl', 's3:GetObjectTagging', 's3:GetObjectVersion'], ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*',
          'arn:aws:s3:::c/*', 'arn:aws:s3:::d/*']),
      ),
      'Guest high A49: guests get Guest and with it s3:GetObject, s3:GetObjectAcl, s3:GetObjectTagging on arn:aws:s3:::a/*, '
        + 'arn:aws:s3:::b/*, arn:aws:s3:::c/*',
    ],
    ['what writes, which is said elsewhere', guest(allow('s3:PutObject', 'arn:aws:s3:::a/*'))],
    ['their own', guest(allow('s3:GetObject', 'arn:aws:s3:::a/${cognito-identity.amazonaws.com:sub}/*'))],
  ],
  'guest-role-writes': [
    [
      'six actions, of which five are named',
      guest(
        allow(['s3:PutObject', 's3:DeleteObject', 's3:PutObjectAcl', 's3:PutObjectTagging', 's3:RestoreObject',
          's3:AbortMultipartUpload'], 'arn:aws:s3:::a/x'),
      ),
      'Guest critical A48: guests get Guest and with it s3:PutObject, s3:DeleteObject, s3:PutObjectAcl, s3:PutObjectTagging, '
        + 's3:RestoreObject',
    ],
    [
      'a whole bucket, and what is of no use',
      guest([...allow('s3:PutObject', 'arn:aws:s3:::a/*'), ...allow('ec2:RunInstances')]),
      'Guest critical A48 A49 A50: guests get Guest and with it s3:PutObject, ec2:RunInstances',
    ],
    [
      'a policy that is not known',
      { ...guest([]), 'Guest/ManagedPolicyArns': ['arn:aws:iam::aws:policy/AWSQuantumFullAccess'] },
      'Guest critical A48: guests get Guest and with it arn:aws:iam::aws:policy/AWSQuantumFullAccess',
    ],
    ['a policy that only reads', { ...guest([]), 'Guest/ManagedPolicyArns': ['arn:aws:iam::aws:policy/AWSQuantumReadOnlyAccess'] }],
  ],
  'guests-share-role': [
    [
      'guests and members',
      { 'Roles/Roles/unauthenticated': arn('Member') },
      'Member high A39: Member is the role of guests and of authenticated users',
    ],
    [
      'guests, members and those of a rule',
      { 'Roles/Roles/unauthenticated': arn('Member'), [`${RULE}/RoleARN`]: arn('Member') },
      'Member high A39: Member is the role of guests and of authenticated, rule users',
    ],
    [
      'guests whom the trust lets in',
      { 'Member/AssumeRolePolicyDocument': trust('unauthenticated') },
      'Member high A39 A42: Member is for authenticated users, but its trust policy lets unauthenticated identities in',
    ],
    [
      'guests whom the trust of a role of two kinds lets in',
      { 'Member/AssumeRolePolicyDocument': trust('unauthenticated'), [`${RULE}/RoleARN`]: arn('Member') },
      'Member high A39 A42: Member is for authenticated, rule users, but its trust policy lets unauthenticated identities in',
    ],
    ['whoever, which is said elsewhere', { 'Member/AssumeRolePolicyDocument/Statement/0/Condition/ForAnyValue:StringLike': undefined }],
    ['a role of nobody', { Own: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust('unauthenticated') } } }],
  ],
  'cimd-any-host': [
    [
      'any host',
      cimd('https://*/client.json'),
      'Cimd high A103: Cimd takes client metadata of hosts that anyone may have: https://*/client.json',
    ],
    ['a host', cimd('https://app.example.com/client.json')],
  ],
  'cimd-client-shared': [
    [
      'a login',
      cimd('https://app.example.com/a', {}, 'Client'),
      'Cimd medium A102: Cimd lets apps of others act as Client, which is a login of Identities and lets users sign in without the '
        + 'login pages',
    ],
    [
      'a client that changes attributes',
      cimd('https://app.example.com/a', { AllowedOAuthScopes: [SELF] }),
      'Cimd medium A102: Cimd lets apps of others act as Agents, which has aws.cognito.signin.user.admin',
    ],
    ['a client of the login pages', cimd('https://app.example.com/a')],
    ['a client from elsewhere', { ...cimd('https://app.example.com/a'), 'Cimd/ClientId': 'abc' }],
  ],
  'open-registration': [
    [
      'by anyone, for what a rule goes by',
      dcr({ OpenDcrEnabled: true, AllowedScopes: [SELF] }),
      'Pool high A102: anyone registers app clients of Pool, through which users may write custom:plan, but rule 1 (custom:plan '
        + "Equals 'gold') of Roles trusts it",
    ],
    [
      'by those who may, for what a rule goes by',
      dcr({ OpenDcrEnabled: false, AllowedScopes: [SELF] }),
      'Pool high A102: app clients of Pool are registered with aws.cognito.signin.user.admin, through which users may write '
        + "custom:plan, but rule 1 (custom:plan Equals 'gold') of Roles trusts it",
    ],
    ['by those who may, for nothing', dcr({ OpenDcrEnabled: false, AllowedScopes: ['openid'] })],
    ['for what nobody could write', { ...dcr({ OpenDcrEnabled: true, AllowedScopes: [SELF] }), 'Pool/Schema/0/Mutable': false }],
    [
      'for what is written once, by whoever signs up',
      { ...open, ...dcr({ OpenDcrEnabled: true, AllowedScopes: [SELF] }), 'Pool/Schema/0/Mutable': false },
      'Pool high A102: anyone registers app clients of Pool, through which users may write custom:plan, but rule 1 (custom:plan '
        + "Equals 'gold') of Roles trusts it",
    ],
    ['for groups', { ...dcr({ OpenDcrEnabled: true, AllowedScopes: [SELF] }), [RULE]: rule('cognito:groups') }],
    [
      'machines',
      { ...dcr({ OpenDcrEnabled: 'true', OpenDcrGrantTypes: ['authorization_code', 'client_credentials'] }), [RULE]: rule('sub') },
      'Pool high A102: anyone registers app clients of Pool with client_credentials, and gets machine tokens',
    ],
    ['machines of those who may', { ...dcr({ OpenDcrGrantTypes: ['client_credentials'] }), [RULE]: rule('sub') }],
    [
      'off',
      {
        ...dcr({ OpenDcrEnabled: true, OpenDcrGrantTypes: ['client_credentials'], AllowedScopes: [SELF] }),
        'Pool/DcrConfiguration/EnableStatus': 'DISABLED',
      },
    ],
    [
      'not known',
      { ...dcr({ OpenDcrEnabled: true, OpenDcrGrantTypes: ['client_credentials'] }), 'Pool/DcrConfiguration/EnableStatus': unknown },
    ],
  ],
});
