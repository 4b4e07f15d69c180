import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ExternalLogin } from './external-login';
import { RemovalOptions } from '../removal-options';

/**
 * The role of people whom no group and no rule matches.
 */
export enum UndecidedRole {
  /** The role for everyone signed in. Groups and rules inherit its permissions, so it is the least privileged one. */
  AUTHENTICATED = 'AuthenticatedRole',
  /** No role: the identity pool refuses to hand out credentials. Every registered provider then needs a group or a rule. */
  DENY = 'Deny',
}

/**
 * What decides first for people who match both a group and a rule.
 */
export enum DecidesFirst {
  /** Groups: a rule decides for people in no group that has a role. */
  GROUPS = 'groups',
  /** Rules: a group decides for people whom no rule matches. */
  RULES = 'rules',
}

/**
 * Options of a role that the library creates.
 */
export interface IdentityRoleOptions {
  /**
   * A role of your own instead of a new one. A `Role` of this app must trust the identity pool and nobody else. For a group or a rule,
   * create it with the identity pool's `authenticatedPrincipal`; for everyone signed in and for guests, whose roles exist before there is a
   * pool to trust, add that statement to its `assumeRolePolicy` afterwards. The trust policy of an imported role can't be read, which is
   * reported. Grants to everyone signed in are attached to it only if it can be changed.
   * @default - a new role
   */
  readonly role?: iam.IRole;

  /**
   * What the role is for, as IAM shows it. At most 1000 characters of Latin-1.
   * @default - names the kind of identity; for a group, its `description` as far as IAM takes it
   */
  readonly roleDescription?: string;

  /**
   * The most that the role may ever do.
   * @default - the one of `roleDefaults`, if any
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;

  /**
   * The path of the role. With groups and rules in one identity pool, the ARN of a group's role may have 128 characters at most.
   * @default - the one of `roleDefaults`, otherwise `/`
   */
  readonly path?: string;

  /**
   * How long a session may last, 1 to 12 hours. Only the classic flow can ask for more than an hour.
   * @default - the one of `roleDefaults`, otherwise 1 hour
   */
  readonly maxSessionDuration?: Duration;
}

/**
 * Options of the role of a group or a rule.
 */
export interface MappedRoleOptions extends IdentityRoleOptions {
  /**
   * Whether the role inherits what everyone signed in is granted.
   * @default true
   */
  readonly inherit?: boolean;
}

/**
 * A group of a user pool and its role.
 */
export interface GroupOptions extends MappedRoleOptions {
  /**
   * What the group is for, as the user pool shows it. At most 2048 characters.
   * @default - none
   */
  readonly description?: string;

  /**
   * Which group's role someone in several groups gets: the lowest number wins. 0 to 2147483647. Someone may also ask for the role of
   * any group they are in, so it chooses a default and is no boundary.
   * @default - comes after all groups that have one; two groups without any and with different roles are warned about
   */
  readonly precedence?: number;
}

/**
 * A rule and its role.
 */
export interface RuleOptions extends MappedRoleOptions {
  /**
   * The provider outside Cognito whose tokens the rule reads. Not allowed together with `userPool`.
   * @default - the user pools that are registered
   */
  readonly provider?: ExternalLogin;

  /**
   * The user pool whose tokens the rule reads, by every app client of it that is registered. Not allowed together with `provider`.
   * @default - every user pool that is registered
   */
  readonly userPool?: cognito.IUserPool;
}

/**
 * How an app client's users reach the identity pool.
 */
export interface UserPoolLoginOptions {
  /**
   * Whether the identity pool asks the user pool, before it hands out credentials, if the user still exists and is signed in.
   * @default true
   */
  readonly serverSideTokenCheck?: boolean;

  /**
   * Whether people get the role of their group even though `addGroup` creates no group of the pool: its groups exist already, or are
   * created elsewhere, and their roles trust this identity pool. Not allowed together with rules for this pool.
   * @default false
   */
  readonly groupRoles?: boolean;
}

/**
 * Properties of an `AppIdentityPool`.
 */
export interface AppIdentityPoolProps extends RemovalOptions {
  /**
   * The name of the identity pool: 1 to 128 letters, digits, white space and `+=,.@-_`.
   * @default - CloudFormation chooses one
   */
  readonly identityPoolName?: string;

  /**
   * Whether people who have not signed in get credentials, for the role `guests`.
   * @default false
   */
  readonly guestAccess?: boolean;

  /**
   * Whether the classic flow is on, in which the caller names the role. Refused together with groups and rules.
   * @default false
   */
  readonly classicFlow?: boolean;

  /**
   * Providers whose tokens the identity pool accepts directly, bypassing the user pools. `addExternalLogin` adds more.
   * @default - none
   */
  readonly externalLogins?: ExternalLogin[];

  /**
   * The role of people whom no group and no rule matches.
   * @default UndecidedRole.AUTHENTICATED
   */
  readonly undecidedRole?: UndecidedRole;

  /**
   * Whether groups or rules decide for someone for whom both could. It chooses a default and is not a boundary: people may ask for any role
   * that a group or a matching rule gives them. Without rules, groups alone decide.
   * @default DecidesFirst.GROUPS
   */
  readonly decidesFirst?: DecidesFirst;

  /**
   * How the role for everyone signed in looks.
   * @default - as `roleDefaults` say
   */
  readonly authenticatedRole?: IdentityRoleOptions;

  /**
   * How the role for guests looks. Refused without `guestAccess`.
   * @default - as `roleDefaults` say
   */
  readonly guestRole?: IdentityRoleOptions;

  /**
   * Boundary, path and session duration of every role that is made.
   * @default - no boundary, path `/`, 1 hour
   */
  readonly roleDefaults?: RoleDefaults;
}

/**
 * What all roles of an identity pool have in common.
 */
export interface RoleDefaults {
  /**
   * The most that the roles may ever do.
   * @default - no boundary
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;

  /**
   * The path of the roles.
   * @default '/'
   */
  readonly path?: string;

  /**
   * How long a session may last, 1 to 12 hours. Only the classic flow can ask for more than an hour.
   * @default Duration.hours(1)
   */
  readonly maxSessionDuration?: Duration;
}
