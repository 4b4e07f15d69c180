import { Duration } from 'aws-cdk-lib';

/**
 * How long and how often people are signed in.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html
 */
export interface PoolSessions {
  /**
   * How many sessions someone has at most, 1 to 100. At the limit the session that was used longest ago ends with the next sign-in.
   * @default 20
   */
  readonly maxPerUser?: number;

  /**
   * How long the login pages let someone into another app without asking again, 0 to 129,600 whole minutes (90 days), for every app client
   * with `callbackUrls`, those included that are added later. With 0 they always ask.
   * @default - an hour, as Cognito has it
   */
  readonly ssoReuse?: Duration;
}

/**
 * Whether sessions are kept track of.
 */
export interface SessionOptions {
  /**
   * Has Cognito keep track of sessions: `AdminListUserSessions` shows where someone is signed in, with address and city, and
   * `AdminRevokeUserSession` ends one (`auth.grants.manageSessions`). That is personal data, so it is off unless asked for. Needs the
   * Essentials plan, and a Region whose CloudFormation has the resource types. What the identity pool has handed out stays good for up to
   * an hour after a session has ended.
   * @default - no sessions are kept track of
   */
  readonly sessions?: PoolSessions;
}
