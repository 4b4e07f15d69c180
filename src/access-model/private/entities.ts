import { Assembly } from './assembly';
import { groupOf } from './groups';
import { mappingsOf, principalTagsOf, providersOf, resourcesFor } from './identity-pool-entities';
import { boundaryOf, policiesOf, PolicySources, RolePolicy } from './role-policies';
import { TemplateScope } from './template-scope';
import { asList } from './values';

/** A resource of a template, its properties resolved. */
export interface Entity {
  readonly logicalId: string;
  /** The template's name. */
  readonly template: string;
  readonly type: string;
  /** The conditions, not decided before deployment, on which it is made: what is never made is no entity. */
  readonly conditions: readonly string[];
  /** Where a CDK app made it. */
  readonly constructPath?: string;
  /** What `Ref` of it gives. */
  readonly ref: unknown;
  readonly props: Record<string, any>;
}

export interface UserPoolEntity extends Entity {
  /** `cognito-idp.REGION.SUFFIX/POOL`. */
  readonly providerName: string;
}

export interface ClientEntity extends Entity {
  readonly userPool?: UserPoolEntity;
}

export interface GroupEntity extends Entity {
  readonly userPool?: UserPoolEntity;
  readonly name: string;
  readonly precedence?: number;
  readonly roleArn?: string;
}

export interface RoleEntity extends Entity {
  readonly arn: string;
  readonly trust: any;
  readonly policies: RolePolicy[];
  readonly boundary?: RolePolicy;
  readonly tags: Record<string, string>;
}

/** An app client that is registered with an identity pool. */
export interface RegisteredClient {
  readonly providerName: string;
  readonly clientId: string;
  readonly userPool?: UserPoolEntity;
  readonly client?: ClientEntity;
  readonly serverSideTokenCheck?: unknown;
}

export interface PrincipalTags {
  readonly provider: string;
  readonly useDefaults: boolean;
  readonly tags: Record<string, string>;
}

export interface IdentityPoolEntity extends Entity {
  readonly providers: RegisteredClient[];
  /** Every role attachment that is, or may be, for this pool; more than one overwrite each other. */
  readonly attachments: Entity[];
  readonly roles: Record<string, string>;
  /** By provider: `PROVIDER_NAME:CLIENT_ID`, an ARN, or the name of a login provider. */
  readonly roleMappings: Record<string, any>;
  readonly principalTags: PrincipalTags[];
  /** Where those stand. */
  readonly tagResources: Entity[];
}

/** What the templates say about who becomes which role. */
export interface ModelEntities {
  readonly userPools: UserPoolEntity[];
  readonly clients: ClientEntity[];
  readonly groups: GroupEntity[];
  readonly identityProviders: Entity[];
  readonly identityPools: IdentityPoolEntity[];
  readonly roles: RoleEntity[];
  readonly functions: Entity[];
  readonly permissions: Entity[];
  /** Every resource of every template. */
  readonly resources: Entity[];
}

/** Reads the entities out of templates, each once. */
export function readEntities(assembly: Assembly): ModelEntities {
  const resources = assembly.scopes.flatMap(scope => Object.keys(scope.template.body.Resources).flatMap(id => entity(scope, id) ?? []));
  const byType = groupByType(resources);
  const of = (type: string) => byType.get(type) ?? [];

  const userPools = of('AWS::Cognito::UserPool').map(pool => ({ ...view(pool), providerName: providerNameOf(assembly, pool) }));
  const poolByRef = new Map(userPools.map(pool => [pool.ref, pool]));
  const clients = of('AWS::Cognito::UserPoolClient').map(client => ({ ...view(client), userPool: poolByRef.get(client.props.UserPoolId) }));
  const clientByRef = new Map(clients.map(client => [client.ref, client]));
  const groups = of('AWS::Cognito::UserPoolGroup').map(group => groupOf(view(group), poolByRef.get(group.props.UserPoolId)));
  const sources = new PolicySources(of('AWS::IAM::Policy'), of('AWS::IAM::RolePolicy'), of('AWS::IAM::ManagedPolicy'));
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
    roles: of('AWS::IAM::Role').map(role => ({
      ...view(role),
      arn: String(scopeOf(assembly, role).attribute(role.logicalId, 'Arn')),
      trust: role.props.AssumeRolePolicyDocument,
      policies: policiesOf(role, sources),
      boundary: boundaryOf(role, sources),
      tags: Object.fromEntries(asList(role.props.Tags).map((tag: any) => [String(tag.Key), String(tag.Value)])),
    })),
    functions: of('AWS::Lambda::Function'),
    permissions: of('AWS::Lambda::Permission'),
    resources,
  };
}

/** Resolves a resource's properties when they are first asked for: most resources of a template are never looked at. */
function entity(scope: TemplateScope, logicalId: string): Entity | undefined {
  const conditions = scope.conditionsOf(logicalId);
  if (!conditions) return undefined;
  const raw = scope.template.body.Resources[logicalId];
  const path = raw.Metadata?.['aws:cdk:path'];
  return {
    logicalId,
    template: scope.template.name,
    type: raw.Type,
    conditions,
    ...(typeof path === 'string' ? { constructPath: path } : {}),
    get ref() { return scope.ref(logicalId); },
    get props() { return scope.propertiesOf(logicalId); },
  };
}

/** A copy with its properties resolved, to which more is added. */
function view(resource: Entity): Entity {
  return { ...resource };
}

function groupByType(resources: Entity[]): Map<string, Entity[]> {
  const byType = new Map<string, Entity[]>();
  for (const resource of resources) {
    const sameType = byType.get(resource.type);
    if (sameType) {
      sameType.push(resource);
    } else {
      byType.set(resource.type, [resource]);
    }
  }
  return byType;
}

function scopeOf(assembly: Assembly, resource: Entity): TemplateScope {
  return assembly.scopes.find(scope => scope.template.name === resource.template)!;
}

function providerNameOf(assembly: Assembly, pool: Entity): string {
  return String(scopeOf(assembly, pool).attribute(pool.logicalId, 'ProviderName'));
}
