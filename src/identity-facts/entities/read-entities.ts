import type { Entity, ModelEntities, RolePolicy, UserPoolEntity } from './entities';
import { groupOf } from './groups';
import { mappingsOf, principalTagsOf, providersOf, resourcesFor } from './identity-pool-entities';
import { boundaryOf, policiesOf, PolicySources } from './role-policies';
import { tagsOf } from './role-tags';
import { Assembly } from '../../template/assembly';
import { groupBy, Names } from '../../template/names';
import { TemplateScope } from '../../template/template-scope';
import { asString, assuming } from '../../template/values';

/** Reads the entities out of templates, each once. */
export function readEntities(assembly: Assembly): ModelEntities {
  const resources = assembly.scopes.flatMap(scope =>
    Object.keys(scope.template.body.Resources).flatMap(id => entity(scope, id, assembly.names) ?? []));
  const byType = groupBy(resources, ({ type }) => type);
  const of = (type: string) => byType.get(type) ?? [];

  const userPools = of('AWS::Cognito::UserPool').map(pool => ({ ...view(pool), providerName: providerNameOf(assembly, pool) }));
  const poolByRef = new Map<unknown, UserPoolEntity>(userPools.map(pool => [pool.ref, pool]));
  const clients = of('AWS::Cognito::UserPoolClient').map(client => {
    const poolId = asString(client.props.UserPoolId);
    return { ...view(client), userPool: poolByRef.get(poolId), ...(poolId !== undefined ? { poolId } : {}) };
  });
  const clientByRef = new Map(clients.map(client => [client.ref, client]));
  const groups = of('AWS::Cognito::UserPoolGroup').map(group => groupOf(view(group)));
  const roles = of('AWS::IAM::Role');
  const accounts = new Map(assembly.scopes.map(({ template }) => [template.name, template.account]));
  const sources = new PolicySources({
    policies: of('AWS::IAM::Policy'), rolePolicies: of('AWS::IAM::RolePolicy'), managed: of('AWS::IAM::ManagedPolicy'), roles, accounts,
  });
  const attachments = of('AWS::Cognito::IdentityPoolRoleAttachment');
  const tags = of('AWS::Cognito::IdentityPoolPrincipalTag');

  return {
    userPools,
    clients,
    groups,
    identityProviders: of('AWS::Cognito::UserPoolIdentityProvider'),
    identityPools: of('AWS::Cognito::IdentityPool').map(pool => {
      const attached = resourcesFor(pool, attachments);
      const last = attached.at(-1);
      const providers = providersOf(pool, userPools, clientByRef);
      const tagResources = resourcesFor(pool, tags);
      return {
        ...view(pool),
        providers,
        attachments: attached,
        roles: last?.props.Roles ?? {},
        roleMappings: mappingsOf(last?.props.RoleMappings, providers),
        principalTags: principalTagsOf(tagResources, providers),
        tagResources,
      };
    }),
    roles: roles.map(role => ({
      ...view(role),
      arn: String(scopeOf(assembly, role).attribute(role.logicalId, 'Arn')),
      trust: role.props.AssumeRolePolicyDocument,
      policies: assuming(role.conditions, policiesOf(role, sources)) as RolePolicy[],
      boundary: assuming(role.conditions, boundaryOf(role, sources)) as RolePolicy | undefined,
      ...tagsOf(role),
    })),
    functions: of('AWS::Lambda::Function'),
    permissions: of('AWS::Lambda::Permission'),
    accounts,
    resources,
  };
}

/** Resolves a resource's properties when they are first asked for: most resources of a template are never looked at. */
function entity(scope: TemplateScope, logicalId: string, names: Names): Entity | undefined {
  const conditions = scope.conditionsOf(logicalId);
  if (!conditions) return undefined;
  const raw = scope.template.body.Resources[logicalId];
  const path = raw.Metadata?.['aws:cdk:path'];
  return {
    logicalId,
    label: names.label(scope.template.name, logicalId),
    template: scope.template.name,
    type: raw.Type,
    conditions,
    ...(typeof path === 'string' ? { constructPath: path } : {}),
    get ref() { return scope.ref(logicalId); },
    // it is read where it is made
    get props() { return assuming(conditions, scope.propertiesOf(logicalId)) as Record<string, any>; },
  };
}

/** A copy with its properties resolved, to which more is added. */
function view(resource: Entity): Entity {
  return { ...resource };
}

function scopeOf(assembly: Assembly, resource: Entity): TemplateScope {
  return assembly.scopes.find(scope => scope.template.name === resource.template)!;
}

function providerNameOf(assembly: Assembly, pool: Entity): string {
  return String(scopeOf(assembly, pool).attribute(pool.logicalId, 'ProviderName'));
}
