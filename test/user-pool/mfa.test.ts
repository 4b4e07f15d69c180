import { Fn, Lazy, Validations } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import { making, poolOf, rendered, roleCount, userPool, warningsOf } from './user-pool-fixture';
import { AppClient, EmailSender, Mfa, PasskeySettings } from '../../src/user-pool';
import { used } from '../used';
import { warningsIn } from '../warnings';

const email = EmailSender.ses({ fromEmail: 'hello@example.com' });
const passkey = { passkey: true };

describe('mfa', () => {
  test('is optional with authenticator apps unless said otherwise', () => {
    expect(rendered()).toMatchObject({ MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] });
    expect(rendered({ mfa: Mfa.optional() })).toEqual(rendered());
    expect(rendered({ mfa: Mfa.required() })).toMatchObject({ MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] });
  });

  test('off renders no factor', () => {
    const pool = rendered({ mfa: Mfa.off() });
    expect(pool.MfaConfiguration).toBe('OFF');
    expect(pool).not.toHaveProperty('EnabledMfas');
  });

  test('by text message makes the role that sends it', () => {
    const { stack } = userPool({ mfa: Mfa.optional({ sms: true }) });
    expect(poolOf(stack)).toMatchObject({ EnabledMfas: ['SMS_MFA'], SmsConfiguration: { ExternalId: expect.any(String) } });
    expect(roleCount(stack)).toBe(1);
  });

  test('by e-mail goes through SES on Essentials', () => {
    expect(rendered({ mfa: Mfa.optional({ totp: true, email: true }), email })).toMatchObject({
      EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'],
      EmailConfiguration: {
        EmailSendingAccount: 'DEVELOPER',
      },
      UserPoolTier: 'ESSENTIALS',
    });
  });

  test('fails by e-mail without SES', () => {
    expect(making({ mfa: Mfa.optional({ totp: true, email: true }) })).toThrow(/mfa: the factor email needs Amazon SES/);
    expect(making({ mfa: Mfa.optional({ totp: true, email: true }), email: EmailSender.cognito() })).toThrow(/needs Amazon SES/);
  });

  test('fails without a factor, at the call', () => {
    expect(() => used(Mfa.optional({}))).toThrow(/^Stack\/Place: mfa: Mfa\.optional switches no factor on; name at least one of totp, sms, email/);
    expect(() => used(Mfa.required({ totp: false }))).toThrow(/mfa: Mfa\.required/);
    expect(() => used(Mfa.required({ sms: true }))).not.toThrow();
  });

  test('warns when e-mail is the only second factor', () => {
    expect(warningsOf({ mfa: Mfa.optional({ email: true }), email })).toContain('mfa-email-only');
    expect(warningsOf({ mfa: Mfa.optional({ email: true, totp: true }), email })).not.toContain('mfa-email-only');
    expect(warningsOf({ mfa: Mfa.optional({ email: true, sms: true }), email })).not.toContain('mfa-email-only');
  });
});

describe('a passkey as both factors', () => {
  test('becomes a first factor, with user verification, on Essentials', () => {
    expect(rendered({ mfa: Mfa.required({ totp: true, passkey: true }) })).toMatchObject({
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } },
      WebAuthnFactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION',
      WebAuthnUserVerification: 'required',
      UserPoolTier: 'ESSENTIALS',
    });
  });

  test('causes no warning', () => {
    expect(warningsOf({ mfa: Mfa.required({ totp: true, passkey: true }), passkeys: { relyingPartyId: 'example.com' } })).toEqual([]);
  });

  test('fails without another second factor', () => {
    expect(making({ mfa: Mfa.required(passkey) })).toThrow(/mfa: the factor passkey alone locks people out/);
    expect(making({ mfa: Mfa.required({ ...passkey, sms: true }) })).not.toThrow();
  });

  test('fails when passkeys are kept out of the first factors', () => {
    const mfa = Mfa.required({ totp: true, ...passkey });
    expect(making({ mfa, firstFactors: { passkey: false } })).toThrow(/firstFactors\.passkey: false contradicts the factor passkey of mfa/);
    expect(making({ mfa, firstFactors: {} })).not.toThrow();
  });

  test('warns when user verification is only preferred', () => {
    const passkeys = { requireUserVerification: false, relyingPartyId: 'example.com' };
    expect(warningsOf({ mfa: Mfa.required({ totp: true, ...passkey }), passkeys })).toEqual(['passkey-mfa-user-verification']);
    expect(warningsOf({ firstFactors: passkey, passkeys })).toEqual([]);
  });
});

