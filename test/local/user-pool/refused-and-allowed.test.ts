import {
  AdminCreateUserCommand, AdminDeleteUserCommand, AdminDisableUserCommand, AdminEnableUserCommand, AdminSetUserMFAPreferenceCommand,
  AdminUpdateUserAttributesCommand, AssociateSoftwareTokenCommand, GetUserCommand, RevokeTokenCommand, VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { TOTP } from 'otpauth';
import { claimsOf, PASSWORD, Stand, withProps } from './stand';
import { newSession } from '../../../src/local/user-pool/tokens/tokens';
import { refusal } from '../harness';

const CALLBACK = 'http://localhost:5173/callback';
const OAUTH = {
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ['code'],
  AllowedOAuthScopes: ['openid', 'email', 'aws.cognito.signin.user.admin'],
  CallbackURLs: [CALLBACK, 'http://localhost:5173/other'],
  ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
};
const APP = 'myapp://callback?from=pool#top';

let stand: Stand;
beforeAll(async () => {
  const client = (props: object, pool = 'Pool') => ({
    Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: pool }, ...OAUTH, ...props },
  });
  const pool = (props: object) => ({
    Type: 'AWS::Cognito::UserPool', Properties: { UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'], ...props },
  });
  const domain = (of: string) => ({
    Type: 'AWS::Cognito::UserPoolDomain', Properties: { UserPoolId: { Ref: of }, Domain: of.toLowerCase() },
  });
  stand = await Stand.start(withProps({
    Pool: { EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'] },
    Web: OAUTH,
  }, {
    Domain: domain('Pool'),
    App: client({ CallbackURLs: [APP], AllowedOAuthScopes: ['email'] }),
    Flowless: client({ AllowedOAuthFlowsUserPoolClient: false }),
    Federated: client({ SupportedIdentityProviders: ['Google'] }),
    Unrevoking: client({ EnableTokenRevocation: false }),
    Secret: client({ GenerateSecret: true }),
    Strict: pool({ MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] }),
    StrictDomain: domain('Strict'),
    StrictWeb: client({}, 'Strict'),
    Mail: pool({ MfaConfiguration: 'ON', EnabledMfas: ['EMAIL_OTP'], Schema: [{ Name: 'family_name', Required: true, Mutable: true }] }),
    Plain: pool({}),
    PlainWeb: client({}, 'Plain'),
    MailDomain: domain('Mail'),
    MailWeb: client({}, 'Mail'),
  }));
  await stand.join('ann@example.org');
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => stand?.stop());

const send = (command: any) => stand.client.send(command) as Promise<any>;
const somebody = (Username: string, poolId = stand.poolId) => ({ UserPoolId: poolId, Username });
const poolId = (label: string) => stand.pools.settings.find(pool => pool.label === label)!.id;
const later = (seconds: number) => {
  const then = Date.now() + seconds * 1000;
  jest.spyOn(Date, 'now').mockImplementation(() => then);
};
const get = (path: string, headers: Record<string, string> = {}) => fetch(`${stand.endpoint}${path}`, { redirect: 'manual', headers });
const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) => fetch(`${stand.endpoint}${path}`, {
  method: 'POST', redirect: 'manual', body: new URLSearchParams(form), headers,
});
const query = (more: Record<string, string> = {}, client = 'Web') => String(new URLSearchParams({
  client_id: stand.clientId(client), response_type: 'code', ...more,
}));
const WEB = { redirect_uri: CALLBACK };
const signIn = (username = 'ann@example.org', password = PASSWORD, more: Record<string, string> = WEB, client = 'Web') =>
  post(`/login?${query(more, client)}`, { username, password });
const locationOf = (response: Response) => response.headers.get('location')!;
const paramsOf = (response: Response) => Object.fromEntries(new URL(locationOf(response), stand.endpoint).searchParams);
const token = async (form: Record<string, string>, headers: Record<string, string> = {}, client = 'Web') => {
  const response = await post('/oauth2/token', { client_id: stand.clientId(client), ...form }, headers);
  return { status: response.status, body: await response.json() as Record<string, any> };
};
const exchange = (code: string, more: Record<string, string> = WEB, client = 'Web') =>
  token({ grant_type: 'authorization_code', code, ...more }, {}, client);
