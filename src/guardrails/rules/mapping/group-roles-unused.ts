import { ROLE_CLAIMS } from '../../../identity-facts/claims/claims';
import { hasGap } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { poolGroups, userPoolOfMapping } from '../../private/facts/pool-groups';
import { joinedBy } from '../../private/facts/pool-keys';
import { attachmentsAreKnown } from '../../private/facts/rule-logic';
import { IdentityPoolFact } from '../../private/facts/types';
import { namesOf } from '../../private/judging/claims-in-use';

/** Groups have roles that the role mapping ignores. */
export const rule: GuardrailRule = {
  id: 'group-roles-unused',
  catalogue: ['A20', 'A21'],
  severity: 'medium',
  title: 'Groups have roles that the role mapping ignores',
  why: 'Members are expected to get the role of their group and get the default role instead.',
  fix: "Map the pool's clients with type Token, or remove the roles from the groups.",
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html',
  check: facts => poolGroups(facts).flatMap(({ key, name, groups: all }): Hit[] => {
    const groups = all.filter(group => group.props.RoleArn !== undefined);
    const identityPools = joinedBy(facts.identityPools).get(key) ?? [];
    if (groups.length === 0 || identityPools.length === 0) return [];
    if (identityPools.some(hasOpenMapping) || !attachmentsAreKnown(facts)) return [];
    const mappings = facts.mappings.filter(mapping => userPoolOfMapping(mapping) === key);
    const honoured = mappings.some(({ type, rules }) => type === 'Token' || hasGap(type) || rules.some(({ claim }) =>
      hasGap(claim) || claim === 'cognito:groups' || ROLE_CLAIMS.includes(claim)));
    if (honoured) return [];
    const rules = mappings.length > 0;
    return [{
      at: groups[0],
      catalogue: rules ? ['A20', 'A21'] : ['A20'],
      severity: 'medium',
      message: `the roles of ${namesOf(groups)} are never given: ${rules
        ? `${mappings[0].at.id} maps ${name} by rules that do not look at groups`
        : `no role mapping of type Token for ${name}`}`,
    }];
  }),
};

function hasOpenMapping({ attachments, mappings }: IdentityPoolFact): boolean {
  return attachments.some(({ props }) => hasGap(props.RoleMappings)) || mappings.some(({ provider }) => hasGap(provider));
}
