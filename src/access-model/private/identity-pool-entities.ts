import type { ClientEntity, Entity, PrincipalTags, RegisteredClient, UserPoolEntity } from './entities';
import { asBoolean, asList, asString, isObject } from './values';

/** The app clients that an identity pool takes tokens of, with the resources behind them where the templates make them. */
export function providersOf(pool: Entity, userPools: UserPoolEntity[], clients: Map<unknown, ClientEntity>): RegisteredClient[] {
  return asList(pool.props.CognitoIdentityProviders).filter(isObject).map(provider => {
    const providerName = asString(provider.ProviderName) ?? JSON.stringify(provider.ProviderName);
    const client = clients.get(provider.ClientId);
    const userPool = userPools.find(candidate => candidate.providerName === providerName);
    return {
      providerName,
      clientId: asString(provider.ClientId) ?? JSON.stringify(provider.ClientId),
      ...(client ? { client } : {}),
      ...(userPool ? { userPool } : {}),
      serverSideTokenCheck: provider.ServerSideTokenCheck,
    };
  });
}

/** The role mappings of an attachment, by the provider they are for: the key itself, or `IdentityProvider` in its place. */
export function mappingsOf(attachment: Entity | undefined): Record<string, any> {
  const mappings = attachment?.props.RoleMappings;
  if (!isObject(mappings)) return {};
  return Object.fromEntries(Object.entries(mappings).filter(([, mapping]) => isObject(mapping)).map(([key, mapping]) =>
    [asString((mapping as Record<string, unknown>).IdentityProvider) ?? key, mapping]));
}

/** Which claims become session tags, by provider name without a client. */
export function principalTagsOf(resources: Entity[]): PrincipalTags[] {
  return resources.map(({ props }) => ({
    provider: String(props.IdentityProviderName),
    useDefaults: asBoolean(props.UseDefaults) ?? false,
    tags: isObject(props.PrincipalTags) ? Object.fromEntries(Object.entries(props.PrincipalTags).map(([key, claim]) => [key, String(claim)])) : {},
  }));
}
