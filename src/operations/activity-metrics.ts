import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { fail } from '../private/fail';
import { withoutNulls } from '../private/present';
import { AppUserPool } from '../user-pool';

/**
 * Whose requests a metric counts.
 */
export interface ActivityMetricOptions extends cloudwatch.MetricOptions {
  /**
   * The app client that the requests come from.
   * @default - the sum over all app clients that have been added so far; Cognito has no metric for the pool as a whole. An alarm takes at
   * most 10 metrics: those of 10 app clients, or of 5 for `failures` and `failureRate`
   */
  readonly client?: cognito.IUserPoolClient;
}

/**
 * The metrics of one kind of request. They are free of charge. Requests with IAM credentials, imports and migrations are not counted.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/metrics-for-cognito-user-pools.html
 *
 * @example
 * const auth = new CognitoAuth(this, 'Auth');
 * auth.metrics.signIns.failures({ client: auth.client });
 */
export class ActivityMetrics {
  /** @internal */
  public static _of(users: AppUserPool, activity: string): ActivityMetrics {
    return new ActivityMetrics(users, activity);
  }

  private constructor(private readonly users: AppUserPool, private readonly activity: string) {}

  /**
   * How many requests succeeded.
   *
   * @param options whose requests count, and how the metric is shown; by default those of all app clients
   */
  public successes(options: ActivityMetricOptions = {}): cloudwatch.IMetric {
    return this.sum(options, 'successes', props => this.metric('Successes', 'Sum', props));
  }

  /**
   * How many requests there were.
   *
   * @param options whose requests count, and how the metric is shown; by default those of all app clients
   */
  public requests(options: ActivityMetricOptions = {}): cloudwatch.IMetric {
    return this.sum(options, 'requests', props => this.metric('Successes', 'SampleCount', props));
  }

  /**
   * How many requests failed, throttled ones among them.
   *
   * @param options whose requests count, and how the metric is shown; by default those of all app clients
   */
  public failures(options: ActivityMetricOptions = {}): cloudwatch.IMetric {
    return this.math((requests, successes) => `${requests} - ${successes}`, 'failures', options);
  }

  /**
   * The percentage of requests that failed.
   *
   * @param options whose requests count, and how the metric is shown; by default those of all app clients
   */
  public failureRate(options: ActivityMetricOptions = {}): cloudwatch.IMetric {
    return this.math((requests, successes) => `100 * (${requests} - ${successes}) / ${requests}`, 'failed %', options);
  }

  /**
   * How many requests were refused because there were too many.
   *
   * @param options whose requests count, and how the metric is shown; by default those of all app clients
   */
  public throttles(options: ActivityMetricOptions = {}): cloudwatch.IMetric {
    return this.sum(options, 'throttles', props => this.metric('Throttles', 'Sum', props));
  }

  private math(
    of: (requests: string, successes: string) => string, what: string, options: ActivityMetricOptions,
  ): cloudwatch.MathExpression {
    const { client, label, color, period } = withoutNulls(options ?? {});
    const inner = { ...(client && { client }), ...(period && { period }) };
    const [requests, successes] = [this.idOf('requests', client), this.idOf('successes', client)];
    return new cloudwatch.MathExpression({
      expression: of(requests, successes),
      usingMetrics: { [requests]: this.requests(inner), [successes]: this.successes(inner) },
      label: label ?? `${this.activity} ${what}`,
      ...(color !== undefined && { color }),
      ...(period && { period }),
    });
  }

  private sum(options: ActivityMetricOptions, what: string, of: (options: ActivityMetricOptions) => cloudwatch.Metric): cloudwatch.IMetric {
    options = withoutNulls(options ?? {});
    if (options.client) return of(options);
    const clients = this.users._clients;
    if (clients.length === 0) {
      fail(this.users, 'there are no metrics without an app client; add one first, or name it in client');
    }
    if (clients.length === 1) return of({ ...options, client: clients[0].client });
    const ids = clients.map(({ client }) => this.idOf(what, client));
    return new cloudwatch.MathExpression({
      expression: ids.map(id => `FILL(${id}, 0)`).join(' + '),
      usingMetrics: Object.fromEntries(clients.map(({ client }, at) => [
        ids[at], of({ ...(options.period && { period: options.period }), client }),
      ])),
      label: options.label ?? `${this.activity} ${what}`,
      ...(options.color !== undefined && { color: options.color }),
      ...(options.period && { period: options.period }),
    });
  }

  /** One graph or alarm must not use an id for two metrics. */
  private idOf(what: string, client?: cognito.IUserPoolClient): string {
    return `${what}Of${this.activity}${client?.node.addr.slice(-8) ?? ''}`;
  }

  private metric(kind: string, statistic: string, { client, ...options }: ActivityMetricOptions): cloudwatch.Metric {
    if (client!.userPoolClientId.trim() === '') {
      fail(client!, `metrics.${this.activity}: client has an empty id; import it with the id that it has in the user pool`);
    }
    return new cloudwatch.Metric({
      namespace: 'AWS/Cognito',
      metricName: `${this.activity}${kind}`,
      dimensionsMap: { UserPool: this.users.userPool.userPoolId, UserPoolClient: client!.userPoolClientId },
      statistic,
      ...options,
    });
  }
}
