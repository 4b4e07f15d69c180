import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { adviseOtherAccount, isElsewhere } from './other-account';
import { OwnObjectsOptions, ReadPrefixOptions } from './own-data-options';
import { Conditions, Owning } from './owner';
import { ActionsOnData, actionsFor, folder } from './private/checks';
import { both } from './private/conditions';
import { withKey } from './with-key';
import { required, withoutNulls } from '../../private/present';

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
  required(scope, method, { bucket });
  options = withoutNulls(options ?? {});
  const actions = actionsFor(scope, method, options, ACTIONS);
  const own = `${options.prefix === undefined ? '' : folder(scope, method, options.prefix)}${owner.variable}/`;
  return inFolder({ scope, method, grantee }, bucket, own, actions, owner.conditions);
}

/** Objects in one folder, for everyone who has the role. */
export function grantReadOfPrefix(
  method: string, { scope, grantee }: Omit<Owning, 'owner'>, bucket: s3.IBucket, prefix: string, options: ReadPrefixOptions,
): iam.Grant {
  required(scope, method, { bucket, prefix });
  const actions = ['s3:GetObject', ...options?.list ? [LIST] : []];
  return inFolder({ scope, method, grantee }, bucket, folder(scope, method, prefix), actions, {});
}

/** Who grants objects to whom. */
interface Giving extends Omit<Owning, 'owner'> {
  readonly method: string;
}

/** The slash at the end of the folder keeps out the folders whose names merely begin the same. */
function inFolder(giving: Giving, bucket: s3.IBucket, own: string, actions: string[], conditions: Conditions): iam.Grant {
  const onObjects = actions.filter(action => action !== LIST);
  const key = onObjects.length > 0 ? bucket.encryptionKey : undefined;
  return withKey(giving.grantee, key, onObjects.includes('s3:PutObject'), [
    ...onObjects.length > 0 ? [
      allow(giving, bucket, { actions: onObjects, resources: [bucket.arnForObjects(`${own}*`)], conditions }),
    ] : [],
    ...actions.includes(LIST) ? [allow(giving, bucket, {
      actions: [LIST], resources: [bucket.bucketArn], conditions: both(conditions, { StringLike: { 's3:prefix': `${own}*` } }),
    })] : [],
  ]);
}

/** A bucket of another account has to allow it too. `Grant.addToPrincipalOrResource` leaves the conditions out there. */
function allow({ scope, method, grantee }: Giving, bucket: s3.IBucket, statement: iam.PolicyStatementProps): iam.Grant {
  if (isElsewhere(grantee, bucket, bucket.bucketArn)) {
    const there = bucket.addToResourcePolicy(new iam.PolicyStatement({ ...statement, principals: [grantee.grantPrincipal] }));
    if (!there.statementAdded) adviseOtherAccount(scope, method, grantee, bucket, bucket.bucketArn);
  }
  const { actions, resources, conditions } = statement;
  return iam.Grant.addToPrincipal({ grantee, actions: actions!, resourceArns: resources!, ...conditions ? { conditions } : {} });
}
