import { Duration } from 'aws-cdk-lib';

/**
 * The rules for passwords. What is left out keeps the strong default.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
 */
export interface PasswordPolicy {
  /**
   * The least number of characters, 6 to 99.
   * @default 14
   */
  readonly minLength?: number;

  /**
   * Whether a password needs a lower-case letter.
   * @default true
   */
  readonly requireLowercase?: boolean;

  /**
   * Whether a password needs an upper-case letter.
   * @default true
   */
  readonly requireUppercase?: boolean;

  /**
   * Whether a password needs a digit.
   * @default true
   */
  readonly requireDigits?: boolean;

  /**
   * Whether a password needs a symbol.
   * @default true
   */
  readonly requireSymbols?: boolean;

  /**
   * How many of the last passwords cannot be used again, 0 to 24. More than 0 needs the Essentials plan.
   * @default - any old password can be used again, because a default must not rule out the Lite plan. With refresh token rotation, a
   * default of app clients, the plan is Essentials anyway, so a history costs nothing more
   */
  readonly history?: number;

  /**
   * How long a temporary password of an administrator is valid, 1 to 365 whole days.
   * @default Duration.days(7)
   */
  readonly temporaryValidity?: Duration;
}
