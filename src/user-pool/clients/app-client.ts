import { MobileClientProps, ServerClientProps, BrowserClientProps, UserClientOptions } from './app-client-props';
import type { ClientContext } from './client-context';
import { APP_CLIENT_DEFAULTS } from './client-defaults';
import { ExternalClientProps, MachineClientProps } from './machine-client-props';
import { PoolClient } from './pool-client';
import { ClientBlueprint, OAuthBlueprint } from './private/client-blueprint';
import { renderClient } from './private/client-rendering';
import { checkMachineScopes, checkScopes } from './private/oauth-scopes';
import { checkDefaultRedirect, checkRedirectUrls } from './private/oauth-urls';
import { signInChoice } from './private/sign-in-with';
import { checkLifetimes } from './private/token-validity';
import { SELF_SERVICE_SCOPE } from '../../identity-facts/claims/claim-writers';
import { Judged } from '../../private/judged';
import { presentIn, required, withoutNulls } from '../../private/present';
import { userError } from '../../private/user-error';
import { checkMetadata } from '../machines/metadata-policy';

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
   * @param props what differs from the defaults of such a client
   * @throws when it is added to a pool, if a URL, a scope, a lifetime or a count is one that Cognito refuses
   */
  public static browser(props: BrowserClientProps = {}): AppClient {
    props = withoutNulls(props ?? {});
    return AppClient.forUsers('browser', false, props, props.callbackUrls);
  }

  /**
   * An app on a phone or a desktop: public, SRP, and the authorization code grant once it has `callbackUrls`.
   *
   * @param props what differs from the defaults of such a client
   * @throws when it is added to a pool, if a URL, a scope, a lifetime or a count is one that Cognito refuses
   */
  public static mobile(props: MobileClientProps = {}): AppClient {
    props = withoutNulls(props ?? {});
    return AppClient.forUsers('mobile', false, props, props.callbackUrls);
  }

  /**
   * A web server that signs users in: confidential (it has a secret), SRP, and the authorization code grant once it has `callbackUrls`.
   *
   * The secret is `client.userPoolClientSecret`; `AppClientSecret.store` puts it into Secrets Manager.
   *
   * @param props what differs from the defaults of such a client
   * @throws when it is added to a pool, if a URL, a scope, a lifetime or a count is one that Cognito refuses
   */
  public static server(props: ServerClientProps = {}): AppClient {
    props = withoutNulls(props ?? {});
    return AppClient.forUsers('server', true, props, props.callbackUrls, {
      adminUserPassword: props.adminUserPasswordAuth ?? APP_CLIENT_DEFAULTS.adminUserPasswordAuth.value,
      propagateUserContext: props.propagateUserContext ?? APP_CLIENT_DEFAULTS.propagateUserContext.value,
    });
  }

  /**
   * A program without a user: confidential, client credentials grant only, no identity provider, no sign-in flow.
   *
   * The pool needs a domain, because the token endpoint is there, unless the machine has `tokenApi`.
   *
   * @param props the scopes, and what differs from the defaults of such a client
   * @throws when it is added to a pool, if a scope is missing or is about a user, or `tokenApi` and `tokenExchange` are both given
   */
  public static machine(props: MachineClientProps): AppClient {
    props = withoutNulls(props);
    const preset = 'AppClient.machine';
    return new AppClient('nobody', Judged.of(() => {
      required(undefined, preset, props, 'scopes');
      const exchange = [...new Set(presentIn(props.tokenExchange ?? []))];
      if (props.tokenApi && exchange.length > 0) {
        throw userError(`${preset}: tokenExchange contradicts tokenApi, beside which Cognito takes no other flow; make two clients`);
      }
      return {
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
        machine: { tokenApi: props.tokenApi ?? APP_CLIENT_DEFAULTS.tokenApi.value, exchange },
      };
    }));
  }

  /**
   * Somebody else's apps and agents, which identify themselves by the URL of a client metadata document, as MCP clients do.
   *
   * Public, with the authorization code grant and nothing else: no flow that takes a password, no way for users to change themselves, and
   * no registration with the identity pool, so that nobody gets AWS credentials through it. Creates an `AWS::Cognito::CIMDPolicy` too.
   * The pool needs a domain.
   *
   * @param props where apps may be described and what they may ask for
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-client-id-metadata.html
   *
   * @throws when it is added to a pool, if a document may be on a host that anyone may have, or a URL, a scope, a lifetime or a count is
   * one that Cognito refuses
   */
  public static external(props: ExternalClientProps): AppClient {
    props = withoutNulls(props);
    const preset = 'AppClient.external';
    return new AppClient('apps of others', Judged.of(() => {
      required(undefined, preset, props, 'metadataUrls', 'callbackUrls', 'scopes');
      const scopes = presentIn(props.scopes ?? []);
      if (scopes.some(({ scopeName }) => scopeName === SELF_SERVICE_SCOPE)) {
        throw userError(`${preset}: scopes has '${SELF_SERVICE_SCOPE}', by which apps of others would change the attributes of your users; `
          + 'leave it out');
      }
      const callbackUrls = presentIn(props.callbackUrls ?? []);
      const { signInWith } = signInChoice(preset, { ...(props.signInWith ? { signInWith: props.signInWith } : {}) }, true, {});
      return {
        preset,
        ...(props.clientName !== undefined ? { clientName: props.clientName } : {}),
        confidential: false,
        tokens: checkLifetimes(preset, {
          ...(props.accessTokenValidity ? { accessToken: props.accessTokenValidity } : {}),
          ...(props.idTokenValidity ? { idToken: props.idTokenValidity } : {}),
          ...(props.refreshTokenValidity ? { refreshToken: props.refreshTokenValidity } : {}),
        }),
        oauth: {
          grant: 'code',
          callbackUrls: checkRedirectUrls(`${preset}: callbackUrls`, callbackUrls, false),
          logoutUrls: [],
          scopes: checkScopes(`${preset}: scopes`, scopes),
        },
        users: {
          userPassword: false,
          adminUserPassword: false,
          propagateUserContext: false,
          external: true,
          ...(signInWith ? { signInWith } : {}),
          ...(props.readAttributes ? { readAttributes: presentIn(props.readAttributes) } : {}),
        },
        metadata: checkMetadata(preset, presentIn(props.metadataUrls ?? []), props.metadataCache),
      };
    }));
  }

  private static forUsers(
    name: string,
    confidential: boolean,
    props: UserClientOptions,
    callbackUrls: string[] | undefined,
    server = { adminUserPassword: false, propagateUserContext: false },
  ): AppClient {
    const preset = `AppClient.${name}`;
    return new AppClient('people', Judged.of(() => {
      const { signInWith, rotation } = signInChoice(preset, props, callbackUrls !== undefined, {
        userPasswordAuth: props.userPasswordAuth, customAuth: props.customAuth, adminUserPasswordAuth: server.adminUserPassword,
      });
      if (!rotation && props.refreshTokenGracePeriod) {
        throw userError(`${preset}: refreshTokenGracePeriod has no meaning with refreshTokenRotation false; remove one of them`);
      }
      const oauth = oauthOf(preset, props, callbackUrls, !confidential, name !== 'mobile');
      return {
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
      };
    }));
  }

  /** Whether users sign in through the client. One that has no users does not belong to an identity pool. */
  public readonly signsUsersIn: boolean;

  /**
   * Whether `CognitoAuth.addClient` registers the client with the identity pool. Clients without users and clients for apps of others are
   * not registered.
   */
  public readonly givesCredentials: boolean;

  private constructor(audience: 'people' | 'apps of others' | 'nobody', private readonly blueprint: Judged<ClientBlueprint>) {
    this.signsUsersIn = audience !== 'nobody';
    this.givesCredentials = audience === 'people';
  }

  /**
   * Makes the client in a pool.
   *
   * @internal
   */
  public _render(context: ClientContext, id: string): PoolClient {
    return renderClient(context, id, this.blueprint.at(context.scope, `client '${id}'`));
  }
}

