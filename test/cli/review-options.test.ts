import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { main } from '../../src/cli/main';
import { goodTemplate, patched } from '../guardrails/good-template';

const FOLDER = fs.mkdtempSync(path.join(os.tmpdir(), 'review-options-'));
const [FILE, GOOD] = ['app.json', 'good.json'].map(name => path.join(FOLDER, name));
afterAll(() => fs.rmSync(FOLDER, { recursive: true }));
afterEach(() => jest.restoreAllMocks());

/** One finding about access that the template accepts, one that it does not, and one of hygiene. */
const app = patched({
  'Client/AllowedOAuthFlows': ['implicit'],
  'Pool/MfaConfiguration': 'OFF',
  'Pool/EnabledMfas': undefined,
  'Gold/AssumeRolePolicyDocument/Statement/0/Condition/StringEquals': undefined,
});
app.Resources.Client.Metadata = { 'cdk-cognito-auth': { accepts: [{ rule: 'implicit-grant', reason: 'legacy app' }] } };
fs.writeFileSync(FILE, JSON.stringify(app, undefined, 2));
fs.writeFileSync(GOOD, JSON.stringify(goodTemplate()));

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  jest.spyOn(process.stdout, 'write').mockImplementation(text => { out += text; return true; });
  jest.spyOn(process.stderr, 'write').mockImplementation(text => { err += text; return true; });
  return { code: await main(argv), out, err };
}

/** How each way to see the findings is asked for. */
type Way = [string, string[]];
const WAYS: Way[] = [
  ['check', ['check', FILE]],
  ['check as SARIF', ['check', FILE, '--format', 'sarif']],
  ...['text', 'markdown', 'html', 'json'].map((format): Way => [`access as ${format}`, ['access', FILE, '--format', format]]),
  ...['text', 'markdown', 'json'].map((format): Way => [`diff as ${format}`, ['diff', GOOD, FILE, '--format', format]]),
];

const RULES = ['implicit-grant', 'trust-without-audience', 'mfa-off'];
const shown = (out: string) => RULES.filter(rule => out.includes(rule));

describe.each(WAYS)('%s', (_, argv) => {
  test('shows findings, what is accepted with the reason, and hygiene', async () => {
    const { out } = await run(...argv);
    expect(shown(out)).toEqual(RULES);
    expect(out).toContain('legacy app');
  });

  test('leaves out hygiene alone', async () => {
    const { out } = await run(...argv, '--no-hygiene');
    expect(shown(out)).toEqual(['implicit-grant', 'trust-without-audience']);
    expect(out).toContain('legacy app');
  });

  test('makes nothing of what the template accepts', async () => {
    const { out } = await run(...argv, '--ignore-acceptances');
    expect(shown(out)).toEqual(RULES);
    expect(out).not.toContain('legacy app');
  });

  test('accepts what the caller does, with the reason', async () => {
    expect((await run(...argv, '--acknowledge', 'trust-without-audience=reviewed in May')).out).toContain('reviewed in May');
  });

  test('fails for an acknowledgement without a reason, or of no rule', async () => {
    for (const text of ['mfa-off', 'mfa-off= ', 'no-such-rule=why']) {
      expect(await run(...argv, '--acknowledge', text)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--acknowledge') });
    }
  });
});

test.each(WAYS.filter(([way]) => !way.startsWith('diff')))('%s says how many findings of hygiene it leaves out', async (_, argv) => {
  const said = /1 of hygiene left out|"hygieneLeftOut": 1/;
  expect((await run(...argv, '--no-hygiene')).out).toMatch(said);
  expect((await run(...argv)).out).not.toMatch(said);
});

test('what is accepted or left out fails nothing, and what acceptances are ignored of does', async () => {
  const codes = (...argv: string[]) => Promise.all(['check', 'access'].map(async name =>
    (await run(name, FILE, '--fail-on', 'medium', '--acknowledge', 'trust-without-audience=reviewed', ...argv)).code));
  expect(await codes()).toEqual([1, 1]);
  expect(await codes('--no-hygiene')).toEqual([0, 0]);
  expect(await codes('--no-hygiene', '--ignore-acceptances')).toEqual([1, 1]);
});

test('access and check find and accept the same, of which check adds file and line', async () => {
  const said = async (command: string, ...argv: string[]) => {
    const { findings, accepted = [] } = JSON.parse((await run(command, FILE, '--format', 'json', ...argv)).out);
    return [...findings, ...accepted].map(({ file, line, ...finding }) => finding);
  };
  for (const argv of [[], ['--no-hygiene'], ['--ignore-acceptances'], ['--acknowledge', 'mfa-off=behind a VPN']]) {
    expect(await said('access', ...argv)).toEqual(await said('check', ...argv));
  }
});

test('check says how to accept a finding, where there is one', async () => {
  const how = 'accept what is meant, with a reason: --acknowledge RULE=REASON';
  expect((await run('check', FILE)).out).toContain(how);
  expect((await run('check', GOOD)).out).not.toContain(how);
  expect((await run('check', FILE, '--format', 'json')).out).not.toContain(how);
});
