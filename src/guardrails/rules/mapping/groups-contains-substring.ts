import { shown } from '../../../template/resolve/marks';
import { asString } from '../../../template/values';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { groupsMapped } from '../../private/facts/pool-groups';
import { rulesOf } from '../../private/facts/rule-logic';

/** A rule on cognito:groups matches other groups too. */
export const rule: GuardrailRule = {
  id: 'groups-contains-substring',
  catalogue: ['A09'],
  severity: 'high',
  title: 'A rule on cognito:groups matches other groups too',
  why: "Contains looks for the text anywhere: 'admin' also matches 'notadmin'. Members of the other group get the role.",
  fix: 'Use a role mapping of type Token with a role on the group, or rename the groups so that no name contains another.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html',
  check: facts => rulesOf(facts).flatMap(({ mapping, rule: entry }): Hit[] => {
    if (entry.claim !== 'cognito:groups' || entry.match !== 'Contains') return [];
    const known = groupsMapped(mapping, facts);
    const others = (known?.groups ?? []).flatMap(group => asString(group.props.GroupName) ?? [])
      .filter(name => name !== entry.value && name.includes(entry.value));
    if (known && others.length > 0) {
      return [{
        at: mapping.at,
        message: `rule ${entry.index + 1} looks for '${shown(entry.value)}' in cognito:groups of ${known.name} and matches `
          + `other groups too: ${others.map(shown).join(', ')}`,
      }];
    }
    if (!mapping.login?.pool) {
      return [{
        at: mapping.at,
        severity: 'medium',
        message: `rule ${entry.index + 1} looks for '${shown(entry.value)}' in cognito:groups of a user pool `
          + 'whose groups are not known here',
      }];
    }
    return [];
  }),
};
