import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { main } from '../../src/cli/main';
import { template } from '../access-model/fixture';

jest.setTimeout(60_000);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'serve-users-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));
afterEach(() => jest.restoreAllMocks());

const file = path.join(folder, 'App.json');
const provider = (client: string) => ({ ClientId: { Ref: client }, ProviderName: { 'Fn::GetAtt': ['Users', 'ProviderName'] } });
fs.writeFileSync(file, JSON.stringify(template({
  pool: { CognitoIdentityProviders: [provider('Web'), provider('Server')] },
  resources: { Server: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Users' }, GenerateSecret: true } } },
})));

/** The first line of a run, and what a look at it while it runs came to; then it is ended. */
async function served<T>(args: string[], look: (line: any) => Promise<T> | T, from = file): Promise<{ line: any; looked: T }> {
  const printed = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const logged = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const ended = main(['serve', from, ...args]);
  let code: number | undefined;
  void ended.then(given => { code = given; });
  while (printed.mock.calls.length === 0 && code === undefined) await new Promise(done => setTimeout(done, 20));
  try {
    if (code !== undefined) throw new Error(logged.mock.calls.join());
    const line = JSON.parse(String(printed.mock.calls[0][0]));
    return { line, looked: await look(line) };
  } finally {
    if (code === undefined) process.emit('SIGTERM');
    expect(await ended).toBe(0);
    jest.restoreAllMocks();
  }
}

const keysOf = async ({ endpoint, userPools }: any) => {
  const [id] = Object.values<any>(userPools).map(pool => pool.id ?? pool.issuer?.split('/').at(-1) ?? pool);
  return (await fetch(`${endpoint}/${id}/.well-known/jwks.json`)).status;
};

test.each<[string, string[], RegExp]>([
  ['of this machine', [], /^http:\/\/127\.0\.0\.1:\d+$/],
  ['that is named', ['--host', '127.0.0.1'], /^http:\/\/127\.0\.0\.1:\d+$/],
  ['of the other family', ['--host', '::1'], /^http:\/\/\[::1\]:\d+$/],
])('user pools are served at a free port, at the address %s', async (_, args, endpoint) => {
  const { line, looked } = await served(['--user-pool', '--port', '0', ...args], keysOf);
  expect(line.endpoint).toMatch(endpoint);
  expect(new URL(line.endpoint).port).not.toBe('0');
  expect(looked).toBe(200);
});

test('clients with a secret are in no configuration of a browser', async () => {
  const { line } = await served(['--user-pool', '--port', '0'], () => undefined);
  expect(Object.keys(line.clients).map(name => name.split('/').at(-1))).toEqual(['Web', 'Server']);
  expect(Object.keys(line.clientConfig).map(name => name.split('/').at(-1))).toEqual(['Web']);
});

test('what the state keeps is there at the next start', async () => {
  const state = path.join(folder, 'state.json');
  const pools = ({ userPools, clients }: any) => ({ userPools: Object.keys(userPools), clients });
  const first = await served(['--user-pool', '--port', '0', '--state', state], pools);
  expect(fs.existsSync(state)).toBe(true);
  const second = await served(['--user-pool', '--port', '0', '--state', state], pools);
  expect(second.looked).toEqual(first.looked);
});

test('a user pool without an identity pool is served, and configures a browser without one', async () => {
  const alone = path.join(folder, 'Alone.json');
  fs.writeFileSync(alone, JSON.stringify({
    Resources: {
      Users: { Type: 'AWS::Cognito::UserPool' },
      Web: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Users' } } },
    },
  }));
  const { line, looked } = await served(['--user-pool', '--port', '0'], keysOf, alone);
  expect([looked, Object.keys(line.clients), line.identityPools]).toEqual([200, ['Web'], {}]);
  const { Auth: { Cognito } } = line.clientConfig.Web;
  expect(Cognito).toMatchObject({ userPoolClientId: line.clients.Web, userPoolEndpoint: line.endpoint });
  expect(Cognito).not.toHaveProperty('identityPoolId');
});

test('a user pool that is made elsewhere is not served, but named, wherever its tokens are said to come from', async () => {
  const from = path.join(folder, 'Elsewhere.json');
  const id = 'eu-west-1_Elsewhere';
  fs.writeFileSync(from, JSON.stringify({
    Resources: {
      Web: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: id } },
      Admins: { Type: 'AWS::Cognito::UserPoolGroup', Properties: { UserPoolId: id, GroupName: 'admins' } },
      Identities: {
        Type: 'AWS::Cognito::IdentityPool',
        Properties: {
          AllowUnauthenticatedIdentities: false,
          CognitoIdentityProviders: [{ ClientId: { Ref: 'Web' }, ProviderName: `cognito-idp.eu-west-1.amazonaws.com/${id}` }],
        },
      },
    },
  }));
  const issuer = `http://127.0.0.1:9999/${id}`;
  const args = ['--user-pool', '--port', '0', '--issuer', `${id}=${issuer}`, '--client', 'Web=web123'];
  const { line } = await served(args, () => undefined, from);
  expect([line.userPools, line.clients]).toEqual([{ [id]: { id, issuer, endpoint: 'http://127.0.0.1:9999' } }, { Web: 'web123' }]);
  expect(line.clientConfig.Web.Auth.Cognito).toMatchObject({ userPoolId: id, userPoolClientId: 'web123' });
});
