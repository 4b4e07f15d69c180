import { GUEST_SCOPE_DOWN } from './guest-scope-down';
import { MadeUpNames } from './made-up-names';
import { keysOfAccess, OnResource, principalOf, ResourceAccess } from './resource-access';
import { rulesOf } from '../../identity-facts/claims/rules';
import type { IdentityPoolEntity, ModelEntities, RoleEntity } from '../../identity-facts/entities/entities';
import { mayUseClassicFlow, PoolVariants } from '../../identity-facts/entities/pool-variants';
import { EVERY_REQUEST, keysOfRole, keysOfToken, madeWell, resourceTagsIn, usersNamedIn } from '../../identity-facts/trust/request-keys';
import {
  Decision, CompiledPolicies, NamedPolicy, PolicyDecision, PolicyRequest, PolicySet, RequestContextValues, compile,
} from '../../policy';
import { once } from '../../private/once';
import { groupBy, nearest } from '../../template/names';
import { isUnresolved, possibleValues } from '../../template/values';
import { AccessDecision } from '../answers';

/** What may still take away what the templates allow. */
const NOT_PART = ' (service and resource control policies, and what other accounts say, are no part of this answer)';

/** What the roles of a template may do. The policies of a role are made ready once, when it is first asked about. */
export class Permissions {
  private readonly compiled = new Map<RoleEntity, Map<string, CompiledPolicies[]>>();
  private readonly onResources: ResourceAccess;
  /** What the tokens carry by which somebody may have a role, each kind once; whose token it is, the question has to say. */
  private readonly identityContexts = once((role: RoleEntity) => this.readContexts(role));
  private readonly rolesByArn: Map<unknown, RoleEntity[]>;

  constructor(private readonly entities: ModelEntities, private readonly variants: PoolVariants, private readonly names: MadeUpNames) {
    this.rolesByArn = groupBy(entities.roles, ({ arn }) => arn);
    this.onResources = new ResourceAccess(entities);
  }

  public decide(role: RoleEntity, action: string, resource: string, context: RequestContextValues): AccessDecision {
    if (isOfAnotherKey(action, resource)) {
      return { decision: Decision.UNKNOWN, reason: `unknown: KMS decides about the key that ${resource} stands for: ask for its ARN` };
    }
    const decision = this.decideAs(role, action, resource, context);
    for (const { label, alias, open } of this.names.mayBe(resource)) {
      const other = this.decideAs(role, action, resource, context, alias);
      if (other.decision === decision.decision) continue;
      const reason = `${label} gets its ${open} at deployment and may be ${resource}: then it is ${other.decision} (${other.reason}), `
        + `else ${decision.decision} (${decision.reason})`;
      return { decision: Decision.UNKNOWN, reason };
    }
    if (decision.decision === Decision.ALLOWED) return { ...decision, reason: `${decision.reason}${NOT_PART}` };
    const dated = decision.decision === Decision.DENIED && decision.statement === undefined ? datedPoliciesOf(role) : [];
    return dated.length > 0 ? { ...decision, reason: `${decision.reason}; AWS may since have changed ${dated.join(', ')}` } : decision;
  }

  private decideAs(role: RoleEntity, action: string, resource: string, context: RequestContextValues, alias?: string): AccessDecision {
    const pools = this.entities.identityPools.filter(pool => this.gives(pool, role));
    const principal = principalOf(role, pools, pools.some(mayUseClassicFlow));
    const onResource = this.onResources.of(role, action, alias === undefined ? [resource] : [resource, alias]);
    const owner = this.onResources.ownerOf(alias ?? resource, role);
    const common = { ...EVERY_REQUEST, ...keysOfAccess(role, action, owner, context), ...resourceTagsIn(onResource.resource) };
    const contexts = this.identityContexts(role).map(keys => ({ ...common, ...keys, ...context }));
    const decisions = this.policies(role, onResource).flatMap(policies => contexts.map(keys => {
      const request = { action, resource, alias, context: keys, principal };
      const answer = onResource.resource.length > 0 ? asMadeWell(policies, request) : policies.decide(request);
      return withMore(answer, this.onResources.alsoDecides(action, [resource, ...alias === undefined ? [] : [alias]], keys));
    }));
    const [first] = decisions;
    const other = decisions.find(({ decision }) => decision !== first.decision);
    if (other) {
      return {
        decision: Decision.UNKNOWN,
        reason: `it hangs on a condition of the template, or on who has the role: either ${first.decision} (${first.reason}) `
          + `or ${other.decision} (${other.reason})`,
      };
    }
    const { statement } = first;
    return {
      decision: first.decision,
      ...(statement ? { statement: `${statement.policy}#${statement.sid ?? statement.index}` } : {}),
      reason: first.reason,
    };
  }

