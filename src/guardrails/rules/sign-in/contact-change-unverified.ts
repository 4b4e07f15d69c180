import { asList } from '../../../private/as-list';
import { asBoolean } from '../../../template/values';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { at, lacks } from '../../private/facts/gaps';

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
    const { UsernameAttributes, AliasAttributes, AutoVerifiedAttributes } = pool.props;
    const used = [...asList(UsernameAttributes), ...asList(AliasAttributes), ...asList(AutoVerifiedAttributes)].filter(name => name === 'email' || name === 'phone_number');
    const fixed = asList(pool.props.Schema).filter(entry => asBoolean(entry?.Mutable) === false).map(entry => entry.Name);
    const missing = [...new Set(used)].filter(name => !fixed.includes(name))
      .filter(name => asList(AutoVerifiedAttributes).includes(name) || !AutoVerifiedAttributes)
      .filter(name => lacks(at(pool.props, 'UserAttributeUpdateSettings', 'AttributesRequireVerificationBeforeUpdate'), name));
    return missing.length > 0 ? [{ at: pool, message: `${missing.join(' and ')} in ${pool.id} can be changed without being verified first` }] : [];
  }),
};
