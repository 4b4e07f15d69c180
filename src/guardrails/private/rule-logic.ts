import { hasGap } from '../../access-model/private/marks';
import { Facts, MappingFact } from './types';

type Rule = MappingFact['rules'][number];

/** Every rule of every mapping. */
export function rulesOf(facts: Facts): { mapping: MappingFact; rule: Rule }[] {
  return facts.mappings.flatMap(mapping => mapping.rules.map(rule => ({ mapping, rule })));
}

/** Whether every user that matches the first rule matches the second. */
export function implies(first: Rule, second: Rule): boolean {
  if (first.claim !== second.claim) return false;
  if (first.match === second.match && first.value === second.value) return true;
  if (isOpen(first) || isOpen(second)) return false;
  // Several values may stand in these; what a match means for each is not documented.
  if (first.claim === 'cognito:groups' || first.claim === 'cognito:roles') return second.match === 'Contains' && first.value.includes(second.value);
  switch (second.match) {
    case 'Contains': return first.match !== 'NotEqual' && first.value.includes(second.value);
    case 'StartsWith': return (first.match === 'Equals' || first.match === 'StartsWith') && first.value.startsWith(second.value);
    case 'NotEqual': return first.match === 'Equals' && first.value !== second.value;
    default: return false;
  }
}

/** Whether one user can match both rules. */
export function overlap(first: Rule, second: Rule): boolean {
  if (isOpen(first) || isOpen(second)) return false;
  if (first.claim === 'cognito:preferred_role' || second.claim === 'cognito:preferred_role') return false;
  if (first.claim !== second.claim || first.claim === 'cognito:groups') return true;
  if (first.match === 'Equals') return matches(second, first.value);
  if (second.match === 'Equals') return matches(first, second.value);
  if (first.match === 'StartsWith' && second.match === 'StartsWith') return first.value.startsWith(second.value) || second.value.startsWith(first.value);
  return true;
}

function isOpen({ claim, match, value, role }: Rule): boolean {
  return [claim, match, value, role].some(hasGap);
}

function matches(rule: Rule, value: string): boolean {
  switch (rule.match) {
    case 'Equals': return value === rule.value;
    case 'NotEqual': return value !== rule.value;
    case 'StartsWith': return value.startsWith(rule.value);
    default: return value.includes(rule.value);
  }
}
