import { Token } from 'aws-cdk-lib';

/** As the API has it: no white space, and something on either side of the `@`. */
const ADDRESS = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+@[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u;
/** The same, with a name before it: `Photos <no-reply@example.com>`. */
const NAMED = /^[^<>\r\n]*<([^<>]+)>$/;

/** An address of one person somewhere on the internet. */
const OF_PERSON = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Whether an account can be made for it; what only deployment knows is none. */
export function isAddressOfPerson(text: string): boolean {
  return !Token.isUnresolved(text) && OF_PERSON.test(text);
}

/** Whether mail can be sent from or answered to. What only deployment knows is taken as it is. */
export function isAddress(text: string, named: 'alone' | 'named' = 'alone'): boolean {
  return Token.isUnresolved(text) || ADDRESS.test(named === 'named' ? NAMED.exec(text)?.[1] ?? text : text);
}
