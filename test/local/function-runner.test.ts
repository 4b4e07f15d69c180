import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { FunctionRunner } from '../../scripts/local-user-pool/function-runner';

let runner: FunctionRunner;
let endpoint: string;
beforeAll(async () => {
  runner = new FunctionRunner(join(__dirname, '../../node_modules'));
  endpoint = await runner.start();
});
afterAll(() => runner.stop());

const add = (name: string, source: string, environment = {}) => runner.add({ name, handler: 'index.handler', source, environment });
const invoke = async (name: string, event: object = {}) => {
  const response = await fetch(`${endpoint}/2015-03-31/functions/${name}/invocations`, { method: 'POST', body: JSON.stringify(event) });
  return { status: response.status, error: response.headers.get('x-amz-function-error'), answer: await response.json() };
};

test('a function gets its event and its environment, and its answer comes back', async () => {
  add('Echo', 'exports.handler = async event => ({ ...event, name: process.env.NAME });', { NAME: 'local' });
  expect(await invoke('Echo', { a: 1 })).toEqual({ status: 200, error: null, answer: { a: 1, name: 'local' } });
});

test('a callback does as well as a promise', async () => {
  add('Callback', 'exports.handler = (event, context, callback) => callback(null, context.functionName);');
  expect((await invoke('Callback')).answer).toBe('Callback');
});

test('an ES module in a folder is run from there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'code-'));
  writeFileSync(join(folder, 'main.mjs'), 'export const run = async () => "module";');
  runner.add({ name: 'Module', handler: 'main.run', folder, environment: {} });
  expect((await invoke('Module')).answer).toBe('module');
  rmSync(folder, { recursive: true });
});

test.each([
  ['throws', 'exports.handler = async () => { throw new Error("no"); };', { errorType: 'Error', errorMessage: 'no' }],
  ['does not compile', 'exports.handler = async () => {', { errorType: 'SyntaxError', errorMessage: expect.any(String) }],
  ['ends its process', 'exports.handler = async () => process.exit(3);', { errorType: 'Runtime.ExitError', errorMessage: expect.any(String) }],
])('a function that %s is reported as Lambda does', async (_what, source, answer) => {
  add('Bad', source);
  expect(await invoke('Bad')).toEqual({ status: 200, error: 'Unhandled', answer });
});

test('fails for a function that is not there, and one whose code is not', async () => {
  expect((await invoke('Nobody')).status).toBe(404);
  expect(() => runner.add({ name: 'Empty', handler: 'index.handler', folder: tmpdir(), environment: {} })).toThrow('Empty: no index.js, .mjs or .cjs');
});
