import { createServer } from 'http';
import { AddressInfo } from 'net';
import { photoTemplate } from './fixture';
import { Harness, HarnessOptions, refusal } from './harness';
import { AssertionOptions, TestSamlIssuer } from './saml-issuer';
import { SamlAssertions } from '../../src/local/tokens/saml-assertions';

const ARN = 'arn:aws:iam::123456789012:saml-provider/Corp';
const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';
const started: Harness[] = [];
let corp: TestSamlIssuer;
let local: Harness;

/** The photo-sharing app, with a SAML provider whose department decides the role. */
function template(metadata: string | undefined, given: object = {}): Record<string, any> {
  const photos = photoTemplate();
  Object.assign(photos.Resources.Photos.Properties, { SamlProviderARNs: [metadata === undefined ? ARN : { Ref: 'Corp' }] });
  if (metadata !== undefined) {
    photos.Resources.Corp = { Type: 'AWS::IAM::SAMLProvider', Properties: { Name: 'Corp', SamlMetadataDocument: metadata } };
  }
  photos.Resources.Attachment.Properties.RoleMappings.corp = {
    IdentityProvider: metadata === undefined ? ARN : { Ref: 'Corp' },
    Type: 'Rules',
    AmbiguousRoleResolution: 'AuthenticatedRole',
    RulesConfiguration: {
      Rules: [{ Claim: 'department', MatchType: 'Equals', Value: 'press', RoleARN: { 'Fn::GetAtt': ['GoldRole', 'Arn'] } }],
    },
    ...given,
  };
  return photos;
}

async function start(options: HarnessOptions): Promise<Harness> {
  const harness = await Harness.start(options);
  started.push(harness);
  return harness;
}

beforeAll(async () => {
  corp = await TestSamlIssuer.make();
  local = await start({ template: template(corp.metadata()) });
});
afterAll(() => Promise.all(started.map(harness => harness.stop())));

const enter = async (options?: AssertionOptions) => local.enter({ [ARN]: corp.response(options) });

test('an assertion that the provider of the template signed gets the role of everybody signed in', async () => {
  expect(await local.whoIs(await enter())).toContain('assumed-role/UserRole/');
});

test('its attributes are the claims of rules', async () => {
  expect(await local.whoIs(await enter({ attributes: { department: ['press'] } }))).toContain('assumed-role/GoldRole/');
  expect(await local.whoIs(await enter({ attributes: { department: ['sales'] } }))).toContain('assumed-role/UserRole/');
});

test('a signature over the whole response is as good', async () => {
  expect(await local.whoIs(await enter({ signs: 'response', attributes: { department: ['press'] } }))).toContain('assumed-role/GoldRole/');
});

test('the same name is the same identity, another name another', async () => {
  const [first, again, other] = [await enter(), await enter(), await enter({ nameId: 'bob' })];
  expect(again.identityId).toBe(first.identityId);
  expect(other.identityId).not.toBe(first.identityId);
});

test.each<[string, AssertionOptions, string]>([
  ['nothing signed', { signs: 'nothing' }, 'Invalid signature'],
  [
    'a changed attribute',
    { attributes: { department: ['sales'] }, tampered: xml => xml.replace('>sales<', '>press<') }, 'Invalid signature',
  ],
  ['a changed name', { tampered: xml => xml.replace('>alice<', '>bob<') }, 'Invalid signature'],
  [
    'a second assertion beside the signed one',
    { tampered: xml => xml.replace('<Assertion', `<Assertion xmlns="${ASSERTION}"><Subject/></Assertion><Assertion`) },
    'multiple assertions',
  ],
  ['an assertion for somebody else', { audience: 'https://app.example' }, 'audience'],
  ['another issuer that the key also signs for', { issuer: 'https://other.example' }, 'and not https://idp.example/entity'],
  ['an expired assertion', { expires: -120 }, 'expired'],
  ['an assertion without an end', { expires: null }, 'never expires'],
  ['an assertion of the future', { notBefore: 120 }, 'not yet valid'],
  ['an assertion about nobody', { nameId: '' }, 'names nobody'],
])('fails for %s', async (_, options, words) => {
  const { name, message } = await refusal(enter(options));
  expect(name).toBe('NotAuthorizedException');
  expect(message).toMatch(/^Invalid login token\. The SAML response is not taken: /);
  expect(message).toContain(words);
});

test.each([
  ['a text', 'hello'],
  ['XML without a response', Buffer.from('<a/>').toString('base64')],
  ['a document type with an entity', Buffer.from('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>').toString('base64')],
])('fails for what is no SAML response: %s', async (_, response) => {
  expect((await refusal(local.getId({ [ARN]: response }))).message).toContain('The SAML response is not taken');
});

test('fails for a stranger who signs in the name of the provider', async () => {
  const stranger = await TestSamlIssuer.make();
  expect((await refusal(local.getId({ [ARN]: stranger.response() }))).message).toContain('Invalid signature');
});

test('without metadata in the template, it may be where --keys says; fails without it, and says so at the start', async () => {
  const without = await start({ template: template(undefined) });
  expect((await refusal(without.getId({ [ARN]: corp.response() }))).message).toContain(`start the server with --keys ${ARN}=URL`);
  expect(without.log.join('\n')).toContain(`no --keys ${ARN}=URL of its metadata, which the template does not have`);
  const server = createServer((_, response) => response.end(corp.metadata()));
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metadata`;
  const given = await start({ template: template(undefined), keys: { [ARN]: at } });
  expect(await given.whoIs(await given.enter({ [ARN]: corp.response() }))).toContain('assumed-role/UserRole/');
  server.closeAllConnections();
  await new Promise(done => server.close(done));
  expect((await refusal(given.getId({ [ARN]: corp.response() }))).message).toContain('The metadata of the login provider cannot be read');
});

test('--client names another audience than AWS', async () => {
  const china = await start({ template: template(corp.metadata()), clientIds: { [ARN]: 'urn:amazon:webservices:cn-north-1' } });
  await expect(china.getId({ [ARN]: corp.response({ audience: 'urn:amazon:webservices:cn-north-1' }) })).resolves.toMatch(/^us-east-1:/);
  expect((await refusal(china.getId({ [ARN]: corp.response() }))).message).toContain('audience');
});

test.each([
  ['no XML', '{}'],
  ['no provider', '<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="x"/>'],
])('fails for metadata with %s', async (_, metadata) => {
  const broken = await start({ template: template(metadata) });
  expect((await refusal(broken.getId({ [ARN]: corp.response() }))).message).toContain('The metadata of the SAML provider cannot be read');
});

test('fails in the basic flow, which does not take SAML', async () => {
  const photos = template(corp.metadata());
  photos.Resources.Partners.Properties.SamlProviderARNs = [{ Ref: 'Corp' }];
  const partners = await start({ template: photos });
  expect((await refusal(partners.openIdToken({ [ARN]: corp.response() }))).message).toContain('does not take SAML');
});

test('says which package is missing, and how to install it', () => {
  expect(new SamlAssertions(['/']).whyNot())
    .toMatch(/^a SAML login needs @node-saml\/node-saml, which is not installed here: npm install --save-dev @node-saml\/node-saml@/);
  expect(new SamlAssertions().whyNot()).toBeUndefined();
});
