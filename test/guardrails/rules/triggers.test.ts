import { arn, asked, Row, unknown } from './asking';
import { acl, allow, fn, open, secondRegion, smsRole } from '../case-parts';
import { goodTemplate, Patch } from '../good-template';

const FN = { Type: 'AWS::Lambda::Function', Properties: { Role: 'arn' } };
const LAMBDA = 'arn:aws:lambda:eu-west-1:123456789012:function';
const { Pool, Client } = goodTemplate().Resources;
const ofPool = (Type: string, more: object = {}) =>
  ({ Type: `AWS::Cognito::${Type}`, Properties: { UserPoolId: { Ref: 'Pool' }, ...more } });
const permission = (more: object) => ({
  Permission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      Principal: 'cognito-idp.amazonaws.com',
      FunctionName: { Ref: 'Fn' },
      SourceArn: arn('Pool'),
      ...more,
    },
  },
});
const trigger = (name: string, value: unknown = arn('Fn')) => ({ 'Fn': FN, 'Pool/LambdaConfig': { [name]: value } });
const logs = (...LogConfigurations: unknown[]) => ({ Logs: ofPool('LogDeliveryConfiguration', { LogConfigurations }) });
const own = (Policies: unknown) => ({ Own: { Type: 'AWS::IAM::Role', Properties: { Policies } } });

