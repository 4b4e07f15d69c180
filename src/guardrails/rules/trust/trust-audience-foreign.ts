import { GuardrailRule, Hit } from '../../guardrail-rule';
import { assumptions } from '../../private/judging/trusts';

/** A role trusts an identity pool that is not the one that gives it. */
export const rule: GuardrailRule = {
  id: 'trust-audience-foreign',
  catalogue: ['A36'],
  severity: 'high',
  title: 'A role trusts an identity pool that is not the one that gives it',
  why: "A star under StringEquals or a placeholder matches nothing, and a stranger's id lets a stranger's users in.",
  fix: 'Refer to the identity pool instead of writing its id.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html',
  check: facts => assumptions(facts).flatMap(({ role, aud }): Hit[] => {
    const isId = (text: string) => /^[\w-]+:[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(text);
    const literals = aud.filter(({ operator }) => /StringEquals|StringLike/i.test(operator))
      .flatMap(({ operator, values }) => values.filter(text => !text.includes('«') && !(/like/i.test(operator) && /[*?]/.test(text))));
    const value = literals.find(text => !facts.isDefault(text) && (!isId(text) || role.uses.some(use => use.identityPool)));
    return value === undefined ? [] : [
      { at: role, message: `${role.id} trusts aud '${value}', which is no identity pool of this template` },
    ];
  }),
};
