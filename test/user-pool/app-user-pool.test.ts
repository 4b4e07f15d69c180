import { Stack, RemovalPolicy } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { userPool as pool } from './user-pool-fixture';
import { AppClient, AppUserPool, Trigger } from '../../src/user-pool';
import { warningsIn } from '../warnings';

function fn(stack: Stack, id = 'Fn') {
  return new lambda.Function(stack, id, {
    runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async e => e'),
  });
}

describe('AppUserPool', () => {
  test('makes one resource, retained and deletion-protected', () => {
    const template = Template.fromStack(pool().stack);
    expect(Object.keys(template.toJSON().Resources)).toHaveLength(1);
    template.hasResource('AWS::Cognito::UserPool', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { DeletionProtection: 'ACTIVE', UserPoolTier: 'LITE' },
    });
  });

  test('a pool that is not retained goes with its stack', () => {
    Template.fromStack(pool({ removalPolicy: RemovalPolicy.DESTROY }).stack).hasResource('AWS::Cognito::UserPool', {
      DeletionPolicy: 'Delete',
      Properties: { DeletionProtection: 'INACTIVE' },
    });
  });

  test.each([RemovalPolicy.SNAPSHOT, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE])('fails when the removal policy is %s', removalPolicy => {
    expect(() => pool({ removalPolicy }))
      .toThrow(`removalPolicy: '${removalPolicy}' is not for pools of Cognito; use RemovalPolicy.RETAIN or RemovalPolicy.DESTROY`);
  });

  test('a client that rotates refresh tokens raises the plan, with the reason', () => {
    const { stack, users } = pool();
    users.addClient('App', AppClient.mobile());
    expect(users.plan.reasons).toEqual([expect.stringContaining("client 'App': refresh token rotation")]);
    Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPool', { UserPoolTier: 'ESSENTIALS' });
  });

  test('a client that does not rotate leaves the plan alone', () => {
    const { users } = pool({ plan: cognito.FeaturePlan.LITE });
    users.addClient('App', AppClient.mobile({ refreshTokenRotation: false }));
    expect(users.plan.name).toBe('LITE');
  });

  test('warns when a client rotates refresh tokens on an explicit Lite, which nobody could try', () => {
    const { stack, users } = pool({ plan: cognito.FeaturePlan.LITE });
    users.addClient('App', AppClient.mobile());
    expect(users.plan.name).toBe('LITE');
    expect(warningsIn(stack)).toEqual(['plan-probably-too-low']);
    const higher = pool({ plan: cognito.FeaturePlan.PLUS });
    higher.users.addClient('App', AppClient.mobile());
    expect(warningsIn(higher.stack)).toEqual([]);
  });

  test('fails at the call when a later trigger needs more than the explicit plan', () => {
    const { stack, users } = pool({ plan: cognito.FeaturePlan.LITE });
    const trigger = Trigger.preTokenGeneration(fn(stack), { version: cognito.LambdaVersion.V2_0 });
    expect(() => users.addTrigger(trigger)).toThrow(/plan: 'LITE' is too low/);
  });

  test('a trigger may administer the pool that calls it', () => {
    const { stack, users } = pool();
    const trigger = fn(stack);
    users.addTrigger(Trigger.preTokenGeneration(trigger));
    users.grants.manageUsers(trigger);
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('takes triggers from its properties', () => {
    const stack = new Stack();
    new AppUserPool(stack, 'Users', {
      triggers: [Trigger.preSignUp(fn(stack, 'PreSignUp')), Trigger.postConfirmation(fn(stack, 'PostConfirmation'))],
    });
    Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPool', {
      LambdaConfig: { PreSignUp: Match.anyValue(), PostConfirmation: Match.anyValue() },
    });
  });

  test('a client comes after the resource server whose scope it uses, and knows of the domain', () => {
    const { stack, users } = pool();
    const orders = users.addResourceServer('Orders', { identifier: 'orders', scopes: { read: 'Read orders' } });
    users.addClient('Nightly', AppClient.machine({ scopes: [orders.scope('read')] }));
    users.userPool.addDomain('Domain', { cognitoDomain: { domainPrefix: 'acme' } });
    expect(warningsIn(stack)).toEqual([]);
    const server = Object.keys(Template.fromStack(stack).findResources('AWS::Cognito::UserPoolResourceServer'))[0];
    Template.fromStack(stack).hasResource('AWS::Cognito::UserPoolClient', { DependsOn: [server] });
  });

  test('a machine client without a domain is warned about', () => {
    const { stack, users } = pool();
    const orders = users.addResourceServer('Orders', { identifier: 'orders', scopes: { read: 'Read orders' } });
    users.addClient('Nightly', AppClient.machine({ scopes: [orders.scope('read')] }));
    expect(warningsIn(stack)).toEqual(['machine-client-without-domain']);
  });

  test('a machine client alone stays on Lite', () => {
    const { users } = pool();
    const orders = users.addResourceServer('Orders', { identifier: 'orders', scopes: { read: 'Read orders' } });
    users.addClient('Nightly', AppClient.machine({ scopes: [orders.scope('read')] }));
    expect(users.plan.name).toBe('LITE');
  });

  test.each([
    ['readUsers', 'ListUsers'],
    ['manageUsers', 'AdminCreateUser'],
    ['manageAttributes', 'AdminUpdateUserAttributes'],
    ['managePasswords', 'AdminSetUserPassword'],
    ['manageMfa', 'AdminSetUserMFAPreference'],
    ['manageSessions', 'AdminUserGlobalSignOut'],
    ['manageDevices', 'AdminListDevices'],
    ['manageGroups', 'CreateGroup'],
    ['manageGroupMembership', 'AdminAddUserToGroup'],
    ['linkIdentities', 'AdminLinkProviderForUser'],
    ['signInUsers', 'AdminInitiateAuth'],
  ] as const)('grants.%s allows %s on this pool only', (intent, action) => {
    const { stack, users } = pool();
    expect(users.grants[intent](fn(stack)).success).toBe(true);
    const [policy] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
    const [statement] = policy.Properties.PolicyDocument.Statement;
    expect([statement.Action].flat()).toContain(`cognito-idp:${action}`);
    expect(statement.Resource).toEqual(stack.resolve(users.userPool.userPoolArn));
  });
});
