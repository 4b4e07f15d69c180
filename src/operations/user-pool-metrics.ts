import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { ActivityMetrics } from './activity-metrics';
import { AppUserPool } from '../user-pool';
import { ActivityWidget } from './private/activity-widget';

/**
 * How a widget about a user pool looks.
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
   */
  public static of(users: AppUserPool): UserPoolMetrics {
    return new UserPoolMetrics(users);
  }

  /**
   * People signing in with a password, a passkey or a code.
   */
  public readonly signIns: ActivityMetrics;

  /**
   * People making an account.
   */
  public readonly signUps: ActivityMetrics;

  /**
   * Apps getting new tokens for a refresh token.
   */
  public readonly tokenRefreshes: ActivityMetrics;

  /**
   * People coming from another identity provider.
   */
  public readonly federations: ActivityMetrics;

  private constructor(private readonly users: AppUserPool) {
    this.signIns = ActivityMetrics._of(users, 'SignIn');
    this.signUps = ActivityMetrics._of(users, 'SignUp');
    this.tokenRefreshes = ActivityMetrics._of(users, 'TokenRefresh');
    this.federations = ActivityMetrics._of(users, 'Federation');
  }

  /**
   * A graph of successes, failures and throttled requests of every app client, those that are added later included.
   */
  public widget(options: UserPoolWidgetOptions = {}): cloudwatch.IWidget {
    return new ActivityWidget(options.width ?? 12, options.height ?? 6, options.title ?? 'Sign-in', () =>
      this.users._clients.flatMap(({ id, client }) => [
        this.signIns.successes({ client, label: `${id}: signed in` }),
        this.signIns.failures({ client, label: `${id}: failed` }),
        this.signIns.throttles({ client, label: `${id}: throttled` }),
      ]));
  }
}
