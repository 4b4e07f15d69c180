import { hasGap, shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { assumptions } from '../../private/judging/trusts';

/** A role trusts several identity pools. */
export const rule: GuardrailRule = {
  id: 'trust-several-pools',
  catalogue: ['A40'],
  severity: 'medium',
  title: 'A role trusts several identity pools',
  why: 'Users of each pool get the same rights, also those of a test pool.',
  fix: 'One role for each identity pool.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html',
  check: facts => assumptions(facts).flatMap(({ role, aud }): Hit[] => {
    const pools = [...new Set(aud.flatMap(({ values }) => values).filter(value => !hasGap(value)))];
    return pools.length > 1 ? [{ at: role, message: `${role.id} trusts ${pools.map(shown).join(', ')}` }] : [];
  }),
};
