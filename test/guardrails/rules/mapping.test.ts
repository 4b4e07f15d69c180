import { arn, asked, unknown } from './asking';
import { allow, group, RULE, rule, second, twoIdentityPools } from '../case-parts';
import { goodTemplate } from '../good-template';

const WEB = 'Roles/RoleMappings/web';
const FALLBACK = { [`${WEB}/AmbiguousRoleResolution`]: 'AuthenticatedRole' };
const RULES = `${WEB}/RulesConfiguration/Rules`;
const PROVIDER = `${WEB}/IdentityProvider`;
const ELSEWHERE = 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_other';
const GOOGLE = { 'Identities/SupportedLoginProviders': { 'accounts.google.com': 'x' } };
const { Identities, Roles, Client, Pool } = goodTemplate().Resources;
/** Another client of the user pool, that is a login too. */
const APP = {
  'App': Client,
  'Identities/CognitoIdentityProviders/1': { ...Identities.Properties.CognitoIdentityProviders[0], ClientId: { Ref: 'App' } },
};
const mapping = (IdentityProvider: unknown, more: object = {}) =>
  ({ IdentityProvider, Type: 'Rules', AmbiguousRoleResolution: 'Deny', RulesConfiguration: { Rules: [rule('custom:plan')] }, ...more });
const ofApp = (more: object = {}) => ({ 'Roles/RoleMappings/app': mapping({ 'Fn::Sub': '${Pool.ProviderName}:${App}' }, more) });
const SECOND = {
  Second: { Type: 'AWS::Cognito::IdentityPool', Properties: Identities.Properties },
  SecondRoles: { Type: Roles.Type, Properties: { IdentityPoolId: { Ref: 'Second' } } },
};
const s3 = (action: string | string[], resource: unknown = 'arn:aws:s3:::b/*') => allow(action, resource);
const groups = (...roles: (string | undefined)[]) =>
  Object.fromEntries(roles.map((role, index) => [`G${index}`, group(`group-${index}`, role, index)]));
const BY_GROUP = { [`${WEB}/Type`]: 'Token', [`${WEB}/RulesConfiguration`]: undefined, ...groups('Gold') };
/** Two identity pools for the groups of a user pool that is in no template. */
const ofForeignPool = (id: unknown, provider: unknown = `${ELSEWHERE}:client`) => ({
  ...twoIdentityPools({ Ref: 'Identities' }),
  [PROVIDER]: provider,
  'SecondRoles/RoleMappings/web/IdentityProvider': provider,
  'Golden/UserPoolId': id,
});
const providerOf = (id: unknown) => ({ 'Fn::Sub': ['cognito-idp.eu-west-1.amazonaws.com/${id}:client', { id }] });
const trusting = (audiences: unknown) => ({
  'Gold/AssumeRolePolicyDocument/Statement/0/Condition/StringEquals': { 'cognito-identity.amazonaws.com:aud': audiences },
});
const OTHER_ID = 'eu-west-1:11111111-2222-3333-4444-555555555555';
const TOKEN = { IdentityProvider: { 'Fn::Sub': '${Pool.ProviderName}:${Client}' }, Type: 'Token', AmbiguousRoleResolution: 'Deny' };

