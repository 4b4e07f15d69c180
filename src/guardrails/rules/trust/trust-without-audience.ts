import { Decision } from '../../../policy';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { assumptions, strangersPass } from '../../private/judging/trusts';

/** A role trusts the identity pools of every AWS account. */
export const rule: GuardrailRule = {
  id: 'trust-without-audience',
  catalogue: ['A33'],
  severity: 'critical',
  title: 'A role trusts the identity pools of every AWS account',
  why: 'Anyone creates an identity pool in their own account and gets a token that this role accepts.',
  fix: 'Add StringEquals cognito-identity.amazonaws.com:aud with the id of the identity pool.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html',
  check: facts => assumptions(facts).filter(trust => trust.aud.length === 0 && strangersPass(trust) === Decision.ALLOWED)
    .map(({ role }): Hit => ({ at: role, message: `${role.id} does not say which identity pool (no condition on aud)` })),
};
