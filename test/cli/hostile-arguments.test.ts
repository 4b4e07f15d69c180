import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { main } from '../../src/cli/main';
import { template } from '../access-model/fixture';

const FOLDER = fs.mkdtempSync(path.join(os.tmpdir(), 'hostile-arguments-'));
const TEMPLATE = path.join(FOLDER, 'Stack mit Ä und 日本.template.json');
fs.writeFileSync(TEMPLATE, JSON.stringify(template()));
afterAll(() => fs.rmSync(FOLDER, { recursive: true }));
afterEach(() => jest.restoreAllMocks());

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  jest.spyOn(process.stdout, 'write').mockImplementation(text => { out += text; return true; });
  jest.spyOn(process.stderr, 'write').mockImplementation(text => { err += text; return true; });
  return { code: await main(argv), out, err };
}

const CAN = ['can', TEMPLATE, '--role', 'Members', '--action', 's3:GetObject', '--resource', '*'];

describe('fails and names the fix where', () => {
  test.each<[string, string[], string]>([
    ['a template is an empty text', ['check', ''], 'TEMPLATE is empty'],
    ['one of two is an empty text', ['diff', TEMPLATE, ''], 'NEW is empty'],
    ['an option has two values', ['check', TEMPLATE, '--fail-on', 'low', '--fail-on', 'critical'],
      "--fail-on is given as 'low' and 'critical': give it once"],
    ['a region is given twice', ['access', TEMPLATE, '--region', 'eu-west-1', '--region=us-east-1'], "'eu-west-1' and 'us-east-1'"],
    ['a context has no key of conditions', [...CAN, '--context', 'a=b'], "--context is 'a=b': give KEY=VALUE"],
    ['a context is empty', [...CAN, '--context', ''], "--context is '': give KEY=VALUE"],
    ['a request is empty', ['resolve', TEMPLATE, '--request', ''], "'': no such file"],
    ['an option of serve is none', ['serve', '--nope'], "unknown option '--nope'; usage: cdk-cognito-auth serve"],
    ['serve gets two templates', ['serve', TEMPLATE, 'b'], "unexpected argument 'b'; usage"],
  ])('%s', async (_, argv, message) => {
    const { code, out, err } = await run(...argv);
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: expect.stringContaining(message) });
    expect(err).not.toMatch(/please report|\n\s+at /);
  });

  test('a folder leads to itself', async () => {
    const loop = path.join(FOLDER, 'loop');
    fs.symlinkSync('loop', loop);
    expect(await run('check', loop)).toMatchObject({ code: 2, err: expect.stringContaining('cannot be read: ELOOP') });
    fs.unlinkSync(loop);
  });
});

describe('takes', () => {
  test('the same value twice', async () => {
    expect((await run('check', TEMPLATE, '--fail-on', 'critical', '--fail-on', 'critical')).code).toBe(0);
  });

  test('paths with any characters, and links to them', async () => {
    const link = path.join(FOLDER, 'link');
    fs.symlinkSync(FOLDER, link);
    for (const input of [TEMPLATE, FOLDER, link]) expect((await run('check', input, '--fail-on', 'critical')).code).toBe(0);
    fs.unlinkSync(link);
  });

  test('the id of a rule as the CDK acknowledges it', async () => {
    const { out } = await run('check', TEMPLATE, '--acknowledge', 'cdk-cognito-auth::mfa-off=a try-out');
    expect(out).toContain('ACCEPTED mfa-off');
    expect(out).toContain('because: a try-out');
  });

  test('help for a subcommand in either order', async () => {
    expect((await run('help', 'check')).out).toBe((await run('check', '--help')).out);
    expect((await run('help', 'no-such-thing')).out).toContain('SUBCOMMAND --help');
  });
});

describe('a process whose answer', () => {
  const MAIN = "require('./src/cli/main').run(process.argv.slice(1))";
  const script = (rest: string) => `node -r ts-node/register/transpile-only -e "${MAIN}" -- ${rest}`;
  const shell = (command: string) => spawnSync('bash', ['-c', command], { cwd: path.join(__dirname, '..', '..'), encoding: 'utf8' });

  test('is read in part says nothing of it, and exits as it would', () => {
    const many = { Resources: Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`P${i}`, { Type: 'AWS::Cognito::UserPool' }])) };
    const file = path.join(FOLDER, 'many.json');
    fs.writeFileSync(file, JSON.stringify(many));
    const { stdout, stderr } = shell(`${script(`check '${file}' --fail-on low --format json`)} | head -c 1; echo " \${PIPESTATUS[0]}"`);
    expect({ stdout, stderr }).toEqual({ stdout: '{ 1\n', stderr: '' });
  }, 60_000);

  (fs.existsSync('/dev/full') ? test : test.skip)('cannot be written says so, and has no answer', () => {
    const { stderr, status } = shell(`${script(`check '${TEMPLATE}'`)} > /dev/full`);
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'cdk-cognito-auth: the answer cannot be written: ENOSPC\n' });
  }, 60_000);
});
