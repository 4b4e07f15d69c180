import { generateKeyPair } from 'crypto';
import { promisify } from 'util';
import { GetCredentialsForIdentityCommand } from '@aws-sdk/client-cognito-identity';
import { Harness, refusal } from './harness';

let local: Harness;
beforeAll(async () => { local = await Harness.start(); });
afterAll(() => local.stop());

const now = () => Math.floor(Date.now() / 1000);

test('a good token of a registered client gets an identity', async () => {
  await expect(local.getId(local.logins())).resolves.toMatch(/^us-east-1:[0-9a-f]{8}-[0-9a-f-]{27}$/);
});

test('the same user keeps one identity id, through every client of the user pool', async () => {
  const first = await local.getId(local.logins({ sub: 'bob' }));
  expect(await local.getId(local.logins({ sub: 'bob' }))).toBe(first);
  expect(await local.getId(local.logins({ sub: 'bob', aud: 'Mobile' }))).toBe(first);
});

test('different users, and one user of two identity pools, get different identity ids', async () => {
  const ids = [
    await local.getId(local.logins({ sub: 'u1' })), await local.getId(local.logins({ sub: 'u2' })),
    await local.getId(local.logins({ sub: 'u1' }), 'Partners'),
  ];
  expect(new Set(ids).size).toBe(3);
});

test('one user who signs in many times at once still gets one identity', async () => {
  const logins = local.logins({ sub: 'hasty' });
  const ids = await Promise.all(Array.from({ length: 30 }, () => local.getId(logins)));
  expect(new Set(ids).size).toBe(1);
});

