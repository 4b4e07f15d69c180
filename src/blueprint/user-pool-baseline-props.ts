import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';

/**
 * What is asked of user pools, at least. What is left out is not required.
 */
export interface UserPoolBaselineProps {
  /**
   * Whether people show a second factor: at least so. Where it is filled in, the factor is an authenticator app.
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
   * The least number of characters of a password: this or more. 6 to 99.
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
   * How many of the last passwords cannot be used again: this many or more. 1 to 24; needs the Essentials plan.
   *
   * @default - not required
   */
  readonly minPasswordHistory?: number;

  /**
   * How long the password of an invitation is good for: this long or shorter. 1 to 365 whole days.
   *
   * @default - not required
   */
  readonly maxTemporaryPasswordValidity?: Duration;

  /**
   * Whether people may make an account themselves. `false` refuses it.
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
   * Whether Cognito rates the risk of sign-ins and acts on it: at least so. Needs the Plus plan, which is set where nothing is said.
   *
   * @default - not required
   */
  readonly threatProtection?: cognito.StandardThreatProtectionMode;
}
