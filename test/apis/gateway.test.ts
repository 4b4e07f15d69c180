import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import {
  AppClient, AppResourceServer, AppUserPool, CognitoAuth, HttpApiAuthorizer, HttpApiAuthorizerProps, LoginPages, RestApiAuthorizer, Trigger,
} from '../../src';
import { appCycles } from '../grants/cycles';
import { func } from '../user-pool/client-fixture';
import { warningsIn } from '../warnings';

const env = { account: '111122223333', region: 'eu-west-1' };

interface Scene {
  readonly stack: Stack;
  readonly auth: CognitoAuth;
  readonly orders: AppResourceServer;
  readonly machine: cognito.UserPoolClient;
}

function scene(app = new App(), machineScopes = ['read']): Scene {
  const stack = new Stack(app, 'Auth', { env });
  const auth = new CognitoAuth(stack, 'Auth', { loginPages: LoginPages.prefix({ prefix: 'example-orders' }) });
  const orders = auth.addResourceServer('Orders', { identifier: 'orders', scopes: { read: 'Read', write: 'Write' } });
  const machine = auth.addClient('Machine', AppClient.machine({ scopes: machineScopes.map(name => orders.scope(name)) }));
  return { stack, auth, orders, machine };
}

function restApi(scope: Stack): apigateway.RestApi {
  return new apigateway.RestApi(scope, 'Api', { cloudWatchRole: false });
}

function httpApi(scope: Stack, id = 'Api'): apigatewayv2.HttpApi {
  return new apigatewayv2.HttpApi(scope, id);
}

const mock = () => new apigateway.MockIntegration();
const url = (id = 'Url') => new HttpUrlIntegration(id, 'https://backend.example.com');
const GET = [apigatewayv2.HttpMethod.GET];

describe('a REST API', () => {
  test('takes access tokens where scopes are asked for', () => {
    const { stack, auth, orders } = scene();
    const callers = new RestApiAuthorizer(stack, 'Callers', { userPool: auth.userPool });
    restApi(stack).root.addMethod('GET', mock(), callers.accessTokens([orders.scope('read')]));
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGateway::Method', {
      AuthorizationType: 'COGNITO_USER_POOLS',
      AuthorizationScopes: ['orders/read'],
      AuthorizerId: { Ref: Match.stringLikeRegexp('Callers') },
    });
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGateway::Authorizer', {
      Type: 'COGNITO_USER_POOLS', ProviderARNs: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('UserPool'), 'Arn'] }],
    });
    expect(warningsIn(stack)).not.toContain('api-scope-of-no-client');
  });

  test('takes ID tokens where none are', () => {
    const { stack, auth } = scene();
    const callers = new RestApiAuthorizer(stack, 'Callers', { userPool: auth.userPool, resultsCacheTtl: Duration.hours(1) });
    restApi(stack).root.addMethod('GET', mock(), callers.idTokens());
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGateway::Method', { AuthorizationScopes: Match.absent() });
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGateway::Authorizer', { AuthorizerResultTtlInSeconds: 3600 });
  });

  test('can ask one authorizer for both kinds, method by method', () => {
    const { stack, auth, orders } = scene();
    const callers = new RestApiAuthorizer(stack, 'Callers', { userPool: auth.userPool });
    const { root } = restApi(stack);
    root.addMethod('GET', mock(), callers.idTokens());
    root.addMethod('POST', mock(), callers.accessTokens([orders.scope('write'), orders.scope('write')]));
    Template.fromStack(stack).resourceCountIs('AWS::ApiGateway::Authorizer', 1);
    Template.fromStack(stack)
      .hasResourceProperties('AWS::ApiGateway::Method', { HttpMethod: 'POST', AuthorizationScopes: ['orders/write'] });
  });

  test('fails without a scope for access tokens, which would take ID tokens instead', () => {
    const { stack, auth } = scene();
    const callers = new RestApiAuthorizer(stack, 'Callers', { userPool: auth.userPool });
    expect(() => callers.accessTokens([])).toThrow('Auth/Callers: accessTokens: name at least one scope');
  });

  test('fails when answers would be remembered for longer than an hour', () => {
    const { stack, auth } = scene();
    expect(() => new RestApiAuthorizer(stack, 'Callers', { userPool: auth.userPool, resultsCacheTtl: Duration.seconds(3601) }))
      .toThrow('API Gateway remembers for at most 1 hour');
  });

  test('warns of a scope that no client can have', () => {
    const { stack, auth, orders } = scene();
    const callers = new RestApiAuthorizer(stack, 'Callers', { userPool: auth.userPool });
    restApi(stack).root.addMethod('GET', mock(), callers.accessTokens([orders.scope('write')]));
    expect(warningsIn(stack)).toContain('api-scope-of-no-client');
  });

  test('warns of it where a function changes ID tokens only', () => {
    const { stack, auth, orders } = scene();
    auth.addTrigger(Trigger.preTokenGeneration(func(stack, 'Tokens'), { version: cognito.LambdaVersion.V1_0 }));
    const callers = new RestApiAuthorizer(stack, 'Callers', { userPool: auth.userPool });
    restApi(stack).root.addMethod('GET', mock(), callers.accessTokens([orders.scope('write')]));
    expect(warningsIn(stack)).toContain('api-scope-of-no-client');
  });

  test('says nothing of scopes where a function may add them, of those that come with each sign-in, or of pools elsewhere', () => {
    const { stack, auth, orders } = scene();
    auth.addTrigger(Trigger.preTokenGeneration(func(stack, 'Tokens'), { version: cognito.LambdaVersion.V2_0 }));
    const imported = cognito.UserPool.fromUserPoolId(stack, 'Imported', 'eu-west-1_Abc123');
    const { root } = restApi(stack);
    const calls = [auth.userPool, imported].map((userPool, index) => new RestApiAuthorizer(stack, `Callers${index}`, { userPool }));
    root.addMethod('GET', mock(), calls[0].accessTokens([orders.scope('write')]));
    root.addMethod('PUT', mock(), calls[0].accessTokens([cognito.OAuthScope.COGNITO_ADMIN]));
    root.addMethod('POST', mock(), calls[1].accessTokens([orders.scope('write')]));
    expect(warningsIn(stack)).not.toContain('api-scope-of-no-client');
  });
});

