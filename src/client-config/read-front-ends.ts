import { DeployedIds } from './deployed-ids';
import { Endpoints, FrontEnd, FrontEndIdentityPool, FrontEndUserPool, Remark } from './front-end';
import { LocalLoginPages, settingsOf } from './settings';
import { usersSignIn } from '../identity-facts/claims/client-flows';
import {
  ClientEntity, Entity, IdentityPoolEntity, ModelEntities, RegisteredClient, UserPoolEntity,
} from '../identity-facts/entities/entities';
import { asList } from '../private/as-list';
import { asBoolean, asString, possibleValues } from '../template/values';

/** What else is known than what the entities say. */
export interface Surroundings {
  /**
   * The properties of a resource with what only the deployment decides left open: entities have stand-ins in its place, which would be
   * taken for real.
   */
  readonly propsOf: (resource: Entity) => Record<string, unknown>;
  readonly ids: DeployedIds;
  readonly local?: LocalPlaces;
}

/** How a user pool, or an identity pool, is reached where it is not in AWS. */
export interface LocalPlaces {
  readonly issuer?: (userPool: string) => string | undefined;
  readonly endpoints?: (userPool: string) => Endpoints;
  /** Its login pages, if they are there; without a domain where no client finds them, since all put `https://` before it. */
  readonly loginPages?: (userPool: string) => LocalLoginPages | undefined;
}

const USER_POOL_ID = /^([a-z]{2,}(?:-[a-z]+)+-\d)_[A-Za-z0-9]+$/;

/**
 * Every app client that people sign in with, and what a front end needs to know of it. Ids that nobody gave are left empty, and a remark
 * says so.
 */
export function readFrontEnds(entities: ModelEntities, surroundings: Surroundings): FrontEnd[] {
  const made = entities.clients.filter(client => poolOf(client) && usersSignIn({
    explicitAuthFlows: flowsOf(client.props.ExplicitAuthFlows), allowedOAuthFlows: flowsOf(client.props.AllowedOAuthFlows),
  }));
  return [...made.map(client => frontEnd(client, entities, surroundings)), ...foreign(entities, surroundings)];
}

function frontEnd(client: ClientEntity, entities: ModelEntities, { ids, propsOf, local = {} }: Surroundings): FrontEnd {
  const pool = poolOf(client)!;
  const remarks: Remark[] = [];
  const id = pool.entity ? idOf(pool.entity, ids, remarks) : pool.label;
  const userPool = reached(pool.label, id, pool.entity ? regionIn(pool.entity.providerName) : '', local);
  const registered = entities.identityPools.filter(({ providers }) => providers.some(provider => provider.client === client));
  const identityPool = identityPoolOf(registered, ids, remarks);
  if (!identityPool && registered.length === 0 && entities.identityPools.length > 0) {
    remarks.push({
      id: 'not-registered', message: `${client.label} is registered with no identity pool, so its users get no AWS credentials`,
    });
  }
  const localPages = local.loginPages?.(pool.label);
  const settings = settingsOf({
    pool: { label: pool.label, props: pool.entity ? propsOf(pool.entity) : {} },
    // a provider of the same templates goes by its name
    client: { label: client.label, props: { ...propsOf(client), SupportedIdentityProviders: client.props.SupportedIdentityProviders } },
    region: userPool.region,
    domains: of(entities, 'AWS::Cognito::UserPoolDomain').filter(({ props }) => props.UserPoolId === pool.ref).map(propsOf),
    groups: entities.groups.filter(({ poolId, nameUnknown }) => poolId === pool.ref && nameUnknown === undefined),
    ...(localPages ? { localPages } : {}),
  });
  return {
    client: { label: client.label, id: idOf(client, ids, remarks), ...settings.client },
    userPool,
    ...(identityPool ? { identityPool } : {}),
    ...(pool.entity ? { signIn: settings.signIn } : {}),
    ...(settings.hosted ? { hosted: settings.hosted } : {}),
    ...endpointsOf(pool.label, local),
    remarks: [...pool.entity ? [] : [madeElsewhere(pool.label)], ...remarks, ...settings.remarks],
  };
}

