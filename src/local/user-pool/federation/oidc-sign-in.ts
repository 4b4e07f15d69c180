import { atOf, ProviderSettings } from './identity-providers';
import { Asserted } from './mapped-attributes';
import { ProviderSignIn, Sent } from './provider-sign-in';
import { isObject } from '../../../template/values';
import { invalidParameter } from '../../requests/service-error';
import { Fetched, fetchLimited } from '../../tokens/fetch-document';
import { isLoopback, LoginTokens } from '../../tokens/login-tokens';

/** What the provider says of itself. */
interface Discovered {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly jwks_uri: string;
  readonly userinfo_endpoint?: string;
}

const DISCOVERY = '/.well-known/openid-configuration';
const ENDPOINTS = ['authorization_endpoint', 'token_endpoint', 'jwks_uri', 'userinfo_endpoint'] as const;

/**
 * Signing people in with a provider of OpenID Connect, by the code flow. Whoever stands in for a social provider speaks it too.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-oidc-flow.html
 */
export class OidcSignIn implements ProviderSignIn {
  private readonly tokens = new LoginTokens();

  public async address(provider: ProviderSettings, { redirectUri, nonce }: Sent, state: string): Promise<string> {
    const { authorization_endpoint: endpoint } = await discover(provider);
    const url = new URL(endpoint);
    for (const [name, value] of Object.entries({
      client_id: clientOf(provider), redirect_uri: redirectUri, response_type: 'code', scope: provider.scopes.join(' '), state, nonce,
    })) url.searchParams.set(name, value);
    return url.href;
  }

  public async finish(provider: ProviderSettings, { redirectUri, nonce }: Sent, code: string): Promise<Asserted> {
    const found = await discover(provider);
    const clientId = clientOf(provider);
    // `client_secret_post` is the one way that Cognito has
    const form = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      client_id: clientId,
      ...(provider.clientSecret === undefined ? {} : { client_secret: provider.clientSecret }),
    };
    const { id_token: idToken, access_token: accessToken } = await ask(provider, 'token endpoint', found.token_endpoint, {
      method: 'POST', body: new URLSearchParams(form),
    });
    if (typeof idToken !== 'string') throw invalidParameter(`${provider.name} Error - it gave no id_token: does it know the scope openid?`);
    const claims = await this.tokens.verify(idToken, {
      issuer: found.issuer, keysAt: found.jwks_uri, audiences: [clientId], cognito: false,
    });
    if (claims.nonce !== nonce) throw invalidParameter(`${provider.name} Error - the nonce of its token is another`);
    if (claims.azp !== undefined && claims.azp !== clientId) {
      throw invalidParameter(`${provider.name} Error - its token is for another client`);
    }
    const more = await userInfo(provider, found.userinfo_endpoint, accessToken);
    if (more.sub !== undefined && more.sub !== claims.sub) throw invalidParameter(`${provider.name} Error - userInfo is of somebody else`);
    return { subject: claims.sub, issuer: null, claims: { ...claims, ...more } };
  }
}

async function userInfo(provider: ProviderSettings, endpoint: string | undefined, token: unknown): Promise<Record<string, unknown>> {
  if (endpoint === undefined || typeof token !== 'string') return {};
  return ask(provider, 'userInfo endpoint', endpoint, {
    method: provider.attributesMethod, headers: { authorization: `Bearer ${token}` },
  });
}

/** @throws ServiceError if the provider's document cannot be had, or is another's */
async function discover(provider: ProviderSettings): Promise<Discovered> {
  const { name } = provider;
  const url = atOf(provider);
  const found = await ask(provider, 'discovery document', `${url}${DISCOVERY}`);
  const wrong = (why: string) => invalidParameter(`${name} Error - ${why} in its discovery document, ${url}${DISCOVERY}`);
  if (typeof found.issuer !== 'string' || found.issuer.replace(/\/+$/, '') !== url) throw wrong(`the issuer is not ${url}`);
  for (const endpoint of ENDPOINTS) {
    const address = found[endpoint];
    if (address === undefined && endpoint === 'userinfo_endpoint') continue;
    if (!isSafe(address)) throw wrong(`${endpoint} is neither https nor on this machine`);
  }
  return found as unknown as Discovered;
}

/** An answer in JSON, as the service passes on that there is none. */
async function ask(
  { name }: ProviderSettings, what: string, address: string, init: Parameters<typeof fetchLimited>[1] = {},
): Promise<Record<string, unknown>> {
  let answer: Fetched;
  try {
    answer = await fetchLimited(address, init);
  } catch (error) {
    throw invalidParameter(`${name} Error - its ${what} cannot be reached: ${(error as Error).message}`);
  }
  const body = parsed(answer.body);
  if (answer.ok && body) return body;
  const { error = `the ${what} gave no JSON`, error_description: description } = body ?? {};
  throw invalidParameter([`${name} Error - ${answer.status}`, error, description].filter(part => typeof part === 'string').join(' '));
}

function parsed(body: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function clientOf({ name, clientId }: ProviderSettings): string {
  if (clientId === undefined) throw invalidParameter(`${name}: its client id is not known; say it: --provider-client ${name}=ID`);
  return clientId;
}

function isSafe(address: unknown): boolean {
  const url = typeof address === 'string' && URL.canParse(address) ? new URL(address) : undefined;
  return url !== undefined && (url.protocol === 'https:' || url.protocol === 'http:' && isLoopback(url.hostname));
}
