import { ExpectedResult, IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib';
import { AppIdentityPool } from '../src';

/** One scenario is one stack, and a test that asserts on it once it is deployed. */
export function scenario(name: string, make: (stack: Stack) => void): IntegTest {
  const app = new App();
  const stack = new Stack(app, name);
  make(stack);
  return new IntegTest(app, `${name}Test`, { testCases: [stack] });
}

/** Asserts what the service says about the identity pool itself. */
export function expectIdentityPool(test: IntegTest, pool: AppIdentityPool, expected: { [key: string]: any }): void {
  test.assertions
    .awsApiCall('@aws-sdk/client-cognito-identity', 'DescribeIdentityPoolCommand', { IdentityPoolId: pool.identityPoolId })
    .expect(ExpectedResult.objectLike(expected));
}

/** Asserts what the service says about its roles and their mapping. */
export function expectRoles(test: IntegTest, pool: AppIdentityPool, expected: { [key: string]: any }): void {
  test.assertions
    .awsApiCall('@aws-sdk/client-cognito-identity', 'GetIdentityPoolRolesCommand', { IdentityPoolId: pool.identityPoolId })
    .expect(ExpectedResult.objectLike(expected));
}
