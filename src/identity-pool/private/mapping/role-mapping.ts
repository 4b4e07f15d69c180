import { Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { Construct } from 'constructs';
import { Login, Providers, isSamePool, mappingKey } from '../providers';
import { MappedRule, Rules } from './rules';
import { fail } from '../../../private/fail';
import { warn } from '../../../private/warn';
import { IdentityRole } from '../../../roles/identity-role';
import { MadeRole, arnInItsStack } from '../../../roles/made-role';
import { DecidesFirst, UndecidedRole } from '../../app-identity-pool-props';
import { ExternalLogin } from '../../external-login';
import { RuleMatch } from '../claims/rule-match';

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

/**
 * Groups and rules of one identity pool, and the one role mapping for each provider that they amount to.
 *
 * Cognito maps a provider by token or by rules, never by both. Groups alone are mapped by token. Once a provider has rules, its groups
 * become rules too, on `cognito:preferred_role`: Cognito issues that claim itself, for the group of the lowest precedence. They stand
 * before the rules, or after them on request.
 */
export class RoleMapping {
  private readonly groups: MappedGroup[] = [];

  constructor(
    private readonly scope: Construct,
    private readonly providers: Providers,
    private readonly rules: Rules,
    private readonly undecided: UndecidedRole,
    private readonly first: DecidesFirst,
  ) {}

  public get allGroups(): readonly MappedGroup[] {
    return this.groups;
  }

  public addGroup(group: MappedGroup): void {
    const tie = this.groups.find(other =>
      isSamePool(other.userPool, group.userPool) && !isSameRole(other.role.role, group.role.role) && other.precedence === group.precedence);
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
    this.rules.add(rule);
    this.checkCounts();
  }

  /** Holds after every call, whichever of pool, group and rule came last. */
  public checkCounts(): void {
    for (const userPool of this.rules.all.length > 0 ? this.providers.userPools : []) {
      const [groups, rules] = [this.groupsOf(userPool), this.rules.ofPool(userPool)];
      if (rules.length > 0 && groups.length + rules.length > MAX_RULES) {
        fail(this.scope, `at most ${MAX_RULES} rules can decide for one provider, got ${groups.length} groups and ${rules.length} rules; `
          + 'use fewer rules, or let groups alone decide');
      }
      if (rules.length > 0) {
        groups.forEach(group => this.checkRoleArn(group));
      }
    }
    for (const provider of this.providers.others) {
      const count = this.rules.ofProvider(provider).length;
      if (count > MAX_RULES) {
        fail(this.scope, `at most ${MAX_RULES} rules can decide for one provider, got ${count} for ${provider.name}`);
      }
    }
  }

  /** What only shows at the end. */
  public validate(): string[] {
    return [...this.rules.problems(), ...this.unmappedProviders(), ...this.undecidableGroups(), ...this.unreachable()];
  }

  public groupsOf(userPool: cognito.IUserPool): MappedGroup[] {
    return this.groups.filter(group => isSamePool(group.userPool, userPool));
  }

  /** What stands for groups and what stands for rules, in the order in which they decide. */
  public inOrder<T>(groups: T[], rules: T[]): T[] {
    return this.first === DecidesFirst.RULES ? [...rules, ...groups] : [...groups, ...rules];
  }

  public render(): Record<string, cognito.CfnIdentityPoolRoleAttachment.RoleMappingProperty> | undefined {
    const mappings = Object.fromEntries([
      ...this.mappedLogins.map(login => [mappingKey(login), {
        ...this.mapping(this.groupsOf(login.userPool), this.rules.ofPool(login.userPool)),
        identityProvider: `${login.providerName}:${login.client.userPoolClientId}`,
      }]),
      ...this.mappedOthers.map((provider, index) => [
        Token.isUnresolved(provider.name) ? `Provider${index}` : provider.name,
        {
          ...this.mapping([], this.rules.ofProvider(provider)),
          ...(Token.isUnresolved(provider.name) ? { identityProvider: provider.name } : {}),
        },
      ]),
    ]);
    return Object.keys(mappings).length > 0 ? mappings : undefined;
  }

  private get mappedLogins(): Login[] {
    return this.providers.logins.filter(login => this.concerns(login));
  }

  private get mappedOthers(): ExternalLogin[] {
    return this.providers.others.filter(provider => this.rules.ofProvider(provider).length > 0);
  }

  private mapping(groups: MappedGroup[], rules: MappedRule[]): cognito.CfnIdentityPoolRoleAttachment.RoleMappingProperty {
    if (rules.length === 0) {
      return { type: 'Token', ambiguousRoleResolution: this.undecided };
    }
    return {
      type: 'Rules',
      ambiguousRoleResolution: this.undecided,
      rulesConfiguration: {
        rules: this.inOrder(
          groups.map(group => ({
            claim: 'cognito:preferred_role',
            matchType: RuleMatch.EQUALS,
            value: arnInItsStack(group.role.role),
            roleArn: arnInItsStack(group.role.role),
          })),
          rules.map(({ rule: { claim, _match, value }, role }) => ({
            claim: claim.name, matchType: _match, value, roleArn: arnInItsStack(role.role),
          })),
        ),
      },
    };
  }

  /** A client of a pool without groups is mapped too as soon as there is a rule, or the rule would not reach it. */
  private concerns(login: Login): boolean {
    return login.groupRoles || this.groupsOf(login.userPool).length > 0 || this.rules.ofPool(login.userPool).length > 0;
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
    const mapped = this.mappedLogins.length + this.mappedOthers.length;
    const errors = mapped > MAX_MAPPED_PROVIDERS
      ? [
        `at most ${MAX_MAPPED_PROVIDERS} providers can have a role mapping, got ${mapped}; register fewer app clients, `
          + 'or use another identity pool',
      ]
      : [];
    if (this.undecided !== UndecidedRole.DENY) {
      return errors;
    }
    const bypasses = [
      ...this.providers.logins.filter(login => !this.concerns(login)).map(login => ({
        name: login.client.node.path, fix: 'add a group or a rule for it',
      })),
      ...this.providers.others.filter(provider => this.rules.ofProvider(provider).length === 0).map(provider => ({
        name: provider.name,
        fix: provider._hasClaims
          ? 'add a rule for it'
          : 'do without it, since its tokens carry no claims that a rule can read',
      })),
    ];
    return [...errors, ...bypasses.map(({ name, fix }) =>
      `undecidedRole is UndecidedRole.DENY, but nothing decides for ${name}, so everyone who signs in there gets the role for everyone `
        + `signed in; ${fix}`)];
  }

  /** The roles of groups that are made elsewhere are not known here, so they can't stand in front of the rules. */
  private undecidableGroups(): string[] {
    return this.providers.logins.filter(login => login.groupRoles && this.rules.ofPool(login.userPool).length > 0).map(login =>
      `addUserPool: groupRoles of ${login.client.node.path} has no effect beside the rule '${this.rules.ofPool(login.userPool)[0].id}'; `
      + 'make the groups with addGroup and their roles, or give the rule another userPool');
  }

  /** What no registered client could ever use. */
  private unreachable(): string[] {
    const { userPools } = this.providers;
    const registered = (userPool: cognito.IUserPool) => userPools.some(other => isSamePool(other, userPool));
    const rules = this.rules.all.filter(({ provider, userPool }) =>
      !provider && (userPool ? !registered(userPool) : this.providers.logins.length === 0));
    const groups = this.groups.filter(({ userPool }) => !registered(userPool));
    return [
      ...rules.slice(0, 1).map(({ id, userPool }) => `rule '${id}' reads the tokens of ${userPool?.node.path ?? 'user pools'}, `
        + `but ${userPool ? 'no app client of it' : 'none'} is registered; call addUserPool, or name the provider of the rule`),
      ...groups.slice(0, 1)
        .map(({ name, userPool }) => `group '${name}' is one of ${userPool.node.path}, but no app client of it is registered, `
        + 'so nobody gets its role; call addUserPool'),
    ];
  }
}

function isSameRole(one: iam.IRole, other: iam.IRole): boolean {
  return one === other || (![one, other].some(role => role instanceof MadeRole) && one.roleArn === other.roleArn);
}
