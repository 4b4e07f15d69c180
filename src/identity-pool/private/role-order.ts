import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { stacksIn } from '../../app-tree/stack-order';
import { fail } from '../../private/fail';

/**
 * A stack that gives out a role waits for the stack of the role, and that one for the stack of the identity pool which the role trusts.
 *
 * @throws when those are two stacks, neither of them in the other
 */
export function checkOrder(identityPool: IConstruct, prop: string, role: iam.Role): void {
  const [own, other] = [Stack.of(identityPool), Stack.of(role)];
  const isApart = !own.node.scopes.includes(other) && !other.node.scopes.includes(own);
  if (isApart && stacksIn(role.assumeRolePolicy, role).has(own)) {
    fail(identityPool, `${prop}: role ${role.node.path} is made in the stack ${other.node.path} and trusts this identity pool, `
      + `so that ${other.node.path} and ${own.node.path} would wait for each other; leave role out: what is granted to the role that is `
      + 'made then goes where the granted resource is; or have groupRoles: true, and make the group in the stack of the role '
      + '(cognito.UserPoolGroup)');
  }
}
