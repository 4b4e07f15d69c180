import { App, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { func, pool, PoolUnderTest } from './client-fixture';
import { CognitoAuth } from '../../src';
import { AppClient, Trigger } from '../../src/user-pool';
import { appCycles } from '../grants/cycles';

const FROM_EVENT = 'take userPoolId and callerContext.clientId from the event instead of the environment';
const BY_PARAMETER = 'write the value to an SSM parameter of a fixed name, and let the function read it by that name at run time';
const BY_POLICY =
  "put the statement into a policy that the function does not wait for: new iam.Policy(…, { roles: [the function's role], statements })";
const BY_INTENT = 'use a grant that names no pool, such as auth.grants.manageUsers(…)';
const BY_KEY = 'grant by the methods of the key, which leave its policy alone within an account, or take another key';

function authWithTrigger(prepare: (made: { stack: Stack; auth: CognitoAuth; fn: lambda.Function }) => void = () => {}) {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const auth = new CognitoAuth(stack, 'Auth');
  const fn = func(stack, 'Fn');
  auth.addTrigger(Trigger.postConfirmation(fn));
  prepare({ stack, auth, fn });
  return { app, synthesizing: () => appCycles(app) };
}

const cycle = (path: string[], fix: string) =>
  `the user pool waits for '${path[0]}', which waits for the user pool, a dependency cycle: ${path.join(' → ')}; ${fix}`;

describe('the environment of a trigger', () => {
  test.each([
    ['the id of the pool', (users: PoolUnderTest) => users.userPool.userPoolId, []],
    ['the ARN of the pool within a text', (users: PoolUnderTest) => `pool=${users.userPool.userPoolArn}`, []],
    ['the id of a client', (users: PoolUnderTest) => users.addClient('Web', AppClient.mobile()).userPoolClientId, ['Stack/Users/Web']],
    [
      'the id of a machine',
      (users: PoolUnderTest) => users.addClient('M', AppClient.machine({ scopes: [cognito.OAuthScope.custom('a/b')] })).userPoolClientId,
      ['Stack/Users/M'],
    ],
  ])('fails on %s', (_what, value, between) => {
    const { stack, users } = pool();
    const fn = func(stack, 'Fn');
    users.addTrigger(Trigger.preSignUp(fn));
    fn.addEnvironment('VALUE', value(users));
    expect(() => Template.fromStack(stack, { skipCyclicalDependenciesCheck: true }))
      .toThrow(cycle(['Stack/Fn', ...between, 'Stack/Users/UserPool'], FROM_EVENT));
  });

  test('fails behind an alias', () => {
    const { stack, users } = pool();
    const fn = func(stack, 'Fn');
    fn.addEnvironment('POOL', users.userPool.userPoolId);
    users.addTrigger(Trigger.preSignUp(new lambda.Alias(stack, 'Live', { aliasName: 'live', version: fn.currentVersion })));
    expect(() => Template.fromStack(stack)).toThrow(cycle(['Stack/Live', 'Stack/Fn', 'Stack/Users/UserPool'], FROM_EVENT));
  });

  test('fails behind a version', () => {
    const { stack, users } = pool();
    const fn = func(stack, 'Fn');
    fn.addEnvironment('POOL', users.userPool.userPoolId);
    users.addTrigger(Trigger.preSignUp(fn.currentVersion));
    expect(() => Template.fromStack(stack)).toThrow(cycle(['Stack/Fn/CurrentVersion', 'Stack/Fn', 'Stack/Users/UserPool'], FROM_EVENT));
  });

  test('fails on a trigger that the UserPool was given directly', () => {
    const { stack, users } = pool();
    const fn = func(stack, 'Fn');
    fn.addEnvironment('POOL', users.userPool.userPoolId);
    users.userPool.addTrigger(cognito.UserPoolOperation.PRE_SIGN_UP, fn);
    expect(() => Template.fromStack(stack)).toThrow(FROM_EVENT);
  });

  test('fails on the id of the identity pool', () => {
    const { synthesizing } = authWithTrigger(({ auth, fn }) => fn.addEnvironment('IDENTITIES', auth.identityPool.identityPoolId));
    expect(synthesizing).toThrow(cycle(['Stack/Fn', 'Stack/Auth/Identities', 'Stack/Auth/Users/UserPool'], BY_PARAMETER));
  });

  test('fails on the ARN of a role', () => {
    const { synthesizing } = authWithTrigger(({ auth, fn }) => fn.addEnvironment('ROLE', auth.authenticated.roleArn));
    expect(synthesizing).toThrow(cycle(
      ['Stack/Fn', 'Stack/Auth/Identities/Authenticated', 'Stack/Auth/Identities', 'Stack/Auth/Users/UserPool'], BY_PARAMETER));
  });

  test('may name a parameter that holds either', () => {
    const { synthesizing } = authWithTrigger(({ stack, auth, fn }) => {
      new ssm.StringParameter(stack, 'Parameter', {
        parameterName: '/app/identities', stringValue: `${auth.identityPool.identityPoolId} ${auth.authenticated.roleArn}`,
      });
      fn.addEnvironment('PARAMETER', '/app/identities');
      fn.addToRolePolicy(new iam.PolicyStatement({
        actions: ['ssm:GetParameter'],
        resources: [stack.formatArn({ service: 'ssm', resource: 'parameter', resourceName: 'app/identities' })],
      }));
    });
    expect(synthesizing()).toEqual([]);
  });
});

describe('the policies of the role of a trigger', () => {
  test("fails on the CDK's own grant", () => {
    const { stack, users } = pool();
    const fn = func(stack, 'Fn');
    users.addTrigger(Trigger.preSignUp(fn));
    users.userPool.grant(fn, 'cognito-idp:AdminGetUser');
    expect(() => Template.fromStack(stack, { skipCyclicalDependenciesCheck: true }))
      .toThrow(cycle(['Stack/Fn', 'Stack/Fn/ServiceRole/DefaultPolicy', 'Stack/Users/UserPool'], BY_INTENT));
  });

  test('fails on passing the role of a group', () => {
    const { synthesizing } = authWithTrigger(({ auth, fn }) => {
      auth.grants.manageGroups(fn);
      auth.addGroup('admins').role.grantPassRole(fn.role!);
    });
    expect(synthesizing).toThrow(cycle(
      [
        'Stack/Fn', 'Stack/Fn/ServiceRole/DefaultPolicy', 'Stack/Auth/Identities/adminsRole', 'Stack/Auth/Identities',
        'Stack/Auth/Users/UserPool',
      ],
      BY_POLICY));
  });

  test('the role of a group may be passed by a policy that the function does not wait for', () => {
    const { synthesizing } = authWithTrigger(({ stack, auth, fn }) => {
      auth.grants.manageGroups(fn);
      new iam.Policy(stack, 'PassRole', {
        roles: [fn.role!],
        statements: [new iam.PolicyStatement({ actions: ['iam:PassRole'], resources: [auth.addGroup('admins').roleArn] })],
      });
    });
    expect(synthesizing()).toEqual([]);
  });

  test('everyone signed in may call a trigger', () => {
    const { synthesizing } = authWithTrigger(({ auth, fn }) => fn.grantInvoke(auth.authenticated));
    expect(synthesizing()).toEqual([]);
  });
});

describe('the keys of a trigger', () => {
  const encrypted = (use: (key: kms.Key, auth: CognitoAuth) => void) => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const auth = new CognitoAuth(stack, 'Auth');
    const key = new kms.Key(stack, 'Key');
    auth.addTrigger(Trigger.postConfirmation(new lambda.Function(stack, 'Fn', {
      runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('x'), environmentEncryption: key,
    })));
    use(key, auth);
    return () => appCycles(app);
  };
  const naming = (auth: CognitoAuth) =>
    new iam.PolicyStatement({ principals: [auth.authenticated.grantPrincipal], actions: ['kms:Decrypt'], resources: ['*'] });
  const FROM_KEY = ['Stack/Key', 'Stack/Auth/Identities/Authenticated', 'Stack/Auth/Identities', 'Stack/Auth/Users/UserPool'];

  test('fails when the policy of the key of its environment names a role of the identity pool', () => {
    expect(encrypted((key, auth) => void key.addToResourcePolicy(naming(auth)))).toThrow(cycle(['Stack/Fn', ...FROM_KEY], BY_KEY));
  });

  test('a grant on the same key is allowed', () => {
    expect(encrypted((key, auth) => void key.grantDecrypt(auth.authenticated))()).toEqual([]);
  });

  test('fails when the policy of the key of a custom sender names a role of the identity pool', () => {
    const sending = (use: (key: kms.Key, auth: CognitoAuth) => void) => authWithTrigger(({ stack, auth, fn }) => {
      const key = new kms.Key(stack, 'Key');
      auth.addTrigger(Trigger.customEmailSender(fn, { key }));
      use(key, auth);
    }).synthesizing;
    expect(sending((key, auth) => void key.addToResourcePolicy(naming(auth)))).toThrow(cycle(FROM_KEY, BY_KEY));
    expect(sending((key, auth) => void key.grantDecrypt(auth.authenticated))()).toEqual([]);
  });
});

