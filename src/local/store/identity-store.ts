import { createPrivateKey, generateKeyPairSync, KeyObject, randomBytes, randomUUID } from 'crypto';
import { Journal, NO_JOURNAL } from './journal';
import { TagMap } from '../../identity-facts/entities/session-tags';
import { ServiceError } from '../requests/service-error';

/** A user of a login provider. */
export interface Login {
  /** The key of the provider in a `Logins` map. */
  readonly provider: string;
  /** The user's name there: the `sub` of the token. */
  readonly user: string;
}

export interface Identity {
  readonly id: string;
  readonly poolId: string;
  /** Empty for a guest. */
  readonly logins: Login[];
  /** Seconds since the epoch. */
  readonly created: number;
}

type Entry =
  | { key: { signing: string; sessions: string } }
  | { identity: string; pool: string; created: number; logins: [string, string][] }
  | { link: string; provider: string; user: string }
  | { tags: { pool: string; provider: string; useDefaults: boolean; tags: Record<string, string> } };

const DEFAULT_MAX_IDENTITIES = 1_000_000;

/** Everything that the local identity pools have to remember. */
export class IdentityStore {
  public signingKey!: KeyObject;
  public sessionKey!: Buffer;
  private readonly identities = new Map<string, Identity>();
  private readonly byLogin = new Map<string, string>();
  /** Principal-tag maps as they were set at run time, in place of the template's. */
  private readonly tagMaps = new Map<string, TagMap>();

  constructor(
    private readonly journal: Journal = NO_JOURNAL, entries: object[] = [], private readonly maxIdentities = DEFAULT_MAX_IDENTITIES,
  ) {
    for (const entry of entries) this.apply(entry as Entry);
    if (!this.signingKey) {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      this.record({
        key: { signing: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), sessions: randomBytes(32).toString('hex') },
      });
    }
  }

  public get size(): number {
    return this.identities.size;
  }

  public identity(id: string): Identity | undefined {
    return this.identities.get(id);
  }

  /** The identity that a user of a provider has in a pool. */
  public find(poolId: string, login: Login): Identity | undefined {
    const id = this.byLogin.get(loginKey(poolId, login));
    return id === undefined ? undefined : this.identities.get(id);
  }

  /** The identities of a pool that belong to one provider's user, or to all of them. */
  public list(poolId: string): Identity[] {
    return [...this.identities.values()].filter(identity => identity.poolId === poolId);
  }

  /** @throws ServiceError if the store is full */
  public create(poolId: string, logins: Login[]): Identity {
    if (this.identities.size >= this.maxIdentities) {
      throw new ServiceError('LimitExceededException', `This local identity pool keeps at most ${this.maxIdentities} identities.`);
    }
    const id = `${poolId.split(':')[0]}:${randomUUID()}`;
    this.record({
      identity: id, pool: poolId, created: Math.floor(Date.now() / 1000), logins: logins.map(({ provider, user }) => [provider, user]),
    });
    return this.identities.get(id)!;
  }

  /** Lets a further login lead to an identity. */
  public link(identity: Identity, login: Login): void {
    this.record({ link: identity.id, ...login });
  }

  public tagMap(poolId: string, provider: string): TagMap | undefined {
    return this.tagMaps.get(`${poolId}\n${provider}`);
  }

  public setTagMap(poolId: string, provider: string, map: TagMap): void {
    this.record({ tags: { pool: poolId, provider, ...map } });
  }

  public close(): void {
    this.journal.close();
  }

  private record(entry: Entry): void {
    this.journal.append(entry);
    this.apply(entry);
  }

  private apply(entry: Entry): void {
    if ('key' in entry) {
      this.signingKey = createPrivateKey(entry.key.signing);
      this.sessionKey = Buffer.from(entry.key.sessions, 'hex');
    } else if ('identity' in entry) {
      const logins = entry.logins.map(([provider, user]) => ({ provider, user }));
      this.identities.set(entry.identity, { id: entry.identity, poolId: entry.pool, logins, created: entry.created });
      for (const login of logins) this.byLogin.set(loginKey(entry.pool, login), entry.identity);
    } else if ('link' in entry) {
      const identity = this.identities.get(entry.link);
      const login = { provider: entry.provider, user: entry.user };
      identity?.logins.push(login);
      if (identity) this.byLogin.set(loginKey(identity.poolId, login), identity.id);
    } else if ('tags' in entry) {
      const { pool, provider, useDefaults, tags } = entry.tags;
      this.tagMaps.set(`${pool}\n${provider}`, { useDefaults, tags });
    }
  }
}

const loginKey = (poolId: string, login: Login) => `${poolId}\n${login.provider}\n${login.user}`;
