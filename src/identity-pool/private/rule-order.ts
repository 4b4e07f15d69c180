import { Token } from 'aws-cdk-lib';
import { RoleRule, RuleMatch } from '../role-rule';

/**
 * Whether everyone whom the later rule matches is already matched by the earlier one. Undecided means no.
 */
export function covers(earlier: RoleRule, later: RoleRule): boolean {
  if (earlier.claim.name !== later.claim.name || [earlier.value, later.value, earlier.claim.name].some(text => Token.isUnresolved(text))) {
    return false;
  }
  switch (earlier.match) {
    case RuleMatch.EQUALS:
      return later.match === RuleMatch.EQUALS && later.value === earlier.value;
    case RuleMatch.STARTS_WITH:
      return [RuleMatch.EQUALS, RuleMatch.STARTS_WITH].includes(later.match) && later.value.startsWith(earlier.value);
    case RuleMatch.CONTAINS:
      return later.match !== RuleMatch.NOT_EQUAL && later.value.includes(earlier.value);
    case RuleMatch.NOT_EQUAL:
      return excludes(later, earlier.value);
  }
}

/** Whether the rule never matches this value. */
function excludes(rule: RoleRule, value: string): boolean {
  switch (rule.match) {
    case RuleMatch.EQUALS:
      return value !== rule.value;
    case RuleMatch.STARTS_WITH:
      return !value.startsWith(rule.value);
    case RuleMatch.CONTAINS:
      return !value.includes(rule.value);
    case RuleMatch.NOT_EQUAL:
      return value === rule.value;
  }
}

/** Whether both rules are the same condition. */
export function isSame(one: RoleRule, other: RoleRule): boolean {
  return one.claim.name === other.claim.name && one.match === other.match && one.value === other.value;
}
