import { withoutNulls } from '../../private/present';

/**
 * The texts that carry a verification code or link.
 */
export interface VerificationTexts {
  /**
   * The subject of the e-mail, at most 140 characters.
   * @default 'Verify your new account'
   */
  readonly emailSubject?: string;

  /**
   * The body of the e-mail, at most 20,000 characters, with `{####}` where the code goes, or `{##Click here##}` for the link.
   * @default - a short text
   */
  readonly emailBody?: string;

  /**
   * The text message, at most 140 characters, with `{####}` where the code goes.
   * @default - a short text
   */
  readonly smsMessage?: string;
}

/**
 * How people prove that an e-mail address is theirs.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-message-customizations.html
 *
 * @example
 * new AppUserPool(this, 'Users', {
 *   selfSignUp: true,
 *   verification: Verification.code({ emailSubject: 'Welcome', emailBody: 'Your code is {####}' }),
 * });
 */
export class Verification {
  /**
   * By entering a code.
   *
   * @param texts the texts; by default short English texts that name no product
   */
  public static code(texts: VerificationTexts = {}): Verification {
    return new Verification(false, withoutNulls(texts ?? {}));
  }

  /**
   * By following a link, which Cognito serves from the pool's domain, so the pool needs one.
   *
   * @param texts the texts; by default short English texts that name no product
   */
  public static link(texts: VerificationTexts = {}): Verification {
    return new Verification(true, withoutNulls(texts ?? {}));
  }

  private constructor(
    /** @internal */
    readonly _byLink: boolean,
    /** @internal */
    readonly _texts: VerificationTexts,
  ) {}
}

/**
 * The texts of the message about an account that an administrator created.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-message-customizations.html
 */
export interface InvitationTexts {
  /**
   * The subject of the e-mail, at most 140 characters.
   * @default - Cognito's own text
   */
  readonly emailSubject?: string;

  /**
   * The body of the e-mail, at most 20,000 characters, with `{username}` and `{####}` (the temporary password).
   * @default - Cognito's own text
   */
  readonly emailBody?: string;

  /**
   * The text message, at most 140 characters, with `{username}` and `{####}` (the temporary password).
   * @default - Cognito's own text
   */
  readonly smsMessage?: string;
}
