import { CfnResource, Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { presentIn } from '../../private/present';
import { userError } from '../../private/user-error';

/**
 * The ids of the app clients whose tokens an API takes. No client at all would be anybody's, those that are registered later included.
 *
 * @param call where the clients stand, for the message
 */
export function idsOfClients(call: string, userPool: cognito.IUserPool, given: cognito.IUserPoolClient[], most: number): string[] {
  const clients = [...new Set(presentIn(given))];
  if (clients.length === 0) {
    throw userError(`${call}: clients is empty; name the app clients whose tokens the API takes`);
  }
  if (clients.length > most) {
    throw userError(`${call}: clients has ${clients.length} app clients; at most ${most} fit`);
  }
  const stranger = clients.find(client => isOfAnotherPool(client, userPool));
  if (stranger) {
    throw userError(`${call}: the app client '${stranger.node.path}' is not one of '${userPool.node.path}', `
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
