import { Placed } from './places';
import { Review } from '../../guardrails/check';
import { AcceptedFinding, described, Finding, LEVELS } from '../../guardrails/guardrail-rule';
import { Names } from '../../template/names';
import type { LoadedTemplate } from '../../template/text/load';
import { cell, table } from '../private/markdown';

/** Findings as people read them, which resource of which template it is where several have one of that name. */
export function labelled<T extends Finding>(findings: T[], templates: LoadedTemplate[]): T[] {
  const names = new Names(templates);
  return findings.map(finding => ({ ...finding, resource: names.label(finding.template, finding.resource) }));
}

/** The same of all that is in a review. */
export function labelledReview(review: Review, templates: LoadedTemplate[]): Review {
  return { ...review, findings: labelled(review.findings, templates), accepted: labelled(review.accepted, templates) };
}

/** For programs: what is accepted or left out is there where there is any. */
export function reviewAsJson({ accepted, ...review }: Review): object {
  return { ...review, ...accepted.length > 0 ? { accepted } : {} };
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
export function reviewAsText(review: Review): string {
  const { findings, accepted } = review;
  return [
    findingsAsText(findings), ...accepted.length > 0 ? [acceptedAsText(accepted)] : [], ...isEmpty(review) ? [] : [summary(review)],
  ].join('\n\n');
}

/** Whether there is nothing to count. */
export function isEmpty({ findings, accepted, hygieneLeftOut = 0 }: Review): boolean {
  return findings.length + accepted.length + hygieneLeftOut === 0;
}

/** How many findings there are, how many of each severity, how many are accepted, and how many left out. */
export function summary({ findings, accepted, hygieneLeftOut = 0 }: Review): string {
  const levels = [...LEVELS].reverse().map(level => [level, findings.filter(({ severity }) => severity === level).length] as const)
    .filter(([, count]) => count > 0).map(([level, count]) => `${count} ${level}`);
  const hygiene = byGroup(findings).hygiene.length;
  const details = [...levels, ...hygiene > 0 ? [`${hygiene} of hygiene`] : []].join(', ');
  return `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}${details ? ` (${details})` : ''}, ${accepted.length} `
    + `accepted${hygieneLeftOut > 0 ? `, ${hygieneLeftOut} of hygiene left out` : ''}`;
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
