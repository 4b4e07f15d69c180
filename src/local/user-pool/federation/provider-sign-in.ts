import { ProviderSettings } from './identity-providers';
import { Asserted } from './mapped-attributes';

/** What was asked of a provider, and has to come back. */
export interface Sent {
  readonly poolId: string;
  /** Where somebody comes back to. */
  readonly redirectUri: string;
  /** What the answer has to be for. */
  readonly nonce: string;
}

/** How people sign in with providers of one kind. */
export interface ProviderSignIn {
  /**
   * Where somebody is sent to sign in.
   *
   * @throws ServiceError if it is not known
   */
  address(provider: ProviderSettings, sent: Sent, state: string): Promise<string>;
  /**
   * Who has signed in there, by what they came back with.
   *
   * @throws ServiceError if the provider does not say, or says it of somebody else
   */
  finish(provider: ProviderSettings, sent: Sent, answer: string): Promise<Asserted>;
}
