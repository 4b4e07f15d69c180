import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { scenario } from './scenario';
import { AppClient, CognitoAuth, LoginPages, UserMigration } from '../src';

const PASSWORD = 'Correct-horse-battery-9';

let auth: CognitoAuth;
const test = scenario('People', stack => {
  const oldDirectory = new lambda.Function(stack, 'OldDirectory', {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline(`exports.handler = async event => {
  if (event.userName !== 'grace@example.com' || event.request.password !== '${PASSWORD}') throw new Error('unknown');
  event.response = {
    userAttributes: { email: event.userName, email_verified: 'true' }, finalUserStatus: 'CONFIRMED', messageAction: 'SUPPRESS',
  };
  return event;
};`),
  });
  auth = new CognitoAuth(stack, 'Auth', {
    removalPolicy: RemovalPolicy.DESTROY,
    loginPages: LoginPages.prefix(),
    client: AppClient.browser({ callbackUrls: ['https://app.example.com/'] }),
    migration: UserMigration.atSignIn(oldDirectory),
    sessions: { maxPerUser: 5, ssoReuse: Duration.hours(8) },
  });
  // nobody reads the mail of example.com
  auth.inviteAdministrator('ada@example.com', { groups: [auth.addGroup('admins', { precedence: 0 })], sendInvitation: false });
  const operator = new iam.Role(stack, 'Operator', { assumedBy: new iam.AccountRootPrincipal() });
  auth.grants.importUsers(operator);
  auth.grants.manageSessions(operator);
  auth.importRole.grantPassRole(operator);
});

const call = (command: string, parameters: object) =>
  test.assertions.awsApiCall('@aws-sdk/client-cognito-identity-provider', `${command}Command`, parameters);
const [UserPoolId, Username] = [auth!.userPool.userPoolId, 'grace@example.com'];
call('AdminListGroupsForUser', { UserPoolId, Username: 'ada@example.com' })
  .expect(ExpectedResult.objectLike({ Groups: [{ GroupName: 'admins' }] }));
// who comes with the password of the old directory is there afterwards
call('InitiateAuth', {
  ClientId: auth!.client.userPoolClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: Username, PASSWORD },
})
  .next(call('AdminGetUser', { UserPoolId, Username }).expect(ExpectedResult.objectLike({ UserStatus: 'CONFIRMED' })));
