import { App, Aws, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { errorsOf, identityPool, mappings, registered, users } from './identity-fixture';
import { Claim, RoleRule } from '../../src/identity-pool';

test('groups of two pools may have the same name', () => {
  const pools = identityPool();
  const { stack, identities } = pools;
  const [one, two] = ['One', 'Two'].map(id => registered(pools, id).userPool);
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
  const imported = (region: string) =>
    cognito.UserPool.fromUserPoolArn(stack, region, `arn:aws:cognito-idp:${region}:123456789012:userpool/${region}_Abc123`);
  expect(() => identities.addGroup(imported('eu-west-1'), 'admins'))
    .toThrow("Stack/Identities: addGroup: 'admins' can't be made here in us-east-1, since Stack/eu-west-1 is in eu-west-1; "
      + "hand in a stack of the pool's region and account (ExistingUserPool, stack), "
      + 'or make the group there and call addUserPool with groupRoles: true');
  expect(() => identities.addGroup(imported('us-east-1'), 'admins')).not.toThrow();
});

test('is made where a region is unknown', () => {
  const stack = new Stack(new App(), 'Pools', { env: { region: 'us-east-1' } });
  expect(() => identityPool().identities.addGroup(users(stack).userPool, 'admins')).not.toThrow();
});

test('fails for a pool of another account', () => {
  const { stack, identities } = identityPool({}, { env: { region: 'eu-west-1', account: '111111111111' } });
  const imported = (account: string) =>
    cognito.UserPool.fromUserPoolArn(stack, account, `arn:aws:cognito-idp:eu-west-1:${account}:userpool/eu-west-1_Abc123`);
  expect(() => identities.addGroup(imported('222222222222'), 'admins'))
    .toThrow("'admins' can't be made here in 111111111111, since Stack/222222222222 is in 222222222222");
  expect(() => identities.addGroup(imported('111111111111'), 'admins')).not.toThrow();
});

test('two objects that stand for one pool are one pool', () => {
  const pool = identityPool();
  const { stack, identities } = pool;
  const [one, two] = ['One', 'Two'].map(id => cognito.UserPool.fromUserPoolId(stack, id, 'us-east-1_Abc123'));
  identities.addUserPool(one, cognito.UserPoolClient.fromUserPoolClientId(stack, 'Client', '1h57kf5cpq17m0eml12EXAMPLE'));
  identities.addGroup(two, 'admins', { precedence: 0 });
  expect(mappings(stack)).toEqual([expect.objectContaining({ Type: 'Token' })]);
  expect(() => identities.addGroup(one, 'admins', { precedence: 1 })).toThrow(/is there already/);
  expect(() => identities.addGroup(one, 'owners', { precedence: 0 })).toThrow(/both have precedence 0/);
  expect(() => identities.addUserPool(two, cognito.UserPoolClient.fromUserPoolClientId(stack, 'Again', '1h57kf5cpq17m0eml12EXAMPLE')))
    .toThrow(/the app client Stack\/Again is registered already/);
});

test('fails when no client of the pool is registered, so that nobody would get the role', () => {
  const pool = identityPool();
  const { userPool, client } = users(pool.stack);
  pool.identities.addGroup(userPool, 'admins');
  expect(errorsOf(pool))
    .toEqual(["group 'admins' is one of Stack/Users, but no app client of it is registered, so nobody gets its role; call addUserPool"]);
  pool.identities.addUserPool(userPool, client);
  expect(errorsOf(pool)).toEqual([]);
});

test('fails on a name that is a token, which cannot be a construct id', () => {
  const { stack, identities } = identityPool();
  expect(() => identities.addGroup(users(stack).userPool, Aws.STACK_NAME)).toThrow(/is a token, .* write the name out/);
});

test('a rule fails under an id that another has, and a group that is called like the role of a rule is kept apart', () => {
  const pool = identityPool();
  const { userPool } = registered(pool);
  pool.identities.addRule('Gold', RoleRule.equalTo(Claim.fromTrigger('plan'), 'gold'));
  const again = () => pool.identities.addRule('Gold', RoleRule.equalTo(Claim.fromTrigger('plan'), 'silver'));
  expect(again).toThrow("addRule('Gold'): 'GoldRuleRole' is the construct id of another role here already; choose another name");
  expect(() => pool.identities.addGroup(userPool, 'GoldRule')).not.toThrow();
  expect(() => pool.identities.addGroup(userPool, 'Gold')).not.toThrow();
});

describe('groups that are made elsewhere', () => {
  test('decide for a client that is registered with groupRoles', () => {
    const { stack, identities } = identityPool();
    const { userPool, client } = users(stack);
    identities.addUserPool(userPool, client, { groupRoles: true });
    expect(mappings(stack)).toEqual([expect.objectContaining({ Type: 'Token', AmbiguousRoleResolution: 'AuthenticatedRole' })]);
  });

  test('fail beside a rule for their pool, for another pool they may have one', () => {
    const pool = identityPool();
    const { userPool, client } = users(pool.stack);
    pool.identities.addUserPool(userPool, client, { groupRoles: true });
    const { userPool: other } = registered(pool, 'Other');
    const rule = RoleRule.equalTo(Claim.customAttribute('plan').acknowledgeWriters('for the test'), 'gold');
    pool.identities.addRule('OfOther', rule, { userPool: other });
    expect(errorsOf(pool)).toEqual([]);
    pool.identities.addRule('OfAll', rule);
    expect(errorsOf(pool)).toEqual([expect.stringContaining("groupRoles of Stack/Users/App has no effect beside the rule 'OfAll'")]);
  });
});
