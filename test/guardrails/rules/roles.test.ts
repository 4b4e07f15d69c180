import { arn, asked, Row, unknown } from './asking';
import { allow, group, guest, LEADING } from '../case-parts';
import { Patch } from '../good-template';

const SUB = '${cognito-identity.amazonaws.com:sub}';
const TABLE = 'arn:aws:dynamodb:eu-west-1:123456789012:table/t';
const member = (Action: string | string[], Resource: unknown = '*', more: object = {}): Patch =>
  ({ 'Member/Policies': allow(Action, Resource, more) });
const statements = (...all: [Action: string | string[], Resource: unknown, more?: object][]): Patch => ({
  'Member/Policies': [{
    PolicyDocument: { Statement: all.map(([Action, Resource, more]) => ({ Effect: 'Allow', Action, Resource, ...more })) },
  }],
});
const IF_EXISTS = { Condition: { StringEqualsIfExists: { 'dynamodb:LeadingKeys': [SUB] } } };
const denied = { Effect: 'Deny' };
/** On everything but some resources. */
const but = (Action: string | string[], NotResource: unknown): Patch => member(Action, '*', { Resource: undefined, NotResource });
const b = (tail: string) => `arn:aws:s3:::${tail}`;
const under = (prefix: unknown) => ({ Condition: { StringLike: { 's3:prefix': prefix } } });
/** A policy on a bucket that is not blocked, and on nothing else. */
const bucket = (...all: object[]): Patch => ({
  Photos: {
    Type: 'AWS::S3::Bucket',
    Properties: { PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false } },
  },
  Opens: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Photos' }, PolicyDocument: { Statement: all } } },
});
const to = (Principal: unknown, Action: unknown, more: object = {}) =>
  ({ Effect: 'Allow', Principal, Action, Resource: { 'Fn::Sub': '${Photos.Arn}/*' }, ...more });
const MEMBERS = { AWS: arn('Member') };
const GUESTS = { AWS: arn('Guest') };
const guests = guest([]);

