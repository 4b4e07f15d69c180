import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { main } from '../../src/cli/main';
import * as reading from '../../src/template/text/load-files';
import { allow, role, rulesMapping, template } from '../access-model/fixture';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hostile-'));
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

/** A template in which one text stands wherever a person may write one. */
function saying(text: string): string {
  return write('hostile.json', template({
    pool: { AllowUnauthenticatedIdentities: true },
    mappings: rulesMapping([['custom:plan', 'Equals', text, 'Members']]),
    resources: {
      Guests: role('unauthenticated', [
        allow('s3:GetObject', `arn:aws:s3:::photos/${text}`), { Effect: text, Action: text, Resource: text, Sid: text },
      ]),
    },
  }));
}

// eslint-disable-next-line no-control-regex -- these are what is looked for
const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/;

describe.each(['text', 'markdown', 'html', 'json'])('access as %s', format => {
  test.each([
    ['an escape sequence', '\u001b[2Jgold'], ['a bell', '\u0007'], ['a C1 control sequence', '\u009b2J'], [
      'text from right to left', '\u202egold',
    ],
    ['a line separator', 'a\u2028b'], ['something that is not seen', 'go\u200bld'],
  ])('obeys nothing: %s', async (_what, text) => {
    const { code, out } = await run('access', saying(text), '--format', format);
    expect(code).toBe(0);
    expect(out).not.toMatch(OBEYED);
  });

  test('forges no line', async () => {
    const { out } = await run('access', saying('x\nFORGED nothing-to-see'), '--format', format);
    expect(out.split('\n').filter(line => line.trimStart().startsWith('FORGED'))).toEqual([]);
  });
});

test('check and its SARIF obey nothing either, and say the same as JSON', async () => {
  for (const format of ['text', 'json', 'sarif']) {
    expect((await run('check', saying('\u001b[31m\u009b'), '--format', format)).out).not.toMatch(OBEYED);
  }
  expect(JSON.parse((await run('access', saying('\u001b[31m'), '--format', 'json')).out).identityPools[0].rows[0].permits[1].effect)
    .toBe('\u001b[31m');
});

test('a page has no markup that is not its own, in an effect either', async () => {
  const { out } = await run('access', saying('"><b id=owned>'), '--format', 'html');
  expect(out).not.toContain('<b id=owned>');
  expect(out).toContain('&lt;b id=owned&gt;');
});

test.each([
  ['an image that calls home', '![i](https://evil.example/x.png)', '!['],
  ['a link', '[gold](https://evil.example)', '[gold]('],
  ['a bare address', 'https://evil.example', 'https://evil'],
  ['a mention', '@security-team', '@security'],
  ['markup', '<img src=x>', '<img'],
  ['a forged row', '<br>| gold |', '<br>|'],
  ['an escaped escape', '\\![i](x)', '\\![i]'],
])('Markdown shows %s and does not follow it', async (_what, text, alive) => {
  const { out } = await run('access', saying(text), '--format', 'markdown');
  const outsideCode = out.replace(/\\\\/g, '\u0001').replace(/\\[!|[\]`*_~]/g, '');
  expect(outsideCode).not.toContain(alive.replace('\\', '\u0001'));
});

test('an ordinary text is as it was', async () => {
  const { out } = await run('access', saying('gold & silver'), '--format', 'text');
  expect(out).toContain("custom:plan Equals 'gold & silver'");
});

test('fails without a stack trace on what this program did not foresee', async () => {
  jest.spyOn(reading, 'loadFile').mockImplementation(() => { throw new TypeError('Cannot read properties of null'); });
  const { code, out, err } = await run('check', 'any.json');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^cdk-cognito-auth: this input could not be read to its end, so there is no answer; .*\n$/);
  expect(err).not.toContain('Cannot read properties');
});
