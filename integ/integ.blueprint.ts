import { ExpectedResult, IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, AuthBlueprint, CognitoAuth } from '../src';

const app = new App();
new AuthBlueprint({
  userPools: { mfa: cognito.Mfa.OPTIONAL, smsMfa: false, minPasswordLength: 16, passwordClasses: true, keepOriginalUntilVerified: true },
  appClients: { maxAccessTokenValidity: Duration.minutes(30), implicitGrant: false, passwordFlows: false },
  identityPools: { guestAccess: false },
  permissionsBoundary: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
  tags: { owner: 'platform' },
}).applyTo(app);

const stack = new Stack(app, 'Blueprint');
const auth = new CognitoAuth(stack, 'Auth', { removalPolicy: RemovalPolicy.DESTROY, client: AppClient.browser() });
auth.addGroup('admins', { precedence: 0 });
const plain = new cognito.UserPool(stack, 'Plain', { signInAliases: { email: true }, removalPolicy: RemovalPolicy.DESTROY });
plain.addClient('Web', { disableOAuth: true, authFlows: { userSrp: true } });

const test = new IntegTest(app, 'BlueprintTest', { testCases: [stack] });
for (const { userPoolId } of [auth.userPool, plain]) {
  test.assertions.awsApiCall('@aws-sdk/client-cognito-identity-provider', 'DescribeUserPoolCommand', { UserPoolId: userPoolId })
    .expect(ExpectedResult.objectLike({ UserPool: { MfaConfiguration: 'OPTIONAL', Policies: { PasswordPolicy: { MinimumLength: 16 } } } }));
}
