import { ClientFlows, signsInDirectly, tradesTokens, usersSignIn } from './client-flows';

/** The scope of access tokens with which users change their own attributes. */
export const SELF_SERVICE_SCOPE = 'aws.cognito.signin.user.admin';

/**
 * What an app client lets its users write. Whoever reads it decides what stands in for what is not known: the constructs the unsafe
 * side, the guardrails nothing.
 */
export interface WritingClient extends ClientFlows {
  readonly allowedOAuthScopes?: readonly string[];
  readonly writeAttributes?: readonly string[];
  readonly secret: boolean;
}

/**
 * Whether the client names no attributes, so that everything may be written through it. The sources differ on custom attributes, and on
 * an empty list.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
 */
export function writesEverything({ writeAttributes }: WritingClient): boolean {
  return writeAttributes === undefined || writeAttributes.length === 0;
}

/** Whether the attribute is among those that may be written through the client. */
export function mayWrite(client: WritingClient, attribute: string): boolean {
  return writesEverything(client) || client.writeAttributes!.includes(attribute);
}

/**
 * Whether people who signed in through the client can change the attribute of themselves: a token that lets them comes with signing in
 * directly, and from the login pages or for another token with a scope of its own.
 */
export function canUpdate(client: WritingClient, attribute: string): boolean {
  const selfService = (client.allowedOAuthScopes ?? []).includes(SELF_SERVICE_SCOPE);
  const tokens = signsInDirectly(client) || (selfService && (usersSignIn(client) || tradesTokens(client)));
  return tokens && mayWrite(client, attribute);
}

/** Whether people who sign up through the client can set the attribute: signing up asks for no flow, but for the secret of the client. */
export function canSignUpWith(client: WritingClient, attribute: string): boolean {
  return !client.secret && mayWrite(client, attribute);
}
