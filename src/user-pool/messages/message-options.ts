import { EmailSender } from './email-sender';
import { InvitationTexts, Verification } from './messages';
import { SmsSettings } from './sms-settings';

/**
 * The messages that the pool sends to people, and who sends them.
 */
export interface MessageOptions {
  /**
   * How people prove that an address or number is theirs.
   * @default Verification.code()
   */
  readonly verification?: Verification;

  /**
   * The message about an account that an administrator created.
   * @default - Cognito's own text
   */
  readonly invitation?: InvitationTexts;

  /**
   * Who sends e-mails.
   * @default EmailSender.cognito()
   */
  readonly email?: EmailSender;

  /**
   * How text messages are sent, and by what: Amazon SNS or AWS End User Messaging SMS.
   * @default - a role is created when something needs text messages
   */
  readonly sms?: SmsSettings;
}
