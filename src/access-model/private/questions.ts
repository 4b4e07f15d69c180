import type { AccessDecision, RoleOutcome } from '../answers';
import type { AccessOptions, RoleRequest } from '../requests';

/** What may be asked of an access model about somebody. */
export interface Questions {
  becomes(request: RoleRequest): RoleOutcome;
  roleFor(request: RoleRequest): string;
  /** The roles that somebody gets, or may get, by asking for them. */
  _rolesOnRequest(request: RoleRequest): string[];
  assertBecomes(role: string, request: RoleRequest): void;
  assertRefused(request: RoleRequest): void;
  /** The session tags to which neither a claim of the token nor the role gives a value. */
  _tagsLeftOut(request: RoleRequest, role: string): string[];
  can(role: string, action: string, resource: string, options: AccessOptions): AccessDecision;
  assertCan(role: string, action: string, resource: string, options: AccessOptions): void;
  assertCannot(role: string, action: string, resource: string, options: AccessOptions): void;
}
