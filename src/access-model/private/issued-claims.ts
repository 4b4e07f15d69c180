import { Claims, whyRolesOpen, withRoleClaims } from '../../identity-facts/claims/claims';
import type { ClientEntity, ModelEntities, RegisteredClient } from '../../identity-facts/entities/entities';
import { groupsOfPools, possibleGroups } from '../../identity-facts/entities/groups';
import { UserDescription } from '../requests';

/** An app client that people sign in with. Of one that is made elsewhere, only what an identity pool says of it is known. */
export type SignInClient = ClientEntity | RegisteredClient;

export function isMadeHere(client: SignInClient): client is ClientEntity {
  return !('clientId' in client);
}

/** Whether an identity pool registers that client. */
export function isClient({ client, clientId, providerName }: RegisteredClient, meant: SignInClient): boolean {
  return isMadeHere(meant) ? client === meant : clientId === meant.clientId && providerName === meant.providerName;
}

/**
 * The ID token that the pool would issue for this user to a client: what the client may read, the groups, and who it is. Where the
 * roles of the groups are not known, or hang on conditions of the template, it has no role claims.
 *
 * @throws when there are attributes and it is not known which of them the client may read
 */
export function issuedClaims(user: UserDescription, client: SignInClient, entities: ModelEntities): Claims {
  const sub = user.sub ?? '11111111-2222-4333-8444-555555555555';
  const claims = {
    ...attributesIn(user, client),
    'sub': sub,
    'aud': isMadeHere(client) ? client.ref : client.clientId,
    'iss': issuerOf(client),
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

function attributesIn({ attributes = {} }: UserDescription, client: SignInClient): Claims {
  const set = Object.entries(attributes).filter(([, value]) => value !== '');
  if (isMadeHere(client)) {
    const readable = client.props.ReadAttributes as unknown[] | undefined;
    return Object.fromEntries(set.filter(([name]) => readable?.includes(name) ?? true));
  }
  if (set.length === 0) return {};
  throw new Error(`attributes: which of them the token has is for the app client ${client.clientId} to say, which is made elsewhere; `
    + `tell the claims of the token: becomes({ logins: { '${client.providerName}:${client.clientId}': {…} } })`);
}

function issuerOf(client: SignInClient): string | undefined {
  const name = client.userPool?.providerName ?? (isMadeHere(client) ? undefined : client.providerName);
  return name === undefined ? undefined : `https://${name}`;
}
