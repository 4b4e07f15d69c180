import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { InvokableApi } from './apis';
import { Assumed } from './assumed';
import { checkStatement } from './identity-statement';
import { OwnItemsOptions, OwnObjectsOptions, OwnTopicsOptions, ReadPrefixOptions } from './own';
import { grantItemsOfOwner } from './own/items';
import { grantObjectsOfOwner, grantReadOfPrefix } from './own/objects';
import { Owning, identityAsOwner } from './own/owner';
import { grantTopicsOfOwner } from './own/topics';
import { SharedPrincipal } from './shared-principal';
import { TaggedOptions, TaggedResource } from './tagged';
import { checkTagKeys } from './tagged/tag-keys';
import { identityService } from './trust';
import { checkNameable } from '../app-tree/nameable';
import { fail } from '../private/fail';
import { required, withoutNulls } from '../private/present';
import { warn } from '../private/warn';

/**
 * The role of one kind of identity: guests, everyone signed in, a group, or a rule.
 *
 * Creates nothing itself; `AppIdentityPool` and `CognitoAuth` return it. It is an `IGrantable`, so it works with any grant method of the
 * CDK. The roles of groups and rules inherit what the role for everyone signed in is granted, unless they opted out. A Lambda function in
 * another account accepts one principal at a time: grant to the role of each group there.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
 *
 * @example
 * const auth = new CognitoAuth(this, 'Auth');
 * const photos = new s3.Bucket(this, 'Photos');
 * photos.grantRead(auth.authenticated, 'previews/*');
 * auth.authenticated.grantOwnObjects(photos, { prefix: 'private' });
 */
export class IdentityRole implements iam.IGrantable {
  /**
   * Hands out a role.
   *
   * @internal
   */
  public static _of(role: iam.IRole, assumed: Assumed, shared?: SharedPrincipal): IdentityRole {
    return new IdentityRole(role, shared)._assumed(assumed);
  }

  /**
   * The principal that grants are made to: this role, and for everyone signed in also the roles that inherit.
   */
  public readonly grantPrincipal: iam.IPrincipal;

  private assumed?: Assumed;

  protected constructor(
    /**
     * The role itself. A statement that is added to it stays with this role.
     */
    public readonly role: iam.IRole,
    grantPrincipal: iam.IPrincipal = role.grantPrincipal,
  ) {
    this.grantPrincipal = grantPrincipal;
  }

  /**
   * The ARN of the role.
   */
  public get roleArn(): string {
    return this.role.roleArn;
  }

  /**
   * Adds a statement to the role, and to the roles that inherit from it.
   *
   * @param statement what is allowed or denied; it needs no principal
   * @throws when the statement has principals, or lacks actions or resources
   */
  public addToPolicy(statement: iam.PolicyStatement): void {
    checkStatement(this.role, 'addToPolicy', statement);
    this.grantPrincipal.addToPrincipalPolicy(statement);
  }

  /**
   * Attaches a managed policy to the role, and to those that inherit from it.
   *
   * @param policy the policy, AWS-managed or your own
   */
  public addManagedPolicy(policy: iam.IManagedPolicy): void {
    required(this.role, 'addManagedPolicy', { policy });
    checkNameable(this.role, 'addManagedPolicy', policy.managedPolicyArn);
    if (this.grantPrincipal instanceof SharedPrincipal) {
      this.grantPrincipal.addManagedPolicy(policy);
    } else {
      this.role.addManagedPolicy(policy);
    }
  }

  /**
   * Gives everyone who has the role a folder of their own in a bucket, named by their identity id: `PREFIX/IDENTITY_ID/…`.
   *
   * Allows reading, writing and listing what is in that folder, and nothing beside it; and the use of the bucket's KMS key. Another
   * identity pool gives the same person another id. Browsers also need the CORS rules of the bucket.
   *
   * @throws when `prefix` has a wildcard or a slash at an end, or an action can't be limited to a folder
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
   *
   * @param bucket where the folders are
   * @param options the folder around them and what may be done
   */
  public grantOwnObjects(bucket: s3.IBucket, options: OwnObjectsOptions = {}): iam.Grant {
    return grantObjectsOfOwner('grantOwnObjects', this.owning('grantOwnObjects'), bucket, options);
  }

  /**
   * Gives everyone who has the role the items of a table whose partition key is their identity id.
   *
   * Allows getting, querying and changing them, and the use of the table's KMS key. `Scan` and PartiQL are never allowed, since their
   * requests may name no key. The partition key must be text.
   *
   * @throws when an action can't be limited to a key, an index is named by a pattern, or the partition key is a number
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
   *
   * @param table where the items are
   * @param options how the key goes on, and what may be done
   */
  public grantOwnItems(table: dynamodb.ITable, options: OwnItemsOptions = {}): iam.Grant {
    return grantItemsOfOwner('grantOwnItems', this.owning('grantOwnItems'), table, options);
  }

