import { Decision } from '../../../policy';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { assumptions, guestsPass, membersPass } from '../../private/judging/trusts';

/** A role is for guests and signed-in users. */
export const rule: GuardrailRule = {
  id: 'trust-amr-both',
  catalogue: ['A38'],
  severity: 'high',
  title: 'A role is for guests and signed-in users',
  why: 'Guests get everything that signed-in users get.',
  fix: 'Name one of authenticated and unauthenticated, and use two roles.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html',
  check: facts => assumptions(facts)
    .filter(trust => trust.amr.length > 0 && [guestsPass, membersPass].every(pass => pass(trust) === Decision.ALLOWED))
    .map(({ role }): Hit => ({ at: role, message: `${role.id} accepts authenticated and unauthenticated identities` })),
};
