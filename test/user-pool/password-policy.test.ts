import { Duration, Lazy, Token } from 'aws-cdk-lib';
import { making, rendered } from './user-pool-fixture';
import { PasswordPolicy } from '../../src/user-pool';

const policy = (passwordPolicy?: PasswordPolicy) => rendered({ passwordPolicy }).Policies.PasswordPolicy;
const made = (passwordPolicy: PasswordPolicy) => making({ passwordPolicy });

describe('passwordPolicy', () => {
  test('is strong by default, without raising the plan', () => {
    expect(policy()).toEqual({
      MinimumLength: 14,
      RequireLowercase: true,
      RequireUppercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
      TemporaryPasswordValidityDays: 7,
    });
    expect(rendered().UserPoolTier).toBe('LITE');
  });

  test('keeps the other defaults when one thing is changed', () => {
    expect(policy({ requireSymbols: false })).toEqual({ ...policy(), RequireSymbols: false });
    const classes = { requireLowercase: false, requireUppercase: false, requireDigits: false };
    expect(policy({ ...classes, minLength: 20, temporaryValidity: Duration.days(1) })).toEqual({
      MinimumLength: 20,
      RequireLowercase: false,
      RequireUppercase: false,
      RequireNumbers: false,
      RequireSymbols: true,
      TemporaryPasswordValidityDays: 1,
    });
  });

  test('with a history needs Essentials', () => {
    expect(rendered({ passwordPolicy: { history: 24 } })).toMatchObject({
      Policies: { PasswordPolicy: { PasswordHistorySize: 24 } }, UserPoolTier: 'ESSENTIALS',
    });
    expect(rendered({ passwordPolicy: { history: 0 } })).toMatchObject({
      Policies: { PasswordPolicy: { PasswordHistorySize: 0 } }, UserPoolTier: 'LITE',
    });
  });

  test.each([6, 99])('takes a least length of %d', minLength => expect(made({ minLength })).not.toThrow());
  test.each([5, 100, 8.5])('fails with a least length of %d', minLength => {
    expect(made({ minLength })).toThrow(/passwordPolicy\.minLength: .* whole number from 6 to 99/);
  });

  test.each([0, 24])('takes a history of %d', history => expect(made({ history })).not.toThrow());
  test.each([-1, 25, 0.5])('fails with a history of %d', history => {
    expect(made({ history })).toThrow(/passwordPolicy\.history: .* whole number from 0 to 24/);
  });

  test.each([1, 365])(
    'takes temporary passwords of %d days', days => expect(made({ temporaryValidity: Duration.days(days) })).not.toThrow(),
  );
  test.each([Duration.days(0), Duration.days(366), Duration.hours(36)])('fails with temporary passwords of %s', temporaryValidity => {
    expect(made({ temporaryValidity })).toThrow(/passwordPolicy\.temporaryValidity: .* whole days from 1 to 365/);
  });

  test('passes tokens on', () => {
    const minLength = Token.asNumber({ Ref: 'Length' });
    const history = Token.asNumber({ Ref: 'History' });
    const temporaryValidity = Duration.days(Lazy.number({ produce: () => 3 }));
    const pool = rendered({ passwordPolicy: { minLength, history, temporaryValidity } });
    expect(pool.Policies.PasswordPolicy).toMatchObject({
      MinimumLength: { Ref: 'Length' }, PasswordHistorySize: { Ref: 'History' }, TemporaryPasswordValidityDays: 3,
    });
    expect(pool.UserPoolTier).toBe('ESSENTIALS');
  });
});
