import { Facts, MappingFact, PoolFact, RuleFact } from './types';
import { preTokenTrigger } from '../../../identity-facts/claims/pre-token';
import * as conditions from '../../../identity-facts/claims/rule-condition';
import { RankedGroup, takenBefore } from '../../../identity-facts/claims/rules-taken';
import { once } from '../../../private/once';
import { hasGap } from '../../../template/resolve/marks';
import { asString } from '../../../template/values';

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

/** The rules before that one which certainly take everyone whom it is for, as the groups of the templates have it. */
export function groupsBefore({ rules, login }: MappingFact, index: number, facts: Facts): RuleFact[] {
  const groups = login?.pool && groupsAreKnown(facts) ? rankedGroups(login.pool) : undefined;
  return groups ? takenBefore(rules[index], rules.slice(0, index).filter(rule => !isOpen(rule)), groups) : [];
}

/** Whether it is known of every group which user pool it is of. */
const groupsAreKnown = once((facts: Facts): boolean =>
  !facts.ofType('AWS::Cognito::UserPoolGroup').some(({ props }) => hasGap(props.UserPoolId)));

/**
 * The groups of a user pool; unknown where a trigger writes the claims about them, or where something about them is not known: a group
 * without a name gets one at deployment.
 */
const rankedGroups = once(({ props, groups }: PoolFact): RankedGroup[] | undefined => {
  if (preTokenTrigger(props.LambdaConfig).isSet !== false) return undefined;
  const known = groups.every(({ props: { GroupName, RoleArn, Precedence } }) =>
    asString(GroupName) !== undefined && [GroupName, RoleArn, Precedence].every(value => !hasGap(value)));
  if (!known) return undefined;
  return groups.map(group => ({ name: asString(group.props.GroupName)!, role: group.props.RoleArn, precedence: group.props.Precedence }));
});

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
