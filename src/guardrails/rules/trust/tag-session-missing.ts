import { Decision } from '../../../policy';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { intendedPass } from '../../private/judging/trusts';

/** A role does not allow the tags that the identity pool sends. */
export const rule: GuardrailRule = {
  id: 'tag-session-missing',
  catalogue: ['A44'],
  severity: 'high',
  title: 'A role does not allow the tags that the identity pool sends',
  why: 'Sign-in fails for everyone who should get this role.',
  fix: 'Allow sts:TagSession next to sts:AssumeRoleWithWebIdentity in the trust policy.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/using-afac-with-cognito-identity-pools.html',
  check: facts => facts.roles.flatMap((at): Hit[] => {
    const use = at.uses.find(({ kind, identityPool }) => kind !== 'guest' && identityPool && identityPool.tags.length > 0);
    const tags = use?.identityPool?.tags[0];
    if (!use || !tags || intendedPass(at, 'member', use.identityPool) === Decision.DENIED) return [];
    if (intendedPass(at, 'member', use.identityPool, 'sts:TagSession') !== Decision.DENIED) return [];
    return [{ at, message: `${tags.id} sends principal tags, but ${at.id} does not allow sts:TagSession` }];
  }),
};
