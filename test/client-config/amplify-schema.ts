/* What `amplify_outputs.json` 1.5 may hold, as its published schema has it: every level is closed, and lists of choices have no other. */

type Check = (value: any, at: string) => string[];

const text: Check = (value, at) => typeof value === 'string' && value !== '' ? [] : [`${at} is no text`];
const flag: Check = (value, at) => typeof value === 'boolean' ? [] : [`${at} is no boolean`];
const number = (min: number, max: number): Check => (value, at) =>
  Number.isInteger(value) && value >= min && value <= max ? [] : [`${at} is no number from ${min} to ${max}`];
const oneOf = (...words: string[]): Check => (value, at) => words.includes(value) ? [] : [`${at} is none of ${words.join(', ')}`];

const list = (item: Check, { min = 0, unique = true } = {}): Check => (value, at) => {
  if (!Array.isArray(value)) return [`${at} is no list`];
  return [
    ...value.flatMap((entry, index) => item(entry, `${at}[${index}]`)),
    ...(value.length < min ? [`${at} has fewer than ${min}`] : []),
    ...(unique && new Set(value).size < value.length ? [`${at} has one twice`] : []),
  ];
};

const object = (required: Record<string, Check>, optional: Record<string, Check> = {}): Check => (value, at) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at} is no object`];
  const known: Record<string, Check> = { ...required, ...optional };
  return [
    ...Object.keys(required).filter(key => value[key] === undefined).map(key => `${at}.${key} is missing`),
    ...Object.keys(value).flatMap(key => known[key] ? known[key](value[key], `${at}.${key}`) : [`${at}.${key} is unknown`]),
  ];
};

const STANDARD = [
  'address', 'birthdate', 'email', 'family_name', 'gender', 'given_name', 'locale', 'middle_name', 'name', 'nickname', 'phone_number',
  'picture',
  'preferred_username', 'profile', 'sub', 'updated_at', 'website', 'zoneinfo',
];

const group: Check = (value, at) =>
  Object.values(value ?? {}).flatMap(entry => object({}, { precedence: number(0, 2 ** 31 - 1) })(entry, at));

const AUTH = object({ aws_region: text, user_pool_id: text, user_pool_client_id: text }, {
  identity_pool_id: text,
  unauthenticated_identities_enabled: flag,
  username_attributes: list(oneOf('email', 'phone_number', 'username'), { min: 1 }),
  standard_required_attributes: list(oneOf(...STANDARD)),
  user_verification_types: list(oneOf('email', 'phone_number'), { unique: false }),
  password_policy: object({
    min_length: number(6, 99), require_numbers: flag, require_lowercase: flag, require_uppercase: flag, require_symbols: flag,
  }),
  mfa_configuration: oneOf('NONE', 'OPTIONAL', 'REQUIRED'),
  mfa_methods: list(oneOf('SMS', 'TOTP', 'EMAIL'), { unique: false }),
  groups: list(group, { unique: false }),
  passwordless: object({}, {
    email_otp_enabled: flag,
    sms_otp_enabled: flag,
    web_authn: object({ relying_party_id: text, user_verification: oneOf('required', 'preferred') }),
    preferred_challenge: oneOf('EMAIL_OTP', 'SMS_OTP', 'PASSWORD', 'WEB_AUTHN'),
  }),
  oauth: object({
    domain: text,
    scopes: list(text),
    redirect_sign_in_uri: list(text, { min: 1 }),
    redirect_sign_out_uri: list(text, { min: 1 }),
    response_type: oneOf('code', 'token'),
    identity_providers: list(oneOf('GOOGLE', 'FACEBOOK', 'LOGIN_WITH_AMAZON', 'SIGN_IN_WITH_APPLE')),
  }),
});

/** What is wrong with a file; nothing if it is as the schema has it. */
export function outputsProblems(document: unknown): string[] {
  return object({ version: oneOf('1.5') }, { auth: AUTH })(document, 'outputs');
}
