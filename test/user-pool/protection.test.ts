import { App, Lazy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as ses from 'aws-cdk-lib/aws-ses';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { making, poolOf, rendered, userPool, warningsOf } from './user-pool-fixture';
import {
  AppUserPool, AppUserPoolProps, CompromisedCredentialsEvent, EnforcedThreatProtectionOptions, Mfa, PoolLog, RiskResponse, SecurityProfile,
  ThreatProtection, WebAcl,
} from '../../src/user-pool';
import { used } from '../used';
import { warningsIn } from '../warnings';

const { ESSENTIALS, LITE, PLUS } = cognito.FeaturePlan;
const env = { region: 'eu-west-1', account: '111122223333' };

function propertiesOf(stack: Stack, type: string): any {
  const found = Object.values(Template.fromStack(stack).findResources(type));
  expect(found).toHaveLength(1);
  return found[0].Properties;
}

/** With what needs a stack of its own to be made in. */
function made(props: (stack: Stack) => AppUserPoolProps): Stack {
  const stack = new Stack(new App(), 'Stack', { env });
  new AppUserPool(stack, 'Users', props(stack));
  return stack;
}

const risk = (options?: EnforcedThreatProtectionOptions) => propertiesOf(
  userPool({ threatProtection: ThreatProtection.enforced(options) }).stack, 'AWS::Cognito::UserPoolRiskConfigurationAttachment');

describe('security', () => {
  test('strict is one coherent whole on the Plus plan', () => {
    const { stack, users } = userPool({ security: SecurityProfile.strict() }, { env });
    expect(users.plan.name).toBe(PLUS);
    const template = Template.fromStack(stack).toJSON();
    expect(template.Resources).toMatchSnapshot();
    expect(warningsIn(stack)).toEqual([]);
  });

  test('standard needs the Plus plan and makes a log group, no web ACL', () => {
    const { stack } = userPool({ security: SecurityProfile.standard() });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::WAFv2::WebACL', 0);
    template.resourceCountIs('AWS::Logs::LogGroup', 1);
    template.resourceCountIs('AWS::Cognito::UserPoolRiskConfigurationAttachment', 1);
    expect(poolOf(stack)).toMatchObject({
      UserPoolTier: 'PLUS',
      UserPoolAddOns: {
        AdvancedSecurityMode: 'ENFORCED', AdvancedSecurityAdditionalFlows: { CustomAuthMode: 'ENFORCED' },
      },
    });
  });

  test.each([SecurityProfile.standard(), SecurityProfile.strict()])('fails on a plan that is too low', security => {
    expect(making({ security, plan: ESSENTIALS })).toThrow("plan: 'ESSENTIALS' is too low");
    expect(making({ security, plan: PLUS })).not.toThrow();
  });

  test('gives way to what is said alone, down to nothing', () => {
    const { stack } = userPool({
      security: SecurityProfile.strict(),
      threatProtection: ThreatProtection.off(),
      webAcl: WebAcl.none(),
      notificationLog: PoolLog.off(),
      activityLog: PoolLog.off(),
      plan: LITE,
    });
    expect(poolOf(stack).UserPoolAddOns).toEqual({ AdvancedSecurityMode: 'OFF' });
    expect(Object.values(Template.fromStack(stack).toJSON().Resources).map(({ Type }: any) => Type)).toEqual(['AWS::Cognito::UserPool']);
  });

  test('is not there unless asked for', () => {
    expect(rendered()).not.toHaveProperty('UserPoolAddOns');
  });
});

describe('threatProtection', () => {
  test('off needs no plan', () => {
    expect(rendered({ threatProtection: ThreatProtection.off() }))
      .toMatchObject({ UserPoolAddOns: { AdvancedSecurityMode: 'OFF' }, UserPoolTier: 'LITE' });
  });

  test('audit watches without a risk configuration', () => {
    const { stack } = userPool({ threatProtection: ThreatProtection.audit() });
    expect(poolOf(stack).UserPoolAddOns)
      .toEqual({ AdvancedSecurityMode: 'AUDIT', AdvancedSecurityAdditionalFlows: { CustomAuthMode: 'AUDIT' } });
    Template.fromStack(stack).resourceCountIs('AWS::Cognito::UserPoolRiskConfigurationAttachment', 0);
  });

  test('may treat custom challenges otherwise', () => {
    const customAuth = cognito.CustomThreatProtectionMode.AUDIT_ONLY;
    expect(rendered({ threatProtection: ThreatProtection.enforced({ customAuth }) }).UserPoolAddOns)
      .toEqual({ AdvancedSecurityMode: 'ENFORCED', AdvancedSecurityAdditionalFlows: { CustomAuthMode: 'AUDIT' } });
  });

  test('enforced blocks leaked passwords and asks for a second factor, for all clients', () => {
    expect(risk()).toEqual({
      UserPoolId: { Ref: expect.anything() },
      ClientId: 'ALL',
      CompromisedCredentialsRiskConfiguration: {
        Actions: { EventAction: 'BLOCK' }, EventFilter: ['SIGN_IN', 'SIGN_UP', 'PASSWORD_CHANGE'],
      },
      AccountTakeoverRiskConfiguration: {
        Actions: {
          LowAction: { EventAction: 'NO_ACTION', Notify: false },
          MediumAction: { EventAction: 'MFA_IF_CONFIGURED', Notify: false },
          HighAction: { EventAction: 'MFA_REQUIRED', Notify: false },
        },
      },
    });
  });

  test('warns when it could ask for a second factor that nobody can have', () => {
    const threatProtection = ThreatProtection.enforced();
    expect(warningsOf({ threatProtection, mfa: Mfa.off() })).toEqual(['threat-protection-without-mfa']);
    expect(warningsOf({ threatProtection })).toEqual([]);
    expect(warningsOf({ threatProtection: ThreatProtection.audit(), mfa: Mfa.off() })).toEqual([]);
  });

  test('writes to people at the risks that say so', () => {
    const stack = made(scope => ({
      threatProtection: ThreatProtection.enforced({
        lowRisk: RiskResponse.allow({ notify: true }),
        highRisk: RiskResponse.block({ notify: true }),
        notifications: {
          identity: ses.EmailIdentity.fromEmailIdentityName(scope, 'Identity', 'example.com'),
          fromEmail: 'security@example.com',
          replyTo: 'help@example.com',
          blocked: { subject: 'Stopped', text: 'We stopped it' },
          mfa: { subject: 'Asked', html: '<p>Asked</p>' },
          allowed: { subject: 'Passed', text: 'It passed' },
        },
      }),
    }));
    expect(propertiesOf(stack, 'AWS::Cognito::UserPoolRiskConfigurationAttachment').AccountTakeoverRiskConfiguration).toMatchObject({
      Actions: { LowAction: { Notify: true }, MediumAction: { Notify: false }, HighAction: { EventAction: 'BLOCK', Notify: true } },
      NotifyConfiguration: {
        SourceArn: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':ses:eu-west-1:111122223333:identity/example.com']] },
        From: 'security@example.com',
        ReplyTo: 'help@example.com',
        BlockEmail: { Subject: 'Stopped', TextBody: 'We stopped it' },
        MfaEmail: { Subject: 'Asked', HtmlBody: '<p>Asked</p>' },
        NoActionEmail: { Subject: 'Passed', TextBody: 'It passed' },
      },
    });
  });

  test('fails to notify without anyone who writes, and warns of a writer with nothing to write', () => {
    expect(() => risk({ highRisk: RiskResponse.block({ notify: true }) })).toThrow('notify: true needs someone who writes');
    expect(warningsIn(made(stack => ({
      threatProtection: ThreatProtection.enforced({
        notifications: { identity: ses.EmailIdentity.fromEmailIdentityName(stack, 'I', 'example.com') },
      }),
    })))).toEqual(['risk-notifications-unused']);
  });

  test.each([['subject', 1, 140], ['text', 6, 20_000], ['html', 6, 20_000]])('takes a %s of %i to %i characters', (prop, min, max) => {
    const withLength = (length: number) => () => made(stack => ({
      threatProtection: ThreatProtection.enforced({
        highRisk: RiskResponse.block({ notify: true }),
        notifications: {
          identity: ses.EmailIdentity.fromEmailIdentityName(stack, 'I', 'example.com'),
          blocked: { subject: 'Stopped', text: 'We stopped it', [prop]: 'x'.repeat(length) },
        },
      }),
    }));
    expect(withLength(min)).not.toThrow();
    expect(withLength(max)).not.toThrow();
    expect(withLength(min - 1)).toThrow(`notifications.blocked.${prop}: must have ${min} to ${max} characters, got ${min - 1}`);
    expect(withLength(max + 1)).toThrow(`got ${max + 1}`);
  });

  test('fails with an e-mail that says nothing', () => {
    expect(() => made(stack => ({
      threatProtection: ThreatProtection.enforced({
        highRisk: RiskResponse.block({ notify: true }),
        notifications: { identity: ses.EmailIdentity.fromEmailIdentityName(stack, 'I', 'example.com'), mfa: { subject: 'Asked' } },
      }),
    }))).toThrow('notifications.mfa: has neither text nor html');
  });

  test('compares passwords when it is told to, or never', () => {
    expect(risk({
      compromisedCredentialsEvents: [CompromisedCredentialsEvent.SIGN_UP],
    }).CompromisedCredentialsRiskConfiguration.EventFilter).toEqual(['SIGN_UP']);
    expect(risk({
      compromisedCredentialsEvents: [CompromisedCredentialsEvent.SIGN_UP, CompromisedCredentialsEvent.SIGN_UP],
    }).CompromisedCredentialsRiskConfiguration.EventFilter).toEqual(['SIGN_UP']);
    expect(risk({ blockCompromisedCredentials: false }).CompromisedCredentialsRiskConfiguration)
      .toEqual({ Actions: { EventAction: 'NO_ACTION' } });
    expect(() => risk({ compromisedCredentialsEvents: [] })).toThrow('compares nothing');
    expect(() => risk({ blockCompromisedCredentials: false, compromisedCredentialsEvents: [CompromisedCredentialsEvent.SIGN_IN] }))
      .toThrow('leave one of them out');
  });

  test('takes up to 200 address ranges of either kind', () => {
    const ranges = (count: number) => Array.from({ length: count }, (_, at) => `203.0.113.${at}/32`);
    expect(risk({ blockedIpRanges: ranges(200), trustedIpRanges: ['2001:db8::/32'] }).RiskExceptionConfiguration)
      .toEqual({ BlockedIPRangeList: ranges(200), SkippedIPRangeList: ['2001:db8::/32'] });
    expect(() => risk({ blockedIpRanges: ranges(201) })).toThrow('threatProtection.blockedIpRanges: at most 200 ranges, got 201');
    expect(() => risk({ trustedIpRanges: ranges(201) })).toThrow('threatProtection.trustedIpRanges: at most 200 ranges');
    expect(() => risk({ trustedIpRanges: [Lazy.string({ produce: () => '203.0.113.0/24' })] })).not.toThrow();
  });

  test.each(['203.0.113.7', '203.0.113.0/33', 'example.com', '2001:db8::/129', ''])('fails with the range %j', range => {
    expect(() => risk({ blockedIpRanges: [range] })).toThrow(`'${range}' is not in CIDR notation`);
  });

  test('warns when it trusts the whole internet', () => {
    expect(warningsOf({ threatProtection: ThreatProtection.enforced({ trustedIpRanges: ['0.0.0.0/0'] }) }))
      .toEqual(['threat-protection-trusts-everyone']);
    expect(warningsOf({ threatProtection: ThreatProtection.enforced({ trustedIpRanges: ['198.51.100.0/24'] }) })).toEqual([]);
  });
});

