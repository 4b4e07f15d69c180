import { createHash, randomBytes } from 'crypto';
import { OWN_PEOPLE, ProviderSettings } from '../federation/identity-providers';
import { Parts } from '../parts';
import { ClientSettings } from '../settings';
import { newSession, Session } from '../tokens/tokens';
import { UserPool } from '../user-pool';

/** What an app asks the login pages for. */
export interface AuthorizationRequest {
  readonly pool: UserPool;
  readonly client: ClientSettings;
  readonly redirectUri: string;
  /** A code for tokens, or the tokens themselves. */
  readonly responseType: 'code' | 'token';
  readonly scopes: readonly string[];
  readonly state?: string;
  readonly nonce?: string;
  readonly codeChallenge?: string;
  /** The identity provider that it names. */
  readonly provider?: ProviderSettings;
  /** The request as it came, for the address of another page. */
  readonly search: string;
}

/** A request that nobody may be sent back from: the address is not one of the client's. */
export class BadRequest extends Error {}

/** A request that the app gets told is wrong, at the address it gave. */
export class Refused extends Error {
  constructor(public readonly location: string) {
    super('refused');
  }
}

/** What a code is good for, once. */
export interface CodeGrant {
  readonly poolId: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly username: string;
  readonly session: Session;
  readonly codeChallenge?: string;
  readonly expires: number;
}

/** Tells the app, at the address it gave, why nobody signs in. */
export function refusal({ redirectUri, state }: Pick<AuthorizationRequest, 'redirectUri' | 'state'>, error: string, why?: string): Refused {
  return new Refused(withQuery(redirectUri, {
    error, ...(why ? { error_description: why } : {}), ...(state === undefined ? {} : { state }),
  }));
}

const CODE_MS = 5 * 60 * 1000;

/** The scopes that a request names; none if it names none. */
export function scopesIn(request: URLSearchParams): string[] {
  return request.get('scope')?.split(/[ +]/).filter(Boolean) ?? [];
}

/**
 * Reads what an app asks for.
 *
 * @throws BadRequest, or Refused
 */
export function readAuthorization(parts: Parts, query: URLSearchParams): AuthorizationRequest {
  const { pool, client } = clientOf(parts, query.get('client_id'));
  const redirectUri = query.get('redirect_uri') ?? (client.callbackUrls.length === 1 ? client.callbackUrls[0] : '');
  if (!client.callbackUrls.includes(redirectUri)) {
    throw new BadRequest('redirect_mismatch: the redirect_uri is not one of the callback URLs of the client');
  }
  const state = query.get('state') ?? undefined;
  const refuse = (error: string, why?: string) => refusal({ redirectUri, ...(state === undefined ? {} : { state }) }, error, why);
  const type = query.get('response_type');
  if (type !== 'code' && type !== 'token') {
    throw refuse('invalid_request', type === null ? 'response_type is missing' : 'response_type has to be code or token');
  }
  if (!client.oauthFlows.includes(type === 'code' ? 'code' : 'implicit')) throw refuse('unauthorized_client');
  const [named, identifier] = [query.get('identity_provider'), query.get('idp_identifier')];
  const offered = offeredBy(pool, client);
  if (!client.localSignIn && offered.length === 0) throw refuse('invalid_request', 'nobody signs in through this client');
  const provider = offered.find(({ name, identifiers }) => named === null
    ? identifier !== null && identifiers.includes(identifier)
    : name === named);
  if (!provider && (named !== null || identifier !== null) && !(named === OWN_PEOPLE && client.localSignIn)) {
    throw refuse('invalid_request', `the client lists no identity provider that is called ${named ?? identifier}`);
  }
  const asked = scopesIn(query);
  if (asked.some(scope => !client.scopes.includes(scope))) throw refuse('invalid_scope');
  const [codeChallenge, method] = [query.get('code_challenge') ?? undefined, query.get('code_challenge_method')];
  if (codeChallenge === undefined ? method !== null : method !== 'S256') {
    throw refuse(
      'invalid_request', 'code_challenge_method must be S256',
    );
  }
  const nonce = query.get('nonce') ?? undefined;
  return {
    pool,
    client,
    redirectUri,
    responseType: type,
    scopes: asked.length > 0 ? asked : client.scopes,
    search: `?${query}`,
    ...(state === undefined ? {} : { state }),
    ...(nonce === undefined ? {} : { nonce }),
    ...(codeChallenge === undefined ? {} : { codeChallenge }),
    ...(provider ? { provider } : {}),
  };
}

/** The identity providers that people may sign in with through the client. */
export function offeredBy({ settings }: UserPool, client: ClientSettings): ProviderSettings[] {
  return settings.providers.filter(({ name }) => client.providers.includes(name));
}

/** @throws Refused if the client has nobody sign in with a password */
export function checkLocal(asked: AuthorizationRequest): void {
  if (!asked.client.localSignIn) throw refusal(asked, 'invalid_request', `the client does not list ${OWN_PEOPLE}`);
}

/** @throws BadRequest if there is no such client, or its pool has no login pages */
export function clientOf(parts: Parts, id: string | null): { pool: UserPool; client: ClientSettings } {
  const pool = parts.pools.all.find(candidate => candidate.client(id));
  if (!pool) throw new BadRequest('invalid_request: there is no such client');
  if (!pool.settings.hasDomain) throw new BadRequest('the user pool of this client has no domain in the template, and so no login pages');
  return { pool, client: pool.client(id)! };
}

/** The codes that were given out, and not used yet. */
export class Codes {
  private readonly open = new Map<string, CodeGrant>();

  /** Where somebody is sent who signed in. */
  public locationFor({ pool, client, redirectUri, scopes, state, nonce, codeChallenge }: AuthorizationRequest, username: string): string {
    for (const [code, { expires }] of this.open) if (expires < Date.now()) this.open.delete(code);
    const code = randomBytes(24).toString('base64url');
    this.open.set(code, {
      poolId: pool.settings.id,
      clientId: client.id,
      redirectUri,
      username,
      session: newSession(scopes, nonce),
      expires: Date.now() + CODE_MS,
      ...(codeChallenge === undefined ? {} : { codeChallenge }),
    });
    return withQuery(redirectUri, { code, ...(state === undefined ? {} : { state }) });
  }

  /** What a code is good for; nothing after that, whether the rest was right or not. */
  public take(code: string, clientId: string, redirectUri: string | null, verifier: string | null): CodeGrant | undefined {
    const grant = this.open.get(code);
    this.open.delete(code);
    const isProven = grant?.codeChallenge === undefined
      ? verifier === null
      : verifier !== null && createHash('sha256').update(verifier).digest('base64url') === grant.codeChallenge;
    return grant && grant.expires > Date.now() && grant.clientId === clientId && grant.redirectUri === redirectUri && isProven
      ? grant
      : undefined;
  }
}

export function withQuery(url: string, values: Record<string, string>): string {
  const [base, fragment] = url.split('#');
  const query = new URLSearchParams(values).toString();
  return `${base}${base.includes('?') ? '&' : '?'}${query}${fragment === undefined ? '' : `#${fragment}`}`;
}
