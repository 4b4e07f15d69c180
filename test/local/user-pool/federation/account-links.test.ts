import {
  AdminDisableProviderForUserCommand, AdminDisableUserCommand, AdminGetUserCommand, AdminLinkProviderForUserCommand,
  AdminUpdateUserAttributesCommand, ProviderUserIdentifierType,
} from '@aws-sdk/client-cognito-identity-provider';
import { client, FederatedStand, provider } from './federated-stand';
import { refusal } from '../../harness';
import { claimsOf } from '../stand';

let at: FederatedStand;
const others = ['Two', 'Three', 'Four', 'Five', 'Six'];
beforeAll(async () => {
  at = await FederatedStand.start({
    Corp: provider('Corp'),
    Google: provider('Google', { ProviderType: 'Google' }, { authorize_scopes: 'profile email' }),
    ...Object.fromEntries(others.map(name => [name, provider(name)])),
    Staff: client({ SupportedIdentityProviders: ['Corp', 'Google'] }),
  }, {}, ['Corp', 'Google']);
});
afterAll(() => at?.stop());

const UserPoolId = () => at.stand.poolId;
const from = (ProviderName: string, ProviderAttributeValue: string, ProviderAttributeName = 'Cognito_Subject') =>
  ({ ProviderName, ProviderAttributeName, ProviderAttributeValue });
const link = (DestinationUser: ProviderUserIdentifierType, SourceUser: ProviderUserIdentifierType) =>
  at.stand.client.send(new AdminLinkProviderForUserCommand({ UserPoolId: UserPoolId(), DestinationUser, SourceUser }));
const unlink = (User: ProviderUserIdentifierType) =>
  at.stand.client.send(new AdminDisableProviderForUserCommand({ UserPoolId: UserPoolId(), User }));
const own = (username: string) => ({ ProviderName: 'Cognito', ProviderAttributeValue: username });

/** Somebody who has signed up, by the username that the pool gave them. */
async function member(email: string): Promise<string> {
  await at.stand.join(email);
  return claimsOf((await at.stand.signIn(email)).IdToken)['cognito:username'];
}

async function attributes(Username: string): Promise<Record<string, string>> {
  const { UserAttributes, UserStatus } = await at.stand.client.send(new AdminGetUserCommand({ UserPoolId: UserPoolId(), Username }));
  return { UserStatus: UserStatus!, ...Object.fromEntries(UserAttributes!.map(({ Name, Value }) => [Name, Value!])) };
}

/** Who the user pool says has signed in. */
const arrives = async (employee: string, more?: Record<string, string>, label?: string) =>
  claimsOf((await at.signIn(employee, more, label)).id_token);

describe('whoever is linked', () => {
  test('signs in to the account that was there, whose attributes the provider writes from then on', async () => {
    const ann = await member('ann@example.org');
    await link(own(ann), from('Corp', 'ann-7'));
    at.corp.employees.set('ann-7', { email: 'ann@example.org', email_verified: true, plan: 'gold' });
    expect(await arrives('ann-7')).toMatchObject({
      'cognito:username': ann,
      'identities': [{ userId: 'ann-7', providerName: 'Corp', providerType: 'OIDC', primary: 'false' }],
    });
    expect(await attributes(ann)).toMatchObject({ 'UserStatus': 'CONFIRMED', 'custom:plan': 'gold', 'email_verified': 'true' });
    await expect(at.stand.signIn('ann@example.org')).resolves.toHaveProperty('IdToken');
  });

  test('is that person with any kind of provider, and whoever else comes from it is somebody else', async () => {
    const gus = await member('gus@example.org');
    await link(own(gus), from('Google', 'gus'));
    at.corp.employees.set('gus', { email: 'gus@example.org', email_verified: true, plan: 'gold' });
    at.corp.employees.set('eve', { email: 'eve@example.org', email_verified: true, plan: 'none' });
    expect((await arrives('gus', { identity_provider: 'Google' }, 'Staff')).sub).toBe((await attributes(gus)).sub);
    expect((await arrives('eve', { identity_provider: 'Google' }, 'Staff'))['cognito:username']).toBe('Google_eve');
  });

  test('is linked by any attribute that an OpenID provider maps, and by who they are there once they have signed in', async () => {
    const bo = await member('bo@example.org');
    await link(own(bo), from('Corp', 'bo@corp.example', 'email'));
    at.corp.employees.set('bo', { email: 'other@corp.example' });
    expect((await arrives('bo'))['cognito:username']).toBe('Corp_bo');
    at.corp.employees.set('bo-2', { email: 'bo@corp.example' });
    expect(await arrives('bo-2')).toMatchObject({ 'cognito:username': bo, 'identities': [{ userId: 'bo-2' }] });
    at.corp.employees.set('bo-2', { email: 'moved@corp.example' });
    expect((await arrives('bo-2'))['cognito:username']).toBe(bo);
    at.corp.employees.set('bo-3', { email: 'bo@corp.example' });
    expect((await arrives('bo-3'))['cognito:username']).toBe('Corp_bo-3');
  });

  test('can be linked to somebody who signs in with a provider, too', async () => {
    at.corp.employees.set('cy', { email: 'cy@corp.example' });
    await at.signIn('cy');
    await link({ ProviderName: 'Corp', ProviderAttributeValue: 'cy' }, from('Google', 'cy-at-google'));
    at.corp.employees.set('cy-at-google', { email: 'cy@corp.example' });
    const { identities, 'cognito:username': username } = await arrives('cy-at-google', { identity_provider: 'Google' }, 'Staff');
    expect(username).toBe('Corp_cy');
    expect(identities).toMatchObject([{ userId: 'cy', primary: 'true' }, { userId: 'cy-at-google', primary: 'false' }]);
  });

  test('does not sign in while the account is disabled', async () => {
    const dee = await member('dee@example.org');
    await link(own(dee), from('Corp', 'dee'));
    at.corp.employees.set('dee', { email: 'dee@example.org' });
    await at.stand.client.send(new AdminDisableUserCommand({ UserPoolId: UserPoolId(), Username: dee }));
    expect(await at.refusal('dee')).toEqual(['invalid_request', 'User is disabled.']);
  });

  test('is a person of their own again once the link is taken away', async () => {
    const fay = await member('fay@example.org');
    await link(own(fay), from('Corp', 'fay'));
    at.corp.employees.set('fay', { email: 'fay@corp.example' });
    expect((await arrives('fay'))['cognito:username']).toBe(fay);
    await unlink(from('Corp', 'fay'));
    expect(await attributes(fay)).not.toHaveProperty('identities');
    expect((await arrives('fay'))['cognito:username']).toBe('Corp_fay');
  });
});

