/**
 * What a person can choose to start signing in with, next to the password that Cognito always keeps.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-selection-sdk.html
 */
export interface FirstFactors {
  /**
   * Whether a password can start a sign-in. Cognito does not let it be switched off, so `false` is refused.
   * @default true
   */
  readonly password?: boolean;

  /**
   * A one-time code by e-mail. Needs the Essentials plan.
   * @default false
   */
  readonly emailOtp?: boolean;

  /**
   * A one-time code by text message. Needs the Essentials plan and an SMS role, which is made.
   * @default false
   */
  readonly smsOtp?: boolean;

  /**
   * A passkey. Needs the Essentials plan.
   * @default - true when `mfa` has the passkey factor
   */
  readonly passkey?: boolean;
}

/**
 * How passkeys (WebAuthn credentials) are bound and checked.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html
 */
export interface PasskeySettings {
  /**
   * The domain that passkeys belong to: the site that signs people in, without scheme or port, 1 to 63 characters.
   * It has to be the custom domain if the pool has one. Existing passkeys stop working when it changes.
   * @default - Cognito takes the domain of the user pool
   */
  readonly relyingPartyId?: string;

  /**
   * Whether the device must check the person (fingerprint, face, PIN) before it answers; `false` only prefers it.
   * @default true
   */
  readonly requireUserVerification?: boolean;
}
