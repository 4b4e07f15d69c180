import { Assembly } from './assembly';
import { mappingsOf, principalTagsOf, providersOf } from './identity-pool-entities';
import { boundaryOf, policiesOf, PolicySources } from './role-policies';
import { TemplateScope } from './template-scope';
import { asList, asString, whyUnresolved } from './values';
import { NamedPolicy } from '../policy';

/** A resource of a template, its properties resolved. */
export interface Entity {
  readonly logicalId: string;
  /** The template's name. */
  readonly template: string;
  readonly type: string;
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
  readonly policies: NamedPolicy[];
  readonly boundary?: NamedPolicy;
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
  /** Every role attachment that names this pool; more than one overwrite each other. */
  readonly attachments: Entity[];
  readonly roles: Record<string, string>;
  /** By provider: `PROVIDER_NAME:CLIENT_ID`, an ARN, or the name of a login provider. */
  readonly roleMappings: Record<string, any>;
  readonly principalTags: PrincipalTags[];
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
  const resources = assembly.scopes.flatMap(scope => Object.keys(scope.template.body.Resources).map(id => entity(scope, id)));
  const byType = groupByType(resources);
  const of = (type: string) => byType.get(type) ?? [];

  const userPools = of('AWS::Cognito::UserPool').map(pool => ({ ...view(pool), providerName: providerNameOf(assembly, pool) }));
  const poolByRef = new Map(userPools.map(pool => [pool.ref, pool]));
  const clients = of('AWS::Cognito::UserPoolClient').map(client => ({ ...view(client), userPool: poolByRef.get(client.props.UserPoolId) }));
  const clientByRef = new Map(clients.map(client => [client.ref, client]));
  const groups = of('AWS::Cognito::UserPoolGroup').map(group => groupOf(group, poolByRef));
  const sources = new PolicySources(of('AWS::IAM::Policy'), of('AWS::IAM::RolePolicy'), of('AWS::IAM::ManagedPolicy'));
  const attachments = of('AWS::Cognito::IdentityPoolRoleAttachment');
  const tags = of('AWS::Cognito::IdentityPoolPrincipalTag');

  return {
    userPools,
    clients,
    groups,
    identityProviders: of('AWS::Cognito::UserPoolIdentityProvider'),
    identityPools: of('AWS::Cognito::IdentityPool').map(pool => {
      const attached = attachments.filter(attachment => attachment.props.IdentityPoolId === pool.ref);
      const last = attached.at(-1);
      const providers = providersOf(pool, userPools, clientByRef);
      return {
        ...view(pool),
        providers,
        attachments: attached,
        roles: last?.props.Roles ?? {},
        roleMappings: mappingsOf(last?.props.RoleMappings, providers),
        principalTags: principalTagsOf(tags.filter(tag => tag.props.IdentityPoolId === pool.ref), providers),
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
function entity(scope: TemplateScope, logicalId: string): Entity {
  const raw = scope.template.body.Resources[logicalId];
  const path = raw.Metadata?.['aws:cdk:path'];
  return {
    logicalId,
    template: scope.template.name,
    type: raw.Type,
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

function groupOf(group: Entity, poolByRef: Map<unknown, UserPoolEntity>): GroupEntity {
  const precedence = group.props.Precedence === undefined ? undefined : Number(group.props.Precedence);
  const why = whyUnresolved(group.props.RoleArn);
  const roleArn = why === undefined ? asString(group.props.RoleArn) : `(a role that is not known: ${why})`;
  return {
    ...view(group),
    userPool: poolByRef.get(group.props.UserPoolId),
    name: asString(group.props.GroupName) ?? group.logicalId,
    ...(precedence !== undefined && !Number.isNaN(precedence) ? { precedence } : {}),
    ...(roleArn !== undefined ? { roleArn } : {}),
  };
}

function scopeOf(assembly: Assembly, resource: Entity): TemplateScope {
  return assembly.scopes.find(scope => scope.template.name === resource.template)!;
}

function providerNameOf(assembly: Assembly, pool: Entity): string {
  return String(scopeOf(assembly, pool).attribute(pool.logicalId, 'ProviderName'));
}
