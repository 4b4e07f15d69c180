import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IdentityPool, IdentityPoolProviderUrl, UserPoolAuthenticationProvider } from 'aws-cdk-lib/aws-cognito-identitypool';
import * as iam from 'aws-cdk-lib/aws-iam';

/** What `ours` makes, composed from the CDK's L2s as its documentation shows. */
export function l2Composition(stack: Stack, identities: number): void {
  const userPool = new cognito.UserPool(stack, 'UserPool', {
    signInAliases: { email: true },
    signInCaseSensitive: false,
    keepOriginal: { email: true },
    accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
    deletionProtection: true,
    mfa: cognito.Mfa.OPTIONAL,
    mfaSecondFactor: { otp: true, sms: false },
    passwordPolicy: { minLength: 14, requireLowercase: true, requireUppercase: true, requireDigits: true, requireSymbols: true },
  });
  const client = userPool.addClient('Client', {
    authFlows: { userSrp: true },
    disableOAuth: true,
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
  });
  const identityPool = new IdentityPool(stack, 'IdentityPool', {
    authenticationProviders: { userPools: [new UserPoolAuthenticationProvider({ userPool, userPoolClient: client })] },
    roleMappings: identities === 1 ? undefined : [{
      mappingKey: 'client',
      providerUrl: IdentityPoolProviderUrl.userPool(userPool, client),
      useToken: true,
      resolveAmbiguousRoles: true,
    }],
  });
  for (let i = 1; i < identities; i++) {
    const role = new iam.Role(stack, `Role${i}`, {
      assumedBy: new iam.WebIdentityPrincipal('cognito-identity.amazonaws.com', {
        'StringEquals': { 'cognito-identity.amazonaws.com:aud': identityPool.identityPoolId },
        'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
      }),
    });
    userPool.addGroup(`Group${i}`, { groupName: `group${i}`, precedence: i, role });
  }
}
