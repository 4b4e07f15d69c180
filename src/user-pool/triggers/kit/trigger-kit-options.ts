/**
 * What happens before somebody is signed up.
 */
export interface PreSignUpKitOptions {
  /**
   * The domains of the e-mail addresses that may sign up, such as `example.com`, without their subdomains.
   *
   * They are compared with the part after the last `@`. People whom an administrator invites are not checked. People can change their
   * address later, so don't base permissions on it.
   *
   * @default - all
   */
  readonly emailDomains?: string[];

  /**
   * The identity providers whose `email_verified` you trust, such as `Google`: a person who comes from one of them for the first time is
   * linked to the account with the same address, instead of getting a second one.
   *
   * People are linked when the provider says that the address is verified, and exactly one enabled, confirmed account of the pool has that
   * address, verified. All others get an account of their own, as without this option. The sign-in that creates the link fails; the next
   * one succeeds. People who sign in with a provider are not asked for the account's second factor.
   *
   * @default - nobody is linked
   */
  readonly linkAccountsOf?: string[];
}

/**
 * What happens after somebody has signed up.
 */
export interface PostConfirmationKitOptions {
  /**
   * The name of the group that everybody who signs up joins, 1 to 128 characters. People whom an administrator invites don't join it.
   */
  readonly group: string;
}

/**
 * What tokens contain in addition to Cognito's own claims.
 */
export interface PreTokenGenerationKitOptions {
  /**
   * The attributes (`email`, `custom:plan`) to copy, by the name of the claim in ID token and access token. People without the attribute
   * don't have the claim.
   */
  readonly claims: { [claim: string]: string };
}
