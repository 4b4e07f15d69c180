import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { AccountRecovery } from './account-recovery';
import { Authentication } from './decide-authentication';
import { SignInOptions } from './sign-in-options';
import { fail } from '../../private/fail';
import { warn } from '../../private/warn';
import { USER_POOL_DEFAULTS } from '../defaults';
import { ProfileOptions } from '../profile';

type ContactOptions = Pick<SignInOptions, 'accountRecovery'> & Pick<ProfileOptions, 'autoVerify'>;
type Channel = 'email' | 'phone';

/** Which contacts are verified and which ones lead back into an account, after defaults. */
export interface Contacts {
  readonly autoVerify: cognito.AutoVerifiedAttrs;
  readonly recovery: AccountRecovery;
  /** Schema names of the contacts that the pool uses for anything, so that app clients must be able to write them. */
  readonly attributes: string[];
  readonly needsSms: boolean;
}

export function decideContacts(scope: IConstruct, props: ContactOptions, signIn: cognito.SignInAliases, auth: Authentication): Contacts {
  const verified = { email: verifies(scope, props, signIn, 'email'), phone: verifies(scope, props, signIn, 'phone') };
  const carriers = secondFactorChannels(auth);
  const recovery = props.accountRecovery ?? defaultRecovery(
    scope, USER_POOL_DEFAULTS.accountRecovery.value.filter(channel => verified[channel]), carriers,
  );
  checkRecovery(scope, recovery, carriers, auth.factors.totp ?? false);

  const autoVerify = { ...verified };
  for (const channel of recovery._channels) {
    if (props.autoVerify?.[channel] === false) {
      fail(
        scope,
        `autoVerify.${channel}: false contradicts accountRecovery, which sends codes to a verified ${channel} only; drop one of the two`,
      );
    }
    autoVerify[channel] = true;
  }
  const usesEmail = autoVerify.email || carriers.includes('email') || auth.firstFactors?.emailOtp;
  const usesPhone = autoVerify.phone || carriers.includes('phone') || auth.firstFactors?.smsOtp;
  return {
    autoVerify,
    recovery,
    attributes: [
      ...(usesEmail ? ['email'] : []), ...(usesPhone ? ['phone_number'] : []), ...(signIn.preferredUsername ? ['preferred_username'] : []),
    ],
    needsSms: usesPhone ?? false,
  };
}

function verifies(scope: IConstruct, props: ContactOptions, signIn: cognito.SignInAliases, channel: Channel): boolean {
  if (signIn[channel] && props.autoVerify?.[channel] === false) {
    fail(
      scope,
      `autoVerify.${channel}: false would let anyone sign in with a ${channel} that is not theirs; leave it out, or do not sign in with it`,
    );
  }
  const nameOnly = !signIn.email && !signIn.phone && channel === 'email' && USER_POOL_DEFAULTS.autoVerifyUsernameEmail.value;
  return signIn[channel] || (props.autoVerify?.[channel] ?? nameOnly);
}

function secondFactorChannels({ mode, factors }: Authentication): Channel[] {
  if (mode === cognito.Mfa.OFF) {
    return [];
  }
  return [...(factors.email ? ['email' as const] : []), ...(factors.sms ? ['phone' as const] : [])];
}

function defaultRecovery(scope: IConstruct, contacts: Channel[], carriers: Channel[]): AccountRecovery {
  const [first, second] = contacts.filter(channel => !carriers.includes(channel));
  if (first === undefined) {
    warn(
      scope,
      'recovery-admin-only',
      'accountRecovery: every verified contact also carries a second factor (or there is none), '
        + 'so only an administrator can recover an account; verify another contact with autoVerify, or say AccountRecovery.adminOnly()',
    );
    return AccountRecovery.adminOnly();
  }
  if (second !== undefined) {
    return first === 'email' ? AccountRecovery.emailThenPhone() : AccountRecovery.phoneThenEmail();
  }
  return first === 'email' ? AccountRecovery.email() : AccountRecovery.phone();
}

/**
 * Cognito does not send a recovery code through a channel that also carries the person's second factor, and if it did, whoever
 * holds that channel would need nothing else.
 */
function checkRecovery(scope: IConstruct, { _channels: channels }: AccountRecovery, carriers: Channel[], totp: boolean): void {
  if (channels.length === 0 || !channels.every(channel => carriers.includes(channel))) {
    return;
  }
  const [channel] = channels;
  if (!totp && channels.length === 1 && carriers.length === 1) {
    fail(
      scope,
      `accountRecovery: ${channel} is the only channel of the second factor too, so nobody could recover an account; `
        + `recover through ${channel === 'email' ? 'phone' : 'email'}, add totp to mfa, or use AccountRecovery.adminOnly()`,
    );
  }
  warn(
    scope,
    'mfa-recovery-same-channel',
    `accountRecovery: second factors also go by ${channels.join(' and ')}; Cognito sends no recovery code to people who use it for both. `
      + 'Recover through another channel',
  );
}
