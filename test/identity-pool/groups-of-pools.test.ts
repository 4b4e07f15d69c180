import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { identityPool, users } from './identity-fixture';

test('groups of two pools may have the same name', () => {
  const { stack, identities } = identityPool();
  const [one, two] = ['One', 'Two'].map(id => users(stack, id).userPool);
  const roles = [one, two].map(pool => identities.addGroup(pool, 'admins'));
  const groups = Object.values(Template.fromStack(stack).findResources('AWS::Cognito::UserPoolGroup')).map(group => group.Properties);
  expect(groups).toEqual([one, two].map((pool, index) => ({
    UserPoolId: stack.resolve(pool.userPoolId), GroupName: 'admins', RoleArn: stack.resolve(roles[index].roleArn),
  })));
});

test('fails when the pool has the group already', () => {
  const { stack, identities } = identityPool();
  const { userPool } = users(stack);
  identities.addGroup(userPool, 'admins', { precedence: 0 });
  expect(() => identities.addGroup(userPool, 'admins', { precedence: 1 }))
    .toThrow("addGroup: 'admins' of Stack/Users is there already; use the role that the first call returned");
  expect(() => identities.addGroup(userPool, 'owners', { precedence: 1 })).not.toThrow();
});

test('fails for a pool of another region, where the group would be looked for in vain', () => {
  const { stack, identities } = identityPool({}, { env: { region: 'us-east-1' } });
  const imported = (region: string) => cognito.UserPool.fromUserPoolArn(stack, region, `arn:aws:cognito-idp:${region}:123456789012:userpool/${region}_Abc123`);
  expect(() => identities.addGroup(imported('eu-west-1'), 'admins'))
    .toThrow("Stack/Identities: addGroup: 'admins' can't be made here in us-east-1, since Stack/eu-west-1 is in eu-west-1; make the group there, and use addRule with Claim.groups()");
  expect(() => identities.addGroup(imported('us-east-1'), 'admins')).not.toThrow();
});

test('is made where a region is unknown', () => {
  const stack = new Stack(new App(), 'Pools', { env: { region: 'us-east-1' } });
  expect(() => identityPool().identities.addGroup(users(stack).userPool, 'admins')).not.toThrow();
});
