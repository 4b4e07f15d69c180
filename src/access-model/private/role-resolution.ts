import { givenContext } from './given-context';
import { refuseSlip } from './login-keys';
import { Rule, matches, rulesOf } from '../../identity-facts/claims/rules';
import type { IdentityPoolEntity, ModelEntities, RoleEntity } from '../../identity-facts/entities/entities';
import { PoolVariant, PoolVariants } from '../../identity-facts/entities/pool-variants';
import { isRegistered, Login, loginOf } from '../../identity-facts/logins';
import { Decision, RequestContextValues, Unknown } from '../../policy';
import { asList } from '../../private/as-list';
import { groupBy, nearest } from '../../template/names';
import { asBoolean, asString, isObject, isUnresolved, whyUnresolved } from '../../template/values';
import { Outcome, RoleOutcome, Via } from '../answers';
import { AuthFlow, RoleRequest } from '../requests';
import { RoleTrust } from '../role-trust';

/** Who asks, and what else is known about the request. */
interface Asker {
  readonly logins: readonly Login[];
  readonly context: RequestContextValues;
}

type Chosen = RoleOutcome & { readonly role: string };

/**
 * Which role an identity pool gives to a request, as the service documents it.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 */
export class RoleResolution {
  private readonly rolesByArn: Map<unknown, RoleEntity[]>;
  private readonly rolesById: Map<unknown, RoleEntity[]>;
  private readonly roleByLabel: Map<string, RoleEntity>;
  private readonly trust = new RoleTrust();

  constructor(private readonly entities: ModelEntities, private readonly variants: PoolVariants) {
    this.rolesByArn = groupBy(entities.roles, ({ arn }) => arn);
    this.rolesById = groupBy(entities.roles, ({ logicalId }) => logicalId);
    this.roleByLabel = new Map(entities.roles.map(role => [role.label, role]));
  }

  /** What comes out the same however the template's conditions are decided; otherwise that it does not. */
  public resolve(pool: IdentityPoolEntity, request: RoleRequest): RoleOutcome {
    const outcomes = withGroupsOf(request, this.variants.of(pool)).map(variant => this.resolveOne(variant, pool, request));
    return agreed(outcomes, 'it hangs on a condition of the template');
  }

