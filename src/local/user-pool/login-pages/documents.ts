import { Page } from '../../user-pool-service';
import { Parts } from '../parts';

const DOCUMENT = /^\/([\w-]+_[A-Za-z0-9]+)\/\.well-known\/(openid-configuration|jwks\.json)$/;

export const json = (body: object, status = 200): Page => ({ status, type: 'application/json', body: JSON.stringify(body) });

/** What a client finds out by itself: the keys of a user pool, and where its pages are. */
export class Documents {
  constructor(private readonly parts: Parts, private readonly endpoint: string) {}

  public has(path: string): boolean {
    return DOCUMENT.test(path);
  }

  /** @throws ServiceError if there is no such user pool */
  public get(path: string): Page {
    const [, poolId, document] = DOCUMENT.exec(path)!;
    const pool = this.parts.pools.byId(poolId);
    if (document === 'jwks.json') return json(this.parts.tokens.jwks);
    const pages = pool.settings.hasDomain ? {
      authorization_endpoint: `${this.endpoint}/oauth2/authorize`,
      end_session_endpoint: `${this.endpoint}/logout`,
      revocation_endpoint: `${this.endpoint}/oauth2/revoke`,
      token_endpoint: `${this.endpoint}/oauth2/token`,
      userinfo_endpoint: `${this.endpoint}/oauth2/userInfo`,
    } : {};
    return json({
      issuer: this.parts.tokens.issuer(pool),
      jwks_uri: `${this.endpoint}/${poolId}/.well-known/jwks.json`,
      ...pages,
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code', 'token'],
      scopes_supported: ['openid', 'email', 'phone', 'profile'],
      subject_types_supported: ['public'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    });
  }
}