asked({
  'fallback-role-privileged': [
    ['no default role', { ...FALLBACK, 'Roles/Roles': undefined, 'Member/Policies': s3('s3:*', '*') }],
    ['a default role from elsewhere', { ...FALLBACK, 'Roles/Roles/authenticated': 'arn:aws:iam::123456789012:role/other' }],
    ['less for a rule, whose other role is from elsewhere', {
      ...FALLBACK,
      'Member/Policies': s3('s3:GetObject'),
      [`${RULES}/1`]: { ...rule('custom:plan', 'Equals', 'silver'), RoleARN: 'arn:aws:iam::123456789012:role/other' },
    }, 'Roles high A16: whoever matches nothing in Pool.ProviderName:Client gets Member, which may do more than Gold'],
    ['the default role again by the rule', {
      ...FALLBACK, 'Member/Policies': s3('s3:GetObject'), [`${RULE}/RoleARN`]: arn('Member'),
    }],
    ['anything in one of two statements', {
      ...FALLBACK,
      'Gold/Policies': s3('sqs:SendMessage', 'arn:aws:sqs:eu-west-1:123456789012:jobs'),
      'Member/Policies': [...s3('s3:GetObject'), ...s3('sns:Publish', '*')],
    }, 'Roles medium A16: whoever matches nothing in Pool.ProviderName:Client gets Member, which is not limited to their own data'],
    ['a whole service beside an action', {
      ...FALLBACK, 'Gold/Policies': s3('sqs:SendMessage'), 'Member/Policies': allow(['s3:GetObject', 'sns:*'], 'arn:aws:s3:::b/*'),
    }, 'Roles medium A16: whoever matches nothing in Pool.ProviderName:Client gets Member, which is not limited to their own data'],
    [
      'no role by any rule',
      { ...FALLBACK, 'Member/Policies': s3('s3:GetObject'), [`${WEB}/Type`]: 'Token', [`${WEB}/RulesConfiguration`]: undefined },
      'Roles medium A16: whoever matches nothing in Pool.ProviderName:Client gets Member, which is not limited to their own data',
    ],
    [
      'as much for a group, and more',
      { ...FALLBACK, ...BY_GROUP, 'Member/Policies': s3('s3:GetObject'), 'Gold/Policies': s3(['s3:GetObject', 's3:PutObject']) },
    ],
    [
      'less for a group',
      { ...FALLBACK, ...BY_GROUP, 'Member/Policies': s3(['s3:GetObject', 's3:PutObject']), 'Gold/Policies': s3('s3:GetObject') },
      'Roles medium A16: whoever matches nothing in Pool.ProviderName:Client gets Member, which is not limited to their own data',
    ],
    [
      'anything, and more for a group',
      {
        ...FALLBACK,
        ...BY_GROUP,
        'Member/Policies': allow('sqs:SendMessage', '*'),
        'Gold/Policies': allow(['sqs:SendMessage', 'sqs:PurgeQueue'], '*'),
      },
      'Roles medium A16: whoever matches nothing in Pool.ProviderName:Client gets Member, which is not limited to their own data',
    ],
    [
      'two providers',
      { ...APP, ...ofApp({ AmbiguousRoleResolution: 'AuthenticatedRole' }), ...FALLBACK, 'Member/Policies': s3('s3:*', '*') },
      'Roles high A16: whoever matches nothing in Pool.ProviderName:Client, Pool.ProviderName:App gets Member, which may do more than Gold',
    ],
    ['two identity pools', {
      ...SECOND,
      ...FALLBACK,
      'Member/Policies': s3('s3:*', '*'),
      'SecondRoles/Roles': { authenticated: arn('Gold') },
      'Gold/Policies': s3('sqs:*', '*'),
      'SecondRoles/RoleMappings': { web: { ...TOKEN, AmbiguousRoleResolution: 'AuthenticatedRole' } },
    }, 'Roles medium A16: whoever matches nothing in Pool.ProviderName:Client gets Member, which is not limited to their own data',
    'SecondRoles medium A16: whoever matches nothing in Pool.ProviderName:Client gets Gold, which is not limited to their own data'],
  ],
  'groups-contains-substring': [
    ['another claim', { [RULE]: rule('custom:plan', 'Contains', 'admin') }],
    ['another operator', { [RULE]: rule('cognito:groups', 'Equals', 'admin') }],
    ['the groups of a user pool from elsewhere', {
      ...second(ELSEWHERE),
      'Roles/RoleMappings/other': mapping(`${ELSEWHERE}:other`, {
        RulesConfiguration: {
          Rules: [
            rule('cognito:username'), rule('cognito:groups', 'Contains', 'admin'),
          ],
        },
      }),
    }, "Roles medium A09: rule 2 looks for 'admin' in cognito:groups of a user pool whose groups are not known here"],
    [
      'the groups of a user pool of an identity pool that is made elsewhere',
      { 'Roles/IdentityPoolId': 'eu-west-1:other', [RULE]: rule('cognito:groups', 'Contains', 'admin') },
      "Roles high A09: rule 1 looks for 'admin' in cognito:groups of Pool and matches other groups too: admins",
    ],
    [
      'two more groups',
      { ...groups(undefined, undefined), [RULE]: rule('cognito:groups', 'Contains', 'group') },
      "Roles high A09: rule 1 looks for 'group' in cognito:groups of Pool and matches other groups too: group-0, group-1",
    ],
    ['the group itself', { [RULE]: rule('cognito:groups', 'Contains', 'admins') }],
  ],
  'two-identity-pools-one-user-pool': [
    [
      'by token, of which one is not trusted',
      twoIdentityPools({ Ref: 'Identities' }),
      'Pool medium A110: Identities and Second give the roles of the groups of Pool, but Gold does not trust Second',
    ],
    [
      'by token, of which two are not trusted',
      { ...twoIdentityPools({ Ref: 'Identities' }), Silver: group('silver', 'Member', 2) },
      'Pool medium A110: Identities and Second give the roles of the groups of Pool, but Gold does not trust Second, Member does not '
        + 'trust Second',
    ],
    ['by token, of which none is trusted', twoIdentityPools('eu-west-1:other')],
    ['by token, of which both are trusted', twoIdentityPools([{ Ref: 'Identities' }, { Ref: 'Second' }])],
    [
      'by token and by rules',
      { ...twoIdentityPools({ Ref: 'Identities' }), 'SecondRoles/RoleMappings/web': mapping(TOKEN.IdentityProvider) },
    ],
    [
      'by token, one of which is made elsewhere',
      { ...twoIdentityPools({ Ref: 'Identities' }), 'SecondRoles/IdentityPoolId': OTHER_ID },
      `Pool medium A110: Identities and ${OTHER_ID} give the roles of the groups of Pool, but Gold does not trust ${OTHER_ID}`,
    ],
    [
      'by token, one of which is made elsewhere and trusted',
      { ...twoIdentityPools([{ Ref: 'Identities' }, OTHER_ID]), 'SecondRoles/IdentityPoolId': OTHER_ID },
    ],
    ['by token, one of which is not known', { ...twoIdentityPools({ Ref: 'Identities' }), 'SecondRoles/IdentityPoolId': unknown }],
    [
      'by token, for a user pool that is made elsewhere',
      ofForeignPool('eu-west-1_other'),
      'Golden medium A110: Identities and Second give the roles of the groups of eu-west-1_other, but Gold does not trust Second',
    ],
    [
      'by token, for a user pool that is made elsewhere, in whose names the region is left to the stack',
      ofForeignPool('eu-west-1_other', { 'Fn::Sub': 'cognito-idp.${AWS::Region}.amazonaws.com/eu-west-1_other:client' }),
      'Golden medium A110: Identities and Second give the roles of the groups of eu-west-1_other, but Gold does not trust Second',
    ],
    [
      'by token, for a user pool that is made elsewhere, its role trusting both',
      { ...ofForeignPool('eu-west-1_other'), ...trusting([{ Ref: 'Identities' }, { Ref: 'Second' }]) },
    ],
    ['by token, for another user pool than that of the groups', ofForeignPool('eu-west-1_third')],
    [
      'by token, for a user pool of which only the export of its id is known',
      ofForeignPool(unknown, providerOf(unknown)),
      'Golden medium A110: Identities and Second give the roles of the groups of from-elsewhere, but Gold does not trust Second',
    ],
    [
      'by token, for user pools of which it is not known which they are',
      ofForeignPool(unknown, providerOf({ 'Fn::ImportValue': 'another-from-elsewhere' })),
    ],
  ],
  'attachment-role-key': [['two', { 'Roles/Roles/admin': 'a', 'Roles/Roles/guest': 'b' },
    'Roles medium A26: Roles has the key admin, guest'], ['the right ones', { 'Roles/Roles/unauthenticated': 'a' }]],
  'classic-flow': [
    [
      'with role mappings',
      { 'Identities/AllowClassicFlow': true },
      'Identities high A59 A60: callers of Identities choose their role themselves, and its role mappings do not work with the '
        + 'classic flow',
    ],
    [
      'without',
      { 'Identities/AllowClassicFlow': 'true', 'Roles/RoleMappings': undefined },
      'Identities high A59: callers of Identities choose their role themselves',
    ],
    ['off', { 'Identities/AllowClassicFlow': 'false' }],
    ['not known', { 'Identities/AllowClassicFlow': unknown }],
  ],
  'client-without-mapping': [
    [
      'a client',
      APP,
      'Roles high A22: Identities has no role mapping for App, whose users get Member.Arn while Pool.ProviderName:Client denies',
    ],
    [
      'a client from elsewhere',
      second(ELSEWHERE),
      'Roles high A22: Identities has no role mapping for other, whose users get Member.Arn while Pool.ProviderName:Client denies',
    ],
    ['a client that has a mapping', { ...APP, ...ofApp() }],
    [
      'a client, and a provider',
      { ...APP, ...GOOGLE },
      'Roles high A22 A62: Identities has no role mapping for App, accounts.google.com, whose users get Member.Arn while '
        + 'Pool.ProviderName:Client denies',
    ],
    ['a provider that has a mapping', { ...GOOGLE, 'Roles/RoleMappings/google': mapping('accounts.google.com') }],
    ['one of two providers that has a mapping', {
      'Identities/SupportedLoginProviders': { 'accounts.google.com': 'x', 'graph.facebook.com': 'y' },
      'Roles/RoleMappings/google': mapping('accounts.google.com'),
    }, 'Roles high A22 A62: Identities has no role mapping for graph.facebook.com, whose users get Member.Arn while '
      + 'Pool.ProviderName:Client denies'],
    ['a provider that is not known', { 'Identities/OpenIdConnectProviderARNs': [unknown] }],
    ['a user pool that is not known', second(unknown)],
    ['a client that is not known', { ...second(ELSEWHERE), 'Identities/CognitoIdentityProviders/1/ClientId': unknown }],
    ['a mapping that may be for it', { ...APP, 'Roles/RoleMappings/app': mapping(unknown) }],
    ['no default role', { ...APP, 'Roles/Roles': undefined }],
    ['no denial', { ...APP, ...FALLBACK }],
  ],
  'group-roles-unused': [
    [
      'rules about something else',
      groups('Gold'),
      'G0 medium A20 A21: the roles of G0 are never given: Roles maps Pool by rules that do not look at groups',
    ],
    [
      'no mapping',
      { ...groups('Gold', 'Member'), 'Roles/RoleMappings': undefined },
      'G0 medium A20: the roles of G0, G1 are never given: no role mapping of type Token for Pool',
    ],
    ['no identity pool', { ...groups('Gold'), 'Others': Pool, 'G0/UserPoolId': { Ref: 'Others' } }],
    ['a mapping by token of an identity pool that is made elsewhere', {
      ...groups('Gold'),
      Past: { Type: Roles.Type, Properties: { IdentityPoolId: OTHER_ID, RoleMappings: { web: TOKEN } } },
    }],
    ['one of two rules looks at groups', { ...groups('Gold'), [`${RULES}/1`]: rule('cognito:groups', 'Contains', 'admins') }],
    ['one of two mappings is by token', { ...groups('Gold'), ...APP, ...ofApp({ Type: 'Token' }) }],
    ['one of two attachments is not known', { ...groups('Gold'), Loose: { Type: Roles.Type, Properties: { IdentityPoolId: unknown } } }],
    ['a mapping whose provider is not known', { ...groups('Gold'), 'Roles/RoleMappings/app': mapping(unknown) }],
    ['the mappings of one of two identity pools are not known', { ...groups('Gold'), ...SECOND, 'SecondRoles/RoleMappings': unknown }],
    ['the mappings of one of two attachments are not known', {
      ...groups('Gold'), Loose: { Type: Roles.Type, Properties: { IdentityPoolId: { Ref: 'Identities' }, RoleMappings: unknown } },
    }],
  ],
  'mapping-key-invalid': [
    [
      'a URL without TLS',
      { [PROVIDER]: 'http://accounts.google.com' },
      'Roles high A23: role mapping for http://accounts.google.com starts with http://',
    ],
    [
      'the URL of the user pool',
      { [PROVIDER]: { 'Fn::Sub': '${Pool.ProviderURL}:${Client}' } },
      'Roles high A23: role mapping for Pool.ProviderURL:Client starts with https://',
    ],
    [
      'the ARN of a provider whose path is a URL',
      {
        [PROVIDER]: 'arn:aws:iam::123456789012:oidc-provider/https://x',
        'Identities/OpenIdConnectProviderARNs': [
          'arn:aws:iam::123456789012:oidc-provider/https://x',
        ],
      },
    ],
    [
      'a user pool without a client',
      { [PROVIDER]: { 'Fn::GetAtt': ['Pool', 'ProviderName'] } },
      'Roles high A23: role mapping for Pool.ProviderName does not say which client',
    ],
    [
      'a user pool from elsewhere without a client',
      { ...second(ELSEWHERE), [PROVIDER]: ELSEWHERE },
      'Roles high A23: role mapping for cognito-idp.eu-west-1.amazonaws.com/eu-west-1_other does not say which client',
    ],
    ['a user pool from elsewhere with a client', { ...second(ELSEWHERE), [PROVIDER]: `${ELSEWHERE}:other` }],
    [
      'a user pool from elsewhere with more than a client',
      { ...second(ELSEWHERE), [PROVIDER]: `${ELSEWHERE}:other/more` },
      'Roles high A23: role mapping for cognito-idp.eu-west-1.amazonaws.com/eu-west-1_other:other/more does not say which client',
    ],
    [
      'a user pool from elsewhere whose region is missing',
      { ...second(ELSEWHERE), [PROVIDER]: 'cognito-idp.eu-west-1.amazonaws.com/:other' },
      'Roles high A23: role mapping for cognito-idp.eu-west-1.amazonaws.com/:other does not say which client',
    ],
    [
      'a login among others',
      { ...second(ELSEWHERE), [PROVIDER]: `${ELSEWHERE}:another` },
      'Roles high A23: role mapping for cognito-idp.eu-west-1.amazonaws.com/eu-west-1_other:another is not for a login of Identities',
    ],
    [
      'a login beside one whose client is not known',
      {
        ...second(ELSEWHERE),
        'Identities/CognitoIdentityProviders/1/ClientId': unknown,
        [PROVIDER]:
          'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_third:x',
      },
    ],
    [
      'a login beside one whose user pool is not known',
      { ...second(unknown), [PROVIDER]: 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_third:x' },
    ],
    [
      'one of two providers',
      { 'Identities/SupportedLoginProviders': { 'accounts.google.com': 'x', 'graph.facebook.com': 'y' }, [PROVIDER]: 'graph.facebook.com' },
    ],
    [
      'a provider beside one that is not known',
      { 'Identities/OpenIdConnectProviderARNs': ['arn:aws:iam::123456789012:oidc-provider/x', unknown], [PROVIDER]: 'graph.facebook.com' },
    ],
    ['what is not known', { [PROVIDER]: unknown }],
  ],
  'pools-share-default-role': [
    [
      'two user pools',
      { ...second(ELSEWHERE), 'Roles/RoleMappings': undefined },
      'Identities medium A32: users of Pool and cognito-idp.eu-west-1.amazonaws.com/eu-west-1_other all get Member.Arn',
    ],
    ['two, and the mapping of one denies', second(ELSEWHERE)],
    [
      'two, and the mapping of each falls back',
      { ...second(ELSEWHERE), ...FALLBACK },
      'Identities medium A32: users of Pool and cognito-idp.eu-west-1.amazonaws.com/eu-west-1_other all get Member.Arn',
    ],
    ['no default role', { ...second(ELSEWHERE), ...FALLBACK, 'Roles/Roles': undefined }],
    ['no attachment', { ...second(ELSEWHERE), Roles: undefined }],
    ['two clients of one', { ...APP, ...FALLBACK }],
  ],
  'precedence-as-lock': [
    [
      'a ban',
      { ...groups('Gold'), Bad: group('ban', 'Member', 0) },
      'Bad medium A18: group ban of Pool does not restrict its members: they may choose the role of any other group they are in',
    ],
    ['a band', { ...groups('Gold'), Bad: group('band', 'Member', 0) }],
    ['urban', { ...groups('Gold'), Bad: group('urban', 'Member', 0) }],
    ['a lock for the only role', { Bad: group('locked', 'Member', 0) }],
  ],
  'rules-overlap': [
    ['four pairs, of which three are named', {
      [RULES]: [
        rule('custom:a'), rule('custom:b', 'Equals', 'x', 'Member'), rule('custom:c'), rule('custom:d', 'Equals', 'x', 'Member'),
      ],
    }, 'Roles medium A17: rules 1 and 2, 1 and 4, 2 and 3 of Pool.ProviderName:Client can match the same user, who then picks '
      + 'either role with CustomRoleArn'],
    ['the same role', { [RULES]: [rule('custom:a'), rule('custom:b')] }],
  ],
  'session-long-with-classic-flow': [
    ['an hour', { 'Member/MaxSessionDuration': 3600, 'Identities/AllowClassicFlow': true }],
    [
      'more than an hour',
      { 'Member/MaxSessionDuration': 3601, 'Identities/AllowClassicFlow': true },
      'Member low A47: Member allows sessions of 3601 seconds, and the classic flow can ask for them',
    ],
    ['more than an hour without the flow', { 'Member/MaxSessionDuration': 3601 }],
    ['an hour, unsaid', { 'Identities/AllowClassicFlow': true }],
    [
      'a role of a group too',
      {
        'Member/MaxSessionDuration': 7200,
        'Identities/AllowClassicFlow': true,
        ...SECOND,
        'SecondRoles/Roles': {
          authenticated: arn(
            'Member'),
        },
      },
      'Member low A47: Member allows sessions of 7200 seconds, and the classic flow can ask for them',
    ],
    ['a role of an identity pool from elsewhere', {
      'Loose': { Type: Roles.Type, Properties: { IdentityPoolId: 'eu-west-1:x', Roles: { authenticated: arn('Member') } } },
      'Roles': undefined,
      'Member/MaxSessionDuration': 7200,
    }],
  ],
  'token-check-off': [['two', {
    ...second(ELSEWHERE),
    'Identities/CognitoIdentityProviders/0/ServerSideTokenCheck': false,
    'Identities/CognitoIdentityProviders/1/ServerSideTokenCheck': 'false',
  },
  'Identities medium A61: Identities does not check tokens of Client, other with the user pool']],
});
