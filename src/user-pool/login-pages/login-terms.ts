/**
 * A document that people are shown a link to where they sign up.
 */
export interface LoginDocument {
  /**
   * Where the document is for every language that has none of its own: an http or https URL of at most 1024 characters.
   */
  readonly url: string;

  /**
   * Where it is in other languages: `english`, `french`, `spanish`, `german`, `bahasa-indonesia`, `italian`, `japanese`, `korean`,
   * `portuguese-brazil`, `chinese-simplified` or `chinese-traditional` to a URL.
   * @default - the one document for everybody
   */
  readonly translations?: { [language: string]: string };
}

/**
 * What people agree to when they sign up. Cognito shows the links only where both documents exist, so both are required.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-managed-login.html
 */
export interface LoginTerms {
  /** The terms of use. */
  readonly termsOfUse: LoginDocument;

  /** The privacy policy. */
  readonly privacyPolicy: LoginDocument;
}
