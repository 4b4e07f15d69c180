import { Lazy, Resource } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { PlacedStatements } from './placed-statements';
import { fail } from '../private/fail';

/** More roles than any identity pool can choose between: 25 rules for each of 10 providers. */
const SLOTS = 256;

/**
 * Several roles behind one principal: what it is granted, all of them may do, also those that join later.
 *
 * Identity policies go into one policy that is attached to every role. In resource policies the principal stands for all roles;
 * since their number is known only at the end, it is written as slots, and slots that stay empty are left out of the template.
 *
 * It is a resource so that a KMS key sees in which stack and account the roles are, and does not make two stacks wait for each other.
 */
export class SharedPrincipal extends Resource implements iam.IPrincipal {
  public readonly grantPrincipal: iam.IPrincipal = this;
  public readonly assumeRoleAction = 'sts:AssumeRole';
  public readonly principalAccount: string;
  private readonly roles: iam.IRole[] = [];
  private readonly managedPolicies: iam.IManagedPolicy[] = [];
  private readonly statements: PlacedStatements;
  private slots?: string[];

  /**
   * @param elsewhere whether the roles are those of another app
   */
  constructor(scope: Construct, id: string, elsewhere: boolean = false) {
    super(scope, id);
    this.statements = new PlacedStatements(
      this, 'Policy', policy => this.roles.forEach(role => role.attachInlinePolicy(policy)), elsewhere,
    );
    this.principalAccount = this.env.account;
  }

  public get policyFragment(): iam.PrincipalPolicyFragment {
    this.slots ??= Array.from({ length: SLOTS }, (_, index) => Lazy.uncachedString({ produce: () => this.roles[index]?.roleArn }));
    return new iam.PrincipalPolicyFragment({ AWS: this.slots });
  }

  public join(role: iam.IRole): void {
    if (this.roles.length === SLOTS) {
      fail(this, `no more than ${SLOTS} roles can inherit; give further groups inherit false`);
    }
    if (this.roles.includes(role)) {
      return;
    }
    this.roles.push(role);
    // the role has the say: one that is not to be changed attaches nothing
    this.statements.all.forEach(policy => role.attachInlinePolicy(policy));
    this.managedPolicies.forEach(policy => role.addManagedPolicy(policy));
  }

  /** Whether more than one role has what it is granted. */
  public get isShared(): boolean {
    return this.roles.length > 1;
  }

  public addManagedPolicy(policy: iam.IManagedPolicy): void {
    this.managedPolicies.push(policy);
    this.roles.forEach(role => role.addManagedPolicy(policy));
  }

  public addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    return this.statements.add(statement);
  }
}
