/**
 * A document that the sign-up page links to.
 */
export interface LoginDocument {
  /**
   * The URL of the document, for every language without a translation: an http or https URL of at most 1024 characters.
   */
  readonly url: string;

  /**
   * The URLs in other languages: `english`, `french`, `spanish`, `german`, `bahasa-indonesia`, `italian`, `japanese`, `korean`,
   * `portuguese-brazil`, `chinese-simplified` or `chinese-traditional` to a URL.
   * @default - the same document for everybody
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
