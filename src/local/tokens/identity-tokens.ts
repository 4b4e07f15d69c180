import { createHash, createPublicKey, createSign, KeyObject, randomUUID } from 'crypto';
import { JwtVerifier } from 'aws-jwt-verify';
import { JwtExpiredError } from 'aws-jwt-verify/error';
import { ServiceError } from '../requests/service-error';

/** What an identity pool says about an identity in the OpenID token that it issues. */
export interface IdentityClaims {
  readonly sub: string;
  /** Identity pool id. */
  readonly aud: string;
  readonly amr: string[];
  readonly exp: number;
  /** Session tags, already computed from the login's claims. */
  readonly tags?: Record<string, string>;
}

const TAGS_CLAIM = 'https://aws.amazon.com/tags';

/** Signs the identity pools' own OpenID tokens, and checks them again when they come back for STS credentials. */
export class IdentityTokens {
  public readonly jwks: { keys: { kty: string; n: string; e: string; kid: string; use: string; alg: string }[] };
  private readonly kid: string;
  private readonly verifier;

  constructor(private readonly privateKey: KeyObject, private readonly issuer: string) {
    const { kty, n, e } = createPublicKey(privateKey).export({ format: 'jwk' }) as Record<string, string>;
    this.kid = createHash('sha256').update(n).digest('hex').slice(0, 16);
    this.jwks = { keys: [{ kty, n, e, kid: this.kid, use: 'sig', alg: 'RS512' }] };
    this.verifier = JwtVerifier.create({ issuer, audience: null, jwksUri: `${issuer}/.well-known/jwks_uri` });
    this.verifier.cacheJwks(this.jwks);
  }

  public sign(claims: IdentityClaims): string {
    const { tags, ...rest } = claims;
    const payload = {
      ...rest,
      iss: this.issuer,
      iat: Math.floor(Date.now() / 1000),
      jti: randomUUID(),
      ...(tags ? { [TAGS_CLAIM]: { principal_tags: Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, [value]])) } } : {}),
    };
    const signed = [
      { alg: 'RS512', typ: 'JWS', kid: this.kid }, payload,
    ].map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${signed}.${createSign('RSA-SHA512').update(signed).sign(this.privateKey, 'base64url')}`;
  }

  /**
   * The claims of a token that this server signed itself.
   *
   * @throws ServiceError in the words of STS
   */
  public verify(token: string): IdentityClaims {
    try {
      const payload = this.verifier.verifySync(token) as any;
      const tags = payload[TAGS_CLAIM]?.principal_tags as Record<string, string[]> | undefined;
      return {
        sub: payload.sub,
        aud: payload.aud,
        amr: payload.amr,
        exp: payload.exp,
        ...(tags ? { tags: Object.fromEntries(Object.entries(tags).map(([key, values]) => [key, values[0]])) } : {}),
      };
    } catch (error) {
      if (error instanceof JwtExpiredError) throw new ServiceError('ExpiredTokenException', `Token expired: ${error.message}`);
      throw new ServiceError('InvalidIdentityToken', `Couldn't verify signed token: ${(error as Error).message}`);
    }
  }
}
