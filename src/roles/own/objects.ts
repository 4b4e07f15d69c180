import { Token, TokenComparison } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { OwnObjectsOptions, ReadPrefixOptions } from './own-data-options';
import { Conditions, Owning } from './owner';
import { ActionsOnData, actionsFor, folder } from './private/checks';
import { both } from './private/conditions';
import { withKey } from './with-key';

const LIST = 's3:ListBucket';

/** Actions on objects that don't hand them to others, as changing their access control list does. */
const ACTIONS: ActionsOnData = {
  read: ['s3:GetObject', LIST],
  write: ['s3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
  more: [
    's3:GetObjectAttributes', 's3:GetObjectTagging', 's3:GetObjectVersion', 's3:PutObjectTagging', 's3:DeleteObjectTagging',
    's3:DeleteObjectVersion', 's3:RestoreObject',
  ],
};

/** Objects in the folder of their owner, and the listing of that folder. */
export function grantObjectsOfOwner(
  method: string, { scope, grantee, owner }: Owning, bucket: s3.IBucket, options: OwnObjectsOptions,
): iam.Grant {
  const actions = actionsFor(scope, method, options, ACTIONS);
  const own = `${options.prefix === undefined ? '' : folder(scope, method, options.prefix)}${owner.variable}/`;
  return inFolder(grantee, bucket, own, actions, owner.conditions);
}

/** Objects in one folder, for everyone who has the role. */
export function grantReadOfPrefix(
  method: string, { scope, grantee }: Omit<Owning, 'owner'>, bucket: s3.IBucket, prefix: string, { list }: ReadPrefixOptions,
): iam.Grant {
  const actions = ['s3:GetObject', ...list ? [LIST] : []];
  return inFolder(grantee, bucket, folder(scope, method, prefix), actions, {});
}

/** The slash at the end of the folder keeps out the folders whose names merely begin the same. */
function inFolder(grantee: iam.IGrantable, bucket: s3.IBucket, own: string, actions: string[], conditions: Conditions): iam.Grant {
  const onObjects = actions.filter(action => action !== LIST);
  const key = onObjects.length > 0 ? bucket.encryptionKey : undefined;
  return withKey(grantee, key, onObjects.includes('s3:PutObject'), [
    ...onObjects.length > 0 ? [
      allow(grantee, bucket, { actions: onObjects, resources: [bucket.arnForObjects(`${own}*`)], conditions }),
    ] : [],
    ...actions.includes(LIST) ? [allow(grantee, bucket, {
      actions: [LIST], resources: [bucket.bucketArn], conditions: both(conditions, { StringLike: { 's3:prefix': `${own}*` } }),
    })] : [],
  ]);
}

/** A bucket of another account has to allow it too. `Grant.addToPrincipalOrResource` leaves the conditions out there. */
function allow(grantee: iam.IGrantable, bucket: s3.IBucket, statement: iam.PolicyStatementProps): iam.Grant {
  const { grantPrincipal } = grantee;
  if (Token.compareStrings(bucket.env.account, grantPrincipal.principalAccount ?? bucket.env.account) === TokenComparison.DIFFERENT) {
    bucket.addToResourcePolicy(new iam.PolicyStatement({ ...statement, principals: [grantPrincipal] }));
  }
  const { actions, resources, conditions } = statement;
  return iam.Grant.addToPrincipal({ grantee, actions: actions!, resourceArns: resources!, ...conditions ? { conditions } : {} });
}
