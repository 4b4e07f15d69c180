import { Claims, withRoleClaims } from './claims';
import type { IdentityPoolEntity, ModelEntities, RegisteredClient, RoleEntity } from './entities';
import { mappingsOf } from './identity-pool-entities';
import { RoleTrust } from './role-trust';
import { Rule, matches, rulesOf } from './rules';
import { asBoolean, asList, asString, isUnresolved, possibleValues, whyUnresolved } from './values';
import { RoleOutcome, RoleRequest } from '../requests';

/** A token that is presented, and what the identity pool knows about who issued it. */
interface Login {
  /** The key of its role mapping. */
  readonly mappingKey: string;
  /** The same in the words of the template. */
  readonly label: string;
  /** The provider's name without a client, as principal tags and `amr` have it. */
  readonly provider: string;
  readonly claims: Claims;
  /** Whether the preferred role was worked out from the groups. */
  readonly derived?: boolean;
}

type Chosen = RoleOutcome & { readonly role: string };

/**
 * Which role an identity pool gives to a request, as the service documents it.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 */
export class RoleResolution {
  private readonly roleByArn: Map<string, RoleEntity>;
  private readonly roleById: Map<string, RoleEntity>;
  private readonly trust = new RoleTrust();
  private readonly variants = new Map<IdentityPoolEntity, IdentityPoolEntity[]>();

  constructor(private readonly entities: ModelEntities) {
    this.roleByArn = new Map(entities.roles.map(role => [role.arn, role]));
    this.roleById = new Map(entities.roles.map(role => [role.logicalId, role]));
  }

  /** What comes out the same however the template's conditions are decided; otherwise that it does not. */
  public resolve(pool: IdentityPoolEntity, request: RoleRequest): RoleOutcome {
    const outcomes = this.decided(pool).map(variant => this.resolveOne(variant, request));
    const [first] = outcomes;
    const other = outcomes.find(({ outcome, role }) => outcome !== first.outcome || role !== first.role);
    return other
      ? failed(`it hangs on a condition of the template: either ${first.role ?? first.outcome} (${first.reason}) or ${other.role ?? other.outcome} (${other.reason})`)
      : first;
  }

  /** The pool as it is with the template's conditions decided, in each way. */
  private decided(pool: IdentityPoolEntity): IdentityPoolEntity[] {
    const known = this.variants.get(pool);
    if (known) return known;
    const attachment = pool.attachments.at(-1)?.props ?? {};
    const variants = possibleValues({ props: pool.props, attachment, tags: pool.principalTags }).map((value: any) => isUnresolved(value) ? pool : {
      ...pool,
      props: value.props,
      roles: value.attachment.Roles ?? {},
      roleMappings: mappingsOf(value.attachment.RoleMappings, pool.providers),
      principalTags: value.tags,
    });
    this.variants.set(pool, variants);
    return variants;
  }

