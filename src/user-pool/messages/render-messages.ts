import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { InvitationTexts, Verification } from './messages';
import { fail } from '../../private/fail';
import { abbreviate } from '../../private/text/abbreviate';
import { MAX_EMAIL_BODY, MAX_EMAIL_SUBJECT, MAX_SMS } from '../private/limits';
import { checkCharacters, checkHolds, checkLength, CODE, isKnown } from '../private/texts';

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
    fail(
      scope,
      `verification.emailBody: '${abbreviate(emailBody)}' has no place for the link; add {##Verify your address##} `
        + '(any words between the signs)',
    );
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
