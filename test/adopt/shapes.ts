import * as fs from 'node:fs';
import * as path from 'node:path';

const POOL_NAME = (pool: string) => ['cognito-idp.', { Ref: 'AWS::Region' }, '.amazonaws.com/', { Ref: pool }];
const trust = (identityPool: string, amr: string) => ({
  Version: '2012-10-17',
  Statement: [{
    Action: 'sts:AssumeRoleWithWebIdentity',
    Effect: 'Allow',
    Principal: { Federated: 'cognito-identity.amazonaws.com' },
    Condition: {
      'StringEquals': { 'cognito-identity.amazonaws.com:aud': { Ref: identityPool } },
      'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': amr },
    },
  }],
});
const role = (identityPool: string, amr: string, more: object = {}) =>
  ({ Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust(identityPool, amr), ...more } });

/** As the CDK's integration tests of `aws-cognito` and `aws-cognito-identitypool` are made: the L2s' own template, of CDK 2.257. */
export function madeWithL2s(): any {
  return JSON.parse(fs.readFileSync(path.join(__dirname, 'made-with-l2s.json'), 'utf8'));
}

/** As Amplify's construct for authentication writes it. */
export function madeByAmplify(): any {
  const [pool, client, ids] = ['amplifyAuthUserPool4BA7F805', 'amplifyAuthUserPoolAppClient2626C6F8', 'amplifyAuthIdentityPool3FDE84CC'];
  const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
  return {
    Resources: {
      [pool]: {
        Type: 'AWS::Cognito::UserPool',
        Properties: {
          AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
          AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
          AutoVerifiedAttributes: ['email'],
          EmailVerificationMessage: 'The verification code to your new account is {####}',
          EmailVerificationSubject: 'Verify your new account',
          Policies: {
            PasswordPolicy: {
              MinimumLength: 8, RequireLowercase: true, RequireNumbers: true, RequireSymbols: true, RequireUppercase: true,
            },
          },
          Schema: [{ Mutable: true, Name: 'email', Required: true }],
          SmsVerificationMessage: 'The verification code to your new account is {####}',
          UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
          UserPoolTags: { 'amplify:deployment-type': 'branch' },
          UsernameAttributes: ['email'],
          UsernameConfiguration: { CaseSensitive: false },
          VerificationMessageTemplate: {
            DefaultEmailOption: 'CONFIRM_WITH_CODE',
            EmailMessage: 'The verification code to your new account is {####}',
            EmailSubject: 'Verify your new account',
          },
        },
        UpdateReplacePolicy: 'Delete',
        DeletionPolicy: 'Delete',
      },
      [client]: {
        Type: 'AWS::Cognito::UserPoolClient',
        Properties: {
          AllowedOAuthFlows: ['code'],
          AllowedOAuthFlowsUserPoolClient: true,
          AllowedOAuthScopes: ['profile', 'phone', 'email', 'openid', 'aws.cognito.signin.user.admin'],
          CallbackURLs: ['https://example.com'],
          ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
          PreventUserExistenceErrors: 'ENABLED',
          SupportedIdentityProviders: ['COGNITO'],
          UserPoolId: { Ref: pool },
        },
      },
      amplifyAuthADMINSGroupRoleA1: role(ids, 'authenticated', { Tags: [{ Key: 'amplify:friendly-name', Value: 'amplifyAuth' }] }),
      amplifyAuthADMINSGroup: {
        Type: 'AWS::Cognito::UserPoolGroup',
        Properties: { GroupName: 'ADMINS', Precedence: 0, RoleArn: arn('amplifyAuthADMINSGroupRoleA1'), UserPoolId: { Ref: pool } },
      },
      amplifyAuthauthenticatedUserRoleD8DA3689: role(ids, 'authenticated'),
      amplifyAuthunauthenticatedUserRole2B524D9E: role(ids, 'unauthenticated'),
      [ids]: {
        Type: 'AWS::Cognito::IdentityPool',
        Properties: {
          AllowUnauthenticatedIdentities: true,
          CognitoIdentityProviders: [{ ClientId: { Ref: client }, ProviderName: { 'Fn::Join': ['', POOL_NAME(pool)] } }],
          SupportedLoginProviders: {},
        },
      },
      amplifyAuthIdentityPoolRoleAttachment045F17C8: {
        Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
        Properties: {
          IdentityPoolId: { Ref: ids },
          RoleMappings: {
            UserPoolWebClientRoleMapping: {
              AmbiguousRoleResolution: 'AuthenticatedRole',
              IdentityProvider: {
                'Fn::Join': ['', [...POOL_NAME(pool), ':', { Ref: client }]],
              },
              Type: 'Token',
            },
          },
          Roles: {
            unauthenticated: arn('amplifyAuthunauthenticatedUserRole2B524D9E'),
            authenticated: arn('amplifyAuthauthenticatedUserRoleD8DA3689'),
          },
        },
      },
    },
  };
}

