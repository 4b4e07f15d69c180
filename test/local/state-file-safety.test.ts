import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { StateFile } from '../../src/local/store/journal';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-safety-'));
  file = join(folder, 'state.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

function openAndClose(): void {
  StateFile.open(file).journal.close();
}

test('fails on a link, and leaves what it leads to alone', () => {
  const victim = join(folder, 'victim');
  writeFileSync(victim, 'mine');
  symlinkSync(victim, file);
  expect(openAndClose).toThrow(/is a link: give the path of a plain file/);
  expect(readFileSync(victim, 'utf8')).toBe('mine');
  expect(existsSync(`${file}.lock`)).toBe(false);
});

test('fails on a link that leads nowhere', () => {
  symlinkSync(join(folder, 'nowhere'), file);
  expect(openAndClose).toThrow(/is a link/);
  expect(existsSync(join(folder, 'nowhere'))).toBe(false);
});

test('fails on a folder', () => {
  file = folder;
  expect(openAndClose).toThrow(/is not a file/);
  rmSync(`${folder}.lock`, { force: true });
});

test('a link planted where the new file is written is not followed', () => {
  const victim = join(folder, 'victim');
  writeFileSync(victim, 'mine');
  symlinkSync(victim, `${file}.new`);
  openAndClose();
  expect(readFileSync(victim, 'utf8')).toBe('mine');
  expect(statSync(file).isFile()).toBe(true);
});

test('only the owner can read the file, also one that everybody could', () => {
  openAndClose();
  expect(statSync(file).mode % 0o1000).toBe(0o600);
  chmodSync(file, 0o666);
  writeFileSync(`${file}.new`, '', { mode: 0o666 });
  openAndClose();
  expect(statSync(file).mode % 0o1000).toBe(0o600);
});
