import { keyOf, shown } from '../../../template/marks';
import { covers } from '../../../policy/action-pattern';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { trustsOf } from '../../private/trusts';

/** A role that the identity pool gives cannot be assumed. */
export const rule: GuardrailRule = {
  id: 'role-unusable',
  catalogue: ['A42', 'A43'],
  severity: 'medium',
  title: 'A role that the identity pool gives cannot be assumed',
  why: 'Sign-in fails for everyone who should get this role.',
  fix: 'Trust cognito-identity.amazonaws.com with sts:AssumeRoleWithWebIdentity and the aud of this identity pool.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html',
  check: facts => facts.roles.flatMap((at): Hit[] => {
    const trusts = trustsOf(at);
    const web = trusts.filter(({ statement }) => statement.actions.some(action => covers(action, 'sts:AssumeRoleWithWebIdentity')));
    if (trusts.length > 0 && web.length === 0 && !at.trustOpen && trusts.some(({ statement }) => statement.actions.some(action => covers(action, 'sts:AssumeRole')))) {
      return [{ at, catalogue: ['A43'], message: `${at.id} allows sts:AssumeRole to Cognito, which calls sts:AssumeRoleWithWebIdentity` }];
    }
    if (at.uses.length === 0) return [];
    if (web.length === 0 && at.trustOpen) return [];
    if (web.length === 0) return [{ at, catalogue: ['A42'], message: `${at.id} is given to ${at.uses[0].kind} users but does not trust Cognito` }];
    const pool = at.uses.find(use => use.identityPool)?.identityPool;
    const values = web.flatMap(({ aud }) => aud.flatMap(condition => condition.values));
    const wrong = pool && values.length > 0 && values.every(value => keyOf(value) !== undefined && keyOf(value) !== pool.key);
    return wrong ? [{ at, catalogue: ['A42'], message: `${at.id} is given by ${pool.id} but trusts ${values.map(shown).join(', ')}` }] : [];
  }),
};
