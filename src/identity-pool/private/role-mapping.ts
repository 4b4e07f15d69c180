import { Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { Construct } from 'constructs';
import { Providers, mappingKey } from './providers';
import { covers, isSame } from './rule-order';
import { IdentityRole } from '../../grants/identity-role';
import { arnInItsStack } from '../../grants/private/made-role';
import { fail } from '../../private/fail';
import { warn } from '../../private/warn';
import { UndecidedRole } from '../app-identity-pool-props';
import { ClaimSource } from '../claim';
import { IdentityProvider } from '../identity-provider';
import { RoleRule, RuleMatch } from '../role-rule';

/** @see https://docs.aws.amazon.com/cognito/latest/developerguide/limits.html */
const MAX_RULES = 25;
const MAX_MAPPED_PROVIDERS = 10;
const MAX_RULE_VALUE = 128;
/** A role's ARN without the path: partition, account and a generated name of at most 64 characters. */
const MAX_ROLE_NAME = 64;

export interface MappedGroup {
  readonly userPool: cognito.IUserPool;
  readonly name: string;
  readonly precedence?: number;
  readonly role: IdentityRole;
  readonly path: string;
}

export interface MappedRule {
  readonly id: string;
  readonly rule: RoleRule;
  readonly role: IdentityRole;
  readonly provider?: IdentityProvider;
}

/**
 * Groups and rules of one identity pool, and the one role mapping for each provider that they amount to.
 *
 * Cognito maps a provider by token or by rules, never by both. Groups alone are mapped by token. Once a provider has rules, its groups
 * become rules too, on `cognito:preferred_role`: Cognito issues that claim itself, for the group of the lowest precedence.
 */
export class RoleMapping {
  private readonly groups: MappedGroup[] = [];
  private readonly rules: MappedRule[] = [];

  constructor(private readonly scope: Construct, private readonly providers: Providers, private readonly undecided: UndecidedRole) {}

  public get allRules(): readonly MappedRule[] {
    return this.rules;
  }

  public addGroup(group: MappedGroup): void {
    const tie = this.groups.find(other =>
      other.userPool === group.userPool && other.role.role !== group.role.role && other.precedence === group.precedence);
    if (tie && group.precedence !== undefined) {
      fail(this.scope, `addGroup: '${group.name}' and '${tie.name}' both have precedence ${group.precedence} and different roles, `
        + 'so Cognito would choose neither for someone in both; give each its own precedence');
    }
    if (tie) {
      // the documentation says what a tie of two numbers does, and nothing of two groups that have none
      warn(this.scope, 'groups-without-precedence', `addGroup: '${group.name}' and '${tie.name}' have no precedence and different roles, `
        + 'so Cognito probably chooses neither for someone in both; give each a precedence of its own');
    }
    this.groups.push(group);
    this.checkCounts();
  }

  public addRule(rule: MappedRule): void {
    if (!rule.provider && rule.rule.claim.source === ClaimSource.PROVIDER) {
      fail(this.scope, `addRule: '${rule.id}' reads '${rule.rule.claim.name}' of a provider outside Cognito, but would look for it in the tokens of user pools; `
        + 'name the provider, or make the claim with customAttribute, standardAttribute or fromTrigger');
    }
    if (rule.provider && !rule.provider._hasClaims) {
      fail(this.scope, `addRule: the tokens of ${rule.provider.name} carry no claims that a rule can read`);
    }
    if (rule.provider && !this.providers.others.includes(rule.provider)) {
      fail(this.scope, `addRule: ${rule.provider.name} is not registered; call addProvider with it first`);
    }
    const before = this.rules.filter(other => other.provider === rule.provider);
    const same = before.find(other => isSame(other.rule, rule.rule));
    if (same) {
      fail(this.scope, `addRule: '${rule.id}' has the same condition as '${same.id}' and would never be reached; remove one of them`);
    }
    const cover = before.find(other => covers(other.rule, rule.rule));
    if (cover) {
      warn(this.scope, 'shadowed-rule', `rule '${rule.id}' is never the first to match: '${cover.id}' before it matches everyone it does. Add the narrower rule first.`);
    }
    this.rules.push(rule);
    this.checkCounts();
  }

  /** Holds after every call, whichever of pool, group and rule came last. */
  public checkCounts(): void {
    const shared = this.rulesFor();
    for (const userPool of shared.length > 0 ? this.providers.userPools : []) {
      const groups = this.groupsOf(userPool);
      if (groups.length + shared.length > MAX_RULES) {
        fail(this.scope, `at most ${MAX_RULES} rules can decide for one provider, got ${groups.length} groups and ${shared.length} rules; `
          + 'use fewer rules, or let groups alone decide');
      }
      groups.forEach(group => this.checkRoleArn(group));
    }
    for (const provider of this.providers.others) {
      const count = this.rulesFor(provider).length;
      if (count > MAX_RULES) {
        fail(this.scope, `at most ${MAX_RULES} rules can decide for one provider, got ${count} for ${provider.name}`);
      }
    }
  }

  /** What only shows at the end. */
  public validate(): string[] {
    return [...this.unmappedProviders(), ...this.groupSubstrings(), ...this.unreachable()];
  }

  public render(): Record<string, cognito.CfnIdentityPoolRoleAttachment.RoleMappingProperty> | undefined {
    const mappings = Object.fromEntries([
      ...this.providers.logins.filter(login => this.concerns(login.userPool)).map(login => [mappingKey(login), {
        ...this.mapping(this.groupsOf(login.userPool), this.rulesFor()),
        identityProvider: `${login.providerName}:${login.client.userPoolClientId}`,
      }]),
      ...this.providers.others.filter(provider => this.rulesFor(provider).length > 0).map((provider, index) => [
        Token.isUnresolved(provider.name) ? `Provider${index}` : provider.name,
        { ...this.mapping([], this.rulesFor(provider)), ...(Token.isUnresolved(provider.name) ? { identityProvider: provider.name } : {}) },
      ]),
    ]);
    return Object.keys(mappings).length > 0 ? mappings : undefined;
  }

  private mapping(groups: MappedGroup[], rules: MappedRule[]): cognito.CfnIdentityPoolRoleAttachment.RoleMappingProperty {
    if (rules.length === 0) {
      return { type: 'Token', ambiguousRoleResolution: this.undecided };
    }
    return {
      type: 'Rules',
      ambiguousRoleResolution: this.undecided,
      rulesConfiguration: {
        rules: [
          ...groups.map(group => ({
            claim: 'cognito:preferred_role', matchType: RuleMatch.EQUALS, value: arnInItsStack(group.role.role), roleArn: arnInItsStack(group.role.role),
          })),
          ...rules.map(({ rule, role }) => ({ claim: rule.claim.name, matchType: rule.match, value: rule.value, roleArn: arnInItsStack(role.role) })),
        ],
      },
    };
  }

  /** A client of a pool without groups is mapped too as soon as there is a rule, or the rule would not reach it. */
  private concerns(userPool: cognito.IUserPool): boolean {
    return this.groupsOf(userPool).length > 0 || this.rulesFor().length > 0;
  }

  private groupsOf(userPool: cognito.IUserPool): MappedGroup[] {
    return this.groups.filter(group => group.userPool === userPool);
  }

  private rulesFor(provider?: IdentityProvider): MappedRule[] {
    return this.rules.filter(rule => rule.provider === provider);
  }

  private checkRoleArn(group: MappedGroup): void {
    if (Token.isUnresolved(group.path)) {
      return;
    }
    const { region } = Stack.of(this.scope);
    const partition = (Token.isUnresolved(region) ? undefined : RegionInfo.get(region).partition) ?? 'aws';
    const length = `arn:${partition}:iam::123456789012:role`.length + group.path.length + MAX_ROLE_NAME;
    if (length > MAX_RULE_VALUE) {
      fail(this.scope, `addGroup: with rules beside groups, the ARN of a group's role may have ${MAX_RULE_VALUE} characters; `
        + `the path '${group.path}' of '${group.name}' is ${length - MAX_RULE_VALUE} too long`);
    }
  }

  private unmappedProviders(): string[] {
    const mapped = Object.keys(this.render() ?? {}).length;
    const errors = mapped > MAX_MAPPED_PROVIDERS
      ? [`at most ${MAX_MAPPED_PROVIDERS} providers can have a role mapping, got ${mapped}; register fewer app clients, or use another identity pool`]
      : [];
    if (this.undecided !== UndecidedRole.DENY) {
      return errors;
    }
    const bypasses = [
      ...this.providers.logins.filter(login => !this.concerns(login.userPool)).map(login => login.client.node.path),
      ...this.providers.others.filter(provider => this.rulesFor(provider).length === 0).map(provider => provider.name),
    ];
    return [...errors, ...bypasses.map(name =>
      `undecidedRole is UndecidedRole.DENY, but nothing decides for ${name}, so everyone who signs in there gets the role for everyone signed in; add a rule for it`)];
  }

  private groupSubstrings(): string[] {
    const names = this.groups.map(group => group.name);
    return this.rules.filter(({ rule }) => rule.claim.source === ClaimSource.GROUPS).flatMap(({ id, rule }) => {
      const wider = names.filter(name => name !== rule.value && name.includes(rule.value));
      return wider.length > 0
        ? [`rule '${id}' looks for '${rule.value}' anywhere in cognito:groups, so members of ${wider.join(', ')} match too; use addGroup, or rename the groups`]
        : [];
    });
  }

  /** A rule for user pools that no registered client could ever use. */
  private unreachable(): string[] {
    return this.providers.logins.length === 0 && this.rulesFor().length > 0
      ? [`rule '${this.rulesFor()[0].id}' reads the tokens of user pools, but none is registered; call addUserPool, or name the provider of the rule`]
      : [];
  }
}
