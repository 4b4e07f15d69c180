import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as sns from 'aws-cdk-lib/aws-sns';
import { AppClient, AppUserPool, CognitoAuth, UserPoolAlarmsOptions, UserPoolMetrics } from '../../src';

function auth(): { stack: Stack; auth: CognitoAuth } {
  const stack = new Stack(new App(), 'Stack', { env: { region: 'eu-west-1', account: '111122223333' } });
  return { stack, auth: new CognitoAuth(stack, 'Auth') };
}

/** A metric as an alarm on it shows it. */
function shown(stack: Stack, metric: cloudwatch.IMetric): any {
  new cloudwatch.Alarm(stack, 'Shown', { metric, threshold: 1, evaluationPeriods: 1 });
  return Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm'))[0].Properties;
}

describe('metrics', () => {
  test('of one client carry pool and client', () => {
    const { stack, auth: { metrics, client } } = auth();
    expect(shown(stack, metrics.signIns.successes({ client, period: Duration.minutes(1) }))).toMatchObject({
      Namespace: 'AWS/Cognito',
      MetricName: 'SignInSuccesses',
      Statistic: 'Sum',
      Period: 60,
      Dimensions: [
        { Name: 'UserPool', Value: { Ref: expect.stringMatching('UserPool') } },
        { Name: 'UserPoolClient', Value: { Ref: expect.stringMatching('Client') } },
      ],
    });
  });

  test('are there for each kind of request', () => {
    const { auth: { metrics, client } } = auth();
    const names = [metrics.signIns, metrics.signUps, metrics.tokenRefreshes, metrics.federations]
      .flatMap(of => [of.successes({ client }), of.throttles({ client })].map(metric => (metric as cloudwatch.Metric).metricName));
    expect(names).toEqual([
      'SignInSuccesses', 'SignInThrottles', 'SignUpSuccesses', 'SignUpThrottles', 'TokenRefreshSuccesses', 'TokenRefreshThrottles',
      'FederationSuccesses', 'FederationThrottles',
    ]);
  });

  test('count requests by samples, and failures by what is left', () => {
    const { stack, auth: { metrics, client } } = auth();
    const { Metrics } = shown(stack, metrics.signIns.failures({ client }));
    const [{ Expression }, ...parts] = Metrics;
    expect(Expression).toMatch(/^requestsOfSignIn\w+ - successesOfSignIn\w+$/);
    expect(parts.map(({ MetricStat }: any) => [MetricStat.Metric.MetricName, MetricStat.Stat]))
      .toEqual([['SignInSuccesses', 'SampleCount'], ['SignInSuccesses', 'Sum']]);
  });

  test('of the pool are the sum over its clients', () => {
    const { stack, auth: it } = auth();
    expect(it.metrics.signIns.requests()).toBeInstanceOf(cloudwatch.Metric);
    it.addClient('Phone', AppClient.mobile());
    const { Metrics } = shown(stack, it.metrics.signIns.failureRate());
    expect(Metrics.filter(({ MetricStat }: any) => MetricStat)).toHaveLength(4);
    expect(Metrics.map(({ Expression }: any) => Expression)).toContainEqual(expect.stringMatching(/^FILL\(\w+, 0\) \+ FILL\(\w+, 0\)$/));
  });

  test('fail without any client', () => {
    const users = new AppUserPool(new Stack(new App(), 'Stack'), 'Users');
    expect(() => UserPoolMetrics.of(users).signIns.throttles()).toThrow('Stack/Users: there are no metrics without an app client');
    const client = users.addClient('Web', AppClient.browser());
    expect(() => UserPoolMetrics.of(users).signIns.throttles({ client })).not.toThrow();
  });

  test('stand on a dashboard with clients that come later', () => {
    const { stack, auth: it } = auth();
    new cloudwatch.Dashboard(stack, 'Dashboard', { widgets: [[it.metrics.widget({ title: 'People', width: 24, height: 8 })]] });
    it.addClient('Phone', AppClient.mobile());
    const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Dashboard'));
    const body = JSON.stringify(Properties.DashboardBody);
    for (const text of ['Client: signed in', 'Phone: signed in', 'Phone: failed', 'People']) expect(body).toContain(text);
  });
});

describe('addAlarms', () => {
  const alarms = (options?: UserPoolAlarmsOptions) => {
    const { stack, auth: it } = auth();
    it.addAlarms(options);
    return Template.fromStack(stack);
  };

  test('watches every client, those that come later included', () => {
    const { stack, auth: it } = auth();
    const made = it.addAlarms({ topic: new sns.Topic(stack, 'Topic'), signUps: 100 });
    it.addClient('Phone', AppClient.mobile());
    expect(made.alarms.map(({ node }) => node.path)).toEqual(['Client', 'Phone'].flatMap(client =>
      ['Throttles', 'Failures', 'SignUps'].map(name => `Stack/Auth/Alarms/${client}/${name}`)));
    expect(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm')).toMatchSnapshot();
  });

  test('tells nobody unless told whom', () => {
    const template = alarms();
    template.resourceCountIs('AWS::CloudWatch::Alarm', 2);
    template.allResourcesProperties('AWS::CloudWatch::Alarm', {
      AlarmActions: Match.absent(), OKActions: Match.absent(), TreatMissingData: 'notBreaching',
    });
  });

  test('looks at the failure rate where there are enough requests', () => {
    alarms({ failureRate: 30, minimumRequests: 5, period: Duration.minutes(15) }).hasResourceProperties('AWS::CloudWatch::Alarm', {
      Threshold: 30,
      Metrics: Match.arrayWith([Match.objectLike({ Expression: 'IF(requests >= 5, 100 * (requests - successes) / requests, 0)' })]),
    });
  });

  test.each<[UserPoolAlarmsOptions, string | undefined]>([
    [{ failureRate: 0 }, undefined],
    [{ failureRate: 100 }, undefined],
    [{ failureRate: -1 }, 'failureRate must be 0 to 100, got: -1'],
    [{ failureRate: 101 }, 'failureRate must be 0 to 100, got: 101'],
    [{ minimumRequests: 1 }, undefined],
    [{ minimumRequests: 0 }, 'minimumRequests must be 1 or more, got: 0'],
    [{ signUps: 0 }, undefined],
    [{ signUps: -1 }, 'signUps must be 0 or more, got: -1'],
  ])('with %j: %s', (options, problem) => {
    if (problem === undefined) expect(() => alarms(options)).not.toThrow();
    else expect(() => alarms(options)).toThrow(`Stack/Auth/Alarms: addAlarms: ${problem}`);
  });
});
