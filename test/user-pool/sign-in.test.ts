import { rendered, making, userPool, roleCount } from './user-pool-fixture';
import { SignIn } from '../../src/user-pool';

describe('signIn', () => {
  test('is by e-mail unless said otherwise', () => {
    expect(rendered()).toMatchObject({ UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'] });
    expect(rendered()).not.toHaveProperty('AliasAttributes');
    expect(rendered({ signIn: SignIn.email() })).toEqual(rendered());
  });

  test('by phone verifies the phone', () => {
    expect(rendered({ signIn: SignIn.phone() }))
      .toMatchObject({ UsernameAttributes: ['phone_number'], AutoVerifiedAttributes: ['phone_number'] });
  });

  test('by either verifies both', () => {
    expect(rendered({ signIn: SignIn.emailOrPhone() })).toMatchObject({
      UsernameAttributes: ['email', 'phone_number'], AutoVerifiedAttributes: ['email', 'phone_number'],
    });
  });

  test('by user name verifies the e-mail address, so that accounts can be recovered', () => {
    const pool = rendered({ signIn: SignIn.username() });
    expect(pool).toMatchObject({ AutoVerifiedAttributes: ['email'] });
    expect(pool).not.toHaveProperty('UsernameAttributes');
    expect(pool).not.toHaveProperty('AliasAttributes');
  });

  test('by user name and aliases never names username attributes as well', () => {
    const pool = rendered({ signIn: SignIn.username({ email: true, phone: true, preferredUsername: true }) });
    expect(pool.AliasAttributes).toEqual(['email', 'phone_number', 'preferred_username']);
    expect(pool).not.toHaveProperty('UsernameAttributes');
  });

  test.each([
    [undefined, false],
    [false, false],
    [true, true],
  ])('caseSensitive: %s renders %s', (caseSensitive, expected) => {
    expect(rendered({ caseSensitive }).UsernameConfiguration).toEqual({ CaseSensitive: expected });
  });

  test.each([
    [undefined, true],
    [false, true],
    [true, false],
  ])('selfSignUp: %s leaves accounts to administrators: %s', (selfSignUp, expected) => {
    expect(rendered({ selfSignUp }).AdminCreateUserConfig).toEqual({ AllowAdminCreateUserOnly: expected });
  });
});

describe('autoVerify', () => {
  test('adds a contact to those that people sign in with', () => {
    expect(rendered({ autoVerify: { phone: true } }).AutoVerifiedAttributes).toEqual(['email', 'phone_number']);
  });

  test('can be switched off for user names alone', () => {
    expect(rendered({ signIn: SignIn.username(), autoVerify: { email: false } })).not.toHaveProperty('UserAttributeUpdateSettings');
  });

  test('fails when off for a contact that people sign in with', () => {
    expect(making({ autoVerify: { email: false } })).toThrow(/Stack\/Users: autoVerify\.email: false would let anyone/);
    expect(making({ signIn: SignIn.emailOrPhone(), autoVerify: { phone: false } })).toThrow(/autoVerify\.phone: false/);
    expect(making({ autoVerify: { phone: false } })).not.toThrow();
  });
});

describe('keepOriginalUntilVerified', () => {
  test('is on for every verified contact', () => {
    expect(rendered({ signIn: SignIn.emailOrPhone() }).UserAttributeUpdateSettings).toEqual({
      AttributesRequireVerificationBeforeUpdate: ['email', 'phone_number'],
    });
  });

  test('can be switched off', () => {
    expect(rendered({ keepOriginalUntilVerified: false })).not.toHaveProperty('UserAttributeUpdateSettings');
  });
});

describe('text messages', () => {
  test('no role is made while nothing sends one', () => {
    expect(roleCount(userPool().stack)).toBe(0);
  });

  test('a role is made when people sign in by phone', () => {
    expect(roleCount(userPool({ signIn: SignIn.phone() }).stack)).toBe(1);
  });
});
