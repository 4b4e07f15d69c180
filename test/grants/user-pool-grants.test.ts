import { App, NestedStack, Stack, Validations } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { appCycles, templateCycles } from './cycles';
import { AppIdentityPool, CognitoAuth } from '../../src';
import { UserPoolGrants } from '../../src/grants';
import { USER_POOL_ACTIONS, UserPoolIntent } from '../../src/grants/private/user-pool-actions';
import { AppClient, Trigger } from '../../src/user-pool';
import { func, PoolUnderTest } from '../user-pool/client-fixture';
import { warningsIn } from '../warnings';

const INTENTS = Object.keys(USER_POOL_ACTIONS) as UserPoolIntent[];
const TRIGGER = Trigger.postConfirmation;

function statementsOf(stack: Stack): any[] {
  return Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'))
    .flatMap((policy) => policy.Properties.PolicyDocument.Statement);
}

/** Both stacks in one app, the pool in the first. */
function twoStacks() {
  const app = new App();
  const auth = new Stack(app, 'Auth');
  const backend = new Stack(app, 'Backend');
  return { app, auth, backend, users: new PoolUnderTest(auth, 'Users') };
}

describe('the cycle check of these tests', () => {
  test('fails on what the user pool of the CDK makes of a trigger that is granted on its pool', () => {
    const stack = new Stack(new App(), 'Stack');
    const fn = func(stack, 'Fn');
    const pool = new cognito.UserPool(stack, 'Pool', { lambdaTriggers: { postConfirmation: fn } });
    pool.grant(fn, 'cognito-idp:AdminGetUser');
    expect(() => Template.fromStack(stack)).toThrow('dependency cycle');
    const unchecked = Template.fromStack(stack, { skipCyclicalDependenciesCheck: true });
    expect(templateCycles(unchecked.toJSON())).not.toEqual([]);
  });

  test.each([
    ['Ref', { A: { Properties: { x: { Ref: 'B' } } }, B: { DependsOn: 'A' } }],
    ['GetAtt', { A: { Properties: { x: { 'Fn::GetAtt': ['B', 'Arn'] } } }, B: { DependsOn: ['A'] } }],
    ['GetAtt as text', { A: { Properties: { x: { 'Fn::GetAtt': 'B.Arn' } } }, B: { DependsOn: ['A'] } }],
    ['Sub', { A: { Properties: { x: { 'Fn::Sub': 'arn:${B.Arn}' } } }, B: { DependsOn: 'A' } }],
    ['Sub with variables', { A: { Properties: { x: { 'Fn::Sub': ['${y}', { y: { Ref: 'B' } }] } } }, B: { DependsOn: 'A' } }],
  ])('sees a cycle over %s', (_name, Resources) => {
    expect(templateCycles({ Resources })).toHaveLength(1);
  });

  test('sees none in a diamond', () => {
    expect(templateCycles({ Resources: { A: { DependsOn: ['B', 'C'] }, B: { DependsOn: 'D' }, C: { DependsOn: 'D' }, D: {} } }))
      .toEqual([]);
    expect(templateCycles({})).toEqual([]);
  });
});

