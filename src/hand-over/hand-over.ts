import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { injected } from '../app-tree/injected';
import { AppIdentityPool } from '../identity-pool';
import { checkedId } from '../private/construct-id';
import { fail } from '../private/fail';
import { HAND_OVER, checkPrefix } from '../private/hand-over/names';
import { required } from '../private/present';
import { IdentityRole } from '../roles';
import { AppUserPool } from '../user-pool';

/**
 * What another app gets to know.
 */
export interface HandOverProps {
  /**
   * What the names of all parameters begin with, such as `/photos/auth`: the other app reads them by the same prefix.
   */
  readonly prefix: string;

  /**
   * The user pool.
   */
  readonly users: AppUserPool;

  /**
   * The identity pool whose roles the other app may grant to.
   * @default - the user pool alone
   */
  readonly identityPool?: AppIdentityPool;
}

/**
 * What another app of the account and region needs to build on these users, in SSM parameters: it reads them with
 * `ExistingUserPool.fromParameters` and `ExistingIdentityPool.fromParameters`.
 *
 * Creates an `AWS::SSM::Parameter` for the id of each pool and for the name of each role, those of groups and rules that come later
 * included. None of it is secret. Taking a group away takes its parameter away too, and the other app's next deployment fails.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html
 *
 * @example
 * const auth = new CognitoAuth(this, 'Auth');
 * auth.addGroup('admins');
 * auth.handOver('/photos/auth');
 *
 * // in the other app
 * const users = ExistingUserPool.fromParameters(this, 'Users', '/photos/auth');
 * const identities = ExistingIdentityPool.fromParameters(this, 'Identities', '/photos/auth', { groups: ['admins'] });
 */
export class HandOver extends Construct {
  /**
   * The name under which property injectors find this construct.
   */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-cognito-auth.HandOver';

  /**
   * What the names of all parameters begin with.
   */
  public readonly prefix: string;

  /**
   * @param scope the parent construct
   * @param id the construct id, unique in its parent
   * @param props the settings
   * @throws when the prefix is none that parameters can have
   */
  constructor(scope: Construct, id: string, props: HandOverProps) {
    super(scope, checkedId(scope, id, 'new HandOver'));
    props = injected(HandOver, scope, id, props);
    required(this, 'new HandOver', props, 'users', 'prefix');
    this.prefix = checkPrefix(this, 'HandOver', props.prefix);
    const { userPool } = props.users;
    this.write(HAND_OVER.userPoolId, userPool.userPoolId, 'The user pool');
    if (props.identityPool) {
      this.writeRoles(props.identityPool, userPool.userPoolId);
    }
  }

  private writeRoles(pool: AppIdentityPool, userPoolId: string): void {
    this.write(HAND_OVER.identityPoolId, pool.identityPoolId, 'The identity pool');
    this.writeRole(HAND_OVER.authenticatedRole, pool.authenticated, 'everyone signed in');
    if (pool.guestAccess) {
      this.writeRole(HAND_OVER.guestRole, pool.guests, 'guests');
    }
    pool._whenRoleIsMapped(mapped => {
      if ('rule' in mapped) {
        this.writeRole(HAND_OVER.ruleRole(mapped.rule), mapped.role, `the rule ${mapped.rule}`);
      } else if (mapped.userPool.userPoolId === userPoolId) {
        this.writeRole(HAND_OVER.groupRole(mapped.group), mapped.role, `the group ${mapped.group}`);
      }
    });
  }

  private writeRole(name: string, { role }: IdentityRole, whose: string): void {
    this.write(name, role.roleName, `The role of ${whose}`);
  }

  private write(name: string, value: string, description: string): void {
    const id = name.replaceAll('/', '-');
    if (this.node.tryFindChild(id)) {
      fail(this, `two parameters would be called ${this.prefix}/${name}; give groups and rules names that differ`);
    }
    new ssm.StringParameter(this, id, { parameterName: `${this.prefix}/${name}`, stringValue: value, description });
  }
}
