import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy } from 'aws-cdk-lib';
import { scenario } from './scenario';
import { CognitoAuth } from '../src';

let auth: CognitoAuth;
const test = scenario('Groups', stack => {
  auth = new CognitoAuth(stack, 'Auth', { removalPolicy: RemovalPolicy.DESTROY });
  auth.addGroup('admins', { precedence: 0, description: 'May do everything' });
  auth.addGroup('editors', { precedence: 10 });
});

test.assertions
  .awsApiCall('@aws-sdk/client-cognito-identity-provider', 'GetGroupCommand', {
    UserPoolId: auth!.userPool.userPoolId, GroupName: 'admins',
  })
  .expect(ExpectedResult.objectLike({ Group: { GroupName: 'admins', Precedence: 0 } }));
