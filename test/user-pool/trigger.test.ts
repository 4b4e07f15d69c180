import { App, Lazy, Stack, RemovalPolicy } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { func, lambdaConfig, pool, PoolUnderTest, warnings } from './client-fixture';
import { AppClient, Trigger } from '../../src/user-pool';
import { appCycles } from '../grants/cycles';

type Make = (fn: lambda.IFunction) => Trigger;

const PLAIN: [string, Make][] = [
  ['PreSignUp', Trigger.preSignUp],
  ['PostConfirmation', Trigger.postConfirmation],
  ['PreAuthentication', Trigger.preAuthentication],
  ['PostAuthentication', Trigger.postAuthentication],
  ['CustomMessage', Trigger.customMessage],
  ['UserMigration', Trigger.userMigration],
];

const arnOf = (stack: Stack, fn: lambda.Function) =>
  ({ 'Fn::GetAtt': [stack.getLogicalId(fn.node.defaultChild as lambda.CfnFunction), 'Arn'] });

describe('triggers', () => {
  test('a pool without any has no configuration', () => {
    expect(lambdaConfig(pool().stack)).toBeUndefined();
  });

  test.each(PLAIN)('%s', (key, make) => {
    const { stack, users } = pool();
    const fn = func(stack, 'Fn');
    users.addTrigger(make(fn));
    expect(lambdaConfig(stack)).toEqual({ [key]: arnOf(stack, fn) });
    expect(users.plans).toEqual([]);
  });

  test('a custom challenge in one or in three statements is the same', () => {
    const one = pool();
    const three = pool();
    const functions = (stack: Stack) => ({ define: func(stack, 'D'), create: func(stack, 'C'), verify: func(stack, 'V') });
    one.users.addTrigger(Trigger.customChallenge(functions(one.stack)));
    const { define, create, verify } = functions(three.stack);
    three.users.addTrigger(Trigger.defineAuthChallenge(define));
    three.users.addTrigger(Trigger.createAuthChallenge(create));
    three.users.addTrigger(Trigger.verifyAuthChallengeResponse(verify));
    expect(lambdaConfig(one.stack)).toEqual(lambdaConfig(three.stack));
    expect(Object.keys(lambdaConfig(one.stack)!).sort())
      .toEqual(['CreateAuthChallenge', 'DefineAuthChallenge', 'VerifyAuthChallengeResponse']);
  });

  test.each([
    ['DefineAuthChallenge', Trigger.defineAuthChallenge, 'createAuthChallenge, verifyAuthChallengeResponse is missing'],
    ['CreateAuthChallenge', Trigger.createAuthChallenge, 'defineAuthChallenge, verifyAuthChallengeResponse is missing'],
    ['VerifyAuthChallengeResponse', Trigger.verifyAuthChallengeResponse, 'defineAuthChallenge, createAuthChallenge is missing'],
  ])('fails at synthesis on %s alone', (_key, make, message) => {
    const { stack, users } = pool();
    users.addTrigger(make(func(stack, 'Fn')));
    expect(() => Template.fromStack(stack)).toThrow(message);
  });

  test('fails at synthesis on two of the three', () => {
    const { stack, users } = pool();
    users.addTrigger(Trigger.defineAuthChallenge(func(stack, 'D')));
    users.addTrigger(Trigger.createAuthChallenge(func(stack, 'C')));
    expect(() => Template.fromStack(stack)).toThrow('verifyAuthChallengeResponse is missing');
  });

  test('inbound federation', () => {
    const { stack, users } = pool();
    const fn = func(stack, 'Fn');
    users.addTrigger(Trigger.inboundFederation(fn));
    expect(lambdaConfig(stack)).toEqual({ InboundFederation: { LambdaArn: arnOf(stack, fn), LambdaVersion: 'V1_0' } });
  });

  test('fails when one trigger is set twice', () => {
    const { stack, users } = pool();
    users.addTrigger(Trigger.preSignUp(func(stack, 'One')));
    expect(() => users.addTrigger(Trigger.preSignUp(func(stack, 'Two'))))
      .toThrow("Stack/Users: trigger preSignUp is already 'Stack/One'; a pool calls one function per trigger, call 'Stack/Two' from there");
    expect(() => users.addTrigger(Trigger.postConfirmation(func(stack, 'Three')))).not.toThrow();
  });

  test('fails when pre token generation is set in two versions', () => {
    const { stack, users } = pool();
    users.addTrigger(Trigger.preTokenGeneration(func(stack, 'One')));
    expect(() => users.addTrigger(Trigger.preTokenGeneration(func(stack, 'Two'), { version: cognito.LambdaVersion.V2_0 })))
      .toThrow('trigger preTokenGenerationConfig is already');
  });
});

