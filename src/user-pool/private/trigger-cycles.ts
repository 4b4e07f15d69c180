import { CfnResource, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { IConstruct } from 'constructs';

/**
 * Where a trigger waits for the pool that waits for it, in one stack. CloudFormation says so only when it is deployed, and names
 * resources instead of statements. Between stacks the CDK says so itself.
 *
 * @param forbidden the pool and what is made after it
 */
export function cyclesThrough(fn: lambda.IFunction, forbidden: IConstruct[]): string[] {
  const stack = Stack.of(fn);
  const ids = new Set(forbidden.filter((construct) => Stack.of(construct) === stack).map((construct) => logicalId(stack, construct)));
  const findings: string[] = [];
  const resource = fn.node.defaultChild;
  if (resource instanceof lambda.CfnFunction && refersTo(stack.resolve(resource.environment), ids)) {
    findings.push(`the environment of trigger '${fn.node.path}' refers to this user pool or a client of it, which is a dependency cycle; `
      + 'take userPoolId and callerContext.clientId from the event');
  }
  const policies = fn.role?.node.findAll().filter((child): child is iam.CfnPolicy => child instanceof iam.CfnPolicy) ?? [];
  if (policies.some((policy) => refersTo(stack.resolve(policy.policyDocument), ids))) {
    findings.push(`the role of trigger '${fn.node.path}' has a statement about this user pool in its own policy, which is a dependency cycle; `
      + 'use grantManageUsers or another grant by intent');
  }
  return findings;
}

function logicalId(stack: Stack, construct: IConstruct): string {
  return stack.resolve(stack.getLogicalId(construct.node.defaultChild as CfnResource));
}

function refersTo(value: unknown, ids: Set<string>): boolean {
  if (value === null || typeof value !== 'object') {
    return false;
  }
  return Object.entries(value).some(([key, inner]) => {
    const target = key === 'Ref' ? inner : key === 'Fn::GetAtt' ? inner[0] : undefined;
    return ids.has(target) || refersTo(inner, ids);
  });
}
