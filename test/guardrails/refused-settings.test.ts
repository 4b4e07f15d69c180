import { smsRole } from './case-parts';
import { Patch, patched } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';

const given = { Ref: 'Given' };
const body = (patch: Patch) => ({ Parameters: { Given: { Type: 'String' } }, ...patched(patch) });
const found = (rule: string, patch: Patch, region?: string) =>
  checkTemplates([
    { name: 'template', body: body(patch), ...region && { region } },
  ]).filter(finding => finding.rule === rule).map(({ message }) => message);

const long = (length: number) => 'x'.repeat(length);
const firstFactors = (...factors: any[]) => ({ 'Pool/Policies/SignInPolicy': { AllowedFirstAuthFactors: factors } });
const domain = (Domain: any, more: any = {}) =>
  ({ Domain: { Type: 'AWS::Cognito::UserPoolDomain', Properties: { UserPoolId: { Ref: 'Pool' }, Domain, ...more } } });
const logs = (...LogConfigurations: any[]) =>
  ({ Logs: { Type: 'AWS::Cognito::LogDeliveryConfiguration', Properties: { UserPoolId: { Ref: 'Pool' }, LogConfigurations } } });
const log = (EventSource: any, LogLevel: any, destination = 'CloudWatchLogsConfiguration') =>
  ({ EventSource, LogLevel, [destination]: { Arn: 'arn' } });
const association = (WebACLArn: any, ResourceArn: any = { 'Fn::GetAtt': ['Pool', 'Arn'] }, Scope = 'REGIONAL') => ({
  Acl: { Type: 'AWS::WAFv2::WebACL', Properties: { Scope } },
  Association: { Type: 'AWS::WAFv2::WebACLAssociation', Properties: { ResourceArn, WebACLArn } },
});
const aclArn = { 'Fn::GetAtt': ['Acl', 'Arn'] };
const far = (region: string, name = 'far') => `arn:aws:lambda:${region}:123456789012:function:${name}`;
const version = {
  V1: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Fn' } } }, Fn: { Type: 'AWS::Lambda::Function', Properties: {} },
};
const group = (GroupName: any, more: any = {}) =>
  ({ Extra: { Type: 'AWS::Cognito::UserPoolGroup', Properties: { UserPoolId: { Ref: 'Pool' }, GroupName, ...more } } });
const own = (CertificateArn: any) => domain('login.acme.dev', { CustomDomainConfig: { CertificateArn } });
const scoped = (ScopeName: any) => ({
  Server: {
    Type: 'AWS::Cognito::UserPoolResourceServer', Properties: { UserPoolId: { Ref: 'Pool' }, Identifier: 'api', Scopes: [{ ScopeName }] },
  },
});
const again = (GroupName: any) =>
  ({ Again: { Type: 'AWS::Cognito::UserPoolGroup', Properties: { UserPoolId: { 'Fn::Sub': '${Pool}' }, GroupName } } });
const schema = (...entries: any[]) => ({ 'Pool/Schema': entries });
const numbers = (MinValue: any, MaxValue: any) =>
  ({ Name: 'age', AttributeDataType: 'Number', NumberAttributeConstraints: { MinValue, MaxValue } });
const lengths = (MinLength: any, MaxLength: any) =>
  ({ Name: 'tier', AttributeDataType: 'String', StringAttributeConstraints: { MinLength, MaxLength } });
const provider = (ProviderName: any) => ({
  Idp: { Type: 'AWS::Cognito::UserPoolIdentityProvider', Properties: { UserPoolId: { Ref: 'Pool' }, ProviderName, ProviderType: 'OIDC' } },
});
const attribute = (Name: any, more: any = {}) => ({ 'Pool/Schema/1': { Name, AttributeDataType: 'String', Mutable: true, ...more } });
const flows = (...names: any[]) => ({ 'Client/ExplicitAuthFlows': names });
const migration = (...names: string[]) => ({
  'Pool/LambdaConfig': { UserMigration: far('eu-west-1') },
  'Client/ExplicitAuthFlows': names,
  'Other/ExplicitAuthFlows': ['ALLOW_REFRESH_TOKEN_AUTH'],
});
const machine = (...scopes: string[]) =>
  ({ 'Other/AllowedOAuthFlows': ['client_credentials'], 'Other/AllowedOAuthScopes': scopes, 'Other/GenerateSecret': true });
