import { Decision } from '../../../policy';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { guestsPossible } from '../../private/judging/statements';
import { assumptions, guestsPass } from '../../private/judging/trusts';

/** A role does not say whether guests may have it. */
export const rule: GuardrailRule = {
  id: 'trust-without-amr',
  catalogue: ['A34'],
  severity: 'high',
  title: 'A role does not say whether guests may have it',
  why: 'Guests of the same identity pool get a token that this role accepts.',
  fix: 'Add ForAnyValue:StringLike cognito-identity.amazonaws.com:amr authenticated.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html',
  check: facts => assumptions(facts).filter(trust => trust.amr.length === 0 && guestsPass(trust) === Decision.ALLOWED)
    .map(({ role }): Hit => role.uses.length > 0 && role.uses.every(({ kind }) => kind === 'guest') ? {
      at: role,
      severity: 'low',
      fix: 'Add ForAnyValue:StringLike cognito-identity.amazonaws.com:amr unauthenticated.',
      message: `${role.id} is for guests, and does not say so (no condition on amr)`,
    } : {
      at: role,
      severity: guestsPossible(role, facts) ? 'critical' : 'high',
      message: `${role.id} does not tell signed-in users from guests (no condition on `
      + `amr)${guestsPossible(role, facts) ? ', and its identity pool has guests' : ''}`,
    }),
};
