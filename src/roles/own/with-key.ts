import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';

/** What encrypts the data has to be granted with it, if anything does. */
export function withKey(grantee: iam.IGrantable, key: kms.IKey | undefined, writes: boolean, grants: readonly iam.Grant[]): iam.Grant {
  const all = [...grants, ...key ? [writes ? key.grantEncryptDecrypt(grantee) : key.grantDecrypt(grantee)] : []];
  return all.reduce((one, other) => one.combine(other));
}
