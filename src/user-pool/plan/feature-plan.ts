import * as cognito from 'aws-cdk-lib/aws-cognito';

/**
 * Which Cognito feature plan a user pool is on, and why.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-sign-in-feature-plans.html
 */
export interface PlanDecision {
  /**
   * The plan that the template will have.
   */
  readonly name: cognito.FeaturePlan;

  /**
   * One sentence for each setting that needs more than Lite, or that names the plan.
   */
  readonly reasons: string[];
}
