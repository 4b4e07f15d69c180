import type { ClientEntity, Entity, PrincipalTags, RegisteredClient, UserPoolEntity } from './entities';
import { asList } from '../../private/as-list';
import { asBoolean, asString, distinct, isObject, isUnresolved, possibleValues, whyUnresolved } from '../../template/values';
import { userPoolOfProvider } from '../user-pool-of-provider';

/**
 * The app clients that an identity pool takes tokens of, with the resources behind them where the templates make them. One that is
 * registered under a condition counts as registered.
 */
export function providersOf(pool: Entity, userPools: UserPoolEntity[], clients: Map<unknown, ClientEntity>): RegisteredClient[] {
  const possible = possibleValues(asList(pool.props.CognitoIdentityProviders)).flatMap(providers => (providers as unknown[]).flat());
  return distinct(possible).filter(isObject).map(provider => {
    const providerName = nameOf(provider.ProviderName, 'a user pool');
    const client = clients.get(provider.ClientId);
    const userPool = userPools.find(candidate => candidate.providerName === providerName);
    const poolId = userPool ? asString(userPool.ref) : userPoolOfProvider(providerName);
    return {
      providerName,
      clientId: nameOf(provider.ClientId, 'an app client'),
      ...(client ? { client } : {}),
      ...(userPool ? { userPool } : {}),
      ...(poolId !== undefined ? { poolId } : {}),
      serverSideTokenCheck: provider.ServerSideTokenCheck,
    };
  });
}

/** What tells the registered clients of an identity pool apart. */
export function nameOfProvider(provider: Record<string, any>): string {
  return `${nameOf(provider.ProviderName, 'a user pool')}:${nameOf(provider.ClientId, 'an app client')}`;
}

/**
 * Role mappings by the provider they are for: the key itself, or `IdentityProvider` in its place.
 *
 * A user pool's provider is found by pool and client: a template that is read alone may spell out its region in one place and leave
 * it to `AWS::Region`, which is not known then, in another.
 */
export function mappingsOf(mappings: unknown, providers: RegisteredClient[]): Record<string, any> {
  if (!isObject(mappings) || isUnresolved(mappings)) return {};
  const keyByTail = new Map(providers.map(({ providerName, clientId }) => [
    tail(`${providerName}:${clientId}`), `${providerName}:${clientId}`,
  ]));
  return Object.fromEntries(Object.entries(mappings).filter(([, mapping]) => isObject(mapping)).map(([key, mapping]) => {
    const provider = asString((mapping as Record<string, unknown>).IdentityProvider) ?? key;
    return [provider.startsWith('cognito-idp.') ? keyByTail.get(tail(provider)) ?? provider : provider, mapping];
  }));
}

/** Why there may be a mapping for a provider of which none is known: what else is not known of a mapping is its own. */
export function whyMappingsOpen(mappings: unknown): string | undefined {
  if (!isObject(mappings) || isUnresolved(mappings)) return whyUnresolved(mappings);
  return whyUnresolved(Object.values(mappings)
    .map(mapping => isObject(mapping) && !isUnresolved(mapping) ? mapping.IdentityProvider : mapping));
}

/** Which claims become session tags, by provider name without a client. */
export function principalTagsOf(resources: Pick<Entity, 'props'>[], providers: RegisteredClient[]): PrincipalTags[] {
  const nameByTail = new Map(providers.map(({ providerName }) => [tail(providerName), providerName]));
  return resources.map(({ props }) => ({
    provider: nameByTail.get(tail(nameOf(props.IdentityProviderName, 'a provider'))) ?? nameOf(props.IdentityProviderName, 'a provider'),
    useDefaults: asBoolean(props.UseDefaults) ?? false,
    tags: isObject(props.PrincipalTags) ? Object.fromEntries(Object.entries(props.PrincipalTags).map(([key, claim]) => [
      key, nameOf(claim, 'a claim'),
    ])) : {},
  }));
}

/**
 * The resources that are for an identity pool. One that is so under a condition, or whose pool is not known while none is surely for
 * this one, hangs on that.
 */
export function resourcesFor(pool: Entity, resources: Entity[]): Entity[] {
  const isSure = ({ props }: Entity) => props.IdentityPoolId === pool.ref;
  const sure = resources.some(isSure);
  return resources.flatMap(resource => {
    if (isSure(resource)) return [resource];
    const possible = possibleValues(resource.props.IdentityPoolId).some(id => id === pool.ref || !sure && isUnresolved(id));
    return possible ? [{
      ...resource,
      conditions: [...resource.conditions, `${resource.template}/${resource.logicalId} is for ${pool.template}/${pool.logicalId}`],
    }] : [];
  });
}

function nameOf(value: unknown, what: string): string {
  const why = whyUnresolved(value);
  return asString(value) ?? (why === undefined ? `(${what} that is not named)` : `(${what} that is not known: ${why})`);
}

function tail(provider: string): string {
  return provider.slice(provider.indexOf('/') + 1);
}
