import { escapesOf } from '../../../policy/dangerous-actions';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { appRoles, callable, isEverything } from '../../private/judging/statements';

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
    const patterns = callable(at, pattern => isEverything(pattern) ? [] : escapesOf(pattern)).map(({ pattern }) => pattern);
    return patterns.length > 0 ? [{ at, message: `users with ${at.id} may call ${[...new Set(patterns)].join(', ')}` }] : [];
  }),
};
