import { ArnFormat, CfnResource, Names, Stack, Token, TokenComparison } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { lateIdentity } from './private/late-principal';
import { roleOfPeople } from './private/role-of-people';
import { USER_POOL_ACTIONS, UserPoolIntent } from './private/user-pool-actions';
import { fail } from '../private/fail';
import { outermostStack } from '../private/outermost-stack';
import { required } from '../private/present';
import { warn } from '../private/warn';
import { SharedPrincipal } from '../roles/shared-principal';

const POOL_TAG = 'cdk-cognito-auth:pool';

/**
 * Grants to administer the users of a pool, named by their purpose.
 *
 * No grant creates a dependency cycle, not even for the function of a trigger of the same pool or a role in another stack. In the pool's
 * stack, the grant is a policy of its own, for this pool. For a role in another stack it contains no reference: it covers the pools of the
 * account and Region that have a certain tag, and the pool gets that tag.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitouserpools.html
 *
 * @example
 * declare const support: lambda.Function;
 * const pool = new AppUserPool(this, 'Users');
 * UserPoolGrants.fromUserPool(pool.userPool).manageUsers(support);
 */
export class UserPoolGrants {
  /**
   * Grants on a user pool, made here or imported.
   *
   * @param userPool the pool, made here or imported
   */
  public static fromUserPool(userPool: cognito.IUserPool): UserPoolGrants {
    required(undefined, 'UserPoolGrants.fromUserPool', { userPool });
    return new UserPoolGrants(userPool);
  }

  private constructor(private readonly userPool: cognito.IUserPool) {}

  /**
   * Look at users and at the groups they are in.
   *
   * @param grantee the principal that gets the permission, such as a Lambda function or a role
   */
  public readUsers(grantee: iam.IGrantable): iam.Grant {
    return this.grant('readUsers', grantee);
  }

  /**
   * Invite, confirm, block and delete users, but change neither passwords nor groups nor the attributes of existing users.
   *
   * The grantee chooses the attributes of everyone they invite, including those that a rule reads. Where an address is an alias of a user
   * name, `ForceAliasCreation` takes it from its previous owner.
   *
   * @param grantee the principal that gets the permission, such as a Lambda function or a role
   * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html
   */
  public manageUsers(grantee: iam.IGrantable): iam.Grant {
    return this.grant('manageUsers', grantee);
  }

  /**
   * Write any attribute of any user, and mark it as verified: the grantee can have the code for a new password sent to themselves, so they
   * can sign in as anyone and become any role that a rule gives.
   *
   * @param grantee the principal that gets the permission, such as a Lambda function or a role
   * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUpdateUserAttributes.html
   */
  public manageAttributes(grantee: iam.IGrantable): iam.Grant {
    return this.grant('manageAttributes', grantee);
  }

  /**
   * Set and reset passwords: the grantee can sign in as anyone.
   *
   * @param grantee the principal that gets the permission, such as a Lambda function or a role
   */
  public managePasswords(grantee: iam.IGrantable): iam.Grant {
    return this.grant('managePasswords', grantee);
  }

  /**
   * Choose the second factors of a user.
   *
   * @param grantee the principal that gets the permission, such as a Lambda function or a role
   */
  public manageMfa(grantee: iam.IGrantable): iam.Grant {
    return this.grant('manageMfa', grantee);
  }

  /**
   * Sign users out everywhere.
   *
   * @param grantee the principal that gets the permission, such as a Lambda function or a role
   */
  public manageSessions(grantee: iam.IGrantable): iam.Grant {
    return this.grant('manageSessions', grantee);
  }

  /**
   * Look at, forget and trust remembered devices.
   *
   * @param grantee the principal that gets the permission, such as a Lambda function or a role
   */
  public manageDevices(grantee: iam.IGrantable): iam.Grant {
    return this.grant('manageDevices', grantee);
  }

  /**
   * Create, change and delete groups, but not their memberships.
   *
   * @param grantee the principal that gets the permission, such as a Lambda function or a role
   */
  public manageGroups(grantee: iam.IGrantable): iam.Grant {
    return this.grant('manageGroups', grantee);
  }

  /**
   * Put users into groups and take them out: the grantee decides who becomes which role.
   *
   * @param grantee the principal that gets the permission, such as a Lambda function or a role
   */
  public manageGroupMembership(grantee: iam.IGrantable): iam.Grant {
    return this.grant('manageGroupMembership', grantee);
  }

  /**
   * Tie accounts of external identity providers to users: the grantee can sign in as anyone.
   *
   * @param grantee the principal that gets the permission, such as a Lambda function or a role
   */
  public linkIdentities(grantee: iam.IGrantable): iam.Grant {
    return this.grant('linkIdentities', grantee);
  }

  /**
   * Bring users from a file. The grantee chooses the attributes of everyone in it, including those that a rule reads, and has to pass the
   * role that writes the log: `auth.importRole.grantPassRole(grantee)`.
   *
   * @param grantee the principal that gets the permission, such as a Lambda function or a role
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-using-import-tool.html
   */
  public importUsers(grantee: iam.IGrantable): iam.Grant {
    return this.grant('importUsers', grantee);
  }

