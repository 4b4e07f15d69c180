import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy } from 'aws-cdk-lib';
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
  auth = new CognitoAuth(stack, 'Auth', { removalPolicy: RemovalPolicy.DESTROY });
  auth.addTrigger(Trigger.postConfirmation(welcome));
  auth.grants.manageGroupMembership(welcome);
});

test.assertions
  .awsApiCall('@aws-sdk/client-cognito-identity-provider', 'DescribeUserPoolCommand', { UserPoolId: auth!.userPool.userPoolId })
  .expect(ExpectedResult.objectLike({ UserPool: { DeletionProtection: 'INACTIVE' } }));
