import { RemovalPolicy } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { fail } from './fail';

/** Cognito takes no snapshots, and what stays only sometimes is no answer to whether users may be lost. */
export function removalPolicyOf(scope: IConstruct, given: RemovalPolicy | undefined): RemovalPolicy {
  const policy = given ?? RemovalPolicy.RETAIN;
  if (policy !== RemovalPolicy.RETAIN && policy !== RemovalPolicy.DESTROY) {
    fail(scope, `removalPolicy: '${policy}' is not for pools of Cognito; use RemovalPolicy.RETAIN or RemovalPolicy.DESTROY`);
  }
  return policy;
}
