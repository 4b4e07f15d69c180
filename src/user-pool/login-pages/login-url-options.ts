import { ISignInProvider } from '../federation';

/**
 * Options of the URL of a sign-in or sign-up page.
 */
export interface LoginUrlOptions {
  /**
   * Where the code is sent. Must be one of the callbacks of the client.
   * @default - the default redirect of the client, or its first callback
   */
  readonly redirectUri?: string;

  /**
   * The language of the pages, such as `en`, `de` or `pt-BR`.
   * @default - the browser's language if Cognito supports it, otherwise English
   */
  readonly language?: string;
}

/**
 * Options of the URL of a sign-in page.
 */
export interface SignInUrlOptions extends LoginUrlOptions {
  /**
   * The provider that people are sent to directly, without choosing. The client must offer it.
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
 * Options of the URL that signs people out.
 */
export interface SignOutUrlOptions {
  /**
   * Where people are sent afterwards. Must be one of the logout URLs of the client.
   * @default - the first logout URL of the client
   */
  readonly logoutUri?: string;
}
