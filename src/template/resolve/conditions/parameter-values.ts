import { alternatives, anyOf, asString, isObject, negated } from '../../values';

/** What a template says of its parameters, and of what their values stand for. */
export interface Declared {
  readonly Conditions?: Record<string, any>;
  readonly Parameters?: Record<string, any>;
  readonly Mappings?: Record<string, any>;
}

/** With which values of a parameter something holds; `undefined` is any that the template does not name. */
export interface Membership {
  readonly parameter: string;
  readonly values: ReadonlySet<string | undefined>;
}

/** A parameter of another template that has the same value. */
export interface SameParameter {
  readonly values: ParameterValues;
  readonly parameter: string;
}

/** A parameter with more values than these is not told apart by value. */
const MOST_VALUES = 12;
/** With so many, each is still tried for itself: their number grows, not that of their combinations. */
const MOST_TRIED = 60;
const MAX_DEPTH = 20;

/**
 * Which value a parameter has, told by questions in a fixed order: is it the first of its values, or else the second, and so on. Two
 * conditions that compare one parameter with two texts so never hold together, and one of the values that are allowed always does.
 */
export class ParameterValues {
  private readonly domains = new Map<string, readonly (string | undefined)[] | undefined>();

  /**
   * @param keyOf the key of a question, by the condition that asks it, or by the parameter and its value
   * @param outside the parameter of another template that gives one of this its value
   */
  constructor(
    private readonly template: Declared, private readonly keyOf: (name: string) => string,
    private readonly outside: (parameter: string) => SameParameter | undefined = () => undefined,
  ) {}

  /** With which values of a parameter a condition holds that hangs on nothing else. */
  public membership(expression: unknown, depth = 0): Membership | undefined {
    if (!isObject(expression) || depth > MAX_DEPTH) return undefined;
    const [[fn, argument] = [undefined, undefined], ...more] = Object.entries(expression);
    if (fn === undefined || more.length > 0) return undefined;
    const operands: unknown[] = Array.isArray(argument) ? argument : [argument];
    if (fn === 'Condition') return this.membership(this.template.Conditions?.[String(argument)], depth + 1);
    if (fn === 'Fn::Equals') {
      const [one, other, ...others] = operands;
      return others.length > 0 ? undefined : this.compared(one, other) ?? this.compared(other, one);
    }
    if (fn !== 'Fn::And' && fn !== 'Fn::Or' && fn !== 'Fn::Not') return undefined;
    const parts = operands.map(operand => this.membership(operand, depth + 1));
    const [first] = parts;
    if (!first || parts.some(part => part?.parameter !== first.parameter)) return undefined;
    const has = (value: string | undefined) => (part: Membership | undefined) => part!.values.has(value);
    return this.those(first.parameter, value => {
      if (fn === 'Fn::Not') return !first.values.has(value);
      return fn === 'Fn::And' ? parts.every(has(value)) : parts.some(has(value));
    });
  }

  /** Whether it holds with every value, or with none; undefined if it hangs on the value. */
  public settled({ parameter, values }: Membership): boolean | undefined {
    if (values.size === 0) return false;
    return values.size === this.domain(parameter)!.length ? true : undefined;
  }

  /** What hangs on the value of a parameter; undefined if its values are not told apart. */
  public each(parameter: string, give: (value: string | undefined) => unknown): unknown {
    const domain = this.domain(parameter);
    return domain?.reduceRight((otherwise: unknown, value, index) => index === domain.length - 1
      ? give(value)
      : alternatives(this.question(parameter, value), [give(value), otherwise]), undefined);
  }

  /** The first value of a parameter that holds, or else the last; undefined if not all that it may have are written, or told. */
  public chosen(parameter: string, holds: (value: string) => boolean | undefined): string | undefined {
    const values = this.isBeyondTrying(parameter) ? [] : this.choices(parameter);
    for (const value of values?.slice(0, -1) ?? []) {
      const held = holds(value);
      if (held !== false) return held && value;
    }
    return values?.at(-1);
  }

  /** Whether all values that a parameter may have are written, but too many to try each. */
  public isBeyondTrying(parameter: string): boolean {
    return this.choices(parameter).length > MOST_TRIED;
  }

  /** What must hold, together, for a parameter to have one of these values: clauses over the questions. */
  public literalsOf({ parameter, values }: Membership): string[] {
    const domain = this.domain(parameter)!;
    const keys = domain.slice(0, -1).map(value => this.question(parameter, value));
    if (values.size === 1) {
      const index = domain.findIndex(value => values.has(value));
      return [...keys.slice(0, index).map(negated), ...keys.slice(index, index + 1)];
    }
    return domain.flatMap((value, index) => values.has(value)
      ? []
      : [anyOf([...keys.slice(0, index), ...keys.slice(index, index + 1).map(negated)])]);
  }

  /** Whether all values that a parameter may have are written in the template. */
  public isClosed(parameter: string): boolean {
    return this.allowed(parameter) !== undefined;
  }

