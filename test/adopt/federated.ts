/** As the L2s write a pool with a domain, Google, an API of its own and a machine: no identity pool yet. */
export function madeWithProviders(): any {
  const pool = { UserPoolId: { Ref: 'PoolD3F588B8' } };
  return {
    Resources: {
      PoolD3F588B8: {
        Type: 'AWS::Cognito::UserPool',
        Properties: {
          AdminCreateUserConfig: { AllowAdminCreateUserOnly: true }, UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'],
        },
        UpdateReplacePolicy: 'Retain',
        DeletionPolicy: 'Retain',
      },
      PoolDomainCFC71F56: { Type: 'AWS::Cognito::UserPoolDomain', Properties: { ...pool, Domain: 'acme-login' } },
      Google1F2E3D4C: {
        Type: 'AWS::Cognito::UserPoolIdentityProvider',
        Properties: {
          ...pool,
          ProviderName: 'Google',
          ProviderType: 'Google',
          ProviderDetails: {
            client_id: '1234.apps.example',
            client_secret: '{{resolve:secretsmanager:google:SecretString:secret::}}',
            authorize_scopes: 'profile email openid',
          },
          AttributeMapping: { email: 'email', given_name: 'given_name' },
        },
      },
      PoolServer135248C2: {
        Type: 'AWS::Cognito::UserPoolResourceServer',
        Properties: { ...pool, Identifier: 'orders', Name: 'Orders', Scopes: [{ ScopeName: 'read', ScopeDescription: 'Read orders' }] },
      },
      PoolWeb224A1DFF: {
        Type: 'AWS::Cognito::UserPoolClient',
        Properties: {
          ...pool,
          AllowedOAuthFlows: ['code'],
          AllowedOAuthFlowsUserPoolClient: true,
          AllowedOAuthScopes: ['openid', 'email'],
          CallbackURLs: ['https://app.example.com'],
          SupportedIdentityProviders: [{ Ref: 'Google1F2E3D4C' }, 'COGNITO'],
        },
      },
      PoolMachine75D22E2D: {
        Type: 'AWS::Cognito::UserPoolClient',
        Properties: {
          ...pool,
          AllowedOAuthFlows: ['client_credentials'],
          AllowedOAuthFlowsUserPoolClient: true,
          AllowedOAuthScopes: [{ 'Fn::Join': ['', [{ Ref: 'PoolServer135248C2' }, '/read']] }],
          GenerateSecret: true,
        },
      },
    },
  };
}

/** As `UserIdentity` of PDK writes it: the L2 of the identity pool over a pool with required MFA, plans and addresses of its own. */
export function madeByPdk(): any {
  const trust = (amr: string) => ({
    Version: '2012-10-17',
    Statement: [{
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        'StringEquals': { 'cognito-identity.amazonaws.com:aud': { Ref: 'UserIdentityIdentityPoolE1F2A3B4' } },
        'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': amr },
      },
      Effect: 'Allow',
      Principal: { Federated: 'cognito-identity.amazonaws.com' },
    }],
  });
  const role = (amr: string) => ({
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: trust(amr),
      Description: `Default ${amr === 'authenticated' ? 'Authenticated' : 'Unauthenticated'} Role for Identity Pool UserIdentity`,
    },
  });
  const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
  const name = ['cognito-idp.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }, '/', { Ref: 'UserIdentityUserPool5D6E7F80' }];
  return {
    Resources: {
      UserIdentityUserPool5D6E7F80: {
        Type: 'AWS::Cognito::UserPool',
        Properties: {
          AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
          AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
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
            { Mutable: true, Name: 'given_name', Required: true }, { Mutable: true, Name: 'family_name', Required: true },
            { Mutable: true, Name: 'email', Required: true },
          ],
          UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
        },
        UpdateReplacePolicy: 'Retain',
        DeletionPolicy: 'Retain',
      },
      UserIdentityUserPoolWebClient90A1B2C3: {
        Type: 'AWS::Cognito::UserPoolClient',
        Properties: {
          AllowedOAuthFlows: ['implicit', 'code'],
          AllowedOAuthFlowsUserPoolClient: true,
          AllowedOAuthScopes: ['profile', 'phone', 'email', 'openid', 'aws.cognito.signin.user.admin'],
          CallbackURLs: ['https://example.com'],
          ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
          SupportedIdentityProviders: ['COGNITO'],
          UserPoolId: { Ref: 'UserIdentityUserPool5D6E7F80' },
        },
      },
      UserIdentityIdentityPoolE1F2A3B4: {
        Type: 'AWS::Cognito::IdentityPool',
        Properties: {
          AllowUnauthenticatedIdentities: false,
          CognitoIdentityProviders: [{
            ClientId: { Ref: 'UserIdentityUserPoolWebClient90A1B2C3' },
            ProviderName: { 'Fn::Join': ['', name] },
            ServerSideTokenCheck: true,
          }],
        },
      },
      UserIdentityIdentityPoolAuthenticatedRoleA4B5C6D7: role('authenticated'),
      UserIdentityIdentityPoolUnauthenticatedRoleE8F90A1B: role('unauthenticated'),
      UserIdentityIdentityPoolDefaultRoleAttachment2C3D4E5F: {
        Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
        Properties: {
          IdentityPoolId: { Ref: 'UserIdentityIdentityPoolE1F2A3B4' },
          Roles: {
            authenticated: arn('UserIdentityIdentityPoolAuthenticatedRoleA4B5C6D7'),
            unauthenticated: arn('UserIdentityIdentityPoolUnauthenticatedRoleE8F90A1B'),
          },
        },
      },
    },
  };
}