const sessionIn = (page: string) => /name="session" value="([^"]+)"/.exec(page)![1];

describe('what an app may leave out when it asks for the login pages', () => {
  test('the one address of the client, a state, scopes and a proof: the tokens are for all of its scopes', async () => {
    expect(locationOf(await get(`/oauth2/authorize?${query({}, 'App')}`))).toBe(`/login?${query({}, 'App')}`);
    const arrived = locationOf(await signIn('ann@example.org', PASSWORD, {}, 'App'));
    expect(arrived).toMatch(/^myapp:\/\/callback\?from=pool&code=[\w-]+#top$/);
    const { status, body } = await exchange(/code=([\w-]+)/.exec(arrived)![1], { redirect_uri: APP }, 'App');
    expect([status, Object.keys(body).sort()]).toEqual([200, ['access_token', 'expires_in', 'refresh_token', 'token_type']]);
    expect(claimsOf(body.access_token).scope).toBe('email');
    const again = await token({ grant_type: 'refresh_token', refresh_token: body.refresh_token }, {}, 'App');
    expect(Object.keys(again.body).sort()).toEqual(['access_token', 'expires_in', 'token_type']);
  });

  test('but not which of two addresses', async () => {
    expect((await get(`/oauth2/authorize?${query()}`)).status).toBe(400);
    expect((await get(`/oauth2/authorize?${query(WEB)}`)).status).toBe(302);
  });

  test('a code that nobody announced a proof for is refused with one', async () => {
    const { code } = paramsOf(await signIn());
    const code_verifier = 'a-verifier-of-more-than-forty-three-characters-1234';
    expect((await exchange(code, { ...WEB, code_verifier })).body).toEqual({ error: 'invalid_grant' });
    expect((await exchange(paramsOf(await signIn()).code)).status).toBe(200);
  });

  test.each<[string, Record<string, string>, string]>([
    ['invalid_request', { code_challenge_method: 'S256' }, 'Web'],
    ['unauthorized_client', {}, 'Flowless'],
    ['invalid_request', {}, 'Federated'],
    ['login_required', { prompt: 'none' }, 'Web'],
    ['invalid_request', { response_type: 'id_token' }, 'Web'],
  ])('the app is told %s for %j of %s, without a state that it did not give', async (error, more, client) => {
    const answer = await get(`/oauth2/authorize?${query({ ...WEB, ...more }, client)}`);
    expect(locationOf(answer).split('?')[0]).toBe(CALLBACK);
    expect(paramsOf(answer)).toMatchObject({ error });
    expect(paramsOf(answer)).not.toHaveProperty('state');
  });

  test('the local provider by its name is no other provider', async () => {
    expect(locationOf(await get(`/oauth2/authorize?${query({ ...WEB, identity_provider: 'COGNITO' })}`))).toMatch(/^\/login/);
  });
});

describe('a login page', () => {
  test('a code is good for five minutes', async () => {
    const [early, late] = [paramsOf(await signIn()).code, paramsOf(await signIn()).code];
    later(290);
    expect((await exchange(early)).status).toBe(200);
    later(20);
    expect((await exchange(late)).body).toEqual({ error: 'invalid_grant' });
  });

  test('the codes of before are forgotten once another is given out', async () => {
    const { code } = paramsOf(await signIn());
    later(400);
    const { code: next } = paramsOf(await signIn());
    jest.restoreAllMocks();
    expect((await exchange(code)).body).toEqual({ error: 'invalid_grant' });
    expect((await exchange(next)).status).toBe(200);
  });

  test('who is disabled is asked again, and has no use of a code', async () => {
    const email = await stand.join('dis@example.org');
    const arrived = await signIn(email);
    const cookie = arrived.headers.get('set-cookie')!.split(';')[0];
    const authorize = () => get(`/oauth2/authorize?${query(WEB)}`, { cookie });
    await send(new AdminDisableUserCommand(somebody(email)));
    expect(locationOf(await authorize())).toMatch(/^\/login/);
    expect((await exchange(paramsOf(arrived).code)).body).toEqual({ error: 'invalid_grant' });
    await send(new AdminEnableUserCommand(somebody(email)));
    expect(locationOf(await authorize())).toMatch(/^http:\/\/localhost:5173\/callback\?code=/);
  });

  test('signing out to sign in again leads to the login page, for an address of the client only', async () => {
    const cookie = (await signIn()).headers.get('set-cookie')!.split(';')[0];
    expect((await get(`/logout?${query({ redirect_uri: 'https://evil.example/' })}`, { cookie })).status).toBe(400);
    expect(locationOf(await get(`/oauth2/authorize?${query(WEB)}`, { cookie }))).toContain('code=');
    const out = await get(`/logout?${query(WEB)}`, { cookie });
    expect([locationOf(out), out.headers.get('set-cookie')]).toEqual([`/login?${query(WEB)}`, expect.stringContaining('Max-Age=0')]);
    expect(locationOf(await get(`/oauth2/authorize?${query(WEB)}`, { cookie }))).toMatch(/^\/login/);
  });

  test('the name that the app hints at is filled in, also after an empty form', async () => {
    const hinted = `/login?${query({ ...WEB, login_hint: 'ann@example.org' })}`;
    expect(await (await get(hinted)).text()).toContain('value="ann@example.org"');
    const page = await (await post(hinted, {})).text();
    expect(page).toContain('value="ann@example.org"');
    expect(page).toContain('User does not exist.');
    expect(await (await post(hinted, { username: 'ann@example.org' })).text()).toContain('Incorrect username or password.');
  });

  test('a temporary password is changed there, for one that the policy allows', async () => {
    await send(new AdminCreateUserCommand({ ...somebody('new@example.org'), TemporaryPassword: PASSWORD, MessageAction: 'SUPPRESS' }));
    const page = await (await signIn('new@example.org')).text();
    expect(page).toContain('Choose a new password');
    const choose = (form: Record<string, string>) => post(`/login?${query(WEB)}`, {
      challenge: 'NEW_PASSWORD_REQUIRED', session: sessionIn(page), ...form,
    });
    expect(await (await choose({ password: 'short' })).text()).toMatch(/Choose a new password<\/h1><p role="alert">[^<]*not long enough/);
    expect(await (await choose({})).text()).toContain('Missing required parameter NEW_PASSWORD');
    expect(paramsOf(await choose({ password: 'Another-horse-battery-9' })).code).toMatch(/^[\w-]+$/);
  });

  test('an answer to no question begins anew', async () => {
    const answer = await (await post(`/login?${query(WEB)}`, { challenge: 'EMAIL_OTP', username: 'ann@example.org' })).text();
    expect(answer).toContain('Invalid session for the user.');
    expect(answer).toContain('autocomplete="current-password"');
  });

  test('whoever was deleted meanwhile begins anew', async () => {
    await send(new AdminCreateUserCommand({ ...somebody('gone@example.org'), TemporaryPassword: PASSWORD, MessageAction: 'SUPPRESS' }));
    const session = sessionIn(await (await signIn('gone@example.org')).text());
    await send(new AdminDeleteUserCommand(somebody('gone@example.org')));
    const page = await (await post(`/login?${query(WEB)}`, { challenge: 'NEW_PASSWORD_REQUIRED', session, password: PASSWORD })).text();
    expect(page).toContain('role="alert">Invalid session for the user.');
  });

  test('a second factor other than an authenticator app is not set up there', async () => {
    await send(new AdminCreateUserCommand({
      ...somebody('zoe@mail.example', poolId('Mail')), MessageAction: 'SUPPRESS', UserAttributes: [{ Name: 'family_name', Value: 'Ann' }],
    }));
    await stand.pools.call(
      'AdminSetUserPassword', { ...somebody('zoe@mail.example', poolId('Mail')), Password: PASSWORD, Permanent: true }, true,
    );
    const page = await signIn('zoe@mail.example', PASSWORD, WEB, 'MailWeb');
    expect([page.status, await page.text()]).toEqual([400, expect.stringContaining('set up none but authenticator apps')]);
  });

  test('a failure of the server is not told as a wrong password or a wrong token', async () => {
    const broken = new Error('broken');
    const page = (path: string, form: object = {}, headers = {}) => stand.pools.page({
      method: 'POST',
      url: new URL(path, stand.endpoint),
      headers,
      body: String(new URLSearchParams({ client_id: stand.clientId(), ...form })),
    });
    const { tokens, refreshTokens, pools } = stand.pools.parts;
    jest.spyOn(tokens, 'read').mockImplementation(() => { throw broken; });
    await expect(page('/oauth2/userInfo', {}, { authorization: 'Bearer x' })).rejects.toBe(broken);
    jest.spyOn(refreshTokens, 'revoke').mockRejectedValue(broken);
    await expect(page('/oauth2/revoke', { token: 'x' })).rejects.toBe(broken);
    jest.spyOn(pools.all[0], 'find').mockRejectedValue(broken);
    await expect(page(`/login?${query(WEB)}`, { username: 'ann@example.org' })).rejects.toBe(broken);
    jest.spyOn(pools, 'ofClient').mockImplementation(() => { throw broken; });
    await expect(page('/oauth2/token')).rejects.toBe(broken);
  });
});

describe('the token endpoints', () => {
  test.each<[string, Record<string, string>]>([
    ['unauthorized_client', { grant_type: 'client_credentials' }],
    ['unsupported_grant_type', { grant_type: 'password' }],
    ['unsupported_grant_type', {}],
    ['invalid_grant', { grant_type: 'refresh_token' }],
    ['invalid_grant', { grant_type: 'authorization_code' }],
  ])('answer %s to %j', async (error, form) => {
    expect(await token(form)).toMatchObject({ status: 400, body: { error } });
  });

  test('a pool without a domain has none', async () => {
    expect((await token({ grant_type: 'refresh_token' }, {}, 'PlainWeb')).body).toEqual({ error: 'invalid_request' });
    expect((await token({ grant_type: 'refresh_token' }, {}, 'StrictWeb')).body.error).toBe('invalid_grant');
  });

  test('a secret may be in the form', async () => {
    const form = { grant_type: 'refresh_token', refresh_token: 'x' };
    expect((await token({ ...form, client_secret: 'guess' }, {}, 'Secret')).body).toEqual({ error: 'invalid_client' });
    const { Secret } = stand.pools.startLine.clientSecrets!;
    expect((await token({ ...form, client_secret: Secret }, {}, 'Secret')).body.error).toBe('invalid_grant');
  });

  test('revoking is for refresh tokens, of clients that have it; nobody is told that there is no such token', async () => {
    const { AccessToken, RefreshToken } = await stand.signIn('ann@example.org');
    const revoke = (form: Record<string, string>, client = 'Web') => post('/oauth2/revoke', { client_id: stand.clientId(client), ...form });
    const refused = await revoke({ token: AccessToken });
    expect([refused.status, await refused.json()]).toEqual([400, expect.objectContaining({ error: 'unsupported_token_type' })]);
    expect(await (await revoke({ token: RefreshToken }, 'Unrevoking')).json()).toEqual({ error: 'invalid_request' });
    expect(await (await revoke({ token: RefreshToken }, 'App')).json()).toMatchObject({ error: 'invalid_grant' });
    expect([(await revoke({})).status, (await revoke({ token: 'invented' })).status]).toEqual([200, 200]);
    await expect(stand.initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: RefreshToken })).resolves.toHaveProperty('AuthenticationResult');
    expect((await revoke({ token: RefreshToken })).status).toBe(200);
    const late = refusal(stand.initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: RefreshToken }));
    expect((await late).message).toBe('Refresh Token has been revoked');
  });

  test('nobody is described without a token', async () => {
    const answer = await get('/oauth2/userInfo');
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer error="invalid_token"']);
  });
});

