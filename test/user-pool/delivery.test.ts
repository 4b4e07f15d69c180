import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { making, poolOf, rendered, userPool } from './user-pool-fixture';
import { AppUserPool, EmailSender, Mfa, SmsSettings } from '../../src/user-pool';

const byText = Mfa.optional({ totp: true, sms: true });
const role = (stack: Stack) => iam.Role.fromRoleArn(stack, 'Sms', 'arn:aws:iam::111122223333:role/sms');

describe('email', () => {
  test('is sent by Cognito unless said otherwise', () => {
    expect(rendered()).not.toHaveProperty('EmailConfiguration');
    expect(rendered({ email: EmailSender.cognito('help@example.com') }).EmailConfiguration).toEqual({
      EmailSendingAccount: 'COGNITO_DEFAULT', ReplyToEmailAddress: 'help@example.com',
    });
  });

  test('by SES works in a stack without a known Region', () => {
    expect(JSON.stringify(rendered({ email: EmailSender.ses({ fromEmail: 'a@example.com' }) }).EmailConfiguration.SourceArn)).toContain('"Ref":"AWS::Region"');
  });

  test('by SES takes the Region of the stack, or the one that is given', () => {
    const arn = (sesRegion?: string) => {
      const email = EmailSender.ses({ fromEmail: 'a@example.com', ...(sesRegion && { sesRegion }) });
      return JSON.stringify(poolOf(userPool({ email }, { env: { account: '111122223333', region: 'eu-west-1' } }).stack).EmailConfiguration.SourceArn);
    };
    expect(arn()).toContain(':ses:eu-west-1:');
    expect(arn('us-east-1')).toContain(':ses:us-east-1:');
  });
});

describe('sms', () => {
  test('the role is retained with the pool', () => {
    const { stack } = userPool({ mfa: byText });
    Template.fromStack(stack).hasResource('AWS::IAM::Role', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  test('the role goes with a disposable pool', () => {
    Template.fromStack(userPool({ mfa: byText, disposable: true }).stack).hasResource('AWS::IAM::Role', { DeletionPolicy: 'Delete' });
  });

  test('the role asks for the external id that the pool sends', () => {
    const { stack } = userPool({ mfa: byText });
    const externalId = poolOf(stack).SmsConfiguration.ExternalId;
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: { Statement: [{ Condition: { StringEquals: { 'sts:ExternalId': externalId } } }] },
    });
  });

  test('takes a role, an external id and a Region', () => {
    const stack = new Stack();
    new AppUserPool(stack, 'Users', { mfa: byText, sms: { role: role(stack), externalId: 'mine', region: 'us-east-1' } });
    expect(poolOf(stack).SmsConfiguration).toEqual({ SnsCallerArn: 'arn:aws:iam::111122223333:role/sms', ExternalId: 'mine', SnsRegion: 'us-east-1' });
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Role', 0);
  });

  test('fails when a role comes without an external id, or the other way round', () => {
    const withRole = (sms: SmsSettings) => {
      const stack = new Stack();
      return () => new AppUserPool(stack, 'Users', { sms: { ...sms, role: role(stack) } });
    };
    expect(withRole({})).toThrow(/sms\.externalId: undefined leaves sms\.role open/);
    expect(withRole({ externalId: 'mine' })).not.toThrow();
    expect(making({ sms: { externalId: 'mine' } })).toThrow(/sms\.externalId: 'mine' has no effect without sms\.role/);
  });
});

describe('deviceTracking', () => {
  test('is rendered on request only', () => {
    expect(rendered()).not.toHaveProperty('DeviceConfiguration');
    const deviceTracking = { challengeRequiredOnNewDevice: true, deviceOnlyRememberedOnUserPrompt: false };
    expect(rendered({ deviceTracking }).DeviceConfiguration).toEqual({
      ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: false,
    });
  });
});
