import { JwtVerifier } from 'aws-jwt-verify';
import {
  FetchError, JwtBaseError, JwtExpiredError, JwtInvalidAudienceError, JwtInvalidIssuerError, JwtParseError,
} from 'aws-jwt-verify/error';
import { SimpleJwksCache, SimplePenaltyBox } from 'aws-jwt-verify/jwk';
import { fetchDocument } from './fetch-document';
import { notAuthorized, ServiceError } from '../requests/service-error';

/** The claims of a verified token. */
export type Claims = Record<string, unknown> & { sub: string; aud: string };

// A token with an unknown key id makes the keys be fetched again; not more often than this, whoever sends such tokens.
const REFETCH_AFTER_SECONDS = 2;
// What clocks may differ by.
const CLOCK_SECONDS = 60;

/** The addresses for which a login issuer may be reached without TLS. */
export const isLoopback = (hostname: string) => /^(localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/.test(hostname);

/** What a token must be for one login. */
export interface Expected {
  /** Its `iss`. */
  readonly issuer: string;
  /** Where the keys of the issuer are. */
  readonly keysAt: string;
  /** The client ids that may have asked for it. */
  readonly audiences: string[];
  /** Whether a user pool made it, which says what each token is for. */
  readonly cognito: boolean;
}

/** Verifies login tokens: signature by the issuer's published keys, issuer, audience, times and use. */
export class LoginTokens {
  private readonly jwksCache = new SimpleJwksCache({
    penaltyBox: new SimplePenaltyBox({ waitSeconds: REFETCH_AFTER_SECONDS }),
    fetcher: { fetch: uri => fetchKeys(uri).finally(() => this.verifiers.clear()) },
  });

  /** By what they expect; made anew whenever keys were read, since a verifier keeps a key by its id. */
  private readonly verifiers = new Map<string, ReturnType<LoginTokens['newVerifier']>>();

  /** @throws ServiceError in the words of Cognito Identity */
  public async verify(token: string, expected: Expected): Promise<Claims> {
    const { audiences, cognito } = expected;
    let claims;
    try {
      claims = await this.verifier(expected).verify(token);
    } catch (error) {
      throw refusal(error);
    }
    if (cognito && claims.token_use !== 'id') throw notAuthorized('Invalid login token. Not a valid OpenId Connect identity token.');
    const aud =
      audiences.find(audience => audience === claims.aud || !cognito && Array.isArray(claims.aud) && claims.aud.includes(audience));
    // the library takes a token without an expiry for one that never expires
    if (typeof claims.exp !== 'number' || typeof claims.sub !== 'string' || !claims.sub || aud === undefined) {
      throw notAuthorized('Invalid login token. Missing a required claim.');
    }
    return { ...claims, aud } as unknown as Claims;
  }

  private verifier(expected: Expected): ReturnType<LoginTokens['newVerifier']> {
    const key = JSON.stringify(expected);
    const known = this.verifiers.get(key) ?? this.newVerifier(expected);
    this.verifiers.set(key, known);
    return known;
  }

  private newVerifier({ issuer, keysAt, audiences }: Expected) {
    return JwtVerifier.create(
      { issuer, audience: audiences, jwksUri: keysAt, customJwtCheck: ({ header, payload }) => refuseOdd(header, payload) },
      { jwksCache: this.jwksCache },
    );
  }
}

/** What the library does not look at: demands of the token that nobody here can meet, and a date that has yet to come. */
function refuseOdd(header: object, { iat }: { iat?: unknown }): void {
  if ('crit' in header) throw notAuthorized("Invalid login token. Couldn't verify signed token. (its header has crit)");
  if (typeof iat === 'number' && iat > Math.floor(Date.now() / 1000) + CLOCK_SECONDS) {
    throw notAuthorized("Invalid login token. Couldn't verify signed token. (it was issued in the future)");
  }
}

function refusal(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  if (error instanceof JwtExpiredError) {
    return notAuthorized(`Invalid login token. Token expired: ${Math.floor(Date.now() / 1000)} >= ${error.failedAssertion.actual}`);
  }
  if (error instanceof JwtInvalidAudienceError) return notAuthorized('Invalid login token. Incorrect token audience.');
  if (error instanceof JwtInvalidIssuerError) return notAuthorized("Invalid login token. Issuer doesn't match providerName");
  if (error instanceof JwtParseError) return notAuthorized('Invalid login token. Not a valid OpenId Connect identity token.');
  if (error instanceof FetchError) {
    return new ServiceError('ExternalServiceException', `The keys of the login provider cannot be read: ${error.message}`);
  }
  if (error instanceof JwtBaseError) return notAuthorized(`Invalid login token. Couldn't verify signed token. (${error.message})`);
  throw error;
}

async function fetchKeys(uri: string): Promise<ArrayBuffer> {
  try {
    const all = await fetchDocument(uri);
    return all.buffer.slice(all.byteOffset, all.byteOffset + all.length) as ArrayBuffer;
  } catch (error) {
    throw new FetchError(uri, (error as Error).message);
  }
}
