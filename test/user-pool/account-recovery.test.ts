import { making, rendered, userPool, roleCount, warningsOf } from './user-pool-fixture';
import { AccountRecovery, AppUserPoolProps, EmailSender, Mfa, SignIn } from '../../src/user-pool';

const email = EmailSender.ses({ fromEmail: 'hello@example.com' });
const channels = (props?: AppUserPoolProps) => rendered(props).AccountRecoverySetting.RecoveryMechanisms.map(({ Name }: any) => Name);

describe('accountRecovery', () => {
  test.each([
    ['email', AccountRecovery.email(), ['verified_email']],
    ['phone', AccountRecovery.phone(), ['verified_phone_number']],
    ['emailThenPhone', AccountRecovery.emailThenPhone(), ['verified_email', 'verified_phone_number']],
    ['phoneThenEmail', AccountRecovery.phoneThenEmail(), ['verified_phone_number', 'verified_email']],
    ['adminOnly', AccountRecovery.adminOnly(), ['admin_only']],
  ])('%s renders its channels in order', (_, accountRecovery, expected) => {
    expect(channels({ accountRecovery })).toEqual(expected);
  });

  test('verifies what it sends codes to, and makes the role for text messages', () => {
    const { stack } = userPool({ accountRecovery: AccountRecovery.phone() });
    expect(rendered({ accountRecovery: AccountRecovery.phone() }).AutoVerifiedAttributes).toEqual(['email', 'phone_number']);
    expect(roleCount(stack)).toBe(1);
  });

  test.each<[string, AppUserPoolProps, string[]]>([
    ['the e-mail address that people sign in with', {}, ['verified_email']],
    ['the phone that people sign in with', { signIn: SignIn.phone() }, ['verified_phone_number']],
    ['both, e-mail first', { signIn: SignIn.emailOrPhone() }, ['verified_email', 'verified_phone_number']],
    ['the e-mail address next to a user name', { signIn: SignIn.username() }, ['verified_email']],
    [
      'the phone when codes go by e-mail', { signIn: SignIn.emailOrPhone(), mfa: Mfa.required({ email: true }), email },
      ['verified_phone_number'],
    ],
    [
      'the e-mail address when codes go by text message', { signIn: SignIn.emailOrPhone(), mfa: Mfa.required({ sms: true }) },
      ['verified_email'],
    ],
  ])('by default is %s', (_, props, expected) => {
    expect(channels(props)).toEqual(expected);
    expect(warningsOf(props)).not.toContain('recovery-admin-only');
  });

  test.each<[string, AppUserPoolProps]>([
    ['the only contact carries the code', { mfa: Mfa.required({ email: true }), email }],
    ['the only contact carries the code of some', { mfa: Mfa.required({ email: true, totp: true }), email }],
    ['no contact is verified', { signIn: SignIn.username(), autoVerify: { email: false } }],
  ])('falls to an administrator, with a warning, when %s', (_, props) => {
    expect(channels(props)).toEqual(['admin_only']);
    expect(warningsOf(props)).toContain('recovery-admin-only');
    expect(warningsOf({ ...props, accountRecovery: AccountRecovery.adminOnly() })).not.toContain('recovery-admin-only');
  });

  test('fails when e-mail is the only channel of both', () => {
    const mfa = Mfa.required({ email: true });
    expect(making({ mfa, email, accountRecovery: AccountRecovery.email() }))
      .toThrow(/accountRecovery: email is the only channel .*recover through phone/);
    expect(making({ mfa, email, accountRecovery: AccountRecovery.phone() })).not.toThrow();
    expect(making({ mfa, email, accountRecovery: AccountRecovery.emailThenPhone() })).not.toThrow();
    expect(making({ mfa: Mfa.off(), email, accountRecovery: AccountRecovery.email() })).not.toThrow();
  });

  test('fails when the phone is the only channel of both, also next to passkeys', () => {
    const accountRecovery = AccountRecovery.phone();
    expect(making({ mfa: Mfa.optional({ sms: true }), accountRecovery }))
      .toThrow(/accountRecovery: phone is the only channel .*recover through email/);
    expect(making({ mfa: Mfa.optional({ sms: true, passkey: true }), accountRecovery })).toThrow(/accountRecovery: phone/);
  });

  test('warns when every channel also carries second factors', () => {
    const both = { mfa: Mfa.optional({ email: true, sms: true }), email };
    expect(warningsOf({ ...both, accountRecovery: AccountRecovery.emailThenPhone() })).toContain('mfa-recovery-same-channel');
    expect(warningsOf({ mfa: Mfa.optional({ sms: true, totp: true }), accountRecovery: AccountRecovery.phone() }))
      .toEqual(['mfa-recovery-same-channel']);
    expect(warningsOf({ mfa: Mfa.optional({ sms: true, totp: true }), accountRecovery: AccountRecovery.email() })).toEqual([]);
    expect(warningsOf({ mfa: Mfa.optional({ sms: true }), accountRecovery: AccountRecovery.phoneThenEmail() })).toEqual([]);
  });

  test('fails when it needs a contact that is not verified', () => {
    const accountRecovery = AccountRecovery.phone();
    expect(making({ accountRecovery, autoVerify: { phone: false } })).toThrow(/autoVerify\.phone: false contradicts accountRecovery/);
    expect(making({ accountRecovery, autoVerify: { phone: true } })).not.toThrow();
  });
});
