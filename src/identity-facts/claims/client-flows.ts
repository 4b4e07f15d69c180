/** What an app client allows, as its properties are in the template. */
export interface ClientFlows {
  readonly explicitAuthFlows?: readonly string[];
  readonly allowedOAuthFlows?: readonly string[];
}

/** Flows that nobody begins to sign in with: one renews tokens, the other is for machines. */
const WITHOUT_USER = ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_CLIENT_TOKEN_AUTH'];

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
  const machines = (client.allowedOAuthFlows ?? []).includes('client_credentials') || (client.explicitAuthFlows ?? []).includes('ALLOW_CLIENT_TOKEN_AUTH');
  return !machines || signsInDirectly(client) || goesToPages(client.allowedOAuthFlows ?? []);
}

/** Whether one of the OAuth flows leads over the pages of the user pool. */
export function goesToPages(allowedOAuthFlows: readonly unknown[]): boolean {
  return allowedOAuthFlows.some(flow => flow === 'code' || flow === 'implicit');
}
