import { circle } from '../circle';

/** What a template must hold to deploy, from the API reference and CloudFormation's schemas rather than from the code under test. */

type Props = Record<string, any>;
type Rule = readonly [what: string, holds: (props: Props) => boolean];

const known = (value: unknown): value is string => typeof value === 'string';
const within = (value: unknown, min: number, max: number) => typeof value !== 'number' || (value >= min && value <= max);
const sized = (value: unknown, min: number, max: number) => !known(value) || (value.length >= min && value.length <= max);
const listed = (value: unknown, max: number) => !Array.isArray(value) || value.length <= max;
const seconds = (value: number, unit: string = 'hours') =>
  value * ({ seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as Record<string, number>)[unit];

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html and its neighbours */
const RULES: Record<string, Rule[]> = {
  'AWS::Cognito::UserPool': [
    ['a password of 6 to 99', ({ Policies }) => within(Policies?.PasswordPolicy?.MinimumLength, 6, 99)],
    ['a temporary password of up to 365 days', ({ Policies }) => within(Policies?.PasswordPolicy?.TemporaryPasswordValidityDays, 0, 365)],
    ['at most 50 entries in the schema', ({ Schema }) => listed(Schema, 50)],
    ['names of attributes of 1 to 20', ({ Schema = [] }) => Schema.every(({ Name }: Props) => sized(Name, 1, 20))],
    ['names of attributes once', ({ Schema = [] }) => new Set(Schema.map(({ Name }: Props) => Name)).size === Schema.length],
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

export function problemsOf(template: Record<string, any>): string[] {
  const resources = Object.entries<Props>(template.Resources ?? {});
  const text = JSON.stringify(template);
  const around = circle(new Map(resources.map(([id, resource]) => [id, referredBy(resource)])));
  return [
    ...resources.flatMap(([id, { Type, Properties = {} }]) => (RULES[Type] ?? [])
      .filter(([, holds]) => !holds(Properties)).map(([what]) => `${id}: lacks ${what}`)),
    ...(text.includes('${Token[') ? ['a token was not resolved'] : []),
    ...(text.includes(':null') ? ['something is null'] : []),
    ...(resources.filter(([, { Type }]) => Type === 'AWS::Cognito::IdentityPoolRoleAttachment').length === 1
      ? []
      : ['not one role attachment']),
    ...(around ? [`a circle: ${around.join(' → ')}`] : []),
  ];
}

function referredBy(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referredBy);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    if (key === 'Ref') return [String(member)];
    if (key === 'Fn::GetAtt') return [String([member].flat()[0]).split('.')[0]];
    if (key === 'DependsOn') return [member].flat() as string[];
    return referredBy(member);
  });
}
