import { ExpectedResult, IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AppClient, AppIdentityPool, CognitoAuth, ExistingIdentityPool, ExistingUserPool } from '../src';

const PREFIX = '/cdk-cognito-auth/integ';

const app = new App();
const first = new Stack(app, 'ExistingPoolFirst');
const auth = new CognitoAuth(first, 'Auth', { removalPolicy: RemovalPolicy.DESTROY });
auth.addGroup('admins', { precedence: 0 });
auth.handOver(PREFIX);

const second = new Stack(app, 'ExistingPoolSecond');
second.addDependency(first);
const users = ExistingUserPool.fromParameters(second, 'Users', PREFIX);
const identities = new AppIdentityPool(second, 'Identities', { removalPolicy: RemovalPolicy.DESTROY });
identities.addUserPool(users.userPool, users.addClient('Reports', AppClient.browser()));
const editors = identities.addGroup(users.userPool, 'editors', { precedence: 10 });

const reports = new s3.Bucket(second, 'Reports', { removalPolicy: RemovalPolicy.DESTROY });
identities.authenticated.grantReadPrefix(reports, 'published');
reports.grantReadWrite(editors);
const others = ExistingIdentityPool.fromParameters(second, 'PeopleOfTheFirst', PREFIX, { groups: ['admins'] });
others.authenticated.grantOwnObjects(reports, { prefix: 'private' });
reports.grantReadWrite(others.group('admins'));

const test = new IntegTest(app, 'ExistingPoolTest', { testCases: [first, second] });
test.assertions
  .awsApiCall('@aws-sdk/client-cognito-identity', 'GetIdentityPoolRolesCommand', { IdentityPoolId: identities.identityPoolId })
  .expect(ExpectedResult.objectLike({ Roles: { authenticated: identities.authenticated.roleArn } }));
