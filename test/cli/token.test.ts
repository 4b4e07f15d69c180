import * as fs from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { AdminAddUserToGroupCommand, AdminCreateUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { TOTP } from 'otpauth';
import { main } from '../../src/cli/main';
import { regional } from '../../src/cli/token/service';
import { startLine } from '../../src/local/start-line';
import { claimsOf, PASSWORD, Stand, withProps } from '../local/user-pool/stand';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'token-'));
const stands: Stand[] = [];
afterAll(async () => {
  await Promise.all(stands.map(stand => stand.stop()));
  fs.rmSync(folder, { recursive: true });
});

interface Ran { code: number; out: string; err: string }

/** The command line, with what is typed, or what a terminal does about each prompt. */
async function run(args: string[], stdin: string[] | Readable = [], environment: Record<string, string> = {}): Promise<Ran> {
  let [out, err] = ['', ''];
  const real = Object.getOwnPropertyDescriptor(process, 'stdin')!;
  const input = Array.isArray(stdin) ? Readable.from(stdin.map(line => `${line}\n`)) : stdin;
  Object.defineProperty(process, 'stdin', { value: input, configurable: true });
  const stdout = jest.spyOn(process.stdout, 'write').mockImplementation(text => { out += text; return true; });
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation(text => {
    err += text;
    input.emit('shown', String(text));
    return true;
  });
  Object.assign(process.env, environment);
  try {
    return { code: await main(['token', ...args]), out, err };
  } finally {
    for (const name of Object.keys(environment)) delete process.env[name];
    stdout.mockRestore();
    stderr.mockRestore();
    Object.defineProperty(process, 'stdin', real);
  }
}

interface Started { stand: Stand; args: string[]; file: string; line: any }

/** A local run of the photo template with these properties, and the arguments that lead there. */
async function start(props: Record<string, Record<string, unknown>> = {}): Promise<Started> {
  const template = withProps(props);
  const stand = await Stand.start(template);
  stands.push(stand);
  const [file, local] = [`${stands.length}.json`, `${stands.length}.local.json`].map(name => path.join(folder, name));
  const line = { ...startLine(stand.endpoint, stand.identity.directory), ...stand.pools.startLine };
  fs.writeFileSync(file, JSON.stringify(template));
  fs.writeFileSync(local, JSON.stringify(line));
  return { stand, args: [file, '--local', local], file, line };
}

/** The tokens of whoever has signed in. */
const person = ({ code, out, err }: Ran) => {
  expect({ code, err }).toMatchObject({ code: 0 });
  return claimsOf(JSON.parse(out).idToken).email;
};

