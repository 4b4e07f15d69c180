import { createServer, Server } from 'http';
import { AddressInfo } from 'net';
import { inflateRawSync } from 'zlib';
import { CALLBACK, DOMAIN, OAUTH, provider } from './federated-stand';
import { Visitor } from './visitor';
import { AssertionOptions, TestSamlIssuer } from '../../saml-issuer';
import { claimsOf, Stand, withProps } from '../stand';

const SIGN_ON = 'https://idp.example/sso?tenant=7';

let issuer: TestSamlIssuer;
let server: Server;
let stand: Stand;
beforeAll(async () => {
  issuer = await TestSamlIssuer.make();
  const binding = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
  const signOn = `<md:SingleSignOnService Binding="${binding}" Location="${SIGN_ON}"/>`;
  server = createServer((request, response) => response.end(issuer.metadata(request.url === '/mute' ? '' : signOn)));
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const saml = { ProviderType: 'SAML', AttributeMapping: { 'email': 'mail', 'custom:plan': 'plan' } };
  stand = await Stand.start(withProps({ Web: { ...OAUTH, SupportedIdentityProviders: ['Corp', 'Mute'] } }, {
    Domain: DOMAIN, Corp: provider('Corp', saml), Mute: provider('Mute', saml),
  }), { providers: { Corp: { url: `${at}/metadata` }, Mute: { url: `${at}/mute` } } });
});
afterAll(async () => {
  await stand?.stop();
  await new Promise(done => server?.close(done));
});

/** Sent to the provider: with which request, and where the answer goes. */
async function begin(name = 'Corp') {
  const sent = Visitor.leadsTo(await new Visitor().get(`${stand.endpoint}/oauth2/authorize?${new URLSearchParams({
    client_id: stand.clientId(), redirect_uri: CALLBACK, response_type: 'code', state: 's', scope: 'openid email', identity_provider: name,
  })}`));
  const request = sent.searchParams.get('SAMLRequest');
  return { sent, xml: request === null ? '' : inflateRawSync(Buffer.from(request, 'base64')).toString('utf8') };
}

const idIn = (xml: string) => / ID="([^"]+)"/.exec(xml)![1];
const post = (RelayState: string, SAMLResponse: string) => new Visitor().get(`${stand.endpoint}/saml2/idpresponse`, {
  method: 'POST', body: new URLSearchParams({ RelayState, SAMLResponse }),
});

/** Somebody who signs in at the provider, which answers as it likes. */
async function visit(options: (requestId: string) => AssertionOptions = () => ({})): Promise<URL> {
  const { sent, xml } = await begin();
  const requestId = idIn(xml);
  const audience = `urn:amazon:cognito:sp:${stand.poolId}`;
  const honest = { audience, inResponseTo: requestId, attributes: { mail: ['ann@corp.example'], plan: ['gold'] } };
  return Visitor.leadsTo(await post(sent.searchParams.get('RelayState')!, issuer.response({ ...honest, ...options(requestId) })));
}

const tokens = async (arrived: URL) => (await fetch(`${stand.endpoint}/oauth2/token`, {
  method: 'POST',
  body: new URLSearchParams({
    grant_type: 'authorization_code', client_id: stand.clientId(), redirect_uri: CALLBACK, code: arrived.searchParams.get('code')!,
  }),
})).json() as Promise<Record<string, string>>;

test('a SAML provider is asked for the user pool, and where the answer goes', async () => {
  const { sent, xml } = await begin();
  expect([sent.origin, sent.pathname, sent.searchParams.get('tenant')]).toEqual(['https://idp.example', '/sso', '7']);
  expect(xml).toContain(`AssertionConsumerServiceURL="${stand.endpoint}/saml2/idpresponse"`);
  expect(xml).toContain(`urn:amazon:cognito:sp:${stand.poolId}</`);
});

test('whoever it names is a person of the user pool, with its attributes', async () => {
  const arrived = await visit();
  expect(arrived.searchParams.get('error_description')).toBe(null);
  const { id_token: id } = await tokens(arrived);
  expect(claimsOf(id)).toMatchObject({
    'cognito:username': 'Corp_alice',
    'cognito:groups': [`${stand.poolId}_Corp`],
    'email': 'ann@corp.example',
    'email_verified': false,
    'identities': [{ userId: 'alice', providerName: 'Corp', providerType: 'SAML', issuer: 'https://idp.example/entity', primary: 'true' }],
  });
});

test.each<[string, (requestId: string) => AssertionOptions]>([
  ['another request', id => ({ inResponseTo: `${id}0` })],
  ['no request', () => ({ inResponseTo: undefined })],
  ['another user pool', () => ({ audience: 'urn:amazon:cognito:sp:us-east-1_Other' })],
  ['another issuer', () => ({ issuer: 'https://other.example' })],
  ['the past', () => ({ expires: -120 })],
  ['nobody who signs', () => ({ signs: 'nothing' })],
  ['somebody who changed it', () => ({ tampered: xml => xml.replace('alice', 'admin') })],
])('a response of %s is refused, and the right one taken', async (_what, options) => {
  expect((await visit(options)).searchParams.get('error')).toBe('invalid_request');
  expect((await visit()).searchParams.has('code')).toBe(true);
});

test('a response that was signed for another request is refused in an envelope that says it is for this one', async () => {
  const refused = await visit(id => ({
    inResponseTo: '_stolen', tampered: xml => xml.replace('InResponseTo="_stolen"', `InResponseTo="${id}"`),
  }));
  expect(refused.searchParams.get('error_description')).toContain('it is no answer to the request that was sent');
});

test('a response is taken once, and from nobody who was not sent', async () => {
  const { sent, xml } = await begin();
  const state = sent.searchParams.get('RelayState')!;
  const response = issuer.response({
    audience: `urn:amazon:cognito:sp:${stand.poolId}`, inResponseTo: idIn(xml), attributes: { mail: ['ann@corp.example'] },
  });
  expect((await post('guessed', response)).status).toBe(400);
  expect(Visitor.leadsTo(await post(state, response)).searchParams.has('code')).toBe(true);
  expect((await post(state, response)).status).toBe(400);
});

test('a state that went to SAML is none of the code flow', async () => {
  const { sent } = await begin();
  const query = new URLSearchParams({ state: sent.searchParams.get('RelayState')!, code: '1' });
  expect((await new Visitor().get(`${stand.endpoint}/oauth2/idpresponse?${query}`)).status).toBe(400);
});

test('a provider without a place to sign in by redirect is told to the app', async () => {
  const { sent } = await begin('Mute');
  expect(sent.searchParams.get('error_description')).toContain('no SingleSignOnService');
});

describe('what the provider of the template has and is not done', () => {
  async function notes(details: object): Promise<string[]> {
    const made = await Stand.start(withProps({}, { Corp: provider('Corp', { ProviderType: 'SAML' }, details) }));
    await made.stop();
    return made.pools.notes.filter(note => note.includes('SAML'));
  }

  test('is said at the start', async () => {
    expect(await notes({ EncryptedResponses: 'true', RequestSigningAlgorithm: 'rsa-sha256', IDPInit: 'true', IDPSignout: true })).toEqual([
      'not done here: signed SAML requests', 'not done here: encrypted SAML responses',
      'not done here: SAML sign-in that begins at the provider', 'not done here: signing out of SAML providers',
    ]);
  });

  test('is not said of what is off', async () => {
    expect(await notes({ EncryptedResponses: 'false', IDPInit: 'false', IDPSignout: 'false' })).toEqual([]);
  });
});
