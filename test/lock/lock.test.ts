import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { main } from '../../src/cli/main';
import { CognitoAuth, CognitoAuthProps } from '../../src/cognito-auth';
import { lockedOf, parseLock, renderLock } from '../../src/lock';
import { CustomAttribute, LoginPages, SignIn } from '../../src/user-pool';
import { warningsIn } from '../warnings';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lock-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));
afterEach(() => jest.restoreAllMocks());

let files = 0;
const nextFile = () => path.join(folder, `${files++}.lock.json`);

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  jest.spyOn(process.stdout, 'write').mockImplementation(text => { out += text; return true; });
  jest.spyOn(process.stderr, 'write').mockImplementation(text => { err += text; return true; });
  return { code: await main(argv), out, err };
}

const BASE: CognitoAuthProps = {
  signIn: SignIn.email(),
  attributes: { custom: { plan: CustomAttribute.text({ maxLength: 20 }) } },
  loginPages: LoginPages.prefix({ prefix: 'acme-login' }),
};

type Fill = (scope: Construct) => void;
const auth = (props: CognitoAuthProps = {}, id = 'Auth'): Fill => scope => { new CognitoAuth(scope, id, { ...BASE, ...props }); };

/** An app with a stack at the top, one in a stage and one that is nested, all of them filled the same. */
function app(file: string | boolean, fill: Fill, stackId = 'App'): App {
  const root = new App({ context: { 'aws:cdk:enable-path-metadata': true, 'cdk-cognito-auth:lock': file } });
  fill(new Stack(root, stackId));
  fill(new Stack(new Stage(root, 'Prod'), stackId));
  fill(new NestedStack(new Stack(root, 'Outer'), 'Inner'));
  return root;
}

let usual: string | undefined;

async function locked(fill?: Fill): Promise<string> {
  const file = nextFile();
  if (!fill) {
    usual ??= fs.readFileSync(await locked(auth()), 'utf8');
    fs.writeFileSync(file, usual);
    return file;
  }
  const { code, err } = await run('lock', app(false, fill).synth().directory, '--file', file);
  if (code !== 0) throw new Error(err);
  return file;
}

const synthesis = (file: string | boolean, fill: Fill, stackId?: string) => () => app(file, fill, stackId).synth();

