import { Duration, Lazy, Token, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Dependable, IConstruct, IDependable } from 'constructs';
import { attributesFor, attributesWithoutUsers, NamedAttributes } from './client-attributes';
import { ClientBlueprint, OAuthBlueprint, UserFlowsBlueprint } from './client-blueprint';
import type { ClientContext } from '../client-context';
import { machineFlows } from './machine-flows';
import { splitScope } from './oauth-scopes';
import { originsOf } from './oauth-urls';
import { serversBefore } from './resource-servers';
import { checkLifetimeUnits, TokenLifetimes } from './token-validity';
import { cyclesThroughUrls } from './url-cycles';
import { judgeAtSynthesis } from '../../../app-tree/synthesis';
import { checkDurationUnit } from '../../../private/duration-unit';
import { fail } from '../../../private/fail';
import { abbreviate } from '../../../private/text/abbreviate';
import { mappedAttributes, notInPool, offersUserPool, providerNames } from '../../federation/pool-federation';
import { renderMetadataPolicy } from '../../machines/metadata-policy';
import { REGISTER } from '../../machines/register-scope';
import { APP_CLIENT_DEFAULTS } from '../client-defaults';
import { PoolClient } from '../pool-client';

const LATER = 'https://localhost';
const CLIENT_NAME = /^[\w\s+=,.@-]{1,128}$/;

/**
 * Makes the client in the pool, after the resource servers that it needs.
 */
export function renderClient(context: ClientContext, id: string, blueprint: ClientBlueprint): PoolClient {
  const { users } = blueprint;
  checkLifetimeUnits(context.scope, `client '${id}': ${blueprint.preset}`, blueprint.tokens);
  checkDurationUnit(context.scope, `client '${id}': ${blueprint.preset}: metadataCache`, blueprint.metadata?.cache, ['seconds']);
  checkName(context.scope, `client '${id}': ${blueprint.preset}`, blueprint.clientName);
  const client = PoolClient._make(context.scope, id, {
    userPool: context.userPool,
    ...(blueprint.clientName !== undefined ? { userPoolClientName: blueprint.clientName } : {}),
    generateSecret: blueprint.confidential,
    preventUserExistenceErrors: APP_CLIENT_DEFAULTS.preventUserExistenceErrors.value,
    enableTokenRevocation: APP_CLIENT_DEFAULTS.enableTokenRevocation.value,
    ...oauthProps(blueprint),
    ...lifetimeProps(blueprint.tokens),
    ...(users ? userProps(context, blueprint.preset, id, users) : userlessProps(context)),
  }, blueprint.oauth !== undefined && !blueprint.oauth.logoutUrls);
  const resource = client.node.defaultChild as cognito.CfnUserPoolClient;
  if (blueprint.machine) {
    resource.explicitAuthFlows = machineFlows(blueprint.machine);
  }
  if (blueprint.metadata) {
    renderMetadataPolicy(context.userPool, client, blueprint.metadata);
  }
  overrideTokenLifetimes(resource, blueprint.tokens);
  if (blueprint.oauth?.grant === 'code' && blueprint.oauth.callbackUrls.length === 0) {
    resource.callbackUrLs = [];
  }
  if (blueprint.oauth?.defaultRedirectUri !== undefined) {
    // The L2 would refuse a URI that one of the callbacks, a token, turns out to be.
    resource.defaultRedirectUri = blueprint.oauth.defaultRedirectUri;
  }
  if (users) {
    resource.explicitAuthFlows = Lazy.uncachedList({ produce: () => authFlows(context, users, blueprint.tokens) });
    resource.supportedIdentityProviders = Lazy.uncachedList({ produce: () => providerNames(context.userPool, users.signInWith) });
    warnOfEmptyLists(client, resource);
    if (!users.writeAttributes) {
      const declared = resource.writeAttributes ?? [];
      resource.writeAttributes = Lazy.uncachedList({
        produce: () => [...new Set([...declared, ...mappedAttributes(context.userPool, users.signInWith)])],
      });
    }
  }
  context.triggers.noteClient({
    client,
    signsUsersIn: users !== undefined,
    passwordFlow: users !== undefined && (users.userPassword || users.adminUserPassword),
    ...(users && !signsInAtPool(users) ? { customFlow: false } : users?.custom !== undefined ? { customFlow: users.custom } : {}),
  });
  if (blueprint.oauth) client.node.addDependency(prerequisites(client, context, blueprint.oauth));
  if (blueprint.oauth || users?.signInWith) adviseAtSynthesis(context, client, blueprint);
  return client;
}

