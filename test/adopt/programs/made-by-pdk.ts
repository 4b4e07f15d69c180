/* eslint-disable */
// Written by cdk-cognito-auth adopt. Call it in the stack, in place of the constructs that made these resources until now;
// cdk-cognito-auth diff and cdk diff then show what changes. Move what keep() says into props, one by one, and look at the difference each time.
//
// - App: UserIdentityIdentityPoolE1F2A3B4: its DeletionPolicy was not set; from now on it is retained (removalPolicy: RemovalPolicy.DESTROY says otherwise)
// - App: UserIdentityIdentityPoolUnauthenticatedRoleE8F90A1B (AWS::IAM::Role) is carried over raw

import { CfnResource, Stack } from 'aws-cdk-lib';
import { AppClient, CognitoAuth, SignIn } from '../../../src';
import { IConstruct } from 'constructs';

export function adoptApp(stack: Stack): CognitoAuth {
  const auth = new CognitoAuth(stack, 'Auth', {
    signIn: SignIn.username(),
    selfSignUp: false,
    attributes: {
      givenName: { required: true, mutable: true },
      familyName: { required: true, mutable: true },
      email: { required: true, mutable: true },
    },
    client: AppClient.browser({ callbackUrls: ['https://example.com'], logoutUrls: [] }),
  });
  keep(auth.users.cfnUserPool, 'UserIdentityUserPool5D6E7F80', ['DeletionProtection', 'UsernameAttributes', 'AliasAttributes', 'AdminCreateUserConfig'], {
    AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
    AutoVerifiedAttributes: ['email'],
    EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    MfaConfiguration: 'ON',
    Policies: {
      PasswordPolicy: {
        MinimumLength: 8,
        RequireLowercase: true,
        RequireNumbers: true,
        RequireSymbols: true,
        RequireUppercase: true,
        TemporaryPasswordValidityDays: 3,
      },
    },
    Schema: [
      { Mutable: true, Name: 'given_name', Required: true },
      { Mutable: true, Name: 'family_name', Required: true },
      { Mutable: true, Name: 'email', Required: true },
    ],
    UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
  });
  keep(auth.client.node.defaultChild, 'UserIdentityUserPoolWebClient90A1B2C3', ['UserPoolId'], {
    AllowedOAuthFlows: ['implicit', 'code'],
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthScopes: ['profile', 'phone', 'email', 'openid', 'aws.cognito.signin.user.admin'],
    CallbackURLs: ['https://example.com'],
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    SupportedIdentityProviders: ['COGNITO'],
  });
  keep(auth.identityPool.cfnIdentityPool, 'UserIdentityIdentityPoolE1F2A3B4', [], {
    AllowUnauthenticatedIdentities: false,
    CognitoIdentityProviders: [
      {
        ClientId: { Ref: 'UserIdentityUserPoolWebClient90A1B2C3' },
        ProviderName: {
          'Fn::Join': [
            '',
            [
              'cognito-idp.',
              { Ref: 'AWS::Region' },
              '.',
              { Ref: 'AWS::URLSuffix' },
              '/',
              { Ref: 'UserIdentityUserPool5D6E7F80' },
            ],
          ],
        },
        ServerSideTokenCheck: true,
      },
    ],
  });
  keep(auth.identityPool.cfnRoleAttachment, 'UserIdentityIdentityPoolDefaultRoleAttachment2C3D4E5F', ['IdentityPoolId'], {
    Roles: {
      authenticated: { 'Fn::GetAtt': ['UserIdentityIdentityPoolAuthenticatedRoleA4B5C6D7', 'Arn'] },
      unauthenticated: { 'Fn::GetAtt': ['UserIdentityIdentityPoolUnauthenticatedRoleE8F90A1B', 'Arn'] },
    },
  });
  keep(auth.authenticated.role.node.defaultChild, 'UserIdentityIdentityPoolAuthenticatedRoleA4B5C6D7', ['AssumeRolePolicyDocument'], { Description: 'Default Authenticated Role for Identity Pool UserIdentity' });
  carry(stack, 'UserIdentityIdentityPoolUnauthenticatedRoleE8F90A1B', {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: {
              StringEquals: { 'cognito-identity.amazonaws.com:aud': { Ref: 'UserIdentityIdentityPoolE1F2A3B4' } },
              'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'unauthenticated' },
            },
            Effect: 'Allow',
            Principal: { Federated: 'cognito-identity.amazonaws.com' },
          },
        ],
      },
      Description: 'Default Unauthenticated Role for Identity Pool UserIdentity',
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
