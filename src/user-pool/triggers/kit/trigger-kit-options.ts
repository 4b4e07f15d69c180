/**
 * What happens before somebody is signed up.
 */
export interface PreSignUpKitOptions {
  /**
   * The domains of the e-mail addresses that may sign up, such as `example.com`, without their subdomains.
   *
   * They are compared with what follows the last `@`. People whom an administrator invites are not asked. People may change their address
   * later: what they may do should not follow from it.
   *
   * @default - all
   */
  readonly emailDomains?: string[];

  /**
   * The identity providers whose `email_verified` you believe, such as `Google`: who comes from one of them for the first time is linked to
   * the account that has the same address, and gets no second one.
   *
   * People are linked when the provider says that the address is verified, and exactly one enabled, confirmed account of the pool has that
   * address, verified. All others get an account of their own, as without it. The first sign-in after linking fails; the next succeeds.
   * Who signs in with a provider is not asked for the second factor of the account.
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
   * The name of the group that everybody who signs up becomes a member of, 1 to 128 characters. Not those whom an administrator invites.
   */
  readonly group: string;
}

/**
 * What stands in tokens besides what Cognito writes.
 */
export interface PreTokenGenerationKitOptions {
  /**
   * Attributes (`email`, `custom:plan`) by the claims that ID token and access token shall have them in. Who lacks the attribute, lacks the
   * claim.
   */
  readonly claims: { [claim: string]: string };
}
