import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { fail } from '../private/fail';

const MAX_SCOPES = 100;
const MAX_LENGTH = 256;
/** Printable ASCII without space, quote and backslash. */
const IDENTIFIER = /^[\x21\x23-\x5B\x5D-\x7E]+$/;
/** The same without the slash, which separates the scope from its server. */
const SCOPE_NAME = /^[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]+$/;
const NAME = /^[\w\s+=,.@-]+$/;

/**
 * Properties of a resource server.
 */
export interface AppResourceServerProps {
  /**
   * How apps name the API, 1 to 256 printable characters; often its URL. Changing it replaces the resource server.
   */
  readonly identifier: string;

  /**
   * What may be asked of the API: name of the scope (1 to 256 characters, no slash) to a description (1 to 256 characters). 1 to 100 scopes.
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
 * An API that access tokens of the pool are made for, with the scopes it knows.
 *
 * Creates one resource server. Clients that use one of its scopes are created after it.
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
  /** The resource server of the CDK. */
  public readonly resourceServer: cognito.UserPoolResourceServer;

  /** How apps name the API. */
  public readonly identifier: string;

  private readonly scopeNames: string[];

  /**
   * Usually called by `addResourceServer` of the pool, which also orders the clients.
   *
   * @throws if the identifier, the name or a scope is one that Cognito refuses
   */
  constructor(scope: Construct, id: string, userPool: cognito.IUserPool, props: AppResourceServerProps) {
    super(scope, id);
    this.identifier = props.identifier;
    this.scopeNames = Object.keys(props.scopes);
    this.check(props);
    this.resourceServer = new cognito.UserPoolResourceServer(this, 'ResourceServer', {
      userPool,
      identifier: props.identifier,
      userPoolResourceServerName: props.name ?? this.defaultName(),
      scopes: Object.entries(props.scopes).map(
        ([scopeName, scopeDescription]) => new cognito.ResourceServerScope({ scopeName, scopeDescription }),
      ),
    });
  }

  /**
   * A scope of this API, for `scopes` of an app client.
   *
   * @throws if the API has no scope of that name
   */
  public scope(name: string): cognito.OAuthScope {
    if (!this.scopeNames.includes(name) && !Token.isUnresolved(name)) {
      fail(this, `scope '${name}' is not declared; add it to scopes or use one of: ${this.scopeNames.join(', ')}`);
    }
    return cognito.OAuthScope.custom(`${this.identifier}/${name}`);
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
