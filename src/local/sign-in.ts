import { Directory, LocalPool, LoginProvider } from './directory/directory';
import { invalidParameter, notAuthorized, notFound, ServiceError } from './requests/service-error';
import { Identity, IdentityStore, Login } from './store/identity-store';
import { IdentityTokens } from './tokens/identity-tokens';
import { Claims, LoginTokens } from './tokens/login-tokens';
import { SamlAssertions } from './tokens/saml-assertions';

/** A login whose token was found to be good. */
export interface VerifiedLogin extends Login {
  /** How the access model calls a login of this kind. */
  readonly modelKey: string;
  readonly claims: Partial<Claims>;
  /** Session tags that the token itself carries. */
  readonly tags?: Record<string, string>;
}

/** The key under which an identity pool takes back its own token for a developer-authenticated identity. */
export const OWN_PROVIDER = 'cognito-identity.amazonaws.com';

function unknownKeys({ key, userPool }: LoginProvider): string {
  const option = userPool ? '--issuer for its user pool' : `--keys ${key}=URL`;
  return `The keys of ${key} are not known here: start the server with ${option}.`;
}

/** Decides which identity the bearer of some login tokens is. */
export class SignIn {
  private readonly tokens = new LoginTokens();
  private readonly assertions = new SamlAssertions();

  constructor(
    private readonly directory: Directory,
    private readonly store: IdentityStore,
    private readonly ownTokens: IdentityTokens,
    /** Asks the user pool of a token, where it can be asked. */
    private readonly askUserPool: (claims: Claims) => Promise<void> = async () => undefined,
  ) {}

  /** @throws ServiceError if there is no such pool */
  public pool(poolId: string): LocalPool {
    const pool = this.directory.pools.get(poolId);
    if (!pool) throw notFound(`IdentityPool '${poolId}' not found.`);
    return pool;
  }

  /** @throws ServiceError if there is no such identity, or its pool is not in this template */
  public identity(identityId: string): { identity: Identity; pool: LocalPool } {
    const identity = this.store.identity(identityId);
    const pool = identity && this.directory.pools.get(identity.poolId);
    if (!identity || !pool) throw notFound(`Identity '${identityId}' not found.`);
    return { identity, pool };
  }

  /** @throws ServiceError if any of the tokens is not good for this pool */
  public async verify(pool: LocalPool, logins: [string, string][], identity?: Identity): Promise<VerifiedLogin[]> {
    const verified = await Promise.all(logins.map(([key, token]) =>
      key === OWN_PROVIDER ? this.verifyOwn(pool, token, identity) : this.verifyLogin(pool, key, token)));
    const twice = verified.find(({ provider }, index) => verified.findIndex(other => other.provider === provider) < index);
    if (twice) throw invalidParameter(`${twice.provider} is given under two keys that mean the same provider.`);
    return verified;
  }

  /** The identity that GetId answers with: the one that these logins lead to already, or a new one. */
  public enter(pool: LocalPool, logins: VerifiedLogin[]): Identity {
    if (logins.length === 0) {
      this.requireGuests(pool);
      return this.store.create(pool.id, []);
    }
    const known = this.owner(pool, logins);
    if (!known) return this.store.create(pool.id, logins);
    this.linkMissing(pool, known, logins);
    return known;
  }

  /**
   * Makes sure that the bearer of these logins may speak for an identity. A guest who signs in keeps the identity, unless
   * the login has one already.
   */
  public claim(pool: LocalPool, identity: Identity, logins: VerifiedLogin[]): Identity {
    if (logins.length === 0) {
      if (identity.logins.length > 0) throw notAuthorized(`Access to Identity '${identity.id}' is forbidden.`);
      this.requireGuests(pool);
      return identity;
    }
    const owner = this.owner(pool, logins) ?? (identity.logins.length === 0 ? identity : undefined);
    if (!owner || (owner !== identity && identity.logins.length > 0)) {
      throw notAuthorized("Logins don't match. Please include at least one valid login for this identity or identity pool.");
    }
    this.linkMissing(pool, owner, logins);
    return owner;
  }

  /** Whatever key a login came under, it is kept under one: the same user is the same identity. */
  private async verifyLogin(pool: LocalPool, key: string, token: string): Promise<VerifiedLogin> {
    const provider = pool.logins.get(key) ?? [...pool.logins.values()].find(({ aliases }) => aliases?.includes(key));
    if (!provider) throw notAuthorized('Token is not from a supported provider of this identity pool.');
    if (provider.saml) return this.verifyAssertion(provider, token);
    const { issuer, keysAt, userPool, clients } = provider;
    if (!issuer || !keysAt) throw invalidParameter(unknownKeys(provider));
    if (clients.size === 0) throw invalidParameter(`The audience of ${key} is not known here: start the server with --client ${key}=ID.`);
    const claims = await this.tokens.verify(token, { issuer, keysAt, audiences: [...clients.keys()], cognito: userPool !== undefined });
    const { modelKey, serverSideTokenCheck } = clients.get(claims.aud)!;
    if (serverSideTokenCheck) await this.askUserPool(claims);
    return { provider: provider.key, user: claims.sub, claims, modelKey };
  }

  private async verifyAssertion({ key, saml, keysAt, clients }: LoginProvider, response: string): Promise<VerifiedLogin> {
    const metadata = keysAt === undefined ? saml?.metadata : { at: keysAt };
    if (metadata === undefined) {
      throw invalidParameter(`The metadata of ${key} is not known here: start the server with --keys ${key}=URL.`);
    }
    const [[audience, { modelKey }]] = clients;
    const { nameId, claims } = await this.assertions.verify(response, { metadata, audience });
    return { provider: key, user: nameId, claims: { ...claims, sub: nameId, aud: audience }, modelKey };
  }

  private async verifyOwn(pool: LocalPool, token: string, identity?: Identity): Promise<VerifiedLogin> {
    const login = identity?.logins.find(({ provider }) => provider === pool.developerProvider);
    let claims;
    try {
      claims = this.ownTokens.verify(token);
    } catch (error) {
      throw notAuthorized(`Invalid login token. ${(error as Error).message}`);
    }
    if (!login || claims.sub !== identity?.id || claims.aud !== pool.id) {
      throw notAuthorized('Invalid login token. It belongs to another identity.');
    }
    return { ...login, modelKey: login.provider, claims: { sub: login.user }, tags: claims.tags };
  }

  private owner(pool: LocalPool, logins: VerifiedLogin[]): Identity | undefined {
    const owners = new Set(logins.map(login => this.store.find(pool.id, login)).filter(found => found !== undefined));
    if (owners.size > 1) throw new ServiceError('ResourceConflictException', 'The logins belong to different identities.');
    return [...owners][0];
  }

  private linkMissing(pool: LocalPool, identity: Identity, logins: VerifiedLogin[]): void {
    for (const login of logins) {
      if (!this.store.find(pool.id, login)) this.store.link(identity, login);
    }
  }

  private requireGuests(pool: LocalPool): void {
    if (!pool.allowsGuests) throw notAuthorized('Unauthenticated access is not supported for this identity pool.');
  }
}
