import type { AccessMatrix } from '../../access-model/access-matrix';
import type { Review } from '../../guardrails/check';
import type { Limits } from '../private/limits';

/** What the access page says. */
export interface AccessReport {
  readonly matrices: AccessMatrix[];
  readonly review: Review;
  readonly limits: Limits;
}
