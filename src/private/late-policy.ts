import { Names } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/**
 * A policy of an identity that lives beside what it is about instead of beside the identity.
 *
 * A function waits for everything below its role, the default policy included. A statement there that refers to a user pool makes
 * the function wait for the pool, and the pool waits for the functions that are its triggers. Nothing waits for this policy.
 */
export function latePolicy(scope: Construct, identity: iam.IIdentity): iam.Policy {
  const id = `AccessOf${Names.uniqueResourceName(identity, { maxLength: 60 })}`;
  const present = scope.node.tryFindChild(id);
  if (present) {
    return present as iam.Policy;
  }
  const policy = new iam.Policy(scope, id);
  identity.attachInlinePolicy(policy);
  return policy;
}
