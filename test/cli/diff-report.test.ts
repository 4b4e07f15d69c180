import { asMarkdown } from '../../src/cli/diff/as-markdown';
import { asText } from '../../src/cli/diff/as-text';
import { DiffReport, headline, turn, values, weight } from '../../src/cli/diff/report';
import type { AccessChange } from '../../src/diff/access-between';
import type { Edit } from '../../src/edits';
import { Finding } from '../../src/guardrails/guardrail-rule';

const edit = (more: Partial<Edit> = {}, logicalId = 'Users'): Edit => ({
  kind: 'gone',
  isDangerous: true,
  isSure: true,
  at: { type: 'AWS::Cognito::UserPool', stack: 'App', logicalId, props: {} },
  what: 'it is gone',
  effect: 'it is lost',
  fix: 'put it back',
  ...more,
});
const permit = (effect: string) => ({ effect, actions: ['s3:GetObject'], resources: ['*'], policy: 'own' });
const change = (more: Partial<AccessChange> = {}): AccessChange => ({
  identityPool: 'Ids', who: 'guests', provider: '-', before: 'A', after: 'A', gains: [], loses: [], notes: [], ...more,
});
const finding = { rule: 'guests-enabled' } as Finding;
const report = (more: Partial<DiffReport> = {}): DiffReport => ({
  edits: [], access: [], findings: { found: [], accepted: [], settled: [] }, readWith: [], isDangerous: false, ...more,
});
const found = (count: number) => ({ found: Array(count).fill(finding), accepted: [], settled: [] });

describe('the headline', () => {
  const gain = change({ gains: [permit('Allow')] });
  test.each<[string, Partial<DiffReport>, string]>([
    ['nothing', {}, 'nothing dangerous'],
    [
      'one of each', { edits: [edit(), edit({ kind: 'replaced' }), edit({ kind: 'refused' })], isDangerous: true },
      "dangerous: 1 gone, 1 made anew, 1 that the deployment can't change so",
    ],
    [
      'a resource once, whatever of it changes',
      { edits: [edit({ kind: 'refused' }), edit({ kind: 'refused' }), edit({ kind: 'refused' }, 'Others')] },
      "nothing dangerous: 2 that the deployment can't change so",
    ],
    ['nothing of what is harmless', { edits: [edit({ isDangerous: false })] }, 'nothing dangerous'],
    ['one who gains', { access: [gain, change()] }, 'nothing dangerous: 1 kind of identity with more access'],
    [
      'two who gain, one of whom loses', { access: [gain, { ...gain, loses: [permit('Allow')] }] },
      'nothing dangerous: 2 kinds of identity with more access, 1 with less',
    ],
    ['a finding', { findings: found(1) }, 'nothing dangerous: 1 new finding'],
    ['findings', { findings: found(2) }, 'nothing dangerous: 2 new findings'],
  ])('says %s', (_, more, expected) => {
    expect(headline(report(more))).toBe(expected);
  });
});

test.each<[string | undefined, string | undefined, string]>([
  ['A', 'A', 'stays A'],
  [undefined, 'B', 'becomes B, is new'],
  ['A', undefined, 'was A, is no longer told apart'],
  ['A', 'B', 'becomes B instead of A'],
])('who was %s and is %s: %s', (before, after, expected) => {
  expect(turn({ before, after })).toBe(expected);
});

test.each<[Partial<Edit>, string]>([
  [{}, ''],
  [{ before: 'a' }, ''],
  [{ property: 'Domain' }, 'Domain'],
  [{ property: 'Domain', before: 'a' }, 'Domain: a → nothing'],
  [{ property: 'Domain', after: 'b' }, 'Domain: nothing → b'],
  [{ property: 'Domain', before: 'a', after: 'b' }, 'Domain: a → b'],
])('the values of %j are shown as "%s"', (more, expected) => {
  expect(values(edit(more))).toBe(expected);
});

test.each<[boolean, boolean, string]>([
  [true, true, 'dangerous'], [true, false, 'possibly dangerous'], [false, true, 'harmless'], [false, false, 'harmless'],
])('what is dangerous: %s, and sure: %s, weighs as %s', (isDangerous, isSure, expected) => {
  expect(weight({ isDangerous, isSure } as Edit)).toBe(expected);
});

describe('text and Markdown', () => {
  const turned = report({
    access: [change({ gains: [permit('Allow'), permit('Deny')], loses: [permit('Allow'), permit('Deny')], notes: ['else'] })],
  });

  test('say that a denial goes where somebody gains by it, and comes where somebody loses', () => {
    const lines = asText(turned).split('\n').map(line => line.trim());
    expect(lines.filter(line => /^[-+!] /.test(line)).map(line => line.replace(/s3:.*/, '…'))).toEqual([
      expect.not.stringContaining('no longer'), expect.stringMatching(/^\+ no longer /), expect.not.stringContaining('now '),
      expect.stringMatching(/^- now /), '! else',
    ]);
    const [, , , gains, loses] = asMarkdown(turned).split('\n').find(line => line.startsWith('| guests'))!.split(' | ');
    expect(gains.split('<br>').map(line => line.startsWith('no longer '))).toEqual([false, true]);
    expect(loses.split('<br>').map(line => line.startsWith('now '))).toEqual([false, true]);
  });

  test('show the property of an edit, and no line for one that has none', () => {
    const [bare, full] = [
      edit(), edit({ property: 'Domain', before: 'a', after: 'b', isSure: false }),
    ].map(one => asText(report({ edits: [one] })).split('\n'));
    expect(full.slice(4, 6).map(line => line.trim())).toEqual([expect.stringMatching(/^GONE .*, possibly dangerous$/), 'Domain: a → b']);
    expect(bare.slice(4, 6).map(line => line.trim())).toEqual([expect.stringMatching(/^GONE .*, dangerous$/), 'it is gone']);
    expect(full).toHaveLength(bare.length + 1);
  });

  test('have no part for what there is nothing of', () => {
    expect(asText(report())).toBe('nothing dangerous\n');
    expect(asMarkdown(report())).toBe('## Users and access: nothing dangerous\n');
  });
});

test.each([['text', asText], ['Markdown', asMarkdown]])('%s keeps hygiene apart from what decides who gets in', (_, render) => {
  const of = (rule: string, group: 'access' | 'hygiene'): Finding => ({
    rule, group, catalogue: [], severity: 'medium', resource: 'Users', template: 'T', message: `${rule} is so`, fix: 'change it',
  });
  const shown = (...findings: Finding[]) => render(report({ findings: { found: findings, accepted: [], settled: [] } })).toLowerCase();
  const both = shown(of('mfa-off', 'hygiene'), of('open-sign-up', 'access'));
  expect(both.indexOf('open-sign-up is so')).toBeLessThan(both.indexOf('hygiene of the user pool'));
  expect(both.indexOf('hygiene of the user pool')).toBeLessThan(both.indexOf('mfa-off is so'));
  expect(shown(of('open-sign-up', 'access'))).not.toContain('hygiene');
});

describe.each([['text', asText], ['Markdown', asMarkdown]])('%s', (_, render) => {
  test('says what is newly accepted and what is settled, not only by which rule', () => {
    const [accepted, settled] = ['is meant', 'is over'].map(message => ({ ...finding, resource: 'Ids', message }));
    const shown = render(report({ findings: { found: [], accepted: [{ ...accepted, reason: 'a try-out' }], settled: [settled] } }));
    for (const part of ['is meant', 'a try-out', 'is over']) expect(shown).toContain(part);
    expect(shown.toLowerCase()).not.toContain('new findings');
  });
});
