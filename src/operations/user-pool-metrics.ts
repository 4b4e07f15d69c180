import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { ActivityMetrics } from './activity-metrics';
import { ActivityWidget } from './private/activity-widget';
import { fail } from '../private/fail';
import { required, withoutNulls } from '../private/present';
import { AppUserPool } from '../user-pool';

const MAX_WIDTH = 24;
const MAX_HEIGHT = 1000;

/**
 * Options of a dashboard widget.
 */
export interface UserPoolWidgetOptions {
  /**
   * The title.
   * @default 'Sign-in'
   */
  readonly title?: string;

  /**
   * The width in columns of the dashboard, 1 to 24.
   * @default 12
   */
  readonly width?: number;

  /**
   * The height in rows of the dashboard, 1 to 1000.
   * @default 6
   */
  readonly height?: number;
}

/**
 * What Cognito counts about a user pool.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/metrics-for-cognito-user-pools.html
 *
 * @example
 * const auth = new CognitoAuth(this, 'Auth');
 * new cloudwatch.Dashboard(this, 'Dashboard', { widgets: [[auth.metrics.widget()]] });
 */
export class UserPoolMetrics {
  /**
   * The metrics of a user pool and of the app clients that are added to it.
   *
   * @param users the pool whose requests are counted
   */
  public static of(users: AppUserPool): UserPoolMetrics {
    required(undefined, 'UserPoolMetrics.of', { users });
    return new UserPoolMetrics(users);
  }

  /**
   * People signing in with a password, a passkey or a code.
   */
  public readonly signIns: ActivityMetrics;

  /**
   * People signing up.
   */
  public readonly signUps: ActivityMetrics;

  /**
   * Apps refreshing tokens.
   */
  public readonly tokenRefreshes: ActivityMetrics;

  /**
   * People signing in with another identity provider.
   */
  public readonly federations: ActivityMetrics;

  private constructor(private readonly users: AppUserPool) {
    this.signIns = ActivityMetrics._of(users, 'SignIn');
    this.signUps = ActivityMetrics._of(users, 'SignUp');
    this.tokenRefreshes = ActivityMetrics._of(users, 'TokenRefresh');
    this.federations = ActivityMetrics._of(users, 'Federation');
  }

  /**
   * A graph of successes, failures and throttled requests of every app client, including those that are added later.
   *
   * @param options title and size of the graph
   * @throws when width or height is out of range
   */
  public widget(options: UserPoolWidgetOptions = {}): cloudwatch.IWidget {
    options = withoutNulls(options ?? {});
    for (const prop of ['width', 'height'] as const) {
      const [value, max] = [options[prop], prop === 'width' ? MAX_WIDTH : MAX_HEIGHT];
      if (value !== undefined && !(Number.isInteger(value) && value >= 1 && value <= max)) {
        fail(this.users, `widget: ${prop} must be a whole number of 1 to ${max}, got: ${value}`);
      }
    }
    return new ActivityWidget(options.width ?? 12, options.height ?? 6, options.title ?? 'Sign-in', () =>
      this.users._clients.flatMap(({ id, client }) => [
        this.signIns.successes({ client, label: `${id}: signed in` }),
        this.signIns.failures({ client, label: `${id}: failed` }),
        this.signIns.throttles({ client, label: `${id}: throttled` }),
      ]));
  }
}