describe('a lock', () => {
  test('says nothing of what stays, in stacks, stages and nested stacks', async () => {
    expect(synthesis(await locked(), auth())).not.toThrow();
  });

  test('lets custom attributes come', async () => {
    const more = auth({ attributes: { custom: { plan: CustomAttribute.text({ maxLength: 20 }), level: CustomAttribute.number() } } });
    expect(synthesis(await locked(), more)).not.toThrow();
  });

  test('lets a standard attribute be said as what it is anyway, and go again', async () => {
    const said = auth({ attributes: { ...BASE.attributes, givenName: { required: false, mutable: true } } });
    expect(synthesis(await locked(), said)).not.toThrow();
    expect(synthesis(await locked(said), auth())).not.toThrow();
  });

  test.each<[string, CognitoAuthProps, string]>([
    ['an attribute that goes', { attributes: {} }, "attributes, 'plan': the attribute 'plan' can't be removed"],
    [
      'an attribute that changes', { attributes: { custom: { plan: CustomAttribute.text({ maxLength: 30 }) } } },
      "(Schema.plan.MaxLength: '20' → '30')",
    ],
    [
      'an attribute that becomes required', { attributes: { ...BASE.attributes, givenName: { required: true } } },
      "attributes, 'given_name': the standard attribute 'given_name' can't be made required",
    ],
    ['other sign-in', { signIn: SignIn.username() }, 'signIn: what people sign in with is fixed'],
    [
      'other capitals', { caseSensitive: true },
      'caseSensitive: whether user names know capitals is fixed when a user pool is made (UsernameConfiguration.CaseSensitive: '
        + "'false' → 'true')",
    ],
    [
      'another domain', { loginPages: LoginPages.prefix({ prefix: 'acme-2' }) },
      "loginPages: the domain is made anew: 'Domain' is fixed when it is made (Domain: 'acme-login' → 'acme-2')",
    ],
  ])('fails on %s, with construct, prop, values and way out', async (_, props, message) => {
    const file = await locked();
    expect(synthesis(file, auth(props))).toThrow(message);
    expect(synthesis(file, auth(props))).toThrow(`${path.basename(file)} locks Prod/App/Auth/`);
    expect(synthesis(file, auth(props))).toThrow('If it is meant, write the lock anew: cdk synth -c cdk-cognito-auth:lock=false');
    expect(synthesis(false, auth(props))).not.toThrow();
  });

  test('fails in a nested stack too', async () => {
    const file = await locked();
    const root = new App({ context: { 'aws:cdk:enable-path-metadata': true, 'cdk-cognito-auth:lock': file } });
    const nested = new NestedStack(new Stack(root, 'Outer'), 'Inner');
    auth({ attributes: {} })(nested);
    expect(() => root.synth()).toThrow(/locks Outer\/Inner\/Auth\/Users\/UserPool\/Resource .*'plan' can't be removed/);
  });

  test('fails on a construct that gets another path, and says what keeps the logical id', async () => {
    expect(synthesis(await locked(), auth({}, 'Login'))).toThrow(
      /the user pool is no longer in the template; a new one, Prod\/App\/LoginUsersUserPool\w+, takes its place.*stay behind.*overrideLogicalId/);
  });

  test('a logical id that is kept keeps the users', async () => {
    const file = await locked(scope => { new CognitoAuth(scope, 'Auth', { signIn: SignIn.email() }); });
    const kept: Fill = scope => {
      const moved = new CognitoAuth(scope, 'Login', { signIn: SignIn.email() });
      moved.users.cfnUserPool.overrideLogicalId(`AuthUsersUserPool${idOf(file)}`);
    };
    expect(synthesis(file, kept)).not.toThrow();
  });

  test('fails when a person would be made anew', async () => {
    const invite = (sendInvitation: boolean): Fill => scope => {
      new CognitoAuth(scope, 'Auth', BASE).inviteAdministrator('ada@example.com', { sendInvitation });
    };
    expect(synthesis(await locked(invite(true)), invite(true))).not.toThrow();
    expect(synthesis(await locked(invite(true)), invite(false)))
      .toThrow(/inviteAdministrator: the user is made anew: 'DesiredDeliveryMediums'/);
  });

  test('holds for what others make in the stack', async () => {
    const foreign = (required: boolean): Fill => scope => {
      auth()(scope);
      new cognito.UserPool(scope, 'Other', { standardAttributes: { email: { required, mutable: true } } });
    };
    expect(synthesis(await locked(foreign(true)), foreign(false)))
      .toThrow(/locks .*Other\/Resource.*Schema\.email\.Required: 'true' → 'false'/);
  });

  test('warns where a value is known at deployment only', async () => {
    const file = await locked();
    const unsure: Fill = scope => {
      new CognitoAuth(scope, 'Auth', BASE).users.cfnUserPool.addPropertyOverride('UsernameConfiguration', {
        CaseSensitive: { Ref: 'AWS::StackName' },
      });
    };
    const root = new App({ context: { 'aws:cdk:enable-path-metadata': true, 'cdk-cognito-auth:lock': file } });
    const stack = new Stack(root, 'App');
    unsure(stack);
    expect(warningsIn(stack)).toContainEqual(expect.stringContaining('locked-state-may-change:AuthUsersUserPool'));
  });

  test('warns when a locked stack seems to have another name, and lets an app leave stacks out', async () => {
    const file = await locked();
    const root = new App({ context: { 'aws:cdk:enable-path-metadata': true, 'cdk-cognito-auth:lock': file } });
    const stack = new Stack(root, 'Renamed');
    auth()(stack);
    expect(warningsIn(stack)).toContainEqual(expect.stringContaining('locked-pool-in-another-stack:AuthUsersUserPool'));
    const fewer = new App({ context: { 'aws:cdk:enable-path-metadata': true, 'cdk-cognito-auth:lock': file } });
    auth()(new Stack(fewer, 'App'));
    expect(() => fewer.synth()).not.toThrow();
  });
});

test('without a file there is no message', () => {
  expect(synthesis(nextFile(), auth())).not.toThrow();
});

test('the file is beside cdk.json unless the context says otherwise', async () => {
  const file = await locked();
  const here = fs.mkdtempSync(path.join(folder, 'app-'));
  fs.copyFileSync(file, path.join(here, 'cognito-auth.lock.json'));
  jest.spyOn(process, 'cwd').mockReturnValue(here);
  const root = new App();
  auth({ attributes: {} })(new Stack(root, 'App'));
  expect(() => root.synth()).toThrow('cognito-auth.lock.json locks App/Auth');
});

function idOf(file: string): string {
  return /AuthUsersUserPool(\w+)/.exec(fs.readFileSync(file, 'utf8'))![1];
}

describe('the command', () => {
  test('writes each pool, domain and person, and the same text again', async () => {
    const file = await locked();
    const lock = JSON.parse(fs.readFileSync(file, 'utf8'));
    expect(Object.keys(lock.stacks)).toEqual(['App', expect.stringMatching(/^Outer\/Inner/), 'Prod/App']);
    const byType = Object.fromEntries(Object.values<any>(lock.stacks.App).map(entry => [entry.type, entry]));
    expect(byType).toMatchObject({
      'AWS::Cognito::UserPoolDomain': { properties: { Domain: 'acme-login' } },
      'AWS::Cognito::UserPool': {
        retained: true,
        path: 'App/Auth/Users/UserPool/Resource',
        properties: { UsernameAttributes: ['email'], UsernameConfiguration: { CaseSensitive: false } },
      },
    });
    const before = fs.readFileSync(file, 'utf8');
    expect((await run('lock', app(false, auth()).synth().directory, '--file', file)).out).toContain('was up to date');
    expect(fs.readFileSync(file, 'utf8')).toBe(before);
  });

  test('keeps what it knows of other stacks, and says what it accepts', async () => {
    const file = await locked();
    const root = new App({ context: { 'aws:cdk:enable-path-metadata': true, 'cdk-cognito-auth:lock': false } });
    auth({ attributes: {} })(new Stack(root, 'App'));
    const { directory } = root.synth();
    expect(await run('lock', directory, '--file', file, '--check'))
      .toMatchObject({ code: 1, out: expect.stringContaining('is not up to date') });
    expect((await run('lock', directory, '--file', file)).out)
      .toContain("accepted: App/Auth/Users/UserPool/Resource Schema.plan: the attribute 'plan' can't be removed");
    expect(await run('lock', directory, '--file', file, '--check')).toMatchObject({ code: 0 });
    expect(Object.keys(JSON.parse(fs.readFileSync(file, 'utf8')).stacks)).toHaveLength(3);
  });
});

describe('a file that is no lock', () => {
  const entry = (more: object) =>
    ({ lockVersion: 1, stacks: { App: { Users: { type: 'AWS::Cognito::UserPool', properties: {}, ...more } } } });
  const deep = () => {
    let value: any = 'x';
    for (let i = 0; i < 50; i++) value = [value];
    return entry({ properties: { Schema: value } });
  };
  test.each<[string, unknown, string]>([
    ['no JSON', '{', 'is not JSON'],
    ['a merge half done', '{\n<<<<<<< ours\n', 'has conflicts of a merge'],
    ['a list', [], "'lockVersion' is missing"],
    ['another version', { lockVersion: 2 }, 'its lockVersion is 2, and this version of cdk-cognito-auth reads 1'],
    ['no stacks', { lockVersion: 1, stacks: [] }, "'stacks' must be an object"],
    ['a stack that is text', { lockVersion: 1, stacks: { App: 'x' } }, "'App' must be an object"],
    ['another type', entry({ type: 'AWS::S3::Bucket' }), "the type of 'Users' of 'App' is none"],
    ['a type from the prototype', entry({ type: 'constructor' }), "the type of 'Users' of 'App' is none"],
    ['no properties', entry({ properties: null }), "the properties of 'Users' of 'App' must be an object"],
    ['a path that is none', entry({ path: 3 }), 'must be text'],
    ['a deep one', deep(), 'nested too deeply'],
  ])('fails: %s', async (_, content, message) => {
    const file = nextFile();
    fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    expect(synthesis(file, auth())).toThrow(message);
    expect(await run('lock', app(false, auth()).synth().directory, '--file', file))
      .toMatchObject({ code: 2, err: expect.stringContaining(message) });
  });

  test('a text of it is shown, not obeyed', async () => {
    const file = nextFile();
    const hostile = { type: 'AWS::Cognito::UserPool', path: 'App/\u001b[2J\u202eUsers\nFORGED', properties: {} };
    fs.writeFileSync(file, JSON.stringify({ lockVersion: 1, stacks: { App: { Users: hostile } } }));
    expect(synthesis(file, auth()))
      .toThrow('locks App/\\u001b[2J\\u202eUsers\\u000aFORGED (Users): the user pool is no longer in the template');
  });

  test('fails: a folder', () => {
    expect(synthesis(folder, auth())).toThrow('is not a file');
  });
});

test('what is written is what is read, whatever names and values are', () => {
  const name = fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('__proto__', 'constructor', 'Prod/App'));
  const resource = fc.record({
    type: fc.constantFrom('AWS::Cognito::UserPool', 'AWS::Cognito::UserPoolDomain', 'AWS::Cognito::UserPoolUser'),
    stack: name,
    logicalId: name,
    constructPath: name,
    props: fc.record({
      Domain: fc.string(), Schema: fc.array(fc.jsonValue({ maxDepth: 3 })), UserAttributes: fc.jsonValue({ maxDepth: 3 }),
    }),
  });
  fc.assert(fc.property(fc.uniqueArray(resource, { selector: ({ stack, logicalId }) => JSON.stringify([stack, logicalId]) }), resources => {
    const text = renderLock(lockedOf(resources));
    const read = parseLock(text, 'lock');
    expect(read).toHaveLength(resources.length);
    expect(renderLock(read)).toBe(text);
    expect(renderLock([...read].reverse())).toBe(text);
  }), { numRuns: 100 });
});
