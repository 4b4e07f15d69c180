import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { MAX_EMAIL_BODY, MAX_EMAIL_SUBJECT, MAX_SMS } from './limits';
import { fail } from '../../private/fail';
import { InvitationTexts, Verification } from '../messages';
import { MfaFactors } from '../mfa';

const CODE = '{####}';
// what the pattern of the API leaves out: control, format, unassigned and private characters
const NOT_IN_EMAIL = /[^\p{L}\p{M}\p{S}\p{N}\p{P}\p{Z}\t\n\v\f\r]/u;
const USERNAME = '{username}';
// the look-ahead keeps the place for a code, {####}, from passing as an empty link
const LINK = /\{##(?!##\})[^{}]+##\}/u;

/** Checks the texts and renders them without a single undefined key, so that defaults of injectors survive. */
export function userVerification(scope: IConstruct, verification: Verification): cognito.UserVerificationConfig {
  const { emailSubject, emailBody, smsMessage } = verification._texts;
  checkLength(scope, 'verification.emailSubject', emailSubject, MAX_EMAIL_SUBJECT);
  checkLength(scope, 'verification.emailBody', emailBody, MAX_EMAIL_BODY);
  checkCharacters(scope, 'verification.emailSubject', emailSubject);
  checkCharacters(scope, 'verification.emailBody', emailBody);
  checkLength(scope, 'verification.smsMessage', smsMessage, MAX_SMS);
  checkHolds(scope, 'verification.smsMessage', smsMessage, CODE);
  if (!verification._byLink) {
    checkHolds(scope, 'verification.emailBody', emailBody, CODE);
  } else if (isKnown(emailBody) && !LINK.test(emailBody)) {
    fail(scope, `verification.emailBody: '${abbreviate(emailBody)}' has no place for the link; add {##Verify your address##} (any words between the signs)`);
  }
  return {
    emailStyle: verification._byLink ? cognito.VerificationEmailStyle.LINK : cognito.VerificationEmailStyle.CODE,
    ...(emailSubject !== undefined && { emailSubject }),
    ...(emailBody !== undefined && { emailBody }),
    ...(smsMessage !== undefined && { smsMessage }),
  };
}

export function userInvitation(scope: IConstruct, { emailSubject, emailBody, smsMessage }: InvitationTexts): cognito.UserInvitationConfig {
  checkLength(scope, 'invitation.emailSubject', emailSubject, MAX_EMAIL_SUBJECT);
  checkLength(scope, 'invitation.emailBody', emailBody, MAX_EMAIL_BODY);
  checkCharacters(scope, 'invitation.emailSubject', emailSubject);
  checkCharacters(scope, 'invitation.emailBody', emailBody);
  checkLength(scope, 'invitation.smsMessage', smsMessage, MAX_SMS);
  for (const placeholder of [USERNAME, CODE]) {
    checkHolds(scope, 'invitation.emailBody', emailBody, placeholder);
    checkHolds(scope, 'invitation.smsMessage', smsMessage, placeholder);
  }
  return {
    ...(emailSubject !== undefined && { emailSubject }),
    ...(emailBody !== undefined && { emailBody }),
    ...(smsMessage !== undefined && { smsMessage }),
  };
}

export function checkMfaTexts(scope: IConstruct, factors: MfaFactors): void {
  for (const [text, factor] of [['smsMessage', 'sms'], ['emailSubject', 'email'], ['emailMessage', 'email']] as const) {
    if (factors[text] !== undefined && !factors[factor]) {
      fail(scope, `mfa.${text}: '${abbreviate(factors[text]!)}' would never be sent because mfa.${factor} is off; switch ${factor} on or drop the text`);
    }
  }
  checkLength(scope, 'mfa.smsMessage', factors.smsMessage, MAX_SMS);
  checkLength(scope, 'mfa.emailSubject', factors.emailSubject, MAX_EMAIL_SUBJECT);
  checkLength(scope, 'mfa.emailMessage', factors.emailMessage, MAX_EMAIL_BODY);
  checkCharacters(scope, 'mfa.emailSubject', factors.emailSubject);
  checkCharacters(scope, 'mfa.emailMessage', factors.emailMessage);
  checkHolds(scope, 'mfa.smsMessage', factors.smsMessage, CODE);
  checkHolds(scope, 'mfa.emailMessage', factors.emailMessage, CODE);
}

function checkLength(scope: IConstruct, prop: string, text: string | undefined, max: number): void {
  if (isKnown(text) && (text.length < 1 || text.length > max)) {
    fail(scope, `${prop}: '${abbreviate(text)}' has ${text.length} characters; use 1 to ${max}`);
  }
}

/** Invisible characters come along when a text is copied; Cognito refuses subjects and bodies with them at deployment. */
function checkCharacters(scope: IConstruct, prop: string, text: string | undefined): void {
  const refused = isKnown(text) ? NOT_IN_EMAIL.exec(text)?.[0] : undefined;
  if (refused !== undefined) {
    const code = refused.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    fail(scope, `${prop}: '${abbreviate(text!.replace(new RegExp(NOT_IN_EMAIL, 'gu'), ''))}' holds the character U+${code}, which Cognito refuses; `
      + 'use letters, digits, symbols, punctuation and white space only');
  }
}

function checkHolds(scope: IConstruct, prop: string, text: string | undefined, placeholder: string): void {
  if (isKnown(text) && !text.includes(placeholder)) {
    fail(scope, `${prop}: '${abbreviate(text)}' does not hold ${placeholder}; add it where Cognito should put the value`);
  }
}

function isKnown(text?: string): text is string {
  return text !== undefined && !Token.isUnresolved(text);
}

function abbreviate(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