  private resolveOne(variant: PoolVariant, whole: IdentityPoolEntity, request: RoleRequest): RoleOutcome {
    const { pool } = variant;
    const flow = request.flow ?? AuthFlow.ENHANCED;
    if (!Object.values(AuthFlow).includes(flow)) throw new Error(`flow must be enhanced or basic, got: ${JSON.stringify(flow)}`);
    if (variant.unknown) return unknown(`how ${pool.label} is set up is not known: ${variant.unknown}`);
    const custom = request.customRoleArn === undefined ? undefined : this.arnOf(pool, request.customRoleArn);
    const context = givenContext(request.context ?? {});
    const logins = Object.entries(request.logins ?? {});
    if (logins.length === 0) return this.guest(pool, flow, custom, { logins: [], context });

    const known: Login[] = [];
    for (const [key, claims] of logins) {
      if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) {
        throw new Error(`logins: the claims of '${key}' must be an object`);
      }
      const login = loginOf(variant, key, claims, this.entities);
      if (!login && !isRegistered(key, whole)) refuseSlip(key, whole, this.entities);
      const open = login ? undefined : whyProvidersOpen(pool);
      if (open) return unknown(`${key} may be a provider of the identity pool ${pool.label}, not all of which are known: ${open}`);
      if (!login) return denied(`${key} is not a provider of the identity pool ${pool.label}`);
      known.push(login);
    }
    // The documentation does not say which of several tokens the role and the tags come from.
    const asker = { logins: known, context };
    const outcomes = known.map(login => flow === AuthFlow.BASIC
      ? this.basic(pool, login, asker, custom)
      : this.enhanced(variant, login, asker, custom));
    return agreed(outcomes, 'which of several tokens decides is not documented, so ask with one');
  }

  private guest(pool: IdentityPoolEntity, flow: AuthFlow, custom: string | undefined, asker: Asker): RoleOutcome {
    const undecided = whyUnresolved(pool.props.AllowUnauthenticatedIdentities);
    if (undecided) return unknown(`whether guests are allowed is not known: ${undecided}`);
    if (asBoolean(pool.props.AllowUnauthenticatedIdentities) !== true) {
      return denied(`guests get nothing: AllowUnauthenticatedIdentities of ${pool.label} is not true`);
    }
    if (flow === AuthFlow.BASIC) return this.basic(pool, undefined, asker, custom);
    if (custom !== undefined) return denied('a guest can\'t ask for a role');
    const arn = asString(pool.roles.unauthenticated);
    const why = whyUnresolved(isUnresolved(pool.roles) ? pool.roles : pool.roles.unauthenticated);
    if (why) return unknown(`the unauthenticated role is not known: ${why}`);
    if (arn === undefined) return failed(`guests are allowed, but ${pool.label} has no unauthenticated role`);
    return this.trusted(pool, undefined, asker, this.chosen(pool, arn, Via.GUEST, 'guests get the unauthenticated role'));
  }

  private enhanced({ pool, mappingsUnknown }: PoolVariant, login: Login, asker: Asker, custom: string | undefined): RoleOutcome {
    const mapping = pool.roleMappings[login.mappingKey];
    const why = mapping === undefined ? mappingsUnknown : whyUnresolved([mapping.Type, mapping.AmbiguousRoleResolution]);
    if (why) return unknown(`the role mapping of ${login.label} is not known: ${why}`);
    const outcome = mapping === undefined
      ? this.unmapped(pool, login, custom)
      : mapping.Type === 'Token' ? this.byToken(pool, login, mapping, custom) : this.byRules(pool, login, mapping, custom);
    return isChosen(outcome) ? this.trusted(pool, login, asker, outcome) : outcome;
  }

  private unmapped(pool: IdentityPoolEntity, login: Login, custom: string | undefined): RoleOutcome {
    const outcome = this.authenticated(
      pool, `${login.label} has no role mapping, so everyone who signs in there gets the authenticated role`,
    );
    return custom !== undefined && outcome.role !== this.nameOf(pool, custom)
      ? denied(`${this.nameOf(pool, custom)} can't be asked for: ${login.label} has no role mapping`)
      : outcome;
  }

  private byToken(pool: IdentityPoolEntity, { claims, derived, open }: Login, mapping: any, custom: string | undefined): RoleOutcome {
    if (open !== undefined) return unknown(`which role the groups of the token give is not known: ${open}`);
    const roles = asList(claims['cognito:roles']).map(role => this.arnOf(pool, String(role)));
    if (custom !== undefined) {
      return roles.includes(custom)
        ? this.chosen(pool, custom, Via.CUSTOM_ROLE, `${this.nameOf(pool, custom)} was asked for and is among cognito:roles`)
        : denied(`${this.nameOf(pool, custom)} was asked for and is not among cognito:roles`);
    }
    const preferred = asString(claims['cognito:preferred_role']);
    if (preferred !== undefined && preferred !== '') {
      const arn = this.arnOf(pool, preferred);
      const reason = `cognito:preferred_role is ${this.nameOf(pool, arn)}`;
      return derived
        ? this.chosen(pool, arn, Via.GROUP,
          `${reason}: of the groups ${asList(claims['cognito:groups']).join(', ')}, the one of lowest precedence has it`)
        : this.chosen(pool, arn, Via.PREFERRED_ROLE, reason);
    }
    const why = roles.length > 0 ? 'the roles of the groups tie in precedence, so none is preferred' : 'no group of the token has a role';
    return this.ambiguous(pool, mapping, why);
  }

  private byRules(pool: IdentityPoolEntity, { claims }: Login, mapping: any, custom: string | undefined): RoleOutcome {
    const rules = rulesOf(mapping);
    const judged = rules.map(rule => ({ rule, truth: rule.unknown === undefined ? matches(rule, claims) : new Unknown(rule.unknown) }));
    const [open] = judged.filter(({ truth }) => truth instanceof Unknown);
    const undecided = open && { ...open.rule, unknown: (open.truth as Unknown).why };
    const matching = judged.filter(({ truth }) => truth === true).map(({ rule }) => rule);
    if (custom !== undefined) {
      const rule = matching.find(({ roleArn, roleUnknown }) => roleUnknown === undefined && this.arnOf(pool, roleArn) === custom);
      if (!rule && undecided) return unknown(`rule ${undecided.index} can't be evaluated: ${undecided.unknown}`);
      const roleless = matching.find(({ roleUnknown }) => roleUnknown !== undefined);
      if (!rule && roleless) return unknown(whyRoleOpen(roleless));
      return rule
        ? {
          ...this.chosen(
            pool, custom, Via.CUSTOM_ROLE,
            `${this.nameOf(pool, custom)} was asked for and rule ${rule.index} gives it: ${this.described(pool, rule)}`,
          ),
          ruleIndex: rule.index,
        }
        : denied(`${this.nameOf(pool, custom)} was asked for and no matching rule gives it`);
    }
    const [first] = matching;
    if (undecided && (!first || undecided.index < first.index)) {
      return unknown(`rule ${undecided.index} can't be evaluated: ${undecided.unknown}`);
    }
    if (first?.roleUnknown !== undefined) return unknown(whyRoleOpen(first));
    if (!first) {
      return this.ambiguous(pool, mapping, rules.length === 1 ? 'its one rule does not match' : `none of ${rules.length} rules matches`);
    }
    return {
      ...this.chosen(
        pool, this.arnOf(pool, first.roleArn), Via.RULE, `rule ${first.index} is the first to match: ${this.described(pool, first)}`,
      ),
      ruleIndex: first.index,
    };
  }

  private ambiguous(pool: IdentityPoolEntity, mapping: any, why: string): RoleOutcome {
    const resolution = mapping.AmbiguousRoleResolution;
    if (resolution === 'AuthenticatedRole') return this.authenticated(pool, `${why}, and AmbiguousRoleResolution is AuthenticatedRole`);
    return resolution === 'Deny'
      ? denied(`${why}, and AmbiguousRoleResolution is Deny`)
      : failed(`${why}, and AmbiguousRoleResolution, which the service requires, `
        + `is ${resolution === undefined ? 'missing' : JSON.stringify(resolution)}`);
  }

  private authenticated(pool: IdentityPoolEntity, why: string): RoleOutcome {
    const arn = asString(pool.roles.authenticated);
    const undecided = whyUnresolved(isUnresolved(pool.roles) ? pool.roles : pool.roles.authenticated);
    if (undecided) return unknown(`${why}, but the authenticated role is not known: ${undecided}`);
    return arn === undefined
      ? failed(`${why}, but ${pool.label} has no authenticated role`)
      : this.chosen(pool, arn, Via.AUTHENTICATED, why);
  }

  /** In the basic flow the caller names the role, and only its trust policy decides. */
  private basic(pool: IdentityPoolEntity, login: Login | undefined, asker: Asker, custom: string | undefined): RoleOutcome {
    const why = whyUnresolved(pool.props.AllowClassicFlow);
    if (why) return unknown(`whether the basic flow is on is not known: ${why}`);
    if (asBoolean(pool.props.AllowClassicFlow) !== true) {
      return failed(`the basic flow is off: AllowClassicFlow of ${pool.label} is not true`);
    }
    if (Object.keys(pool.roleMappings).length > 0) return failed('the basic flow is not supported with role mappings');
    const saml = asker.logins.find(({ provider }) => provider.includes(':saml-provider/'));
    if (saml) return failed(`the basic flow does not take SAML: ${saml.provider}`);
    if (custom === undefined) return failed('the basic flow needs customRoleArn: the caller names the role');
    return this.trusted(
      pool,
      login,
      asker,
      this.chosen(pool, custom, Via.CUSTOM_ROLE, `the caller names ${this.nameOf(pool, custom)}, and its trust policy lets the token in`),
      denied,
    );
  }

  /** The role must trust the token, whose `amr` has every provider; what it does not trust, STS refuses. */
  private trusted(pool: IdentityPoolEntity, login: Login | undefined, asker: Asker, outcome: Chosen, refuse = failed): RoleOutcome {
    const tags = login ? tagsOf(pool, login) : {};
    const role = this.roleByLabel.get(outcome.role);
    const tagged = Object.keys(tags).length > 0 ? { ...outcome, principalTags: tags } : outcome;
    if (!role) {
      const reason = `${outcome.reason}; but it is not one role of the template, so its trust policy is not known`;
      return { ...unknown(reason), role: outcome.role };
    }
    if (pool.absentRoles?.has(role.label)) return failed(`${outcome.reason}; but ${role.label} is not made`);
    const { decision, action, reason } = this.trust.accepts(role, pool, asker.logins, { tags, given: asker.context });
    if (decision === Decision.ALLOWED) return tagged;
    if (decision === Decision.UNKNOWN) {
      return {
        ...unknown(`${outcome.reason}; but whether its trust policy allows ${action} is not known: ${reason}`), role: outcome.role,
      };
    }
    const why = `${outcome.reason}; but its trust policy does not allow ${action}: ${reason}`;
    return refuse(why);
  }

  private chosen(pool: IdentityPoolEntity, arn: string, via: Via, reason: string): Chosen {
    return { outcome: Outcome.ROLE, role: this.nameOf(pool, arn), via, reason };
  }

  /** A role is asked for by its ARN, by its name in answers, or by its logical id in the identity pool's own stack. */
  private arnOf(pool: IdentityPoolEntity, role: string): string {
    return (this.roleByLabel.get(role) ?? only(nearest(this.rolesById.get(role) ?? [], pool.template)))?.arn ?? role;
  }

  private described(pool: IdentityPoolEntity, { claim, matchType, value }: Rule): string {
    const name = this.nameOf(pool, value);
    return `${claim} ${matchType} ${name === value ? `'${value}'` : `the ARN of ${name}`}`;
  }

  private nameOf(pool: IdentityPoolEntity, arn: string): string {
    return only(nearest(this.rolesByArn.get(arn) ?? [], pool.template))?.label ?? arn;
  }
}

