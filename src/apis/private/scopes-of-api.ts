import { CfnResource, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { WholeApp } from '../../app-tree/whole-app';
import { preTokenTrigger } from '../../identity-facts/claims/pre-token';
import { asList } from '../../private/as-list';
import { fail } from '../../private/fail';
import { presentIn, required } from '../../private/present';
import { warn } from '../../private/warn';

/** Each access token of a sign-in without login pages has it, and no other. */
const SELF_SERVICE = cognito.OAuthScope.COGNITO_ADMIN.scopeName;

/**
 * The names of scopes of which a token has to have one. Without any, an ID token would do.
 *
 * @param scope what the message is about, with `call`
 */
export function namesOfScopes(scope: IConstruct, call: string, scopes: cognito.OAuthScope[], most?: number): string[] {
  required(scope, call, { scopes });
  const names = [...new Set(presentIn(scopes).map(({ scopeName }) => scopeName))];
  if (names.length === 0) {
    fail(scope, `${call}: name at least one scope; only access tokens have scopes, and that is how they are told from ID tokens`);
  }
  const wrong = names.find(name => !Token.isUnresolved(name) && !/^\S+$/.test(name));
  if (wrong !== undefined) {
    fail(scope, `${call}: '${wrong}' is no scope; name one without white space, such as 'orders/read'`);
  }
  if (most !== undefined && names.length > most) {
    fail(scope, `${call} has ${names.length} scopes; API Gateway takes at most ${most}`);
  }
  return names;
}

/**
 * Says so where no app client of the pool can have a token with one of the scopes: everybody would be turned away.
 */
export function adviseScopes(scope: IConstruct, userPool: cognito.IUserPool, names: string[], app: WholeApp): void {
  const pool = userPool.node.defaultChild;
  if (!CfnResource.isCfnResource(pool) || names.includes(SELF_SERVICE) || names.some(name => Token.isUnresolved(name))
    || addsScopes(pool, app)) {
    return;
  }
  const all = app.of('AWS::Cognito::UserPoolClient');
  const clients = app.partsOf(pool, 'AWS::Cognito::UserPoolClient');
  const unknown = all.some(client => app.refersTo(app.properties(client).UserPoolId, client, pool) === 'unknown');
  const allowed = clients.flatMap(client => asList<unknown>(app.properties(client).AllowedOAuthScopes));
  if (unknown || clients.length === 0 || allowed.some(name => typeof name !== 'string' || names.includes(name))) {
    return;
  }
  warn(scope, 'api-scope-of-no-client', `no app client of '${userPool.node.path}' may ask for ${names.join(' or ')}, so no token passes; `
    + 'put the scope into the scopes of a client, which gets it from the login pages or as a machine');
}

/** A function that changes access tokens may add scopes as well. */
function addsScopes(pool: CfnResource, app: WholeApp): boolean {
  const { isSet, version } = preTokenTrigger(app.properties(pool).LambdaConfig);
  return isSet !== false && version !== 'V1_0';
}