describe('nested stacks', () => {
  test('fails on a function of a nested stack that knows the pool', () => {
    const { stack, users } = pool();
    const fn = func(new NestedStack(stack, 'Nested'), 'Fn');
    users.addTrigger(Trigger.preSignUp(fn));
    expect(() => appCycles(stack.node.root as App)).not.toThrow();
    const twin = pool();
    const other = func(new NestedStack(twin.stack, 'Nested'), 'Fn');
    twin.users.addTrigger(Trigger.preSignUp(other));
    other.addEnvironment('POOL', twin.users.userPool.userPoolId);
    expect(() => appCycles(twin.stack.node.root as App))
      .toThrow(/Nested\.NestedStackResource → Stack\/Users\/UserPool; let one of the two learn/);
  });

  test('fails on a pool of a nested stack that the function knows', () => {
    const making = (environment: (users: PoolUnderTest) => string) => {
      const app = new App();
      const stack = new Stack(app, 'Stack');
      const users = new PoolUnderTest(new NestedStack(stack, 'Nested'), 'Users');
      const fn = func(stack, 'Fn');
      users.addTrigger(Trigger.preSignUp(fn));
      fn.addEnvironment('VALUE', environment(users));
      return () => appCycles(app);
    };
    expect(making((users) => users.userPool.userPoolId))
      .toThrow(/Stack\/Fn → .*Nested\.NestedStackResource; write the value to an SSM parameter/);
    expect(making(() => 'a value')()).toEqual([]);
  });
});