function whyRoleOpen({ index, roleUnknown }: Rule): string {
  return `rule ${index} matches, and which role it gives is not known: ${roleUnknown}`;
}

function only<T>(things: readonly T[]): T | undefined {
  return things.length === 1 ? things[0] : undefined;
}

/** Why it is not known whom an identity pool takes tokens of; a user pool's clients stand beside their pool. */
function whyProvidersOpen({ props }: IdentityPoolEntity): string | undefined {
  const { CognitoIdentityProviders, OpenIdConnectProviderARNs, SamlProviderARNs, SupportedLoginProviders, DeveloperProviderName } = props;
  const clients = asList(CognitoIdentityProviders).filter(isObject).map(entry => isUnresolved(entry) ? entry : [
    entry.ProviderName, entry.ClientId,
  ]);
  return whyUnresolved([clients, OpenIdConnectProviderARNs, SamlProviderARNs, SupportedLoginProviders, DeveloperProviderName]);
}

/** The claims of a token that become session tags. */
function tagsOf(pool: IdentityPoolEntity, { provider, claims }: Login): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const mapping of pool.principalTags.filter(candidate => candidate.provider === provider)) {
    const claimByTag = mapping.useDefaults ? { username: 'sub', client: 'aud' } : mapping.tags;
    for (const [tag, claim] of Object.entries(claimByTag)) {
      if (Object.hasOwn(claims, claim) && claims[claim] !== undefined) tags[tag] = asList(claims[claim]).join(',');
    }
  }
  return tags;
}

