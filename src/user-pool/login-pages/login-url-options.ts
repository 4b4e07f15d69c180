import { ISignInProvider } from '../federation';

/**
 * What the URL of a sign-in or sign-up page carries.
 */
export interface LoginUrlOptions {
  /**
   * Where the code is sent. Must be one of the callbacks of the client.
   * @default - the default redirect of the client, or its first callback
   */
  readonly redirectUri?: string;

  /**
   * The language of the pages, as `en`, `de`, `pt-BR`.
   * @default - the one Cognito finds in the browser, or English
   */
  readonly language?: string;
}

/**
 * What the URL of a sign-in page carries.
 */
export interface SignInUrlOptions extends LoginUrlOptions {
  /**
   * Whom people sign in with, without being asked: they go straight to the provider. It must be one that the client offers.
   * @default - people choose on the page
   */
  readonly identityProvider?: ISignInProvider;

  /**
   * One of the `identifiers` of a provider, such as the domain of an e-mail address, in place of the provider itself.
   * @default - people choose on the page
   */
  readonly idpIdentifier?: string;
}

/**
 * What the URL that signs people out carries.
 */
export interface SignOutUrlOptions {
  /**
   * Where people are sent afterwards. Must be one of the logout URLs of the client.
   * @default - the first logout URL of the client
   */
  readonly logoutUri?: string;
}
