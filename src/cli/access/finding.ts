/** What a guardrail found, as `check` reports it. */
export interface ReportedFinding {
  readonly rule: string;
  readonly severity: string;
  readonly resource: string;
  readonly message: string;
  readonly fix: string;
}
