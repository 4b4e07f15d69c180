import { Token } from 'aws-cdk-lib';
import { SET_BY_COGNITO, STANDARD_ATTRIBUTES } from '../../../identity-facts/claims/standard-attributes';
import { userError } from '../../../private/user-error';

export const CUSTOM_PREFIX = 'custom:';

/** What the factory of standard attributes takes. */
export const STANDARD_CLAIMS: string[] = [...Object.values(STANDARD_ATTRIBUTES), ...SET_BY_COGNITO].sort();

/**
 * What a pre token generation trigger can't set.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
const NOT_FROM_A_TRIGGER = [
  'amr', 'at_hash', 'aud', 'auth_time', 'azp', 'exp', 'iat', 'identities', 'iss', 'jti', 'nbf', 'nonce', 'origin_jti', 'sub', 'token_use',
];

/** How to name the claims that Cognito issues from groups and user names. */
const OWN_FACTORY = new Map([
  ['cognito:groups', 'Claim.groups()'],
  ['cognito:username', 'Claim.username()'],
  ['acr', 'Claim.authenticationLevel()'],
  ['cognito:roles', 'addGroup'],
  ['cognito:preferred_role', 'addGroup'],
]);

/** A factory decides who counts as the writer of a claim, so none takes the claims of another. */
export function checkStandardName(name: string): void {
  if (!Token.isUnresolved(name) && !STANDARD_CLAIMS.includes(name)) {
    throw userError(`Claim.standardAttribute: '${name}' is not a standard attribute; ${insteadOf(name)}`);
  }
}

/** What someone meant who named a standard attribute that is none: the CDK's name of one, another kind of claim, or a slip. */
function insteadOf(name: string): string {
  const inTokens = Object.entries(STANDARD_ATTRIBUTES).find(([property]) => property === name)?.[1];
  if (inTokens !== undefined) {
    return `write '${inTokens}'`;
  }
  if (name.startsWith(CUSTOM_PREFIX)) {
    return `write Claim.customAttribute('${name.slice(CUSTOM_PREFIX.length)}')`;
  }
  return OWN_FACTORY.has(name)
    ? `Cognito issues it itself; use ${OWN_FACTORY.get(name)}`
    : `use one of ${STANDARD_CLAIMS.join(', ')}, or another factory of Claim for another kind of claim`;
}

export function checkTriggerName(name: string): void {
  if (Token.isUnresolved(name)) {
    return;
  }
  if (OWN_FACTORY.has(name)) {
    throw userError(`Claim.fromTrigger: '${name}' is issued by Cognito itself; use ${OWN_FACTORY.get(name)}`);
  }
  if (NOT_FROM_A_TRIGGER.includes(name)) {
    const fix = STANDARD_CLAIMS.includes(name)
      ? `use Claim.standardAttribute('${name}')`
      : 'let the trigger add a claim with a name of its own';
    throw userError(`Claim.fromTrigger: a pre token generation trigger can't set '${name}'; ${fix}`);
  }
}
