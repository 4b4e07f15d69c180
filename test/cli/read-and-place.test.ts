import { execFileSync, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseArguments } from '../../src/cli/private/arguments';
import { ask } from '../../src/cli/private/ask';
import { readOutputs } from '../../src/cli/private/deployed-names';
import { deployed } from '../../src/cli/private/deployment';
import { readJsonObject } from '../../src/cli/private/read-input';
import { UsageError } from '../../src/cli/private/usage-error';
import { Places } from '../../src/cli/review/places';
import { sarif } from '../../src/cli/review/sarif';
import { Finding } from '../../src/guardrails/guardrail-rule';
import { checkTemplate } from '../../src/template/text/load';
import { loadFile } from '../../src/template/text/load-files';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'read-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));
afterEach(() => jest.restoreAllMocks());

let files = 0;
function write(content: unknown): string {
  const file = path.join(folder, `f${files++}.json`);
  fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}
const finding = (more: Partial<Finding> = {}): Finding => ({
  rule: 'guests-enabled',
  catalogue: ['A01'],
  severity: 'high',
  group: 'access',
  template: 'App',
  resource: 'Ids',
  message: 'guests',
  fix: 'close it',
  ...more,
} as Finding);

describe('an object is read from a file', () => {
  test.each<[string, () => string, string]>([
    ['that is not there', () => path.join(folder, 'none.json'), 'no such file'],
    ['that is a folder', () => folder, 'is a folder, not a file'],
    ['whose folder is a file', () => path.join(write({}), 'x.json'), 'ENOTDIR'],
    ['that is no JSON', () => write('{'), 'not JSON'],
    ['that holds a list', () => write([]), 'must hold a JSON object, holds a list'],
    ['that holds nothing', () => write('null'), 'must hold a JSON object, holds null'],
    ['that holds text', () => write('"x"'), 'must hold a JSON object, holds "x"'],
  ])('but not %s', (_, file, message) => {
    const name = file();
    expect(() => readJsonObject(name)).toThrow(UsageError);
    expect(() => readJsonObject(name)).toThrow(`${name}: ${message}`);
  });

  test('and taken as it is', () => {
    expect(readJsonObject(write({ a: 1 }))).toEqual({ a: 1 });
  });
});

describe('outputs of stacks are', () => {
  test.each<[string, unknown, object]>([
    ['as the CDK writes them', { App: { Id: 'x' } }, { App: { Id: 'x' } }],
    ['as they are described', { Stacks: [{ StackName: 'App', Outputs: [{ OutputKey: 'Id', OutputValue: 'x' }] }] }, { App: { Id: 'x' } }],
    ['none of a stack that has none', { Stacks: [{ StackName: 'App' }] }, { App: {} }],
    ['none of what is no stack', { Stacks: ['x'] }, { undefined: {} }],
  ])('%s', (_, content, expected) => {
    expect(readOutputs(write(content))).toEqual(expected);
  });

  test.each<[string, unknown]>([
    ['text', { App: 'x' }], ['numbers', { App: { Id: 1 } }], ['nothing', { Stacks: [{ StackName: 'App', Outputs: [null] }] }],
  ])('not %s', (_, content) => {
    expect(() => readOutputs(write(content))).toThrow(UsageError);
  });
});

describe('parameters of a file', () => {
  const templates = [{ name: 'App', body: checkTemplate({ Parameters: { Stage: { Type: 'String' } }, Resources: {} }, 'App') }];
  const given = (content: unknown) =>
    deployed(templates, { positionals: [], values: {}, flags: {}, lists: { parameters: [write(content)] } })[0].parameters;

  test.each<[string, unknown]>([
    ['an object', { Stage: 'prod' }], ['a list', [{ ParameterKey: 'Stage', ParameterValue: 'prod' }]],
  ])('may be %s', (_, content) => {
    expect(given(content)).toEqual({ Stage: 'prod' });
  });

  test('may be nothing, and numbers and switches, which become text', () => {
    expect(given('null')).toEqual({});
    expect(given({ Stage: 1 })).toEqual({ Stage: '1' });
    expect(given({ Stage: true })).toEqual({ Stage: 'true' });
  });

  test.each<[string, unknown]>([
    ['lists', { Stage: ['a'] }], ['entries that are none', [null]], ['entries without a name', [{ ParameterValue: 'x' }]],
    ['entries without a value', [{ ParameterKey: 'Stage' }]],
  ])('may not be %s', (_, content) => {
    expect(() => given(content)).toThrow(UsageError);
    expect(() => given(content)).toThrow('must hold an object of values, or a list of ParameterKey and ParameterValue');
  });
});

