import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AccountRecovery } from './account-recovery';
import { FirstFactors, PasskeySettings } from './first-factors';
import { Mfa } from './mfa';
import { PasswordPolicy } from './password-policy';
import { SignIn } from './sign-in';

/**
 * What people sign in with, and how they prove who they are.
 */
export interface SignInOptions {
  /**
   * What people sign in with. Cannot change once the pool exists.
   * @default SignIn.email()
   */
  readonly signIn?: SignIn;

  /**
   * Whether `Ann` and `ann` are two people. Cannot change once the pool exists.
   * @default false
   */
  readonly caseSensitive?: boolean;

  /**
   * Whether people can make an account themselves.
   * @default false - an administrator makes accounts
   */
  readonly selfSignUp?: boolean;

  /**
   * Whether and how people show a second factor.
   * @default Mfa.optional({ totp: true })
   */
  readonly mfa?: Mfa;

  /**
   * What can start a sign-in besides the password.
   * @default - a passkey when `mfa` has the passkey factor, otherwise the password only
   */
  readonly firstFactors?: FirstFactors;

  /**
   * How passkeys are bound and checked. Refused when nothing uses passkeys.
   * @default - Cognito's domain, with user verification
   */
  readonly passkeys?: PasskeySettings;

  /**
   * What a password must look like.
   * @default - 14 characters of all four classes, temporary ones valid for 7 days
   */
  readonly passwordPolicy?: PasswordPolicy;

  /**
   * Where the code is sent when someone has forgotten their password. Refused when it is the only channel of the second factor.
   * @default - the verified contacts that carry no second factor, e-mail first; only an administrator when none is left
   */
  readonly accountRecovery?: AccountRecovery;

  /**
   * Whether and how devices are remembered. A remembered device is not asked for a second factor.
   * @default - devices are not tracked
   */
  readonly deviceTracking?: cognito.DeviceTracking;
}
