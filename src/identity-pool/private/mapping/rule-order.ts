import { Token } from 'aws-cdk-lib';
import * as conditions from '../../../identity-facts/claims/rule-condition';
import { RoleRule } from '../../role-rule';

/**
 * Whether everyone whom the later rule matches is already matched by the earlier one. Undecided means no.
 */
export function covers(earlier: RoleRule, later: RoleRule): boolean {
  const open = [earlier.value, later.value, earlier.claim.name].some(text => Token.isUnresolved(text));
  return !open && conditions.implies(conditionOf(later), conditionOf(earlier));
}

/** Whether both rules are the same condition. */
export function isSame(one: RoleRule, other: RoleRule): boolean {
  return conditions.isSame(conditionOf(one), conditionOf(other));
}

function conditionOf({ claim, _match: match, value }: RoleRule): conditions.RuleCondition {
  return { claim: claim.name, match, value };
}
