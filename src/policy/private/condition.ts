import { Comparison, Operator, operatorOf } from './matching/operators';
import { RequestContext } from './request-context';
import { every, some, Truth, Unknown } from './truth';
import { isRecord, list, textOf, whyUnresolved } from './values';

/** One key under one operator of a `Condition` block. */
export interface Condition {
  holds(context: RequestContext): Truth;
  /** Why it does not hold, for people. */
  explain(context: RequestContext): string;
}

interface OperatorName {
  readonly set?: 'forallvalues' | 'foranyvalue';
  readonly ifExists: boolean;
  readonly base: string;
}

/** The conditions of a block; all of them have to hold. */
export function compileConditions(block: unknown, variables: boolean): readonly Condition[] {
  if (block === undefined) {
    return [];
  }
  if (!isRecord(block) || whyUnresolved(block) !== undefined) {
    return [undecidable('Condition', whyUnresolved(block) ?? 'it is no JSON object')];
  }
  return Object.entries(block).flatMap(([operator, keys]) => isRecord(keys) && whyUnresolved(keys) === undefined
    ? Object.entries(keys).map(([key, expected]) => compileCondition(operator, key, expected, variables))
    : [undecidable(operator, whyUnresolved(keys) ?? 'it is no JSON object')]);
}

function compileCondition(operatorText: string, key: string, expected: unknown, variables: boolean): Condition {
  const label = `${operatorText} ${key}`;
  const name = parseName(operatorText);
  const lowerCaseKey = key.toLowerCase();
  const holds = name.base === 'null' && !name.set && !name.ifExists
    ? nullTest(lowerCaseKey, expected, label)
    : valueTest(name, lowerCaseKey, expected, variables, label);
  if (!holds) {
    return undecidable(label, `IAM has no condition operator ${operatorText}`);
  }
  const wanted = `${Array.isArray(expected) ? 'one of ' : ''}${JSON.stringify(expected)}`;
  return {
    holds,
    explain: context => {
      const values = context.values(lowerCaseKey);
      const actual = context.unknown(lowerCaseKey)
        ? 'not known'
        : values.length === 0 ? 'absent' : values.map(value => JSON.stringify(value)).join(', ');
      return `condition ${label} (wanted ${wanted}, is ${actual})`;
    },
  };
}

/** Whether IAM has a condition operator of this name; it refuses a policy with another one. */
export function isConditionOperator(text: string): boolean {
  const { base, set, ifExists } = parseName(text);
  return operatorOf(base) !== undefined || (base === 'null' && !set && !ifExists);
}

function parseName(text: string): OperatorName {
  const match = /^(?:(forallvalues|foranyvalue):)?(.*?)(ifexists)?$/s.exec(text.toLowerCase())!;
  return { set: match[1] as OperatorName['set'], base: match[2], ifExists: match[3] !== undefined };
}

function nullTest(key: string, expected: unknown, label: string): Condition['holds'] {
  const wanted = list(expected).map(value => {
    const text = textOf(value);
    return text instanceof Unknown
      ? new Unknown(`${label} compares with a value that is not known: ${text.why}`)
      : text.toLowerCase() === 'true';
  });
  return context => {
    const absent = context.absent(key);
    const unknown = absent instanceof Unknown && new Unknown(`${label} asks for a key that may be absent: ${absent.why}`);
    return some(wanted, value => value instanceof Unknown ? value : unknown || value === absent);
  };
}

function valueTest(name: OperatorName, key: string, expected: unknown, variables: boolean, label: string): Condition['holds'] | undefined {
  const operator = operatorOf(name.base);
  if (!operator) {
    return undefined;
  }
  const comparisons = list(expected).map(value => {
    const text = textOf(value);
    return text instanceof Unknown
      ? new Unknown(`${label} compares with a value that is not known: ${text.why}`)
      : operator.compile(text, variables);
  });
  const absent = whenAbsent(name, operator, label);
  const fitsAny = name.base === 'stringlike' && list(expected).includes('*');
  const severalValues = new Unknown(`${label} meets a key of several values without ForAnyValue or ForAllValues, which IAM requires`);
  return context => {
    const unknown = context.unknown(key);
    if (unknown) {
      if (fitsAny && context.absent(key) === false) return true;
      const always = unknown.least === undefined ? undefined : fromThereOn(operator, comparisons, expected, unknown.least, context);
      if (always !== undefined && (!unknown.mayBeAbsent || always === absent)) return always;
      return new Unknown(`${label} meets a value that is not known: ${unknown.why}`);
    }
    const values = context.values(key);
    if (values.length === 0) {
      return absent;
    }
    if (name.set === undefined) return values.length === 1 ? compare(operator, comparisons, values[0], context) : severalValues;
    const test = (value: string) => compare(operator, comparisons, value, context);
    return name.set === 'forallvalues' ? every(values, test) : some(values, test);
  };
}

/** What holds of each value from the least on: it can change at the values of the policy only. Undefined if it does. */
function fromThereOn(
  operator: Operator, comparisons: readonly (Comparison | Unknown)[], expected: unknown, least: string, context: RequestContext,
): boolean | undefined {
  const start = operator.order?.(least);
  if (start === undefined) return undefined;
  const turns = list(expected).map(String).filter(value => (operator.order!(value) ?? -Infinity) >= start);
  const [first, ...others] = [least, ...turns, LAST].map(value => compare(operator, comparisons, value, context));
  return typeof first === 'boolean' && others.every(other => other === first) ? first : undefined;
}

/** The last second of the year 9999, which is later and larger than what policies compare with, as a date and as a number. */
const LAST = '253402300799';

function whenAbsent(name: OperatorName, operator: Operator, label: string): Truth {
  if (name.set === 'foranyvalue') {
    return name.ifExists
      ? new Unknown(`${label} meets an absent key: AWS does not say whether ForAnyValue or IfExists prevails`)
      : false;
  }
  return name.set === 'forallvalues' || name.ifExists || operator.negated;
}

function compare(operator: Operator, comparisons: readonly (Comparison | Unknown)[], value: string, context: RequestContext): Truth {
  if (!operator.negated) {
    return some(comparisons, comparison => comparison instanceof Unknown ? comparison : comparison(value, context) ?? false);
  }
  return every(comparisons, comparison => {
    const equal = comparison instanceof Unknown ? comparison : comparison(value, context);
    return equal instanceof Unknown ? equal : equal === false;
  });
}

function undecidable(label: string, why: string): Condition {
  const unknown = new Unknown(`${label} is not decidable: ${why}`);
  return { holds: () => unknown, explain: () => `condition ${label}` };
}
