import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy } from 'aws-cdk-lib';
import { scenario } from './scenario';
import { CognitoAuth, Mfa } from '../src';

let auth: CognitoAuth;
const test = scenario('MfaRequired', stack => {
  auth = new CognitoAuth(stack, 'Auth', { removalPolicy: RemovalPolicy.DESTROY, mfa: Mfa.required({ totp: true, passkey: true }) });
});

test.assertions
  .awsApiCall('@aws-sdk/client-cognito-identity-provider', 'GetUserPoolMfaConfigCommand', { UserPoolId: auth!.userPool.userPoolId })
  .expect(ExpectedResult.objectLike({ MfaConfiguration: 'ON' }));
