import { Duration } from 'aws-cdk-lib';

/**
 * What is asked of app clients, at least. What is left out is not asked.
 */
export interface AppClientBaselineProps {
  /**
   * How long an access token is good for: this long or shorter. 5 minutes to 1 day.
   *
   * @default - not asked
   */
  readonly maxAccessTokenValidity?: Duration;

  /**
   * How long an ID token is good for: this long or shorter. 5 minutes to 1 day.
   *
   * @default - not asked
   */
  readonly maxIdTokenValidity?: Duration;

  /**
   * How long someone stays signed in: this long or shorter. 1 hour to 3650 days.
   *
   * @default - not asked
   */
  readonly maxRefreshTokenValidity?: Duration;

  /**
   * Whether tokens may come in the address of a page (the implicit grant). `false` refuses it.
   *
   * @default true
   */
  readonly implicitGrant?: boolean;

  /**
   * Whether an app, or its server, may pass passwords on in clear. `false` refuses it.
   *
   * @default true
   */
  readonly passwordFlows?: boolean;

  /**
   * Whether a refresh token can be revoked.
   *
   * @default false
   */
  readonly tokenRevocation?: boolean;

  /**
   * Whether the answer to a sign-in keeps to itself who has an account.
   *
   * @default false
   */
  readonly hideUserExistence?: boolean;
}
