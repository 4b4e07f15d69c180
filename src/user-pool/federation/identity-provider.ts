import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import {
  AmazonProviderProps, AppleProviderProps, FacebookProviderProps, GoogleProviderProps, OidcProviderProps, SamlProviderProps,
} from './identity-provider-props';
import { Auth0ProviderProps, EntraIdProviderProps, EntraIdSamlProviderProps, OktaProviderProps } from './preset-props';
import { appleBlueprint, oauthBlueprint, oidcBlueprint, samlBlueprint } from './private/blueprints';
import { ProviderBlueprint, USER_POOL } from './private/provider-blueprint';
import { checkText } from './private/provider-checks';
import { ISignInProvider } from './sign-in-provider';
import { Judged } from '../../private/judged';
import { required, withoutNulls } from '../../private/present';
import { userError } from '../../private/user-error';

const VERIFIED_EMAIL = { email: 'email', emailVerified: 'email_verified' };
const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

/**
 * A provider with which people can sign in to the user pool, instead of with a password of the pool.
 *
 * The pool keeps a profile of each person, filled at every sign-in from `attributes`. It is separate from an account that the same person
 * may already have in the pool; `AdminLinkProviderForUser` links the two, which is safe only after both have been proven. Cognito never
 * asks people who sign in this way for a second factor; let the provider ask.
 *
 * Whoever decides about access by the e-mail address must know that it is the person's. Google, Apple, Okta, Auth0 and OpenID Connect say
 * so by `email_verified`, which is mapped. The others do not: say in `emailTrustedBecause` what makes their addresses trustworthy.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-federation.html
 *
 * @example
 * const google = IdentityProvider.google({ clientId: '1234.apps.example', clientSecret: SecretValue.secretsManager('google') });
 * const corp = IdentityProvider.saml('Corp', {
 *   metadata: cognito.UserPoolIdentityProviderSamlMetadata.url('https://idp.example.com/metadata'),
 *   attributes: { email: 'mail', custom: { department: 'department' } },
 *   emailTrustedBecause: 'only our own directory gives addresses',
 * });
 * const users = new AppUserPool(this, 'Users', {
 *   attributes: { custom: { department: CustomAttribute.text() } },
 *   identityProviders: [google, corp],
 * });
 * users.addClient('Staff', AppClient.browser({ callbackUrls: ['https://staff.example.com'], signInWith: [corp] }));
 */
export class IdentityProvider implements ISignInProvider {
  /**
   * Google. Maps `email` and `email_verified`.
   *
   * @param props what the app is registered with there
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/google.html
   * @throws when it is added to a pool, if the secret would stand in the template, or Cognito would refuse a scope, a claim or an
   * identifier
   */
  public static google(props: GoogleProviderProps): IdentityProvider {
    props = withoutNulls(props);
    return new IdentityProvider('Google', () => oauthBlueprint({
      factory: 'IdentityProvider.google', type: 'Google', name: 'Google', known: VERIFIED_EMAIL, scopes: ['openid', 'email', 'profile'],
    }, props));
  }

  /**
   * Facebook. Maps `email`; no claim says whether it is verified.
   *
   * @param props what the app is registered with there
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/facebook.html
   * @throws when it is added to a pool, if the secret would stand in the template, or Cognito would refuse a scope, a claim or an
   * identifier
   */
  public static facebook(props: FacebookProviderProps): IdentityProvider {
    props = withoutNulls(props);
    const factory = 'IdentityProvider.facebook';
    return new IdentityProvider('Facebook', () => {
      required(undefined, factory, props, 'clientId', 'clientSecret');
      const { apiVersion } = props;
      if (apiVersion !== undefined && !Token.isUnresolved(apiVersion) && !/^v\d+\.\d+$/.test(apiVersion)) {
        throw userError(`${factory}: apiVersion '${apiVersion}' is no version of the Graph API; write it like 'v17.0'`);
      }
      return oauthBlueprint({
        factory, type: 'Facebook', name: 'Facebook', known: { email: 'email' }, scopes: ['public_profile', 'email'], separator: ',',
      }, props, apiVersion === undefined ? {} : { api_version: apiVersion });
    });
  }

  /**
   * Login with Amazon. Maps `email`; no claim says whether it is verified.
   *
   * @param props what the app is registered with there
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon.html
   * @throws when it is added to a pool, if the secret would stand in the template, or Cognito would refuse a scope, a claim or an
   * identifier
   */
  public static amazon(props: AmazonProviderProps): IdentityProvider {
    props = withoutNulls(props);
    return new IdentityProvider('LoginWithAmazon', () => oauthBlueprint({
      factory: 'IdentityProvider.amazon', type: 'LoginWithAmazon', name: 'LoginWithAmazon', known: { email: 'email' }, scopes: ['profile'],
    }, props));
  }

