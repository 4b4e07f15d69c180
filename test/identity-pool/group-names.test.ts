import { CfnParameter, CfnResource, Lazy } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { PoolWithClient, aPool, aStack, errorsOf, users } from './identity-fixture';
import { AppIdentityPool, Claim, RoleRule } from '../../src';
import { warningsIn } from '../warnings';

/** A rule that looks for a group, in a pool to whose groups something was done. */
function looking(prepare: (made: PoolWithClient) => void, value = 'admin', claim = Claim.groups()): PoolWithClient {
  const made = aPool();
  prepare(made);
  made.identities.addRule('Admins', RoleRule.contains(claim, value));
  return made;
}

const named = (...names: string[]) =>
  ({ userPool }: PoolWithClient) => names.forEach((groupName, index) => void userPool.addGroup(`G${index}`, { groupName }));
const warnings = (made: PoolWithClient) => {
  Template.fromStack(made.stack);
  return warningsIn(made.stack).filter(id => id.startsWith('rule-group'));
};

describe('a rule that looks for a group', () => {
  test('fails when a group that is made elsewhere in the app is named like a part of it', () => {
    expect(errorsOf(looking(named('notadmin'))))
      .toEqual([expect.stringContaining("looks for 'admin' anywhere in cognito:groups, so members of notadmin match too")]);
    expect(errorsOf(looking(({ stack, userPool }) => void new CfnResource(stack, 'Raw', {
      type: 'AWS::Cognito::UserPoolGroup', properties: { GroupName: 'admins', UserPoolId: userPool.userPoolId },
    })))).toEqual([expect.stringContaining('members of admins match too')]);
  });

  test('takes other names, the same in another pool, and any with a reason', () => {
    expect(errorsOf(looking(named('admin', 'staff')))).toEqual([]);
    expect(errorsOf(looking(({ stack }) => void users(stack, 'Other').userPool.addGroup('G', { groupName: 'notadmin' })))).toEqual([]);
    expect(errorsOf(looking(named('notadmin'), 'admin', Claim.groups().acknowledgeWriters('they are admins as well')))).toEqual([]);
  });

  test('fails on a value that a Lazy gives', () => {
    expect(errorsOf(looking(named('notadmin'), Lazy.string({ produce: () => 'admin' })))).toHaveLength(1);
  });

  test('warns when the app has no group of that name', () => {
    expect(warnings(looking(() => {}))).toEqual(['rule-group-undeclared']);
    expect(warnings(looking(named('admin')))).toEqual([]);
    expect(warnings(looking(({ identities, userPool }) => void identities.addGroup(userPool, 'admin')))).toEqual([]);
  });

  test('warns when the name, or that of a group, is known at deployment only', () => {
    const later = ({ stack }: PoolWithClient) => new CfnParameter(stack, 'Name').valueAsString;
    expect(warnings(looking(made => named(later(made))(made)))).toEqual(['rule-group-unknown']);
    const made = aPool(aStack());
    made.identities.addRule('Admins', RoleRule.contains(Claim.groups(), later(made)));
    expect(warnings(made)).toEqual(['rule-group-unknown']);
  });
});

describe('a group that is made elsewhere', () => {
  /** A group of the library and one of the L2, which has a role of its own if any. */
  const beside = (precedence?: number, roleOf: (made: PoolWithClient) => iam.IRole | undefined = ({ stack, identities }) =>
    new iam.Role(stack, 'Own', { assumedBy: identities.authenticatedPrincipal })) => {
    const made = aPool();
    const own = new iam.Role(made.stack, 'Shared', { assumedBy: made.identities.authenticatedPrincipal });
    made.identities.addGroup(made.userPool, 'admins', { role: own, ...(precedence !== undefined ? { precedence } : {}) });
    const role = roleOf(made);
    made.userPool.addGroup('Elsewhere', { ...(role ? { role } : {}), ...(precedence !== undefined ? { precedence } : {}) });
    return made;
  };

  test.each([0, 7])('fails on the precedence %p of another role', precedence => {
    expect(errorsOf(beside(precedence)))
      .toEqual([expect.stringContaining(`of Stack/Users both have precedence ${precedence} and different roles`)]);
  });

  test('takes the same precedence of the same role, of a group without one, and in another pool', () => {
    expect(errorsOf(beside(0, ({ stack }) => stack.node.findChild('Shared') as iam.Role))).toEqual([]);
    expect(errorsOf(beside(0, () => undefined))).toEqual([]);
    const made = aPool();
    made.identities.addGroup(made.userPool, 'admins', { precedence: 0 });
    const role = new iam.Role(made.stack, 'Own', { assumedBy: made.identities.authenticatedPrincipal });
    users(made.stack, 'Other').userPool.addGroup('Elsewhere', { role, precedence: 0 });
    expect(errorsOf(made)).toEqual([]);
  });

  test('warns when neither has a precedence', () => {
    const made = beside();
    Template.fromStack(made.stack);
    expect(warningsIn(made.stack)).toContain('groups-without-precedence');
  });

  test('fails on a tie that only shows at synthesis', () => {
    const made = aPool();
    made.identities.addGroup(made.userPool, 'a', { precedence: Lazy.number({ produce: () => 1 }) });
    made.identities.addGroup(made.userPool, 'b', { precedence: 1 });
    expect(errorsOf(made)).toEqual([expect.stringContaining('both have precedence 1')]);
  });

  test('fails on a tie of two of them where they decide', () => {
    const tied = (groupRoles: boolean) => {
      const made = aPool();
      made.identities.addUserPool(made.userPool, made.userPool.addClient('Second'), { groupRoles });
      ['A', 'B'].forEach(id => new cognito.CfnUserPoolGroup(made.stack, id, {
        userPoolId: made.userPool.userPoolId, precedence: 1, roleArn: `arn:aws:iam::123456789012:role/${id}`,
      }));
      return errorsOf(made);
    };
    expect(tied(true)).toEqual([expect.stringContaining('the groups Stack/A and Stack/B of Stack/Users both have precedence 1')]);
    expect(tied(false)).toEqual([]);
  });
});

describe('a group that two make', () => {
  test('fails when another identity pool, or the user pool itself, makes one of the same name', () => {
    const made = aPool();
    const second = new AppIdentityPool(made.stack, 'Second');
    second.addUserPool(made.userPool, made.userPool.addClient('OfSecond'));
    made.identities.addGroup(made.userPool, 'admins', { precedence: 0 });
    second.addGroup(made.userPool, 'owners', { precedence: 1 });
    expect([...errorsOf(made), ...second.node.validate()]).toEqual([]);
    second.addGroup(made.userPool, 'admins', { precedence: 2 });
    expect(errorsOf(made)).toEqual([expect.stringContaining("both make the group 'admins' of Stack/Users, and Cognito takes a name once")]);
    made.userPool.addGroup('Again', { groupName: 'owners' });
    expect(second.node.validate()).toContainEqual(expect.stringContaining("both make the group 'owners'"));
  });

  test('is none in another user pool', () => {
    const made = aPool();
    made.identities.addGroup(made.userPool, 'admins');
    users(made.stack, 'Other').userPool.addGroup('Admins', { groupName: 'admins' });
    expect(errorsOf(made)).toEqual([]);
  });

  test('decides for the clients of both when the second takes the roles of groups that it did not make', () => {
    const made = aPool();
    made.identities.addGroup(made.userPool, 'admins');
    const second = new AppIdentityPool(made.stack, 'Second');
    second.addUserPool(made.userPool, made.userPool.addClient('OfSecond'), { groupRoles: true });
    expect([...errorsOf(made), ...second.node.validate()]).toEqual([]);
  });
});
