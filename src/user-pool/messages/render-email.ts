import { Construct } from 'constructs';
import { EmailSender } from './email-sender';

/** `EmailConfiguration` as CloudFormation spells it, where no L2 renders it. */
export function emailConfiguration(scope: Construct, email: EmailSender): object {
  const { from, replyToEmailAddress, emailSendingAccount, sourceArn, configurationSet } = email._render(scope)._bind(scope);
  return {
    EmailSendingAccount: emailSendingAccount,
    From: from,
    ReplyToEmailAddress: replyToEmailAddress,
    SourceArn: sourceArn,
    ConfigurationSet: configurationSet,
  };
}
