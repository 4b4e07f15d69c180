import { Facts, MappingFact, RuleFact } from './types';
import * as conditions from '../../../identity-facts/claims/rule-condition';
import { once } from '../../../private/once';
import { hasGap } from '../../../template/resolve/marks';

/** Whether it is known of every role attachment which identity pool it is for. */
export const attachmentsAreKnown = once((facts: Facts): boolean => !facts.attachments.some(({ props }) => hasGap(props.IdentityPoolId)));

/** Every rule of every mapping. */
export function rulesOf(facts: Facts): { mapping: MappingFact; rule: RuleFact }[] {
  return facts.mappings.flatMap(mapping => mapping.rules.map(rule => ({ mapping, rule })));
}

/** Whether it is certain that every user who matches the first rule matches the second. */
export function implies(first: RuleFact, second: RuleFact): boolean {
  return conditions.isSame(first, second) || (!isOpen(first) && !isOpen(second) && conditions.implies(first, second));
}

/** Whether it is certain that the rules do not keep their users apart. */
export function overlap(first: RuleFact, second: RuleFact): boolean {
  if (isOpen(first) || isOpen(second)) return false;
  // it decides by itself: whoever has a preferred role was given it by a group
  if ([first.claim, second.claim].includes('cognito:preferred_role')) return false;
  return conditions.overlap(first, second);
}

function isOpen({ claim, match, value, role }: RuleFact): boolean {
  return [claim, match, value, role].some(hasGap);
}
