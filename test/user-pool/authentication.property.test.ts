import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as fc from 'fast-check';
import { AccountRecovery, AppUserPool, EmailSender, Mfa, SignIn } from '../../src/user-pool';

const { LITE, ESSENTIALS, PLUS } = cognito.FeaturePlan;
const RANK: Record<string, number> = { LITE: 0, ESSENTIALS: 1, PLUS: 2 };

const SIGN_IN: Record<string, () => SignIn> = {
  email: SignIn.email,
  phone: SignIn.phone,
  either: SignIn.emailOrPhone,
  name: SignIn.username,
  alias: () => SignIn.username({ email: true, phone: true }),
};
const RECOVERY: Record<string, { make: () => AccountRecovery; channels: string[] }> = {
  email: { make: AccountRecovery.email, channels: ['email'] },
  phone: { make: AccountRecovery.phone, channels: ['phone_number'] },
  emailThenPhone: { make: AccountRecovery.emailThenPhone, channels: ['email', 'phone_number'] },
  phoneThenEmail: { make: AccountRecovery.phoneThenEmail, channels: ['phone_number', 'email'] },
  adminOnly: { make: AccountRecovery.adminOnly, channels: [] },
};

const factors = fc.record({ totp: fc.boolean(), sms: fc.boolean(), email: fc.boolean(), passkey: fc.boolean() })
  .filter(({ totp, sms, email, passkey }) => totp || sms || email || passkey);
const settings = fc.record({
  signIn: fc.constantFrom(...Object.keys(SIGN_IN)),
  mode: fc.constantFrom('off', 'optional', 'required'),
  factors,
  first: fc.record({ emailOtp: fc.boolean(), smsOtp: fc.boolean(), passkey: fc.option(fc.boolean(), { nil: undefined }) }),
  recovery: fc.option(fc.constantFrom(...Object.keys(RECOVERY)), { nil: undefined }),
  plan: fc.option(fc.constantFrom(LITE, ESSENTIALS, PLUS), { nil: undefined }),
  ses: fc.boolean(),
});
type Settings = typeof settings extends fc.Arbitrary<infer T> ? T : never;

const NONE = { totp: false, sms: false, email: false, passkey: false };

/** What the rules say, written down a second time and from the documentation rather than from the code. */
function refusedBy(given: Settings): string[] {
  const second = given.mode === 'off' ? NONE : given.factors;
  const messages = [...(second.email ? ['email'] : []), ...(second.sms ? ['phone_number'] : [])];
  const recovery = given.recovery && RECOVERY[given.recovery].channels;
  const aboveLite = second.email || second.passkey || given.first.emailOtp || given.first.smsOtp || given.first.passkey;
  return [
    ...(second.passkey && !second.totp && !second.sms && !second.email ? ['alone locks people out'] : []),
    ...(second.email && !given.ses ? ['needs Amazon SES'] : []),
    ...(second.passkey && given.first.passkey === false ? ['contradicts the factor passkey of mfa'] : []),
    ...(recovery?.length === 1 && !second.totp && messages.length === 1 && messages[0] === recovery[0] ? ['is the only channel'] : []),
    ...(given.plan === LITE && aboveLite ? ['is too low'] : []),
  ];
}

function make(given: Settings): { stack: Stack; users: AppUserPool } {
  const stack = new Stack(new App(), 'Stack');
  const mfa = given.mode === 'off' ? Mfa.off() : given.mode === 'optional' ? Mfa.optional(given.factors) : Mfa.required(given.factors);
  const users = new AppUserPool(stack, 'Users', {
    signIn: SIGN_IN[given.signIn](),
    mfa,
    firstFactors: given.first,
    ...(given.recovery && { accountRecovery: RECOVERY[given.recovery].make() }),
    ...(given.plan && { plan: given.plan }),
    ...(given.ses && { email: EmailSender.ses({ fromEmail: 'a@example.com' }) }),
  });
  return { stack, users };
}

describe('any combination of second factors, first factors, recovery and plan', () => {
  test('is refused exactly when a rule says so, with a message that a rule explains', () => {
    fc.assert(fc.property(settings, given => {
      const expected = refusedBy(given);
      if (expected.length === 0) {
        make(given);
      } else {
        expect(() => make(given)).toThrow(new RegExp(expected.join('|')));
      }
    }), { numRuns: 400 });
  });

  test('never renders what Cognito refuses', () => {
    fc.assert(fc.property(settings, given => {
      fc.pre(refusedBy(given).length === 0);
      const { stack, users } = make(given);
      const { Resources: resources } = Template.fromStack(stack).toJSON();
      const all: any[] = Object.values(resources);
      const pool = all.find(({ Type }) => Type === 'AWS::Cognito::UserPool').Properties;
      const enabled: string[] = pool.EnabledMfas ?? [];
      const first: string[] = pool.Policies.SignInPolicy?.AllowedFirstAuthFactors ?? [];
      const verified: string[] = pool.AutoVerifiedAttributes ?? [];
      const recovery: string[] = pool.AccountRecoverySetting.RecoveryMechanisms.map(({ Name }: any) => Name.replace('verified_', ''));

      expect(enabled.length === 0).toBe(pool.MfaConfiguration === 'OFF');
      expect('UsernameAttributes' in pool && 'AliasAttributes' in pool).toBe(false);

      const texts = enabled.includes('SMS_MFA') || first.includes('SMS_OTP') || verified.includes('phone_number')
        || recovery.includes('phone_number');
      expect('SmsConfiguration' in pool).toBe(texts);
      expect(all).toHaveLength(texts ? 2 : 1);
      expect(all.every(({ DeletionPolicy }) => DeletionPolicy === 'Retain')).toBe(true);

      if (enabled.includes('EMAIL_OTP')) {
        expect(pool.EmailConfiguration.EmailSendingAccount).toBe('DEVELOPER');
      }
      if (first.length > 0) {
        expect(first).toContain('PASSWORD');
      }
      expect(pool.WebAuthnFactorConfiguration === 'MULTI_FACTOR_WITH_USER_VERIFICATION')
        .toBe(given.mode !== 'off' && given.factors.passkey);
      expect('WebAuthnFactorConfiguration' in pool).toBe(first.includes('WEB_AUTHN'));

      const carriers = enabled.flatMap(factor => ({ EMAIL_OTP: 'email', SMS_MFA: 'phone_number' })[factor] ?? []);
      expect(enabled.length === 1 && recovery.length === 1 && carriers[0] === recovery[0]).toBe(false);
      expect(recovery.every(channel => channel === 'admin_only' || verified.includes(channel))).toBe(true);
      expect(pool.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? []).toEqual(verified);

      const needed = enabled.includes('EMAIL_OTP') || first.length > 0 ? 1 : 0;
      expect(RANK[pool.UserPoolTier]).toBeGreaterThanOrEqual(needed);
      expect(pool.UserPoolTier).toBe(given.plan ?? [LITE, ESSENTIALS][needed]);
      expect(users.plan.name).toBe(pool.UserPoolTier);
      expect(users.plan.reasons.length).toBeGreaterThan(0);
    }), { numRuns: 200 });
  });
});
