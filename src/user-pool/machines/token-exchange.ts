/**
 * How a machine trades the token of a user for one that is for another API.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-token-exchange.html
 */
export enum TokenExchange {
  /** The machine shows a token of its own as well, and the new token names it (claim `act`): who acts for whom stays visible. */
  DELEGATION = 'delegation',

  /** The new token looks as if the user had come in person. */
  IMPERSONATION = 'impersonation',
}
