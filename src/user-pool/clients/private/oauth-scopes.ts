import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { userError } from '../../../private/user-error';

const MAX_SCOPES = 50;

/** What Cognito itself defines. Each of them is about a signed-in user. */
const USER_SCOPES = [
  cognito.OAuthScope.OPENID,
  cognito.OAuthScope.EMAIL,
  cognito.OAuthScope.PHONE,
  cognito.OAuthScope.PROFILE,
  cognito.OAuthScope.COGNITO_ADMIN,
].map((scope) => scope.scopeName);

/**
 * Refuses a list of scopes that no client may have.
 */
export function checkScopes(prop: string, scopes: cognito.OAuthScope[]): cognito.OAuthScope[] {
  const names = new Set(scopes.map((scope) => scope.scopeName));
  if (names.size === 0) {
    throw userError(`${prop} is empty; name at least one scope`);
  }
  if (names.size > MAX_SCOPES) {
    throw userError(`${prop} has ${names.size} scopes; an app client takes at most ${MAX_SCOPES}`);
  }
  for (const name of names) {
    if (!Token.isUnresolved(name) && !USER_SCOPES.includes(name) && !isCustomScope(name)) {
      throw userError(`${prop}: '${name}' is neither a scope of Cognito (${USER_SCOPES.join(', ')}) nor '<resource server>/<scope>'`);
    }
  }
  return scopes;
}

/**
 * A machine has no user, so the scopes about users are refused by Cognito.
 */
export function checkMachineScopes(prop: string, scopes: cognito.OAuthScope[]): cognito.OAuthScope[] {
  checkScopes(prop, scopes);
  for (const { scopeName } of scopes) {
    if (USER_SCOPES.includes(scopeName)) {
      throw userError(`${prop}: '${scopeName}' is about a signed-in user, which a machine client has not; use scopes of a resource server`);
    }
  }
  return scopes;
}

/**
 * The identifier may contain slashes (it is often a URL), the name of the scope may not.
 */
export function splitScope(scopeName: string): { identifier: string; name: string } | undefined {
  const slash = scopeName.lastIndexOf('/');
  return slash < 0 ? undefined : { identifier: scopeName.slice(0, slash), name: scopeName.slice(slash + 1) };
}

function isCustomScope(scopeName: string): boolean {
  const parts = splitScope(scopeName);
  return !!parts && parts.identifier.length > 0 && parts.name.length > 0;
}
