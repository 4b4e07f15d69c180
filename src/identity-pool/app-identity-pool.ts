import { ArnFormat, Resource, Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IIdentityPool } from 'aws-cdk-lib/aws-cognito-identitypool';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  AppIdentityPoolProps, DecidesFirst, GroupOptions, MappedRoleOptions, RuleOptions, UndecidedRole, UserPoolLoginOptions,
} from './app-identity-pool-props';
import { Claim } from './claim';
import { ExternalLogin } from './external-login';
import { RoleRule } from './role-rule';
import { PrincipalTagOptions } from './tags';
import { PrincipalTags } from './tags/principal-tags';
import { acceptedByProp, accepts } from '../app-tree/accepts';
import { judgeAtSynthesis } from '../app-tree/synthesis';
import { WholeApp } from '../app-tree/whole-app';
import { IdentityPoolGrants } from '../grants';
import { Standing } from '../identity-facts/trust/trust-of-pool';
import { checkedId, possibleId } from '../private/construct-id';
import { fail } from '../private/fail';
import { homeOfParts } from '../private/hand-over/home-of-parts';
import { presentIn, required, withoutNulls } from '../private/present';
import { refuseRegionsWithout } from './private/regions';
import { removalPolicyOf } from '../private/removal';
import { readable } from '../private/text/readable';
import { IdentityGroup, IdentityRole } from '../roles';
import { Assumed } from '../roles/assumed';
import { arnInItsStack } from '../roles/made-role';
import { SharedPrincipal } from '../roles/shared-principal';
import { identityPrincipal } from '../roles/trust';
import { problemsAsRendered } from './private/as-rendered';
import { acceptedClaims } from './private/claims/accepted-claims';
import { problemsOfClaims } from './private/claims/claim-writers';
import { problemsOfIssuers } from './private/claims/issuer-claims';
import { adviseMapping } from './private/mapping/advice';
import { problemsOfGroups } from './private/mapping/group-names';
import { Groups } from './private/mapping/groups';
import { RoleMapping } from './private/mapping/role-mapping';
import { Rules, useByRule } from './private/mapping/rules';
import { adviseOwnStatements } from './private/own-statements';
import { Providers } from './private/providers';
import { RoleAttachment } from './private/role-attachment';
import { Roles } from './private/roles';
import { TrustReviewer } from './private/trust-review';
import { injected } from '../app-tree/injected';

/** The role of a group or of a rule. */
type MappedRoleNote = { readonly role: IdentityRole }
  & ({ readonly group: string; readonly userPool: cognito.IUserPool } | { readonly rule: string });

const POOL_NAME = /^[\w\s+=,.@-]{1,128}$/;

/**
 * An identity pool that turns sign-ins into temporary AWS credentials of roles that it creates and maps.
 *
 * Creates an `AWS::Cognito::IdentityPool`, a role for everyone signed in, a role for guests on request, and one
 * `AWS::Cognito::IdentityPoolRoleAttachment`, rendered once from everything that was added, in any order.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-identity.html
 *
 * @example
 * const userPool = cognito.UserPool.fromUserPoolArn(this, 'Pool', 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_Abc123');
 * const client = cognito.UserPoolClient.fromUserPoolClientId(this, 'Client', '1h57kf5cpq17m0eml12EXAMPLE');
 * const identities = new AppIdentityPool(this, 'Identities');
 * identities.addUserPool(userPool, client);
 */
export class AppIdentityPool extends Resource implements IIdentityPool {
  /**
   * The name under which property injectors find this construct.
   */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-cognito-auth.AppIdentityPool';

  /**
   * The id of the identity pool, `REGION:GUID`.
   */
  public readonly identityPoolId: string;

  /**
   * The ARN of the identity pool.
   */
  public readonly identityPoolArn: string;

  /**
   * The name of the identity pool.
   */
  public readonly identityPoolName: string;

  /**
   * The role for everyone signed in. The roles of groups and rules inherit what it is granted.
   */
  public readonly authenticated: IdentityRole;

  /**
   * The CloudFormation resource of the identity pool.
   */
  public readonly cfnIdentityPool: cognito.CfnIdentityPool;

  /**
   * The one role attachment. A second one for the same pool would overwrite it.
   */
  public readonly cfnRoleAttachment: cognito.CfnIdentityPoolRoleAttachment;

  /**
   * Grants for a backend of the identity pool, named by their purpose: `pool.grants.issueDeveloperTokens(fn)`.
   */
  public readonly grants: IdentityPoolGrants;

