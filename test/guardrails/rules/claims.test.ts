import { arn, asked, Row, unknown } from './asking';
import { allow, asIssuer, googleRule, googleTag, open, provider, RULE, rule, tags } from '../case-parts';

const WRITING = 'cognito-idp:AdminUpdateUserAttributes';
const RULES = 'Roles/RoleMappings/web/RulesConfiguration/Rules';
const PRE = { 'Pool/LambdaConfig': { PreTokenGeneration: { 'Fn::GetAtt': ['Fn', 'Arn'] } } };
const GROUPS = { [RULE]: rule('cognito:groups', 'Contains', 'admins') };
const own = (Policies: unknown) => ({
  Own: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Statement: [{
          Effect: 'Allow',
          Principal: { Service: 'lambda.amazonaws.com' },
          Action:
        'sts:AssumeRole',
        }],
      },
      Policies,
    },
  },
});
const code = (ZipFile: unknown, more: object = {}) => ({
  ...PRE, ...GROUPS, Fn: { Type: 'AWS::Lambda::Function', Properties: { Code: { ZipFile }, ...more } },
});
const MAY_WRITE = { 'Client/WriteAttributes': ['custom:plan'] };
const GIVEN = { 'Client/SupportedIdentityProviders': ['corp'] };
const GOOGLE = { 'Identities/SupportedLoginProviders': { 'accounts.google.com': 'x' } };
const denies = 'Roles/RoleMappings/web/AmbiguousRoleResolution';

