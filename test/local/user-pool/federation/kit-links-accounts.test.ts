import { App, SecretValue, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CALLBACK, FederatedStand } from './federated-stand';
import { AppClient, CognitoAuth, IdentityProvider, LoginPages, TriggerKit } from '../../../../src';
import { claimsOf } from '../stand';

const EMAIL = 'ann@example.com';

let at: FederatedStand;
let label: string;
beforeAll(async () => {
  const stack = new Stack(new App(), 'Stack');
  const corp = IdentityProvider.oidc('Corp', {
    issuer: 'https://corp.example',
    clientId: 'pool',
    clientSecret: SecretValue.secretsManager('corp'),
    attributes: { email: 'email', emailVerified: 'email_verified' },
  });
  const auth = new CognitoAuth(stack, 'Auth', {
    selfSignUp: true,
    identityProviders: [corp],
    loginPages: LoginPages.prefix(),
    client: AppClient.browser({ callbackUrls: [CALLBACK], userPasswordAuth: true }),
  });
  auth.addGroup('members');
  auth.addTrigger(TriggerKit.preSignUp({ linkAccountsOf: ['Corp'] }));
  auth.addTrigger(TriggerKit.postConfirmation({ group: 'members' }));
  at = await FederatedStand.of(Template.fromStack(stack).toJSON(), ['Corp']);
  [label] = Object.keys(at.stand.pools.clientIds);
  await at.stand.signUp(EMAIL, { UserAttributes: [{ Name: 'email', Value: EMAIL }] }, label);
});
afterAll(() => at?.stop());

const ask = { identity_provider: 'Corp', scope: 'openid email' };
const comes = (employee: string) => at.signIn(employee, ask, label);

describe('the trigger kit, which links accounts of a provider', () => {
  test('gives nobody an account whose address its owner has not proved', async () => {
    at.corp.employees.set('early', { email: EMAIL, email_verified: true });
    expect(claimsOf((await comes('early')).id_token)['cognito:username']).toBe('Corp_early');
  });

  test('gives nobody an account whose address the provider does not know to be theirs', async () => {
    await at.stand.confirm(EMAIL, await at.stand.code(EMAIL), label);
    at.corp.employees.set('mallory', { email: EMAIL, email_verified: false });
    expect(claimsOf((await comes('mallory')).id_token)['cognito:username']).toBe('Corp_mallory');
  });

  test('links whoever has it on both sides: the first sign-in is refused, each other leads to the account and to its role', async () => {
    at.corp.employees.set('ann-7', { email: EMAIL, email_verified: true });
    expect(await at.refusal('ann-7', ask, label)).toEqual(['invalid_request', 'Already found an entry for username Corp_ann-7']);
    const own = claimsOf((await at.stand.signIn(EMAIL, label)).IdToken);
    const { id_token: id } = await comes('ann-7');
    expect(claimsOf(id)).toMatchObject({ 'sub': own.sub, 'cognito:groups': ['members'], 'identities': [{ userId: 'ann-7' }] });
    const key = Object.values(at.stand.pools.issuers)[0].replace('http://', '');
    const { identity } = at.stand;
    const [{ label: pool }] = identity.directory.pools.values();
    expect(await identity.whoIs(await identity.enter({ [key]: id }, pool))).toContain('membersRole');
  });
});
