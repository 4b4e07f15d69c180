import { SecretValue } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { PoolWithClient, aStack, ruleOn, selfSignUp, writes } from './identity-fixture';
import { AccountRecovery, AppClient, Claim, CognitoAuth, CognitoAuthProps, RoleRule, SignIn, Trigger } from '../../src';
import { warningsIn } from '../warnings';

const email = Claim.standardAttribute('email');
const phone = Claim.standardAttribute('phone_number');

/** Lets people write the address, and has Cognito verify a new one before it counts. */
const verified = (name = 'email') => (made: PoolWithClient) => {
  writes(name)(made);
  (made.userPool.node.defaultChild as cognito.CfnUserPool).userAttributeUpdateSettings = {
    attributesRequireVerificationBeforeUpdate: [name],
  };
};

/** Synthesizes a pool of this library that anyone may sign up to, with a rule on an address. */
function open(props: CognitoAuthProps, claim: Claim = email, make = RoleRule.equalTo) {
  return () => {
    const stack = aStack();
    const auth = new CognitoAuth(stack, 'Auth', { selfSignUp: true, ...props });
    auth.addRule('Boss', make(claim, 'boss@corp.com'));
    Template.fromStack(stack);
    return warningsIn(stack);
  };
}

test('an e-mail address counts when it is verified before it changes and compared as a whole', () => {
  expect(ruleOn(email, verified())).not.toThrow();
  expect(ruleOn(email, verified(), RoleRule.contains)).toThrow(/write themselves/);
  expect(ruleOn(email, writes('email'))).toThrow(/write themselves/);
});

test('warns of an address that who was invited may give at the first sign-in, not of the one that people sign in with', () => {
  expect(warningsIn(ruleOn(email, verified())())).toContain('rule-contact-at-first-sign-in');
  expect(open({ selfSignUp: false })()).not.toContain('rule-contact-at-first-sign-in');
});

describe('an identity provider', () => {
  const mapped = (attributeMapping: cognito.AttributeMapping) => (made: PoolWithClient) => {
    verified()(made);
    const provider = { clientId: 'a', clientSecretValue: SecretValue.unsafePlainText('b'), attributeMapping };
    new cognito.UserPoolIdentityProviderGoogle(made.stack, 'Google', { userPool: made.userPool, ...provider });
    new cognito.UserPoolIdentityProviderGoogle(made.stack, 'OfAnother', {
      userPool: new cognito.UserPool(made.stack, 'Another'),
      ...provider,
      attributeMapping: {
        email: cognito.ProviderAttribute.GOOGLE_EMAIL,
      },
    });
  };
  const address = { email: cognito.ProviderAttribute.GOOGLE_EMAIL };

  test('fails when it fills the address in, also with the flag that a rule can not look at', () => {
    expect(ruleOn(email, mapped(address))).toThrow(/Stack\/Google fills in, verified or not/);
    expect(ruleOn(email, mapped({ ...address, emailVerified: cognito.ProviderAttribute.GOOGLE_EMAIL_VERIFIED })))
      .toThrow(/fills in, verified or not/);
  });
  test('fails when it fills in what no client writes', () => {
    expect(ruleOn(email, made => { mapped(address)(made); writes()(made); })).toThrow(/fills in, verified or not/);
  });
  test('is allowed with a reason, and when it fills in something else', () => {
    expect(ruleOn(email.acknowledgeWriters('one company, one domain'), mapped(address))).not.toThrow();
    expect(ruleOn(email, mapped({ fullname: cognito.ProviderAttribute.GOOGLE_NAME }))).not.toThrow();
  });
});

// "If a user signs up with both a phone number and an email address, and your user pool settings require verification of both attributes,
// a verification code is sent via SMS to the phone. The email address is not verified."
// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-email-phone-verification.html
describe('where people sign up themselves', () => {
  test('an address that is verified then is allowed', () => expect(open({})).not.toThrow());

  test('fails when they can have the phone verified in place of the address', () => {
    expect(open({ accountRecovery: AccountRecovery.emailThenPhone() }))
      .toThrow(/who signs up with a phone number too, through Stack\/Auth\/.*, has only the phone verified/);
    expect(open({ accountRecovery: AccountRecovery.email() })).not.toThrow();
  });
  test('is allowed when administrators make the users, when no client writes the phone number, and with a reason', () => {
    const both = { accountRecovery: AccountRecovery.emailThenPhone() };
    expect(open({ ...both, selfSignUp: false })).not.toThrow();
    expect(open({ ...both, client: AppClient.mobile({ writeAttributes: ['email'] }) })).not.toThrow();
    expect(open(both, email.acknowledgeWriters('a trigger refuses phone numbers'))).not.toThrow();
  });
  test('a phone number is verified even then', () => {
    expect(open({ signIn: SignIn.phone(), autoVerify: { email: true } }, phone)).not.toThrow();
  });
  test('fails when nobody verifies it', () => {
    const unverified = (made: PoolWithClient) => { verified()(made); selfSignUp(made); };
    const automatic = (made: PoolWithClient) => {
      unverified(made);
      (made.userPool.node.defaultChild as cognito.CfnUserPool).autoVerifiedAttributes = ['email'];
    };
    expect(ruleOn(email, unverified)).toThrow(/does not verify when people sign up/);
    expect(ruleOn(email, automatic)).not.toThrow();
  });
  test('fails when a trigger can confirm them without a code, takes it while administrators make the users', () => {
    const confirming = (signUp: boolean) => () => {
      const stack = aStack();
      const fn = new lambda.Function(stack, 'Fn', {
        runtime: lambda.Runtime.NODEJS_22_X, handler: 'i.h', code: lambda.Code.fromInline('x'),
      });
      new CognitoAuth(stack, 'Auth', {
        selfSignUp: signUp, triggers: [Trigger.preSignUp(fn)],
      }).addRule('Boss', RoleRule.equalTo(email, 'boss@corp.com'));
      Template.fromStack(stack);
    };
    expect(confirming(true)).toThrow(/the pre sign-up trigger can confirm without verifying it/);
    expect(confirming(false)).not.toThrow();
  });
  test('fails on a part of the address they sign in with, although no client writes it', () => {
    const signingIn = (make: typeof RoleRule.equalTo) => ruleOn(email, made => {
      selfSignUp(made);
      const pool = made.userPool.node.defaultChild as cognito.CfnUserPool;
      pool.usernameAttributes = ['email'];
      pool.autoVerifiedAttributes = ['email'];
    }, make);
    expect(signingIn(RoleRule.contains)).toThrow(/an address that looks right/);
    expect(signingIn(RoleRule.equalTo)).not.toThrow();
  });
});
