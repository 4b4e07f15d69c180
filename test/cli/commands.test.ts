import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { main } from '../../src/cli/main';
import { allow, group, role, rulesMapping, template, tokenMapping } from '../access-model/fixture';
import { goodTemplate } from '../guardrails/good-template';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cli-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

function write(name: string, content: unknown): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const stdout = jest.spyOn(process.stdout, 'write').mockImplementation(text => { out += text; return true; });
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation(text => { err += text; return true; });
  try {
    return { code: await main(argv), out, err };
  } finally {
    stdout.mockRestore();
    stderr.mockRestore();
  }
}

const GOOD = write('good.json', template({
  pool: { AllowUnauthenticatedIdentities: true },
  mappings: tokenMapping('AuthenticatedRole'),
  resources: {
    Guests: role('unauthenticated', [allow('s3:GetObject', 'arn:aws:s3:::photos/public/*')]),
    Admins: role('authenticated', [
      allow('s3:*', ['arn:aws:s3:::photos', 'arn:aws:s3:::photos/*']),
      { Effect: 'Deny', NotAction: 's3:*', NotResource: 'arn:aws:s3:::photos/*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ], { ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }),
    admins: group('admins', 'Admins', 0),
    markup: group('<b>|"&', 'Admins'),
  },
}));

const RULES = write('rules.json', template({
  pool: { SupportedLoginProviders: { 'accounts.google.com': 'x' }, DeveloperProviderName: 'mine' },
  mappings: {
    ...rulesMapping([['plan', 'Equals', 'gold', 'Members'], ['plan', 'NotEqual', 'free', 'Guests']]),
    mine: { Type: 'Token', AmbiguousRoleResolution: 'Deny' },
  },
}));

const CLEAN = write('clean.json', goodTemplate());

describe('resolve', () => {
  const FROM_OFFICE = template({ resources: { Members: role('authenticated') } });
  FROM_OFFICE.Resources.Members.Properties.AssumeRolePolicyDocument.Statement[0].Condition.IpAddress = { 'aws:SourceIp': '10.0.0.0/8' };
  const OFFICE = write('office.json', FROM_OFFICE);
  const MEMBER = write('member.json', { logins: { 'userpool:Users:Web': {} } });

  test('takes condition keys of the request', async () => {
    const outcome = async (...more: string[]) => JSON.parse((await run('resolve', OFFICE, '--request', MEMBER, ...more)).out).outcome;
    expect(await outcome()).toBe('unknown');
    expect(await outcome('--context', 'aws:SourceIp=10.1.2.3', '--context', 'aws:x=a', '--context', 'aws:x=b')).toBe('role');
    expect(await outcome('--context', write('away.json', { 'aws:SourceIp': '198.51.100.7' }))).toBe('error');
  });

  test('takes condition keys in the request too', async () => {
    const request = write('in-office.json', { logins: { 'userpool:Users:Web': {} }, context: { 'aws:SourceIp': '10.1.2.3' } });
    expect(JSON.parse((await run('resolve', OFFICE, '--request', request)).out).outcome).toBe('role');
  });

  test.each([
    ['a context that is no object', { context: 'x' }, "'context' must be an object"],
    ['a context that the token tells', { context: { 'aws:TagKeys': 'x' } }, 'aws:TagKeys follows from'],
  ])('fails on %s', async (_, request, message) => {
    expect(await run('resolve', OFFICE, '--request', write('bad.json', request)))
      .toMatchObject({ code: 2, err: expect.stringContaining(message) });
  });

  test('answers in JSON', async () => {
    const request = write('admin.json', { logins: { 'userpool:Users:Web': { 'cognito:groups': ['admins'] } } });
    const { code, out } = await run('resolve', GOOD, '--request', request);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ outcome: 'role', role: 'Admins', via: 'group' });
  });

  test('answers in words', async () => {
    const guest = write('guest.json', {});
    expect((await run('resolve', GOOD, '--request', guest, '--format', 'text')).out)
      .toBe('Guests (guest): guests get the unauthenticated role\n');
    expect((await run('resolve', RULES, '--request', guest, '--format', 'text')).out).toMatch(/^denied: /);
  });

  test.each([
    ['unknown key', { login: {} }, "unknown key 'login'"],
    ['wrong type', { flow: 1 }, "'flow' must be a string"],
    ['wrong flow', { flow: 'slow' }, 'flow must be enhanced or basic'],
    ['logins', { logins: [] }, "'logins' must be an object"],
    ['claims', { logins: { 'userpool:Users:Web': 'x' } }, 'must be an object'],
    ['pool', { identityPool: 'Other' }, "no identity pool 'Other'"],
    ['list', [], 'must hold a JSON object, holds a list'],
    ['number', '3', 'must hold a JSON object, holds 3'],
    ['text', '{', 'not JSON'],
  ])('fails on a request with a bad %s', async (_, request, message) => {
    const { code, err, out } = await run('resolve', GOOD, '--request', write('bad-request.json', request));
    expect({ code, out, lines: err.split('\n').length }).toEqual({ code: 2, out: '', lines: 2 });
    expect(err).toContain(message);
  });
});

describe('can', () => {
  const ask = (...more: string[]) => run('can', GOOD, '--action', 's3:GetObject', '--resource', 'arn:aws:s3:::photos/public/x', ...more);

  test('answers in JSON and in words', async () => {
    expect(JSON.parse((await ask('--role', 'Guests')).out)).toMatchObject({ decision: 'allowed', statement: 'Guests/own#0' });
    expect((await ask('--role', 'Members', '--format', 'text')).out).toMatch(/^denied: /);
  });

  test('takes a context', async () => {
    const context = write('context.json', { 'aws:SecureTransport': 'false' });
    expect((await ask('--role', 'Guests', '--context', context)).code).toBe(0);
  });

  test.each([
    [['--role', 'Nobody'], "no role 'Nobody'"],
    [[], '--role is missing'],
    [['--role', 'Guests', '--format', 'xml'], "--format is 'xml'"],
    [['--role', 'Guests', '--context', path.join(folder, 'none')], 'no such file'],
    [['--role', 'Guests', '--context', folder], 'is a folder'],
    [['--role', 'Guests', '--strange'], "unknown option '--strange'"],
    [['--role', 'Guests', 'second'], "unexpected argument 'second'"],
  ])('fails with %j', async (more, message) => {
    const { code, err } = await ask(...more);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});

describe('access', () => {
  test('shows each kind of identity as text', async () => {
    const { code, out } = await run('access', GOOD);
    expect(code).toBe(0);
    expect(out).toMatch(/guests {2}\[\(no sign-in\); guest access is on\]\n {4}becomes {2}Guests \(guest\)/);
    expect(out).toContain('Deny everything but s3:* on everything but arn:aws:s3:::photos/* if aws:SecureTransport Bool false');
    expect(out).toContain('Unknown what else arn:aws:iam::aws:policy/ReadOnlyAccess');
    expect(out).toContain('cognito-identity.amazonaws.com:aud StringEquals this identity pool');
    expect(out).toContain('may      nothing that the template says');
  });

  test('shows rules, providers without a mapping and what happens otherwise', async () => {
    const { out } = await run('access', RULES, '--format', 'json');
    const rows = JSON.parse(out).identityPools[0].rows.map((row: any) => [
      row.identity, row.mapping, row.outcome.role ?? row.outcome.outcome,
    ]);
    expect(rows).toEqual([
      ['guests', 'guest access is off', 'denied'],
      ["plan Equals 'gold'", 'rule 0', 'Members'],
      ["plan NotEqual 'free'", 'rule 1', 'error'],
      ['no rule matches', 'rules, otherwise Deny', 'denied'],
      ['everyone signed in', 'no mapping', 'Members'],
      ['everyone signed in', 'token, otherwise Deny', 'denied'],
    ]);
  });

  test('shows Markdown that markup in names does not break', async () => {
    const { out } = await run('access', GOOD, '--format', 'markdown');
    const widths = out.split('\n').filter(line => line.startsWith('|')).map(line => line.replace(/\\\|/g, '').split('|').length);
    const findings = widths.lastIndexOf(7) + 1;
    expect(widths).toEqual(widths.map((_, i) => i < findings ? 7 : 9));
    expect(out).not.toContain('<b>');
  });

  test('shows one page that loads nothing, runs nothing, and quotes what it shows', async () => {
    const { out } = await run('access', GOOD, '--format', 'html');
    expect(out).toMatch(/^<!doctype html>/);
    expect(out).not.toMatch(/<script|<link|src=|url\(|@import|<b>\|/);
    expect(out).toContain('&lt;b&gt;|&quot;&amp;');
    expect(out).toContain('<svg');
  });

  test.each(['text', 'markdown', 'html', 'json'])('shows as %s what the guardrails find, and that they find nothing', async format => {
    const shown = (await run('access', GOOD, '--format', format)).out;
    expect(shown).toContain('guests-enabled');
    expect(shown).toContain('AllowUnauthenticatedIdentities');
    const clean = (await run('access', CLEAN, '--format', format)).out;
    expect(clean).not.toContain('guests-enabled');
    expect(clean).toMatch(/no findings|found nothing|"findings": \[\]/);
  });

  test.each([
    [[], 0], [['--fail-on', 'critical'], 0], [['--fail-on', 'low'], 1],
  ])('leaves with the code that %j asks for', async (more, code) => {
    expect((await run('access', GOOD, ...more)).code).toBe(code);
  });

  test('fails with a level that there is not', async () => {
    expect(await run('access', GOOD, '--fail-on', 'some')).toMatchObject({ code: 2, err: expect.stringContaining("--fail-on is 'some'") });
  });

  test('names the stack of what several stacks have', async () => {
    const stacks = path.join(folder, 'stacks');
    fs.mkdirSync(stacks);
    for (const name of ['Dev', 'Prod']) fs.copyFileSync(GOOD, path.join(stacks, `${name}.template.json`));
    const text = (await run('access', stacks)).out;
    for (const shown of [
      'identity pool Dev/Identities (Dev)', 'becomes  Prod/Guests (guest)', 'at Prod/Identities',
    ]) expect(text).toContain(shown);
    expect((await run('check', stacks)).out).toContain('at Dev/Identities');
    expect(JSON.parse((await run('check', stacks, '--format', 'json')).out).findings[0])
      .toMatchObject({ resource: expect.not.stringContaining('/'), template: 'Dev' });
    expect((await run('can', stacks, '--role', 'Admins', '--action', 's3:Get', '--resource', '*')).err)
      .toContain('use one of Dev/Admins, Prod/Admins');
  });

  test.each(['text', 'html'])('reads its template once, also as %s', async format => {
    const read = jest.spyOn(jest.requireActual<typeof fs>('node:fs'), 'readFileSync');
    await run('access', GOOD, '--format', format);
    expect(read.mock.calls.filter(([file]) => file === GOOD)).toHaveLength(1);
    read.mockRestore();
  });

  test('a page about many resources draws only some, and lists all', async () => {
    const many = Array.from({ length: 40 }, (_, i) => `arn:aws:s3:::bucket-with-a-rather-long-name-${i}/*`);
    const file = write('many.json', template({ resources: { Members: role('authenticated', [allow('s3:GetObject', many)]) } }));
    const { out } = await run('access', file, '--format', 'html');
    expect(out).toContain('more: see the matrix');
    expect(out).toContain('bucket-with-a-rather-long-name-39');
  });

  test('fails where there is no identity pool, except in JSON', async () => {
    const empty = write('empty.json', { Resources: {} });
    expect(await run('access', empty)).toMatchObject({ code: 2, err: expect.stringContaining('no identity pool') });
    expect(JSON.parse((await run('access', empty, '--format', 'json')).out)).toEqual({ identityPools: [], findings: [] });
  });
});

describe('the command line', () => {
  test('lists its subcommands', async () => {
    for (const argv of [['--help'], ['help'], ['-h']]) {
      const { code, out } = await run(...argv);
      expect(code).toBe(0);
      for (const name of ['access', 'can', 'check', 'resolve', 'serve']) expect(out).toContain(`  ${name}`);
    }
    expect(await run()).toMatchObject({ code: 2, out: '' });
  });

  test('prints its version', async () => {
    expect((await run('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test.each(['access', 'can', 'resolve'])('%s explains its usage', async name => {
    expect(await run(name, '--help')).toMatchObject({ code: 0, out: expect.stringContaining(`usage: cdk-cognito-auth ${name} TEMPLATE`) });
    expect(await run(name)).toMatchObject({ code: 2, err: expect.stringContaining('TEMPLATE is missing') });
  });

  test.each(['nonsense', 'toString'])('fails on %s', async name => {
    expect(await run(name)).toMatchObject({ code: 2, err: expect.stringContaining(`unknown subcommand '${name}'`) });
  });

  test('fails on what is no template', async () => {
    expect(await run('access', path.join(folder, 'none.json'))).toMatchObject({ code: 2, err: expect.stringContaining('no such file') });
    expect(await run('access', write('odd.json', '{"a":1}'))).toMatchObject({ code: 2, err: expect.stringContaining("no 'Resources'") });
  });
});

describe('the commands of the guide on pull requests', () => {
  const guide = fs.readFileSync(path.join(__dirname, '../../docs/guides/pull-requests.md'), 'utf8');
  const commands = [...guide.matchAll(/run: npx cdk-cognito-auth (.+) > ([\w.]+)$/gm)].map(([, words, file]) => ({ words, file }));
  const temp = fs.mkdtempSync(path.join(folder, 'runner-'));
  const synthesized = (name: string, content: object) => {
    fs.mkdirSync(path.join(temp, name));
    fs.writeFileSync(path.join(temp, name, 'App.template.json'), JSON.stringify(content));
    const artifacts = { App: { type: 'aws:cloudformation:stack', properties: { templateFile: 'App.template.json' } } };
    fs.writeFileSync(path.join(temp, name, 'manifest.json'), JSON.stringify({ version: '53.0.0', artifacts }));
  };
  const answers = async () => {
    const given: Record<string, { code: number; out: string; err: string }> = {};
    for (const { words, file } of commands) {
      given[file] = await run(...words.split(' ').map(word => word.replaceAll('"', '').replace('$RUNNER_TEMP', temp)));
    }
    return given;
  };

  test('say what is wrong, what changes and who may do what', async () => {
    synthesized('old', goodTemplate());
    const opened = goodTemplate();
    const someRole = Object.values<any>(opened.Resources).find(({ Type }) => Type === 'AWS::IAM::Role');
    someRole.Properties.Policies = [{ PolicyName: 'All', PolicyDocument: { Statement: [allow('s3:*', '*')] } }];
    synthesized('new', opened);
    const before = await answers();
    expect(Object.keys(before)).toEqual(['findings.sarif', 'change.md', 'access.html']);
    const { version, runs } = JSON.parse(before['findings.sarif'].out);
    expect([version, runs[0].results.map(({ ruleId }: any) => ruleId)]).toEqual(['2.1.0', ['signed-in-role-wildcards']]);
    expect(before['findings.sarif'].code).toBe(1);
    expect(before['change.md']).toMatchObject({ code: 1, out: expect.stringContaining('signed-in-role-wildcards') });
    expect(before['access.html']).toMatchObject({ code: 0, out: expect.stringContaining('<html') });
  });

  test('are silent where nothing is wrong and nothing changes', async () => {
    fs.rmSync(path.join(temp, 'new'), { recursive: true });
    synthesized('new', goodTemplate());
    const after = await answers();
    expect(Object.values(after).map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(JSON.parse(after['findings.sarif'].out).runs[0].results).toEqual([]);
    expect(after['change.md'].out).not.toContain('signed-in-role-wildcards');
  });
});
