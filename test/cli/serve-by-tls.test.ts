import * as fs from 'node:fs';
import { request } from 'node:https';
import { AddressInfo, createServer } from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import { generate } from 'selfsigned';
import { main } from '../../src/cli/main';
import { template } from '../access-model/fixture';

jest.setTimeout(60_000);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'serve-tls-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));
afterEach(() => jest.restoreAllMocks());

const [certFile, keyFile, file] = ['cert.pem', 'key.pem', 'App.json'].map(name => path.join(folder, name));
const provider = { ClientId: { Ref: 'Web' }, ProviderName: { 'Fn::GetAtt': ['Users', 'ProviderName'] } };
const app = template({
  pool: { CognitoIdentityProviders: [provider] },
  resources: { Domain: { Type: 'AWS::Cognito::UserPoolDomain', Properties: { Domain: 'my-app', UserPoolId: { Ref: 'Users' } } } },
});
Object.assign(app.Resources.Web.Properties, {
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ['code'],
  AllowedOAuthScopes: ['openid'],
  CallbackURLs: ['http://localhost:5173/'],
  LogoutURLs: ['http://localhost:5173/'],
});
fs.writeFileSync(file, JSON.stringify(app));

beforeAll(async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }, { type: 7, ip: '127.0.0.1' }] }],
  });
  fs.writeFileSync(certFile, cert);
  fs.writeFileSync(keyFile, key);
});

/** Runs `serve` until the look at its first line is over: what it was, what it logged, and the exit code. */
async function served(
  args: string[], look: (line: any) => Promise<void> = async () => undefined,
): Promise<{ code: number; log: string; line?: any }> {
  const printed = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const logged = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  let code: number | undefined;
  const ended = main(['serve', file, '--user-pool', '--port', '0', ...args]).then(given => code = given);
  while (printed.mock.calls.length === 0 && code === undefined) await new Promise(done => setTimeout(done, 20));
  const line = printed.mock.calls.length > 0 ? JSON.parse(String(printed.mock.calls[0][0])) : undefined;
  try {
    if (line) await look(line);
  } finally {
    if (code === undefined) process.emit('SIGTERM');
    code = await ended;
  }
  return { code, log: logged.mock.calls.join(''), ...(line ? { line } : {}) };
}

const status = (url: string) => new Promise<number>((resolve, reject) => {
  request(url, { ca: fs.readFileSync(certFile), agent: false }, answer => resolve(answer.resume().statusCode!)).on('error', reject).end();
});
const byTls = () => ['--tls-cert', certFile, '--tls-key', keyFile, '--tls-port', '0'];

test('the same is served by TLS on a second port, and the login pages are found there', async () => {
  const { code, line } = await served(byTls(), async ({ endpoint, tlsEndpoint, loginDomains, clients }) => {
    expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await status(`${tlsEndpoint}/health`)).toBe(200);
    const query = `client_id=${clients.Web}&response_type=code&redirect_uri=${encodeURIComponent('http://localhost:5173/')}&scope=openid`;
    expect(await status(`https://${loginDomains.Users}/login?${query}`)).toBe(200);
    expect((await fetch(`${endpoint}/health`)).status).toBe(200);
  });
  expect(code).toBe(0);
  expect(line.loginDomains.Users).toBe(`localhost:${new URL(line.tlsEndpoint).port}`);
  expect(line.clientConfig.Web.Auth.Cognito.loginWith.oauth.domain).toBe(line.loginDomains.Users);
});

test('without TLS, no client is sent to the login pages, since it would put https:// before them', async () => {
  const { line } = await served([]);
  expect(line.tlsEndpoint).toBeUndefined();
  expect(line.loginDomains.Users).toBe(new URL(line.endpoint).host);
  expect(line.clientConfig.Web.Auth.Cognito.loginWith?.oauth).toBeUndefined();
  const first = path.join(folder, 'first.json');
  fs.writeFileSync(first, JSON.stringify(line));
  const errors = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(await main(['config', file, '--local', first, '--format', 'amplify'])).toBe(0);
  expect(errors.mock.calls.join('')).toContain('serve them with --tls-cert and --tls-key [no-hosted-login]');
});

test('fails for a key of another certificate, and for a port that is taken', async () => {
  const other = path.join(folder, 'other.pem');
  fs.writeFileSync(other, (await generate([{ name: 'commonName', value: 'localhost' }])).private);
  const mixed = await served(['--tls-cert', certFile, '--tls-key', other]);
  expect(mixed.code).toBe(2);
  expect(mixed.log).toContain('the TLS certificate cannot be used with its key');
  const taken = createServer();
  await new Promise<void>(done => taken.listen(0, '127.0.0.1', done));
  const { port } = taken.address() as AddressInfo;
  const refused = await served([...byTls().slice(0, 4), '--tls-port', String(port)]);
  await new Promise(done => taken.close(done));
  expect(refused.code).toBe(2);
  expect(refused.log).toContain(`port ${port} on 127.0.0.1 is already in use: choose another with --tls-port`);
});
