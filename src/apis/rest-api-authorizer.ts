import { Duration } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { adviseIssuer } from './private/issuer-of-pool';
import { adviseScopes, namesOfScopes } from './private/scopes-of-api';
import { injected } from '../app-tree/injected';
import { judgeAtSynthesis } from '../app-tree/synthesis';
import { checkedId } from '../private/construct-id';
import { checkDurationUnit } from '../private/duration-unit';
import { fail } from '../private/fail';
import { required } from '../private/present';
import { warn } from '../private/warn';

const MAX_TTL = Duration.hours(1);

/**
 * Whose tokens a REST API accepts.
 */
export interface RestApiAuthorizerProps {
  /**
   * The user pool, also one of another stack, region or account.
   */
  readonly userPool: cognito.IUserPool;

  /**
   * How long API Gateway caches its answer about a token, 0 seconds to 1 hour.
   *
   * @default Duration.minutes(5)
   */
  readonly resultsCacheTtl?: Duration;
}

/**
 * Lets people, and machines, of a user pool call a REST API.
 *
 * Creates an `AWS::ApiGateway::Authorizer` in the first API whose method uses it; it serves that one API. Each method decides which kind of
 * token passes: API Gateway accepts ID tokens if the method requires no scope, and access tokens if it does. It does not check the app
 * client, so tokens of every client of the pool pass; scopes that only some clients have tell them apart.
 *
 * A token that was revoked passes until it expires: API Gateway does not ask the user pool.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html
 *
 * @example
 * const auth = new CognitoAuth(this, 'Auth', { loginPages: LoginPages.prefix() });
 * const orders = auth.addResourceServer('Orders', { identifier: 'orders', scopes: { read: 'Read orders' } });
 * auth.addClient('Nightly', AppClient.machine({ scopes: [orders.scope('read')] }));
 *
 * const api = new apigateway.RestApi(this, 'Api');
 * const callers = new RestApiAuthorizer(this, 'Callers', { userPool: auth.userPool });
 * api.root.addMethod('GET', new apigateway.MockIntegration(), callers.accessTokens([orders.scope('read')]));
 */
export class RestApiAuthorizer extends Construct {
  /** The name under which property injectors find this construct. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-cognito-auth.RestApiAuthorizer';

  private readonly asked = new Map<string, string[]>();
  private made?: apigateway.CognitoUserPoolsAuthorizer;
  private readonly props: RestApiAuthorizerProps;

  /**
   * @param scope the parent construct
   * @param id the construct id, unique in its parent
   * @param props the settings
   * @throws if `resultsCacheTtl` is longer than an hour, or not in whole seconds
   */
  constructor(scope: Construct, id: string, props: RestApiAuthorizerProps) {
    super(scope, checkedId(scope, id, 'new RestApiAuthorizer'));
    props = injected(RestApiAuthorizer, scope, id, props);
    this.props = props;
    required(this, 'new RestApiAuthorizer', props, 'userPool');
    const { resultsCacheTtl, userPool } = props;
    checkDurationUnit(this, 'resultsCacheTtl', resultsCacheTtl, ['seconds']);
    if (resultsCacheTtl && !resultsCacheTtl.isUnresolved()) {
      const seconds = resultsCacheTtl.toSeconds({ integral: false });
      if (!Number.isInteger(seconds) || seconds > MAX_TTL.toSeconds()) {
        fail(this, `resultsCacheTtl is ${resultsCacheTtl.toHumanString()}; API Gateway remembers for at most ${MAX_TTL.toHumanString()}, `
          + 'in whole seconds');
      }
    }
    judgeAtSynthesis(this, app => {
      this.asked.forEach(names => adviseScopes(this, userPool, names, app));
      adviseIssuer(this, userPool, 'an authorizer of a REST API', app);
      if (!this.made) {
        warn(this, 'unused-authorizer', 'no method uses this authorizer, so none is made; give idTokens() or accessTokens(…) to a method');
      }
      return [];
    });
  }

  /** The authorizer of the CDK. It is created when you first read this property, and then has to be used by a method. */
  public get authorizer(): apigateway.CognitoUserPoolsAuthorizer {
    const { userPool, resultsCacheTtl } = this.props;
    this.made ??= new apigateway.CognitoUserPoolsAuthorizer(this, 'Authorizer', {
      cognitoUserPools: [userPool],
      ...(resultsCacheTtl ? { resultsCacheTtl } : {}),
    });
    return this.made;
  }

  /**
   * Options of a method that accepts access tokens with at least one of the scopes, and no ID tokens.
   *
   * Scopes of a resource server are given at the login pages and to machines. People who sign in without login pages (SRP, a password, a
   * passkey in the app) have an access token with the scope `aws.cognito.signin.user.admin` only.
   *
   * @param scopes the scopes, of which a token needs one
   * @throws if there is no scope
   */
  public accessTokens(scopes: cognito.OAuthScope[]): apigateway.MethodOptions {
    const authorizationScopes = namesOfScopes(this, 'accessTokens', scopes);
    this.asked.set(authorizationScopes.join(' '), authorizationScopes);
    return { ...this.idTokens(), authorizationScopes };
  }

  /**
   * Options of a method that accepts ID tokens, of people who signed in through any app client of the pool, and no access tokens.
   *
   * An ID token is issued for the app that it names in `aud`, so let the integration compare `$context.authorizer.claims.aud` where it
   * matters. Machines have no ID tokens.
   */
  public idTokens(): apigateway.MethodOptions {
    return { authorizer: this.authorizer, authorizationType: apigateway.AuthorizationType.COGNITO };
  }
}
