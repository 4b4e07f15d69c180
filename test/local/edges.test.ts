import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { createServer } from 'http';
import { AddressInfo } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import {
  GetCredentialsForIdentityCommand, GetOpenIdTokenForDeveloperIdentityCommand, GetOpenIdTokenCommand,
} from '@aws-sdk/client-cognito-identity';
import { photoTemplate } from './fixture';
import { Harness, refusal } from './harness';
import { main } from '../../src/cli/main';
import { Input } from '../../src/local/requests/input';
import { LocalServer } from '../../src/local/server';
import { IdentityStore } from '../../src/local/store/identity-store';
import { StateFile } from '../../src/local/store/journal';
import { isLoopback, LoginTokens } from '../../src/local/tokens/login-tokens';

let local: Harness;
let folder: string;
beforeAll(async () => {
  local = await Harness.start();
  folder = mkdtempSync(join(tmpdir(), 'edges-'));
});
afterAll(async () => {
  await local.stop();
  rmSync(folder, { recursive: true });
});

const vouch = (user: string, more: object = {}) => local.identity.send(new GetOpenIdTokenForDeveloperIdentityCommand({
  IdentityPoolId: local.poolId('Partners'), Logins: { 'login.partner': user }, ...more,
}));

describe('several logins', () => {
  test('of one call lead to one identity, and each of them alone does afterwards', async () => {
    const first = await vouch('pat');
    const both = { ...local.logins({ sub: 'pat' }), 'cognito-identity.amazonaws.com': first.Token! };
    const { IdentityId } = first;
    const send = (Logins: Record<string, string>) => local.identity.send(new GetCredentialsForIdentityCommand({ IdentityId, Logins }));
    await send(both);
    expect(await local.getId(local.logins({ sub: 'pat' }), 'Partners')).toBe(first.IdentityId);
    await expect(send(local.logins({ sub: 'pat' }))).resolves.toHaveProperty('IdentityId', first.IdentityId);
  });

  test('fail with ResourceConflictException if they belong to different identities', async () => {
    const first = await vouch('quinn');
    await local.getId(local.logins({ sub: 'quinn' }), 'Partners');
    const both = { ...local.logins({ sub: 'quinn' }), 'cognito-identity.amazonaws.com': first.Token! };
    const answer = await refusal(local.identity.send(new GetCredentialsForIdentityCommand({ IdentityId: first.IdentityId, Logins: both })));
    expect(answer.name).toBe('ResourceConflictException');
  });
});

test('a developer can vouch for an identity of the own pool by its id, and for no other', async () => {
  const first = await vouch('rae');
  await expect(vouch('rae', { IdentityId: first.IdentityId })).resolves.toHaveProperty('IdentityId', first.IdentityId);
  expect((await refusal(vouch('sam', { IdentityId: first.IdentityId }))).name).toBe('NotAuthorizedException');
  const elsewhere = await local.getId();
  expect((await refusal(vouch('rae', { IdentityId: elsewhere }))).name).toBe('ResourceNotFoundException');
});

test('an identity whose pool is no longer in the template is not found', async () => {
  const store = new IdentityStore();
  const gone = store.create('us-east-1:00000000-0000-4000-8000-00000000dead', []);
  const other = await Harness.start({ store });
  const answer = await refusal(other.identity.send(new GetCredentialsForIdentityCommand({ IdentityId: gone.id })));
  expect(answer.name).toBe('ResourceNotFoundException');
  await other.stop();
});

test('fails if nobody said where the keys of the user pool are', async () => {
  const unkeyed = await Harness.start({ issuers: {} });
  const key = [...unkeyed.directory.pools.values()][0].logins.keys().next().value!;
  expect(await refusal(unkeyed.getId({ [key]: local.issuer.token() })))
    .toMatchObject({ name: 'InvalidParameterException', message: expect.stringContaining('--issuer') });
  await unkeyed.stop();
});

test('the basic flow is refused for a pool with role mappings, although its template allows it', async () => {
  const template = photoTemplate();
  template.Resources.Photos.Properties.AllowClassicFlow = true;
  const mapped = await Harness.start({ template });
  const IdentityId = await mapped.getId(mapped.logins());
  const answer = await refusal(mapped.identity.send(new GetOpenIdTokenCommand({ IdentityId, Logins: mapped.logins() })));
  expect(answer).toMatchObject({ name: 'InvalidParameterException', message: expect.stringContaining('not supported with RoleMappings') });
  await mapped.stop();
});

test('an expired token of an identity pool gets no STS credentials, a fresh one does', async () => {
  const { Token } = await vouch('tia', { TokenDuration: 60 });
  await expect(local.assume(Token!, 'UntaggedRole')).resolves.toHaveProperty('Credentials');
  const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000);
  const answer = await refusal(local.assume(Token!, 'UntaggedRole'));
  clock.mockRestore();
  expect(answer.name).toBe('ExpiredTokenException');
});

test('an internal error of STS is reported as one', async () => {
  const broken = jest.spyOn(local.directory.roles, 'get').mockImplementationOnce(() => { throw new Error('broken'); });
  const { Token } = await vouch('uma');
  expect(await refusal(local.assume(Token!, 'UntaggedRole'))).toMatchObject({ status: 500 });
  broken.mockRestore();
  expect((await fetch(local.endpoint, { method: 'POST', body: '' })).status).toBe(400);
});

