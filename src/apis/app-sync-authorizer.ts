import { Token } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { idsOfClients, requireUserPool } from './private/clients-of-api';
import { withoutNulls } from '../private/present';

/** As many as the ids of an identity pool; AppSync states no limit for the expression. */
const MAX_CLIENTS = 50;

/**
 * Whose tokens an AppSync API accepts.
 */
export interface AppSyncAuthorizerProps {
  /**
   * The user pool, also one of another stack or region.
   */
  readonly userPool: cognito.IUserPool;

  /**
   * The app clients whose tokens pass, 1 to 50.
   */
  readonly clients: cognito.IUserPoolClient[];
}

/**
 * Lets people of a user pool call an AppSync API through certain app clients.
 *
 * Creates nothing itself; its methods return authorization modes. AppSync takes ID tokens and access tokens and compares `aud` or
 * `client_id` with the app clients; without that comparison, which the CDK leaves out, the token of any client of the pool passes.
 *
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#amazon-cognito-user-pools-authorization
 *
 * @example
 * const auth = new CognitoAuth(this, 'Auth');
 * const people = new AppSyncAuthorizer({ userPool: auth.userPool, clients: [auth.client] });
 * new appsync.GraphqlApi(this, 'Api', {
 *   name: 'orders',
 *   definition: appsync.Definition.fromFile('schema.graphql'),
 *   authorizationConfig: { defaultAuthorization: people.nothingUnlessSaid() },
 * });
 */
export class AppSyncAuthorizer {
  private readonly appIdClientRegex: string;
  private readonly props: AppSyncAuthorizerProps;

  /**
   * @param props the pool, and the clients whose tokens are taken
   * @throws if there is no app client, there are more than 50, or one belongs to another pool
   */
  constructor(props: AppSyncAuthorizerProps) {
    props = this.props = withoutNulls(props);
    requireUserPool('new AppSyncAuthorizer', props);
    const ids = idsOfClients(props.userPool, 'AppSyncAuthorizer', props.userPool, props.clients ?? [], MAX_CLIENTS);
    // the whole id, or a client whose id contains another one would pass
    this.appIdClientRegex = `^(${ids.map(id => Token.isUnresolved(id) ? id : id.replace(/\W/g, '\\$&')).join('|')})$`;
  }

  /**
   * The default mode of an API in which people may use the fields whose directive names a group of theirs, and no others:
   * `@aws_auth(cognito_groups: ["admins"])`, or `@aws_cognito_user_pools(cognito_groups: ["admins"])` where the API has several modes.
   */
  public nothingUnlessSaid(): appsync.AuthorizationMode {
    return this.mode({ defaultAction: appsync.UserPoolDefaultAction.DENY });
  }

  /**
   * The default mode of an API in which everyone with a token may use all fields except those that name groups.
   *
   * Where the API has several modes, `@aws_auth` has no effect: a field is open to everyone unless `@aws_cognito_user_pools` names groups.
   */
  public everythingUnlessSaid(): appsync.AuthorizationMode {
    return this.mode({ defaultAction: appsync.UserPoolDefaultAction.ALLOW });
  }

  /**
   * An additional mode of an API, beside its default one: people may use the fields and types with the directive `@aws_cognito_user_pools`.
   */
  public additionalMode(): appsync.AuthorizationMode {
    return this.mode({});
  }

  private mode(action: { readonly defaultAction?: appsync.UserPoolDefaultAction }): appsync.AuthorizationMode {
    return {
      authorizationType: appsync.AuthorizationType.USER_POOL,
      userPoolConfig: { userPool: this.props.userPool, appIdClientRegex: this.appIdClientRegex, ...action },
    };
  }
}