  /**
   * Take the users of the pool back to an earlier point in time, after a disaster: profiles, passwords, factors and memberships of groups.
   * The grantee brings back what was taken away since, and keeps everybody from signing up and changing anything for up to 24 hours.
   *
   * On the Essentials plan Cognito goes back 1 day at most, on Plus 14 days, as far as the pool was on that plan then.
   *
   * @param grantee the principal that gets the permission, such as a Lambda function or a role
   * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiatePointInTimeRecovery.html
   */
  public recoverUsers(grantee: iam.IGrantable): iam.Grant {
    return this.grant('recoverUsers', grantee);
  }

  /**
   * Sign users in with IAM credentials, for a client with `adminUserPasswordAuth`.
   *
   * @param grantee the principal that gets the permission, such as a Lambda function or a role
   */
  public signInUsers(grantee: iam.IGrantable): iam.Grant {
    return this.grant('signInUsers', grantee);
  }

  /**
   * Add and delete secrets of confidential clients, which can have two each: add a new one, hand it to the app, delete the old one. The
   * grantee can act as any of the clients. Neither `AppClientSecret.store` nor `userPoolClientSecret` follows the change.
   *
   * @param grantee the principal that gets the permission, such as a Lambda function or a role
   * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AddUserPoolClientSecret.html
   */
  public rotateClientSecrets(grantee: iam.IGrantable): iam.Grant {
    return this.grant('rotateClientSecrets', grantee);
  }

  private grant(intent: UserPoolIntent, grantee: iam.IGrantable): iam.Grant {
    const pool = this.userPool;
    this.refuseForeignAccount(intent, grantee);
    warnOfPeople(intent, grantee);
    const request = { actions: USER_POOL_ACTIONS[intent].map((action) => `cognito-idp:${action}`) };
    const resource = pool.node.defaultChild;
    if (!CfnResource.isCfnResource(resource)) {
      return this.checked(intent, iam.Grant.addToPrincipal({ ...request, grantee, resourceArns: [pool.userPoolArn] }));
    }
    const late = this.lateOf(grantee.grantPrincipal);
    if (late) {
      return iam.Grant.addToPrincipal({ ...request, grantee: { grantPrincipal: late }, resourceArns: [pool.userPoolArn] });
    }
    return this.checked(intent, iam.Grant.addToPrincipal({
      ...request,
      grantee,
      resourceArns: [Stack.of(pool).formatArn({
        service: 'cognito-idp', resource: 'userpool', resourceName: '*', arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
      })],
      conditions: { StringEquals: { [`aws:ResourceTag/${POOL_TAG}`]: this.tagPool(resource as cognito.CfnUserPool) } },
    }));
  }

  /**
   * The principal of the stack of the pool, holding statements where no function waits for them. What the roles of an identity pool
   * share stands beside them anyway.
   */
  private lateOf(principal: iam.IPrincipal): iam.IPrincipal | undefined {
    if (!Construct.isConstruct(principal) || Stack.of(principal) !== Stack.of(this.userPool)) {
      return undefined;
    }
    if (principal instanceof SharedPrincipal) {
      return principal;
    }
    // beside the pool rather than below it: what waits for the pool does not wait for the grants
    return lateIdentity(this.userPool.node.scope as Construct, principal);
  }

  /**
   * The name of the stack is in the value because it is what tells two deployments of one app in one account and region apart.
   */
  private tagPool(resource: cognito.CfnUserPool): string {
    const stack = outermostStack(Stack.of(this.userPool));
    const value = `${stack.stackName}/${Names.uniqueResourceName(this.userPool, { maxLength: 100 })}`;
    resource.tags.setTag(POOL_TAG, value);
    return value;
  }

  private refuseForeignAccount(intent: UserPoolIntent, grantee: iam.IGrantable): void {
    required(this.userPool, intent, { grantee });
    const account = this.userPool.env.account;
    const other = grantee.grantPrincipal.principalAccount;
    if (other !== undefined && Token.compareStrings(account, other) === TokenComparison.DIFFERENT) {
      fail(this.userPool, `${intent}: the grantee is in account ${other} and the pool in ${account}; a user pool has no policy of its own, `
        + 'grant to a role of its account and let the grantee assume that role');
    }
  }

  private checked(intent: UserPoolIntent, grant: iam.Grant): iam.Grant {
    if (!grant.success) {
      fail(
        this.userPool,
        `${intent}: the grantee is no role, user or group of IAM, so it cannot hold the permission; grant to the role that calls Cognito`,
      );
    }
    return grant;
  }
}

/**
 * A role of an identity pool is held by people in their browsers, and an action on a user pool is about every user of it.
 */
function warnOfPeople(intent: UserPoolIntent, grantee: iam.IGrantable): void {
  const role = roleOfPeople(grantee);
  if (role) {
    warn(role, 'admin-grant-to-people', `${intent}: everyone who gets this role of an identity pool may do so to every user of the pool; `
      + 'grant to a function that checks who asks for what, or acknowledge that these people are administrators');
  }
}