asked({
  'lists-whole-bucket': [
    ['what everyone gets', member('s3:ListBucket', b('b')), 'Member medium A100: whoever has Member may list all of arn:aws:s3:::b'],
    [
      'what everyone gets, and a group too',
      { ...member('s3:ListBucket', b('b')), Golden: group('golden', 'Member', 1) },
      'Member medium A100: whoever has Member may list all of arn:aws:s3:::b',
    ],
    ['what only those of a rule get', { 'Gold/Policies': allow('s3:ListBucket', b('b')) }],
    [
      'what only a group gets',
      {
        Own: { ...guests.Guest, Properties: { ...guests.Guest.Properties, Policies: allow('s3:ListBucket', b('b')) } },
        Golden: group('golden', 'Own', 1),
      },
    ],
    [
      'three buckets, of which two are named',
      member('s3:ListBucket', [b('a'), b('b'), b('c')]),
      'Member medium A100: whoever has Member may list all of arn:aws:s3:::a, arn:aws:s3:::b',
    ],
    [
      'a bucket and its objects',
      member(['s3:ListBucket', 's3:GetObject'], [b('a/public/*'), b('a')]),
      'Member medium A100: whoever has Member may list all of arn:aws:s3:::a',
    ],
    ['the objects of a bucket', member('s3:ListBucket', b('a/*'))],
    ['a condition that is not known', member('s3:ListBucket', b('a'), { Condition: unknown })],
    ['a condition of which only the operator is known', member('s3:ListBucket', b('a'), { Condition: { StringLike: unknown } })],
    [
      'their own in one bucket, all of another',
      statements(['s3:ListBucket', b('own'), under(`${SUB}/*`)], ['s3:ListBucket', [b('own'), b('all')]]),
      'Member medium A100: whoever has Member may list all of arn:aws:s3:::own, arn:aws:s3:::all',
    ],
    ['every bucket but one', but('s3:ListBucket', b('x')), 'Member medium A100: whoever has Member may list everything but arn:aws:s3:::x'],
    ['all, but what is denied', statements(['s3:ListBucket', b('a')], ['s3:ListBucket', '*', denied])],
  ],
  'own-data-is-not': [
    [
      'four actions, of which three are named',
      member(['dynamodb:Scan', 'dynamodb:Query', 'dynamodb:GetItem', 'dynamodb:PutItem'], TABLE, LEADING),
      'Member high A101: Member lets users at data of others by dynamodb:Scan, dynamodb:Query, dynamodb:GetItem, whatever its '
        + 'condition looks like',
    ],
    [
      'an operator that holds without the key',
      member('dynamodb:Scan', TABLE, IF_EXISTS),
      'Member high A101: Member lets users at data of others by dynamodb:Scan, whatever its condition looks like',
    ],
    ['an operator that holds without the key, for what always has it', member('dynamodb:GetItem', TABLE, IF_EXISTS)],
    ['their own', member(['dynamodb:Query', 'dynamodb:GetItem'], TABLE, LEADING)],
  ],
  'role-not-per-identity': [
    [
      'four actions on three buckets',
      member(['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket'], [b('a/*'), b('b/*'), b('c/*')]),
      'Member medium A55: every signed-in user gets Member and with it s3:GetObject, s3:PutObject, s3:DeleteObject on all of '
        + 'arn:aws:s3:::a/*, arn:aws:s3:::b/*',
    ],
    [
      'what everyone gets, and a group too',
      { ...member('s3:GetObject', b('a/*')), Golden: group('golden', 'Member', 1) },
      'Member medium A55: every signed-in user gets Member and with it s3:GetObject on all of arn:aws:s3:::a/*',
    ],
    ...[
      ...['a/?*', 'a/*/profile.png', 'a/us-east-1:*/x', 'a*', 'a*/*'].map(key => ['s3:GetObject', b(key)]),
      ...['arn:*:s3:::a/*', 'arn:aws:s3:*:*:a/*', 'arn:aws:s3:::*', 'arn:aws:s3:*'].map(all => ['s3:GetObject', all]),
      ['s3:GetObjectVersion', b('a/*')], ['dynamodb:BatchGetItem', TABLE], ['dynamodb:PartiQLSelect', TABLE],
    ].map(([action, all]): Row => [
      `what is everybody's: ${action} on ${all}`,
      member(action, all),
      `Member medium A55: every signed-in user gets Member and with it ${action} on all of ${all}`,
    ]),
    ['a folder that is for all', member('s3:GetObject', b('a/public/*'))],
    ['their own below a folder of any name', member('s3:GetObject', b(`a/*/${SUB}/*`))],
    ['what only those of a rule get', { 'Gold/Policies': allow('s3:GetObject', b('a/*')) }],
    [
      'a prefix that goes on',
      member('s3:GetObject', b(`a/${SUB}*`)),
      'Member medium A55: Member: arn:aws:s3:::a/${cognito-identity.amazonaws.com:sub}* lacks the slash, so it reaches '
        + 'identities that begin with the same characters',
    ],
    ['a folder of their own', member('s3:GetObject', b(`a/${SUB}/*`))],
    [
      'everything but a bucket',
      but('s3:GetObject', [b('x/*'), b('y/*'), b('z/*')]),
      'Member medium A55: every signed-in user gets Member and with it s3:GetObject on everything but arn:aws:s3:::x/*, arn:aws:s3:::y/*',
    ],
    ['everything, but what is denied', statements(['s3:GetObject', b('a/*')], ['s3:GetObject', '*', denied])],
  ],
  'signed-in-role-wildcards': [
    ['two services', statements(['s3:*', '*'], ['sqs:*', '*']), 'Member high A51 A55 A100: users with Member may do s3:*, sqs:*'],
    ['a service that keeps no objects', member('sns:*'), 'Member high A51: users with Member may do sns:*'],
    ['the same service twice', statements(['sns:*', '*'], ['sns:*', '*']), 'Member high A51: users with Member may do sns:*'],
    ['a service beside an action', member(['sns:*', 's3:GetObject']), 'Member high A51: users with Member may do sns:*'],
    [
      'whole services, of which the second keeps objects',
      member(['sns:*', 's3:*']),
      'Member high A51 A55 A100: users with Member may do sns:*, s3:*',
    ],
    [
      'all but a service',
      { 'Member/Policies': [{ PolicyDocument: { Statement: [{ Effect: 'Allow', NotAction: ['iam:*', 'sts:*'], Resource: '*' }] } }] },
      'Member high A51: users with Member may do everything but iam:*, everything but sts:*',
    ],
    ['for those of a rule', { 'Gold/Policies': allow('s3:*') }, 'Gold high A51 A100: users with Gold may do s3:*'],
    [
      'for everyone, and a group too',
      { ...member('s3:*'), Golden: group('golden', 'Member', 1) },
      'Member high A51 A55 A100: users with Member may do s3:*',
    ],
    ['for guests', guest(allow('s3:*'))],
    ['on one table', member('dynamodb:*', TABLE)],
    ['what is denied again', statements(['sns:*', '*'], ['sns:*', '*', denied])],
    ['on all but a few resources', but('s3:*', b('x/*')), 'Member high A51 A55 A100: users with Member may do s3:*'],
    ['on all but what is all', but('s3:*', b('*'))],
    ['on all but what is not known', but('s3:*', unknown)],
    ['on all but all', but('s3:*', '*')],
    [
      'a policy of AWS that is known',
      { 'Member/ManagedPolicyArns': ['arn:aws:iam::aws:policy/AmazonS3FullAccess'] },
      'Member high A51 A55 A100: users with Member may do arn:aws:iam::aws:policy/AmazonS3FullAccess',
    ],
    [
      'a policy of AWS that is not known',
      { 'Member/ManagedPolicyArns': ['arn:aws:iam::aws:policy/AWSQuantumFullAccess'] },
      'Member high A51: users with Member may do arn:aws:iam::aws:policy/AWSQuantumFullAccess',
    ],
    ['policies that are not known, of which one says it', {
      'Member/ManagedPolicyArns': ['arn:aws:iam::aws:policy/AWSQuantumFullAccess', 'arn:aws:iam::aws:policy/AWSQuantumReadOnly'],
    }, 'Member high A51: users with Member may do arn:aws:iam::aws:policy/AWSQuantumFullAccess'],
    ['a policy that only begins so', { 'Member/ManagedPolicyArns': ['arn:aws:iam::123456789012:policy/S3FullAccessForOne'] }],
    ['old services', member(['cognito-sync:*', 'mobileanalytics:*', 'mobiletargeting:*'])],
  ],
  'dangerous-on-anything': [
    [
      'secrets',
      member('secretsmanager:GetSecretValue'),
      'Member high A98: users with Member may call on anything secretsmanager:GetSecretValue, which shows secrets',
    ],
    ['five ways, of which four are named', member([
      'secretsmanager:GetSecretValue', 'lambda:UpdateFunctionCode', 'lambda:AddPermission', 's3:PutBucketPolicy', 'sns:AddPermission',
    ]),
    'Member high A98: users with Member may call on anything secretsmanager:GetSecretValue, which shows secrets; '
      + 'lambda:UpdateFunctionCode, which changes which code runs; lambda:AddPermission, which changes who may do what; '
      + 's3:PutBucketPolicy, which changes who may do what'],
    [
      'a pattern of which some only writes',
      member('lambda:*Function*'),
      'Member high A98 A99: users with Member may call on anything lambda:UpdateFunctionCode, which changes which code runs; '
        + 'lambda:UpdateFunctionConfiguration, which changes which code runs; lambda:CreateFunction, which changes which code runs',
    ],
    [
      'a pattern of what takes over, beside one that writes',
      member(['secretsmanager:GetSecretValue', 'dynamodb:PutItem']),
      'Member high A98: users with Member may call on anything secretsmanager:GetSecretValue, which shows secrets',
    ],
    [
      'all secrets but one',
      but('secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:mine'),
      'Member high A98: users with Member may call on anything secretsmanager:GetSecretValue, which shows secrets',
    ],
    ['one secret', member('secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:mine')],
    ['what is denied again', statements(['secretsmanager:GetSecretValue', '*'], ['secretsmanager:*', '*', denied])],
  ],
  'writes-on-anything': [
    ['one table after another', member('dynamodb:PutItem'), 'Member medium A99: users with Member may call dynamodb:PutItem on anything'],
    [
      'for guests, who call',
      guest(allow('lambda:InvokeFunction')),
      'Guest high A99: users with Guest may call lambda:InvokeFunction on anything',
    ],
    ['for guests, who write, which is said elsewhere', guest(allow('dynamodb:PutItem'))],
    [
      'five actions, of which four are named',
      member(['dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:UpdateItem', 'sqs:SendMessage', 'sns:Publish']),
      'Member medium A99: users with Member may call dynamodb:PutItem, dynamodb:DeleteItem, dynamodb:UpdateItem, '
        + 'sqs:SendMessage on anything',
    ],
    [
      'an action twice',
      member(['dynamodb:PutItem', 'dynamodb:PutItem']),
      'Member medium A99: users with Member may call dynamodb:PutItem on anything',
    ],
    ['all tables but one', but('dynamodb:PutItem', TABLE), 'Member medium A99: users with Member may call dynamodb:PutItem on anything'],
    ['one table', member('dynamodb:PutItem', TABLE)],
  ],
  'developer-identities-on-anything': [
    [
      'a function',
      { Own: { Type: 'AWS::IAM::Role', Properties: { Policies: allow('cognito-identity:GetOpenIdTokenForDeveloperIdentity') } } },
      'Own high A66: Own may call GetOpenIdTokenForDeveloperIdentity for every identity pool',
    ],
    [
      'a function, by all of the service',
      { Own: { Type: 'AWS::IAM::Role', Properties: { Policies: allow('cognito-identity:*') } } },
      'Own high A66: Own may call GetOpenIdTokenForDeveloperIdentity for every identity pool',
    ],
    ['a function that may do anything', { Own: { Type: 'AWS::IAM::Role', Properties: { Policies: allow('*') } } }],
    ['users, by all of the service, which is said elsewhere', member('cognito-identity:*')],
    [
      'users, by a pattern',
      member('cognito-identity:Get*'),
      'Member high A66: Member may call GetOpenIdTokenForDeveloperIdentity for every identity pool',
    ],
    ['one action of two, one resource of two', member(
      ['s3:GetObject', 'cognito-identity:Get*'], [b('a'), 'arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/*'],
    ), 'Member high A66: Member may call GetOpenIdTokenForDeveloperIdentity for every identity pool'],
    [
      'all identity pools but one',
      but('cognito-identity:Get*', 'arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/eu-west-1:mine'),
      'Member high A66: Member may call GetOpenIdTokenForDeveloperIdentity for every identity pool',
    ],
    ['one identity pool', member('cognito-identity:Get*', 'arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/eu-west-1:mine')],
  ],
  'role-administers-identities': [
    [
      'the roles of the identity pool',
      member('cognito-identity:SetIdentityPoolRoles', { 'Fn::Sub': 'arn:aws:cognito-identity:*:*:identitypool/${Identities}' }),
      'Member high A54: users with Member may call cognito-identity:SetIdentityPoolRoles',
    ],
    [
      'the roles of any identity pool',
      member('cognito-identity:SetIdentityPoolRoles'),
      'Member high A54: users with Member may call cognito-identity:SetIdentityPoolRoles',
    ],
    ['a pattern that covers it', member('cognito-identity:*Roles'), 'Member high A54: users with Member may call cognito-identity:*Roles'],
    ['a pattern that covers none of it', member('cognito-identity:List*')],
    [
      'all of the service, for the identity pool',
      member('cognito-identity:*', { 'Fn::Sub': 'arn:aws:cognito-identity:*:*:identitypool/${Identities}' }),
      'Member high A54: users with Member may call cognito-identity:*',
    ],
    ['all of the service', member('cognito-identity:*'), 'Member high A54 A66 A51: users with Member may call cognito-identity:*'],
    ['all of the service, where all is denied', statements(['cognito-identity:*', '*'], ['cognito-identity:*', '*', denied])],
    [
      'all of the service, twice, once for one',
      statements(['cognito-identity:*', 'arn:aws:cognito-identity:*:*:identitypool/x'], ['cognito-identity:*', '*']),
      'Member high A54 A66 A51: users with Member may call cognito-identity:*',
    ],
    [
      'both services',
      member(['cognito-sync:*', 'cognito-identity:Update*']),
      'Member high A54: users with Member may call cognito-identity:Update*, cognito-sync:*',
    ],
    ['data of old', member('cognito-sync:*'), 'Member medium A54: users with Member may call cognito-sync:*'],
    ['some of it', member('cognito-sync:ListRecords')],
    ['another service of nearly that name', member('my-cognito-identity:SetIdentityPoolRoles')],
    ['what every identity may do', member(['cognito-identity:GetId', 'cognito-identity:GetCredentialsForIdentity'])],
  ],
  'role-administers-users': [
    [
      'a user',
      member('cognito-idp:AdminUpdateUserAttributes'),
      'Member high A53: users with Member may call cognito-idp:AdminUpdateUserAttributes',
    ],
    [
      'all, and groups',
      member(['cognito-idp:*', 'cognito-idp:UpdateGroup']),
      'Member high A53: users with Member may call cognito-idp:*, cognito-idp:UpdateGroup',
    ],
    [
      'patterns that cover it',
      member(['cognito-idp:Ad*', 'cognito-idp:*Group', 'cognito-idp:*Password']),
      'Member high A53: users with Member may call cognito-idp:Ad*, cognito-idp:*Group, cognito-idp:*Password',
    ],
    ['patterns that only read', member(['cognito-idp:AdminGet*', 'cognito-idp:AdminList*', 'cognito-idp:List*', 'cognito-idp:Describe*'])],
    ['another service of nearly that name', member('my-cognito-idp:AdminGetUserBack')],
    [
      'the same in two statements',
      statements(['cognito-idp:AdminCreateUser', 'a'], ['cognito-idp:AdminCreateUser', 'b']),
      'Member high A53: users with Member may call cognito-idp:AdminCreateUser',
    ],
    [
      'what is denied',
      { 'Member/Policies': [{ PolicyDocument: { Statement: [{ Effect: 'Deny', Action: 'cognito-idp:*', Resource: '*' }] } }] },
    ],
    ['a role that is of no users', { Own: { Type: 'AWS::IAM::Role', Properties: { Policies: allow('cognito-idp:*') } } }],
  ],
  'role-escalates-in-iam': [
    [
      'roles of others',
      member('iam:PassRole', 'arn:aws:iam::123456789012:role/x'),
      'Member high A52: users with Member may call iam:PassRole',
    ],
    [
      'one way in two statements',
      statements(['iam:PassRole', 'a'], ['iam:PassRole', 'b']),
      'Member high A52: users with Member may call iam:PassRole',
    ],
    [
      'two ways out',
      member(['sts:AssumeRole', 'iam:CreateUser']),
      'Member high A52: users with Member may call sts:AssumeRole, iam:CreateUser',
    ],
    ['patterns that cover them', member(['sts:Assume*', 'iam:*']), 'Member high A52: users with Member may call sts:Assume*, iam:*'],
    ['what only looks', member(['iam:Get*', 'iam:ListRoles', 'sts:GetCallerIdentity'])],
    ['everything, which is said elsewhere', member('*')],
    ['an action of which only the service is known', member({ 'Fn::Sub': 'iam:${Later}' } as any)],
    ['another service of nearly that name', member('siam:PassRole')],
  ],
  'policy-variable-misspelt': [
    [
      'at the end of a resource',
      member('s3:GetObject', b('a/undefined')),
      'Member medium A56: Member: arn:aws:s3:::a/undefined has a variable that IAM does not know',
    ],
    [
      'within a resource',
      member('s3:GetObject', b('a/undefined/x')),
      'Member medium A56: Member: arn:aws:s3:::a/undefined/x has a variable that IAM does not know',
    ],
    ['the beginning of a name', member('s3:GetObject', b('a/undefined-behaviour'))],
    [
      'an object',
      member('s3:GetObject', b('a/[object Object]')),
      'Member medium A56: Member: arn:aws:s3:::a/[object Object] has a variable that IAM does not know',
    ],
    [
      'in a condition',
      member('s3:GetObject', b('a'), { Condition: { StringLike: { 's3:prefix': ['x', '${cognito:sub}'] } } }),
      'Member medium A56: Member: ${cognito:sub} has a variable that IAM does not know',
    ],
    ['in a condition of nothing', member('s3:GetObject', b('a'), { Condition: { StringLike: null } })],
  ],
});