  private readonly providers: Providers;
  private readonly roles: Roles;
  private readonly rules: Rules;
  private readonly mapping: RoleMapping;
  private readonly attachment: RoleAttachment;
  private readonly signedIn: SharedPrincipal;
  private readonly classicFlow: boolean;
  private readonly guestsIfAny?: IdentityRole;
  private readonly tags: PrincipalTags;
  private readonly groups = new Groups(this);
  private readonly inheritance = new Map<iam.IRole, boolean>();
  private readonly told: MappedRoleNote[] = [];
  private readonly mappingListeners: ((mapped: MappedRoleNote) => void)[] = [];

  /**
   * @param scope the parent construct
   * @param id the construct id, unique in its parent
   * @param props the settings, all with defaults
   * @throws when the properties contradict each other or Cognito, naming the property, its value and the fix
   */
  constructor(scope: Construct, id: string, props: AppIdentityPoolProps = {}) {
    super(scope, checkedId(scope, id, 'new AppIdentityPool'));
    props = injected(AppIdentityPool, scope, id, props);
    refuseRegionsWithout(this);
    if (props.guestRole && !props.guestAccess) fail(this, 'guestRole has no meaning without guestAccess: true; set it or remove guestRole');
    if (props.identityPoolName !== undefined && !Token.isUnresolved(props.identityPoolName) && !POOL_NAME.test(props.identityPoolName)) {
      fail(this, `identityPoolName must have 1 to 128 letters, digits, white space or +=,.@-_, got: '${props.identityPoolName}'`);
    }
    this.classicFlow = props.classicFlow ?? false;
    this.cfnIdentityPool = new cognito.CfnIdentityPool(this, 'Resource', {
      allowUnauthenticatedIdentities: props.guestAccess ?? false,
      ...(this.classicFlow ? { allowClassicFlow: true } : {}),
      ...(props.identityPoolName !== undefined ? { identityPoolName: props.identityPoolName } : {}),
    });
    this.providers = new Providers(this, this.cfnIdentityPool);
    presentIn(props.externalLogins ?? []).forEach(provider => this.providers.add(provider));
    this.tags = new PrincipalTags(this, this.providers);
    this.rules = new Rules(this, this.providers);
    this.mapping = new RoleMapping(
      this, this.providers, this.rules, props.undecidedRole ?? UndecidedRole.AUTHENTICATED, props.decidesFirst ?? DecidesFirst.GROUPS,
    );
    this.cfnIdentityPool.applyRemovalPolicy(removalPolicyOf(this, props.removalPolicy));
    this.identityPoolId = this.cfnIdentityPool.ref;
    this.identityPoolName = this.cfnIdentityPool.attrName;
    this.identityPoolArn = Stack.of(this).formatArn({
      service: 'cognito-identity', resource: 'identitypool', resourceName: this.identityPoolId, arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });

    this.grants = IdentityPoolGrants.fromIdentityPool(this);

    this.roles = new Roles(this, this.identityPoolId, props.roleDefaults ?? {}, this.classicFlow, this.tags);
    this.signedIn = new SharedPrincipal(this, 'SignedIn');
    const authenticated = this.roles.provide({
      ...props.authenticatedRole, id: 'Authenticated', prop: 'authenticatedRole', standing: 'authenticated', purpose: 'Everyone signed in',
    });
    this.signedIn.join(authenticated);
    this.authenticated = IdentityRole._of(authenticated, this.assumed('authenticated'), this.signedIn);
    if (props.guestAccess) {
      this.guestsIfAny = IdentityRole._of(this.roles.provide({
        ...props.guestRole, id: 'Guests', prop: 'guestRole', standing: 'unauthenticated', purpose: 'Guests, who have not signed in',
      }), this.assumed('unauthenticated'));
    }
    this.attachment = new RoleAttachment(this, this.identityPoolId, this.mapping, {
      authenticated, ...(this.guestsIfAny ? { unauthenticated: this.guestsIfAny.role } : {}),
    });
    this.cfnRoleAttachment = this.attachment.resource;
    accepts(this.cfnIdentityPool, () => acceptedByProp('guests-enabled', 'guestAccess: true', props.guestAccess));
    accepts(this.cfnRoleAttachment, () => acceptedClaims(this.rules.all.map(useByRule)));
    judgeAtSynthesis(this, app => this.validate(app).map(readable));
  }

  /**
   * The role for guests.
   *
   * @throws unless `guestAccess` is on
   */
  public get guests(): IdentityRole {
    return this.guestsIfAny ?? fail(this, 'guests: people who have not signed in have no role here; set guestAccess: true');
  }

