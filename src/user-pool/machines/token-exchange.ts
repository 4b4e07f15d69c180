/**
 * How a machine exchanges a user's token for a token to another API.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-token-exchange.html
 */
export enum TokenExchange {
  /** The machine also sends a token of its own, and the new token names it (claim `act`), so it stays visible who acts for whom. */
  DELEGATION = 'delegation',

  /** The new token looks as if the user had called in person. */
  IMPERSONATION = 'impersonation',
}
