import { Codes, scopesIn } from './authorization';
import { json } from './documents';
import { isObject } from '../../../template/values';
import { ServiceError } from '../../requests/service-error';
import { Page, PageRequest } from '../../user-pool-service';
import { UserPoolApi } from '../api';
import { Parts } from '../parts';
import { checkSecret } from '../rules/client-rules';
import { ClientSettings } from '../settings';
import { scopesFor } from '../tokens/machine-tokens';
import { Grant } from '../tokens/token-api';
import { attributeClaims } from '../tokens/tokens';
import { UserPool } from '../user-pool';

/** What OAuth calls a refusal. */
class OAuthError extends Error {
  constructor(public readonly error: string, public readonly status = 400) {
    super(error);
  }
}

/** The endpoints that apps call after the login pages. */
export class TokenEndpoint {
  constructor(private readonly parts: Parts, private readonly api: UserPoolApi, private readonly codes: Codes) {}

  /** @see https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html */
  public token(request: PageRequest): Promise<Page> {
    return answered(async () => {
      const { pool, client, form } = this.client(request);
      const type = form.get('grant_type');
      if (type === 'authorization_code') return json(await this.byCode(pool, client, form));
      if (type === 'refresh_token') {
        const token = form.get('refresh_token') ?? '';
        const { session } = this.parts.refreshTokens.read(token, pool, client);
        return json(asOAuth(await this.api.tokenApi.again(pool, client, token), session.scopes));
      }
      if (type === 'client_credentials') return json(await this.forMachine(pool, client, form));
      throw new OAuthError('unsupported_grant_type');
    });
  }

  public revoke(request: PageRequest): Promise<Page> {
    return answered(async () => {
      const { client, form } = this.client(request);
      if (!client.revocation) throw new OAuthError('invalid_request');
      await this.parts.refreshTokens.revoke(form.get('token'), client);
      return { status: 200, type: 'application/json', body: '' };
    });
  }

  public async userInfo({ headers }: PageRequest): Promise<Page> {
    const token = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
    try {
      const { client, person, scopes } = await this.api.account.bearer(token, 'openid');
      const claims = attributeClaims(client, person, scopes);
      return json({
        ...Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, String(value)])), username: person.Username,
      });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      return {
        ...json(
          { error: 'invalid_token', error_description: error.message }, 401,
        ),
        headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
        errorType: error.type,
      };
    }
  }

  private async byCode(pool: UserPool, client: ClientSettings, form: URLSearchParams): Promise<object> {
    const grant = this.codes.take(form.get('code') ?? '', client.id, form.get('redirect_uri'), form.get('code_verifier'));
    const person = grant && await pool.find(grant.username);
    if (!grant || !person?.Enabled) throw new OAuthError('invalid_grant');
    return asOAuth(await this.api.tokenApi.first(pool, client, person, grant.session, 'HostedAuth'), grant.session.scopes);
  }

  private async forMachine(pool: UserPool, client: ClientSettings, form: URLSearchParams): Promise<object> {
    if (!client.oauthFlows.includes('client_credentials') || client.secretValue === undefined) throw new OAuthError('unauthorized_client');
    const scopes = scopesFor(client, scopesIn(form));
    if (!scopes) throw new OAuthError('invalid_scope');
    const metadata = form.get('aws_client_metadata');
    const { AccessToken, ExpiresIn, TokenType } = await this.api.machines.issue(
      pool, client, scopes, metadata === null ? undefined : metadataOf(metadata),
    );
    return { access_token: AccessToken, expires_in: ExpiresIn, token_type: TokenType };
  }

  /** Which client asks; one with a secret says it in the header, or in the form. */
  private client({ headers, body }: PageRequest): { pool: UserPool; client: ClientSettings; form: URLSearchParams } {
    const form = new URLSearchParams(body);
    const basic = /^Basic +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
    const [id, secret] = basic === undefined
      ? [form.get('client_id'), form.get('client_secret')]
      : decoded(basic);
    try {
      const { pool, client } = this.parts.pools.ofClient(id);
      checkSecret(client, secret);
      if (!pool.settings.hasDomain) throw new OAuthError('invalid_request');
      return { pool, client, form };
    } catch (error) {
      throw error instanceof ServiceError ? new OAuthError('invalid_client') : error;
    }
  }
}

/** Id and secret, each of which is escaped in the header. */
function decoded(basic: string): string[] {
  try {
    return Buffer.from(basic, 'base64').toString('utf8').split(':').map(decodeURIComponent);
  } catch {
    throw new OAuthError('invalid_client');
  }
}

/** What the function before the token gets to hear. */
function metadataOf(text: string): object {
  try {
    const metadata: unknown = JSON.parse(text);
    if (isObject(metadata)) return metadata;
  } catch {
    // said below
  }
  throw new OAuthError('invalid_request');
}

async function answered(action: () => Promise<Page>): Promise<Page> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof OAuthError) return { ...json({ error: error.error }, error.status), errorType: error.error };
    if (!(error instanceof ServiceError)) throw error;
    const name = error.type === 'UnsupportedTokenTypeException' ? 'unsupported_token_type' : 'invalid_grant';
    return { ...json({ error: name, error_description: error.message }, 400), errorType: error.type };
  }
}

/** An ID token is for whoever asked who it is. */
function asOAuth({ AccessToken, IdToken, RefreshToken, ExpiresIn, TokenType }: Grant, scopes: readonly string[]): object {
  return {
    ...(scopes.includes('openid') ? { id_token: IdToken } : {}),
    access_token: AccessToken,
    ...(RefreshToken === undefined ? {} : { refresh_token: RefreshToken }),
    expires_in: ExpiresIn,
    token_type: TokenType,
  };
}