/** The user pool of a client: one of the templates, or another, whose id is written out. */
function poolOf({ userPool, props }: ClientEntity): { label: string; ref: unknown; entity?: UserPoolEntity } | undefined {
  if (userPool) return { label: userPool.label, ref: userPool.ref, entity: userPool };
  const id = asString(props.UserPoolId);
  return id !== undefined && USER_POOL_ID.test(id) ? { label: id, ref: id } : undefined;
}

const madeElsewhere = (pool: string, more = ''): Remark => ({
  id: 'made-elsewhere', message: `${pool} is made elsewhere, so nothing is known here of how people sign in${more}`,
});

/** Clients of user pools that no template makes: there is no more to say of them than their names. */
function foreign({ identityPools }: ModelEntities, { ids, local = {} }: Surroundings): FrontEnd[] {
  const known = ({ userPool, client, providerName, clientId }: RegisteredClient) =>
    !userPool && !client && USER_POOL_ID.test(poolIn(providerName)) && /^\w+$/.test(clientId);
  return identityPools.flatMap(pool => pool.providers.filter(known).map(({ providerName, clientId }) => {
    const remarks = [madeElsewhere(poolIn(providerName), ', nor whether the client has a secret')];
    const identityPool = identityPoolOf([pool], ids, remarks);
    return {
      client: { label: clientId, id: clientId },
      userPool: reached(poolIn(providerName), poolIn(providerName), regionIn(providerName), local),
      ...(identityPool ? { identityPool } : {}),
      ...endpointsOf(poolIn(providerName), local),
      remarks,
    };
  }));
}

function reached(label: string, id: string, region: string, { issuer }: LocalPlaces): FrontEndUserPool {
  const real = USER_POOL_ID.exec(id)?.[1] ?? region;
  const name = `cognito-idp.${real}.amazonaws.com/${id}`;
  return { label, id, region: real, issuer: issuer?.(label) ?? `https://${name}`, loginKey: name };
}

function identityPoolOf(registered: IdentityPoolEntity[], ids: DeployedIds, remarks: Remark[]): FrontEndIdentityPool | undefined {
  if (registered.length > 1) {
    const names = registered.map(({ label }) => label).join(', ');
    remarks.push({
      id: 'several-identity-pools', message: `the identity pool is left out, because the client is registered with several: ${names}`,
    });
  }
  if (registered.length !== 1) return undefined;
  const [pool] = registered;
  const guests = asBoolean(pool.props.AllowUnauthenticatedIdentities);
  if (guests === undefined) {
    remarks.push({ id: 'not-known', message: `whether ${pool.label} has guests is not known, so none are expected` });
  }
  const id = idOf(pool, ids, remarks);
  return { label: pool.label, id, region: (id || String(pool.ref)).split(':')[0], guests: guests ?? false };
}

function idOf(entity: Entity, ids: DeployedIds, remarks: Remark[]): string {
  const id = ids.get(entity.ref);
  if (id === undefined) {
    remarks.push({
      id: 'id-not-known', refuses: true, message: `the id of ${entity.label} is not known: no output of its stack refers to it`,
    });
  }
  return id ?? '';
}

const endpointsOf = (userPool: string, { endpoints }: LocalPlaces) => endpoints ? { endpoints: endpoints(userPool) } : {};

const of = ({ resources }: ModelEntities, type: string) => resources.filter(resource => resource.type === type);

const poolIn = (providerName: string) => providerName.split('/').pop()!;

const regionIn = (providerName: string) => providerName.split('.')[1];

/** Those that there may be. */
function flowsOf(list: unknown): string[] | undefined {
  if (list === undefined) return undefined;
  return possibleValues(list).flatMap(asList).flatMap(flow => asString(flow) ?? []);
}
