import { CustomAttribute } from './custom-attribute';

/**
 * How the pool treats one standard attribute. Cognito cannot change it once the pool exists.
 */
export interface StandardAttributeOptions {
  /**
   * Whether everyone must have a value from the start. A required attribute is always writable by the user.
   * @default false
   */
  readonly required?: boolean;

  /**
   * Whether the value can change after it was first set. An attribute that an identity provider fills must be mutable.
   * @default true
   */
  readonly mutable?: boolean;

  /**
   * Whether people may set the attribute on themselves through an app client of this pool.
   * @default true
   */
  readonly writableByUser?: boolean;
}

/**
 * What the pool knows about each person.
 *
 * Through an app client, people write the standard attributes named here, the contacts that the pool uses, and of `custom` those with
 * `writableByUser`. They read everything: all standard attributes, which every pool has, and each of `custom`. A client that has
 * `readAttributes` or `writeAttributes` goes by those instead.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
 */
export interface ProfileAttributes {
  /**
   * A postal address.
   * @default - not in use
   */
  readonly address?: StandardAttributeOptions;

  /**
   * The date of birth, `YYYY-MM-DD`.
   * @default - not in use
   */
  readonly birthdate?: StandardAttributeOptions;

  /**
   * The e-mail address.
   * @default - verified when people sign in with it or with a user name alone; otherwise in use if something else sends e-mails to people
   */
  readonly email?: StandardAttributeOptions;

  /**
   * `family_name`.
   * @default - not in use
   */
  readonly familyName?: StandardAttributeOptions;

  /**
   * The gender.
   * @default - not in use
   */
  readonly gender?: StandardAttributeOptions;

  /**
   * `given_name`.
   * @default - not in use
   */
  readonly givenName?: StandardAttributeOptions;

  /**
   * The language and region, such as `de-CH`.
   * @default - not in use
   */
  readonly locale?: StandardAttributeOptions;

  /**
   * `middle_name`.
   * @default - not in use
   */
  readonly middleName?: StandardAttributeOptions;

  /**
   * `name`: the full name.
   * @default - not in use
   */
  readonly fullname?: StandardAttributeOptions;

  /**
   * A nickname.
   * @default - not in use
   */
  readonly nickname?: StandardAttributeOptions;

  /**
   * `phone_number`, `+` and digits.
   * @default - verified when people sign in with it; otherwise in use if something else sends text messages to people
   */
  readonly phoneNumber?: StandardAttributeOptions;

  /**
   * `picture`: the URL of a picture.
   * @default - not in use
   */
  readonly profilePicture?: StandardAttributeOptions;

  /**
   * `preferred_username`: a name that people choose and may change.
   * @default - not in use
   */
  readonly preferredUsername?: StandardAttributeOptions;

  /**
   * `profile`: the URL of a profile page.
   * @default - not in use
   */
  readonly profilePage?: StandardAttributeOptions;

  /**
   * `zoneinfo`, such as `Europe/Zurich`.
   * @default - not in use
   */
  readonly timezone?: StandardAttributeOptions;

  /**
   * `updated_at`: seconds since 1970.
   * @default - not in use
   */
  readonly lastUpdateTime?: StandardAttributeOptions;

  /**
   * The URL of a website.
   * @default - not in use
   */
  readonly website?: StandardAttributeOptions;

  /**
   * Attributes of your own by name, without the prefix `custom:`; at most 50, each name 1 to 20 characters.
   * Adding one later works, changing or removing one does not.
   * @default - none
   */
  readonly custom?: { [name: string]: CustomAttribute };
}
