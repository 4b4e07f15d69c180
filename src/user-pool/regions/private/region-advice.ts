import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { WholeApp } from '../../../app-tree/whole-app';
import { missingInSecondRegion } from '../../../identity-facts/entities/second-region';
import { warn } from '../../../private/warn';

/**
 * What the pool does in its first Region and not in the second, whose settings are its own: a trigger that refuses sign-ins refuses none
 * here.
 */
export function adviseRegion(scope: IConstruct, userPool: cognito.UserPool, here: any, hasWebAcl: boolean, app: WholeApp): void {
  const pool = userPool.node.defaultChild as cognito.CfnUserPool;
  const guarded = app.partsOf(pool, 'AWS::WAFv2::WebACLAssociation', 'ResourceArn').some(({ stack }) => stack === pool.stack);
  const missing = [...missingInSecondRegion(app.properties(pool), here), ...(guarded && !hasWebAcl ? ['webAcl'] : [])];
  if (missing.length > 0) {
    warn(
      scope,
      'replica-settings-missing',
      `new ReplicaRegion: the pool has ${missing.join(', ')}, and nothing of it goes for this Region, which is active; set it here as well`,
    );
  }
}
