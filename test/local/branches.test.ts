import * as fs from 'fs';
import { createServer } from 'http';
import { AddressInfo } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { IdentityStore } from '../../src/local/store/identity-store';
import { StateFile } from '../../src/local/store/journal';
import { isLoopback, LoginTokens } from '../../src/local/tokens/login-tokens';

test('names that end like a loopback address', () => {
  for (const name of ['evillocalhost', '1127.0.0.1']) expect(isLoopback(name)).toBe(false);
  expect(isLoopback('127.0.10.15')).toBe(true);
});
test('a write that fails after others that did not', () => {
  const path = join(fs.mkdtempSync(join(tmpdir(), 'zz-')), 'state');
  const { journal } = StateFile.open(path);
  journal.append({ a: 1 });
  journal.append({ b: 2 });
  const real = jest.requireActual<typeof fs>('node:fs');
  const write = real.writeSync;
  const spy = jest.spyOn(real, 'writeSync')
    .mockImplementation(((fd: number, data: Buffer) => { write(fd, data.subarray(0, 3)); throw new Error('disk full'); }) as any);
  expect(() => journal.append({ c: 3 })).toThrow('disk full');
  spy.mockRestore();
  journal.close();
  expect(StateFile.open(path).entries).toEqual([{ a: 1 }, { b: 2 }]);
});
test('the file of something else, of the same version', () => {
  const path = join(fs.mkdtempSync(join(tmpdir(), 'zz-')), 'state');
  fs.writeFileSync(path, '{"format":"else","version":1}\n');
  expect(() => StateFile.open(path)).toThrow(/not a state file/);
});
test('the identities of one pool', () => {
  const store = new IdentityStore();
  const one = store.create('eu-west-1:a', []);
  store.create('eu-west-1:b', []);
  expect(store.list('eu-west-1:a')).toEqual([one]);
  expect(Math.abs(one.created - Date.now() / 1000)).toBeLessThan(5);
});

describe('keys', () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  async function verify(answer: (url: string, response: any) => void) {
    const server = createServer((request, response) => answer(request.url!, response));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const token = `${part({ alg: 'RS256', kid: 'x' })}.${part({
      iss: issuer, aud: 'a', sub: 's', token_use: 'id', exp: Math.floor(Date.now() / 1000) + 600,
    })}.AAAA`;
    try {
      return await new LoginTokens().verify(token, {
        issuer: issuer, keysAt: `${issuer}/.well-known/jwks.json`, audiences: ['a'], cognito: true,
      }).then(
        () => 'verified', (error: any) => error.code ?? error.type ?? error.name ?? String(error),
      );
    } finally { server.closeAllConnections(); server.close(); }
  }
  test('are not looked for elsewhere', async () => {
    const outcome = await verify((url, response) => url === '/elsewhere' ? response.end('{"keys":[]}') : response.writeHead(
      302, { location: '/elsewhere' },
    ).end());
    expect(outcome).toBe('ExternalServiceException');
  });
  test('are not waited for', async () => expect(await verify(() => {})).toBe('ExternalServiceException'), 8000);
});
