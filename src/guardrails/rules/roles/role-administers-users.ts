import { GuardrailRule, Hit } from '../../guardrail-rule';
import { allows, appRoles } from '../../private/judging/statements';

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
    const actions = allows(at).flatMap(statement => statement.actions)
      .filter(action =>
        /^cognito-idp:(\*|A\*|Admin(?!Get|List)|(Create|Delete|Update)(Group|UserPool|IdentityProvider|ResourceServer))/i.test(action));
    return actions.length > 0 ? [{ at, message: `users with ${at.id} may call ${actions.join(', ')}` }] : [];
  }),
};
