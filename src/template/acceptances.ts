import { isObject } from './values';

/** Where the metadata of a resource says what of it is accepted: `{ accepts: [{ rule, reason }] }`. */
export const ACCEPTANCE_METADATA = 'cdk-cognito-auth';

/** A finding at one resource that is intended, and why. */
export interface Acceptance {
  /** Id of the guardrail. */
  readonly rule: string;
  readonly reason: string;
  /** Only what the rule finds about this claim; all of it when left out. */
  readonly claim?: string;
}

/** What the metadata of a resource accepts; an entry without a reason accepts nothing. */
export function acceptancesOf(metadata: unknown): Acceptance[] {
  const own = isObject(metadata) ? metadata[ACCEPTANCE_METADATA] : undefined;
  const entries: unknown = isObject(own) ? own.accepts : undefined;
  return Array.isArray(entries) ? entries.filter(isAcceptance) : [];
}

function isAcceptance(entry: unknown): entry is Acceptance {
  return isObject(entry) && typeof entry.rule === 'string' && typeof entry.reason === 'string' && entry.reason.trim() !== ''
    && (entry.claim === undefined || typeof entry.claim === 'string');
}