asked({
  'resource-policy-opens': [
    [
      'members read',
      bucket(to(MEMBERS, 's3:GetObject')),
      'Opens medium A97: Opens lets everyone who signs in, by Member, call s3:GetObject on Photos.Arn/*',
    ],
    [
      'members write, of five actions',
      bucket(to(MEMBERS, ['s3:PutObject', 's3:DeleteObject', 's3:PutObjectTagging', 's3:DeleteObjectTagging', 's3:RestoreObject'])),
      'Opens medium A97: Opens lets everyone who signs in, by Member, call s3:PutObject, s3:DeleteObject, s3:PutObjectTagging, '
        + 's3:DeleteObjectTagging on Photos.Arn/*',
    ],
    [
      'members do anything',
      bucket(to(MEMBERS, 's3:*')),
      'Opens high A97: Opens lets everyone who signs in, by Member, call s3:* on Photos.Arn/*',
    ],
    [
      'guests do anything',
      { ...guests, ...bucket(to(GUESTS, 's3:*')) },
      'Opens critical A97: Opens lets guests, by Guest, call s3:* on Photos.Arn/*',
    ],
    [
      'guests do anything, by a star',
      { ...guests, ...bucket(to(GUESTS, '*')) },
      'Opens critical A97: Opens lets guests, by Guest, call * on Photos.Arn/*',
    ],
    [
      'everybody writes',
      bucket(to('*', 's3:PutObject')),
      'Opens high A97: Opens lets everybody, and so everyone who signs in, by Member, call s3:PutObject on Photos.Arn/*',
    ],
    [
      'everybody writes, guests too',
      { ...guests, ...bucket(to('*', 's3:PutObject')) },
      'Opens critical A97: Opens lets everybody, and so guests, by Guest, call s3:PutObject on Photos.Arn/*',
    ],
    [
      'all but some actions',
      bucket({ ...to(MEMBERS, undefined), NotAction: 's3:GetObject' }),
      'Opens high A97: Opens lets everyone who signs in, by Member, call * on Photos.Arn/*',
    ],
    [
      'all but some resources',
      bucket({ ...to(MEMBERS, 's3:GetObject'), Resource: undefined, NotResource: b('x') }),
      'Opens medium A97: Opens lets everyone who signs in, by Member, call s3:GetObject on everything but arn:aws:s3:::x',
    ],
    [
      'three resources, of which two are named',
      bucket({ ...to(MEMBERS, 's3:PutObject'), Resource: ['a', 'b', 'c'].map(name => ({ 'Fn::Sub': `\${Photos.Arn}/${name}` })) }),
      'Opens medium A97: Opens lets everyone who signs in, by Member, call s3:PutObject on Photos.Arn/a, Photos.Arn/b',
    ],
    ['an action that is not known', bucket(to(MEMBERS, unknown))],
    ['a condition that is not known', bucket(to(MEMBERS, 's3:GetObject', { Condition: unknown }))],
    ['a condition of which only the operator is known', bucket(to(MEMBERS, 's3:GetObject', { Condition: { StringLike: unknown } }))],
    [
      'a condition on what is not known',
      bucket(to(MEMBERS, 's3:GetObject', { Condition: { StringLike: { 'aws:SourceVpc': ['vpc-1', unknown] } } })),
    ],
    [
      'a condition on nothing',
      bucket(to(MEMBERS, 's3:GetObject', { Condition: { StringLike: null } })),
      'Opens medium A97: Opens lets everyone who signs in, by Member, call s3:GetObject on Photos.Arn/*',
    ],
    ['what the role is denied', { ...statements(['s3:*', '*', denied]), ...bucket(to(MEMBERS, 's3:GetObject')) }],
    [
      'what the role is allowed anyway',
      { ...statements(['s3:GetObject', '*']), ...bucket(to(MEMBERS, 's3:GetObject')) },
      'Opens medium A97: Opens lets everyone who signs in, by Member, call s3:GetObject on Photos.Arn/*',
    ],
    [
      'reading first, writing next',
      bucket(to(MEMBERS, 's3:GetObject'), to(MEMBERS, 's3:PutObject')),
      'Opens medium A97: Opens lets everyone who signs in, by Member, call s3:GetObject on Photos.Arn/*',
    ],
    [
      'one way as bad as another',
      bucket(to(MEMBERS, 's3:PutObject'), to(MEMBERS, 's3:DeleteObject')),
      'Opens medium A97: Opens lets everyone who signs in, by Member, call s3:PutObject on Photos.Arn/*',
    ],
    [
      'reads by two roles',
      { ...bucket(to({ AWS: [arn('Gold'), arn('Member')] }, 's3:GetObject')), 'Roles/Roles/authenticated': arn('Gold') },
      'Opens medium A97: Opens lets everyone who signs in, by Gold, call s3:GetObject on Photos.Arn/*',
    ],
  ],
});
