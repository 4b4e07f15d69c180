import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as ts from 'typescript';
import { adopted, after, loaded } from './adopted';
import { madeByPdk, madeWithProviders } from './federated';
import { madeByAmplify, madeBySst, madeWithL2s } from './shapes';
import { adopt } from '../../src/adopt/program';
import { main } from '../../src/cli/main';
import { differencesBetween } from '../../src/diff/differences';
import { checkTemplate } from '../../src/template/text/load';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'adopt-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));
afterEach(() => jest.restoreAllMocks());

describe.each([
  ['the CDK\'s L2s', 'made-with-l2s', madeWithL2s], ['AmplifyAuth', 'made-by-amplify', madeByAmplify], ['SST', 'made-by-sst', madeBySst],
  ['PDK', 'made-by-pdk', madeByPdk],
  ['the L2s, with a domain, a provider, an API and a machine', 'made-with-providers', madeWithProviders],
])('a stack of %s', (_, file, made) => {
  const before = made();

  test('is adopted without anything made anew, refused, gone, gained or lost', () => {
    const { edits, access } = differencesBetween(loaded(before), loaded(after(before)));
    expect(edits).toEqual([]);
    expect(access).toEqual([]);
  });

  test('has every property that it had, and but for protection from deletion no other', () => {
    const { Resources: now } = after(before);
    for (const [id, { Type, Properties }] of Object.entries<any>(before.Resources)) {
      const { DeletionProtection: _protection, ...properties } = now[id].Properties ?? {};
      expect([id, Type, now[id].Type, comparable(properties)]).toEqual([id, Type, Type, comparable(Properties ?? {})]);
    }
    expect(Object.keys(now).filter(id => !(id in before.Resources))).toEqual([]);
  });

  test('is adopted by the program that is committed, which compiles strictly like all else', () => {
    const committed = fs.readFileSync(path.join(__dirname, 'programs', `${file}.ts`), 'utf8');
    expect(`/* eslint-disable */\n${adopted(before).program.replace("'cdk-cognito-auth'", "'../../../src'")}`).toBe(committed);
  });

  test('is the same before and after', () => {
    expect({ before, after: after(before) }).toMatchSnapshot();
  });
});

/** What is empty is not there. */
function comparable(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => typeof inner !== 'object' || Object.keys(inner).length > 0));
}

test('a client without a secret is not told that it has none', () => {
  const web = Object.keys(after(madeByAmplify()).Resources).find(id => id.includes('AppClient'))!;
  expect(after(madeByAmplify()).Resources[web].Properties).not.toHaveProperty('GenerateSecret');
});

test('what is not typed, and what the app goes on making, is said', () => {
  const { notes } = adopted(madeBySst());
  expect(notes).toContainEqual('App: AuthpreSignUp1D1C7A4B (AWS::Lambda::Function) is named by what is adopted: '
    + 'your program goes on making it, under this id');
  expect(notes).toContainEqual(expect.stringMatching(/AuthUserPoolPreSignUpCognitoF4D4B9C2 .* is carried over raw: auth\.addTrigger/));
  expect(adopted(madeByAmplify()).notes)
    .toContainEqual(expect.stringContaining('its DeletionPolicy was Delete; from now on it is retained'));
});

test('what hangs on a condition is carried over raw, with the condition', () => {
  const before = madeByAmplify();
  before.Conditions = { IsProd: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } };
  before.Resources.amplifyAuthADMINSGroup.Condition = 'IsProd';
  expect(adopted(before).program).toContain("GroupName: 'ADMINS'");
  expect(after(before).Resources.amplifyAuthADMINSGroup.Condition).toBe('IsProd');
});

test('parameters and conditions that are named are said, and Cognito\'s resources in stacks without a user pool', () => {
  const before = madeByAmplify();
  before.Parameters = { Stage: { Type: 'String' } };
  before.Conditions = { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } };
  Object.assign(before.Resources.amplifyAuthUserPool4BA7F805.Properties, {
    UserPoolName: { 'Fn::Sub': 'users-${Stage}' }, MfaConfiguration: { 'Fn::If': ['IsProd', 'ON', 'OPTIONAL'] },
  });
  const elsewhere = { Resources: { Admins: { Type: 'AWS::Cognito::UserPoolGroup', Properties: {} } } };
  const { notes, program } = adopt([...loaded(before), { name: 'Other', body: checkTemplate(elsewhere, 'Other') }])!;
  expect(notes).toEqual(expect.arrayContaining([
    expect.stringMatching(/^App: parameter Stage is named/), expect.stringMatching(/^App: condition IsProd is named/),
    expect.stringMatching(/^Other: no user pool is made here.*Admins \(AWS::Cognito::UserPoolGroup\)/),
  ]));
  expect(program).toContain("MfaConfiguration: { 'Fn::If': ['IsProd', 'ON', 'OPTIONAL'] }");
});

