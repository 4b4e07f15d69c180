import { arn, asked, Row, sayings, unknown } from './asking';
import { allow, AMR, AUD, CONDITION, group, guest, tags, TAGGED } from '../case-parts';
import { goodTemplate, Patch, trust } from '../good-template';

const COGNITO = { Federated: 'cognito-identity.amazonaws.com' };
const WEB = 'sts:AssumeRoleWithWebIdentity';
const EC2 = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };
const ID = 'eu-west-1:12345678-90ab-cdef-1234-567890abcdef';
const { StringEquals: OF_POOL, 'ForAnyValue:StringLike': OF_MEMBERS } = trust('authenticated').Statement[0].Condition;
const at = (role: string, index = 0) => `${role}/AssumeRolePolicyDocument/Statement/${index}`;
const MEMBER = at('Member');
const role = (...Statement: object[]) => ({ Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement } } });
const web = (Condition: object, more: object = {}) => ({ Effect: 'Allow', Principal: COGNITO, Action: WEB, Condition, ...more });
/** Nobody without `amr`, or nobody who is a guest. */
const deny = (Condition: object) => ({ ...web(Condition), Effect: 'Deny', Action: 'sts:*' });
const NO_GUESTS = deny({ 'ForAnyValue:StringLike': { [AMR]: 'unauthenticated' } });
const identityPool = (more: object = {}) => ({
  Type: 'AWS::Cognito::IdentityPool', Properties: { ...goodTemplate().Resources.Identities.Properties, ...more },
});
const elsewhere = (Roles: object) => ({
  Type: 'AWS::Cognito::IdentityPoolRoleAttachment', Properties: { IdentityPoolId: 'eu-west-1:elsewhere', Roles },
});
const guestsOff = (patch: Patch): Patch => ({ ...patch, 'Identities/AllowUnauthenticatedIdentities': false });

/** Members and gold members who may be tagged under a condition. */
const tagging = (what: string, sent: unknown, condition: object, refused?: string): Row[] => {
  const statement = web({ ...condition, 'ForAnyValue:StringLike': OF_MEMBERS }, { Action: 'sts:TagSession' });
  const patch = {
    ...tags(sent as object, sent === undefined ? { UseDefaults: true } : {}), [at('Member', 1)]: statement, [at('Gold', 1)]: statement,
  };
  return [[`sessions that may have ${what}`, patch, ...refused === undefined ? [] : ['Member', 'Gold'].map(id =>
    `${id} high A44: Tags sends principal tags, but ${id} does not allow sts:TagSession with ${refused}`)]];
};

