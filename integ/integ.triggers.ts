import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { scenario } from './scenario';
import { CognitoAuth, Trigger } from '../src';

let auth: CognitoAuth;
const test = scenario('Triggers', stack => {
  const welcome = new lambda.Function(stack, 'Welcome', {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async event => event;'),
  });
  auth = new CognitoAuth(stack, 'Auth', { disposable: true });
  auth.addTrigger(Trigger.postConfirmation(welcome));
  auth.grantManageGroupMembership(welcome);
});

test.assertions
  .awsApiCall('@aws-sdk/client-cognito-identity-provider', 'DescribeUserPoolCommand', { UserPoolId: auth!.userPool.userPoolId })
  .expect(ExpectedResult.objectLike({ UserPool: { DeletionProtection: 'INACTIVE' } }));
