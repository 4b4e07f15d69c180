import { request } from 'http';
import { GetIdCommand, GetOpenIdTokenCommand } from '@aws-sdk/client-cognito-identity';
import { photoTemplate } from './fixture';
import { Harness, refusal } from './harness';
import { TestIssuer } from './issuer';
import { isMeant } from '../../src/local/requests/host-check';

const now = () => Math.floor(Date.now() / 1000);
const running: Harness[] = [];
const start = async (...options: Parameters<typeof Harness.start>) => {
  const harness = await Harness.start(...options);
  running.push(harness);
  return harness;
};
afterAll(async () => { for (const harness of running) await harness.stop(); });

let local: Harness;
beforeAll(async () => { local = await start(); });

describe('the key of a login', () => {
  test('may be the issuer without its scheme, and leads to the same identity', async () => {
    const token = local.issuer.token({ sub: 'ada' });
    const derived = local.issuer.url.replace('http://', '');
    const id = await local.getId({ [derived]: token });
    expect(await local.getId({ [local.key]: token })).toBe(id);
    expect(await local.getId({ [derived]: local.issuer.token({ sub: 'bob' }) })).not.toBe(id);
  });

  test('fails if it is the issuer with its scheme, another host or another pool', async () => {
    for (const key of [
      local.issuer.url, 'localhost/us-east-1_Test00001', local.issuer.url.replace('http://', '').replace('Test', 'Best'),
    ]) {
      expect(await refusal(local.getId({ [key]: local.issuer.token() })))
        .toMatchObject({ message: 'Token is not from a supported provider of this identity pool.' });
    }
  });

  test('fails if one provider is given under two keys', async () => {
    const both = { [local.key]: local.issuer.token(), [local.issuer.url.replace('http://', '')]: local.issuer.token({ sub: 'eve' }) };
    expect(await refusal(local.getId(both)))
      .toMatchObject({ name: 'InvalidParameterException', message: expect.stringContaining('two keys') });
  });
});

describe('keys apart from the issuer', () => {
  const iss = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Test00001';

  test('tokens that name the real service are taken, with the keys of whoever made them', async () => {
    for (const more of ['', '/.well-known/jwks.json']) {
      const apart = await start(issuer => ({ keys: { Pool: issuer.url + more } }));
      expect(apart.key).toBe(iss.replace('https://', ''));
      await expect(apart.getId({ [apart.key]: apart.issuer.token({ iss }) })).resolves.toMatch(/^us-east-1:/);
    }
  });

  test('fails for tokens that name another issuer, or that others have signed', async () => {
    const apart = await start(issuer => ({ keys: { Pool: issuer.url } }));
    expect((await refusal(apart.getId({ [apart.key]: apart.issuer.token() }))).message).toContain("Issuer doesn't match");
    const stranger = new TestIssuer();
    expect((await refusal(apart.getId({ [apart.key]: stranger.token({ iss }) }))).message).toContain("Couldn't verify");
  });

  test('with both, each is what it says', async () => {
    const named = await start(issuer => ({ keys: { Pool: issuer.url }, issuers: { Pool: 'https://auth.example/us-east-1_Mine0001' } }));
    const token = (from: string) => named.issuer.token({ iss: from });
    await expect(named.getId({ 'auth.example/us-east-1_Mine0001': token('https://auth.example/us-east-1_Mine0001') }))
      .resolves.toMatch(/^us-east-1:/);
    expect((await refusal(named.getId({ [named.key]: token(iss) }))).message).toContain("Issuer doesn't match");
  });
});

describe('tokens past the user pool', () => {
  const OIDC = 'arn:aws:iam::123456789012:oidc-provider/id.example.com/tenant';
  const template = () => {
    const photos = photoTemplate();
    Object.assign(photos.Resources.Photos.Properties, {
      SupportedLoginProviders: { 'accounts.google.com': 'google-app' },
      OpenIdConnectProviderARNs: [{ 'Fn::GetAtt': ['Corp', 'Arn'] }],
    });
    photos.Resources.Corp = {
      Type: 'AWS::IAM::OIDCProvider', Properties: { Url: 'https://id.example.com/tenant', ClientIdList: ['corp-app', 'other'] },
    };
    return photos;
  };
  const jwks = (issuer: TestIssuer) => `${issuer.url}/.well-known/jwks.json`;
  let past: Harness;
  beforeAll(async () => {
    past = await start(issuer => ({
      template: template(), keys: { 'accounts.google.com': jwks(issuer), 'id.example.com/tenant': jwks(issuer) },
    }));
  });
  const google = (claims: object = {}) =>
    past.issuer.token({ iss: 'https://accounts.google.com', aud: 'google-app', token_use: undefined, ...claims });
  const corp = (claims: object = {}) =>
    past.issuer.token({ iss: 'https://id.example.com/tenant', aud: ['corp-app'], token_use: undefined, ...claims });

  test('a social login gets the role of everybody signed in', async () => {
    const entered = await past.enter({ 'accounts.google.com': google() });
    expect(await past.whoIs(entered)).toContain('assumed-role/UserRole/');
  });

  test('an OIDC login too, under the name of its provider', async () => {
    expect(OIDC).toContain('id.example.com/tenant');
    const entered = await past.enter({ 'id.example.com/tenant': corp() });
    expect(await past.whoIs(entered)).toContain('assumed-role/UserRole/');
  });

  test.each([
    ['another audience', () => ({ 'accounts.google.com': google({ aud: 'corp-app' }) }), 'Incorrect token audience'],
    ['another issuer', () => ({ 'accounts.google.com': corp() }), "Issuer doesn't match"],
    ['an expired token', () => ({ 'id.example.com/tenant': corp({ exp: now() - 5 }) }), 'Token expired'],
    [
      'a token of strangers',
      () => ({ 'id.example.com/tenant': new TestIssuer().token({ iss: 'https://id.example.com/tenant', aud: 'corp-app' }) }),
      "Couldn't verify",
    ],
  ])('fails for %s', async (_, logins, message) => {
    expect((await refusal(past.getId(logins() as unknown as Record<string, string>))).message).toContain(message);
  });

  test('fails without keys, or without an audience, and says which option is missing', async () => {
    const without = await start({ template: template() });
    expect((await refusal(without.getId({ 'accounts.google.com': google() }))).message).toContain('--keys accounts.google.com=URL');
    expect(without.log.join('\n')).toContain('no --keys accounts.google.com=URL: tokens of this provider are refused');
    const foreign = photoTemplate();
    foreign.Resources.Photos.Properties.OpenIdConnectProviderARNs = [OIDC];
    const nobody = await start(issuer => ({ template: foreign, keys: { 'id.example.com/tenant': jwks(issuer) } }));
    const message = (await refusal(nobody.getId({ 'id.example.com/tenant': corp() }))).message;
    expect(message).toContain('--client id.example.com/tenant=ID');
    const given = await start(issuer => ({
      template: foreign, keys: { 'id.example.com/tenant': jwks(issuer) }, clientIds: { 'id.example.com/tenant': 'corp-app' },
    }));
    const token = given.issuer.token({ iss: 'https://id.example.com/tenant', aud: 'corp-app' });
    await expect(given.getId({ 'id.example.com/tenant': token })).resolves.toMatch(/^us-east-1:/);
  });
});

