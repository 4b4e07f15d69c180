import { Token } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { HttpCallsOptions } from './http-calls-options';
import { fail } from '../../private/fail';
import { required, withoutNulls } from '../../private/present';
import { abbreviate } from '../../private/text/abbreviate';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'ANY'];
const STAGE = /^(\$default|\*|[\w-]+)$/;
const NAME = /^[_A-Za-z]\w*$/;

/** The ARN of calls, as the APIs of the CDK make it. */
type ArnForCalls = (method: string, path: string, stage: string) => string;

/**
 * Calls of an API with IAM authorization, to be granted to a role with `grantInvokeApi`.
 *
 * Creates nothing itself. The grant has an effect only on methods, routes and fields that use IAM authorization (`AuthorizationType.IAM`,
 * `HttpIamAuthorizer`, `AuthorizationType.IAM` of AppSync), not on those that are open or have another authorizer.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
 *
 * @example
 * declare const orders: apigateway.RestApi;
 * declare const graph: appsync.GraphqlApi;
 * const auth = new CognitoAuth(this, 'Auth');
 * auth.authenticated.grantInvokeApi(InvokableApi.rest(orders, { methods: ['GET'], path: '/orders/*' }));
 * auth.authenticated.grantInvokeApi(InvokableApi.graphqlFields(graph, 'Query', ['listOrders', 'getOrder']));
 */
export class InvokableApi {
  /**
   * Methods and paths of a REST API of API Gateway.
   *
   * @param api the API, made here or imported
   * @param calls methods, path and stage; by default all
   */
  public static rest(api: apigateway.IRestApi, calls: HttpCallsOptions = {}): InvokableApi {
    required(undefined, 'InvokableApi.rest', { api });
    const own = () => (api.deploymentStage as apigateway.Stage | undefined)?.node.defaultChild as apigateway.CfnStage | undefined;
    return InvokableApi.overHttp(
      'InvokableApi.rest', (method, path, stage) => api.arnForExecuteApi(method, path, stage), () => own()?.stageName, calls,
    );
  }

  /**
   * Methods and paths of an HTTP API of API Gateway, or of one that is imported.
   *
   * @param api the API, made here or imported
   * @param calls methods, path and stage; by default all
   */
  public static http(api: apigatewayv2.IHttpApi, calls: HttpCallsOptions = {}): InvokableApi {
    required(undefined, 'InvokableApi.http', { api });
    return InvokableApi.overHttp(
      'InvokableApi.http', (method, path, stage) => api.arnForExecuteApi(method, path, stage), () => api.defaultStage?.stageName, calls,
    );
  }

  /**
   * Some fields of a type of an AppSync API, such as `['listOrders']` of `Query`.
   *
   * @param api the API, made here or imported
   * @param typeName a type of the schema, such as `Query`
   * @param fields fields of the type, at least one
   * @throws when the type or a field is no name of GraphQL, or there is no field; at `grantInvokeApi`
   */
  public static graphqlFields(api: appsync.IGraphqlApi, typeName: string, fields: string[]): InvokableApi {
    return new InvokableApi((scope, grantee) => {
      required(scope, 'InvokableApi.graphqlFields', { api, typeName, fields });
      const wrong = [typeName, ...fields].find(name => !NAME.test(name));
      if (wrong !== undefined || fields.length === 0) {
        fail(scope,
          `InvokableApi.graphqlFields: ${wrong === undefined ? `no field of ${typeName} is named` : `'${wrong}' is no name of GraphQL`}; `
          + 'name the fields of one type, such as \'Query\' and [\'listOrders\'], or use graphqlType');
      }
      return allowGraph(api, grantee, fields.map(field => `${typeName}/fields/${field}`));
    });
  }

  /**
   * All fields of a type of an AppSync API, such as `Query`.
   *
   * @param api the API, made here or imported
   * @param typeName a type of the schema, such as `Query`
   * @throws when the type is no name of GraphQL; at `grantInvokeApi`
   */
  public static graphqlType(api: appsync.IGraphqlApi, typeName: string): InvokableApi {
    return new InvokableApi((scope, grantee) => {
      required(scope, 'InvokableApi.graphqlType', { api, typeName });
      if (!NAME.test(typeName)) {
        fail(scope, `InvokableApi.graphqlType: '${typeName}' is no name of GraphQL; name one type, such as 'Query'`);
      }
      return allowGraph(api, grantee, [`${typeName}/*`]);
    });
  }

  /** @param ownStage what the stage is called that the API has of its own */
  private static overHttp(
    factory: string, arn: ArnForCalls, ownStage: () => string | undefined, calls: HttpCallsOptions,
  ): InvokableApi {
    const { methods, path, stage } = withoutNulls(calls ?? {});
    return new InvokableApi((scope, grantee) => {
      const wrong = methods?.find(method => !METHODS.includes(method));
      if (wrong !== undefined || methods?.length === 0) {
        fail(
          scope,
          `${factory}: methods: ${wrong === undefined ? 'none is named' : `'${wrong}' is none`}; name some of ${METHODS.join(', ')}, or `
            + 'leave it out for all',
        );
      }
      if (path !== undefined && !path.startsWith('/')) {
        fail(scope, `${factory}: path must begin with a slash, got: '${path}'; write '/${path}'`);
      }
      if (stage !== undefined && !Token.isUnresolved(stage) && !STAGE.test(stage)) {
        fail(scope, `${factory}: stage: '${abbreviate(stage)}' is none; name a stage, such as 'prod', or leave it out for all`);
      }
      if (path !== undefined && !Token.isUnresolved(path) && /[{}]/.test(path)) {
        fail(scope, `${factory}: path must have a wildcard where the API has a parameter, got: '${path}'; `
          + `write '${path.replace(/\{[^}]*\}/g, '*')}'`);
      }
      // a wildcard reaches over slashes: in place of a method it would also let pass whatever path merely ends like this one
      const isAnyPath = path === undefined || path === '/*';
      const isAnyMethod = methods === undefined || methods.includes('ANY');
      const all = isAnyPath ? ['*'] : METHODS.filter(method => method !== 'ANY');
      const named = isAnyMethod ? all : [...new Set(methods)];
      // and in place of a stage, whatever path has the method and the path somewhere inside
      const own = isAnyPath && isAnyMethod ? undefined : ownStage();
      const at = stage ?? (own === undefined || Token.isUnresolved(own) ? '*' : own);
      return iam.Grant.addToPrincipal({
        grantee, actions: ['execute-api:Invoke'], resourceArns: named.map(method => arn(method, path ?? '/*', at)),
      });
    });
  }

  private constructor(
    /**
     * Grants it.
     *
     * @internal
     */
    public readonly _grant: (scope: IConstruct, grantee: iam.IGrantable) => iam.Grant,
  ) {}
}

function allowGraph(api: appsync.IGraphqlApi, grantee: iam.IGrantable, below: string[]): iam.Grant {
  return iam.Grant.addToPrincipal({ grantee, actions: ['appsync:GraphQL'], resourceArns: below.map(name => `${api.arn}/types/${name}`) });
}