test.each([
  ['a token that expired a second ago', () => local.issuer.token({ exp: now() - 1 }), /^Invalid login token. Token expired: \d+ >= \d+$/],
  ['a token without an expiry', () => local.issuer.token({ exp: undefined }), /Missing a required claim/],
  ['a token for a client that the identity pool does not know', () => local.issuer.token({ aud: 'Other' }), /Incorrect token audience/],
  ['a token without an audience', () => local.issuer.token({ aud: undefined }), /Incorrect token audience/],
  [
    'a token of another issuer', () => local.issuer.token({ iss: 'https://elsewhere.example/us-east-1_Test00001' }),
    /Issuer doesn't match providerName/,
  ],
  ['an access token', () => local.issuer.token({ token_use: 'access' }), /Not a valid OpenId Connect identity token/],
  ['a token without a subject', () => local.issuer.token({ sub: undefined }), /Missing a required claim/],
  ['something that is no token', () => 'not.a.token', /Not a valid OpenId Connect identity token/],
  ['a token with an unknown key id', () => local.issuer.token({}, { kid: 'nobody' }), /Couldn't verify signed token/],
  ['an unsigned token', () => local.issuer.token({}, { alg: 'none' }), /Couldn't verify signed token/],
  ['a token signed with the public key as a secret', () => local.issuer.token({}, { alg: 'HS256' }), /Couldn't verify signed token/],
])('fails with NotAuthorizedException for %s', async (_what, token, message) => {
  expect(await refusal(local.getId({ [local.key]: token() })))
    .toEqual({ name: 'NotAuthorizedException', message: expect.stringMatching(message), status: 400 });
});

test('fails for a forged signature under a genuine key id, and for a changed payload', async () => {
  // not generateKeyPairSync: meanwhile the server would close idle connections, unseen, and the next request would go into one of them
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const forged = local.issuer.token({}, {}, privateKey);
  expect((await refusal(local.getId({ [local.key]: forged }))).name).toBe('NotAuthorizedException');
  const [header, payload, signature] = local.issuer.token({ sub: 'mallory' }).split('.');
  const changed = Buffer.from(Buffer.from(payload, 'base64url').toString().replace('mallory', 'alice')).toString('base64url');
  expect((await refusal(local.getId({ [local.key]: [header, changed, signature].join('.') }))).name).toBe('NotAuthorizedException');
});

test('fails for the token of a provider that the identity pool does not have', async () => {
  const answer = await refusal(local.getId({ 'accounts.google.com': local.issuer.token() }));
  expect(answer).toMatchObject({
    name: 'NotAuthorizedException', message: 'Token is not from a supported provider of this identity pool.',
  });
});

test('verifies again for credentials: an expired token does not do where a fresh one does', async () => {
  const IdentityId = await local.getId(local.logins({ sub: 'carol' }));
  const get = (token: string) => local.identity.send(new GetCredentialsForIdentityCommand({ IdentityId, Logins: { [local.key]: token } }));
  await expect(get(local.issuer.token({ sub: 'carol' })))
    .resolves.toHaveProperty('Credentials.AccessKeyId', expect.stringMatching(/^ASIA[A-Z2-7]{16}$/));
  expect((await refusal(get(local.issuer.token({ sub: 'carol', exp: now() - 5 })))).name).toBe('NotAuthorizedException');
});

test("fails for somebody else's identity, with the own token and with none", async () => {
  const hers = await local.getId(local.logins({ sub: 'dora' }));
  await local.getId(local.logins({ sub: 'eve' }));
  const get = (Logins?: Record<string, string>) => local.identity.send(new GetCredentialsForIdentityCommand({ IdentityId: hers, Logins }));
  await expect(get(local.logins({ sub: 'dora' }))).resolves.toHaveProperty('IdentityId', hers);
  expect(await refusal(get(local.logins({ sub: 'eve' }))))
    .toMatchObject({ name: 'NotAuthorizedException', message: expect.stringMatching(/^Logins don't match/) });
  expect(await refusal(get())).toMatchObject({ name: 'NotAuthorizedException', message: `Access to Identity '${hers}' is forbidden.` });
});

test('a guest who signs in keeps the identity, which is no guest any more', async () => {
  const guest = await local.enter();
  const { identityId: IdentityId } = guest;
  const get = (Logins?: Record<string, string>) => local.identity.send(new GetCredentialsForIdentityCommand({ IdentityId, Logins }));
  expect((await get(local.logins({ sub: 'fresh' }))).IdentityId).toBe(guest.identityId);
  expect(await local.getId(local.logins({ sub: 'fresh' }))).toBe(guest.identityId);
  expect((await refusal(get())).name).toBe('NotAuthorizedException');
});

test('a guest who signs in as a user with an identity becomes that identity', async () => {
  const known = await local.getId(local.logins({ sub: 'gina' }));
  const guest = await local.getId();
  const answer = await local.identity.send(new GetCredentialsForIdentityCommand({
    IdentityId: guest, Logins: local.logins({ sub: 'gina' }),
  }));
  expect(answer.IdentityId).toBe(known);
});

test('a new key of the issuer is found, and the keys are not fetched for every token', async () => {
  const before = local.issuer.requests;
  for (let i = 0; i < 5; i++) await local.getId(local.logins());
  expect(local.issuer.requests).toBe(before);
  // the unknown key ids of the tests above are still being waited for
  await new Promise(done => setTimeout(done, 2_100));
  local.issuer.rotate('key-2');
  await expect(local.getId(local.logins())).resolves.toMatch(/^us-east-1:/);
});

test('a key that changed under its id counts from when the keys are read again', async () => {
  const other = await Harness.start();
  try {
    await other.getId(other.logins());
    other.issuer.rotate('key-1');
    expect((await refusal(other.getId(other.logins()))).message).toContain("Couldn't verify signed token");
    // a key id that nobody knows has them read
    expect((await refusal(other.getId({ [other.key]: other.issuer.token({}, { kid: 'key-9' }) }))).name).toBe('NotAuthorizedException');
    await expect(other.getId(other.logins())).resolves.toMatch(/^us-east-1:/);
  } finally {
    await other.stop();
  }
});

test('fails with ExternalServiceException while the issuer cannot be reached', async () => {
  const other = await Harness.start();
  try {
    await other.issuer.stop();
    expect((await refusal(other.getId(other.logins()))).name).toBe('ExternalServiceException');
  } finally {
    other.identity.destroy();
    await other.server.stop();
  }
});
