import { AdminUpdateUserAttributesCommand } from '@aws-sdk/client-cognito-identity-provider';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { claimsOf, Stand } from './stand';
import { AppClient, CognitoAuth, CustomAttribute, TriggerKit } from '../../../src';
import { refusal } from '../harness';

let stand: Stand;
let client: string;
beforeAll(async () => {
  const stack = new Stack(new App(), 'Stack');
  const auth = new CognitoAuth(stack, 'Auth', {
    selfSignUp: true, client: AppClient.browser({ userPasswordAuth: true }), attributes: { custom: { plan: CustomAttribute.text() } },
  });
  auth.addGroup('members');
  auth.addTrigger(TriggerKit.preSignUp({ emailDomains: ['example.com'], linkAccountsOf: ['Google'] }));
  auth.addTrigger(TriggerKit.postConfirmation({ group: 'members' }));
  auth.addTrigger(TriggerKit.preTokenGeneration({ claims: { plan: 'custom:plan' } }));
  stand = await Stand.start(Template.fromStack(stack).toJSON());
  [client] = Object.keys(stand.pools.clientIds);
});
afterAll(() => stand?.stop());

const attributes = (email: string) => ({ UserAttributes: [{ Name: 'email', Value: email }] });

test('the functions of the kit run: who has an address of the domain is a member once confirmed, '
  + 'and has the claim with the attribute', async () => {
  const email = 'ann@example.com';
  await stand.signUp(email, attributes(email), client);
  await stand.confirm(email, await stand.code(email), client);
  const first = await stand.signIn(email, client);
  expect(claimsOf(first.IdToken)['cognito:groups']).toEqual(['members']);
  expect(claimsOf(first.AccessToken).plan).toBeUndefined();
  await stand.client.send(new AdminUpdateUserAttributesCommand({
    UserPoolId: stand.poolId, Username: email, UserAttributes: [{ Name: 'custom:plan', Value: 'gold' }],
  }));
  const second = await stand.signIn(email, client);
  expect([second.IdToken, second.AccessToken].map(token => claimsOf(token).plan)).toEqual(['gold', 'gold']);
});

test('and who has another address does not get in', async () => {
  const email = 'mallory@example.com.evil.example';
  const refused = await refusal(stand.signUp(email, attributes(email), client));
  expect([refused.name, refused.message])
    .toEqual(['UserLambdaValidationException', expect.stringContaining('This e-mail address may not sign up.')]);
});
