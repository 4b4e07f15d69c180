import { asList } from '../../private/as-list';
import type { ClientEntity, GroupEntity } from '../entities/entities';

export type Claims = Record<string, unknown>;

/** What Cognito derives from the groups. */
export const ROLE_CLAIMS = ['cognito:preferred_role', 'cognito:roles'];

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

/** Why the groups of a token leave open which role is preferred; undefined if they do not. */
export function whyRolesOpen(
  groups: GroupEntity[], names: string[], issuer: Pick<ClientEntity, 'userPool' | 'poolId'>,
): string | undefined {
  const nameless = groups.find(({ nameUnknown, roleArn }) => nameUnknown !== undefined && roleArn !== undefined);
  const stranger = names.find(name => !groups.some(group => group.name === name && group.nameUnknown === undefined));
  if (stranger !== undefined && issuer.userPool === undefined) {
    return `the user pool ${issuer.poolId ?? 'of the token'} is made elsewhere, where its group ${stranger} may have a role`;
  }
  if (nameless && stranger !== undefined) return `how the group ${nameless.label} is called: ${nameless.nameUnknown}`;
  const withRole = groups.filter(group => names.includes(group.name) && group.roleArn !== undefined);
  const open = withRole.find(({ precedenceUnknown }) => precedenceUnknown !== undefined);
  return open && new Set(withRole.map(({ roleArn }) => roleArn)).size > 1
    ? `the precedence of ${open.label}: ${open.precedenceUnknown}`
    : undefined;
}

/** Adds the role claims that Cognito derives from groups of the user pool, unless the token carries them already. */
export function withRoleClaims(claims: Claims, groups: GroupEntity[]): Claims {
  if (ROLE_CLAIMS.some(name => claims[name] !== undefined) || claims['cognito:groups'] === undefined) {
    return claims;
  }
  const { roles, preferred } = groupRoles(groups, asList(claims['cognito:groups']).map(String));
  return {
    ...claims,
    ...(roles.length > 0 ? { 'cognito:roles': roles } : {}),
    ...(preferred !== undefined ? { 'cognito:preferred_role': preferred } : {}),
  };
}

function precedence(group: GroupEntity): number {
  return group.precedence ?? Number.POSITIVE_INFINITY;
}
