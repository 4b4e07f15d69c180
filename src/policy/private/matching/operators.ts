import { arnGlob, partlyKnownGlob, segmentsOf } from './arn';
import { millisecondsOf } from './date';
import { glob } from './glob';
import { ipRange } from './ip';
import { RequestContext } from '../request-context';
import { keepingLast, TextTemplate } from './text-template';
import { Truth, Unknown } from '../truth';

/**
 * Compares one value of the request with one value of the policy; unknown if a variable is.
 * Undefined when one of them has the wrong type: then the
 * condition does not hold, negated or not. A variable without a value equals nothing, so that a negated condition does hold.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value
 */
export type Comparison = (actual: string, context: RequestContext) => Truth | undefined;

export interface Operator {
  /** As AWS writes it. */
  readonly name: string;
  /** Holds when no value of the policy compares, and when the key is absent. */
  readonly negated: boolean;
  /** The place of a value in the order of its type, if it has one; undefined for a value of the wrong type. */
  readonly order?: (text: string) => number | undefined;
  compile(expected: string, variables: boolean): Comparison;
}

const operators = new Map<string, Operator>();

/** The operator of a name without set prefix and `IfExists`; undefined if IAM has none of this name. */
export function operatorOf(name: string): Operator | undefined {
  return operators.get(name.toLowerCase());
}

function define(name: string, compile: Operator['compile'], negation?: string, order?: Operator['order']): void {
  operators.set(name.toLowerCase(), { name, negated: false, compile, order });
  if (negation) {
    operators.set(negation.toLowerCase(), { name: negation, negated: true, compile, order });
  }
}

/** Of the strings and ARNs, whose policy values may have variables. `prepare` gives undefined for a value of the wrong type. */
function templated(
  wildcards: boolean,
  prepare: (expected: string) => ((actual: string) => boolean) | undefined,
  comparable: (actual: string) => boolean = () => true,
): Operator['compile'] {
  return (expected, variables) => {
    const template = TextTemplate.parse(expected, { variables, wildcards });
    const prepared = keepingLast(prepare);
    const mayBe = (actual: string) => partlyKnownGlob({ Pattern: expected })(actual);
    return (actual, context) => {
      if (!comparable(actual)) {
        return undefined;
      }
      const unknown = template.unknown(context);
      if (unknown) {
        return mayBe(actual) ? new Unknown(`${expected} has a variable that is not known: ${unknown.why}`) : false;
      }
      const resolved = template.resolve(context);
      return resolved === undefined ? false : prepared(resolved)?.(actual);
    };
  };
}

/** Of the types that have an order. */
function ordered(parse: (text: string) => number | undefined, holds: (actual: number, expected: number) => boolean): Operator['compile'] {
  return text => {
    const expected = parse(text);
    return value => {
      const actual = parse(value);
      return actual === undefined || expected === undefined ? undefined : holds(actual, expected);
    };
  };
}

function numberOf(text: string): number | undefined {
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : undefined;
}

function booleanOf(text: string): boolean | undefined {
  switch (text.toLowerCase()) {
    case 'true':
      return true;
    case 'false':
      return false;
    default:
      return undefined;
  }
}

define('StringEquals', templated(false, expected => actual => actual === expected), 'StringNotEquals');
define('StringEqualsIgnoreCase', templated(false, expected => {
  const lowerCase = expected.toLowerCase();
  return actual => actual.toLowerCase() === lowerCase;
}), 'StringNotEqualsIgnoreCase');
define('StringLike', templated(true, glob), 'StringNotLike');

for (const [type, parse] of [['Numeric', numberOf], ['Date', millisecondsOf]] as const) {
  const defineOrdered = (name: string, holds: (actual: number, expected: number) => boolean, negation?: string) =>
    define(`${type}${name}`, ordered(parse, holds), negation && `${type}${negation}`, parse);
  defineOrdered('Equals', (actual, expected) => actual === expected, 'NotEquals');
  defineOrdered('LessThan', (actual, expected) => actual < expected);
  defineOrdered('LessThanEquals', (actual, expected) => actual <= expected);
  defineOrdered('GreaterThan', (actual, expected) => actual > expected);
  defineOrdered('GreaterThanEquals', (actual, expected) => actual >= expected);
}

define('Bool', text => {
  const expected = booleanOf(text);
  return value => {
    const actual = booleanOf(value);
    return actual === undefined || expected === undefined ? undefined : actual === expected;
  };
});

define('BinaryEquals', expected => actual => actual === expected);

define('IpAddress', text => {
  const range = ipRange(text);
  return actual => range?.(actual);
}, 'NotIpAddress');

const arnComparison = templated(true, arnGlob, actual => segmentsOf(actual) !== undefined);
define('ArnEquals', arnComparison, 'ArnNotEquals');
define('ArnLike', arnComparison, 'ArnNotLike');
