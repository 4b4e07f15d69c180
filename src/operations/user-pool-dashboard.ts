import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { ActivityMetrics } from './activity-metrics';
import { LogQuery } from './log-query';
import { ActivityWidget } from './private/activity-widget';
import { UserPoolMetrics } from './user-pool-metrics';
import { checkedId } from '../private/construct-id';
import { required, withoutNulls } from '../private/present';
import { AppUserPool } from '../user-pool';

const HALF = { width: 12, height: 6 };

/**
 * Properties of `UserPoolDashboard`.
 */
export interface UserPoolDashboardProps {
  /**
   * The user pool.
   */
  readonly users: AppUserPool;
}

/**
 * A dashboard of the activity on a user pool: sign-ins, sign-ups, refreshed tokens and federated sign-ins of every app client, including
 * those that are added later, and the results of log queries, if the pool's logs go to log groups.
 *
 * Creates an `AWS::CloudWatch::Dashboard`. CloudWatch charges for dashboards, and for the log queries whenever somebody opens it.
 * `CognitoAuth.addDashboard` creates it.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/metrics-for-cognito-user-pools.html
 *
 * @example
 * const auth = new CognitoAuth(this, 'Auth', { security: SecurityProfile.strict() });
 * auth.addDashboard();
 */
export class UserPoolDashboard extends Construct {
  /**
   * The dashboard, for widgets of your own.
   */
  public readonly dashboard: cloudwatch.Dashboard;

  /**
   * @param scope the parent construct
   * @param id the construct id, unique in its parent
   * @param props the settings
   */
  constructor(scope: Construct, id: string, props: UserPoolDashboardProps) {
    super(scope, checkedId(scope, id, 'new UserPoolDashboard'));
    props = withoutNulls(props);
    required(this, 'new UserPoolDashboard', props, 'users');
    const { users } = props;
    const { signIns, signUps, tokenRefreshes, federations } = UserPoolMetrics.of(users);
    this.dashboard = new cloudwatch.Dashboard(this, 'Resource', {
      widgets: [
        [widget(users, 'Sign-in', signIns), widget(users, 'Accounts made', signUps)],
        [widget(users, 'Tokens refreshed', tokenRefreshes), widget(users, 'Other identity providers', federations)],
        answers(users),
      ],
    });
  }
}

function widget(users: AppUserPool, title: string, activity: ActivityMetrics): cloudwatch.IWidget {
  return new ActivityWidget(HALF.width, HALF.height, title, () => users._clients.flatMap(({ id, client }) => [
    activity.successes({ client, label: `${id}: succeeded` }),
    activity.failures({ client, label: `${id}: failed` }),
    activity.throttles({ client, label: `${id}: throttled` }),
  ]));
}

function answers({ activityLogGroup, notificationLogGroup }: AppUserPool): cloudwatch.IWidget[] {
  return [
    ...(activityLogGroup ? [
      { title: 'Where sign-ins fail', group: activityLogGroup, query: LogQuery.failedSignIns() },
      { title: 'Risky sign-ins', group: activityLogGroup, query: LogQuery.riskySignIns() },
    ] : []),
    ...(notificationLogGroup ? [{ title: 'Messages not sent', group: notificationLogGroup, query: LogQuery.undeliveredMessages() }] : []),
  ].map(({ title, group, query }) => new cloudwatch.LogQueryWidget({
    ...HALF, title, logGroupNames: [group.logGroupName], queryString: query.queryString.toString(),
  }));
}