describe('logs', () => {
  const delivery = (stack: Stack) => propertiesOf(stack, 'AWS::Cognito::LogDeliveryConfiguration').LogConfigurations;

  test('of messages need no plan, and the ARN of the group does not end in a star', () => {
    const { stack } = userPool({ notificationLog: PoolLog.toNewLogGroup({ retention: logs.RetentionDays.ONE_MONTH }) }, { env });
    expect(delivery(stack)).toEqual([{
      EventSource: 'userNotification',
      LogLevel: 'ERROR',
      CloudWatchLogsConfiguration: {
        LogGroupArn: {
          'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':logs:eu-west-1:111122223333:log-group:', { Ref: expect.any(String) }]],
        },
      },
    }]);
    expect(poolOf(stack).UserPoolTier).toBe('LITE');
    Template.fromStack(stack).hasResource('AWS::Logs::LogGroup', { Properties: { RetentionInDays: 30 }, DeletionPolicy: 'Retain' });
  });

  test('of activity need the Plus plan', () => {
    const activityLog = PoolLog.toNewLogGroup();
    const { stack, users } = userPool({ activityLog });
    expect(users.plan.reasons).toContain('activityLog needs PLUS');
    expect(delivery(stack)).toEqual([expect.objectContaining({ EventSource: 'userAuthEvents', LogLevel: 'INFO' })]);
    expect(making({ activityLog, plan: ESSENTIALS })).toThrow("plan: 'ESSENTIALS' is too low: activityLog needs PLUS");
    expect(making({ activityLog, plan: PLUS })).not.toThrow();
  });

  test('go to a bucket that the log delivery may write to before', () => {
    const stack = made(scope => ({ activityLog: PoolLog.toBucket(new s3.Bucket(scope, 'Bucket')) }));
    expect(delivery(stack))
      .toEqual([expect.objectContaining({ S3Configuration: { BucketArn: { 'Fn::GetAtt': [expect.any(String), 'Arn'] } } })]);
    const template = Template.fromStack(stack);
    template.hasResource('AWS::Cognito::LogDeliveryConfiguration', { DependsOn: [Match.stringLikeRegexp('BucketPolicy')] });
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({
          Action: 's3:PutObject',
          Principal: { Service: 'delivery.logs.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': '111122223333', 's3:x-amz-acl': 'bucket-owner-full-control' } },
        })]),
      },
    });
    expect(warningsIn(stack)).toEqual([]);
  });

  test('warn of the policy of an imported bucket', () => {
    expect(warningsIn(made(stack => ({ activityLog: PoolLog.toBucket(s3.Bucket.fromBucketName(stack, 'B', 'theirs')) }))))
      .toEqual(['activity-log-bucket-policy']);
  });

  test('go to a delivery stream', () => {
    const streamArn = 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/s';
    const stack = made(scope => ({
      activityLog: PoolLog.toDeliveryStream(firehose.DeliveryStream.fromDeliveryStreamArn(scope, 'S', streamArn)),
    }));
    expect(delivery(stack)).toEqual([expect.objectContaining({ FirehoseConfiguration: { StreamArn: streamArn } })]);
  });

  test('both go to one resource', () => {
    const stack = made(scope => {
      const log = PoolLog.toLogGroup(new logs.LogGroup(scope, 'Group'));
      return { notificationLog: log, activityLog: log };
    });
    expect(delivery(stack).map(({ EventSource }: any) => EventSource)).toEqual(['userNotification', 'userAuthEvents']);
  });

  test('fail to write messages anywhere but to a log group', () => {
    expect(() => made(stack => ({ notificationLog: PoolLog.toBucket(new s3.Bucket(stack, 'B')) }))).toThrow('to log groups only');
    expect(() => made(stack => ({
      notificationLog: PoolLog.toDeliveryStream(firehose.DeliveryStream.fromDeliveryStreamArn(
        stack, 'S', 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/s',
      )),
    }))).toThrow('to log groups only');
  });

  test('fail with a log group that Cognito cannot write to', () => {
    expect(() => made(stack => ({
      notificationLog: PoolLog.toLogGroup(new logs.LogGroup(stack, 'G', { encryptionKey: new kms.Key(stack, 'K') })),
    })))
      .toThrow("Stack/G is encrypted with a key, and Cognito can't write to it");
    const of = (account: string) => () => made(stack => ({
      notificationLog: PoolLog.toLogGroup(logs.LogGroup.fromLogGroupArn(stack, 'G', `arn:aws:logs:eu-west-1:${account}:log-group:g:*`)),
    }));
    expect(of('999999999999')).toThrow('is in the account 999999999999, the pool in 111122223333');
    expect(of(env.account)).not.toThrow();
    expect(JSON.stringify(delivery(of(env.account)()))).toContain(':logs:eu-west-1:111122223333:log-group:g"');
  });
});

