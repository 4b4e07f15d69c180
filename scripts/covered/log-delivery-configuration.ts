import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { CoveredType } from './covered-type';
import { AppUserPool, PoolLog } from '../../src';

const STREAM = 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/s';

export const logDeliveryConfiguration: CoveredType = {
  type: 'LogDeliveryConfiguration',
  proofs: [
    {
      make: stack => void new AppUserPool(stack, 'Users', {
        notificationLog: PoolLog.toNewLogGroup(), activityLog: PoolLog.toBucket(s3.Bucket.fromBucketName(stack, 'Bucket', 'theirs')),
      }),
      sets: {
        'UserPoolId': ['notificationLog', /Ref/],
        'LogConfigurations.EventSource': ['notificationLog', 'userNotification'],
        'LogConfigurations.LogLevel': ['activityLog', 'INFO'],
        'LogConfigurations.CloudWatchLogsConfiguration.LogGroupArn': ['notificationLog: PoolLog.toNewLogGroup()', /log-group:/],
        'LogConfigurations.S3Configuration.BucketArn': ['activityLog: PoolLog.toBucket(bucket)', /:s3:::theirs/],
      },
    },
    {
      make: stack => void new AppUserPool(stack, 'Users', {
        activityLog: PoolLog.toDeliveryStream(firehose.DeliveryStream.fromDeliveryStreamArn(stack, 'Stream', STREAM)),
      }),
      sets: { 'LogConfigurations.FirehoseConfiguration.StreamArn': ['activityLog: PoolLog.toDeliveryStream(stream)', STREAM] },
    },
  ],
  leftOut: {},
};
