import { IConstruct } from 'constructs';
import { fail } from '../../../private/fail';
import { abbreviate } from '../../../private/text/abbreviate';
import { MAX_EMAIL_BODY, MAX_EMAIL_SUBJECT, MAX_SMS } from '../../private/limits';
import { checkCharacters, checkHolds, checkLength, CODE } from '../../private/texts';
import { MfaFactors } from '../mfa';

/** Refuses texts of second factors that would never be sent, or that Cognito would refuse. */
export function checkMfaTexts(scope: IConstruct, factors: MfaFactors): void {
  for (const [text, factor] of [['smsMessage', 'sms'], ['emailSubject', 'email'], ['emailMessage', 'email']] as const) {
    if (factors[text] !== undefined && !factors[factor]) {
      fail(
        scope,
        `mfa.${text}: '${abbreviate(factors[text]!)}' would never be sent because mfa.${factor} is off; `
          + `switch ${factor} on or drop the text`,
      );
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