  private resolveOne(pool: IdentityPoolEntity, request: RoleRequest): RoleOutcome {
    const flow = request.flow ?? 'enhanced';
    if (flow !== 'enhanced' && flow !== 'basic') throw new Error(`flow must be 'enhanced' or 'basic', got: ${JSON.stringify(request.flow)}`);
    const custom = request.customRoleArn === undefined ? undefined : this.arnOf(request.customRoleArn);
    const logins = Object.entries(request.logins ?? {});
    if (logins.length === 0) return this.guest(pool, flow, custom);

    const known: Login[] = [];
    for (const [key, claims] of logins) {
      if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) throw new Error(`logins: the claims of '${key}' must be an object`);
      const login = this.login(pool, key, claims);
      if (!login) return denied(`${key} is not a provider of the identity pool ${pool.logicalId}`);
      known.push(login);
    }
    return flow === 'basic' ? this.basic(pool, known, custom) : this.enhanced(pool, known, custom);
  }

  private guest(pool: IdentityPoolEntity, flow: string, custom: string | undefined): RoleOutcome {
    const unknown = whyUnresolved(pool.props.AllowUnauthenticatedIdentities);
    if (unknown) return failed(`whether guests are allowed is not known: ${unknown}`);
    if (asBoolean(pool.props.AllowUnauthenticatedIdentities) !== true) {
      return denied(`guests get nothing: AllowUnauthenticatedIdentities of ${pool.logicalId} is not true`);
    }
    if (flow === 'basic') return this.basic(pool, [], custom);
    if (custom !== undefined) return denied('a guest can\'t ask for a role');
    const arn = asString(pool.roles.unauthenticated);
    const why = whyUnresolved(isUnresolved(pool.roles) ? pool.roles : pool.roles.unauthenticated);
    if (why) return failed(`the unauthenticated role is not known: ${why}`);
    if (arn === undefined) return failed(`guests are allowed, but ${pool.logicalId} has no unauthenticated role`);
    return this.trusted(pool, [], this.chosen(arn, 'guest', 'guests get the unauthenticated role'));
  }

  private enhanced(pool: IdentityPoolEntity, logins: Login[], custom: string | undefined): RoleOutcome {
    const [login] = logins;
    const mapping = pool.roleMappings[login.mappingKey];
    const why = whyUnresolved(mapping === undefined ? pool.attachments.at(-1)?.props.RoleMappings : [mapping.Type, mapping.AmbiguousRoleResolution]);
    if (why) return failed(`the role mapping of ${login.label} is not known: ${why}`);
    const outcome = mapping === undefined
      ? this.unmapped(pool, login, custom)
      : mapping.Type === 'Token' ? this.byToken(pool, login, mapping, custom) : this.byRules(pool, login, mapping, custom);
    return isChosen(outcome) ? this.trusted(pool, logins, outcome) : outcome;
  }

  private unmapped(pool: IdentityPoolEntity, login: Login, custom: string | undefined): RoleOutcome {
    const outcome = this.authenticated(pool, `${login.label} has no role mapping, so everyone who signs in there gets the authenticated role`);
    return custom !== undefined && outcome.role !== this.nameOf(custom)
      ? denied(`${this.nameOf(custom)} can't be asked for: ${login.label} has no role mapping`)
      : outcome;
  }

  private byToken(pool: IdentityPoolEntity, { claims, derived }: Login, mapping: any, custom: string | undefined): RoleOutcome {
    const roles = asList(claims['cognito:roles']).map(role => this.arnOf(String(role)));
    if (custom !== undefined) {
      return roles.includes(custom)
        ? this.chosen(custom, 'custom-role', `${this.nameOf(custom)} was asked for and is among cognito:roles`)
        : denied(`${this.nameOf(custom)} was asked for and is not among cognito:roles`);
    }
    const preferred = asString(claims['cognito:preferred_role']);
    if (preferred !== undefined && preferred !== '') {
      return this.chosen(this.arnOf(preferred), derived ? 'group' : 'preferred-role', derived
        ? `cognito:preferred_role is ${this.nameOf(this.arnOf(preferred))}: of the groups ${asList(claims['cognito:groups']).join(', ')}, the one of lowest precedence has it`
        : `cognito:preferred_role is ${this.nameOf(this.arnOf(preferred))}`);
    }
    const why = roles.length > 0 ? 'the roles of the groups tie in precedence, so none is preferred' : 'no group of the token has a role';
    return this.ambiguous(pool, mapping, why);
  }

  private byRules(pool: IdentityPoolEntity, { claims }: Login, mapping: any, custom: string | undefined): RoleOutcome {
    const rules = rulesOf(mapping);
    const unknown = rules.find(rule => rule.unknown !== undefined);
    const matching = rules.filter(rule => rule.unknown === undefined && matches(rule, claims));
    if (custom !== undefined) {
      const rule = matching.find(candidate => this.arnOf(candidate.roleArn) === custom);
      if (!rule && unknown) return failed(`rule ${unknown.index} can't be evaluated: ${unknown.unknown}`);
      return rule
        ? { ...this.chosen(custom, 'custom-role', `${this.nameOf(custom)} was asked for and rule ${rule.index} gives it: ${describe(rule)}`), ruleIndex: rule.index }
        : denied(`${this.nameOf(custom)} was asked for and no matching rule gives it`);
    }
    const [first] = matching;
    if (unknown && (!first || unknown.index < first.index)) return failed(`rule ${unknown.index} can't be evaluated: ${unknown.unknown}`);
    if (!first) return this.ambiguous(pool, mapping, `none of ${rules.length} rules matches`);
    return { ...this.chosen(this.arnOf(first.roleArn), 'rule', `rule ${first.index} is the first to match: ${describe(first)}`), ruleIndex: first.index };
  }

  private ambiguous(pool: IdentityPoolEntity, mapping: any, why: string): RoleOutcome {
    const resolution = mapping.AmbiguousRoleResolution;
    if (resolution === 'AuthenticatedRole') return this.authenticated(pool, `${why}, and AmbiguousRoleResolution is AuthenticatedRole`);
    return resolution === 'Deny'
      ? denied(`${why}, and AmbiguousRoleResolution is Deny`)
      : failed(`${why}, and AmbiguousRoleResolution, which the service requires, is ${resolution === undefined ? 'missing' : JSON.stringify(resolution)}`);
  }

  private authenticated(pool: IdentityPoolEntity, why: string): RoleOutcome {
    const arn = asString(pool.roles.authenticated);
    const unknown = whyUnresolved(isUnresolved(pool.roles) ? pool.roles : pool.roles.authenticated);
    if (unknown) return failed(`${why}, but the authenticated role is not known: ${unknown}`);
    return arn === undefined
      ? failed(`${why}, but ${pool.logicalId} has no authenticated role`)
      : this.chosen(arn, 'authenticated', why);
  }

  /** In the basic flow the caller names the role, and only its trust policy decides. */
  private basic(pool: IdentityPoolEntity, logins: Login[], custom: string | undefined): RoleOutcome {
    if (asBoolean(pool.props.AllowClassicFlow) !== true) return failed(`the basic flow is off: AllowClassicFlow of ${pool.logicalId} is not true`);
    if (Object.keys(pool.roleMappings).length > 0) return failed('the basic flow is not supported with role mappings');
    const saml = logins.find(({ provider }) => provider.includes(':saml-provider/'));
    if (saml) return failed(`the basic flow does not take SAML: ${saml.provider}`);
    if (custom === undefined) return failed('the basic flow needs customRoleArn: the caller names the role');
    return this.trusted(pool, logins, this.chosen(custom, 'custom-role', `the caller names ${this.nameOf(custom)}, and its trust policy lets the token in`), 'denied');
  }

  /** The role must trust the token; what it does not trust, STS refuses. */
  private trusted(pool: IdentityPoolEntity, logins: Login[], outcome: Chosen, refusal: 'denied' | 'error' = 'error'): RoleOutcome {
    const tags = this.tags(pool, logins);
    const role = this.roleById.get(outcome.role);
    const tagged = Object.keys(tags).length > 0 ? { ...outcome, principalTags: tags } : outcome;
    if (!role) return { ...tagged, reason: `${outcome.reason}; the role is not in the template, so its trust policy is not known` };
    const { decision, action, reason } = this.trust.accepts(role, pool, logins.map(({ provider }) => provider), tags);
    if (decision === 'allowed') return tagged;
    if (decision === 'unknown') return { ...tagged, reason: `${outcome.reason}; whether its trust policy allows ${action} is not known: ${reason}` };
    const why = `${outcome.reason}; but its trust policy does not allow ${action}: ${reason}`;
    return refusal === 'denied' ? denied(why) : failed(why);
  }

  /** The claims of the presented tokens that become session tags. */
  private tags(pool: IdentityPoolEntity, logins: Login[]): Record<string, string> {
    const tags: Record<string, string> = {};
    for (const { provider, claims } of logins) {
      for (const mapping of pool.principalTags.filter(candidate => candidate.provider === provider)) {
        const claimByTag = mapping.useDefaults ? { username: 'sub', client: 'aud' } : mapping.tags;
        for (const [tag, claim] of Object.entries(claimByTag)) {
          if (claims[claim] !== undefined) tags[tag] = asList(claims[claim]).join(',');
        }
      }
    }
    return tags;
  }

  private login(pool: IdentityPoolEntity, key: string, claims: Claims): Login | undefined {
    const registered = pool.providers.find(provider => namesOf(provider).includes(key));
    if (registered) {
      const issued = withRoleClaims(claims, registered.userPool, this.entities);
      return {
        mappingKey: `${registered.providerName}:${registered.clientId}`,
        label: namesOf(registered).find(name => name.startsWith('userpool:'))!,
        provider: registered.providerName,
        claims: { aud: registered.clientId, ...issued },
        derived: issued !== claims,
      };
    }
    const others = [
      ...Object.keys(pool.props.SupportedLoginProviders ?? {}),
      ...asList(pool.props.OpenIdConnectProviderARNs).map(String),
      ...asList(pool.props.SamlProviderARNs).map(String),
      ...asList(pool.props.DeveloperProviderName).map(String),
    ];
    const resource = this.entities.resources.find(({ logicalId }) => logicalId === key);
    const name = others.find(other => other === key || (resource !== undefined && other === resource.ref));
    return name === undefined ? undefined : { mappingKey: name, label: name, provider: name, claims };
  }

  private chosen(arn: string, via: string, reason: string): Chosen {
    return { outcome: 'role', role: this.nameOf(arn), via, reason };
  }

  private arnOf(role: string): string {
    return this.roleById.get(role)?.arn ?? role;
  }

  private nameOf(arn: string): string {
    return this.roleByArn.get(arn)?.logicalId ?? arn;
  }
}

function namesOf({ userPool, client, providerName, clientId }: RegisteredClient): string[] {
  const pools = [userPool?.logicalId, providerName.split('/')[1]];
  const clients = [client?.logicalId, clientId];
  return [`${providerName}:${clientId}`, ...pools.flatMap(pool => clients.map(id => `userpool:${pool}:${id}`))];
}

function describe(rule: Rule): string {
  return `${rule.claim} ${rule.matchType} '${rule.value}'`;
}

function isChosen(outcome: RoleOutcome): outcome is Chosen {
  return outcome.outcome === 'role';
}

function denied(reason: string): RoleOutcome {
  return { outcome: 'denied', reason };
}

function failed(reason: string): RoleOutcome {
  return { outcome: 'error', reason };
}
