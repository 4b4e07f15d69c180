import { covers } from '../../../policy/action-pattern';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { allows, appRoles } from '../../private/judging/statements';

/** App users may leave their role. */
export const rule: GuardrailRule = {
  id: 'role-escalates-in-iam',
  catalogue: ['A52'],
  severity: 'high',
  title: 'App users may leave their role',
  why: 'iam and sts:AssumeRole lead out of the scoped session to other roles.',
  fix: 'Remove these actions from roles of app users.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  check: facts => appRoles(facts).flatMap((at): Hit[] => {
    const actions = allows(at).flatMap(statement => statement.actions)
      .filter(action => /^iam:(?!(Get|List|«\?))/i.test(action) || covers(action, 'sts:AssumeRole') && action !== '*');
    return actions.length > 0 ? [{ at, message: `users with ${at.id} may call ${actions.join(', ')}` }] : [];
  }),
};
