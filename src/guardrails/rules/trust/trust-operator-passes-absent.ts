import { GuardrailRule, Hit } from '../../guardrail-rule';
import { assumptions } from '../../private/trusts';

/** A trust condition holds when the key is missing. */
export const rule: GuardrailRule = {
  id: 'trust-operator-passes-absent',
  catalogue: ['A37'],
  severity: 'high',
  title: 'A trust condition holds when the key is missing',
  why: 'ForAllValues and …IfExists are true for tokens without the key, so the condition does not protect.',
  fix: 'Use StringEquals for aud and ForAnyValue:StringLike for amr.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_multi-value-conditions.html',
  check: facts => assumptions(facts).flatMap(({ role, aud, amr }): Hit[] => {
    const bad = [...aud, ...amr].find(({ operator }) => /^ForAllValues:|IfExists$/i.test(operator));
    return bad ? [{ at: role, message: `${role.id} checks ${bad.key} with ${bad.operator}` }] : [];
  }),
};
