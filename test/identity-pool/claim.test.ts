import { CfnParameter, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { IMPORTED_POOL_ARN, PoolWithClient, aStack, ruleOn, selfSignUp, writes } from './identity-fixture';
import { AppIdentityPool, Claim, CognitoAuth, RoleRule, SignIn } from '../../src';
import { used } from '../used';
import { warningsIn } from '../warnings';

const plan = Claim.customAttribute('plan');
const fixed = Claim.customAttribute('fixed');

const addTrigger = ({ stack, userPool }: PoolWithClient) => userPool.addTrigger(
  cognito.UserPoolOperation.PRE_TOKEN_GENERATION,
  new lambda.Function(stack, 'Fn', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'i.h', code: lambda.Code.fromInline('x') }),
);

describe('names', () => {
  test('of 64 characters are allowed, fails beyond, without a name and with white space', () => {
    expect(() => used(Claim.fromProvider('x'.repeat(64)))).not.toThrow();
    expect(() => used(Claim.fromProvider('x'.repeat(65)))).toThrow(/1 to 64/);
    expect(() => used(Claim.fromProvider(''))).toThrow(/1 to 64/);
    expect(() => used(Claim.fromProvider('a b'))).toThrow(/no white space/);
  });
  test.each([
    'email', 'family_name', 'name', 'updated_at', 'email_verified', 'phone_number_verified', 'sub',
  ])('%s is a standard attribute', name => {
    expect(Claim.standardAttribute(name)).toMatchObject({ name, _source: 'attribute' });
  });
  test('a standard attribute may be named by a token', () => {
    expect(() => used(Claim.standardAttribute(Lazy.string({ produce: () => 'email' })))).not.toThrow();
  });
  test.each([
    ['familyName', "write 'family_name'"],
    ['fullname', "write 'name'"],
    ['custom:plan', "write Claim.customAttribute('plan')"],
    ['emial', 'use one of address, birthdate, email, email_verified, '],
    ['cognito:groups', 'use Claim.groups()'],
    ['cognito:username', 'use Claim.username()'],
    ['cognito:preferred_role', 'use addGroup'],
    ['aud', 'or another factory of Claim'],
    ['constructor', 'use one of'],
  ])('fails on %s, which is no standard attribute', (name, fix) => {
    expect(() => used(Claim.standardAttribute(name))).toThrow(`Claim.standardAttribute: '${name}' is not a standard attribute; `);
    expect(() => used(Claim.standardAttribute(name))).toThrow(fix);
  });
  test('fails on the prefix written by hand', () => {
    expect(() => used(Claim.customAttribute('custom:plan'))).toThrow(/write 'plan'/);
  });
  test.each([
    [() => used(Claim.fromTrigger('cognito:groups')), 'use Claim.groups()'],
    [() => used(Claim.fromTrigger('sub')), "can't set 'sub'; use Claim.standardAttribute('sub')"],
    [() => used(Claim.fromTrigger('nonce')), "can't set 'nonce'; let the trigger add a claim with a name of its own"],
  ])('fails on a claim that a trigger does not make: %s', (make, fix) => expect(make).toThrow(fix));
  test('an unknown name is left to synthesis', () => {
    expect(() => used(Claim.fromTrigger(Lazy.string({ produce: () => 'sub' })))).not.toThrow();
  });
});

describe('values', () => {
  test('of 128 characters are allowed, fails beyond and when empty', () => {
    expect(() => used(RoleRule.equalTo(plan, 'x'.repeat(128)))).not.toThrow();
    expect(() => used(RoleRule.equalTo(plan, 'x'.repeat(129)))).toThrow(/1 to 128/);
    expect(() => used(RoleRule.equalTo(plan, ''))).toThrow(/1 to 128/);
  });
  test('fails on notEqualTo without a reason, takes one with', () => {
    expect(() => used(RoleRule.notEqualTo(plan, 'x', ' '))).toThrow(/reason is empty/);
    expect(() => used(RoleRule.notEqualTo(plan, 'x', 'everyone but x'))).not.toThrow();
  });
  test('fails on anything but contains on the groups', () => {
    expect(() => used(RoleRule.equalTo(Claim.groups(), 'a'))).toThrow(/not documented/);
    expect(() => used(RoleRule.startsWith(Claim.groups(), 'a'))).toThrow(/not documented/);
    expect(() => used(RoleRule.contains(Claim.groups(), 'a'))).not.toThrow();
  });
});

