import { SecretValue, Token } from 'aws-cdk-lib';
import { Doubt } from './provider-blueprint';
import { userError } from '../../../private/user-error';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateIdentityProvider.html */
const MAX_NAME = 32;
/** The pattern of the API, and the CDK, take no shorter one; the documented length and CloudFormation do. */
const USUAL_MIN_NAME = 3;
const MAX_IDENTIFIERS = 50;
const MAX_IDENTIFIER = 40;
const IDENTIFIER = /^[\p{L}\p{N}_\s+=.@-]+$/u;

/** The providers that Cognito knows by name, and the pool itself. */
const RESERVED = ['COGNITO', 'Google', 'Facebook', 'LoginWithAmazon', 'SignInWithApple'];

export function checkProviderName(factory: string, name: unknown): asserts name is string {
  if (typeof name !== 'string' || name === '') {
    throw userError(`${factory}: name is empty; give the provider a name of 1 to ${MAX_NAME} characters`);
  }
  if (Token.isUnresolved(name)) {
    throw userError(`${factory}: name is a token, but the provider is called by it in the construct tree; write the name out`);
  }
  const { length } = Array.from(name);
  if (length > MAX_NAME) {
    throw userError(`${factory}: name '${name}' has ${length} characters; use at most ${MAX_NAME}`);
  }
  if (/^_|[\p{Z}\s]/u.test(name)) {
    throw userError(`${factory}: name '${name}' begins with an underscore or holds white space, which Cognito refuses; use letters, `
      + 'digits, - and .');
  }
  const reserved = RESERVED.find(other => other.toLowerCase() === name.toLowerCase());
  if (reserved !== undefined) {
    throw userError(`${factory}: name '${name}' is that `
      + `of ${reserved === 'COGNITO' ? 'the user pool itself' : `the provider ${reserved}`}; give it another name`);
  }
}

/** What the pattern of the API leaves out; whether the service holds to it could not be tried. */
export function doubtsOfName(name: string): Doubt[] {
  const doubt = (why: string) => [{
    slug: 'provider-name',
    message: `name '${name}' ${why}, which the pattern of the API leaves out; choose another while nobody has signed in`,
  }];
  return [
    ...(name.includes('_') ? doubt('has an underscore') : []),
    ...(Array.from(name).length < USUAL_MIN_NAME ? doubt(`has fewer than ${USUAL_MIN_NAME} characters`) : []),
  ];
}

export function checkIdentifiers(factory: string, identifiers: readonly string[]): string[] {
  if (identifiers.length > MAX_IDENTIFIERS && !Token.isUnresolved(identifiers)) {
    throw userError(`${factory}: identifiers has ${identifiers.length} entries; a provider takes at most ${MAX_IDENTIFIERS}`);
  }
  const known = identifiers.filter(identifier => !Token.isUnresolved(identifier));
  for (const identifier of known) {
    if (identifier.length < 1 || identifier.length > MAX_IDENTIFIER || !IDENTIFIER.test(identifier)) {
      throw userError(`${factory}: identifiers: '${identifier}' (${identifier.length} characters) is refused by Cognito; `
        + `use 1 to ${MAX_IDENTIFIER} letters, digits, white space or + = . @ - _`);
    }
  }
  const twice = known.find((identifier, index) => known.indexOf(identifier) < index);
  if (twice !== undefined) {
    throw userError(`${factory}: identifiers: '${twice}' is there twice; name it once`);
  }
  return [...identifiers];
}

/** A secret never stands in the template: whoever reads that, or its history, signs in at the provider as the app. */
export function checkSecret(factory: string, prop: string, secret: unknown): asserts secret is SecretValue {
  const fix = `use SecretValue.secretsManager('…') for ${prop}`;
  if (typeof (secret as SecretValue | undefined)?.unsafeUnwrap !== 'function') {
    throw userError(`${factory}: ${prop} is ${secret === undefined ? 'missing' : 'no SecretValue'}; ${fix}`);
  }
  const value = (secret as SecretValue).unsafeUnwrap();
  if (!Token.isUnresolved(value) && !value.includes('{{resolve:')) {
    throw userError(`${factory}: ${prop} would stand in the template in clear, for everyone who may read the stack; ${fix}`);
  }
}

export function checkText(factory: string, prop: string, value: unknown): asserts value is string {
  if (typeof value !== 'string' || value.trim() === '') {
    throw userError(`${factory}: ${prop} is empty; copy it from the app that is registered at the provider`);
  }
}

/** Scopes that Cognito writes behind each other, hence without white space. */
export function checkScopes(factory: string, scopes: readonly string[]): readonly string[] {
  if (scopes.length === 0) {
    throw userError(`${factory}: scopes is empty; name at least one, or leave it out`);
  }
  if (Token.isUnresolved(scopes)) {
    throw userError(`${factory}: scopes is a list known at deployment only, and Cognito takes them in one text; write out each scope`);
  }
  const wrong = scopes.find(scope => !Token.isUnresolved(scope) && !/^[^\s,]+$/.test(scope));
  if (wrong !== undefined) {
    throw userError(`${factory}: scopes: '${wrong}' is not one scope; give each scope an entry of its own`);
  }
  return scopes;
}

/** Whoever changes what is fetched in the clear decides who signs in. */
export function checkHttps(factory: string, prop: string, url: unknown): string {
  checkText(factory, prop, url);
  if (!Token.isUnresolved(url) && !/^https:\/\/[^\s/?#]+([/?][^\s#]*)?$/.test(url)) {
    throw userError(`${factory}: ${prop}: '${url}' is not an https URL without a fragment; Cognito fetches from it who may sign in`);
  }
  return url;
}
