import { GuardrailRule, Hit } from '../../guardrail-rule';
import { StatementFact } from '../../private/facts/types';
import { withDenials } from '../../private/judging/resource-grants';
import { about, allows, liveGuestRoles, isOwn, isWrite, readsAll } from '../../private/judging/statements';

/** Guests may read the data of all users. */
export const rule: GuardrailRule = {
  id: 'guest-reads-everything',
  catalogue: ['A49'],
  severity: 'high',
  title: 'Guests may read the data of all users',
  why: 'Anyone on the internet reads everything in the bucket or table without signing in.',
  fix: 'Limit the resource to a public prefix, or to ${cognito-identity.amazonaws.com:sub}.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools-security-best-practices.html',
  check: facts => liveGuestRoles(facts).flatMap((at): Hit[] => {
    const hit = allows(at).map(beyondWrites)
      .find(statement => readsAll(statement) && !isOwn(statement, withDenials(at, facts)));
    return hit ? [{
      at,
      message: `guests get ${at.id} and with it ${hit.actions.slice(0, 3).join(', ')} `
        + `on ${about(hit, 3)}`,
    }] : [];
  }),
};

/** That guests write is said by guest-role-writes. */
function beyondWrites(statement: StatementFact): StatementFact {
  return { ...statement, actions: statement.actions.filter(action => !isWrite(action)) };
}
