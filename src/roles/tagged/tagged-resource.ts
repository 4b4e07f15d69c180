import { IResource, Token } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { IConstruct } from 'constructs';
import { TaggedOptions } from './tagged-options';
import { fail } from '../../private/fail';
import { presentIn, required } from '../../private/present';
import { abbreviate } from '../../private/text/abbreviate';
import { DataAccess, OwnItemsOptions, OwnObjectsOptions } from '../own';
import { grantItemsOfOwner } from '../own/items';
import { grantObjectsOfOwner } from '../own/objects';
import { adviseOtherAccount } from '../own/other-account';
import { equalTags, tagAsOwner } from '../own/owner';
import { withKey } from '../own/with-key';

const ACTION = /^[a-z\d-]+:[a-z\d*]+$/i;
const ON_OBJECTS = /^s3:.*(object|multipart)/i;

/**
 * Data or resources to which a principal tag gives access: those of one's own tenant, department or the like.
 *
 * Creates nothing itself; pass it to `grantTagged` of a role. Objects and items are matched by their names and keys, everything else by a
 * tag of the resource. People without the tag, or with an empty one, are allowed nothing.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/introduction_attribute-based-access-control.html
 *
 * @example
 * const auth = new CognitoAuth(this, 'Auth', { attributes: { custom: { plan: CustomAttribute.text() } } });
 * auth.tagPrincipals({ plan: Claim.customAttribute('plan') });
 * const reports = new s3.Bucket(this, 'Reports');
 * auth.authenticated.grantTagged(TaggedResource.objects(reports, { prefix: 'plans', access: DataAccess.READ }), { tag: 'plan' });
 */
export class TaggedResource {
  /**
   * Objects in a folder that is named after the tag, `PREFIX/TAG/…`, and the listing of that folder.
   *
   * @param bucket the bucket, made here or imported
   * @param options the folder, and whether objects are read, written or both
   */
  public static objects(bucket: s3.IBucket, options: OwnObjectsOptions = {}): TaggedResource {
    return new TaggedResource((scope, grantee, { tag }) =>
      grantObjectsOfOwner('grantTagged', { scope, grantee, owner: tagAsOwner(tag, '/') }, bucket, options));
  }

  /**
   * Items of a table whose partition key is the tag.
   *
   * @param table the table, made here or imported
   * @param options how keys begin, the indexes, and whether items are read, written or both
   */
  public static items(table: dynamodb.ITable, options: OwnItemsOptions = {}): TaggedResource {
    return new TaggedResource((scope, grantee, { tag }) =>
      grantItemsOfOwner('grantTagged', { scope, grantee, owner: tagAsOwner(tag, options?.separator ?? undefined) }, table, options));
  }

  /**
   * A secret with a tag of the same value, to be read; and the use of its KMS key.
   *
   * @param secret the secret; put the tag on it
   */
  public static secret(secret: secretsmanager.ISecret): TaggedResource {
    required(undefined, 'TaggedResource.secret', { secret });
    const arn = secret.secretFullArn ?? `${secret.secretArn}-??????`;
    return TaggedResource.of(secret, ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'], [arn], secret.encryptionKey);
  }

  /**
   * A queue with a tag of the same value: to receive from, to send to, or both.
   *
   * @param queue the queue; put the tag on it
   * @param access whether messages are received, sent or both
   */
  public static queue(queue: sqs.IQueue, access: DataAccess = DataAccess.READ_WRITE): TaggedResource {
    const actions = [
      'sqs:GetQueueUrl', 'sqs:GetQueueAttributes',
      ...access === DataAccess.WRITE ? [] : ['sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility', 'sqs:DeleteMessage'],
      ...access === DataAccess.READ ? [] : ['sqs:SendMessage'],
    ];
    required(undefined, 'TaggedResource.queue', { queue });
    return TaggedResource.of(queue, actions, [queue.queueArn], queue.encryptionMasterKey, access !== DataAccess.READ);
  }

  /**
   * A topic of SNS with a tag of the same value, to be published to; and the use of its KMS key.
   *
   * @param topic the topic; put the tag on it
   */
  public static topic(topic: sns.ITopic): TaggedResource {
    required(undefined, 'TaggedResource.topic', { topic });
    return TaggedResource.of(topic, ['sns:Publish'], [topic.topicArn], topic.masterKey, true);
  }

  /**
   * A Lambda function with a tag of the same value, to be invoked.
   *
   * @param fn the function; put the tag on it
   */
  public static lambdaFunction(fn: lambda.IFunction): TaggedResource {
    required(undefined, 'TaggedResource.lambdaFunction', { fn });
    return TaggedResource.of(fn, ['lambda:InvokeFunction'], [fn.functionArn, `${fn.functionArn}:*`]);
  }

  /**
   * Any other resources with a tag of the same value, including those that are created later: ARNs may have wildcards. The actions must be
   * of a service that supports `aws:ResourceTag`; S3 does not support it for objects, nor DynamoDB for items. Refused when granted: invalid
   * actions, a list that only the deployment knows, and actions on objects.
   *
   * @param arns at least one ARN, wildcards allowed
   * @param actions at least one action, such as `states:StartExecution`
   */
  public static arns(arns: string[], actions: string[]): TaggedResource {
    return new TaggedResource((scope, grantee, options) => {
      required(scope, 'grantTagged', { arns, actions });
      const [resources, allowed] = [presentIn(arns), presentIn(actions)];
      if (resources.length === 0 || Token.isUnresolved(arns)) {
        fail(scope, 'grantTagged: arns: a policy names each ARN, wildcards allowed, and this list is empty or known at deployment only; '
          + 'write out at least one');
      }
      const unlike = resources.find(arn => !Token.isUnresolved(arn) && !/^(\*|arn:[^\s"]+)$/.test(arn));
      if (unlike !== undefined) {
        fail(scope, `grantTagged: arns: '${abbreviate(unlike)}' is none; an ARN begins with 'arn:', and '*' stands for all`);
      }
      const wrong = allowed.find(action => !ACTION.test(action));
      if (wrong !== undefined || allowed.length === 0) {
        const why = wrong === undefined ? 'none is given' : `'${wrong}' is none`;
        fail(scope, `grantTagged: actions: ${why}; write them as 'service:Action'`);
      }
      const object = allowed.find(action => ON_OBJECTS.test(action));
      if (object !== undefined) {
        fail(scope, `grantTagged: actions: '${object}' is about objects, which have no aws:ResourceTag, so that this allows nothing; `
          + 'name them by the tag, with TaggedResource.objects');
      }
      return byTag(grantee, allowed, resources, options);
    });
  }

  /** @param key what encrypts it, if anything does */
  private static of(resource: IResource, actions: string[], arns: string[], key?: kms.IKey, writes = false): TaggedResource {
    return new TaggedResource((scope, grantee, options) => {
      adviseOtherAccount(scope, 'grantTagged', grantee, resource, arns[0]);
      return withKey(grantee, key, writes, [byTag(grantee, actions, arns, options)]);
    });
  }

  private constructor(
    /**
     * Grants it.
     *
     * @internal
     */
    public readonly _grant: (scope: IConstruct, grantee: iam.IGrantable, options: TaggedOptions) => iam.Grant,
  ) {}
}

function byTag(grantee: iam.IGrantable, actions: string[], resourceArns: string[], { tag, resourceTag = tag }: TaggedOptions): iam.Grant {
  return iam.Grant.addToPrincipal({ grantee, actions, resourceArns, conditions: equalTags(tag, resourceTag) });
}
