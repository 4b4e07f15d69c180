import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { AppIdentityProvider } from './app-identity-provider';
import { IdentityProvider } from './identity-provider';
import { USER_POOL } from './private/provider-blueprint';
import { ISignInProvider } from './sign-in-provider';
import { SET_BY_COGNITO } from '../../identity-facts/claims/standard-attributes';
import { fail } from '../../private/fail';
import { idFromName } from '../../private/id-from-name';
import { warn } from '../../private/warn';

/** What federation needs to know about the pool. */
export interface FederationContext {
  readonly scope: Construct;
  readonly userPool: cognito.UserPool;
  /** Every attribute the pool has, as it is named in a token. */
  readonly readableAttributes: string[];
}

/**
 * Makes a provider in a pool, once its mapping fits what the pool knows about people.
 */
export function addProvider({ scope, userPool, readableAttributes }: FederationContext, provider: IdentityProvider): AppIdentityProvider {
  const { name, factory, mapping, identifiers } = provider._blueprintAt(scope);
  const others = madeIn(userPool);
  if (others.some(other => other._provider.providerName === name)) {
    fail(
      scope,
      `${factory}: the pool has a provider '${name}' already; add it `
        + `once${/'/.test(factory) ? ', or give one of the two another name' : ''}`,
    );
  }
  const missing = Object.keys(mapping).find(attribute => attribute.startsWith('custom:') && !readableAttributes.includes(attribute));
  if (missing !== undefined) {
    fail(
      scope,
      `${factory}: attributes.custom maps '${missing.slice('custom:'.length)}', which the pool does not have; `
        + 'declare it in attributes.custom of the pool',
    );
  }
  const made = new AppIdentityProvider(scope, `IdentityProvider${idFromName(name, name.replace(/[^\w-]/g, ''))}`, { userPool, provider });
  const shared = identifiers.find(identifier => others.some(other => other._provider._blueprint.identifiers.includes(identifier)));
  if (shared !== undefined) {
    warn(
      made,
      'provider-identifier-twice',
      `identifiers: '${shared}' is that of another provider of the pool as well, so idp_identifier leads to one of the two; give it to one`,
    );
  }
  adviseEmail(made, userPool);
  return made;
}

/** The providers of a pool that this library has made. */
export function madeIn(userPool: cognito.IUserPool): AppIdentityProvider[] {
  return userPool.identityProviders.map(({ node }) => node?.scope).filter(scope => scope instanceof AppIdentityProvider);
}

/** How a client lists those whom people may sign in with there: all, those included that are added later, or those that it names. */
export function providerNames(userPool: cognito.IUserPool, signInWith: readonly ISignInProvider[] | undefined): string[] {
  const names = signInWith?.map(provider => madeFrom(userPool, provider)?.providerName ?? provider.providerName)
    ?? [...userPool.identityProviders.map(({ providerName }) => providerName), USER_POOL];
  return [...new Set(names)];
}

/** What a client has to be able to write, because the providers that it lists fill it. */
export function mappedAttributes(userPool: cognito.IUserPool, signInWith: readonly ISignInProvider[] | undefined): string[] {
  const listed = signInWith ? signInWith.flatMap(provider => madeFrom(userPool, provider) ?? []) : madeIn(userPool);
  const mapped = listed.flatMap(({ _provider }) => Object.keys(_provider._blueprint.mapping));
  return [...new Set(mapped)].filter(name => !SET_BY_COGNITO.includes(name)).sort();
}

/** Whether people may sign in with a password or passkey of the pool. */
export function offersUserPool(signInWith: readonly ISignInProvider[] | undefined): boolean {
  return signInWith?.some(isUserPool) ?? true;
}

/** Whether a provider is asked for, and not only the pool itself. */
export function asksForProviders(signInWith: readonly ISignInProvider[] | undefined): boolean {
  return signInWith?.some(provider => !isUserPool(provider)) ?? false;
}

/** The name of a provider as text: in a URL nothing has to wait for the provider. */
export function nameInUrl(provider: ISignInProvider): string {
  return provider instanceof AppIdentityProvider ? provider._provider.providerName : provider.providerName;
}

/** What a client offers that was described and never added to the pool. */
export function notInPool(userPool: cognito.IUserPool, signInWith: readonly ISignInProvider[] | undefined): string[] {
  return (signInWith ?? []).filter(provider => provider instanceof IdentityProvider && !madeFrom(userPool, provider))
    .map(({ providerName }) => providerName);
}

function isUserPool({ providerName }: ISignInProvider): boolean {
  return providerName === USER_POOL;
}

function madeFrom(userPool: cognito.IUserPool, provider: ISignInProvider): AppIdentityProvider | undefined {
  return madeIn(userPool).find(made => [made, made._provider].some(({ providerName }) => providerName === provider.providerName));
}

/** A name that holds what the construct tree keeps for itself gets a hash, so that two names never make one id. */

function adviseEmail(made: AppIdentityProvider, userPool: cognito.UserPool): void {
  const { mapping, factory, emailTrust } = made._provider._blueprint;
  const { usernameAttributes, aliasAttributes } = userPool.node.defaultChild as cognito.CfnUserPool;
  if (![...usernameAttributes ?? [], ...aliasAttributes ?? []].includes('email')) {
    return;
  }
  if (mapping.email === undefined) {
    fail(
      made,
      `${factory}: attributes.email is missing, and people sign in to this pool by e-mail; name the claim with the address: attributes: `
        + '{ email: \'…\' }',
    );
  }
  if (mapping.email_verified === undefined && emailTrust === undefined) {
    warn(made, 'provider-email-unverified', `${factory}: the address of '${mapping.email}' comes without email_verified, `
      + 'and people sign in to this pool by e-mail. '
      + 'Who can enter another person\'s address there is taken for that person wherever the app goes by it. '
      + 'Map emailVerified where the provider has such a claim, or say in emailTrustedBecause who gives the addresses and that people '
      + 'can\'t change them');
  }
}
