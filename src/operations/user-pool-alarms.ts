import { Duration, Token } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { UserPoolMetrics } from './user-pool-metrics';
import { checkedId } from '../private/construct-id';
import { fail } from '../private/fail';
import { required, withoutNulls } from '../private/present';
import { AppUserPool } from '../user-pool';

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
const MAX_MINUTES = 7 * 1440;
const DEFAULTS = { failureRate: 50, minimumRequests: 20, period: Duration.minutes(5) };

/**
 * The thresholds of the alarms.
 */
export interface UserPoolAlarmsOptions {
  /**
   * The topic that is notified when an alarm goes off, and when it is over.
   * @default - none; the alarms are visible in CloudWatch
   */
  readonly topic?: sns.ITopic;

  /**
   * The percentage of sign-ins that may fail, 0 to 100.
   * @default 50
   */
  readonly failureRate?: number;

  /**
   * The number of sign-ins of an app client within `period` from which on the failure rate counts, 1 or more.
   * @default 20
   */
  readonly minimumRequests?: number;

  /**
   * How many accounts may be created through one app client within `period`.
   * @default - no alarm
   */
  readonly signUps?: number;

  /**
   * How long the metrics are summed up, 1 minute to 7 days in whole minutes.
   * @default Duration.minutes(5)
   */
  readonly period?: Duration;
}

/**
 * Properties of `UserPoolAlarms`.
 */
export interface UserPoolAlarmsProps extends UserPoolAlarmsOptions {
  /**
   * The user pool.
   */
  readonly users: AppUserPool;
}

/**
 * Alarms for every app client of a user pool, including those that are added later: Cognito has no metric for the pool as a whole.
 *
 * Creates two alarms per app client, for throttled sign-ins and for the rate of failed ones, and a third with `signUps`. CloudWatch charges
 * for each alarm. `CognitoAuth.addAlarms` creates it.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/metrics-for-cognito-user-pools.html
 *
 * @example
 * const auth = new CognitoAuth(this, 'Auth');
 * auth.addAlarms({ failureRate: 30, topic: new sns.Topic(this, 'OnCall') });
 */
export class UserPoolAlarms extends Construct {
  private readonly made: cloudwatch.Alarm[] = [];
  private readonly props: UserPoolAlarmsProps;

  /**
   * @param scope the parent construct
   * @param id the construct id, unique in its parent
   * @param props the settings
   * @throws when a threshold or the period is out of range
   */
  constructor(scope: Construct, id: string, props: UserPoolAlarmsProps) {
    super(scope, checkedId(scope, id, 'new UserPoolAlarms'));
    props = this.props = withoutNulls(props);
    required(this, 'new UserPoolAlarms', props, 'users');
    const { failureRate, minimumRequests, signUps, period } = props;
    this.check('failureRate', failureRate, value => value >= 0 && value <= 100, '0 to 100');
    this.check('minimumRequests', minimumRequests, value => value >= 1, '1 or more');
    this.check('signUps', signUps, value => value >= 0, '0 or more');
    this.checkPeriod(period);
    props.users._whenClientIsMade((name, client) => this.watch(name, client));
  }

  /**
   * The alarms of the app clients that have been added so far.
   */
  public get alarms(): cloudwatch.Alarm[] {
    return [...this.made];
  }

  private watch(name: string, client: cognito.UserPoolClient): void {
    const { users, failureRate = DEFAULTS.failureRate, minimumRequests = DEFAULTS.minimumRequests, signUps, period = DEFAULTS.period } =
      this.props;
    const { signIns, signUps: accounts } = UserPoolMetrics.of(users);
    const of = { client, period };
    const scope = new Construct(this, name);
    this.alarm(scope, 'Throttles', `Sign-ins by ${name} are throttled`, signIns.throttles(of), 0);
    this.alarm(scope, 'Failures', `More than ${failureRate} % of the sign-ins by ${name} fail`, new cloudwatch.MathExpression({
      expression: `IF(requests >= ${minimumRequests}, 100 * (requests - successes) / requests, 0)`,
      usingMetrics: { requests: signIns.requests(of), successes: signIns.successes(of) },
      label: 'failed %',
      period,
    }), failureRate);
    if (signUps !== undefined) {
      this.alarm(
        scope, 'SignUps', `More than ${signUps} accounts were made by ${name}`, accounts.successes(of), signUps,
      );
    }
  }

  private alarm(scope: Construct, id: string, alarmDescription: string, metric: cloudwatch.IMetric, threshold: number): void {
    const alarm = new cloudwatch.Alarm(scope, id, {
      alarmDescription,
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      // Cognito writes nothing while nobody signs in
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    if (this.props.topic) {
      const action = new SnsAction(this.props.topic);
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
    }
    this.made.push(alarm);
  }

  /** Metrics of Cognito come once a minute. */
  private checkPeriod(period: Duration | undefined): void {
    const minutes = period?.isUnresolved() ? NaN : period?.toMinutes({ integral: false });
    if (minutes !== undefined && !(Number.isInteger(minutes) && minutes >= 1 && minutes <= MAX_MINUTES)) {
      const got = period!.isUnresolved() ? 'a value known at deployment only' : period!.toHumanString();
      fail(this, `addAlarms: period must be 1 minute to 7 days in whole minutes, written out, got: ${got}`);
    }
  }

  private check(prop: string, value: number | undefined, fits: (value: number) => boolean, range: string): void {
    if (value !== undefined && !Token.isUnresolved(value) && !fits(value)) fail(this, `addAlarms: ${prop} must be ${range}, got: ${value}`);
  }
}
