import { Stack } from 'aws-cdk-lib';
import { ProfileAttributes } from '../profile';

/**
 * What the app clients of a user pool go by that another app made. No template says it here, so what is left out counts as not there.
 */
export interface ExistingUserPoolFacts {
  /**
   * The attributes of the pool, as `attributes` of its `AppUserPool` has them: both apps may share that object.
   * @default - no custom attributes, and nothing required at sign-up; clients read the standard attributes and write none but `email`
   */
  readonly attributes?: ProfileAttributes;

  /**
   * Whether people choose their first factor, as `firstFactors` of an `AppUserPool` lets them: clients then have `ALLOW_USER_AUTH`.
   * @default false
   */
  readonly choiceBasedSignIn?: boolean;

  /**
   * Whether the pool has the three triggers of a custom challenge, so that clients have `ALLOW_CUSTOM_AUTH` unless they say otherwise.
   * @default false
   */
  readonly customChallenge?: boolean;

  /**
   * Names of the identity providers that people sign in to the pool with. Clients offer them beside the pool itself, unless they have
   * `signInWith`.
   * @default - none
   */
  readonly identityProviders?: string[];

  /**
   * Whether the pool has a domain, which clients with `callbackUrls` and machine clients need.
   * @default - yes if this app gives it one; otherwise not known, which those clients are warned of
   */
  readonly hasDomain?: boolean;
}

/**
 * What the app clients go by, and where they are made.
 */
export interface ExistingUserPoolOptions extends ExistingUserPoolFacts {
  /**
   * A stack in the region and account of the pool. Clients, groups and resource servers are made there: CloudFormation makes them nowhere
   * else.
   *
   * Whoever refers to them from another region needs `crossRegionReferences: true` on both stacks, or an id that is written out.
   * @default - the stack of this construct, which then has to be in that region and account
   */
  readonly stack?: Stack;
}
