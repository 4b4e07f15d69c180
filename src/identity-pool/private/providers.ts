import { Lazy, Names, Reference, Token, Tokenization } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { adviseLogin } from './regions';
import { fail } from '../../private/fail';
import { providerName } from '../../private/hand-over/provider-name';
import { required } from '../../private/present';
import { abbreviate } from '../../private/text/abbreviate';
import { warn } from '../../private/warn';
import { UserPoolLoginOptions } from '../app-identity-pool-props';
import { ExternalLogin } from '../external-login';

/** @see https://docs.aws.amazon.com/cognito/latest/developerguide/limits.html */
const MAX_USER_POOL_LOGINS = 50;
/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolClientType.html */
const CLIENT_ID = /^[\w+]{1,128}$/;

/** An app client of a user pool that is registered with an identity pool. */
export interface UserPoolLogin {
  readonly userPool: cognito.IUserPool;
  readonly client: cognito.IUserPoolClient;
}

export interface Login extends UserPoolLogin {
  readonly providerName: string;
  readonly serverSideTokenCheck: boolean;
  readonly groupRoles: boolean;
}

/** The properties by which an identity pool says whose tokens it takes. */
type TakenTokens = Pick<cognito.CfnIdentityPoolProps,
  'cognitoIdentityProviders' | 'supportedLoginProviders' | 'openIdConnectProviderArns' | 'samlProviderArns' | 'developerProviderName'>;

/** All whose tokens one identity pool takes, in the order in which they were added. */
export class Providers {
  public readonly logins: Login[] = [];
  public readonly others: ExternalLogin[] = [];
  private said: TakenTokens = {};

  constructor(private readonly scope: Construct, private readonly resource: cognito.CfnIdentityPool) {}

  public addUserPool(userPool: cognito.IUserPool, client: cognito.IUserPoolClient, options: UserPoolLoginOptions): void {
    required(this.scope, 'addUserPool', { userPool, client });
    const { userPoolClientId: id } = client;
    if (!Token.isUnresolved(id) && !CLIENT_ID.test(id)) {
      fail(this.scope, `addUserPool: the id of ${client.node.path} is '${abbreviate(id)}', and that of an app client has 1 to 128 letters, `
        + 'digits, _ and +; import it with the id that it has in the user pool');
    }
    if (this.logins.some(login => login.client.userPoolClientId === client.userPoolClientId)) {
      fail(this.scope, `addUserPool: the app client ${client.node.path} is registered already`);
    }
    if (belongsElsewhere(client, userPool)) {
      fail(
        this.scope,
        `addUserPool: the app client ${client.node.path} is not one of ${userPool.node.path}; register it with its own user pool`,
      );
    }
    if (this.logins.length === MAX_USER_POOL_LOGINS) {
      fail(
        this.scope,
        `addUserPool: at most ${MAX_USER_POOL_LOGINS} app clients can be registered, ${client.node.path} is one more; `
          + 'use another identity pool',
      );
    }
    warnWithoutIdToken(client);
    this.logins.push({
      userPool,
      client,
      providerName: providerName(userPool),
      serverSideTokenCheck: options.serverSideTokenCheck ?? true,
      groupRoles: options.groupRoles ?? false,
    });
    this.say('cognitoIdentityProviders', () => Lazy.uncachedAny({ produce: () => this.renderLogins() }));
  }

  public add(provider: ExternalLogin): void {
    required(this.scope, 'addExternalLogin', { login: provider });
    provider._judge(this.scope, 'addExternalLogin');
    if (this.has(provider)) {
      fail(this.scope, `addExternalLogin: ${provider.name} is registered already; give all its app ids at once`);
    }
    if (provider._kind === 'developer' && this.others.some(other => other._kind === 'developer')) {
      fail(this.scope, `addExternalLogin: an identity pool has one developer provider, ${provider.name} is a second`);
    }
    adviseLogin(this.scope, provider.name);
    this.others.push(provider);
    switch (provider._kind) {
      case 'login': return this.say('supportedLoginProviders', () => Lazy.uncachedAny({ produce: () => this.renderSupportedLogins() }));
      case 'oidc': return this.say('openIdConnectProviderArns', () => Lazy.uncachedList({ produce: () => this.namesOf('oidc') }));
      case 'saml': return this.say('samlProviderArns', () => Lazy.uncachedList({ produce: () => this.namesOf('saml') }));
      case 'developer': return this.say('developerProviderName', () => provider.name);
    }
  }