describe('an HTTP API', () => {
  test('compares issuer, app client and scope', () => {
    const { stack, auth, orders, machine } = scene();
    const callers = new HttpApiAuthorizer('Callers', { userPool: auth.userPool, clients: [machine] });
    httpApi(stack).addRoutes({
      path: '/orders', methods: GET, integration: url(), authorizer: callers.accessTokens([orders.scope('read')]),
    });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'JWT',
      JwtConfiguration: {
        Audience: [{ Ref: Match.stringLikeRegexp('Machine') }],
        Issuer: { 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [Match.stringLikeRegexp('UserPool'), 'ProviderName'] }]] },
      },
    });
    template.hasResourceProperties('AWS::ApiGatewayV2::Route', { AuthorizationType: 'JWT', AuthorizationScopes: ['orders/read'] });
    // the CDK's own authorizer makes one when there is none
    template.resourceCountIs('AWS::Cognito::UserPoolClient', 2);
  });

  test('expects the issuer that the pool has in the end', () => {
    const issuer = (override?: string) => {
      const { stack, auth } = scene();
      const authorizer = new HttpApiAuthorizer('Callers', { userPool: auth.userPool, clients: [auth.client] });
      httpApi(stack).addRoutes({ path: '/orders', integration: url(), authorizer: authorizer.anyTokens() });
      if (override) auth.users.cfnUserPool.addPropertyOverride('IssuerConfiguration.Type', override);
      const [made] = Object.values(Template.fromStack(stack).findResources('AWS::ApiGatewayV2::Authorizer'));
      return JSON.stringify(made.Properties.JwtConfiguration.Issuer);
    };
    expect(issuer('UPDATED')).toMatch(/"https:\/\/issuer-cognito-idp\.eu-west-1\.amazonaws\.com\/",\{"Ref":"AuthUsersUserPool/);
    expect(issuer('ORIGINAL')).toContain('ProviderName');
    expect(issuer()).toContain('ProviderName');
  });

  test('shares one authorizer between its routes, whatever they ask for, and has one of its own beside another API', () => {
    const { stack, auth, orders, machine } = scene();
    const callers = new HttpApiAuthorizer('Callers', { userPool: auth.userPool, clients: [auth.client, machine] });
    const [first, second] = [httpApi(stack, 'First'), httpApi(stack, 'Second')];
    first.addRoutes({ path: '/orders', methods: GET, integration: url('A'), authorizer: callers.accessTokens([orders.scope('read')]) });
    first.addRoutes({ path: '/me', methods: GET, integration: url('B'), authorizer: callers.anyTokens() });
    second.addRoutes({ path: '/me', methods: GET, integration: url('C'), authorizer: callers.anyTokens() });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::ApiGatewayV2::Authorizer', 2);
    const apis = Object.values(template.findResources('AWS::ApiGatewayV2::Authorizer')).map(({ Properties }) => Properties.ApiId.Ref);
    expect(new Set(apis).size).toBe(2);
    template.hasResourceProperties('AWS::ApiGatewayV2::Route', { RouteKey: 'GET /me', AuthorizationScopes: Match.absent() });
  });

  test('is asked for by default as well', () => {
    const { stack, auth, orders, machine } = scene();
    const callers = new HttpApiAuthorizer('Callers', { userPool: auth.userPool, clients: [machine] });
    new apigatewayv2.HttpApi(stack, 'Api', { defaultIntegration: url(), defaultAuthorizer: callers.accessTokens([orders.scope('read')]) });
    Template.fromStack(stack)
      .hasResourceProperties('AWS::ApiGatewayV2::Route', { RouteKey: '$default', AuthorizationScopes: ['orders/read'] });
  });

  test('of another region takes the issuer of the pool', () => {
    const app = new App();
    const stack = new Stack(app, 'Api', { env: { ...env, region: 'us-east-1' } });
    const userPool = cognito.UserPool.fromUserPoolArn(
      stack, 'Pool', 'arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_Abc123',
    );
    const client = cognito.UserPoolClient.fromUserPoolClientId(stack, 'Client', '1h57kf5cpq17m0eml12EXAMPLE');
    httpApi(stack).addRoutes({
      path: '/',
      methods: GET,
      integration: url(),
      authorizer: new HttpApiAuthorizer(
        'Callers', { userPool, clients: [client] },
      ).anyTokens(),
    });
    const issuer = JSON.stringify(Object.values(Template.fromStack(stack).findResources('AWS::ApiGatewayV2::Authorizer'))[0]
      .Properties.JwtConfiguration.Issuer);
    expect(issuer).toContain('cognito-idp.eu-west-1.');
  });

  test('warns of a scope that no client can have', () => {
    const { stack, auth, orders, machine } = scene();
    const callers = new HttpApiAuthorizer('Callers', { userPool: auth.userPool, clients: [machine] });
    httpApi(stack).addRoutes({ path: '/', methods: GET, integration: url(), authorizer: callers.accessTokens([orders.scope('write')]) });
    expect(warningsIn(stack)).toContain('api-scope-of-no-client');
  });

  test('fails without clients, and takes 50 but not 51', () => {
    const { stack, auth } = scene();
    const clients = (count: number) => Array.from({ length: count }, (_, index) =>
      cognito.UserPoolClient.fromUserPoolClientId(stack, `Client${count}-${index}`, `client${index}`));
    const authorizer = (given: cognito.IUserPoolClient[]) =>
      () => new HttpApiAuthorizer('Callers', { userPool: auth.userPool, clients: given });
    expect(authorizer([])).toThrow("HttpApiAuthorizer 'Callers': clients is empty");
    expect(authorizer(clients(50))).not.toThrow();
    expect(authorizer(clients(51))).toThrow('clients has 51 app clients; at most 50 fit');
  });

  test('fails without a user pool, and says where: at the first client', () => {
    const { auth, machine } = scene();
    const authorizer = (props: object | undefined) => () => new HttpApiAuthorizer('Callers', props as HttpApiAuthorizerProps);
    const message = "new HttpApiAuthorizer 'Callers': userPool is undefined; it is required, so give it a value";
    expect(authorizer({ clients: [undefined, machine] })).toThrow(new Error(`${machine.node.path}: ${message}`));
    expect(authorizer({ clients: [] })).toThrow(new Error(message));
    expect(authorizer({})).toThrow(new Error(message));
    expect(authorizer(undefined)).toThrow(new Error(message));
    expect(authorizer({ userPool: auth.userPool, clients: [machine] })).not.toThrow();
  });

  test('takes 10 scopes but not 11', () => {
    const { auth, machine } = scene();
    const callers = new HttpApiAuthorizer('Callers', { userPool: auth.userPool, clients: [machine] });
    const scopes = (count: number) => Array.from({ length: count }, (_, index) => cognito.OAuthScope.custom(`orders/${index}`));
    expect(() => callers.accessTokens(scopes(10))).not.toThrow();
    expect(() => callers.accessTokens(scopes(11))).toThrow('has 11 scopes; API Gateway takes at most 10');
    expect(() => callers.accessTokens([])).toThrow('name at least one scope');
  });

  test('fails for a client of another pool', () => {
    const { stack, auth } = scene();
    const other = new AppUserPool(stack, 'Other');
    const client = other.addClient('Web', AppClient.browser());
    expect(() => new HttpApiAuthorizer('Callers', { userPool: auth.userPool, clients: [client] }))
      .toThrow("the app client 'Auth/Other/Web' is not one of 'Auth/Auth/Users/UserPool'");
    expect(() => new HttpApiAuthorizer('Callers', { userPool: other.userPool, clients: [client] })).not.toThrow();
  });
});

// what is weak or strong is a reference between regions
describe.each([
  ['strong', 'eu-west-1'], ['strong', 'us-east-1'], ['weak', 'us-east-1'],
])('in several stacks with %s references from %s', (strength, region) => {
  test('the stack of the API waits for that of the pool, and not the other way round', () => {
    const app = new App({ context: { '@aws-cdk/core:defaultCrossStackReferences': strength } });
    const { auth, orders, machine, stack: home } = scene(app);
    const stack = new Stack(app, 'Apis', { env: { ...env, region }, crossRegionReferences: true });
    restApi(stack).root.addMethod(
      'GET', mock(), new RestApiAuthorizer(stack, 'Callers', { userPool: auth.userPool }).accessTokens([orders.scope('read')]),
    );
    const callers = new HttpApiAuthorizer('Callers', { userPool: auth.userPool, clients: [machine] });
    httpApi(stack, 'Http')
      .addRoutes({ path: '/', methods: GET, integration: url(), authorizer: callers.accessTokens([orders.scope('read')]) });
    expect(appCycles(app)).toEqual([]);
    expect(stack.dependencies).toContain(home);
    expect(home.dependencies).toEqual([]);
  });
});
