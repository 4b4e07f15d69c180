import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { patched } from './good-template';
import { CognitoGuardrails } from '../../src';
import { main } from '../../src/cli/main';
import { sarif } from '../../src/cli/review/sarif';
import { reviewTemplates } from '../../src/guardrails/check';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'acceptances-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

function implicit(accepts: unknown): any {
  const template = patched({ 'Client/AllowedOAuthFlows': ['implicit'] });
  template.Resources.Client.Metadata = { 'aws:cdk:path': 'Stack/Client', 'cdk-cognito-auth': { accepts } };
  return template;
}

function write(template: unknown): string {
  const file = path.join(folder, 'stack.template.json');
  fs.writeFileSync(file, JSON.stringify(template, undefined, 1));
  return file;
}

async function check(...args: string[]): Promise<{ code: number; out: string }> {
  let out = '';
  jest.spyOn(process.stdout, 'write').mockImplementation(text => { out += text; return true; });
  try {
    return { code: await main(['check', ...args]), out };
  } finally {
    jest.restoreAllMocks();
  }
}

const REASON = [{ rule: 'implicit-grant', reason: 'legacy app' }];
const review = (body: any, options = {}) => reviewTemplates([{ name: 'template', body }], options);

test('what the metadata of a resource accepts is apart, with its reason', () => {
  expect(review(implicit(REASON)))
    .toEqual({ findings: [], accepted: [expect.objectContaining({ rule: 'implicit-grant', reason: 'legacy app' })] });
});

test.each([
  ['another rule', [{ rule: 'guests-enabled', reason: 'x' }]],
  ['a number of the catalogue', [{ rule: 'A91', reason: 'x' }]],
  ['no reason', [{ rule: 'implicit-grant' }]],
  ['an empty reason', [{ rule: 'implicit-grant', reason: ' ' }]],
  ['what it says of a claim', [{ rule: 'implicit-grant', reason: 'x', claim: 'email' }]],
  ['no list', 'implicit-grant'],
])('nothing is accepted by %s', (_, accepts) => {
  expect(review(implicit(accepts)).findings.map(({ rule }) => rule)).toEqual(['implicit-grant']);
});

test('a resource accepts nothing for another one', () => {
  const template = implicit(undefined);
  template.Resources.Pool.Metadata = { 'cdk-cognito-auth': { accepts: REASON } };
  expect(review(template).accepted).toEqual([]);
});

test('an acceptance of one claim leaves the findings about others', () => {
  const template = patched({
    'Pool/Schema': ['tier', 'plan'].map(Name => ({ Name, AttributeDataType: 'String', Mutable: true })),
    'Client/WriteAttributes': ['custom:tier', 'custom:plan'],
    'Roles/RoleMappings/web/RulesConfiguration/Rules': ['custom:tier', 'custom:plan'].map(Claim => ({
      Claim, MatchType: 'Equals', Value: 'gold', RoleARN: { 'Fn::GetAtt': ['Member', 'Arn'] },
    })),
  });
  template.Resources.Roles.Metadata = {
    'cdk-cognito-auth': { accepts: [{ rule: 'rule-claim-writable', reason: 'x', claim: 'custom:tier' }] },
  };
  const { findings, accepted } = review(template);
  const about = (list: any[]) => list.filter(({ rule }) => rule === 'rule-claim-writable').map(({ claim }) => claim);
  expect([about(findings), about(accepted)]).toEqual([['custom:plan'], ['custom:tier']]);
});

test('the command line shows and counts what is accepted, unless acceptances are ignored', async () => {
  const file = write(implicit(REASON));
  const { code, out } = await check(file);
  expect([code, out]).toEqual([0, expect.stringContaining('because: legacy app\n\n0 findings, 1 accepted\n')]);
  expect(JSON.parse((await check(file, '--format', 'json')).out))
    .toEqual({ findings: [], accepted: [expect.objectContaining({ reason: 'legacy app' })] });
  const ignored = await check(file, '--ignore-acceptances');
  expect([ignored.code, ignored.out]).toEqual([1, expect.stringContaining('1 finding (1 high), 0 accepted')]);
});

test('the plugin passes what a template accepts, and reports it', () => {
  const { success, metadata } = new CognitoGuardrails().validate({ templatePaths: [write(implicit(REASON))] } as any);
  expect([success, metadata]).toEqual([true, { 'accepted implicit-grant at Stack/Client': 'legacy app' }]);
});

