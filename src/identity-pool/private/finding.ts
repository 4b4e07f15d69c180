import { Construct } from 'constructs';
import { warn } from '../../private/warn';

/** What is wrong with a rule. */
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

/** How a message about the claim of a rule begins. */
export function readsOf(id: string, claim: string, where: string): string {
  return `rule '${id}' reads '${claim}' of ${where}`;
}

export function acknowledge(what: string): string {
  return `accept it with acknowledgeWriters('…') on the claim and say ${what}`;
}
