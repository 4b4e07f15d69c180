import { policyOfAws } from '../../../policy/managed/policy-of-aws';
import { shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { KEYS_OF_THE_ROLE, withDenials } from '../../private/judging/resource-grants';
import { allows, liveGuestRoles, isOwn, isWholeService, isWrite, readsAll } from '../../private/judging/statements';

/** Guests may write or do anything. */
export const rule: GuardrailRule = {
  id: 'guest-role-writes',
  catalogue: ['A48'],
  severity: 'critical',
  title: 'Guests may write or do anything',
  why: 'Anyone on the internet gets these credentials without signing in.',
  fix: 'Give guests only what the public may read, by exact actions and resources.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools-security-best-practices.html',
  check: facts => liveGuestRoles(facts).flatMap((at): Hit[] => {
    const holder = withDenials(at, facts);
    const actions = allows(at).flatMap(statement => [
      ...statement.notActions.map(action => `everything but ${action}`),
      ...statement.actions.filter(action => isWholeService(action) ? !/^(cognito-sync|mobileanalytics|mobiletargeting|geo-maps):\*$/.test(action) : isWrite(action) && !isOwn({ ...statement, actions: [action] }, holder, KEYS_OF_THE_ROLE)),
    ].map(action => statement.policy ?? action));
    const managed = at.managedPolicies.filter(arn => !policyOfAws(arn) && /policy\//.test(arn) && !arn.startsWith('«') && !/ReadOnly|SessionPolicy/.test(arn));
    if (actions.length + managed.length === 0) return [];
    const writing = allows(at).map(statement => ({ ...statement, actions: statement.actions.filter(isWrite) }))
      .filter(statement => !isOwn(statement, holder, KEYS_OF_THE_ROLE));
    return [{ at, catalogue: ['A48', ...writing.some(readsAll) ? ['A49'] : []], message: `guests get ${at.id} and with it ${[...new Set([...actions, ...managed])].slice(0, 5).map(shown).join(', ')}` }];
  }),
};
