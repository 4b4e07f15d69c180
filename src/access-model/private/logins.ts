import { Claims, withRoleClaims } from './claims';
import type { ModelEntities, RegisteredClient } from './entities';
import type { PoolVariant } from './pool-variants';
import { asList } from './values';

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
}

/** What a token of this provider is to the identity pool; nothing if it is not one of its providers. */
export function loginOf({ pool, groups }: PoolVariant, key: string, claims: Claims, entities: ModelEntities): Login | undefined {
  const registered = pool.providers.find(provider => namesOf(provider).includes(key));
  if (registered) {
    const issued = withRoleClaims(claims, groups.filter(({ userPool }) => userPool === registered.userPool));
    return {
      mappingKey: `${registered.providerName}:${registered.clientId}`,
      label: namesOf(registered).find(name => name.startsWith('userpool:'))!,
      provider: registered.providerName,
      claims: { aud: registered.clientId, ...issued },
      derived: issued !== claims,
    };
  }
  const others = [
    ...Object.keys(pool.props.SupportedLoginProviders ?? {}),
    ...asList(pool.props.OpenIdConnectProviderARNs).map(String),
    ...asList(pool.props.SamlProviderARNs).map(String),
    ...asList(pool.props.DeveloperProviderName).map(String),
  ];
  const resource = entities.resources.find(({ logicalId }) => logicalId === key);
  const name = others.find(other => other === key || (resource !== undefined && other === resource.ref));
  return name === undefined ? undefined : { mappingKey: name, label: name, provider: name, claims };
}

/** Every name that a request may call a registered client by. */
function namesOf({ userPool, client, providerName, clientId }: RegisteredClient): string[] {
  const pools = [userPool?.logicalId, providerName.split('/')[1]];
  const clients = [client?.logicalId, clientId];
  return [`${providerName}:${clientId}`, ...pools.flatMap(pool => clients.map(id => `userpool:${pool}:${id}`))];
}
