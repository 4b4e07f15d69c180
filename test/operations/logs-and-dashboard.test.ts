import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as logs from 'aws-cdk-lib/aws-logs';
import { AppClient, CognitoAuth, CognitoAuthProps, LogQuery, PoolLog, SecurityProfile } from '../../src';

function made(props?: CognitoAuthProps) {
  const stack = new Stack(new App(), 'Stack');
  return { stack, auth: new CognitoAuth(stack, 'Auth', props) };
}

describe('log groups', () => {
  test('are told of where logs go to some', () => {
    const { stack, auth } = made({ security: SecurityProfile.strict() });
    expect(stack.resolve(auth.users.activityLogGroup!.logGroupName)).toEqual({ Ref: expect.stringContaining('ActivityLog') });
    expect(stack.resolve(auth.users.notificationLogGroup!.logGroupName)).toEqual({ Ref: expect.stringContaining('NotificationLog') });
    const { users } = made().auth;
    expect([users.activityLogGroup, users.notificationLogGroup]).toEqual([undefined, undefined]);
    const own = new Stack(new App(), 'Own');
    const group = new logs.LogGroup(own, 'Group');
    expect(new CognitoAuth(own, 'Auth', { notificationLog: PoolLog.toLogGroup(group) }).users.notificationLogGroup).toBe(group);
  });
});

describe('a question to the logs', () => {
  const textOf = (query: LogQuery) => query.queryString.toString();

  test('is about the entries that Cognito writes', () => {
    expect(Object.fromEntries([
      LogQuery.failedSignIns(), LogQuery.riskySignIns(), LogQuery.leakedPasswords(), LogQuery.signUps(), LogQuery.ofPerson('ada'),
      LogQuery.fromAddress('203.0.113.7'), LogQuery.undeliveredMessages(),
    ].map((query, at) => [at, textOf(query)]))).toMatchSnapshot();
  });

  test('fails with a value that would not end where it should', () => {
    expect(() => LogQuery.ofPerson('a" or 1=1')).toThrow("LogQuery.ofPerson: userName: 'a\" or 1=1' holds a quotation mark or a backslash");
    expect(() => LogQuery.fromAddress('a\\')).toThrow('LogQuery.fromAddress');
    expect(() => LogQuery.ofPerson("o'hara")).not.toThrow();
  });

  test('can be saved', () => {
    const { stack, auth } = made({ security: SecurityProfile.strict() });
    new logs.QueryDefinition(stack, 'Guessing', {
      queryDefinitionName: 'guessing', queryString: LogQuery.failedSignIns().queryString, logGroups: [auth.users.activityLogGroup!],
    });
    Template.fromStack(stack).hasResourceProperties('AWS::Logs::QueryDefinition', { QueryString: textOf(LogQuery.failedSignIns()) });
  });
});

describe('addDashboard', () => {
  const bodyOf = (stack: Stack) =>
    JSON.stringify(Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Dashboard'))[0].Properties.DashboardBody);

  test('shows every app client, those that come later included, and no logs where there are none', () => {
    const { stack, auth } = made();
    auth.addDashboard();
    auth.addClient('Phone', AppClient.mobile());
    const body = bodyOf(stack);
    [
      'SignInSuccesses', 'SignUpSuccesses', 'TokenRefreshSuccesses', 'FederationSuccesses', 'Client: succeeded', 'Phone: throttled',
    ].forEach(text => expect(body).toContain(text));
    expect(body).not.toContain('SOURCE');
    expect(() => auth.addDashboard()).toThrow('Dashboard');
  });

  test('asks the logs where they go to log groups', () => {
    const { stack, auth } = made({ security: SecurityProfile.strict() });
    auth.addDashboard();
    [
      'Where sign-ins fail', 'Risky sign-ins', 'Messages not sent', 'count_distinct(message.userName)',
    ].forEach(text => expect(bodyOf(stack)).toContain(text));
  });
});
