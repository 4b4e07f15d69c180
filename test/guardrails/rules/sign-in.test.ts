import { asked, Row, unknown } from './asking';
import { acl, domain, managedLogin, open, provider, recovery, RULE, rule, style } from '../case-parts';
import { goodTemplate } from '../good-template';

const CONTACTS = 'Pool/UserAttributeUpdateSettings/AttributesRequireVerificationBeforeUpdate';
const FIRST = 'Pool/Policies/SignInPolicy/AllowedFirstAuthFactors';
const PASSWORD = 'Pool/Policies/PasswordPolicy';
const FEW = { [`${PASSWORD}/RequireSymbols`]: false };
const sms = { 'Pool/SmsConfiguration': { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' } };
const LITE = { 'Pool/UserPoolTier': 'LITE', 'Pool/Policies/SignInPolicy': undefined };
const { Pool } = goodTemplate().Resources;
const ofPool = (Type: string, more: object = {}) =>
  ({ Type: `AWS::Cognito::${Type}`, Properties: { UserPoolId: { Ref: 'Pool' }, ...more } });
const WITH_PAGES = { 'Client/AllowedOAuthFlowsUserPoolClient': true, 'Client/AllowedOAuthScopes': ['openid'] };
const CLASSIC = { Domain: ofPool('UserPoolDomain', { Domain: 'login' }) };
const PASSKEYS = { [FIRST]: ['PASSWORD', 'WEB_AUTHN'] };
const logs = (...entries: unknown[]) => ({ Logs: ofPool('LogDeliveryConfiguration', { LogConfigurations: entries }) });
const EVENTS = { EventSource: 'userAuthEvents', LogLevel: 'INFO' };

asked({
  'contact-change-unverified': [
    [
      'both addresses',
      { [CONTACTS]: [], 'Pool/AutoVerifiedAttributes': ['email', 'phone_number'] },
      'Pool high A73: email and phone_number in Pool can be changed without being verified first',
    ],
    [
      'one of both',
      { [CONTACTS]: ['email'], 'Pool/AutoVerifiedAttributes': ['email', 'phone_number'] },
      'Pool high A73: phone_number in Pool can be changed without being verified first',
    ],
    ['an address that a rule goes by, which is said elsewhere', { [CONTACTS]: [], [RULE]: rule('email') }],
    ['not known', { [CONTACTS]: unknown }],
  ],
  'factor-is-recovery': [
    [
      'mail for both',
      { 'Pool/EnabledMfas': ['EMAIL_OTP'], 'Pool/AccountRecoverySetting': recovery('verified_email') },
      'Pool medium A106: in Pool one mailbox resets the password and gets the only second factor',
    ],
    [
      'text messages for both',
      { 'Pool/EnabledMfas': ['SMS_MFA'], 'Pool/AccountRecoverySetting': recovery('verified_phone_number') },
      'Pool medium A106: in Pool one phone number resets the password and gets the only second factor',
    ],
    ['text messages, of which recovery is by default mail', { 'Pool/EnabledMfas': ['SMS_MFA'] }],
    [
      'text messages, recovery by either',
      { 'Pool/EnabledMfas': ['SMS_MFA'], 'Pool/AccountRecoverySetting': recovery('verified_phone_number', 'verified_email') },
    ],
    ['recovery that is not known', { 'Pool/EnabledMfas': ['EMAIL_OTP'], 'Pool/AccountRecoverySetting': unknown }],
    ['recovery by nothing', { 'Pool/EnabledMfas': ['EMAIL_OTP'], 'Pool/AccountRecoverySetting': recovery() }],
    ['no factor', { 'Pool/EnabledMfas': [] }],
    [
      'a passkey for a factor',
      { 'Pool/EnabledMfas': ['EMAIL_OTP'], ...PASSKEYS, 'Pool/WebAuthnFactorConfiguration': 'MULTI_FACTOR_WITH_USER_VERIFICATION' },
    ],
    [
      'a passkey that counts once',
      { 'Pool/EnabledMfas': ['EMAIL_OTP'], ...PASSKEYS, 'Pool/WebAuthnFactorConfiguration': 'SINGLE_FACTOR' },
      'Pool medium A106: in Pool one mailbox resets the password and gets the only second factor',
    ],
    ['a passkey that may be a factor', { 'Pool/EnabledMfas': ['EMAIL_OTP'], ...PASSKEYS, 'Pool/WebAuthnFactorConfiguration': unknown }],
    [
      'the setting without passkeys',
      {
        'Pool/EnabledMfas': ['EMAIL_OTP'], [FIRST]: ['PASSWORD'], 'Pool/WebAuthnFactorConfiguration': 'MULTI_FACTOR_WITH_USER_VERIFICATION',
      },
      'Pool medium A106: in Pool one mailbox resets the password and gets the only second factor',
    ],
  ],
  'login-page-without-style': [
    [
      'no style',
      { ...managedLogin, ...WITH_PAGES },
      'Client high A109: Client has no style in the managed login of Domain: its login pages are unavailable',
    ],
    ['a style', { ...managedLogin, ...WITH_PAGES, Style: style }],
    [
      'a style of another client',
      { ...managedLogin, ...WITH_PAGES, 'Style': style, 'Style/ClientId': { Ref: 'Other' } },
      'Client high A109: Client has no style in the managed login of Domain: its login pages are unavailable',
    ],
    [
      'a style of another user pool',
      { ...managedLogin, ...WITH_PAGES, 'Others': Pool, 'Style': style, 'Style/UserPoolId': { Ref: 'Others' } },
      'Client high A109: Client has no style in the managed login of Domain: its login pages are unavailable',
    ],
    ['a style for whatever client', { ...managedLogin, ...WITH_PAGES, 'Style': style, 'Style/ClientId': unknown }],
    ['the classic pages', { ...CLASSIC, ...WITH_PAGES }],
    ['a client without pages', managedLogin],
  ],
  'mfa-not-for-federated': [
    [
      'two providers',
      { 'Pool/MfaConfiguration': 'ON', 'One': provider({}), 'Two': provider({}) },
      'Pool low A77: MFA of Pool does not cover users of One, Two',
    ],
    ['MFA that is optional', { One: provider({}) }],
  ],
  'mfa-off': [
    ['by default', { 'Pool/MfaConfiguration': undefined }, 'Pool medium A75: Pool has MFA off'],
    ['off', { 'Pool/MfaConfiguration': 'OFF' }, 'Pool medium A75: Pool has MFA off'],
    ['not known', { 'Pool/MfaConfiguration': unknown }],
  ],
  'mfa-refused': [
    [
      'factors while off',
      { 'Pool/MfaConfiguration': 'OFF', 'Pool/EnabledMfas': ['SOFTWARE_TOKEN_MFA', 'SMS_MFA'] },
      'Pool medium A108: Pool has MfaConfiguration OFF, but SOFTWARE_TOKEN_MFA, SMS_MFA in EnabledMfas',
    ],
    ['a factor that is not known while off', { 'Pool/MfaConfiguration': 'OFF', 'Pool/EnabledMfas': [unknown] }],
    ['factors without a setting', { 'Pool/MfaConfiguration': undefined, 'Pool/EnabledMfas': ['SMS_MFA'] }],
    ['no factor', { 'Pool/EnabledMfas': [] }, 'Pool medium A108: Pool has MfaConfiguration OPTIONAL, but no factor in EnabledMfas'],
    [
      'no factor, required',
      { 'Pool/MfaConfiguration': 'ON', 'Pool/EnabledMfas': undefined },
      'Pool medium A108: Pool has MfaConfiguration ON, but no factor in EnabledMfas',
    ],
    ['no factor, but text messages', { ...sms, 'Pool/EnabledMfas': [] }],
    [
      'text messages without a role',
      { 'Pool/EnabledMfas': ['SOFTWARE_TOKEN_MFA', 'SMS_MFA'] },
      'Pool medium A108: Pool has SMS_MFA, but no SmsConfiguration',
    ],
    ['text messages with one', { ...sms, 'Pool/EnabledMfas': ['SMS_MFA'] }],
    [
      'mail of Cognito',
      { 'Pool/EnabledMfas': ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'], 'Pool/EmailConfiguration': { EmailSendingAccount: 'COGNITO_DEFAULT' } },
      'Pool medium A108: Pool has EMAIL_OTP, but no EmailSendingAccount DEVELOPER',
    ],
    ['mail of your own', { 'Pool/EnabledMfas': ['EMAIL_OTP'], 'Pool/EmailConfiguration': { EmailSendingAccount: 'DEVELOPER' } }],
    ['mail that is not known', { 'Pool/EnabledMfas': ['EMAIL_OTP'], 'Pool/EmailConfiguration': unknown }],
    ['no password', { [FIRST]: ['EMAIL_OTP'] }, 'Pool medium A108: Pool has AllowedFirstAuthFactors without PASSWORD'],
    ['what may be a password', { [FIRST]: ['EMAIL_OTP', unknown] }],
    [
      'codes first, and a second factor',
      { 'Pool/MfaConfiguration': 'ON', [FIRST]: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP'] },
      'Pool medium A108: Pool has MfaConfiguration ON beside the first factor EMAIL_OTP, SMS_OTP',
    ],
    ['codes first, and a second factor for those who want', { [FIRST]: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP'] }],
    [
      'passkeys first, and a second factor',
      { 'Pool/MfaConfiguration': 'ON', ...PASSKEYS },
      'Pool medium A108: Pool has MfaConfiguration ON beside the first factor WEB_AUTHN without WebAuthnFactorConfiguration',
    ],
    [
      'passkeys that count twice',
      { 'Pool/MfaConfiguration': 'ON', ...PASSKEYS, 'Pool/WebAuthnFactorConfiguration': 'MULTI_FACTOR_WITH_USER_VERIFICATION' },
    ],
    ['passwords first, and a second factor', { 'Pool/MfaConfiguration': 'ON', [FIRST]: ['PASSWORD'] }],
    ['passkeys, and a second factor for those who want', PASSKEYS],
    [
      'two faults',
      { 'Pool/EnabledMfas': ['SMS_MFA'], [FIRST]: ['SMS_OTP'] },
      'Pool medium A108: Pool has SMS_MFA, but no SmsConfiguration, and AllowedFirstAuthFactors without PASSWORD',
    ],
  ],
  'mfa-sms-only': [['text messages', { ...sms, 'Pool/EnabledMfas': ['SMS_MFA'] },
    'Pool medium A76: Pool offers only text messages as second factor'],
  ['nothing', { 'Pool/EnabledMfas': [] }],
  ['another too', { 'Pool/EnabledMfas': ['SMS_MFA', 'EMAIL_OTP'] }]],
  'no-web-acl': [
    [
      'two domains',
      { ...open, ...CLASSIC, Second: ofPool('UserPoolDomain', { Domain: 'more' }) },
      'Pool low A85: Pool has open sign-up on Domain, Second and no web ACL',
    ],
    [
      'text messages at your cost',
      { ...open, ...CLASSIC, 'Pool/SmsConfiguration': { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' } },
      'Pool medium A85: Pool has open sign-up on Domain and no web ACL',
    ],
    ['a web ACL', { ...open, ...CLASSIC, ...acl('arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/x/y') }],
    [
      'a web ACL of something else',
      { ...open, ...CLASSIC, ...acl('arn'), 'Acl/ResourceArn': 'arn:aws:apigateway:eu-west-1::/restapis/x' },
      'Pool low A85: Pool has open sign-up on Domain and no web ACL',
    ],
    ['a web ACL of what is not known', { ...open, ...CLASSIC, ...acl('arn'), 'Acl/ResourceArn': unknown }],
    ['no pages', open],
    ['no sign-up', domain],
  ],
  'open-sign-up': [
    ['anyone', open, 'Pool medium A69: anyone may sign up to Pool, whose users get AWS credentials'],
    ['anyone, without credentials', { ...open, 'Identities/CognitoIdentityProviders': [] }],
    ['not known', { 'Pool/AdminCreateUserConfig': unknown }],
  ],
  'passkeys-without-domain': [
    [
      'neither domain nor name',
      PASSKEYS,
      'Pool high A109: Pool allows passkeys, but has neither a domain nor WebAuthnRelyingPartyID: nobody gets one',
    ],
    ['a name', { ...PASSKEYS, 'Pool/WebAuthnRelyingPartyID': 'acme.dev' }],
    [
      'classic pages',
      { ...PASSKEYS, ...CLASSIC, ...WITH_PAGES },
      'Pool high A109: Pool allows passkeys, but Client signs in on the classic pages of Domain, which offer none',
    ],
    [
      'classic pages, and choice elsewhere',
      { ...PASSKEYS, ...CLASSIC, ...WITH_PAGES, 'Other/ExplicitAuthFlows': ['ALLOW_USER_AUTH'] },
      'Pool medium A109: Pool allows passkeys, but Client signs in on the classic pages of Domain, which offer none',
    ],
    ['classic pages that no client has', { ...PASSKEYS, ...CLASSIC }],
    ['managed pages beside classic ones', { ...PASSKEYS, ...CLASSIC, ...WITH_PAGES, Second: managedLogin.Domain, Style: style }],
    ['no passkeys', { ...CLASSIC, ...WITH_PAGES }],
  ],
  'password-policy-weak': [
    ['11 characters', { [`${PASSWORD}/MinimumLength`]: 11 }, 'Pool medium A80: passwords of Pool need 11 characters'],
    ['12 characters', { [`${PASSWORD}/MinimumLength`]: 12 }],
    [
      '15 characters of few kinds',
      { [`${PASSWORD}/MinimumLength`]: 15, ...FEW, [`${PASSWORD}/RequireNumbers`]: undefined },
      'Pool medium A80: passwords of Pool need 15 characters, without RequireNumbers, RequireSymbols',
    ],
    ['16 characters of few kinds', { [`${PASSWORD}/MinimumLength`]: 16, ...FEW }],
    ['what is the default', { 'Pool/Policies': undefined }, 'Pool medium A80: passwords of Pool need 8 characters'],
    ['not known', { 'Pool/Policies': unknown }],
    ['a kind that is not known', { [`${PASSWORD}/RequireSymbols`]: unknown }],
  ],
  'plan-lacks-feature': [
    [
      'first factors',
      { ...LITE, [FIRST]: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'] },
      'Pool medium A108: Pool is on the plan LITE, which has no first factor EMAIL_OTP, first factor SMS_OTP, first factor WEB_AUTHN',
    ],
    [
      'a second factor',
      { ...LITE, 'Pool/EnabledMfas': ['EMAIL_OTP'] },
      'Pool medium A108: Pool is on the plan LITE, which has no second factor EMAIL_OTP',
    ],
    [
      'old passwords',
      { ...LITE, [`${PASSWORD}/PasswordHistorySize`]: '1' },
      'Pool medium A108: Pool is on the plan LITE, which has no PasswordHistorySize',
    ],
    ['no old passwords', { ...LITE, [`${PASSWORD}/PasswordHistorySize`]: 0 }],
    ...['V2_0', 'V3_0'].map((version): Row => [`a trigger of ${version}`,
      { ...LITE, 'Pool/LambdaConfig': { PreTokenGenerationConfig: { LambdaArn: 'arn', LambdaVersion: version } } },
      `Pool medium A108: Pool is on the plan LITE, which has no PreTokenGenerationConfig ${version}`]),
    ['a trigger of V1_0', { ...LITE, 'Pool/LambdaConfig': { PreTokenGenerationConfig: { LambdaArn: 'arn', LambdaVersion: 'V1_0' } } }],
    [
      'choice',
      { ...LITE, 'Client/ExplicitAuthFlows': ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH'] },
      'Pool medium A108: Pool is on the plan LITE, which has no sign-in by ALLOW_USER_AUTH',
    ],
    [
      'managed login',
      { ...LITE, ...CLASSIC, Second: managedLogin.Domain },
      'Pool medium A108: Pool is on the plan LITE, which has no ManagedLoginVersion 2',
    ],
    ['classic login', { ...LITE, ...CLASSIC }],
    ['all of it in Essentials', { ...PASSKEYS, ...managedLogin, 'Pool/EnabledMfas': ['EMAIL_OTP'] }],
    [
      'threat protection',
      { 'Pool/UserPoolAddOns': { AdvancedSecurityMode: 'AUDIT' } },
      'Pool medium A108: Pool is on the plan ESSENTIALS, which has no threat protection',
    ],
    [
      'threat protection of custom flows',
      { ...LITE, 'Pool/UserPoolAddOns': { AdvancedSecurityMode: 'OFF', AdvancedSecurityAdditionalFlows: { CustomAuthMode: 'ENFORCED' } } },
      'Pool medium A108: Pool is on the plan LITE, which has no threat protection',
    ],
    ['threat protection that is off', { 'Pool/UserPoolAddOns': { AdvancedSecurityMode: 'OFF' } }],
    [
      'risks',
      { Risk: ofPool('UserPoolRiskConfigurationAttachment') },
      'Pool medium A108: Pool is on the plan ESSENTIALS, which has no risk configuration',
    ],
    ['risks of another pool', { 'Risk': ofPool('UserPoolRiskConfigurationAttachment'), 'Risk/UserPoolId': 'eu-west-1_other' }],
    [
      'events',
      logs({ EventSource: 'userNotification', LogLevel: 'ERROR' }, EVENTS),
      'Pool medium A108: Pool is on the plan ESSENTIALS, which has no events of sign-in to deliver',
    ],
    ['messages that were not sent', logs({ EventSource: 'userNotification', LogLevel: 'ERROR' })],
    ['events of another pool', { ...logs(EVENTS), 'Logs/UserPoolId': 'eu-west-1_other' }],
    ['all of it in Plus', { ...logs(EVENTS), 'Risk': ofPool('UserPoolRiskConfigurationAttachment'), 'Pool/UserPoolTier': 'PLUS' }],
  ],
  'pool-deletable': [
    ['no protection', { 'Pool/DeletionProtection': 'INACTIVE' }, 'Pool medium A82: Pool has no deletion protection'],
    ['not known', { 'Pool/DeletionProtection': unknown }],
  ],
  'temporary-password-long': [
    ['8 days', { [`${PASSWORD}/TemporaryPasswordValidityDays`]: 8 }, 'Pool medium A81: temporary passwords of Pool are valid for 8 days'],
    ['7 days', { [`${PASSWORD}/TemporaryPasswordValidityDays`]: 7 }],
    ['by default', { 'Pool/Policies': undefined }],
    ['without a policy for passwords', { 'Pool/Policies': {} }],
  ],
  'threat-protection-weak': [
    ['off', { 'Pool/UserPoolAddOns': { AdvancedSecurityMode: 'OFF' } }, 'Pool medium A78: threat protection of Pool is OFF'],
    ['not known', { 'Pool/UserPoolTier': 'PLUS', 'Pool/UserPoolAddOns': unknown }],
    ...['BLOCK', 'MFA_REQUIRED'].map((action): Row => [`risks that lead to ${action}`, {
      'Pool/UserPoolTier': 'PLUS',
      'Pool/UserPoolAddOns': { AdvancedSecurityMode: 'ENFORCED' },
      'Risk': ofPool('UserPoolRiskConfigurationAttachment', { X: action }),
    }]),
    [
      'risks that are not known',
      {
        'Pool/UserPoolTier': 'PLUS',
        'Pool/UserPoolAddOns': { AdvancedSecurityMode: 'ENFORCED' },
        'Risk': ofPool(
          'UserPoolRiskConfigurationAttachment', { X: unknown }),
      },
    ],
    [
      'risks of what is not known',
      {
        'Pool/UserPoolTier': 'PLUS',
        'Pool/UserPoolAddOns': { AdvancedSecurityMode: 'ENFORCED' },
        'Risk': ofPool(
          'UserPoolRiskConfigurationAttachment', { UserPoolId: unknown, X: 'BLOCK' }),
      },
    ],
    [
      'risks that are logged',
      {
        'Pool/UserPoolTier': 'PLUS',
        'Pool/UserPoolAddOns': { AdvancedSecurityMode: 'ENFORCED' },
        'Risk': ofPool(
          'UserPoolRiskConfigurationAttachment', { X: 'NO_ACTION' }),
      },
      'Pool medium A79: no risk configuration of Pool blocks',
    ],
  ],
  'user-names-case-sensitive': [['by default', { 'Pool/UsernameConfiguration': {} },
    'Pool medium A74: user names of Pool are case-sensitive'], ['as text', { 'Pool/UsernameConfiguration/CaseSensitive': 'false' }], [
    'not known', { 'Pool/UsernameConfiguration': unknown },
  ]],
  'web-acl-refused': [
    [
      'by the id of the user pool',
      { ...acl({ 'Fn::GetAtt': ['Web', 'Arn'] }), 'Acl/ResourceArn': { Ref: 'Pool' } },
      'Acl medium A108: Acl names Pool by its id',
    ],
    ['by the name of the web ACL', acl({ Ref: 'Web' }), 'Acl medium A108: Acl names Web otherwise than by its ARN'],
    [
      'by the name of each',
      { ...acl({ Ref: 'Web' }), 'Acl/ResourceArn': { Ref: 'Pool' } },
      'Acl medium A108: Acl names Pool by its id, and names Web otherwise than by its ARN',
    ],
    [
      'for CloudFront',
      { ...acl({ 'Fn::GetAtt': ['Web', 'Arn'] }), 'Web/Scope': 'CLOUDFRONT' },
      'Acl medium A108: Acl needs a regional web ACL, but Web is for CloudFront',
    ],
    ['regional', acl({ 'Fn::GetAtt': ['Web', 'Arn'] })],
    ['what is no ARN', acl('my-acl'), 'Acl medium A108: Acl has my-acl, which is not an ARN, as web ACL'],
    ['an ARN', acl('arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/x/y')],
    ['what is not known', acl(unknown)],
    ['what is no ARN for something else', { ...acl('my-acl'), 'Acl/ResourceArn': 'arn:aws:apigateway:eu-west-1::/restapis/x' }],
  ],
});
