import { allow, group, PROVIDER, role, rulesMapping, template, tokenMapping, trust } from './fixture';
import { AccessModel } from '../../src/access-model';
import { accessMatrices } from '../../src/access-model/access-matrix';
import { keysOfAccess, needsIotPolicy, principalOf } from '../../src/access-model/private/resource-access';

const rows = (parts: object) => accessMatrices(AccessModel.fromTemplate(template(parts as any)))
  .flatMap(matrix => matrix.rows.map(row => [row.identity, row.provider, row.mapping, row.outcome.role ?? row.outcome.outcome]));
const CLIENT = 'Users / Web';
const GOOGLE = { pool: { SupportedLoginProviders: { 'accounts.google.com': 'x' } } };
const GOLD = { Gold: role('authenticated') };
const P = { Parameters: { P: { Type: 'String' } } };
const ELSEWHERE = 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_theirs';
const GUESTS_OFF = ['guests', '(no sign-in)', 'guest access is off', 'denied'];

describe('one row for each kind of identity', () => {
  test.each<[string, object, unknown[][]]>([
    ['no mapping', {}, [GUESTS_OFF, ['everyone signed in', CLIENT, 'no mapping', 'Members']]],
    ['another provider', GOOGLE, [
      GUESTS_OFF, ['everyone signed in', CLIENT, 'no mapping', 'Members'], [
        'everyone signed in', 'accounts.google.com', 'no mapping', 'Members',
      ],
    ]],
    ['groups', { mappings: tokenMapping(), resources: { ...GOLD, Staff: group('staff', 'Gold', 3), Others: group('others') } }, [
      GUESTS_OFF, ['group staff', CLIENT, 'token, precedence 3', 'Gold'], ['group others', CLIENT, 'token, precedence none', 'denied'],
      ['no group', CLIENT, 'token, otherwise Deny', 'denied'],
    ]],
    ['groups of another pool too', {
      mappings: tokenMapping('AuthenticatedRole'),
      resources: {
        Elsewhere: { Type: 'AWS::Cognito::UserPool', Properties: {} },
        Strangers: { Type: 'AWS::Cognito::UserPoolGroup', Properties: { UserPoolId: { Ref: 'Elsewhere' }, GroupName: 'strangers' } },
        Unknown: { Type: 'AWS::Cognito::UserPoolGroup', Properties: { UserPoolId: 'eu-west-1_other', GroupName: 'unknown' } },
      },
    }, [GUESTS_OFF, ['no group', CLIENT, 'token, otherwise AuthenticatedRole', 'Members']]],
    ['a token mapping of a provider without groups', {
      ...GOOGLE, mappings: { 'accounts.google.com': { Type: 'Token', AmbiguousRoleResolution: 'Deny' } },
    }, [
      GUESTS_OFF, ['everyone signed in', CLIENT, 'no mapping', 'Members'],
      ['everyone signed in', 'accounts.google.com', 'token, otherwise Deny', 'denied'],
    ]],
    ['rules', {
      mappings: rulesMapping([['custom:plan', 'Equals', 'gold', 'Gold'], ['custom:team', 'NotEqual', 'ops', 'Gold']]), resources: GOLD,
    }, [
      GUESTS_OFF, ["custom:plan Equals 'gold'", CLIENT, 'rule 0', 'Gold'], ["custom:team NotEqual 'ops'", CLIENT, 'rule 1', 'Gold'],
      ['no rule matches', CLIENT, 'rules, otherwise Deny', 'denied'],
    ]],
    ['rules for a provider without groups', {
      ...GOOGLE,
      mappings: {
        'accounts.google.com': {
          Type: 'Rules',
          AmbiguousRoleResolution: 'Deny',
          RulesConfiguration: { Rules: [{ Claim: 'hd', MatchType: 'Equals', Value: 'corp', RoleARN: { 'Fn::GetAtt': ['Gold', 'Arn'] } }] },
        },
      },
      resources: GOLD,
    }, [
      GUESTS_OFF, ['everyone signed in', CLIENT, 'no mapping', 'Members'],
      ["hd Equals 'corp'", 'accounts.google.com', 'rule 0', 'Gold'],
      ['no rule matches', 'accounts.google.com', 'rules, otherwise Deny', 'denied'],
    ]],
    ['a client of a user pool from elsewhere, whose groups are not those of one that is not known', {
      pool: { CognitoIdentityProviders: [{ ProviderName: ELSEWHERE, ClientId: 'their-client' }] },
      mappings: { [`${ELSEWHERE}:their-client`]: { Type: 'Token', AmbiguousRoleResolution: 'AuthenticatedRole' } },
      resources: { Loose: { Type: 'AWS::Cognito::UserPoolGroup', Properties: { UserPoolId: { Ref: 'P' }, GroupName: 'loose' } } },
      rest: P,
    }, [GUESTS_OFF, ['no group', `${ELSEWHERE} / their-client`, 'token, otherwise AuthenticatedRole', 'Members']]],
    ['nothing said of who matches none', { mappings: { web: { IdentityProvider: PROVIDER, Type: 'Token' } } }, [
      GUESTS_OFF, ['no group', CLIENT, 'token, otherwise nothing is said', expect.anything()],
    ]],
    ['what is not known', {
      mappings: { web: { IdentityProvider: PROVIDER, Type: 'Token', AmbiguousRoleResolution: { Ref: 'P' } } }, rest: P,
    }, [
      GUESTS_OFF, ['no group', CLIENT, expect.stringMatching(/^token, otherwise \(not known: /), 'unknown'],
    ]],
    ['guests', { pool: { AllowUnauthenticatedIdentities: true } }, [
      ['guests', '(no sign-in)', 'guest access is on', 'Guests'], ['everyone signed in', CLIENT, 'no mapping', 'Members'],
    ]],
    [
      'guests, said to be off', { pool: { AllowUnauthenticatedIdentities: 'false' } },
      [GUESTS_OFF, ['everyone signed in', CLIENT, 'no mapping', 'Members']],
    ],
    ['guests that a parameter decides about', { pool: { AllowUnauthenticatedIdentities: { Ref: 'P' } }, rest: P }, [
      [
        'guests', '(no sign-in)', 'guest access is decided at deployment', 'unknown',
      ], ['everyone signed in', CLIENT, 'no mapping', 'Members'],
    ]],
  ])('%s', (_, parts, expected) => expect(rows({ pool: { AllowUnauthenticatedIdentities: undefined }, ...parts })).toEqual(expected));

  test('where callers name their role: each that they are not given anyway', () => {
    const found = rows({
      pool: { AllowClassicFlow: true, AllowUnauthenticatedIdentities: true, SupportedLoginProviders: { 'accounts.google.com': 'x' } },
      resources: GOLD,
    });
    expect(found.filter(([, , mapping]) => mapping === 'classic flow')).toEqual([
      ['everyone signed in naming Gold', CLIENT, 'classic flow', 'Gold'],
      ['everyone signed in naming Gold', 'accounts.google.com', 'classic flow', 'Gold'],
    ]);
  });
});

test('where callers name their role: one that others are given, too', () => {
  const both = { AssumeRolePolicyDocument: trust('*') };
  const found = rows({
    pool: { AllowClassicFlow: true, AllowUnauthenticatedIdentities: true },
    resources: { Members: role('*', [], both), Worker: { ...role('x'), Properties: { AssumeRolePolicyDocument: { Statement: [] } } } },
  });
  expect(found.filter(([, , mapping]) => mapping === 'classic flow')).toEqual([
    ['guests naming Members', '(no sign-in)', 'classic flow', 'Members'],
  ]);
});

test('where a CDK app makes a role, and only there, the row says where', () => {
  const made = { ...role('authenticated'), Metadata: { 'aws:cdk:path': 'App/Auth/Members/Resource' } };
  const model = AccessModel.fromTemplate(template({ resources: { Members: made }, pool: { AllowUnauthenticatedIdentities: true } }));
  const { rows: [guests, members] } = accessMatrices(model)[0];
  expect(members).toHaveProperty('constructPath', expect.stringContaining('Auth/Members'));
  expect(guests).not.toHaveProperty('constructPath');
});

describe('who asks for a resource', () => {
  const session = (classic: boolean, ...pools: object[]) => principalOf({ arn: 'arn:aws:iam::1:role/r' } as any, pools as any, classic);
  const pool = { ref: 'eu-west-1:1', template: 'T' };

  test('is a session of the role, called as Cognito calls it in the enhanced flow', () => {
    expect(session(false)).toEqual({ roleArn: 'arn:aws:iam::1:role/r' });
    expect(session(true, pool)).toEqual({ roleArn: 'arn:aws:iam::1:role/r', federated: 'cognito-identity.amazonaws.com' });
    expect(session(false, pool)).toEqual({
      roleArn: 'arn:aws:iam::1:role/r', federated: 'cognito-identity.amazonaws.com', sessionName: 'CognitoIdentityCredentials',
    });
  });

  test.each<[string, string, object]>([
    ['s3:GetObject', '111122223333', { 'aws:ResourceAccount': '111122223333', 's3:ResourceAccount': '111122223333' }],
    ['sqs:SendMessage', '444455556666', { 'aws:ResourceAccount': '444455556666' }],
    [
      'KMS:Decrypt', '444455556666',
      { 'aws:ResourceAccount': '444455556666', 'kms:CallerAccount': '111122223333' },
    ],
    ['sns:Publish', '444455556666', { 'aws:SourceOwner': { unknown: expect.stringContaining('SNS') } }],
    ['lambda:InvokeFunction', '444455556666', {
      'lambda:FunctionUrlAuthType': { unknown: expect.stringContaining('give lambda:FunctionUrlAuthType in the context') },
      'lambda:InvokedViaFunctionUrl': { unknown: expect.stringContaining('give lambda:InvokedViaFunctionUrl in the context') },
    }],
  ])('has the keys of %s', (action, owner, expected) => {
    const keys = keysOfAccess({ arn: 'arn:aws:iam::111122223333:role/r' } as any, action, owner, {});
    expect(keys).toMatchObject(expected);
    const special = ['kms:CallerAccount', 'aws:SourceOwner', 'lambda:FunctionUrlAuthType', 'lambda:InvokedViaFunctionUrl'];
    expect(special.filter(key => key in keys)).toEqual(special.filter(key => key in expected));
  });

  test.each<[string, string, object, boolean]>([
    ['who signed in', 'iot:Publish', { 'cognito-identity.amazonaws.com:amr': ['authenticated', 'x'] }, true],
    ['who signed in, in China', 'IOT:connect', { 'cognito-identity.cn-north-1.amazonaws.com.cn:amr': ['authenticated'] }, true],
    ['a guest', 'iot:Publish', { 'cognito-identity.amazonaws.com:amr': ['unauthenticated'] }, false],
    ['nobody of an identity pool', 'iot:Publish', {}, false],
    [
      'one of another key', 'iot:Publish',
      { 'cognito-identity.amazonaws.com:amrs': ['authenticated'], 'x:cognito-identity.amazonaws.com:amr': ['a'] }, false,
    ],
    ['who manages things', 'iot:CreateThing', { 'cognito-identity.amazonaws.com:amr': ['authenticated'] }, false],
    ['who asks another service', 's3:GetObject', { 'cognito-identity.amazonaws.com:amr': ['authenticated'] }, false],
  ])(
    'needs a policy of AWS IoT, or does not: %s',
    (_, action, context, expected) => expect(needsIotPolicy(action, context as any)).toBe(expected),
  );
});

describe('a resource whose name is made up', () => {
  const may = (Type: string, resource: string, Properties: object = {}) => {
    const model = AccessModel.fromTemplate(template({
      resources: { Members: role('authenticated', [allow('*', { 'Fn::GetAtt': ['Thing', 'Arn'] })]), Thing: { Type, Properties } },
    }));
    return model.can('Members', `${resource.split(':')[2]}:DoIt`, resource).decision;
  };
  const at = (service: string, rest: string) => `arn:aws:${service}:us-east-1:123456789012:${rest}`;

  test.each<[string, string, string]>([
    ['AWS::DynamoDB::Table', at('dynamodb', 'table/app-Thing-1A2B3C4D5E6F'), 'unknown'],
    ['AWS::DynamoDB::Table', at('dynamodb', 'table/app-Things-1A2B3C4D5E6F'), 'denied'],
    ['AWS::DynamoDB::Table', at('dynamodb', 'table/things'), 'denied'],
    ['AWS::DynamoDB::Table', at('dynamodb', 'index/app-Thing-1A2B3C4D5E6F'), 'denied'],
    ['AWS::SQS::Queue', at('sqs', 'app-Thing-1A2B3C4D5E6F'), 'unknown'],
    ['AWS::SQS::Queue', at('sqs', 'app-Thing-1A2B3C4D5E6F.fifo'), 'unknown'],
    ['AWS::SQS::Queue', at('sqs', 'app-Thing-short'), 'denied'],
    ['AWS::Lambda::Function', at('lambda', 'function:app-Thing-1A2B3C4D5E6F'), 'unknown'],
    ['AWS::Lambda::Function', at('lambda', 'function:app-Other-1A2B3C4D5E6F'), 'denied'],
    ['AWS::KMS::Key', at('kms', 'key/1b2c3d4e-1111-2222-3333-444455556666'), 'unknown'],
    ['AWS::KMS::Key', at('kms', 'key/mrk-0123456789abcdef0123456789abcdef'), 'unknown'],
    ['AWS::Kinesis::Stream', at('kinesis', 'stream/app-Thing-1A2B3C4D5E6F'), 'unknown'],
    ['AWS::Cognito::UserPool', 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_AbCdEf123', 'unknown'],
    ['AWS::Cognito::UserPool', 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1-AbCdEf123', 'denied'],
    ['AWS::Cognito::UserPool', 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/x-us-east-1_AbCdEf123', 'denied'],
  ])('%s may be %s: %s', (type, resource, decision) => expect(may(type, resource)).toBe(decision));
});