  /**
   * Whether people who have not signed in get credentials.
   */
  public get guestAccess(): boolean {
    return this.guestsIfAny !== undefined;
  }

  /**
   * How CloudFormation resources refer to this identity pool.
   */
  public get identityPoolRef(): cognito.IdentityPoolReference {
    return this.cfnIdentityPool.identityPoolRef;
  }

  /**
   * The principal that a role of your own must trust, so that people who signed in can assume it.
   */
  public get authenticatedPrincipal(): iam.IPrincipal {
    return identityPrincipal(this, this.identityPoolId, 'authenticated', this.tags);
  }

  /**
   * The principal that a role of your own must trust, so that guests can assume it.
   */
  public get guestPrincipal(): iam.IPrincipal {
    return identityPrincipal(this, this.identityPoolId, 'unauthenticated');
  }

  /**
   * Accepts the tokens of an app client of a user pool, which may be imported and in any Region.
   *
   * @param userPool the pool that signs people in
   * @param client the app client whose tokens are taken
   * @param options how roles are chosen, and whether sign-out is checked
   * @throws when the client is registered already, is the 51st, or more than 25 groups and rules would decide for it
   */
  public addUserPool(userPool: cognito.IUserPool, client: cognito.IUserPoolClient, options: UserPoolLoginOptions = {}): void {
    options = withoutNulls(options ?? {});
    this.providers.addUserPool(userPool, client, options);
    this.mapping.checkCounts();
    this.tags.update();
  }

  /**
   * Accepts the tokens of a provider other than a user pool.
   *
   * @param login who issues the tokens
   * @throws when the provider is registered already
   */
  public addExternalLogin(login: ExternalLogin): void {
    this.providers.add(login);
    this.tags.update();
  }

  /**
   * Adds a group to the user pool, with its role, the trust policy, and the mapping of every app client of that pool.
   *
   * Creates an `AWS::Cognito::UserPoolGroup` and an `AWS::IAM::Role`.
   *
   * @param userPool the pool that the group is made in; add it first
   * @param name the name of the group in the pool, 1 to 128 characters
   * @param options what the role may do, and which group wins for people in several
   * @throws when the name or precedence is out of range, the group is there already, another role's group has the same precedence,
   * the pool lives in another region or account, or the classic flow is on; at synthesis, when no client of the pool is registered
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html
   */
  public addGroup(userPool: cognito.IUserPool, name: string, options: GroupOptions = {}): IdentityGroup {
    options = withoutNulls(options ?? {});
    required(this, 'addGroup', { userPool, name });
    this.refuseClassicFlow('addGroup');
    const { precedence, description, ...roleOptions } = options;
    const id = this.groups.idOf(userPool, name, options);
    const { role } = this.mappedRole(`${id}Role`, `addGroup('${name}')`, description ?? `Members of the group ${name}`, roleOptions);
    const home = homeOfParts(userPool) ?? this;
    const group = IdentityGroup._ofGroup(role, this.assumed('authenticated'), name, new cognito.CfnUserPoolGroup(home, `${id}Group`, {
      userPoolId: userPool.userPoolId,
      groupName: name,
      roleArn: Stack.of(home) === Stack.of(this) ? arnInItsStack(role) : role.roleArn,
      ...(precedence !== undefined ? { precedence } : {}),
      ...(description !== undefined ? { description } : {}),
    }));
    this.mapping.addGroup({
      userPool, name, ...(precedence !== undefined ? { precedence } : {}), role: group, path: this.roles.path(options),
    });
    this.tellOf({ role: group, userPool, group: name });
    return group;
  }

  /**
   * Adds a rule that gives a role, created here, to everyone whose token matches.
   *
   * Creates an `AWS::IAM::Role`. Rules are tried in the order in which they were added, after the groups or, with
   * `decidesFirst: DecidesFirst.RULES`, before them.
   *
   * @param id the construct id of the rule
   * @param rule which tokens match
   * @param options what the role may do, and whose tokens are looked at
   * @throws when the same condition is there already, more than 25 rules would decide for one provider, or the classic flow is on;
   * at synthesis, when people can write the claim themselves
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
   */
  public addRule(id: string, rule: RoleRule, options: RuleOptions = {}): IdentityRole {
    options = withoutNulls(options ?? {});
    this.refuseClassicFlow('addRule');
    possibleId(this, id, `addRule('${id}')`);
    required(this, `addRule('${id}')`, { rule });
    rule._judge(this, `addRule('${id}')`);
    const role = this.mappedRole(`${id}RuleRole`, `addRule('${id}')`, `Whom the rule ${id} matches`, options);
    this.mapping.addRule({
      id,
      rule,
      role,
      ...(options.provider
        ? { provider: options.provider }
        : {}),
      ...(options.userPool ? { userPool: options.userPool } : {}),
    });
    this.tellOf({ role, rule: id });
    return role;
  }

