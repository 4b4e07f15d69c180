import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { SetPrincipalTagAttributeMapCommand } from '@aws-sdk/client-cognito-identity';
import { Harness } from './harness';
import { IdentityStore } from '../../src/local/store/identity-store';
import { StateFile } from '../../src/local/store/journal';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-'));
  file = join(folder, 'state.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = () => {
  const { journal, entries } = StateFile.open(file);
  return new IdentityStore(journal, entries);
};
const LOGIN = { provider: 'cognito-idp.us-east-1.amazonaws.com/us-east-1_a', user: 'alice' };
const POOL = 'us-east-1:pool';

test('identities, links, tag maps and keys outlive the store', () => {
  const before = open();
  const identity = before.create(POOL, [LOGIN]);
  const guest = before.create(POOL, []);
  before.link(guest, { provider: 'login.partner', user: 'pat' });
  before.setTagMap(POOL, 'p', { useDefaults: false, tags: { a: 'b' } });
  before.close();
  const after = open();
  expect(after.find(POOL, LOGIN)?.id).toBe(identity.id);
  expect(after.find(POOL, { provider: 'login.partner', user: 'pat' })?.id).toBe(guest.id);
  expect(after.find(POOL, { ...LOGIN, user: 'bob' })).toBeUndefined();
  expect(after.tagMap(POOL, 'p')).toEqual({ useDefaults: false, tags: { a: 'b' } });
  expect(after.sessionKey).toEqual(before.sessionKey);
  expect(after.size).toBe(2);
  after.close();
});

test('credentials and identities of one run are known in the next', async () => {
  const first = await Harness.start({ store: open() });
  const logins = first.logins({ sub: 'alice' });
  const credentials = await first.enter(logins);
  await first.stop();
  const second = await Harness.start({ store: open() });
  try {
    await expect(second.whoIs(credentials)).resolves.toContain(':assumed-role/');
    expect(await second.getId(second.logins({ sub: 'alice' }))).toBe(credentials.identityId);
    expect(await second.getId(second.logins({ sub: 'bob' }))).not.toBe(credentials.identityId);
  } finally {
    await second.stop();
  }
});

test('a principal-tag map set at run time is still set in the next run', async () => {
  const first = await Harness.start({ store: open() });
  await first.identity.send(new SetPrincipalTagAttributeMapCommand({
    IdentityPoolId: first.poolId('Partners'), IdentityProviderName: first.key, PrincipalTags: { mine: 'sub' },
  }));
  const stored = first.store.tagMap(first.poolId('Partners'), first.key);
  await first.stop();
  const next = open();
  expect(next.tagMap(first.poolId('Partners'), first.key)).toEqual(stored);
  next.close();
});

test('half a line, as a killed process leaves it, is dropped; what stands before it is kept', () => {
  const before = open();
  const identity = before.create(POOL, [LOGIN]);
  before.close();
  appendFileSync(file, '{"identity":"us-east-1:half');
  const after = open();
  expect(after.find(POOL, LOGIN)?.id).toBe(identity.id);
  expect(after.size).toBe(1);
  after.create(POOL, []);
  after.close();
  const last = open();
  expect(last.size).toBe(2);
  last.close();
});

test('nothing is acknowledged that could not be written', () => {
  const store = open();
  store.close();
  expect(() => store.create(POOL, [LOGIN])).toThrow();
  expect(store.find(POOL, LOGIN)).toBeUndefined();
});

test('only the owner may read the file, which holds keys', () => {
  open().close();
  expect((statSync(file).mode % 0o1000).toString(8)).toBe('600');
});

test('fails while another process has the file open, and not after one that was killed', () => {
  const store = open();
  expect(() => open()).toThrow(`${file} is in use by process ${process.pid}`);
  store.close();
  expect(existsSync(`${file}.lock`)).toBe(false);
  writeFileSync(`${file}.lock`, '4194304');
  open().close();
  expect(existsSync(`${file}.lock`)).toBe(false);
});

test.each([
  ['{"some":"thing"}\n', /its first line is not/],
  ['hello\n', /line 1 is not JSON/],
  ['{"format":"cdk-cognito-auth local state","version":2}\n', /its first line is not/],
])('fails for %p, and leaves it alone', (content, message) => {
  writeFileSync(file, content);
  expect(() => open()).toThrow(message);
  expect(readFileSync(file, 'utf8')).toBe(content);
  expect(existsSync(`${file}.lock`)).toBe(false);
});

test('fails for a file in a folder that is not there', () => {
  expect(() => StateFile.open(join(folder, 'no', 'state'))).toThrow(/ENOENT/);
});

test('an empty file is a new one', () => {
  writeFileSync(file, '');
  open().close();
  expect(readFileSync(file, 'utf8').split('\n')[0]).toBe('{"format":"cdk-cognito-auth local state","version":1}');
});
