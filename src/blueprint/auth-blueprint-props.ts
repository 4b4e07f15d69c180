import { AppClientBaselineProps } from './app-client-baseline-props';
import { IdentityPoolBaselineProps } from './identity-pool-baseline-props';
import { UserPoolBaselineProps } from './user-pool-baseline-props';
import { CognitoGuardrailsProps } from '../guardrails';

/**
 * A requirement that the platform team waives for one construct, and why.
 */
export interface BlueprintException {
  /**
   * The path of the construct, or of one that it is in: `Legacy/Users`.
   */
  readonly construct: string;

  /**
   * The requirement, as errors name it: `userPools.mfa`, `requiredTags`.
   */
  readonly requirement: string;

  /**
   * Why. It is shown as a note at each synthesis.
   */
  readonly reason: string;
}

/**
 * What an organization requires of everything that signs people in. What is left out is not required.
 */
export interface AuthBlueprintProps {
  /**
   * What is required of user pools.
   *
   * @default - nothing
   */
  readonly userPools?: UserPoolBaselineProps;

  /**
   * What is required of app clients.
   *
   * @default - nothing
   */
  readonly appClients?: AppClientBaselineProps;

  /**
   * What is required of identity pools.
   *
   * @default - nothing
   */
  readonly identityPools?: IdentityPoolBaselineProps;

  /**
   * The name or ARN of the managed policy that has to be the permissions boundary of every role that identity pools hand out. A different
   * boundary is refused, because it can't be told whether it is stricter.
   *
   * @default - none is required
   */
  readonly permissionsBoundary?: string;

  /**
   * Keys of tags that user pools, identity pools and the roles of identities must have, either their own or from their stack.
   *
   * @default - none
   */
  readonly requiredTags?: string[];

  /**
   * Tags that user pools, identity pools and roles get, unless their app sets another value.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };

  /**
   * What the guardrails report; they check every template of the app.
   *
   * @default - findings of high severity and above
   */
  readonly guardrails?: CognitoGuardrailsProps;

  /**
   * Requirements that single constructs may fall short of.
   *
   * @default - none
   */
  readonly exceptions?: BlueprintException[];
}
