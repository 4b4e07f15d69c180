import { CASES } from './cases';
import { goodTemplate, Patch, patched } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';
import { RULES } from '../../src/guardrails/rules';

const check = (body: any) => checkTemplates([{ name: 'template', body }]);

test('the good template has no findings', () => expect(check(goodTemplate())).toEqual([]));

describe.each(CASES)('%s at %s', (id, resource, bad, near) => {
  const places = (patch: Patch) => check(patched(patch)).filter(finding => finding.catalogue.includes(id)).map(finding => finding.resource);

  test('is found', () => expect(places(bad)).toContain(resource));
  test('is not found in the nearest good template', () => expect(places(near)).toEqual([]));
});

test('every entry that a rule covers has a case', () => {
  // it takes two stacks, see policy-name-twice.test.ts
  const tested = new Set([...CASES.map(([id]) => id), 'A112']);
  expect(RULES.flatMap(({ catalogue }) => catalogue).filter(id => !tested.has(id))).toEqual([]);
});
