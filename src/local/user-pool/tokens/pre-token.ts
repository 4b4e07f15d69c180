import { asList } from '../../../private/as-list';
import { Person } from '../emulator/emulator';
import { attributesOf, Triggers } from '../functions/triggers';
import { ClientSettings } from '../settings';
import { UserPool } from '../user-pool';

type Claims = Record<string, unknown>;

/** The two tokens, before they are signed. */
export interface Draft {
  readonly id: Claims;
  readonly access: Claims;
}

/** Whose tokens they are, and why they are made. */
export interface Issue {
  readonly pool: UserPool;
  readonly client: ClientSettings;
  /** Nobody, where a machine asks. */
  readonly person?: Person;
  readonly groups: { readonly names: string[]; readonly roles: string[]; readonly preferred?: string };
  readonly source: string;
  readonly scopes: readonly string[];
  readonly clientMetadata?: object;
}

/** What no function may change. */
const FIXED = [
  'acr', 'amr', 'at_hash', 'aud', 'auth_time', 'azp', 'client_id', 'cognito:username', 'device_key', 'event_id', 'exp', 'iat', 'identities',
  'iss',
  'jti', 'nbf', 'nonce', 'origin_jti', 'sub', 'token_use', 'username', 'version',
];
const GROUP_CLAIMS = ['cognito:groups', 'cognito:roles', 'cognito:preferred_role'];

/**
 * The tokens as the pool's pre-token function wants them. Events of version 1 change the ID token; from version 2, the access token too;
 * those of version 3 are sent for machines besides.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 * @throws ServiceError if the function refuses
 */
export async function changeTokens(triggers: Triggers, issue: Issue, draft: Draft): Promise<Draft> {
  const { pool, client, person, groups, source, scopes, clientMetadata } = issue;
  if (!triggers.has(pool.settings.id, 'PreTokenGeneration')) return draft;
  const version = triggers.version(pool.settings.id);
  if (!person && version !== 'V3_0') return draft;
  const isFirst = version === 'V1_0';
  const response = await triggers.invoke(pool.settings.id, 'PreTokenGeneration', {
    clientId: client.id,
    username: person?.Username ?? null,
    triggerSource: `TokenGeneration_${source}`,
    version: isFirst ? '1' : version[1],
    request: {
      userAttributes: person ? attributesOf(person) : {},
      groupConfiguration: { groupsToOverride: groups.names, iamRolesToOverride: groups.roles, preferredRole: groups.preferred ?? null },
      ...(isFirst ? {} : { scopes }),
      ...(clientMetadata ? { clientMetadata } : {}),
    },
    response: isFirst ? { claimsOverrideDetails: null } : { claimsAndScopeOverrideDetails: null },
  });
  const answer = (isFirst ? response.claimsOverrideDetails : response.claimsAndScopeOverrideDetails) ?? {};
  const id = withGroups(draft.id, answer.groupOverrideDetails);
  const access = withGroups(draft.access, answer.groupOverrideDetails);
  if (isFirst) return { id: changed(id, answer, true), access: onlyGroups(access) };
  return {
    id: changed(id, answer.idTokenGeneration ?? {}, false),
    access: withScopes(changed(onlyGroups(access), answer.accessTokenGeneration ?? {}, false), answer.accessTokenGeneration ?? {}),
  };
}

/** @param textOnly whether a claim can be nothing but text, as in events of version 1 */
function changed(claims: Claims, { claimsToAddOrOverride = {}, claimsToSuppress }: Record<string, any>, textOnly: boolean): Claims {
  const added = Object.entries(claimsToAddOrOverride ?? {})
    .filter(([name, value]) => !FIXED.includes(name) && !(textOnly && GROUP_CLAIMS.includes(name)) && value !== null)
    .map(([name, value]) => [name, textOnly ? String(value) : value]);
  const suppressed = asList<string>(claimsToSuppress).filter(name => !FIXED.includes(name));
  return Object.fromEntries([...Object.entries(claims), ...added].filter(([name]) => !suppressed.includes(name as string)));
}

function withGroups(claims: Claims, override?: Record<string, any>): Claims {
  if (!override) return claims;
  const { groupsToOverride, iamRolesToOverride, preferredRole } = override;
  const others = Object.fromEntries(Object.entries(claims).filter(([name]) => !GROUP_CLAIMS.includes(name)));
  return {
    ...others,
    ...(asList(groupsToOverride).length > 0 ? { 'cognito:groups': groupsToOverride } : {}),
    ...(asList(iamRolesToOverride).length > 0 ? { 'cognito:roles': iamRolesToOverride } : {}),
    ...(preferredRole ? { 'cognito:preferred_role': preferredRole } : {}),
  };
}

/** Roles are for identity pools, which take ID tokens. */
function onlyGroups({ 'cognito:roles': _roles, 'cognito:preferred_role': _preferred, ...claims }: Claims): Claims {
  return claims;
}

function withScopes(claims: Claims, { scopesToAdd, scopesToSuppress }: Record<string, any>): Claims {
  const scopes = new Set([...String(claims.scope).split(' '), ...asList<string>(scopesToAdd)]);
  for (const scope of asList<string>(scopesToSuppress)) scopes.delete(scope);
  return { ...claims, scope: [...scopes].filter(Boolean).join(' ') };
}
