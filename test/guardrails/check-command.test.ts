import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { App, CfnOutput, CfnResource, NestedStack, Stack, Stage, Token, Validations, aws_iam as iam } from 'aws-cdk-lib';
import { goodTemplate, Patch, patched, trust } from './good-template';
import { CognitoAuth, CognitoGuardrails } from '../../src';
import { main } from '../../src/cli/main';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'guardrails-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

async function run(patch: Patch, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const file = path.join(folder, 'stack.template.json');
  fs.writeFileSync(file, JSON.stringify(patched(patch)));
  let [out, err] = ['', ''];
  jest.spyOn(process.stdout, 'write').mockImplementation(text => { out += text; return true; });
  jest.spyOn(process.stderr, 'write').mockImplementation(text => { err += text; return true; });
  try {
    return { code: await main(['check', file, ...args]), out, err };
  } finally {
    jest.restoreAllMocks();
  }
}

const IMPLICIT = { 'Client/AllowedOAuthFlows': ['implicit'] };
const GUESTS = {
  'Identities/AllowUnauthenticatedIdentities': true,
  'Roles/Roles/unauthenticated': { 'Fn::GetAtt': ['Guest', 'Arn'] },
  'Guest': { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust('unauthenticated') } },
};

test('a clean template exits with 0', async () => {
  expect(await run({}, '--format', 'json')).toEqual({ code: 0, out: '{\n  "findings": []\n}\n', err: '' });
});

test('a high finding exits with 1 and is printed as JSON', async () => {
  const { code, out } = await run(IMPLICIT, '--format', 'json');
  expect(code).toBe(1);
  expect(JSON.parse(out).findings)
    .toEqual([expect.objectContaining({ rule: 'implicit-grant', catalogue: ['A91'], severity: 'high', resource: 'Client' })]);
});

test('--fail-on decides what a medium finding exits with', async () => {
  expect((await run(GUESTS)).code).toBe(0);
  expect((await run(GUESTS, '--fail-on', 'medium')).code).toBe(1);
});

test('an acknowledged finding does not count, and is shown with its reason', async () => {
  const { code, out } = await run(IMPLICIT, '--acknowledge', 'implicit-grant=legacy app');
  expect(code).toBe(0);
  expect(out).toMatch(/^no findings\n\nACCEPTED implicit-grant at Client\n[^]*because: legacy app\n\n0 findings, 1 accepted\n$/);
});

test('fails on an acknowledgement without a reason, of an unknown rule, and on an unknown severity', async () => {
  for (const args of [
    ['--acknowledge', 'implicit-grant='], ['--acknowledge', 'A91=x'], ['--acknowledge', 'A999=x'], ['--fail-on', 'dire'],
  ]) {
    const { code, err } = await run(IMPLICIT, ...args);
    expect(code).toBe(2);
    expect(err.trim().split('\n')).toHaveLength(1);
  }
});

test('SARIF names the rule and the resource', async () => {
  const [sarifRun] = JSON.parse((await run(IMPLICIT, '--format', 'sarif')).out).runs;
  expect(sarifRun.tool.driver.rules.map((rule: any) => rule.id)).toEqual(['implicit-grant']);
  expect(sarifRun.results[0].locations[0].logicalLocations[0].name).toBe('Client');
});

function validate(patch: Patch, guardrails: CognitoGuardrails, scopeOf = (stack: Stack): Stack => stack) {
  const app = new App({ context: { 'aws:cdk:enable-path-metadata': true } });
  const stack = scopeOf(new Stack(app, 'Stack'));
  for (const [id, { Type, Properties }] of Object.entries<any>(patched(patch).Resources)) {
    new CfnResource(stack, id, { type: Type, properties: Properties });
  }
  const directory = app.synth().directory;
  return guardrails.validate({ templatePaths: [path.join(directory, 'Stack.template.json')] });
}

test('the plugin is taken by the CDK', () => {
  const app = new App();
  expect(() => Validations.of(app).addPlugins(new CognitoGuardrails())).not.toThrow();
});

test('the plugin reports what is at the threshold, at the resource', () => {
  expect(validate({}, new CognitoGuardrails())).toEqual({ success: true, violations: [] });
  const { success, violations } = validate(IMPLICIT, new CognitoGuardrails());
  expect(success).toBe(false);
  expect(violations).toEqual([expect.objectContaining({
    ruleName: 'implicit-grant', violatingResources: [expect.objectContaining({ resourceLogicalId: 'Client', locations: ['Stack/Client'] })],
  })]);
});

