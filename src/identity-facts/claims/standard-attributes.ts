/**
 * The standard attributes that every user pool has: what the CDK calls them, and their name in the schema and in tokens.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
 */
export const STANDARD_ATTRIBUTES = {
  address: 'address',
  birthdate: 'birthdate',
  email: 'email',
  familyName: 'family_name',
  gender: 'gender',
  givenName: 'given_name',
  locale: 'locale',
  middleName: 'middle_name',
  fullname: 'name',
  nickname: 'nickname',
  phoneNumber: 'phone_number',
  profilePicture: 'picture',
  preferredUsername: 'preferred_username',
  profilePage: 'profile',
  timezone: 'zoneinfo',
  lastUpdateTime: 'updated_at',
  website: 'website',
} as const;

/** How Cognito reaches people, and verifies that it does. */
export const CONTACTS: string[] = [STANDARD_ATTRIBUTES.email, STANDARD_ATTRIBUTES.phoneNumber];

/** Whether a contact is verified. */
export const VERIFICATION_FLAGS = CONTACTS.map(contact => `${contact}_verified`);

/** Cognito sets these itself; nobody writes them through a client. */
export const SET_BY_COGNITO = ['sub', ...VERIFICATION_FLAGS];
