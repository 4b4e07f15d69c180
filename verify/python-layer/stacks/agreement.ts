import { decide, PolicyDocument, trusts } from '../../../src/policy';
import { AwsCalls, AwsError, Credentials } from '../aws-calls';
import { Tally } from '../tally';
import { iamReaders } from './readers/iam';
import { walk } from './template';
import { Admission, assume, Visitor } from './trust';

const COGNITO = 'cognito-identity.amazonaws.com';
const ELSEWHERE = 'no-statement-names-this/photo';

/** An S3 request, as the API and as IAM call it. */
interface Trial {
  readonly operation: string;
  readonly action: string;
  readonly bucket: string;
  readonly key?: string;
}

/**
 * Asks the policy engine of the access model and the emulator's IAM the same questions about the same documents: those that the
 * emulator really has. Policy variables are never substituted here, on either side: no request carries their keys.
 */
export async function checkAgreement(calls: AwsCalls, admission: Admission, buckets: string[], tally: Tally): Promise<void> {
  const { label, roleArn, welcome, refused } = admission;
  const role = await iamReaders['AWS::IAM::Role'].actual(calls, roleArn.split('/').pop()!, {});
  await tally.check(`${label}: our policy engine and the emulator agree on its trust policy`, async () => {
    for (const visitor of [welcome, ...refused]) {
      same(
        visitor.who,
        trusts(role.AssumeRolePolicyDocument, trustRequest(visitor)).decision,
        await outcome(() => assume(calls, roleArn, visitor)),
      );
    }
  });
  const name = `${label}: our policy engine and the emulator agree on its permissions on S3`;
  if (role.ManagedPolicyArns.length || role.PermissionsBoundary) return tally.skip(name, 'it has managed policies or a boundary');
  const documents: PolicyDocument[] = Object.values(role.Policies);
  const trials = buckets.flatMap(bucket => trialsOn(bucket, documents));
  if (trials.length === 0) return undefined;
  const identity = Object.entries<PolicyDocument>(role.Policies).map(([policy, document]) => ({ name: policy, document }));
  const seen = { allowed: 0, denied: 0 };
  await tally.check(name, async () => {
    const credentials = await assume(calls, roleArn, welcome);
    for (const trial of trials) {
      const resource = `arn:aws:s3:::${trial.bucket}${trial.key ? `/${trial.key}` : ''}`;
      const ours = decide({ action: trial.action, resource, context: {} }, { identity }).decision;
      if (ours === 'unknown') throw new Error(`${trial.action} on ${resource}: our engine does not know`);
      same(`${trial.action} on ${resource}`, ours, await outcome(() => request(calls, trial, credentials)));
      seen[ours]++;
    }
  });
  return tally.note(`${seen.allowed} allowed and ${seen.denied} denied by both`);
}

function trialsOn(bucket: string, documents: PolicyDocument[]): Trial[] {
  const inside = `arn:aws:s3:::${bucket}/`;
  const patterns = [...walk(documents)].filter((part): part is string => typeof part === 'string' && part.startsWith(inside));
  const keys = new Set([
    ...patterns.map(pattern => pattern.slice(inside.length).replace(/\$\{.*?\}/g, 'somebody').replace(/\*/g, 'photo')), ELSEWHERE,
  ]);
  const objects = [...keys].flatMap(key => ['GetObject', 'PutObject', 'DeleteObject'].map(operation => ({
    operation, action: `s3:${operation}`, bucket, key,
  })));
  const onBucket = [
    ['ListObjectsV2', 's3:ListBucket'], ['GetBucketEncryption', 's3:GetEncryptionConfiguration'],
  ].map(([operation, action]) => ({ operation, action, bucket }));
  return [...objects, ...onBucket];
}

function request(calls: AwsCalls, { operation, bucket, key }: Trial, credentials: Credentials): Promise<unknown> {
  const params = { Bucket: bucket, ...(key ? { Key: key } : {}), ...(operation === 'PutObject' ? { Body: 'x' } : {}) };
  return calls.call('s3', operation, params, credentials);
}

function trustRequest({ token }: Visitor) {
  const { aud, amr, sub } = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
  return {
    principal: COGNITO,
    action: 'sts:AssumeRoleWithWebIdentity',
    context: { [`${COGNITO}:aud`]: aud, [`${COGNITO}:amr`]: amr, [`${COGNITO}:sub`]: sub },
  };
}

/** A missing object is no refusal: who may not look is told AccessDenied. */
async function outcome(action: () => Promise<unknown>): Promise<'allowed' | 'denied'> {
  return action().then(() => 'allowed' as const, (error: AwsError) => {
    if (error.code === 'NoSuchKey') return 'allowed' as const;
    if (error.code === 'AccessDenied') return 'denied' as const;
    throw error;
  });
}

function same(what: string, ours: string, theirs: string): void {
  if (ours !== theirs) throw new Error(`${what}: ours says ${ours}, the emulator's ${theirs}`);
}
