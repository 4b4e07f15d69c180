import { GuardrailRule, Hit } from '../../guardrail-rule';
import { writersOf } from '../../private/judging/claim-writers';
import { claimsInUse, distinct, entriesFor, namesOf } from '../../private/judging/claims-in-use';

/** A claim that decides about access can be chosen at sign-up. */
export const rule: GuardrailRule = {
  id: 'rule-claim-set-at-sign-up',
  catalogue: ['A04', 'A63', 'A104'],
  severity: 'high',
  title: 'A claim that decides about access can be chosen at sign-up',
  why: 'An immutable attribute can still be written once, by SignUp: whoever creates an account picks the role or the tag.',
  fix: 'Leave the attribute out of WriteAttributes of every client that can sign users up, or turn self sign-up off.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html',
  check: facts => distinct(claimsInUse(facts)).flatMap((use): Hit[] => {
    if (!use.claim.startsWith('custom:')) return [];
    const { mutable, updating, signingUp } = writersOf(use.claim, use.pool);
    if (signingUp.length === 0 || (mutable && updating.length > 0)) return [];
    return [{
      at: use.at,
      claim: use.claim,
      catalogue: entriesFor(use, use.tag ? ['A04', 'A63'] : ['A04']),
      severity: use.tag ? 'critical' : 'high',
      message: `${use.what}: anyone may sign up to ${use.pool.id} through ${namesOf(signingUp)} and set the attribute then`,
    }];
  }),
};
