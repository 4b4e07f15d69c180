/**
 * What Cognito takes at most (and at least), where the number is stable enough to refuse on.
 */
export const MAX_STRING_ATTRIBUTE = 2048;
export const MAX_CUSTOM_ATTRIBUTES = 50;
/** Entries that a template may give, standard attributes with settings included. */
export const MAX_SCHEMA = 50;
export const MAX_CUSTOM_ATTRIBUTE_NAME = 20;
export const MAX_EMAIL_SUBJECT = 140;
export const MAX_EMAIL_BODY = 20_000;
export const MAX_SMS = 140;
export const MIN_PASSWORD_LENGTH = 6;
export const MAX_PASSWORD_LENGTH = 99;
export const MAX_PASSWORD_HISTORY = 24;
export const MAX_TEMPORARY_PASSWORD_DAYS = 365;
/** Of CloudFormation, whose schema is narrower than the 127 of the API. */
export const MAX_RELYING_PARTY_ID = 63;
