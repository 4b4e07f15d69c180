import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { idsOfClients, requireUserPool } from './private/clients-of-api';
import { issuerOf } from './private/issuer-of-pool';
import { adviseScopes, namesOfScopes } from './private/scopes-of-api';
import { judgeAtSynthesis } from '../app-tree/synthesis';
import { required, withoutNulls } from '../private/present';

/** Neither can be raised: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const MAX_AUDIENCES = 50;
const MAX_SCOPES = 10;

/**
 * Whose tokens an HTTP API takes.
 */
export interface HttpApiAuthorizerProps {
  /**
   * The user pool, also one of another stack, region or account.
   */
  readonly userPool: cognito.IUserPool;

  /**
   * The app clients whose tokens pass, 1 to 50.
   */
  readonly clients: cognito.IUserPoolClient[];
}

/**
 * Lets people, and machines, of a user pool call an HTTP API, by certain app clients.
 *
 * Creates an `AWS::ApiGatewayV2::Authorizer` (JWT) in each API that uses it. API Gateway compares the issuer, and `aud` of an ID token or
 * `client_id` of an access token with the app clients. It takes both kinds of tokens unless a route asks for a scope, which only access
 * tokens have. A token that was revoked passes until it expires: API Gateway does not ask the user pool.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 *
 * @example
 * const auth = new CognitoAuth(this, 'Auth', { loginPages: LoginPages.prefix() });
 * const orders = auth.addResourceServer('Orders', { identifier: 'orders', scopes: { read: 'Read orders' } });
 * const nightly = auth.addClient('Nightly', AppClient.machine({ scopes: [orders.scope('read')] }));
 *
 * declare const integration: apigatewayv2.HttpRouteIntegration;
 * const api = new apigatewayv2.HttpApi(this, 'Api');
 * const callers = new HttpApiAuthorizer('Callers', { userPool: auth.userPool, clients: [nightly] });
 * api.addRoutes({ path: '/orders', integration, authorizer: callers.accessTokens([orders.scope('read')]) });
 */
export class HttpApiAuthorizer {
  private readonly clientIds: string[];
  private readonly asked = new Map<string, string[]>();
  private readonly made = new Map<apigatewayv2.IHttpApiRef, HttpJwtAuthorizer>();
  private readonly props: HttpApiAuthorizerProps;

  /**
   * @param id tells the authorizers of one API apart
   * @param props whose tokens pass
   * @throws if there is no app client, there are more than 50, or one belongs to another pool
   */
  constructor(private readonly id: string, props: HttpApiAuthorizerProps) {
    props = this.props = withoutNulls(props);
    required(undefined, 'new HttpApiAuthorizer', { id });
    requireUserPool(`new HttpApiAuthorizer '${id}'`, props);
    this.clientIds = idsOfClients(props.userPool, `HttpApiAuthorizer '${id}'`, props.userPool, props.clients ?? [], MAX_AUDIENCES);
  }

  /**
   * For routes that take access tokens with at least one of the scopes, and no ID tokens.
   *
   * Scopes of a resource server are given at the login pages and to machines. People who sign in without login pages (SRP, a password, a
   * passkey in the app) have an access token with the scope `aws.cognito.signin.user.admin` only.
   *
   * @param scopes the scopes, of which a token needs one
   * @throws if there is no scope, or there are more than 10
   */
  public accessTokens(scopes: cognito.OAuthScope[]): apigatewayv2.IHttpRouteAuthorizer {
    const names = namesOfScopes(this.props.userPool, `HttpApiAuthorizer '${this.id}': accessTokens`, scopes, MAX_SCOPES);
    this.asked.set(names.join(' '), names);
    return new RouteAuthorizer(options => this.bindTo(options), names);
  }

  /**
   * For routes that take any token of the app clients. Let the integration look at `token_use` where the difference between an ID token
   * and an access token matters: people of whom an app knows the ID token may have agreed to less than their access token says.
   */
  public anyTokens(): apigatewayv2.IHttpRouteAuthorizer {
    return new RouteAuthorizer(options => this.bindTo(options), []);
  }

  /** The authorizer of the CDK knows a single API. */
  private bindTo(options: apigatewayv2.HttpRouteAuthorizerBindOptions): apigatewayv2.HttpRouteAuthorizerConfig {
    const { httpApi } = options.route;
    const present = this.made.get(httpApi);
    if (present) {
      return present.bind(options);
    }
    const { userPool } = this.props;
    const authorizer = new HttpJwtAuthorizer(this.id, issuerOf(userPool), { jwtAudience: this.clientIds });
    this.made.set(httpApi, authorizer);
    const bound = authorizer.bind(options);
    const construct = options.scope.node.findChild(this.id);
    judgeAtSynthesis(construct, app => {
      this.asked.forEach(names => adviseScopes(construct, userPool, names, app));
      return [];
    });
    return bound;
  }
}

/** One authorizer for all routes, whatever scopes they ask for: an API has ten. */
class RouteAuthorizer implements apigatewayv2.IHttpRouteAuthorizer {
  constructor(
    private readonly bound: (options: apigatewayv2.HttpRouteAuthorizerBindOptions) => apigatewayv2.HttpRouteAuthorizerConfig,
    private readonly scopes: string[],
  ) {}

  public bind(options: apigatewayv2.HttpRouteAuthorizerBindOptions): apigatewayv2.HttpRouteAuthorizerConfig {
    return { ...this.bound(options), ...(this.scopes.length > 0 ? { authorizationScopes: this.scopes } : {}) };
  }
}
