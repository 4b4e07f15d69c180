import { Decision } from '../../../policy';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { absentPasses, assumptions, strangersPass } from '../../private/judging/trusts';

/** A trust condition holds when the key is missing. */
export const rule: GuardrailRule = {
  id: 'trust-operator-passes-absent',
  catalogue: ['A37'],
  severity: 'high',
  title: 'A trust condition holds when the key is missing',
  why: 'ForAllValues and …IfExists are true for tokens without the key, so the condition does not protect.',
  fix: 'Use StringEquals for aud and ForAnyValue:StringLike for amr.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_multi-value-conditions.html',
  check: facts => assumptions(facts).flatMap((trust): Hit[] => {
    const { role, aud, amr } = trust;
    const weak = (key: 'aud' | 'amr') => absentPasses(trust, key) === Decision.DENIED
      ? []
      : { aud, amr }[key].filter(({ operator }) => /^ForAllValues:|IfExists$/i.test(operator));
    const [bad] = [...(strangersPass(trust) === Decision.ALLOWED ? [] : weak('aud')), ...weak('amr')];
    return bad ? [{ at: role, message: `${role.id} checks ${bad.key} with ${bad.operator}` }] : [];
  }),
};
