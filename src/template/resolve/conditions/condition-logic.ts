import type { ParameterValues } from './parameter-values';
import { alternatives, anyOf, isObject, negated } from '../../values';

type Conditions = Record<string, unknown>;

/** Conditions may be malformed such that one hangs on itself. */
const MAX_DEPTH = 20;

/** Of more than so many, an `or` is taken as one thing. */
const MOST_CLAUSES = 16;

/**
 * What the conditions of one template hang on. Two of them may be one thing, or one the opposite of the other, so each is taken apart
 * into comparisons; a comparison goes by the first condition that makes it.
 */
export class ConditionLogic {
  /**
   * @param decided whether an expression holds, where that does not hang on the deployment
   */
  constructor(
    private readonly conditions: Conditions,
    private readonly keyOf: (name: string) => string,
    private readonly decidedBefore: (expression: unknown) => boolean | undefined,
    private readonly values: ParameterValues,
  ) {}

  /** Whether a condition holds whatever value its parameter has, of those that are allowed. */
  public settled(name: string): boolean | undefined {
    const found = this.values.membership(this.conditions[name]);
    return found && this.values.settled(found);
  }

  private decided(expression: unknown): boolean | undefined {
    const before = this.decidedBefore(expression);
    if (before !== undefined) return before;
    const found = this.values.membership(expression);
    return found && this.values.settled(found);
  }

  /** What must hold, together, for a condition to hold: each by its key, with `!` before it if not; of those joined by `or`, one. */
  public literalsOf(name: string): string[] {
    return [...new Set(this.conjuncts(this.conditions[name], name, 0))];
  }

  /** One value or the other, hanging on the comparisons beneath a condition. */
  public choose(name: string, whenTrue: unknown, whenFalse: unknown): unknown {
    return this.branch(this.conditions[name], name, whenTrue, whenFalse, 0);
  }

  private branch(expression: unknown, name: string, whenTrue: unknown, whenFalse: unknown, depth: number): unknown {
    const settled = this.decided(expression);
    if (settled !== undefined) return settled ? whenTrue : whenFalse;
    const found = this.values.membership(expression);
    if (found) return this.values.each(found.parameter, value => found.values.has(value) ? whenTrue : whenFalse);
    const { fn, operands } = call(expression);
    if (depth < MAX_DEPTH) {
      const [first, ...rest] = operands;
      if (fn === 'Condition') return this.branch(this.conditions[String(first)], String(first), whenTrue, whenFalse, depth + 1);
      if (fn === 'Fn::Not') return this.branch(first, `not ${name}`, whenFalse, whenTrue, depth + 1);
      if (fn === 'Fn::And' || fn === 'Fn::Or') {
        const others = rest.length === 0 ? undefined : this.branch({ [fn]: rest }, name, whenTrue, whenFalse, depth + 1);
        return fn === 'Fn::And'
          ? this.branch(first, `${name}.${rest.length}`, rest.length === 0 ? whenTrue : others, whenFalse, depth + 1)
          : this.branch(first, `${name}.${rest.length}`, whenTrue, rest.length === 0 ? whenFalse : others, depth + 1);
      }
    }
    return alternatives(this.atom(expression, name), [whenTrue, whenFalse]);
  }

  private conjuncts(expression: unknown, name: string, depth: number): string[] {
    if (this.decided(expression) === true) return [];
    const found = this.values.membership(expression);
    if (found) return this.values.literalsOf(found);
    const { fn, operands } = call(expression);
    if (depth < MAX_DEPTH) {
      if (fn === 'Condition') return this.conjuncts(this.conditions[String(operands[0])], String(operands[0]), depth + 1);
      if (fn === 'Fn::And') return operands.flatMap((operand, index) => this.conjuncts(operand, `${name}.${index}`, depth + 1));
      if (fn === 'Fn::Or') return this.disjunction(operands, name, depth) ?? [this.atom(expression, name)];
      if (fn === 'Fn::Not') return this.opposite(operands[0], `not ${name}`, depth + 1) ?? [this.atom(expression, name)];
    }
    return [this.atom(expression, name)];
  }

  /** Literals that together say that any of these holds; none if they would be too many. */
  private disjunction(operands: unknown[], name: string, depth: number): string[] | undefined {
    const each = operands.filter(operand => this.decided(operand) !== false)
      .map((operand, index) => this.conjuncts(operand, operands.length === 1 ? name : `${name}.${index}`, depth + 1));
    const count = each.reduce((product, { length }) => product * length, 1);
    if (each.length === 0 || count === 0 || count > MOST_CLAUSES) return undefined;
    return each.reduce<string[]>((clauses, more) => clauses.length === 0
      ? more
      : clauses.flatMap(clause => more.map(literal => anyOf([clause, literal]))), []);
  }

  /** What must hold for an expression not to hold. */
  private opposite(expression: unknown, name: string, depth: number): string[] | undefined {
    const found = this.values.membership({ 'Fn::Not': [expression] });
    if (found) return this.values.literalsOf(found);
    const { fn, operands } = call(expression);
    if (depth < MAX_DEPTH && fn === 'Condition') return this.opposite(this.conditions[String(operands[0])], String(operands[0]), depth + 1);
    if (depth < MAX_DEPTH && fn === 'Fn::Or') {
      return operands.flatMap((operand, index) => this.conjuncts({ 'Fn::Not': [operand] }, `${name}.${index}`, depth + 1));
    }
    if (depth < MAX_DEPTH && fn === 'Fn::And') return this.disjunction(operands.map(operand => ({ 'Fn::Not': [operand] })), name, depth);
    if (depth < MAX_DEPTH && fn === 'Fn::Not') return this.conjuncts(operands[0], name, depth + 1);
    return [negated(this.atom(expression, name))];
  }

  private atom(expression: unknown, name: string): string {
    const written = canonical(expression);
    const twin = Object.keys(this.conditions).find(other => written !== undefined && canonical(this.conditions[other]) === written);
    return this.keyOf(twin ?? name);
  }
}

/** An expression as text, whichever of two equal things comes first. */
function canonical(expression: unknown): string | undefined {
  const { fn, operands } = call(expression);
  const compares = fn === 'Fn::Equals' && operands.length === 2;
  return JSON.stringify(compares ? { [fn]: operands.map(operand => JSON.stringify(operand)).sort() } : expression);
}

function call(expression: unknown): { fn?: string; operands: unknown[] } {
  const [entry, ...more] = isObject(expression) ? Object.entries(expression) : [];
  if (!entry || more.length > 0) return { operands: [] };
  return { fn: entry[0], operands: Array.isArray(entry[1]) ? entry[1] : [entry[1]] };
}
