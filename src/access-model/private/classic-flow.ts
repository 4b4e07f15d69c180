import type { IdentityPoolEntity, RoleEntity } from '../../identity-facts/entities/entities';
import { mayUseClassicFlow } from '../../identity-facts/entities/pool-variants';
import type { Login } from '../../identity-facts/logins';
import { Decision } from '../../policy';
import { Outcome, RoleOutcome } from '../answers';
import { AuthFlow, RoleRequest } from '../requests';
import { RoleTrust } from '../role-trust';

/** Someone who asks an identity pool for credentials, as examples tell them apart. */
export interface Caller {
  readonly who: string;
  readonly provider: string;
  /** Who vouches for the caller; nobody for a guest. */
  readonly login?: Login;
}

/** A role that a caller gets, or may get, by naming it. */
export interface NamedRole {
  readonly caller: Caller;
  readonly role: RoleEntity;
  readonly outcome: RoleOutcome;
}

/**
 * The roles that the classic flow reaches, attached or not: callers name any role, and only its trust policy decides.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html
 */
export function rolesByName(
  pool: IdentityPoolEntity, roles: RoleEntity[], callers: Caller[], becomes: (request: RoleRequest) => RoleOutcome,
): NamedRole[] {
  if (!mayUseClassicFlow(pool)) return [];
  const trust = new RoleTrust();
  return callers.flatMap(caller => roles
    .filter(role => trust.accepts(role, pool, caller.login ? [caller.login] : [], { tags: {}, given: {} }).decision !== Decision.DENIED)
    .map(role => ({ caller, role, outcome: becomes({ logins: loginsOf(caller), flow: AuthFlow.BASIC, customRoleArn: role.label }) }))
    .filter(({ outcome }) => outcome.outcome === Outcome.ROLE || outcome.outcome === Outcome.UNKNOWN));
}

function loginsOf({ login }: Caller): RoleRequest['logins'] {
  return login ? { [login.mappingKey]: {} } : {};
}
