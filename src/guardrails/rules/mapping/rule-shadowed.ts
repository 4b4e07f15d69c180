import { shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { groupsBefore, implies } from '../../private/facts/rule-logic';

/** A rule never decides because an earlier one takes all its users. */
export const rule: GuardrailRule = {
  id: 'rule-shadowed',
  catalogue: ['A15'],
  severity: 'medium',
  title: 'A rule never decides because an earlier one takes all its users',
  why: 'The first match gives the role: users who should get the later role silently get the earlier one.',
  fix: 'Put the narrower rule first, or remove the duplicate.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html',
  check: facts => facts.mappings.flatMap(mapping => mapping.rules.flatMap((entry, index): Hit[] => {
    const earlier = mapping.rules.slice(0, index).find(before => implies(entry, before));
    const takers = earlier ? [] : groupsBefore(mapping, index, facts);
    if (takers.length > 0) {
      const which = takers.map(taker => `${taker.index + 1} (${taker.claim})`).join(', ');
      return [{
        at: mapping.at,
        message: `rule ${index + 1} (${entry.claim} ${entry.match} '${shown(entry.value)}') is never reached: all of its users are in `
          + `groups for which rule ${which} decides`,
      }];
    }
    if (!earlier) return [];
    return [{
      at: mapping.at,
      message: `rule ${index + 1} (${entry.claim} ${entry.match} '${shown(entry.value)}') is never reached: rule ${earlier.index + 1} `
        + `(${earlier.match} '${shown(earlier.value)}') matches all of its users`,
    }];
  })),
};
