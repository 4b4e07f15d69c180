import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { fail } from '../../private/fail';
import { warn } from '../../private/warn';
import { USER_POOL_DEFAULTS } from '../defaults';
import { FirstFactors, PasskeySettings } from './first-factors';
import { Mfa, MfaFactors } from './mfa';
import { checkMfaTexts } from './private/mfa-texts';
import { SignInOptions } from './sign-in-options';
import { MessageOptions } from '../messages';
import { PlanLedger } from '../plan/plan-ledger';
import { MAX_RELYING_PARTY_ID } from '../private/limits';

type AuthenticationOptions = Pick<SignInOptions, 'mfa' | 'firstFactors' | 'passkeys'> & Pick<MessageOptions, 'email'>;

/** The first and second factors of a pool after defaults, with every rule between them checked. */
export interface Authentication {
  readonly mode: cognito.Mfa;
  readonly factors: MfaFactors;
  /** Absent when a password is the only way to start. */
  readonly firstFactors?: cognito.AllowedFirstAuthFactors;
  readonly relyingPartyId?: string;
  readonly userVerification?: cognito.PasskeyUserVerification;
}

export function decideAuthentication(scope: IConstruct, props: AuthenticationOptions, plan: PlanLedger): Authentication {
  const mfa = props.mfa ?? Mfa[USER_POOL_DEFAULTS.mfaMode.value](USER_POOL_DEFAULTS.mfaFactors.value);
  mfa._judge(scope);
  const factors = mfa._factors;
  checkMfaTexts(scope, factors);
  checkSecondFactors(scope, props, factors, plan);
  const firstFactors = decideFirstFactors(scope, props.firstFactors ?? {}, mfa, plan);
  return {
    mode: mfa._mode,
    factors,
    ...(firstFactors && { firstFactors }),
    ...decidePasskeys(scope, props.passkeys, mfa, firstFactors?.passkey ?? false),
  };
}

function checkSecondFactors(scope: IConstruct, props: AuthenticationOptions, factors: MfaFactors, plan: PlanLedger): void {
  if (factors.passkey && !factors.totp && !factors.sms && !factors.email) {
    fail(
      scope,
      'mfa: the factor passkey alone locks people out: a passkey counts as a second factor only for someone who has another one; '
        + 'add totp, sms or email',
    );
  }
  if (factors.passkey) {
    plan.require(cognito.FeaturePlan.ESSENTIALS, 'the factor passkey of mfa');
  }
  if (factors.email) {
    if (!props.email?._usesSes) {
      fail(
        scope,
        'mfa: the factor email needs Amazon SES, which Cognito does not send these codes without; set email: EmailSender.ses({ fromEmail: '
          + '… }), or use totp instead',
      );
    }
    plan.require(cognito.FeaturePlan.ESSENTIALS, 'the factor email of mfa');
    if (!factors.totp && !factors.sms) {
      warn(
        scope,
        'mfa-email-only',
        'mfa: e-mail is the only second factor; CloudFormation used to refuse this '
          + '("SMS configuration and Auto verification for phone_number are required"). If it still does, switch totp on as well',
      );
    }
  }
}

function decideFirstFactors(
  scope: IConstruct, asked: FirstFactors, mfa: Mfa, plan: PlanLedger,
): cognito.AllowedFirstAuthFactors | undefined {
  if (asked.password === false) {
    fail(
      scope,
      'firstFactors.password: false is refused by Cognito, which keeps the password in every pool; '
        + 'leave it out and do not give people a password',
    );
  }
  if (mfa._factors.passkey && asked.passkey === false) {
    fail(
      scope,
      'firstFactors.passkey: false contradicts the factor passkey of mfa, '
        + 'because a passkey only counts as both factors when it starts the sign-in; drop one of the two',
    );
  }
  const passkey = asked.passkey ?? mfa._factors.passkey ?? false;
  const inUse = { emailOtp: asked.emailOtp ?? false, smsOtp: asked.smsOtp ?? false, passkey };
  const named = (Object.keys(inUse) as (keyof typeof inUse)[]).filter(name => inUse[name]);
  if (named.length === 0) {
    return undefined;
  }
  named.forEach(name => plan.require(cognito.FeaturePlan.ESSENTIALS, `${name} of firstFactors`));
  if (mfa._mode === cognito.Mfa.REQUIRED) {
    const otp = named.filter(name => name !== 'passkey');
    if (otp.length > 0) {
      warn(
        scope,
        'mfa-required-otp-first-factor',
        `firstFactors: ${otp.join(' and ')} together with Mfa.required(…) was refused by Cognito when last `
          + 'measured; use Mfa.optional(…), or drop the one-time codes',
      );
    }
    if (passkey && !mfa._factors.passkey) {
      warn(
        scope,
        'mfa-required-single-factor-passkey',
        'firstFactors: passkey together with Mfa.required(…) needs passkeys that count as both factors; add passkey: '
          + 'true to the factors of Mfa.required(…)',
      );
    }
  }
  return { password: true, ...inUse };
}

function decidePasskeys(
  scope: IConstruct, settings: PasskeySettings | undefined, mfa: Mfa, inUse: boolean,
): Pick<Authentication, 'relyingPartyId' | 'userVerification'> {
  if (!inUse) {
    if (settings !== undefined) {
      fail(
        scope, `passkeys: ${Object.keys(settings).join(', ') || 'what it says'} has no effect because nothing uses passkeys; `
          + 'add passkey to firstFactors, or leave passkeys out',
      );
    }
    return {};
  }
  const { relyingPartyId, requireUserVerification = USER_POOL_DEFAULTS.passkeyUserVerification.value } = settings ?? {};
  checkRelyingParty(scope, relyingPartyId);
  if (!requireUserVerification && mfa._factors.passkey) {
    warn(
      scope,
      'passkey-mfa-user-verification',
      'passkeys.requireUserVerification: false together with the factor passkey of mfa lets the device alone count as two factors unless '
        + 'Cognito overrides it; leave it out',
    );
  }
  return {
    userVerification: requireUserVerification ? cognito.PasskeyUserVerification.REQUIRED : cognito.PasskeyUserVerification.PREFERRED,
    ...(relyingPartyId !== undefined && { relyingPartyId }),
  };
}

function checkRelyingParty(scope: IConstruct, id?: string): void {
  if (id === undefined || Token.isUnresolved(id)) {
    return;
  }
  if (id.length < 1 || id.length > MAX_RELYING_PARTY_ID) {
    fail(scope, `passkeys.relyingPartyId: '${id}' has ${id.length} characters; use 1 to ${MAX_RELYING_PARTY_ID}`);
  }
  if (/[\s/:@?#]/.test(id)) {
    fail(
      scope,
      `passkeys.relyingPartyId: '${id}' is not a bare domain name; write it without scheme, port and path, such as 'auth.example.com'`,
    );
  }
}