describe('writers', () => {
  test('an attribute that no client writes is allowed', () => expect(ruleOn(plan)).not.toThrow());
  test(
    'fails when the client writes it',
    () => expect(ruleOn(plan, writes('custom:plan'))).toThrow(/people can write themselves through Stack\/Users\/Client/),
  );
  test('another attribute may be written', () => expect(ruleOn(plan, writes('custom:fixed'))).not.toThrow());
  test('fails when another client of the pool, not registered, may write everything', () => {
    expect(ruleOn(plan, ({ userPool }) => void userPool.addClient('Other'))).toThrow(/through Stack\/Users\/Other/);
  });
  test('fails when a client made as an L1 may write it', () => {
    expect(ruleOn(plan, ({ stack, userPool }) => void new cognito.CfnUserPoolClient(stack, 'Raw', { userPoolId: userPool.userPoolId })))
      .toThrow(/Raw|Stack/);
  });
  test('a machine client and a client of another pool do not count', () => {
    expect(ruleOn(plan, ({ stack, userPool }) => {
      new cognito.CfnUserPoolClient(stack, 'Machine', {
        userPoolId: userPool.userPoolId, allowedOAuthFlows: ['client_credentials'], explicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      });
      new cognito.UserPool(stack, 'Elsewhere').addClient('Client');
      new cognito.CfnUserPoolClient(stack, 'Literal', { userPoolId: 'us-east-1_x' });
    })).not.toThrow();
  });
  test('fails when a machine client may write it where people sign up themselves, which takes no sign-in flow', () => {
    const machine = (...writeAttributes: string[]) => ruleOn(plan, made => {
      selfSignUp(made);
      new cognito.CfnUserPoolClient(made.stack, 'Machine', {
        userPoolId: made.userPool.userPoolId,
        allowedOAuthFlows: ['client_credentials'],
        explicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
        ...(writeAttributes.length > 0 ? { writeAttributes } : {}),
      });
    });
    expect(machine()).toThrow(/people can write themselves/);
    expect(machine('custom:plan')).toThrow(/people can write themselves/);
    expect(machine('locale')).not.toThrow();
  });
  test('fails when a machine client leaves the sign-in flows of the service on', () => {
    expect(ruleOn(plan, ({ stack, userPool }) => {
      new cognito.CfnUserPoolClient(stack, 'Machine', { userPoolId: userPool.userPoolId, allowedOAuthFlows: ['client_credentials'] });
    })).toThrow(/write themselves/);
  });
  test('fails when it is only known at deployment what a client may write; what it may read is then not judged', () => {
    const later = (stack: Stack) => new CfnParameter(stack, 'Later', { type: 'CommaDelimitedList' }).valueAsList;
    expect(ruleOn(plan, ({ cfnClient, stack }) => { cfnClient.writeAttributes = later(stack); })).toThrow(/write themselves/);
    expect(ruleOn(plan, ({ cfnClient, stack }) => { cfnClient.readAttributes = later(stack); })).not.toThrow();
  });
  test('what a client may write is read when everything is there, also through an override', () => {
    const late = (...names: string[]) =>
      ({ cfnClient }: PoolWithClient) => { cfnClient.writeAttributes = Lazy.list({ produce: () => names }); };
    expect(ruleOn(plan, late('email'))).not.toThrow();
    expect(ruleOn(plan, late('custom:plan'))).toThrow(/write themselves/);
    expect(ruleOn(plan, ({ cfnClient }) => cfnClient.addPropertyOverride('WriteAttributes', ['custom:plan']))).toThrow(/write themselves/);
  });
  test('fails on an attribute of a pool without a schema; a schema that is only known at deployment is not judged', () => {
    const schema = (value: any) => ({ userPool }: PoolWithClient) => {
      (userPool.node.defaultChild as cognito.CfnUserPool).schema = value;
    };
    expect(ruleOn(plan, schema(undefined))).toThrow(/does not have/);
    expect(ruleOn(plan, schema(Fn.conditionIf('Paying', [{ name: 'plan' }], [])))).not.toThrow();
    expect(ruleOn(plan, schema([Fn.conditionIf('Paying', { name: 'plan' }, { name: 'other' })]))).not.toThrow();
  });
  test('fails on an immutable attribute that people write: at sign-up, and in the answer to the first sign-in of who was invited', () => {
    expect(ruleOn(fixed, writes('custom:fixed'))).toThrow(/when they first sign in through/);
    expect(ruleOn(fixed, made => { writes('custom:fixed')(made); selfSignUp(made); }))
      .toThrow(/when they sign up or first sign in through/);
    expect(ruleOn(fixed, selfSignUp)).not.toThrow();
  });
  test('fails on an attribute that the pool does not have', () => {
    expect(ruleOn(Claim.customAttribute('typo'))).toThrow(/does not have, so it never matches/);
  });
  test('fails on an attribute that no client may read, one reader is enough', () => {
    expect(ruleOn(plan, ({ cfnClient }) => { cfnClient.readAttributes = ['email']; })).toThrow(/no app client may read/);
    expect(ruleOn(plan, ({ cfnClient }) => { cfnClient.readAttributes = ['custom:plan']; })).not.toThrow();
  });
  test('fails on a standard attribute that people write, takes one that they do not', () => {
    expect(ruleOn(Claim.standardAttribute('locale'), writes('locale'))).toThrow(/write themselves/);
    expect(ruleOn(Claim.standardAttribute('zoneinfo'))).not.toThrow();
  });
  test('fails on a user name with self sign-up, takes one that administrators choose', () => {
    expect(ruleOn(Claim.username(), selfSignUp)).toThrow(/choose themselves/);
    expect(ruleOn(Claim.username())).not.toThrow();
  });
  test.each([
    [SignIn.username(), true], [SignIn.email(), false],
  ])('fails on the user names that people choose, takes those that Cognito makes up', (signIn, fails) => {
    const stack = aStack();
    new CognitoAuth(stack, 'Auth', { selfSignUp: true, signIn }).addRule('Rule', RoleRule.equalTo(Claim.username(), 'x'));
    const synth = expect(() => Template.fromStack(stack));
    fails ? synth.toThrow(/choose themselves/) : synth.not.toThrow();
  });
  test('the subject is in every token, written by nobody and read without a list', () => {
    const reading = ({ cfnClient }: PoolWithClient) => { cfnClient.readAttributes = ['email']; cfnClient.writeAttributes = undefined; };
    expect(ruleOn(Claim.standardAttribute('sub'), reading)).not.toThrow();
    expect(ruleOn(Claim.standardAttribute('locale'), reading)).toThrow(/may read/);
  });
  test('whether an address is verified is written by Cognito alone', () => {
    expect(ruleOn(Claim.standardAttribute('email_verified'), ({ cfnClient }) => { cfnClient.writeAttributes = undefined; })).not.toThrow();
  });
  test('fails on a name that is only known at deployment, takes it with a reason', () => {
    const later = Claim.customAttribute(Lazy.string({ produce: () => 'plan' }));
    expect(ruleOn(later)).toThrow(/isn't known who can write what/);
    expect(ruleOn(later.acknowledgeWriters('reviewed'))).not.toThrow();
  });
  describe('of what a trigger adds', () => {
    const and = (...names: string[]) => (made: PoolWithClient) => { addTrigger(made); writes(...names)(made); };

    test('fails when the pool has no such trigger, takes it when it does', () => {
      expect(ruleOn(Claim.fromTrigger('tier'))).toThrow(/no pre token generation trigger/);
      expect(ruleOn(Claim.fromTrigger('tier'), addTrigger)).not.toThrow();
    });
    test('fails on an attribute that people write too, takes one that they do not and a custom claim that is no attribute', () => {
      expect(ruleOn(Claim.fromTrigger('custom:plan'), and('custom:plan'))).toThrow(/write themselves/);
      expect(ruleOn(Claim.fromTrigger('locale'), and('locale'))).toThrow(/write themselves/);
      expect(ruleOn(Claim.fromTrigger('custom:plan'), and('locale'))).not.toThrow();
      expect(ruleOn(
        Claim.fromTrigger('custom:tier'),
        ({ cfnClient, ...made }) => { addTrigger({ cfnClient, ...made }); cfnClient.writeAttributes = undefined; },
      )).not.toThrow();
    });
  });
  test('who acknowledges the writers of a claim is told that it is in no token', () => {
    const told = (claim: Claim, change?: (made: PoolWithClient) => void) =>
      warningsIn(ruleOn(claim.acknowledgeWriters('reviewed'), change)());
    expect(told(Claim.customAttribute('typo'))).toContain('claim-in-no-token');
    expect(told(plan, ({ cfnClient }) => { cfnClient.readAttributes = ['email']; })).toContain('claim-in-no-token');
    expect(told(plan)).not.toContain('claim-in-no-token');
    expect(told(Claim.sub())).not.toContain('claim-in-no-token');
    expect(told(Claim.fromTrigger('tier'))).toContain('claim-in-no-token');
    expect(told(Claim.fromTrigger('tier'), addTrigger)).not.toContain('claim-in-no-token');
    expect(told(Claim.fromTrigger('custom:plan'))).not.toContain('claim-in-no-token');
  });
  test('what is acknowledged with a reason is allowed, fails without one', () => {
    expect(ruleOn(plan.acknowledgeWriters('reviewed'), writes('custom:plan'))).not.toThrow();
    expect(() => used(plan.acknowledgeWriters(' '))).toThrow(/reason is empty/);
  });
  test.each([[plan, true], [plan.acknowledgeWriters('reviewed'), false]])('an imported pool', (claim, fails) => {
    const stack = aStack();
    const identities = new AppIdentityPool(stack, 'Identities');
    identities.addUserPool(
      cognito.UserPool.fromUserPoolArn(stack, 'Pool', IMPORTED_POOL_ARN), cognito.UserPoolClient.fromUserPoolClientId(stack, 'Client', 'a'),
    );
    identities.addRule('Rule', RoleRule.equalTo(claim, 'x'));
    const synth = expect(() => Template.fromStack(stack));
    fails ? synth.toThrow(/isn't known who can write what/) : synth.not.toThrow();
  });
});

describe('who writes a claim', () => {
  test('is nobody who signs in by the login pages alone, while administrators make the users', () => {
    const hosted = ({ cfnClient }: PoolWithClient) => Object.assign(cfnClient, {
      writeAttributes: ['custom:plan'],
      explicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      allowedOAuthFlows: ['code'],
      allowedOAuthScopes: ['openid'],
    });
    expect(ruleOn(plan, hosted)).not.toThrow();
    expect(ruleOn(plan, made => { hosted(made); made.cfnClient.allowedOAuthScopes = ['openid', 'aws.cognito.signin.user.admin']; }))
      .toThrow(/write themselves/);
    expect(ruleOn(plan, made => { hosted(made); selfSignUp(made); })).toThrow(/write themselves/);
  });

  test('is warned about where a client has an empty list, which the sources understand differently', () => {
    const stack = ruleOn(plan, ({ cfnClient }) => { cfnClient.writeAttributes = []; })();
    expect(warningsIn(stack)).toContain('rule-claim-without-list');
  });
});
