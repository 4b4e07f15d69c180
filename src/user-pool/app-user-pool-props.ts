import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AccountRecovery } from './account-recovery';
import { EmailSender } from './email-sender';
import { FirstFactors, PasskeySettings } from './first-factors';
import { InvitationTexts, Verification } from './messages';
import { Mfa } from './mfa';
import { PasswordPolicy } from './password-policy';
import { ProfileAttributes } from './profile-attributes';
import { SignIn } from './sign-in';
import { SmsSettings } from './sms-settings';
import { Trigger } from './trigger';
import { RemovalOptions } from '../removal-options';

/**
 * Who may sign in and how. Everything has a safe default.
 */
export interface AppUserPoolProps extends RemovalOptions {
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
   * What the pool knows about each person.
   * @default - the contacts that the pool uses, nothing else
   */
  readonly attributes?: ProfileAttributes;

  /**
   * Contacts to verify besides those that people sign in with or recover through. `false` for one of those is refused.
   * @default - e-mail when people sign in with a user name alone, otherwise none
   */
  readonly autoVerify?: cognito.AutoVerifiedAttrs;

  /**
   * Whether the old address or number stays in force until the new one is verified.
   * @default true
   */
  readonly keepOriginalUntilVerified?: boolean;

  /**
   * How people prove that an address or number is theirs.
   * @default Verification.code()
   */
  readonly verification?: Verification;

  /**
   * What someone is told about an account that an administrator has made.
   * @default - Cognito's own text
   */
  readonly invitation?: InvitationTexts;

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
   * Where the code goes when someone has forgotten the password. Refused when it is the only channel of the second factor.
   * @default - the verified contacts that carry no second factor, e-mail first; only an administrator when none is left
   */
  readonly accountRecovery?: AccountRecovery;

  /**
   * Whether and how devices are remembered. A remembered device is not asked for a second factor.
   * @default - devices are not tracked
   */
  readonly deviceTracking?: cognito.DeviceTracking;

  /**
   * Who sends e-mails.
   * @default EmailSender.cognito()
   */
  readonly email?: EmailSender;

  /**
   * How text messages are sent.
   * @default - a role is made when something needs text messages
   */
  readonly sms?: SmsSettings;

  /**
   * Whether Cognito rates the risk of each sign-in and acts on it. Anything but no enforcement needs the Plus plan.
   * @default - no threat protection
   */
  readonly threatProtection?: cognito.StandardThreatProtectionMode;

  /**
   * The Lambda functions that the pool calls; `addTrigger` adds more.
   * @default - none
   */
  readonly triggers?: Trigger[];

  /**
   * The feature plan. A plan that is too low for what is in use is refused, at the call that uses it.
   * @default - the lowest plan that everything in use works on, see `AppUserPool.plan`
   */
  readonly plan?: cognito.FeaturePlan;
}
