import { Review } from '../guardrails/check';
import { AcceptedFinding, Finding } from '../guardrails/guardrail-rule';

/** What the guardrails find on one side alone. */
export interface FindingChange {
  /** Found in what is new, and not before. */
  readonly found: Finding[];
  /** Accepted there, and not before: neither found nor accepted, or found. */
  readonly accepted: AcceptedFinding[];
  /** Found before, and no longer there at all. */
  readonly settled: Finding[];
}

/** One that several roles or claims have is found as often as that: one more of it is new. */
export function findingsBetween(before: Review, after: Review): FindingChange {
  return {
    found: without(after.findings, before.findings),
    accepted: without(after.accepted, before.accepted),
    settled: without(before.findings, [...after.findings, ...after.accepted]),
  };
}

/** Worded anew, a finding is the same if its rule found it at the same resource. */
function without<T extends Finding>(findings: readonly T[], others: readonly Finding[]): T[] {
  const exact = counted(others, wording);
  const left = findings.filter(finding => !taken(exact, wording(finding)));
  const reworded = counted(others.filter(other => !findings.some(finding => wording(finding) === wording(other))), place);
  return left.filter(finding => !taken(reworded, place(finding)));
}

function place({ rule, template, resource }: Finding): string {
  return JSON.stringify([rule, template, resource]);
}

function wording(finding: Finding): string {
  return JSON.stringify([place(finding), finding.message, finding.condition]);
}

function counted(findings: readonly Finding[], keyOf: (finding: Finding) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  return counts;
}

function taken(counts: Map<string, number>, key: string): boolean {
  const count = counts.get(key) ?? 0;
  counts.set(key, count - 1);
  return count > 0;
}
