import { GuardrailRule, Hit } from '../../guardrail-rule';
import { guestGrants } from '../../private/judging/guest-grants';

/** Guests are granted what their session policy never allows. */
export const rule: GuardrailRule = {
  id: 'guest-grant-dead',
  catalogue: ['A50'],
  severity: 'low',
  title: 'Guests are granted what their session policy never allows',
  why: 'In the enhanced flow the grant has no effect; in the classic flow, which has no such limit, it has.',
  fix: 'Remove the grant.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html',
  check: facts => guestGrants(facts).flatMap(({ role: at, dead, writes }): Hit[] => {
    // a grant that is worse than useless is found by guest-role-writes, which says that it is useless too
    const useless = dead.filter(action => !writes.includes(action));
    return useless.length > 0 ? [
      { at, message: `${at.id} grants guests ${useless.slice(0, 5).join(', ')}, which their session policy leaves out` },
    ] : [];
  }),
};
