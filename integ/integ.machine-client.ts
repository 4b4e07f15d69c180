import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy } from 'aws-cdk-lib';
import { UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { scenario } from './scenario';
import { AppClient, CognitoAuth } from '../src';

let auth: CognitoAuth;
let nightly: UserPoolClient;
const test = scenario('MachineClient', stack => {
  auth = new CognitoAuth(stack, 'Auth', { removalPolicy: RemovalPolicy.DESTROY });
  auth.userPool.addDomain('Domain', { cognitoDomain: { domainPrefix: `machines-${stack.account}` } });
  const orders = auth.addResourceServer('Orders', { identifier: 'orders', scopes: { read: 'Read orders' } });
  nightly = auth.addClient('Nightly', AppClient.machine({ scopes: [orders.scope('read')] }));
});

test.assertions
  .awsApiCall('@aws-sdk/client-cognito-identity-provider', 'DescribeUserPoolClientCommand', {
    UserPoolId: auth!.userPool.userPoolId,
    ClientId: nightly!.userPoolClientId,
  })
  .expect(ExpectedResult.objectLike({ UserPoolClient: { AllowedOAuthFlows: ['client_credentials'] } }));
