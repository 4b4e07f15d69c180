import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { ModuleKind, transpileModule } from 'typescript';
import { makeIndicesLazy } from '../scripts/private/lazy-index';

const ROOT = join(__dirname, '..');

describe('an index made lazy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lazy-'));
  const write = (file: string, source: string) => writeFileSync(join(folder, `${file}.js`),
    transpileModule(source, { compilerOptions: { module: ModuleKind.CommonJS } }).outputText);

  beforeAll(() => {
    mkdirSync(join(folder, 'room'));
    write('one', 'export const one = 1; export const two = 2;');
    write('room/three', 'export class Three {}; export const hidden = 1; (globalThis as any).loadedThree = true;');
    write('room/types', 'export interface Nothing {}');
    write('room/index', "export { Three, type Other } from './three'; export * from './types';");
    write('index', "export * from './one'; export * from './room';");
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(['first', 'second'])('exports what the eager one does, after the %s run too', () => {
    const names = (file: string) => Object.keys(jest.requireActual(join(folder, file)));
    jest.resetModules();
    const before = { index: names('index.js').sort(), room: names('room/index.js').sort() };
    makeIndicesLazy(folder);
    jest.resetModules();
    expect({ index: names('index.js').sort(), room: names('room/index.js').sort() }).toEqual(before);
    expect(before).toEqual({ index: ['Three', 'one', 'two'], room: ['Three'] });
  });

  test('loads a module when one of its exports is asked for, and not before', () => {
    jest.resetModules();
    Reflect.deleteProperty(globalThis, 'loadedThree');
    const index = jest.requireActual(join(folder, 'index.js'));
    expect(index.two).toBe(2);
    expect(globalThis).not.toHaveProperty('loadedThree');
    expect(new index.Three()).toBeInstanceOf(index.Three);
    expect(globalThis).toHaveProperty('loadedThree');
  });
});

// The assembly is there after `projen compile`, as in CI and before each release.
(existsSync(join(ROOT, '.jsii.gz')) ? describe : describe.skip)('the assembly', () => {
  const assembly = existsSync(join(ROOT, '.jsii.gz')) ? JSON.parse(gunzipSync(readFileSync(join(ROOT, '.jsii.gz'))).toString('utf8')) : undefined;
  // by its path: the compiler does not offer it as an export
  const { isReservedName } = jest.requireActual(join(ROOT, 'node_modules/jsii/lib/reserved-words.js'));

  test('has no name that a target language reserves', () => {
    const names = Object.values<any>(assembly.types).flatMap(type => [
      ...[...type.methods ?? [], ...type.initializer ? [type.initializer] : []].flatMap(({ name, parameters }: any) => [
        ...name ? [name] : [],
        ...(parameters ?? []).map((parameter: any) => parameter.name),
      ]),
      ...(type.properties ?? []).map(({ name }: any) => name),
    ].filter(isReservedName).map(name => `${type.name}: ${name}`));
    expect(names).toEqual([]);
  });

  test('is stable, as each of its types is', () => {
    expect(assembly.docs?.stability).toBe('stable');
    expect(Object.values<any>(assembly.types).filter(({ docs }) => docs?.stability === 'experimental').map(({ name }) => name)).toEqual([]);
  });

  test('belongs to compiled files without the sources in them', () => {
    expect(readFileSync(join(ROOT, 'lib/index.js'), 'utf8')).not.toContain('sourceMappingURL');
  });
});
