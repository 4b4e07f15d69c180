import { Stack } from 'aws-cdk-lib';
import { FeaturePlan } from 'aws-cdk-lib/aws-cognito';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as fc from 'fast-check';
import { knob, text } from './knobs';
import { Beside, factsOf, says, Statement } from './statement';
import { PoolIssuer, PoolLog } from '../../../src';

const KEY = 'arn:aws:kms:eu-central-1:111122223333:key';

type Kind = 'bucket' | 'imported bucket' | 'stream' | 'group' | 'encrypted group';

function logTo(kind: Kind, stack: Stack): PoolLog {
  switch (kind) {
    case 'bucket': return PoolLog.toBucket(new s3.Bucket(stack, 'LogBucket'));
    case 'imported bucket': return PoolLog.toBucket(s3.Bucket.fromBucketName(stack, 'LogBucket', 'logs'));
    case 'stream': return PoolLog.toDeliveryStream(firehose.DeliveryStream.fromDeliveryStreamName(stack, 'LogStream', 'logs'));
    case 'group': return PoolLog.toLogGroup(new logs.LogGroup(stack, 'LogGroup'));
    default: return PoolLog.toLogGroup(new logs.LogGroup(stack, 'LogGroup', { encryptionKey: new kms.Key(stack, 'LogKey') }));
  }
}

/** Cognito writes what it could not send to log groups only, and to none that is encrypted with a key. Activity is of the Plus plan. */
const logged: fc.Arbitrary<Beside> = fc.tuple(
  fc.constantFrom<Kind>('bucket', 'bucket', 'imported bucket', 'stream', 'group', 'group', 'encrypted group'),
  fc.constantFrom('activityLog', 'activityLog', 'activityLog', 'notificationLog'), fc.boolean(),
).map(([kind, log, isElsewhere]) => ({
  keyed: 'no',
  clashes: ({ props: { values: { plan } } }) => [
    ...says(kind === 'encrypted group', /is encrypted with a key/),
    ...says(log === 'notificationLog' && kind !== 'group' && kind !== 'encrypted group', /notificationLog/),
    ...says(log === 'activityLog' && plan && plan !== FeaturePlan.PLUS, /plan/),
  ],
  // who has the pool write to an app stack can't refer from there to the pool as well, as the CDK says
  make: ({ stack, elsewhere, program }) => ({
    [log]: logTo(kind, isElsewhere && !factsOf(program).some(({ fromElsewhere }) => fromElsewhere) ? elsewhere : stack),
  }),
}));

const keyedBy = (key: 'single' | 'multi' | 'late', updated = true): Beside => ({
  keyed: key,
  clashes: () => [],
  make: ({ stack }) => ({
    encryptionKey: key === 'late' ? new kms.Key(stack, 'PoolKey', { multiRegion: true })
      : kms.Key.fromKeyArn(stack, 'PoolKey', `${KEY}/${key === 'multi' ? 'mrk-' : ''}${text(8, '1')}`),
    ...(updated ? { issuer: PoolIssuer.UPDATED } : {}),
  }),
});

const keyed = fc.tuple(fc.constantFrom<'single' | 'multi' | 'late'>('single', 'multi', 'multi', 'multi', 'late'), fc.boolean())
  .map(([key, updated]) => keyedBy(key, updated));

/** What a pool with a replica has. */
export const usualKey = keyedBy('multi');

/** What props name that has to be made beside the pool. */
export const beside: fc.Arbitrary<Beside> = fc.oneof(logged, keyed);

/** In another Region, by a key that is in both. */
export const replicaOf = (): fc.Arbitrary<Statement> =>
  knob(['us-west-2', 'ap-southeast-2'], [['eu', /addReplica/], [text(33), /addReplica/], ['', /addReplica/]]).map(region => ({
    name: 'replica',
    refusals: region?.refused ? [region.refused] : [],
    facts: { single: 'replica', plan: FeaturePlan.ESSENTIALS },
    clashes: program => [
      ...says(program.beside === undefined || program.beside.keyed === 'no', /encryptionKey to a multi-Region key/),
      ...says(program.beside?.keyed === 'single', /a key of one Region/),
      ...says(factsOf(program).filter(({ single }) => single === 'replica').length > 1, /a pool has one replica/),
    ],
    run: ({ auth }) => void auth.users.addReplica(region?.value ?? 'us-west-2', { tagsAtCreate: { team: 'photos' } }),
  }));
