import { covers } from '../../../policy/action-pattern';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { trustsOf } from '../../private/trusts';

/** A role does not allow the tags that the identity pool sends. */
export const rule: GuardrailRule = {
  id: 'tag-session-missing',
  catalogue: ['A44'],
  severity: 'medium',
  title: 'A role does not allow the tags that the identity pool sends',
  why: 'Sign-in fails for everyone who should get this role.',
  fix: 'Allow sts:TagSession next to sts:AssumeRoleWithWebIdentity in the trust policy.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/using-afac-with-cognito-identity-pools.html',
  check: facts => facts.roles.flatMap((at): Hit[] => {
    const tags = at.uses.filter(use => use.kind !== 'guest').flatMap(use => use.identityPool?.tags ?? [])[0];
    if (!tags || !at.trustsCognito || at.trustOpen || trustsOf(at).some(({ statement }) => statement.actions.some(action => covers(action, 'sts:TagSession')))) return [];
    return [{ at, message: `${tags.id} sends principal tags, but ${at.id} does not allow sts:TagSession` }];
  }),
};
