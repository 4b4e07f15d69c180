import { RemovalPolicy } from 'aws-cdk-lib';
import { scenario, expectIdentityPool, expectRoles } from './scenario';
import { CognitoAuth } from '../src';

let auth: CognitoAuth;
const test = scenario('Minimal', stack => {
  auth = new CognitoAuth(stack, 'Auth', { removalPolicy: RemovalPolicy.DESTROY });
});

expectIdentityPool(test, auth!.identityPool, { AllowUnauthenticatedIdentities: false });
expectRoles(test, auth!.identityPool, { Roles: { authenticated: auth!.authenticated.roleArn } });
