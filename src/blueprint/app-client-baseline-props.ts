import { Duration } from 'aws-cdk-lib';

/**
 * The least that is required of app clients. What is left out is not required.
 */
export interface AppClientBaselineProps {
  /**
   * How long an access token may be valid at most. 5 minutes to 1 day.
   *
   * @default - not required
   */
  readonly maxAccessTokenValidity?: Duration;

  /**
   * How long an ID token may be valid at most. 5 minutes to 1 day.
   *
   * @default - not required
   */
  readonly maxIdTokenValidity?: Duration;

  /**
   * How long someone may stay signed in at most. 1 hour to 3650 days.
   *
   * @default - not required
   */
  readonly maxRefreshTokenValidity?: Duration;

  /**
   * Whether tokens may be returned in a URL (the implicit grant). `false` refuses it.
   *
   * @default true
   */
  readonly implicitGrant?: boolean;

  /**
   * Whether an app, or its server, may send passwords in plain text. `false` refuses it.
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
   * Whether sign-in errors must not reveal whether an account exists.
   *
   * @default false
   */
  readonly hideUserExistence?: boolean;
}
