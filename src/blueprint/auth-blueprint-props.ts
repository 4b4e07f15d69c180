import { AppClientBaselineProps } from './app-client-baseline-props';
import { IdentityPoolBaselineProps } from './identity-pool-baseline-props';
import { UserPoolBaselineProps } from './user-pool-baseline-props';
import { CognitoGuardrailsProps } from '../guardrails';

/**
 * What the platform team lets one construct be short of, and why.
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
 * What an organization asks of everything that signs people in. What is left out is not asked.
 */
export interface AuthBlueprintProps {
  /**
   * What is asked of user pools.
   *
   * @default - nothing
   */
  readonly userPools?: UserPoolBaselineProps;

  /**
   * What is asked of app clients.
   *
   * @default - nothing
   */
  readonly appClients?: AppClientBaselineProps;

  /**
   * What is asked of identity pools.
   *
   * @default - nothing
   */
  readonly identityPools?: IdentityPoolBaselineProps;

  /**
   * The name or ARN of the managed policy that is the permissions boundary of every role which identity pools hand out. Another
   * boundary is refused, since nobody can tell whether it is stricter.
   *
   * @default - none is asked
   */
  readonly permissionsBoundary?: string;

  /**
   * Keys of tags that user pools, identity pools and the roles of identities have to have, of their own or from their stack.
   *
   * @default - none
   */
  readonly requiredTags?: string[];

  /**
   * Tags that user pools, identity pools and roles get, unless their app says another value.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };

  /**
   * What the guardrails report, which look at every template of the app.
   *
   * @default - findings of high severity and above
   */
  readonly guardrails?: CognitoGuardrailsProps;

  /**
   * What single constructs may be short of.
   *
   * @default - none
   */
  readonly exceptions?: BlueprintException[];
}
