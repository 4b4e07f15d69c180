import { covers } from '../../../policy/action-pattern';
import { isNamedFull } from '../../../policy/managed/policy-of-aws';
import { shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { StatementFact } from '../../private/facts/types';
import { allows, isNarrowed, isWholeService, onAnybodys, readsAll, signedInRoles } from '../../private/judging/statements';

/** Services of old, and what role-administers-identities says. */
const SAID_ELSEWHERE = /^(cognito-sync|cognito-identity|mobileanalytics|mobiletargeting):\*$/;

/** Signed-in users may do anything in a service. */
export const rule: GuardrailRule = {
  id: 'signed-in-role-wildcards',
  catalogue: ['A51'],
  severity: 'high',
  title: 'Signed-in users may do anything in a service',
  why: "Every user, and whoever steals one's credentials, is an administrator of it.",
  fix: 'Grant exact actions on exact resources.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools-security-best-practices.html',
  check: facts => signedInRoles(facts).flatMap((at): Hit[] => {
    const isLeft = (statement: StatementFact, action: string) => !isNarrowed({ ...statement, actions: [action] }, at);
    const anywhere = allows(at).filter(onAnybodys);
    const whole = anywhere.map(statement => ({
      ...statement, actions: statement.actions.filter(action => isWholeService(action) && isLeft(statement, action)),
    }));
    const wide = [
      ...whole.flatMap(({ actions, policy }) => actions.filter(action => !SAID_ELSEWHERE.test(action)).map(action => policy ?? action)),
      ...anywhere.filter(statement => !isNarrowed(statement, at))
        .flatMap(({ notActions, policy }) => notActions.map(action => policy ?? `everything but ${action}`)),
    ];
    const managed = at.managedPolicies.filter(isNamedFull);
    if (wide.length + managed.length === 0) return [];
    const catalogue = [
      'A51',
      ...at.uses.some(({ kind }) => kind === 'authenticated') && whole.some(readsAll) ? ['A55'] : [],
      ...whole.some(({ actions }) => actions.some(action => covers(action, 's3:ListBucket'))) ? ['A100'] : [],
    ];
    return [{ at, catalogue, message: `users with ${at.id} may do ${[...new Set([...wide, ...managed])].map(shown).join(', ')}` }];
  }),
};
