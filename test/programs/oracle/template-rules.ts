/** What a template must hold to deploy, from the API reference and CloudFormation's schemas rather than from the code under test. */

export type Props = Record<string, any>;
type Rule = readonly [what: string, holds: (props: Props) => boolean];

const known = (value: unknown): value is string => typeof value === 'string';
const within = (value: unknown, min: number, max: number) => typeof value !== 'number' || (value >= min && value <= max);
const sized = (value: unknown, min: number, max: number) => !known(value) || (value.length >= min && value.length <= max);
const listed = (value: unknown, max: number) => !Array.isArray(value) || value.length <= max;
const seconds = (value: number, unit: string = 'hours') =>
  value * ({ seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as Record<string, number>)[unit];

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateIdentityProvider.html */
const OAUTH = ['client_id', 'client_secret', 'authorize_scopes'];
const LEVELS: Record<string, string> = { userNotification: 'ERROR', userAuthEvents: 'INFO' };
const DETAILS: Record<string, string[]> = {
  Google: OAUTH,
  Facebook: OAUTH,
  LoginWithAmazon: OAUTH,
  SignInWithApple: ['client_id', 'team_id', 'key_id', 'private_key', 'authorize_scopes'],
  OIDC: [...OAUTH, 'attributes_request_method', 'oidc_issuer|authorize_url'],
  SAML: ['MetadataURL|MetadataFile'],
};

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html and its neighbours */
export const RULES: Record<string, Rule[]> = {
  'AWS::Cognito::UserPool': [
    ['a password of 6 to 99', ({ Policies }) => within(Policies?.PasswordPolicy?.MinimumLength, 6, 99)],
    ['a temporary password of up to 365 days', ({ Policies }) => within(Policies?.PasswordPolicy?.TemporaryPasswordValidityDays, 0, 365)],
    ['at most 50 entries in the schema', ({ Schema }) => listed(Schema, 50)],
    ['names of attributes of 1 to 20', ({ Schema = [] }) => Schema.every(({ Name }: Props) => sized(Name, 1, 20))],
    ['names of attributes once', ({ Schema = [] }) => new Set(Schema.map(({ Name }: Props) => Name)).size === Schema.length],
    ['the password among what starts a sign-in', ({ Policies }) =>
      [undefined, true].includes(Policies?.SignInPolicy?.AllowedFirstAuthFactors?.includes('PASSWORD'))],
    ['a relying party of 1 to 127', ({ WebAuthnRelyingPartyID: id }) => sized(id, 1, 127) && (!known(id) || !/[\s/:]/.test(id))],
    ['aliases or user name attributes', ({ AliasAttributes, UsernameAttributes }) => !(AliasAttributes && UsernameAttributes)],
    ['subjects of 1 to 140', ({ VerificationMessageTemplate: texts }) => sized(texts?.EmailSubject, 1, 140)],
    [
      'a place for the code',
      ({ VerificationMessageTemplate: texts }) => !known(texts?.EmailMessage) || texts.EmailMessage.includes('{####}'),
    ],
    ['factors unless MFA is off', ({ MfaConfiguration, EnabledMfas = [] }) => (MfaConfiguration === 'OFF') === (EnabledMfas.length === 0)],
    [
      'a role for text messages',
      ({ EnabledMfas = [], SmsConfiguration }) => !EnabledMfas.includes('SMS_MFA') || SmsConfiguration !== undefined,
    ],
    [
      'Essentials for a history of passwords',
      ({ Policies, UserPoolTier }) => !Policies?.PasswordPolicy?.PasswordHistorySize || UserPoolTier !== 'LITE',
    ],
  ],
  'AWS::Cognito::UserPoolReplica': [
    ['the name of a Region', ({ RegionName }) => sized(RegionName, 5, 32)],
  ],
  'AWS::AppSync::GraphQLApi': [
    ['clients whose tokens pass, by default', ({ AuthenticationType: type, UserPoolConfig: config }) =>
      type !== 'AMAZON_COGNITO_USER_POOLS' || (config.AppIdClientRegex !== undefined && ['ALLOW', 'DENY'].includes(config.DefaultAction))],
    ['clients whose tokens pass beside', ({ AdditionalAuthenticationProviders: modes = [] }) => modes.every(({ UserPoolConfig }: Props) =>
      UserPoolConfig === undefined || UserPoolConfig.AppIdClientRegex !== undefined)],
  ],
  'AWS::Cognito::UserPoolClient': [
    ['a name of 1 to 128', ({ ClientName }) => sized(ClientName, 1, 128)],
    ['at most 100 callbacks', ({ CallbackURLs }) => listed(CallbackURLs, 100)],
    ['callbacks of https or of this machine', ({ CallbackURLs = [] }) =>
      CallbackURLs.every((url: unknown) => !known(url) || !url.startsWith('http://') || url.startsWith('http://localhost'))],
    [
      'callbacks for the code grant',
      ({ AllowedOAuthFlows = [], CallbackURLs = [] }) => !AllowedOAuthFlows.includes('code') || CallbackURLs.length > 0,
    ],
    ['no implicit grant', ({ AllowedOAuthFlows = [] }) => !AllowedOAuthFlows.includes('implicit')],
    ['machines alone', ({ AllowedOAuthFlows = [] }) => !AllowedOAuthFlows.includes('client_credentials') || AllowedOAuthFlows.length === 1],
    [
      'a secret for machines',
      ({ AllowedOAuthFlows = [], GenerateSecret }) => !AllowedOAuthFlows.includes('client_credentials') || GenerateSecret === true,
    ],
    ['access tokens of 5 minutes to a day', ({ AccessTokenValidity: value, TokenValidityUnits: units }) =>
      within(value && seconds(value, units?.AccessToken), 300, 86_400)],
    ['refresh tokens of an hour to ten years', ({ RefreshTokenValidity: value, TokenValidityUnits: units }) =>
      within(value && seconds(value, units?.RefreshToken ?? 'days'), 3600, 315_360_000)],
    ['no refresh flow beside rotation', ({ ExplicitAuthFlows = [], RefreshTokenRotation: rotation }) =>
      rotation?.Feature !== 'ENABLED' || !ExplicitAuthFlows.includes('ALLOW_REFRESH_TOKEN_AUTH')],
    ['a grace of up to a minute', ({ RefreshTokenRotation: rotation }) => within(rotation?.RetryGracePeriodSeconds, 0, 60)],
    ['challenges of 3 to 15 minutes', ({ AuthSessionValidity }) => within(AuthSessionValidity, 3, 15)],
  ],
  'AWS::Cognito::UserPoolGroup': [
    ['a name of 1 to 128 without white space', ({ GroupName }) => !known(GroupName) || /^\S{1,128}$/u.test(GroupName)],
    ['a description of up to 2048', ({ Description }) => sized(Description, 0, 2048)],
    [
      'a whole precedence',
      ({ Precedence }) => within(Precedence, 0, 2 ** 31 - 1) && (Precedence === undefined || Number.isInteger(Precedence)),
    ],
  ],
  'AWS::Cognito::UserPoolResourceServer': [
    ['an identifier of 1 to 256', ({ Identifier }) => sized(Identifier, 1, 256)],
    ['a name of 1 to 256', ({ Name }) => sized(Name, 1, 256)],
  ],
  'AWS::Cognito::IdentityPool': [
    ['a name of 1 to 128', ({ IdentityPoolName }) => sized(IdentityPoolName, 1, 128)],
  ],
  'AWS::Cognito::IdentityPoolRoleAttachment': [
    [
      'at most 25 rules',
      ({ RoleMappings = {} }) => Object.values<Props>(RoleMappings).every(({ RulesConfiguration }) => listed(
        RulesConfiguration?.Rules, 25,
      )),
    ],
    ['values of 1 to 128', ({ RoleMappings = {} }) => Object.values<Props>(RoleMappings)
      .every(({ RulesConfiguration }) => (RulesConfiguration?.Rules ?? []).every(({ Value }: Props) => sized(Value, 1, 128)))],
  ],
  'AWS::Cognito::UserPoolIdentityProvider': [
    ['a name of 1 to 32', ({ ProviderName }) => /^[^_\p{Z}][\p{L}\p{M}\p{S}\p{N}\p{P}]{0,31}$/u.test(ProviderName)],
    ['at most 50 identifiers of 1 to 40', ({ IdpIdentifiers = [] }) =>
      listed(IdpIdentifiers, 50) && IdpIdentifiers.every((identifier: unknown) => sized(identifier, 1, 40))],
    ['what providers of its type are asked for', ({ ProviderType, ProviderDetails }) =>
      DETAILS[ProviderType].every(names => names.split('|').some(name => ProviderDetails[name] !== undefined))],
    ['a secret that does not stand here', ({ ProviderDetails: { client_secret: secret, private_key: key } }) =>
      [secret, key].every(value => !known(value) || value.startsWith('{{resolve:secretsmanager:'))],
    ['claims for what is mapped', ({ AttributeMapping = {} }) => Object.values(AttributeMapping).every(claim => claim !== '')],
  ],
  'AWS::Cognito::UserPoolDomain': [
    ['a name that Cognito takes', ({ Domain, CustomDomainConfig: custom }) => !known(Domain) || (sized(Domain, 1, 63)
      && (custom ? /^[a-z0-9-]+(\.[a-z0-9-]+)+$/ : /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/).test(Domain))],
    ['no word of AWS', ({ Domain, CustomDomainConfig: custom }) => custom || !known(Domain) || !/aws|amazon|cognito/.test(Domain)],
    ['a certificate of us-east-1', ({ CustomDomainConfig: custom }) =>
      !known(custom?.CertificateArn) || custom.CertificateArn.includes(':us-east-1:')],
    ['a health check id of up to 64', ({ Routing }) => sized(Routing?.Failover?.PrimaryRoute53HealthCheckId, 1, 64)],
  ],
  'AWS::Cognito::ManagedLoginBranding': [
    ['either values of Cognito or its own', ({ UseCognitoProvidedValues, Settings, Assets }) =>
      (UseCognitoProvidedValues === true) !== (Settings !== undefined || Assets !== undefined)],
    ['at most 40 images', ({ Assets }) => listed(Assets, 40)],
    [
      'images of a million bytes',
      ({ Assets = [] }) => Assets.every(({ Bytes }: Props) => Buffer.from(Bytes ?? '', 'base64').length <= 1_000_000),
    ],
  ],
  'AWS::Cognito::Terms': [
    ['1 to 13 links, one of them for everybody', ({ Links }) => within(Object.keys(Links).length, 1, 13) && 'cognito:default' in Links],
    ['links of up to 1024', ({ Links }) => Object.values(Links).every(link => sized(link, 1, 1024))],
    ['a name that Cognito knows', ({ TermsName }) => ['terms-of-use', 'privacy-policy'].includes(TermsName)],
  ],
  'AWS::Cognito::IdentityPoolPrincipalTag': [
    ['at most 50 tags of 1 to 128', ({ PrincipalTags = {} }) =>
      Object.keys(PrincipalTags).length <= 50 && Object.keys(PrincipalTags).every(key => sized(key, 1, 128))],
    ['claims of 1 to 256', ({ PrincipalTags = {} }) => Object.values(PrincipalTags).every(claim => sized(claim, 1, 256))],
    ['either tags or defaults', ({ PrincipalTags, UseDefaults }) => (UseDefaults === true) !== (PrincipalTags !== undefined)],
  ],
  'AWS::Cognito::UserPoolRiskConfigurationAttachment': [
    ['at most 200 ranges', ({ RiskExceptionConfiguration: exceptions }) =>
      listed(exceptions?.BlockedIPRangeList, 200) && listed(exceptions?.SkippedIPRangeList, 200)],
    ['somebody who writes', ({ AccountTakeoverRiskConfiguration: takeover }) => takeover?.NotifyConfiguration !== undefined
      || Object.values<Props>(takeover?.Actions ?? {}).every(({ Notify }) => Notify !== true)],
  ],
  'AWS::Cognito::LogDeliveryConfiguration': [
    ['one entry a source, at its level', ({ LogConfigurations }) => LogConfigurations.length > 0
      && new Set(LogConfigurations.map(({ EventSource }: Props) => EventSource)).size === LogConfigurations.length
      && LogConfigurations.every(({ EventSource, LogLevel }: Props) => LEVELS[EventSource] === LogLevel)],
    ['messages in log groups only', ({ LogConfigurations }) => LogConfigurations
      .every(({ EventSource, CloudWatchLogsConfiguration }: Props) => EventSource !== 'userNotification' || CloudWatchLogsConfiguration)],
    ['an ARN without a wildcard', ({ LogConfigurations }) => LogConfigurations.every(({ CloudWatchLogsConfiguration: to }: Props) =>
      !to || !JSON.stringify(to).includes(':*') && to.LogGroupArn['Fn::GetAtt'] === undefined)],
  ],
  'AWS::Cognito::UserPoolUser': [
    ['a name of 1 to 128', ({ Username }) => sized(Username, 1, 128)],
    ['an address that counts', ({ UserAttributes = [] }) => UserAttributes.some(({ Name }: Props) => Name === 'email_verified')],
  ],
  'AWS::Cognito::CIMDPolicy': [
    ['a name of 1 to 32', ({ PolicyName }) => sized(PolicyName, 1, 32)],
    ['1 to 5 patterns of 12 to 256', ({ URLPatterns }) => within(URLPatterns.length, 1, 5)
      && URLPatterns.every((pattern: string) => sized(pattern, 12, 256) && pattern.startsWith('https://'))],
    ['a day to a year', ({ CacheDuration }) => within(CacheDuration, 86_400, 31_556_952)],
  ],
  'AWS::SSM::Parameter': [
    ['a name of up to 1011', ({ Name }) => sized(Name, 1, 1011) && (!known(Name) || /^[\w./-]+$/.test(Name))],
    ['a value of up to 4096', ({ Value, Tier }) => sized(Value, 1, Tier === 'Advanced' ? 8192 : 4096)],
  ],
  'AWS::IAM::Policy': [
    ['a statement', ({ PolicyDocument }) => PolicyDocument.Statement.length > 0],
    ['statements about something', ({ PolicyDocument }) => PolicyDocument.Statement.every((statement: Props) =>
      ['Resource', 'NotResource'].some(key => [statement[key] ?? []].flat().length > 0))],
  ],
  'AWS::IAM::Role': [
    ['a description of up to 1000', ({ Description }) => sized(Description, 0, 1000)],
    ['a path between slashes', ({ Path }) => !known(Path) || /^\/(.*\/)?$/.test(Path)],
    ['sessions of 1 to 12 hours', ({ MaxSessionDuration }) => within(MaxSessionDuration, 3600, 43_200)],
  ],
};
