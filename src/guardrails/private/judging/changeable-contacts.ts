import { asList } from '../../../private/as-list';
import { asBoolean } from '../../../template/values';
import { at, lacks } from '../facts/gaps';
import { PoolFact } from '../facts/types';

/** The addresses of a user pool's people that count as soon as they are changed, before anybody has verified them. */
export function changeableContacts({ props }: PoolFact): string[] {
  const { UsernameAttributes, AliasAttributes, AutoVerifiedAttributes } = props;
  const used = [
    ...asList(UsernameAttributes), ...asList(AliasAttributes), ...asList(AutoVerifiedAttributes),
  ].filter(name => name === 'email' || name === 'phone_number');
  const fixed = asList(props.Schema).filter(entry => asBoolean(entry?.Mutable) === false).map(entry => entry.Name);
  return [...new Set(used)].filter(name => !fixed.includes(name))
    .filter(name => asList(AutoVerifiedAttributes).includes(name) || !AutoVerifiedAttributes)
    .filter(name => lacks(at(props, 'UserAttributeUpdateSettings', 'AttributesRequireVerificationBeforeUpdate'), name));
}
