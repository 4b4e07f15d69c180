import { Claims, withRoleClaims } from '../../identity-facts/claims/claims';
import type { ClientEntity, ModelEntities } from '../../identity-facts/entities/entities';
import { possibleGroups } from '../../identity-facts/entities/groups';
import { UserDescription } from '../requests';

/**
 * The ID token that the pool would issue for this user to a client: what the client may read, the groups, and who it is. Where the
 * roles of the groups hang on conditions of the template, it has no role claims.
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
  const groups = entities.groups.filter(({ userPool }) => userPool !== undefined && userPool === client.userPool);
  const [first, ...others] = possibleGroups(groups).map(possible => withRoleClaims(claims, possible));
  return others.every(other => JSON.stringify(other) === JSON.stringify(first)) ? first : claims;
}