describe('a part of a pool', () => {
  const parts = { domain: 'PoolDomainCFC71F56', google: 'Google1F2E3D4C', server: 'PoolServer135248C2', machine: 'PoolMachine75D22E2D' };
  const changed = (part: keyof typeof parts, properties: object) => {
    const before = madeWithProviders();
    Object.assign(before.Resources[parts[part]].Properties, properties);
    return before;
  };

  test('that a call makes keeps its logical id, and what names it', () => {
    const { program, logicalIds, notes } = adopted(madeWithProviders());
    expect(Object.keys(logicalIds.App).sort()).toEqual(Object.keys(madeWithProviders().Resources).sort());
    expect(notes).toEqual([]);
    expect(program).not.toContain('carry(');
    expect(program).toContain("addLoginPages(LoginPages.prefix({ prefix: 'acme-login', classic: true }))");
    expect(program).toContain("clientSecret: SecretValue.secretsManager('google', { jsonField: 'secret' })");
    expect(program).toContain("AppClient.machine({ scopes: [serverPoolServer135248C2.scope('read')] })");
    expect(after(madeWithProviders()).Resources[parts.machine].Properties).toEqual(madeWithProviders().Resources[parts.machine].Properties);
  });

  test('may be asked for by the text of a scope as well', () => {
    expect(adopted(changed('machine', { AllowedOAuthScopes: ['orders/read'] })).program).toContain("scope('read')");
  });

  test.each<[keyof typeof parts, object, RegExp]>([
    ['domain', { Domain: 'login.acme.com', CustomDomainConfig: { CertificateArn: 'arn' } }, /a custom domain/],
    ['domain', { Domain: 'my-aws-login' }, /one that Cognito now refuses/],
    ['domain', { Domain: { 'Fn::Sub': '${AWS::StackName}' } }, /not written out/],
    ['domain', { ManagedLoginVersion: 2 }, /styles each client/],
    ['google', { ProviderDetails: { client_id: 'x', client_secret: 'in the template' } }, /its secret is not one of Secrets Manager/],
    ['google', { ProviderType: 'OIDC', ProviderName: 'Corp' }, /has OIDC too, by hand/],
    ['server', { Identifier: { Ref: 'AWS::StackName' } }, /identifier or scopes are not written out/],
    ['server', { Scopes: [] }, /identifier or scopes are not written out/],
    ['machine', { AllowedOAuthScopes: ['orders/unknown'] }, /scopes of no resource server/],
  ])('that no call would leave as it is (%s, %j) is carried over raw, which says why', (part, properties, reason) => {
    const before = changed(part, properties);
    expect(adopted(before).notes.join('\n')).toMatch(reason);
    const { edits } = differencesBetween(loaded(before), loaded(after(before)));
    expect(edits).toEqual([]);
  });

  test('of another pool is left to it', () => {
    expect(adopted(changed('domain', { UserPoolId: 'eu-west-1_Abc' })).program).toContain("carry(stack, 'PoolDomainCFC71F56'");
  });
});

test('a trust of another kind is kept and pointed out', () => {
  const before = madeByAmplify();
  const { Properties: role } = before.Resources.amplifyAuthauthenticatedUserRoleD8DA3689;
  role.AssumeRolePolicyDocument.Statement[0].Condition.StringEquals['aws:RequestedRegion'] = 'eu-west-1';
  expect(adopted(before).notes).toContainEqual(expect.stringContaining('whom it trusts is not what this library writes'));
});

test('a user pool alone becomes an AppUserPool with its clients', () => {
  const { amplifyAuthUserPool4BA7F805: pool, amplifyAuthUserPoolAppClient2626C6F8: client } = madeByAmplify().Resources;
  const before = { Resources: { amplifyAuthUserPool4BA7F805: pool, amplifyAuthUserPoolAppClient2626C6F8: client } };
  expect(adopted(before).program).toContain("const users = new AppUserPool(stack, 'Users'");
  expect(differencesBetween(loaded(before), loaded(after(before))).edits).toEqual([]);
});

test.each([
  "x'); process.exit(1); ('", '*/ evil() /*', '\u2028evil()', '${evil}', '__proto__',
])('text of a template stays text: %s', text => {
  const before = madeByAmplify();
  before.Resources.amplifyAuthUserPool4BA7F805.Properties.EmailVerificationSubject = text;
  before.Resources.amplifyAuthUserPool4BA7F805.Properties.UserPoolTags = JSON.parse(JSON.stringify({ x: text })
    .replace('"x"', JSON.stringify(text)));
  const { Properties: now } = after(before).Resources.amplifyAuthUserPool4BA7F805;
  expect(now.EmailVerificationSubject).toBe(text);
});

test.each(['a\n} evil(); {', "x'y", '__proto__'])('a logical id that is none breaks no program: %s', id => {
  const before = madeByAmplify();
  const client = { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'amplifyAuthUserPool4BA7F805' } } };
  before.Resources = Object.fromEntries([...Object.entries(before.Resources), [id, client]]);
  expect(ts.transpileModule(adopted(before).program, { reportDiagnostics: true }).diagnostics).toEqual([]);
});

describe('the command', () => {
  async function command(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
    let [out, err] = ['', ''];
    jest.spyOn(process.stdout, 'write').mockImplementation(text => { out += text; return true; });
    jest.spyOn(process.stderr, 'write').mockImplementation(text => { err += text; return true; });
    return { code: await main(['adopt', ...argv]), out, err };
  }
  const write = (content: unknown) => {
    const file = path.join(folder, 'App.json');
    fs.writeFileSync(file, JSON.stringify(content));
    return file;
  };

  test('prints the program, or all of it as JSON with the logical ids', async () => {
    expect(await command(write(madeByAmplify()))).toMatchObject({ code: 0, out: adopted(madeByAmplify()).program });
    const { logicalIds } = JSON.parse((await command(write(madeByAmplify()), '--format', 'json')).out);
    expect(logicalIds.App).toMatchObject({
      amplifyAuthUserPool4BA7F805: 'auth.users.cfnUserPool', amplifyAuthADMINSGroup: 'groupamplifyAuthADMINSGroup.cfnGroup',
    });
  });

  test('fails where there is nothing to adopt', async () => {
    expect(await command(write({ Resources: {} }))).toMatchObject({ code: 2, err: expect.stringContaining('no user pool') });
  });
});
