import { hasGap, shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { at } from '../../private/facts/gaps';
import { rulesOf } from '../../private/facts/rule-logic';

/** A rule with NotEqual lets everyone else in. */
export const rule: GuardrailRule = {
  id: 'not-equal',
  catalogue: ['A13', 'A14'],
  severity: 'high',
  title: 'A rule with NotEqual lets everyone else in',
  why: 'Every other value gets the role, also those that are added later; '
    + 'a user without the claim skips the rule and falls to the ones below or to the fallback.',
  fix: 'List the values that are let in with Equals, and deny the rest.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html',
  check: facts => rulesOf(facts).flatMap(({ mapping, rule: entry }): Hit[] => {
    if (entry.match !== 'NotEqual') return [];
    const always = hasGap(entry.claim) || ['sub', 'iss', 'aud', 'cognito:username'].includes(entry.claim);
    const authenticated = at(mapping.at.props, 'Roles', 'authenticated');
    const same = entry.role === authenticated || hasGap(authenticated) || hasGap(entry.role);
    const ids = [...same ? [] : ['A13'], ...always ? [] : ['A14']];
    if (ids.length === 0) return [];
    return [{
      at: mapping.at,
      catalogue: ids,
      severity: same ? 'medium' : 'high',
      message: `rule ${entry.index + 1} gives ${shown(entry.role)} to everyone whose ${entry.claim} is anything but `
        + `'${shown(entry.value)}'${always ? '' : '; without that claim it is skipped'}`,
    }];
  }),
};