describe('somebody with a password', () => {
  let at: Started;
  const token = (more: string[], ...rest: [(string[] | Readable)?, Record<string, string>?]) =>
    run([...at.args, '--user', 'ann@example.org', ...more], ...rest);
  beforeAll(async () => {
    at = await start({ Partners: { CognitoIdentityProviders: [] } });
    await at.stand.join('ann@example.org');
  });

  test.each(['Mobile', 'Web'])('gets tokens through a client that lets them prove it, or send it: %s', async client => {
    const ran = await token(['--client', client], [PASSWORD]);
    expect(person(ran)).toBe('ann@example.org');
    const printed = JSON.parse(ran.out);
    expect(claimsOf(printed.idToken).aud).toBe(at.stand.clientId(client));
    expect(Date.parse(printed.expiration)).toBeGreaterThan(Date.now());
    expect(Object.keys(printed)).toEqual(['idToken', 'accessToken', 'refreshToken', 'expiration']);
  });

  test('gives it in the environment, and nothing is read then', async () => {
    expect(person(await token(['--client', 'Web'], [], { CDK_COGNITO_AUTH_PASSWORD: PASSWORD }))).toBe('ann@example.org');
  });

  test('types it at a terminal, which does not show it', async () => {
    const terminal = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
    terminal.on('shown', text => { if (text === 'Password of ann@example.org: ') setImmediate(() => terminal.write(`${PASSWORD}\r`)); });
    const ran = await token(['--client', 'Mobile'], terminal);
    expect(person(ran)).toBe('ann@example.org');
    expect(ran.err).toBe('Password of ann@example.org: \n');
  });

  test('fails when the terminal is left without an answer', async () => {
    const terminal = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
    terminal.on('shown', text => { if (text.startsWith('Password')) setImmediate(() => terminal.write('\x03')); });
    expect(await token(['--client', 'Web'], terminal)).toMatchObject({ code: 2, out: '' });
  });

  test('fails without a password, and names the three places where it may come from', async () => {
    expect(await token(['--client', 'Web'])).toMatchObject({
      code: 2,
      err: expect.stringContaining("no answer to 'Password of ann@example.org': type it at a terminal, or give it as a line of "
        + 'standard input, or in CDK_COGNITO_AUTH_PASSWORD'),
    });
  });

  test.each(['Mobile', 'Web'])('with a wrong one is refused in the words of the service: %s', async client => {
    expect(await token(['--client', client], ['Wrong-horse-battery-9'])).toEqual({
      code: 1, out: '', err: 'cdk-cognito-auth: NotAuthorizedException: Incorrect username or password.\n',
    });
  });

  test('gets the credentials of their role for a shell, for the SDKs, or with the tokens', async () => {
    const whoIs = (accessKeyId: string, secretAccessKey: string, sessionToken: string) =>
      at.stand.identity.whoIs({ accessKeyId, secretAccessKey, sessionToken });
    const shell = await token(['--client', 'Web', '--credentials', '--format', 'env'], [PASSWORD]);
    const [id, secret, session] = [...shell.out.matchAll(/^export AWS_[A-Z_]+='([^']+)'$/gm)].map(([, value]) => value);
    expect(await whoIs(id, secret, session)).toContain('assumed-role/UserRole');
    const process = JSON.parse((await token(['--client', 'Web', '--format', 'credential-process'], [PASSWORD])).out);
    expect(process).toMatchObject({ Version: 1, Expiration: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) });
    expect(await whoIs(process.AccessKeyId, process.SecretAccessKey, process.SessionToken)).toContain('assumed-role/UserRole');
    const { idToken, credentials } = JSON.parse((await token(['--client', 'Web', '--credentials'], [PASSWORD])).out);
    expect(claimsOf(idToken).email).toBe('ann@example.org');
    expect(credentials.identityId).toMatch(/^us-east-1:/);
  });

  test('gets the tokens for a shell', async () => {
    const { out } = await token(['--client', 'Web', '--format', 'env'], [PASSWORD]);
    expect(out).toMatch(/^(export COGNITO_(ID|ACCESS|REFRESH)_TOKEN='[\w.-]+'\n){3}$/);
  });

  test('asks for one of the roles of their groups, and for none of somebody else', async () => {
    const membership = { UserPoolId: at.stand.poolId, Username: 'ann@example.org', GroupName: 'curators' };
    await at.stand.client.send(new AdminAddUserToGroupCommand(membership));
    const as = (role: string) => token(['--client', 'Web', '--credentials', '--role', at.line.roles[role]], [PASSWORD]);
    const { accessKeyId, secretAccessKey, sessionToken } = JSON.parse((await as('CuratorRole')).out).credentials;
    expect(await at.stand.identity.whoIs({ accessKeyId, secretAccessKey, sessionToken })).toContain('assumed-role/CuratorRole');
    expect(await as('AdminRole')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('NotAuthorizedException') });
  });
});

