import * as cognito from 'aws-cdk-lib/aws-cognito';

/** What login pages need of their pool. */
export interface PoolOfPages {
  readonly userPool: cognito.UserPool;
  readonly selfSignUp: boolean;
  requirePlan(plan: cognito.FeaturePlan, reason: string): void;
}