describe('members of a request', () => {
  const input = new Input({ n: 1.5, s: 'x', b: 'yes', i: 3, t: true });
  test.each<[string, () => unknown]>([
    ['a fraction for a whole number', () => input.integer('n', 0, 9)],
    ['a string for a number', () => input.integer('s', 0, 9)],
    ['a string for a boolean', () => input.boolean('b')],
    ['a number for a map', () => input.map('i', 1, {}, {})],
  ])('fail for %s', (_what, read) => expect(read).toThrow(expect.objectContaining({ name: 'SerializationException' })));

  test('are read where they are right, and fail where a required one is missing or too short', () => {
    expect([
      input.integer('i', 3, 3), input.integer('none', 0, 9, 7), input.boolean('t'), input.boolean('none'), input.map('none', 1, {}, {}),
    ])
      .toEqual([3, 7, true, undefined, []]);
    expect(() => input.integer('none', 0, 9)).toThrow('Member must not be null');
    expect(() => input.string('s', { min: 2 })).toThrow('length greater than or equal to 2');
    expect(input.string('s', { min: 1 })).toBe('x');
  });
});

describe('the keys of an issuer', () => {
  const serving = async (respond: (send: (status: number, body: string, headers?: Record<string, string>) => void) => void) => {
    const server = createServer((_request, response) => respond((status, body, headers) => response.writeHead(status, headers).end(body)));
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/us-east-1_a`;
    const answer = await refusal(new LoginTokens().verify(local.issuer.token({ iss: issuer }), {
      issuer: issuer, keysAt: `${issuer}/.well-known/jwks.json`, audiences: ['Web'], cognito: true,
    }));
    server.closeAllConnections();
    await new Promise(done => server.close(done));
    return answer.name;
  };

  test.each([
    ['are not there', 404, '{}', {}],
    ['are larger than any key set', 200, 'x'.repeat(300_000), {}],
    ['are somewhere else', 302, '', { location: 'http://127.0.0.1:1/keys' }],
  ])('fail with ExternalServiceException if they %s', async (_what, status, body, headers) => {
    expect(await serving(send => send(status, body, headers as Record<string, string>))).toBe('ExternalServiceException');
  });

  test('fail if they are no keys', async () => {
    expect(await serving(send => send(200, '{"keys":7}'))).toBe('NotAuthorizedException');
  });

  test('may only be read without TLS on this machine', () => {
    expect(['localhost', '127.0.0.1', '127.9.9.9', '[::1]', '::1'].map(isLoopback)).toEqual([true, true, true, true, true]);
    expect(['example.com', '10.0.0.1', 'localhost.example.com', '127.0.0.1.example.com', '[::2]'].some(isLoopback)).toBe(false);
  });
});

describe('a state file', () => {
  test('fails if it cannot be written, and leaves no lock behind', () => {
    const file = join(folder, 'blocked');
    mkdirSync(`${file}.new`);
    expect(() => StateFile.open(file)).toThrow();
    rmSync(`${file}.new`, { recursive: true, force: true });
    StateFile.open(file).journal.close();
  });

  test('is in use while its process runs, also one that is not ours to signal', () => {
    const file = join(folder, 'owned');
    writeFileSync(`${file}.lock`, '4242');
    const kill = jest.spyOn(process, 'kill');
    kill.mockImplementation(() => { throw Object.assign(new Error(), { code: 'EPERM' }); });
    expect(() => StateFile.open(file)).toThrow('in use by process 4242');
    kill.mockImplementation(() => { throw Object.assign(new Error(), { code: 'ESRCH' }); });
    StateFile.open(file).journal.close();
    kill.mockRestore();
    writeFileSync(`${file}.lock`, '');
    StateFile.open(file).journal.close();
  });

  test('may be closed twice', () => {
    const { journal } = StateFile.open(join(folder, 'twice'));
    journal.close();
    expect(() => journal.close()).not.toThrow();
  });
});

describe('the command, in this process', () => {
  const template = () => {
    const file = join(folder, 'photos.json');
    writeFileSync(file, JSON.stringify(photoTemplate()));
    return file;
  };

  test('serves on the host it is given, in either family, until the signal', async () => {
    const printed = jest.spyOn(process.stdout, 'write').mockImplementation(() => true);
    const logged = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
    const ended = main(['serve', template(), '--host', '::1']);
    while (printed.mock.calls.length === 0) await new Promise(done => setTimeout(done, 20));
    const { endpoint } = JSON.parse(String(printed.mock.calls[0][0]));
    expect(endpoint).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect((await fetch(`${endpoint}/health`)).status).toBe(200);
    process.emit('SIGTERM');
    expect(await ended).toBe(0);
    expect(logged.mock.calls.join()).toContain('GET /health 200');
    printed.mockRestore();
    logged.mockRestore();
  });

  test.each([
    ['EACCES', 'port 80 on 127.0.0.1 may not be used by this user'],
    ['EINVAL', 'cannot listen on 127.0.0.1:80'],
  ])('fails with one line when listening fails with %s', async (code, message) => {
    const start = jest.spyOn(LocalServer.prototype, 'start').mockRejectedValueOnce(Object.assign(new Error('no'), { code }));
    const logged = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
    expect(await main(['serve', template(), '--port', '80'])).toBe(2);
    expect(logged.mock.calls.join()).toContain(message);
    start.mockRestore();
    logged.mockRestore();
  });
});