describe('tokens', () => {
  test('an access token is good for an hour, a refresh token for thirty days', async () => {
    const { AccessToken, RefreshToken } = await stand.signIn('ann@example.org');
    const read = () => stand.pools.parts.tokens.read(AccessToken);
    const { pool, client } = stand.pools.parts.pools.ofClient(stand.clientId());
    const refresh = () => stand.pools.parts.refreshTokens.read(RefreshToken, pool, client);
    later(3_590);
    expect([read().token_use, refresh().pool]).toEqual(['access', stand.poolId]);
    later(20);
    expect(read).toThrow('Access Token has expired');
    later(29 * 86_400);
    expect(refresh().client).toBe(client.id);
    later(86_400);
    expect(refresh).toThrow('Refresh Token has expired');
  });

  test('nothing that is not a token is one', async () => {
    expect(() => stand.pools.parts.tokens.read(7)).toThrow('Invalid Access Token');
    expect((await refusal(send(new GetUserCommand({ AccessToken: 'a.b.c' })))).message).toBe('Invalid Access Token');
  });

  test('a token of another client is not revoked, and an invented one is passed over', async () => {
    const { RefreshToken } = await stand.signIn('ann@example.org');
    const revoke = (Token: string, client: string) => send(new RevokeTokenCommand({ ClientId: stand.clientId(client), Token }));
    expect((await refusal(revoke(RefreshToken, 'App'))).name).toBe('UnauthorizedException');
    await expect(revoke('invented', 'App')).resolves.toBeDefined();
    await expect(stand.initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: RefreshToken })).resolves.toHaveProperty('AuthenticationResult');
  });

  test('the tokens of somebody deleted are not those of whoever comes next', async () => {
    const email = await stand.join('twice@example.org');
    const { RefreshToken } = await stand.signIn(email);
    await send(new AdminDeleteUserCommand(somebody(email)));
    await stand.join(email);
    const late = refusal(stand.initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: RefreshToken }));
    expect((await late).message).toBe('Refresh Token has been revoked');
    expect(await stand.signIn(email)).toHaveProperty('IdToken');
  });

  test('somebody without a sub goes by the username', async () => {
    const { pool, client } = stand.pools.parts.pools.ofClient(stand.clientId());
    const nobody = { Username: 'old', Attributes: [] } as any;
    const { access } = await stand.pools.parts.tokens.issue(pool, client, nobody, newSession(), 'Authentication');
    expect(claimsOf(access)).toMatchObject({ sub: 'old', username: 'old' });
  });
});

