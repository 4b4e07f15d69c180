/* eslint-disable */
// Written by cdk-cognito-auth adopt. Call it in the stack, in place of the constructs that made these resources until now;
// cdk-cognito-auth diff and cdk diff then show what changes. Move what keep() says into props, one by one, and look at the difference each time.
//
// - App: AuthIdentityPool12DFC2EC: its DeletionPolicy was not set; from now on it is retained (removalPolicy: RemovalPolicy.DESTROY says otherwise)
// - App: AuthUserPoolPreSignUpCognitoF4D4B9C2 (AWS::Lambda::Permission) is carried over raw: auth.addTrigger(Trigger.…) makes it, and says LambdaConfig
// - App: AuthIdentityPoolAuthRoleDefaultPolicyF31D6C31 (AWS::IAM::Policy) is carried over raw: grant to auth.authenticated, auth.guests or the group instead
// - App: AuthpreSignUp1D1C7A4B (AWS::Lambda::Function) is named by what is adopted: your program goes on making it, under this id
// - App: BucketE75CA6A4 (AWS::S3::Bucket) is named by what is adopted: your program goes on making it, under this id

import { CfnResource, Stack } from 'aws-cdk-lib';
import { AppClient, CognitoAuth, SignIn } from '../../../src';
import { IConstruct } from 'constructs';

export function adoptApp(stack: Stack): CognitoAuth {
  const auth = new CognitoAuth(stack, 'Auth', {
    signIn: SignIn.email(),
    caseSensitive: false,
    selfSignUp: true,
    client: AppClient.browser({ callbackUrls: ['https://example.com'], logoutUrls: [] }),
    guestAccess: true,
  });
  keep(auth.users.cfnUserPool, 'AuthUserPool8115E87F', ['DeletionProtection', 'UsernameAttributes', 'AliasAttributes', 'UsernameConfiguration', 'AdminCreateUserConfig'], {
    AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_phone_number', Priority: 1 }, { Name: 'verified_email', Priority: 2 }] },
    AutoVerifiedAttributes: ['email'],
    EmailVerificationMessage: 'The verification code to your new account is {####}',
    EmailVerificationSubject: 'Verify your new account',
    LambdaConfig: { PreSignUp: { 'Fn::GetAtt': ['AuthpreSignUp1D1C7A4B', 'Arn'] } },
    SmsVerificationMessage: 'The verification code to your new account is {####}',
    UserPoolName: 'dev-app-Auth',
    VerificationMessageTemplate: {
      DefaultEmailOption: 'CONFIRM_WITH_CODE',
      EmailMessage: 'The verification code to your new account is {####}',
      EmailSubject: 'Verify your new account',
    },
  });
  keep(auth.client.node.defaultChild, 'AuthUserPoolClient0AA456E4', ['UserPoolId'], {
    AllowedOAuthFlows: ['implicit', 'code'],
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthScopes: ['profile', 'phone', 'email', 'openid', 'aws.cognito.signin.user.admin'],
    CallbackURLs: ['https://example.com'],
    SupportedIdentityProviders: ['COGNITO'],
  });
  keep(auth.identityPool.cfnIdentityPool, 'AuthIdentityPool12DFC2EC', [], {
    AllowUnauthenticatedIdentities: true,
    CognitoIdentityProviders: [
      {
        ClientId: { Ref: 'AuthUserPoolClient0AA456E4' },
        ProviderName: { 'Fn::GetAtt': ['AuthUserPool8115E87F', 'ProviderName'] },
      },
    ],
    IdentityPoolName: 'dev-app-AuthIdentityPool',
    SamlProviderARNs: [],
  });
  keep(auth.identityPool.cfnRoleAttachment, 'AuthIdentityPoolRoleAttachment0E25B5C7', ['IdentityPoolId'], {
    Roles: {
      authenticated: { 'Fn::GetAtt': ['AuthIdentityPoolAuthRole7C2FB2A5', 'Arn'] },
      unauthenticated: { 'Fn::GetAtt': ['AuthIdentityPoolUnauthRole6D40A8E3', 'Arn'] },
    },
  });
  keep(auth.authenticated.role.node.defaultChild, 'AuthIdentityPoolAuthRole7C2FB2A5', ['AssumeRolePolicyDocument'], {});
  keep(auth.guests.role.node.defaultChild, 'AuthIdentityPoolUnauthRole6D40A8E3', ['AssumeRolePolicyDocument'], {});
  carry(stack, 'AuthUserPoolPreSignUpCognitoF4D4B9C2', {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: { 'Fn::GetAtt': ['AuthpreSignUp1D1C7A4B', 'Arn'] },
      Principal: 'cognito-idp.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': ['AuthUserPool8115E87F', 'Arn'] },
    },
  });
  carry(stack, 'AuthIdentityPoolAuthRoleDefaultPolicyF31D6C31', {
    Type: 'AWS::IAM::Policy',
    Properties: {
      PolicyName: 'AuthIdentityPoolAuthRoleDefaultPolicyF31D6C31',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 's3:*',
            Resource: {
              'Fn::Join': ['', [{ 'Fn::GetAtt': ['BucketE75CA6A4', 'Arn'] }, '/private/${cognito-identity.amazonaws.com:sub}/*']],
            },
          },
        ],
      },
      Roles: [{ Ref: 'AuthIdentityPoolAuthRole7C2FB2A5' }],
    },
  });
  return auth;
}

type Json = Record<string, unknown>;

/** Keeps a resource as it was: its logical id, and of its properties those that props do not say. */
function keep(made: IConstruct | undefined, logicalId: string, said: string[], properties: Json, beside: Json = {}): void {
  const resource = made as CfnResource & { _toCloudFormation(): object };
  const [definition] = Object.values<any>(Stack.of(resource).resolve(resource._toCloudFormation()).Resources);
  const asBefore = (now: unknown, before: unknown, path: string): void => {
    const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
    if (before === undefined) return resource.addPropertyDeletionOverride(path);
    if (!isObject(now) || !isObject(before)) return resource.addPropertyOverride(path, before);
    for (const key of new Set([...Object.keys(now), ...Object.keys(before)])) {
      asBefore(now[key], before[key], `${path}.${key.replace(/\./g, '\\.')}`);
    }
  };
  const now: Json = definition.Properties ?? {};
  for (const name of new Set([...Object.keys(now), ...Object.keys(properties)])) {
    if (!said.includes(name)) asBefore(now[name], properties[name], name);
  }
  for (const [name, value] of Object.entries(beside)) resource.addOverride(name, value);
  resource.overrideLogicalId(logicalId);
}

interface Raw { Type: string; Properties: Json; [name: string]: unknown }

/** Carries a resource over as it is written. */
function carry(stack: Stack, logicalId: string, { Type, Properties, ...beside }: Raw): void {
  const resource = new CfnResource(stack, `Carried${logicalId}`, { type: Type, properties: { ...Properties } });
  for (const [name, value] of Object.entries(beside)) resource.addOverride(name, value);
  resource.overrideLogicalId(logicalId);
}
