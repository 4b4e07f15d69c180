import { Fn, RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

const MESSAGE = 'The verification code to your new account is {####}';
const SUBJECT = 'Verify your new account';
const READABLE = [
  'address', 'birthdate', 'email', 'email_verified', 'family_name', 'gender', 'given_name', 'locale', 'middle_name', 'name', 'nickname',
  'phone_number', 'phone_number_verified', 'picture', 'preferred_username', 'profile', 'updated_at', 'website', 'zoneinfo',
];

/** The resources of `ours`, written by hand as L1s. */
export function handWritten(scope: Construct, identities: number): void {
  const pool = new cognito.CfnUserPool(scope, 'UserPool', {
    usernameAttributes: ['email'],
    usernameConfiguration: { caseSensitive: false },
    autoVerifiedAttributes: ['email'],
    userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdate: ['email'] },
    accountRecoverySetting: { recoveryMechanisms: [{ name: 'verified_email', priority: 1 }] },
    adminCreateUserConfig: { allowAdminCreateUserOnly: true },
    deletionProtection: 'ACTIVE',
    emailVerificationMessage: MESSAGE,
    emailVerificationSubject: SUBJECT,
    smsVerificationMessage: MESSAGE,
    verificationMessageTemplate: {
      defaultEmailOption: 'CONFIRM_WITH_CODE', emailMessage: MESSAGE, emailSubject: SUBJECT, smsMessage: MESSAGE,
    },
    userPoolTier: 'ESSENTIALS',
    mfaConfiguration: 'OPTIONAL',
    enabledMfas: ['SOFTWARE_TOKEN_MFA'],
    policies: {
      passwordPolicy: {
        minimumLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireNumbers: true,
        requireSymbols: true,
        temporaryPasswordValidityDays: 7,
      },
    },
  });
  pool.applyRemovalPolicy(RemovalPolicy.RETAIN);
  const client = new cognito.CfnUserPoolClient(scope, 'Client', {
    userPoolId: pool.ref,
    allowedOAuthFlowsUserPoolClient: false,
    generateSecret: false,
    explicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
    preventUserExistenceErrors: 'ENABLED',
    enableTokenRevocation: true,
    refreshTokenRotation: { feature: 'ENABLED', retryGracePeriodSeconds: 10 },
    supportedIdentityProviders: ['COGNITO'],
    readAttributes: READABLE,
    writeAttributes: ['email'],
  });
  const identityPool = new cognito.CfnIdentityPool(scope, 'IdentityPool', {
    allowUnauthenticatedIdentities: false,
    cognitoIdentityProviders: [{ clientId: client.ref, providerName: pool.attrProviderName, serverSideTokenCheck: true }],
  });
  identityPool.applyRemovalPolicy(RemovalPolicy.RETAIN);
  const role = (id: string, description: string) => new iam.CfnRole(scope, id, {
    assumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{
        Effect: 'Allow',
        Principal: { Federated: 'cognito-identity.amazonaws.com' },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          'StringEquals': { 'cognito-identity.amazonaws.com:aud': identityPool.ref },
          'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
        },
      }],
    },
    description,
  });
  const authenticated = role('Authenticated', 'Everyone signed in');
  for (let i = 1; i < identities; i++) {
    new cognito.CfnUserPoolGroup(scope, `Group${i}`, {
      userPoolId: pool.ref,
      groupName: `group${i}`,
      precedence: i,
      roleArn: role(`Role${i}`, `Members of the group group${i}`).attrArn,
    });
  }
  new cognito.CfnIdentityPoolRoleAttachment(scope, 'Roles', {
    identityPoolId: identityPool.ref,
    roles: { authenticated: authenticated.attrArn },
    roleMappings: identities === 1 ? undefined : {
      client: {
        type: 'Token',
        ambiguousRoleResolution: 'AuthenticatedRole',
        identityProvider: Fn.join('', [pool.attrProviderName, ':', client.ref]),
      },
    },
  });
}
