import { Decision } from '../../../policy';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { allowsAction, guestsPass, strangersPass, trustsOf } from '../../private/judging/trusts';

/** Session tags are allowed without saying for whom. */
export const rule: GuardrailRule = {
  id: 'tag-session-unconditional',
  catalogue: ['A45'],
  severity: 'medium',
  title: 'Session tags are allowed without saying for whom',
  why: 'Tokens of other identity pools, or of guests, may tag a session of this role.',
  fix: 'Put sts:TagSession into the statement that has aud and amr, or repeat both conditions.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/using-afac-with-cognito-identity-pools.html',
  check: facts => facts.roles.flatMap(trustsOf).filter(trust => !allowsAction(trust.statement, 'sts:AssumeRoleWithWebIdentity')
    && (strangersPass(trust, 'sts:TagSession') === Decision.ALLOWED
    || (trust.amr.length === 0 && guestsPass(trust, 'sts:TagSession') === Decision.ALLOWED)))
    .map(({ role }): Hit => ({ at: role, message: `${role.id} allows sts:TagSession in a statement without aud or amr` })),
};
