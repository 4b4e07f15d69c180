import type { Finding } from '../../src/guardrails/guardrail-rule';
import { Findings } from '../../src/guardrails/private/findings/findings';
import { FoundWhen } from '../../src/guardrails/private/findings/found-when';
import { onePerCause } from '../../src/guardrails/private/findings/one-per-cause';
import { forEachWorld } from '../../src/guardrails/private/findings/worlds';
import type { OpenWorld } from '../../src/template/resolve/reading';
import { checkTemplate, LoadedTemplate } from '../../src/template/text/load';

/** What is found in several worlds is said once, with the conditions of the template under which it holds. */
type Case = (a: boolean, b: boolean, c: boolean) => boolean;
type Said = [expected: string | undefined, holds: Case, conditions?: object];
const is = (name: string) => ({ 'Fn::Equals': [{ Ref: name }, 'yes'] });
const TEXT = { Type: 'String' };
const template = (Conditions: object, name = 'T'): LoadedTemplate => ({
  name,
  body: checkTemplate({ Parameters: { A: TEXT, B: TEXT, C: TEXT }, Conditions, Resources: {} }, name),
});
const ABC = { IsA: is('A'), IsB: is('B'), IsC: is('C') };
const all = (...names: string[]) => ({ 'Fn::And': names.map(Condition => ({ Condition })) });

/** Every combination of what the parameters say, the one in which all hold first. */
const COMBINATIONS = [true, false].flatMap(c => [true, false].flatMap(b => [true, false].map((a): Parameters<Case> => [a, b, c])));
const WORLDS = COMBINATIONS.map((holds): OpenWorld => open =>
  holds[['A', 'B', 'C'].findIndex(name => JSON.stringify(open).includes(`{"Ref":"${name}"}`))]);
const where = (holds: Case) => new Set(COMBINATIONS.flatMap((combination, world) => holds(...combination) ? [world] : []));

describe('what holds in some worlds', () => {
  const said = (holds: Case, conditions: object = ABC) => new FoundWhen([template(conditions)], WORLDS).sayFor(where(holds), 'T');

  test.each<Said>([
    ['IsA', a => a],
    ['not IsB', (_a, b) => !b],
    ['IsA and IsB', (a, b) => a && b],
    ['IsA and not IsC', (a, _b, c) => a && !c],
    ['IsA and IsB and IsC', (a, b, c) => a && b && c],
    ['IsA or IsB', (a, b) => a || b],
    ['IsA or IsB or IsC', (a, b, c) => a || b || c],
    ['IsA or (IsB and IsC)', (a, b, c) => a || b && c],
    ['(IsB and IsA) or (IsB and IsC)', (a, b, c) => b && (a || c)],
    ['some combination of IsA, IsB, IsC', (a, b, c) => a !== b !== c],
    ['Both', (a, b) => a && b, { ...ABC, Both: all('IsA', 'IsB') }],
    ['IsA or (IsB and IsC)', (a, b, c) => a || b && c, { Both: all('IsA', 'IsB'), ...ABC }],
    ['IsA and IsB', (a, b) => a && b, { Each: all('IsA', 'IsB', 'IsC'), ...ABC }],
    ['IsA', a => a, { Always: { 'Fn::Equals': ['x', 'x'] }, Never: { 'Fn::Equals': ['x', 'y'] }, ...ABC }],
    [undefined, a => a, { IsB: is('B') }],
    [undefined, (a, b) => a && b, { IsB: is('B') }],
    [undefined, (a, b) => a || b, { IsB: is('B') }],
    [undefined, a => a, {}],
  ])('is said as %s', (...[expected, holds, conditions]: Said) => expect(said(holds, conditions)).toBe(expected));

  test('is said by the template\'s own conditions before those of others, which have their template\'s name', () => {
    const when = new FoundWhen([template(ABC, 'T'), template(ABC, 'U'), template({}, 'V')], WORLDS);
    const of = (name: string, holds: Case) => when.sayFor(where(holds), name);
    expect(['T', 'U', 'V'].map(name => of(name, a => a))).toEqual(['IsA', 'IsA', 'T/IsA']);
    expect(['T', 'U', 'V'].map(name => of(name, (a, b) => a && !b))).toEqual(['IsA and not IsB', 'IsA and not IsB', 'T/IsA and not T/IsB']);
    expect(of('V', (a, b, c) => a !== b !== c)).toBe('some combination of T/IsA, T/IsB, T/IsC');
  });

  test('is not said by conditions that nothing asks for', () => {
    const open = WORLDS.map((world): OpenWorld => (asked, index) =>
      JSON.stringify(asked).includes('{"Ref":"A"}') ? undefined : world(asked, index));
    const when = new FoundWhen([template(ABC)], open);
    expect([when.sayFor(where(a => a), 'T'), when.sayFor(where((_a, b) => b), 'T')]).toEqual([undefined, 'IsB']);
  });
});

