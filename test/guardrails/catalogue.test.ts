import * as fs from 'node:fs';
import * as path from 'node:path';
import { ATTACKS } from '../../scripts/attacks';
import { attacksMarkdown, rulesMarkdown } from '../../scripts/rules-md';
import { NOT_DECIDABLE } from '../../src/guardrails/catalogue';
import { RULES } from '../../src/guardrails/rules';

test('every entry of the catalogue is covered by a rule or listed as not decidable, never both', () => {
  const covered = new Set(RULES.flatMap(rule => rule.catalogue));
  for (let i = 1; i <= 96; i++) {
    const id = `A${String(i).padStart(2, '0')}`;
    expect([id, covered.has(id) !== id in NOT_DECIDABLE]).toEqual([id, true]);
  }
});

test('rule ids are unique slugs', () => {
  const ids = RULES.map(rule => rule.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter(id => !/^[a-z][a-z-]+$/.test(id))).toEqual([]);
});

test('RULES.md is what the rules say', () => {
  expect(fs.readFileSync(path.join(__dirname, '../../RULES.md'), 'utf8')).toBe(rulesMarkdown());
});

test('docs/attacks.md is what the catalogue and the rules say', () => {
  expect(fs.readFileSync(path.join(__dirname, '../../docs/attacks.md'), 'utf8')).toBe(attacksMarkdown());
});

test('every number that a rule names is in the catalogue', () => {
  expect(RULES.flatMap(rule => rule.catalogue).filter(id => !(id in ATTACKS))).toEqual([]);
});

test.each(['troubleshooting', 'machines-and-agents'])('the guide %s names rules that there are', guide => {
  const text = fs.readFileSync(path.join(__dirname, `../../docs/guides/${guide}.md`), 'utf8');
  const named = [
    ...text.matchAll(/Rules?(?: for [^:]*)?: ([^.]*)\./g),
  ].flatMap(([, list]) => [...list.matchAll(/`([a-z][a-z-]+)`/g)].map(([, id]) => id));
  const ids = RULES.map(rule => rule.id);
  expect(named.filter(id => !ids.includes(id))).toEqual([]);
});
