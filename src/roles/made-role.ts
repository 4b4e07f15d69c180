import { Duration, PhysicalName, Resource } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { leastSize } from './policy-size';
import { fail } from '../private/fail';

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MAX_INLINE_POLICIES = 10_240;

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
  private defaultPolicy?: iam.Policy;

  constructor(scope: Construct, id: string, private readonly props: MadeRoleProps) {
    super(scope, id, { physicalName: PhysicalName.GENERATE_IF_NEEDED });
    this.cfnRole = new iam.CfnRole(this, 'Resource', {
      assumeRolePolicyDocument: props.trust,
      description: props.description,
      ...(props.permissionsBoundary ? { permissionsBoundary: props.permissionsBoundary.managedPolicyArn } : {}),
      ...(props.path !== undefined ? { path: props.path } : {}),
      ...(props.maxSessionDuration ? { maxSessionDuration: props.maxSessionDuration.toSeconds() } : {}),
    });
  }

  public get trust(): object {
    return this.props.trust;
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
    if (!this.defaultPolicy) {
      this.defaultPolicy = new iam.Policy(this, 'DefaultPolicy');
      this.attachInlinePolicy(this.defaultPolicy);
    }
    this.defaultPolicy.addStatements(statement);
    return { statementAdded: true, policyDependable: this.defaultPolicy };
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

  /** What stops the deployment of the role, as far as it is known before. */
  public problems(): string[] {
    const size = [...this.attached].reduce((sum, policy) => sum + leastSize(policy), 0);
    return size > MAX_INLINE_POLICIES
      ? [`${this.node.path}: a role may have ${MAX_INLINE_POLICIES} characters of inline policies, grants included, and this one has at least ${size}; `
        + 'grant by prefix or tag rather than one by one, or grant to an iam.ManagedPolicy and add that with addManagedPolicy']
      : [];
  }

  public grant(grantee: iam.IPrincipal, ...actions: string[]): iam.Grant {
    return iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [this.roleArn] });
  }

  public grantPassRole(grantee: iam.IPrincipal): iam.Grant {
    return this.grant(grantee, 'iam:PassRole');
  }

  public grantAssumeRole(grantee: iam.IPrincipal): iam.Grant {
    if (grantee instanceof iam.ServicePrincipal || grantee instanceof iam.AccountPrincipal) {
      fail(this, `grantAssumeRole: ${grantee.toString()} would have to be in the trust policy, but the identity pool alone hands out this role; `
        + 'make another role for it');
    }
    return this.grant(grantee, 'sts:AssumeRole');
  }
}

/** The ARN of a role for resources of the very stack that made it. */
export function arnInItsStack(role: iam.IRole): string {
  return role instanceof MadeRole ? role.cfnRole.attrArn : role.roleArn;
}
