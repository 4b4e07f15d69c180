import { hasGap, shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { rulesOf } from '../../private/facts/rule-logic';

/** A rule looks for a piece of text inside a claim. */
export const rule: GuardrailRule = {
  id: 'contains-on-text',
  catalogue: ['A10', 'A12'],
  severity: 'high',
  title: 'A rule looks for a piece of text inside a claim',
  why: "The wanted text may stand anywhere in the claim: '@corp.com' is also in 'x@corp.com.evil.io'.",
  fix: 'Compare with Equals, or decide by group.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html',
  check: facts => rulesOf(facts).flatMap(({ mapping, rule: entry }): Hit[] => {
    if (entry.match !== 'Contains' || entry.claim === 'cognito:groups' || hasGap(entry.claim)) return [];
    const domain = entry.value.startsWith('@');
    return [{
      at: mapping.at,
      catalogue: domain ? ['A10', 'A12'] : ['A10'],
      message: `rule ${entry.index + 1} of ${shown(mapping.provider)} gives ${shown(entry.role)} to anyone whose ${entry.claim} has `
        + `'${shown(entry.value)}' somewhere in it`,
    }];
  }),
};
