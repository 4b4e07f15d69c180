import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { AppUserPoolProps } from './app-user-pool-props';
import type { ClientContext } from './clients/client-context';
import { USER_POOL_DEFAULTS } from './defaults';
import { Verification } from './messages/messages';
import { userInvitation, userVerification } from './messages/render-messages';
import { smsProps } from './messages/render-sms';
import { PlanLedger } from './plan/plan-ledger';
import { DomainNeeds } from './private/domain-advice';
import {
  checkAttributes, presentAttributes, protectedAttributes, readableAttributes, requiredAttributes, standardAttributes, writableAttributes,
} from './profile/schema';
import { threatProtectionProps } from './protection/protect-pool';
import { Authentication, decideAuthentication } from './sign-in/decide-authentication';
import { Contacts, decideContacts } from './sign-in/decide-contacts';
import { passwordPolicy } from './sign-in/render-password-policy';
import { SignIn } from './sign-in/sign-in';
import { fail } from '../private/fail';

const POOL_NAME = /^[\w\s+=,.@-]{1,128}$/;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export interface RenderedUserPool {
  /** For the L2, without a single undefined key, so that an organization's injectors keep their say. */
  readonly props: cognito.UserPoolProps;
  /** What the L2 has no property for. */
  readonly overrides: Partial<Mutable<cognito.CfnUserPoolProps>>;
  /** Property paths of the resource whose values the L2 would refuse because they are tokens. */
  readonly tokens: Record<string, number>;
  readonly domainNeeds: DomainNeeds;
  /** What the pool keeps people from writing of themselves. */
  readonly protectedAttributes: string[];
  /** What app clients of the pool go by. */
  readonly clients: Pick<ClientContext, 'writableAttributes' | 'readableAttributes' | 'requiredAttributes' | 'choiceBased'>;
}

export function renderUserPool(scope: Construct, props: AppUserPoolProps, plan: PlanLedger): RenderedUserPool {
  const { userPoolName } = props;
  if (userPoolName !== undefined && !Token.isUnresolved(userPoolName) && !POOL_NAME.test(userPoolName)) {
    fail(scope, `userPoolName must have 1 to 128 letters, digits, white space or +=,.@-_, got: '${userPoolName}'`);
  }
  const aliases = (props.signIn ?? SignIn[USER_POOL_DEFAULTS.signIn.value]())._aliases;
  const attributes = presentAttributes(props.attributes ?? {});
  checkAttributes(scope, attributes, aliases);
  const authentication = decideAuthentication(scope, props, plan);
  const contacts = decideContacts(scope, props, aliases, authentication);
  const password = passwordPolicy(scope, props.passwordPolicy ?? {}, plan);
  const standard = standardAttributes(attributes);
  return {
    props: {
      ...(userPoolName !== undefined && { userPoolName }),
      signInAliases: aliases,
      signInCaseSensitive: props.caseSensitive ?? USER_POOL_DEFAULTS.caseSensitive.value,
      selfSignUpEnabled: props.selfSignUp ?? USER_POOL_DEFAULTS.selfSignUp.value,
      userVerification: userVerification(scope, props.verification ?? Verification.code()),
      ...(props.invitation && { userInvitation: userInvitation(scope, props.invitation) }),
      passwordPolicy: password.props,
      ...(Object.keys(standard).length > 0 && { standardAttributes: standard }),
      ...(attributes.custom && { customAttributes: attributes.custom }),
      ...contactProps(props, contacts),
      ...authenticationProps(authentication),
      ...smsProps(scope, props.sms ?? {}, contacts.needsSms),
      ...(props.email && { email: props.email._render(scope) }),
      ...(props.deviceTracking && { deviceTracking: props.deviceTracking }),
      ...threatProtectionProps(scope, props, authentication.mode === cognito.Mfa.OFF),
    },
    overrides: authenticationOverrides(authentication),
    tokens: Object.fromEntries(Object.entries(password.tokens).map(([name, value]) => [`Policies.PasswordPolicy.${name}`, value])),
    domainNeeds: {
      verificationByLink: props.verification?._byLink ?? false,
      passkeys: authentication.firstFactors?.passkey ?? false,
      ...(authentication.relyingPartyId !== undefined && { relyingPartyId: authentication.relyingPartyId }),
    },
    protectedAttributes: protectedAttributes(attributes),
    clients: {
      writableAttributes: writableAttributes(attributes, contacts.attributes),
      readableAttributes: readableAttributes(attributes),
      requiredAttributes: requiredAttributes(attributes),
      choiceBased: authentication.firstFactors !== undefined,
    },
  };
}

function contactProps(props: AppUserPoolProps, { autoVerify, recovery }: Contacts): cognito.UserPoolProps {
  const keep = props.keepOriginalUntilVerified ?? USER_POOL_DEFAULTS.keepOriginalUntilVerified.value;
  return {
    autoVerify,
    accountRecovery: recovery._setting,
    ...(keep && (autoVerify.email || autoVerify.phone) && { keepOriginal: autoVerify }),
  };
}

function authenticationProps({ mode, factors, firstFactors, userVerification: verification }: Authentication): cognito.UserPoolProps {
  return {
    mfa: mode,
    ...(mode !== cognito.Mfa.OFF && {
      mfaSecondFactor: { otp: factors.totp ?? false, sms: factors.sms ?? false, email: factors.email ?? false },
    }),
    ...(factors.smsMessage !== undefined && { mfaMessage: factors.smsMessage }),
    ...(firstFactors && { signInPolicy: { allowedFirstAuthFactors: firstFactors } }),
    ...(verification && { passkeyUserVerification: verification }),
  };
}

function authenticationOverrides({ factors, firstFactors, relyingPartyId }: Authentication): RenderedUserPool['overrides'] {
  return {
    ...(factors.emailSubject !== undefined && { emailAuthenticationSubject: factors.emailSubject }),
    ...(factors.emailMessage !== undefined && { emailAuthenticationMessage: factors.emailMessage }),
    ...(relyingPartyId !== undefined && { webAuthnRelyingPartyId: relyingPartyId }),
    ...(firstFactors?.passkey && {
      webAuthnFactorConfiguration: factors.passkey ? 'MULTI_FACTOR_WITH_USER_VERIFICATION' : 'SINGLE_FACTOR',
    }),
  };
}
