import { Finding } from '../../guardrails/guardrail-rule';

/** Findings for a terminal. */
export function findingsAsText(findings: Finding[]): string {
  if (findings.length === 0) return 'no findings';
  return findings.map(({ severity, rule, catalogue, resource, message, fix }) =>
    `${severity.toUpperCase()} ${rule} (${catalogue.join(' ')}) at ${resource}\n  ${message}\n  fix: ${fix}`).join('\n\n');
}