  /**
   * Tags the session of everyone who signs in with claims of their token, so that policies can compare `aws:PrincipalTag/KEY`.
   *
   * Creates an `AWS::Cognito::IdentityPoolPrincipalTag` for every provider whose tokens are read, those added later too, and allows
   * `sts:TagSession` in the trust policy of every role for people who signed in. At most 50 tags per provider. People without the claim
   * don't have the tag; guests have none.
   *
   * @throws when a key is none or is there already, or the claim is one of other tokens; at synthesis, when people can write the claim
   * themselves, a handed-in role does not allow `sts:TagSession`, or other resources tag the sessions of this identity pool
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/using-attributes-for-access-control.html
   *
   * @param tags the claims by the keys of their tags
   * @param options whose sessions are tagged
   */
  public tagPrincipals(tags: { [key: string]: Claim }, options: PrincipalTagOptions = {}): void {
    this.tags.add(tags, options);
  }

  /**
   * Calls back for the role of every group and rule, those that are there already included.
   *
   * @internal
   */
  public _whenRoleIsMapped(listener: (mapped: MappedRoleNote) => void): void {
    this.told.forEach(listener);
    this.mappingListeners.push(listener);
  }

  private tellOf(mapped: MappedRoleNote): void {
    this.told.push(mapped);
    this.mappingListeners.forEach(listener => listener(mapped));
  }

  /**
   * Tags the session of everyone who signs in with the service's default mapping: `username` is the `sub` of the user pool, and `client`
   * the id of the app client. Nobody can write either. Not together with `tagPrincipals` for the same user pool.
   *
   * Creates what `tagPrincipals` creates.
   *
   * @throws when `tagPrincipals` or this was called for the same tokens already
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/using-attributes-for-access-control.html
   *
   * @param userPool the user pool to tag; every user pool that is registered, if left out
   */
  public tagPrincipalsByDefault(userPool?: cognito.IUserPool): void {
    this.tags.addDefaults(userPool ? { userPool } : {});
  }

  private assumed(standing: Standing): Assumed {
    return { by: this, standing, wantTag: (key, by) => this.tags.want(key, by) };
  }

  private mappedRole(id: string, prop: string, purpose: string, options: MappedRoleOptions): IdentityRole {
    const role = this.roles.provide({ ...options, id, prop, standing: 'authenticated', purpose });
    const inherit = options.inherit ?? true;
    if ((this.inheritance.get(role) ?? inherit) !== inherit) {
      fail(this, `${prop}: inherit is ${inherit} for ${role.node.path}, and ${!inherit} where the same role was given before; `
        + 'say the same in both places');
    }
    this.inheritance.set(role, inherit);
    if (inherit) this.signedIn.join(role);
    return IdentityRole._of(role, this.assumed('authenticated'));
  }

  private refuseClassicFlow(method: string): void {
    if (this.classicFlow) {
      fail(this, `${method}: classicFlow is on, in which callers name their role themselves and Cognito refuses role mappings; `
        + 'switch classicFlow off');
    }
  }

  private validate(app: WholeApp): string[] {
    const names = [...this.providers.logins.map(({ providerName }) => providerName), ...this.providers.others.map(({ name }) => name)];
    const reviewer = new TrustReviewer(app, this.cfnIdentityPool, names);
    this.attachment.advise(this.roles, app);
    if (this.signedIn.isShared) adviseOwnStatements(this.authenticated.role);
    adviseMapping(this, this.mapping, this.rules, this.providers, app);
    return [
      ...problemsAsRendered(this, this.providers, this.mapping, this.roles, reviewer, app),
      ...this.roles.validate(app, reviewer),
      ...this.mapping.validate(),
      ...problemsOfGroups(this, this.rules, this.mapping.allGroups, this.providers, app),
      ...problemsOfClaims(this, pool => [...this.rules.ofPool(pool).map(useByRule), ...this.tags.usesOfPool(pool)], this.providers, app),
      ...problemsOfIssuers(
        this, login => [...this.rules.ofProvider(login).map(useByRule), ...this.tags.usesOfProvider(login)], this.providers, app,
      ),
      ...this.tags.validate(app, this.roles.resources),
    ];
  }
}