function oauthOf(
  preset: string, props: UserClientOptions, callbacks: string[] | undefined, appSchemes: boolean, inBrowser: boolean,
): OAuthBlueprint | undefined {
  const callbackUrls = callbacks && presentIn(callbacks);
  if (callbackUrls === undefined) {
    const orphans = (['logoutUrls', 'defaultRedirectUri', 'scopes'] as const).filter((prop) => props[prop] !== undefined);
    if (orphans.length > 0) {
      throw userError(`${preset}: ${orphans.join(', ')} need callbackUrls, without which the client has no OAuth`);
    }
    return undefined;
  }
  checkRedirectUrls(`${preset}: callbackUrls`, callbackUrls, appSchemes);
  const logoutUrls = props.logoutUrls ? presentIn(props.logoutUrls) : inBrowser ? undefined : [];
  return {
    grant: 'code',
    callbackUrls,
    ...(logoutUrls ? { logoutUrls: checkRedirectUrls(`${preset}: logoutUrls`, logoutUrls, appSchemes) } : {}),
    ...(props.defaultRedirectUri !== undefined
      ? { defaultRedirectUri: checkDefaultRedirect(`${preset}: defaultRedirectUri`, props.defaultRedirectUri, callbackUrls) }
      : {}),
    scopes: checkScopes(`${preset}: scopes`, presentIn(props.scopes ?? APP_CLIENT_DEFAULTS.scopes.value)),
  };
}