test('the CDK counts every finding, also when another one is acknowledged its own way', () => {
  const { violations } = validate(IMPLICIT, new CognitoGuardrails());
  expect(violations.map(({ severity, ruleMetadata }) => [severity, ruleMetadata?.severity])).toEqual([['error', 'high']]);
});

test('the plugin reads nested stacks too, and points into their files', () => {
  const nested = (stack: Stack) => new NestedStack(stack, 'Nested');
  expect(validate({}, new CognitoGuardrails(), nested).success).toBe(true);
  const { violations } = validate(IMPLICIT, new CognitoGuardrails(), nested);
  expect(violations).toEqual([expect.objectContaining({
    ruleName: 'implicit-grant',
    violatingResources: [{
      resourceLogicalId: 'Client',
      locations: ['Stack/Nested/Client'],
      templatePath: expect.stringMatching(/StackNested\w+\.nested\.template\.json$/),
    }],
  })]);
});

describe('a reference to a stack by its name, as the newest apps write it', () => {
  const reported = (resource: string, in_: (app: App) => App | Stage, name?: string) => {
    const app = new App({ context: { 'aws:cdk:enable-path-metadata': true } });
    const scope = in_(app);
    const stack = new Stack(scope, 'Auth', { ...name !== undefined && { stackName: name } });
    const auth = new CognitoAuth(stack, 'Auth', { guestAccess: true });
    const output = new CfnOutput(stack, 'Guests', { value: auth.guests.role.roleName });
    const weak = { 'Fn::GetStackOutput': { StackName: stack.stackName, OutputName: output.logicalId } };
    const photos = new Stack(scope, 'Photos');
    new iam.CfnPolicy(photos, 'Policy', {
      policyName: 'photos',
      roles: [Token.asString(weak)],
      policyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: resource }] },
    });
    const { stacks } = scope === app ? app.synth() : app.synth().getNestedAssembly(scope.artifactId);
    return new CognitoGuardrails().validate({ templatePaths: stacks.map(({ templateFullPath }) => templateFullPath) })
      .violations.map(({ ruleName }) => ruleName);
  };
  const PUBLIC = 'arn:aws:s3:::photos/public/*';
  const ALL = 'arn:aws:s3:::photos/*';

  test.each<[string, (app: App) => App | Stage, string | undefined]>([
    ['of an app', app => app, undefined],
    ['of a stage', app => new Stage(app, 'Beta'), undefined],
    ['of an app, whose stack has a name of its own', app => app, 'sign-in'],
  ])('is followed by the plugin: %s', (_, in_, name) => {
    expect(reported(PUBLIC, in_, name)).toEqual([]);
    expect(reported(ALL, in_, name)).toEqual(['guest-reads-everything']);
  });
});

test('the plugin leaves out what is acknowledged for that resource only', () => {
  const acknowledge = (resource: string) =>
    new CognitoGuardrails({ acknowledge: [{ id: 'implicit-grant', reason: 'legacy app', resource }] });
  expect(validate(IMPLICIT, acknowledge('Client')).success).toBe(true);
  expect(validate(IMPLICIT, acknowledge('Other')).success).toBe(false);
});

test('fails on an acknowledgement without a reason or of an unknown rule', () => {
  expect(() => new CognitoGuardrails({ acknowledge: [{ id: 'implicit-grant', reason: ' ' }] })).toThrow(/no reason/);
  expect(() => new CognitoGuardrails({ acknowledge: [{ id: 'A91', reason: 'x' }] })).toThrow(/no rule 'A91': use implicit-grant/);
  expect(() => new CognitoGuardrails({ acknowledge: [{ id: 'B01', reason: 'x' }] })).toThrow(/no rule 'B01'/);
});

test('a value that only one side of a condition has is found', () => {
  const template = goodTemplate();
  template.Conditions = { Dev: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, '1'] } };
  fs.writeFileSync(path.join(folder, 'conditional.json'), JSON.stringify(template));
  template.Resources.Client.Properties.AllowedOAuthFlows = { 'Fn::If': ['Dev', ['code'], ['implicit']] };
  const file = path.join(folder, 'conditional.json');
  fs.writeFileSync(file, JSON.stringify(template));
  expect(new CognitoGuardrails().validate({ templatePaths: [file] }).violations.map(({ ruleName }) => ruleName))
    .toEqual(['implicit-grant']);
});
