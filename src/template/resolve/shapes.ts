import { POLICY_PROPERTIES } from './policy-properties';
import { list, map, ObjectShape, of, Shape, STATEMENT } from './shape';

const TAGS = list(of({ Key: 'text', Value: 'text' }));

const KNOWN: Readonly<Record<string, ObjectShape>> = {
  'AWS::IAM::Role': of({
    RoleName: 'text',
    Path: 'text',
    AssumeRolePolicyDocument: 'policy',
    Policies: list(of({ PolicyName: 'text', PolicyDocument: 'policy' })),
    ManagedPolicyArns: list(),
    PermissionsBoundary: 'text',
    MaxSessionDuration: 'text',
    Tags: TAGS,
  }),
  'AWS::IAM::Policy': of({ PolicyName: 'text', PolicyDocument: 'policy', Roles: list() }),
  'AWS::IAM::RolePolicy': of({ PolicyName: 'text', PolicyDocument: 'policy', RoleName: 'text' }),
  'AWS::IAM::ManagedPolicy': of({ ManagedPolicyName: 'text', PolicyDocument: 'policy', Roles: list() }),
  'AWS::S3::BucketPolicy': of({ Bucket: 'text' }),
  'AWS::SQS::QueuePolicy': of({ Queues: list() }),
  'AWS::SQS::QueueInlinePolicy': of({ Queue: 'text' }),
  'AWS::SNS::TopicInlinePolicy': of({ TopicArn: 'text' }),
  'AWS::SNS::TopicPolicy': of({ Topics: list() }),
  'AWS::SecretsManager::ResourcePolicy': of({ SecretId: 'text' }),
  'AWS::DynamoDB::Table': of({ TableName: 'text' }),
  'AWS::Kinesis::ResourcePolicy': of({ ResourceArn: 'text' }),
  'AWS::Events::EventBus': of({ Name: 'text' }),
  'AWS::Events::EventBusPolicy': of({
    EventBusName: 'text', Action: list(), Principal: 'text', Condition: map('text'), Statement: STATEMENT,
  }),
  'AWS::Cognito::IdentityPool': of({
    IdentityPoolName: 'text',
    AllowUnauthenticatedIdentities: 'text',
    AllowClassicFlow: 'text',
    DeveloperProviderName: 'text',
    CognitoIdentityProviders: list(of({ ProviderName: 'text', ClientId: 'text', ServerSideTokenCheck: 'text' })),
    SupportedLoginProviders: map('text'),
    OpenIdConnectProviderARNs: list(),
    SamlProviderARNs: list(),
    CognitoStreams: of({}),
    PushSync: of({}),
  }),
  'AWS::Cognito::IdentityPoolRoleAttachment': of({
    IdentityPoolId: 'text',
    Roles: map('text'),
    RoleMappings: map(of({
      Type: 'text',
      AmbiguousRoleResolution: 'text',
      IdentityProvider: 'text',
      RulesConfiguration: of({ Rules: list(of({ Claim: 'text', MatchType: 'text', Value: 'text', RoleARN: 'text' })) }),
    })),
  }),
  'AWS::Cognito::IdentityPoolPrincipalTag': of({
    IdentityPoolId: 'text', IdentityProviderName: 'text', UseDefaults: 'text', PrincipalTags: map('text'),
  }),
  'AWS::Cognito::UserPoolGroup': of({ UserPoolId: 'text', GroupName: 'text', RoleArn: 'text', Precedence: 'text', Description: 'text' }),
  'AWS::Cognito::UserPoolUserToGroupAttachment': of({ UserPoolId: 'text', GroupName: 'text', Username: 'text' }),
  'AWS::Cognito::UserPoolUser': of({ UserPoolId: 'text', Username: 'text', UserAttributes: list(of({ Name: 'text', Value: 'text' })) }),
  'AWS::Cognito::UserPoolDomain': of({
    UserPoolId: 'text', Domain: 'text', ManagedLoginVersion: 'text', CustomDomainConfig: of({ CertificateArn: 'text' }),
  }),
  'AWS::Cognito::ManagedLoginBranding': of({ UserPoolId: 'text', ClientId: 'text', UseCognitoProvidedValues: 'text' }),
  'AWS::Cognito::UserPoolResourceServer': of({
    UserPoolId: 'text', Identifier: 'text', Name: 'text', Scopes: list(of({ ScopeName: 'text' })),
  }),
  'AWS::Cognito::UserPoolIdentityProvider': of({
    UserPoolId: 'text',
    ProviderName: 'text',
    ProviderType: 'text',
    ProviderDetails: map('text'),
    AttributeMapping: map('text'),
    IdpIdentifiers: list(),
  }),
  'AWS::Cognito::UserPoolClient': of({
    UserPoolId: 'text',
    ClientName: 'text',
    GenerateSecret: 'text',
    WriteAttributes: list(),
    ReadAttributes: list(),
    ExplicitAuthFlows: list(),
    AllowedOAuthFlows: list(),
    AllowedOAuthScopes: list(),
    AllowedOAuthFlowsUserPoolClient: 'text',
    CallbackURLs: list(),
    LogoutURLs: list(),
    DefaultRedirectURI: 'text',
    SupportedIdentityProviders: list(),
    PreventUserExistenceErrors: 'text',
    EnableTokenRevocation: 'text',
    AccessTokenValidity: 'text',
    IdTokenValidity: 'text',
    RefreshTokenValidity: 'text',
    AuthSessionValidity: 'text',
    EnablePropagateAdditionalUserContextData: 'text',
    TokenValidityUnits: map('text'),
    RefreshTokenRotation: map('text'),
    AnalyticsConfiguration: map('text'),
  }),
  'AWS::Cognito::UserPool': of({
    UserPoolName: 'text',
    MfaConfiguration: 'switch',
    EnabledMfas: list(),
    AliasAttributes: list(),
    UsernameAttributes: list(),
    AutoVerifiedAttributes: list(),
    DeletionProtection: 'text',
    UserPoolTier: 'text',
    SmsVerificationMessage: 'text',
    EmailVerificationMessage: 'text',
    EmailAuthenticationMessage: 'text',
    SmsAuthenticationMessage: 'text',
    WebAuthnRelyingPartyID: 'text',
    WebAuthnUserVerification: 'text',
    WebAuthnFactorConfiguration: 'text',
    Schema: list(of({
      Name: 'text',
      AttributeDataType: 'text',
      Mutable: 'text',
      Required: 'text',
      DeveloperOnlyAttribute: 'text',
      StringAttributeConstraints: map('text'),
      NumberAttributeConstraints: map('text'),
    })),
    AdminCreateUserConfig: of({ AllowAdminCreateUserOnly: 'text', UnusedAccountValidityDays: 'text', InviteMessageTemplate: map('text') }),
    Policies: of({ PasswordPolicy: map('text'), SignInPolicy: of({ AllowedFirstAuthFactors: list() }) }),
    LambdaConfig: of({
      ...Object.fromEntries([
        'PreSignUp', 'PostConfirmation', 'PreAuthentication', 'PostAuthentication', 'CustomMessage', 'DefineAuthChallenge',
        'CreateAuthChallenge',
        'VerifyAuthChallengeResponse', 'PreTokenGeneration', 'UserMigration', 'KMSKeyID',
      ].map(name => [name, 'text'] as const)),
      ...Object.fromEntries([
        'PreTokenGenerationConfig', 'CustomSMSSender', 'CustomEmailSender', 'InboundFederation',
      ].map(name => [name, map('text')] as const)),
    }),
    UserPoolAddOns: of({ AdvancedSecurityMode: 'switch', AdvancedSecurityAdditionalFlows: of({ CustomAuthMode: 'text' }) }),
    AccountRecoverySetting: of({ RecoveryMechanisms: list(of({ Name: 'text', Priority: 'text' })) }),
    UserAttributeUpdateSettings: of({ AttributesRequireVerificationBeforeUpdate: list() }),
    DeviceConfiguration: map('text'),
    EmailConfiguration: map('text'),
    SmsConfiguration: of({ SnsCallerArn: 'text', ExternalId: 'text', SnsRegion: 'text', EumsSms: map('text') }),
    UsernameConfiguration: map('text'),
    UserPoolTags: map('text'),
    DcrConfiguration: of({
      EnableStatus: 'text', OpenDcrEnabled: 'text', AuthenticatedGrantTypes: list(), OpenDcrGrantTypes: list(), AllowedScopes: list(),
    }),
    VerificationMessageTemplate: map('text'),
  }),
  'AWS::Cognito::UserPoolRiskConfigurationAttachment': of({
    UserPoolId: 'text',
    ClientId: 'text',
    RiskExceptionConfiguration: map(list()),
    AccountTakeoverRiskConfiguration: of({ Actions: map(map('text')), NotifyConfiguration: map('any') }),
    CompromisedCredentialsRiskConfiguration: of({ Actions: map('text'), EventFilter: list() }),
  }),
  'AWS::Cognito::CIMDPolicy': of({ UserPoolId: 'text', ClientId: 'text', PolicyName: 'text', CacheDuration: 'text', URLPatterns: list() }),
  'AWS::Cognito::LogDeliveryConfiguration': of({
    UserPoolId: 'text', LogConfigurations: list(of({ LogLevel: 'text', EventSource: 'text' })),
  }),
  'AWS::Lambda::Function': of({
    FunctionName: 'text', Role: 'text', Handler: 'text', Runtime: 'text', Code: map('text'), Environment: of({ Variables: map('text') }),
  }),
  'AWS::Lambda::Permission': of({ FunctionName: 'text', Principal: 'text', Action: 'text', SourceArn: 'text', SourceAccount: 'text' }),
  'AWS::WAFv2::WebACLAssociation': of({ ResourceArn: 'text', WebACLArn: 'text' }),
};

const POLICIES = Object.entries(POLICY_PROPERTIES).map(([type, path]): [string, ObjectShape] => {
  const [property, inner] = path.split('.');
  return [type, of({ ...KNOWN[type]?.of, [property]: inner === undefined ? 'policy' : of({ [inner]: 'policy' }) })];
});

/** The shapes of the properties that are read, by resource type. */
export const SHAPES: Readonly<Record<string, Shape>> = { ...KNOWN, ...Object.fromEntries(POLICIES) };
