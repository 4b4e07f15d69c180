import { Assembly } from '../../../template/assembly';
import type { OpenWorld } from '../../../template/resolve/reading';
import { LoadedTemplate } from '../../../template/text/load';

/** Longer expressions say less than the names of what they hang on. */
const MOST_TERMS = 3;

type Worlds = ReadonlySet<number>;

/** A condition that a template declares, the opposite of one, or a value of a parameter, and the worlds in which it holds. */
interface Literal {
  readonly condition: string;
  readonly says: string;
  readonly template: string;
  readonly holds: Worlds;
}

/** Says under which of the templates' conditions something holds that is found in some worlds only. */
export class FoundWhen {
  private readonly literals: Literal[];
  private readonly values: Literal[];

  /** @param worlds each without asking for conditions that nothing else asks for, see `forEachWorld` */
  constructor(templates: LoadedTemplate[], private readonly worlds: readonly OpenWorld[]) {
    const inEach = worlds.map(world => Assembly.inWorld(templates, world).scopes);
    this.literals = inEach[0].flatMap(({ template }, index) => Object.keys(template.body.Conditions ?? {}).flatMap(condition => {
      const values = inEach.map(scopes => scopes[index].condition(condition));
      if (values.includes(undefined)) return [];
      const where = (value: boolean) => new Set(values.flatMap((found, world) => found === value ? [world] : []));
      const place = { condition, template: template.name };
      return [{ ...place, says: condition, holds: where(true) }, { ...place, says: `not ${condition}`, holds: where(false) }];
    }));
    this.values = inEach[0].flatMap(({ template }, index) => Object.keys(template.body.Parameters ?? {}).flatMap(parameter => {
      const values = inEach.map(scopes => scopes[index].chosen(parameter));
      return [...new Set(values)].flatMap((value): Literal[] => value === undefined ? [] : [{
        condition: parameter,
        template: template.name,
        says: `${parameter} is '${value}'`,
        holds: new Set(values.flatMap((found, world) => found === value ? [world] : [])),
      }]);
    }));
  }

  /**
   * The conditions, as people read them, and values of parameters where those do not tell; those of other templates have the template's
   * name before them.
   */
  public sayFor(found: Worlds, template: string): string | undefined {
    const conditions = worded(this.literals, template);
    const terms = this.terms(found, conditions) ?? this.terms(found, [...conditions, ...worded(this.values, template)]);
    if (!terms) return undefined;
    if (terms.length > MOST_TERMS) return `some combination of ${[...new Set(terms.flat().map(({ condition }) => condition))].join(', ')}`;
    const said = terms.map(term => term.map(({ says }) => says).join(' and '));
    return said.length === 1 ? said[0] : said.map((text, i) => terms[i].length > 1 ? `(${text})` : text).join(' or ');
  }

  /** Conjunctions that together hold where it is found and nowhere else; undefined if the conditions do not tell. */
  private terms(found: Worlds, literals: Literal[]): Literal[][] | undefined {
    const together = this.excludingOthers(found, literals.filter(({ holds }) => [...found].every(world => holds.has(world))));
    if (together) return [together];
    const terms: Literal[][] = [];
    const left = new Set(found);
    while (left.size > 0) {
      const [first] = left;
      const term = this.excludingOthers(found, literals.filter(({ holds }) => holds.has(first))
        .sort((a, b) => common(b.holds, left) - common(a.holds, left)));
      if (!term) return undefined;
      terms.push(term);
      for (const world of left) if (term.every(({ holds }) => holds.has(world))) left.delete(world);
    }
    return terms;
  }

  private excludingOthers(found: Worlds, candidates: Literal[]): Literal[] | undefined {
    const chosen: Literal[] = [];
    let others = this.worlds.flatMap((_, world) => found.has(world) ? [] : [world]);
    while (others.length > 0) {
      const excluded = candidates.map(({ holds }) => others.filter(world => !holds.has(world)).length);
      const most = Math.max(0, ...excluded);
      if (most === 0) return undefined;
      const best = candidates[excluded.indexOf(most)];
      chosen.push(best);
      others = others.filter(world => best.holds.has(world));
    }
    return chosen;
  }
}

/** Those of the template first, and of others with their name before them. */
function worded(literals: readonly Literal[], template: string): Literal[] {
  return [...literals].sort((a, b) => Number(b.template === template) - Number(a.template === template))
    .map(literal => literal.template === template ? literal
      : {
        ...literal,
        condition: `${literal.template}/${literal.condition}`,
        says: literal.says.replace(literal.condition, `${literal.template}/${literal.condition}`),
      });
}

function common(a: Worlds, b: Worlds): number {
  return [...a].filter(world => b.has(world)).length;
}
