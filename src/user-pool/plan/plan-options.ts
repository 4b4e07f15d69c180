import * as cognito from 'aws-cdk-lib/aws-cognito';

/**
 * What the pool costs.
 */
export interface PlanOptions {
  /**
   * The feature plan. If it is too low for a feature in use, the call that uses the feature fails.
   * @default - the lowest plan that has everything in use, see `AppUserPool.plan`
   */
  readonly plan?: cognito.FeaturePlan;
}
