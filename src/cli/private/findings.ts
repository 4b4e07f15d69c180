import { described, Finding } from '../../guardrails/guardrail-rule';
import type { LoadedTemplate } from '../../template/load';
import { Names } from '../../template/names';

/** Findings as people read them, which resource of which template it is where several have one of that name. */
export function labelled(findings: Finding[], templates: LoadedTemplate[]): Finding[] {
  const names = new Names(templates);
  return findings.map(finding => ({ ...finding, resource: names.label(finding.template, finding.resource) }));
}

/** Findings for a terminal. */
export function findingsAsText(findings: Finding[]): string {
  if (findings.length === 0) return 'no findings';
  return findings.map(finding => {
    const { severity, rule, catalogue, resource, fix } = finding;
    return `${severity.toUpperCase()} ${rule} (${catalogue.join(' ')}) at ${resource}\n  ${described(finding)}\n  fix: ${fix}`;
  }).join('\n\n');
}
