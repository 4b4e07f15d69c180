import { RuleMatch } from './rule-match';
import { Claim } from '../../claim';

/** A claim that decides what somebody may do, and by what. */
export interface ClaimUse {
  /** What reads it, as a message begins: `rule 'Gold'`. */
  readonly what: string;
  readonly claim: Claim;
  /** How much of the value counts. */
  readonly match: RuleMatch;
  /** What those choose who write it themselves. */
  readonly choice: string;
  /** What comes of it if no token has it. */
  readonly without: string;
}
