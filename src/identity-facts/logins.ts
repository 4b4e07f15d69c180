import { audiencesOf } from './audiences';
import { Claims, whyRolesOpen, withRoleClaims } from './claims/claims';
import type { IdentityPoolEntity, ModelEntities, RegisteredClient } from './entities/entities';
import type { PoolVariant } from './entities/pool-variants';
import { asList } from '../private/as-list';
import { once } from '../private/once';
import { nearest } from '../template/names';
import { asString, isObject, isUnresolved, possibleValues, whyUnresolved } from '../template/values';

/** A token that is presented, and what the identity pool knows about who issued it. */
export interface Login {
  /** The key of its role mapping. */
  readonly mappingKey: string;
  /** The same in the words of the template. */
  readonly label: string;
  /** The provider's name without a client, as principal tags and `amr` have it. */
  readonly provider: string;
  readonly claims: Claims;
  /** Whether the preferred role was worked out from the groups. */
  readonly derived?: boolean;
  /** Why it could not be. */
  readonly open?: string;
  /** Why the identity pool takes no such token. */
  readonly refused?: string;
}

/** What a token of this provider is to the identity pool; nothing if it is not one of its providers. */
export function loginOf({ pool, groups }: PoolVariant, key: string, claims: Claims, entities: ModelEntities): Login | undefined {
  const registered = registeredAs(key, pool);
  if (registered) {
    const own = groups.filter(({ poolId }) => poolId !== undefined && poolId === registered.poolId);
    const issued = withRoleClaims(claims, own);
    const names = asList(claims['cognito:groups']).map(String);
    const open = issued === claims
      ? undefined
      : whyRolesOpen(own, names, registered) ?? whyGroupsOpen(names, entities);
    return {
      mappingKey: `${registered.providerName}:${registered.clientId}`,
      label: labelOf(registered),
      provider: registered.providerName,
      claims: { aud: registered.clientId, ...issued },
      derived: issued !== claims,
      ...(open === undefined ? {} : { open }),
    };
  }
  const called = entities.resources.filter(({ label, logicalId }) => label === key || logicalId === key);
  const name = otherProviders(pool)
    .find(other => other === key || other.endsWith(`:oidc-provider/${key}`) || called.some(({ ref }) => other === ref));
  if (name === undefined) return undefined;
  return { mappingKey: name, label: name, provider: name, claims, ...refusal(name, pool, claims, entities) };
}

/** A token may be for somebody else; one that names no audience counts as one for the identity pool. */
function refusal(name: string, pool: IdentityPoolEntity, { aud }: Claims, { resources }: ModelEntities): Pick<Login, 'refused'> {
  const audiences = audiencesOf(name, pool, resources);
  const known = audiences.flatMap(audience => asString(audience) ?? []);
  const isOpen = aud === undefined || known.length === 0 || known.length < audiences.length;
  return isOpen || asList(aud).some(audience => known.includes(String(audience)))
    ? {}
    : { refused: `the token is for ${asList(aud).join(', ')}, and ${name} takes tokens for ${known.join(', ')}` };
}

/** Why a group of the token may be one of this user pool: which user pool has it is not known. */
function whyGroupsOpen(names: string[], { groups }: ModelEntities): string | undefined {
  const loose = groups.find(({ poolId, roleArn, name, nameUnknown }) =>
    poolId === undefined && roleArn !== undefined && (names.includes(name) || nameUnknown !== undefined && names.length > 0));
  const why = loose && whyUnresolved(loose.props.UserPoolId);
  return why === undefined ? undefined : `whether the user pool has the group ${loose!.label}: ${why}`;
}

/** Whether this key names a client whose tokens the identity pool takes, under whatever condition. */
export function isRegistered(key: string, pool: IdentityPoolEntity): boolean {
  return pool.providers.some(provider => namesOf(provider).includes(key));
}

/** What a request may call each provider of an identity pool, in the words of the template. */
export function loginNames(pool: IdentityPoolEntity): string[] {
  return [...pool.providers.map(labelOf), ...otherProviders(pool)];
}

/** The providers besides user pools that there are, or may be, as far as they are known. */
export function otherProviders({ props }: IdentityPoolEntity): string[] {
  const { SupportedLoginProviders, OpenIdConnectProviderARNs, SamlProviderARNs, DeveloperProviderName } = props;
  const lists = possibleValues([OpenIdConnectProviderARNs, SamlProviderARNs, DeveloperProviderName]).flatMap(asList).flatMap(asList);
  const supported = possibleValues(SupportedLoginProviders).flatMap(logins => isObject(logins) && !isUnresolved(logins)
    ? Object.keys(logins)
    : []);
  return [...new Set([...supported, ...lists.flatMap(name => asString(name) ?? [])])];
}

/** The client that a request calls by this name; of several that the short name fits, the one that the identity pool's own stack makes. */
function registeredAs(key: string, pool: IdentityPoolEntity): RegisteredClient | undefined {
  const found = pool.providers.filter(provider => namesOf(provider).includes(key));
  if (found.length < 2) return found[0];
  const own = nearest(found.map(provider => ({ provider, template: provider.userPool?.template ?? '' })), pool.template);
  if (own.length === 1) return own[0].provider;
  throw new Error(`logins: '${key}' is several clients of ${pool.label}: use one of ${found.map(labelOf).join(', ')}`);
}

function labelOf(provider: RegisteredClient): string {
  return namesOf(provider).find(name => name.startsWith('userpool:')) ?? namesOf(provider)[0];
}

/** Every name that a request may call a registered client by. */
const namesOf = once(({ userPool, client, providerName, clientId }: RegisteredClient): readonly string[] => {
  const pools = [userPool?.label, userPool?.logicalId, providerName.split('/')[1]].filter(pool => pool !== undefined);
  const clients = [client?.label, client?.logicalId, clientId].filter(id => id !== undefined);
  return [`${providerName}:${clientId}`, ...pools.flatMap(pool => clients.map(id => `userpool:${pool}:${id}`))];
});