const UNUSABLE: Row[] = [
  ['guests whose role is for a machine', { ...guest([]), [at('Guest')]: EC2 },
    'Guest high A42: Guest is given to guest users but does not trust Cognito'],
  ['the same while there are no guests', guestsOff({ ...guest([]), [at('Guest')]: EC2 })],
  ['guests of an identity pool that is not known', { Loose: elsewhere({ unauthenticated: arn('Own') }), Own: role(EC2) },
    'Own high A42: Own is given to guest users but does not trust Cognito'],
  ['guests whom their role lets in', guest([])],
  ['members whom an action fits that is listed first', { [`${MEMBER}/Action`]: ['sts:AssumeRole', WEB] }],
  ['another action for Cognito', { [`${MEMBER}/Action`]: ['sts:AssumeRole', 'sts:TagSession'] },
    'Member high A43: Member allows sts:AssumeRole to Cognito, which calls sts:AssumeRoleWithWebIdentity'],
  ['another action, and the right one denied', { [`${MEMBER}/Action`]: 'sts:AssumeRole', [at('Member', 1)]: deny(OF_MEMBERS) },
    'Member high A43: Member allows sts:AssumeRole to Cognito, which calls sts:AssumeRoleWithWebIdentity'],
  ['another action, for a role that nobody gives', { Own: role(web({}, { Action: 'sts:AssumeRole' })) },
    'Own medium A43: Own allows sts:AssumeRole to Cognito, which calls sts:AssumeRoleWithWebIdentity'],
  ['another action beside one that is not known', { [`${MEMBER}/Action`]: ['sts:AssumeRole', unknown] }],
  ['an operator that there is not', { [`${MEMBER}/Condition/StringMatches`]: { [AUD]: 'x' } },
    'Member high A42: Member asks by StringMatches, which is no condition operator: IAM refuses its trust policy'],
  ['an operator that there is not, for a role that nobody gives', { Own: role(web({ StringMatches: { [AUD]: 'x' } })) }],
  ['who is not among those asked for', { [`${MEMBER}/Condition/ForAnyValue:StringLike`]: { [AMR]: 'nobody' } },
    'Member high A42: Member is given to authenticated users, but its trust policy lets none of their tokens in'],
  ['who is asked for in an identity pool that is not theirs',
    { Second: identityPool(), [`${MEMBER}/Condition/StringEquals`]: { [AUD]: { Ref: 'Second' } } },
    'Member high A42: Member is given by Identities but trusts Second'],
  ['who is asked for in two identity pools that are not theirs',
    {
      Second: identityPool(),
      Third: identityPool(),
      [`${MEMBER}/Condition/StringEquals`]: { [AUD]: [{ Ref: 'Second' }, { Ref: 'Third' }] },
    },
    'Member high A42: Member is given by Identities but trusts Second, Third'],
  [
    'who may be asked for in theirs',
    { Second: identityPool(), [`${MEMBER}/Condition/StringEquals`]: { [AUD]: [{ Ref: 'Second' }, unknown] } },
  ],
  ['a role whose audience is written out, beside one for a machine',
    { [`${MEMBER}/Condition/StringEquals`]: { [AUD]: ID }, [at('Gold')]: EC2 },
    'Gold high A42: Gold is given to rule users but does not trust Cognito'],
];

const SAID_OF_NONE = 'Member high A42: Member is given to authenticated users, but its trust policy lets none of their tokens in';
const FOR_NOBODY = { [AMR]: 'nobody' };
const IN_THE_PAST = '2020-01-01T00:00:00Z';
const TO_COME = '2120-01-01T00:00:00Z';

const PARTLY_UNKNOWN: Row[] = [
  ['a statement that is not known', { [MEMBER]: unknown }],
  ['a machine, beside a statement that is not known', { [MEMBER]: EC2, [at('Member', 1)]: unknown }],
  ['a machine by an action that is not known', { [MEMBER]: { ...EC2, Action: unknown } }, SAID_OF_NONE],
  ['whom nobody knows by an action that is not known', { [MEMBER]: { ...EC2, Principal: unknown, Action: unknown } }],
  ['a machine, and denies whom nobody knows', { [MEMBER]: EC2, [at('Member', 1)]: { ...EC2, Effect: 'Deny', Principal: unknown } },
    SAID_OF_NONE],
  ['members, and denies whom nobody knows',
    { [at('Member', 1)]: { ...deny({ 'ForAnyValue:StringLike': OF_MEMBERS }), Principal: unknown } }],
  ['nobody by an action that is not known',
    { [`${MEMBER}/Action`]: unknown, [`${MEMBER}/Condition/ForAnyValue:StringLike`]: FOR_NOBODY }, SAID_OF_NONE],
  ['members by an action that is not known', { [`${MEMBER}/Action`]: unknown }],
  ['nobody of an identity pool that is not known',
    { [`${MEMBER}/Condition`]: { 'StringEquals': { [AUD]: unknown }, 'ForAnyValue:StringLike': FOR_NOBODY } }, SAID_OF_NONE],
  ['another action for Cognito, and a machine by one that is not known',
    { [`${MEMBER}/Action`]: 'sts:AssumeRole', [at('Member', 1)]: { ...EC2, Action: unknown } },
    'Member high A43: Member allows sts:AssumeRole to Cognito, which calls sts:AssumeRoleWithWebIdentity'],
  ['another action for Cognito, beside a statement that is not known',
    { [`${MEMBER}/Action`]: 'sts:AssumeRole', [at('Member', 1)]: unknown }],
];

