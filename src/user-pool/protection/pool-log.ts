import { IDeliveryStreamRef } from 'aws-cdk-lib/aws-kinesisfirehose';
import { ILogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { IBucket } from 'aws-cdk-lib/aws-s3';

/**
 * How a log group for a user pool looks.
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
 * Where a user pool writes what happens. CloudWatch Logs, Amazon S3 and Firehose charge for what is written there.
 *
 * Cognito refuses to change the log group of a log that it writes already: take the log out, deploy, and add it again.
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
   * To a log group that is made, and stays or goes with the pool.
   *
   * @param options how long the log is kept
   */
  public static toNewLogGroup(options: PoolLogGroupOptions = {}): PoolLog {
    return new PoolLog({ kind: 'new', ...(options.retention !== undefined && { retention: options.retention }) });
  }

  /**
   * To a log group of the same account, which no key of yours encrypts: Cognito can't write to one that is.
   *
   * @param logGroup the log group, of the same account
   */
  public static toLogGroup(logGroup: ILogGroup): PoolLog {
    return new PoolLog({ kind: 'group', logGroup });
  }

  /**
   * To a bucket of the same account. Its policy lets the log delivery of AWS write below `AWSLogs/`; that of an imported one you extend
   * yourself. Only for `activityLog`.
   *
   * @param bucket the bucket, of the same account
   */
  public static toBucket(bucket: IBucket): PoolLog {
    return new PoolLog({ kind: 'bucket', bucket });
  }

  /**
   * To a delivery stream of Firehose of the same account. Only for `activityLog`.
   *
   * @param stream the stream, of the same account
   */
  public static toDeliveryStream(stream: IDeliveryStreamRef): PoolLog {
    return new PoolLog({ kind: 'stream', stream });
  }

  /**
   * Nowhere, although `security` would write it.
   */
  public static off(): PoolLog {
    return new PoolLog();
  }

  private constructor(
    /** @internal */
    readonly _target?: PoolLogTarget,
  ) {}
}
