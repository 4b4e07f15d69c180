import { MappedRole } from './mapped-role';
import { agreed, Chosen, denied, failed, isChosen, unknown } from './outcomes';
import { RoleNames } from './role-names';
import type { IdentityPoolEntity, ModelEntities, PrincipalTags } from '../../../identity-facts/entities/entities';
import { PoolVariant, PoolVariants } from '../../../identity-facts/entities/pool-variants';
import { claimBeyondTags, claimsByTag, sessionTags } from '../../../identity-facts/entities/session-tags';
import { isRegistered, Login, loginOf } from '../../../identity-facts/logins';
import { Decision, RequestContextValues } from '../../../policy';
import { asList } from '../../../private/as-list';
import { asBoolean, asString, isObject, isUnresolved, whyUnresolved } from '../../../template/values';
import { RoleOutcome, Via } from '../../answers';
import { AuthFlow, RoleRequest } from '../../requests';
import { RoleTrust } from '../../role-trust';
import { givenContext } from '../given-context';
import { refuseSlip } from '../login-keys';

/** Who asks, and what else is known about the request. */
interface Asker {
  readonly logins: readonly Login[];
  readonly context: RequestContextValues;
}

/**
 * Which role an identity pool gives to a request, as the service documents it.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 */
export class RoleResolution {
  private readonly names: RoleNames;
  private readonly mapped: MappedRole;
  private readonly trust = new RoleTrust();

  constructor(private readonly entities: ModelEntities, private readonly variants: PoolVariants) {
    this.names = new RoleNames(entities.roles);
    this.mapped = new MappedRole(this.names);
  }

  /** What comes out the same however the template's conditions are decided; otherwise that it does not. */
  public resolve(pool: IdentityPoolEntity, request: RoleRequest): RoleOutcome {
    const outcomes = withGroupsOf(request, this.variants.of(pool)).map(variant => this.resolveOne(variant, pool, request));
    return agreed(outcomes, 'it hangs on a condition of the template');
  }

  /** The session tags to which the token gives no value, however the template's conditions are decided. */
  public tagsLeftOut(pool: IdentityPoolEntity, { logins = {} }: RoleRequest): string[] {
    const [[key, claims] = [], ...more] = Object.entries(logins);
    if (key === undefined || more.length > 0 || whyUnresolved(pool.tagResources.map(({ props }) => props)) !== undefined) return [];
    const [first = [], ...others] = this.variants.of(pool).map(variant => {
      const login = variant.unknown ? undefined : loginOf(variant, key, claims, this.entities);
      if (!login) return [];
      const given = tagsOf(variant.pool, login);
      return mapsOf(variant.pool, login).flatMap(map => Object.keys(claimsByTag(map))).filter(tag => !(tag in given));
    });
    return first.filter(tag => others.every(left => left.includes(tag)));
  }

  private resolveOne(variant: PoolVariant, whole: IdentityPoolEntity, request: RoleRequest): RoleOutcome {
    const { pool } = variant;
    const flow = request.flow ?? AuthFlow.ENHANCED;
    if (!Object.values(AuthFlow).includes(flow)) throw new Error(`flow must be enhanced or basic, got: ${JSON.stringify(flow)}`);
    if (variant.unknown) return unknown(`how ${pool.label} is set up is not known: ${variant.unknown}`);
    const custom = request.customRoleArn === undefined ? undefined : this.names.arnOf(pool, request.customRoleArn);
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
      if (login.refused !== undefined) return denied(login.refused);
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
    return this.trusted(pool, undefined, asker, this.names.chosen(pool, arn, Via.GUEST, 'guests get the unauthenticated role'));
  }

  private enhanced(variant: PoolVariant, login: Login, asker: Asker, custom: string | undefined): RoleOutcome {
    const outcome = this.mapped.of(variant, login, custom);
    return isChosen(outcome) ? this.trusted(variant.pool, login, asker, outcome) : outcome;
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
    const reason = `the caller names ${this.names.nameOf(pool, custom)}, and its trust policy lets the token in`;
    return this.trusted(pool, login, asker, this.names.chosen(pool, custom, Via.CUSTOM_ROLE, reason), denied);
  }

  /** The role must trust the token, whose `amr` has every provider; what it does not trust, STS refuses. */
  private trusted(pool: IdentityPoolEntity, login: Login | undefined, asker: Asker, outcome: Chosen, refuse = failed): RoleOutcome {
    const tags = login ? tagsOf(pool, login) : {};
    const role = this.names.labelled(outcome.role);
    const tagged = Object.keys(tags).length > 0 ? { ...outcome, principalTags: tags } : outcome;
    if (!role) {
      const reason = `${outcome.reason}; but it is not one role of the template, so its trust policy is not known`;
      return { ...unknown(reason), role: outcome.role };
    }
    if (pool.absentRoles?.has(role.label)) return failed(`${outcome.reason}; but ${role.label} is not made`);
    const [beyond] = login ? mapsOf(pool, login).flatMap(map => claimBeyondTags(map, login.claims) ?? []) : [];
    if (beyond !== undefined) {
      const reason = `${outcome.reason}; but the claim ${beyond} is an object, and what session tag that gives is not documented`;
      return { ...unknown(reason), role: outcome.role };
    }
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
function tagsOf(pool: IdentityPoolEntity, login: Login): Record<string, string> {
  return Object.assign({}, ...mapsOf(pool, login).map(map => sessionTags(map, login.claims)));
}

function mapsOf({ principalTags }: IdentityPoolEntity, { provider }: Login): PrincipalTags[] {
  return principalTags.filter(map => map.provider === provider);
}

/** Who is in a group can only ask where the group is made. */
function withGroupsOf(request: RoleRequest, variants: PoolVariant[]): PoolVariant[] {
  if (variants.length === 1) return variants;
  const claimed = Object.values(request.logins ?? {}).flatMap(claims => asList(claims?.['cognito:groups'])).map(String);
  const declared = new Set(variants.flatMap(({ groups }) => groups.map(({ name }) => name)));
  const possible = variants.filter(({ groups }) => claimed.every(name => !declared.has(name) || groups.some(group => group.name === name)));
  return possible.length > 0 ? possible : variants;
}