describe('webAcl', () => {
  const arn = 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/ours/1';
  const rulesOf = (webAcl: WebAcl) => propertiesOf(userPool({ webAcl }).stack, 'AWS::WAFv2::WebACL').Rules as any[];

  test('needs no plan and stops addresses of bad reputation, floods and known bad inputs', () => {
    const { stack } = userPool({ webAcl: WebAcl.standard() });
    expect(poolOf(stack).UserPoolTier).toBe('LITE');
    expect(propertiesOf(stack, 'AWS::WAFv2::WebACL')).toMatchObject({
      Scope: 'REGIONAL',
      DefaultAction: { Allow: {} },
      Rules: [
        { Name: 'IpReputation', Priority: 0 }, {
          Name: 'RatePerAddress', Statement: { RateBasedStatement: { Limit: 1000 } },
        }, { Name: 'KnownBadInputs' },
      ],
    });
    expect(propertiesOf(stack, 'AWS::WAFv2::WebACLAssociation')).toEqual({
      ResourceArn: { 'Fn::GetAtt': [expect.any(String), 'Arn'] }, WebACLArn: { 'Fn::GetAtt': [expect.any(String), 'Arn'] },
    });
  });

  test('blocks neither callbacks to localhost nor callers without a User-Agent, with the common rules', () => {
    const common = rulesOf(WebAcl.standard({ commonRules: true })).find(({ Name }) => Name === 'Common');
    expect(common.Statement.ManagedRuleGroupStatement.RuleActionOverrides).toEqual(expect.arrayContaining(
      [
        'NoUserAgent_HEADER', 'EC2MetaDataSSRF_QUERYARGUMENTS', 'GenericRFI_QUERYARGUMENTS', 'SizeRestrictions_BODY',
      ].map(Name => ({ Name, ActionToUse: { Count: {} } })),
    ));
    expect(rulesOf(WebAcl.standard()).map(({ Name }) => Name)).not.toContain('Common');
  });

  test('may be one that exists', () => {
    const { stack } = userPool({ webAcl: WebAcl.fromArn(arn) });
    expect(propertiesOf(stack, 'AWS::WAFv2::WebACLAssociation').WebACLArn).toBe(arn);
    Template.fromStack(stack).resourceCountIs('AWS::WAFv2::WebACL', 0);
    expect(() => used(WebAcl.fromArn('arn:aws:wafv2:us-east-1:111122223333:global/webacl/ours/1')))
      .toThrow('must be the ARN of a regional web ACL');
  });

  test('fails with one for CloudFront', () => {
    const acl = (scope: string) => (stack: Stack) => ({
      webAcl: WebAcl.existing(new wafv2.CfnWebACL(stack, 'Acl', {
        scope,
        defaultAction: { allow: {} },
        visibilityConfig: {
          metricName: 'm', cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true,
        },
      })),
    });
    expect(() => made(acl('CLOUDFRONT'))).toThrow('Stack/Acl has the scope CLOUDFRONT');
    expect(() => made(acl('REGIONAL'))).not.toThrow();
  });

  test.each([
    [10, true], [9, false], [2_000_000_000, true], [2_000_000_001, false], [10.5, false],
  ])('with a rate limit of %d: %s', (rateLimit, fine) => {
    const make = () => used(WebAcl.standard({ rateLimit }));
    if (fine) expect(make).not.toThrow();
    else expect(make).toThrow(`rateLimit must be 10 to 2000000000 requests in 5 minutes, got: ${rateLimit}`);
  });

  test('warns where user pools are said to have none', () => {
    expect(warningsIn(userPool({ webAcl: WebAcl.standard() }, { env: { region: 'us-gov-east-1' } }).stack)).toEqual(['web-acl-region']);
    expect(warningsIn(userPool({ webAcl: WebAcl.standard() }, { env: { region: 'us-gov-west-1' } }).stack)).toEqual([]);
  });

  test('fails when a second one is put before the same pool', () => {
    const second = (props: AppUserPoolProps) => () => {
      const { stack, users } = userPool(props);
      new wafv2.CfnWebACLAssociation(stack, 'Second', { resourceArn: users.userPool.userPoolArn, webAclArn: arn });
      return Template.fromStack(stack);
    };
    expect(second({ webAcl: WebAcl.standard() }))
      .toThrow('a user pool has one web ACL, and Stack/Users/WebAclAssociation and Stack/Second are both for this one');
    expect(second({})).not.toThrow();
  });
});

test('encryptionKey is the one of the caller', () => {
  const stack = made(scope => ({ encryptionKey: kms.Key.fromKeyArn(scope, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/k') }));
  expect(poolOf(stack).KeyConfiguration)
    .toEqual({ KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/k' });
  expect(rendered()).not.toHaveProperty('KeyConfiguration');
});
