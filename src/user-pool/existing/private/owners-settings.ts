import { IConstruct } from 'constructs';
import { fail } from '../../../private/fail';
import type { ExistingUserPoolOptions } from '../existing-user-pool-options';

const OURS: Record<keyof Required<ExistingUserPoolOptions>, true> = {
  attributes: true, choiceBasedSignIn: true, customChallenge: true, identityProviders: true, hasDomain: true, stack: true,
};

/** What there is for a setting of the pool in the app that only uses it. */
const WAYS: Record<string, string> = {
  triggers: 'let the app of the pool add the trigger with the ARN of your function',
  mfa: 'ask for more in the app itself, or let the app of the pool set it for everyone',
  firstFactors: 'say choiceBasedSignIn: true if the pool has it',
  loginPages: 'say hasDomain: true if the pool has a domain; it serves every app client',
  client: 'use addClient',
};

/** Programs without types, and objects that are spread, may bring settings of the pool itself, which would be left out without a word. */
export function refuseSettings(scope: IConstruct, factory: string, options: object): void {
  const setting = Object.keys(options).find(key => !Object.hasOwn(OURS, key));
  if (setting !== undefined) {
    fail(scope, `${factory}: ${setting} is a setting of the pool itself, and CloudFormation changes a user pool only where it is made; `
      + (Object.hasOwn(WAYS, setting) ? WAYS[setting] : 'set it there, and leave it out here'));
  }
}
