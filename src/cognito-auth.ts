import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { AppIdentityPool, AppIdentityPoolProps, GroupOptions, IdentityProvider, RoleRule, RuleOptions, UserPoolLoginOptions } from './identity-pool';
import { checkedId } from './private/construct-id';
import { IdentityRole } from './roles';
import { AppClient, AppResourceServer, AppResourceServerOptions, AppUserPool, AppUserPoolProps, PlanDecision, Trigger } from './user-pool';

/**
 * Who may sign in and how, and which roles they get. Everything has a safe default. How users reach the identity pool goes for every
 * client of this construct.
 */
export interface CognitoAuthProps extends AppUserPoolProps, AppIdentityPoolProps, UserPoolLoginOptions {
  /**
   * The first app client.
   * @default AppClient.browser() - without OAuth, since no callback is known
   */
  readonly client?: AppClient;
}

/**
 * Everything between a person signing in and a scoped, temporary AWS credential.
 *
 * Creates a user pool (see `AppUserPool`) with an app client, and an identity pool (see `AppIdentityPool`) with a role for everyone
 * signed in and one role attachment. Clients, groups, rules, providers and triggers may be added at any time and in any order.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/what-is-amazon-cognito.html
 *
 * @example
 * const auth = new CognitoAuth(this, 'Auth', { selfSignUp: true });
 * const photos = new s3.Bucket(this, 'Photos');
 * photos.grantRead(auth.authenticated, 'previews/*');
 * const admins = auth.addGroup('admins', { precedence: 0 });
 * photos.grantReadWrite(admins);
 */
@propertyInjectable
export class CognitoAuth extends Construct {
  /**
   * The name under which property injectors find this construct.
   */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-cognito-auth.CognitoAuth';

  /**
   * The half that knows who someone is. A client that is added here rather than by `addClient` is not registered with the identity pool:
   * its users get no AWS credentials.
   */
  public readonly users: AppUserPool;

  /**
   * The half that decides who becomes which role.
   */
  public readonly identityPool: AppIdentityPool;

  /**
   * The first app client.
   */
  public readonly client: cognito.UserPoolClient;

  private readonly login: UserPoolLoginOptions;

  /**
   * @throws when the properties contradict each other or Cognito, naming the property, its value and the fix
   */
  constructor(scope: Construct, id: string, props: CognitoAuthProps = {}) {
    super(scope, checkedId(scope, id, 'new CognitoAuth'));
    const {
      client, serverSideTokenCheck, groupRoles, identityPoolName, guestAccess, classicFlow, providers, undecidedRole, authenticatedRole, guestRole,
      roleDefaults, ...userPoolProps
    } = props;
    this.users = new AppUserPool(this, 'Users', userPoolProps);
    this.identityPool = new AppIdentityPool(this, 'Identities', {
      ...(identityPoolName !== undefined ? { identityPoolName } : {}),
      ...(guestAccess !== undefined ? { guestAccess } : {}),
      ...(classicFlow !== undefined ? { classicFlow } : {}),
      ...(providers ? { providers } : {}),
      ...(undecidedRole ? { undecidedRole } : {}),
      ...(authenticatedRole ? { authenticatedRole } : {}),
      ...(guestRole ? { guestRole } : {}),
      ...(roleDefaults ? { roleDefaults } : {}),
    });
    this.login = { serverSideTokenCheck, groupRoles };
    this.client = this.addClient('Client', client ?? AppClient.browser());
  }

  /**
   * The user pool itself, for everything in the CDK that takes one.
   */
  public get userPool(): cognito.UserPool {
    return this.users.userPool;
  }

  /**
   * The feature plan that the user pool will be on and why. It grows with what is added, so read it last.
   */
  public get plan(): PlanDecision {
    return this.users.plan;
  }

  /**
   * The role for everyone signed in. What it is granted, the roles of groups and rules may do too.
   */
  public get authenticated(): IdentityRole {
    return this.identityPool.authenticated;
  }

  /**
   * The role for guests.
   *
   * @throws unless `guestAccess` is on
   */
  public get guests(): IdentityRole {
    return this.identityPool.guests;
  }

  /**
   * Makes an app client and registers it with the identity pool, unless it is a machine client, which has no users.
   *
   * @throws when the id is taken, or the client asks for something that the pool does not have or that its explicit `plan` is too low for
   */
  public addClient(id: string, client: AppClient): cognito.UserPoolClient {
    const made = this.users.addClient(id, client);
    if (client.signsUsersIn) {
      this.identityPool.addUserPool(this.userPool, made, this.login);
    }
    return made;
  }

