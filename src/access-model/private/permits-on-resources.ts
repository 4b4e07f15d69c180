import { principalOf } from './resource-access';
import { resourcePoliciesOf, targetsOf } from '../../identity-facts/data/resource-policies';
import type { ResourcePolicy } from '../../identity-facts/data/resource-policy';
import type { Entity, IdentityPoolEntity, ModelEntities, RoleEntity } from '../../identity-facts/entities/entities';
import { mayUseClassicFlow } from '../../identity-facts/entities/pool-variants';
import { meant, NamedPolicy } from '../../policy';
import { asList } from '../../private/as-list';
import { isNoValue, isUnresolved, lift, NO_VALUE, under, whyUnresolved } from '../../template/values';

/** The policies on resources, each with nothing but its statements about a role; either may hang on conditions of the template. */
export function policiesAbout(role: RoleEntity, pool: IdentityPoolEntity, entities: ModelEntities): unknown[] {
  return resourcePoliciesOf(entities.resources).filter(({ foreign }) => !foreign).map(policy => {
    const aboutRole = (plain: unknown) => about(policy, plain, role, pool);
    return under(policy.at.conditions, lift({ document: policy.document, targets: policy.targets }, aboutRole, aboutRole));
  }).filter(policy => !isNoValue(policy));
}

function about({ at, doubt }: ResourcePolicy<Entity>, plain: unknown, role: RoleEntity, pool: IdentityPoolEntity): unknown {
  const { document, targets } = plain as { document: any; targets: unknown };
  if (isUnresolved(plain) || isUnresolved(document)) {
    return { name: at.label, document: { 'Fn::Unresolved': whyUnresolved(plain) } };
  }
  const session = principalOf(role, [pool], mayUseClassicFlow(pool));
  const judged = asList<any>(document?.Statement).filter(statement => typeof statement === 'object')
    .map(statement => ({ statement, truth: meant(statement, session) }));
  const statements = judged.filter(({ truth }) => truth !== false).map(({ statement }) => onTargets(statement, targets));
  const open = judged.some(({ truth }) => truth !== true && truth !== false);
  return statements.length === 0 ? NO_VALUE : {
    name: at.label,
    document: { ...document, Statement: statements },
    ...(doubt !== undefined || open ? { doubt: doubt ?? 'whom it names is not known' } : {}),
  } satisfies NamedPolicy;
}

/** Such a policy may say `*` for what it stands on. */
function onTargets(statement: any, targets: unknown): any {
  return statement.Resource === '*' ? { ...statement, Resource: targetsOf({ targets }) } : statement;
}