describe('pre token generation', () => {
  test('is V1_0 without a plan', () => {
    const { stack, users } = pool();
    const fn = func(stack, 'Fn');
    users.addTrigger(Trigger.preTokenGeneration(fn));
    expect(lambdaConfig(stack)).toEqual({ PreTokenGenerationConfig: { LambdaArn: arnOf(stack, fn), LambdaVersion: 'V1_0' } });
    expect(users.plans).toEqual([]);
  });

  test.each([cognito.LambdaVersion.V2_0, cognito.LambdaVersion.V3_0])('%s needs Essentials', (version) => {
    const { stack, users } = pool();
    users.addTrigger(Trigger.preTokenGeneration(func(stack, 'Fn'), { version }));
    expect(lambdaConfig(stack)).toMatchObject({ PreTokenGenerationConfig: { LambdaVersion: version } });
    expect(users.plans).toEqual([{ plan: 'ESSENTIALS', reason: `pre token generation trigger with event version ${version}` }]);
  });
});

describe('permissions', () => {
  test('name this pool and this account', () => {
    const { stack, users } = pool();
    const fn = func(stack, 'Fn');
    users.addTrigger(Trigger.preSignUp(fn));
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::Lambda::Permission', 1);
    template.hasResourceProperties('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      FunctionName: arnOf(stack, fn),
      Principal: 'cognito-idp.amazonaws.com',
      SourceAccount: { Ref: 'AWS::AccountId' },
      SourceArn: { 'Fn::GetAtt': [stack.getLogicalId(users.userPool.node.defaultChild as cognito.CfnUserPool), 'Arn'] },
    });
  });

  test('one per function, however many triggers it serves', () => {
    const { stack, users } = pool();
    const shared = func(stack, 'Shared');
    users.addTrigger(Trigger.preSignUp(shared));
    users.addTrigger(Trigger.postConfirmation(shared));
    users.addTrigger(Trigger.preTokenGeneration(func(stack, 'Other')));
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::Permission', 2);
  });

  test('an alias is called as the alias', () => {
    const { stack, users } = pool();
    const alias = new lambda.Alias(stack, 'Live', { aliasName: 'live', version: func(stack, 'Fn').currentVersion });
    users.addTrigger(Trigger.preSignUp(alias));
    expect(lambdaConfig(stack)).toEqual({ PreSignUp: { Ref: stack.getLogicalId(alias.node.defaultChild as lambda.CfnAlias) } });
  });

  test('one function serves two pools', () => {
    const { stack, users } = pool();
    const other = new PoolUnderTest(stack, 'Other');
    const fn = func(stack, 'Fn');
    users.addTrigger(Trigger.preSignUp(fn));
    other.addTrigger(Trigger.preSignUp(fn));
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::Permission', 2);
  });
});

describe('functions of another stack', () => {
  test.each([
    ...PLAIN,
    ['PreTokenGenerationConfig', Trigger.preTokenGeneration],
    ['InboundFederation', Trigger.inboundFederation],
    ['CustomEmailSender', Trigger.customEmailSender],
    ['CustomSMSSender', Trigger.customSmsSender],
  ] as [string, Make][])('%s makes no cycle', (key, make) => {
    const app = new App();
    const auth = new Stack(app, 'Auth');
    const functions = new Stack(app, 'Functions');
    new PoolUnderTest(auth, 'Users').addTrigger(make(func(functions, 'Fn')));
    expect(appCycles(app)).toEqual([]);
    expect(JSON.stringify(lambdaConfig(auth)![key])).toContain('Fn::ImportValue');
    Template.fromStack(functions).resourceCountIs('AWS::Lambda::Permission', 0);
    Template.fromStack(auth).resourceCountIs('AWS::Lambda::Permission', 1);
  });
});

