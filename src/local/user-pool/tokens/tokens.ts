import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, KeyObject, randomUUID, sign, verify } from 'crypto';
import { changeTokens } from './pre-token';
import { SELF_SERVICE_SCOPE } from '../../../identity-facts/claims/claim-writers';
import { VERIFICATION_FLAGS } from '../../../identity-facts/claims/standard-attributes';
import { notAuthorized } from '../../requests/service-error';
import { Person } from '../emulator/emulator';
import { KeptStore } from '../emulator/kept-stores';
import { Triggers } from '../functions/triggers';
import { IDENTITIES, identitiesClaim } from '../identities';
import { OF_EVERYBODY, readable } from '../rules/client-rules';
import { ClientSettings } from '../settings';
import { UserPool, valueOf } from '../user-pool';

/** One sign-in, which all tokens that come of it share. */
export interface Session {
  /** What revoking is by. */
  readonly origin: string;
  /** The same, in the tokens of clients that have no revoking: their people sign out everywhere all the same. */
  readonly event?: string;
  /** When the person signed in, in seconds; refreshing does not change it. */
  readonly authTime: number;
  readonly scopes: readonly string[];
  readonly nonce?: string;
  /** Of the access tokens that come of the login pages; others name none. */
  readonly version?: 2;
}

export type Claims = Record<string, unknown>;

const KEY_ID = 'local-user-pool';
const HEADER = encode({ kid: KEY_ID, alg: 'RS256' });
/** What each scope lets an ID token say, where people signed in with scopes. */
const SCOPE_CLAIMS: Record<string, string[]> = { email: ['email', 'email_verified'], phone: ['phone_number', 'phone_number_verified'] };

/** @param scopes as the login pages are asked for them */
export const newSession = (scopes?: readonly string[], nonce?: string): Session => ({
  origin: randomUUID(),
  event: randomUUID(),
  authTime: now(),
  scopes: scopes ?? [SELF_SERVICE_SCOPE],
  ...(nonce === undefined ? {} : { nonce }),
  ...(scopes ? { version: 2 } : {}),
});

export const now = () => Math.floor(Date.now() / 1000);

/** Makes the tokens of all user pools, and reads them again. */
export class Tokens {
  private readonly key: KeyObject;

