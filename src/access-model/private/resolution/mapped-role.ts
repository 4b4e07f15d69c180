import { denied, failed, unknown } from './outcomes';
import type { RoleNames } from './role-names';
import { ROLE_CLAIMS } from '../../../identity-facts/claims/claims';
import { Rule, matches, rulesOf } from '../../../identity-facts/claims/rules';
import type { IdentityPoolEntity } from '../../../identity-facts/entities/entities';
import type { PoolVariant } from '../../../identity-facts/entities/pool-variants';
import type { Login } from '../../../identity-facts/logins';
import { Unknown } from '../../../policy';
import { asList } from '../../../private/as-list';
import { asString, isUnresolved, whyUnresolved } from '../../../template/values';
import { RoleOutcome, Via } from '../../answers';

/** Which role an identity pool's role mapping gives to a login of the enhanced flow, before the role's trust policy is asked. */
export class MappedRole {
  constructor(private readonly names: RoleNames) {}

  public of({ pool, mappingsUnknown }: PoolVariant, login: Login, custom: string | undefined): RoleOutcome {
    const mapping = pool.roleMappings[login.mappingKey];
    const why = mapping === undefined ? mappingsUnknown : whyUnresolved([mapping.Type, mapping.AmbiguousRoleResolution]);
    if (why) return unknown(`the role mapping of ${login.label} is not known: ${why}`);
    if (mapping === undefined) return this.unmapped(pool, login, custom);
    return mapping.Type === 'Token' ? this.byToken(pool, login, mapping, custom) : this.byRules(pool, login, mapping, custom);
  }

  private unmapped(pool: IdentityPoolEntity, login: Login, custom: string | undefined): RoleOutcome {
    const outcome = this.authenticated(
      pool, `${login.label} has no role mapping, so everyone who signs in there gets the authenticated role`,
    );
    return custom !== undefined && outcome.role !== this.names.nameOf(pool, custom)
      ? denied(`${this.names.nameOf(pool, custom)} can't be asked for: ${login.label} has no role mapping`)
      : outcome;
  }

  private byToken(pool: IdentityPoolEntity, { claims, derived, open }: Login, mapping: any, custom: string | undefined): RoleOutcome {
    if (open !== undefined) return unknown(`which role the groups of the token give is not known: ${open}`);
    const roles = asList(claims['cognito:roles']).map(role => this.names.arnOf(pool, String(role)));
    if (custom !== undefined) {
      return roles.includes(custom)
        ? this.names.chosen(pool, custom, Via.CUSTOM_ROLE, `${this.names.nameOf(pool, custom)} was asked for and is among cognito:roles`)
        : denied(`${this.names.nameOf(pool, custom)} was asked for and is not among cognito:roles`);
    }
    const preferred = asString(claims['cognito:preferred_role']);
    if (preferred !== undefined && preferred !== '') {
      const arn = this.names.arnOf(pool, preferred);
      const reason = `cognito:preferred_role is ${this.names.nameOf(pool, arn)}`;
      return derived
        ? this.names.chosen(pool, arn, Via.GROUP,
          `${reason}: of the groups ${asList(claims['cognito:groups']).join(', ')}, the one of lowest precedence has it`)
        : this.names.chosen(pool, arn, Via.PREFERRED_ROLE, reason);
    }
    const groups = asList(claims['cognito:groups']).join(', ');
    const why = roles.length > 0
      ? 'the roles of the groups tie in precedence, so none is preferred'
      : `no group of the token has a role${groups && ` (it names ${groups})`}`;
    return this.ambiguous(pool, mapping, why);
  }

  private byRules(pool: IdentityPoolEntity, { claims, open: rolesOpen }: Login, mapping: any, custom: string | undefined): RoleOutcome {
    const rules = rulesOf(mapping);
    const judged = rules.map(rule => {
      const why = rule.unknown ?? (ROLE_CLAIMS.includes(rule.claim) ? rolesOpen : undefined);
      return { rule, truth: why === undefined ? matches(rule, claims) : new Unknown(why) };
    });
    const [open] = judged.filter(({ truth }) => truth instanceof Unknown);
    const undecided = open && { ...open.rule, unknown: (open.truth as Unknown).why };
    const matching = judged.filter(({ truth }) => truth === true).map(({ rule }) => rule);
    if (custom !== undefined) {
      const rule = matching.find(({ roleArn, roleUnknown }) => roleUnknown === undefined && this.names.arnOf(pool, roleArn) === custom);
      if (!rule && undecided) return unknown(`rule ${undecided.index} can't be evaluated: ${undecided.unknown}`);
      const roleless = matching.find(({ roleUnknown }) => roleUnknown !== undefined);
      if (!rule && roleless) return unknown(whyRoleOpen(roleless));
      return rule
        ? {
          ...this.names.chosen(
            pool, custom, Via.CUSTOM_ROLE,
            `${this.names.nameOf(pool, custom)} was asked for and rule ${rule.index} gives it: ${this.described(pool, rule)}`,
          ),
          ruleIndex: rule.index,
        }
        : denied(`${this.names.nameOf(pool, custom)} was asked for and no matching rule gives it`);
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
      ...this.names.chosen(
        pool, this.names.arnOf(pool, first.roleArn), Via.RULE, `rule ${first.index} is the first to match: ${this.described(pool, first)}`,
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
      : this.names.chosen(pool, arn, Via.AUTHENTICATED, why);
  }

  private described(pool: IdentityPoolEntity, { claim, matchType, value }: Rule): string {
    const name = this.names.nameOf(pool, value);
    return `${claim} ${matchType} ${name === value ? `'${value}'` : `the ARN of ${name}`}`;
  }
}

function whyRoleOpen({ index, roleUnknown }: Rule): string {
  return `rule ${index} matches, and which role it gives is not known: ${roleUnknown}`;
}
