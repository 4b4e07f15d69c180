import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { fail } from '../../private/fail';
import { abbreviate } from '../../private/text/abbreviate';

/** Where Cognito puts a code. */
export const CODE = '{####}';
// what the pattern of the API leaves out: control, format, unassigned and private characters
const NOT_IN_EMAIL = /[^\p{L}\p{M}\p{S}\p{N}\p{P}\p{Z}\t\n\v\f\r]/u;

export function checkLength(scope: IConstruct, prop: string, text: string | undefined, max: number): void {
  if (isKnown(text) && (text.length < 1 || text.length > max)) {
    fail(scope, `${prop}: '${abbreviate(text)}' has ${text.length} characters; use 1 to ${max}`);
  }
}

/** Invisible characters come along when a text is copied; Cognito refuses subjects and bodies with them at deployment. */
export function checkCharacters(scope: IConstruct, prop: string, text: string | undefined): void {
  const refused = isKnown(text) ? NOT_IN_EMAIL.exec(text)?.[0] : undefined;
  if (refused !== undefined) {
    const code = refused.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    const visible = text!.replace(new RegExp(NOT_IN_EMAIL, 'gu'), '');
    fail(scope, `${prop}: '${abbreviate(visible)}' holds the character U+${code}, which Cognito refuses; `
      + 'use letters, digits, symbols, punctuation and white space only');
  }
}

export function checkHolds(scope: IConstruct, prop: string, text: string | undefined, placeholder: string): void {
  if (isKnown(text) && !text.includes(placeholder)) {
    fail(scope, `${prop}: '${abbreviate(text)}' does not hold ${placeholder}; add it where Cognito should put the value`);
  }
}

export function isKnown(text?: string): text is string {
  return text !== undefined && !Token.isUnresolved(text);
}
