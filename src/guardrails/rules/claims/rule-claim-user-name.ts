import { GuardrailRule, Hit } from '../../guardrail-rule';
import { claimsInUse, distinct } from '../../private/judging/claims-in-use';

/** A rule looks at the subject or the user name. */
export const rule: GuardrailRule = {
  id: 'rule-claim-user-name',
  catalogue: ['A08'],
  severity: 'high',
  title: 'A rule looks at the subject or the user name',
  why: 'A user name is chosen at sign-up, so whoever takes it first gets the role; sub changes when the account is created again.',
  fix: 'Decide by group or by an attribute that only administrators write.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html',
  check: facts => distinct(claimsInUse(facts)).filter(use => !use.tag).flatMap((use): Hit[] => {
    if (use.claim === 'sub') {
      return [{
        at: use.at,
        claim: use.claim,
        severity: 'medium',
        message: `${use.what} names one account; it stops to match when that account is created again`,
      }];
    }
    if (use.claim !== 'cognito:username') return [];
    return [{
      at: use.at,
      claim: use.claim,
      severity: use.pool.selfSignUp ? 'high' : 'medium',
      message: `${use.what} trusts a name that is chosen when the account is created in ${use.pool.id}`,
    }];
  }),
};
