import { createHash } from 'crypto';
import { Directory, LocalOutcome, LocalPool, LocalRole, LoginProvider, Subject } from './directory';
import { LocalNames, LocalNamesOptions } from './local-names';
import { AccessModel, AuthFlow } from '../../access-model';
import { presentedToken } from '../../access-model/role-trust';
import { IdentityPoolEntity, ModelEntities, RoleEntity } from '../../identity-facts/entities/entities';
import { TagMap } from '../../identity-facts/entities/session-tags';
import { identityServiceIn } from '../../identity-facts/trust/identity-service';
import { timeOfRequest } from '../../identity-facts/trust/request-time';
import { identityService } from '../../identity-facts/trust/service';
import { Decision, trusts } from '../../policy';
import { asBoolean } from '../../template/values';
import { Claims } from '../tokens/login-tokens';
import { SamlAssertions } from '../tokens/saml-assertions';

export interface DirectoryOptions extends LocalNamesOptions {
  readonly log: (line: string) => void;
  /** Whether the user pools are here too, and can be asked. @default false */
  readonly asksUserPools?: boolean;
}

/**
 * Sets up what the local services serve: the identity pools and roles of a template, under the names of the user pools in use.
 *
 * @throws Error if an option names something that the template does not have, or there is nothing in it to serve
 */
export function createDirectory(model: AccessModel, options: DirectoryOptions): Directory {
  const entities = model._entities;
  checkServed(entities, options.asksUserPools === true);
  const names = new LocalNames(entities, options);
  const pools = entities.identityPools.map(pool => localPool(pool, names));
  const roles = entities.roles.map(localRole);
  reportUnusable(pools, options);
  return new AccessDirectory(model, new Map(pools.map(pool => [pool.id, pool])), new Map(roles.map(role => [role.arn, role])));
}

function checkServed({ identityPools, userPools }: ModelEntities, withUserPools: boolean): void {
  if (identityPools.length > 0 || withUserPools && userPools.length > 0) return;
  const what = withUserPools ? 'neither an identity pool nor a user pool' : 'no identity pool';
  const hint = userPools.length > 0 ? ' (--user-pool serves its user pools)' : '';
  throw new Error(`there is ${what} in the template, so there is nothing to serve${hint}`);
}

class AccessDirectory implements Directory {
  public readonly account: string;
  public readonly partition: string;
  public readonly tokenIssuer: string;

  constructor(
    private readonly model: AccessModel,
    public readonly pools: Map<string, LocalPool>,
    public readonly roles: Map<string, LocalRole>,
  ) {
    const [anyRole] = roles.keys();
    const [, partition, , , account] = anyRole?.split(':') ?? [];
    this.account = account ?? '123456789012';
    this.partition = partition ?? 'aws';
    const [first] = model._entities.identityPools;
    this.tokenIssuer = `https://${(first ? identityService(first) : identityServiceIn('us-east-1')).principal}`;
  }

  public becomes(pool: LocalPool, logins: Record<string, Partial<Claims>>, customRoleArn?: string): LocalOutcome {
    const { outcome, role, principalTags, reason } = this.model.becomes({
      identityPool: pool.id,
      logins,
      flow: AuthFlow.ENHANCED,
      context: timeOfRequest(),
      ...(customRoleArn ? { customRoleArn } : {}),
    });
    return {
      outcome,
      reason,
      ...(role ? { role: this.role(role) } : {}),
      ...(principalTags ? { tags: principalTags } : {}),
    };
  }

  public trusts(role: LocalRole, action: string, identity: Subject, tags: Record<string, string> = {}): {
    allowed: boolean;
    reason: string;
  } {
    const entity = this.model._entities.roles.find(({ label }) => label === role.label);
    if (!entity) return { allowed: false, reason: `${role.arn} is not a role of this template, so its trust policy is not known` };
    const pool = this.model._entities.identityPools.find(({ ref }) => ref === identity.aud);
    if (!pool) return { allowed: false, reason: `${identity.aud} is not an identity pool of this template` };
    const token = presentedToken(pool, { amr: identity.amr, sub: identity.sub }, tags, timeOfRequest());
    const { decision, reason } = trusts(entity.trust, { ...token, action });
    return { allowed: decision === Decision.ALLOWED, reason };
  }

  private role(named: string): LocalRole {
    const entity = this.model._entities.roles.find(({ label, arn }) => label === named || arn === named);
    return localRole(entity ?? { label: named, arn: named, props: {} });
  }
}

