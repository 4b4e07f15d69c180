import { IdentityProvider } from './identity-provider';

/**
 * Whom people can sign in with instead of a password of the pool.
 */
export interface FederationOptions {
  /**
   * The identity providers that people can sign in with; `addIdentityProvider` adds more. Every app client that signs people in offers all
   * of them, unless it has `signInWith`.
   * @default - none, people sign in to the pool itself
   */
  readonly identityProviders?: IdentityProvider[];
}
