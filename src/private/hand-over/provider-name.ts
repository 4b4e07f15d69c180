import { Stack, Token } from 'aws-cdk-lib';
import type { IUserPool } from 'aws-cdk-lib/aws-cognito';

/** The region of a user pool is its own: an imported one may live in another than the stack, and its id says in which. */
export function regionOfPool(userPool: IUserPool): string {
  const { userPoolId } = userPool;
  return Token.isUnresolved(userPoolId) ? userPool.env.region : userPoolId.split('_')[0];
}

/** What the tokens of a user pool go by. The CDK takes the region of the stack for that of every imported pool. */
export function providerName(userPool: IUserPool): string {
  const region = regionOfPool(userPool);
  const stack = Stack.of(userPool);
  return Token.isUnresolved(region) || region === stack.region
    ? userPool.userPoolProviderName
    : `cognito-idp.${region}.${stack.urlSuffix}/${userPool.userPoolId}`;
}
