/* An app with login pages, groups, two clients and an identity pool; and what its deployment says. */

const ref = (id: string) => ({ Ref: id });
const join = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });

export const WEB = {
  UserPoolId: ref('Users'),
  GenerateSecret: false,
  ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ['code'],
  AllowedOAuthScopes: ['openid', 'email', 'aws.cognito.signin.user.admin'],
  CallbackURLs: ['https://app.example.com', 'http://localhost:5173'],
  LogoutURLs: ['https://app.example.com/bye'],
  SupportedIdentityProviders: ['COGNITO', 'Google'],
};

export interface Changes {
  readonly pool?: object;
  readonly web?: object;
  readonly identities?: object;
  readonly resources?: Record<string, any>;
  readonly outputs?: Record<string, any>;
}

export function appTemplate({ pool = {}, web = {}, identities = {}, resources = {}, outputs }: Changes = {}): Record<string, any> {
  const registered = (client: string) => ({ ProviderName: { 'Fn::GetAtt': ['Users', 'ProviderName'] }, ClientId: ref(client) });
  const all: Record<string, any> = {
    Users: {
      Type: 'AWS::Cognito::UserPool',
      Properties: {
        UsernameAttributes: ['email'],
        AutoVerifiedAttributes: ['email'],
        MfaConfiguration: 'OPTIONAL',
        EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'],
        Schema: [{ Name: 'email', Required: true, Mutable: true }, { Name: 'plan', AttributeDataType: 'String' }],
        Policies: {
          PasswordPolicy: { MinimumLength: 12, RequireLowercase: true, RequireNumbers: true },
          SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] },
        },
        WebAuthnRelyingPartyID: 'app.example.com',
        WebAuthnUserVerification: 'required',
        ...pool,
      },
    },
    Web: { Type: 'AWS::Cognito::UserPoolClient', Properties: { ...WEB, ...web } },
    Server: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: { UserPoolId: ref('Users'), GenerateSecret: true, ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] },
    },
    Nightly: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: {
        UserPoolId: ref('Users'),
        GenerateSecret: true,
        AllowedOAuthFlows: ['client_credentials'],
        ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      },
    },
    Pages: { Type: 'AWS::Cognito::UserPoolDomain', Properties: { UserPoolId: ref('Users'), Domain: 'photos' } },
    Admins: { Type: 'AWS::Cognito::UserPoolGroup', Properties: { UserPoolId: ref('Users'), GroupName: 'admins', Precedence: 0 } },
    Everybody: { Type: 'AWS::Cognito::UserPoolGroup', Properties: { UserPoolId: ref('Users'), GroupName: 'everybody' } },
    Identities: {
      Type: 'AWS::Cognito::IdentityPool',
      Properties: { AllowUnauthenticatedIdentities: false, CognitoIdentityProviders: [registered('Web')], ...identities },
    },
    ...resources,
  };
  return {
    Resources: Object.fromEntries(Object.entries(all).filter(([, resource]) => resource !== undefined)),
    Outputs: outputs ?? {
      Pool: { Value: ref('Users') },
      WebId: { Value: ref('Web') },
      ServerId: { Value: ref('Server') },
      IdentityPool: { Value: ref('Identities') },
      Greeting: { Value: 'Web' },
      Sentence: { Value: join('the pool ', ref('Users')) },
    },
  };
}

export const POOL_ID = 'eu-central-1_AbC123xyz';
export const IDENTITY_POOL_ID = 'eu-central-1:11111111-2222-4333-8444-555555555555';

export const OUTPUTS = {
  App: {
    Pool: POOL_ID,
    WebId: '1h57kf5cpq17m0eml12EXAMPLE',
    ServerId: '2server',
    IdentityPool: IDENTITY_POOL_ID,
    Greeting: 'hello',
    Sentence: `the pool ${POOL_ID}`,
  },
};
