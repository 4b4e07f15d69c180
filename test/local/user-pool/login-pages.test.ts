import { createHash } from 'crypto';
import {
  AdminSetUserMFAPreferenceCommand, AssociateSoftwareTokenCommand, GetUserCommand, VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { JwtVerifier } from 'aws-jwt-verify';
import { TOTP } from 'otpauth';
import { claimsOf, PASSWORD, Stand, withProps } from './stand';
import { refusal } from '../harness';

const CALLBACK = 'http://localhost:5173/callback';
const OAUTH = {
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ['code'],
  AllowedOAuthScopes: ['openid', 'email', 'aws.cognito.signin.user.admin'],
  CallbackURLs: [CALLBACK, 'myapp://callback?from=pool'],
  LogoutURLs: ['http://localhost:5173/'],
  SupportedIdentityProviders: ['COGNITO'],
};
const VERIFIER = 'a-verifier-of-more-than-forty-three-characters-1234';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

let stand: Stand;
beforeAll(async () => {
  const client = (props: object) => ({ Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Pool' }, ...props } });
  stand = await Stand.start(withProps({ Web: { ...OAUTH, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] } }, {
    Domain: { Type: 'AWS::Cognito::UserPoolDomain', Properties: { UserPoolId: { Ref: 'Pool' }, Domain: 'photos' } },
    Secret: client({
      ...OAUTH, GenerateSecret: true, RefreshTokenRotation: { Feature: 'ENABLED' }, ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
    }),
    Elsewhere: { Type: 'AWS::Cognito::UserPool', Properties: {} },
    NoPages: { Type: 'AWS::Cognito::UserPoolClient', Properties: { ...OAUTH, UserPoolId: { Ref: 'Elsewhere' } } },
  }));
  await stand.join('ann@example.org');
});
afterAll(() => stand?.stop());

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${stand.endpoint}${path}`, { redirect: 'manual', headers });
const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) => fetch(`${stand.endpoint}${path}`, {
  method: 'POST', redirect: 'manual', body: new URLSearchParams(form), headers,
});
const query = (more: Record<string, string | undefined> = {}) => {
  const all = {
    client_id: stand.clientId(),
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope: 'openid email',
    state: 's1',
    nonce: 'n1',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    ...more,
  };
  return String(new URLSearchParams(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined)));
};
const authorize = (more: Record<string, string | undefined> = {}, headers = {}) => get(`/oauth2/authorize?${query(more)}`, headers);
const signIn = (more: Record<string, string | undefined> = {}, password = PASSWORD, username = 'ann@example.org') =>
  post(`/login?${query(more)}`, { username, password });
const locationOf = (response: Response) => new URL(response.headers.get('location')!, stand.endpoint);
const codeOf = (response: Response) => locationOf(response).searchParams.get('code')!;
const exchange = async (code: string, more: Record<string, string> = {}, headers: Record<string, string> = {}) => {
  const response = await post('/oauth2/token', {
    grant_type: 'authorization_code', client_id: stand.clientId(), redirect_uri: CALLBACK, code, code_verifier: VERIFIER, ...more,
  }, headers);
  return { status: response.status, body: await response.json() as Record<string, any> };
};

test('a client finds everything by the issuer alone', async () => {
  const issuer = stand.pools.issuers.Pool;
  expect(issuer).toBe(`${stand.endpoint}/${stand.poolId}`);
  const found = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json() as Record<string, string>;
  expect(found).toMatchObject({
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    authorization_endpoint: `${stand.endpoint}/oauth2/authorize`,
    token_endpoint: `${stand.endpoint}/oauth2/token`,
    userinfo_endpoint: `${stand.endpoint}/oauth2/userInfo`,
  });
  const verifier = JwtVerifier.create({ issuer, audience: stand.clientId(), jwksUri: found.jwks_uri });
  verifier.cacheJwks(await (await fetch(found.jwks_uri)).json() as any);
  await expect(verifier.verify((await stand.signIn('ann@example.org')).IdToken)).resolves.toHaveProperty('token_use', 'id');
  expect((await get('/us-east-1_Nobody123/.well-known/jwks.json')).status).toBe(400);
  const elsewhere = await (await fetch(`${stand.pools.issuers.Elsewhere}/.well-known/openid-configuration`)).json();
  expect(elsewhere).not.toHaveProperty('authorization_endpoint');
});

test('the code flow with PKCE gives tokens, whose access token is for what was asked', async () => {
  const started = await authorize();
  expect([started.status, locationOf(started).pathname]).toEqual([302, '/login']);
  const page = await get(`/login?${query()}`);
  expect(await page.text()).toContain('autocomplete="current-password"');
  const arrived = await signIn();
  expect(locationOf(arrived).searchParams.get('state')).toBe('s1');
  const { body } = await exchange(codeOf(arrived));
  expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3_600, refresh_token: expect.any(String) });
  expect(claimsOf(body.id_token)).toMatchObject({ nonce: 'n1', email: 'ann@example.org', at_hash: expect.any(String) });
  expect(claimsOf(body.access_token).scope).toBe('openid email');
  const info = await get('/oauth2/userInfo', { authorization: `Bearer ${body.access_token}` });
  expect(await info.json())
    .toEqual({ sub: expect.any(String), email: 'ann@example.org', email_verified: 'true', username: expect.any(String) });
  expect((await refusal(stand.client.send(new GetUserCommand({ AccessToken: body.access_token })))).message)
    .toBe('Access Token does not have required scopes');
});

test('the tokens have the claims of the service: those of the login pages name a version, also when refreshed', async () => {
  const { body } = await exchange(codeOf(await signIn()));
  const again = await (await post('/oauth2/token', {
    grant_type: 'refresh_token', client_id: stand.clientId(), refresh_token: body.refresh_token,
  })).json() as any;
  const shared = ['auth_time', 'event_id', 'exp', 'iat', 'iss', 'jti', 'origin_jti', 'sub', 'token_use'];
  for (const { access_token: access, id_token: id } of [body, again]) {
    expect(Object.keys(claimsOf(access)).sort()).toEqual([...shared, 'client_id', 'scope', 'username', 'version'].sort());
    expect(claimsOf(access)).toMatchObject({ version: 2, client_id: stand.clientId(), token_use: 'access' });
    // the request's nonce stands beside them, of which it is not documented whether refreshing repeats it
    const { nonce: _nonce, ...claims } = claimsOf(id);
    expect(Object.keys(claims).sort()).toEqual([...shared, 'at_hash', 'aud', 'cognito:username', 'email', 'email_verified'].sort());
    for (const claim of ['auth_time', 'event_id', 'origin_jti', 'sub']) {
      expect(claimsOf(id)[claim]).toBe(claimsOf(body.access_token)[claim]);
    }
  }
  const { AccessToken } = await stand.signIn('ann@example.org');
  expect(Object.keys(claimsOf(AccessToken)).sort()).toEqual([...shared, 'client_id', 'scope', 'username'].sort());
});

test.each<[string, (code: string) => Record<string, string>]>([
  ['another verifier', () => ({ code_verifier: 'b-verifier-of-more-than-forty-three-characters-1234' })],
  ['another address', () => ({ redirect_uri: 'myapp://callback?from=pool' })],
  ['an invented code', code => ({ code: `${code}x` })],
])('a code is refused with %s', async (_what, more) => {
  const code = codeOf(await signIn());
  expect(await exchange(code, more(code))).toEqual({ status: 400, body: { error: 'invalid_grant' } });
});

test('a code is good once', async () => {
  const code = codeOf(await signIn());
  expect((await exchange(code)).status).toBe(200);
  expect((await exchange(code)).body).toEqual({ error: 'invalid_grant' });
});

test('nobody is sent to an address that is not registered, or signed in by a client or a pool without pages', async () => {
  for (const more of [
    { redirect_uri: 'https://evil.example/' }, { redirect_uri: `${CALLBACK}/x` }, { client_id: 'nobody' },
    { client_id: stand.clientId('NoPages') },
  ]) {
    const answers = [await authorize(more), await signIn(more)];
    expect(answers.map(({ status, headers }) => [status, headers.get('location')])).toEqual([[400, null], [400, null]]);
  }
  expect(await (await authorize({ redirect_uri: 'https://evil.example/' })).text()).toContain('redirect_mismatch');
});

test.each([
  ['invalid_scope', { scope: 'openid photos/write' }],
  ['unauthorized_client', { response_type: 'token' }],
  ['invalid_request', { response_type: undefined }],
  ['invalid_request', { code_challenge_method: 'plain' }],
  ['invalid_request', { identity_provider: 'Google' }],
  ['login_required', { prompt: 'none' }],
])('the app is told %s for %j', async (error, more) => {
  const response = await authorize(more);
  expect(locationOf(response).origin + locationOf(response).pathname).toBe(CALLBACK);
  expect(Object.fromEntries(locationOf(response).searchParams)).toMatchObject({ error, state: 's1' });
});

test('a wrong password is told on the page, in text that is only text', async () => {
  const page = await (await signIn({}, 'wrong', '"><script>alert(1)</script>')).text();
  expect(page).toContain('User does not exist.');
  expect(page).not.toContain('<script');
  expect(await (await signIn({}, 'wrong')).text()).toContain('role="alert">Incorrect username or password.');
});

test('whoever has signed in is not asked again, until they sign out or the app wants it', async () => {
  const cookie = (await signIn()).headers.get('set-cookie')!.split(';')[0];
  expect(codeOf(await authorize({}, { cookie }))).toMatch(/^[\w-]{20,}$/);
  expect(codeOf(await authorize({ prompt: 'none' }, { cookie }))).toMatch(/^[\w-]{20,}$/);
  expect(locationOf(await authorize({ prompt: 'login' }, { cookie })).pathname).toBe('/login');
  const out = (uri: string) => get(`/logout?${new URLSearchParams({ client_id: stand.clientId(), logout_uri: uri })}`, { cookie });
  expect((await out('https://evil.example/')).status).toBe(400);
  expect(codeOf(await authorize({}, { cookie }))).toMatch(/^[\w-]{20,}$/);
  const gone = await out('http://localhost:5173/');
  expect([gone.status, gone.headers.get('location')]).toEqual([302, 'http://localhost:5173/']);
  expect(locationOf(await authorize({}, { cookie })).pathname).toBe('/login');
});

test('a client with a secret shows it for its tokens; refreshing rotates, and revoking ends it', async () => {
  const id = stand.clientId('Secret');
  const secret = stand.pools.startLine.clientSecrets!.Secret;
  const basic = (password: string) => ({ authorization: `Basic ${Buffer.from(`${id}:${password}`).toString('base64')}` });
  const newCode = async () => codeOf(await signIn({ client_id: id }));
  expect((await exchange(await newCode(), { client_id: id })).body).toEqual({ error: 'invalid_client' });
  expect((await exchange(await newCode(), {}, basic('guess'))).body).toEqual({ error: 'invalid_client' });
  const { body: first } = await exchange(await newCode(), {}, basic(secret));
  const refresh = async (token: string) => {
    const response = await post('/oauth2/token', { grant_type: 'refresh_token', refresh_token: token }, basic(secret));
    return await response.json() as any;
  };
  const second = await refresh(first.refresh_token);
  expect(claimsOf(second.id_token).auth_time).toBe(claimsOf(first.id_token).auth_time);
  expect(await refresh(first.refresh_token)).toMatchObject({ error: 'invalid_grant' });
  expect((await post('/oauth2/revoke', { token: second.refresh_token }, basic(secret))).status).toBe(200);
  expect(await refresh(second.refresh_token))
    .toMatchObject({ error: 'invalid_grant', error_description: 'Refresh Token has been revoked' });
  expect((await get('/oauth2/userInfo', { authorization: `Bearer ${second.access_token}` })).status).toBe(401);
});

test('the pages ask for the second factor', async () => {
  const email = await stand.join('bea@example.org');
  const { AccessToken } = await stand.signIn(email);
  const { SecretCode } = await stand.client.send(new AssociateSoftwareTokenCommand({ AccessToken }));
  const totp = new TOTP({ secret: SecretCode! });
  await stand.client.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: totp.generate() }));
  await stand.client.send(new AdminSetUserMFAPreferenceCommand({
    UserPoolId: stand.poolId, Username: email, SoftwareTokenMfaSettings: { Enabled: true },
  }));
  const page = await (await signIn({}, PASSWORD, email)).text();
  const [, session] = /name="session" value="([^"]+)"/.exec(page)!;
  const answer = (code: string) => post(`/login?${query()}`, { challenge: 'SOFTWARE_TOKEN_MFA', session, code });
  expect(await (await answer('000000')).text()).toContain('Invalid code received for user');
  expect((await exchange(codeOf(await answer(totp.generate())))).status).toBe(200);
});
