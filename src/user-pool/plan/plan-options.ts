import * as cognito from 'aws-cdk-lib/aws-cognito';

/**
 * What the pool costs.
 */
export interface PlanOptions {
  /**
   * The feature plan. A plan that is too low for what is in use is refused, at the call that uses it.
   * @default - the lowest plan that everything in use works on, see `AppUserPool.plan`
   */
  readonly plan?: cognito.FeaturePlan;
}
