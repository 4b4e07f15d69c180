import * as logs from 'aws-cdk-lib/aws-logs';
import { required } from '../private/present';
import { userError } from '../private/user-error';

const FIELDS = [
  '@timestamp', 'message.eventType', 'message.eventResponse', 'message.userName', 'message.ipAddress', 'message.city', 'message.country',
  'message.deviceName',
];
const SIGN_INS = 'message.eventType = "SignIn"';
const LIMIT = 100;

/**
 * A query on the logs of a user pool, for CloudWatch Logs Insights, which charges for what it reads. AWS says that the format of the
 * entries may change.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/exporting-quotas-and-usage.html
 *
 * @example
 * const group = new logs.LogGroup(this, 'Activity');
 * new CognitoAuth(this, 'Auth', { activityLog: PoolLog.toLogGroup(group) });
 * new logs.QueryDefinition(this, 'Guessing', {
 *   queryDefinitionName: 'guessing', queryString: LogQuery.failedSignIns().queryString, logGroups: [group],
 * });
 */
export class LogQuery {
  /**
   * Of the activity log: from which IP addresses sign-ins fail most, and for how many people. Many people from one address means that
   * somebody is guessing.
   */
  public static failedSignIns(): LogQuery {
    return LogQuery.of({
      filterStatements: [SIGN_INS, 'message.eventResponse like /(?i)fail/'],
      statsStatements: ['count(*) as failures, count_distinct(message.userName) as people by message.ipAddress'],
      sort: 'failures desc',
    });
  }

  /**
   * Of the activity log: what threat protection rated as risky, latest first.
   */
  public static riskySignIns(): LogQuery {
    return LogQuery.of({
      fields: [...FIELDS, 'message.riskLevel', 'message.riskDecision'],
      filterStatements: ['message.riskLevel like /(?i)low|medium|high/'],
      sort: '@timestamp desc',
    });
  }

  /**
   * Of the activity log: who used a password that is known to have leaked, latest first.
   */
  public static leakedPasswords(): LogQuery {
    return LogQuery.of({ fields: FIELDS, filterStatements: ['message.compromisedCredentialDetected = "true"'], sort: '@timestamp desc' });
  }

  /**
   * Of the activity log: how many accounts are created per hour, by app client.
   */
  public static signUps(): LogQuery {
    return LogQuery.of({
      filterStatements: ['message.eventType = "SignUp"'], statsStatements: ['count(*) as accounts by bin(1h), message.clientId'],
    });
  }

  /**
   * Of the activity log: what someone did, latest first.
   *
   * @param userName the user name as the pool has it, not an alias
   * @throws when it holds a quotation mark or a backslash
   */
  public static ofPerson(userName: string): LogQuery {
    return LogQuery.of({
      fields: FIELDS, filterStatements: [`message.userName = ${quoted('LogQuery.ofPerson', { userName })}`], sort: '@timestamp desc',
    });
  }

  /**
   * Of the activity log: what was done from an IP address, latest first.
   *
   * @param ipAddress an IPv4 or IPv6 address
   * @throws when it holds a quotation mark or a backslash
   */
  public static fromAddress(ipAddress: string): LogQuery {
    return LogQuery.of({
      fields: FIELDS, filterStatements: [`message.ipAddress = ${quoted('LogQuery.fromAddress', { ipAddress })}`], sort: '@timestamp desc',
    });
  }

  /**
   * Of the notification log: messages that could not be sent, latest first.
   */
  public static undeliveredMessages(): LogQuery {
    return LogQuery.of({ fields: ['@timestamp', 'message.details'], filterStatements: ['logLevel = "ERROR"'], sort: '@timestamp desc' });
  }

  private static of(props: logs.QueryStringProps): LogQuery {
    return new LogQuery(new logs.QueryString({ ...props, limit: LIMIT }));
  }

  private constructor(
    /**
     * The query as the CDK takes it: `new logs.QueryDefinition(…, { queryString })`.
     */
    public readonly queryString: logs.QueryString,
  ) {}
}

function quoted(call: string, given: { readonly [name: string]: string }): string {
  required(undefined, call, given);
  const [[name, value]] = Object.entries(given);
  if (/["\\]/.test(value)) {
    throw userError(`${call}: ${name}: '${value}' holds a quotation mark or a backslash, which would end the value; leave it out`);
  }
  return `"${value}"`;
}
