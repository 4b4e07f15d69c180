import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import {
  AdminAddUserToGroupCommand, ConfirmSignUpCommand, DescribeUserPoolClientCommand, InitiateAuthCommand, ListGroupsCommand, SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { photoTemplate } from './fixture';
import { Harness, refusal } from './harness';
import { LocalUserPools, startLocalUserPools } from '../../scripts/local-user-pool';
import { AccessModel } from '../../src/access-model';

const GATE = [
  'exports.handler = async event => {',
  '  if (event.request.userAttributes.email.endsWith(process.env.REFUSED)) throw new Error("not you");',
  '  return event;',
  '};',
].join('\n');

let folder: string;
let pools: LocalUserPools;
let local: Harness;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'user-pool-'));
  const template = photoTemplate();
  template.Resources.Pool.Properties.LambdaConfig = { PreSignUp: { 'Fn::GetAtt': ['Gate', 'Arn'] } };
  template.Resources.Pool.Properties.MfaConfiguration = 'ON';
  template.Resources.Gate = {
    Type: 'AWS::Lambda::Function',
    Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile: GATE }, Environment: { Variables: { REFUSED: '@refused.example' } } },
  };
  const file = join(folder, 'photos.template.json');
  writeFileSync(file, JSON.stringify(template));
  pools = await startLocalUserPools(AccessModel.fromFile(file), file);
  local = await Harness.start({ template, issuers: pools.issuers, clientIds: pools.clientIds });
});
afterAll(async () => {
  await local?.stop();
  await pools?.stop();
  rmSync(folder, { recursive: true });
});

const PASSWORD = 'Correct-horse-battery-9';
const signUp = (email: string) => pools.client.send(new SignUpCommand({ ClientId: pools.clientIds.Web, Username: email, Password: PASSWORD }));
const confirm = (email: string, code: string) => pools.client.send(new ConfirmSignUpCommand({
  ClientId: pools.clientIds.Web, Username: email, ConfirmationCode: code,
}));
const signIn = async (email: string, client = 'Web', password = PASSWORD) => (await pools.client.send(new InitiateAuthCommand({
  ClientId: pools.clientIds[client], AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: email, PASSWORD: password },
}))).AuthenticationResult!;

test('the pools, clients and groups of the template stand', async () => {
  const UserPoolId = pools.poolIds.Pool;
  const groups = await pools.client.send(new ListGroupsCommand({ UserPoolId }));
  expect(groups.Groups!.map(({ GroupName, Precedence }) => [GroupName, Precedence])).toEqual([['admins', 0], ['curators', 5]]);
  const web = await pools.client.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId: pools.clientIds.Web }));
  expect(web.UserPoolClient!.ExplicitAuthFlows).toEqual(['ALLOW_USER_PASSWORD_AUTH']);
  expect(Object.keys(pools.clientIds)).toEqual(['Web', 'Mobile', 'Other']);
});

test('what the emulator does not do is said, and only what the template asks for', () => {
  const said = pools.notDone.join();
  expect(said).toContain('ALLOW_USER_SRP_AUTH');
  expect(said).toContain('a pool that requires it is set up with optional MFA');
  expect(said).not.toMatch(/threat protection|domain|pre-token/);
});

test('its trigger runs: it refuses whom it should, and lets others in', async () => {
  expect((await refusal(signUp('mallory@refused.example'))).name).toBe('UserLambdaValidationException');
  await expect(signUp('ann@example.org')).resolves.toHaveProperty('UserConfirmed', false);
  expect(pools.invocations).toEqual(['Gate', 'Gate']);
});

test('nobody signs in unconfirmed, with a wrong code or a wrong password, and with the right ones they do', async () => {
  await signUp('bea@example.org');
  expect((await refusal(signIn('bea@example.org'))).name).toBe('UserNotConfirmedException');
  expect((await refusal(confirm('bea@example.org', '000000'))).name).toBe('CodeMismatchException');
  await confirm('bea@example.org', pools.code);
  expect((await refusal(signIn('bea@example.org', 'Web', 'wrong'))).name).not.toBe('UserNotConfirmedException');
  await expect(signIn('bea@example.org')).resolves.toHaveProperty('IdToken');
});

test('its tokens are logins of the identity pool, for the clients that are registered there', async () => {
  const email = 'cleo@example.org';
  await signUp(email);
  await confirm(email, pools.code);
  const enter = async (client: string) => local.enter({ [local.key]: (await signIn(email, client)).IdToken! });
  expect(await local.whoIs(await enter('Web'))).toContain('/UserRole/');
  expect((await refusal(enter('Other'))).message).toBe('Invalid login token. Incorrect token audience.');
  await pools.client.send(new AdminAddUserToGroupCommand({ UserPoolId: pools.poolIds.Pool, Username: email, GroupName: 'curators' }));
  expect(await local.whoIs(await enter('Web'))).toContain('/CuratorRole/');
});