describe('firstFactors', () => {
  test('render no sign-in policy for the password alone, so that Lite is enough', () => {
    const pool = rendered({ firstFactors: { password: true, passkey: false } });
    expect(pool.Policies).not.toHaveProperty('SignInPolicy');
    expect(pool).not.toHaveProperty('WebAuthnFactorConfiguration');
    expect(pool.UserPoolTier).toBe('LITE');
  });

  test('render every choice after the password', () => {
    const { stack } = userPool({ firstFactors: { emailOtp: true, smsOtp: true, passkey: true } });
    expect(poolOf(stack)).toMatchObject({
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'] } },
      WebAuthnFactorConfiguration: 'SINGLE_FACTOR',
      UserPoolTier: 'ESSENTIALS',
    });
    expect(roleCount(stack)).toBe(1);
  });

  test('open the choice-based flow of clients', () => {
    const { stack, users } = userPool({ firstFactors: { emailOtp: true } });
    const client = users.addClient('App', AppClient.mobile());
    expect(stack.resolve((client.node.defaultChild as any).explicitAuthFlows)).toContain('ALLOW_USER_AUTH');
  });

  test('fails without the password', () => {
    expect(making({ firstFactors: { password: false, passkey: true } })).toThrow(/firstFactors\.password: false is refused by Cognito/);
  });

  test.each(['emailOtp', 'smsOtp'])('warns about %s while a second factor is required', factor => {
    const firstFactors = { [factor]: true };
    expect(warningsOf({ firstFactors, mfa: Mfa.required() })).toEqual(['mfa-required-otp-first-factor']);
    expect(warningsOf({ firstFactors, mfa: Mfa.optional() })).toEqual([]);
  });

  test('a warning is acknowledged by its id', () => {
    const { stack, users } = userPool({ firstFactors: { emailOtp: true }, mfa: Mfa.required() });
    Validations.of(users).acknowledge({ id: 'cdk-cognito-auth:mfa-required-otp-first-factor', reason: 'tried it in our account' });
    expect(warningsIn(stack)).toEqual([]);
  });

  test('warns about a single-factor passkey while a second factor is required', () => {
    expect(warningsOf({ firstFactors: passkey, passkeys: { relyingPartyId: 'example.com' }, mfa: Mfa.required() }))
      .toEqual(['mfa-required-single-factor-passkey']);
    expect(warningsOf({ firstFactors: passkey, passkeys: { relyingPartyId: 'example.com' }, mfa: Mfa.optional() })).toEqual([]);
  });
});

describe('passkeys', () => {
  const made = (passkeys: PasskeySettings) => making({ firstFactors: passkey, passkeys });

  test('render the relying party, up to the 63 characters that CloudFormation takes', () => {
    const relyingPartyId = `${'a'.repeat(28)}.${'b'.repeat(30)}.com`;
    expect(relyingPartyId).toHaveLength(63);
    expect(rendered({ firstFactors: passkey, passkeys: { relyingPartyId } }).WebAuthnRelyingPartyID).toBe(relyingPartyId);
  });

  test('can only prefer user verification', () => {
    expect(rendered({ firstFactors: passkey, passkeys: { requireUserVerification: false } }).WebAuthnUserVerification).toBe('preferred');
  });

  test('fails when the relying party has no or more than 63 characters', () => {
    expect(made({ relyingPartyId: '' })).toThrow(/has 0 characters; use 1 to 63/);
    expect(made({ relyingPartyId: 'a' })).not.toThrow();
    expect(made({ relyingPartyId: 'a'.repeat(63) })).not.toThrow();
    expect(made({ relyingPartyId: 'a'.repeat(64) })).toThrow(/has 64 characters/);
  });

  test.each([
    'https://example.com', 'example.com/login', 'example.com:443', 'exa mple.com',
  ])('fails when the relying party is %s', relyingPartyId => {
    expect(made({ relyingPartyId })).toThrow(/is not a bare domain name/);
  });

  test('takes a token for the relying party', () => {
    expect(made({ relyingPartyId: Lazy.string({ produce: () => 'example.com' }) })).not.toThrow();
  });

  test('fails when nothing uses passkeys', () => {
    expect(making({ passkeys: { relyingPartyId: 'example.com' } })).toThrow(/passkeys: .*has no effect/);
  });

  test('warns when the relying party is not the custom domain of the pool', () => {
    const withDomain = (domainName: string, passkeys?: PasskeySettings) => {
      const { stack, users } = userPool({ firstFactors: passkey, ...(passkeys && { passkeys }) });
      const certificate = acm.Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:us-east-1:111122223333:certificate/1');
      users.userPool.addDomain('Domain', { customDomain: { certificate, domainName } });
      return warningsIn(stack);
    };
    const token = Fn.importValue('AuthDomain');
    expect(withDomain('auth.example.com')).toEqual(['passkey-relying-party-domain']);
    expect(withDomain('auth.example.com', { relyingPartyId: 'example.com' })).toEqual(['passkey-relying-party-domain']);
    expect(withDomain('auth.example.com', { relyingPartyId: 'auth.example.com' })).toEqual([]);
    expect(withDomain('auth.example.com', { relyingPartyId: token })).toEqual([]);
    expect(withDomain(token, { relyingPartyId: 'example.com' })).toEqual([]);
    expect(withDomain(Lazy.string({ produce: () => 'auth.example.com' }), { relyingPartyId: 'example.com' }))
      .toEqual(['passkey-relying-party-domain']);
  });

  test('a prefix domain leaves the relying party free', () => {
    const { stack, users } = userPool({ firstFactors: passkey });
    users.userPool.addDomain('Domain', { cognitoDomain: { domainPrefix: 'acme' } });
    expect(warningsIn(stack)).toEqual([]);
  });
});
