import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { loadFile } from '../../src/template/text/load-files';
import { TemplateError } from '../../src/template/text/template-error';

describe('a folder', () => {
  let folder: string;
  beforeEach(() => { folder = fs.mkdtempSync(path.join(os.tmpdir(), 'strange-')); });
  afterEach(() => fs.rmSync(folder, { recursive: true }));
  const write = (name: string, content: unknown) => {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };
  const EMPTY = { Resources: {} };

  test.each<[string, unknown, string]>([
    ['a list', [], 'not the manifest of a cloud assembly'],
    ['artifacts that are a list', { artifacts: [] }, 'not the manifest of a cloud assembly'],
    ['no artifacts', {}, 'no template in this folder'],
    [
      'artifacts that are no stacks', { artifacts: { a: null, b: { type: 'cdk:tree' }, c: { type: 'aws:cloudformation:stack' } } },
      'no template in this folder',
    ],
    ['stages without a folder', { artifacts: { a: { type: 'cdk:cloud-assembly', properties: {} } } }, 'no template in this folder'],
    ['what is no JSON', '{', 'not JSON'],
    [
      'a stage within itself', { artifacts: { a: { type: 'cdk:cloud-assembly', properties: { directoryName: '.' } } } },
      'its stages are nested too deeply, or within themselves',
    ],
  ])('whose manifest has %s is refused', (_, manifest, message) => {
    write('manifest.json', manifest);
    const load = () => loadFile(folder);
    expect(load).toThrow(TemplateError);
    expect(load).toThrow(message);
  });

  test('gives each stack its names and its place, as far as they are said', () => {
    write('t.json', EMPTY);
    const stack = (more: object = {}, properties: object = {}) =>
      ({ type: 'aws:cloudformation:stack', properties: { templateFile: 't.json', ...properties }, ...more });
    write('manifest.json', {
      artifacts: {
        Bare: stack(),
        Named: stack({ displayName: 'App/Named', environment: 'aws://111122223333/eu-west-1' }, { stackName: 'own' }),
        Open: stack({ environment: 'aws://unknown-account/unknown-region' }),
        Odd: stack({ environment: 'elsewhere' }),
        Strange: stack({ displayName: { a: 1 }, environment: 3 }, { stackName: [] }),
        Empty: stack({ displayName: '' }, { stackName: '' }),
      },
    });
    expect(loadFile(folder).map(({ name, stackName, account, region }) => [name, stackName, account, region])).toEqual([
      ['Bare', 'Bare', undefined, undefined],
      ['App/Named', 'own', '111122223333', 'eu-west-1'],
      ['Open', 'Open', undefined, undefined],
      ['Odd', 'Odd', undefined, undefined],
      ['Strange', 'Strange', undefined, undefined],
      ['Empty', 'Empty', undefined, undefined],
    ]);
  });

  test('gives each stack its tags, and the stacks within it', () => {
    write('inner.json', EMPTY);
    write('t.json', {
      Resources: { Inner: { Type: 'AWS::CloudFormation::Stack', Metadata: { 'aws:asset:path': 'inner.json' }, Properties: {} } },
    });
    const properties = { templateFile: 't.json', tags: { team: 'blue', odd: {} } };
    write('manifest.json', { artifacts: { Outer: { type: 'aws:cloudformation:stack', properties } } });
    expect(loadFile(folder).map(({ name, tags }) => [name, tags])).toEqual([
      ['Outer', { team: 'blue' }], ['Outer/Inner', { team: 'blue' }],
    ]);
  });

  test('may have stages within stages', () => {
    const folders = ['', 'assembly-A', 'assembly-A/assembly-B'];
    folders.slice(0, 2).forEach((at, i) => write(path.join(at, 'manifest.json'), {
      artifacts: { stage: { type: 'cdk:cloud-assembly', properties: { directoryName: path.relative(at, folders[i + 1]) } } },
    }));
    write(path.join(folders[2], 'manifest.json'), {
      artifacts: { Inner: { type: 'aws:cloudformation:stack', properties: { templateFile: 't.json' } } },
    });
    write(path.join(folders[2], 't.json'), EMPTY);
    expect(loadFile(folder).map(({ name }) => name)).toEqual(['Inner']);
  });

  describe('whose templates do not say which construct made what', () => {
    const made = (...ids: string[]) => ids.map(data => ({ type: 'aws:cdk:logicalId', data }));
    const topics = (...ids: string[]) => ({ Resources: Object.fromEntries(ids.map(id => [id, { Type: 'AWS::SNS::Topic' }])) });
    const paths = () => loadFile(folder).map(({ body }) =>
      Object.fromEntries(Object.entries(body.Resources).map(([id, { Metadata }]) => [id, Metadata?.['aws:cdk:path']])));
    const METADATA = {
      '/Stack/News/Resource': made('News'), '/Stack/One/Twice': made('Twice'), '/Stack/Other/Twice': made('Twice'), '/Stack': 'odd',
    };

    test.each<[string, object]>([
      ['in the manifest', { metadata: METADATA }],
      ['in a file beside it', { additionalMetadataFile: 'more.json' }],
    ])('has them %s', (_, more) => {
      write('t.json', topics('News', 'Twice', 'Unsaid'));
      write('more.json', METADATA);
      write('manifest.json', { artifacts: { A: { type: 'aws:cloudformation:stack', properties: { templateFile: 't.json' }, ...more } } });
      expect(paths()).toEqual([{ News: 'Stack/News/Resource', Twice: undefined, Unsaid: undefined }]);
    });

    test('may lack them, and what a template says stays', () => {
      write('t.json', topics('News'));
      write('said.json', { Resources: { News: { Type: 'AWS::SNS::Topic', Metadata: { 'aws:cdk:path': 'Its/Own' } } } });
      const stack = (templateFile: string, more: object) => ({ type: 'aws:cloudformation:stack', properties: { templateFile }, ...more });
      write('manifest.json', {
        artifacts: {
          A: stack('t.json', { additionalMetadataFile: 'none.json' }),
          B: stack('t.json', { metadata: [] }),
          C: stack('said.json', { metadata: METADATA }),
        },
      });
      expect(paths()).toEqual([{ News: undefined }, { News: undefined }, { News: 'Its/Own' }]);
    });
  });

  test('says what the parameters of a stack are when it is deployed', () => {
    write('t.json', EMPTY);
    const stack = (parameters: unknown) => ({ type: 'aws:cloudformation:stack', properties: { templateFile: 't.json', parameters } });
    const artifacts = { A: stack({ Stage: 'prod', Count: 2, Odd: {} }), B: stack({}), C: stack('odd'), D: stack(null) };
    write('manifest.json', { artifacts });
    expect(loadFile(folder).map(({ parameters }) => parameters)).toEqual([{ Stage: 'prod', Count: '2' }, undefined, undefined, undefined]);
  });

  const hash = 'a'.repeat(64);
  const atHash = { TemplateURL: { 'Fn::Sub': `https://s3/\${B}/${hash}.json` } };
  test.each<[string, object, object | undefined, boolean]>([
    ['at a path beside it', { Properties: { TemplateURL: './child.json' } }, undefined, true],
    ['at a path that leads out', { Properties: { TemplateURL: '../child.json' } }, undefined, false],
    ['at a path that is a folder', { Properties: { TemplateURL: 'sub' } }, undefined, false],
    ['at a path where nothing is', { Properties: { TemplateURL: 'none.json' } }, undefined, false],
    ['at an address', { Properties: { TemplateURL: 'https://example.com/child.json' } }, undefined, false],
    ['in the metadata', { Metadata: { 'aws:asset:path': 'child.json' } }, undefined, true],
    ['in the metadata, where nothing is', { Metadata: { 'aws:asset:path': 'none.json' } }, undefined, false],
    ['nowhere', {}, undefined, false],
    ['by its hash', { Properties: atHash }, { files: { [hash]: { source: { path: 'child.json' } } } }, true],
    ['by a hash that no assets have', { Properties: atHash }, { files: {} }, false],
    ['by a hash of what has no source', { Properties: atHash }, { files: { [hash]: {} } }, false],
    ['by a hash, the assets naming no files', { Properties: atHash }, {}, false],
    ['by a hash, the assets being a list', { Properties: atHash }, [], false],
    ['by a hash, without assets', { Properties: atHash }, undefined, false],
  ])('has a nested stack that is named %s', (_, nested, assets, isRead) => {
    write('app/child.json', EMPTY);
    write('child.json', EMPTY);
    write('app/sub/x', '');
    if (assets) write('app/app.assets.json', assets);
    const file = write('app/app.template.json', { Resources: { Child: { Type: 'AWS::CloudFormation::Stack', ...nested } } });
    expect(loadFile(file).map(({ name, stackName }) => [name, stackName]))
      .toEqual([['app', undefined], ...isRead ? [['app/Child', 'app-Child']] : []]);
  });

  test('a nested stack that nests itself ends somewhere', () => {
    const file = write('loop.json', {
      Resources: { Me: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'loop.json' } } },
    });
    expect(loadFile(file)).toHaveLength(11);
  });

  test.each([['x.json', `{"a":${'['.repeat(50)}`, 'not JSON'], ['x.yaml', `a: ${'['.repeat(20_000)}`, 'not YAML']])(
    'refuses %s that is no template', (name, text, message) => {
      expect(() => loadFile(write(name, text))).toThrow(message);
    });
});