function checkName(scope: IConstruct, subject: string, name: string | undefined): void {
  if (name !== undefined && !Token.isUnresolved(name) && !CLIENT_NAME.test(name)) {
    fail(
      scope,
      `${subject}: clientName: '${abbreviate(name)}' (${name.length} characters) is refused by Cognito; use 1 to 128 letters, digits, `
        + 'white space or +=,.@-_',
    );
  }
}

function oauthProps(blueprint: ClientBlueprint): Partial<cognito.UserPoolClientOptions> {
  const { oauth } = blueprint;
  if (!oauth) {
    return { disableOAuth: true };
  }
  if (oauth.grant === 'client_credentials') {
    return { oAuth: { flows: { clientCredentials: true }, scopes: oauth.scopes } };
  }
  const logoutUrls = oauth.logoutUrls ?? originsOf(oauth.callbackUrls);
  return {
    oAuth: {
      flows: { authorizationCodeGrant: true },
      // the L2 refuses an empty list, which URLs may still be added to
      callbackUrls: oauth.callbackUrls.length > 0 ? oauth.callbackUrls : [LATER],
      ...(logoutUrls.length > 0 ? { logoutUrls } : {}),
      scopes: oauth.scopes,
    },
  };
}

function userProps(context: ClientContext, preset: string, id: string, users: UserFlowsBlueprint): Partial<cognito.UserPoolClientOptions> {
  const attributes = attributesFor(context, `client '${id}': ${preset}`, users);
  return {
    authFlows: { userSrp: true },
    readAttributes: new NamedAttributes(attributes.read),
    writeAttributes: new NamedAttributes(attributes.write),
    ...(users.propagateUserContext ? { enablePropagateAdditionalUserContextData: true } : {}),
  };
}

function userlessProps(context: ClientContext): Partial<cognito.UserPoolClientOptions> {
  return {
    supportedIdentityProviders: [],
    authFlows: { userSrp: false },
    writeAttributes: new NamedAttributes(attributesWithoutUsers(context)),
  };
}

function lifetimeProps(tokens: TokenLifetimes): Partial<cognito.UserPoolClientOptions> {
  return {
    ...(isKnown(tokens.accessToken) ? { accessTokenValidity: tokens.accessToken } : {}),
    ...(isKnown(tokens.idToken) ? { idTokenValidity: tokens.idToken } : {}),
    ...(isKnown(tokens.refreshToken) ? { refreshTokenValidity: tokens.refreshToken } : {}),
    ...(isKnown(tokens.authSession) ? { authSessionValidity: tokens.authSession } : {}),
    ...(isKnown(tokens.rotationGrace) ? { refreshTokenRotationGracePeriod: tokens.rotationGrace } : {}),
  };
}

function isKnown(duration: Duration | undefined): duration is Duration {
  return duration !== undefined && !duration.isUnresolved();
}

/**
 * The L2 compares durations and throws on those that hold a token, so these go to the L1, in the unit they were given.
 */
function overrideTokenLifetimes(resource: cognito.CfnUserPoolClient, tokens: TokenLifetimes): void {
  const lifetimes = { AccessToken: tokens.accessToken, IdToken: tokens.idToken, RefreshToken: tokens.refreshToken };
  for (const [name, duration] of Object.entries(lifetimes)) {
    if (duration?.isUnresolved()) {
      resource.addPropertyOverride(`${name}Validity`, amountOf(duration));
      resource.addPropertyOverride(`TokenValidityUnits.${name}`, duration.unitLabel());
    }
  }
  if (tokens.authSession?.isUnresolved()) {
    resource.authSessionValidity = tokens.authSession.toMinutes();
  }
  if (tokens.rotationGrace?.isUnresolved()) {
    resource.refreshTokenRotation = { feature: 'ENABLED', retryGracePeriodSeconds: tokens.rotationGrace.toSeconds() };
  }
}

function amountOf(duration: Duration): number {
  switch (duration.unitLabel()) {
    case 'days': return duration.toDays();
    case 'hours': return duration.toHours();
    case 'minutes': return duration.toMinutes();
    default: return duration.toSeconds();
  }
}

/**
 * Never empty: without a list Cognito allows refreshing, SRP and custom challenges, and refuses that together with rotation.
 */
