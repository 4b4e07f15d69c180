import { asked, Row, unknown } from './asking';
import { asIssuer, directories, RULE, rule, tags } from '../case-parts';

/** Two customers' directories at one client, and the sentence about them. */
const BOTH = directories({ Acme: 'SAML', Globex: 'OIDC' });
const NAMED = 'trusts what Acme, Globex say: who administers Acme or Globex can give people there what belongs to those of another';
const TAGGED_PLAN = { ...tags({ tenant: 'custom:plan' }), 'Roles/RoleMappings': undefined };
/** A client for each of the two directories, both registered. */
const APART = {
  ...BOTH,
  'Client/SupportedIdentityProviders': ['Acme'],
  'Other/SupportedIdentityProviders': ['Globex'],
  'Identities/CognitoIdentityProviders/1': {
    ClientId: { Ref: 'Other' }, ProviderName: { 'Fn::GetAtt': ['Pool', 'ProviderName'] }, ServerSideTokenCheck: true,
  },
};
/** The same, where an IAM provider takes the tokens of these clients. */
const issuerOf = (...clients: unknown[]) => ({
  ...APART, 'Identities/CognitoIdentityProviders/1': undefined, ...asIssuer, 'Idp/ClientIdList': clients,
});
const rulesOfOther = (...Rules: object[]) => ({
  'Roles/RoleMappings/other': {
    IdentityProvider: { 'Fn::Sub': '${Pool.ProviderName}:${Other}' },
    Type: 'Rules',
    AmbiguousRoleResolution: 'Deny',
    RulesConfiguration: { Rules },
  },
});

