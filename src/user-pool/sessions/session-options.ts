import { Duration } from 'aws-cdk-lib';

/**
 * How long and how often people are signed in.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html
 */
export interface PoolSessions {
  /**
   * How many sessions a person can have, 1 to 100. At the limit, the next sign-in ends the session that was used longest ago.
   * @default 20
   */
  readonly maxPerUser?: number;

  /**
   * How long the login pages let someone into another app without asking again, 0 to 129,600 whole minutes (90 days), for every app client
   * with `callbackUrls`, including those that are added later. With 0 they always ask.
   * @default - an hour, Cognito's default
   */
  readonly ssoReuse?: Duration;
}

/**
 * Whether Cognito keeps track of sessions.
 */
export interface SessionOptions {
  /**
   * Makes Cognito keep track of sessions: `AdminListUserSessions` shows where people are signed in, with IP address and city, and
   * `AdminRevokeUserSession` ends a session (`auth.grants.manageSessions`). That is personal data, so it is off by default. Needs the
   * Essentials plan, and a Region whose CloudFormation has the resource types. Credentials from the identity pool stay valid for up to an
   * hour after a session has ended.
   * @default - Cognito doesn't keep track of sessions
   */
  readonly sessions?: PoolSessions;
}
