import { ArnFormat, Resource, Stack, Token, TokenComparison } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IIdentityPool } from 'aws-cdk-lib/aws-cognito-identitypool';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { ExistingIdentityPoolAttributes, HandedOverRoles } from './existing-identity-pool-options';
import { Standing } from '../../identity-facts/trust/trust-of-pool';
import { checkedId } from '../../private/construct-id';
import { fail } from '../../private/fail';
import { HAND_OVER, checkPrefix } from '../../private/hand-over/names';
import { idFromName } from '../../private/id-from-name';
import { presentIn, presentOf, required, withoutNulls } from '../../private/present';
import { abbreviate } from '../../private/text/abbreviate';
import { warn } from '../../private/warn';
import { IdentityRole } from '../../roles';
import { SharedPrincipal } from '../../roles/shared-principal';
import { isSameTagKey } from '../../roles/tagged/tag-keys';

const POOL_ID = /^[\w-]{1,55}:[0-9a-fA-F-]+$/;

/**
 * An identity pool that another app created, with its roles, so that this app can grant to them.
 *
 * Creates nothing but the policies of its grants. Roles can't be attached, mapped or tagged here: attaching roles to an identity pool
 * replaces everything that was attached before.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
 *
 * @example
 * const identities = ExistingIdentityPool.fromAttributes(this, 'Identities', {
 *   identityPoolId: 'us-east-1:12345678-1234-1234-1234-123456789012',
 *   authenticatedRole: iam.Role.fromRoleArn(this, 'SignedIn', 'arn:aws:iam::123456789012:role/photos-signed-in'),
 *   groupRoles: { admins: iam.Role.fromRoleArn(this, 'Admins', 'arn:aws:iam::123456789012:role/photos-admins') },
 * });
 * const reports = new s3.Bucket(this, 'Reports');
 * identities.authenticated.grantReadPrefix(reports, 'public');
 * reports.grantReadWrite(identities.group('admins'));
 */
export class ExistingIdentityPool extends Resource implements IIdentityPool {
  /**
   * Imports an identity pool by its id and its roles.
   *
   * @param scope the parent construct
   * @param id the construct id, unique in its parent
   * @param attributes the id of the pool and the roles that are known
   * @throws when the id is none, a role is one of another account, or `withoutInheritance` names a group or rule that isn't listed
   */
  public static fromAttributes(scope: Construct, id: string, attributes: ExistingIdentityPoolAttributes): ExistingIdentityPool {
    return new ExistingIdentityPool(scope, id, 'fromAttributes', () => withoutNulls(attributes));
  }

  /**
   * Imports an identity pool from the SSM parameters that a `HandOver` of another app in this account and Region wrote. Their values are
   * read at each deployment.
   *
   * @param scope the parent construct
   * @param id the construct id, unique in its parent
   * @param prefix the prefix that the hand-over has, such as `/photos/auth`
   * @param roles which roles the hand-over wrote
   * @throws when the prefix is none that parameters can have, or `withoutInheritance` names a group or rule that isn't listed
   */
  public static fromParameters(scope: Construct, id: string, prefix: string, roles: HandedOverRoles = {}): ExistingIdentityPool {
    return new ExistingIdentityPool(scope, id, 'fromParameters', pool => {
      checkPrefix(pool, 'fromParameters', prefix);
      const given = withoutNulls(roles ?? {});
      const { groups: _groups, rules: _rules, guestAccess = false, rolePath = '/', ...others } = given;
      const [groups, rules] = [given.groups, given.rules].map(names => [...new Set(presentIn(names ?? []))]);
      if (!Token.isUnresolved(rolePath) && !/^\/([\u0021-\u007e]{1,510}\/)?$/.test(rolePath)) {
        fail(pool, `fromParameters: rolePath must begin and end with a slash, as that of the roles does, got: '${abbreviate(rolePath)}'`);
      }
      const unnamed = [...groups, ...rules].find(name => Token.isUnresolved(name) || name.trim() === '');
      if (unnamed !== undefined) {
        fail(pool, `fromParameters: groups and rules are names that are written out, by which parameters are called, got: '${unnamed}'`);
      }
      const read = (name: string) => ssm.StringParameter.valueForStringParameter(pool, `${prefix}/${name}`);
      const role = (roleId: string, name: string) => iam.Role.fromRoleName(pool, roleId, `${rolePath.slice(1)}${read(name)}`);
      return {
        ...others,
        identityPoolId: read(HAND_OVER.identityPoolId),
        authenticatedRole: role('AuthenticatedRole', HAND_OVER.authenticatedRole),
        ...guestAccess ? { guestRole: role('GuestsRole', HAND_OVER.guestRole) } : {},
        groupRoles: Object.fromEntries(groups.map(group => [group, role(`${idFromName(group)}GroupRole`, HAND_OVER.groupRole(group))])),
        ruleRoles: Object.fromEntries(rules.map(rule => [rule, role(`${idFromName(rule)}RuleRole`, HAND_OVER.ruleRole(rule))])),
      };
    });
  }

  /**
   * The id of the identity pool, `REGION:GUID`.
   */
  public readonly identityPoolId: string;

  /**
   * The ARN of the identity pool.
   */
  public readonly identityPoolArn: string;

  /**
   * The name of the identity pool, which isn't known here: its id stands for it.
   */
  public readonly identityPoolName: string;

  /**
   * The role for everyone signed in. The listed roles of groups and rules inherit what it is granted here.
   */
  public readonly authenticated: IdentityRole;

  private readonly guestsIfAny?: IdentityRole;
  private readonly mapped: Record<'group' | 'rule', Record<string, IdentityRole>>;
  private readonly tags?: string[];