asked({
  'rule-claim-of-several-directories': [
    ['two behind a rule', BOTH, `Roles high A113: rule 1 (custom:plan Equals 'gold') ${NAMED}`],
    [
      'two behind a tag',
      { ...BOTH, ...TAGGED_PLAN },
      `Tags high A113: principal tag tenant (custom:plan) ${NAMED}`,
    ],
    [
      'two behind a user pool that is registered as an issuer',
      { ...BOTH, ...asIssuer },
      `Roles high A113 A104: rule 1 (custom:plan Equals 'gold') ${NAMED}`,
    ],
    [
      'a client for each, both of which an issuer takes',
      issuerOf({ Ref: 'Client' }, { Ref: 'Other' }),
      `Roles high A113 A104: rule 1 (custom:plan Equals 'gold') ${NAMED}`,
    ],
    ['a client for each, one of which an issuer takes', issuerOf({ Ref: 'Client' })],
    ['a client for each, neither of which an issuer takes', issuerOf('a-client-made-elsewhere')],
    ...([[unknown], []] as unknown[][]).map((clients): Row => [
      `a client for each, and an issuer whose clients are ${clients.length ? 'not known' : 'not listed'}`,
      issuerOf(...clients),
      `Roles high A113 A104: rule 1 (custom:plan Equals 'gold') ${NAMED}`,
    ]),
    [
      'two that fill a standard attribute',
      { ...directories({ Acme: 'SAML', Globex: 'OIDC' }, 'profile'), [RULE]: rule('profile') },
      `Roles high A113: rule 1 (profile Equals 'gold') ${NAMED}`,
    ],
    [
      'three, of which the client names one by reference',
      { ...directories({ Acme: 'SAML', Globex: 'SAML', Hooli: 'OIDC' }), 'Client/SupportedIdentityProviders/1': { Ref: 'Globex' } },
      "Roles high A113: rule 1 (custom:plan Equals 'gold') trusts what Acme, Globex, Hooli say: who administers Acme, Globex or Hooli can "
        + 'give people there what belongs to those of another',
    ],
    [
      'one, and a social provider that was given an attribute of the pool',
      directories({ Acme: 'SAML', Google: 'Google' }),
      "Roles high A113: rule 1 (custom:plan Equals 'gold') trusts what Acme, Google say: who administers Acme can give people there what "
        + 'belongs to those of another',
    ],
    [
      'one, and a social provider, which fills a standard attribute for everyone',
      { ...directories({ Acme: 'SAML', Google: 'Google' }, 'profile'), [RULE]: rule('profile') },
    ],
    ['social providers, where nobody says it of others', directories({ Facebook: 'Facebook', Google: 'Google' })],
    ['one', directories({ Acme: 'SAML' })],
    ['one of which the other fills something else', { ...BOTH, 'Globex/AttributeMapping': { 'custom:other': 'organization' } }],
    ['one that is registered twice', { ...BOTH, 'Globex/ProviderDetails': { MetadataURL: 'https://Acme.example.com/metadata' } }],
    [
      'one issuer that is registered twice',
      {
        ...directories({ Acme: 'OIDC', Globex: 'OIDC' }),
        'Acme/ProviderDetails': { oidc_issuer: 'https://id.example.com', client_id: 'a' },
        'Globex/ProviderDetails': { oidc_issuer: 'https://id.example.com', client_id: 'b' },
      },
    ],
    [
      'two of which nothing says where they are',
      { ...BOTH, 'Acme/ProviderDetails': unknown, 'Globex/ProviderDetails': unknown },
      `Roles high A113: rule 1 (custom:plan Equals 'gold') ${NAMED}`,
    ],
    ['two that fill what decides nothing', { ...BOTH, [RULE]: rule('cognito:groups', 'Equals', 'admins') }],
    ['a tag of the subject', { ...BOTH, ...tags({ tenant: 'sub', app: 'aud' }), 'Roles/RoleMappings': undefined }],
    ['addresses, which are said elsewhere', { ...directories({ Acme: 'SAML', Globex: 'OIDC' }, 'email'), [RULE]: rule('email') }],
    ['two, one of which no client offers', { ...BOTH, 'Client/SupportedIdentityProviders': ['Acme'] }],
    ['two, one of them for a client that is not registered', { ...APART, 'Identities/CognitoIdentityProviders/1': undefined }],
    [
      'a client for each, whose rules give different roles by different values',
      { ...APART, ...rulesOfOther(rule('custom:plan', 'Equals', 'globex', 'Member')) },
    ],
    [
      'a client for each, whose rules give one role by different values',
      { ...APART, ...rulesOfOther(rule('custom:plan', 'Equals', 'globex')) },
    ],
    [
      'a client for each, whose rules give one role by one value',
      { ...APART, ...rulesOfOther(rule('custom:plan', 'StartsWith', 'go')) },
      `Roles high A113: rule 1 (custom:plan Equals 'gold') ${NAMED}`,
    ],
    [
      'a client for each, and a tag, which is for all clients',
      { ...APART, ...TAGGED_PLAN },
      `Tags high A113: principal tag tenant (custom:plan) ${NAMED}`,
    ],
    ['a client for each, one of which may not read the attribute', { ...APART, ...TAGGED_PLAN, 'Other/ReadAttributes': ['email'] }],
    ...(['InboundFederation', 'PostAuthentication', 'PreTokenGeneration', 'PreTokenGenerationConfig'].map((name): Row => [
      `a trigger ${name}, which may keep them apart`,
      { ...BOTH, 'Pool/LambdaConfig': { [name]: 'arn' } },
      `Roles medium A113: rule 1 (custom:plan Equals 'gold') ${NAMED}, unless a trigger of Pool prevents it`,
    ])),
    [
      'triggers that are not known',
      { ...BOTH, 'Pool/LambdaConfig': unknown },
      `Roles medium A113: rule 1 (custom:plan Equals 'gold') ${NAMED}, unless a trigger of Pool prevents it`,
    ],
    [
      'a pre sign-up trigger, which sees the first sign-in only',
      { ...BOTH, 'Pool/LambdaConfig': { PreSignUp: 'arn' } },
      `Roles high A113: rule 1 (custom:plan Equals 'gold') ${NAMED}`,
    ],
    ['a mapping that is not known', { ...BOTH, 'Globex/AttributeMapping': unknown }],
    ['a kind that is not known', { ...BOTH, 'Globex/ProviderType': unknown }],
    ['a client whose providers are not known', { ...BOTH, 'Client/SupportedIdentityProviders': unknown }],
  ],
});