test('the plugin says its name, version and rules, as type checkers of every language ask', () => {
  const { name, version, ruleIds } = new CognitoGuardrails();
  expect({ name, version }).toEqual({ name: 'cdk-cognito-auth', version: JSON.parse(fs.readFileSync('package.json', 'utf8')).version });
  expect(ruleIds).toContain('guests-enabled');
});

test('SARIF suppresses what is accepted, with the justification', () => {
  const { results } = (sarif(review(implicit(REASON)), 'template.json') as any).runs[0];
  expect(results).toEqual([expect.objectContaining({
    ruleId: 'implicit-grant', suppressions: [{ kind: 'inSource', status: 'accepted', justification: 'legacy app' }],
  })]);
});

describe('what a template accepts of a rule that there is not', () => {
  const NOTHING = "the metadata of Stack/Client accepts nothing: there is no rule 'implict-grant': use implicit-grant";
  const misspelt = implicit([{ rule: 'implict-grant', reason: 'legacy app' }]);
  const said = (body: any) => review(body).acceptedOfNoRule;

  test.each<[string, string, string | undefined]>([
    ['is said with the rule that it is nearest to', 'implict-grant', 'implicit-grant'],
    ['is said with the rule of its entry in the catalogue', 'A01', 'rule-claim-writable'],
    ['is said without a rule where none is near', 'no-such-thing-anywhere', 'an id of RULES.md'],
    ['is not said of a rule that there is', 'implicit-grant', undefined],
    ['is not said of a rule that there is and that finds nothing', 'mfa-off', undefined],
  ])('%s: %s', (_, id, use) => {
    const expected = use && [`the metadata of Stack/Client accepts nothing: there is no rule '${id}': use ${use}`];
    expect(said(implicit([{ rule: id, reason: 'legacy app' }]))).toEqual(expected);
  });

  test('is said once, however many resources it is acknowledged around', () => {
    const body = structuredClone(misspelt);
    body.Resources.Pool.Metadata = { 'cdk-cognito-auth': { accepts: [{ rule: 'implict-grant', reason: 'legacy app' }] } };
    expect(said(body)).toEqual([expect.stringContaining("there is no rule 'implict-grant': use implicit-grant")]);
    expect(review(body, { ignoreAcceptances: true }).acceptedOfNoRule).toBeUndefined();
  });

  test('is told by the command line in each format, and fails nothing', async () => {
    const clean = patched({});
    clean.Resources.Client.Metadata = misspelt.Resources.Client.Metadata;
    const file = write(clean);
    const text = await check(file);
    expect([text.code, text.out]).toEqual([0, `no findings\n${NOTHING}\n`]);
    const [json, sarifLog] = [(await check(file, '--format', 'json')), await check(file, '--format', 'sarif')];
    expect([json.code, JSON.parse(json.out)]).toEqual([0, { findings: [], acceptedOfNoRule: [NOTHING] }]);
    expect([sarifLog.code, JSON.parse(sarifLog.out).runs[0].properties]).toEqual([0, { acceptedOfNoRule: [NOTHING] }]);
  });

  test('is told by the plugin, which fails for what is found only', () => {
    const validate = (body: any) => new CognitoGuardrails().validate({ templatePaths: [write(body)] } as any);
    const { success, violations, metadata } = validate(misspelt);
    expect([success, violations.length, metadata]).toEqual([false, 1, { 'not accepted 1': NOTHING }]);
    const clean = patched({});
    clean.Resources.Client.Metadata = misspelt.Resources.Client.Metadata;
    expect(validate(clean)).toMatchObject({ success: true, metadata: { 'not accepted 1': NOTHING } });
  });
});

test('the hygiene of user pools is a group of its own, which can be left out', async () => {
  const file = write(patched({ 'Client/AllowedOAuthFlows': ['implicit'], 'Pool/MfaConfiguration': 'OFF', 'Pool/EnabledMfas': undefined }));
  const groups = async (...args: string[]) =>
    JSON.parse((await check(file, '--format', 'json', ...args)).out).findings.map(({ rule, group }: any) => [rule, group]);
  expect(await groups()).toEqual([['implicit-grant', 'access'], ['mfa-off', 'hygiene']]);
  expect(await groups('--no-hygiene')).toEqual([['implicit-grant', 'access']]);
  expect((await check(file)).out)
    .toMatch(/HIGH implicit-grant [^]*hygiene of the user pool:\n\nMEDIUM mfa-off [^]*\(1 high, 1 medium, 1 of hygiene\), 0 accepted/);
});
