import { Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { AppUserPoolProps } from './app-user-pool-props';
import { AppClient } from './clients/app-client';
import { USER_POOL_DEFAULTS } from './defaults';
import { AppIdentityProvider, IdentityProvider } from './federation';
import { adviseFederation } from './federation/federation-advice';
import { addProvider } from './federation/pool-federation';
import { PlanDecision } from './plan/feature-plan';
import { renderUserPool } from './render-user-pool';
import { acceptedByProp, accepts } from '../app-tree/accepts';
import { judgeAtSynthesis } from '../app-tree/synthesis';
import { UserPoolGrants } from '../grants';
import { checkedId } from '../private/construct-id';
import { fail } from '../private/fail';
import { presentIn, required, withoutNulls } from '../private/present';
import { removalPolicyOf } from '../private/removal';
import type { ClientContext } from './clients/client-context';
import { adviseForeignClients } from './clients/foreign-clients';
import { PoolClient } from './clients/pool-client';
import { AppResourceServer, AppResourceServerOptions } from './clients/resource-server';
import { problemsOfLock } from './lock/pool-lock';
import { LoginPages } from './login-pages/login-pages';
import { PoolLoginPages } from './login-pages/pool-login-pages';
import { adviseRegistration, registerClients } from './machines/register-clients';
import { sendByIdentity } from './messages/render-email';
import { keepSmsRoleWithPool, sendByEndUserMessaging } from './messages/render-sms';
import { decidePlanLate, PlanLedger } from './plan/plan-ledger';
import { refuseTakenId } from './private/construct-id';
import { adviseDomain } from './private/domain-advice';
import { domainsOf } from './private/domain-lookup';
import { problemsOfMappings } from './profile/mapped-attributes';
import { completeSchema, problemsOfSchema } from './profile/schema';
import { problemsOfProtection, protectClient, protectPool } from './protection/protect-pool';
import { EnforcedThreatProtectionOptions, ThreatProtection } from './protection/threat-protection';
import { adviseFailover } from './regions/failover-advice';
import { PoolReplica, PoolReplicaOptions } from './regions/pool-replica';
import { renderIssuer } from './regions/render-issuer';
import { limitSessions } from './sessions/limit-sessions';
import { PoolTriggers } from './triggers/pool-triggers';
import { Trigger } from './triggers/trigger';
import { injected } from '../app-tree/injected';
import { readable } from '../private/text/readable';

/**
 * A user pool with safe defaults, checked before it deploys.
 *
 * Creates an `AWS::Cognito::UserPool`, retained and deletion-protected, and an SMS role only when something sends text messages.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-identity-pools.html
 *
 * @example
 * new AppUserPool(this, 'Users', {
 *   signIn: SignIn.email(),
 *   selfSignUp: true,
 *   mfa: Mfa.required({ totp: true }),
 * });
 */
export class AppUserPool extends Construct {
  /**
   * The name under which property injectors find this construct.
   */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-cognito-auth.AppUserPool';

  /**
   * The user pool itself, for everything in the CDK that takes one.
   */
  public readonly userPool: cognito.UserPool;

  /**
   * The CloudFormation resource, for what neither this construct nor the CDK has a property for.
   */
  public readonly cfnUserPool: cognito.CfnUserPool;

  /**
   * Grants to administer the users, named by their purpose: `users.grants.readUsers(fn)`.
   */
  public readonly grants: UserPoolGrants;

  /**
   * The log group of sign-ins and other activity, if `activityLog` or `security` writes them to one.
   */
  public readonly activityLogGroup?: ILogGroup;

  /**
   * The log group of messages that could not be sent, if `notificationLog` or `security` writes them to one.
   */
  public readonly notificationLogGroup?: ILogGroup;

  /**
   * The app clients in the order in which they were added.
   *
   * @internal
   */
  public readonly _clients: { readonly id: string; readonly client: cognito.UserPoolClient }[] = [];

  private readonly clientListeners: ((id: string, client: cognito.UserPoolClient) => void)[] = [];
  private readonly ledger: PlanLedger;
  private readonly threatProtection?: ThreatProtection;
  private readonly context: ClientContext & { readonly userPool: cognito.UserPool; readonly triggers: PoolTriggers };
  private readonly selfSignUp: boolean;
  private pages?: PoolLoginPages;

  /**
   * @param scope the parent construct
   * @param id the construct id, unique in its parent
   * @param props the settings, all with defaults
   * @throws when the properties contradict each other or Cognito, naming the property, its value and the fix
   */
  constructor(scope: Construct, id: string, props: AppUserPoolProps = {}) {
    super(scope, checkedId(scope, id, 'new AppUserPool'));
    props = injected(AppUserPool, scope, id, props);
    refuseRegionsWithout(this);
    this.ledger = new PlanLedger(this, props.plan);
    this.selfSignUp = props.selfSignUp ?? USER_POOL_DEFAULTS.selfSignUp.value;
    const rendered = renderUserPool(this, props, this.ledger);
    const removalPolicy = removalPolicyOf(this, props.removalPolicy ?? USER_POOL_DEFAULTS.removalPolicy.value);
    const destroyed = removalPolicy === RemovalPolicy.DESTROY;

    this.userPool = new cognito.UserPool(this, 'UserPool', {
      ...rendered.props,
      removalPolicy,
      deletionProtection: !destroyed,
    });
    this.cfnUserPool = this.userPool.node.defaultChild as cognito.CfnUserPool;
    this.grants = UserPoolGrants.fromUserPool(this.userPool);
    keepSmsRoleWithPool(this.userPool, removalPolicy);
    accepts(this.cfnUserPool, () => [
      ...acceptedByProp('open-sign-up', 'selfSignUp: true', props.selfSignUp),
      ...acceptedByProp('pool-deletable', 'removalPolicy: DESTROY', destroyed),
      ...acceptedByProp('migration-without-password-flow', 'migration: UserMigration.atReset(…)', props.migration?._atSignIn === false),
    ]);
    completeSchema(this.cfnUserPool);
    Object.assign(this.cfnUserPool, rendered.overrides);
    Object.entries(rendered.tokens).forEach(([path, value]) => this.cfnUserPool.addPropertyOverride(path, value));
    sendByEndUserMessaging(this, this.cfnUserPool, props.sms, removalPolicy);
    renderIssuer(this, this.cfnUserPool, props);
    decidePlanLate(this.cfnUserPool, this.ledger);
    sendByIdentity(this, this.cfnUserPool, props.email);
    const logGroups = protectPool(this, this.userPool, props, this.ledger, removalPolicy);
    this.activityLogGroup = logGroups.activity;
    this.notificationLogGroup = logGroups.notifications;
    this.threatProtection = props.threatProtection ?? props.security?._threatProtection;
    if (props.clientRegistration) registerClients(this, this.cfnUserPool, props.clientRegistration, this.ledger);
    const relyingParty = () => this.pages?._relyingPartyId !== undefined ? { relyingPartyId: this.pages._relyingPartyId } : {};
    if (rendered.domainNeeds.passkeys && rendered.domainNeeds.relyingPartyId === undefined) {
      this.cfnUserPool.webAuthnRelyingPartyId = Lazy.uncachedString({ produce: () => relyingParty().relyingPartyId });
    }
    judgeAtSynthesis(this, app => {
      adviseDomain(this, this.userPool, { ...relyingParty(), ...rendered.domainNeeds }, app);
      adviseFailover(this, this.userPool, app);
      adviseForeignClients(this, this.cfnUserPool, app);
      adviseFederation(this, this.cfnUserPool, rendered.protectedAttributes, app);
      if (props.clientRegistration) adviseRegistration(this, this.context.hasDomain(app));
      return [
        ...this.ledger.problems(app), ...problemsOfSchema(this.cfnUserPool, app), ...problemsOfMappings(this, this.cfnUserPool, app),
        ...problemsOfProtection(this.cfnUserPool, app), ...problemsOfLock(this, app), ...this.context.triggers.problems(),
      ].map(readable);
    });

    const pool = { scope: this, userPool: this.userPool, requirePlan: this.ledger.require.bind(this.ledger) };
    this.context = {
      ...pool,
      ...rendered.clients,
      triggers: new PoolTriggers({ ...pool, removalPolicy }),
      hasDomain: app => (this.pages?._isMoving ?? false) || domainsOf(this.userPool, app).length > 0,
    };
    if (props.migration) {
      this.context.triggers.migrate(props.migration);
    }
    presentIn(props.triggers ?? []).forEach(trigger => this.addTrigger(trigger));
    limitSessions(this, this.userPool, props, this.ledger);
    presentIn(props.identityProviders ?? []).forEach(provider => this.addIdentityProvider(provider));
    if (props.loginPages) {
      this.addLoginPages(props.loginPages);
    }
  }

  /**
   * The feature plan that the pool will be on and why. It depends on everything that is added, so read it last.
   */
  public get plan(): PlanDecision {
    return this.ledger.decide();
  }

  /**
   * Adds an app client from one of the presets of `AppClient`.
   *
   * @param id the construct id of the client
   * @param client what kind of client, such as `AppClient.browser()`
   * @throws when the id is taken, or the client asks for something that this pool does not have or that its explicit `plan` is too low for
   */
  public addClient(id: string, client: AppClient): PoolClient {
    refuseTakenId(this, id, `addClient('${id}')`);
    required(this, `addClient('${id}')`, { client });
    const rendered = client._render(this.context, id);
    const resource = rendered.node.defaultChild as cognito.CfnUserPoolClient;
    const migrates = client.signsUsersIn && this.context.triggers.migratesAtSignIn();
    accepts(resource, () => acceptedByProp('password-flow-on-public-client', 'migration: UserMigration.atSignIn(…)', migrates));
    if (resource.refreshTokenRotation) {
      this.ledger.prefer(
        cognito.FeaturePlan.ESSENTIALS, `client '${id}': refresh token rotation`, 'refreshTokenRotation: false in the client',
      );
    }
    this.pages?._serve(resource);
    this._clients.push({ id, client: rendered });
    this.clientListeners.forEach(listener => listener(id, rendered));
    return rendered;
  }

  /**
   * Calls back for every app client, those that are there already included.
   *
   * @internal
   */
  public _whenClientIsMade(listener: (id: string, client: cognito.UserPoolClient) => void): void {
    this._clients.forEach(({ id, client }) => listener(id, client));
    this.clientListeners.push(listener);
  }

  /**
   * Lets people sign in with an identity provider. Every client that signs people in offers it, unless it has `signInWith`.
   *
   * @param provider which one, such as `IdentityProvider.google(…)`
   * @throws when the pool has a provider of that name, lacks a custom attribute that is mapped, or signs people in by e-mail and no claim
   * gives the address; at synthesis, when an attribute that is mapped can't be written
   */
  public addIdentityProvider(provider: IdentityProvider): AppIdentityProvider {
    required(this, 'addIdentityProvider', { provider });
    return addProvider(this.context, provider);
  }

  /**
   * The login pages: their domain, their URLs, and the settings of single clients.
   *
   * @throws unless there are some, by the prop `loginPages` or by `addLoginPages`
   */
  public get loginPages(): PoolLoginPages {
    return this.pages ?? fail(this, 'loginPages: the pool has none; set loginPages: LoginPages.prefix(), or call addLoginPages first');
  }

  /**
   * Adds login pages, or a domain of the other kind: a pool can have both a prefix and a custom domain.
   *
   * @param pages where the pages are, such as `LoginPages.prefix()`
   * @throws when the pool has a domain of that kind, its explicit `plan` has no managed login, or the domain cannot deploy
   */
  public addLoginPages(pages: LoginPages): PoolLoginPages {
    required(this, 'addLoginPages', { pages });
    if (this.pages) {
      this.pages._add(pages);
      return this.pages;
    }
    refuseTakenId(this, 'LoginPages', 'addLoginPages');
    this.pages = PoolLoginPages._make(this, { ...this.context, selfSignUp: this.selfSignUp }, pages);
    return this.pages;
  }

  /**
   * Adds a resource server: an API that accepts access tokens, with its scopes. Clients that use a scope are created after it.
   *
   * @param id the construct id of the resource server
   * @param options the identifier and the scopes
   * @throws when the id or the identifier is taken, or Cognito would refuse the identifier, the name or a scope
   */
  public addResourceServer(id: string, options: AppResourceServerOptions): AppResourceServer {
    refuseTakenId(this, id, `addResourceServer('${id}')`);
    return new AppResourceServer(this, id, { userPool: this.userPool, ...options });
  }

  /**
   * Sets how threat protection acts for one app client, such as one for administrators. Whatever is left out has the defaults of
   * `ThreatProtection.enforced`, not the settings of the pool.
   *
   * Creates an `AWS::Cognito::UserPoolRiskConfigurationAttachment`.
   *
   * @param client an app client of this pool
   * @param options how threat protection acts for it
   * @throws when the pool has no threat protection, the client is none of this pool or has a risk configuration already, or an option is
   * out of range
   */
  public protectClient(client: cognito.UserPoolClient, options: EnforcedThreatProtectionOptions): void {
    options = withoutNulls(options);
    required(this, 'protectClient', { client, options });
    if (!this._clients.some(known => known.client === client)) {
      fail(this, `protectClient: ${client.node.path} is no app client that this pool has made; give one that addClient returned`);
    }
    protectClient(this, this.userPool, client, this.threatProtection, options);
  }

  /**
   * Replicates the pool to a second Region, where people sign in when this one fails. A pool has one replica. It needs `encryptionKey`, a
   * multi-Region key; codes of authenticator apps (TOTP) are not accepted there.
   *
   * @param region the second Region, such as `us-west-2`
   * @param options tags of the replica
   * @throws when there is a replica already, the Region is that of the pool, or the explicit `plan` is Lite; at synthesis, when the key is
   * missing or in one Region only
   */
  public addReplica(region: string, options: PoolReplicaOptions = {}): PoolReplica {
    options = withoutNulls(options ?? {});
    required(this, 'addReplica', { region });
    return PoolReplica._make(this.context, region, options);
  }

  /**
   * Lets the pool call a Lambda function.
   *
   * @param trigger when which function is called, such as `Trigger.preSignUp(fn)`
   * @throws when the trigger is taken, or when the explicit `plan` is too low for it
   */
  public addTrigger(trigger: Trigger): void {
    this.context.triggers.add(trigger);
  }
}

function refuseRegionsWithout(scope: Construct): void {
  const { region } = Stack.of(scope);
  if (region.startsWith('cn-')) {
    fail(scope, `the region ${region} is in China, where Cognito has identity pools but no user pools; put the stack into another region, `
      + 'or use AppIdentityPool with an external provider');
  }
}
