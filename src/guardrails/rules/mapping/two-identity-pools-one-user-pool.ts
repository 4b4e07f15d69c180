import { keptOut } from '../../../identity-facts/trust/kept-out';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { IdentityPoolFact, RoleFact } from '../../private/facts/types';
import { intendedPass } from '../../private/judging/trusts';

/** Two identity pools give the roles of one user pool's groups, and one of them cannot. */
export const rule: GuardrailRule = {
  id: 'two-identity-pools-one-user-pool',
  catalogue: ['A110'],
  severity: 'medium',
  title: 'Two identity pools take the role of a group from one user pool',
  why: 'cognito:preferred_role is one role for both: where it does not trust the identity pool, sign-in fails.',
  fix: 'Let the roles of the groups trust both identity pools, or map one of these by rules on cognito:groups.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html',
  check: facts => facts.pools.flatMap((pool): Hit[] => {
    const byToken = facts.mappingsOf(pool).filter(({ type }) => type === 'Token');
    const taking = [...new Set(byToken.flatMap(({ identityPool }) => identityPool ?? []))];
    const refusals = pool.groups.flatMap(({ props }) => {
      const role = facts.role(props.RoleArn);
      return role ? refusal(role, taking) : [];
    });
    if (refusals.length === 0) return [];
    const both = taking.map(({ id }) => id).join(' and ');
    const which = [...new Set(refusals.map(said))].join(', ');
    return [{ at: pool, message: `${both} give the roles of the groups of ${pool.id}, but ${which}` }];
  }),
};

interface Refusal {
  readonly role: RoleFact;
  readonly by: IdentityPoolFact;
}

function refusal(role: RoleFact, pools: IdentityPoolFact[]): Refusal[] {
  return keptOut(pools, pool => intendedPass(role, 'member', pool)).map(by => ({ role, by }));
}

function said({ role, by }: Refusal): string {
  return `${role.id} does not trust ${by.id}`;
}