describe('in the stack of the pool', () => {
  test.each(INTENTS)('%s allows exactly its actions on exactly this pool', (intent) => {
    const stack = new Stack(new App(), 'Stack');
    const users = new PoolUnderTest(stack, 'Users');
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    const grant = UserPoolGrants.fromUserPool(users.userPool)[intent](role);
    expect(grant.success).toBe(true);
    const [statement, ...others] = statementsOf(stack);
    expect(others).toEqual([]);
    expect([statement.Action].flat()).toEqual(USER_POOL_ACTIONS[intent].map((action) => `cognito-idp:${action}`));
    expect(statement.Resource)
      .toEqual({ 'Fn::GetAtt': [stack.getLogicalId(users.userPool.node.defaultChild as cognito.CfnUserPool), 'Arn'] });
    expect(statement.Condition).toBeUndefined();
  });

  test.each(INTENTS)('%s makes no cycle for a trigger of the pool', (intent) => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const users = new PoolUnderTest(stack, 'Users');
    const fn = func(stack, 'Fn');
    users.addTrigger(TRIGGER(fn));
    UserPoolGrants.fromUserPool(users.userPool)[intent](fn);
    expect(() => Template.fromStack(stack)).not.toThrow();
    expect(appCycles(app)).toEqual([]);
    expect(statementsOf(stack)).toHaveLength(1);
  });

  test('makes no cycle for a plain UserPool whose trigger has other grants as well', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const fn = func(stack, 'Fn');
    const pool = new cognito.UserPool(stack, 'Pool', { lambdaTriggers: { postConfirmation: fn } });
    new s3.Bucket(stack, 'Bucket').grantRead(fn);
    UserPoolGrants.fromUserPool(pool).manageUsers(fn);
    expect(() => Template.fromStack(stack)).not.toThrow();
    expect(appCycles(app)).toEqual([]);
  });

  test('all triggers granted everything, and a sender key, make no cycle', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const users = new PoolUnderTest(stack, 'Users');
    const sender = func(stack, 'Sender');
    users.addTrigger(Trigger.customEmailSender(sender));
    users.addTrigger(Trigger.preSignUp(func(stack, 'PreSignUp')));
    INTENTS.forEach((intent) => UserPoolGrants.fromUserPool(users.userPool)[intent](sender));
    expect(() => Template.fromStack(stack)).not.toThrow();
    expect(appCycles(app)).toEqual([]);
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Policy', 1);
  });

  test.each(INTENTS)('%s for everyone signed in is about exactly this pool, for all roles, and makes no cycle', (intent) => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const auth = new CognitoAuth(stack, 'Auth');
    const fn = func(stack, 'Fn');
    auth.addTrigger(TRIGGER(fn));
    fn.grantInvoke(auth.authenticated);
    UserPoolGrants.fromUserPool(auth.userPool)[intent](auth.authenticated);
    auth.addGroup('admins');
    expect(appCycles(app)).toEqual([]);
    const template = Template.fromStack(stack);
    const poolId = stack.getLogicalId(auth.users.cfnUserPool);
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([{
          Action: Match.anyValue(), Effect: 'Allow', Resource: { 'Fn::GetAtt': [poolId, 'Arn'] },
        }]),
      },
      Roles: [Match.anyValue(), Match.anyValue()],
    });
    template.hasResourceProperties('AWS::Cognito::UserPool', { UserPoolTags: Match.absent() });
  });

  test('several intents share one policy per role', () => {
    const stack = new Stack(new App(), 'Stack');
    const users = new PoolUnderTest(stack, 'Users');
    const grants = UserPoolGrants.fromUserPool(users.userPool);
    grants.readUsers(func(stack, 'One'));
    const two = func(stack, 'Two');
    grants.manageGroups(two);
    UserPoolGrants.fromUserPool(users.userPool).manageGroupMembership(two);
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Policy', 2);
  });

  test('what the grant comes before waits for the policy', () => {
    const stack = new Stack(new App(), 'Stack');
    const users = new PoolUnderTest(stack, 'Users');
    const bucket = new s3.Bucket(stack, 'Bucket');
    UserPoolGrants.fromUserPool(users.userPool).readUsers(func(stack, 'Fn')).applyBefore(bucket);
    Template.fromStack(stack).hasResource('AWS::S3::Bucket', { DependsOn: [Match.stringLikeRegexp('AccessOf')] });
  });

  test('users, groups, lazy and imported roles take grants', () => {
    const stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
    const users = new PoolUnderTest(stack, 'Users');
    const grants = UserPoolGrants.fromUserPool(users.userPool);
    grants.readUsers(new iam.User(stack, 'User'));
    grants.readUsers(new iam.Group(stack, 'Group'));
    grants.readUsers(new iam.LazyRole(stack, 'Lazy', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }));
    grants.readUsers(iam.Role.fromRoleArn(stack, 'Imported', 'arn:aws:iam::111122223333:role/ops'));
    expect(statementsOf(stack)).toHaveLength(4);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', { Roles: ['ops'] });
  });

  test('a role that takes no policies keeps none', () => {
    const stack = new Stack(new App(), 'Stack');
    const users = new PoolUnderTest(stack, 'Users');
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    UserPoolGrants.fromUserPool(users.userPool).readUsers(role.withoutPolicyUpdates());
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Policy', 0);
  });
});

