import * as cognito from 'aws-cdk-lib/aws-cognito';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { injected } from './app-tree/injected';
import { ClientConfig } from './front-end';
import { UserPoolGrants } from './grants';
import { HandOver } from './hand-over';
import {
  AppIdentityPool, AppIdentityPoolProps, Claim, GroupOptions, ExternalLogin, RoleRule, RuleOptions, UserPoolLoginOptions,
} from './identity-pool';
import { UserPoolAlarms, UserPoolAlarmsOptions, UserPoolDashboard, UserPoolMetrics } from './operations';
import { InvitationOptions } from './people';
import { importRole } from './people/import-role';
import { invite } from './people/invite';
import { addMember } from './people/membership';
import { checkedId } from './private/construct-id';
import { fail } from './private/fail';
import { IdentityGroup, IdentityRole } from './roles';
import {
  AppClient, AppIdentityProvider, AppResourceServer, AppResourceServerOptions, AppUserPool, AppUserPoolProps, IdentityProvider, LoginPages,
  PlanDecision, PoolClient, PoolLoginPages, Trigger,
} from './user-pool';

/**
 * Who may sign in and how, and which roles they get. Everything has a safe default. The settings of how users reach the identity pool apply
 * to every client of this construct.
 */
export interface CognitoAuthProps extends AppUserPoolProps, AppIdentityPoolProps, UserPoolLoginOptions {
  /**
   * The first app client.
   * @default AppClient.browser() - without OAuth, since no callback is known
   */
  readonly client?: AppClient;
}

