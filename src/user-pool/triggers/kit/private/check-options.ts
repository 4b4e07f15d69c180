import { Token } from 'aws-cdk-lib';
import { SET_BY_COGNITO, STANDARD_ATTRIBUTES } from '../../../../identity-facts/claims/standard-attributes';
import { userError } from '../../../../private/user-error';

const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const GROUP = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u;
const PROVIDER = /^[^_\p{Z}][\p{L}\p{M}\p{S}\p{N}\p{P}][^_\p{Z}]+$/u;
const MAX_PROVIDER = 32;
const MAX_CLAIMS = 50;
const CUSTOM = /^(custom|dev):./;
/**
 * What Cognito writes, and what APIs judge a token by.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
const RESERVED = [
  ...SET_BY_COGNITO, 'acr', 'amr', 'at_hash', 'aud', 'auth_time', 'azp', 'client_id', 'device_key', 'event_id', 'exp', 'iat', 'identities',
  'iss', 'jti', 'nbf',
  'nonce', 'origin_jti', 's_hash', 'scope', 'token_use', 'username', 'version',
];

export function checkDomains(call: string, domains: string[]): string[] {
  return distinct(domains.map(given => {
    const domain = literal(call, 'emailDomains', given).toLowerCase();
    if (!DOMAIN.test(domain)) {
      throw userError(`${call}: emailDomains: '${given}' is no domain; write it like example.com, without @ and *, `
        + 'and internationalized ones as xn--…');
    }
    return domain;
  }));
}

export function checkProviders(call: string, providers: string[]): string[] {
  return distinct(providers.map(provider => {
    if (!PROVIDER.test(literal(call, 'linkAccountsOf', provider)) || provider.length > MAX_PROVIDER) {
      throw userError(`${call}: linkAccountsOf: '${provider}' is no name of an identity provider; `
        + 'write the one that it has in the user pool, like Google');
    }
    return provider;
  }));
}

export function checkGroup(call: string, group: string): string {
  if (!GROUP.test(literal(call, 'group', group))) {
    throw userError(`${call}: group must have 1 to 128 characters without spaces, got: '${group}'`);
  }
  return group;
}

export function checkClaims(call: string, claims: { [claim: string]: string }): { [claim: string]: string } {
  const entries = Object.entries(claims);
  if (entries.length === 0 || entries.length > MAX_CLAIMS) {
    throw userError(`${call}: claims has ${entries.length} entries; give 1 to ${MAX_CLAIMS}`);
  }
  for (const [claim, attribute] of entries) {
    if (RESERVED.includes(literal(call, 'claims', claim)) || claim.startsWith('cognito:') || claim.trim() === '') {
      throw userError(`${call}: claims: '${claim}' is a claim that Cognito writes itself; choose another name`);
    }
    const standard: string[] = Object.values(STANDARD_ATTRIBUTES);
    if (![...standard, ...SET_BY_COGNITO].includes(literal(call, 'claims', attribute)) && !CUSTOM.test(attribute)) {
      throw userError(`${call}: claims: '${attribute}' is no attribute; write it as it is in tokens, like email or custom:plan`);
    }
  }
  return claims;
}

/** What comes from a resource of the pool would make the function wait for it, and the pool waits for the function. */
function literal(call: string, prop: string, value: string): string {
  if (Token.isUnresolved(value)) {
    throw userError(`${call}: ${prop} has a value that is known at deployment only; write it out`);
  }
  return value;
}

function distinct(values: string[]): string[] {
  return [...new Set(values)];
}
