import { groupBy } from '../../template/names';
import { Finding, LEVELS } from '../guardrail-rule';

/** What is found in several worlds, each once. */
export class Findings {
  private readonly found = new Map<string, Finding>();
  private worlds = 0;

  public add(findings: Finding[]): void {
    this.worlds++;
    for (const finding of findings) this.found.set(`${about(finding)} ${finding.message}`, finding);
  }

  /** Those that say less than another one about the same are left out: what is listed there holds in some world, here in another. */
  public all(): Finding[] {
    const findings = [...this.found.values()];
    if (this.worlds === 1) return findings;
    const byPlace = groupBy(findings, about);
    return findings.filter(finding => !byPlace.get(about(finding))!.some(other => other !== finding && saysMore(other, finding)));
  }
}

function about({ rule, template, resource }: Finding): string {
  return `${rule} ${template} ${resource}`;
}

function saysMore(one: Finding, other: Finding): boolean {
  const [more, less] = [wordsOf(one), wordsOf(other)];
  return less.every(word => more.includes(word)) && !more.every(word => less.includes(word))
    && other.catalogue.every(id => one.catalogue.includes(id)) && LEVELS.indexOf(other.severity) <= LEVELS.indexOf(one.severity);
}

function wordsOf({ message }: Finding): string[] {
  return message.split(/[\s,]+/);
}