  constructor(
    private readonly store: KeptStore, private readonly issuers: ReadonlyMap<string, string>, private readonly triggers: Triggers,
  ) {
    if (store.read(['Key']) === undefined) {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      void store.set({}, 'Key', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    }
    this.key = createPrivateKey(store.read(['Key']) as string);
  }

  public get jwks(): object {
    return { keys: [{ ...createPublicKey(this.key).export({ format: 'jwk' }), kid: KEY_ID, alg: 'RS256', use: 'sig' }] };
  }

  public issuer(pool: UserPool): string {
    return this.issuers.get(pool.settings.id)!;
  }

  /** @param source what the trigger is told, e.g. `Authentication` */
  public async issue(
    pool: UserPool, client: ClientSettings, person: Person, session: Session, source: string,
  ): Promise<{ id: string; access: string }> {
    const sub = person.Attributes.find(({ Name }) => Name === 'sub')?.Value ?? person.Username;
    const groups = await pool.groupsOf(person);
    const issued = now();
    const shared = {
      sub,
      ...(groups.names.length > 0 ? { 'cognito:groups': groups.names } : {}),
      iss: this.issuer(pool),
      ...(client.revocation ? { origin_jti: session.origin } : {}),
      event_id: session.event ?? randomUUID(),
      auth_time: session.authTime,
      iat: issued,
    };
    const changed = await changeTokens(this.triggers, { pool, client, person, groups, source, scopes: session.scopes }, {
      id: {
        ...attributeClaims(client, person, session.scopes),
        ...(valueOf(person, IDENTITIES) === undefined ? {} : { identities: identitiesClaim(person) }),
        ...shared,
        ...(groups.roles.length > 0 ? { 'cognito:roles': groups.roles } : {}),
        ...(groups.preferred === undefined ? {} : { 'cognito:preferred_role': groups.preferred }),
        'cognito:username': person.Username,
        'aud': client.id,
        'token_use': 'id',
        'exp': issued + client.validity.id,
        'jti': randomUUID(),
        ...(session.nonce === undefined ? {} : { nonce: session.nonce }),
      },
      access: {
        ...shared,
        ...(session.version === undefined ? {} : { version: session.version }),
        client_id: client.id,
        token_use: 'access',
        scope: session.scopes.join(' '),
        exp: issued + client.validity.access,
        jti: randomUUID(),
        username: person.Username,
      },
    });
    const access = this.signed(changed.access);
    const hash = createHash('sha256').update(access).digest().subarray(0, 16).toString('base64url');
    return { access, id: this.signed(session.scopes.includes('openid') ? { at_hash: hash, ...changed.id } : changed.id) };
  }

  /** An access token for a client that acts for nobody: the client is its own subject. */
  public async issueForMachine(
    pool: UserPool, client: ClientSettings, scopes: readonly string[], clientMetadata?: object,
  ): Promise<string> {
    const issued = now();
    const groups = { names: [], roles: [] };
    const { access } = await changeTokens(this.triggers, {
      pool, client, groups, source: 'ClientCredentials', scopes, ...(clientMetadata ? { clientMetadata } : {}),
    }, {
      id: {},
      access: {
        sub: client.id,
        token_use: 'access',
        scope: scopes.join(' '),
        auth_time: issued,
        iss: this.issuer(pool),
        exp: issued + client.validity.access,
        iat: issued,
        version: 2,
        jti: randomUUID(),
        client_id: client.id,
      },
    });
    return this.signed(access);
  }

  /**
   * The claims of an access token that this server made.
   *
   * @throws ServiceError if it is another's, or too old
   */
  public read(token: unknown): Claims {
    const [header, payload, signature] = typeof token === 'string' ? token.split('.') : [];
    const isOurs = header === HEADER && payload && signature
      && verify('RSA-SHA256', Buffer.from(`${header}.${payload}`), createPublicKey(this.key), Buffer.from(signature, 'base64url'));
    if (!isOurs) throw notAuthorized('Invalid Access Token');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Claims;
    if (claims.token_use !== 'access') throw notAuthorized('Invalid Access Token');
    if (Number(claims.exp) <= now()) throw notAuthorized('Access Token has expired');
    if (this.isRevoked(claims)) throw notAuthorized('Access Token has been revoked');
    return claims;
  }

  /** Whether the sign-in that a token comes of was ended. */
  public isRevoked({ origin_jti: origin, event_id: event }: Claims): boolean {
    return [origin, event].some(id => typeof id === 'string' && this.store.read(['Revoked', id]) !== undefined);
  }

  public async revoke({ origin, event }: Session): Promise<void> {
    for (const id of [origin, event]) if (id !== undefined) await this.store.set({}, ['Revoked', id], now());
  }

  private signed(claims: Claims): string {
    const text = `${HEADER}.${encode(claims)}`;
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), this.key).toString('base64url')}`;
  }
}

export function attributeClaims(client: ClientSettings, person: Person, scopes: readonly string[]): Claims {
  const narrowing = scopes.filter(scope => scope === 'profile' || scope in SCOPE_CLAIMS);
  const allowed = (name: string) => {
    if (narrowing.length === 0 || OF_EVERYBODY.includes(name)) return true;
    const scope = Object.keys(SCOPE_CLAIMS).find(candidate => SCOPE_CLAIMS[candidate].includes(name)) ?? 'profile';
    return narrowing.includes(scope);
  };
  const attributes = readable(client, person.Attributes).filter(({ Name, Value }) => Value !== undefined && Value !== '' && allowed(Name));
  return Object.fromEntries(attributes.map(({ Name, Value }) => [Name, VERIFICATION_FLAGS.includes(Name) ? Value === 'true' : Value]));
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
