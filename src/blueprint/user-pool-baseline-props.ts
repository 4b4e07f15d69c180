import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';

/**
 * The least that is required of user pools. What is left out is not required.
 */
export interface UserPoolBaselineProps {
  /**
   * The least that is required about second factors. Where it is filled in, the factor is an authenticator app.
   *
   * @default - not required
   */
  readonly mfa?: cognito.Mfa;

  /**
   * Whether the second factor may come by text message. `false` refuses it.
   *
   * @default true
   */
  readonly smsMfa?: boolean;

  /**
   * The minimum length of passwords may not be lower than this. 6 to 99.
   *
   * @default - not required
   */
  readonly minPasswordLength?: number;

  /**
   * Whether a password needs a lower-case letter, an upper-case letter, a digit and a symbol.
   *
   * @default false
   */
  readonly passwordClasses?: boolean;

  /**
   * How many of the last passwords, at least, cannot be used again. 1 to 24; needs the Essentials plan.
   *
   * @default - not required
   */
  readonly minPasswordHistory?: number;

  /**
   * How long the password of an invitation may be valid at most. 1 to 365 whole days.
   *
   * @default - not required
   */
  readonly maxTemporaryPasswordValidity?: Duration;

  /**
   * Whether people may create an account themselves. `false` refuses it.
   *
   * @default true
   */
  readonly selfSignUp?: boolean;

  /**
   * Whether a changed e-mail address or phone number counts only once it is verified.
   *
   * @default false
   */
  readonly keepOriginalUntilVerified?: boolean;

  /**
   * Whether pools are protected from deletion. With it, the `removalPolicy` DESTROY of this library is refused.
   *
   * @default false
   */
  readonly deletionProtection?: boolean;

  /**
   * The least that is required of threat protection. Needs the Plus plan, which is set unless a pool names a plan.
   *
   * @default - not required
   */
  readonly threatProtection?: cognito.StandardThreatProtectionMode;
}
