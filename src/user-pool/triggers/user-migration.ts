import * as lambda from 'aws-cdk-lib/aws-lambda';

/**
 * Migrates people from another directory, one by one, when they first sign in. The function is asked about everyone whom the pool doesn't
 * know and has to answer within 5 seconds.
 *
 * Its answer must hold `userAttributes` with the `username`, `email_verified: 'true'` where the address is trusted, `finalUserStatus:
 * 'CONFIRMED'` and `messageAction: 'SUPPRESS'`. People get a new `sub`: keep the old id in a custom attribute that nobody else writes.
 *
 * A migration takes three deployments: `atSignIn` while most people still have to come over, `atReset` when few are left, and finally
 * neither.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-migrate-user.html
 *
 * @example
 * declare const oldDirectory: lambda.Function;
 * new AppUserPool(this, 'Users', { migration: UserMigration.atSignIn(oldDirectory) });
 */
export class UserMigration {
  /**
   * At the first sign-in, and when they use "forgot password". The function gets the password in plain text, so every app client that signs
   * people in to the pool itself allows `USER_PASSWORD_AUTH`, which the app then has to use instead of SRP: keep this phase short.
   *
   * @param fn the function that asks the old directory
   */
  public static atSignIn(fn: lambda.IFunction): UserMigration {
    return new UserMigration(fn, true);
  }

  /**
   * Only when they use "forgot password": the function sees no password, and no app client sends one. People who come now have to reset
   * theirs.
   *
   * @param fn the function that asks the old directory
   */
  public static atReset(fn: lambda.IFunction): UserMigration {
    return new UserMigration(fn, false);
  }

  private constructor(
    /** @internal */
    readonly _fn: lambda.IFunction,
    /** @internal */
    readonly _atSignIn: boolean,
  ) {}
}
