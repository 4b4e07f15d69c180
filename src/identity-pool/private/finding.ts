/** What is wrong with a rule. */
export interface Finding {
  readonly message: string;
  /** The id of the warning. Without one it stops synthesis. */
  readonly warning?: string;
}

/** How a message about the claim of a rule begins. */
export function readsOf(id: string, claim: string, where: string): string {
  return `rule '${id}' reads '${claim}' of ${where}`;
}

export function acknowledge(what: string): string {
  return `accept it with acknowledgeWriters('…') on the claim and say ${what}`;
}
