import { allow, role, template } from './fixture';
import { AccessModel } from '../../src';

const ENV = { Ref: 'Env' };
const is = (...values: string[]) => values.length === 1
  ? { 'Fn::Equals': [ENV, values[0]] }
  : { 'Fn::Or': values.map(value => ({ 'Fn::Equals': [value, ENV] })) };
const not = (condition: object) => ({ 'Fn::Not': [condition] });
const both = (...conditions: object[]) => ({ 'Fn::And': conditions });
const named = (Condition: string) => ({ Condition });

interface Given {
  readonly conditions: Record<string, object>;
  readonly allowed?: string[];
  readonly rest?: object;
}

/** What members may do where one policy allows under one condition, and another denies, or is the other half, under another. */
function may(given: Given, ...policies: [effect: string, condition: string][]): string {
  const resources = Object.fromEntries(policies.map(([Effect, Condition], index) => [`Policy${index}`, {
    Type: 'AWS::IAM::Policy',
    Condition,
    Properties: {
      PolicyName: `policy-${index}`,
      Roles: [{ Ref: 'Members' }],
      PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect, Action: 's3:GetObject', Resource: '*' }] },
    },
  }]));
  const Parameters = { Env: { Type: 'String', ...given.allowed && { AllowedValues: given.allowed } }, Other: { Type: 'String' } };
  const rest = { Parameters, Conditions: given.conditions, ...given.rest };
  return AccessModel.fromTemplate(template({ resources, rest })).can('Members', 's3:GetObject', '*').decision;
}

const PROD_DEV = { Prod: is('prod'), Dev: is('dev') };

test('one parameter does not have two values', () => {
  expect(may({ conditions: { ...PROD_DEV, Both: both(named('Prod'), named('Dev')) } }, ['Allow', 'Both'])).toBe('denied');
  expect(may({ conditions: { ...PROD_DEV, Both: both(is('prod'), not(is('dev'))) } }, ['Allow', 'Both'])).toBe('unknown');
  expect(may({ conditions: { ...PROD_DEV, NotBoth: not(both(named('Prod'), named('Dev'))) } }, ['Allow', 'NotBoth'])).toBe('allowed');
});

test('one of the values that are allowed it has', () => {
  const policies: [string, string][] = [['Allow', 'Prod'], ['Allow', 'Dev']];
  expect(may({ conditions: PROD_DEV }, ...policies)).toBe('unknown');
  expect(may({ conditions: PROD_DEV, allowed: ['prod', 'dev'] }, ...policies)).toBe('allowed');
  expect(may({ conditions: PROD_DEV, allowed: ['dev', 'prod', 'test'] }, ...policies)).toBe('unknown');
  expect(may({ conditions: { ...PROD_DEV, Test: is('test') }, allowed: ['dev', 'prod', 'test'] }, ...policies, ['Allow', 'Test']))
    .toBe('allowed');
});

test('a value that is not allowed it never has, and the only one always', () => {
  expect(may({ conditions: PROD_DEV, allowed: ['dev'] }, ['Allow', 'Prod'])).toBe('denied');
  expect(may({ conditions: PROD_DEV, allowed: ['dev'] }, ['Allow', 'Dev'])).toBe('allowed');
  expect(may({ conditions: PROD_DEV, allowed: ['dev', 'test'] }, ['Allow', 'Dev'])).toBe('unknown');
});

test('what is denied with one value does not take away what is allowed with another', () => {
  const conditions = { ...PROD_DEV, Rest: not(is('prod', 'dev')) };
  const allowed = ['prod', 'dev', 'test'];
  const everywhere: [string, string][] = [['Allow', 'Prod'], ['Allow', 'Dev'], ['Allow', 'Rest']];
  expect(may({ conditions }, ...everywhere)).toBe('allowed');
  expect(may({ conditions, allowed }, ...everywhere)).toBe('allowed');
  expect(may({ conditions, allowed }, ['Allow', 'Prod'], ['Deny', 'Rest'])).toBe('unknown');
});

test.each<[string, Record<string, object>, string]>([
  ['either of two, neither of them', { A: is('a', 'b'), B: both(not(is('a')), not(is('b'))) }, 'allowed'],
  ['one, all but it', { A: is('b'), B: not(is('b')) }, 'allowed'],
  ['the third, the first and the rest', { A: is('c'), B: not(is('c')), First: is('a') }, 'allowed'],
  ['the first and the third, the rest', { A: is('a', 'c'), B: not(named('A')), Second: is('b') }, 'allowed'],
  ['one by name of a condition, its opposite in two steps', { A: is('a'), C: named('A'), B: not(named('C')) }, 'allowed'],
  ['one of two, one of others', { A: is('a', 'b'), B: is('c', 'd') }, 'unknown'],
  [
    'either of two things of which one is another parameter\'s, and neither',
    {
      X: { 'Fn::Equals': [{ Ref: 'Other' }, 'x'] },
      A: { 'Fn::Or': [is('b'), named('X')] },
      B: both(not(is('b')), not(named('X'))),
      C: is('a'),
    },
    'allowed',
  ],
])('together everything: %s', (_what, conditions, expected) => {
  expect(may({ conditions }, ['Allow', 'A'], ['Allow', 'B'])).toBe(expected);
});

test('a mapping by the parameter tells the same', () => {
  const Mappings = { Stages: { prod: { open: 'no' }, dev: { open: 'yes' }, test: { open: 'yes' } } };
  const Open = { 'Fn::Equals': [{ 'Fn::FindInMap': ['Stages', ENV, 'open'] }, 'yes'] };
  const given = (conditions: Record<string, object>) =>
    ({ conditions: { Open, ...conditions }, rest: { Mappings }, allowed: ['prod', 'dev', 'test'] });
  expect(may(given({ Prod: is('prod') }), ['Allow', 'Open'], ['Allow', 'Prod'])).toBe('allowed');
  expect(may(given({ Dev: is('dev') }), ['Allow', 'Open'], ['Allow', 'Dev'])).toBe('unknown');
  expect(may(given({ Both: both(named('Open'), is('prod')) }), ['Allow', 'Both'])).toBe('denied');
});

test('a value that stands elsewhere is the one of the condition', () => {
  const parts = { Effect: 'Allow', Action: 's3:GetObject', Resource: { 'Fn::Sub': 'arn:aws:s3:::photos-${Env}/*' } };
  const rest = {
    Parameters: { Env: { Type: 'String', AllowedValues: ['prod', 'dev'] } },
    Conditions: { Prod: is('prod') },
  };
  const Members = role('authenticated', [
    parts, { 'Fn::If': ['Prod', allow('s3:GetObject', 'arn:aws:s3:::photos-dev/*'), { Ref: 'AWS::NoValue' }] } as any,
  ]);
  const model = AccessModel.fromTemplate(template({ resources: { Members }, rest }));
  expect(model.can('Members', 's3:GetObject', 'arn:aws:s3:::photos-dev/a').decision).toBe('allowed');
});

test('of a parameter with very many values each comparison is a thing of its own', () => {
  const allowed = Array.from({ length: 13 }, (_, index) => `v${index}`);
  expect(may({ conditions: { A: is('v0'), B: not(is('v0')) }, allowed }, ['Allow', 'A'], ['Allow', 'B'])).toBe('allowed');
  expect(may({ conditions: { Both: both(is('v0'), is('v1')) }, allowed }, ['Allow', 'Both'])).toBe('unknown');
  const twelve = allowed.slice(1);
  expect(may({ conditions: { Both: both(is('v1'), is('v2')) }, allowed: twelve }, ['Allow', 'Both'])).toBe('denied');
});
