import { ArnFormat, RemovalPolicy, Resource, Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { checkNameable } from '../../../app-tree/nameable';
import { fail } from '../../../private/fail';
import { warn } from '../../../private/warn';
import { USER_POOL_DEFAULTS } from '../../defaults';
import { PlanLedger } from '../../plan/plan-ledger';
import { PoolLogTarget } from '../pool-log';

type Destination = Omit<cognito.CfnLogDeliveryConfiguration.LogConfigurationProperty, 'eventSource' | 'logLevel'>;

/** The log groups of a pool, as far as its logs go to some. */
export interface PoolLogGroups {
  readonly notifications?: logs.ILogGroup;
  readonly activity?: logs.ILogGroup;
}

/** The two logs of a pool. */
export interface PoolLogs {
  readonly notifications?: PoolLogTarget;
  readonly activity?: PoolLogTarget;
}

export function renderLogs(
  scope: Construct, pool: Pick<cognito.IUserPool, 'userPoolId'>, ledger: Pick<PlanLedger, 'require'>, removalPolicy: RemovalPolicy,
  to: PoolLogs,
): PoolLogGroups {
  if (!to.notifications && !to.activity) return {};
  if (to.activity) ledger.require(cognito.FeaturePlan.PLUS, 'activityLog');
  if (to.notifications && to.notifications.kind !== 'new' && to.notifications.kind !== 'group') {
    fail(
      scope,
      'notificationLog: Cognito writes messages that could not be sent to log groups only; '
        + 'use PoolLog.toNewLogGroup() or PoolLog.toLogGroup(…)',
    );
  }
  const groups = {
    notifications: groupOf(scope, 'NotificationLog', to.notifications, removalPolicy),
    activity: groupOf(scope, 'ActivityLog', to.activity, removalPolicy),
  };
  const notifications = to.notifications && destinationOf(scope, to.notifications, groups.notifications);
  const activity = to.activity && destinationOf(scope, to.activity, groups.activity);
  const delivery = new cognito.CfnLogDeliveryConfiguration(scope, 'LogDelivery', {
    userPoolId: pool.userPoolId,
    logConfigurations: [
      ...(notifications ? [{ eventSource: 'userNotification', logLevel: 'ERROR', ...notifications }] : []),
      ...(activity ? [{ eventSource: 'userAuthEvents', logLevel: 'INFO', ...activity }] : []),
    ],
  });
  if (to.activity?.kind === 'bucket' && to.activity.bucket.policy) delivery.node.addDependency(to.activity.bucket.policy);
  return groups;
}

function groupOf(
  scope: Construct, id: string, target: PoolLogTarget | undefined, removalPolicy: RemovalPolicy,
): logs.ILogGroup | undefined {
  switch (target?.kind) {
    case 'new':
      return new logs.LogGroup(scope, id, { retention: target.retention ?? USER_POOL_DEFAULTS.logRetention.value, removalPolicy });
    case 'group':
      checkGroup(scope, target.logGroup);
      return target.logGroup;
    default:
      return undefined;
  }
}

function destinationOf(scope: Construct, target: PoolLogTarget, group: logs.ILogGroup | undefined): Destination {
  switch (target.kind) {
    case 'new':
    case 'group':
      return { cloudWatchLogsConfiguration: { logGroupArn: plainArn(group!) } };
    case 'bucket':
      checkNameable(scope, 'activityLog', target.bucket.bucketArn);
      letDeliver(scope, target.bucket);
      return { s3Configuration: { bucketArn: target.bucket.bucketArn } };
    case 'stream':
      return { firehoseConfiguration: { streamArn: target.stream.deliveryStreamRef.deliveryStreamArn } };
  }
}

/** The ARN that the CDK and CloudFormation give ends in `:*`, which Cognito refuses. */
function plainArn(logGroup: logs.ILogGroup): string {
  const { region, account } = logGroup.env;
  return Stack.of(logGroup).formatArn({
    service: 'logs', region, account, resource: 'log-group', resourceName: logGroup.logGroupName, arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

function checkGroup(scope: Construct, logGroup: logs.ILogGroup): void {
  const { account } = Stack.of(scope);
  const theirs = logGroup.env.account;
  if (!Token.isUnresolved(account) && !Token.isUnresolved(theirs) && account !== theirs) {
    fail(
      scope,
      `PoolLog.toLogGroup: ${logGroup.node.path} is in the account ${theirs}, the pool in ${account}; use one in the account of the pool`,
    );
  }
  if ((logGroup.node.defaultChild as logs.CfnLogGroup | undefined)?.kmsKeyId !== undefined) {
    fail(
      scope, `PoolLog.toLogGroup: ${logGroup.node.path} is encrypted with a key, and Cognito can't write to it; leave encryptionKey out`,
    );
  }
}

/** As AWS describes it for logs that its services deliver. */
function letDeliver(scope: Construct, bucket: IBucket): void {
  const stack = Stack.of(scope);
  const conditions = {
    StringEquals: { 'aws:SourceAccount': stack.account },
    ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'logs', resource: '*' }) },
  };
  const principals = [new iam.ServicePrincipal('delivery.logs.amazonaws.com')];
  const added = [
    new iam.PolicyStatement({ principals, actions: ['s3:GetBucketAcl'], resources: [bucket.bucketArn], conditions }),
    new iam.PolicyStatement({
      principals,
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects(`AWSLogs/${stack.account}/*`)],
      conditions: { ...conditions, StringEquals: { ...conditions.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' } },
    }),
  ].every(statement => bucket.addToResourcePolicy(statement).statementAdded);
  if (!added && Resource.isOwnedResource(bucket) === false) {
    warn(scope, 'activity-log-bucket-policy', `activityLog: the policy of the imported bucket ${bucket.node.path} can't be read; `
      + 'it must let '
      + 'delivery.logs.amazonaws.com write below AWSLogs/');
  }
}
