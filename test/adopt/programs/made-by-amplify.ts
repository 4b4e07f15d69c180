/* eslint-disable */
// Written by cdk-cognito-auth adopt. Call it in the stack, in place of the constructs that made these resources until now;
// cdk-cognito-auth diff and cdk diff then show what changes. Move what keep() says into props, one by one, and look at the difference each time.
//
// - App: amplifyAuthUserPool4BA7F805: its DeletionPolicy was Delete; from now on it is retained (removalPolicy: RemovalPolicy.DESTROY says otherwise)
// - App: amplifyAuthIdentityPool3FDE84CC: its DeletionPolicy was not set; from now on it is retained (removalPolicy: RemovalPolicy.DESTROY says otherwise)

import { CfnResource, Stack } from 'aws-cdk-lib';
import { AppClient, CognitoAuth, SignIn } from '../../../src';
import { IConstruct } from 'constructs';

export function adoptApp(stack: Stack): CognitoAuth {
  const auth = new CognitoAuth(stack, 'Auth', {
    signIn: SignIn.email(),
    caseSensitive: false,
    selfSignUp: true,
    attributes: { email: { required: true, mutable: true } },
    client: AppClient.browser({ callbackUrls: ['https://example.com'], logoutUrls: [] }),
    guestAccess: true,
  });
  const groupamplifyAuthADMINSGroup = auth.addGroup('ADMINS', { precedence: 0, inherit: false });
  keep(auth.users.cfnUserPool, 'amplifyAuthUserPool4BA7F805', ['DeletionProtection', 'UsernameAttributes', 'AliasAttributes', 'UsernameConfiguration', 'AdminCreateUserConfig'], {
    AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
    AutoVerifiedAttributes: ['email'],
    EmailVerificationMessage: 'The verification code to your new account is {####}',
    EmailVerificationSubject: 'Verify your new account',
    Policies: {
      PasswordPolicy: { MinimumLength: 8, RequireLowercase: true, RequireNumbers: true, RequireSymbols: true, RequireUppercase: true },
    },
    Schema: [{ Mutable: true, Name: 'email', Required: true }],
    SmsVerificationMessage: 'The verification code to your new account is {####}',
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
    UserPoolTags: { 'amplify:deployment-type': 'branch' },
    VerificationMessageTemplate: {
      DefaultEmailOption: 'CONFIRM_WITH_CODE',
      EmailMessage: 'The verification code to your new account is {####}',
      EmailSubject: 'Verify your new account',
    },
  });
  keep(auth.client.node.defaultChild, 'amplifyAuthUserPoolAppClient2626C6F8', ['UserPoolId'], {
    AllowedOAuthFlows: ['code'],
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthScopes: ['profile', 'phone', 'email', 'openid', 'aws.cognito.signin.user.admin'],
    CallbackURLs: ['https://example.com'],
    ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    PreventUserExistenceErrors: 'ENABLED',
    SupportedIdentityProviders: ['COGNITO'],
  });
  keep(auth.identityPool.cfnIdentityPool, 'amplifyAuthIdentityPool3FDE84CC', [], {
    AllowUnauthenticatedIdentities: true,
    CognitoIdentityProviders: [
      {
        ClientId: { Ref: 'amplifyAuthUserPoolAppClient2626C6F8' },
        ProviderName: {
          'Fn::Join': ['', ['cognito-idp.', { Ref: 'AWS::Region' }, '.amazonaws.com/', { Ref: 'amplifyAuthUserPool4BA7F805' }]],
        },
      },
    ],
    SupportedLoginProviders: {},
  });
  keep(auth.identityPool.cfnRoleAttachment, 'amplifyAuthIdentityPoolRoleAttachment045F17C8', ['IdentityPoolId'], {
    RoleMappings: {
      UserPoolWebClientRoleMapping: {
        AmbiguousRoleResolution: 'AuthenticatedRole',
        IdentityProvider: {
          'Fn::Join': [
            '',
            [
              'cognito-idp.',
              { Ref: 'AWS::Region' },
              '.amazonaws.com/',
              { Ref: 'amplifyAuthUserPool4BA7F805' },
              ':',
              { Ref: 'amplifyAuthUserPoolAppClient2626C6F8' },
            ],
          ],
        },
        Type: 'Token',
      },
    },
    Roles: {
      unauthenticated: { 'Fn::GetAtt': ['amplifyAuthunauthenticatedUserRole2B524D9E', 'Arn'] },
      authenticated: { 'Fn::GetAtt': ['amplifyAuthauthenticatedUserRoleD8DA3689', 'Arn'] },
    },
  });
  keep(auth.authenticated.role.node.defaultChild, 'amplifyAuthauthenticatedUserRoleD8DA3689', ['AssumeRolePolicyDocument'], {});
  keep(auth.guests.role.node.defaultChild, 'amplifyAuthunauthenticatedUserRole2B524D9E', ['AssumeRolePolicyDocument'], {});
  keep(groupamplifyAuthADMINSGroup.cfnGroup, 'amplifyAuthADMINSGroup', ['UserPoolId', 'GroupName', 'RoleArn'], { Precedence: 0 });
  keep(groupamplifyAuthADMINSGroup.role.node.defaultChild, 'amplifyAuthADMINSGroupRoleA1', ['AssumeRolePolicyDocument'], { Tags: [{ Key: 'amplify:friendly-name', Value: 'amplifyAuth' }] });
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