function localRole({ label, arn, props }: Pick<RoleEntity, 'label' | 'arn' | 'props'>): LocalRole {
  const unique = createHash('sha256').update(arn).digest('hex').slice(0, 17).toUpperCase();
  return { label, arn, name: arn.split('/').pop()!, id: `AROA${unique}`, maxSessionSeconds: Number(props.MaxSessionDuration ?? 3_600) };
}

function localPool(pool: IdentityPoolEntity, names: LocalNames): LocalPool {
  const { props } = pool;
  const id = String(pool.ref);
  const logins = new Map<string, LoginProvider>();
  for (const registered of pool.providers) {
    const provider = names.provider(registered.providerName);
    const { id: clientId, ...client } = names.client(registered);
    if (!logins.has(provider.key)) logins.set(provider.key, { ...provider, clients: new Map() });
    logins.get(provider.key)!.clients.set(clientId, client);
  }
  for (const provider of names.others(pool)) logins.set(provider.key, provider);
  const mappings = Object.entries(pool.roleMappings).map(([key, mapping]) => [names.mappingKey(key), mapping]);
  return {
    label: pool.label,
    id,
    region: id.split(':')[0],
    allowsGuests: asBoolean(props.AllowUnauthenticatedIdentities) === true,
    allowsClassicFlow: asBoolean(props.AllowClassicFlow) === true,
    hasRoleMappings: mappings.length > 0,
    ...(props.DeveloperProviderName ? { developerProvider: String(props.DeveloperProviderName) } : {}),
    logins,
    tagMaps: new Map(pool.principalTags.map(({ provider, useDefaults, tags }): [string, TagMap] =>
      [names.providerKey(provider), { useDefaults, tags }])),
    description: {
      IdentityPoolName: String(props.IdentityPoolName ?? pool.logicalId),
      AllowUnauthenticatedIdentities: asBoolean(props.AllowUnauthenticatedIdentities) ?? false,
      AllowClassicFlow: asBoolean(props.AllowClassicFlow) ?? false,
      CognitoIdentityProviders: pool.providers.map(registered => ({
        ProviderName: names.provider(registered.providerName).key,
        ClientId: names.client(registered).id,
        ServerSideTokenCheck: asBoolean(registered.serverSideTokenCheck) ?? false,
      })),
      ...pick(props, ['DeveloperProviderName', 'SupportedLoginProviders', 'OpenIdConnectProviderARNs', 'SamlProviderARNs']),
    },
    roles: { Roles: pool.roles, RoleMappings: Object.fromEntries(mappings) },
  };
}

function reportUnusable(pools: LocalPool[], { log, asksUserPools }: DirectoryOptions): void {
  const notes = new Set<string>();
  let isAsked = true;
  for (const provider of pools.flatMap(pool => [...pool.logins.values()])) {
    const { key, userPool, issuer, keysAt, clients } = provider;
    if (!userPool) {
      if (provider.saml) samlNotes(provider).forEach(note => notes.add(note));
      else if (!keysAt) notes.add(`no --keys ${key}=URL: tokens of this provider are refused`);
      else if (clients.size === 0) notes.add(`no --client ${key}=ID: its tokens are refused`);
      continue;
    }
    if (!asksUserPools || !userPool.isMade) isAsked = false;
    const { name, isMade } = userPool;
    if (asksUserPools && !isMade && issuer !== undefined) notes.add(`${name} is made elsewhere: tokens of ${issuer} are taken`);
    for (const { displayName, standsIn } of clients.values()) {
      const client = displayName.slice(name.length + 1);
      if (!keysAt && !isMade) notes.add(`${client} is of ${name}: its tokens are refused; write the id into the template`);
      else if (!keysAt) notes.add(`no --issuer ${name}=URL: tokens of this user pool are refused`);
      else if (standsIn) notes.add(`no --client ${client}=ID: its tokens must be for the audience '${client}'`);
    }
  }
  if (!isAsked) {
    notes.add('tokens without cognito:roles and cognito:preferred_role get them from cognito:groups and the groups of the template');
    notes.add('sign-outs and deleted users are not asked for: ServerSideTokenCheck needs the real service');
  }
  for (const note of notes) log(note);
}

function samlNotes({ key, saml, keysAt }: LoginProvider): string[] {
  if (keysAt === undefined && saml?.metadata === undefined) {
    return [`no --keys ${key}=URL of its metadata, which the template does not have: its assertions are refused`];
  }
  const why = new SamlAssertions().whyNot();
  return why === undefined ? [] : [`assertions of ${key} are refused: ${why}`];
}

const pick = (from: Record<string, unknown>, names: string[]) =>
  Object.fromEntries(names.filter(name => from[name] !== undefined).map(name => [name, from[name]]));