const email = { 'Pool/EmailConfiguration': { EmailSendingAccount: 'DEVELOPER' } };
const sms = { 'Pool/SmsConfiguration': { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms', ExternalId: 'x' } };
const smsOf = (Principal: unknown, externalId: unknown = 'x', Action: string = 'sts:AssumeRole') => {
  const { Sms, ...pool } = smsRole({ StringEquals: { 'sts:ExternalId': externalId } });
  const at = 'Sms/AssumeRolePolicyDocument/Statement/0';
  return { ...pool, Sms, [`${at}/Principal`]: Principal, [`${at}/Action`]: Action };
};

/** Rule, what it is about, the bad template, the nearest one that is not reported. */
const CASES: [string, string, Patch, Patch][] = [
  ['web-acl-refused', 'the id of the ACL', association({ Ref: 'Acl' }), association(aclArn)],
  ['web-acl-refused', 'another attribute of the ACL', association({ 'Fn::GetAtt': ['Acl', 'Id'] }), association(given)],
  [
    'web-acl-refused', 'an id that is spelt out', association('0f0e0d0c-1111'),
    association('arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/a/b'),
  ],
  ['web-acl-refused', 'the id of the pool', association(aclArn, { Ref: 'Pool' }), association({ Ref: 'Acl' }, given)],
  ['web-acl-refused', 'an ACL for CloudFront', association(aclArn, undefined, 'CLOUDFRONT'), association(aclArn)],
  ['log-delivery-refused', 'events at ERROR', logs(log('userAuthEvents', 'ERROR')), logs(log('userAuthEvents', 'INFO', 'S3Configuration'))],
  ['log-delivery-refused', 'notifications at INFO', logs(log('userNotification', 'INFO')), logs(log('userNotification', 'ERROR'))],
  [
    'log-delivery-refused', 'notifications in a bucket', logs(log('userNotification', 'ERROR', 'S3Configuration')),
    logs(log('userNotification', given)),
  ],
  ['log-delivery-refused', 'an unknown source', logs(log('users', 'INFO')), logs(log(given, 'INFO'))],
  [
    'log-delivery-refused', 'three of them', logs(...[1, 2, 3].map(() => log('userAuthEvents', 'INFO'))),
    logs(...[1, 2].map(() => log('userAuthEvents', 'INFO'))),
  ],
  [
    'migration-without-password-flow', 'SRP only', migration('ALLOW_USER_SRP_AUTH'),
    migration('ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH'),
  ],
  [
    'migration-without-password-flow', 'no flows', { ...migration(), 'Client/ExplicitAuthFlows': undefined },
    migration('ALLOW_ADMIN_USER_PASSWORD_AUTH'),
  ],
  [
    'migration-without-password-flow', 'no pages', migration('ALLOW_USER_SRP_AUTH'),
    { ...migration('ALLOW_USER_SRP_AUTH'), 'Client/AllowedOAuthFlowsUserPoolClient': true },
  ],
  [
    'migration-without-password-flow', 'no other trigger', migration('ALLOW_USER_SRP_AUTH'),
    { ...migration('ALLOW_USER_SRP_AUTH'), 'Pool/LambdaConfig': { PreSignUp: far('eu-west-1') } },
  ],
  [
    'trigger-elsewhere', 'a version', { ...version, 'Pool/LambdaConfig': { PreSignUp: { Ref: 'V1' } } },
    { ...version, 'Pool/LambdaConfig': { PreSignUp: { 'Fn::GetAtt': ['Fn', 'Arn'] } } },
  ],
  [
    'trigger-elsewhere', 'a number', { 'Pool/LambdaConfig': { PreSignUp: far('eu-west-1', 'far:7') } },
    { 'Pool/LambdaConfig': { PreSignUp: far('eu-west-1', 'far:live') } },
  ],
  [
    'trigger-elsewhere', 'two regions', { 'Pool/LambdaConfig': { PreSignUp: far('eu-west-1'), CustomMessage: far('us-east-1') } },
    { 'Pool/LambdaConfig': { PreSignUp: far('eu-west-1'), CustomMessage: far('eu-west-1') } },
  ],
  ['client-settings-conflict', 'old and new flows', flows('ALLOW_USER_SRP_AUTH', 'USER_PASSWORD_AUTH'), flows('USER_PASSWORD_AUTH', given)],
  ['client-settings-conflict', 'a misspelt flow', flows('ALLOW_SRP_AUTH'), flows('ALLOW_USER_SRP_AUTH')],
  [
    'client-settings-conflict', 'rotation and refreshing', flows('ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'),
    { ...flows('ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'), 'Client/RefreshTokenRotation': undefined },
  ],
  [
    'client-settings-conflict', 'rotation and default flows', { 'Client/ExplicitAuthFlows': undefined },
    { 'Client/ExplicitAuthFlows': given },
  ],
  [
    'client-settings-conflict', 'context without a secret', { 'Client/EnablePropagateAdditionalUserContextData': true },
    { 'Client/EnablePropagateAdditionalUserContextData': true, 'Client/GenerateSecret': given },
  ],
  [
    'client-settings-conflict', 'two grants', { 'Other/AllowedOAuthFlows': ['client_credentials', 'code'] },
    { 'Other/AllowedOAuthFlows': ['implicit', 'code'] },
  ],
  ['client-settings-conflict', 'scopes of users', machine('openid', 'api/read'), machine('api/read')],
  [
    'client-settings-conflict', 'a fragment', { 'Client/CallbackURLs': ['https://app.acme.dev/#cb'] },
    { 'Client/CallbackURLs': ['https://app.acme.dev/cb'] },
  ],
  [
    'client-settings-conflict', 'a relative URL', { 'Client/LogoutURLs': ['/bye'] },
    { 'Client/LogoutURLs': ['myapp:/bye', { 'Fn::Sub': '${Given}/bye' }] },
  ],
  [
    'client-settings-conflict', 'a long URL', { 'Client/CallbackURLs': [`https://a.acme.dev/${long(1006)}`] },
    { 'Client/CallbackURLs': [`https://a.acme.dev/${long(1005)}`] },
  ],
  [
    'client-settings-conflict', 'many URLs', { 'Client/LogoutURLs': Array.from({ length: 101 }, (_, i) => `https://a.acme.dev/${i}`) },
    { 'Client/LogoutURLs': Array.from({ length: 100 }, (_, i) => `https://a.acme.dev/${i}`) },
  ],
  [
    'client-settings-conflict', 'another redirect', { 'Client/DefaultRedirectURI': 'https://b.acme.dev' },
    { 'Client/DefaultRedirectURI': 'https://app.acme.dev' },
  ],
  [
    'client-settings-conflict', 'a redirect', { 'Client/DefaultRedirectURI': 'https://b.acme.dev' },
    { 'Client/DefaultRedirectURI': 'https://b.acme.dev', 'Client/CallbackURLs': [given] },
  ],
  [
    'mfa-refused', 'OFF with factors', { 'Pool/MfaConfiguration': 'OFF' },
    { 'Pool/MfaConfiguration': 'OFF', 'Pool/EnabledMfas': undefined },
  ],
  [
    'mfa-refused', 'ON without factors', { 'Pool/MfaConfiguration': 'ON', 'Pool/EnabledMfas': undefined },
    { 'Pool/MfaConfiguration': 'ON', 'Pool/EnabledMfas': undefined, ...sms },
  ],
  ['mfa-refused', 'text messages', { 'Pool/EnabledMfas': ['SMS_MFA'] }, { 'Pool/EnabledMfas': ['SMS_MFA'], ...sms }],
  ['mfa-refused', 'mails', { 'Pool/EnabledMfas': ['EMAIL_OTP'] }, { 'Pool/EnabledMfas': ['EMAIL_OTP'], ...email }],
  [
    'mfa-refused', 'mails of a sender', { 'Pool/EnabledMfas': ['EMAIL_OTP'] },
    { 'Pool/EnabledMfas': ['EMAIL_OTP'], 'Pool/EmailConfiguration': given },
  ],
  ['mfa-refused', 'no password', firstFactors('EMAIL_OTP'), firstFactors('EMAIL_OTP', given)],
  [
    'mfa-refused', 'codes first', { ...firstFactors('PASSWORD', 'EMAIL_OTP'), 'Pool/MfaConfiguration': 'ON' },
    firstFactors('PASSWORD', 'EMAIL_OTP'),
  ],
  [
    'mfa-refused', 'passkeys first', { ...firstFactors('PASSWORD', 'WEB_AUTHN'), 'Pool/MfaConfiguration': 'ON' },
    {
      ...firstFactors('PASSWORD', 'WEB_AUTHN'),
      'Pool/MfaConfiguration': 'ON',
      'Pool/WebAuthnFactorConfiguration': 'MULTI_FACTOR_WITH_USER_VERIFICATION',
    },
  ],
  [
    'plan-lacks-feature', 'first factors', { ...firstFactors('PASSWORD', 'EMAIL_OTP'), 'Pool/UserPoolTier': 'LITE' },
    { ...firstFactors('PASSWORD'), 'Pool/UserPoolTier': 'LITE' },
  ],
  [
    'plan-lacks-feature', 'mails', { 'Pool/EnabledMfas': ['EMAIL_OTP'], 'Pool/UserPoolTier': 'LITE' },
    { 'Pool/EnabledMfas': ['EMAIL_OTP'], 'Pool/UserPoolTier': given },
  ],
  [
    'plan-lacks-feature', 'managed login', { ...domain('in', { ManagedLoginVersion: 2 }), 'Pool/UserPoolTier': 'LITE' },
    { ...domain('in'), 'Pool/UserPoolTier': 'LITE' },
  ],
  [
    'plan-lacks-feature', 'access tokens',
    {
      'Pool/LambdaConfig': { PreTokenGenerationConfig: { LambdaArn: far('eu-west-1'), LambdaVersion: 'V2_0' } },
      'Pool/UserPoolTier': 'LITE',
    },
    {
      'Pool/LambdaConfig': { PreTokenGenerationConfig: { LambdaArn: far('eu-west-1'), LambdaVersion: 'V1_0' } },
      'Pool/UserPoolTier': 'LITE',
    },
  ],
  [
    'plan-lacks-feature', 'old passwords', { 'Pool/Policies/PasswordPolicy/PasswordHistorySize': 3, 'Pool/UserPoolTier': 'LITE' },
    { 'Pool/Policies/PasswordPolicy/PasswordHistorySize': 3 },
  ],
  [
    'plan-lacks-feature', 'threat protection', { 'Pool/UserPoolAddOns': { AdvancedSecurityMode: 'AUDIT' } },
    { 'Pool/UserPoolAddOns': { AdvancedSecurityMode: 'AUDIT' }, 'Pool/UserPoolTier': 'PLUS' },
  ],
  [
    'plan-lacks-feature', 'events', logs(log('userAuthEvents', 'INFO')),
    { ...logs(log('userAuthEvents', 'INFO')), 'Pool/UserPoolTier': undefined },
  ],
  [
    'pool-settings-refused', 'aliases and names', { 'Pool/AliasAttributes': ['email'] },
    { 'Pool/AliasAttributes': ['email'], 'Pool/UsernameAttributes': undefined },
  ],
  [
    'pool-settings-refused', 'a required alias',
    {
      ...attribute('preferred_username', { Required: true }),
      'Pool/AliasAttributes': ['preferred_username'],
      'Pool/UsernameAttributes': undefined,
    },
    { ...attribute('preferred_username'), 'Pool/AliasAttributes': ['preferred_username'], 'Pool/UsernameAttributes': undefined },
  ],
  ['pool-settings-refused', 'a long attribute', attribute(long(21)), attribute(`custom:${long(20)}`)],
  ['pool-settings-refused', 'a required attribute', attribute('tier', { Required: true }), attribute('email', { Required: true })],
  [
    'pool-settings-refused', 'many attributes', { 'Pool/Schema': Array.from({ length: 51 }, (_, i) => ({ Name: `a${i}` })) },
    { 'Pool/Schema': [...Array.from({ length: 50 }, (_, i) => ({ Name: `a${i}` })), { Name: 'email' }] },
  ],
  [
    'pool-settings-refused', 'a short password', { 'Pool/Policies/PasswordPolicy/MinimumLength': 5 },
    { 'Pool/Policies/PasswordPolicy/MinimumLength': 6 },
  ],
  [
    'pool-settings-refused', 'a long password', { 'Pool/Policies/PasswordPolicy/MinimumLength': 100 },
    { 'Pool/Policies/PasswordPolicy/MinimumLength': 99 },
  ],
  [
    'pool-settings-refused', 'a long invitation', { 'Pool/Policies/PasswordPolicy/TemporaryPasswordValidityDays': 366 },
    { 'Pool/Policies/PasswordPolicy/TemporaryPasswordValidityDays': 365 },
  ],
  [
    'pool-settings-refused', 'a long history', { 'Pool/Policies/PasswordPolicy/PasswordHistorySize': 25 },
    { 'Pool/Policies/PasswordPolicy/PasswordHistorySize': given },
  ],
  [
    'pool-settings-refused', 'an SMS role that trusts Cognito as Federated', smsOf({ Federated: 'cognito-idp.amazonaws.com' }),
    smsOf({ Service: 'cognito-idp.amazonaws.com' }),
  ],
  [
    'pool-settings-refused', 'an SMS role for another service', smsOf({ Service: ['sns.amazonaws.com'] }),
    smsOf({ Service: ['sns.amazonaws.com', 'cognito-idp.amazonaws.com'] }),
  ],
  [
    'pool-settings-refused', 'an SMS role that may do something else',
    smsOf({ Service: 'cognito-idp.amazonaws.com' }, 'x', 'sts:TagSession'),
    smsOf({ Service: 'cognito-idp.amazonaws.com' }, 'x', 'sts:*'),
  ],
  [
    'pool-settings-refused', 'another external id', smsOf({ Service: 'cognito-idp.amazonaws.com' }, 'y'),
    smsOf({ Service: 'cognito-idp.amazonaws.com' }, ['y', 'x']),
  ],
  [
    'pool-settings-refused', 'no external id where one is wanted',
    { ...smsOf({ Service: 'cognito-idp.amazonaws.com' }), 'Pool/SmsConfiguration/ExternalId': undefined },
    { ...smsOf({ Service: 'cognito-idp.amazonaws.com' }), 'Pool/SmsConfiguration/ExternalId': given },
  ],
  [
    'pool-settings-refused', 'an SMS role that is not known', smsOf({ Federated: 'cognito-idp.amazonaws.com' }), smsOf({ Service: given }),
  ],
  ['pool-settings-refused', 'a group with a blank', group('my group'), group('my-group')],
  ['pool-settings-refused', 'a group twice', { ...group('staff'), ...again('staff') }, { ...group('staff'), ...again('Staff') }],
  ['pool-settings-refused', 'a group perhaps twice', { ...group('staff'), ...again('staff') }, { ...group('staff'), ...again(given) }],
  [
    'pool-settings-refused', 'an attribute twice', schema({ Name: 'tier' }, { Name: 'custom:tier' }),
    schema({ Name: 'tier' }, { Name: 'tier2' }),
  ],
  ['pool-settings-refused', 'no number between', schema(numbers('5', '4')), schema(numbers('5', '5'))],
  ['pool-settings-refused', 'no length between', schema(lengths('5', '4')), schema(lengths('4', given))],
  ['pool-settings-refused', 'a long group', group(long(129)), group(long(128))],
  ['pool-settings-refused', 'a long provider', provider(long(33)), provider(long(32))],
  ['pool-settings-refused', 'a provider with an underscore', provider('_corp'), provider('corp_')],
  ['pool-settings-refused', 'a reserved word', domain('my-aws-login'), domain({ 'Fn::Sub': 'login-${AWS::AccountId}' })],
  [
    'pool-settings-refused', 'an upper-case prefix', domain('Login'),
    domain('Login.acme.dev', { CustomDomainConfig: { CertificateArn: 'arn' } }),
  ],
  ['pool-settings-refused', 'a certificate of elsewhere', own('arn:aws:acm:eu-west-1:123456789012:certificate/x'),
    own('arn:aws:acm:us-east-1:123456789012:certificate/x')],
  ['pool-settings-refused', 'a certificate perhaps of elsewhere', own('arn:aws:acm:eu-west-1:123456789012:certificate/x'), own(given)],
  ['pool-settings-refused', 'a negative precedence', group('staff', { Precedence: -1 }), group('staff', { Precedence: 0 })],
  ['pool-settings-refused', 'a scope with a slash', scoped('orders/read'), scoped('orders.read')],
];

describe.each(CASES)('%s: %s', (rule, _what, bad, near) => {
  test('is found', () => expect(found(rule, bad)).toHaveLength(1));
  test('is not found in the nearest good template', () => expect(found(rule, near)).toEqual([]));
});

test.each([['us-east-1', 1], ['eu-west-1', 0]])('a function of another region than the stack is found: %s', (region, count) => {
  expect(found('trigger-elsewhere', { 'Pool/LambdaConfig': { PreSignUp: far('eu-west-1') } }, region)).toHaveLength(count);
});
