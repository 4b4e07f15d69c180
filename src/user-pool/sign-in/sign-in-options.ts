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
   * What people sign in with. This cannot be changed once the pool exists.
   * @default SignIn.email()
   */
  readonly signIn?: SignIn;

  /**
   * Whether `Ann` and `ann` are two different users. This cannot be changed once the pool exists.
   * @default false
   */
  readonly caseSensitive?: boolean;

  /**
   * Whether people can create an account themselves.
   * @default false - administrators create the accounts
   */
  readonly selfSignUp?: boolean;

  /**
   * Whether and how people show a second factor.
   * @default Mfa.optional({ totp: true })
   */
  readonly mfa?: Mfa;

  /**
   * The first factors that people can use besides the password.
   * @default - a passkey when `mfa` has the passkey factor, otherwise the password only
   */
  readonly firstFactors?: FirstFactors;

  /**
   * How passkeys are bound and checked. Refused when nothing uses passkeys.
   * @default - Cognito's domain, with user verification
   */
  readonly passkeys?: PasskeySettings;

  /**
   * The rules for passwords.
   * @default - 14 characters of all four classes, temporary ones valid for 7 days
   */
  readonly passwordPolicy?: PasswordPolicy;

  /**
   * Where the code is sent when someone has forgotten their password. Refused when it is the only channel of the second factor.
   * @default - the verified contacts that carry no second factor, e-mail first; only an administrator when none is left
   */
  readonly accountRecovery?: AccountRecovery;

  /**
   * Whether and how devices are remembered. People are not asked for a second factor on a remembered device.
   * @default - devices are not tracked
   */
  readonly deviceTracking?: cognito.DeviceTracking;
}
