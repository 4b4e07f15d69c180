import { shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { rulesOf } from '../../private/facts/rule-logic';
import { selfChosen } from '../../private/judging/claim-writers';

/** A rule matches the beginning of something that users choose. */
export const rule: GuardrailRule = {
  id: 'starts-with-chosen-claim',
  catalogue: ['A11'],
  severity: 'high',
  title: 'A rule matches the beginning of something that users choose',
  why: 'Anyone can choose a value that begins as wanted, for example an address admin-mallory@example.com.',
  fix: 'Compare a claim that users do not choose, with Equals.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html',
  check: facts => rulesOf(facts).flatMap(({ mapping, rule: entry }): Hit[] => {
    const pool = mapping.login?.pool;
    if (entry.match !== 'StartsWith' || !(pool ? selfChosen(entry.claim, pool) : entry.claim === 'email')) return [];
    return [{
      at: mapping.at,
      claim: entry.claim,
      message: `rule ${entry.index + 1} gives ${shown(entry.role)} to anyone whose ${entry.claim} starts with '${shown(entry.value)}', `
        + 'and users choose that',
    }];
  }),
};