const BY_TIME: Row[] = [
  ['members until a time that has passed', { [`${MEMBER}/Condition/DateLessThan`]: { 'aws:CurrentTime': IN_THE_PAST } }, SAID_OF_NONE],
  ['members until a time to come', { [`${MEMBER}/Condition/DateLessThan`]: { 'aws:CurrentTime': TO_COME } }],
  ['members from a time on that has passed', { [`${MEMBER}/Condition/DateGreaterThan`]: { 'aws:CurrentTime': IN_THE_PAST } }],
  ['members from a time to come on', { [`${MEMBER}/Condition/DateGreaterThan`]: { 'aws:CurrentTime': TO_COME } }],
  ['nobody from a time on that has passed', { [at('Member', 1)]: deny({ DateGreaterThan: { 'aws:EpochTime': '1577836800' } }) },
    SAID_OF_NONE],
];

/** Of two identity pools that a user pool is joined to; the second is not asked for by the trust of Gold. */
const SECOND: Patch = { 'Second': identityPool(), 'Golden': group('golden', 'Gold', 1), 'Roles/RoleMappings': undefined };
const OTHER_USERS: Patch = {
  Others: { Type: 'AWS::Cognito::UserPool', Properties: {} },
  Page: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Others' } } },
  Second: identityPool({
    CognitoIdentityProviders: [{ ClientId: { Ref: 'Page' }, ProviderName: { 'Fn::GetAtt': ['Others', 'ProviderName'] } }],
  }),
  Chiefs: {
    Type: 'AWS::Cognito::UserPoolGroup',
    Properties: { UserPoolId: { Ref: 'Others' }, GroupName: 'chiefs', RoleArn: arn('Member') },
  },
};

