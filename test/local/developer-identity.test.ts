import {
  GetCredentialsForIdentityCommand, GetOpenIdTokenForDeveloperIdentityCommand, LookupDeveloperIdentityCommand,
} from '@aws-sdk/client-cognito-identity';
import { Harness, refusal } from './harness';

let local: Harness;
beforeAll(async () => { local = await Harness.start(); });
afterAll(() => local.stop());

const vouch = (user: string, more: object = {}, pool = 'Partners') => local.identity.send(new GetOpenIdTokenForDeveloperIdentityCommand({
  IdentityPoolId: local.poolId(pool), Logins: { 'login.partner': user }, ...more,
}));
const enter = (IdentityId: string, token: string) => local.identity.send(new GetCredentialsForIdentityCommand({
  IdentityId, Logins: { 'cognito-identity.amazonaws.com': token },
}));

test('a user whom the backend vouches for keeps one identity, and gets the role of the signed-in', async () => {
  const first = await vouch('pat');
  expect((await vouch('pat')).IdentityId).toBe(first.IdentityId);
  const { AccessKeyId, SecretKey, SessionToken } = (await enter(first.IdentityId!, first.Token!)).Credentials!;
  const arn = await local.whoIs({ accessKeyId: AccessKeyId!, secretAccessKey: SecretKey!, sessionToken: SessionToken! });
  expect(arn).toContain(`assumed-role/${local.roleArn('PartnerRole').split('/').pop()}/`);
});

test("fails with another user's token, and with one for another identity", async () => {
  const pat = await vouch('pat');
  const quinn = await vouch('quinn');
  expect((await refusal(enter(pat.IdentityId!, quinn.Token!))).name).toBe('NotAuthorizedException');
  expect((await refusal(enter(pat.IdentityId!, 'nonsense'))).name).toBe('NotAuthorizedException');
  await expect(enter(quinn.IdentityId!, quinn.Token!)).resolves.toHaveProperty('Credentials');
});

test('the token carries tags for the session', async () => {
  const { IdentityId, Token } = await vouch('tess', { PrincipalTags: { department: 'sales' } });
  const { AccessKeyId, SecretKey, SessionToken } = (await enter(IdentityId!, Token!)).Credentials!;
  const session = await local.session({ accessKeyId: AccessKeyId!, secretAccessKey: SecretKey!, sessionToken: SessionToken! });
  expect(session.SessionTags).toBe('{"department":"sales"}');
});

test('the token lasts from a second to a day', async () => {
  await expect(vouch('tim', { TokenDuration: 1 })).resolves.toHaveProperty('Token');
  await expect(vouch('tim', { TokenDuration: 86_400 })).resolves.toHaveProperty('Token');
  expect((await refusal(vouch('tim', { TokenDuration: 86_401 }))).name).toBe('ValidationException');
  expect((await refusal(vouch('tim', { TokenDuration: 0 }))).name).toBe('ValidationException');
});

test('fails for a pool without a developer provider, and without its login', async () => {
  expect((await refusal(vouch('pat', {}, 'Photos'))).name).toBe('InvalidParameterException');
  expect((await refusal(vouch('pat', { Logins: { 'login.other': 'pat' } }))).name).toBe('InvalidParameterException');
});

test('the token also does for the basic flow, by STS', async () => {
  const { Token } = await vouch('basil');
  await expect(local.assume(Token!, 'UntaggedRole')).resolves.toHaveProperty('Credentials');
  expect((await refusal(local.assume(Token!, 'AdminRole'))).name).toBe('AccessDenied');
});

test('a developer user can be looked up by name and by identity', async () => {
  const { IdentityId } = await vouch('lou');
  const lookup = (by: object, pool = 'Partners') =>
    local.identity.send(new LookupDeveloperIdentityCommand({ IdentityPoolId: local.poolId(pool), ...by }));
  expect(await lookup({ DeveloperUserIdentifier: 'lou' })).toMatchObject({ IdentityId, DeveloperUserIdentifierList: ['lou'] });
  expect(await lookup({ IdentityId })).toMatchObject({ IdentityId, DeveloperUserIdentifierList: ['lou'] });
  expect((await refusal(lookup({ DeveloperUserIdentifier: 'nobody' }))).name).toBe('ResourceNotFoundException');
  expect((await refusal(lookup({ IdentityId }, 'Photos'))).name).toBe('ResourceNotFoundException');
  expect((await refusal(lookup({ IdentityId, DeveloperUserIdentifier: 'pat' }))).name).toBe('ResourceConflictException');
  expect((await refusal(lookup({}))).name).toBe('InvalidParameterException');
});
