import * as cognito from 'aws-cdk-lib/aws-cognito';

/**
 * Where the code is sent when someone has forgotten their password. It must never be the only channel of the second factor: whoever
 * controls that channel would need nothing else.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
 *
 * @example
 * new AppUserPool(this, 'Users', { accountRecovery: AccountRecovery.adminOnly() });
 */
export class AccountRecovery {
  /**
   * By e-mail only.
   */
  public static email(): AccountRecovery {
    return new AccountRecovery(cognito.AccountRecovery.EMAIL_ONLY, ['email']);
  }

  /**
   * By text message only. Needs an SMS role, which is created.
   */
  public static phone(): AccountRecovery {
    return new AccountRecovery(cognito.AccountRecovery.PHONE_ONLY_WITHOUT_MFA, ['phone']);
  }

  /**
   * By e-mail, or by text message to those without a verified address. Needs an SMS role, which is created.
   */
  public static emailThenPhone(): AccountRecovery {
    return new AccountRecovery(cognito.AccountRecovery.EMAIL_AND_PHONE_WITHOUT_MFA, ['email', 'phone']);
  }

  /**
   * By text message, or by e-mail to those without a verified number. Needs an SMS role, which is created.
   */
  public static phoneThenEmail(): AccountRecovery {
    return new AccountRecovery(cognito.AccountRecovery.PHONE_WITHOUT_MFA_AND_EMAIL, ['phone', 'email']);
  }

  /**
   * People can't recover their account by themselves: an administrator sets a new password.
   */
  public static adminOnly(): AccountRecovery {
    return new AccountRecovery(cognito.AccountRecovery.NONE, []);
  }

  private constructor(
    /** @internal */
    readonly _setting: cognito.AccountRecovery,
    /** @internal */
    readonly _channels: ('email' | 'phone')[],
  ) {}
}