describe('second factors', () => {
  test('where everybody needs one, a verified address is one, and one that is not verified is none', async () => {
    const person = { ...somebody('ann@mail.example', poolId('Mail')), TemporaryPassword: PASSWORD, MessageAction: 'SUPPRESS' as const };
    await send(new AdminCreateUserCommand({ ...person, UserAttributes: [{ Name: 'family_name', Value: 'Old' }] }));
    const begin = (password: string) =>
      stand.initiate('USER_PASSWORD_AUTH', { USERNAME: 'ann@mail.example', PASSWORD: password }, 'MailWeb');
    const asked = await begin(PASSWORD);
    expect(asked).toMatchObject({ ChallengeName: 'NEW_PASSWORD_REQUIRED', ChallengeParameters: { requiredAttributes: '[]' } });
    expect(JSON.parse(asked.ChallengeParameters!.userAttributes)).toEqual({ email: 'ann@mail.example', family_name: 'Old' });
    const answers = { 'USERNAME': 'ann@mail.example', 'NEW_PASSWORD': 'Another-horse-battery-9', 'userAttributes.given_name': 'New' };
    const unverified = await stand.respond('NEW_PASSWORD_REQUIRED', asked.Session, answers, 'MailWeb');
    expect(unverified).toMatchObject({ ChallengeName: 'MFA_SETUP', ChallengeParameters: { MFAS_CAN_SETUP: '["EMAIL_OTP"]' } });
    await send(new AdminUpdateUserAttributesCommand({
      ...somebody('ann@mail.example', poolId('Mail')), UserAttributes: [{ Name: 'email_verified', Value: 'true' }],
    }));
    const second = await begin('Another-horse-battery-9');
    expect(second.ChallengeName).toBe('EMAIL_OTP');
    const { AuthenticationResult } = await stand.respond('EMAIL_OTP', second.Session, {
      USERNAME: 'ann@mail.example', EMAIL_OTP_CODE: await stand.code('ann@mail.example'),
    }, 'MailWeb');
    expect(claimsOf(AuthenticationResult!.IdToken!)).toMatchObject({ given_name: 'New', family_name: 'Old' });
  });

  test('who has two and prefers none chooses; on the pages it is the first', async () => {
    const email = await stand.join('two@example.org');
    const { AccessToken } = await stand.signIn(email);
    const { SecretCode } = await send(new AssociateSoftwareTokenCommand({ AccessToken }));
    const totp = new TOTP({ secret: SecretCode! });
    await send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: totp.generate() }));
    await send(new AdminSetUserMFAPreferenceCommand({
      ...somebody(email), SoftwareTokenMfaSettings: { Enabled: true }, EmailMfaSettings: { Enabled: true },
    }));
    const asked = await stand.initiate('USER_PASSWORD_AUTH', { USERNAME: email, PASSWORD });
    expect(asked.ChallengeName).toBe('SELECT_MFA_TYPE');
    const theirs: string[] = JSON.parse(asked.ChallengeParameters!.MFAS_CAN_CHOOSE);
    expect([...theirs].sort()).toEqual(['EMAIL_OTP', 'SOFTWARE_TOKEN_MFA']);
    const choose = (ANSWER: string) => stand.respond('SELECT_MFA_TYPE', asked.Session, { USERNAME: email, ANSWER });
    expect(await refusal(choose('SMS_MFA'))).toMatchObject({ name: 'InvalidParameterException', message: 'Invalid MFA type' });
    expect((await choose('EMAIL_OTP')).ChallengeName).toBe('EMAIL_OTP');

    const page = await (await signIn(email)).text();
    expect(page).toContain('value="SELECT_MFA_TYPE"');
    expect(page).not.toContain('autocomplete="one-time-code"');
    const next = await (await post(`/login?${query(WEB)}`, { challenge: 'SELECT_MFA_TYPE', session: sessionIn(page) })).text();
    expect(next).toContain(`value="${theirs[0]}"`);
    expect(next).toContain('autocomplete="one-time-code"');
    const empty = await (await post(`/login?${query(WEB)}`, { challenge: theirs[0], session: sessionIn(next) })).text();
    expect(empty).toContain('Missing required parameter');
  });

  test('a code that was shown is forgotten once it is too old to be shown again', async () => {
    const email = await stand.join('old@example.org');
    const { AccessToken } = await stand.signIn(email);
    const { SecretCode } = await send(new AssociateSoftwareTokenCommand({ AccessToken }));
    const totp = new TOTP({ secret: SecretCode! });
    await send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: totp.generate() }));
    await send(new AdminSetUserMFAPreferenceCommand({ ...somebody(email), SoftwareTokenMfaSettings: { Enabled: true } }));
    const answer = async () => {
      const asked = await stand.initiate('USER_PASSWORD_AUTH', { USERNAME: email, PASSWORD });
      return stand.respond('SOFTWARE_TOKEN_MFA', asked.Session, {
        USERNAME: email, SOFTWARE_TOKEN_MFA_CODE: totp.generate({ timestamp: Date.now() }),
      });
    };
    later(300);
    await expect(answer()).resolves.toHaveProperty('AuthenticationResult');
    expect((await refusal(answer())).name).toBe('ExpiredCodeException');
    later(120);
    await expect(answer()).resolves.toHaveProperty('AuthenticationResult');
  });
});
