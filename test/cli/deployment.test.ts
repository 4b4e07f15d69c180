import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { main } from '../../src/cli/main';
import { role, template } from '../access-model/fixture';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'deployment-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));
afterEach(() => jest.restoreAllMocks());

function write(name: string, content: unknown): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, JSON.stringify(content));
  return file;
}

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  jest.spyOn(process.stdout, 'write').mockImplementation(text => { out += text; return true; });
  jest.spyOn(process.stderr, 'write').mockImplementation(text => { err += text; return true; });
  return { code: await main(argv), out, err };
}

const OPEN = write('open.json', {
  ...template({ pool: { AllowUnauthenticatedIdentities: { Ref: 'AllowGuests' } }, resources: { Guests: role('unauthenticated', []) } }),
  Parameters: { AllowGuests: { Type: 'String' } },
});
const NOBODY = write('nobody.json', {});

async function outcome(...options: string[]): Promise<string> {
  return JSON.parse((await run('resolve', OPEN, '--request', NOBODY, ...options)).out).outcome;
}

test('what a parameter decides is as the caller says that it is deployed', async () => {
  const name = 'AllowGuests';
  expect(await outcome()).toBe('unknown');
  expect(await outcome('--parameters', `${name}=true`)).toBe('role');
  expect(await outcome('--parameters', `${name}=false`)).toBe('denied');
  expect(await outcome('--parameters', write('object.json', { [name]: true }))).toBe('role');
  expect(await outcome('--parameters', write('list.json', [{ ParameterKey: name, ParameterValue: 'true' }]))).toBe('role');
});

test('what an assembly says of a parameter is so unless the caller says otherwise, and construct paths stay', async () => {
  const cdkOut = path.join(folder, 'cdk.out');
  fs.mkdirSync(cdkOut);
  fs.copyFileSync(OPEN, path.join(cdkOut, 'open.json'));
  write('cdk.out/manifest.json', {
    artifacts: {
      Open: {
        type: 'aws:cloudformation:stack',
        properties: { templateFile: 'open.json', parameters: { AllowGuests: 'true' } },
        metadata: { '/Open/Guests/Resource': [{ type: 'aws:cdk:logicalId', data: 'Guests' }] },
      },
    },
  });
  const access = async (...more: string[]) => (await run('access', cdkOut, ...more)).out;
  expect(await access()).toContain('guest access is on');
  expect(await access()).not.toContain('parameter AllowGuests');
  const off = await access('--parameters', 'AllowGuests=false');
  expect(off).toContain('guest access is off');
  expect(await access('--parameters', 'AllowGuests=true')).toContain('made by  Open/Guests/Resource');
});

test('a later value replaces an earlier one', async () => {
  expect(await outcome('--parameters', 'AllowGuests=false', '--parameters', 'AllowGuests=true')).toBe('role');
});

test('region and account are those of the names in the answer', async () => {
  const named = write('named.json', template({ resources: { Guests: role('unauthenticated', []) } }));
  const decision = JSON.parse((await run('can', named, '--role', 'Members', '--action', 's3:GetObject', '--resource', 'arn:aws:s3:::b/k',
    '--region', 'eu-west-1', '--account', '210987654321')).out);
  expect(decision.decision).toBe('denied');
});

test.each([
  [['--parameters', 'Nobody=1'], "no template has the parameter 'Nobody'"],
  [['--parameters', 'no-such-file.json'], 'neither NAME=VALUE nor a JSON file'],
  [['--parameters', NOBODY.replace('nobody', 'absent')], 'neither NAME=VALUE nor a JSON file'],
  [['--region', 'Ireland'], "--region is 'Ireland'"],
  [['--region', 'eu-west'], "--region is 'eu-west'"],
  [['--account', '12345678901'], "--account is '12345678901'"],
  [['--account', '1234567890123'], '12 digits'],
])('fails on %j', async (options, message) => {
  const { code, err } = await run('check', OPEN, ...options);
  expect(code).toBe(2);
  expect(err).toContain(message);
  expect(err.trim().split('\n')).toHaveLength(1);
});

test('fails on a file of parameters that holds something else', async () => {
  const { code, err } = await run('check', OPEN, '--parameters', write('odd.json', { Guests: ['true'] }));
  expect([code, err]).toEqual([2, expect.stringContaining('must hold an object of values')]);
});
