import { Token } from 'aws-cdk-lib';
import { STANDARD_ATTRIBUTES } from '../../../identity-facts/claims/standard-attributes';
import { presentOf } from '../../../private/present';
import { userError } from '../../../private/user-error';
import { AttributeMapping } from '../attribute-mapping';

type Standard = Exclude<keyof AttributeMapping, 'custom'>;

const NAMES: Record<Standard, string> = {
  ...STANDARD_ATTRIBUTES,
  emailVerified: 'email_verified',
  phoneNumberVerified: 'phone_number_verified',
};

/** The mapping as the pool has it: attributes by the names of tokens. What is given goes before what the provider is known for. */
export function mappingOf(factory: string, known: AttributeMapping, given: AttributeMapping = {}): Record<string, string> {
  const { custom, ...standard } = given;
  const own = presentOf(standard as { [name: string]: string });
  const unknown = Object.keys(own).filter(name => !(name in NAMES));
  if (unknown.length > 0) {
    throw userError(`${factory}: attributes.${unknown[0]} is no attribute of a user pool; use ${Object.keys(NAMES).join(', ')}, or put it `
      + 'under custom');
  }
  const merged: { [name: string]: string } = { ...known as { [name: string]: string }, ...own };
  if (own.email !== undefined && own.email !== known.email && own.emailVerified === undefined) {
    // what the provider says of one address says nothing of another
    delete merged.emailVerified;
  }
  const customs = Object.entries(presentOf(custom ?? {}));
  customs.forEach(([name]) => checkCustom(factory, name));
  const mapping = Object.fromEntries([
    ...Object.entries(merged).map(([name, claim]) => [NAMES[name as Standard], claim]),
    ...customs.map(([name, claim]) => [`custom:${name}`, claim]),
  ]);
  Object.entries(mapping).forEach(([name, claim]) => checkClaim(factory, name, claim));
  return mapping;
}

function checkCustom(factory: string, name: string): void {
  if (Token.isUnresolved(name)) {
    throw userError(`${factory}: attributes.custom: an attribute is named by a value that only deployment knows; write its name out`);
  }
  if (/^(custom|dev):/.test(name)) {
    throw userError(`${factory}: attributes.custom: '${name}' has a prefix that the library adds itself; write `
      + `'${name.replace(/^((custom|dev):)+/, '')}'`);
  }
}

function checkClaim(factory: string, name: string, claim: unknown): void {
  if (typeof claim !== 'string' || claim.trim() === '') {
    throw userError(`${factory}: attributes: the claim for '${name}' is empty; name the claim of the provider, or leave the attribute out`);
  }
}
