import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { aPool, PoolWithClient } from './identity-fixture';
import { AccessModel, AppIdentityPool, Outcome } from '../../src';
import { warned, warningsIn } from '../warnings';

const WARNING = 'group-role-of-two-pools';

/** A second identity pool for the people of the first one's user pool. */
function second({ stack, userPool }: PoolWithClient): AppIdentityPool {
  const identities = new AppIdentityPool(stack, 'Second');
  identities.addUserPool(userPool, userPool.addClient('SecondApp', { writeAttributes: new cognito.ClientAttributes() }), {
    groupRoles: true,
  });
  return identities;
}

/** What a member of `admins` becomes at both identity pools. */
function outcomes({ stack, userPool, client, identities }: PoolWithClient, other: AppIdentityPool): Outcome[] {
  const model = AccessModel.fromStack(stack);
  const clients = [client, userPool.node.findChild('SecondApp') as cognito.UserPoolClient];
  return [identities, other].map(({ cfnIdentityPool }, index) => model.signedIn(clients[index].userPoolClientId, { groups: ['admins'] })
    .becomes({ identityPool: stack.resolve(cfnIdentityPool.logicalId) }).outcome);
}

test('members of a group are kept out of a second identity pool that its role does not trust, which is warned about there', () => {
  const made = aPool();
  made.identities.addGroup(made.userPool, 'admins');
  const other = second(made);
  expect(outcomes(made, other)).toEqual([Outcome.ROLE, Outcome.ERROR]);
  expect(warningsIn(made.stack).filter(id => id === WARNING)).toEqual([WARNING]);
  expect(warned(made.stack, WARNING)).toEqual([expect.stringContaining('Stack/Identities and Stack/Second give the roles of the groups of '
    + 'Stack/Users, but Stack/Identities/adminsRole does not trust Stack/Second, so members can\'t sign in there.')]);
});

test('members of a group whose role trusts both identity pools get it from both, without a warning', () => {
  const made = aPool();
  const other = second(made);
  made.identities.addGroup(made.userPool, 'admins', {
    role: new iam.Role(made.stack, 'Both', {
      assumedBy: new iam.CompositePrincipal(made.identities.authenticatedPrincipal, other.authenticatedPrincipal),
    }),
  });
  expect(outcomes(made, other)).toEqual([Outcome.ROLE, Outcome.ROLE]);
  expect(warningsIn(made.stack)).not.toContain(WARNING);
});

test('a role that is not of this app is not judged', () => {
  const made = aPool();
  second(made);
  const role = iam.Role.fromRoleArn(made.stack, 'Imported', 'arn:aws:iam::123456789012:role/imported');
  made.identities.addGroup(made.userPool, 'admins', { role });
  expect(warningsIn(made.stack)).not.toContain(WARNING);
});

test('where both identity pools have a group, each warns of the role that keeps its own people out', () => {
  const made = aPool();
  made.identities.addGroup(made.userPool, 'admins', { precedence: 0 });
  second(made).addGroup(made.userPool, 'staff', { precedence: 1 });
  expect(warned(made.stack, WARNING)).toEqual([
    expect.stringContaining('Stack/Second/staffRole does not trust Stack/Identities,'),
    expect.stringContaining('Stack/Identities/adminsRole does not trust Stack/Second,'),
  ]);
});
