import { createHash } from 'node:crypto';
import { Duration, PhysicalName, Resource, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { PlacedStatements } from './placed-statements';
import { leastSize } from './policy-size';
import { accepts } from '../app-tree/accepts';
import { WholeApp } from '../app-tree/whole-app';
import { fail } from '../private/fail';
import { warn } from '../private/warn';

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MAX_INLINE_POLICIES = 10_240;
const USUAL_MANAGED_POLICIES = 10;
const MAX_MANAGED_POLICIES = 20;
const MAX_ROLE_NAME = 64;

export interface MadeRoleProps {
  readonly trust: object;
  readonly description: string;
  readonly permissionsBoundary?: iam.IManagedPolicy;
  readonly path?: string;
  readonly maxSessionDuration?: Duration;
}

/**
 * A role rendered straight from the L1. An identity pool may make dozens, and the L2 costs half as much again at construction and
 * synthesis for what these roles never use: precreated roles, and splitting a policy that outgrew the role.
 */
export class MadeRole extends Resource implements iam.IRole {
  public readonly grantPrincipal: iam.IPrincipal = this;
  public readonly assumeRoleAction = 'sts:AssumeRole';
  public readonly cfnRole: iam.CfnRole;
  private readonly managedPolicyArns: string[] = [];
  private readonly attached = new Set<iam.Policy>();
  private arn?: string;
  private readonly statements = new PlacedStatements(this, 'DefaultPolicy', policy => this.attachInlinePolicy(policy));

  constructor(scope: Construct, id: string, private readonly props: MadeRoleProps) {
    super(scope, id, { physicalName: PhysicalName.GENERATE_IF_NEEDED });
    this.cfnRole = new iam.CfnRole(this, 'Resource', {
      assumeRolePolicyDocument: props.trust,
      description: props.description,
      ...(props.permissionsBoundary ? { permissionsBoundary: props.permissionsBoundary.managedPolicyArn } : {}),
      ...(props.path !== undefined ? { path: props.path } : {}),
      ...(props.maxSessionDuration ? { maxSessionDuration: props.maxSessionDuration.toSeconds() } : {}),
    });
    accepts(this.cfnRole);
  }

  public get path(): string {
    return this.props.path ?? '/';
  }

  public get principalAccount(): string {
    return this.env.account;
  }

  /** Only a role that others may read about from another account or region needs a name that is known beforehand. */
  public get roleArn(): string {
    this.cfnRole.roleName = this.physicalName;
    this.arn ??= this.getResourceArnAttribute(this.cfnRole.attrArn, {
      region: '', service: 'iam', resource: 'role', resourceName: `${this.path.slice(1)}${this.physicalName}`,
    });
    return this.arn;
  }

  public get roleName(): string {
    this.cfnRole.roleName = this.physicalName;
    return this.getResourceNameAttribute(this.cfnRole.ref);
  }

  public get roleRef(): iam.RoleReference {
    return { roleArn: this.roleArn, roleName: this.roleName };
  }

  public get policyFragment(): iam.PrincipalPolicyFragment {
    return new iam.ArnPrincipal(this.roleArn).policyFragment;
  }

  public addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    return this.statements.add(statement);
  }

  public addToPolicy(statement: iam.PolicyStatement): boolean {
    return this.addToPrincipalPolicy(statement).statementAdded;
  }

  public attachInlinePolicy(policy: iam.Policy): void {
    // the policy calls back
    if (!this.attached.has(policy)) {
      this.attached.add(policy);
      policy.attachToRole(this);
    }
  }

  public addManagedPolicy(policy: iam.IManagedPolicy): void {
    if (!this.managedPolicyArns.includes(policy.managedPolicyArn)) {
      this.managedPolicyArns.push(policy.managedPolicyArn);
      this.cfnRole.managedPolicyArns = this.managedPolicyArns;
    }
  }

  /** Whether it was granted something by itself, rather than as one of several. */
  public get hasOwnStatements(): boolean {
    return this.statements.all.length > 0;
  }

  /** What stops the deployment of the role, as far as it is known before. */
  public problems(app: WholeApp): string[] {
    return [...this.problemsOfSize(), ...this.problemsOfCount(app)];
  }

  private problemsOfSize(): string[] {
    const size = [...this.attached].reduce((sum, policy) => sum + leastSize(policy), 0);
    return size > MAX_INLINE_POLICIES
      ? [`${this.node.path}: a role may have ${MAX_INLINE_POLICIES} characters of inline policies, grants included, `
        + `and this one has at least ${size}; `
        + 'grant by prefix or tag rather than one by one, or grant to an iam.ManagedPolicy and add that with addManagedPolicy']
      : [];
  }

  private problemsOfCount(app: WholeApp): string[] {
    const arns = app.property(this.cfnRole, 'ManagedPolicyArns');
    const attached = app.partsOf(this.cfnRole, 'AWS::IAM::ManagedPolicy', 'Roles')
      .filter(policy => Array.isArray(app.properties(policy).Roles));
    const count = (Array.isArray(arns) ? arns.length : 0) + attached.length;
    if (count > MAX_MANAGED_POLICIES) {
      return [
        `${this.node.path}: a role may have ${MAX_MANAGED_POLICIES} managed policies at most, `
          + `and this one has ${count}; put several into one iam.ManagedPolicy`,
      ];
    }
    if (count > USUAL_MANAGED_POLICIES) {
      warn(this, 'managed-policy-quota', `the role has ${count} managed policies, `
        + `and an account allows ${USUAL_MANAGED_POLICIES} a role unless AWS has raised the quota; `
        + 'ask for that before deploying, or put several into one iam.ManagedPolicy');
    }
    return [];
  }

  /** The name of a nested stack is known at deployment only; that of the stack around it is known before, as the path is. */
  protected generatePhysicalName(): string {
    const stack = Stack.of(this);
    if (!stack.nested) {
      return super.generatePhysicalName();
    }
    const hash = createHash('sha256').update(this.node.path).digest('hex').slice(0, 20);
    const start = this.node.path.replace(/\W/g, '').slice(0, MAX_ROLE_NAME - hash.length);
    return `${start}${hash}`;
  }

  public grant(grantee: iam.IPrincipal, ...actions: string[]): iam.Grant {
    return iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [this.roleArn] });
  }

  public grantPassRole(grantee: iam.IPrincipal): iam.Grant {
    return this.grant(grantee, 'iam:PassRole');
  }

  public grantAssumeRole(grantee: iam.IPrincipal): iam.Grant {
    if (grantee instanceof iam.ServicePrincipal || grantee instanceof iam.AccountPrincipal) {
      fail(this, `grantAssumeRole: ${grantee.toString()} would have to be in the trust policy, `
        + 'but the identity pool alone hands out this role; '
        + 'make another role for it');
    }
    return this.grant(grantee, 'sts:AssumeRole');
  }
}

/** The ARN of a role for resources of the very stack that made it. */
export function arnInItsStack(role: iam.IRole): string {
  return role instanceof MadeRole ? role.cfnRole.attrArn : role.roleArn;
}