describe('somebody whom the pool asks for more', () => {
  test('a code of the authenticator app: set up at the first sign-in, and asked for at the next', async () => {
    const { stand, args } = await start({ Pool: { MfaConfiguration: 'ON' }, Web: { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] } });
    await stand.join('ann@example.org');
    let app: TOTP | undefined;
    const terminal = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
    terminal.on('shown', text => {
      app = /authenticator app: (\w+)\n/.test(text) ? new TOTP({ secret: /: (\w+)\n/.exec(text)![1] }) : app;
      if (text.startsWith('Password')) setImmediate(() => terminal.write(`${PASSWORD}\r`));
      if (text.startsWith('Code of')) setImmediate(() => terminal.write(`${app!.generate()}\r`));
    });
    const user = [...args, '--client', 'Web', '--user', 'ann@example.org'];
    expect(person(await run(user, terminal))).toBe('ann@example.org');
    const ahead = () => app!.generate({ timestamp: Date.now() + 30_000 });
    expect(person(await run(user, [PASSWORD, ahead()]))).toBe('ann@example.org');
    expect(await run(user, [PASSWORD, '000000'])).toMatchObject({ code: 1, err: expect.stringContaining('CodeMismatchException') });
    expect(await run(user, [PASSWORD]))
      .toMatchObject({ code: 2, err: expect.stringContaining("no answer to 'Code of the authenticator app'") });
  });

  test('a new password, after an administrator chose the first', async () => {
    const { stand, args } = await start();
    await stand.client.send(new AdminCreateUserCommand({
      UserPoolId: stand.poolId,
      Username: 'bob@example.org',
      TemporaryPassword: 'Temporary-horse-9',
      MessageAction: 'SUPPRESS',
      UserAttributes: [{ Name: 'email', Value: 'bob@example.org' }],
    }));
    const user = [...args, '--client', 'Mobile', '--user', 'bob@example.org'];
    expect(await run(user, ['Temporary-horse-9', 'short']))
      .toMatchObject({ code: 1, err: expect.stringContaining('InvalidPasswordException') });
    expect(person(await run(user, ['Temporary-horse-9'], { CDK_COGNITO_AUTH_NEW_PASSWORD: PASSWORD }))).toBe('bob@example.org');
    expect(person(await run(user, [PASSWORD]))).toBe('bob@example.org');
  });

  test('the code in a mail, where the pool has no passwords; by SRP where it has both', async () => {
    const flows = { Web: { ExplicitAuthFlows: ['ALLOW_USER_AUTH'] } };
    for (const [factors, needs] of [[['EMAIL_OTP'], 'code'], [['PASSWORD', 'EMAIL_OTP'], 'password']] as const) {
      const { stand, args } = await start({ Pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: factors } } }, ...flows });
      await stand.join('ann@example.org');
      const terminal = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
      terminal.on('shown', text => {
        if (text.startsWith('Code of the mail')) void stand.code('ann@example.org').then(code => terminal.write(`${code}\r`));
        if (text.startsWith('Password')) setImmediate(() => terminal.write(`${PASSWORD}\r`));
      });
      const ran = await run([...args, '--client', 'Web', '--user', 'ann@example.org'], terminal);
      expect(person(ran)).toBe('ann@example.org');
      expect(ran.err).toContain(needs === 'code' ? 'Code of the mail' : 'Password of');
    }
  });
});

test('a client with a secret shows it, from the local run or from the environment', async () => {
  const { stand, args, line } = await start({ Web: { GenerateSecret: true } });
  await stand.client.send(new AdminCreateUserCommand({
    UserPoolId: stand.poolId,
    Username: 'ann@example.org',
    TemporaryPassword: PASSWORD,
    MessageAction: 'SUPPRESS',
    UserAttributes: [{ Name: 'email', Value: 'ann@example.org' }],
  }));
  const user = [...args, '--client', 'Web', '--user', 'ann@example.org'];
  expect(person(await run(user, [PASSWORD, 'Another-horse-battery-9']))).toBe('ann@example.org');
  const inEnvironment = { CDK_COGNITO_AUTH_CLIENT_SECRET: line.clientSecrets.Web };
  expect(person(await run(user, ['Another-horse-battery-9'], inEnvironment))).toBe('ann@example.org');
  expect(await run(user, ['Another-horse-battery-9'], { CDK_COGNITO_AUTH_CLIENT_SECRET: 'guessed' }))
    .toMatchObject({ code: 1, err: expect.stringContaining('secret hash') });
});

