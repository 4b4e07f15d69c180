import { Decision, isConditionOperator } from '../../../policy';
import { covers } from '../../../policy/action-pattern';
import { hasGap, keyOf, shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { entriesOf } from '../../private/facts/gaps';
import { audienceOf } from '../../private/facts/pool-keys';
import { isCognito } from '../../private/facts/roles';
import { RoleFact } from '../../private/facts/types';
import { allowsAction, intendedPass, trustsOf } from '../../private/judging/trusts';

/** A role that the identity pool gives cannot be assumed. */
export const rule: GuardrailRule = {
  id: 'role-unusable',
  catalogue: ['A42', 'A43'],
  severity: 'high',
  title: 'A role that the identity pool gives cannot be assumed',
  why: 'Sign-in fails for everyone who should get this role.',
  fix: 'Trust cognito-identity.amazonaws.com with sts:AssumeRoleWithWebIdentity and the aud of this identity pool.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html',
  check: facts => facts.roles.flatMap((at): Hit[] => {
    const denies = ({ kind, identityPool }: Use) => (kind !== 'guest' || !identityPool || identityPool.guests)
      && intendedPass(at, kind === 'guest' ? 'guest' : 'member', identityPool && audienceOf(identityPool)) === Decision.DENIED;
    // the role of a group that one of several identity pools can give is the matter of two-identity-pools-one-user-pool
    const denied = at.uses.find(use => use.kind === 'group' ? at.uses.filter(({ by }) => by === use.by).every(denies) : denies(use));
    const allowing = at.trust.filter(({ effect, principal }) => effect === 'Allow' && isCognito(principal));
    const web = allowing.some(statement => allowsAction(statement, 'sts:AssumeRoleWithWebIdentity'));
    if (!web && isClosed(at) && allowing.some(({ actions }) => actions.some(action => covers(action, 'sts:AssumeRole')))) {
      const severity = at.uses.length > 0 ? 'high' : 'medium';
      return [{
        at, severity, catalogue: ['A43'], message: `${at.id} allows sts:AssumeRole to Cognito, which calls sts:AssumeRoleWithWebIdentity`,
      }];
    }
    const [strange] = at.uses.length === 0 ? [] : at.trust.flatMap(({ condition }) => entriesOf(condition)).map(([operator]) => operator)
      .filter(operator => !hasGap(operator) && !isConditionOperator(operator));
    if (strange !== undefined) {
      const message = `${at.id} asks by ${strange}, which is no condition operator: IAM refuses its trust policy`;
      return [{ at, catalogue: ['A42'], message }];
    }
    if (!denied) return [];
    const whose = `${at.id} is given to ${denied.kind} users`;
    const values = trustsOf(at).flatMap(({ aud }) => aud.flatMap(condition => condition.values));
    // a default that only holds the place for an id
    if (values.length > 0 && values.every(value => facts.isDefault(value))) return [];
    const pool = denied.identityPool;
    const wrong = pool && values.length > 0 && values.every(value => keyOf(value) !== undefined && keyOf(value) !== pool.key);
    if (wrong) return [{ at, catalogue: ['A42'], message: `${at.id} is given by ${pool.id} but trusts ${values.map(shown).join(', ')}` }];
    const trusts = web || hasGap(JSON.stringify(at.props.AssumeRolePolicyDocument));
    const message = `${whose}${trusts ? ', but its trust policy lets none of their tokens in' : ' but does not trust Cognito'}`;
    return [{ at, catalogue: ['A42'], message }];
  }),
};

/** Whether nobody of any identity pool that the role may be for is let in, whatever of its trust policy is not known. */
function isClosed(role: RoleFact): boolean {
  return (['guest', 'member'] as const).every(kind => intendedPass(role, kind, undefined) === Decision.DENIED);
}

type Use = RoleFact['uses'][number];
