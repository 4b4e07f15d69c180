import { compileConditions } from '../../../src/policy/private/condition';
import { RequestContext } from '../../../src/policy/private/request-context';
import { Unknown } from '../../../src/policy/private/truth';

type Values = string | string[] | undefined;

/** Whether `operator: { key: expected }` holds when the key has these values; `other` is a second key, for variables. */
function holds(operator: string, expected: unknown, actual: Values, variables = true, other?: string): boolean | 'unknown' {
  const [condition] = compileConditions({ [operator]: { 'aws:Key': expected } }, variables);
  const truth = condition.holds(new RequestContext({
    ...(actual === undefined ? {} : { 'AWS:key': actual }),
    ...(other === undefined ? {} : { 'aws:Other': other }),
  }));
  return truth instanceof Unknown ? 'unknown' : truth;
}

/** Operator, its negation if it has one, an expected value, a value that matches it, one that does not. */
const OPERATORS: [string, string | undefined, unknown, string, string][] = [
  ['StringEquals', 'StringNotEquals', 'a', 'a', 'A'],
  ['StringEquals', 'StringNotEquals', 'a*', 'a*', 'ab'],
  ['StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'aB', 'Ab', 'abc'],
  ['StringLike', 'StringNotLike', 'a*c', 'abbc', 'abbcd'],
  ['StringLike', 'StringNotLike', 'a?c', 'abc', 'abbc'],
  ['StringLike', 'StringNotLike', 'a?c', 'a?c', 'ABC'],
  ['NumericEquals', 'NumericNotEquals', '10', '10.0', '11'],
  ['NumericEquals', 'NumericNotEquals', 10, '10', '9'],
  ['NumericLessThan', undefined, '10', '9', '10'],
  ['NumericLessThanEquals', undefined, '10', '10', '10.5'],
  ['NumericGreaterThan', undefined, '-1', '0', '-1'],
  ['NumericGreaterThanEquals', undefined, '10', '10', '9'],
  ['DateEquals', 'DateNotEquals', '2026-01-01', '2026-01-01T00:00:00Z', '2026-01-02'],
  ['DateEquals', 'DateNotEquals', '1767225600', '2026-01-01T01:00:00+01:00', '2026-01-01T01:00:00Z'],
  ['DateLessThan', undefined, '2026-01-01T00:00:00Z', '2025-12-31T23:59:59Z', '2026-01-01T00:00:00Z'],
  ['DateLessThanEquals', undefined, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z'],
  ['DateGreaterThan', undefined, '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', '2026-01-01T00:00:00Z'],
  ['DateGreaterThanEquals', undefined, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '2025-12-31T23:59:59Z'],
  ['Bool', undefined, 'true', 'true', 'false'],
  ['Bool', undefined, false, 'FALSE', 'true'],
  ['BinaryEquals', undefined, 'QUJD', 'QUJD', 'QUJE'],
  ['IpAddress', 'NotIpAddress', '10.0.0.0/8', '10.255.255.255', '11.0.0.0'],
  ['IpAddress', 'NotIpAddress', '10.0.0.1', '10.0.0.1', '10.0.0.2'],
  ['IpAddress', 'NotIpAddress', '10.0.0.0/8', '10.0.0.1', '::1'],
  ['IpAddress', 'NotIpAddress', '2001:db8::/33', '2001:DB8:7fff::1', '2001:db8:8000::1'],
  [
    'ArnEquals', 'ArnNotEquals', 'arn:aws:sns:*:123456789012:a?', 'arn:aws:sns:eu-west-1:123456789012:ab',
    'arn:aws:sns:eu-west-1:123456789012:a',
  ],
  ['ArnLike', 'ArnNotLike', 'arn:aws:s3:::photos/*', 'arn:aws:s3:::photos/a:b', 'arn:aws:s3:::other/a'],
  ['ArnLike', 'ArnNotLike', 'arn:aws:sns:*:*:a', 'arn:aws:sns:eu-west-1:123456789012:a', 'arn:aws:sns:eu-west-1:123456789012:b:a'],
];

describe.each(OPERATORS)('%s (%s) with %j', (operator, negation, expected, matching, other) => {
  test('tells a match from another value', () => {
    expect(holds(operator, expected, matching)).toBe(true);
    expect(holds(operator, expected, other)).toBe(false);
  });

  test('is one of several', () => {
    expect(holds(operator, ['zzz', expected], matching)).toBe(true);
    expect(holds(operator, ['zzz', 'yyy'], matching)).toBe(false);
  });

  test('does not hold for an absent key, unless IfExists', () => {
    expect(holds(operator, expected, undefined)).toBe(false);
    expect(holds(`${operator}IfExists`, expected, undefined)).toBe(true);
    expect(holds(`${operator}IfExists`, expected, matching)).toBe(true);
    expect(holds(`${operator}IfExists`, expected, other)).toBe(false);
  });

  test('takes any or all of several values', () => {
    expect(holds(`ForAnyValue:${operator}`, expected, [other, matching])).toBe(true);
    expect(holds(`ForAnyValue:${operator}`, expected, [other])).toBe(false);
    expect(holds(`ForAllValues:${operator}`, expected, [matching, matching])).toBe(true);
    expect(holds(`ForAllValues:${operator}`, expected, [matching, other])).toBe(false);
    expect(holds(operator, expected, [matching])).toBe(true);
    expect(holds(operator, expected, [matching, other])).toBe('unknown');
  });

  if (negation) {
    test('is negated', () => {
      expect(holds(negation, expected, matching)).toBe(false);
      expect(holds(negation, expected, other)).toBe(true);
      expect(holds(negation, expected, undefined)).toBe(true);
      expect(holds(`ForAnyValue:${negation}`, expected, [matching, other])).toBe(true);
      expect(holds(`ForAnyValue:${negation}`, expected, [matching])).toBe(false);
      expect(holds(`ForAllValues:${negation}`, expected, [other, other])).toBe(true);
      expect(holds(`ForAllValues:${negation}`, expected, [matching, other])).toBe(false);
    });
  }
});

describe('an absent key', () => {
  test.each([
    ['StringEquals', false],
    ['StringNotEquals', true],
    ['ForAnyValue:StringEquals', false],
    ['ForAnyValue:StringNotEquals', false],
    ['ForAllValues:StringEquals', true],
    ['ForAllValues:StringNotEquals', true],
    ['ForAllValues:StringEqualsIfExists', true],
    ['ForAnyValue:StringEqualsIfExists', 'unknown'],
  ])('makes %s %s', (operator, truth) => {
    expect(holds(operator, 'a', undefined)).toBe(truth);
    expect(holds(operator, 'a', [])).toBe(truth);
  });
});

describe('Null', () => {
  test.each([
    ['true', undefined, true], ['true', [], true], ['true', 'a', false], ['true', '', false],
    ['false', undefined, false], ['false', 'a', true], [true, undefined, true], [false, undefined, false],
    [['true', 'false'], 'a', true],
  ])('%j with %j', (expected, actual, truth) => {
    expect(holds('Null', expected, actual as Values)).toBe(truth);
  });

  test('is undecided for what is not resolved, unless another value decides', () => {
    const unresolved = { 'Fn::Unresolved': 'import' };
    expect(holds('Null', unresolved, undefined)).toBe('unknown');
    expect(holds('Null', [unresolved, 'true'], undefined)).toBe(true);
  });

  test.each(['NullIfExists', 'ForAnyValue:Null'])('cannot be %s', operator => {
    expect(holds(operator, 'true', undefined)).toBe('unknown');
  });
});

describe.each([
  ['Numeric', 'NumericEquals', 'NumericNotEquals', '1', 'one'],
  ['Date', 'DateEquals', 'DateNotEquals', '2026-01-01', '2026-13-01'],
  ['IpAddress', 'IpAddress', 'NotIpAddress', '10.0.0.1', '10.0.0.256'],
  ['Arn', 'ArnLike', 'ArnNotLike', 'arn:aws:s3:::a', 'photos'],
])('a value that is no %s', (_, operator, negation, good, bad) => {
  test('never holds, negated or not', () => {
    expect(holds(operator, good, good)).toBe(true);
    for (const either of [operator, negation]) {
      expect(holds(either, good, bad)).toBe(false);
      expect(holds(either, bad, good)).toBe(false);
    }
  });
});

test('a value that is no boolean never holds', () => {
  expect(holds('Bool', 'yes', 'yes')).toBe(false);
  expect(holds('Bool', 'true', 'yes')).toBe(false);
  expect(holds('Bool', 'yes', 'true')).toBe(false);
});

describe('variables', () => {
  test.each([
    ['StringEquals', '${aws:Other}', 'b', 'b', true],
    ['StringEquals', 'x-${AWS:OTHER}-y', 'x-b-y', 'b', true],
    ['StringLike', '${aws:Other}*', 'bc', 'b', true],
    ['StringLike', '${aws:Other}', 'bc', 'b*', false],
    ['StringLike', '${aws:Other}', 'b*', 'b*', true],
    ['ArnLike', 'arn:aws:s3:::${aws:Other}/*', 'arn:aws:s3:::b/c', 'b', true],
    ['ArnLike', 'arn:aws:s3:::${aws:Other}/*', 'arn:aws:s3:::c/c', '*', false],
    ['StringEquals', "${aws:Other, 'fallback'}", 'fallback', undefined, true],
    ['StringEquals', "${aws:Other, 'fallback'}", 'b', 'b', true],
    ['StringEquals', '${aws:Other}', 'b', undefined, false],
    ['StringNotEquals', '${aws:Other}', 'b', undefined, true],
    ['StringNotEquals', '${aws:Other}', 'b', 'b', false],
    ['NumericEquals', '${aws:Other}', '1', '1', false],
    ['Bool', '${aws:Other}', 'true', 'true', false],
  ])('%s %s for %s with %s', (operator, expected, actual, other, truth) => {
    expect(holds(operator, expected, actual, true, other)).toBe(truth);
  });

  test('are ordinary text in older versions', () => {
    expect(holds('StringEquals', '${aws:Other}', 'b', false, 'b')).toBe(false);
    expect(holds('StringEquals', '${aws:Other}', '${aws:Other}', false, 'b')).toBe(true);
  });
});

describe('what is not decidable', () => {
  const unresolved = { 'Fn::Unresolved': 'a parameter without a default' };

  test('leaves a condition undecided unless another value decides', () => {
    expect(holds('StringEquals', unresolved, 'a')).toBe('unknown');
    expect(holds('StringEquals', [unresolved, 'a'], 'a')).toBe(true);
    expect(holds('StringEquals', [unresolved, 'a'], undefined)).toBe(false);
    expect(holds('StringNotEquals', [unresolved, 'a'], 'a')).toBe(false);
    expect(holds('StringNotEquals', [unresolved, 'a'], 'b')).toBe('unknown');
  });

  test.each([
    [
      'an operator that IAM does not have', { StringEqual: { 'aws:Key': 'a' } },
      'StringEqual aws:Key is not decidable: IAM has no condition operator StringEqual',
    ],
    [
      'an operator that is several lines', { 'String\r\nEquals': { 'aws:Key': 'a' } },
      'String\r\nEquals aws:Key is not decidable: IAM has no condition operator String\r\nEquals',
    ],
    ['an operator without keys', { StringEquals: 'a' }, 'StringEquals is not decidable: it is no JSON object'],
    ['unresolved keys', { StringEquals: unresolved }, 'StringEquals is not decidable: a parameter without a default'],
    ['an unresolved block', unresolved, 'Condition is not decidable: a parameter without a default'],
    ['a block of the wrong shape', 'a', 'Condition is not decidable: it is no JSON object'],
  ])('says so of %s', (_, block, why) => {
    const [condition] = compileConditions(block, true);
    expect(condition.holds(new RequestContext({}))).toEqual(new Unknown(why));
    expect(condition.explain(new RequestContext({}))).toMatch(/^condition \w+/);
  });
});

test('no block is no condition', () => {
  expect(compileConditions(undefined, true)).toEqual([]);
});

test('explains what was wanted and what was there', () => {
  const [condition] = compileConditions({ StringEquals: { 'aws:Key': ['a', 'b'] } }, true);
  expect(condition.explain(new RequestContext({ 'aws:key': ['c', 'd'] })))
    .toBe('condition StringEquals aws:Key (wanted one of ["a","b"], is "c", "d")');
  expect(condition.explain(new RequestContext({}))).toBe('condition StringEquals aws:Key (wanted one of ["a","b"], is absent)');
});

test('operators may be written in any letters, as keys may', () => {
  expect(holds('forANYvalue:stringequalsIFEXISTS', 'a', ['a'])).toBe(true);
});
