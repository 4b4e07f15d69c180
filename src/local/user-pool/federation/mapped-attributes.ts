import { ProviderSettings } from './identity-providers';
import { VERIFICATION_FLAGS } from '../../../identity-facts/claims/standard-attributes';

/** What an identity provider says of somebody who signed in there. */
export interface Asserted {
  readonly subject: string;
  readonly issuer: string | null;
  readonly claims: Readonly<Record<string, unknown>>;
}

/**
 * The attributes that a provider's mapping makes of its claims: a claim that is not there changes nothing, except that an address counts
 * as verified only as long as the provider says so.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html
 */
export function mappedAttributes({ mapping }: ProviderSettings, { claims }: Asserted): Record<string, string> {
  const mapped = Object.entries(mapping).flatMap(([attribute, claim]): [string, string][] => {
    const value = Object.hasOwn(claims, claim) ? claims[claim] : undefined;
    return value === undefined || value === null ? [] : [[attribute, textOf(value)]];
  });
  const values = Object.fromEntries(mapped);
  const flags = VERIFICATION_FLAGS.filter(flag => Object.hasOwn(values, flag.replace(/_verified$/, '')))
    .map(flag => [flag, String(values[flag] === 'true')]);
  return { ...values, ...Object.fromEntries(flags) };
}

/** Attributes are texts: several values become one, each encoded as in a form. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(item => encoded(textOf(item))).join(',')}]`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const encoded = (text: string) => new URLSearchParams([['', text]]).toString().slice(1);
