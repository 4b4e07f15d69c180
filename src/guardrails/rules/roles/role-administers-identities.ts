import { identityAdministrationOf } from '../../../policy/dangerous-actions';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { appRoles, callable, isEverything, onAnything } from '../../private/judging/statements';

/** Said here alone, though it is a whole service and makes any identity. */
export const EVERYTHING = 'cognito-identity:*';

/** App users may administer the identity pool. */
export const rule: GuardrailRule = {
  id: 'role-administers-identities',
  catalogue: ['A54'],
  severity: 'high',
  title: 'App users may administer the identity pool',
  why: "With SetIdentityPoolRoles they give themselves another role; cognito-sync is the old console's default and of no use.",
  fix: 'Remove cognito-identity:* and cognito-sync:*.',
  source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitoidentity.html',
  check: facts => appRoles(facts).flatMap((at): Hit[] => {
    const admin = callable(at, pattern => isEverything(pattern) ? [] : identityAdministrationOf(pattern));
    const sync = callable(at, pattern => /^cognito-sync:\*/i.test(pattern) ? [pattern] : []);
    if (admin.length + sync.length === 0) return [];
    const anywhere = admin.some(({ pattern, statement }) => pattern === EVERYTHING && onAnything(statement));
    const catalogue = ['A54', ...anywhere ? ['A66', 'A51'] : []];
    return [{
      at,
      catalogue,
      severity: admin.length > 0 ? 'high' : 'medium',
      message: `users with ${at.id} may call ${[...new Set([...admin, ...sync].map(({ pattern }) => pattern))].join(', ')}`,
    }];
  }),
};
