import { CONTACTS } from '../../../identity-facts/claims/standard-attributes';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { at, lacks } from '../../private/facts/gaps';
import { userPoolOf } from '../../private/facts/pool-keys';
import { Facts } from '../../private/facts/types';
import { changeableContacts } from '../../private/judging/changeable-contacts';
import { fills } from '../../private/judging/claim-writers';
import { claimsInUse, distinct, entriesFor, foreignClaimsInUse, ForeignClaimUse, namesOf } from '../../private/judging/claims-in-use';

/** A rule looks at an e-mail address or phone number that may not be verified. */
export const rule: GuardrailRule = {
  id: 'rule-claim-contact',
  catalogue: ['A07', 'A104'],
  severity: 'high',
  title: 'A rule looks at an e-mail address or phone number that may not be verified',
  why: "A rule cannot also ask for email_verified: someone who enters another person's address gets that person's role.",
  fix: 'Require verification before update (UserAttributeUpdateSettings) and let no identity provider fill the address in, '
    + 'or decide by group instead.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html',
  check: facts => [...distinct(claimsInUse(facts)).flatMap((use): Hit[] => {
    if (use.claim !== 'email' && use.claim !== 'phone_number') return [];
    const unsettled = lacks(at(use.pool.props, 'UserAttributeUpdateSettings', 'AttributesRequireVerificationBeforeUpdate'), use.claim);
    const fillers = use.pool.identityProviders.filter(provider => fills(provider, use.claim));
    if (!unsettled && fillers.length === 0) return [];
    const because = unsettled
      ? `${use.pool.id} does not require verification before it changes`
      : `it is filled in by ${namesOf(fillers)}, verified or not`;
    const entries = entriesFor(use, ['A07', ...changeableContacts(use.pool).includes(use.claim) ? ['A73'] : []]);
    return [{ at: use.at, catalogue: entries, claim: use.claim, message: `${use.what} trusts ${use.claim}, but ${because}` }];
  }), ...foreignClaimsInUse(facts).flatMap(use => ofPoolElsewhere(use, facts))],
};

/** What else it does with addresses is not read, but who fills them in is. */
function ofPoolElsewhere({ at: place, claim, what, poolKey, issuer }: ForeignClaimUse, facts: Facts): Hit[] {
  if (!CONTACTS.includes(claim) || poolKey === undefined) return [];
  const fillers = facts.ofType('AWS::Cognito::UserPoolIdentityProvider')
    .filter(provider => userPoolOf(provider) === poolKey && fills(provider, claim));
  const message = `${what} trusts ${claim}, but it is filled in by ${namesOf(fillers)}, verified or not`;
  return fillers.length === 0 ? [] : [{ at: place, catalogue: entriesFor({ issuer }, ['A07']), claim, message }];
}
