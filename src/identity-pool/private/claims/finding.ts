import { Construct } from 'constructs';
import { ClaimUse } from './claim-use';
import { warn } from '../../../private/warn';

/** What is wrong with a claim that decides. */
export interface Finding {
  readonly message: string;
  /** The id of the warning. Without one it stops synthesis. */
  readonly warning?: string;
}

/** The messages of what stops synthesis; the others are given as warnings. */
export function said(scope: Construct, findings: readonly Finding[]): string[] {
  findings.forEach(({ message, warning }) => warning !== undefined && warn(scope, warning, message));
  return findings.filter(({ warning }) => warning === undefined).map(({ message }) => message);
}

/** How a message about a claim begins. */
export function readsOf({ what, claim }: Pick<ClaimUse, 'what' | 'claim'>, where: string): string {
  return `${what} reads '${claim.name}' of ${where}`;
}

export function acknowledge(what: string): string {
  return `accept it with acknowledgeWriters('…') on the claim and say ${what}`;
}
