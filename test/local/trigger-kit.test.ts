import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { AdminGetUserCommand, AdminListGroupsForUserCommand, ConfirmSignUpCommand, SignUpCommand } from '@aws-sdk/client-cognito-identity-provider';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { refusal } from './harness';
import { LocalUserPools, startLocalUserPools } from '../../scripts/local-user-pool';
import { AppClient, CognitoAuth, TriggerKit } from '../../src';
import { AccessModel } from '../../src/access-model';

let folder: string;
let pools: LocalUserPools;
let ClientId: string;
let UserPoolId: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trigger-kit-'));
  const stack = new Stack(new App(), 'Stack');
  const auth = new CognitoAuth(stack, 'Auth', { selfSignUp: true, client: AppClient.browser({ userPasswordAuth: true }) });
  auth.addGroup('members');
  auth.addTrigger(TriggerKit.preSignUp({ emailDomains: ['example.com'], linkAccountsOf: ['Google'] }));
  auth.addTrigger(TriggerKit.postConfirmation({ group: 'members' }));
  const file = join(folder, 'stack.template.json');
  writeFileSync(file, JSON.stringify(Template.fromStack(stack).toJSON()));
  pools = await startLocalUserPools(AccessModel.fromFile(file), file);
  [ClientId] = Object.values(pools.clientIds);
  [UserPoolId] = Object.values(pools.poolIds);
});
afterAll(async () => {
  await pools?.stop();
  rmSync(folder, { recursive: true });
});

const signUp = (Username: string) => pools.client.send(new SignUpCommand({
  ClientId, Username, Password: 'Correct-horse-battery-9', UserAttributes: [{ Name: 'email', Value: Username }],
}));
const groupsOf = async (address: string) => {
  // the emulator finds memberships by the user name that it made, not by the address
  const { Username } = await pools.client.send(new AdminGetUserCommand({ UserPoolId, Username: address }));
  const { Groups } = await pools.client.send(new AdminListGroupsForUserCommand({ UserPoolId, Username }));
  return Groups!.map(({ GroupName }) => GroupName);
};

test('the functions of the kit run: who has an address of the domain gets in, and into the group once confirmed', async () => {
  await signUp('ann@example.com');
  expect(await groupsOf('ann@example.com')).toEqual([]);
  await pools.client.send(new ConfirmSignUpCommand({ ClientId, Username: 'ann@example.com', ConfirmationCode: pools.code }));
  expect(await groupsOf('ann@example.com')).toEqual(['members']);
});

test('and who has another does not', async () => {
  const refused = await refusal(signUp('mallory@example.com.evil.example'));
  expect([refused.name, refused.message]).toEqual(['UserLambdaValidationException', expect.stringContaining('This e-mail address may not sign up.')]);
});
