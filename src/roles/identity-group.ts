import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Assumed } from './assumed';
import { IdentityRole } from './identity-role';

/**
 * A group of a user pool and the role that its members get.
 *
 * Creates nothing itself; `addGroup` of `AppIdentityPool` and `CognitoAuth` returns it. Like every `IdentityRole`, it works with any grant
 * method.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html
 *
 * @example
 * const auth = new CognitoAuth(this, 'Auth');
 * const photos = new s3.Bucket(this, 'Photos');
 * const admins = auth.addGroup('admins', { precedence: 0 });
 * photos.grantReadWrite(admins);
 * new CfnOutput(this, 'Admins', { value: admins.groupName });
 */
export class IdentityGroup extends IdentityRole {
  /**
   * Hands out a group.
   *
   * @internal
   */
  public static _ofGroup(role: iam.IRole, assumed: Assumed, groupName: string, cfnGroup: cognito.CfnUserPoolGroup): IdentityGroup {
    return new IdentityGroup(role, groupName, cfnGroup)._assumed(assumed);
  }

  private constructor(
    role: iam.IRole,
    /**
     * The name of the group, as tokens list it in `cognito:groups`.
     */
    public readonly groupName: string,
    /**
     * The CloudFormation resource of the group.
     */
    public readonly cfnGroup: cognito.CfnUserPoolGroup,
  ) {
    super(role);
  }
}
