import * as cognito from 'aws-cdk-lib/aws-cognito';

/**
 * The aliases that a person may use in place of the user name.
 */
export interface UsernameAliases {
  /**
   * Whether a verified e-mail address signs in as well.
   * @default false
   */
  readonly email?: boolean;

  /**
   * Whether a verified phone number signs in as well. Needs an SMS role, which is created.
   * @default false
   */
  readonly phone?: boolean;

  /**
   * Whether `preferred_username`, which people may change, signs in as well.
   * @default false
   */
  readonly preferredUsername?: boolean;
}

/**
 * What people sign in with. Cognito cannot change it once the pool exists.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html#user-pool-settings-aliases
 *
 * @example
 * new AppUserPool(this, 'Users', { signIn: SignIn.username({ email: true }) });
 */
export class SignIn {
  /**
   * Sign in with an e-mail address; Cognito makes up the user name.
   */
  public static email(): SignIn {
    return new SignIn({ email: true });
  }

  /**
   * Sign in with a phone number; Cognito makes up the user name. Needs an SMS role, which is created.
   */
  public static phone(): SignIn {
    return new SignIn({ phone: true });
  }

  /**
   * Sign in with either an e-mail address or a phone number. Needs an SMS role, which is created.
   */
  public static emailOrPhone(): SignIn {
    return new SignIn({ email: true, phone: true });
  }

  /**
   * Sign in with a chosen user name, and with the aliases that are turned on.
   *
   * @param aliases what else people may sign in with; by default nothing
   */
  public static username(aliases: UsernameAliases = {}): SignIn {
    return new SignIn({ ...aliases, username: true });
  }

  private constructor(
    /** @internal */
    readonly _aliases: cognito.SignInAliases,
  ) {}
}
