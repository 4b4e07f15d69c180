import * as cognito from 'aws-cdk-lib/aws-cognito';
import { ProfileAttributes } from './profile-attributes';

/**
 * What the pool knows about each person, and which of it is verified.
 */
export interface ProfileOptions {
  /**
   * What the pool knows about each person.
   * @default - the contacts that the pool uses, nothing else
   */
  readonly attributes?: ProfileAttributes;

  /**
   * Contacts to verify besides those that people sign in with or recover through. `false` for one of those is refused.
   * @default - e-mail when people sign in with a user name alone, otherwise none
   */
  readonly autoVerify?: cognito.AutoVerifiedAttrs;

  /**
   * Whether the old address or number stays valid until the new one is verified.
   * @default true
   */
  readonly keepOriginalUntilVerified?: boolean;
}
