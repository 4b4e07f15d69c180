import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy } from 'aws-cdk-lib';
import { scenario } from './scenario';
import { AppClient, CognitoAuth, CustomAttribute, TriggerKit } from '../src';

let auth: CognitoAuth;
const test = scenario('TriggerKit', stack => {
  auth = new CognitoAuth(stack, 'Auth', {
    removalPolicy: RemovalPolicy.DESTROY,
    selfSignUp: true,
    attributes: { custom: { plan: CustomAttribute.text() } },
    client: AppClient.browser({ writeAttributes: ['email'] }),
  });
  auth.addGroup('members');
  auth.addTrigger(TriggerKit.preSignUp({ emailDomains: ['example.com'] }));
  auth.addTrigger(TriggerKit.postConfirmation({ group: 'members' }));
  auth.addTrigger(TriggerKit.preTokenGeneration({ claims: { plan: 'custom:plan' } }));
});

const [UserPoolId, Username] = [auth!.userPool.userPoolId, 'ann@example.com'];
const call = (command: string, parameters: object) =>
  test.assertions.awsApiCall('@aws-sdk/client-cognito-identity-provider', `${command}Command`, parameters);
// example.com is a domain that nobody reads mail of: an administrator confirms, and the trigger runs as it does for a code
call('SignUp', { ClientId: auth!.client.userPoolClientId, Username, Password: 'Correct-horse-battery-9' })
  .next(call('AdminConfirmSignUp', { UserPoolId, Username }))
  .next(call('AdminListGroupsForUser', { UserPoolId, Username }).expect(ExpectedResult.objectLike({ Groups: [{ GroupName: 'members' }] })));
