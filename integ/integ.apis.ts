import { join } from 'path';
import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as verifiedpermissions from 'aws-cdk-lib/aws-verifiedpermissions';
import { scenario } from './scenario';
import {
  AppClient, AppSyncAuthorizer, CognitoAuth, ExternalLogin, HttpApiAuthorizer, InvokableApi, LoadBalancerSignIn, LoginPages,
  PolicyStoreIdentities, RestApiAuthorizer,
} from '../src';

/** Of the account that it is deployed to; a load balancer signs people in over HTTPS only. */
const CERTIFICATE = process.env.CERTIFICATE_ARN ?? 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012';

let http: apigatewayv2.HttpApi;
let store: verifiedpermissions.CfnPolicyStore;
let graphql: appsync.GraphqlApi;
let signIn: LoadBalancerSignIn;
let pool: string;
let photosUrl: string;
const test = scenario('Apis', stack => {
  const auth = new CognitoAuth(stack, 'Auth', {
    removalPolicy: RemovalPolicy.DESTROY,
    loginPages: LoginPages.prefix(),
    externalLogins: [ExternalLogin.developer('login.example.com')],
  });
  pool = auth.userPool.userPoolId;
  const orders = auth.addResourceServer('Orders', { identifier: 'orders', scopes: { read: 'Read orders' } });
  const machine = auth.addClient('Machine', AppClient.machine({ scopes: [orders.scope('read')] }));

  const rest = new apigateway.RestApi(stack, 'Rest', { cloudWatchRole: false });
  const callers = new RestApiAuthorizer(stack, 'Callers', { userPool: auth.userPool });
  rest.root.addMethod('GET', new apigateway.MockIntegration(), callers.accessTokens([orders.scope('read')]));
  const photos = rest.root.addResource('photos')
    .addMethod('GET', new apigateway.MockIntegration(), { authorizationType: apigateway.AuthorizationType.IAM });
  auth.authenticated.grantInvokeApi(InvokableApi.rest(rest, { methods: ['GET'], path: '/photos' }));
  photosUrl = rest.urlForPath(photos.resource.path);

  http = new apigatewayv2.HttpApi(stack, 'Http');
  const clients = new HttpApiAuthorizer('Clients', { userPool: auth.userPool, clients: [machine] });
  http.addRoutes({
    path: '/orders',
    methods: [apigatewayv2.HttpMethod.GET],
    integration: new HttpUrlIntegration('Backend', 'https://example.com'),
    authorizer: clients.accessTokens([orders.scope('read')]),
  });

  const people = new AppSyncAuthorizer({ userPool: auth.userPool, clients: [auth.client] });
  graphql = new appsync.GraphqlApi(stack, 'Graphql', {
    name: 'apis',
    definition: appsync.Definition.fromFile(join(__dirname, '..', 'test', 'apis', 'schema.graphql')),
    authorizationConfig: { defaultAuthorization: people.nothingUnlessSaid() },
  });

  signIn = new LoadBalancerSignIn(stack, 'SignIn', { users: auth.users, hostNames: ['app.example.com'] });
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0, restrictDefaultSecurityGroup: false });
  const balancer = new elbv2.ApplicationLoadBalancer(stack, 'Balancer', { vpc, internetFacing: true, dropInvalidHeaderFields: true });
  balancer.addListener('Https', {
    port: 443,
    certificates: [elbv2.ListenerCertificate.fromArn(CERTIFICATE)],
    defaultAction: signIn.signInThen(elbv2.ListenerAction.fixedResponse(200)),
  });

  store = new verifiedpermissions.CfnPolicyStore(stack, 'Store', { validationSettings: { mode: 'OFF' } });
  const backend = new lambda.Function(stack, 'Backend', {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async event => event;'),
  });
  new PolicyStoreIdentities(stack, 'Identities', {
    policyStoreId: store.attrPolicyStoreId,
    userPool: auth.userPool,
    clients: [auth.client],
    userType: 'Shop::User',
    groupType: 'Shop::Group',
  }).grantIsAuthorized(backend);
  auth.identityPool.grants.issueDeveloperTokens(backend);
});

// nobody without a token, or without credentials
test.assertions.httpApiCall(photosUrl!).expect(ExpectedResult.objectLike({ status: 403 }));
test.assertions.httpApiCall(graphql!.graphqlUrl, { method: 'POST', body: JSON.stringify({ query: '{ __typename }' }) })
  .expect(ExpectedResult.objectLike({ status: 401 }));
test.assertions.httpApiCall(`${http!.apiEndpoint}/orders`).expect(ExpectedResult.objectLike({ status: 401 }));
test.assertions
  .awsApiCall('@aws-sdk/client-verifiedpermissions', 'ListIdentitySourcesCommand', { policyStoreId: store!.attrPolicyStoreId })
  .expect(ExpectedResult.objectLike({ identitySources: [{ principalEntityType: 'Shop::User' }] }));
test.assertions
  .awsApiCall('@aws-sdk/client-cognito-identity-provider', 'DescribeUserPoolClientCommand', {
    UserPoolId: pool!, ClientId: signIn!.client.userPoolClientId,
  })
  .expect(ExpectedResult.objectLike({ UserPoolClient: { CallbackURLs: ['https://app.example.com/oauth2/idpresponse'] } }));
