import { EVERYTHING } from './role-administers-identities';
import { covers } from '../../../policy/action-pattern';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { RoleFact } from '../../private/facts/types';
import { appRoles, callable, isAllBut, isEverything } from '../../private/judging/statements';

const MINTING = 'cognito-identity:GetOpenIdTokenForDeveloperIdentity';

/** A role may mint any identity. */
export const rule: GuardrailRule = {
  id: 'developer-identities-on-anything',
  catalogue: ['A66'],
  severity: 'high',
  title: 'A role may mint any identity',
  why: 'Who holds it becomes any user of any identity pool with developer identities.',
  fix: 'Limit cognito-identity:GetOpenIdTokenForDeveloperIdentity to the ARN of the identity pool, in one backend role.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/developer-authenticated-identities.html',
  check: facts => {
    const users = new Set(appRoles(facts));
    // everything of Cognito's in a role of users is reported already
    const mints = (pattern: string, at: RoleFact) =>
      !isEverything(pattern) && !(pattern === EVERYTHING && users.has(at)) && covers(pattern, MINTING);
    return facts.roles.flatMap((at): Hit[] => {
      const hit = callable(at, pattern => mints(pattern, at) ? [MINTING] : [])
        .some(({ statement }) => isAllBut(statement)
          || statement.resources.some(resource => resource === '*' || resource.endsWith('identitypool/*')));
      return hit ? [{ at, message: `${at.id} may call GetOpenIdTokenForDeveloperIdentity for every identity pool` }] : [];
    });
  },
};
