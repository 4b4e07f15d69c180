import { Claims, whyRolesOpen, withRoleClaims } from '../../identity-facts/claims/claims';
import type { ClientEntity, ModelEntities } from '../../identity-facts/entities/entities';
import { groupsOfPools, possibleGroups } from '../../identity-facts/entities/groups';
import { UserDescription } from '../requests';

/**
 * The ID token that the pool would issue for this user to a client: what the client may read, the groups, and who it is. Where the
 * roles of the groups are not known, or hang on conditions of the template, it has no role claims.
 */
export function issuedClaims(user: UserDescription, client: ClientEntity, entities: ModelEntities): Claims {
  const sub = user.sub ?? '11111111-2222-4333-8444-555555555555';
  const readable = client.props.ReadAttributes as unknown[] | undefined;
  const attributes = Object.entries(user.attributes ?? {}).filter(([name, value]) => value !== '' && (readable?.includes(name) ?? true));
  const claims = {
    ...Object.fromEntries(attributes),
    'sub': sub,
    'aud': client.ref,
    'iss': client.userPool ? `https://${client.userPool.providerName}` : undefined,
    'token_use': 'id',
    'cognito:username': user.username ?? sub,
    ...(user.groups && user.groups.length > 0 ? { 'cognito:groups': user.groups } : {}),
  };
  const [first, ...others] = possibleGroups(groupsOfPools(entities.groups, [client.poolId])).map(possible => {
    const own = possible.filter(({ poolId }) => poolId === client.poolId);
    return whyRolesOpen(own, user.groups ?? [], client) === undefined ? withRoleClaims(claims, own) : claims;
  });
  return others.every(other => JSON.stringify(other) === JSON.stringify(first)) ? first : claims;
}
