import { GetUserCommand, GlobalSignOutCommand } from '@aws-sdk/client-cognito-identity-provider';
import { CALLBACK, client, FederatedStand, provider } from './federated-stand';
import { Visitor } from './visitor';
import { refusal } from '../../harness';
import { claimsOf, PASSWORD } from '../stand';

const SHY = `exports.handler = async event => {
  if (event.request.userAttributes.email.startsWith('shy')) throw new Error('no tokens');
  return event;
};`;

let at: FederatedStand;
beforeAll(async () => {
  const page = (flows: string[]) => client({ AllowedOAuthFlows: flows, SupportedIdentityProviders: ['COGNITO', 'Corp'] });
  at = await FederatedStand.start({
    Corp: provider('Corp'),
    Page: page(['implicit']),
    Either: page(['code', 'implicit']),
    Shy: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile: SHY } } },
  }, { Pool: { LambdaConfig: { PreTokenGeneration: { 'Fn::GetAtt': ['Shy', 'Arn'] } } } });
  await at.stand.join('ann@example.org');
  await at.stand.join('shy@example.org');
});
afterAll(() => at?.stop());

const signIn = async (label: string, more: Record<string, string> = {}, username = 'ann@example.org', visitor = new Visitor()) => {
  const url = at.authorizeUrl({ response_type: 'token', ...more }, label);
  url.pathname = '/login';
  return Visitor.leadsTo(await visitor.get(url, { method: 'POST', body: new URLSearchParams({ username, password: PASSWORD }) }));
};
const answerIn = ({ hash }: URL) => Object.fromEntries(new URLSearchParams(hash.slice(1)));

test('the implicit flow gives tokens in the fragment, and none to renew them with', async () => {
  const arrived = await signIn('Page', { nonce: 'n1' });
  expect(arrived.href.split('#')[0]).toBe(CALLBACK);
  const answer = answerIn(arrived);
  expect(answer).toEqual({
    id_token: expect.any(String), access_token: expect.any(String), token_type: 'bearer', expires_in: '3600', state: 'of-the-app',
  });
  expect(claimsOf(answer.id_token)).toMatchObject({ email: 'ann@example.org', nonce: 'n1', at_hash: expect.any(String) });
  expect(claimsOf(answer.access_token)).toMatchObject({ scope: 'openid email', version: 2 });
});

test('no ID token without the scope openid', async () => {
  expect(Object.keys(answerIn(await signIn('Page', { scope: 'email' })))).toEqual(['access_token', 'token_type', 'expires_in', 'state']);
});

test('whoever has signed in is not asked again, and whoever comes from a provider gets them too', async () => {
  const visitor = new Visitor();
  await signIn('Either', {}, 'ann@example.org', visitor);
  const again = Visitor.leadsTo(await visitor.get(at.authorizeUrl({ response_type: 'token' }, 'Either')));
  expect(claimsOf(answerIn(again).id_token).email).toBe('ann@example.org');
  at.corp.employees.set('pia', { email: 'pia@corp.example' });
  const arrived = await at.visit('pia', { response_type: 'token', identity_provider: 'Corp' }, 'Page');
  expect(claimsOf(answerIn(arrived).id_token)).toMatchObject({ 'cognito:username': 'Corp_pia' });
});

test.each([
  ['token', 'Web', 'unauthorized_client'],
  ['code', 'Page', 'unauthorized_client'],
  ['code token', 'Either', 'invalid_request'],
])('%s is refused to %s, with %s and no token', async (type, label, error) => {
  const arrived = await signIn(label, { response_type: type });
  expect([arrived.searchParams.get('error'), arrived.hash]).toEqual([error, '']);
  expect((await signIn('Either', { response_type: type.split(' ')[0] })).searchParams.has('error')).toBe(false);
});

test('nor are there tokens if a function keeps them back', async () => {
  const arrived = await signIn('Page', {}, 'shy@example.org');
  expect([arrived.searchParams.get('error_description'), arrived.hash]).toEqual(['PreTokenGeneration failed with error no tokens.', '']);
});

test('signing out everywhere ends them', async () => {
  const answer = answerIn(await signIn('Page', { scope: 'openid aws.cognito.signin.user.admin' }));
  const get = () => at.stand.client.send(new GetUserCommand({ AccessToken: answer.access_token }));
  expect(await get()).toHaveProperty('Username');
  await at.stand.client.send(new GlobalSignOutCommand({ AccessToken: answer.access_token }));
  expect((await refusal(get())).message).toBe('Access Token has been revoked');
});
