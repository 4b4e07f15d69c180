import type { ModelEntities, RoleEntity } from './entities';
import { GUEST_SCOPE_DOWN } from './guest-scope-down';
import { identityService } from './service';
import { possibleValues } from './values';
import { CompiledPolicies, PolicySet, RequestContextValues, compile } from '../policy';
import { AccessDecision } from '../requests';

/** What the roles of a template may do. The policies of a role are made ready once, when it is first asked about. */
export class Permissions {
  private readonly compiled = new Map<RoleEntity, CompiledPolicies[]>();

  constructor(private readonly entities: ModelEntities) {}

  public decide(role: RoleEntity, action: string, resource: string, context: RequestContextValues): AccessDecision {
    const request = { action, resource, context: { ...this.identityContext(role), ...context } };
    const decisions = this.policies(role).map(policies => policies.decide(request));
    const [first] = decisions;
    const other = decisions.find(({ decision }) => decision !== first.decision);
    if (other) {
      return { decision: 'unknown', reason: `it hangs on a condition of the template: either ${first.decision} (${first.reason}) or ${other.decision} (${other.reason})` };
    }
    const { statement } = first;
    return {
      decision: first.decision,
      ...(statement ? { statement: `${statement.policy}#${statement.sid ?? statement.index}` } : {}),
      reason: first.reason,
    };
  }

  /** One set for each way in which the template's conditions may be decided. */
  private policies(role: RoleEntity): CompiledPolicies[] {
    const known = this.compiled.get(role);
    if (known) return known;
    const set: PolicySet = {
      identity: role.policies,
      ...(role.boundary ? { boundary: role.boundary } : {}),
      ...(this.isGuestRole(role) ? { session: [GUEST_SCOPE_DOWN] } : {}),
    };
    const compiled = possibleValues(set).map(possible => compile(possible as PolicySet));
    this.compiled.set(role, compiled);
    return compiled;
  }

  /** What every token of the identity pool carries; whose token it is, the question has to say. */
  private identityContext(role: RoleEntity): RequestContextValues {
    const pool = this.entities.identityPools.find(({ roles }) => Object.values(roles).includes(role.arn));
    if (!pool) return {};
    const { keys } = identityService(pool);
    return { [`${keys}:aud`]: String(pool.ref), [`${keys}:amr`]: [this.isGuestRole(role) ? 'unauthenticated' : 'authenticated'] };
  }

  private isGuestRole(role: RoleEntity): boolean {
    return this.entities.identityPools.some(({ roles }) => roles.unauthenticated === role.arn);
  }
}