asked({
  'attributes-written-on-any-pool': [
    [
      'users, of one pool',
      { 'Member/Policies': allow(['s3:GetObject', WRITING], { 'Fn::GetAtt': ['Pool', 'Arn'] }) },
      'Member high A31: Member may write the attributes of users of Pool.Arn',
    ],
    ['a function, of any pool', own(allow(WRITING)), 'Own high A31: Own may write the attributes of users of *'],
    [
      'a function, of any pool of the account',
      own(
        allow('cognito-idp:Admin*', ['arn:aws:cognito-idp:eu-west-1:123456789012:userpool/x',
          'arn:aws:cognito-idp:*:123456789012:userpool/*']),
      ),
      'Own high A31: Own may write the attributes of users of arn:aws:cognito-idp:eu-west-1:123456789012:userpool/x, '
        + 'arn:aws:cognito-idp:*:123456789012:userpool/*',
    ],
    [
      'a function, of all pools but one',
      own(allow(WRITING, '*', { Resource: undefined, NotResource: 'arn:aws:cognito-idp:*:123456789012:userpool/x' })),
      'Own high A31: Own may write the attributes of users of everything but arn:aws:cognito-idp:*:123456789012:userpool/x',
    ],
    ['a function, of one pool', own(allow(WRITING, { 'Fn::GetAtt': ['Pool', 'Arn'] }))],
    ['a function, of pools that begin alike', own(allow(WRITING, 'arn:aws:cognito-idp:*:123456789012:userpool/*_x'))],
    ['a function, of pools with a tag', own(allow(WRITING, '*', { Condition: { StringEquals: { 'aws:ResourceTag/app': 'mine' } } }))],
    ['a function that may do anything', own(allow('*'))],
    ['a function that reads', own(allow('cognito-idp:AdminGetUser'))],
  ],
  'claim-not-in-token': [
    [
      'without custom:',
      { [`${RULE}/Claim`]: 'plan' },
      "Roles medium A27: rule 1 (plan Equals 'gold') lacks custom: in front of the custom attribute of Pool",
    ],
    [
      'without custom:, of a schema with it',
      { [`${RULE}/Claim`]: 'plan', 'Pool/Schema/0/Name': 'custom:plan' },
      "Roles medium A27: rule 1 (plan Equals 'gold') lacks custom: in front of the custom attribute of Pool",
    ],
    [
      'an attribute that is only named',
      { [`${RULE}/Claim`]: 'custom:plan', 'Pool/Schema': [{ Name: 'plan' }] },
      "Roles medium A27: rule 1 (custom:plan Equals 'gold'): Pool has no such attribute",
    ],
    [
      'a standard attribute of the schema',
      { [`${RULE}/Claim`]: 'nickname', 'Pool/Schema': [{ Name: 'nickname', AttributeDataType: 'String' }] },
    ],
    ['a schema that is not known in part', { [`${RULE}/Claim`]: 'custom:other', 'Pool/Schema/1': unknown }],
    ['a name that is not known', { [`${RULE}/Claim`]: 'custom:other', 'Pool/Schema/1': { Name: unknown, AttributeDataType: 'String' } }],
    [
      'an attribute that is not read',
      { 'Client/ReadAttributes': ['email'] },
      "Roles medium A28: rule 1 (custom:plan Equals 'gold'): client Client may not read the attribute, so it is not in its tokens",
    ],
    ['an attribute that may be read', { 'Client/ReadAttributes': ['email', unknown] }],
    ['an attribute that a trigger may add', { ...PRE, 'Client/ReadAttributes': ['email'] }],
    ['a claim of the token', { [`${RULE}/Claim`]: 'sub', 'Client/ReadAttributes': ['email'] }],
    [
      'a tag',
      { ...tags({ plan: 'custom:other' }), 'Roles/RoleMappings': undefined },
      'Tags medium A27: principal tag plan (custom:other): Pool has no such attribute',
    ],
  ],
  'contains-on-text': [
    [
      'a domain',
      { [RULE]: rule('email', 'Contains', '@corp.example') },
      "Roles high A10 A12: rule 1 of Pool.ProviderName:Client gives Gold.Arn to anyone whose email has '@corp.example' somewhere in it",
    ],
    [
      'a piece of text',
      { [RULE]: rule('custom:plan', 'Contains', 'go') },
      "Roles high A10: rule 1 of Pool.ProviderName:Client gives Gold.Arn to anyone whose custom:plan has 'go' somewhere in it",
    ],
    ['groups', { [RULE]: rule('cognito:groups', 'Contains', '@admins') }],
    ['the whole text', { [RULE]: rule('custom:plan') }],
    ['a claim that is not known', { [RULE]: { ...rule('x', 'Contains'), Claim: unknown } }],
  ],
  'mapped-attribute-refused': [
    [
      'immutable ones',
      { 'Idp': provider({ 'custom:plan': 'plan', 'email': 'email', 'email_verified': 'v' }), 'Pool/Schema/0/Mutable': false },
      'Idp high A108: Idp maps custom:plan, immutable in Pool: the second sign-in fails',
    ],
    [
      'missing ones',
      { Idp: provider({ 'custom:a': 'a', 'custom:b': 'b', 'username': 'sub' }) },
      'Idp medium A108: Idp maps custom:a, custom:b, which Pool does not have',
    ],
    [
      'what a client may not write',
      {
        ...GIVEN,
        Idp: provider({
          'custom:plan': 'plan',
          'name': 'name',
          'email_verified': 'v',
          'phone_number_verified': 'p',
          'username':
          'sub',
        }),
      },
      'Client high A108: Client may not write custom:plan, which Idp maps: sign-in there fails',
    ],
    ['what a client may write', { ...GIVEN, ...MAY_WRITE, Idp: provider({ 'custom:plan': 'plan' }) }],
    [
      'what a client may write that says nothing',
      { ...GIVEN, 'Client/WriteAttributes': undefined, 'Idp': provider({ 'custom:plan': 'plan' }) },
    ],
    ['a client of other providers', { 'Client/SupportedIdentityProviders': ['COGNITO'], 'Idp': provider({ 'custom:plan': 'plan' }) }],
    [
      'a client that names the resource',
      { 'Client/SupportedIdentityProviders': [{ Ref: 'Idp' }], 'Idp': provider({ 'custom:plan': 'plan' }) },
      'Client high A108: Client may not write custom:plan, which Idp maps: sign-in there fails',
    ],
    ['a mapping that is not known', { ...GIVEN, 'Idp': provider({}), 'Idp/AttributeMapping': unknown }],
    ['no mapping', { ...GIVEN, 'Idp': provider({}), 'Idp/AttributeMapping': undefined }],
  ],
  'not-equal': [
    [
      'the default role, without the claim',
      { [RULE]: rule('custom:plan', 'NotEqual', 'free', 'Member') },
      "Roles medium A14: rule 1 gives Member.Arn to everyone whose custom:plan is anything but 'free'; without that claim it is skipped",
    ],
    [
      'another role',
      { [RULE]: rule('custom:plan', 'NotEqual', 'free') },
      "Roles high A13 A14: rule 1 gives Gold.Arn to everyone whose custom:plan is anything but 'free'; without that claim it is skipped",
    ],
    [
      'another role, by a claim that everyone has',
      { [RULE]: rule('sub', 'NotEqual', 'x') },
      "Roles high A13: rule 1 gives Gold.Arn to everyone whose sub is anything but 'x'",
    ],
    ...['sub', 'iss', 'aud', 'cognito:username'].map((claim): Row => [`the default role, by ${claim}`, {
      [RULE]: rule(claim, 'NotEqual',
        'x', 'Member'),
    }]),
    ['a claim that is not known', { [RULE]: { ...rule('x', 'NotEqual', 'x', 'Member'), Claim: unknown } }],
    ['a default role that is not known', { [RULE]: rule('sub', 'NotEqual'), 'Roles/Roles': unknown }],
    [
      'a role that is not known',
      { [RULE]: { ...rule('custom:plan', 'NotEqual'), RoleARN: unknown } },
      "Roles medium A14: rule 1 gives from-elsewhere to everyone whose custom:plan is anything but 'gold'; without that claim it is "
        + 'skipped',
    ],
  ],
  'pre-token-decides-roles': [
    [
      'code from elsewhere',
      { ...GROUPS, 'Pool/LambdaConfig': { PreTokenGeneration: 'arn:aws:lambda:eu-west-1:123456789012:function:f' } },
      'Pool high A29: arn:aws:lambda:eu-west-1:123456789012:function:f can change the groups and roles in tokens of Pool, and Roles '
        + 'chooses roles by them',
    ],
    [
      'code from elsewhere, of the newer kind',
      { ...GROUPS, 'Pool/LambdaConfig': { PreTokenGenerationConfig: { LambdaArn: 'arn:aws:lambda:eu-west-1:123456789012:function:f' } } },
      'Pool high A29: arn:aws:lambda:eu-west-1:123456789012:function:f can change the groups and roles in tokens of Pool, and Roles '
        + 'chooses roles by them',
    ],
    [
      'code from elsewhere, beside a configuration of the newer kind that has none',
      { ...GROUPS, 'Pool/LambdaConfig': { PreTokenGeneration: 'arn:f', PreTokenGenerationConfig: { LambdaVersion: 'V2_0' } } },
      'Pool high A29: arn:f can change the groups and roles in tokens of Pool, and Roles chooses roles by them',
    ],
    ['no code', { ...GROUPS, 'Pool/LambdaConfig': { PreTokenGeneration: '' } }],
    ['triggers that are not known', { ...GROUPS, 'Pool/LambdaConfig': { PreTokenGenerationConfig: { Ref: 'Given' } } }],
    ['code that leaves groups', code('exports.handler = async event => event;')],
    ...['groupsToOverride', 'preferredRole', 'require("x")', 'fetch(x)', 'clientMetadata']
      .map((text): Row => [`code with ${text}`, code(text),
        'Pool high A29: Fn.Arn can change the groups and roles in tokens of Pool, and Roles chooses roles by them']),
    [
      'code that is told by its environment',
      code('x', { Environment: { Variables: { GROUP: 'a' } } }),
      'Pool high A29: Fn.Arn can change the groups and roles in tokens of Pool, and Roles chooses roles by them',
    ],
    [
      'code that is told by what is not known',
      code('x', { Environment: { Variables: { A: unknown } } }),
      'Pool high A29: Fn.Arn can change the groups and roles in tokens of Pool, and Roles chooses roles by them',
    ],
    [
      'code with layers',
      code('x', { Layers: ['arn'] }),
      'Pool high A29: Fn.Arn can change the groups and roles in tokens of Pool, and Roles chooses roles by them',
    ],
    [
      'code that is not known',
      code(unknown),
      'Pool high A29: Fn.Arn can change the groups and roles in tokens of Pool, and Roles chooses roles by them',
    ],
    ...['cognito:roles', 'cognito:preferred_role'].map((claim): Row => [`a rule on ${claim}`, { ...code('group'), [RULE]: rule(claim) },
      'Pool high A29: Fn.Arn can change the groups and roles in tokens of Pool, and Roles chooses roles by them']),
    [
      'a mapping by token',
      { ...code('group'), [RULES]: undefined, 'Roles/RoleMappings/web/Type': 'Token' },
      'Pool high A29: Fn.Arn can change the groups and roles in tokens of Pool, and Roles chooses roles by them',
    ],
    ['a rule on something else', { ...code('group'), [RULE]: rule('custom:cognito:groups') }],
    [
      'one rule of two',
      { ...code('group'), [RULES]: [rule('custom:plan'), rule('cognito:groups')] },
      'Pool high A29: Fn.Arn can change the groups and roles in tokens of Pool, and Roles chooses roles by them',
    ],
    ['another trigger', { ...GROUPS, 'Pool/LambdaConfig': { PostConfirmation: 'arn' } }],
  ],
  'provider-claim-chosen': [
    [
      'a rule',
      googleRule('name'),
      'Roles high A105: rule 1 of accounts.google.com gives Gold.Arn by name, which people at most providers change themselves',
    ],
    ['a rule on text somewhere, which is said elsewhere', googleRule('name', 'Contains')],
    ['a rule on what the provider says', googleRule('hd')],
    ['a rule of a user pool', { [RULE]: rule('name') }],
    ['a tag', googleTag('name'), 'Tags high A105: principal tag who is name, which people at most providers change themselves'],
    ['a tag of what the provider says', googleTag('hd')],
    ['a tag of a user pool that is registered', { ...asIssuer, [RULE]: rule('name') }],
  ],
  'provider-email-unverified': [
    [
      'sign-in by address',
      { Idp: provider({ email: 'email' }) },
      'Idp high A72: Idp maps email but not email_verified, and users of Pool sign in by e-mail',
    ],
    [
      'sign-in by alias',
      { 'Idp': provider({ email: 'email' }), 'Pool/UsernameAttributes': undefined, 'Pool/AliasAttributes': ['email'] },
      'Idp high A72: Idp maps email but not email_verified, and users of Pool sign in by e-mail',
    ],
    ['sign-in by phone', { 'Idp': provider({ email: 'email' }), 'Pool/UsernameAttributes': ['phone_number'] }],
    ...['SAML', 'Facebook', 'LoginWithAmazon']
      .map((type): Row => [`${type}, which has nothing to map`, { Idp: provider({ email: 'email' }, {}, type) }]),
    ['another attribute', { Idp: provider({ name: 'name' }) }],
    ['no mapping', { 'Idp': provider({}), 'Idp/AttributeMapping': undefined }],
  ],
  'rule-claim-contact': [
    [
      'an address that changes',
      { [RULE]: rule('email'), 'Pool/UserAttributeUpdateSettings': undefined },
      "Roles high A07 A73: rule 1 (email Equals 'gold') trusts email, but Pool does not require verification before it changes",
    ],
    [
      'a number that changes',
      { [RULE]: rule('phone_number') },
      "Roles high A07: rule 1 (phone_number Equals 'gold') trusts phone_number, but Pool does not require verification before it changes",
    ],
    [
      'an address that a provider fills in',
      { [RULE]: rule('email'), Idp: provider({ email: 'email' }), Two: provider({ email: 'mail' }) },
      "Roles high A07: rule 1 (email Equals 'gold') trusts email, but it is filled in by Idp, Two, verified or not",
    ],
    ['an address that is verified first', { [RULE]: rule('email') }],
    ['whether it is verified', { [RULE]: rule('email_verified'), 'Pool/UserAttributeUpdateSettings': undefined }],
    ['a provider that fills in nothing', { [RULE]: rule('email'), 'Idp': provider({}), 'Idp/AttributeMapping': undefined }],
  ],
  'rule-claim-from-provider-writable': [
    [
      'what users overwrite',
      { [RULE]: rule('email'), Idp: provider({ email: 'email', email_verified: 'v' }) },
      "Roles high A05: rule 1 (email Equals 'gold') trusts what Idp says, but users overwrite it through Client, Other",
    ],
    ['what users overwrite and some write first, which is said elsewhere', { ...MAY_WRITE, Idp: provider({ 'custom:plan': 'plan' }) }],
    ['what users cannot overwrite', { Idp: provider({ 'custom:plan': 'plan' }) }],
  ],
  'rule-claim-set-at-sign-up': [
    [
      'immutable, for whoever signs up',
      { ...open, ...MAY_WRITE, 'Pool/Schema/0/Mutable': false },
      "Roles high A04: rule 1 (custom:plan Equals 'gold'): anyone may sign up to Pool through Client and set the attribute then",
    ],
    [
      'a tag',
      { ...open, ...MAY_WRITE, ...tags({ plan: 'custom:plan' }), 'Pool/Schema/0/Mutable': false, 'Roles/RoleMappings': undefined },
      'Tags critical A04 A63: principal tag plan (custom:plan): anyone may sign up to Pool through Client and set the attribute then',
    ],
    ['mutable, which is said elsewhere', { ...open, ...MAY_WRITE }],
    ['a standard attribute', { ...open, [RULE]: rule('name') }],
  ],
  'rule-claim-user-name': [
    [
      'the subject',
      { [RULE]: rule('sub') },
      "Roles medium A08: rule 1 (sub Equals 'gold') names one account; it stops to match when that account is created again",
    ],
    [
      'the name',
      { [RULE]: rule('cognito:username') },
      "Roles medium A08: rule 1 (cognito:username Equals 'gold') trusts a name that is chosen when the account is created in Pool",
    ],
    [
      'the name, for whoever signs up',
      { ...open, [RULE]: rule('cognito:username') },
      "Roles high A08: rule 1 (cognito:username Equals 'gold') trusts a name that is chosen when the account is created in Pool",
    ],
    ['the name as a tag', { ...tags({ who: 'cognito:username' }), 'Roles/RoleMappings': undefined }],
    ['the subject as a tag', { ...tags({ who: 'sub' }), 'Roles/RoleMappings': undefined }],
  ],
  'rule-claim-writable': [
    [
      'by two clients',
      { ...MAY_WRITE, 'Other/WriteAttributes': undefined },
      "Roles critical A01 A02 A03: rule 1 (custom:plan Equals 'gold') trusts a claim that users of Pool write themselves through "
        + 'Client, Other (WriteAttributes is not set)',
    ],
    [
      'by another client',
      { 'Other/WriteAttributes': ['custom:plan'] },
      "Roles critical A01 A03: rule 1 (custom:plan Equals 'gold') trusts a claim that users of Pool write themselves through Other",
    ],
    [
      'a tag',
      { ...MAY_WRITE, ...tags({ plan: 'custom:plan' }), 'Roles/RoleMappings': undefined },
      'Tags critical A63 A01: principal tag plan (custom:plan) trusts a claim that users of Pool write themselves through Client',
    ],
    [
      'a standard attribute',
      { [RULE]: rule('name') },
      "Roles high A06 A03: rule 1 (name Equals 'gold') trusts a claim that users of Pool write themselves through Client, Other",
    ],
    [
      'a standard attribute as a tag',
      { ...tags({ who: 'name' }), 'Roles/RoleMappings': undefined },
      'Tags critical A63 A06: principal tag who (name) trusts a claim that users of Pool write themselves through Client, Other',
    ],
    [
      'a standard attribute, for whoever signs up',
      { ...open, [RULE]: rule('nickname'), 'Pool/Schema/1': { Name: 'nickname', Mutable: false }, 'Client/WriteAttributes': ['nickname'] },
      "Roles high A06: rule 1 (nickname Equals 'gold') trusts a claim that users of Pool write themselves through Client",
    ],
    ['a standard attribute that nobody writes', { [RULE]: rule('nickname') }],
    ['groups', { [RULE]: rule('cognito:groups'), 'Client/WriteAttributes': undefined }],
  ],
  'session-tag-overrides-role-tag': [
    [
      'the same in other letters',
      { ...tags({ Plan: 'custom:plan' }), 'Member/Tags': [{ Key: 'team', Value: 'x' }, { Key: 'plan', Value: 'x' }] },
      'Member medium A65: tag plan of Member is replaced by what Tags sends',
    ],
    [
      'a role of guests',
      {
        ...tags({ plan: 'custom:plan' }), 'Roles/Roles/unauthenticated': arn('Own'), ...own([]), 'Own/Tags': [{ Key: 'plan', Value: 'x' }],
      },
    ],
    ['a role of nobody', { ...tags({ plan: 'custom:plan' }), ...own([]), 'Own/Tags': [{ Key: 'plan', Value: 'x' }] }],
  ],
  'social-login-without-mapping': [
    [
      'two providers',
      { [denies]: 'AuthenticatedRole', 'Identities/SupportedLoginProviders': { 'accounts.google.com': 'x', 'graph.facebook.com': 'y' } },
      'Identities medium A62: Identities: anyone from accounts.google.com, graph.facebook.com gets the authenticated role',
    ],
    [
      'a provider with a mapping',
      { [denies]: 'AuthenticatedRole', ...googleRule('hd'), 'Roles/RoleMappings/google/AmbiguousRoleResolution': 'AuthenticatedRole' },
    ],
    ['a provider whose mapping is missing where another denies, which is said elsewhere', GOOGLE],
    ['a provider that is not known', { [denies]: 'AuthenticatedRole', 'Identities/OpenIdConnectProviderARNs': [unknown] }],
    [
      'an attachment that may have the mapping',
      {
        ...GOOGLE,
        [denies]: 'AuthenticatedRole',
        Loose: { Type: 'AWS::Cognito::IdentityPoolRoleAttachment', Properties: { IdentityPoolId: unknown } },
      },
    ],
    ['mappings that are not known', { ...GOOGLE, 'Roles/RoleMappings': unknown }],
    [
      'a mapping that may be for it',
      {
        ...GOOGLE,
        [denies]: 'AuthenticatedRole',
        'Roles/RoleMappings/more': {
          IdentityProvider: unknown,
          Type: 'Token',
          AmbiguousRoleResolution:
          'AuthenticatedRole',
        },
      },
    ],
  ],
  'starts-with-chosen-claim': [
    [
      'a name',
      { [RULE]: rule('cognito:username', 'StartsWith', 'ad') },
      "Roles high A11: rule 1 gives Gold.Arn to anyone whose cognito:username starts with 'ad', and users choose that",
    ],
    ['the whole name', { [RULE]: rule('cognito:username') }],
    ['what nobody chooses', { [RULE]: rule('sub', 'StartsWith') }],
    [
      'an address at a provider',
      googleRule('email', 'StartsWith'),
      "Roles high A11: rule 1 gives Gold.Arn to anyone whose email starts with 'gold', and users choose that",
    ],
    ['another claim of a provider', googleRule('hd', 'StartsWith')],
  ],
  'tag-defaults-mixed': [
    ['both', tags({ plan: 'custom:plan' }, { UseDefaults: 'true' }), 'Tags medium A64: Tags has UseDefaults and PrincipalTags'],
    ['not known', tags({ plan: 'custom:plan' }, { UseDefaults: unknown })],
    [
      'defaults, by which nobody decides',
      { ...tags(undefined, { UseDefaults: true }), 'Member/Policies': allow('s3:GetObject', 'arn:aws:s3:::b/${aws:PrincipalTag/plan}') },
    ],
  ],
});
