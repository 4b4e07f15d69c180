/**
 * A finding that is intended.
 */
export interface GuardrailAcknowledgement {
  /**
   * The id of the rule, as RULES.md lists it.
   */
  readonly id: string;

  /**
   * Why the finding is accepted.
   */
  readonly reason: string;

  /**
   * The logical id of the resource that it is accepted for.
   *
   * @default - for every resource
   */
  readonly resource?: string;
}
