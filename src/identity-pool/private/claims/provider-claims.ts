import { Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CUSTOM_PREFIX, STANDARD_CLAIMS } from './claim-names';
import { ClaimSource } from './claim-source';
import { ClaimUse } from './claim-use';
import { acknowledge, readsOf } from './finding';
import { RuleMatch } from './rule-match';
import { namesOwner, sharedIssuer } from '../../../identity-facts/claims/shared-issuers';
import { CONTACTS, SET_BY_COGNITO } from '../../../identity-facts/claims/standard-attributes';
import { fail } from '../../../private/fail';
import { warn } from '../../../private/warn';
import { ExternalLogin } from '../../external-login';

/** What people say of themselves in an account at most providers. Their addresses are checked there, as a whole. */
const CHOSEN = STANDARD_CLAIMS.filter(name => !SET_BY_COGNITO.includes(name));

/**
 * Refuses claims that only Cognito's user pools issue, and warns of those with which people at the provider may choose their own role.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html#best-practices-for-role-based-access-control
 */
export function checkProviderClaim(
  scope: Construct, caller: string, { what, claim, match, without }: ClaimUse, provider: ExternalLogin, value?: string,
): void {
  if (claim._acknowledgement !== undefined) {
    return;
  }
  const ofUserPool = claim._source === ClaimSource.ATTRIBUTE
    ? claim.name.startsWith(CUSTOM_PREFIX)
    : claim._source !== ClaimSource.PROVIDER;
  if (ofUserPool) {
    fail(
      scope,
      `${caller} reads '${claim.name}' of a user pool, which the tokens of ${provider.name} don't have, so ${without}; use `
        + 'Claim.fromProvider with a claim of that provider',
    );
  }
  const reads = readsOf({ what, claim }, provider.name);
  const issuer = sharedIssuer(provider._issuer ?? '');
  if (issuer !== undefined && value !== undefined && !Token.isUnresolved(value)
    && !namesOwner(issuer, { claim: claim.name, match, value })) {
    warn(scope, 'rule-shared-issuer', `${reads}, and anybody gets such tokens from ${issuer}. Compare what names the owner, `
      + `such as the whole sub, or ${acknowledge('what keeps others out')}`);
  } else if (match === RuleMatch.CONTAINS) {
    warn(scope, 'rule-part-of-provider-claim', `${reads} and matches '${value}' anywhere in it: `
      + '\'@corp.com\' is also in x@corp.com.evil.example. '
      + `Compare the whole with equalTo, or ${acknowledge('why nobody can get such a value')}`);
  } else if (match === RuleMatch.STARTS_WITH && CHOSEN.includes(claim.name)) {
    warn(
      scope,
      'rule-part-of-provider-claim',
      `${reads}, whose beginning people choose there. Compare the whole with equalTo, or ${acknowledge('why nobody can get such a value')}`,
    );
  } else if (CHOSEN.includes(claim.name) && !CONTACTS.includes(claim.name)) {
    warn(
      scope,
      'rule-provider-profile-claim',
      `${reads}, which people at most providers change themselves. Read a claim that the provider alone decides, `
        + `or ${acknowledge('who writes it')}`,
    );
  }
}