  /** One set for each way in which the template's conditions may be decided. */
  private policies(role: RoleEntity, onResource: OnResource): CompiledPolicies[] {
    const ofRole = this.compiled.get(role) ?? new Map<string, CompiledPolicies[]>();
    this.compiled.set(role, ofRole);
    const key = JSON.stringify(onResource);
    const known = ofRole.get(key);
    if (known) return known;
    const set = {
      identity: role.policies,
      ...(role.boundary ? { boundary: role.boundary } : {}),
      ...(this.isScopedDown(role) ? { session: [GUEST_SCOPE_DOWN] } : {}),
      ...onResource,
    };
    const compiled = possibleValues(set).map(possible => compile(isUnresolved(possible)
      ? { identity: [{ name: `the policies of ${role.label}`, document: possible as any }] }
      : possible as PolicySet));
    ofRole.set(key, compiled);
    return compiled;
  }

  private readContexts(role: RoleEntity): RequestContextValues[] {
    const pools = this.entities.identityPools.filter(candidate => this.gives(candidate, role));
    const policies = [role.policies, role.boundary];
    const own = { ...resourceTagsIn(policies), ...keysOfRole(role, pools.filter(pool => this.givesSignedIn(pool, role))) };
    const users = [undefined, ...usersNamedIn(policies)];
    const tokens = pools.flatMap(pool => [
      ...this.givesGuests(pool, role) ? [keysOfToken(pool, [])] : [],
      ...this.givesSignedIn(pool, role) ? providersOf(pool).flatMap(provider => users.map(user => keysOfToken(pool, provider, user))) : [],
    ]);
    return tokens.length > 0 ? tokens.map(token => ({ ...own, ...token })) : [own];
  }

  /** Cognito's session policy binds guests in the enhanced flow only, and nobody who signs in. */
  private isScopedDown(role: RoleEntity): boolean {
    const pools = this.entities.identityPools.filter(pool => this.gives(pool, role));
    return pools.length > 0 && pools.every(pool => !mayUseClassicFlow(pool) && !this.givesSignedIn(pool, role));
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

/**
 * What is asked of an alias is asked of its key, but for what is done to the alias itself; policies that name the alias say nothing of
 * the key.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/alias-access.html
 */
function isOfAnotherKey(action: string, resource: string): boolean {
  return /^kms:(?!\w+Alias$)/i.test(action) && /^arn:[^:]*:kms:[^:]*:[^:]*:alias\//.test(resource);
}

/** The policies of a role that AWS manages, with their dates. */
function datedPoliciesOf({ policies }: RoleEntity): string[] {
  const possible = possibleValues(policies).flatMap(world => isUnresolved(world) ? [] : world as NamedPolicy[]);
  return [...new Set(possible.filter(({ asOf }) => asOf !== undefined).map(({ name }) => name))];
}

/** Resources commonly deny requests without TLS or with an old kind of signature, and whoever asks can make a better one. */
function asMadeWell(policies: CompiledPolicies, request: PolicyRequest): PolicyDecision {
  const decision = policies.decide(request);
  if (decision.decision !== Decision.UNKNOWN) return decision;
  const others = madeWell(request.action, request.context).map(context => policies.decide({ ...request, context }));
  return others.find(other => other.decision === Decision.ALLOWED) ?? decision;
}

/** What IAM allows hangs on whatever decides after it. */
function withMore(answer: PolicyDecision, what: string | undefined): PolicyDecision {
  return answer.decision === Decision.ALLOWED && what !== undefined
    ? { ...answer, decision: Decision.UNKNOWN, reason: `unknown: ${answer.reason}; but ${what}` }
    : answer;
}

/** Those by whom people sign in, each alone; a pool without any that is known still has people who signed in somewhere. */
function providersOf(pool: IdentityPoolEntity): string[][] {
  const names = new Set(pool.providers.map(({ providerName }) => providerName));
  return names.size > 0 ? [...names].map(name => [name]) : [['some-provider']];
}