describe('custom senders', () => {
  test('get one key, that Cognito encrypts with and each function decrypts with', () => {
    const { stack, users } = pool();
    const mail = func(stack, 'Mail');
    const text = func(stack, 'Text');
    users.addTrigger(Trigger.customEmailSender(mail));
    users.addTrigger(Trigger.customSmsSender(text));
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::KMS::Key', 1);
    const key = { 'Fn::GetAtt': [Object.keys(template.findResources('AWS::KMS::Key'))[0], 'Arn'] };
    expect(lambdaConfig(stack)).toEqual({
      CustomEmailSender: { LambdaArn: arnOf(stack, mail), LambdaVersion: 'V1_0' },
      CustomSMSSender: { LambdaArn: arnOf(stack, text), LambdaVersion: 'V1_0' },
      KMSKeyID: key,
    });
    template.hasResource('AWS::KMS::Key', {
      DeletionPolicy: 'Retain',
      Properties: {
        EnableKeyRotation: true,
        KeyPolicy: {
          Statement: Match.arrayWith([{
            Sid: 'CognitoEncryptsCodes',
            Effect: 'Allow',
            Principal: { Service: 'cognito-idp.amazonaws.com' },
            Action: ['kms:CreateGrant', 'kms:Encrypt'],
            Resource: '*',
            Condition: {
              StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
              ArnLike: {
                'aws:SourceArn': {
                  'Fn::Join': ['', [
                    'arn:', { Ref: 'AWS::Partition' }, ':cognito-idp:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' },
                    ':userpool/*',
                  ]],
                },
              },
            },
          }]),
        },
      },
    });
    const policies = Object.values(template.findResources('AWS::IAM::Policy')).map((policy) => policy.Properties);
    expect(policies.map((policy) => policy.PolicyDocument.Statement)).toEqual([
      [{ Action: 'kms:Decrypt', Effect: 'Allow', Resource: key }],
      [{ Action: 'kms:Decrypt', Effect: 'Allow', Resource: key }],
    ]);
    expect(new Set(policies.map((policy) => policy.Roles[0].Ref)).size).toBe(2);
  });

  test('the key goes with a pool that is not retained', () => {
    const { stack, users } = pool({ removalPolicy: RemovalPolicy.DESTROY });
    users.addTrigger(Trigger.customEmailSender(func(stack, 'Mail')));
    Template.fromStack(stack).hasResource('AWS::KMS::Key', { DeletionPolicy: 'Delete' });
  });

  test('take a key, which serves both', () => {
    const { stack, users } = pool();
    const key = new kms.Key(stack, 'Mine');
    users.addTrigger(Trigger.customEmailSender(func(stack, 'Mail'), { key }));
    users.addTrigger(Trigger.customSmsSender(func(stack, 'Text')));
    Template.fromStack(stack).resourceCountIs('AWS::KMS::Key', 1);
    expect(lambdaConfig(stack)!.KMSKeyID).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Mine/), 'Arn'] });
  });

  test('take the same key twice and fail on two keys', () => {
    const { stack, users } = pool();
    const key = new kms.Key(stack, 'Mine');
    users.addTrigger(Trigger.customEmailSender(func(stack, 'Mail'), { key }));
    expect(() => users.addTrigger(Trigger.customSmsSender(func(stack, 'Other'), { key: new kms.Key(stack, 'Yours') })))
      .toThrow("trigger customSmsSender: key 'Stack/Yours' differs from 'Stack/Mine' of the other sender; a pool has one key");
    expect(() => users.addTrigger(Trigger.customSmsSender(func(stack, 'Text'), { key }))).not.toThrow();
  });

  test('fail on an asymmetric key, take a symmetric one and one whose spec is a token', () => {
    const withSpec = (make: (stack: Stack) => kms.Key) => () => {
      const { stack, users } = pool();
      users.addTrigger(Trigger.customEmailSender(func(stack, 'Mail'), { key: make(stack) }));
    };
    expect(withSpec((stack) => new kms.Key(stack, 'Mine', { keySpec: kms.KeySpec.RSA_2048, keyUsage: kms.KeyUsage.ENCRYPT_DECRYPT })))
      .toThrow("Stack/Users: the key 'Stack/Mine' has the spec RSA_2048, and Cognito encrypts codes with a symmetric key only");
    expect(withSpec((stack) => new kms.Key(stack, 'Mine', { keySpec: kms.KeySpec.SYMMETRIC_DEFAULT }))).not.toThrow();
    expect(withSpec((stack) => {
      const key = new kms.Key(stack, 'Mine');
      (key.node.defaultChild as kms.CfnKey).keySpec = Lazy.string({ produce: () => 'SYMMETRIC_DEFAULT' });
      return key;
    })).not.toThrow();
  });

  test('warns about an imported key and an imported function, whose policies are out of reach', () => {
    const { stack, users } = pool();
    users.addTrigger(Trigger.customEmailSender(
      lambda.Function.fromFunctionAttributes(stack, 'Fn', {
        functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:f', sameEnvironment: true,
      }),
      { key: kms.Key.fromKeyArn(stack, 'Mine', 'arn:aws:kms:eu-west-1:111122223333:key/1234') },
    ));
    expect(warnings(stack, 'sender-key-policy-unchecked')).toBe(1);
    expect(warnings(stack, 'sender-without-role')).toBe(1);
    const own = pool();
    own.users.addTrigger(Trigger.customEmailSender(func(own.stack, 'Fn')));
    expect(warnings(own.stack, 'sender')).toBe(0);
  });
});

