import { CfnParameter, CfnResource, Lazy } from 'aws-cdk-lib';
import { making, poolOf, rendered, userPool } from './user-pool-fixture';
import { EmailSender, InvitationTexts, Mfa, MfaFactors, Verification, VerificationTexts } from '../../src/user-pool';
import { warningsIn } from '../warnings';

const email = EmailSender.ses({ fromEmail: 'hello@example.com' });
const byCode = (texts: VerificationTexts) => making({ verification: Verification.code(texts) });
const byLink = (texts: VerificationTexts) => making({ verification: Verification.link(texts) });
const inviting = (invitation: InvitationTexts) => making({ invitation });
const secondFactor = (texts: MfaFactors) => making({ email, mfa: Mfa.optional({ totp: true, ...texts }) });
const token = Lazy.string({ produce: () => 'later' });
const pad = (start: string, length: number) => start.padEnd(length, '.');

describe('verification', () => {
  test('by code renders the texts', () => {
    expect(rendered({ verification: Verification.code({ emailSubject: 'Hi', emailBody: '{####}', smsMessage: 'sms {####}' }) }))
      .toMatchObject({
        VerificationMessageTemplate: {
          DefaultEmailOption: 'CONFIRM_WITH_CODE', EmailSubject: 'Hi', EmailMessage: '{####}', SmsMessage: 'sms {####}',
        },
      });
  });

  test('by link renders the texts', () => {
    expect(rendered({ verification: Verification.link({ emailSubject: 'Hi', emailBody: 'Go {##there##}' }) })).toMatchObject({
      VerificationMessageTemplate: {
        DefaultEmailOption: 'CONFIRM_WITH_LINK', EmailSubjectByLink: 'Hi', EmailMessageByLink: 'Go {##there##}',
      },
    });
  });

  test('fails without the place for the code', () => {
    expect(byCode({ emailBody: 'hello' })).toThrow(/verification\.emailBody: 'hello' does not hold \{####\}/);
    expect(byCode({ smsMessage: 'hello' })).toThrow(/verification\.smsMessage: 'hello' does not hold/);
    expect(byLink({ smsMessage: 'hello' })).toThrow(/verification\.smsMessage/);
    expect(byCode({ emailBody: 'hello {####}' })).not.toThrow();
  });

  test('fails without the place for the link', () => {
    expect(byLink({ emailBody: 'hello {####}' })).toThrow(/verification\.emailBody: .*has no place for the link/);
    expect(byLink({ emailBody: 'hello {##Click here##}' })).not.toThrow();
    expect(byLink({ emailBody: token })).not.toThrow();
  });

  test.each([
    ['emailSubject', 'x', 140],
    ['emailBody', '{####}', 20_000],
    ['smsMessage', '{####}', 140],
  ])('fails when %s is too long', (prop, start, max) => {
    expect(byCode({ [prop]: pad(start, max) })).not.toThrow();
    expect(byCode({ [prop]: pad(start, max + 1) }))
      .toThrow(new RegExp(`verification\\.${prop}: .*has ${max + 1} characters; use 1 to ${max}`));
    expect(byCode({ [prop]: '' })).toThrow(/has 0 characters/);
  });

  test('does not judge tokens', () => {
    expect(byCode({ emailSubject: token, emailBody: token, smsMessage: token })).not.toThrow();
  });

  test('warns about a link without a domain, also when the domain could still have come', () => {
    const { stack, users } = userPool({ verification: Verification.link() });
    expect(warningsIn(stack)).toEqual(['verification-link-without-domain']);
    const other = userPool({ verification: Verification.link() });
    other.users.userPool.addDomain('Domain', { cognitoDomain: { domainPrefix: 'acme' } });
    expect(warningsIn(other.stack)).toEqual([]);
    expect(users.userPool).toBeDefined();
  });

  test('a domain made as a raw resource counts', () => {
    const { stack, users } = userPool({ verification: Verification.link() });
    new CfnResource(stack, 'Raw', {
      type: 'AWS::Cognito::UserPoolDomain', properties: { Domain: 'acme', UserPoolId: users.userPool.userPoolId },
    });
    expect(warningsIn(stack)).toEqual([]);
  });

  test('a domain of another pool does not count', () => {
    const { stack, users } = userPool({ verification: Verification.link() });
    const parameter = new CfnParameter(stack, 'PoolId');
    users.userPool.addDomain('Other', { cognitoDomain: { domainPrefix: 'acme' } }).node.defaultChild!;
    (users.userPool.node.findChild('Other').node.defaultChild as any).userPoolId = parameter.valueAsString;
    expect(warningsIn(stack)).toEqual(['verification-link-without-domain']);
  });
});

describe('invitation', () => {
  const body = 'Hi {username}, {####}';

  test('renders the texts that are given', () => {
    expect(rendered({ invitation: { emailSubject: 'Hi', emailBody: body, smsMessage: body } }).AdminCreateUserConfig.InviteMessageTemplate)
      .toEqual({
        EmailSubject: 'Hi', EmailMessage: body, SMSMessage: body,
      });
    expect(rendered({ invitation: { emailSubject: 'Hi' } }).AdminCreateUserConfig.InviteMessageTemplate).toEqual({ EmailSubject: 'Hi' });
    expect(rendered({ invitation: { smsMessage: body } }).AdminCreateUserConfig.InviteMessageTemplate).toEqual({ SMSMessage: body });
  });

  test.each(['emailBody', 'smsMessage'])('fails when %s lacks a placeholder', prop => {
    expect(inviting({ [prop]: 'Hi {username}' })).toThrow(new RegExp(`invitation\\.${prop}: .*does not hold \\{####\\}`));
    expect(inviting({ [prop]: 'Hi {####}' })).toThrow(new RegExp(`invitation\\.${prop}: .*does not hold \\{username\\}`));
    expect(inviting({ [prop]: body })).not.toThrow();
  });

  test.each([
    ['emailSubject', 140],
    ['emailBody', 20_000],
    ['smsMessage', 140],
  ])('fails when %s is too long', (prop, max) => {
    expect(inviting({ [prop]: pad(body, max) })).not.toThrow();
    expect(inviting({ [prop]: pad(body, max + 1) })).toThrow(new RegExp(`invitation\\.${prop}: .*has ${max + 1} characters`));
  });
});

describe('the texts of second factors', () => {
  test('are rendered', () => {
    const mfa = Mfa.optional({
      sms: true, email: true, totp: true, smsMessage: 'sms {####}', emailSubject: 'Code', emailMessage: 'mail {####}',
    });
    expect(poolOf(userPool({ mfa, email }).stack)).toMatchObject({
      SmsAuthenticationMessage: 'sms {####}', EmailAuthenticationSubject: 'Code', EmailAuthenticationMessage: 'mail {####}',
    });
  });

  test('fails without the place for the code', () => {
    expect(secondFactor({ sms: true, smsMessage: 'hello' })).toThrow(/mfa\.smsMessage: 'hello' does not hold/);
    expect(secondFactor({ email: true, emailMessage: 'hello' })).toThrow(/mfa\.emailMessage: 'hello' does not hold/);
  });

  test('fails when the factor is off', () => {
    expect(secondFactor({ smsMessage: '{####}' })).toThrow(/mfa\.smsMessage: .*never be sent because mfa\.sms is off/);
    expect(secondFactor({ emailSubject: 'Code' })).toThrow(/mfa\.emailSubject: .*because mfa\.email is off/);
    expect(secondFactor({ email: true, emailSubject: 'Code' })).not.toThrow();
  });

  test('fails when they are too long', () => {
    expect(secondFactor({ sms: true, smsMessage: pad('{####}', 140) })).not.toThrow();
    expect(secondFactor({ sms: true, smsMessage: pad('{####}', 141) })).toThrow(/mfa\.smsMessage: .*has 141 characters/);
    expect(secondFactor({ email: true, emailSubject: pad('x', 141) })).toThrow(/mfa\.emailSubject: .*has 141 characters/);
    expect(secondFactor({ email: true, emailMessage: pad('{####}', 20_001) })).toThrow(/mfa\.emailMessage: .*has 20001 characters/);
  });
});
