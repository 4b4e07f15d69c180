import { ChildProcess, spawn } from 'child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { createServer, AddressInfo } from 'net';
import { networkInterfaces, tmpdir } from 'os';
import { join, resolve } from 'path';
import { CognitoIdentityClient, GetCredentialsForIdentityCommand, GetIdCommand } from '@aws-sdk/client-cognito-identity';
import { photoTemplate } from './fixture';
import { TestIssuer } from './issuer';
import { main } from '../../src/cli/main';

jest.setTimeout(60_000);

const ROOT = resolve(__dirname, '../..');
const MAIN = "require('./src/cli/main').main(process.argv.slice(1)).then(code => { process.exitCode = code; })";

let folder: string;
let template: string;
let issuer: TestIssuer;
const running: ChildProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'serve-'));
  template = join(folder, 'photos.template.json');
  writeFileSync(template, JSON.stringify(photoTemplate()));
  issuer = await new TestIssuer('us-east-1_Live00001').start();
});
afterEach(() => { for (const child of running.splice(0)) child.kill('SIGKILL'); });
afterAll(async () => {
  await issuer.stop();
  rmSync(folder, { recursive: true });
});

interface Served {
  readonly child: ChildProcess;
  readonly exit: Promise<{ code: number | null; stdout: string; stderr: string }>;
  readonly first: Promise<any>;
}

function serve(...args: string[]): Served {
  const child = spawn(
    process.execPath, ['-r', 'ts-node/register/transpile-only', '-e', MAIN, '--', 'serve', ...args], { cwd: ROOT, stdio: 'pipe' },
  );
  running.push(child);
  let stdout = '';
  let stderr = '';
  const exit = new Promise<{
    code: number | null;
    stdout: string;
    stderr: string;
  }>(done => child.on('close', code => done({ code, stdout, stderr })));
  const first = new Promise<any>((done, fail) => {
    child.stdout!.on('data', data => {
      stdout += data;
      if (stdout.includes('\n')) done(JSON.parse(stdout.split('\n')[0]));
    });
    child.stderr!.on('data', data => { stderr += data; });
    void exit.then(() => fail(new Error(stderr)));
  });
  first.catch(() => undefined);
  return { child, exit, first };
}

const client = (endpoint: string) =>
  new CognitoIdentityClient({ maxAttempts: 1, endpoint, region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });

test('tells what it serves in the first line, serves it, and shuts down cleanly', async () => {
  const { child, exit, first } = serve(
    template, '--issuer', `Pool=${issuer.url}`, '--client', 'Web=web123', '--client', 'Mobile=mobile456',
  );
  const line = await first;
  const key = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_Live00001';
  expect(line).toEqual({
    endpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    identityPools: {
      Photos: expect.stringMatching(/^us-east-1:[0-9a-f-]{36}$/), Partners: expect.stringMatching(/^us-east-1:[0-9a-f-]{36}$/),
    },
    providers: { 'Pool:Web': key, 'Pool:Mobile': key },
    userPools: { Pool: { id: 'us-east-1_Live00001', issuer: issuer.url, endpoint: new URL(issuer.url).origin } },
    clients: { Web: 'web123', Mobile: 'mobile456' },
    roles: expect.objectContaining({ AdminRole: 'arn:aws:iam::123456789012:role/AdminRole' }),
    clientConfig: { Web: expect.anything(), Mobile: expect.anything() },
  });
  expect(line.clientConfig.Mobile.Auth.Cognito).toMatchObject({
    userPoolId: 'us-east-1_Live00001',
    userPoolClientId: 'mobile456',
    identityPoolId: line.identityPools.Photos,
    userPoolEndpoint: new URL(issuer.url).origin,
    identityPoolEndpoint: line.endpoint,
  });
  const said = join(folder, 'said.json');
  writeFileSync(said, JSON.stringify(line));
  const printed = jest.spyOn(process.stdout, 'write').mockImplementation(() => true);
  expect(await main(['config', template, '--local', said, '--client', 'Mobile', '--format', 'amplify'])).toBe(0);
  expect(JSON.parse(String(printed.mock.calls[0][0]))).toEqual(line.clientConfig.Mobile);
  printed.mockRestore();
  const identity = client(line.endpoint);
  const enter = async (token: string) => {
    const Logins = { [key]: token };
    const { IdentityId } = await identity.send(new GetIdCommand({ IdentityPoolId: line.identityPools.Photos, Logins }));
    return identity.send(new GetCredentialsForIdentityCommand({ IdentityId, Logins }));
  };
  await expect(enter(issuer.token({ aud: 'web123' }))).resolves.toHaveProperty('Credentials.SessionToken');
  await expect(enter(issuer.token({ aud: 'Web' }))).rejects.toThrow('Incorrect token audience');
  identity.destroy();
  child.kill('SIGTERM');
  const { code, stdout, stderr } = await exit;
  expect([code, stdout.split('\n').length, stderr]).toEqual([0, 2, expect.stringContaining('SIGTERM: closing')]);
});

