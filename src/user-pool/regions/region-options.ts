import { PoolIssuer } from './pool-issuer';

/**
 * What a user pool in several Regions asks for.
 */
export interface RegionOptions {
  /**
   * The issuer of the pool's tokens. AWS recommends `UPDATED` for pools with a replica. Changing it breaks everything that has the issuer
   * written down: JWT authorizers of API Gateway, discovery URLs, verifiers in your code, tokens that people hold. It is not verified what
   * identity pools and their roles make of it, so the library warns.
   * @default PoolIssuer.ORIGINAL - nothing is written to the template
   */
  readonly issuer?: PoolIssuer;
}
