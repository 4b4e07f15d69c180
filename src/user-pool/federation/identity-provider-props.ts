import { SecretValue } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AttributeMapping } from './attribute-mapping';

/**
 * What every identity provider may set.
 */
export interface IdentityProviderOptions {
  /**
   * Which attributes of the profile are filled with which claims, besides those that the provider is known for.
   *
   * @default - the e-mail address, and whether it is verified, where the provider documents a claim for it
   */
  readonly attributes?: AttributeMapping;

  /**
   * Other names of the provider for `idp_identifier` of a sign-in URL, such as the e-mail domain of a tenant: at most 50, each with 1 to 40
   * letters, digits, white space or `+ = . @ - _`.
   *
   * @default - none
   */
  readonly identifiers?: string[];
}

/**
 * Options of an identity provider that does not say whether an e-mail address is verified.
 */
export interface UnverifiedEmailOptions {
  /**
   * Why the provider's e-mail addresses can be trusted although no claim says that they are verified, such as "only our own directory gives
   * addresses, and people can't change theirs". It is written into the metadata of the provider, and ends the warning.
   *
   * @default - a warning, if people sign in to the pool by e-mail
   */
  readonly emailTrustedBecause?: string;
}

/**
 * What every identity provider with an OAuth client may set.
 */
export interface OAuthProviderOptions extends IdentityProviderOptions {
  /**
   * Id of the app that is registered at the provider.
   */
  readonly clientId: string;

  /**
   * Secret of the app, from Secrets Manager. A value that would appear in the template is refused.
   */
  readonly clientSecret: SecretValue;

  /**
   * The scopes that the pool requests from the provider.
   *
   * @default - those that the default mapping needs
   */
  readonly scopes?: string[];
}

/**
 * Properties of `IdentityProvider.google`.
 */
export interface GoogleProviderProps extends OAuthProviderOptions {}

/**
 * Properties of `IdentityProvider.amazon`.
 */
export interface AmazonProviderProps extends OAuthProviderOptions, UnverifiedEmailOptions {}

/**
 * Properties of `IdentityProvider.facebook`.
 */
export interface FacebookProviderProps extends OAuthProviderOptions, UnverifiedEmailOptions {
  /**
   * The version of the Graph API, such as `v17.0`.
   *
   * @default - chosen by Cognito
   */
  readonly apiVersion?: string;
}

/**
 * Properties of `IdentityProvider.apple`.
 */
export interface AppleProviderProps extends IdentityProviderOptions {
  /**
   * The services id that is registered at Apple.
   */
  readonly servicesId: string;

  /**
   * The team that the services id belongs to.
   */
  readonly teamId: string;

  /**
   * The id of the private key.
   */
  readonly keyId: string;

  /**
   * The private key, from Secrets Manager, without its first and last line. A value that would appear in the template is refused.
   */
  readonly privateKey: SecretValue;

  /**
   * The scopes that the pool requests from Apple: `email`, `name`.
   *
   * @default - both
   */
  readonly scopes?: string[];
}

/**
 * Properties of `IdentityProvider.oidc`.
 */
export interface OidcProviderProps extends OAuthProviderOptions, UnverifiedEmailOptions {
  /**
   * The issuer, exactly as its tokens name it: an `https` URL. Cognito finds the endpoints below it.
   */
  readonly issuer: string;

  /**
   * The HTTP method with which the pool requests a person's attributes from the provider.
   *
   * @default OidcAttributeRequestMethod.GET
   */
  readonly attributeRequestMethod?: cognito.OidcAttributeRequestMethod;

  /**
   * All endpoints of a provider that has no discovery document.
   *
   * @default - found below the issuer
   */
  readonly endpoints?: cognito.OidcEndpoints;
}

/**
 * How a SAML provider is trusted. The defaults are strict.
 */
export interface SamlProviderOptions extends IdentityProviderOptions, UnverifiedEmailOptions {
  /**
   * Whether the provider has to encrypt its assertions. Give it the encryption certificate that the console shows once the provider exists;
   * without it nobody can sign in.
   *
   * @default true
   */
  readonly encryptedResponses?: boolean;

  /**
   * Whether requests to the provider are signed (`rsa-sha256`). Give it the signing certificate that the console shows.
   *
   * @default true
   */
  readonly signedRequests?: boolean;

  /**
   * Whether sign-in may start at the provider, with a response that nobody requested. People can then be signed in as somebody else without
   * noticing.
   *
   * @default false
   */
  readonly idpInitiated?: boolean;

  /**
   * Whether signing out of the pool signs out of the provider as well.
   *
   * @default false
   */
  readonly idpSignout?: boolean;
}

/**
 * Properties of `IdentityProvider.saml`.
 */
export interface SamlProviderProps extends SamlProviderOptions {
  /**
   * The URL of the provider's metadata, or the metadata itself. From a URL, `https` only, Cognito refreshes it; a file has to be replaced
   * when the provider's certificate changes.
   */
  readonly metadata: cognito.UserPoolIdentityProviderSamlMetadata;
}