test('SIGINT ends it as well, and frees the port for the next', async () => {
  const { child, exit, first } = serve(template);
  const { endpoint, providers } = await first;
  expect(providers).toEqual({});
  child.kill('SIGINT');
  expect((await exit).code).toBe(0);
  const again = serve(template, '--port', new URL(endpoint).port);
  expect((await again.first).endpoint).toBe(endpoint);
});

test('a killed process loses nothing that it acknowledged', async () => {
  const state = join(folder, 'state.jsonl');
  const args = [template, '--state', state, '--issuer', `Pool=${issuer.url}`];
  const first = serve(...args);
  const { endpoint, identityPools, providers } = await first.first;
  const identity = client(endpoint);
  const getId = (from: CognitoIdentityClient, sub: string) => from.send(new GetIdCommand({
    IdentityPoolId: identityPools.Photos, Logins: { [providers['Pool:Web']]: issuer.token({ sub }) },
  }));
  const acknowledged = new Map<string, string>();
  const users = Array.from({ length: 400 }, (_, i) => `user-${i}`);
  await Promise.all(users.map(async sub => {
    const answer = await getId(identity, sub).catch(() => undefined);
    if (answer) acknowledged.set(sub, answer.IdentityId!);
    if (acknowledged.size === 40) first.child.kill('SIGKILL');
  }));
  await first.exit;
  identity.destroy();
  const second = serve(...args);
  const next = client((await second.first).endpoint);
  for (const [sub, id] of acknowledged) expect((await getId(next, sub)).IdentityId).toBe(id);
  expect(acknowledged.size).toBeGreaterThanOrEqual(40);
  expect(acknowledged.size).toBeLessThan(users.length);
  next.destroy();
});

