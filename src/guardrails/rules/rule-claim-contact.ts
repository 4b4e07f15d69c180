import { GuardrailRule, Hit } from '../guardrail-rule';
import { claimsInUse, distinct, namesOf } from '../private/claims-in-use';
import { at, lacks } from '../private/gaps';

/** A rule looks at an e-mail address or phone number that may not be verified. */
export const rule: GuardrailRule = {
  id: 'rule-claim-contact',
  catalogue: ['A07'],
  severity: 'high',
  title: 'A rule looks at an e-mail address or phone number that may not be verified',
  why: "A rule cannot also ask for email_verified: someone who enters another person's address gets that person's role.",
  fix: 'Require verification before update (UserAttributeUpdateSettings) and map no unverified address, or decide by group instead.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html',
  check: facts => distinct(claimsInUse(facts)).flatMap((use): Hit[] => {
    if (use.claim !== 'email' && use.claim !== 'phone_number') return [];
    const unsettled = lacks(at(use.pool.props, 'UserAttributeUpdateSettings', 'AttributesRequireVerificationBeforeUpdate'), use.claim);
    const unverified = use.pool.identityProviders.filter(({ props }) => props.AttributeMapping?.[use.claim] && !props.AttributeMapping[`${use.claim}_verified`]);
    if (!unsettled && unverified.length === 0) return [];
    const because = unsettled ? `${use.pool.id} does not require verification before it changes` : `${namesOf(unverified)} maps it without ${use.claim}_verified`;
    return [{ at: use.at, message: `${use.what} trusts ${use.claim}, but ${because}` }];
  }),
};
