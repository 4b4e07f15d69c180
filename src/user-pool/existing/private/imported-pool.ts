import { Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { Construct } from 'constructs';
import { fail } from '../../../private/fail';
import { required } from '../../../private/present';

const POOL_ID = /^([\w-]{1,55})_[0-9a-zA-Z]+$/;

/** The id begins with the region, which the import of the CDK takes from the stack instead. */
export function importedById(scope: Construct, userPoolId: string): cognito.IUserPool {
  required(scope, 'fromUserPoolId', { userPoolId });
  const { region, account } = Stack.of(scope);
  const home = Token.isUnresolved(userPoolId) ? undefined : POOL_ID.exec(userPoolId)?.[1];
  if (home === undefined && !Token.isUnresolved(userPoolId)) {
    fail(scope, `fromUserPoolId: '${userPoolId}' is no id of a user pool, which looks like us-east-1_Abc123; `
      + (userPoolId.startsWith('arn:') ? 'use fromUserPoolArn' : 'aws cognito-idp list-user-pools shows yours'));
  }
  if (home === undefined || home === region || Token.isUnresolved(region)) {
    return cognito.UserPool.fromUserPoolId(scope, 'UserPool', userPoolId);
  }
  if (Token.isUnresolved(account)) {
    fail(
      scope,
      `fromUserPoolId: '${userPoolId}' is in ${home} and this stack in ${region}, of an account that isn't known here; `
        + 'use fromUserPoolArn, or give the stack an account',
    );
  }
  const partition = RegionInfo.get(home).partition ?? 'aws';
  return cognito.UserPool.fromUserPoolArn(scope, 'UserPool', `arn:${partition}:cognito-idp:${home}:${account}:userpool/${userPoolId}`);
}