test('other functions, other values and other pools are fine', () => {
  const { stack, users } = pool();
  const other = new PoolUnderTest(stack, 'Other');
  const fn = func(stack, 'Fn');
  users.addTrigger(Trigger.preSignUp(fn));
  users.addTrigger(Trigger.postConfirmation(lambda.Function.fromFunctionAttributes(stack, 'Imported', {
    functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:f', sameEnvironment: true,
  })));
  fn.addEnvironment('OTHER_POOL', other.userPool.userPoolId);
  fn.addEnvironment('REGION', stack.region);
  other.userPool.grant(fn, 'cognito-idp:AdminGetUser');
  func(stack, 'Backend').addEnvironment('POOL', users.userPool.userPoolId);
  expect(appCycles(stack.node.root as App)).toEqual([]);
});

test.each([
  ['Fn::GetAtt as a text', (id: string) => ({ 'Fn::GetAtt': `${id}.Arn` })],
  ['Fn::Sub', (id: string) => ({ 'Fn::Sub': `pool=\${${id}.Arn}` })],
  ['Fn::Sub with variables', (id: string) => ({ 'Fn::Sub': ['${x}', { x: { Ref: id } }] })],
])('fails on a raw override by %s', (_what, reference) => {
  const making = (target: (stack: Stack, users: PoolUnderTest) => string) => {
    const { stack, users } = pool();
    const fn = func(stack, 'Fn');
    users.addTrigger(Trigger.preSignUp(fn));
    (fn.node.defaultChild as lambda.CfnFunction).addPropertyOverride('Description', reference(target(stack, users)));
    return () => Template.fromStack(stack, { skipCyclicalDependenciesCheck: true });
  };
  const idOf = (stack: Stack, users: PoolUnderTest) => stack.getLogicalId(users.userPool.node.defaultChild as cognito.CfnUserPool);
  expect(making(idOf)).toThrow('a dependency cycle: Stack/Fn → Stack/Users/UserPool; let one of the two learn');
  expect(making((stack) => idOf(stack, new PoolUnderTest(stack, 'Other')))).not.toThrow();
});