describe('fails with one line and exit code 2', () => {
  const failing = async (...args: string[]) => {
    const written: string[] = [];
    const write = jest.spyOn(process.stderr, 'write').mockImplementation(text => written.push(String(text)) > 0);
    const printed = jest.spyOn(process.stdout, 'write').mockImplementation(() => true);
    try {
      expect(await main(['serve', ...args])).toBe(2);
      expect(printed).not.toHaveBeenCalled();
    } finally {
      write.mockRestore();
      printed.mockRestore();
    }
    expect(written.join('').trim().split('\n')).toHaveLength(1);
    return written.join('');
  };

  test('when the port is taken', async () => {
    const other = createServer();
    await new Promise<void>(done => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as AddressInfo;
    const message = await failing(template, '--port', String(port), '--state', join(folder, 'unused.jsonl'));
    await new Promise(done => other.close(done));
    expect(message).toContain(`port ${port} on 127.0.0.1 is already in use: choose another with --port`);
    expect(existsSync(join(folder, 'unused.jsonl.lock'))).toBe(false);
  });

  test.each([
    ['there is no such template', ['nowhere.json'], 'nowhere.json'],
    ['there is no template at all', [], 'TEMPLATE is missing'],
    ['there are two templates', ['a.json', 'b.json'], "unexpected argument 'b.json'"],
    ['an option is unknown', ['x.json', '--prot', '1'], '--prot'],
    ['the port is no number', ['x.json', '--port', 'http'], "--port is 'http'"],
    ['the port is too large', ['x.json', '--port', '65536'], "--port is '65536'"],
    ['an issuer is no pair', ['x.json', '--issuer', 'Pool'], 'use POOL=URL'],
    ['an issuer has no URL', ['x.json', '--issuer', 'Pool=here'], "'here' is not a URL"],
    [
      'an issuer is neither https nor local', ['x.json', '--issuer', 'Pool=http://example.com/us-east-1_a'],
      'neither https nor on this machine',
    ],
    [
      'an issuer does not end with a pool id', ['x.json', '--issuer', 'Pool=https://example.com'],
      'does not end with the id of a user pool',
    ],
    ['keys are no URL', ['x.json', '--keys', 'Pool=here'], "--keys: 'here' is not a URL"],
    ['keys are neither https nor local', ['x.json', '--keys', 'Pool=http://example.com/us-east-1_a'], 'neither https nor on this machine'],
    ['a client has no id', ['x.json', '--client', 'Web='], 'use CLIENT=ID'],
    ['a certificate has no key', ['x.json', '--tls-cert', 'cert.pem'], '--tls-cert and --tls-key belong together: give both'],
    ['a port for TLS has no certificate', ['x.json', '--tls-port', '9443'], '--tls-cert and --tls-key belong together: give both'],
    ['a provider is neither https nor local', ['x.json', '--user-pool', '--provider', 'Corp=http://example.com'], 'nor on this machine'],
    ['a provider has no address', ['x.json', '--user-pool', '--provider', 'Corp'], 'use NAME=URL'],
    ['a provider is named without user pools', ['x.json', '--provider', 'Corp=https://example.com'], 'served with --user-pool'],
    ['a secret is not in a file', ['x.json', '--user-pool', '--provider-secret', 'Corp=no.txt'], 'no.txt'],
    ['a certificate is not there', ['x.json', '--tls-cert', 'no.pem', '--tls-key', 'no.pem'], '--tls-cert has to be a PEM file'],
  ])('when %s', async (_what, args, message) => {
    expect(await failing(...args)).toContain(message);
  });

  test('when the pool, the client or the address is not there', async () => {
    expect(await failing(template, '--issuer', 'Nobody=http://127.0.0.1:1/x_1'))
      .toContain("--issuer: 'Nobody' is no user pool of the template: use one of Pool");
    expect(await failing(template, '--keys', 'Nobody=http://127.0.0.1:1/x_1'))
      .toContain("--keys: 'Nobody' is no user pool or login provider of the template");
    expect(await failing(template, '--client', 'Nobody=1'))
      .toContain("--client: 'Nobody' is no app client of the template: use one of Web, Mobile, Other");
    expect(await failing(template, '--user-pool', '--provider', 'Corp=https://example.com'))
      .toContain("--provider: 'Corp' is no AWS::Cognito::UserPoolIdentityProvider of the template: it has none");
    expect(await failing(template, '--host', '192.0.2.1')).toContain('--host 192.0.2.1 is not an address of this machine');
  });

  test('when there is no identity pool to serve', async () => {
    const bare = join(folder, 'bare.json');
    writeFileSync(bare, JSON.stringify({ Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } }));
    expect(await failing(bare)).toContain('there is no identity pool in the template');
    expect(await failing(bare, '--user-pool')).toContain('there is neither an identity pool nor a user pool in the template');
    writeFileSync(bare, JSON.stringify({ Resources: { Users: { Type: 'AWS::Cognito::UserPool' } } }));
    expect(await failing(bare)).toContain('there is nothing to serve (--user-pool serves its user pools)');
  });

  test('when the state file is something else', async () => {
    const state = join(folder, 'other.txt');
    writeFileSync(state, 'hello\n');
    expect(await failing(template, '--state', state)).toContain(`${state} is not a state file`);
  });
});

test('--help shows the usage', async () => {
  const printed = jest.spyOn(process.stdout, 'write').mockImplementation(() => true);
  expect(await main(['serve', '--help'])).toBe(0);
  expect(printed).toHaveBeenCalledWith(expect.stringMatching(/^usage: cdk-cognito-auth serve TEMPLATE/));
  printed.mockRestore();
});

test('listens on this machine only', async () => {
  const { first } = serve(template);
  const { endpoint } = await first;

  const outside = Object.values(networkInterfaces()).flat().find(address => address && !address.internal && address.family === 'IPv4');
  if (outside) await expect(fetch(`http://${outside.address}:${new URL(endpoint).port}/health`)).rejects.toThrow();
  expect((await fetch(`${endpoint}/health`)).status).toBe(200);
});
