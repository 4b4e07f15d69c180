import { RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { scenario, expectIdentityPool } from './scenario';
import { AppIdentityPool, AppUserPool } from '../src';

let identities: AppIdentityPool;
const test = scenario('SecondApp', stack => {
  const { userPool } = new AppUserPool(stack, 'Users', { removalPolicy: RemovalPolicy.DESTROY });
  const existing = cognito.UserPool.fromUserPoolId(stack, 'Existing', userPool.userPoolId);
  identities = new AppIdentityPool(stack, 'Identities', { removalPolicy: RemovalPolicy.DESTROY });
  identities.addUserPool(existing, existing.addClient('SecondApp', { disableOAuth: true, authFlows: { userSrp: true } }));
});

expectIdentityPool(test, identities!, { AllowUnauthenticatedIdentities: false });
