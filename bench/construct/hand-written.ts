import { Aws, CfnResource, Fn, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';

/** The resources of `ours`, written by hand as L1s. */
export function handWritten(stack: Stack, identities: number): void {
  const pool = new cognito.CfnUserPool(stack, 'UserPool', {
    usernameAttributes: ['email'],
    usernameConfiguration: { caseSensitive: false },
    autoVerifiedAttributes: ['email'],
    userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdate: ['email'] },
    accountRecoverySetting: { recoveryMechanisms: [{ name: 'verified_email', priority: 1 }] },
    adminCreateUserConfig: { allowAdminCreateUserOnly: true },
    deletionProtection: 'ACTIVE',
    mfaConfiguration: 'OPTIONAL',
    enabledMfas: ['SOFTWARE_TOKEN_MFA'],
    policies: { passwordPolicy: { minimumLength: 14, requireLowercase: true, requireUppercase: true, requireNumbers: true, requireSymbols: true } },
  });
  const client = new cognito.CfnUserPoolClient(stack, 'Client', {
    userPoolId: pool.ref,
    explicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
    preventUserExistenceErrors: 'ENABLED',
    enableTokenRevocation: true,
    refreshTokenRotation: { feature: 'ENABLED', retryGracePeriodSeconds: 0 },
    supportedIdentityProviders: ['COGNITO'],
  });
  const identityPool = new cognito.CfnIdentityPool(stack, 'IdentityPool', {
    allowUnauthenticatedIdentities: false,
    cognitoIdentityProviders: [{ clientId: client.ref, providerName: pool.attrProviderName, serverSideTokenCheck: true }],
  });
  const role = (id: string) => new iam.CfnRole(stack, id, {
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
  });
  const authenticated = role('Authenticated');
  for (let i = 1; i < identities; i++) {
    new cognito.CfnUserPoolGroup(stack, `Group${i}`, { userPoolId: pool.ref, groupName: `group${i}`, precedence: i, roleArn: role(`Role${i}`).attrArn });
  }
  const attachment = new cognito.CfnIdentityPoolRoleAttachment(stack, 'Roles', {
    identityPoolId: identityPool.ref,
    roles: { authenticated: authenticated.attrArn },
    roleMappings: identities === 1 ? undefined : {
      client: {
        type: 'Token',
        ambiguousRoleResolution: 'AuthenticatedRole',
        identityProvider: Fn.join('', ['cognito-idp.', Aws.REGION, '.', Aws.URL_SUFFIX, '/', pool.ref, ':', client.ref]),
      },
    },
  });
  attachment.addDependency(client as CfnResource);
}
