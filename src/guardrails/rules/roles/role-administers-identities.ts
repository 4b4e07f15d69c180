import { GuardrailRule, Hit } from '../../guardrail-rule';
import { allows, appRoles, isNarrowed, onAnything } from '../../private/judging/statements';

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
    const actions = allows(at).flatMap(statement => statement.actions);
    const anywhere = allows(at).filter(statement => onAnything(statement) && statement.actions.includes(EVERYTHING));
    const admin =
      actions.filter(action => /^cognito-identity:(\*|Set|Update|Create|Delete|GetOpenIdTokenForDeveloperIdentity)/i.test(action));
    const sync = actions.filter(action => /^cognito-sync:\*/i.test(action));
    if (admin.length + sync.length === 0) return [];
    const catalogue = [
      'A54', ...anywhere.length > 0 ? ['A66'] : [], ...anywhere.some(statement => !isNarrowed(statement, at)) ? ['A51'] : [],
    ];
    return [{
      at,
      catalogue,
      severity: admin.length > 0 ? 'high' : 'medium',
      message: `users with ${at.id} may call ${[...admin, ...sync].join(', ')}`,
    }];
  }),
};
