import { hasGap } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { allows, GUEST_SERVICES, liveGuestRoles } from '../../private/judging/statements';

/** Guests are granted what their session policy never allows. */
export const rule: GuardrailRule = {
  id: 'guest-grant-dead',
  catalogue: ['A50'],
  severity: 'low',
  title: 'Guests are granted what their session policy never allows',
  why: 'In the enhanced flow the grant has no effect; in the classic flow, which has no such limit, it has.',
  fix: 'Remove the grant.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html',
  check: facts => liveGuestRoles(facts).flatMap((at): Hit[] => {
    const dead = allows(at).flatMap(statement => statement.actions).filter(action => action.includes(':') && !hasGap(action) && !GUEST_SERVICES.test(action));
    return dead.length > 0 ? [{ at, message: `${at.id} grants guests ${dead.slice(0, 5).join(', ')}, which their session policy leaves out` }] : [];
  }),
};