  /**
   * Sign in with Apple. Maps `email` and `email_verified`. People may hide their address behind one of Apple's.
   *
   * @param props what the app is registered with there
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/apple.html
   * @throws when it is added to a pool, if the key would stand in the template, or Cognito would refuse a scope, a claim or an identifier
   */
  public static apple(props: AppleProviderProps): IdentityProvider {
    props = withoutNulls(props);
    return new IdentityProvider('SignInWithApple', () => appleBlueprint('IdentityProvider.apple', props));
  }

  /**
   * A provider of OpenID Connect. Maps the standard claims `email` and `email_verified`; `email_verified` is as trustworthy as the
   * provider. If there is no such claim, addresses count as not verified.
   *
   * @param name at most 32 characters without white space; changing it replaces the provider, and its people come back as new users
   * @param props what the app is registered with there
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-oidc-idp.html
   * @throws when it is added to a pool, if the secret would stand in the template, the name is taken by Cognito, an endpoint is missing, or
   * a URL is not `https`
   */
  public static oidc(name: string, props: OidcProviderProps): IdentityProvider {
    props = withoutNulls(props);
    return new IdentityProvider(name, () => oidcBlueprint(`IdentityProvider.oidc('${name}')`, name, props, VERIFIED_EMAIL));
  }

  /**
   * A provider of SAML 2.0. Requests are signed, responses encrypted, and sign-in starts at the app. Maps nothing by default, because SAML
   * defines no claim names; no claim says whether an address is verified.
   *
   * @param name at most 32 characters without white space; changing it replaces the provider, and its people come back as new users
   * @param props where the metadata is, and what is mapped
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-saml-idp.html
   * @throws when it is added to a pool, if the name is taken by Cognito, or the metadata is neither an `https` URL nor the metadata itself
   */
  public static saml(name: string, props: SamlProviderProps): IdentityProvider {
    props = withoutNulls(props);
    return new IdentityProvider(name, () => samlBlueprint(`IdentityProvider.saml('${name}')`, name, props, {}));
  }

  /**
   * One directory of Microsoft Entra ID, by OpenID Connect. Maps `email`, which Entra gives where the person has an address; an
   * administrator of the directory may enter any, and no claim says whether it is verified.
   *
   * More claims: `name`, `given_name`, `family_name`, `preferred_username`.
   *
   * @param name at most 32 characters without white space; changing it replaces the provider, and its people come back as new users
   * @param props what the app is registered with there
   * @see https://learn.microsoft.com/en-us/entra/identity-platform/id-token-claims-reference
   * @throws when it is added to a pool, if the tenant lets everybody in, or where `oidc` does
   */
  public static entraId(name: string, props: EntraIdProviderProps): IdentityProvider {
    props = withoutNulls(props);
    const factory = `IdentityProvider.entraId('${name}')`;
    return new IdentityProvider(name, () => {
      required(undefined, factory, props, 'tenantId');
      const { tenantId, ...options } = props;
      checkTenant(factory, tenantId);
      return oidcBlueprint(
        factory, name, { ...options, issuer: `https://login.microsoftonline.com/${tenantId}/v2.0` }, { email: 'email' },
      );
    });
  }

