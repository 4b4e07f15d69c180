import { Token } from 'aws-cdk-lib';
import { ClaimSource } from './claim-source';
import { ClaimUse } from './claim-use';
import { RuleMatch } from './rule-match';
import { CONTACTS } from '../../../identity-facts/claims/standard-attributes';
import { Acceptance } from '../../../template/acceptances';

/** What acknowledged claims accept at the resource that reads them. */
export function acceptedClaims(uses: readonly ClaimUse[]): Acceptance[] {
  const accepted = uses.flatMap(({ claim, match }) => {
    const { name, _acknowledgement: reason } = claim;
    if (reason === undefined || Token.isUnresolved(name)) return [];
    return [
      ...aboutWriters(name), ...match === RuleMatch.STARTS_WITH ? ['starts-with-chosen-claim'] : [],
      ...claim._source === ClaimSource.PROVIDER ? ['shared-issuer-any-owner'] : [],
    ].map(rule => ({ rule, reason, claim: name }));
  });
  return [...new Map(accepted.map(entry => [`${entry.rule} ${entry.claim}`, entry])).values()];
}

function aboutWriters(claim: string): string[] {
  if (claim === 'cognito:username' || claim === 'sub') return ['rule-claim-user-name'];
  if (CONTACTS.includes(claim)) return ['rule-claim-contact', 'rule-claim-from-provider-writable'];
  return ['rule-claim-writable', 'rule-claim-set-at-sign-up', 'rule-claim-from-provider-writable', 'rule-claim-of-several-directories'];
}
