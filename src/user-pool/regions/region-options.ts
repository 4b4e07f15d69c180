import { PoolIssuer } from './pool-issuer';

/**
 * What a user pool in several Regions asks for.
 */
export interface RegionOptions {
  /**
   * How the pool calls itself in its tokens. AWS recommends `UPDATED` for pools with a replica. A change breaks whatever has the issuer
   * written down: JWT authorizers of API Gateway, discovery URLs, verifiers in your code, tokens that people hold. What identity pools
   * and the roles behind them make of it is not verified, which a warning says.
   * @default PoolIssuer.ORIGINAL - nothing is written to the template
   */
  readonly issuer?: PoolIssuer;
}
