import { Duration, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { CoveredType } from './covered-type';
import { everyTrigger } from './every-trigger';
import { eums } from './other-regions';
import {
  AccountRecovery, AppUserPool, CustomAttribute, EmailSender, Mfa, PoolIssuer, SignIn, ThreatProtection, Verification,
} from '../../src';

const ARN = 'arn:aws:lambda:eu-west-1:111122223333:function:f';
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/k';
const fn = (stack: Stack) => lambda.Function.fromFunctionArn(stack, 'Fn', ARN);

export const userPool: CoveredType = {
  type: 'UserPool',
  proofs: [
    {
      make: stack => {
        const users = new AppUserPool(stack, 'Users', {
          userPoolName: 'people',
          signIn: SignIn.username({ preferredUsername: true, email: true }),
          caseSensitive: true,
          selfSignUp: true,
          attributes: {
            email: { required: true },
            preferredUsername: {},
            custom: {
              plan: CustomAttribute.text({ minLength: 3, maxLength: 77, mutable: false }),
              seats: CustomAttribute.number({ min: 4, max: 88 }),
            },
          },
          autoVerify: { email: true },
          keepOriginalUntilVerified: true,
          passwordPolicy: {
            minLength: 17,
            requireDigits: false,
            requireLowercase: false,
            requireUppercase: false,
            requireSymbols: false,
            history: 5,
            temporaryValidity: Duration.days(3),
          },
          verification: Verification.code({ emailSubject: 'Prove it', emailBody: 'Code {####}', smsMessage: 'SMS {####}' }),
          invitation: { emailSubject: 'Welcome', emailBody: '{username} {####} mail', smsMessage: '{username} {####} text' },
          accountRecovery: AccountRecovery.email(),
          deviceTracking: { challengeRequiredOnNewDevice: true, deviceOnlyRememberedOnUserPrompt: true },
          removalPolicy: RemovalPolicy.DESTROY,
        });
        Tags.of(users).add('team', 'identity');
      },
      sets: {
        'UserPoolName': ['userPoolName', 'people'],
        'AliasAttributes': ['signIn: SignIn.username({ preferredUsername, email })', ['email', 'preferred_username']],
        'UsernameConfiguration.CaseSensitive': ['caseSensitive', true],
        'AdminCreateUserConfig.AllowAdminCreateUserOnly': ['selfSignUp', false],
        'AdminCreateUserConfig.InviteMessageTemplate.EmailSubject': ['invitation.emailSubject', 'Welcome'],
        'AdminCreateUserConfig.InviteMessageTemplate.EmailMessage': ['invitation.emailBody', '{username} {####} mail'],
        'AdminCreateUserConfig.InviteMessageTemplate.SMSMessage': ['invitation.smsMessage', '{username} {####} text'],
        'Schema.Name': ['attributes', 'plan'],
        'Schema.AttributeDataType': ['attributes.custom', 'Number'],
        'Schema.Mutable': ['attributes.custom: CustomAttribute.text({ mutable })', false],
        'Schema.Required': ['attributes.email.required', true],
        'Schema.StringAttributeConstraints.MinLength': ['attributes.custom: CustomAttribute.text({ minLength })', '3'],
        'Schema.StringAttributeConstraints.MaxLength': ['attributes.custom: CustomAttribute.text({ maxLength })', '77'],
        'Schema.NumberAttributeConstraints.MinValue': ['attributes.custom: CustomAttribute.number({ min })', '4'],
        'Schema.NumberAttributeConstraints.MaxValue': ['attributes.custom: CustomAttribute.number({ max })', '88'],
        'AutoVerifiedAttributes': ['autoVerify', ['email']],
        'UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate': ['keepOriginalUntilVerified', ['email']],
        'Policies.PasswordPolicy.MinimumLength': ['passwordPolicy.minLength', 17],
        'Policies.PasswordPolicy.RequireNumbers': ['passwordPolicy.requireDigits', false],
        'Policies.PasswordPolicy.RequireLowercase': ['passwordPolicy.requireLowercase', false],
        'Policies.PasswordPolicy.RequireUppercase': ['passwordPolicy.requireUppercase', false],
        'Policies.PasswordPolicy.RequireSymbols': ['passwordPolicy.requireSymbols', false],
        'Policies.PasswordPolicy.PasswordHistorySize': ['passwordPolicy.history', 5],
        'Policies.PasswordPolicy.TemporaryPasswordValidityDays': ['passwordPolicy.temporaryValidity', 3],
        'VerificationMessageTemplate.DefaultEmailOption': ['verification: Verification.code(…)', 'CONFIRM_WITH_CODE'],
        'VerificationMessageTemplate.EmailSubject': ['verification: Verification.code({ emailSubject })', 'Prove it'],
        'VerificationMessageTemplate.EmailMessage': ['verification: Verification.code({ emailBody })', 'Code {####}'],
        'VerificationMessageTemplate.SmsMessage': ['verification: Verification.code({ smsMessage })', 'SMS {####}'],
        'EmailVerificationSubject': ['verification: Verification.code({ emailSubject })', 'Prove it'],
        'EmailVerificationMessage': ['verification: Verification.code({ emailBody })', 'Code {####}'],
        'SmsVerificationMessage': ['verification: Verification.code({ smsMessage })', 'SMS {####}'],
        'AccountRecoverySetting.RecoveryMechanisms.Name': ['accountRecovery', 'verified_email'],
        'AccountRecoverySetting.RecoveryMechanisms.Priority': ['accountRecovery', 1],
        'DeviceConfiguration.ChallengeRequiredOnNewDevice': ['deviceTracking.challengeRequiredOnNewDevice', true],
        'DeviceConfiguration.DeviceOnlyRememberedOnUserPrompt': ['deviceTracking.deviceOnlyRememberedOnUserPrompt', true],
        'DeletionProtection': ['removalPolicy', 'INACTIVE'],
        'UserPoolTags': ['Tags.of(users).add(…)', { team: 'identity' }],
      },
    },
    {
      make: stack => void new AppUserPool(stack, 'Users', {
        signIn: SignIn.email(),
        verification: Verification.link({ emailSubject: 'Follow', emailBody: 'Go {##there##}' }),
        mfa: Mfa.required({
          totp: true,
          sms: true,
          email: true,
          passkey: true,
          smsMessage: 'Second {####}',
          emailSubject: 'Second',
          emailMessage: 'Mail {####}',
        }),
        firstFactors: { password: true, passkey: true },
        passkeys: { relyingPartyId: 'login.example.com', requireUserVerification: true },
        accountRecovery: AccountRecovery.adminOnly(),
        email: EmailSender.ses({
          fromEmail: 'a@example.com', fromName: 'A', replyTo: 'r@example.com', configurationSetName: 'set', sesRegion: 'eu-west-1',
        }),
        sms: { region: 'eu-west-1' },
      }),
      sets: {
        'UsernameAttributes': ['signIn: SignIn.email()', ['email']],
        'VerificationMessageTemplate.EmailSubjectByLink': ['verification: Verification.link({ emailSubject })', 'Follow'],
        'VerificationMessageTemplate.EmailMessageByLink': ['verification: Verification.link({ emailBody })', 'Go {##there##}'],
        'MfaConfiguration': ['mfa: Mfa.required(…)', 'ON'],
        'EnabledMfas': ['mfa: Mfa.required({ totp, sms, email })', ['SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP']],
        'SmsAuthenticationMessage': ['mfa: Mfa.required({ smsMessage })', 'Second {####}'],
        'EmailAuthenticationSubject': ['mfa: Mfa.required({ emailSubject })', 'Second'],
        'EmailAuthenticationMessage': ['mfa: Mfa.required({ emailMessage })', 'Mail {####}'],
        'WebAuthnFactorConfiguration': ['mfa: Mfa.required({ passkey })', 'MULTI_FACTOR_WITH_USER_VERIFICATION'],
        'WebAuthnRelyingPartyID': ['passkeys.relyingPartyId', 'login.example.com'],
        'WebAuthnUserVerification': ['passkeys.requireUserVerification', 'required'],
        'Policies.SignInPolicy.AllowedFirstAuthFactors': ['firstFactors', ['PASSWORD', 'WEB_AUTHN']],
        'UserPoolTier': ['plan', 'ESSENTIALS'],
        'EmailConfiguration.EmailSendingAccount': ['email: EmailSender.ses(…)', 'DEVELOPER'],
        'EmailConfiguration.From': ['email: EmailSender.ses({ fromEmail, fromName })', 'A <a@example.com>'],
        'EmailConfiguration.ReplyToEmailAddress': ['email: EmailSender.ses({ replyTo })', 'r@example.com'],
        'EmailConfiguration.ConfigurationSet': ['email: EmailSender.ses({ configurationSetName })', 'set'],
        'EmailConfiguration.SourceArn': ['email: EmailSender.ses({ fromEmail, sesVerifiedDomain })', /identity\/a@example.com/],
        'SmsConfiguration.SnsRegion': ['sms.region', 'eu-west-1'],
        'SmsConfiguration.SnsCallerArn': ['sms.role', /GetAtt/],
        'SmsConfiguration.ExternalId': ['sms.externalId', /./],
      },
    },
    {
      make: stack => {
        void new AppUserPool(stack, 'Users', {
          triggers: everyTrigger(fn(stack)),
        });
      },
      sets: {
        'LambdaConfig.PreSignUp': ['triggers: Trigger.preSignUp(fn)', ARN],
        'LambdaConfig.PostConfirmation': ['triggers: Trigger.postConfirmation(fn)', ARN],
        'LambdaConfig.PreAuthentication': ['triggers: Trigger.preAuthentication(fn)', ARN],
        'LambdaConfig.PostAuthentication': ['triggers: Trigger.postAuthentication(fn)', ARN],
        'LambdaConfig.CustomMessage': ['triggers: Trigger.customMessage(fn)', ARN],
        'LambdaConfig.UserMigration': ['triggers: Trigger.userMigration(fn)', ARN],
        'LambdaConfig.DefineAuthChallenge': ['triggers: Trigger.customChallenge({ define })', ARN],
        'LambdaConfig.CreateAuthChallenge': ['triggers: Trigger.customChallenge({ create })', ARN],
        'LambdaConfig.VerifyAuthChallengeResponse': ['triggers: Trigger.customChallenge({ verify })', ARN],
        'LambdaConfig.PreTokenGeneration': ['triggers: Trigger.preTokenGeneration(fn, { legacyProperty })', ARN],
        'LambdaConfig.PreTokenGenerationConfig.LambdaArn': ['triggers: Trigger.preTokenGeneration(fn)', ARN],
        'LambdaConfig.PreTokenGenerationConfig.LambdaVersion': ['triggers: Trigger.preTokenGeneration(fn, { version })', 'V1_0'],
        'LambdaConfig.CustomEmailSender.LambdaArn': ['triggers: Trigger.customEmailSender(fn)', ARN],
        'LambdaConfig.CustomEmailSender.LambdaVersion': ['triggers: Trigger.customEmailSender(fn)', 'V1_0'],
        'LambdaConfig.CustomSMSSender.LambdaArn': ['triggers: Trigger.customSmsSender(fn)', ARN],
        'LambdaConfig.CustomSMSSender.LambdaVersion': ['triggers: Trigger.customSmsSender(fn)', 'V1_0'],
        'LambdaConfig.KMSKeyID': ['triggers: Trigger.customEmailSender(fn, { key })', /GetAtt/],
        'LambdaConfig.InboundFederation.LambdaArn': ['triggers: Trigger.inboundFederation(fn)', ARN],
        'LambdaConfig.InboundFederation.LambdaVersion': ['triggers: Trigger.inboundFederation(fn)', 'V1_0'],
      },
    },
    {
      make: stack => void new AppUserPool(stack, 'Users', {
        threatProtection: ThreatProtection.enforced({ customAuth: cognito.CustomThreatProtectionMode.AUDIT_ONLY }),
        encryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY),
        issuer: PoolIssuer.UPDATED,
        sms: {
          region: stack.region,
          endUserMessaging: {
            originationIdentity: '+3225550100', configurationSetName: 'texts', indiaEntityId: 'entity', indiaTemplateId: 'text',
          },
        },
      }),
      sets: {
        'UserPoolAddOns.AdvancedSecurityMode': ['threatProtection', 'ENFORCED'],
        'UserPoolAddOns.AdvancedSecurityAdditionalFlows.CustomAuthMode': [
          'threatProtection: ThreatProtection.enforced({ customAuth })', 'AUDIT',
        ],
        'IssuerConfiguration.Type': ['issuer', 'UPDATED'],
        ...eums('sms'),
        'KeyConfiguration.KeyType': ['encryptionKey', 'CUSTOMER_MANAGED_KEY'],
        'KeyConfiguration.KmsKeyArn': ['encryptionKey', KEY],
      },
    },
  ],
  leftOut: {
    'AdminCreateUserConfig.UnusedAccountValidityDays': 'superseded by TemporaryPasswordValidityDays, which is set; Cognito refuses both',
    'Schema.DeveloperOnlyAttribute': 'superseded by the write attributes of app clients, as AWS says itself',
  },
};
