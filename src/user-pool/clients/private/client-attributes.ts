import { Lazy, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { UserFlowsBlueprint } from './client-blueprint';
import { SET_BY_COGNITO } from '../../../identity-facts/claims/standard-attributes';
import { fail } from '../../../private/fail';
import type { ClientContext } from '../client-context';

/** A standard attribute, hence one of every pool. */
const HARMLESS = 'locale';

/**
 * Hands names that are already those of Cognito to the L2.
 */
export class NamedAttributes extends cognito.ClientAttributes {
  constructor(private readonly names: string[]) {
    super();
  }

  public attributes(): string[] {
    return [...this.names];
  }
}

/**
 * The read and write lists of a client: those asked for, or else those of the pool. Always explicit, because what Cognito does with an
 * absent list is documented in two ways.
 */
export function attributesFor(context: ClientContext, subject: string, users: UserFlowsBlueprint): { read: string[]; write: string[] } {
  const read = users.readAttributes ?? (users.external ? attributesWithoutUsers(context) : context.readableAttributes);
  const write = users.writeAttributes ?? context.writableAttributes.filter((name) => !SET_BY_COGNITO.includes(name));
  if (users.readAttributes && !Token.isUnresolved(read)) {
    checkKnown(context, `${subject}: readAttributes`, read, context.readableAttributes);
  }
  if (users.writeAttributes && !Token.isUnresolved(write)) {
    checkWritable(context, `${subject}: writeAttributes`, write);
  }
  return { read: asKnown(read), write: asKnown(write) };
}

/** Whoever reads a list with one name that is a token must not take the others for all: the whole list becomes a token. */
function asKnown(names: string[]): string[] {
  return names.some(isToken) ? Lazy.uncachedList({ produce: () => names }) : names;
}

function isToken(name: string): boolean {
  return Token.isUnresolved(name);
}

/**
 * The write list of a client without users, and what apps of others read: whoever knows id and secret of a client may call `SignUp` with
 * it, and without a list write every attribute. What the pool requires has to be in every list; an empty list may count as none.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SignUp.html
 */
export function attributesWithoutUsers(context: ClientContext): string[] {
  return context.requiredAttributes.length > 0 ? context.requiredAttributes : [HARMLESS];
}

function checkWritable(context: ClientContext, prop: string, names: string[]): void {
  for (const name of names) {
    if (SET_BY_COGNITO.includes(name)) {
      fail(context.scope, `${prop}: '${name}' is set by Cognito and written by nobody; remove it`);
    }
  }
  checkKnown(context, prop, names, context.readableAttributes);
  const missing = context.requiredAttributes.filter((name) => !names.includes(name));
  if (missing.length > names.filter(isToken).length) {
    fail(context.scope, `${prop} lacks ${missing.join(', ')}, which the pool requires at sign-up; add what is missing`);
  }
}

function checkKnown(context: ClientContext, prop: string, names: string[], known: string[]): void {
  for (const name of names) {
    if (!isToken(name) && !known.includes(name)) {
      const custom = `custom:${name}`;
      const declare = context.declaredIn === undefined ? '' : `declare it in ${context.declaredIn}; as told, `;
      const fix = known.includes(custom) ? `write '${custom}'` : `${declare}the pool has: ${known.join(', ')}`;
      fail(context.scope, `${prop}: '${name}' is not an attribute of this user pool; ${fix}`);
    }
  }
}
