/** What an app client allows, as its properties are in the template. */
export interface ClientFlows {
  readonly explicitAuthFlows?: readonly string[];
  readonly allowedOAuthFlows?: readonly string[];
}

/**
 * Whether users get tokens without the pages of the user pool. Without a list of its own, a client has flows with passwords.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
 */
export function signsInDirectly({ explicitAuthFlows }: ClientFlows): boolean {
  return explicitAuthFlows === undefined || explicitAuthFlows.some(flow => flow !== 'ALLOW_REFRESH_TOKEN_AUTH');
}

/** Whether users sign in at all: the machines of a client credentials grant are none, but its client may let users in as well. */
export function usersSignIn(client: ClientFlows): boolean {
  return !(client.allowedOAuthFlows ?? []).includes('client_credentials') || signsInDirectly(client);
}