function authFlows(context: ClientContext, users: UserFlowsBlueprint, tokens: TokenLifetimes): string[] {
  return !signsInAtPool(users) ? ['ALLOW_REFRESH_TOKEN_AUTH'] : [
    ...(users.userPassword || context.triggers.migratesAtSignIn?.() ? ['ALLOW_USER_PASSWORD_AUTH'] : []),
    ...(users.adminUserPassword ? ['ALLOW_ADMIN_USER_PASSWORD_AUTH'] : []),
    ...((users.custom ?? context.triggers.hasCustomChallenge()) ? ['ALLOW_CUSTOM_AUTH'] : []),
    'ALLOW_USER_SRP_AUTH',
    ...(context.choiceBased ? ['ALLOW_USER_AUTH'] : []),
    ...(tokens.rotationGrace ? [] : ['ALLOW_REFRESH_TOKEN_AUTH']),
  ];
}

/** Whether people may sign in with a password or challenge of the pool in the app itself. */
function signsInAtPool({ external, signInWith }: UserFlowsBlueprint): boolean {
  return !external && offersUserPool(signInWith);
}

/**
 * What Cognito makes of an empty list is not documented, and without a list a client reads and writes everything.
 */
function warnOfEmptyLists(client: cognito.UserPoolClient, resource: cognito.CfnUserPoolClient): void {
  for (const list of ['readAttributes', 'writeAttributes'] as const) {
    if (resource[list]?.length === 0) {
      Validations.of(client).addWarning(
        'cdk-cognito-auth:empty-attribute-list',
        `${list} is empty, which Cognito may take as every attribute; name one that decides nothing, such as 'locale'`,
      );
    }
  }
}

/**
 * The resource servers whose scopes the client names, found only when the tree is complete. CloudFormation sees no reference in a name.
 * A name may hold tokens: the same token is the same text.
 */
function prerequisites(client: IConstruct, context: ClientContext, { scopes }: OAuthBlueprint): IDependable {
  const dependable = {};
  Dependable.implement(dependable, {
    get dependencyRoots(): IConstruct[] {
      const identifiers = new Set(scopes.map(({ scopeName }) => splitScope(scopeName)?.identifier));
      return serversBefore(client, context.userPool).filter((server) => identifiers.has(server.identifier));
    },
  });
  return dependable;
}

/**
 * Warnings about what other statements may still add, hence given when the tree is complete.
 */
function adviseAtSynthesis(context: ClientContext, client: PoolClient, blueprint: ClientBlueprint): void {
  judgeAtSynthesis(client, app => {
    const warn = (slug: string, message: string) => Validations.of(client).addWarning(`cdk-cognito-auth:${slug}`, message);
    const hasDomain = blueprint.oauth ? context.hasDomain(app) : true;
    const without = hasDomain === undefined
      ? 'it isn\'t known whether this user pool has one; say hasDomain: true to ExistingUserPool.from… if it has'
      : 'this user pool has no domain; add one to the pool';
    if (blueprint.oauth?.grant === 'client_credentials' && !blueprint.machine?.tokenApi && !hasDomain) {
      warn(
        'machine-client-without-domain',
        `a machine client gets its tokens at the token endpoint of the domain, and ${without}, or set tokenApi: true`,
      );
    }
    if (blueprint.oauth?.grant === 'code' && !hasDomain) {
      warn(
        'code-client-without-domain',
        `an app sends people to the authorize endpoint of the domain for a code, and ${without}, or leave callbackUrls out if the app `
          + 'signs people in through the SDK',
      );
    }
    const unknown = unknownScopes(client, context, blueprint);
    if (unknown.length > 0) {
      warn(
        'unknown-scope',
        `scopes: ${unknown.join(', ')} belong to no resource server of this pool in its stack; add it by addResourceServer, `
          + 'or make sure that it exists first',
      );
    }
    const resource = client.node.defaultChild as cognito.CfnUserPoolClient;
    const mute = blueprint.oauth?.grant === 'code' && resource.callbackUrLs?.length === 0;
    return [
      ...mute ? [`${blueprint.preset}: callbackUrls is empty; give at least one URL of the app, here or by addCallbackUrl`] : [],
      ...cyclesThroughUrls(resource),
      ...notInPool(context.userPool, blueprint.users?.signInWith)
        .map((name) =>
          `signInWith names '${name}', which is no identity provider of this pool; add it with addIdentityProvider or identityProviders`),
    ];
  });
}

function unknownScopes(client: IConstruct, context: ClientContext, blueprint: ClientBlueprint): string[] {
  const names = (blueprint.oauth?.scopes ?? []).map((scope) => scope.scopeName);
  const servers = serversBefore(client, context.userPool);
  return names.filter((name) =>
    splitScope(name) && name !== REGISTER && !Token.isUnresolved(name) && !servers.some((server) => server._has(name)));
}
