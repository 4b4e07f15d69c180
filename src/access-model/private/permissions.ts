import type { IdentityPoolEntity, ModelEntities, RoleEntity } from '../../identity-facts/entities';
import { GUEST_SCOPE_DOWN } from './guest-scope-down';
import { groupBy, nearest } from '../../template/names';
import type { PoolVariants } from '../../identity-facts/pool-variants';
import { rulesOf } from '../../identity-facts/rules';
import { identityService } from '../../identity-facts/service';
import { asBoolean, isUnresolved, possibleValues } from '../../template/values';
import { CompiledPolicies, PolicySet, RequestContextValues, compile } from '../../policy';
import { AccessDecision } from '../requests';

/** What the roles of a template may do. The policies of a role are made ready once, when it is first asked about. */
export class Permissions {
  private readonly compiled = new Map<RoleEntity, CompiledPolicies[]>();

  private readonly rolesByArn: Map<unknown, RoleEntity[]>;

  constructor(private readonly entities: ModelEntities, private readonly variants: PoolVariants) {
    this.rolesByArn = groupBy(entities.roles, ({ arn }) => arn);
  }

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
    const set = {
      identity: role.policies,
      ...(role.boundary ? { boundary: role.boundary } : {}),
      ...(this.isScopedDown(role) ? { session: [GUEST_SCOPE_DOWN] } : {}),
    };
    const compiled = possibleValues(set).map(possible => compile(isUnresolved(possible)
      ? { identity: [{ name: `the policies of ${role.label}`, document: possible as any }] }
      : possible as PolicySet));
    this.compiled.set(role, compiled);
    return compiled;
  }

  /** What every token of the identity pool carries; whose token it is, the question has to say. */
  private identityContext(role: RoleEntity): RequestContextValues {
    const pool = this.entities.identityPools.find(candidate => this.gives(candidate, role));
    if (!pool) return {};
    const { keys } = identityService(pool);
    return { [`${keys}:aud`]: String(pool.ref), [`${keys}:amr`]: [this.givesGuests(pool, role) ? 'unauthenticated' : 'authenticated'] };
  }

  /** Cognito's session policy binds guests in the enhanced flow only, and nobody who signs in. */
  private isScopedDown(role: RoleEntity): boolean {
    const pools = this.entities.identityPools.filter(pool => this.gives(pool, role));
    return pools.length > 0 && pools.every(pool =>
      (pool.props.AllowClassicFlow === undefined || asBoolean(pool.props.AllowClassicFlow) === false) && !this.givesSignedIn(pool, role));
  }

  private gives(pool: IdentityPoolEntity, role: RoleEntity): boolean {
    return this.givesGuests(pool, role) || this.givesSignedIn(pool, role);
  }

  private givesGuests(pool: IdentityPoolEntity, role: RoleEntity): boolean {
    return this.variants.of(pool).some(variant => this.is(role, variant.pool.roles.unauthenticated, pool));
  }

  private givesSignedIn(pool: IdentityPoolEntity, role: RoleEntity): boolean {
    return this.variants.of(pool).some(({ pool: { roles, roleMappings }, groups }) => this.is(role, roles.authenticated, pool)
      || Object.values(roleMappings).some(mapping => rulesOf(mapping).some(rule => this.is(role, rule.roleArn, pool)))
      || groups.some(({ roleArn }) => this.is(role, roleArn, pool)));
  }

  /** Whether an ARN means this role where an identity pool has it. */
  private is(role: RoleEntity, arn: unknown, pool: IdentityPoolEntity): boolean {
    return arn === role.arn && nearest(this.rolesByArn.get(role.arn)!, pool.template).includes(role);
  }
}
