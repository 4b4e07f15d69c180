import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { ModuleKind, transpileModule } from 'typescript';
import { makeIndicesLazy } from '../scripts/private/lazy-index';
import { linkModules, takeModules } from '../scripts/private/link-modules';
import { linkedModule } from '../scripts/private/linked-module';
import { loadedByPlainProgram } from '../scripts/private/plain-program';

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

describe('linked modules', () => {
  const folder = mkdtempSync(join(tmpdir(), 'linked-'));
  const entry = () => jest.requireActual(join(folder, 'index.js'));

  beforeAll(() => {
    mkdirSync(join(folder, 'room'));
    const write = (file: string, source: string) => writeFileSync(join(folder, `${file}.js`),
      transpileModule(source, { compilerOptions: { module: ModuleKind.CommonJS, target: 9, esModuleInterop: true } }).outputText);
    write('base', `import * as path from 'path'; (globalThis as any).loaded.push('base');
      export class Base { static here = __dirname; static base = path.basename; self() { return Base; } }`);
    write('room/derived', `import { Base } from '../base'; import { later } from '../later';
      (globalThis as any).loaded.push('derived');
      export class Derived extends Base { base = new Base(); both = { Base, here: __dirname }; later() { return later(); } }`);
    write('later', "(globalThis as any).loaded.push('later'); export const later = () => require('./data').data;");
    write('data', "(globalThis as any).loaded.push('data'); export const data = [1];");
    write('index', "export * from './room/derived'; export { Base } from './base';");
    Object.assign(globalThis, { loaded: [] });
    makeIndicesLazy(folder);
    linkModules(folder, takeModules(folder), ['index'], module => module === 'data' ? 'data' : 'rest');
    jest.resetModules();
    Object.assign(globalThis, { loaded: [] });
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
    Reflect.deleteProperty(globalThis, 'loaded');
  });

  test('run when they are first used, once, and in the files that they were put into', () => {
    expect(readdirSync(join(folder, 'linked')).sort()).toEqual(['data.js', 'index.js', 'rest.js']);
    expect(existsSync(join(folder, 'base.js'))).toBe(false);
    expect(Object.keys(entry())).toEqual(['Derived', 'Base']);
    expect(globalThis).toHaveProperty('loaded', []);
    const derived = new (entry().Derived)();
    expect(derived).toBeInstanceOf(entry().Base);
    expect(globalThis).toHaveProperty('loaded', ['derived', 'base']);
    expect([derived.later(), derived.later()]).toEqual([[1], [1]]);
    expect(globalThis).toHaveProperty('loaded', ['derived', 'base', 'later', 'data']);
  });

  test('keep the names of classes, what others call members, and the folder they were in', () => {
    const { Base, Derived } = entry();
    expect([Base.name, Derived.name, new Base().self().name]).toEqual(['Base', 'Derived', 'Base']);
    expect(new Derived().both).toEqual({ Base, here: join(folder, 'room') });
    expect([Base.here, Base.base('a/b')]).toEqual([join(folder, '.'), 'b']);
  });

  test('offer their names to ES modules', () => {
    expect(readFileSync(join(folder, 'index.js'), 'utf8')).toContain('0 && (module.exports = { Derived, Base });');
  });

  test('fail when a variable has the name of an import', () => {
    expect(() => linkedModule('one', 'const path = require("path");\nfunction f(path) { return path; }', () => 1))
      .toThrow('one has a variable named path, as an import of it is');
  });
});

