import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { AppClient, AppUserPool, AppUserPoolProps, Trigger } from '../../src';

function pool(props?: AppUserPoolProps) {
  const stack = new Stack(new App(), 'Stack');
  return { stack, users: new AppUserPool(stack, 'Users', props) };
}

function fn(stack: Stack) {
  return new lambda.Function(stack, 'Fn', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async e => e') });
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

  test('a disposable pool goes with its stack', () => {
    Template.fromStack(pool({ disposable: true }).stack).hasResource('AWS::Cognito::UserPool', {
      DeletionPolicy: 'Delete',
      Properties: { DeletionProtection: 'INACTIVE' },
    });
  });

  test('a client that rotates refresh tokens raises the plan, with the reason', () => {
    const { stack, users } = pool();
    users.addClient('App', AppClient.native());
    expect(users.plan.reasons).toEqual([expect.stringContaining("client 'App': refresh token rotation")]);
    Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPool', { UserPoolTier: 'ESSENTIALS' });
  });

  test('a client that does not rotate leaves the plan alone', () => {
    const { users } = pool({ plan: cognito.FeaturePlan.LITE });
    users.addClient('App', AppClient.native({ refreshTokenRotation: false }));
    expect(users.plan.name).toBe('LITE');
  });

  test('fails at the call when a later client needs more than the explicit plan', () => {
    const { users } = pool({ plan: cognito.FeaturePlan.LITE });
    expect(() => users.addClient('App', AppClient.native())).toThrow(/plan: 'LITE' is too low: client 'App'.*ESSENTIALS/);
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
    users.grantManageUsers(trigger);
    expect(() => Template.fromStack(stack)).not.toThrow();
  });
});
