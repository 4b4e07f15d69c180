import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { main } from '../../src/cli/main';
import { permissionsBetween } from '../../src/diff/permissions-between';
import { allow, group, role, template, tokenMapping } from '../access-model/fixture';
import { goodTemplate, Patch, patched } from '../guardrails/good-template';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'diff-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));
afterEach(() => jest.restoreAllMocks());

let files = 0;
function write(content: unknown, name = `t${files++}.json`): string {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify(content));
  return file;
}

async function diff(before: unknown, after: unknown, ...more: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  jest.spyOn(process.stdout, 'write').mockImplementation(text => { out += text; return true; });
  jest.spyOn(process.stderr, 'write').mockImplementation(text => { err += text; return true; });
  const sides = [before, after].map(side => typeof side === 'string' ? side : write(side));
  return { code: await main(['diff', ...sides, ...more]), out, err };
}

async function asJson(before: unknown, after: unknown, ...more: string[]): Promise<any> {
  const { code, out, err } = await diff(before, after, '--format', 'json', ...more);
  if (code === 2) throw new Error(err);
  return { code, ...JSON.parse(out) };
}

function photos(adminActions: string[] = ['s3:GetObject'], more: object = {}): any {
  return template({
    pool: { AllowUnauthenticatedIdentities: true },
    mappings: tokenMapping('AuthenticatedRole'),
    resources: {
      Guests: role('unauthenticated', [allow('s3:GetObject', 'arn:aws:s3:::photos/public/*')]),
      Members: role('authenticated', [allow('s3:GetObject', 'arn:aws:s3:::photos/*')]),
      Admins: role('authenticated', [allow(adminActions, 'arn:aws:s3:::photos/*')]),
      admins: group('admins', 'Admins', 0),
      ...more,
    },
  });
}

/** A folder as the CDK writes it, of one stack. */
function assembly(name: string, body: unknown, stackName = 'app', environment = 'aws://unknown-account/eu-west-1'): string {
  write(body, `${name}/App.template.json`);
  write({
    version: '1',
    artifacts: {
      App: {
        type: 'aws:cloudformation:stack', environment, displayName: 'App', properties: { templateFile: 'App.template.json', stackName },
      },
    },
  }, `${name}/manifest.json`);
  return path.join(folder, name);
}

test('says nothing of what stays', async () => {
  expect(await diff(photos(), photos())).toEqual({ code: 0, err: '', out: expect.stringMatching(/^nothing dangerous\n\nread with/) });
});

test('what a group gains is said, and fails only where it is asked to', async () => {
  const wider = photos(['s3:*Object', 's3:ListBucket']);
  const { code, access } = await asJson(photos(), wider);
  expect(code).toBe(0);
  expect(access).toMatchObject([{
    who: 'members of admins',
    before: 'Admins',
    after: 'Admins',
    loses: [],
    gains: [
      { effect: 'Allow', actions: ['s3:*Object', 's3:ListBucket'], resources: ['arn:aws:s3:::photos/*'] },
    ],
  }]);
  expect((await asJson(photos(), wider, '--fail-on-gain')).code).toBe(1);
  expect((await asJson(wider, photos(), '--fail-on-gain')).code).toBe(0);
});

test('what is narrower is lost in words of before, and nothing is gained', async () => {
  const [change] = (await asJson(photos(['s3:*']), photos(['s3:GetObject']))).access;
  expect(change).toMatchObject({ gains: [], loses: [{ actions: ['s3:*'] }] });
});