/** As the second edition of SST writes its `Cognito`. */
export function madeBySst(): any {
  const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
  return {
    Resources: {
      AuthUserPool8115E87F: {
        Type: 'AWS::Cognito::UserPool',
        Properties: {
          AccountRecoverySetting: {
            RecoveryMechanisms: [{ Name: 'verified_phone_number', Priority: 1 }, { Name: 'verified_email', Priority: 2 }],
          },
          AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
          AutoVerifiedAttributes: ['email'],
          EmailVerificationMessage: 'The verification code to your new account is {####}',
          EmailVerificationSubject: 'Verify your new account',
          LambdaConfig: { PreSignUp: arn('AuthpreSignUp1D1C7A4B') },
          SmsVerificationMessage: 'The verification code to your new account is {####}',
          UserPoolName: 'dev-app-Auth',
          UsernameAttributes: ['email'],
          UsernameConfiguration: { CaseSensitive: false },
          VerificationMessageTemplate: {
            DefaultEmailOption: 'CONFIRM_WITH_CODE',
            EmailMessage: 'The verification code to your new account is {####}',
            EmailSubject: 'Verify your new account',
          },
        },
        UpdateReplacePolicy: 'Retain',
        DeletionPolicy: 'Retain',
      },
      AuthUserPoolPreSignUpCognitoF4D4B9C2: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          Action: 'lambda:InvokeFunction',
          FunctionName: arn('AuthpreSignUp1D1C7A4B'),
          Principal: 'cognito-idp.amazonaws.com',
          SourceArn: arn('AuthUserPool8115E87F'),
        },
      },
      AuthpreSignUp1D1C7A4B: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Code: { ZipFile: 'exports.handler = async e => e' },
          Handler: 'index.handler',
          Runtime: 'nodejs22.x',
          Role: 'arn:aws:iam::123456789012:role/fn',
        },
      },
      AuthUserPoolClient0AA456E4: {
        Type: 'AWS::Cognito::UserPoolClient',
        Properties: {
          AllowedOAuthFlows: ['implicit', 'code'],
          AllowedOAuthFlowsUserPoolClient: true,
          AllowedOAuthScopes: ['profile', 'phone', 'email', 'openid', 'aws.cognito.signin.user.admin'],
          CallbackURLs: ['https://example.com'],
          SupportedIdentityProviders: ['COGNITO'],
          UserPoolId: { Ref: 'AuthUserPool8115E87F' },
        },
      },
      AuthIdentityPool12DFC2EC: {
        Type: 'AWS::Cognito::IdentityPool',
        Properties: {
          AllowUnauthenticatedIdentities: true,
          CognitoIdentityProviders: [
            { ClientId: { Ref: 'AuthUserPoolClient0AA456E4' }, ProviderName: { 'Fn::GetAtt': ['AuthUserPool8115E87F', 'ProviderName'] } },
          ],
          IdentityPoolName: 'dev-app-AuthIdentityPool',
          SamlProviderARNs: [],
        },
      },
      AuthIdentityPoolAuthRole7C2FB2A5: role('AuthIdentityPool12DFC2EC', 'authenticated'),
      AuthIdentityPoolAuthRoleDefaultPolicyF31D6C31: {
        Type: 'AWS::IAM::Policy',
        Properties: {
          PolicyName: 'AuthIdentityPoolAuthRoleDefaultPolicyF31D6C31',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [{
              Effect: 'Allow',
              Action: 's3:*',
              Resource: { 'Fn::Join': ['', [arn('BucketE75CA6A4'), '/private/${cognito-identity.amazonaws.com:sub}/*']] },
            }],
          },
          Roles: [{ Ref: 'AuthIdentityPoolAuthRole7C2FB2A5' }],
        },
      },
      AuthIdentityPoolUnauthRole6D40A8E3: role('AuthIdentityPool12DFC2EC', 'unauthenticated'),
      AuthIdentityPoolRoleAttachment0E25B5C7: {
        Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
        Properties: {
          IdentityPoolId: { Ref: 'AuthIdentityPool12DFC2EC' },
          Roles: { authenticated: arn('AuthIdentityPoolAuthRole7C2FB2A5'), unauthenticated: arn('AuthIdentityPoolUnauthRole6D40A8E3') },
        },
      },
      BucketE75CA6A4: { Type: 'AWS::S3::Bucket' },
    },
  };
}
