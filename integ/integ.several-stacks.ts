import { ExpectedResult, IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { CognitoAuth } from '../src';

const app = new App();
const home = new Stack(app, 'SeveralStacksAuth');
const auth = new CognitoAuth(home, 'Auth', { removalPolicy: RemovalPolicy.DESTROY, guestAccess: true });
const admins = auth.addGroup('admins', { precedence: 0 });

const appStacks = ['Photos', 'Orders'].map(name => {
  const stack = new Stack(app, `SeveralStacks${name}`);
  const bucket = new s3.Bucket(stack, 'Bucket', { removalPolicy: RemovalPolicy.DESTROY });
  bucket.grantRead(auth.authenticated, 'shared/*');
  bucket.grantReadWrite(admins);
  new CfnOutput(stack, 'UserPoolId', { value: auth.userPool.userPoolId });
  return stack;
});

const test = new IntegTest(app, 'SeveralStacksTest', { testCases: [home, ...appStacks] });
test.assertions
  .awsApiCall('@aws-sdk/client-cognito-identity', 'GetIdentityPoolRolesCommand', { IdentityPoolId: auth.identityPool.identityPoolId })
  .expect(ExpectedResult.objectLike({ Roles: { authenticated: auth.authenticated.roleArn } }));
