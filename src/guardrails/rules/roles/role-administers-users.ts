import { poolAdministrationOf } from '../../../policy/dangerous-actions';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { appRoles, callable, isEverything } from '../../private/judging/statements';

/** App users may administer the user pool. */
export const rule: GuardrailRule = {
  id: 'role-administers-users',
  catalogue: ['A53'],
  severity: 'high',
  title: 'App users may administer the user pool',
  why: 'They put themselves into any group, or take over any account.',
  fix: 'Keep administration in a function behind an API.',
  source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitouserpools.html',
  check: facts => appRoles(facts).flatMap((at): Hit[] => {
    const patterns = callable(at, pattern => isEverything(pattern) ? [] : poolAdministrationOf(pattern)).map(({ pattern }) => pattern);
    return patterns.length > 0 ? [{ at, message: `users with ${at.id} may call ${[...new Set(patterns)].join(', ')}` }] : [];
  }),
};
