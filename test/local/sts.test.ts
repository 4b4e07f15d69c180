import { Credentials, Harness, refusal } from './harness';

let local: Harness;
let guest: Credentials;
beforeAll(async () => {
  local = await Harness.start();
  guest = await local.enter();
});
afterAll(() => local.stop());

test('GetCallerIdentity names the account, the role and the session', async () => {
  expect(await local.session(guest)).toMatchObject({
    Account: '123456789012',
    Arn: expect.stringMatching(/^arn:aws:sts::123456789012:assumed-role\/[^/]+\/CognitoIdentityCredentials$/),
    UserId: expect.stringMatching(/^AROA[A-Z0-9]+:CognitoIdentityCredentials$/),
    Expiration: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  });
});

test.each([
  ['a wrong secret', () => ({ ...guest, secretAccessKey: 'x'.repeat(40) }), 'SignatureDoesNotMatch'],
  ['no session token', () => ({ ...guest, sessionToken: undefined }), 'InvalidClientTokenId'],
  ["another session's token", async () => ({ ...guest, sessionToken: (await local.enter()).sessionToken }), 'InvalidClientTokenId'],
  ['a made-up token', () => ({ ...guest, sessionToken: 'AAAA'.repeat(40) }), 'InvalidClientTokenId'],
  ['keys of somebody else', () => ({ accessKeyId: 'AKIATESTTESTTESTTEST', secretAccessKey: 'secret' }), 'InvalidClientTokenId'],
])('fails for %s, where the right credentials are accepted', async (_what, credentials, name) => {
  expect(await refusal(local.whoIs(await credentials()))).toMatchObject({ name, status: 403 });
  await expect(local.whoIs(guest)).resolves.toContain(':assumed-role/');
});

test('fails with ExpiredToken once the session has ended, and not a moment before', async () => {
  const clock = jest.spyOn(Date, 'now');
  const real = Date.now();
  try {
    const credentials = await local.enter();
    const end = credentials.expiration.getTime();
    clock.mockImplementation(() => end - 1_000);
    await expect(local.whoIs(credentials)).resolves.toContain(':assumed-role/');
    clock.mockImplementation(() => end);
    expect(await refusal(local.whoIs(credentials))).toMatchObject({ name: 'ExpiredToken', status: 403 });
    expect(real).toBeLessThan(end);
  } finally {
    clock.mockRestore();
  }
});

const post = (body: string, headers: Record<string, string> = {}) => fetch(local.endpoint, {
  method: 'POST',
  body,
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
});
const ASK = 'Action=GetCallerIdentity&Version=2011-06-15';

test.each([
  ['is not signed', {}, 403, 'MissingAuthenticationToken'],
  ['has another kind of Authorization', { authorization: 'Bearer abc' }, 400, 'IncompleteSignature'],
])('fails if the request %s', async (_what, headers, status, code) => {
  const answer = await post(ASK, headers as Record<string, string>);
  expect(answer.status).toBe(status);
  expect(await answer.text()).toContain(`<Code>${code}</Code>`);
});

test('fails for an old signature', async () => {
  const authorization = `AWS4-HMAC-SHA256 Credential=${guest.accessKeyId}/20200101/us-east-1/sts/aws4_request, `
    + `SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`;
  const answer = await post(ASK, { authorization, 'x-amz-date': '20200101T000000Z', 'x-amz-security-token': guest.sessionToken! });
  expect(await answer.text()).toContain('<Code>SignatureDoesNotMatch</Code><Message>Signature expired or not yet current');
});

test('fails for operations that are not served, without repeating markup', async () => {
  const answer = await post('Action=%3Cscript%3E&Version=2011-06-15');
  const text = await answer.text();
  expect(answer.status).toBe(400);
  expect(text).toContain('<Code>InvalidAction</Code>');
  expect(text).not.toContain('<script>');
  expect((await post('Action=AssumeRoleWithWebIdentity&RoleArn=a')).status).toBe(400);
});
