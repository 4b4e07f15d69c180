import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Trigger } from '../../src';

/** All triggers that there are, with one function for all of them. */
export function everyTrigger(fn: lambda.IFunction): Trigger[] {
  return [
    Trigger.preSignUp(fn), Trigger.postConfirmation(fn), Trigger.preAuthentication(fn), Trigger.postAuthentication(fn),
    Trigger.customMessage(fn),
    Trigger.userMigration(fn), Trigger.customChallenge({ define: fn, create: fn, verify: fn }),
    Trigger.preTokenGeneration(fn, { legacyProperty: true }),
    Trigger.customEmailSender(fn), Trigger.customSmsSender(fn), Trigger.inboundFederation(fn),
  ];
}
