import { ConditionLogic } from './condition-logic';
import type { Evaluation } from '../evaluation';
import type { ParameterValues } from './parameter-values';

/** The template whose conditions they are. */
interface Owner {
  readonly values: ParameterValues;
  resolve(value: unknown): unknown;
  /** How a condition turns out that the template leaves open; undefined to leave it open. */
  holds(name: string): boolean | undefined;
}

/** Which conditions of a template hold, and what hangs on those that are open. */
export class TemplateConditions {
  private readonly logic: ConditionLogic;

  constructor(
    private readonly conditions: Record<string, unknown>, private readonly owner: Owner, private readonly evaluation: Evaluation,
    keyOf: (name: string) => string,
  ) {
    this.logic = new ConditionLogic(conditions, keyOf, expression => this.decided(expression), owner.values);
  }

  /** Whether one holds; undefined if that hangs on how the template is deployed. */
  public outcome(name: string): boolean | undefined {
    return this.decide(`condition ${name}`, this.conditions[name]) ?? this.logic.settled(name) ?? this.owner.holds(name);
  }

  /** Whether an expression holds, where that does not hang on the deployment. */
  public decided(expression: unknown): boolean | undefined {
    return this.decide(`condition ${JSON.stringify(expression)}`, expression);
  }

  /** Both branches, unless what the condition hangs on is written in the template. */
  public choose(name: string, whenTrue: unknown, whenFalse: unknown): unknown {
    const holds = this.outcome(name);
    if (holds !== undefined) return this.owner.resolve(holds ? whenTrue : whenFalse);
    return this.logic.choose(name, this.owner.resolve(whenTrue), this.owner.resolve(whenFalse));
  }

  /** What must hold for something under that condition to be there, beside what its surroundings hang on; undefined if it never is. */
  public under(condition: unknown, outer: string[]): string[] | undefined {
    if (typeof condition !== 'string') return outer;
    const holds = this.outcome(condition);
    if (holds === false) return undefined;
    return holds ? outer : [...new Set([...outer, ...this.logic.literalsOf(condition)])];
  }

  private decide(what: string, expression: unknown): boolean | undefined {
    const value = this.evaluation.decide(() => this.evaluation.guarded(what, () => this.owner.resolve(expression)));
    return typeof value === 'boolean' ? value : undefined;
  }
}