  /**
   * Whether a parameter has this text for its value, asking for each that it may have. Where all that are allowed are asked for, one of
   * them holds.
   */
  public isOneOf(parameter: string, text: string, ask: (value: string) => boolean | undefined): boolean | undefined {
    const allowed = this.allowed(parameter);
    if (!allowed) return ask(text);
    if (!allowed.includes(text)) return false;
    const asked = this.literals(parameter, this.template.Conditions);
    if (text !== allowed.at(-1) || !allowed.every(value => value === text || asked.includes(value))) return ask(text);
    const others = allowed.slice(0, -1).map(ask);
    return others.includes(undefined) && !others.includes(true) ? undefined : !others.includes(true);
  }

  /** The values to try, those that conditions ask for first; of a list, whose items are what is allowed, each item and all of them. */
  private choices(parameter: string): string[] {
    const allowed = this.allowed(parameter) ?? [];
    if (this.isList(parameter)) return [...new Set([...allowed, allowed.join()])].filter(value => value !== '');
    return [...new Set([...this.literals(parameter, this.template.Conditions).filter(value => allowed.includes(value)), ...allowed])];
  }

  private compared(open: unknown, literal: unknown): Membership | undefined {
    const text = asString(literal);
    if (text === undefined || !isObject(open)) return undefined;
    if (typeof open.Ref === 'string') return this.those(open.Ref, value => value === text);
    const row = this.rowOf(open['Fn::FindInMap']);
    return row && this.those(row.parameter, value => value !== undefined && asString(row.at(value)) === text);
  }

  private those(parameter: string, holds: (value: string | undefined) => boolean): Membership | undefined {
    const domain = this.domain(parameter);
    return domain && { parameter, values: new Set(domain.filter(holds)) };
  }

  /** A mapping of which a parameter is one key. */
  private rowOf(argument: unknown): { parameter: string; keys: string[]; at: (key: string) => unknown } | undefined {
    if (!Array.isArray(argument) || argument.length !== 3) return undefined;
    const [name, row, column] = argument;
    const map = typeof name === 'string' ? this.template.Mappings?.[name] : undefined;
    if (!isObject(map)) return undefined;
    if (isObject(row) && typeof row.Ref === 'string' && typeof column === 'string') {
      return { parameter: row.Ref, keys: Object.keys(map), at: key => (map as any)[key]?.[column] };
    }
    if (isObject(column) && typeof column.Ref === 'string' && typeof row === 'string') {
      return { parameter: column.Ref, keys: Object.keys(map[row] ?? {}), at: key => (map as any)[row]?.[key] };
    }
    return undefined;
  }

  /** The values of a parameter that matter, those that conditions ask for first and any other one last; a list has none. */
  private domain(parameter: string): readonly (string | undefined)[] | undefined {
    if (!this.domains.has(parameter)) this.domains.set(parameter, this.readDomain(parameter));
    return this.domains.get(parameter);
  }

  private readDomain(parameter: string): readonly (string | undefined)[] | undefined {
    const declared = this.template.Parameters?.[parameter];
    if (!isObject(declared) || this.isList(parameter)) return undefined;
    const compared = this.literals(parameter, this.template.Conditions);
    const allowed = this.allowed(parameter);
    const domain = allowed ? [...compared.filter(value => allowed.includes(value)), ...allowed] : [...compared, undefined];
    const values = [...new Set(domain)];
    return values.length > MOST_VALUES ? undefined : values;
  }

  /** Of a parameter that names what is looked up, the values that are allowed are names. */
  private allowed(parameter: string): string[] | undefined {
    const { Type, AllowedValues } = this.template.Parameters?.[parameter] ?? {};
    const outside = this.outside(parameter);
    const others = outside?.values.allowed(outside.parameter);
    if (!Array.isArray(AllowedValues) || AllowedValues.length === 0 || String(Type).startsWith('AWS::SSM::')) return others;
    const values = [...new Set(AllowedValues.map(asString))].filter((value): value is string => value !== undefined);
    if (values.length < new Set(AllowedValues).size) return undefined;
    const both = others ? values.filter(value => others.includes(value)) : values;
    return both.length > 0 ? both : values;
  }

  private isList(parameter: string): boolean {
    return /List/.test(asString(this.template.Parameters?.[parameter]?.Type) ?? '');
  }

  private literals(parameter: string, value: unknown): string[] {
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, part]) => {
      if (name !== 'Fn::Equals' || !Array.isArray(part)) return this.literals(parameter, part);
      return part.flatMap((operand, index) => {
        if (!isObject(operand)) return [];
        if (operand.Ref === parameter) return asString(part[1 - index]) ?? [];
        const row = this.rowOf(operand['Fn::FindInMap']);
        return row?.parameter === parameter ? row.keys : [];
      });
    });
  }

  private question(parameter: string, value: string | undefined): string {
    const outside = this.outside(parameter);
    if (outside) return outside.values.question(outside.parameter, value);
    const asks = (condition: any) => {
      const [entry, ...more] = isObject(condition) ? Object.entries(condition) : [];
      const operands: unknown = entry?.[0] === 'Fn::Equals' && more.length === 0 ? entry[1] : undefined;
      return Array.isArray(operands) && operands.length === 2 && operands.some((operand, index) =>
        isObject(operand) && operand.Ref === parameter && asString(operands[1 - index]) === value);
    };
    const [condition] = Object.entries(this.template.Conditions ?? {}).find(([, written]) => asks(written)) ?? [];
    return this.keyOf(condition ?? `${parameter}=${value}`);
  }
}
