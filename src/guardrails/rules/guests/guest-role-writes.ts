import { shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { guestGrants } from '../../private/judging/guest-grants';
import { readsAll } from '../../private/judging/statements';

const FIX = 'Give guests only what the public may read, by exact actions and resources.';

/** Guests may write or do anything. */
export const rule: GuardrailRule = {
  id: 'guest-role-writes',
  catalogue: ['A48'],
  severity: 'critical',
  title: 'Guests may write or do anything',
  why: 'Anyone on the internet gets these credentials without signing in.',
  fix: FIX,
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools-security-best-practices.html',
  check: facts => guestGrants(facts).flatMap(({ role: at, writes, writing, dead }): Hit[] => {
    if (writes.length === 0) return [];
    const useless = dead.filter(action => writes.includes(action));
    const message = `guests get ${at.id} and with it ${writes.slice(0, 5).map(shown).join(', ')}`;
    return [{
      at,
      catalogue: ['A48', ...writing.some(readsAll) ? ['A49'] : [], ...useless.length > 0 ? ['A50'] : []],
      message,
      ...useless.length === 0 ? {} : {
        fix: `${FIX} Remove ${useless.slice(0, 5).join(', ')} in any case: the session policy of guests leaves that out, `
          + 'so that only the classic flow gives it.',
      },
    }];
  }),
};
