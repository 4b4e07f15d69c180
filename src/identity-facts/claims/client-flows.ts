/** What an app client allows, as its properties are in the template. */
export interface ClientFlows {
  readonly explicitAuthFlows?: readonly string[];
  readonly allowedOAuthFlows?: readonly string[];
}

/** The flow by which a machine gets tokens from the API, hence without a domain. */
export const CLIENT_TOKEN_FLOW = 'ALLOW_CLIENT_TOKEN_AUTH';

/** Flows that trade a token of a user for another one, with an actor named in it or without. */
export const EXCHANGE_FLOWS = ['ALLOW_TOKEN_EXCHANGE_DELEGATION', 'ALLOW_TOKEN_EXCHANGE_IMPERSONATION'];

/** Flows that nobody begins to sign in with: they renew tokens, trade them, or are for machines. */
const WITHOUT_USER = ['ALLOW_REFRESH_TOKEN_AUTH', CLIENT_TOKEN_FLOW, ...EXCHANGE_FLOWS];

/**
 * Whether users get tokens without the pages of the user pool. Without a list of its own, a client has flows with passwords.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
 */
export function signsInDirectly({ explicitAuthFlows }: ClientFlows): boolean {
  return explicitAuthFlows === undefined || explicitAuthFlows.some(flow => !WITHOUT_USER.includes(flow));
}

/** Whether users sign in at all: the machines of a client are none, but it may let users in as well. */
export function usersSignIn(client: ClientFlows): boolean {
  const machines = (client.allowedOAuthFlows ?? []).includes('client_credentials')
    || (client.explicitAuthFlows ?? []).includes(CLIENT_TOKEN_FLOW);
  return !machines || signsInDirectly(client) || goesToPages(client.allowedOAuthFlows ?? []);
}

/** Whether one of the OAuth flows leads over the pages of the user pool. */
export function goesToPages(allowedOAuthFlows: readonly unknown[]): boolean {
  return allowedOAuthFlows.some(flow => flow === 'code' || flow === 'implicit');
}

/** Whether the client gets tokens of users without letting them in: whoever has one trades it for another, with no scope that it lacks. */
export function tradesTokens({ explicitAuthFlows }: ClientFlows): boolean {
  return (explicitAuthFlows ?? []).some(flow => EXCHANGE_FLOWS.includes(flow));
}
