import * as iam from 'aws-cdk-lib/aws-iam';
import { SharedPrincipal } from './shared-principal';

/**
 * The role that one kind of identity assumes: guests, everyone signed in, a group, a rule.
 *
 * Creates nothing itself; `AppIdentityPool` and `CognitoAuth` hand it out. It is an `IGrantable`, so any grant of the CDK takes it.
 * What the role for everyone signed in is granted, the roles of groups and rules may do too, unless they opted out. A Lambda function
 * of another account takes one principal at a time: grant to the role of each group there.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
 *
 * @example
 * const auth = new CognitoAuth(this, 'Auth');
 * const photos = new s3.Bucket(this, 'Photos');
 * photos.grantRead(auth.authenticated, 'previews/*');
 */
export class IdentityRole implements iam.IGrantable {
  /**
   * Hands out a role.
   *
   * @internal
   */
  public static _of(role: iam.IRole, shared?: SharedPrincipal): IdentityRole {
    return new IdentityRole(role, shared);
  }

  /**
   * The principal that grants are made to: this role, and for everyone signed in also the roles that inherit.
   */
  public readonly grantPrincipal: iam.IPrincipal;

  protected constructor(
    /**
     * The role itself. What is added here, this role alone has.
     */
    public readonly role: iam.IRole,
    grantPrincipal: iam.IPrincipal = role.grantPrincipal,
  ) {
    this.grantPrincipal = grantPrincipal;
  }

  /**
   * The ARN of the role.
   */
  public get roleArn(): string {
    return this.role.roleArn;
  }

  /**
   * Adds a statement to what the role may do, and to what those may do that inherit from it.
   */
  public addToPolicy(statement: iam.PolicyStatement): void {
    this.grantPrincipal.addToPrincipalPolicy(statement);
  }

  /**
   * Attaches a managed policy to the role, and to those that inherit from it.
   */
  public addManagedPolicy(policy: iam.IManagedPolicy): void {
    if (this.grantPrincipal instanceof SharedPrincipal) {
      this.grantPrincipal.addManagedPolicy(policy);
    } else {
      this.role.addManagedPolicy(policy);
    }
  }
}