  /**
   * Gives everyone who has the role topics of their own in AWS IoT: `PREFIX/IDENTITY_ID` and all below it, in the region and account of the
   * role.
   *
   * Allows connecting with the identity id as the client id, publishing, subscribing and receiving. For everyone who signed in, AWS IoT
   * also requires a policy of its own, attached to the identity id with `iot:AttachPolicy`. No template can do that, so the library warns
   * about it.
   *
   * @throws when `prefix` has a wildcard or a slash at an end
   * @see https://docs.aws.amazon.com/iot/latest/developerguide/cognito-identities.html
   *
   * @param options the prefix of the topics and what may be done
   */
  public grantOwnTopics(options: OwnTopicsOptions = {}): iam.Grant {
    return grantTopicsOfOwner('grantOwnTopics', this.owning('grantOwnTopics'), options, this.assumed!.standing === 'authenticated');
  }

  /**
   * Lets everyone who has the role call an API with IAM authorization: methods and paths of API Gateway, fields of AppSync.
   *
   * @throws when a method, a path or a field is none
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
   *
   * @param api the API, and which calls of it
   */
  public grantInvokeApi(api: InvokableApi): iam.Grant {
    required(this.role, 'grantInvokeApi', { api });
    return api._grant(this.role, this);
  }

  /**
   * Lets everyone who has the role read the objects in one folder of a bucket.
   *
   * Allows no listing unless `list` is set, and then of that folder only; `bucket.grantRead(role, 'public/*')` lists the whole bucket.
   * Allows decrypting with the bucket's KMS key.
   *
   * @throws when `prefix` is empty, has a wildcard or a slash at an end
   *
   * @param bucket where the folder is
   * @param prefix the folder, such as `public`
   * @param options whether it may be listed
   */
  public grantReadPrefix(bucket: s3.IBucket, prefix: string, options: ReadPrefixOptions = {}): iam.Grant {
    return grantReadOfPrefix('grantReadPrefix', { scope: this.role, grantee: this }, bucket, prefix, options);
  }

  /**
   * Gives everyone who has the role access to what matches the value of their session's tag, such as their tenant.
   *
   * Every statement requires the tag: people without it, or with an empty one, are allowed nothing.
   *
   * @throws for guests, who have no tags, and for a key that no tag can have; at synthesis, when no session has the tag
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/using-attributes-for-access-control.html
   *
   * @param resource what the tag opens
   * @param options the tag
   */
  public grantTagged(resource: TaggedResource, options: TaggedOptions): iam.Grant {
    options = withoutNulls(options);
    required(this.role, 'grantTagged', { resource, tag: options?.tag });
    const { standing, wantTag } = this.assumed!;
    if (standing === 'unauthenticated') {
      fail(
        this.role,
        `grantTagged: the sessions of guests have no tags, so that '${options.tag}' would allow them nothing; `
          + 'grant it to those who signed in',
      );
    }
    checkTagKeys(this.role, options);
    wantTag(options.tag, `${this.role.node.path}: grantTagged`);
    return resource._grant(this.role, this, options);
  }

  /**
   * Denies what the statements say, whatever else allows it.
   *
   * What is denied to everyone signed in, is denied to the groups and rules that inherit from it too. The statements are taken as denials
   * whatever their effect. An imported role that may not be changed is denied nothing.
   *
   * @throws when a statement has principals, or lacks actions or resources
   *
   * @param statements what is denied
   */
  public deny(...statements: iam.PolicyStatement[]): void {
    for (const statement of statements) {
      checkStatement(this.role, 'deny', statement);
      this.grantPrincipal.addToPrincipalPolicy(statement.copy({ effect: iam.Effect.DENY }));
    }
  }

  /**
   * Says which identity pool hands the role out.
   *
   * @internal
   */
  public _assumed(assumed: Assumed): this {
    this.assumed = assumed;
    return this;
  }

  private owning(method: string): Owning {
    const { by, standing } = this.assumed!;
    if (standing === 'unauthenticated') {
      warn(this.role, 'guest-own-data', `${method}: a guest's id is lost with the device or the browser's storage, `
        + 'and with it the way to this data. '
        + 'Grant it to those who signed in, unless the data may be lost.');
    }
    return { scope: this.role, grantee: this, owner: identityAsOwner(identityService(by).keys) };
  }
}