describe('odd tokens', () => {
  test('fails for one from the future, and not for one whose clock is a little fast', async () => {
    expect((await refusal(local.getId(local.logins({ iat: now() + 600 })))).message).toContain('issued in the future');
    await expect(local.getId(local.logins({ iat: now() + 5 }))).resolves.toMatch(/^us-east-1:/);
  });

  test('fails for one whose header demands what nobody here knows', async () => {
    const demanding = local.issuer.token({}, { crit: ['b64'], b64: false });
    expect((await refusal(local.getId({ [local.key]: demanding }))).message).toContain('its header has crit');
    await expect(local.getId({ [local.key]: local.issuer.token({}, { typ: 'JWT' }) })).resolves.toMatch(/^us-east-1:/);
  });
});

describe('calls that are for others', () => {
  const scope = (service: string) =>
    ({ authorization: `AWS4-HMAC-SHA256 Credential=AKIA/20261127/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0` });
  const call = async (path: string, init: RequestInit) => {
    const response = await fetch(local.endpoint + path, init);
    return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
  };

  test('are answered in XML where the caller reads XML', async () => {
    const expected = {
      status: 501, type: 'application/xml', body: expect.stringMatching(/<Error><Code>NotImplemented<\/Code><Message>.*does not serve s3/),
    };
    expect(await call('/photos/cat.jpg', { headers: scope('s3') })).toEqual(expected);
    expect(await call('/photos/cat.jpg?x-id=PutObject', { method: 'PUT', body: 'meow' })).toEqual(expected);
    expect(await call('/photos/cat.jpg?X-Amz-Credential=AKIA%2F20261127%2Fus-east-1%2Fs3%2Faws4_request', {})).toEqual(expected);
  });

  test('are answered in JSON elsewhere, and without a body where none may be', async () => {
    expect(await call('/2015-03-31/functions', { headers: scope('lambda') }))
      .toMatchObject({ status: 501, type: 'application/json', body: expect.stringContaining('lambda') });
    expect(await call('/nothing', {})).toMatchObject({ status: 404, type: 'application/json' });
    expect(await call('/photos/cat.jpg', { method: 'HEAD', headers: scope('s3') })).toMatchObject({ status: 501, body: '' });
    expect(await call('/x', { headers: scope('<script>') })).toMatchObject({ status: 404 });
  });

  test('are refused under the name of another host', async () => {
    const { port } = new URL(local.endpoint);
    const status = (host: string) => new Promise<number>((done, fail) => {
      request(
        { host: '127.0.0.1', port, path: '/health', headers: { host } }, response => { response.resume(); done(response.statusCode!); },
      ).on('error', fail).end();
    });
    expect(await status(`localhost:${port}`)).toBe(200);
    expect(await status(`127.0.0.1:${port}`)).toBe(200);
    expect(await status(`evil.example:${port}`)).toBe(421);
    expect(await status(`localhost.evil.example:${port}`)).toBe(421);
  });

  test.each([
    ['app.localhost:9230', '127.0.0.1', true],
    ['[::1]:9230', '127.0.0.1', true],
    ['LOCALHOST.', '127.0.0.1', true],
    ['dev.example:80', 'dev.example', true],
    ['dev.example:80', '127.0.0.1', false],
    ['anything.example', '0.0.0.0', true],
    ['a b', '127.0.0.1', false],
    [undefined, '127.0.0.1', false],
  ])('%s, listening on %s: %s', (host, listening, meant) => expect(isMeant(host, listening)).toBe(meant));
});

test('the basic flow knows a login under either key', async () => {
  const derived = local.issuer.url.replace('http://', '');
  const Logins = { [derived]: local.issuer.token({ sub: 'carol' }) };
  const { IdentityId } = await local.identity.send(new GetIdCommand({ IdentityPoolId: local.poolId('Partners'), Logins }));
  await expect(local.identity.send(new GetOpenIdTokenCommand({ IdentityId, Logins }))).resolves.toHaveProperty('Token');
});
