import { Construct } from 'constructs';
import { Standing } from '../identity-facts/trust/trust-of-pool';

/** The identity pool that hands a role out, and to whom. */
export interface Assumed {
  readonly by: Construct;
  readonly standing: Standing;
  /** Notes who counts on sessions having a tag, so that one that nobody has is reported. */
  readonly wantTag: (key: string, by: string) => void;
}
