/** What a role mapping rule asks of a claim; `match` is one of `Equals`, `NotEqual`, `StartsWith` and `Contains`. */
export interface RuleCondition {
  readonly claim: string;
  readonly match: string;
  readonly value: string;
}

/** What several values in one claim mean for a match other than `Contains` is not documented. */
const MANY_VALUED = ['cognito:groups', 'cognito:roles'];

/**
 * Whether a claim of this text matches.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html#using-rules-to-assign-roles-to-users
 */
export function matchesText({ match, value }: RuleCondition, text: string): boolean {
  switch (match) {
    case 'Equals': return text === value;
    case 'NotEqual': return text !== value;
    case 'StartsWith': return text.startsWith(value);
    case 'Contains': return text.includes(value);
    default: return false;
  }
}

/** Whether both are the same condition. */
export function isSame(one: RuleCondition, other: RuleCondition): boolean {
  return one.claim === other.claim && one.match === other.match && one.value === other.value;
}

/** Whether everyone who matches the first condition matches the second. Undecided means no. */
export function implies(first: RuleCondition, second: RuleCondition): boolean {
  if (first.claim !== second.claim) return false;
  if (isSame(first, second)) return true;
  if (MANY_VALUED.includes(first.claim) && second.match !== 'Contains') return false;
  switch (second.match) {
    case 'Contains': return first.match !== 'NotEqual' && first.value.includes(second.value);
    case 'StartsWith': return (first.match === 'Equals' || first.match === 'StartsWith') && first.value.startsWith(second.value);
    case 'NotEqual': return first.match !== 'NotEqual' && !matchesText(first, second.value);
    default: return false;
  }
}

/** Whether one person can match both conditions. */
export function overlap(first: RuleCondition, second: RuleCondition): boolean {
  if (first.claim !== second.claim || MANY_VALUED.includes(first.claim)) return true;
  if (first.match === 'Equals') return matchesText(second, first.value);
  if (second.match === 'Equals') return matchesText(first, second.value);
  if (first.match === 'StartsWith' && second.match === 'StartsWith') {
    return first.value.startsWith(second.value) || second.value.startsWith(first.value);
  }
  return true;
}
