import { RuleCondition } from './rule-condition';

/** A group of a user pool, as far as rules on groups go by it. */
export interface RankedGroup {
  readonly name: string;
  /** What tells its role from others', as rules on `cognito:preferred_role` have it; without it the group gives no role. */
  readonly role?: string;
  readonly precedence?: number;
}

const PREFERRED = 'cognito:preferred_role';

/**
 * The earlier conditions that take everyone whom a rule on groups is for, so that it is never reached; none where somebody may be left, or
 * where that is not certain. `implies` compares conditions on one claim; here the claims of one person's groups are compared.
 *
 * @param groups all groups of the user pool; Cognito derives both claims from them, unless a trigger writes them
 */
export function takenBefore<R extends RuleCondition>(rule: R, before: readonly R[], groups: readonly RankedGroup[]): R[] {
  if (rule.claim === PREFERRED && rule.match === 'Equals') {
    const names = groups.filter(({ role }) => role === rule.value).map(({ name }) => name);
    const taker = names.length > 0 && before.find(earlier => findsGroups(earlier) && names.every(name => name.includes(earlier.value)));
    return taker ? [taker] : [];
  }
  const meant = findsGroups(rule) ? groups.filter(({ name }) => name.includes(rule.value)) : [];
  const takers = before.filter(({ claim, match }) => claim === PREFERRED && match === 'Equals');
  const ranked = groups.filter(({ role }) => role !== undefined);
  const all = meant.length > 0 && meant.every(group => ranked.includes(group))
    && ranked.every(({ role }) => takers.some(({ value }) => value === role)) && !mayTie(ranked);
  return all ? takers.filter(({ value }) => ranked.some(({ role }) => role === value)) : [];
}

function findsGroups({ claim, match }: RuleCondition): boolean {
  return claim === 'cognito:groups' && match === 'Contains';
}

/** Whether someone can be in two groups of which Cognito prefers neither. */
function mayTie(ranked: readonly RankedGroup[]): boolean {
  return ranked.some((one, index) => ranked.slice(index + 1).some(other => one.role !== other.role && one.precedence === other.precedence));
}
