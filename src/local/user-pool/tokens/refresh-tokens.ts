import { createHash, randomBytes } from 'crypto';
import { now, Session, Tokens } from './tokens';
import { notAuthorized, ServiceError } from '../../requests/service-error';
import { Person } from '../emulator/emulator';
import { KeptStore } from '../emulator/kept-stores';
import { ClientSettings } from '../settings';
import { UserPool, valueOf } from '../user-pool';

/** What a refresh token stands for. */
export interface Refreshable {
  readonly pool: string;
  readonly client: string;
  readonly username: string;
  readonly sub?: string;
  readonly session: Session;
  readonly expires: number;
  /** When another took its place. */
  readonly replaced?: number;
}

/** The refresh tokens of all user pools. */
export class RefreshTokens {
  constructor(private readonly store: KeptStore, private readonly tokens: Tokens) {}

  /** @param expires of a token that takes the place of another, which lives no longer than that */
  public async issue(
    pool: UserPool, client: ClientSettings, person: Person, session: Session, expires = now() + client.validity.refresh,
  ): Promise<string> {
    const token = randomBytes(96).toString('base64url');
    const sub = valueOf(person, 'sub');
    const kept: Refreshable = {
      pool: pool.settings.id, client: client.id, username: person.Username, ...(sub ? { sub } : {}), session, expires,
    };
    await this.store.set({}, ['Refresh', hash(token)], kept);
    return token;
  }

  /**
   * What a token is for, if it may still be used.
   *
   * @throws ServiceError if it may not
   */
  public read(token: unknown, pool: UserPool, client: ClientSettings): Refreshable {
    const found = this.find(token);
    if (!found || found.pool !== pool.settings.id || found.client !== client.id) throw notAuthorized('Invalid Refresh Token');
    if (this.tokens.isRevoked({ origin_jti: found.session.origin })) throw notAuthorized('Refresh Token has been revoked');
    if (found.expires <= now()) throw notAuthorized('Refresh Token has expired');
    if (found.replaced !== undefined && now() - found.replaced >= (client.rotation?.graceSeconds ?? 0)) {
      throw new ServiceError('RefreshTokenReuseException', 'Refresh token has been invalidated by refresh token rotation');
    }
    return found;
  }

  /** The token that takes the place of another. */
  public async rotate(token: string, pool: UserPool, client: ClientSettings, person: Person): Promise<string> {
    const found = this.find(token)!;
    if (found.replaced === undefined) await this.store.set({}, ['Refresh', hash(token)], { ...found, replaced: now() });
    return this.issue(pool, client, person, found.session, found.expires);
  }

  /**
   * Ends the sign-in that a refresh token comes of: it, and the access tokens.
   *
   * @throws ServiceError if it is another client's
   */
  public async revoke(token: unknown, client: ClientSettings): Promise<void> {
    const found = this.find(token);
    if (!found && typeof token === 'string' && token.split('.').length === 3) {
      throw new ServiceError('UnsupportedTokenTypeException', 'The token type is not supported: only refresh tokens can be revoked');
    }
    if (found && found.client !== client.id) {
      throw new ServiceError(
        'UnauthorizedException', 'The refresh token was issued to another client',
      );
    }
    if (found) await this.tokens.revoke(found.session);
  }

  /** Ends every sign-in of somebody. */
  public async revokeAll(pool: UserPool, person: Person): Promise<void> {
    const all = Object.values(this.store.read(['Refresh']) as Record<string, Refreshable>);
    const theirs = all.filter(({ pool: id, username }) => id === pool.settings.id && username === person.Username);
    for (const { session } of theirs) await this.tokens.revoke(session);
  }

  private find(token: unknown): Refreshable | undefined {
    return typeof token === 'string' ? this.store.read(['Refresh', hash(token)]) as Refreshable | undefined : undefined;
  }
}

const hash = (token: string) => createHash('sha256').update(token).digest('hex');
