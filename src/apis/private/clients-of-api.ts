import { CfnResource, Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { fail } from '../../private/fail';
import { presentIn, required } from '../../private/present';

/**
 * Fails where the user pool of an authorizer is missing. An authorizer is no construct: the first of its app clients tells where it is.
 *
 * @param call what is called, for the message
 */
export function requireUserPool(
  call: string, props?: { userPool?: cognito.IUserPool | null; clients?: cognito.IUserPoolClient[] | null } | null,
): void {
  const { userPool, clients } = props ?? {};
  required(presentIn(clients ?? [])[0], call, { userPool });
}

/**
 * The ids of the app clients whose tokens an API takes. No client at all would be anybody's, those that are registered later included.
 *
 * @param scope what the message is about, with `call`
 */
export function idsOfClients(
  scope: IConstruct, call: string, userPool: cognito.IUserPool, given: cognito.IUserPoolClient[], most: number,
): string[] {
  const clients = [...new Set(presentIn(given))];
  if (clients.length === 0) {
    fail(scope, `${call}: clients is empty; name the app clients whose tokens the API takes`);
  }
  if (clients.length > most) {
    fail(scope, `${call}: clients has ${clients.length} app clients; at most ${most} fit`);
  }
  const stranger = clients.find(client => isOfAnotherPool(client, userPool));
  if (stranger) {
    fail(scope, `${call}: the app client '${stranger.node.path}' is not one of '${userPool.node.path}', `
      + 'so its tokens would never pass; name clients of that user pool');
  }
  return clients.map(({ userPoolClientId }) => userPoolClientId);
}

/** Only two resources of the app can be told apart for certain. */
function isOfAnotherPool(client: cognito.IUserPoolClient, userPool: cognito.IUserPool): boolean {
  const [own, pool] = [client.node.defaultChild, userPool.node.defaultChild];
  if (!cognito.CfnUserPoolClient.isCfnUserPoolClient(own) || !CfnResource.isCfnResource(pool)) {
    return false;
  }
  const said = Stack.of(own).resolve(own.userPoolId);
  return Token.isUnresolved(own.userPoolId) && said?.Ref !== undefined && said.Ref !== Stack.of(pool).resolve(pool.ref).Ref;
}