describe('what leads nowhere', () => {
  let at: Started;
  beforeAll(async () => {
    at = await start({
      Web: {
        ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
        AllowedOAuthFlows: ['code'],
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthScopes: ['openid'],
      },
      Other: { GenerateSecret: true },
    });
  });
  const ids = ['--id', 'Pool=us-east-1_Abc123', '--id', 'Mobile=abc123'];

  test.each<[string, () => string[], string]>([
    ['no --user', () => [...at.args], '--user is missing'],
    ['several clients', () => [...at.args, '--user', 'a'], 'choose one with --client: Mobile, Other'],
    ['a client whose people sign in elsewhere', () => [...at.args, '--user', 'a', '--client', 'Web'],
      'Web lets nobody sign in by password here (it allows ALLOW_REFRESH_TOKEN_AUTH): choose a client'],
    ['a secret that nobody gave', () => [at.file, '--user', 'a', '--client', 'Other', ...ids, '--id', 'Other=abc123'],
      'Other has a secret: give it in CDK_COGNITO_AUTH_CLIENT_SECRET'],
    ['ids that nobody gave', () => [at.file, '--user', 'a', '--client', 'Mobile', '--credentials'],
      'the id of Mobile and Pool and Photos is not known: add auth.clientConfig.addOutputs()'],
    ['a client that no identity pool knows', () => [...at.args, '--user', 'a', '--client', 'Other', '--credentials'],
      'leads to no credentials'],
    ['a role without credentials', () => [at.file, ...ids, '--user', 'a', '--role', 'x'], '--role goes with --credentials'],
    ['a password on the command line', () => [...at.args, '--user', 'a', '--password', 'x'], "unknown option '--password'"],
  ])('fails on %s', async (_, args, message) => {
    expect(await run(args(), ['unused'])).toMatchObject({ code: 2, out: '', err: expect.stringContaining(message) });
  });

  const atEndpoint = (endpoint: string) => {
    const local = path.join(folder, 'elsewhere.json');
    const userPools = Object.fromEntries(Object.entries<any>(at.line.userPools).map(([name, pool]) => [name, { ...pool, endpoint }]));
    fs.writeFileSync(local, JSON.stringify({ ...at.line, userPools }));
    return run([at.file, '--local', local, '--user', 'a', '--client', 'Mobile'], ['x']);
  };

  test('fails on an endpoint where others could read along, before anything is sent', async () => {
    expect(await atEndpoint('http://cognito.example.org'))
      .toMatchObject({ code: 2, err: expect.stringContaining('is neither https nor on this machine') });
  });

  test('fails where nobody answers', async () => {
    expect(await atEndpoint('http://127.0.0.1:1'))
      .toMatchObject({ code: 2, err: expect.stringContaining('InitiateAuth: no answer from http://127.0.0.1:1') });
  });

  describe('of a service', () => {
    let server: Server;
    let answer: object;
    beforeAll(done => {
      server = createServer((_request, response) => response.end(JSON.stringify(answer))).listen(0, '127.0.0.1', done);
    });
    afterAll(done => { server.close(done); });
    const challenge = (ChallengeName: string, more: object = {}) => ({ ChallengeName, ChallengeParameters: {}, Session: 's', ...more });

    test.each<[string, object, string]>([
      ['asks for a puzzle of its own', challenge('CUSTOM_CHALLENGE'), "asks for CUSTOM_CHALLENGE, which can't be answered here"],
      ['takes passkeys only', challenge('SELECT_CHALLENGE', { AvailableChallenges: ['WEB_AUTHN'] }),
        "offers WEB_AUTHN, which can't be used here"],
      ['has no first factor', challenge('SELECT_CHALLENGE'), 'offers no first factor'],
      ['has no second factor that is known', challenge('SELECT_MFA_TYPE', { ChallengeParameters: { MFAS_CAN_CHOOSE: '["WEB_AUTHN"]' } }),
        'offers WEB_AUTHN'],
      ['sets up second factors by SMS only', challenge('MFA_SETUP', { ChallengeParameters: { MFAS_CAN_SETUP: '["SMS_MFA"]' } }),
        'has to be set up first (SMS_MFA)'],
      ['never ends', challenge('SMS_MFA'), 'asks for more than 8 things, the last being SMS_MFA'],
    ])('fails when it %s', async (_, given, message) => {
      answer = given;
      const { port } = server.address() as AddressInfo;
      const codes = Array.from({ length: 9 }, () => '123456');
      const local = path.join(folder, 'odd.json');
      const userPools = { Pool: { ...at.line.userPools.Pool, endpoint: `http://127.0.0.1:${port}` } };
      fs.writeFileSync(local, JSON.stringify({ ...at.line, userPools }));
      expect(await run([at.file, '--local', local, '--user', 'a', '--client', 'Mobile'], codes))
        .toMatchObject({ code: 2, err: expect.stringContaining(message) });
    });
  });
});

test.each([
  ['eu-central-1', 'https://cognito-identity.eu-central-1.amazonaws.com/'],
  ['us-gov-west-1', 'https://cognito-identity.us-gov-west-1.amazonaws.com/'],
  ['cn-north-1', 'https://cognito-identity.cn-north-1.amazonaws.com.cn/'],
  ['eusc-de-east-1', 'https://cognito-identity.eusc-de-east-1.amazonaws.eu/'],
])('asks the service of its partition, in %s', (region, endpoint) => {
  expect(regional('cognito-identity', region)).toBe(endpoint);
});