/** Who is in a group can only ask where the group is made. */
function withGroupsOf(request: RoleRequest, variants: PoolVariant[]): PoolVariant[] {
  if (variants.length === 1) return variants;
  const claimed = Object.values(request.logins ?? {}).flatMap(claims => asList(claims?.['cognito:groups'])).map(String);
  const declared = new Set(variants.flatMap(({ groups }) => groups.map(({ name }) => name)));
  const possible = variants.filter(({ groups }) => claimed.every(name => !declared.has(name) || groups.some(group => group.name === name)));
  return possible.length > 0 ? possible : variants;
}

/** The outcome, if it is always the same; otherwise that it is not, and what it may be. */
function agreed(outcomes: RoleOutcome[], why: string): RoleOutcome {
  const [first, ...others] = outcomes;
  const other = others.find(outcome => keyOf(outcome) !== keyOf(first));
  return other
    ? unknown(`${why}: either ${first.role ?? first.outcome} (${first.reason}) or ${other.role ?? other.outcome} (${other.reason})`)
    : first;
}

function keyOf({ outcome, role, principalTags }: RoleOutcome): string {
  return JSON.stringify([outcome, role, Object.entries(principalTags ?? {}).sort()]);
}

function isChosen(outcome: RoleOutcome): outcome is Chosen {
  return outcome.outcome === Outcome.ROLE;
}

function denied(reason: string): RoleOutcome {
  return { outcome: Outcome.DENIED, reason };
}

function unknown(reason: string): RoleOutcome {
  return { outcome: Outcome.UNKNOWN, reason };
}

function failed(reason: string): RoleOutcome {
  return { outcome: Outcome.ERROR, reason };
}