/**
 * Everything between a person signing in and scoped, temporary AWS credentials.
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
export class CognitoAuth extends Construct {
  /**
   * The name under which property injectors find this construct.
   */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-cognito-auth.CognitoAuth';

  /**
   * The user pool with its settings, which knows who people are. A client that is added here rather than by `addClient` is not registered
   * with the identity pool: its users get no AWS credentials.
   */
  public readonly users: AppUserPool;

  /**
   * The identity pool, which decides who becomes which role.
   */
  public readonly identityPool: AppIdentityPool;

  /**
   * The first app client.
   */
  public readonly client: PoolClient;

  private readonly login: UserPoolLoginOptions;
  private readonly userClients: cognito.UserPoolClient[] = [];
  private config?: ClientConfig;

  /**
   * @param scope the parent construct
   * @param id the construct id, unique in its parent
   * @param props the settings, all with defaults
   * @throws when the properties contradict each other or Cognito, naming the property, its value and the fix
   */
  constructor(scope: Construct, id: string, props: CognitoAuthProps = {}) {
    super(scope, checkedId(scope, id, 'new CognitoAuth'));
    props = injected(CognitoAuth, scope, id, props);
    const {
      client, serverSideTokenCheck, groupRoles, identityPoolName, guestAccess, classicFlow, externalLogins, undecidedRole, decidesFirst,
      authenticatedRole, guestRole, roleDefaults, ...userPoolProps
    } = props;
    this.users = new AppUserPool(this, 'Users', userPoolProps);
    this.identityPool = new AppIdentityPool(this, 'Identities', {
      ...(identityPoolName !== undefined ? { identityPoolName } : {}),
      ...(guestAccess !== undefined ? { guestAccess } : {}),
      ...(classicFlow !== undefined ? { classicFlow } : {}),
      ...(externalLogins ? { externalLogins } : {}),
      ...(props.removalPolicy !== undefined ? { removalPolicy: props.removalPolicy } : {}),
      ...(undecidedRole ? { undecidedRole } : {}),
      ...(decidesFirst ? { decidesFirst } : {}),
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
   * The feature plan that the user pool will be on, and why. It depends on everything that is added, so read it last.
   */
  public get plan(): PlanDecision {
    return this.users.plan;
  }

  /**
   * The role for everyone signed in. The roles of groups and rules inherit what it is granted.
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
   * Whether guests get credentials.
   */
  public get guestAccess(): boolean {
    return this.identityPool.guestAccess;
  }

  /**
   * Adds an app client and registers it with the identity pool, unless it has no users (a machine) or is for apps of others.
   *
   * @param id the construct id of the client
   * @param client what kind of client, such as `AppClient.browser()`
   * @throws when the id is taken, or the client asks for something that the pool does not have or that its explicit `plan` is too low for
   */
  public addClient(id: string, client: AppClient): PoolClient {
    const made = this.users.addClient(id, client);
    if (client.givesCredentials) {
      this.identityPool.addUserPool(this.userPool, made, this.login);
      this.userClients.push(made);
      this.config?.addClient(made);
    }
    return made;
  }

  /**
   * Accepts the tokens of a provider other than the user pool, bypassing it.
   *
   * @param login who issues the tokens
   * @throws when the provider is registered already
   */
  public addExternalLogin(login: ExternalLogin): void {
    this.identityPool.addExternalLogin(login);
  }

  /**
   * Lets people sign in to the user pool with an identity provider. Every client that signs people in offers it, unless it has
   * `signInWith`.
   *
   * @param provider which one, such as `IdentityProvider.google(…)`
   * @throws when the pool has a provider of that name, lacks a custom attribute that is mapped, or signs people in by e-mail and no claim
   * gives the address; at synthesis, when an attribute that is mapped can't be written
   */
  public addIdentityProvider(provider: IdentityProvider): AppIdentityProvider {
    return this.users.addIdentityProvider(provider);
  }

  /**
   * Adds a group with its role, the trust policy, and the mapping of every app client.
   *
   * @param name the name of the group in the pool, 1 to 128 characters
   * @param options what the role may do, and which group wins for people in several
   * @throws when the name or precedence is out of range, another role's group has the same precedence, or the classic flow is on
   */
  public addGroup(name: string, options: GroupOptions = {}): IdentityGroup {
    return this.identityPool.addGroup(this.userPool, name, options);
  }

  /**
   * Adds a rule that gives a role, created here, to everyone whose token matches. Groups decide first, then rules in the order they were
   * added.
   *
   * @param id the construct id of the rule
   * @param rule which tokens match
   * @param options what the role may do, and whose tokens are looked at
   * @throws when the same condition is there already, more than 25 rules would decide for one provider, or the classic flow is on;
   * at synthesis, when people can write the claim themselves
   */
  public addRule(id: string, rule: RoleRule, options: RuleOptions = {}): IdentityRole {
    return this.identityPool.addRule(id, rule, options);
  }

  /**
   * The login pages: their domain, their URLs, and the settings of single clients.
   *
   * @throws unless there are some, by the prop `loginPages` or by `addLoginPages`
   */
  public get loginPages(): PoolLoginPages {
    return this.users.loginPages;
  }

  /**
   * Adds login pages, or a domain of the other kind: a pool can have both a prefix and a custom domain.
   *
   * @param pages where the pages are, such as `LoginPages.prefix()`
   * @throws when the pool has a domain of that kind, its explicit `plan` has no managed login, or the domain cannot deploy
   */
  public addLoginPages(pages: LoginPages): PoolLoginPages {
    return this.users.addLoginPages(pages);
  }

  /**
   * Tags the session of everyone who signs in to the user pool with claims of their token, so that policies can ask for
   * `aws:PrincipalTag/KEY`: see `AppIdentityPool.tagPrincipals`, also for other logins.
   *
   * @param tags the claims by the keys of their tags
   * @throws when a key is none or is there already; at synthesis, when people can write the claim themselves
   */
  public tagPrincipals(tags: { [key: string]: Claim }): void {
    this.identityPool.tagPrincipals(tags, { userPool: this.userPool });
  }

  /**
   * Lets the pool call a Lambda function.
   *
   * @param trigger when which function is called, such as `Trigger.preSignUp(fn)`
   * @throws when the trigger is taken, or when the explicit `plan` is too low for it
   */
  public addTrigger(trigger: Trigger): void {
    this.users.addTrigger(trigger);
  }

  /**
   * Adds a resource server: an API that accepts access tokens, with its scopes. Clients that use a scope are created after it.
   *
   * @param id the construct id of the resource server
   * @param options the identifier and the scopes
   * @throws when the id or the identifier is taken, or Cognito would refuse the identifier, the name or a scope
   */
  public addResourceServer(id: string, options: AppResourceServerOptions): AppResourceServer {
    return this.users.addResourceServer(id, options);
  }

  /**
   * The settings of a front end: as stack outputs, in an SSM parameter, or as JSON for your own deployment.
   */
  public get clientConfig(): ClientConfig {
    this.config ??= new ClientConfig(this, 'ClientConfig', {
      users: this.users, identityPool: this.identityPool, clients: this.userClients,
    });
    return this.config;
  }

  /**
   * Writes the ids of both pools and the names of the roles into SSM parameters, where another app can read them: see `HandOver`.
   *
   * @param prefix what the names of the parameters begin with, such as `/photos/auth`
   * @throws when the prefix is none that parameters can have, or there is a hand-over already
   */
  public handOver(prefix: string): HandOver {
    const present = this.node.tryFindChild('HandOver');
    if (present instanceof HandOver) {
      if (present.prefix) {
        fail(this, `handOver: there is a hand-over already, below ${present.prefix}, which has all ids and roles; read it from there`);
      }
      // what a refused prefix has left behind stands in nobody's way
      this.node.tryRemoveChild('HandOver');
    }
    return new HandOver(this, 'HandOver', { prefix, users: this.users, identityPool: this.identityPool });
  }

  /**
   * Grants to administer the users, named by their purpose: `auth.grants.readUsers(fn)`.
   */
  public get grants(): UserPoolGrants {
    return this.users.grants;
  }

  /**
   * What Cognito counts about the user pool.
   */
  public get metrics(): UserPoolMetrics {
    return UserPoolMetrics.of(this.users);
  }

  /**
   * Creates alarms for every app client, including those that are added later.
   *
   * @param options the thresholds, and who is told
   * @throws when there are alarms already, or a threshold is out of range
   */
  public addAlarms(options: UserPoolAlarmsOptions = {}): UserPoolAlarms {
    return new UserPoolAlarms(this, 'Alarms', { ...options, users: this.users });
  }

  /**
   * Creates a dashboard of the activity on the user pool, with every app client, including those that are added later.
   *
   * @throws when there is one already
   */
  public addDashboard(): UserPoolDashboard {
    return new UserPoolDashboard(this, 'Dashboard', { users: this.users });
  }

  /**
   * Creates an account, whose temporary password Cognito sends to the address, and its memberships in groups. No password is in the
   * template.
   *
   * Creates an `AWS::Cognito::UserPoolUser`, and an `AWS::Cognito::UserPoolUserToGroupAttachment` a group, both retained: if you remove
   * this call, the person keeps account and memberships until an administrator ends them.
   *
   * @param email the address that the invitation goes to
   * @param options groups, attributes, and how the invitation is sent
   * @throws when the address is a token or no address, is invited already, or the pool needs a `username`; at synthesis, when the pool
   * lacks one of the `attributes`, or its schema refuses the value
   */
  public inviteAdministrator(email: string, options: InvitationOptions = {}): cognito.CfnUserPoolUser {
    return invite(this, this.users, email, options);
  }

  /**
   * Adds a person who has an account to a group. The membership is retained: if you remove this call, the person stays a member until an
   * administrator ends it.
   *
   * Creates an `AWS::Cognito::UserPoolUserToGroupAttachment`. The deployment fails if there is no such account.
   *
   * @param username the name with which the person signs in, or the `sub`
   * @param group a group of this pool
   * @throws when the name is a token or has none of 1 to 128 characters, the group is one of another pool, or the person is made its member
   * twice
   */
  public addMember(username: string, group: IdentityGroup): cognito.CfnUserPoolUserToGroupAttachment {
    return addMember(this, this.users, username, group);
  }

  /**
   * The role with which an import of users from a file (`CreateUserImportJob`) writes its log, created when you first read this property.
   * It may write below `/aws/cognito/` in CloudWatch Logs. There is no resource for the import itself: start it with the AWS CLI, as a role
   * that has `auth.grants.importUsers` and may pass this one.
   */
  public get importRole(): iam.Role {
    return importRole(this);
  }
}
