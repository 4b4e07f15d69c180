import { IDeliveryStreamRef } from 'aws-cdk-lib/aws-kinesisfirehose';
import { ILogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { required, withoutNulls } from '../../private/present';

/**
 * Options of a log group for a user pool.
 */
export interface PoolLogGroupOptions {
  /**
   * How long entries are kept.
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays;
}

/** @internal */
export type PoolLogTarget =
  | { readonly kind: 'new'; readonly retention?: RetentionDays }
  | { readonly kind: 'group'; readonly logGroup: ILogGroup }
  | { readonly kind: 'bucket'; readonly bucket: IBucket }
  | { readonly kind: 'stream'; readonly stream: IDeliveryStreamRef };

/**
 * Where a user pool writes a log. CloudWatch Logs, Amazon S3 and Firehose charge for it.
 *
 * Cognito refuses to change the log group of a log that it already writes: remove the log, deploy, and add it again.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/exporting-quotas-and-usage.html
 *
 * @example
 * new AppUserPool(this, 'Users', {
 *   notificationLog: PoolLog.toNewLogGroup(),
 *   activityLog: PoolLog.toBucket(new s3.Bucket(this, 'Activity')),
 * });
 */
export class PoolLog {
  /**
   * To a new log group, which is retained or deleted together with the pool.
   *
   * @param options how long the log is kept
   */
  public static toNewLogGroup(options: PoolLogGroupOptions = {}): PoolLog {
    options = withoutNulls(options ?? {});
    return new PoolLog({ kind: 'new', ...(options.retention !== undefined && { retention: options.retention }) });
  }

  /**
   * To a log group of the same account. It must not be encrypted with a key of yours, because Cognito can't write to such a group.
   *
   * @param logGroup the log group, of the same account
   */
  public static toLogGroup(logGroup: ILogGroup): PoolLog {
    required(undefined, 'PoolLog.toLogGroup', { logGroup });
    return new PoolLog({ kind: 'group', logGroup });
  }

  /**
   * To a bucket of the same account. The bucket's policy is extended so that AWS log delivery can write under `AWSLogs/`; extend the policy
   * of an imported bucket yourself. Only for `activityLog`.
   *
   * @param bucket the bucket, of the same account
   */
  public static toBucket(bucket: IBucket): PoolLog {
    required(undefined, 'PoolLog.toBucket', { bucket });
    return new PoolLog({ kind: 'bucket', bucket });
  }

  /**
   * To a delivery stream of Firehose of the same account. Only for `activityLog`.
   *
   * @param stream the stream, of the same account
   */
  public static toDeliveryStream(stream: IDeliveryStreamRef): PoolLog {
    required(undefined, 'PoolLog.toDeliveryStream', { stream });
    return new PoolLog({ kind: 'stream', stream });
  }

  /**
   * No log, even if `security` would write one.
   */
  public static off(): PoolLog {
    return new PoolLog();
  }

  private constructor(
    /** @internal */
    readonly _target?: PoolLogTarget,
  ) {}
}
