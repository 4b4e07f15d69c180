import { Assembly } from './assembly';
import { groupOf } from './groups';
import { mappingsOf, principalTagsOf, providersOf, resourcesFor } from './identity-pool-entities';
import { groupBy, Names } from './names';
import { boundaryOf, policiesOf, PolicySources, RolePolicy } from './role-policies';
import { TemplateScope } from './template-scope';
import { asList } from './values';

/** A resource of a template, its properties resolved. */
export interface Entity {
  readonly logicalId: string;
  /** What it is called in answers: the logical id, or `TEMPLATE/LOGICAL_ID` where several templates make one. */
  readonly label: string;
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
  const resources = assembly.scopes.flatMap(scope =>
    Object.keys(scope.template.body.Resources).flatMap(id => entity(scope, id, assembly.names) ?? []));
  const byType = groupBy(resources, ({ type }) => type);
  const of = (type: string) => byType.get(type) ?? [];

  const userPools = of('AWS::Cognito::UserPool').map(pool => ({ ...view(pool), providerName: providerNameOf(assembly, pool) }));
  const poolByRef = new Map(userPools.map(pool => [pool.ref, pool]));
  const clients = of('AWS::Cognito::UserPoolClient').map(client => ({ ...view(client), userPool: poolByRef.get(client.props.UserPoolId) }));
  const clientByRef = new Map(clients.map(client => [client.ref, client]));
  const groups = of('AWS::Cognito::UserPoolGroup').map(group => groupOf(view(group), poolByRef.get(group.props.UserPoolId)));
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
    get props() { return scope.propertiesOf(logicalId); },
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