  private constructor(
    scope: Construct, id: string, private readonly factory: string, find: (self: Construct) => ExistingIdentityPoolAttributes,
  ) {
    super(scope, checkedId(scope, id, factory));
    const attributes = find(this);
    required(this, factory, attributes, 'identityPoolId', 'authenticatedRole');
    this.identityPoolId = this.checked(attributes.identityPoolId);
    this.identityPoolName = this.identityPoolId;
    const region = Token.isUnresolved(this.identityPoolId) ? undefined : this.identityPoolId.split(':')[0];
    this.identityPoolArn = Stack.of(this).formatArn({
      service: 'cognito-identity',
      resource: 'identitypool',
      resourceName: this.identityPoolId,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
      ...region === undefined ? {} : { region },
    });
    this.tags = attributes.principalTags;
    const { group, rule } = { group: presentOf(attributes.groupRoles ?? {}), rule: presentOf(attributes.ruleRoles ?? {}) };
    const apart = new Set(attributes.withoutInheritance ?? []);
    const missing = [...apart].find(name => !Object.hasOwn(group, name) && !Object.hasOwn(rule, name));
    if (missing !== undefined) {
      fail(
        this, `${factory}: withoutInheritance names '${missing}', which is no group or rule that is listed; list its role, or leave it out`,
      );
    }
    const signedIn = new SharedPrincipal(this, 'SignedIn', true);
    signedIn.join(this.near('authenticatedRole', attributes.authenticatedRole));
    this.authenticated = this.hand(attributes.authenticatedRole, 'authenticated', signedIn);
    const handAll = (roles: Record<string, iam.IRole>, kind: 'Group' | 'Rule') =>
      Object.fromEntries(Object.entries(roles).map(([name, role]) => {
        if (!apart.has(name)) signedIn.join(role);
        return [name, this.alone(`${idFromName(name)}${kind}`, `${kind.toLowerCase()}Roles: ${name}`, role, 'authenticated')];
      }));
    this.mapped = { group: handAll(group, 'Group'), rule: handAll(rule, 'Rule') };
    if (attributes.guestRole) {
      this.guestsIfAny = this.alone('Guests', 'guestRole', attributes.guestRole, 'unauthenticated');
    }
  }

  /**
   * The role for guests.
   *
   * @throws unless one was given
   */
  public get guests(): IdentityRole {
    return this.guestsIfAny ?? fail(
      this, `guests: no role for guests is known; name it in ${this.factory}, where people who have not signed in get credentials`,
    );
  }

  /**
   * Whether a role for guests is known.
   */
  public get guestAccess(): boolean {
    return this.guestsIfAny !== undefined;
  }

  /**
   * How CloudFormation resources refer to this identity pool.
   */
  public get identityPoolRef(): cognito.IdentityPoolReference {
    return { identityPoolId: this.identityPoolId };
  }

  /**
   * The role of a group.
   *
   * @param name one of the listed groups
   * @throws unless it is listed
   */
  public group(name: string): IdentityRole {
    return this.mappedRole('group', name);
  }

  /**
   * The role of a rule.
   *
   * @param id a rule that was listed
   * @throws unless it is listed
   */
  public rule(id: string): IdentityRole {
    return this.mappedRole('rule', id);
  }

  private mappedRole(kind: 'group' | 'rule', name: string): IdentityRole {
    const known = Object.keys(this.mapped[kind]);
    return Object.hasOwn(this.mapped[kind], name) ? this.mapped[kind][name]
      : fail(
        this,
        `${kind}: no role of '${name}' is known; name it in ${this.factory}, which has ${known.length > 0 ? known.join(', ') : 'none'}`,
      );
  }

  private alone(id: string, prop: string, role: iam.IRole, standing: Standing): IdentityRole {
    const principal = new SharedPrincipal(this, id, true);
    principal.join(this.near(prop, role));
    return this.hand(role, standing, principal);
  }

  private hand(role: iam.IRole, standing: Standing, principal: SharedPrincipal): IdentityRole {
    return IdentityRole._of(role, { by: this, standing, wantTag: (key, by) => this.checkTag(key, by) }, principal);
  }

  private checkTag(key: string, by: string): void {
    if (this.tags === undefined) {
      warn(
        this,
        'tag-of-another-app',
        `${by}: it isn't known here whether sessions have the tag '${key}', without which this allows nothing; `
          + 'name the tags in principalTags',
      );
    } else if (!this.tags.some(tag => isSameTagKey(tag, key))) {
      fail(this, `${by}: no session has the tag '${key}'; as told by principalTags, sessions have ${this.tags.join(', ') || 'none'}`);
    }
  }

  private checked(identityPoolId: string): string {
    if (!Token.isUnresolved(identityPoolId) && !POOL_ID.test(identityPoolId)) {
      fail(
        this, `${this.factory}: identityPoolId: '${identityPoolId}' is none; it looks like us-east-1:12345678-1234-1234-1234-123456789012`,
      );
    }
    return identityPoolId;
  }

  /** Policies are attached in the account of the role, and only there. */
  private near(prop: string, role: iam.IRole): iam.IRole {
    const { account } = Stack.of(this);
    if (Token.compareStrings(role.env.account, account) === TokenComparison.DIFFERENT) {
      fail(this, `${this.factory}: ${prop}: ${role.node.path} is in account ${role.env.account} and this stack in ${account}, from which `
        + 'no policy can be attached to it; '
        + 'make this construct in a stack of that account, and let the policies of what it grants name the role');
    }
    return role;
  }
}
