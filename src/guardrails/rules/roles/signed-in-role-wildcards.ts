import { policyOfAws } from '../../../policy/managed/policy-of-aws';
import { shown } from '../../../template/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { allows, isNarrowed, isWholeService, onAnything, signedInRoles } from '../../private/statements';

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
    const wide = allows(at).filter(statement => onAnything(statement) && !isNarrowed(statement, at)).flatMap(({ actions, notActions, policy }) =>
      [...actions.filter(isWholeService), ...notActions.map(action => `everything but ${action}`)]
        .filter(action => !/^(cognito-sync|mobileanalytics|mobiletargeting):\*$/.test(action)).map(action => policy ?? action));
    const managed = at.managedPolicies.filter(arn => !policyOfAws(arn) && /policy\/(IAMFullAccess|\w+FullAccess)$/.test(arn));
    return wide.length + managed.length > 0 ? [{ at, message: `users with ${at.id} may do ${[...new Set([...wide, ...managed])].map(shown).join(', ')}` }] : [];
  }),
};