  /**
   * Takes the tokens of a provider other than the user pool.
   *
   * @throws when the provider is registered already
   */
  public addProvider(provider: IdentityProvider): void {
    this.identityPool.addProvider(provider);
  }

  /**
   * Makes a group, its role, the trust, and the mapping of every app client.
   *
   * @throws when the name or precedence is out of range, another role's group has the same precedence, or the classic flow is on
   */
  public addGroup(name: string, options: GroupOptions = {}): IdentityRole {
    return this.identityPool.addGroup(this.userPool, name, options);
  }

  /**
   * Gives a role to everyone whose token matches, and makes that role. Groups decide first, then rules in the order they were added.
   *
   * @throws when the same condition is there already, more than 25 rules would decide for one provider, or the classic flow is on;
   * at synthesis, when people can write the claim themselves
   */
  public addRule(id: string, rule: RoleRule, options: RuleOptions = {}): IdentityRole {
    return this.identityPool.addRule(id, rule, options);
  }

  /**
   * Lets the pool call a Lambda function.
   *
   * @throws when the trigger is taken, or when the explicit `plan` is too low for it
   */
  public addTrigger(trigger: Trigger): void {
    this.users.addTrigger(trigger);
  }

  /**
   * Makes an API that access tokens can be for, with its scopes. Clients that use a scope are created after it.
   *
   * @throws when the id or the identifier is taken, or Cognito would refuse the identifier, the name or a scope
   */
  public addResourceServer(id: string, options: AppResourceServerOptions): AppResourceServer {
    return this.users.addResourceServer(id, options);
  }

  /**
   * Lets the grantee look at users and at the groups they are in. Never a dependency cycle, also for a trigger of this pool.
   */
  public grantReadUsers(grantee: iam.IGrantable): iam.Grant {
    return this.users.grantReadUsers(grantee);
  }

  /**
   * Lets the grantee invite, confirm, block and delete users; neither passwords nor groups, nor attributes of users that are there already. It chooses the attributes of those it invites. Never a dependency cycle, also for a trigger of this pool.
   */
  public grantManageUsers(grantee: iam.IGrantable): iam.Grant {
    return this.users.grantManageUsers(grantee);
  }

  /**
   * Lets the grantee write any attribute of any user, hence sign in as anyone, and become any role that a rule gives. Never a dependency cycle, also for a trigger of this pool.
   */
  public grantManageAttributes(grantee: iam.IGrantable): iam.Grant {
    return this.users.grantManageAttributes(grantee);
  }

  /**
   * Lets the grantee set and reset passwords, hence sign in as anyone. Never a dependency cycle, also for a trigger of this pool.
   */
  public grantManagePasswords(grantee: iam.IGrantable): iam.Grant {
    return this.users.grantManagePasswords(grantee);
  }

  /**
   * Lets the grantee choose the second factors of a user. Never a dependency cycle, also for a trigger of this pool.
   */
  public grantManageMfa(grantee: iam.IGrantable): iam.Grant {
    return this.users.grantManageMfa(grantee);
  }

  /**
   * Lets the grantee sign users out everywhere. Never a dependency cycle, also for a trigger of this pool.
   */
  public grantManageSessions(grantee: iam.IGrantable): iam.Grant {
    return this.users.grantManageSessions(grantee);
  }

  /**
   * Lets the grantee look at, forget and trust remembered devices. Never a dependency cycle, also for a trigger of this pool.
   */
  public grantManageDevices(grantee: iam.IGrantable): iam.Grant {
    return this.users.grantManageDevices(grantee);
  }

  /**
   * Lets the grantee make, change and delete groups; not who is in them. Never a dependency cycle, also for a trigger of this pool.
   */
  public grantManageGroups(grantee: iam.IGrantable): iam.Grant {
    return this.users.grantManageGroups(grantee);
  }

  /**
   * Lets the grantee put users into groups and take them out, hence decide who becomes which role. Never a dependency cycle, also for a trigger of this pool.
   */
  public grantManageGroupMembership(grantee: iam.IGrantable): iam.Grant {
    return this.users.grantManageGroupMembership(grantee);
  }

  /**
   * Lets the grantee tie accounts of other identity providers to users, hence sign in as anyone. Never a dependency cycle, also for a trigger of this pool.
   */
  public grantLinkIdentities(grantee: iam.IGrantable): iam.Grant {
    return this.users.grantLinkIdentities(grantee);
  }

  /**
   * Lets the grantee sign users in with IAM credentials, for a client with `adminUserPasswordAuth`. Never a dependency cycle, also for a trigger of this pool.
   */
  public grantSignInUsers(grantee: iam.IGrantable): iam.Grant {
    return this.users.grantSignInUsers(grantee);
  }
}
