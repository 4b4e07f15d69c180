import { Fn, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { Judged } from '../private/judged';
import { required } from '../private/present';
import { userError } from '../private/user-error';

const APP_ID = /^[\w.;_/-]{1,128}$/;
const DEVELOPER_NAME = /^[\w._-]{1,100}$/;

/**
 * Someone other than a Cognito user pool whose tokens the identity pool takes.
 *
 * Anyone with an account at a public provider can sign in through it: give it rules, or accept that they get the role for everyone
 * signed in.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/external-identity-providers.html
 *
 * @example
 * new AppIdentityPool(this, 'Identities', {
 *   externalLogins: [ExternalLogin.google(['1234.apps.example'])],
 * });
 */
export class ExternalLogin {
  /**
   * Google, by the client ids of your apps.
   *
   * @param clientIds ids such as `….apps.googleusercontent.com`
   * @throws when it is added to an identity pool, if the ids don't have 1 to 128 letters, digits, `.`, `_`, `/` or `-` together
   */
  public static google(clientIds: string[]): ExternalLogin {
    return ExternalLogin.login('accounts.google.com', clientIds);
  }

  /**
   * Facebook, by the ids of your apps. Its tokens carry no claim that a rule could read.
   *
   * @param appIds ids from the dashboard of Meta for Developers
   * @throws when it is added to an identity pool, if the ids don't have 1 to 128 letters, digits, `.`, `_`, `/` or `-` together
   */
  public static facebook(appIds: string[]): ExternalLogin {
    return ExternalLogin.login('graph.facebook.com', appIds, false);
  }

  /**
   * Login with Amazon, by the ids of your apps. Its tokens carry no claim that a rule could read.
   *
   * @param appIds ids such as `amzn1.application.…`
   * @throws when it is added to an identity pool, if the ids don't have 1 to 128 letters, digits, `.`, `_`, `/` or `-` together
   */
  public static amazon(appIds: string[]): ExternalLogin {
    return ExternalLogin.login('www.amazon.com', appIds, false);
  }

  /**
   * Sign in with Apple, by the services ids of your apps.
   *
   * @param servicesIds ids such as `com.example.web`
   * @throws when it is added to an identity pool, if the ids don't have 1 to 128 letters, digits, `.`, `_`, `/` or `-` together
   */
  public static apple(servicesIds: string[]): ExternalLogin {
    return ExternalLogin.login('appleid.apple.com', servicesIds);
  }

  /**
   * Twitter, by consumer key and consumer secret. The secret stands in the template in clear.
   *
   * @param consumerKey the API key of the app
   * @param consumerSecret the API secret of the app
   * @throws when it is added to an identity pool, if key and secret don't have 1 to 128 letters, digits, `.`, `_`, `/` or `-` together
   */
  public static twitter(consumerKey: string, consumerSecret: string): ExternalLogin {
    return ExternalLogin.login('api.twitter.com', [consumerKey, consumerSecret], false, Judged.of(() => {
      for (const [prop, text] of Object.entries({ consumerKey, consumerSecret })) {
        if (!text?.trim()) throw userError(`ExternalLogin.twitter: ${prop} is empty; copy it from the app that is registered there`);
      }
    }));
  }

  /**
   * An OpenID Connect provider that is registered with IAM in this account.
   *
   * @param provider the provider, made here or imported
   */
  public static openIdConnect(provider: iam.IOIDCProviderRef): ExternalLogin {
    required(undefined, 'ExternalLogin.openIdConnect', { provider });
    return new ExternalLogin('oidc', provider.oidcProviderRef.oidcProviderArn, true, undefined, undefined, issuerOf(provider));
  }

  /**
   * A SAML provider that is registered with IAM in this account.
   *
   * @param provider the provider, made here or imported
   */
  public static saml(provider: iam.ISAMLProviderRef): ExternalLogin {
    required(undefined, 'ExternalLogin.saml', { provider });
    return new ExternalLogin('saml', provider.samlProviderRef.samlProviderArn, true);
  }

  /**
   * Your own backend, which calls `GetOpenIdTokenForDeveloperIdentity`. The name can't change once it is set.
   *
   * @param name the name of the backend, such as `login.example.com`
   * @throws when it is added to an identity pool, if the name does not have 1 to 100 letters, digits, `.`, `_` or `-`
   */
  public static developer(name: string): ExternalLogin {
    return new ExternalLogin('developer', name, false, undefined, Judged.of(() => {
      required(undefined, 'ExternalLogin.developer', { name });
      if (!Token.isUnresolved(name) && !DEVELOPER_NAME.test(name)) {
        throw userError(`ExternalLogin.developer: name must have 1 to 100 letters, digits, '.', '_' or '-', got: '${name}'`);
      }
    }));
  }

  private static login(name: string, appIds: string[], hasClaims: boolean = true, secret?: Judged<void>): ExternalLogin {
    required(undefined, `ExternalLogin for ${name}`, { appIds });
    const ids = Token.isUnresolved(appIds) ? Fn.join(';', appIds) : appIds.join(';');
    return new ExternalLogin('login', name, hasClaims, ids, (secret ?? Judged.NOTHING).and(() => {
      if (!Token.isUnresolved(ids) && !APP_ID.test(ids)) {
        throw userError(`ExternalLogin for ${name}: the app ids must have 1 to 128 letters, digits or . _ / - together, `
          + `got: ${secret ? `${ids.length} characters, which are not shown because a secret is among them` : `'${ids}'`}`);
      }
    }));
  }

  private constructor(
    /**
     * How the identity pool lists it.
     *
     * @internal
     */
    public readonly _kind: 'login' | 'oidc' | 'saml' | 'developer',
    /**
     * The name or ARN by which a login and a role mapping refer to the provider.
     */
    public readonly name: string,
    /**
     * Whether rules can be made on its claims.
     *
     * @internal
     */
    public readonly _hasClaims: boolean,
    /**
     * The ids of the apps whose tokens are taken.
     *
     * @internal
     */
    public readonly _appIds?: string,
    private readonly judged: Judged<void> = Judged.NOTHING,
    /**
     * Who issues the tokens of an OpenID Connect provider, where that is known.
     *
     * @internal
     */
    public readonly _issuer?: string,
  ) {}

  /**
   * Throws what was wrong when the login was made.
   *
   * @internal
   */
  public _judge(scope: IConstruct, call: string): void {
    this.judged.at(scope, call);
  }
}

/** The URL that a provider is made with, or the part of the ARN of one that is imported. */
function issuerOf(provider: iam.IOIDCProviderRef): string | undefined {
  const made = [provider, provider.node.defaultChild].find(iam.CfnOIDCProvider.isCfnOIDCProvider);
  return made?.url ?? /:oidc-provider\/(.+)$/.exec(provider.oidcProviderRef.oidcProviderArn)?.[1];
}