  public has(provider: ExternalLogin): boolean {
    return this.others.some(other => isSameProvider(other, provider));
  }

  /** The user pools behind the registered clients, each once. */
  public get userPools(): cognito.IUserPool[] {
    const pools = this.logins.map(login => login.userPool);
    return pools.filter((pool, index) => pools.findIndex(first => isSamePool(first, pool)) === index);
  }

  /** What the identity pool says of them while nobody has changed it. */
  public get rendered(): TakenTokens {
    return {
      cognitoIdentityProviders: undefined,
      supportedLoginProviders: undefined,
      openIdConnectProviderArns: undefined,
      samlProviderArns: undefined,
      developerProviderName: undefined,
      ...this.said,
    };
  }

  /** More of a kind may be added until the end, and of a kind that never comes nothing is left open. */
  private say<K extends keyof TakenTokens>(property: K, late: () => TakenTokens[K]): void {
    if (this.said[property] === undefined) {
      this.said = { ...this.said, [property]: late() };
      this.resource[property] ??= this.said[property];
    }
  }

  private renderLogins(): cognito.CfnIdentityPool.CognitoIdentityProviderProperty[] {
    return this.logins.map(login => ({
      clientId: login.client.userPoolClientId,
      providerName: login.providerName,
      serverSideTokenCheck: login.serverSideTokenCheck,
    }));
  }

  private renderSupportedLogins(): Record<string, string> {
    return Object.fromEntries(this.of('login').map(provider => [provider.name, provider._appIds!]));
  }

  private namesOf(kind: ExternalLogin['_kind']): string[] {
    return this.of(kind).map(provider => provider.name);
  }

  private of(kind: ExternalLogin['_kind']): ExternalLogin[] {
    return this.others.filter(provider => provider._kind === kind);
  }
}

/** Whether both are one user pool, which two objects may stand for. Equal tokens have equal values; unequal ones count as two pools. */
export function isSamePool(one: cognito.IUserPool, other: cognito.IUserPool): boolean {
  return one.userPoolId === other.userPoolId;
}

export function isSameProvider(one: ExternalLogin, other: ExternalLogin): boolean {
  return one._kind === other._kind && one.name === other.name;
}

/** Whether both are made in this app, and the client in another pool than this. */
function belongsElsewhere(client: cognito.IUserPoolClient, userPool: cognito.IUserPool): boolean {
  const [resource, pool] = [client.node.defaultChild, userPool.node.defaultChild];
  if (!cognito.CfnUserPoolClient.isCfnUserPoolClient(resource) || !cognito.CfnUserPool.isCfnUserPool(pool)) {
    return false;
  }
  const token = Tokenization.reverseString(resource.userPoolId).firstToken;
  return token !== undefined && Reference.isReference(token) && cognito.CfnUserPool.isCfnUserPool(token.target) && token.target !== pool;
}

/** A stable key of the role mapping; `ExternalLogin` carries the real name, which a template can't have as a key. */
export function mappingKey(login: UserPoolLogin): string {
  return Names.nodeUniqueId(login.client.node);
}

/**
 * Sign-in through the domain gives an ID token, which the identity pool asks for, only with the scope `openid`.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html
 */
function warnWithoutIdToken(client: cognito.IUserPoolClient): void {
  const resource = client.node.defaultChild;
  if (!cognito.CfnUserPoolClient.isCfnUserPoolClient(resource) || resource.allowedOAuthFlowsUserPoolClient === false) {
    return;
  }
  const scopes = resource.allowedOAuthScopes;
  if (scopes && !scopes.some(scope => Token.isUnresolved(scope) || scope === 'openid')) {
    warn(client, 'client-without-id-token', `scopes: ${scopes.join(', ')} give no ID token, `
      + 'without which nobody who signs in through the domain becomes an identity; '
      + 'add OAuthScope.OPENID, or do not register the client with the identity pool');
  }
}
