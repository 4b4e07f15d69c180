import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { EmailSender } from './email-sender';
import { makeAfterIdentity } from '../private/new-identity';

/** `EmailConfiguration` as CloudFormation spells it, where no L2 renders it. */
export function emailConfiguration(scope: Construct, email: EmailSender): object {
  const { from, replyToEmailAddress, emailSendingAccount, sourceArn, configurationSet } = email._render(scope)._bind(scope);
  return {
    EmailSendingAccount: emailSendingAccount,
    From: from,
    ReplyToEmailAddress: replyToEmailAddress,
    SourceArn: email._identity?.emailIdentityArn ?? sourceArn,
    ConfigurationSet: configurationSet,
  };
}

/** The L2 has the name of an identity only. */
export function sendByIdentity(scope: Construct, pool: cognito.CfnUserPool, email?: EmailSender): void {
  if (email?._identity) {
    pool.addPropertyOverride('EmailConfiguration.SourceArn', email._identity.emailIdentityArn);
    makeAfterIdentity(scope, 'email', pool, email._identity);
  }
}
