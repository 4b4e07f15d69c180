import { Construct } from 'constructs';
import { PrincipalTagOptions } from './principal-tag-options';
import { fail } from '../../private/fail';
import { warn } from '../../private/warn';
import { isTagKey } from '../../roles/tagged/tag-keys';
import { Claim } from '../claim';
import { ClaimSource } from '../private/claims/claim-source';
import { ClaimUse } from '../private/claims/claim-use';
import { RuleMatch } from '../private/claims/rule-match';

/** A tag of the sessions of whoever signs in through its target. */
export interface TagEntry extends PrincipalTagOptions {
  readonly key: string;
  readonly claim: Claim;
  /** Whether the service itself makes the tag of the claim. */
  readonly byDefault?: boolean;
}

/** Refuses what no session can be tagged with. */
export function checkTag(scope: Construct, { key, claim, provider, userPool }: TagEntry): void {
  if (!isTagKey(key)) {
    fail(scope, `tagPrincipals: a key must have 1 to 128 letters, digits, spaces or _.:/=+-@ and not begin with aws:, got: '${key}'`);
  }
  claim._judge(scope, `tagPrincipals: '${key}'`);
  if (provider && userPool) {
    fail(
      scope,
      `tagPrincipals: '${key}' names the provider ${provider.name} and the user pool ${userPool.node.path}; a tag reads the tokens of one `
        + 'of them',
    );
  }
  if (provider && !provider._hasClaims) {
    fail(scope, `tagPrincipals: the tokens of ${provider.name} carry no claims that the tag '${key}' can read`);
  }
  if (!provider && claim._source === ClaimSource.PROVIDER) {
    fail(scope, `tagPrincipals: '${key}' reads '${claim.name}' of a provider outside Cognito, `
      + 'but would look for it in the tokens of user pools; '
      + 'name the provider, or make the claim with customAttribute, standardAttribute or fromTrigger');
  }
  if (claim._source === ClaimSource.GROUPS && claim._acknowledgement === undefined) {
    warn(scope, 'principal-tag-list', `tagPrincipals: '${key}' reads 'cognito:groups', which is a list, and a tag has one value; `
      + 'whether Cognito makes one of it is not documented. '
      + 'Use addGroup for what groups may do, or a claim with one value.');
  }
}

/** The whole value of the claim counts: whoever writes it, is whom they like. */
export function useByTag({ key, claim }: TagEntry): ClaimUse {
  return { what: `tag '${key}'`, claim, match: RuleMatch.EQUALS, choice: `tag '${key}'`, without: 'nobody gets the tag' };
}
