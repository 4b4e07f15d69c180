import { once } from '../../../private/once';
import { groupBy } from '../../../template/names';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { Facts } from '../../private/facts/types';
import { changeableContacts } from '../../private/judging/changeable-contacts';
import { claimsInUse } from '../../private/judging/claims-in-use';

const usesOf = once((facts: Facts) => groupBy(claimsInUse(facts), ({ pool }) => pool));

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
    const decisive = usesOf(facts).get(pool)?.map(({ claim }) => claim) ?? [];
    const missing = changeableContacts(pool).filter(name => !decisive.includes(name));
    return missing.length > 0 ? [
      { at: pool, message: `${missing.join(' and ')} in ${pool.id} can be changed without being verified first` },
    ] : [];
  }),
};