const INVALID = 'InvalidParameterException';
const NOBODY = 'UserNotFoundException';

describe('linking is refused', () => {
  let ida: string;
  beforeAll(async () => { ida = await member('ida@example.org'); });

  test.each<[string, () => [ProviderUserIdentifierType, ProviderUserIdentifierType], string, string]>([
    ['of the pool\'s own people', () => [own(ida), from('Cognito', ida)], INVALID, 'may not be passed in as a SourceUser'],
    ['with a provider that is not there', () => [own(ida), from('Corq', 'ida')], 'ResourceNotFoundException', 'Corq'],
    ['to nobody', () => [own('nobody'), from('Corp', 'ida')], NOBODY, 'User does not exist.'],
    ['to an address, which is no username', () => [own('ida@example.org'), from('Corp', 'ida')], NOBODY, 'User does not exist.'],
    ['to somebody whom the provider does not know', () => [from('Corp', 'nobody'), from('Google', 'ida')], NOBODY, 'exist'],
    ['by an attribute of a social provider', () => [own(ida), from('Google', 'i@x.org', 'email')], INVALID, 'Cognito_Subject'],
    ['by an attribute that is not mapped', () => [own(ida), from('Corp', 'Ida', 'name')], INVALID, 'Cognito_Subject'],
    ['by nothing', () => [own(ida), { ProviderName: 'Corp' }], INVALID, 'SourceUser'],
  ])('%s', async (_what, users, name, why) => {
    const refused = await refusal(link(...users()));
    expect([refused.name, refused.message]).toEqual([name, expect.stringContaining(why)]);
  });

  test('without saying whom to whom', async () => {
    const ask = { UserPoolId: UserPoolId(), DestinationUser: own(ida) };
    expect((await refusal(at.stand.pools.call('AdminLinkProviderForUser', ask, true))).message).toContain("Value at 'sourceUser' failed");
  });

  test('of somebody who has signed in, and so has an account', async () => {
    at.corp.employees.set('jo', { email: 'jo@corp.example' });
    await at.signIn('jo');
    expect((await refusal(link(own(ida), from('Corp', 'jo')))).message)
      .toBe('Merging is not currently supported, provide a SourceUser that has not been signed up in order to link');
    await expect(link(own(ida), from('Corp', 'jo-2'))).resolves.toBeDefined();
  });

  test('of somebody who is linked already', async () => {
    await link(own(ida), from('Corp', 'twice'));
    const kim = await member('kim@example.org');
    for (const username of [ida, kim]) {
      expect((await refusal(link(own(username), from('Corp', 'twice')))).message).toBe('SourceUser is already linked to DestinationUser');
    }
  });

  test('of a sixth, after five', async () => {
    const lu = await member('lu@example.org');
    for (const name of ['Corp', ...others.slice(0, 4)]) await link(own(lu), from(name, 'lu'));
    expect((await refusal(link(own(lu), from('Six', 'lu')))).name).toBe('LimitExceededException');
    expect(JSON.parse((await attributes(lu)).identities)).toHaveLength(5);
  });

  test('without the signature of an account', async () => {
    const ask = { UserPoolId: UserPoolId(), DestinationUser: own(ida), SourceUser: from('Corp', 'unsigned') };
    expect((await refusal(at.stand.pools.call('AdminLinkProviderForUser', ask, false))).name).toBe('MissingAuthenticationTokenException');
  });
});

describe('taking a link away is refused', () => {
  beforeAll(async () => {
    at.corp.employees.set('ned', { email: 'ned@corp.example' });
    await at.signIn('ned');
    await link(own(await member('max@example.org')), from('Corp', 'max'));
  });

  test.each<[string, ProviderUserIdentifierType, string]>([
    ['that nobody made', from('Corp', 'nobody'), NOBODY],
    ['by another attribute than it was made by', from('Corp', 'max', 'email'), NOBODY],
    ['of a provider that is not there', from('Corq', 'max'), 'ResourceNotFoundException'],
    ['of the pool\'s own people, which is not done here', from('Cognito', 'max'), INVALID],
    ['of somebody who is nobody else, which is not done here', from('Corp', 'ned'), INVALID],
  ])('%s', async (_what, user, name) => {
    expect((await refusal(unlink(user))).name).toBe(name);
  });

  test('while nobody but the service writes the identities of somebody', async () => {
    const written = at.stand.client.send(new AdminUpdateUserAttributesCommand({
      UserPoolId: UserPoolId(), Username: await member('nia@example.org'), UserAttributes: [{ Name: 'identities', Value: '[]' }],
    }));
    expect((await refusal(written)).name).toBe(INVALID);
  });
});
