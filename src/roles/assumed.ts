import { Construct } from 'constructs';
import { Standing } from '../identity-facts/trust-of-pool';

/** The identity pool that hands a role out, and to whom. */
export interface Assumed {
  readonly by: Construct;
  readonly standing: Standing;
}
