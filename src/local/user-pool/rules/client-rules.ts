import { timingSafeEqual } from 'crypto';
import { mayWrite } from '../../../identity-facts/claims/claim-writers';
import { SET_BY_COGNITO } from '../../../identity-facts/claims/standard-attributes';
import { secretHash } from '../../../private/sign-in/secret-hash';
import { invalidParameter, notAuthorized } from '../../requests/service-error';
import { Attribute } from '../emulator/emulator';
import { IDENTITIES } from '../identities';
import { ClientSettings } from '../settings';

/** The flow that each name of a flow asks for; the old names are those of before the prefix. */
const ALLOWED_BY: Record<string, string[]> = {
  USER_PASSWORD_AUTH: ['ALLOW_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH'],
  USER_SRP_AUTH: ['ALLOW_USER_SRP_AUTH'],
  USER_AUTH: ['ALLOW_USER_AUTH'],
  CUSTOM_AUTH: ['ALLOW_CUSTOM_AUTH', 'CUSTOM_AUTH_FLOW_ONLY'],
  REFRESH_TOKEN_AUTH: ['ALLOW_REFRESH_TOKEN_AUTH'],
  REFRESH_TOKEN: ['ALLOW_REFRESH_TOKEN_AUTH'],
  ADMIN_USER_PASSWORD_AUTH: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'],
  ADMIN_NO_SRP_AUTH: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'],
};

/** @throws ServiceError if the client does not let people sign in that way */
export function checkFlow(client: ClientSettings, flow: string): void {
  const allowing = Object.hasOwn(ALLOWED_BY, flow) ? ALLOWED_BY[flow] : undefined;
  if (!allowing) throw invalidParameter('Initiate Auth method not supported.');
  if (client.rotation && flow.startsWith('REFRESH_TOKEN')) throw invalidParameter(`${flow} flow not enabled for this client`);
  if (!allowing.some(name => client.flows.includes(name))) throw invalidParameter(`${flow} flow not enabled for this client`);
}

/**
 * Whoever uses a client with a secret shows that they know it.
 *
 * @param usernames any of which the hash may be for
 * @throws ServiceError if they do not
 */
export function checkSecretHash({ id, secretValue }: ClientSettings, usernames: string[], given: unknown): void {
  if (secretValue === undefined) {
    if (given !== undefined) throw notAuthorized(`Unable to verify secret hash for client ${id}`);
    return;
  }
  if (typeof given !== 'string') throw notAuthorized(`Client ${id} is configured with secret but SECRET_HASH was not received`);
  if (!usernames.some(name => isSame(secretHash(id, secretValue, name), given))) {
    throw notAuthorized(`Unable to verify secret hash for client ${id}`);
  }
}

/** @throws ServiceError if the client has a secret, and this is not it */
export function checkSecret(client: ClientSettings, given: unknown): void {
  if (!isSecret(client, given)) throw notAuthorized('Invalid client secret');
}

/** Whether it is the secret of the client, or the client has none. */
export function isSecret({ secretValue }: ClientSettings, given: unknown): boolean {
  return secretValue === undefined || typeof given === 'string' && isSame(secretValue, given);
}

/** @throws ServiceError if people may not write one of the attributes through the client */
export function checkWrites(client: ClientSettings, names: string[]): void {
  const refused = names.find(name => SET_BY_COGNITO.includes(name) || name.startsWith('dev:') || !mayWrite(client, name));
  if (refused !== undefined) throw notAuthorized('A client attempted to write unauthorized attribute');
}

/** What no client is kept from reading. */
export const OF_EVERYBODY = ['sub', IDENTITIES];

/** The attributes that the client may read: all of them, if it names none. */
export function readable({ readAttributes = [] }: ClientSettings, attributes: Attribute[]): Attribute[] {
  return readAttributes.length === 0
    ? attributes
    : attributes.filter(({ Name }) => OF_EVERYBODY.includes(Name) || readAttributes.includes(Name));
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
