import { Decision } from '../../../policy';
import { shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { assumptions, strangersPass } from '../../private/judging/trusts';

/** A role trusts identity pools by a pattern. */
export const rule: GuardrailRule = {
  id: 'trust-audience-wildcard',
  catalogue: ['A35'],
  severity: 'critical',
  title: 'A role trusts identity pools by a pattern',
  why: 'A pattern in aud lets in identity pools of other accounts.',
  fix: 'Use StringEquals with the id of the identity pool.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html',
  check: facts => assumptions(facts).filter(trust => strangersPass(trust) === Decision.ALLOWED).flatMap(({ role, aud }): Hit[] => {
    const [found] = aud;
    return found ? [{ at: role, message: `${role.id} has ${found.operator} ${found.values.map(shown).join(', ')} for aud` }] : [];
  }),
};
