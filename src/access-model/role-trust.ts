import type { IdentityPoolEntity, RoleEntity } from '../identity-facts/entities/entities';
import type { Login } from '../identity-facts/logins';
import { amrOf, EVERY_REQUEST, usersNamedIn, WAY_OF_REQUEST } from '../identity-facts/trust/request-keys';
import { identityService } from '../identity-facts/trust/service';
import { CompiledTrust, compileTrust, Decision, PolicyDocument, RequestContextValues, TrustRequest } from '../policy';
import { once } from '../private/once';
import { possibleValues } from '../template/values';

export interface TrustVerdict {
  readonly decision: Decision;
  readonly action: string;
  readonly reason: string;
}

const SHARED: RequestContextValues = { ...EVERY_REQUEST, ...WAY_OF_REQUEST };

/** A token of an identity pool as a trust policy sees it: who presents it, and the condition keys it brings. */
export function presentedToken(
  pool: IdentityPoolEntity, claims: { amr: string[]; sub?: string }, tags: Record<string, string>, given: RequestContextValues = {},
): Omit<TrustRequest, 'action'> {
  const { principal, keys } = identityService(pool);
  return {
    principal,
    shared: SHARED,
    context: {
      [`${keys}:sub`]: { unknown: 'which identity asks is not said' },
      [`${keys}:aud`]: String(pool.ref),
      ...Object.fromEntries(Object.entries(claims).map(([claim, value]) => [`${keys}:${claim}`, value])),
      ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value])),
      ...(Object.keys(tags).length > 0 ? { 'aws:TagKeys': Object.keys(tags) } : {}),
      ...given,
    },
  };
}

export interface TrustedRequest {
  readonly tags: Record<string, string>;
  readonly given: RequestContextValues;
}

/** Whether roles let the tokens of an identity pool in. The trust policy of a role is made ready once, when it is first asked about. */
export class RoleTrust {
  /** One for each way in which the template's conditions may be decided. */
  private readonly policies = once(({ trust }: RoleEntity): CompiledTrust[] =>
    possibleValues(trust).map(possible => compileTrust(possible as PolicyDocument)));

  /**
   * @param logins those who vouch for the caller; none for a guest
   * @param request the session tags, which the role has to allow as well, and what else is known
   */
  public accepts(role: RoleEntity, pool: IdentityPoolEntity, logins: readonly Login[], { tags, given }: TrustedRequest): TrustVerdict {
    const tokens = possibleAmrs(role, logins).map(amr => presentedToken(pool, { amr }, tags, given));
    for (const action of ['sts:AssumeRoleWithWebIdentity', ...(Object.keys(tags).length > 0 ? ['sts:TagSession'] : [])]) {
      const decisions = this.policies(role).flatMap(trust => tokens.map(token => trust.decide({ ...token, action })));
      const unsure = decisions.find(({ decision }) => decision !== Decision.ALLOWED);
      if (!unsure) continue;
      const denied = decisions.every(({ decision }) => decision === Decision.DENIED);
      return { decision: denied ? Decision.DENIED : Decision.UNKNOWN, action, reason: unsure.reason };
    }
    return { decision: Decision.ALLOWED, action: 'sts:AssumeRoleWithWebIdentity', reason: 'its trust policy lets the token in' };
  }
}

const usersNamed = once(({ trust }: RoleEntity) => usersNamedIn(trust));

/** What `amr` may say: of someone whose `sub` is not told, that it is one of those whom the trust policy names, or somebody else. */
function possibleAmrs(role: RoleEntity, logins: readonly Login[]): string[][] {
  if (logins.length === 0) return [amrOf([])];
  const isTold = logins.every(({ claims: { sub } }) => typeof sub === 'string');
  return (isTold ? [undefined] : [
    undefined, ...usersNamed(role),
  ]).map(other => ['authenticated', ...logins.flatMap(({ provider, claims: { sub } }) =>
    amrOf([provider], typeof sub === 'string' ? sub : other).slice(1))]);
}
