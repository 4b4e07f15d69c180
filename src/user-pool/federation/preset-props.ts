import { OAuthProviderOptions, SamlProviderOptions, UnverifiedEmailOptions } from './identity-provider-props';

/**
 * Properties of `IdentityProvider.entraId`.
 */
export interface EntraIdProviderProps extends OAuthProviderOptions, UnverifiedEmailOptions {
  /**
   * The directory (tenant) whose people may sign in: its id or one of its domains. `common`, `organizations` and `consumers` are refused.
   */
  readonly tenantId: string;
}

/**
 * Properties of `IdentityProvider.entraIdSaml`.
 */
export interface EntraIdSamlProviderProps extends SamlProviderOptions {
  /**
   * The directory (tenant) whose people may sign in: its id.
   */
  readonly tenantId: string;

  /**
   * Application id of the enterprise application, which has signing certificates of its own.
   */
  readonly applicationId: string;
}

/**
 * Properties of `IdentityProvider.okta`.
 */
export interface OktaProviderProps extends OAuthProviderOptions {
  /**
   * Domain of the organization, such as `acme.okta.com`.
   */
  readonly domain: string;

  /**
   * Id of the authorization server, such as `default`.
   *
   * @default - that of the organization itself
   */
  readonly authorizationServer?: string;
}

/**
 * Properties of `IdentityProvider.auth0`.
 */
export interface Auth0ProviderProps extends OAuthProviderOptions {
  /**
   * Domain of the tenant, such as `acme.eu.auth0.com`, or its custom domain.
   */
  readonly domain: string;
}