describe('findings', () => {
  const file = write(JSON.stringify({ Resources: { Ids: { Type: 'AWS::Cognito::IdentityPool' } } }, undefined, 2));
  const body = checkTemplate({ Resources: {} }, 'App');
  const places = new Places([{ name: 'App', body, file }, { name: 'Made', body }]);

  test('are placed where their resource is written, as far as it is', () => {
    const [known, gone, made, other] = places.of([
      finding(), finding({ resource: 'None' }), finding({ template: 'Made' }), finding({ template: 'Other' }),
    ]);
    expect(known).toMatchObject({ file, line: 3 });
    expect(gone).toEqual({ ...finding({ resource: 'None' }), file });
    expect(made).toEqual(finding({ template: 'Made' }));
    expect(other).toEqual(finding({ template: 'Other' }));
  });

  test('of a template that comes through a pipe, which is read once, are placed in no line', async () => {
    const pipe = path.join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    spawn('sh', ['-c', `echo '{"Resources":{"Pool":{"Type":"AWS::Cognito::UserPool"}}}' > '${pipe}'`]);
    const templates = loadFile(pipe);
    expect(new Places(templates).of([finding({ template: templates[0].name, resource: 'Pool' })])[0]).toMatchObject({ file: pipe });
    expect(new Places(templates).of([finding({ template: templates[0].name, resource: 'Pool' })])[0]).not.toHaveProperty('line');
  });

  test('are results with a level, and without one where something was not read', () => {
    const { runs: [{ results }] } = sarif(
      { findings: places.of([finding(), finding({ catalogue: ['A111'], resource: 'None' })]), accepted: [] } as any, 'given.json',
    ) as any;
    expect(results.map(({ kind, level }: any) => [kind, level])).toEqual([[undefined, 'error'], ['open', 'none']]);
    expect(results.map(({ locations: [{ physicalLocation: { region } }] }: any) => region)).toEqual([{ startLine: 3 }, undefined]);
  });

  test('of what is in no file are at the template that was given', () => {
    const { runs: [{ results: [{ locations: [{ physicalLocation }] }] }] } = sarif(
      { findings: [finding()], accepted: [] } as any, path.join('cdk out', 'a.json'),
    ) as any;
    expect(physicalLocation).toEqual({ artifactLocation: { uri: 'cdk%20out/a.json' } });
  });
});

test('what the model refuses is bad input, what it stumbles over is its own fault', () => {
  expect(() => ask(() => { throw new Error('no such role'); })).toThrow(new UsageError('no such role'));
  expect(() => ask(() => { throw new TypeError('x is undefined'); })).toThrow(TypeError);
  expect(ask(() => 1)).toBe(1);
});

test('a subcommand without options takes none but help', () => {
  expect(parseArguments(['x'], { usage: 'it X', positionals: ['X'] })).toEqual({ positionals: ['x'], values: {}, flags: {}, lists: {} });
  expect(() => parseArguments(['x', '--more'], { usage: 'it X', positionals: ['X'] })).toThrow(/^unknown option '--more'.*; usage: it X$/);
  expect(() => parseArguments(['x', 'y'], { usage: 'it X', positionals: ['X'] })).toThrow("unexpected argument 'y'");
  const printed = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  expect(parseArguments(['-h'], { usage: 'it X', positionals: ['X'] })).toBeUndefined();
  expect(printed).toHaveBeenCalledWith('usage: it X\n');
});
