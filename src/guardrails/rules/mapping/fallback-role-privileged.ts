import { shown } from '../../../template/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { allows, isOwn, isWholeService } from '../../private/statements';
import { RoleFact } from '../../private/types';

/** Users that no rule or group matches get a role with rights. */
export const rule: GuardrailRule = {
  id: 'fallback-role-privileged',
  catalogue: ['A16'],
  severity: 'medium',
  title: 'Users that no rule or group matches get a role with rights',
  why: 'With AmbiguousRoleResolution AuthenticatedRole everyone who matches nothing still gets the default role, and everything that it may do.',
  fix: "Resolve ambiguity with Deny, or limit the authenticated role to each user's own data.",
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html',
  check: facts => facts.mappings.flatMap((mapping): Hit[] => {
    if (mapping.ambiguous !== 'AuthenticatedRole') return [];
    const role = facts.role(mapping.at.props.Roles?.authenticated);
    if (!role) return [];
    const wide = allows(role).filter(statement => !isOwn(statement, role));
    if (wide.length === 0 && role.managedPolicies.length === 0) return [];
    const rights = (of: RoleFact) => new Set(allows(of)
      .flatMap(statement => statement.actions.flatMap(action => statement.resources.map(resource => `${action} ${resource}`))));
    const all = rights(role);
    const mapped = [...new Set(mapping.rules.map(({ role: arn }) => arn))]
      .flatMap(arn => facts.role(arn) ?? []);
    const narrower = mapped.find(candidate => candidate.key !== role.key && rights(candidate).size < all.size
      && [...rights(candidate)].every(right => all.has(right)));
    const broad = wide.some(statement => statement.actions.some(isWholeService) || statement.resources.includes('*'));
    if (!narrower && !broad && all.size > 0 && mapped.length > 0) return [];
    return [{
      at: mapping.at,
      severity: narrower ? 'high' : 'medium',
      message: `whoever matches nothing in ${shown(mapping.provider)} gets ${role.id}${narrower ? `, which may do more than ${narrower.id}` : ', which is not limited to their own data'}`,
    }];
  }),
};