asked({
  'role-unusable': [
    ...UNUSABLE,
    ...PARTLY_UNKNOWN,
    ...BY_TIME,
    ['a group of two identity pools, of which one can give its role', SECOND],
    ['a group of two identity pools, of which none can', { ...SECOND, [at('Gold')]: EC2 },
      'Gold high A42: Gold is given to group users but does not trust Cognito'],
    ['a group of other users, whatever members get', OTHER_USERS, 'Member high A42: Member is given by Second but trusts Identities'],
  ],
  'trust-without-amr': [
    ['whoever', { [`Member/${CONDITION}/ForAnyValue:StringLike`]: undefined },
      'Member high A34: Member does not tell signed-in users from guests (no condition on amr)'],
    ['guests too', { ...guest([]), [`Member/${CONDITION}/ForAnyValue:StringLike`]: undefined },
      'Member critical A34: Member does not tell signed-in users from guests (no condition on amr), and its identity pool has guests'],
    [
      'whoever is not denied for being a guest',
      { [`Member/${CONDITION}/ForAnyValue:StringLike`]: undefined, [at('Member', 1)]: NO_GUESTS },
    ],
    ['who are guests anyway', { ...guest([]), [`Guest/${CONDITION}/ForAnyValue:StringLike`]: undefined },
      'Guest low A34: Guest is for guests, and does not say so (no condition on amr)'],
    ['who are guests or not',
      { ...guest([]), [`Guest/${CONDITION}/ForAnyValue:StringLike`]: undefined, Golden: group('golden', 'Guest', 1) },
      'Guest critical A34: Guest does not tell signed-in users from guests (no condition on amr), and its identity pool has guests'],
    ['a role that nobody gives', { Own: role(web({ StringEquals: OF_POOL })) },
      'Own high A34: Own does not tell signed-in users from guests (no condition on amr)'],
  ],
  'tag-session-missing': [
    ['tags, for a role that is given by a rule too', { ...tags({ plan: 'custom:plan' }), [`${at('Gold')}/Action`]: TAGGED },
      'Member high A44: Tags sends principal tags, but Member does not allow sts:TagSession'],
    ['guests, who have no tags',
      { ...tags({ plan: 'custom:plan' }), ...guest([]), [`${MEMBER}/Action`]: TAGGED, [`${at('Gold')}/Action`]: TAGGED }],
    ['tags of nothing', tags({}, { UseDefaults: false })],
    ...tagging('a tag that is not sent', { plan: 'custom:plan' }, { StringEquals: { 'aws:RequestTag/tenant': 'acme' } }, 'plan'),
    ...tagging('the tag that is sent', { plan: 'custom:plan' }, { StringEquals: { 'aws:RequestTag/plan': 'gold' } }),
    ...tagging('one of two tags alone', { plan: 'custom:plan', team: 'custom:team' },
      { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'plan' } }, 'plan, team'),
    ...tagging('any of two tags', { plan: 'custom:plan', team: 'custom:team' }, { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'plan' } }),
    ...tagging('the default tags', undefined, { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['username', 'client'] } }),
    ...tagging('another than the default tags', undefined, { Null: { 'aws:RequestTag/plan': 'false' } }, 'username, client'),
    ...tagging('a tag, of those that are not known', unknown, { StringEquals: { 'aws:RequestTag/tenant': 'acme' } }),
    ['tags of one provider, and of nothing for another', {
      ...tags({}, { UseDefaults: false }), More: tags({ plan: 'custom:plan' }).Tags, [`${at('Gold')}/Action`]: TAGGED,
    }, 'Member high A44: More sends principal tags, but Member does not allow sts:TagSession'],
    ['a role that lets nobody in, tags or not', { ...tags({ plan: 'custom:plan' }), [MEMBER]: EC2, [`${at('Gold')}/Action`]: TAGGED }],
    ['a role that is given by no identity pool', {
      ...tags({ plan: 'custom:plan' }),
      Own: role(web({ StringEquals: OF_POOL })),
      [`${MEMBER}/Action`]: TAGGED,
      [`${at('Gold')}/Action`]: TAGGED,
    }],
  ],
  'tag-session-unconditional': [
    ['tags together with the session', { [MEMBER]: web({}, { Action: TAGGED }) }],
    [
      'tags for members of the pool',
      { [at('Member', 1)]: web({ 'StringEquals': OF_POOL, 'ForAnyValue:StringLike': OF_MEMBERS }, { Action: 'sts:TagSession' }) },
    ],
    ['tags for guests of the pool, who are named', {
      [at('Member', 1)]: web(
        { 'StringEquals': OF_POOL, 'ForAnyValue:StringLike': { [AMR]: 'unauthenticated' } }, { Action: 'sts:TagSession' },
      ),
    }],
    ['tags for whoever is of the pool', { [at('Member', 1)]: web({ StringEquals: OF_POOL }, { Action: 'sts:TagSession' }) },
      'Member medium A45: Member allows sts:TagSession in a statement without aud or amr'],
    ['tags for whoever is of the pool and not denied', {
      [at('Member', 1)]: web({ StringEquals: OF_POOL }, { Action: 'sts:TagSession' }), [at('Member', 2)]: NO_GUESTS,
    }],
  ],
  'trust-amr-both': [
    ['whoever, unsaid', { [`Member/${CONDITION}/ForAnyValue:StringLike`]: undefined }],
    ['whoever, said', { [`Member/${CONDITION}/ForAnyValue:StringLike`]: { [AMR]: '*authenticated' } },
      'Member high A38 A39: Member accepts authenticated and unauthenticated identities'],
  ],
  'trust-audience-foreign': [
    ['an id, for a role that the identity pool gives', { [`Member/${CONDITION}/StringEquals`]: { [AUD]: ID } },
      `Member high A36 A42: Member trusts aud '${ID}', which is no identity pool of this template`],
    ['an id, for a role that two attachments give, of which one is elsewhere',
      { [`Member/${CONDITION}/StringEquals`]: { [AUD]: ID }, Loose: elsewhere({ authenticated: arn('Member') }) },
      `Member high A36 A42: Member trusts aud '${ID}', which is no identity pool of this template`],
    ...[ID, ID.toUpperCase(), 'us-gov-west-1:12345678-90ab-cdef-1234-567890abcdef'].map((id): Row => [
      `${id}, for a role that is given elsewhere`,
      { Own: role(web({ 'StringEquals': { [AUD]: id }, 'ForAnyValue:StringLike': OF_MEMBERS })) },
    ]),
    ...['eu-west-1:mine', `a ${ID}`, `${ID}0`, ':12345678-90ab-cdef-1234-567890abcdef', 'eu-west-1:1-90ab-cdef-1234-567890abcdef',
      'eu-west-1:12345678-90ab', 'eu-west-1:xxxxxxxx-90ab-cdef-1234-567890abcdef'].map((id): Row => [
      `${id}, which is no id`, { Own: role(web({ 'StringEquals': { [AUD]: id }, 'ForAnyValue:StringLike': OF_MEMBERS })) },
      `Own high A36: Own trusts aud '${id}', which is no identity pool of this template`,
    ]),
    ['a pattern by like', { [`Member/${CONDITION}`]: { 'StringLike': { [AUD]: 'eu-west-1:????' }, 'ForAnyValue:StringLike': OF_MEMBERS } }],
    ['a text by like', { [`Member/${CONDITION}`]: { 'StringLike': { [AUD]: 'eu-west-1:mine' }, 'ForAnyValue:StringLike': OF_MEMBERS } },
      "Member high A36 A42: Member trusts aud 'eu-west-1:mine', which is no identity pool of this template"],
    [
      'all but an id',
      { [`Member/${CONDITION}`]: { 'StringNotEquals': { [AUD]: 'eu-west-1:mine' }, 'ForAnyValue:StringLike': OF_MEMBERS } },
    ],
  ],
  'trust-audience-wildcard': [
    ['patterns', { [`Member/${CONDITION}`]: { 'StringLike': { [AUD]: ['eu-*', 'us-*'] }, 'ForAnyValue:StringLike': OF_MEMBERS } },
      'Member critical A35: Member has StringLike eu-*, us-* for aud'],
    ['no condition at all, which is said elsewhere', { [`Member/${CONDITION}/StringEquals`]: undefined }],
  ],
  'trust-without-audience': [
    ['whoever', { [`Member/${CONDITION}/StringEquals`]: undefined },
      'Member critical A33: Member does not say which identity pool (no condition on aud)'],
    ['whoever is not denied for being of another identity pool',
      { [`Member/${CONDITION}/StringEquals`]: undefined, [at('Member', 1)]: deny({ StringNotEquals: OF_POOL }) }],
    [
      'a pattern, which is said elsewhere',
      { [`Member/${CONDITION}`]: { 'StringLike': { [AUD]: '*' }, 'ForAnyValue:StringLike': OF_MEMBERS } },
    ],
  ],
  'trust-operator-passes-absent': [
    ['members, if anything is said', { [`Member/${CONDITION}`]: { 'StringEquals': OF_POOL, 'ForAllValues:StringLike': OF_MEMBERS } },
      `Member high A37: Member checks ${AMR} with ForAllValues:StringLike`],
    ['members, and something has to be said', {
      [`Member/${CONDITION}`]: { 'StringEquals': OF_POOL, 'ForAllValues:StringLike': OF_MEMBERS, 'ForAnyValue:StringLike': OF_MEMBERS },
    }],
    ['all but guests', { [`Member/${CONDITION}`]: { StringEquals: OF_POOL, StringNotEquals: { [AMR]: 'unauthenticated' } } }],
    ['the pool, if any is said', { [`Member/${CONDITION}`]: { 'StringEqualsIfExists': OF_POOL, 'ForAnyValue:StringLike': OF_MEMBERS } },
      `Member high A37: Member checks ${AUD} with StringEqualsIfExists`],
    ['any pool, which is said elsewhere',
      { [`Member/${CONDITION}`]: { 'StringLikeIfExists': { [AUD]: '*' }, 'ForAnyValue:StringLike': OF_MEMBERS } }],
  ],
  'trust-several-pools': [
    ['two', { Second: identityPool(), [`Member/${CONDITION}/StringEquals`]: { [AUD]: [{ Ref: 'Identities' }, { Ref: 'Second' }] } },
      'Member medium A40: Member trusts Identities, Second'],
    ['one, twice', { [`Member/${CONDITION}/StringEquals`]: { [AUD]: [{ Ref: 'Identities' }, { Ref: 'Identities' }] } }],
    ['one, and what may be the same', { [`Member/${CONDITION}/StringEquals`]: { [AUD]: [{ Ref: 'Identities' }, unknown] } }],
  ],
  'trust-others-too': [
    ['a role that is given, and for a machine alone', { [at('Gold')]: EC2 }],
    ['everybody, and an account', {
      [at('Member', 1)]: { ...EC2, Principal: '*' }, [at('Member', 2)]: { ...EC2, Principal: { AWS: '123456789012' } },
    }, 'Member critical A41: Member is also trusted for *; 123456789012'],
    ['another provider in the same statement', { [`${MEMBER}/Principal`]: { Federated: [COGNITO.Federated, 'accounts.google.com'] } },
      'Member medium A41: Member is also trusted for accounts.google.com'],
    ['an account in the same statement', { [`${MEMBER}/Principal`]: { ...COGNITO, AWS: ['123456789012', '210987654321'] } },
      'Member medium A41: Member is also trusted for 123456789012, 210987654321'],
    ['a provider of the same name', { [at('Member', 1)]: { ...EC2, Principal: { Federated: 'my.cognito-identity.example' } } },
      'Member medium A41: Member is also trusted for my.cognito-identity.example'],
  ],
  'trust-wrong-partition': [
    ['keys of China',
      { [`Member/${CONDITION}/StringEquals`]: { 'cognito-identity.cn-north-1.amazonaws.com.cn:aud': { Ref: 'Identities' } } },
      'Member high A46 A42: Member trusts cognito-identity.amazonaws.com but checks cognito-identity.cn-north-1.amazonaws.com.cn:aud'],
    ['keys of China, for a role that nobody gives',
      { Own: role(web({ StringEquals: { 'cognito-identity.cn-north-1.amazonaws.com.cn:aud': 'x' } })) },
      'Own medium A46: Own trusts cognito-identity.amazonaws.com but checks cognito-identity.cn-north-1.amazonaws.com.cn:aud'],
    ['the service after another', {
      [`${MEMBER}/Principal`]: { Federated: ['accounts.google.com', COGNITO.Federated] }, 'Member/Description': 'cn-north-1:x',
    }, 'Member high A46: Member trusts cognito-identity.amazonaws.com, but the template is for aws-cn'],
    ['everybody', { [`${MEMBER}/Principal`]: '*', 'Member/Description': 'cn-north-1:x' }],
    ['GovCloud with the keys of China', {
      [`${MEMBER}/Principal`]: { Federated: 'cognito-identity-us-gov.amazonaws.com' },
      [`Member/${CONDITION}/StringEquals`]: { 'cognito-identity.cn-north-1.amazonaws.com.cn:aud': { Ref: 'Identities' } },
    },
    'Member high A46 A42: Member trusts cognito-identity-us-gov.amazonaws.com but checks cognito-identity.cn-north-1.amazonaws.com.cn:aud'],
    ['a place that the attachment tells',
      { 'Loose': elsewhere({ authenticated: arn('Own') }), 'Own': role(web({})), 'Loose/IdentityPoolId': 'us-gov-east-1:x' },
      'Own high A46: Own trusts cognito-identity.amazonaws.com, but the template is for aws-us-gov'],
    ['a place that the role tells', { 'Member/Policies': allow('s3:GetObject', 'arn:aws-us-gov:s3:::b/x') },
      'Member high A46: Member trusts cognito-identity.amazonaws.com, but the template is for aws-us-gov'],
  ],
});

test.each([
  ['eu-west-1', undefined],
  ['cn-northwest-1', 'Member trusts cognito-identity.amazonaws.com, but the template is for cn-northwest-1'],
  ['us-gov-east-1', 'Member trusts cognito-identity.amazonaws.com, but the template is for us-gov-east-1'],
])('the principal of a role in a stack for %s', (region, said) => {
  expect(sayings('trust-wrong-partition', {}, { region })[0]).toBe(said && `Member high A46: ${said}`);
});

test('a default that only holds the place of an id, beside an identity pool that is not theirs', () => {
  const patch = { Second: identityPool(), [`Member/${CONDITION}/StringEquals`]: { [AUD]: ['eu-west-1:later', { Ref: 'Second' }] } };
  const parameters = { Id: { Type: 'String', Default: 'eu-west-1:later' } };
  expect(sayings('role-unusable', patch, { parameters }))
    .toEqual(['Member high A42: Member is given to authenticated users, but its trust policy lets none of their tokens in']);
  const alone = { [`Member/${CONDITION}/StringEquals`]: { [AUD]: 'eu-west-1:later' } };
  expect(sayings('role-unusable', alone, { parameters })).toEqual([]);
});
