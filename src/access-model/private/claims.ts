import type { ClientEntity, GroupEntity, ModelEntities, UserPoolEntity } from './entities';
import { asList } from './values';
import { UserDescription } from '../requests';

export type Claims = Record<string, unknown>;

/** The roles of the groups in a token, and the one that Cognito prefers: none in a tie between different roles. */
export function groupRoles(groups: GroupEntity[], names: string[]): { roles: string[]; preferred?: string } {
  const withRole = groups.filter(group => names.includes(group.name) && group.roleArn !== undefined);
  const lowest = Math.min(...withRole.map(precedence));
  const first = new Set(withRole.filter(group => precedence(group) === lowest).map(group => group.roleArn!));
  return {
    roles: [...new Set(withRole.map(group => group.roleArn!))],
    ...(first.size === 1 ? { preferred: [...first][0] } : {}),
  };
}

/** Adds the role claims that Cognito derives from groups, unless the token carries them already. */
export function withRoleClaims(claims: Claims, userPool: UserPoolEntity | undefined, entities: ModelEntities): Claims {
  if (claims['cognito:roles'] !== undefined || claims['cognito:preferred_role'] !== undefined || claims['cognito:groups'] === undefined) {
    return claims;
  }
  const groups = entities.groups.filter(group => group.userPool !== undefined && group.userPool === userPool);
  const { roles, preferred } = groupRoles(groups, asList(claims['cognito:groups']).map(String));
  return {
    ...claims,
    ...(roles.length > 0 ? { 'cognito:roles': roles } : {}),
    ...(preferred !== undefined ? { 'cognito:preferred_role': preferred } : {}),
  };
}

/** The ID token that the pool would issue for this user to a client: what the client may read, the groups, and who it is. */
export function issuedClaims(user: UserDescription, client: ClientEntity, entities: ModelEntities): Claims {
  const sub = user.sub ?? '11111111-2222-4333-8444-555555555555';
  const readable = client.props.ReadAttributes as unknown[] | undefined;
  const attributes = Object.entries(user.attributes ?? {}).filter(([name, value]) => value !== '' && (readable?.includes(name) ?? true));
  return withRoleClaims({
    ...Object.fromEntries(attributes),
    'sub': sub,
    'aud': client.ref,
    'iss': client.userPool ? `https://${client.userPool.providerName}` : undefined,
    'token_use': 'id',
    'cognito:username': user.username ?? sub,
    ...(user.groups && user.groups.length > 0 ? { 'cognito:groups': user.groups } : {}),
  }, client.userPool, entities);
}

function precedence(group: GroupEntity): number {
  return group.precedence ?? Number.POSITIVE_INFINITY;
}
