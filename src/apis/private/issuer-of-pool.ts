import { Lazy, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { lastReading } from '../../app-tree/synthesis';
import { WholeApp } from '../../app-tree/whole-app';
import { warn } from '../../private/warn';

/**
 * The issuer that tokens of a pool name. The name of its provider is of the Region of the pool, which need not be that of the API. Of a
 * pool that is made elsewhere nobody knows here, and most have the original one.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_IssuerConfigurationType.html
 */
export function issuerOf(userPool: cognito.IUserPool): string {
  return Lazy.uncachedString({
    produce: () => isUpdated(userPool, lastReading(userPool))
      ? `https://issuer-cognito-idp.${Stack.of(userPool).region}.amazonaws.com/${userPool.userPoolId}`
      : `https://${userPool.userPoolProviderName}`,
  });
}

/** What knows a pool by its ARN looks for the original issuer, as it is said. */
export function adviseIssuer(scope: IConstruct, userPool: cognito.IUserPool, what: string, app: WholeApp): void {
  if (isUpdated(userPool, app)) {
    warn(scope, 'issuer-updated', `tokens of '${userPool.node.path}' name the updated issuer, which ${what} is said not to take; `
      + 'sign in to a copy of the stack first, or use PoolIssuer.ORIGINAL or an HTTP API with HttpApiAuthorizer');
  }
}

function isUpdated(userPool: cognito.IUserPool, app: WholeApp): boolean {
  const pool = userPool.node.defaultChild;
  return cognito.CfnUserPool.isCfnUserPool(pool) && app.properties(pool).IssuerConfiguration?.Type === 'UPDATED';
}
