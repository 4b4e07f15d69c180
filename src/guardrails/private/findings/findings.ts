import { FoundWhen } from './found-when';
import { groupBy } from '../../../template/names';
import { OpenWorld } from '../../../template/resolve/reading';
import { LoadedTemplate } from '../../../template/text/load';
import { Finding, LEVELS } from '../../guardrail-rule';

interface Found {
  readonly finding: Finding;
  readonly worlds: Set<number>;
}

/** What is found in several worlds, each once, and under which conditions. */
export class Findings {
  private readonly found = new Map<string, Found>();
  private readonly worlds: OpenWorld[] = [];

  constructor(private readonly templates: LoadedTemplate[]) {}

  public add(findings: Finding[], world: OpenWorld): void {
    for (const finding of findings) {
      const key = `${about(finding)} ${finding.message}`;
      const known = this.found.get(key);
      this.found.set(key, {
        finding: known && level(known.finding) > level(finding) ? known.finding : finding,
        worlds: (known?.worlds ?? new Set()).add(this.worlds.length),
      });
    }
    this.worlds.push(world);
  }

  /** Those that say less than another one about the same are left out: what is listed there holds in some world, here in another. */
  public all(): Finding[] {
    const found = [...this.found.values()];
    if (this.worlds.length === 1) return found.map(({ finding }) => finding);
    const byPlace = groupBy(found, ({ finding }) => about(finding));
    const left = found.filter(one => {
      const more = byPlace.get(about(one.finding))!.filter(other => saysMore(other.finding, one.finding));
      for (const other of more) for (const world of one.worlds) other.worlds.add(world);
      return more.length === 0;
    });
    let when: FoundWhen | undefined;
    return left.map(({ finding, worlds }) => {
      if (worlds.size === this.worlds.length) return finding;
      const condition = (when ??= new FoundWhen(this.templates, this.worlds)).sayFor(worlds, finding.template);
      return condition === undefined ? finding : { ...finding, condition };
    });
  }
}

function about({ rule, template, resource }: Finding): string {
  return `${rule} ${template} ${resource}`;
}

function level({ severity }: Finding): number {
  return LEVELS.indexOf(severity);
}

function saysMore(one: Finding, other: Finding): boolean {
  const [more, less] = [wordsOf(one), wordsOf(other)];
  return less.every(word => more.includes(word)) && !more.every(word => less.includes(word))
    && other.catalogue.every(id => one.catalogue.includes(id)) && level(other) <= level(one);
}

function wordsOf({ message }: Finding): string[] {
  return message.split(/[\s,]+/);
}
