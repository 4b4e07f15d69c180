import * as fs from 'node:fs';
import * as path from 'node:path';
import { circle } from './circle';

const ROOT = path.join(__dirname, '..');
const SRC = path.join(ROOT, 'src');
/** What each floor below the constructs may import, besides itself and `private/`. */
const FLOORS: Record<string, string[]> = {
  'policy': [],
  'template': [],
  'identity-facts': ['policy', 'template'],
  'app-tree': ['identity-facts', 'template'],
  'access-model': ['identity-facts', 'template', 'policy'],
  'guardrails': ['identity-facts', 'template', 'policy'],
  'edits': ['identity-facts', 'template'],
  'adopt': ['edits', 'identity-facts', 'template'],
  'lock': ['edits', 'template'],
  'diff': ['edits', 'access-model', 'guardrails', 'identity-facts', 'template', 'policy'],
  'client-config': ['identity-facts', 'template'],
  'local': ['access-model', 'identity-facts', 'template', 'policy'],
  'cli': ['adopt', 'diff', 'lock', 'edits', 'client-config', 'local', 'access-model', 'guardrails', 'identity-facts', 'template', 'policy'],
};

const imports = importsWithin(SRC);

function importsWithin(root: string, folders = ['.']): Map<string, string[]> {
  const files = folders
    .flatMap(folder => (fs.readdirSync(path.join(root, folder), { recursive: true }) as string[]).map(file => path.join(folder, file)))
    .filter(file => file.endsWith('.ts') && !file.includes('node_modules'));
  return new Map(files.map(file => [file, importsOf(file, root, files)]));
}

/** Type imports too. */
function importsOf(file: string, root: string, files: string[]): string[] {
  const text = fs.readFileSync(path.join(root, file), 'utf8');
  return [...text.matchAll(/(?:from|import|require\()\s*\(?\s*'(\.{1,2}\/[^']+)'/g)].map(([, to]) => {
    const target = path.join(path.dirname(file), to);
    return [`${target}.ts`, path.join(target, 'index.ts')].find(candidate => files.includes(candidate));
  }).filter(found => found !== undefined);
}

function roomOf(file: string): string {
  return file.includes(path.sep) ? file.split(path.sep)[0] : file;
}

test('no files import each other in a circle, types included', () => {
  expect(circle(imports)).toBeUndefined();
});

test('nor do those that test, measure and show', () => {
  expect(circle(importsWithin(ROOT, ['src', 'test', 'integ', 'bench', 'examples', 'scripts', 'verify', 'projenrc']))).toBeUndefined();
});

test('no rooms import each other in a circle', () => {
  const rooms = new Map<string, Set<string>>();
  for (const [file, targets] of imports) {
    const room = roomOf(file);
    const others = rooms.get(room) ?? new Set();
    targets.map(roomOf).filter(other => other !== room).forEach(other => others.add(other));
    rooms.set(room, others);
  }
  expect(circle(rooms)).toBeUndefined();
});

test.each([
  'user-pool', 'cli', 'template', 'identity-facts', 'local', 'guardrails/private', 'identity-pool/private', 'policy/private',
])('no rooms of %s import each other in a circle', room => {
  const rooms = new Map<string, Set<string>>();
  const within = (file: string) => file.startsWith(room + path.sep);
  const inner = (file: string) => path.relative(room, file).split(path.sep)[0];
  for (const [file, targets] of [...imports].filter(([from]) => within(from))) {
    const others = rooms.get(inner(file)) ?? new Set();
    targets.filter(within).map(inner).filter(other => other !== inner(file)).forEach(other => others.add(other));
    rooms.set(inner(file), others);
  }
  expect(rooms.size).toBeGreaterThan(1);
  expect(circle(rooms)).toBeUndefined();
});

test('no folder holds more files at one level than one can take in: about 12, rules at a card each apart', () => {
  const counts = new Map<string, number>();
  [...imports.keys()].map(path.dirname).forEach(folder => counts.set(folder, (counts.get(folder) ?? 0) + 1));
  expect([...counts].filter(([folder, count]) => count > 14 && !folder.startsWith(path.join('guardrails', 'rules')))).toEqual([]);
});

test('a circle is found where there is one', () => {
  expect(circle(new Map([['a', ['b']], ['b', ['c']], ['c', ['b']]]))).toEqual(['b', 'c', 'b']);
});

test.each(Object.entries(FLOORS))('%s imports only from the floors below it', (room, allowed) => {
  const strangers = [...imports].filter(([file]) => roomOf(file) === room)
    .flatMap(([file, targets]) =>
      targets.filter(target => ![room, 'private', ...allowed].includes(roomOf(target))).map(target => `${file} → ${target}`));
  expect(strangers).toEqual([]);
});

test('private means mine: nobody imports the private room of another folder', () => {
  const strangers = [...imports].flatMap(([file, targets]) => targets.filter(target => {
    const place = target.split(`${path.sep}private${path.sep}`);
    return place.length > 1 && !file.startsWith(place[0] + path.sep);
  }).map(target => `${file} → ${target}`));
  expect(strangers).toEqual([]);
});

test('no lazy value keeps its first answer: what is read early, by an aspect say, is asked again at the end', () => {
  const keepsIt = /Lazy\.(any|list|number|string)\(/;
  expect(keepsIt.test('Lazy.any({ produce: () => 1 })')).toBe(true);
  expect([...imports.keys()].filter(file => keepsIt.test(fs.readFileSync(path.join(SRC, file), 'utf8')))).toEqual([]);
});
