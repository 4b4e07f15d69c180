import { Stack, Token, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { ServerOfPool, serversOf } from './private/resource-servers';
import { injected } from '../../app-tree/injected';
import { checkedId } from '../../private/construct-id';
import { fail } from '../../private/fail';
import { presentOf, required } from '../../private/present';

const MAX_SCOPES = 100;
/** Raised on request, up to `MAX_SERVERS`. */
const USUAL_SERVERS = 25;
const MAX_SERVERS = 300;
const MAX_LENGTH = 256;
/** Printable ASCII without space, quote and backslash. */
const IDENTIFIER = /^[\x21\x23-\x5B\x5D-\x7E]+$/;
/** The same without the slash, which separates the scope from its server. */
const SCOPE_NAME = /^[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]+$/;
const NAME = /^[\w\s+=,.@-]+$/;

/**
 * What a pool needs to know about a resource server.
 */
export interface AppResourceServerOptions {
  /**
   * How apps name the API, 1 to 256 printable characters; often its URL. Changing it replaces the resource server.
   */
  readonly identifier: string;

  /**
   * The scopes of the API: from the name of the scope (1 to 256 characters, no slash) to its description (1 to 256 characters). 1 to 100
   * scopes.
   */
  readonly scopes: { [name: string]: string };

  /**
   * Name in the console, 1 to 256 characters.
   *
   * @default - the identifier, with a hyphen for each character that a name may not have
   */
  readonly name?: string;
}

/**
 * Properties of a resource server that is made without `addResourceServer`.
 */
export interface AppResourceServerProps extends AppResourceServerOptions {
  /**
   * The pool whose access tokens the API takes.
   */
  readonly userPool: cognito.IUserPool;
}

/**
 * An API that accepts access tokens of the pool, with its scopes.
 *
 * Creates one resource server. Clients that `addClient` makes in the stack of the pool and that use one of its scopes are created after it;
 * create it in that stack, or in a nested one. Any other client needs the dependency: `client.node.addDependency(orders)`.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html
 *
 * @example
 * const pool = new AppUserPool(this, 'Users');
 * const orders = pool.addResourceServer('Orders', {
 *   identifier: 'orders',
 *   scopes: { read: 'Read orders', write: 'Change orders' },
 * });
 * pool.addClient('Nightly', AppClient.machine({ scopes: [orders.scope('read')] }));
 */
export class AppResourceServer extends Construct {
  /** The name under which property injectors find this construct. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-cognito-auth.AppResourceServer';

  /** The resource server of the CDK. */
  public readonly resourceServer: cognito.UserPoolResourceServer;

  /** How apps name the API. */
  public readonly identifier: string;

  private readonly scopeNames: string[];
  private readonly userPool: cognito.IUserPool;

  /**
   * Usually made by `addResourceServer` of the pool.
   *
   * @param scope the parent construct
   * @param id the construct id, unique in its parent
   * @param options the pool, the identifier and the scopes
   * @throws if the identifier, the name or a scope is one that Cognito refuses, or if the pool has a resource server of that identifier
   */
  constructor(scope: Construct, id: string, options: AppResourceServerProps) {
    super(scope, checkedId(scope, id, 'new AppResourceServer'));
    options = injected(AppResourceServer, scope, id, options);
    required(this, 'new AppResourceServer', options, 'userPool', 'identifier');
    const props = { ...options, scopes: presentOf(options.scopes ?? {}) };
    this.identifier = props.identifier;
    this.userPool = props.userPool;
    this.scopeNames = Object.keys(props.scopes);
    this.check(props);
    this.checkSiblings(serversOf(props.userPool));
    this.resourceServer = new cognito.UserPoolResourceServer(this, 'ResourceServer', {
      userPool: props.userPool,
      identifier: props.identifier,
      userPoolResourceServerName: props.name ?? this.defaultName(),
      scopes: Object.entries(props.scopes).map(
        ([scopeName, scopeDescription]) => new cognito.ResourceServerScope({ scopeName, scopeDescription }),
      ),
    });
    serversOf(props.userPool).push(this);
  }

  /**
   * A scope of this API, for `scopes` of an app client.
   *
   * @param name its name, without the identifier of the API
   * @throws if the API has no scope of that name
   */
  public scope(name: string): cognito.OAuthScope {
    if (!this.scopeNames.includes(name) && !Token.isUnresolved(name)) {
      fail(this, `scope '${name}' is not declared; add it to scopes or use one of: ${this.scopeNames.join(', ')}`);
    }
    return cognito.OAuthScope.custom(`${this.identifier}/${name}`);
  }

  /**
   * What an MCP server serves at `/.well-known/oauth-protected-resource` (RFC 9728), as JSON: whose tokens it accepts, for which scopes.
   *
   * Apps then ask for a token for this API alone: they name it as `resource`, and its URL is the audience (`aud`) of the token. An API that
   * checks the audience is safe from tokens that were issued for another one.
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html
   *
   * @throws if the identifier is not the URL of the API: absolute, with https, without a query and a fragment
   */
  public protectedResourceMetadata(): string {
    if (!Token.isUnresolved(this.identifier) && !/^https:\/\/[^/?#]+[^?#]*$/.test(this.identifier)) {
      fail(this, `protectedResourceMetadata: the identifier '${this.identifier}' is not the URL of the API, `
        + 'by which apps ask for a token for it alone; '
        + 'use one that begins with https://, without a query and a fragment');
    }
    return Stack.of(this).toJsonString({
      resource: this.identifier,
      authorization_servers: [`https://${this.userPool.userPoolProviderName}`],
      scopes_supported: this.scopeNames.map(name => `${this.identifier}/${name}`),
      bearer_methods_supported: ['header'],
    });
  }

  /**
   * Whether a scope as a client writes it is one of this API.
   *
   * @internal
   */
  public _has(scopeName: string): boolean {
    return this.scopeNames.some((name) => `${this.identifier}/${name}` === scopeName);
  }

  private check(props: AppResourceServerProps): void {
    this.checkText('identifier', props.identifier, IDENTIFIER, 'use printable ASCII without space, quote and backslash');
    if (props.name !== undefined) {
      this.checkText('name', props.name, NAME, 'use letters, digits, spaces and + = , . @ -');
    }
    if (this.scopeNames.length === 0 || this.scopeNames.length > MAX_SCOPES) {
      fail(this, `scopes has ${this.scopeNames.length} entries; give 1 to ${MAX_SCOPES}`);
    }
    for (const [name, description] of Object.entries(props.scopes)) {
      this.checkText('scopes', name, SCOPE_NAME, 'use printable ASCII without space, quote, slash and backslash');
      this.checkText(`description of scope '${name}'`, description, /^[^]+$/, 'describe what the scope allows');
    }
  }

  private checkSiblings(siblings: ServerOfPool[]): void {
    const twin = siblings.find((sibling) => sibling.identifier === this.identifier);
    if (twin) {
      fail(this, `identifier '${this.identifier}' is that of '${twin.node.path}' as well; give each resource server its own`);
    }
    const count = siblings.length + 1;
    if (count > MAX_SERVERS) {
      fail(this, `this is resource server ${count} of the pool; a pool takes at most ${MAX_SERVERS}, put more scopes into one server`);
    }
    if (count === USUAL_SERVERS + 1) {
      Validations.of(this).addWarning(
        'cdk-cognito-auth:resource-server-quota',
        `the pool has more than ${USUAL_SERVERS} resource servers, the usual quota; ask AWS to raise it before deploying`,
      );
    }
  }

  private checkText(what: string, value: string, pattern: RegExp, fix: string): void {
    if (Token.isUnresolved(value)) {
      return;
    }
    if (value.length > MAX_LENGTH) {
      fail(this, `${what} '${value.slice(0, 40)}…' has ${value.length} characters; use at most ${MAX_LENGTH}`);
    }
    if (!pattern.test(value)) {
      fail(this, `${what} '${value}' is refused by Cognito; ${fix}`);
    }
  }

  private defaultName(): string {
    return Token.isUnresolved(this.identifier) ? this.node.id : this.identifier.replace(/[^\w\s+=,.@-]/g, '-');
  }
}
