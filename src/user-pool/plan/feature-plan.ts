import * as cognito from 'aws-cdk-lib/aws-cognito';

/**
 * Which Cognito feature plan a user pool is on, and why.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-sign-in-feature-plans.html
 */
export interface PlanDecision {
  /**
   * The plan that the template will ask for.
   */
  readonly name: cognito.FeaturePlan;

  /**
   * One sentence per thing that needs more than Lite, or that asked for the plan by name.
   */
  readonly reasons: string[];
}
