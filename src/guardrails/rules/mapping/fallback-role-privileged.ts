import { groupBy } from '../../../template/names';
import { shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit, Level } from '../../guardrail-rule';
import { sharedIssuerOf } from '../../private/facts/issuers';
import { groupsMapped } from '../../private/facts/pool-groups';
import { ResourceFact, RoleFact } from '../../private/facts/types';
import { allows, isWholeService, reachingOthers } from '../../private/judging/statements';

/** Users that no rule or group matches get a role with rights. */
export const rule: GuardrailRule = {
  id: 'fallback-role-privileged',
  catalogue: ['A16'],
  severity: 'medium',
  title: 'Users that no rule or group matches get a role with rights',
  why: 'With AmbiguousRoleResolution AuthenticatedRole everyone who matches nothing still gets the default role, '
    + 'and everything that it may do.',
  fix: "Resolve ambiguity with Deny, or limit the authenticated role to each user's own data.",
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html',
  check: facts => together(facts.mappings.flatMap((mapping): Fallback[] => {
    if (mapping.ambiguous !== 'AuthenticatedRole' || sharedIssuerOf(mapping.provider, facts) !== undefined) return [];
    const role = facts.role(mapping.at.props.Roles?.authenticated);
    if (!role) return [];
    const wide = reachingOthers(role);
    if (wide.length === 0 && role.managedPolicies.length === 0) return [];
    const rights = (of: RoleFact) => new Set(allows(of)
      .flatMap(statement => statement.actions.flatMap(action => statement.resources.map(resource => `${action} ${resource}`))));
    const all = rights(role);
    const mapped = [...new Set(mapping.rules.map(({ role: arn }) => arn))]
      .flatMap(arn => facts.role(arn) ?? []);
    const groups = mapping.type === 'Token' ? groupsMapped(mapping, facts)?.groups ?? [] : [];
    const ofGroups = groups.flatMap(({ props }) => facts.role(props.RoleArn) ?? []);
    const isNarrower = (candidate: RoleFact) => candidate.key !== role.key && rights(candidate).size < all.size
      && [...rights(candidate)].every(right => all.has(right));
    const narrower = mapped.find(isNarrower);
    const broad = wide.some(statement => statement.actions.some(isWholeService) || statement.resources.includes('*'));
    const addsTo = mapped.length + ofGroups.length > 0 && !narrower && !ofGroups.some(isNarrower);
    if (addsTo && !broad && all.size > 0) return [];
    const beyond = narrower ? `, which may do more than ${narrower.id}` : ', which is not limited to their own data';
    return [{ at: mapping.at, provider: shown(mapping.provider), severity: narrower ? 'high' : 'medium', gets: `${role.id}${beyond}` }];
  })),
};

interface Fallback {
  readonly at: ResourceFact;
  readonly provider: string;
  readonly severity: Level;
  /** The role, and what is wrong with that. */
  readonly gets: string;
}

/** Providers that fall back to the same role are one cause. */
function together(fallbacks: Fallback[]): Hit[] {
  return [...groupBy(fallbacks, ({ at, gets }) => `${at.key} ${gets}`).values()].map(same => {
    const [{ at, severity, gets }] = same;
    return { at, severity, message: `whoever matches nothing in ${same.map(({ provider }) => provider).join(', ')} gets ${gets}` };
  });
}