asked({
  'log-delivery-refused': [
    [
      'three',
      logs({ EventSource: 'userAuthEvents', LogLevel: 'INFO' }, { EventSource: 'userNotification', LogLevel: 'ERROR' }, {}),
      'Logs medium A108: Logs has 3 configurations, where Cognito takes 2',
    ],
    [
      'events that there are not',
      logs({ EventSource: 'toString', LogLevel: 'INFO' }),
      'Logs medium A108: Logs has toString, which is no source of events',
    ],
    [
      'levels that there are not',
      logs({ EventSource: 'userAuthEvents', LogLevel: 'ERROR' }, { EventSource: 'userNotification', LogLevel: 'INFO' }),
      'Logs medium A108: Logs has userAuthEvents at ERROR, which is there at INFO only, and userNotification at INFO, which is there '
        + 'at ERROR only',
    ],
    [
      'messages to a bucket',
      logs({ EventSource: 'userNotification', LogLevel: 'ERROR', S3Configuration: { BucketArn: 'arn' } }),
      'Logs medium A108: Logs has S3Configuration for userNotification, which goes to CloudWatch Logs only',
    ],
    [
      'messages to a stream',
      logs({ EventSource: 'userNotification', LogLevel: 'ERROR', FirehoseConfiguration: { StreamArn: 'arn' } }),
      'Logs medium A108: Logs has FirehoseConfiguration for userNotification, which goes to CloudWatch Logs only',
    ],
    ['events to a bucket', logs({ EventSource: 'userAuthEvents', LogLevel: 'INFO', S3Configuration: { BucketArn: 'arn' } })],
    ['what is not known', logs(unknown, { EventSource: unknown, LogLevel: 'X' })],
    ['a level that is not known', logs({ EventSource: 'userAuthEvents', LogLevel: unknown })],
  ],
  'no-event-log': [
    ['plus', { 'Pool/UserPoolTier': 'PLUS' }, 'Pool low A84: Pool delivers no logs'],
    ['threat protection', { 'Pool/UserPoolAddOns': { AdvancedSecurityMode: 'AUDIT' } }, 'Pool low A84: Pool delivers no logs'],
    ['logs', { 'Pool/UserPoolTier': 'PLUS', ...logs() }],
    [
      'logs of another user pool',
      { 'Pool/UserPoolTier': 'PLUS', ...logs(), 'Logs/UserPoolId': 'eu-west-1_other' },
      'Pool low A84: Pool delivers no logs',
    ],
    ['logs of what is not known', { 'Pool/UserPoolTier': 'PLUS', ...logs(), 'Logs/UserPoolId': unknown }],
    ['essentials', {}],
  ],
  'sms-role-open': [
    ['no condition', smsRole({}), 'Sms medium A87: Sms trusts Cognito without sts:ExternalId'],
    ...['sts:ExternalId', 'aws:SourceAccount', 'aws:SourceArn'].map((key): Row => [key, smsRole({
      StringEquals: {
        [key]:
      'x',
      },
    })]),
    ['what is not known', smsRole(unknown)],
    ['another service', { ...smsRole({}), 'Sms/AssumeRolePolicyDocument/Statement/0/Principal': { Service: 'sns.amazonaws.com' } }],
    ['a denial', { ...smsRole({}), 'Sms/AssumeRolePolicyDocument/Statement/0/Effect': 'Deny' }],
    [
      'the newer way',
      { ...smsRole({}), 'Pool/SmsConfiguration': { EumsSms: { CallerArn: arn('Sms') } } },
      'Sms medium A87: Sms trusts Cognito without sts:ExternalId',
    ],
  ],
  'custom-challenge-incomplete': [
    [
      'two triggers',
      { 'Pool/LambdaConfig': { DefineAuthChallenge: 'a', VerifyAuthChallengeResponse: 'b' } },
      'Pool medium A90: Pool has only DefineAuthChallenge, VerifyAuthChallengeResponse',
    ],
    [
      'an old flow without triggers',
      { 'Client/ExplicitAuthFlows': ['CUSTOM_AUTH_FLOW_ONLY'] },
      'Client medium A90: Client allows custom authentication, but Pool has no challenge triggers',
    ],
    ['what is not known', { 'Pool/LambdaConfig': unknown, 'Client/ExplicitAuthFlows': ['ALLOW_CUSTOM_AUTH'] }],
    ['a flow of nearly that name', { 'Client/ExplicitAuthFlows': ['NO_ALLOW_CUSTOM_AUTH', 'ALLOW_CUSTOM_AUTH_TOO'] }],
  ],
  'migration-without-password-flow': [
    ['two clients', trigger('UserMigration'),
      'Pool medium A108: Pool migrates users who sign in, but no sign-in through Client, Other sends a password'],
    ...['ALLOW_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH', 'ALLOW_USER_AUTH']
      .map((flow): Row =>
        [flow, { ...trigger('UserMigration'), 'Client/ExplicitAuthFlows': [flow] }]),
    ['the login pages', { ...trigger('UserMigration'), 'Client/AllowedOAuthFlowsUserPoolClient': true }],
    ['a flow that is not known', { ...trigger('UserMigration'), 'Client/ExplicitAuthFlows': [unknown] }],
    ['a client that may be of the pool', { ...trigger('UserMigration'), Third: { ...Client, Properties: { UserPoolId: unknown } } }],
    ['another trigger', trigger('PreSignUp')],
  ],
  'replica-settings-missing': [
    [
      'text messages and a web ACL',
      { ...acl('arn'), 'Pool/SmsConfiguration': { SnsCallerArn: 'arn' }, 'Replica': secondRegion('ACTIVE') },
      'Replica medium A108: Replica is active without what Pool has: sms, web ACL',
    ],
    [
      'a web ACL there too',
      {
        ...acl('arn'),
        There: {
          Type: 'AWS::WAFv2::WebACLAssociation',
          Properties: {
            ResourceArn: {
              'Fn::Sub':
          'arn:aws:cognito-idp:eu-central-1:1:userpool/${Pool}',
            },
          },
        },
        Replica: secondRegion('ACTIVE'),
      },
    ],
    ['not active', { ...acl('arn'), Replica: secondRegion('INACTIVE') }],
    ['of another user pool', { ...acl('arn'), 'Replica': secondRegion('ACTIVE'), 'Replica/UserPoolId': 'eu-west-1_other' }],
  ],
  'sender-without-key': [
    [
      'two senders',
      { 'Pool/LambdaConfig': { CustomEmailSender: { LambdaArn: 'a' }, CustomSMSSender: { LambdaArn: 'b' } } },
      'Pool medium A108: Pool has CustomEmailSender and CustomSMSSender, but no KMSKeyID',
    ],
    ['a sender with a key', { 'Pool/LambdaConfig': { CustomEmailSender: { LambdaArn: 'a' }, KMSKeyID: 'arn' } }],
    ['a sender that is not known', { 'Pool/LambdaConfig': { CustomEmailSender: unknown } }],
    ['what is not known', { 'Pool/LambdaConfig': unknown }],
    ['another trigger', { 'Pool/LambdaConfig': { PreSignUp: 'a' } }],
  ],
  'sign-up-auto-confirmed': [
    [
      'code from elsewhere',
      { ...open, 'Pool/LambdaConfig': { PreSignUp: LAMBDA } },
      'Pool medium A70: the PreSignUp trigger of Pool may confirm users without proof; its code is not in the template',
    ],
    ...['autoConfirmUser', 'autoVerifyEmail', 'autoVerifyPhone'].map((seen): Row => [`code with ${seen}`, {
      ...open, ...trigger('PreSignUp'), 'Fn/Code': { ZipFile: `event.response.${seen} = true` },
    }, `Pool high A70: the PreSignUp trigger of Pool sets ${seen}`]),
    ['other code', { ...open, ...trigger('PreSignUp'), 'Fn/Code': { ZipFile: 'x' } }],
    ['no sign-up', { 'Pool/LambdaConfig': { PreSignUp: LAMBDA } }],
    ['another trigger', { ...open, 'Pool/LambdaConfig': { PostConfirmation: LAMBDA } }],
  ],
  'trigger-adds-to-group': [
    [
      'anyone',
      fn('cognito-idp:AdminAddUserToGroup', { ...open, 'Pool/LambdaConfig': { PostConfirmation: arn('Fn') } }),
      'Fn high A30: Fn runs after anyone signs up to Pool and may add them to any group (FnRole)',
    ],
    [
      'by a pattern',
      fn('cognito-idp:Admin*', { ...open, 'Pool/LambdaConfig': { PostConfirmation: arn('Fn') } }),
      'Fn high A30: Fn runs after anyone signs up to Pool and may add them to any group (FnRole)',
    ],
    ['no right to', fn('cognito-idp:AdminGetUser', { ...open, 'Pool/LambdaConfig': { PostConfirmation: arn('Fn') } })],
    ['no sign-up', fn('cognito-idp:AdminAddUserToGroup', { 'Pool/LambdaConfig': { PostConfirmation: arn('Fn') } })],
    ['a function from elsewhere', { ...open, 'Pool/LambdaConfig': { PostConfirmation: 'arn' } }],
    ['a role from elsewhere', { ...fn('x:Y', { ...open, 'Pool/LambdaConfig': { PostConfirmation: arn('Fn') } }), 'Fn/Role': 'arn' }],
  ],
  'trigger-elsewhere': [
    [
      'a version',
      {
        ...trigger('PreSignUp', { Ref: 'Version' }), Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Fn' } } },
      },
      'Pool medium A108: Pool has a numbered version of a function as PreSignUp',
    ],
    [
      'a version by its number',
      { 'Pool/LambdaConfig': { PreSignUp: `${LAMBDA}:f:12`, PostConfirmation: `${LAMBDA}:f:2` } },
      'Pool medium A108: Pool has a numbered version of a function as PreSignUp, PostConfirmation',
    ],
    ['an alias that begins with a number', { 'Pool/LambdaConfig': { PreSignUp: `${LAMBDA}:f:1a` } }],
    [
      'two regions',
      { 'Pool/LambdaConfig': { PreSignUp: `${LAMBDA}:f`, PostConfirmation: 'arn:aws:lambda:us-gov-west-1:123456789012:function:f' } },
      'Pool high A108: Pool has triggers in eu-west-1 and us-gov-west-1',
    ],
    ['one region', { 'Pool/LambdaConfig': { PreSignUp: `${LAMBDA}:f`, PostConfirmation: `${LAMBDA}:g` } }],
  ],
  'trigger-links-accounts': [
    [
      'the newer kind',
      fn('cognito-idp:AdminLinkProviderForUser', { 'Pool/LambdaConfig': { PreTokenGenerationConfig: { LambdaArn: arn('Fn') } } }),
      'Fn critical A71: Fn, a trigger of Pool, may call AdminLinkProviderForUser (FnRole)',
    ],
    ['no right to', fn('cognito-idp:AdminGetUser', { 'Pool/LambdaConfig': { PreSignUp: arn('Fn') } })],
    ['no function', { ...own(allow('cognito-idp:AdminLinkProviderForUser')), 'Pool/LambdaConfig': { PreSignUp: 'arn', KMSKeyID: null } }],
  ],
  'trigger-not-invocable': [
    ['no permission', trigger('PreSignUp'), 'Fn high A108: no permission lets Pool invoke Fn, its trigger PreSignUp'],
    [
      'no permission to migrate',
      { ...trigger('UserMigration'), 'Client/ExplicitAuthFlows': ['ALLOW_USER_AUTH'] },
      'Fn medium A108: no permission lets Pool invoke Fn, its trigger UserMigration',
    ],
    ['a permission', { ...trigger('PreSignUp'), ...permission({}) }],
    ...([['another action', { Action: 'lambda:GetFunction' }], ['another service', { Principal: 's3.amazonaws.com' }], [
      'another function', { FunctionName: 'f' },
    ],
    [
      'another user pool',
      { SourceArn: arn('Others') },
    ], ['the id of the user pool',
      { SourceArn: { Ref: 'Pool' } }], ['what is no user pool',
      { SourceArn: 'arn:aws:s3:::b' }],
    ['an alias', { FunctionName: { 'Fn::Sub': '${Fn.Arn}:live' } }]] as [string, Patch][])
      .map(([what, more]): Row =>
        [`a permission for ${what}`, { ...trigger('PreSignUp'), Others: Pool, ...permission(more) },
          'Fn high A108: no permission lets Pool invoke Fn, its trigger PreSignUp']),
    ...([['every action', { Action: 'lambda:*' }], ['an action that is not known', { Action: unknown }], ['everybody', { Principal: '*' }],
      [
        'whom is not known',
        { Principal: unknown },
      ], ['what is not known',
        { FunctionName: unknown }], ['any source',
        { SourceArn: undefined }],
      [
        'a source that is not known',
        { SourceArn: unknown },
      ], ['every source',
        { SourceArn: '*' }], ['a user pool by its id',
        { SourceArn: 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/x' }],
      ['any resource of the service', { SourceArn: 'arn:aws:cognito-idp:eu-west-1:123456789012:*' }],
      ['the ARN of the function', {
        FunctionName: arn(
          'Fn'),
      }]] as [string, Patch][]).map(([what, more]): Row =>
      [`a permission for ${what}`, { ...trigger('PreSignUp'), ...permission(more) }]),
    [
      'an alias without one',
      trigger('PreSignUp', { 'Fn::Sub': '${Fn.Arn}:live' }),
      'Fn high A108: no permission lets Pool invoke this alias of Fn, its trigger PreSignUp',
    ],
    [
      'a nested stack that is given the function',
      { ...trigger('PreSignUp'), Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { F: arn('Fn') } } } },
    ],
  ],
  'trigger-permission-open': [
    ['any user pool', permission({ SourceArn: undefined }), 'Permission medium A86: Permission lets every user pool invoke Fn'],
    [
      'any user pool of the account',
      permission({ SourceArn: undefined, SourceAccount: '123456789012' }),
      'Permission medium A86: Permission lets any user pool of the account invoke Fn',
    ],
  ],
});
