import { keptOut } from '../../../identity-facts/trust/kept-out';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { sharedPools, Taker } from '../../private/facts/shared-pools';
import { RoleFact } from '../../private/facts/types';
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
  check: facts => sharedPools(facts).flatMap(({ name, pool, groups, takers }): Hit[] => {
    const refused = groups.flatMap(group => {
      const role = facts.role(group.props.RoleArn);
      return role ? keptOut(takers, ({ id }) => intendedPass(role, 'member', id)).map(by => ({ group, said: said(role, by) })) : [];
    });
    if (refused.length === 0) return [];
    const both = takers.map(taker => taker.name).join(' and ');
    const which = [...new Set(refused.map(refusal => refusal.said))].join(', ');
    return [{ at: pool ?? refused[0].group, message: `${both} give the roles of the groups of ${name}, but ${which}` }];
  }),
};

function said(role: RoleFact, by: Taker): string {
  return `${role.id} does not trust ${by.name}`;
}
