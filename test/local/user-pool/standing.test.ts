import { spawn } from 'child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { AdminAddUserToGroupCommand, CognitoIdentityProviderClient, SignUpCommand } from '@aws-sdk/client-cognito-identity-provider';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { claimsOf, PASSWORD, Stand, withProps } from './stand';
import { Emulator, EMULATOR } from '../../../src/local/user-pool/emulator/emulator';
import { KeptStores } from '../../../src/local/user-pool/emulator/kept-stores';
import { photoTemplate } from '../fixture';

const MAIN = "require('./src/cli/main').main(process.argv.slice(1)).then(code => { process.exitCode = code; })";
const FLOWS = { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] };

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'standing-')); });
afterAll(() => rmSync(folder, { recursive: true }));

test('people, groups and sign-ins outlive the process with a state file, and so do the keys of the tokens', async () => {
  const entries: object[] = [];
  const journal = { append: (entry: object) => { entries.push(JSON.parse(JSON.stringify(entry))); }, close: () => undefined };
  const start = () => Stand.start(withProps({ Web: FLOWS }), { state: { journal, entries: [...entries] } });
  const before = await start();
  const email = await before.join('ann@example.org');
  await before.client.send(new AdminAddUserToGroupCommand({ UserPoolId: before.poolId, Username: email, GroupName: 'admins' }));
  const { RefreshToken, IdToken } = await before.signIn(email);
  const keys = before.pools.parts.tokens.jwks;
  await before.stop();
  const after = await start();
  expect([after.poolId, after.clientId(), after.pools.parts.tokens.jwks]).toEqual([before.poolId, before.clientId(), keys]);
  const renewed = await after.initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: RefreshToken });
  expect(claimsOf(renewed.AuthenticationResult!.IdToken!)).toMatchObject({ 'sub': claimsOf(IdToken).sub, 'cognito:groups': ['admins'] });
  await expect(after.signIn(email)).resolves.toHaveProperty('IdToken');
  await after.stop();
});

test('tokens may name the service itself, and are logins all the same', async () => {
  const issuer = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Local0001';
  const stand = await Stand.start(withProps({ Web: FLOWS }), { issuers: { Pool: issuer }, clientIds: { Web: 'web123' } });
  const { IdToken } = await stand.signIn(await stand.join('ann@example.org'));
  const verifier = CognitoJwtVerifier.create({ userPoolId: 'us-east-1_Local0001', tokenUse: 'id', clientId: 'web123' });
  verifier.cacheJwks(await (await fetch(`${stand.endpoint}/us-east-1_Local0001/.well-known/jwks.json`)).json() as any);
  await expect(verifier.verify(IdToken)).resolves.toHaveProperty('iss', issuer);
  await expect(stand.identity.enter({ 'cognito-idp.us-east-1.amazonaws.com/us-east-1_Local0001': IdToken }))
    .resolves.toHaveProperty('identityId');
  await stand.stop();
});

test('without the emulator, or with another version of it, the line that installs it is told', () => {
  const find = (project: string) => () => Emulator.find(new KeptStores(), {} as any, [join(folder, project)]);
  expect(find('without'))
    .toThrow(`--user-pool needs cognito-local, which is not installed here: npm install --save-dev cognito-local@${EMULATOR.version}`);
  mkdirSync(join(folder, 'other/node_modules/cognito-local'), { recursive: true });
  writeFileSync(join(folder, 'other/node_modules/cognito-local/package.json'), '{"name":"cognito-local","version":"1.0.0"}');
  expect(find('other')).toThrow(`--user-pool needs cognito-local ${EMULATOR.version}, and 1.0.0 is installed here: npm install`);
});

test('serve --user-pool says all that a client needs in its first line', async () => {
  const template = join(folder, 'photos.template.json');
  writeFileSync(template, JSON.stringify(photoTemplate()));
  const child = spawn(process.execPath, [
    '-r', 'ts-node/register/transpile-only', '-e', MAIN, '--', 'serve', template, '--user-pool', '--port', '0',
  ], {
    cwd: resolve(__dirname, '../../..'), stdio: ['ignore', 'pipe', 'ignore'],
  });
  const line = await new Promise<any>(done => {
    let text = '';
    child.stdout.on('data', data => {
      text += data;
      if (text.includes('\n')) done(JSON.parse(text.split('\n')[0]));
    });
  });
  const { id, issuer, endpoint } = line.userPools.Pool;
  expect([issuer, endpoint, line.messages]).toEqual([`${line.endpoint}/${id}`, line.endpoint, `${line.endpoint}/_local/messages`]);
  expect(Object.keys(line.clients)).toEqual(expect.arrayContaining(['Web', 'Mobile']));
  expect(line.clientConfig.Web.Auth.Cognito)
    .toMatchObject({ userPoolId: id, userPoolClientId: line.clients.Web, userPoolEndpoint: endpoint });
  const client = new CognitoIdentityProviderClient({
    endpoint, region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  await expect(client.send(new SignUpCommand({ ClientId: line.clients.Web, Username: 'ann@example.org', Password: PASSWORD })))
    .resolves.toHaveProperty('UserSub');
  client.destroy();
  const ended = new Promise(done => child.once('exit', done));
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
}, 60_000);
