import { App, Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { ActivityMetrics, AppClient, CognitoAuth } from '../../src';

type Kind = 'successes' | 'requests' | 'failures' | 'failureRate' | 'throttles';
const ALL: Kind[] = ['successes', 'requests', 'failures', 'failureRate', 'throttles'];
const SAID = { label: 'mine', color: '#123456', period: Duration.minutes(1) };

function signIns(clients: number): { readonly of: ActivityMetrics; readonly auth: CognitoAuth } {
  const auth = new CognitoAuth(new Stack(new App(), 'Stack'), 'Auth');
  for (let more = 1; more < clients; more++) auth.addClient(`More${more}`, AppClient.mobile());
  return { of: auth.metrics.signIns, auth };
}

/** The periods of all metrics that an expression is computed of. */
function periods(metric: cloudwatch.IMetric): number[] {
  return metric instanceof cloudwatch.MathExpression
    ? Object.values(metric.usingMetrics).flatMap(periods)
    : [(metric as cloudwatch.Metric).period.toSeconds()];
}

describe.each([1, 2])('over %i client(s)', clients => {
  test.each(ALL)('%s take what is said of label, color and period, for all that they are made of', kind => {
    const metric = signIns(clients).of[kind](SAID) as cloudwatch.MathExpression;
    expect([metric.label, metric.color, metric.period.toSeconds()]).toEqual(['mine', '#123456', 60]);
    expect(new Set(periods(metric))).toEqual(new Set([60]));
  });

  test.each(ALL)('%s leave the color to the graph and the period to CloudWatch', kind => {
    const metric = signIns(clients).of[kind]() as cloudwatch.MathExpression;
    expect([metric.color, metric.period.toSeconds()]).toEqual([undefined, 300]);
    expect(new Set(periods(metric))).toEqual(new Set([300]));
  });
});

test.each<[Kind, string]>([
  ['successes', 'SignIn successes'], ['requests', 'SignIn requests'], ['failures', 'SignIn failures'], [
    'failureRate', 'SignIn failed %',
  ], ['throttles', 'SignIn throttles'],
])('%s of several clients are labelled: %s', (kind, label) => {
  expect((signIns(2).of[kind]() as cloudwatch.MathExpression).label).toBe(label);
});

test('of a client that is named, nothing is summed', () => {
  const { of, auth: { client } } = signIns(2);
  expect(of.successes({ client })).toBeInstanceOf(cloudwatch.Metric);
  expect((of.failures({ client, ...SAID }) as cloudwatch.MathExpression).expression).toMatch(/^requestsOf\w+ - successesOf\w+$/);
  expect(of.successes()).toBeInstanceOf(cloudwatch.MathExpression);
});
