import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { FunctionRunner } from '../../../src/local/user-pool/functions/function-runner';

let runner: FunctionRunner;
beforeAll(() => {
  runner = new FunctionRunner([join(__dirname, '../../../node_modules')]);
});
afterAll(() => runner.stop());

const add = (name: string, source: string, environment = {}) => runner.add({ name, handler: 'index.handler', source, environment });

test('a function gets its event and its environment, and its answer comes back', async () => {
  add('Echo', 'exports.handler = async event => ({ ...event, name: process.env.NAME });', { NAME: 'local' });
  expect(await runner.invoke('Echo', { a: 1 })).toEqual({ result: { a: 1, name: 'local' } });
});

test('a callback does as well as a promise', async () => {
  add('Callback', 'exports.handler = (event, context, callback) => callback(null, context.functionName);');
  expect(await runner.invoke('Callback', {})).toEqual({ result: 'Callback' });
});

test('an ES module in a folder is run from there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'code-'));
  writeFileSync(join(folder, 'main.mjs'), 'export const run = async () => "module";');
  runner.add({ name: 'Module', handler: 'main.run', folder, environment: {} });
  expect(await runner.invoke('Module', {})).toEqual({ result: 'module' });
  rmSync(folder, { recursive: true });
});

test.each([
  ['throws', 'exports.handler = async () => { throw new Error("no"); };', { errorType: 'Error', errorMessage: 'no' }],
  ['does not compile', 'exports.handler = async () => {', { errorType: 'SyntaxError', errorMessage: expect.any(String) }],
  [
    'ends its process', 'exports.handler = async () => process.exit(3);',
    { errorType: 'Runtime.ExitError', errorMessage: expect.any(String) },
  ],
])('a function that %s is reported as Lambda does', async (_what, source, error) => {
  add('Bad', source);
  expect(await runner.invoke('Bad', {})).toEqual({ error });
});

test('fails for a function that is not there, and one whose code is not', async () => {
  expect(await runner.invoke('Nobody', {})).toEqual({ unheard: 'the function Nobody does not run here' });
  expect(() => runner.add({ name: 'Empty', handler: 'index.handler', folder: tmpdir(), environment: {} }))
    .toThrow('Empty: no index.js, .mjs or .cjs');
});

test('a function that takes too long is called three times, and one that was only late once is heard', async () => {
  const impatient = new FunctionRunner([], 1_500);
  const folder = mkdtempSync(join(tmpdir(), 'slow-'));
  const once = JSON.stringify(join(folder, 'seen'));
  const source = 'exports.handler = () => new Promise(() => setInterval(() => 0, 99));';
  impatient.add({ name: 'Never', handler: 'index.handler', source, environment: {} });
  impatient.add({
    name: 'Late',
    handler: 'index.handler',
    source: `const fs = require('fs');
      exports.handler = async () => {
        const isFirst = !fs.existsSync(${once});
        fs.writeFileSync(${once}, '');
        return isFirst ? new Promise(() => setInterval(() => 0, 99)) : 'there';
      };`,
    environment: {},
  });
  expect(await impatient.invoke('Never', {})).toEqual({ unheard: 'Socket timeout while invoking Lambda function' });
  expect(await impatient.invoke('Late', {})).toEqual({ result: 'there' });
  expect(impatient.invocations).toEqual(['Never', 'Never', 'Never', 'Late', 'Late']);
  impatient.stop();
  rmSync(folder, { recursive: true });
}, 30_000);