describe('from another stack', () => {
  test('a role gets this pool by its tag, and its stack refers to nothing', () => {
    const { app, auth, backend, users } = twoStacks();
    UserPoolGrants.fromUserPool(users.userPool).manageUsers(func(backend, 'Fn'));
    expect(appCycles(app)).toEqual([]);
    const tag = Object.values(Template.fromStack(auth).findResources('AWS::Cognito::UserPool'))[0].Properties.UserPoolTags;
    expect(tag).toEqual({ 'cdk-cognito-auth:pool': expect.stringMatching(/^Auth\/AuthUsersUserPool/) });
    expect(statementsOf(backend)).toEqual([{
      Action: USER_POOL_ACTIONS.manageUsers.map((action) => `cognito-idp:${action}`),
      Effect: 'Allow',
      Resource: {
        'Fn::Join': ['', [
          'arn:', { Ref: 'AWS::Partition' }, ':cognito-idp:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':userpool/*',
        ]],
      },
      Condition: { StringEquals: { 'aws:ResourceTag/cdk-cognito-auth:pool': tag['cdk-cognito-auth:pool'] } },
    }]);
    expect(JSON.stringify(Template.fromStack(backend).toJSON())).not.toContain('Fn::ImportValue');
  });

  test('everyone signed in at an identity pool of another stack gets this pool by its tag', () => {
    const { app, auth, backend, users } = twoStacks();
    const identities = new AppIdentityPool(backend, 'Identities');
    identities.addUserPool(users.userPool, users.addClient('Web', AppClient.mobile()));
    UserPoolGrants.fromUserPool(users.userPool).readUsers(identities.authenticated);
    expect(appCycles(app)).toEqual([]);
    Template.fromStack(auth).hasResourceProperties('AWS::Cognito::UserPool', { UserPoolTags: Match.objectLike({}) });
    expect(statementsOf(backend)[0].Condition).toBeDefined();
  });

  test('a pool without such a grant has no tag', () => {
    const { auth, users } = twoStacks();
    UserPoolGrants.fromUserPool(users.userPool).manageUsers(func(auth, 'Fn'));
    Template.fromStack(auth).hasResourceProperties('AWS::Cognito::UserPool', { UserPoolTags: Match.absent() });
  });

  test('the pool calls the function: no cycle', () => {
    const { app, backend, users } = twoStacks();
    const fn = func(backend, 'Fn');
    users.addTrigger(TRIGGER(fn));
    INTENTS.forEach((intent) => UserPoolGrants.fromUserPool(users.userPool)[intent](fn));
    expect(appCycles(app)).toEqual([]);
  });

  test('the function knows the pool: no cycle', () => {
    const { app, backend, users } = twoStacks();
    const fn = func(backend, 'Fn');
    fn.addEnvironment('USER_POOL_ID', users.userPool.userPoolId);
    INTENTS.forEach((intent) => UserPoolGrants.fromUserPool(users.userPool)[intent](fn));
    expect(appCycles(app)).toEqual([]);
  });

  test('the pool calls a function of a stack that needs a third stack, whose role is granted: no cycle', () => {
    const { app, backend, users } = twoStacks();
    const base = new Stack(app, 'Base');
    const fn = func(backend, 'Fn');
    const bucket = new s3.Bucket(base, 'Bucket');
    fn.addEnvironment('BUCKET', bucket.bucketName);
    users.addTrigger(TRIGGER(fn));
    UserPoolGrants.fromUserPool(users.userPool).manageUsers(func(base, 'Other'));
    expect(appCycles(app)).toEqual([]);
  });

  test('the function is in the stack of the pool and its role elsewhere: no cycle', () => {
    const { app, auth, backend, users } = twoStacks();
    const role = new iam.Role(backend, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    const fn = new lambda.Function(auth, 'Fn', {
      runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('x'), role,
    });
    users.addTrigger(Trigger.customSmsSender(fn));
    UserPoolGrants.fromUserPool(users.userPool).manageUsers(fn);
    expect(appCycles(app)).toEqual([]);
  });

  test('a nested stack with the trigger: no cycle', () => {
    const { app, auth, users } = twoStacks();
    const nested = new NestedStack(auth, 'Nested');
    const fn = func(nested, 'Fn');
    users.addTrigger(TRIGGER(fn));
    UserPoolGrants.fromUserPool(users.userPool).manageUsers(fn);
    expect(appCycles(app)).toEqual([]);
    expect(statementsOf(nested)).toHaveLength(1);
  });

  test('a pool in a nested stack is told apart by the stack that is deployed', () => {
    const app = new App();
    const top = new Stack(app, 'Top', { stackName: 'prod' });
    const users = new PoolUnderTest(new NestedStack(top, 'Nested'), 'Users');
    UserPoolGrants.fromUserPool(users.userPool).manageUsers(func(top, 'Fn'));
    expect(appCycles(app)).toEqual([]);
    expect(statementsOf(top)[0].Condition.StringEquals['aws:ResourceTag/cdk-cognito-auth:pool']).toMatch(/^prod\//);
  });

  test('another partition has its own ARN', () => {
    const app = new App();
    const users = new PoolUnderTest(new Stack(app, 'Auth', { env: { account: '111122223333', region: 'us-gov-west-1' } }), 'Users');
    const backend = new Stack(app, 'Backend', { env: { account: '111122223333', region: 'us-gov-west-1' } });
    UserPoolGrants.fromUserPool(users.userPool).manageUsers(func(backend, 'Fn'));
    expect(JSON.stringify(statementsOf(backend)[0].Resource)).toMatch(/cognito-idp:us-gov-west-1:111122223333:userpool\/\*/);
    expect(JSON.stringify(statementsOf(backend)[0].Resource)).not.toContain('arn:aws:');
  });
});

describe('grantees', () => {
  test('fails for a service, which holds no policy', () => {
    const { users } = twoStacks();
    expect(() => UserPoolGrants.fromUserPool(users.userPool).manageUsers(new iam.ServicePrincipal('ec2.amazonaws.com')))
      .toThrow('Auth/Users/UserPool: manageUsers: the grantee is no role, user or group of IAM');
  });

  test('fails for a role of another account', () => {
    const app = new App();
    const users = new PoolUnderTest(new Stack(app, 'Auth', { env: { account: '111122223333', region: 'eu-west-1' } }), 'Users');
    const granting = (account: string) => {
      const backend = new Stack(app, `Backend${account}`, { env: { account, region: 'eu-west-1' } });
      return () => UserPoolGrants.fromUserPool(users.userPool).readUsers(func(backend, 'Fn'));
    };
    expect(granting('444455556666')).toThrow('readUsers: the grantee is in account 444455556666 and the pool in 111122223333');
    expect(granting('111122223333')).not.toThrow();
  });

  test('an imported function without a role is reported by the CDK', () => {
    const { backend, users } = twoStacks();
    UserPoolGrants.fromUserPool(users.userPool).manageUsers(
      lambda.Function.fromFunctionArn(backend, 'Fn', 'arn:aws:lambda:eu-west-1:111122223333:function:f'));
    expect(Annotations.fromStack(backend).findWarning('*', Match.stringLikeRegexp('Add statement to this resource'))).toHaveLength(1);
  });
});

describe('roles of an identity pool, which people hold themselves', () => {
  function make() {
    const stack = new Stack(new App(), 'Stack');
    const auth = new CognitoAuth(stack, 'Auth', { guestAccess: true });
    return { stack, auth, admins: auth.addGroup('admins', { precedence: 0 }) };
  }

  test.each<[string, (made: ReturnType<typeof make>) => iam.IGrantable, string]>([
    ['everyone signed in', ({ auth }) => auth.authenticated, 'Authenticated'],
    ['the principal of everyone signed in', ({ auth }) => auth.authenticated.grantPrincipal, 'SignedIn'],
    ['guests', ({ auth }) => auth.guests!, 'Guests'],
    ['a group', ({ admins }) => admins, 'adminsRole'],
    ['the role of a group', ({ admins }) => admins.role, 'adminsRole'],
  ])('a grant to %s is warned about', (_who, grantee, id) => {
    const made = make();
    UserPoolGrants.fromUserPool(made.auth.userPool).manageGroupMembership(grantee(made));
    const [warning, ...others] = Annotations.fromStack(made.stack).findWarning('*', Match.stringLikeRegexp('admin-grant-to-people'));
    expect(warning.id).toBe(`/Stack/Auth/Identities/${id}`);
    expect(warning.entry.data).toContain('manageGroupMembership: everyone who gets this role');
    expect(others).toEqual([]);
  });

  test('a grant to a role of your own that the identity pool gives is warned about', () => {
    const { stack, auth } = make();
    const role = new iam.Role(stack, 'Own', { assumedBy: auth.identityPool.authenticatedPrincipal });
    auth.grants.readUsers(auth.addGroup('support', { role, precedence: 1 }));
    expect(warningsIn(stack)).toEqual(['admin-grant-to-people']);
  });

  test('a grant that is acknowledged, or goes to a function, is not', () => {
    const { stack, auth, admins } = make();
    auth.grants.manageUsers(admins);
    auth.grants.manageUsers(func(stack, 'Fn'));
    Validations.of(admins.role).acknowledge({ id: 'cdk-cognito-auth:admin-grant-to-people', reason: 'they run the pool' });
    expect(warningsIn(stack)).toEqual([]);
  });
});

describe('an imported pool', () => {
  test('is named by its ARN, in the policy of the role', () => {
    const stack = new Stack(new App(), 'Stack');
    const imported = cognito.UserPool.fromUserPoolArn(stack, 'Pool', 'arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_abc');
    UserPoolGrants.fromUserPool(imported).readUsers(func(stack, 'Fn'));
    expect(statementsOf(stack)).toMatchObject([{ Resource: 'arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_abc' }]);
  });

  test('fails for a service as well', () => {
    const stack = new Stack(new App(), 'Stack');
    const imported = cognito.UserPool.fromUserPoolId(stack, 'Pool', 'eu-west-1_abc');
    expect(() => UserPoolGrants.fromUserPool(imported).readUsers(new iam.AccountRootPrincipal())).toThrow('the grantee is no role');
  });
});

describe('the table of actions', () => {
  test('no action that changes something is in two intents', () => {
    const changes = INTENTS.flatMap((intent) => USER_POOL_ACTIONS[intent].filter((action) => !/^(Admin)?(Get|List)/.test(action)));
    expect(new Set(changes).size).toBe(changes.length);
  });

  test('no wildcard and nothing about the pool, its clients or providers, but the secrets of clients for who rotates them', () => {
    for (const action of INTENTS.filter((intent) => intent !== 'rotateClientSecrets').flatMap((intent) => [...USER_POOL_ACTIONS[intent]])) {
      expect(action).not.toMatch(/\*|UserPool|Client|IdentityProvider|ResourceServer|Tag|Risk|Secret/);
    }
  });

  test('who rotates secrets of clients may do nothing else', () => {
    for (const action of USER_POOL_ACTIONS.rotateClientSecrets) {
      expect(action).toMatch(/^(Add|Delete|List)UserPoolClientSecrets?$/);
    }
  });

  test('nobody but who manages attributes may write those of a user who is there already', () => {
    const write = /UserAttributes$/;
    expect(INTENTS.filter((intent) => USER_POOL_ACTIONS[intent].some((action) => write.test(action)))).toEqual(['manageAttributes']);
  });

  test('reading changes nothing', () => {
    for (const action of USER_POOL_ACTIONS.readUsers) {
      expect(action).toMatch(/^(Admin)?(Get|List)/);
    }
  });
});
