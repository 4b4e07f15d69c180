import { ROLE_CLAIMS } from '../../identity-facts/claims/claims';
import type { Rule } from '../../identity-facts/claims/rules';
import type { GroupEntity } from '../../identity-facts/entities/entities';

const WORDS: Record<string, string> = { Equals: 'is', NotEqual: 'is not', Contains: 'contains', StartsWith: 'starts with' };

/** Whom a rule means, in words: the members of a group rather than the ARN of its role. */
export function whoMatches(rule: Rule, groups: readonly GroupEntity[]): string {
  const { claim, matchType, value, unknown } = rule;
  if (unknown) return `whoever matches a rule on ${claim} (not known: ${unknown})`;
  if (matchType === 'Equals' || matchType === 'Contains') {
    const meant = groups.filter(({ name, roleArn }) => claim === 'cognito:groups'
      ? name === value
      : ROLE_CLAIMS.includes(claim) && roleArn === value);
    if (meant.length > 0) return meant.map(membersOf).join(' or ');
  }
  return `whoever's ${claim} ${WORDS[matchType] ?? matchType} '${value}'`;
}

/** The members of a group, in words. */
export function membersOf({ name, nameUnknown }: GroupEntity): string {
  return nameUnknown ? `members of a group whose name is not known: ${nameUnknown}` : `members of ${name}`;
}
