import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { aPool, aStack, errorsOf, identityPool, mappings, registered, ruleOn, selfSignUp, writes } from './identity-fixture';
import { Claim, ExternalLogin, RoleRule, UndecidedRole } from '../../src';
import { warningsIn } from '../warnings';

describe('identity pool', () => {
  const KEY = 'cognito-identity.amazonaws.com';
  const judged = (statements: (pool: any) => iam.PolicyStatement[], first = true) => {
    const pool = identityPool({ guestAccess: true });
    const { userPool } = registered(pool);
    const own = new iam.Role(pool.stack, 'Own', {
      assumedBy: first ? pool.identities.authenticatedPrincipal : new iam.ServicePrincipal('x.amazonaws.com'),
    });
    own.assumeRolePolicy!.addStatements(...statements(pool));
    pool.identities.addGroup(userPool, 'owners', { precedence: 0, role: own });
    const errors = errorsOf(pool);
    return { errors, warnings: errors.length === 0 ? warningsIn(pool.stack) : [] };
  };
  test('session tagging in a statement of its own', () => {
    expect(judged(() => [
      new iam.PolicyStatement({ actions: ['sts:TagSession'], principals: [new iam.FederatedPrincipal(KEY, {}, 'sts:TagSession')] }),
    ])).toEqual({ errors: [], warnings: [] });
    expect(judged(() => [
      new iam.PolicyStatement({
        actions: ['sts:TagSession', 'sts:AssumeRole'], principals: [new iam.FederatedPrincipal(KEY, {}, 'sts:TagSession')],
      }),
    ])).toEqual({ errors: [], warnings: [] });
    expect(judged(() => [
      new iam.PolicyStatement({
        actions: ['sts:TagSession'], principals: [new iam.FederatedPrincipal('accounts.google.com', {}, 'sts:TagSession')],
      }),
    ])).toEqual({ errors: [], warnings: ['role-trust'] });
  });
  test('aud by StringLike', () => {
    expect(judged(({ identities }) => [new iam.PolicyStatement({
      actions: ['sts:AssumeRoleWithWebIdentity'],
      principals: [new iam.FederatedPrincipal(KEY, {}, 'sts:AssumeRoleWithWebIdentity')],
      conditions: {
        'StringLike': { [`${KEY}:aud`]: identities.identityPoolId }, 'ForAnyValue:StringLike': { [`${KEY}:amr`]: 'authenticated' },
      },
    })]).errors).toEqual([]);
  });
  test('the pool under another key', () => {
    expect(judged(({ identities }) => [new iam.PolicyStatement({
      actions: ['sts:AssumeRoleWithWebIdentity'],
      principals: [new iam.FederatedPrincipal(KEY, {}, 'sts:AssumeRoleWithWebIdentity')],
      conditions: {
        'StringEquals': { [`${KEY}:sub`]: identities.identityPoolId }, 'ForAnyValue:StringLike': { [`${KEY}:amr`]: 'authenticated' },
      },
    })]).errors).toHaveLength(1);
  });
  test('a trigger of version 2, and another trigger', () => {
    const fn = (stack: Stack) =>
      new lambda.Function(stack, 'Fn', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'i.h', code: lambda.Code.fromInline('x') });
    expect(ruleOn(
      Claim.fromTrigger('tier'),
      ({ stack, userPool }) => userPool.addTrigger(
        cognito.UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, fn(stack), cognito.LambdaVersion.V2_0,
      ),
    )).not.toThrow();
    expect(ruleOn(
      Claim.fromTrigger('tier'), ({ stack, userPool }) => userPool.addTrigger(cognito.UserPoolOperation.POST_CONFIRMATION, fn(stack)),
    )).toThrow(/no pre token generation trigger/);
  });
  test('an address of two that people sign in with', () => {
    const stack = ruleOn(Claim.standardAttribute('email'), made => {
      writes('email')(made);
      const cfn = made.userPool.node.defaultChild as cognito.CfnUserPool;
      cfn.userAttributeUpdateSettings = { attributesRequireVerificationBeforeUpdate: ['email'] };
      cfn.usernameAttributes = ['email', 'phone_number'];
    })();
    expect(warningsIn(stack)).toContain('rule-contact-at-first-sign-in');
  });
  test('an address that is not the one people sign in with', () => {
    const stack = ruleOn(Claim.standardAttribute('email'), made => {
      writes('email')(made);
      const cfn = made.userPool.node.defaultChild as cognito.CfnUserPool;
      cfn.userAttributeUpdateSettings = { attributesRequireVerificationBeforeUpdate: ['email'] };
      cfn.usernameAttributes = ['phone_number'];
    })();
    expect(warningsIn(stack)).toContain('rule-contact-at-first-sign-in');
  });
  test('an address that nobody writes and nobody signs in with, and self sign-up', () => {
    expect(ruleOn(Claim.standardAttribute('email'), made => { selfSignUp(made); writes()(made); })).not.toThrow();
  });
  test('one imported role, twice', () => {
    const { stack, identities, userPool } = aPool();
    const own = (id: string, name = 'own') => iam.Role.fromRoleArn(stack, id, `arn:aws:iam::123456789012:role/${name}`);
    identities.addGroup(userPool, 'a', { precedence: 1, role: own('One') });
    expect(() => identities.addGroup(userPool, 'b', { precedence: 1, role: own('Two') })).not.toThrow();
    expect(() => identities.addGroup(userPool, 'c', { precedence: 1, role: own('Three', 'other') })).toThrow(/both have precedence 1/);
  });
  test('a provider without rules has no mapping', () => {
    const { stack, identities, userPool } = aPool(aStack(), { externalLogins: [ExternalLogin.google(['g'])] });
    identities.addGroup(userPool, 'a', { precedence: 1 });
    expect(mappings(stack)).toHaveLength(1);
  });
  test('a provider with a rule may deny the rest', () => {
    const google = ExternalLogin.google(['g']);
    const { identities, stack, userPool } = aPool(aStack(), { externalLogins: [google], undecidedRole: UndecidedRole.DENY });
    identities.addGroup(userPool, 'a', { precedence: 1 });
    identities.addRule('R', RoleRule.equalTo(Claim.fromProvider('hd'), 'corp'), { provider: google } as any);
    expect(errorsOf({ identities, stack })).toEqual([]);
  });
  test('pools without the lists', () => {
    expect(ruleOn(
      Claim.standardAttribute('email'),
      made => { writes('email')(made); (made.userPool.node.defaultChild as cognito.CfnUserPool).userAttributeUpdateSettings = undefined; },
    )).toThrow(/write themselves/);
  });
});
