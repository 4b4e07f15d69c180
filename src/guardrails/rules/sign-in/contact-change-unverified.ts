import { GuardrailRule, Hit } from '../../guardrail-rule';
import { changeableContacts } from '../../private/judging/changeable-contacts';
import { claimsInUse } from '../../private/judging/claims-in-use';

/** An address counts before it is verified. */
export const rule: GuardrailRule = {
  id: 'contact-change-unverified',
  catalogue: ['A73'],
  severity: 'high',
  title: 'An address counts before it is verified',
  why: "A user changes the address to somebody else's and is taken for that person at once.",
  fix: 'List the attribute in UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-email-phone-verification.html',
  check: facts => facts.pools.flatMap((pool): Hit[] => {
    // where a rule or tag goes by the address, rule-claim-contact says the same and what comes of it
    const decisive = claimsInUse(facts).filter(use => use.pool === pool).map(({ claim }) => claim);
    const missing = changeableContacts(pool).filter(name => !decisive.includes(name));
    return missing.length > 0 ? [
      { at: pool, message: `${missing.join(' and ')} in ${pool.id} can be changed without being verified first` },
    ] : [];
  }),
};