const finding = (message: string, more: Partial<Finding> = {}): Finding => ({
  rule: 'a-rule', catalogue: ['A1'], group: 'access', severity: 'medium', resource: 'Thing', template: 'T', message, fix: 'Fix.', ...more,
});

describe('findings of two worlds', () => {
  function together(...worlds: Finding[][]): [message: string, severity: string, condition?: string][] {
    const found = new Findings([template({ IsA: is('A') })]);
    worlds.forEach((findings, index) => found.add(findings, open => JSON.stringify(open).includes('{"Ref":"A"}') && index === 0));
    return found.all()
      .map(({ message, severity, condition }) => condition === undefined ? [message, severity] : [message, severity, condition]);
  }
  const high = { severity: 'high' } as const;

  test('are one where they say the same, as bad as in the worse of them', () => {
    expect(together([finding('x')], [finding('x')])).toEqual([['x', 'medium']]);
    expect(together([finding('x')], [finding('x', high)])).toEqual([['x', 'high']]);
    expect(together([finding('x', high)], [finding('x')])).toEqual([['x', 'high']]);
  });
  test('are several where they are about something else', () => {
    expect(together([finding('x')], [finding('x', { resource: 'Other' })])).toEqual([['x', 'medium', 'IsA'], ['x', 'medium', 'not IsA']]);
    expect(together([finding('x a')], [finding('x a b', { rule: 'other' })])).toHaveLength(2);
    expect(together([finding('x a')], [finding('x a b', { template: 'U' })])).toHaveLength(2);
  });
  test('are the one that says more', () => {
    expect(together([finding('x a')], [finding('x a, b')])).toEqual([['x a, b', 'medium']]);
    expect(together([finding('x b, a')], [finding('x a')])).toEqual([['x b, a', 'medium']]);
  });
  test.each<[string, Finding, Finding]>([
    ['the same words in another order', finding('x a b'), finding('x b a')],
    ['the same words otherwise separated', finding('x a b'), finding('x a, b')],
    ['other words', finding('x a'), finding('x b c')],
    ['more words about less', finding('x a', { catalogue: ['A1', 'A2'] }), finding('x a b')],
    ['more words about something else', finding('x a', { catalogue: ['A2'] }), finding('x a b')],
    ['more words about what is less bad', finding('x a', high), finding('x a b')],
  ])('are both with %s', (_, one, other) => {
    expect(together([one], [other])).toEqual([[one.message, one.severity, 'IsA'], [other.message, other.severity, 'not IsA']]);
  });
  test('are one with more words about what is worse, and about more', () => {
    expect(together([finding('x a')], [finding('x a b', { ...high, catalogue: ['A1', 'A2'] })])).toEqual([['x a b', 'high']]);
  });
  test('are all said where there is one world, in which each holds', () => {
    const found = new Findings([]);
    found.add([finding('x a'), finding('x a b')], () => undefined);
    expect(found.all()).toEqual([finding('x a'), finding('x a b')]);
  });
  test('have no condition where the conditions of the template do not tell', () => {
    const found = new Findings([template({})]);
    found.add([finding('x')], () => undefined);
    found.add([], () => undefined);
    expect(found.all().map(one => 'condition' in one)).toEqual([false]);
  });
});