test('a denial that comes is a loss, and one that goes a gain', async () => {
  const denied = photos();
  denied.Resources.Admins.Properties.Policies[0].PolicyDocument.Statement.push({
    Effect: 'Deny', Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/secret/*',
  });
  expect((await asJson(photos(), denied)).access)
    .toMatchObject([{ gains: [], loses: [{ effect: 'Deny', resources: ['arn:aws:s3:::photos/secret/*'] }] }]);
  expect((await diff(denied, photos())).out).toContain('+ no longer Deny s3:GetObject on arn:aws:s3:::photos/secret/*');
});

test('a condition that goes is a gain, and one that comes a loss', async () => {
  const onlyHere = photos();
  onlyHere.Resources.Admins.Properties.Policies[0].PolicyDocument.Statement[0].Condition = { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } };
  expect((await asJson(onlyHere, photos())).access).toMatchObject([{ gains: [{ actions: ['s3:GetObject'] }], loses: [] }]);
  expect((await asJson(photos(), onlyHere)).access).toMatchObject([{ gains: [], loses: [{ actions: ['s3:GetObject'] }] }]);
});

test('guests who are let in gain, and members of a new group', async () => {
  const closed = photos();
  closed.Resources.Identities.Properties.AllowUnauthenticatedIdentities = false;
  expect((await asJson(closed, photos())).access)
    .toMatchObject([{ who: 'guests', before: 'denied', after: 'Guests', gains: [{ resources: ['arn:aws:s3:::photos/public/*'] }] }]);
  const grown = photos(undefined, { Staff: role('authenticated', [allow('sqs:*', '*')]), staff: group('staff', 'Staff', 1) });
  expect((await asJson(photos(), grown)).access)
    .toMatchObject([{ who: 'members of staff', after: 'Staff', gains: [{ actions: ['sqs:*'] }] }]);
});

test('another trust and another boundary are noted', async () => {
  const other = photos(undefined);
  other.Resources.Admins.Properties.PermissionsBoundary = 'arn:aws:iam::123456789012:policy/edge';
  other.Resources.Admins.Properties.AssumeRolePolicyDocument.Statement[0].Condition.Bool = { 'aws:SecureTransport': 'true' };
  const [{ notes }] = (await asJson(photos(), other)).access;
  expect(notes).toEqual([
    expect.stringContaining('whom the role trusts'), expect.stringContaining('boundary of the role is another: there was none'),
  ]);
});

describe('findings', () => {
  const PATCH: Patch = { 'Pool/AdminCreateUserConfig/AllowAdminCreateUserOnly': false };
  test('that are new are said, those of before only once they are gone', async () => {
    const worse = patched(PATCH);
    const there = await asJson(goodTemplate(), worse);
    expect(there.findings.found.map(({ rule }: any) => rule)).toEqual(['open-sign-up']);
    expect(await asJson(worse, worse)).toMatchObject({ code: 0, findings: { found: [], settled: [] } });
    expect((await asJson(worse, goodTemplate())).findings.settled).toHaveLength(1);
  });

  test('fail from the severity that is asked for', async () => {
    const [severity] = (await asJson(goodTemplate(), patched(PATCH))).findings.found.map((finding: any) => finding.severity);
    expect((await asJson(goodTemplate(), patched(PATCH), '--fail-on', severity)).code).toBe(1);
    expect((await asJson(goodTemplate(), patched(PATCH), '--fail-on', 'critical')).code).toBe(severity === 'critical' ? 1 : 0);
  });
});

test('guests who are let in have no note on what the role trusts, which is new to them', async () => {
  const closed = photos();
  closed.Resources.Identities.Properties.AllowUnauthenticatedIdentities = false;
  expect((await asJson(closed, photos())).access[0].notes).toEqual([]);
});

const INTEG = path.join(__dirname, '..', '..', 'integ');
test.each(fs.readdirSync(INTEG).filter(name => name.endsWith('.snapshot')))('between %s and itself there is nothing', async name => {
  const { code, edits, access, findings } = await asJson(path.join(INTEG, name), path.join(INTEG, name));
  expect({ code, edits, access, findings }).toEqual({ code: 0, edits: [], access: [], findings: { found: [], accepted: [], settled: [] } });
});

test('statements are compared by what they cover, the same in both directions', () => {
  const permit = fc.record({
    effect: fc.constantFrom('Allow', 'Deny', 'Unknown'),
    actions: fc.array(
      fc.constantFrom('*', 's3:*', 's3:Get*', 's3:GetObject', 'sqs:SendMessage', 'everything but s3:GetObject'),
      { minLength: 1, maxLength: 3 },
    ),
    resources: fc.array(fc.constantFrom('*', 'arn:aws:s3:::a/*', 'arn:aws:s3:::a/b', 'arn:aws:s3:::a/b/*'), { maxLength: 3 }),
    policy: fc.constant('p'),
    condition: fc.option(fc.constantFrom('x StringEquals y', 'z Bool true'), { nil: undefined }),
    possible: fc.option(fc.constant(true), { nil: undefined }),
  });
  const permits = fc.array(permit, { maxLength: 4 });
  fc.assert(fc.property(permits, permits, (before, after) => {
    const [there, back] = [permissionsBetween(before, after), permissionsBetween(after, before)];
    expect(there.gains).toEqual(back.loses);
    expect(permissionsBetween(before, [...before].reverse())).toEqual({ gains: [], loses: [] });
    // more of what allows is never a loss, and a denial less neither
    expect(permissionsBetween(before, [...before, ...after.filter(({ effect }) => effect === 'Allow')]).loses).toEqual([]);
    expect(permissionsBetween(before, before.filter(({ effect }) => effect !== 'Deny')).loses).toEqual([]);
  }), { numRuns: 300 });
});

test('nested stacks are compared too', async () => {
  const nested = (name: string, custom: object[]) => {
    write(
      { Resources: { Users: { Type: 'AWS::Cognito::UserPool', Properties: { Schema: custom } } } }, `${name}/Inner.nested.template.json`,
    );
    return assembly(name, {
      Resources: {
        Inner: {
          Type: 'AWS::CloudFormation::Stack',
          Properties: { TemplateURL: 'x' },
          Metadata: { 'aws:asset:path': 'Inner.nested.template.json' },
        },
      },
    });
  };
  const plan = { Name: 'plan', AttributeDataType: 'String', Mutable: true };
  const { code, edits } = await asJson(nested('deep', [plan]), nested('deeper', []));
  expect({ code, edits }).toMatchObject({ code: 1, edits: [{ kind: 'refused', stack: 'App/Inner', property: 'Schema.plan' }] });
});

test('lost users are dangerous', async () => {
  const renamed = JSON.parse(JSON.stringify(goodTemplate()).replaceAll('"Pool"', '"People"'));
  const { code, edits } = await asJson(goodTemplate(), renamed);
  expect(code).toBe(1);
  expect(edits.map(({ kind, logicalId, dangerous }: any) => [kind, logicalId, dangerous]))
    .toEqual(expect.arrayContaining([['gone', 'Pool', true], ['replaced', 'Client', true]]));
});

describe('stacks', () => {
  test('of an app go by their names; a template alone is the one that there is', async () => {
    const [one, two] = [assembly('one', photos()), assembly('two', photos())];
    expect(await asJson(one, two)).toMatchObject({ code: 0, edits: [] });
    expect(await asJson(photos(), two)).toMatchObject({ code: 0, edits: [], access: [] });
    expect(await asJson(one, photos())).toMatchObject({ code: 0, edits: [], access: [] });
  });

  test.each([
    ['another name', 'other', undefined], ['another region', 'app', 'aws://unknown-account/us-east-1'],
  ])('of %s are others', async (_, name, environment) => {
    const { code, edits } = await asJson(assembly('here', photos()), assembly('there', photos(), name, environment));
    expect(code).toBe(1);
    expect(edits[0]).toMatchObject({ kind: 'gone', type: 'AWS::Cognito::UserPool' });
  });
});

test('text and Markdown show each part, and obey no text of a template', async () => {
  const before = photos(['s3:GetObject', 's3:x|y `<img src=//evil> @team\u001b[2J']);
  const after = photos(['s3:PutObject']);
  Object.assign(after.Resources.Users.Properties ??= {}, {
    UsernameAttributes: ['email'], AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
  });
  const text = await diff(before, after);
  expect(text.code).toBe(1);
  expect(text.out).toMatch(/^dangerous: 1 that the deployment can't change so, 1 kind of identity with more access, 1 with less/);
  expect(text.out).toMatch(/REFUSED t\d+\/Users \(AWS::Cognito::UserPool, Users\), dangerous/);
  const markdown = await diff(before, after, '--format', 'markdown');
  expect(markdown.out).toContain('### Who gains and who loses access');
  for (const { out } of [text, markdown]) expect(out).not.toContain('\u001b');
  expect(markdown.out).not.toMatch(/<img|[^;]@team|[^\\]\|y/);
});

test.each([
  ['no such file', 'missing.json', 'no such file'], ['something that is no template', { a: 1 }, "no 'Resources'"],
])('fails on %s, on either side', async (_, side, message) => {
  expect(await diff(side, photos())).toMatchObject({ code: 2, err: expect.stringContaining(message) });
  expect(await diff(photos(), side)).toMatchObject({ code: 2, err: expect.stringContaining(message) });
});

test('parameters may be of one side alone, but not of neither', async () => {
  const open = photos();
  open.Parameters = { Capitals: { Type: 'String' } };
  open.Resources.Users.Properties = { UsernameConfiguration: { CaseSensitive: { Ref: 'Capitals' } } };
  expect((await asJson(photos(), open)).edits).toMatchObject([{ sure: false }]);
  expect((await asJson(photos(), open, '--parameters', 'Capitals=true')).edits).toEqual([]);
  expect((await diff(photos(), open, '--parameters', 'Nothing=1')).code).toBe(2);
});
