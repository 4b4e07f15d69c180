import {
  DescribeIdentityCommand, DescribeIdentityPoolCommand, GetIdentityPoolRolesCommand, GetPrincipalTagAttributeMapCommand,
  ListIdentitiesCommand, ListIdentityPoolsCommand, SetPrincipalTagAttributeMapCommand,
} from '@aws-sdk/client-cognito-identity';
import { Harness, refusal } from './harness';

let local: Harness;
beforeAll(async () => { local = await Harness.start(); });
afterAll(() => local.stop());

const STRANGER = 'us-east-1:00000000-0000-4000-8000-000000000000';

test('the pools of the template are listed, page by page', async () => {
  const first = await local.identity.send(new ListIdentityPoolsCommand({ MaxResults: 1 }));
  expect(first.IdentityPools).toEqual([{ IdentityPoolId: local.poolId('Photos'), IdentityPoolName: 'photos' }]);
  const second = await local.identity.send(new ListIdentityPoolsCommand({ MaxResults: 1, NextToken: first.NextToken }));
  expect(second.IdentityPools).toEqual([expect.objectContaining({ IdentityPoolId: local.poolId('Partners') })]);
  expect(second.NextToken).toBeUndefined();
  expect((await refusal(local.identity.send(new ListIdentityPoolsCommand({ MaxResults: 61 })))).name).toBe('ValidationException');
  expect((await refusal(local.identity.send(new ListIdentityPoolsCommand({ MaxResults: 1, NextToken: 'x' })))).name)
    .toBe('InvalidParameterException');
});

test('a pool is described as the template configures it, with the names that are in use here', async () => {
  const photos = await local.identity.send(new DescribeIdentityPoolCommand({ IdentityPoolId: local.poolId('Photos') }));
  expect(photos).toMatchObject({
    IdentityPoolName: 'photos',
    AllowUnauthenticatedIdentities: true,
    AllowClassicFlow: false,
    CognitoIdentityProviders: [
      { ProviderName: local.key, ClientId: 'Web', ServerSideTokenCheck: true },
      { ProviderName: local.key, ClientId: 'Mobile', ServerSideTokenCheck: true },
    ],
  });
  const partners = await local.identity.send(new DescribeIdentityPoolCommand({ IdentityPoolId: local.poolId('Partners') }));
  expect(partners).toMatchObject({ AllowClassicFlow: true, DeveloperProviderName: 'login.partner', AllowUnauthenticatedIdentities: false });
  expect((await refusal(local.identity.send(new DescribeIdentityPoolCommand({ IdentityPoolId: STRANGER })))).name)
    .toBe('ResourceNotFoundException');
});

test('the roles and mappings of a pool are shown', async () => {
  const answer = await local.identity.send(new GetIdentityPoolRolesCommand({ IdentityPoolId: local.poolId('Photos') }));
  expect(answer.Roles).toEqual({ authenticated: local.roleArn('UserRole'), unauthenticated: local.roleArn('GuestRole') });
  expect(answer.RoleMappings).toMatchObject({
    [`${local.key}:Web`]: { Type: 'Token', AmbiguousRoleResolution: 'AuthenticatedRole' },
    [`${local.key}:Mobile`]: {
      Type: 'Rules',
      RulesConfiguration: { Rules: [expect.objectContaining({ Value: 'gold', RoleARN: local.roleArn('GoldRole') }), expect.anything()] },
    },
  });
});

test('an identity is described and listed with its providers', async () => {
  const id = await local.getId(local.logins({ sub: 'described' }), 'Partners');
  const described = await local.identity.send(new DescribeIdentityCommand({ IdentityId: id }));
  expect(described).toMatchObject({ IdentityId: id, Logins: [local.key], CreationDate: expect.any(Date) });
  const listed = await local.identity.send(new ListIdentitiesCommand({ IdentityPoolId: local.poolId('Partners'), MaxResults: 60 }));
  expect(listed.Identities).toEqual([expect.objectContaining({ IdentityId: id })]);
  expect((await refusal(local.identity.send(new DescribeIdentityCommand({ IdentityId: STRANGER })))).name)
    .toBe('ResourceNotFoundException');
});

describe('principal tags', () => {
  const provider = () => ({ IdentityPoolId: local.poolId('Partners'), IdentityProviderName: local.key });

  test('are those of the template until they are set', async () => {
    const before = await local.identity.send(new GetPrincipalTagAttributeMapCommand(provider()));
    expect(before).toMatchObject({ UseDefaults: false, PrincipalTags: { tenant: 'custom:tenant' } });
    await local.identity.send(new SetPrincipalTagAttributeMapCommand({ ...provider(), PrincipalTags: { plan: 'custom:plan' } }));
    const logins = local.logins({ 'sub': 'tagged', 'custom:tenant': 'acme', 'custom:plan': 'gold' });
    expect(await local.session(await local.enter(logins, 'Partners'))).toMatchObject({ SessionTags: '{"plan":"gold"}' });
    await local.identity.send(new SetPrincipalTagAttributeMapCommand({ ...provider(), UseDefaults: true }));
    expect(await local.session(await local.enter(logins, 'Partners')))
      .toMatchObject({ SessionTags: '{"username":"tagged","client":"Web"}' });
  });

  test('fail for a role that does not take them, and a provider that is not there', async () => {
    const photos = { IdentityPoolId: local.poolId('Photos'), IdentityProviderName: local.key };
    await expect(local.enter(local.logins({ sub: 'untagged' }))).resolves.toHaveProperty('accessKeyId');
    await local.identity.send(new SetPrincipalTagAttributeMapCommand({ ...photos, PrincipalTags: { name: 'sub' } }));
    expect((await refusal(local.enter(local.logins({ sub: 'untagged' })))).name).toBe('InvalidIdentityPoolConfigurationException');
    await local.identity.send(new SetPrincipalTagAttributeMapCommand({ ...photos, PrincipalTags: {} }));
    const stranger = local.identity.send(new GetPrincipalTagAttributeMapCommand({
      ...photos, IdentityProviderName: 'accounts.google.com',
    }));
    expect((await refusal(stranger)).name).toBe('InvalidParameterException');
  });
});
