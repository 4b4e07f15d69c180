import { GetOpenIdTokenCommand } from '@aws-sdk/client-cognito-identity';
import { JwtVerifier } from 'aws-jwt-verify';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { Harness, refusal } from './harness';

let local: Harness;
beforeAll(async () => { local = await Harness.start(); });
afterAll(() => local.stop());

test('a token of the basic flow gets credentials for a role that trusts it', async () => {
  const logins = local.logins({ sub: 'basic' });
  const answer = await local.assume(await local.openIdToken(logins), 'PartnerRole');
  const identityId = await local.getId(logins, 'Partners');
  expect(answer).toMatchObject({
    SubjectFromWebIdentityToken: identityId,
    Audience: local.poolId('Partners'),
    Provider: 'cognito-identity.amazonaws.com',
    AssumedRoleUser: { Arn: expect.stringMatching(/:assumed-role\/.*\/partner$/) },
  });
  const { AccessKeyId, SecretAccessKey, SessionToken } = answer.Credentials!;
  const arn = await local.whoIs({ accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! });
  expect(arn).toBe(answer.AssumedRoleUser!.Arn);
});

test('fails with AccessDenied for a role that trusts another identity pool, or is not there', async () => {
  const token = await local.openIdToken(local.logins());
  expect(await refusal(local.assume(token, 'AdminRole'))).toMatchObject({ name: 'AccessDenied', status: 403 });
  expect(await refusal(local.assume(token, 'PartnerRole', { RoleArn: 'arn:aws:iam::123456789012:role/Nowhere' })))
    .toMatchObject({ name: 'AccessDenied' });
});

test('session tags in the token need a role that takes them', async () => {
  const tagged = await local.openIdToken(local.logins({ 'sub': 'tagged', 'custom:tenant': 'acme' }));
  await expect(local.assume(tagged, 'PartnerRole')).resolves.toHaveProperty('Credentials');
  expect(await refusal(local.assume(tagged, 'UntaggedRole')))
    .toMatchObject({ name: 'AccessDenied', message: expect.stringContaining('sts:TagSession') });
  const untagged = await local.openIdToken(local.logins({ sub: 'untagged' }));
  await expect(local.assume(untagged, 'UntaggedRole')).resolves.toHaveProperty('Credentials');
});

test('anybody can verify the token with the published keys', async () => {
  const token = await local.openIdToken(local.logins({ sub: 'public' }));
  const jwksUri = `${local.endpoint}/.well-known/jwks_uri`;
  const jwksCache = new SimpleJwksCache({ fetcher: { fetch: async uri => (await fetch(uri)).arrayBuffer() } });
  const verifier = JwtVerifier.create(
    { issuer: 'https://cognito-identity.amazonaws.com', audience: local.poolId('Partners'), jwksUri }, { jwksCache },
  );
  const claims = await verifier.verify(token);
  expect(claims).toMatchObject({
    sub: await local.getId(local.logins({ sub: 'public' }), 'Partners'), amr: expect.arrayContaining(['authenticated', local.key]),
  });
});

test('the session may last as long as the role says, and no longer', async () => {
  const token = await local.openIdToken(local.logins());
  const before = Date.now();
  const longest = await local.assume(token, 'PartnerRole', { DurationSeconds: 7200 });
  expect(Math.round((longest.Credentials!.Expiration!.getTime() - before) / 1000)).toBeGreaterThan(7195);
  expect(await refusal(local.assume(token, 'PartnerRole', { DurationSeconds: 7201 }))).toMatchObject({ name: 'ValidationError' });
  await expect(local.assume(token, 'PartnerRole', { DurationSeconds: 900 })).resolves.toHaveProperty('Credentials');
  expect(await refusal(local.assume(token, 'PartnerRole', { DurationSeconds: 899 }))).toMatchObject({ name: 'ValidationError' });
});

test.each([
  ['is no token', async () => 'nonsense', 'InvalidIdentityTokenException'],
  ['is a login token, which the role does not trust', async () => local.issuer.token(), 'InvalidIdentityTokenException'],
  ['was tampered with', async () => (await local.openIdToken(local.logins())).slice(0, -8) + 'AAAAAAAA', 'InvalidIdentityTokenException'],
])('fails if what is presented %s', async (_what, token, name) => {
  expect((await refusal(local.assume(await token(), 'PartnerRole'))).name).toBe(name);
});

test('fails without a session name that IAM would take', async () => {
  const token = await local.openIdToken(local.logins());
  expect((await refusal(local.assume(token, 'PartnerRole', { RoleSessionName: 'a b' }))).name).toBe('ValidationError');
  expect((await refusal(local.assume(token, 'PartnerRole', { RoleSessionName: '' }))).name).toBe('ValidationError');
});

test('fails where the basic flow is off', async () => {
  const IdentityId = await local.getId(local.logins());
  const answer = await refusal(local.identity.send(new GetOpenIdTokenCommand({ IdentityId, Logins: local.logins() })));
  expect(answer).toMatchObject({
    name: 'InvalidParameterException', message: 'Basic (classic) flow is not enabled, please use enhanced flow.',
  });
});