  /**
   * One enterprise application of Microsoft Entra ID, by SAML, with the metadata that Entra publishes of it. Maps `email` to the claim that
   * Entra sends by default, the `mail` of the directory; an administrator of the directory may enter any.
   *
   * More claims, each after `http://schemas.xmlsoap.org/ws/2005/05/identity/claims/`: `givenname`, `surname`, and `name`, which is the user
   * principal name.
   *
   * @param name at most 32 characters without white space; changing it replaces the provider, and its people come back as new users
   * @param props the directory, the enterprise application, and what is mapped
   * @see https://learn.microsoft.com/en-us/entra/identity-platform/saml-claims-customization
   * @throws when it is added to a pool, if the tenant lets everybody in, or where `saml` does
   */
  public static entraIdSaml(name: string, props: EntraIdSamlProviderProps): IdentityProvider {
    props = withoutNulls(props);
    const factory = `IdentityProvider.entraIdSaml('${name}')`;
    return new IdentityProvider(name, () => {
      required(undefined, factory, props, 'tenantId', 'applicationId');
      const { tenantId, applicationId, ...options } = props;
      checkTenant(factory, tenantId);
      checkText(factory, 'applicationId', applicationId);
      const url = `https://login.microsoftonline.com/${tenantId}/federationmetadata/2007-06/federationmetadata.xml?appid=${applicationId}`;
      return samlBlueprint(
        factory, name, { ...options, metadata: cognito.UserPoolIdentityProviderSamlMetadata.url(url) },
        { email: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress' },
      );
    });
  }

  /**
   * An organization of Okta, by OpenID Connect. Maps `email` and `email_verified`.
   *
   * More claims: `name`, `given_name`, `family_name`, `preferred_username`, `locale`, `zoneinfo`.
   *
   * @param name at most 32 characters without white space; changing it replaces the provider, and its people come back as new users
   * @param props what the app is registered with there
   * @see https://developer.okta.com/standards/OIDC/
   * @throws when it is added to a pool, if the domain is no host name, or where `oidc` does
   */
  public static okta(name: string, props: OktaProviderProps): IdentityProvider {
    props = withoutNulls(props);
    const factory = `IdentityProvider.okta('${name}')`;
    return new IdentityProvider(name, () => {
      required(undefined, factory, props, 'domain');
      const { domain, authorizationServer, ...options } = props;
      checkDomain(factory, domain, 'acme.okta.com');
      const issuer = `https://${domain}${authorizationServer === undefined ? '' : `/oauth2/${authorizationServer}`}`;
      return oidcBlueprint(factory, name, { ...options, issuer }, VERIFIED_EMAIL);
    });
  }

  /**
   * A tenant of Auth0, by OpenID Connect. Maps `email` and `email_verified`.
   *
   * More claims: `name`, `given_name`, `family_name`, `middle_name`, `nickname`, `picture`.
   *
   * @param name at most 32 characters without white space; changing it replaces the provider, and its people come back as new users
   * @param props what the app is registered with there
   * @see https://auth0.com/docs/get-started/apis/scopes/openid-connect-scopes
   * @see https://repost.aws/knowledge-center/auth0-oidc-cognito
   * @throws when it is added to a pool, if the domain is no host name, or where `oidc` does
   */
  public static auth0(name: string, props: Auth0ProviderProps): IdentityProvider {
    props = withoutNulls(props);
    const factory = `IdentityProvider.auth0('${name}')`;
    return new IdentityProvider(name, () => {
      required(undefined, factory, props, 'domain');
      const { domain, ...options } = props;
      checkDomain(factory, domain, 'acme.eu.auth0.com');
      // Tokens of Auth0 have a slash behind this; Cognito's guide wants none, as in `mtliendo/cognito-with-auth0-oidc`.
      return oidcBlueprint(factory, name, { ...options, issuer: `https://${domain}` }, VERIFIED_EMAIL);
    });
  }

  /**
   * The user pool itself, for `signInWith` of an app client: people sign in with a password or passkey of the pool.
   */
  public static userPool(): ISignInProvider {
    return { providerName: USER_POOL };
  }

  private readonly judged: Judged<ProviderBlueprint>;

  private constructor(
    /**
     * The name of the provider in the pool.
     */
    public readonly providerName: string,
    make: () => ProviderBlueprint,
  ) {
    this.judged = Judged.of(make);
  }

  /**
   * What it is made of, where somebody wants it.
   *
   * @internal
   */
  public _blueprintAt(scope: IConstruct): ProviderBlueprint {
    return this.judged.at(scope);
  }

  /**
   * The same, once a pool has it.
   *
   * @internal
   */
  public get _blueprint(): ProviderBlueprint {
    return this.judged.value;
  }
}

function checkDomain(factory: string, domain: string, example: string): void {
  if (!Token.isUnresolved(domain) && !HOST.test(domain)) {
    throw userError(`${factory}: domain '${domain}' is no host name; write it like '${example}'`);
  }
}

/** The issuers of these take the people of every directory, so a stranger signs in as whom they like. */
function checkTenant(factory: string, tenantId: string): void {
  checkText(factory, 'tenantId', tenantId);
  if (!Token.isUnresolved(tenantId) && (/^(common|organizations|consumers)$/i.test(tenantId) || !/^[\w.-]+$/.test(tenantId))) {
    throw userError(`${factory}: tenantId '${tenantId}' is not one directory; give its id, such as '11111111-2222-3333-4444-555555555555'`);
  }
}
