import { cell, table } from './markdown';
import { Placed } from './places';
import { Review } from '../../guardrails/check';
import { AcceptedFinding, described, Finding, LEVELS } from '../../guardrails/guardrail-rule';
import { Names } from '../../template/names';
import type { LoadedTemplate } from '../../template/text/load';

/** Findings as people read them, which resource of which template it is where several have one of that name. */
export function labelled<T extends Finding>(findings: T[], templates: LoadedTemplate[]): T[] {
  const names = new Names(templates);
  return findings.map(finding => ({ ...finding, resource: names.label(finding.template, finding.resource) }));
}

/** What decides who gets in, and the hygiene of user pools. */
export function byGroup<T extends Finding>(findings: T[]): { access: T[]; hygiene: T[] } {
  const [access, hygiene] = [false, true].map(is => findings.filter(({ group }) => (group === 'hygiene') === is));
  return { access, hygiene };
}

/** Findings for a terminal: first what decides who gets in, then the hygiene of user pools. */
export function findingsAsText(findings: Placed[]): string {
  if (findings.length === 0) return 'no findings';
  const { access, hygiene } = byGroup(findings);
  return [
    ...access.map(asText),
    ...hygiene.length > 0 ? ['hygiene of the user pool:'] : [],
    ...hygiene.map(asText),
  ].join('\n\n');
}

/** Findings as a table of Markdown. */
export function findingTable(findings: Finding[], placeOf: (finding: Finding) => string): string {
  return table(['severity', 'rule', 'at', 'finding', 'fix'], findings.map(finding =>
    [finding.severity, finding.rule, placeOf(finding), described(finding), finding.fix].map(cell)));
}

/** Findings, what is accepted and why, and how many there are of each. */
export function reviewAsText({ findings, accepted }: Review): string {
  const parts = [findingsAsText(findings), ...accepted.length > 0 ? [acceptedAsText(accepted)] : []];
  return [...parts, ...findings.length + accepted.length > 0 ? [summary({ findings, accepted })] : []].join('\n\n');
}

/** How many findings there are, how many of each severity, and how many are accepted. */
export function summary({ findings, accepted }: Review): string {
  const levels = [...LEVELS].reverse().map(level => [level, findings.filter(({ severity }) => severity === level).length] as const)
    .filter(([, count]) => count > 0).map(([level, count]) => `${count} ${level}`);
  const hygiene = byGroup(findings).hygiene.length;
  const details = [...levels, ...hygiene > 0 ? [`${hygiene} of hygiene`] : []].join(', ');
  return `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}${details ? ` (${details})` : ''}, ${accepted.length} `
    + 'accepted';
}

function acceptedAsText(accepted: Placed<AcceptedFinding>[]): string {
  return accepted.map(finding =>
    `ACCEPTED ${finding.rule} at ${finding.resource}\n${where(finding)}  ${described(finding)}\n  because: ${finding.reason}`)
    .join('\n\n');
}

function asText(finding: Placed): string {
  const { severity, rule, resource, fix } = finding;
  return `${severity.toUpperCase()} ${rule} at ${resource}\n${where(finding)}  ${described(finding)}\n  fix: ${fix}`;
}

/** A line with the construct and the line of the template; none if neither is known. */
function where({ constructPath, file, line }: Placed): string {
  const places = [
    ...constructPath === undefined ? [] : [constructPath], ...file === undefined || line === undefined ? [] : [`${file}:${line}`],
  ];
  return places.length > 0 ? `  in ${places.join(', ')}\n` : '';
}
