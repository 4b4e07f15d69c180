import * as fc from 'fast-check';
import { aPool, mappings } from './identity-fixture';
import { Claim, RoleRule } from '../../src';
import { RuleMatch } from '../../src/identity-pool/private/claims/rule-match';
import { covers, isSame } from '../../src/identity-pool/private/mapping/rule-order';

const claim = Claim.customAttribute('plan');
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 3 });
const rule = fc.tuple(fc.constantFrom(...Object.values(RuleMatch)), text).map(([match, value]) => make(match, value));

function make(match: RuleMatch, value: string): RoleRule {
  switch (match) {
    case RuleMatch.EQUALS: return RoleRule.equalTo(claim, value);
    case RuleMatch.CONTAINS: return RoleRule.contains(claim, value);
    case RuleMatch.STARTS_WITH: return RoleRule.startsWith(claim, value);
    case RuleMatch.NOT_EQUAL: return RoleRule.notEqualTo(claim, value, 'tested');
  }
}

function matches({ _match: match, value }: RoleRule, actual: string): boolean {
  switch (match) {
    case RuleMatch.EQUALS: return actual === value;
    case RuleMatch.CONTAINS: return actual.includes(value);
    case RuleMatch.STARTS_WITH: return actual.startsWith(value);
    case RuleMatch.NOT_EQUAL: return actual !== value;
  }
}

test('a rule that is covered matches nobody whom the earlier one does not', () => {
  fc.assert(fc.property(rule, rule, text, text, (earlier, later, before, after) => {
    fc.pre(covers(earlier, later));
    for (const actual of [before, later.value, `${later.value}${after}`, `${before}${later.value}${after}`, earlier.value]) {
      expect(matches(later, actual) && !matches(earlier, actual)).toBe(false);
    }
  }), { numRuns: 2000 });
});

test('for a rule that is not covered there is somebody whom only it matches', () => {
  fc.assert(fc.property(rule, rule, (earlier, later) => {
    fc.pre(!covers(earlier, later));
    const witnesses = [later.value, `${later.value}z`, `z${later.value}z`, earlier.value, 'z'];
    expect(witnesses.some(actual => matches(later, actual) && !matches(earlier, actual))).toBe(true);
  }), { numRuns: 2000 });
});

test('other claims and the same condition', () => {
  const other = RoleRule.equalTo(Claim.customAttribute('tier'), 'a');
  expect(covers(other, make(RuleMatch.EQUALS, 'a'))).toBe(false);
  expect(isSame(other, make(RuleMatch.EQUALS, 'a'))).toBe(false);
  expect(isSame(other, other)).toBe(true);
});

test('rules stay in the order in which they were added, after the groups', () => {
  fc.assert(fc.property(fc.uniqueArray(text, { minLength: 1, maxLength: 8 }), fc.integer({ min: 0, max: 8 }), (values, groupAt) => {
    const { stack, identities, userPool } = aPool();
    values.forEach((value, index) => {
      if (index === groupAt) {
        identities.addGroup(userPool, 'team');
      }
      identities.addRule(`R${index}`, RoleRule.equalTo(claim, value));
    });
    const rules: any[] = mappings(stack)[0].RulesConfiguration.Rules;
    expect(rules.filter(({ Claim: name }) => name === 'custom:plan').map(({ Value }) => Value)).toEqual(values);
    expect(rules.findIndex(({ Claim: name }) => name === 'cognito:preferred_role')).toBe(groupAt < values.length ? 0 : -1);
  }), { numRuns: 15 });
});