describe('one finding for each cause', () => {
  const [told, telling] = [{ rule: 'writes-on-anything', catalogue: ['A55'] }, { rule: 'guest-role-writes', catalogue: ['A48'] }];
  const left = (...findings: Finding[]) => onePerCause(findings).map(({ rule, catalogue }) => `${rule} ${catalogue.join()}`);

  test('is the telling one, whichever comes first, which stands for the entries of both', () => {
    expect(left(finding('x', told), finding('y', telling))).toEqual(['guest-role-writes A48,A55']);
    expect(left(finding('y', telling), finding('x', told))).toEqual(['guest-role-writes A48,A55']);
    expect(left(finding('y', telling), finding('x', told), finding('z', told))).toEqual(['guest-role-writes A48,A55']);
  });
  test.each<[string, Partial<Finding>]>([
    ['resource', { resource: 'Other' }], ['template', { template: 'U' }], ['claim', { claim: 'custom:plan' }],
  ])('is not that of another %s', (_, more) => {
    expect(left(finding('x', told), finding('y', { ...telling, ...more }))).toEqual(['writes-on-anything A55', 'guest-role-writes A48']);
  });
  test('is each where no rule says more', () => {
    expect(left(finding('x', told), finding('y', { rule: 'trust-amr-both' }))).toEqual(['writes-on-anything A55', 'trust-amr-both A1']);
  });
});

describe('worlds', () => {
  const [x, y, z] = ['X', 'Y', 'Z'].map(Ref => ({ Ref }));
  /** What holds in each world that is visited, where these are asked for. */
  function visited(...asked: [open: unknown, template?: number][]): string[] {
    const worlds: string[] = [];
    forEachWorld(world => worlds.push(asked.map(([open, index = 0]) => Number(world(open, index))).join('')));
    return worlds.sort();
  }

  test.each<[string, [unknown, number?][], string[]]>([
    ['one, where nothing is open', [], ['']],
    ['two for a condition', [[[x, 'a']]], ['0', '1']],
    ['two for the same that is asked for twice, in whichever order it is compared', [[[x, 'a']], [['a', x]]], ['00', '11']],
    ['four for two conditions', [[[x, 'a']], [[y, 'a']]], ['00', '01', '10', '11']],
    ['four for the same of two templates', [[[x, 'a'], 0], [[x, 'a'], 1]], ['00', '01', '10', '11']],
    ['three for two texts, as only one of them can be equal', [[[x, 'a']], [[x, 'b']]], ['00', '01', '10']],
    ['four for two that are compared with what is not known either', [[[x, y]], [[x, z]]], ['00', '01', '10', '11']],
    ['four for two that compare nothing', [['Named'], ['Other']], ['00', '01', '10', '11']],
  ])('are %s', (_, asked, expected) => expect(visited(...asked)).toEqual(expected));

  test('are every combination of six conditions, and of seven none, all, each alone and all but each', () => {
    const of = (count: number) => visited(...Array.from({ length: count }, (_, i): [unknown] => [`C${i}`]));
    expect(of(6)).toHaveLength(64);
    expect(of(7)).toEqual([
      '0000000', '1111111', ...Array.from({ length: 7 }, (_, i) => '0000000'.split('').map((_zero, j) => i === j ? '1' : '0').join('')),
      ...Array.from({ length: 7 }, (_, i) => '1111111'.split('').map((_one, j) => i === j ? '0' : '1').join('')),
    ].sort());
  });

  test('that are asked for are seen by whoever looks once more, the others stay open', () => {
    const seen: unknown[] = [];
    forEachWorld((world, unasked) => {
      world([x, 'a'], 0);
      seen.push([unasked([x, 'a'], 0), unasked([y, 'a'], 0)]);
    });
    expect(seen).toEqual([[false, undefined], [true, undefined]]);
  });
});
