import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as verifiedpermissions from 'aws-cdk-lib/aws-verifiedpermissions';
import { scenario } from './scenario';
import { AppClient, CognitoAuth, ExternalLogin, HttpApiAuthorizer, LoginPages, PolicyStoreIdentities, RestApiAuthorizer } from '../src';

let http: apigatewayv2.HttpApi;
let store: verifiedpermissions.CfnPolicyStore;
const test = scenario('Apis', stack => {
  const auth = new CognitoAuth(stack, 'Auth', {
    removalPolicy: RemovalPolicy.DESTROY,
    loginPages: LoginPages.prefix(),
    externalLogins: [ExternalLogin.developer('login.example.com')],
  });
  const orders = auth.addResourceServer('Orders', { identifier: 'orders', scopes: { read: 'Read orders' } });
  const machine = auth.addClient('Machine', AppClient.machine({ scopes: [orders.scope('read')] }));

  const rest = new apigateway.RestApi(stack, 'Rest', { cloudWatchRole: false });
  const callers = new RestApiAuthorizer(stack, 'Callers', { userPool: auth.userPool });
  rest.root.addMethod('GET', new apigateway.MockIntegration(), callers.accessTokens([orders.scope('read')]));

  http = new apigatewayv2.HttpApi(stack, 'Http');
  const clients = new HttpApiAuthorizer('Clients', { userPool: auth.userPool, clients: [machine] });
  http.addRoutes({
    path: '/orders',
    methods: [apigatewayv2.HttpMethod.GET],
    integration: new HttpUrlIntegration('Backend', 'https://example.com'),
    authorizer: clients.accessTokens([orders.scope('read')]),
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

// nobody without a token
test.assertions.httpApiCall(`${http!.apiEndpoint}/orders`).expect(ExpectedResult.objectLike({ status: 401 }));
test.assertions
  .awsApiCall('@aws-sdk/client-verifiedpermissions', 'ListIdentitySourcesCommand', { policyStoreId: store!.attrPolicyStoreId })
  .expect(ExpectedResult.objectLike({ identitySources: [{ principalEntityType: 'Shop::User' }] }));
