/**
 * The issuer of a user pool's tokens, the claim `iss`.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_IssuerConfigurationType.html
 */
export enum PoolIssuer {
  /** `https://cognito-idp.REGION.amazonaws.com/POOL`, which everything that verifies Cognito's tokens knows. */
  ORIGINAL = 'ORIGINAL',
  /** `https://issuer-cognito-idp.REGION.amazonaws.com/POOL`, with the Region in which the pool was created, even in tokens of a replica. */
  UPDATED = 'UPDATED',
}