// The compiled library is there after `projen compile`, as in CI and before each release.
(existsSync(join(ROOT, 'lib/linked')) ? describe : describe.skip)('a plain program', () => {
  const loaded = existsSync(join(ROOT, 'lib/linked')) ? loadedByPlainProgram(join(ROOT, 'lib'), ROOT) : { modules: [], files: [] };

  test('loads what every program needs and nothing else', () => {
    expect(loaded.files.filter(file => file.startsWith('lib/'))).toEqual(['lib/index.js', 'lib/linked/index.js', 'lib/linked/plain.js']);
    // whatever makes this grow, every user waits for
    expect(loaded.modules.length).toBeLessThanOrEqual(110);
  });

  test('loads of the CDK no service beside those that it makes resources of', () => {
    const services = loaded.files.map(file => /aws-cdk-lib\/(aws-[^/]+)\/lib\//.exec(file)?.[1]).filter(name => name !== undefined);
    expect([...new Set(services)].sort()).toEqual(['aws-cognito', 'aws-iam']);
  });
});

describe('the package is one for Construct Hub', () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

  /** @see https://constructs.dev/contribute */
  test('by its license, keyword, jsii targets and peers', () => {
    expect(['Apache-2.0', 'MIT', 'BSD-3-Clause', 'ISC', 'MPL-2.0', 'EPL-2.0']).toContain(manifest.license);
    expect(readFileSync(join(ROOT, 'LICENSE'), 'utf8')).toContain('Apache License');
    expect(manifest.private).toBeUndefined();
    expect(manifest.keywords).toEqual(expect.arrayContaining(['awscdk', 'cdk']));
    expect(Object.keys(manifest.jsii.targets).sort()).toEqual(['dotnet', 'go', 'java', 'python']);
    expect(Object.keys(manifest.peerDependencies).sort()).toEqual(expect.arrayContaining(['aws-cdk-lib', 'constructs']));
    expect(manifest).toMatchObject({
      stability: 'stable',
      main: 'lib/index.js',
      types: 'lib/index.d.ts',
      publishConfig: { access: 'public' },
      repository: { type: 'git', url: expect.stringMatching(/^https:\/\/github\.com\/.*\.git$/) },
      description: expect.stringMatching(/.{40}/),
      author: expect.anything(),
    });
  });

  test('by a README whose links work outside the repository', () => {
    const links = [...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link);
    expect(links.filter(link => !/^(https:\/\/|#)/.test(link))).toEqual([]);
  });

  test('and its release is told where it comes from', () => {
    const workflow = readFileSync(join(ROOT, '.github/workflows/release.yml'), 'utf8');
    expect(workflow).toContain('NPM_CONFIG_PROVENANCE: "true"');
    expect(workflow).toContain('NPM_TRUSTED_PUBLISHER: "true"');
    expect(workflow).toContain('CHANGELOG_FILE: dist/changelog.md');
  });
});

// The assembly is there after `projen compile`, as in CI and before each release.
(existsSync(join(ROOT, '.jsii.gz')) ? describe : describe.skip)('the assembly', () => {
  const assembly = existsSync(join(ROOT, '.jsii.gz'))
    ? JSON.parse(gunzipSync(readFileSync(join(ROOT, '.jsii.gz'))).toString('utf8'))
    : undefined;
  // by its path: the compiler does not offer it as an export
  const { isReservedName } = jest.requireActual(join(ROOT, 'node_modules/jsii/lib/reserved-words.js'));

  test('has no name that a target language reserves', () => {
    const names = Object.values<any>(assembly.types).flatMap(type => [
      ...[...type.methods ?? [], ...type.initializer ? [type.initializer] : []].flatMap(({ name, parameters }: any) => [
        ...name ? [name] : [],
        ...(parameters ?? []).map((parameter: any) => parameter.name),
      ]),
      ...(type.properties ?? []).map(({ name }: any) => name),
    ].map(name => ({ name, at: `${type.name}: ${name}` })));
    expect(names.filter(({ name }) => isReservedName(name)).map(({ at }) => at)).toEqual([]);
    // a parameter that is taken apart in its place has no name at all
    expect(names.filter(({ name }) => !/^[A-Za-z]/.test(name)).map(({ at }) => at)).toEqual([]);
  });

  test('says something about every type, member and parameter', () => {
    const silent = (at: string, { docs, overrides }: any) => docs?.summary || overrides ? [] : [at];
    expect(Object.values<any>(assembly.types).flatMap(type => [
      ...silent(type.name, type),
      ...[...type.members ?? [], ...type.properties ?? [], ...type.methods ?? []]
        .flatMap((member: any) => silent(`${type.name}.${member.name}`, member)),
      // what a constructor makes, its class says
      ...[...type.methods ?? [], ...type.initializer ? [{ ...type.initializer, name: 'constructor' }] : []].flatMap(
        ({ name, parameters }: any) => (parameters ?? []).flatMap((given: any) => silent(`${type.name}.${name}: ${given.name}`, given))),
    ])).toEqual([]);
  });

  test('is stable, as each of its types is', () => {
    expect(assembly.docs?.stability).toBe('stable');
    expect(Object.values<any>(assembly.types).filter(({ docs }) => docs?.stability === 'experimental').map(({ name }) => name)).toEqual([]);
  });

  test('leads to no type of a bundled package, whose types are not packed', () => {
    const bundled = new RegExp(`from '(${assembly.bundled ? Object.keys(assembly.bundled).join('|') : 'nothing'})['/]`);
    expect((readdirSync(join(ROOT, 'lib'), { recursive: true }) as string[])
      .filter(file => file.endsWith('.d.ts') && bundled.test(readFileSync(join(ROOT, 'lib', file), 'utf8')))).toEqual([]);
  });

  test('belongs to compiled files without the sources in them', () => {
    expect(readFileSync(join(ROOT, 'lib/index.js'), 'utf8')).not.toContain('sourceMappingURL');
  });
});
