/** Where the value of a claim comes from, hence who can have written it. */
export enum ClaimSource {
  /** An attribute of the user's profile in the user pool. */
  ATTRIBUTE = 'attribute',
  /** Issued by Cognito from the groups of the user. */
  GROUPS = 'groups',
  /** Issued by Cognito about the account itself. */
  ACCOUNT = 'account',
  /** Issued by Cognito about how someone signed in. */
  SIGN_IN = 'sign-in',
  /** Added by a pre token generation trigger. */
  TRIGGER = 'trigger',
  /** Issued by an identity provider outside Cognito. */
  PROVIDER = 'provider',
}
