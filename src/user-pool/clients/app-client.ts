import { MachineClientProps, MobileClientProps, ServerClientProps, BrowserClientProps, UserClientOptions } from './app-client-props';
import type { ClientContext } from './client-context';
import { APP_CLIENT_DEFAULTS } from './client-defaults';
import { PoolClient } from './pool-client';
import { ClientBlueprint, OAuthBlueprint } from './private/client-blueprint';
import { renderClient } from './private/client-rendering';
import { checkMachineScopes, checkScopes } from './private/oauth-scopes';
import { checkDefaultRedirect, checkRedirectUrls } from './private/oauth-urls';
import { signInChoice } from './private/sign-in-with';
import { checkLifetimes } from './private/token-validity';
import { presentIn } from '../../private/present';
import { userError } from '../../private/user-error';

/**
 * A kind of app client, to be added to a user pool.
 *
 * Each preset hides whether a user exists, can revoke its tokens, rotates refresh tokens, lists its sign-in flows and its readable and
 * writable attributes, never uses the implicit grant and never has a callback that you did not write.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-client-apps.html
 *
 * @example
 * const pool = new AppUserPool(this, 'Users');
 * pool.addClient('Web', AppClient.browser({ callbackUrls: ['https://app.example.com'] }));
 * pool.addClient('Mobile', AppClient.mobile());
 */
export class AppClient {
  /**
   * An app in the browser: public, SRP for its own sign-in form, and the authorization code grant (use PKCE) once it has `callbackUrls`.
   *
   * @throws if a URL, a scope, a lifetime or a count is one that Cognito refuses
   */
  public static browser(props: BrowserClientProps = {}): AppClient {
    return AppClient.forUsers('browser', false, props, props.callbackUrls);
  }

  /**
   * An app on a phone or a desktop: public, SRP, and the authorization code grant once it has `callbackUrls`.
   *
   * @throws if a URL, a scope, a lifetime or a count is one that Cognito refuses
   */
  public static mobile(props: MobileClientProps = {}): AppClient {
    return AppClient.forUsers('mobile', false, props, props.callbackUrls);
  }

  /**
   * A web server that signs users in: confidential (it has a secret), SRP, and the authorization code grant once it has `callbackUrls`.
   *
   * The secret is `client.userPoolClientSecret`; `AppClientSecret.store` puts it into Secrets Manager.
   *
   * @throws if a URL, a scope, a lifetime or a count is one that Cognito refuses
   */
  public static server(props: ServerClientProps = {}): AppClient {
    return AppClient.forUsers('server', true, props, props.callbackUrls, {
      adminUserPassword: props.adminUserPasswordAuth ?? APP_CLIENT_DEFAULTS.adminUserPasswordAuth.value,
      propagateUserContext: props.propagateUserContext ?? APP_CLIENT_DEFAULTS.propagateUserContext.value,
    });
  }

  /**
   * A program without a user: confidential, client credentials grant only, no identity provider, no sign-in flow.
   *
   * The pool needs a domain, because the token endpoint is there.
   *
   * @throws if a scope is missing or is about a user
   */
  public static machine(props: MachineClientProps): AppClient {
    const preset = 'AppClient.machine';
    return new AppClient({
      preset,
      ...(props.clientName !== undefined ? { clientName: props.clientName } : {}),
      confidential: true,
      tokens: checkLifetimes(preset, {
        ...(props.accessTokenValidity ? { accessToken: props.accessTokenValidity } : {}),
      }),
      oauth: {
        grant: 'client_credentials',
        callbackUrls: [],
        logoutUrls: [],
        scopes: checkMachineScopes(`${preset}: scopes`, presentIn(props.scopes ?? [])),
      },
    });
  }

  private static forUsers(
    name: string,
    confidential: boolean,
    props: UserClientOptions,
    callbackUrls: string[] | undefined,
    server = { adminUserPassword: false, propagateUserContext: false },
  ): AppClient {
    const preset = `AppClient.${name}`;
    const { signInWith, rotation } = signInChoice(preset, props, callbackUrls !== undefined, {
      userPasswordAuth: props.userPasswordAuth, customAuth: props.customAuth, adminUserPasswordAuth: server.adminUserPassword,
    });
    if (!rotation && props.refreshTokenGracePeriod) {
      throw userError(`${preset}: refreshTokenGracePeriod has no meaning with refreshTokenRotation false; remove one of them`);
    }
    const oauth = oauthOf(preset, props, callbackUrls, !confidential);
    return new AppClient({
      preset,
      ...(props.clientName !== undefined ? { clientName: props.clientName } : {}),
      confidential,
      tokens: checkLifetimes(preset, {
        ...(props.accessTokenValidity ? { accessToken: props.accessTokenValidity } : {}),
        ...(props.idTokenValidity ? { idToken: props.idTokenValidity } : {}),
        ...(props.refreshTokenValidity ? { refreshToken: props.refreshTokenValidity } : {}),
        ...(props.authSessionValidity ? { authSession: props.authSessionValidity } : {}),
        ...(rotation ? { rotationGrace: props.refreshTokenGracePeriod ?? APP_CLIENT_DEFAULTS.refreshTokenGracePeriod.value } : {}),
      }),
      ...(oauth ? { oauth } : {}),
      users: {
        ...server,
        ...(signInWith ? { signInWith } : {}),
        userPassword: props.userPasswordAuth ?? APP_CLIENT_DEFAULTS.userPasswordAuth.value,
        ...(props.customAuth !== undefined ? { custom: props.customAuth } : {}),
        ...(props.readAttributes ? { readAttributes: presentIn(props.readAttributes) } : {}),
        ...(props.writeAttributes ? { writeAttributes: presentIn(props.writeAttributes) } : {}),
      },
    });
  }

  /** Whether users sign in through the client. One that has no users does not belong to an identity pool. */
  public readonly signsUsersIn: boolean;

  private constructor(private readonly blueprint: ClientBlueprint) {
    this.signsUsersIn = blueprint.users !== undefined;
  }

  /**
   * Makes the client in a pool.
   *
   * @internal
   */
  public _render(context: ClientContext, id: string): PoolClient {
    return renderClient(context, id, this.blueprint);
  }
}

function oauthOf(preset: string, props: UserClientOptions, callbacks: string[] | undefined, appSchemes: boolean): OAuthBlueprint | undefined {
  const callbackUrls = callbacks && presentIn(callbacks);
  if (callbackUrls === undefined) {
    const orphans = (['logoutUrls', 'defaultRedirectUri', 'scopes'] as const).filter((prop) => props[prop] !== undefined);
    if (orphans.length > 0) {
      throw userError(`${preset}: ${orphans.join(', ')} need callbackUrls, without which the client has no OAuth`);
    }
    return undefined;
  }
  checkRedirectUrls(`${preset}: callbackUrls`, callbackUrls, appSchemes);
  return {
    grant: 'code',
    callbackUrls,
    logoutUrls: checkRedirectUrls(`${preset}: logoutUrls`, presentIn(props.logoutUrls ?? []), appSchemes),
    ...(props.defaultRedirectUri !== undefined
      ? { defaultRedirectUri: checkDefaultRedirect(`${preset}: defaultRedirectUri`, props.defaultRedirectUri, callbackUrls) }
      : {}),
    scopes: checkScopes(`${preset}: scopes`, presentIn(props.scopes ?? APP_CLIENT_DEFAULTS.scopes.value)),
  };
}