describe('triggers that are set on the UserPool itself', () => {
  test('are kept', () => {
    const { stack, users } = pool();
    const direct = func(stack, 'Direct');
    const fn = func(stack, 'Fn');
    users.userPool.addTrigger(cognito.UserPoolOperation.POST_CONFIRMATION, direct);
    users.addTrigger(Trigger.preSignUp(fn));
    expect(lambdaConfig(stack)).toEqual({ PostConfirmation: arnOf(stack, direct), PreSignUp: arnOf(stack, fn) });
  });

  test('are kept on the resource too, where they come first', () => {
    const { stack, users } = pool();
    const [direct, fn] = [func(stack, 'Direct'), func(stack, 'Fn')];
    const resource = users.userPool.node.defaultChild as cognito.CfnUserPool;
    resource.lambdaConfig = { postConfirmation: direct.functionArn };
    users.addTrigger(Trigger.preSignUp(fn));
    expect(lambdaConfig(stack)).toEqual({ PostConfirmation: arnOf(stack, direct), PreSignUp: arnOf(stack, fn) });
  });

  test('fails on the same trigger', () => {
    const { stack, users } = pool();
    users.addTrigger(Trigger.preSignUp(func(stack, 'Fn')));
    users.userPool.addTrigger(cognito.UserPoolOperation.PRE_SIGN_UP, func(stack, 'Direct'));
    expect(() => Template.fromStack(stack)).toThrow('trigger preSignUp is set by addTrigger and on the UserPool as well');
  });

  test('fails on the old form of pre token generation', () => {
    const { stack, users } = pool();
    users.addTrigger(Trigger.preTokenGeneration(func(stack, 'Fn')));
    users.userPool.addTrigger(cognito.UserPoolOperation.PRE_TOKEN_GENERATION, func(stack, 'Direct'));
    expect(() => Template.fromStack(stack)).toThrow('set on the UserPool in the old form');
  });

  test('fails on a sender key of the UserPool beside a sender', () => {
    const { stack } = pool();
    const direct = new PoolUnderTest(stack, 'Direct', { senderKey: new kms.Key(stack, 'Key') });
    direct.addTrigger(Trigger.preSignUp(func(stack, 'Harmless')));
    expect(() => Template.fromStack(stack)).not.toThrow();
    direct.addTrigger(Trigger.customSmsSender(func(stack, 'Sender')));
    expect(() => stack.resolve((direct.userPool.node.defaultChild as cognito.CfnUserPool).lambdaConfig))
      .toThrow('has its own customSenderKmsKey');
  });

  test('the old form alone is kept', () => {
    const { stack, users } = pool();
    const direct = func(stack, 'Direct');
    users.userPool.addTrigger(cognito.UserPoolOperation.PRE_TOKEN_GENERATION, direct);
    expect(lambdaConfig(stack)).toEqual({ PreTokenGeneration: arnOf(stack, direct) });
  });
});

describe('custom challenges where a second factor is required', () => {
  function warned(mfa: 'ON' | 'OPTIONAL', client: AppClient, challenge = true) {
    const { stack, users } = pool();
    (users.userPool.node.defaultChild as cognito.CfnUserPool).mfaConfiguration = mfa;
    if (challenge) {
      const fn = func(stack, 'Fn');
      users.addTrigger(Trigger.customChallenge({ define: fn, create: fn, verify: fn }));
    }
    users.addClient('Client', client);
    return warnings(stack, 'custom-auth-without-mfa');
  }

  test('warn for a client that may use them, which a challenge without a password lets past the factor', () => {
    expect(warned('ON', AppClient.mobile())).toBe(1);
    expect(warned('ON', AppClient.mobile({ customAuth: true }), false)).toBe(1);
  });

  test('do not warn for a client that may not, has no users, or where the factor is optional', () => {
    expect(warned('ON', AppClient.mobile({ customAuth: false }))).toBe(0);
    expect(warned('ON', AppClient.machine({ scopes: [cognito.OAuthScope.custom('orders/read')] }))).toBe(0);
    expect(warned('ON', AppClient.mobile(), false)).toBe(0);
    expect(warned('OPTIONAL', AppClient.mobile())).toBe(0);
  });
});

describe('user migration', () => {
  test('warns when no client sends the password', () => {
    const { stack, users } = pool();
    users.addTrigger(Trigger.userMigration(func(stack, 'Fn')));
    users.addClient('Mobile', AppClient.mobile());
    expect(warnings(stack, 'user-migration-without-password-flow')).toBe(1);
  });

  test.each([
    AppClient.mobile({ userPasswordAuth: true }), AppClient.server({ adminUserPasswordAuth: true }),
  ])('does not warn when one does', (client) => {
    const { stack, users } = pool();
    users.addTrigger(Trigger.userMigration(func(stack, 'Fn')));
    users.addClient('Client', client);
    expect(warnings(stack, 'user-migration-without-password-flow')).toBe(0);
  });
});
