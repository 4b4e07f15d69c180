/**
 * A way to sign in that an app client can offer: an `IdentityProvider`, what `addIdentityProvider` returns, an identity provider of the
 * CDK, or the user pool itself (`IdentityProvider.userPool()`).
 */
export interface ISignInProvider {
  /**
   * The name by which an app client lists it.
   */
  readonly providerName: string;
}
