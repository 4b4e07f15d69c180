/**
 * Which claims of an identity provider fill which profile attributes, at every sign-in.
 *
 * A mapped attribute has to be mutable, and every app client through which people sign in with the provider has to be allowed to write it.
 * The presets of `AppClient` take care of that, and the library warns where people can then write a custom attribute themselves.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html
 */
export interface AttributeMapping {
  /**
   * The claim for `address`.
   * @default - not mapped
   */
  readonly address?: string;

  /**
   * The claim for `birthdate`.
   * @default - not mapped
   */
  readonly birthdate?: string;

  /**
   * The claim for `email`.
   * @default - what the provider calls it, where that is documented
   */
  readonly email?: string;

  /**
   * The claim for `email_verified`. Without it the address counts as not verified.
   * @default - what the provider calls it, if it has such a claim and `email` is not mapped to another one
   */
  readonly emailVerified?: string;

  /**
   * The claim for `family_name`.
   * @default - not mapped
   */
  readonly familyName?: string;

  /**
   * The claim for `gender`.
   * @default - not mapped
   */
  readonly gender?: string;

  /**
   * The claim for `given_name`.
   * @default - not mapped
   */
  readonly givenName?: string;

  /**
   * The claim for `locale`.
   * @default - not mapped
   */
  readonly locale?: string;

  /**
   * The claim for `middle_name`.
   * @default - not mapped
   */
  readonly middleName?: string;

  /**
   * The claim for `name`, the full name.
   * @default - not mapped
   */
  readonly fullname?: string;

  /**
   * The claim for `nickname`.
   * @default - not mapped
   */
  readonly nickname?: string;

  /**
   * The claim for `phone_number`.
   * @default - not mapped
   */
  readonly phoneNumber?: string;

  /**
   * The claim for `phone_number_verified`. Without it the number counts as not verified.
   * @default - not mapped
   */
  readonly phoneNumberVerified?: string;

  /**
   * The claim for `picture`.
   * @default - not mapped
   */
  readonly profilePicture?: string;

  /**
   * The claim for `preferred_username`.
   * @default - not mapped
   */
  readonly preferredUsername?: string;

  /**
   * The claim for `profile`.
   * @default - not mapped
   */
  readonly profilePage?: string;

  /**
   * The claim for `zoneinfo`.
   * @default - not mapped
   */
  readonly timezone?: string;

  /**
   * The claim for `updated_at`.
   * @default - not mapped
   */
  readonly lastUpdateTime?: string;

  /**
   * The claim for `website`.
   * @default - not mapped
   */
  readonly website?: string;

  /**
   * The claims for custom attributes, which are named as in `attributes.custom` of the pool (`department`, not `custom:department`).
   * @default - none
   */
  readonly custom?: { [name: string]: string };
}
