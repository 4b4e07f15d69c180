/**
 * How a user pool calls itself in its tokens, the claim `iss`.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_IssuerConfigurationType.html
 */
export enum PoolIssuer {
  /** `https://cognito-idp.REGION.amazonaws.com/POOL`, which everything that verifies tokens of Cognito knows. */
  ORIGINAL = 'ORIGINAL',
  /** `https://issuer-cognito-idp.REGION.amazonaws.com/POOL`, with the Region that the pool was made in, also in tokens of a replica. */
  UPDATED = 'UPDATED',
}
