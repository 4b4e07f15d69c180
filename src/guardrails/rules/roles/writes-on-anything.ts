import { dangersOf, dataWritesOf } from '../../../policy/dangerous-actions';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { callable, isWholeService, liveGuestRoles, liveRoles, onAnybodys } from '../../private/judging/statements';

/** App users may write any data, or call anything, of the whole account. */
export const rule: GuardrailRule = {
  id: 'writes-on-anything',
  catalogue: ['A99'],
  severity: 'medium',
  title: 'App users may write any data, or call anything, of the whole account',
  why: 'They reach tables, buckets, queues and functions of other apps, past the API in front of them.',
  fix: 'Name the resources of this app.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  check: facts => {
    const guests = new Set(liveGuestRoles(facts));
    return liveRoles(facts).flatMap((at): Hit[] => {
      const writes = callable(at, (pattern, statement) =>
        isWholeService(pattern) || dangersOf(pattern).length > 0 || !onAnybodys({ ...statement, actions: [pattern] })
          ? []
          : dataWritesOf(pattern));
      const found = [...new Set(writes.flatMap(({ actions }) => actions))];
      if (found.length === 0) return [];
      return [{
        at,
        severity: guests.has(at) ? 'high' : 'medium',
        message: `users with ${at.id} may call ${found.slice(0, 4).join(', ')} on anything`,
      }];
    });
  },
};
