import * as cognito from 'aws-cdk-lib/aws-cognito';

/** A part of a user pool that does not work with less than a plan. */
export interface PlanRequirement {
  readonly plan: cognito.FeaturePlan;
  readonly reason: string;
}
