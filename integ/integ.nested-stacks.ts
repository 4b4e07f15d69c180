import { ExpectedResult, IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, NestedStack, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Claim, CognitoAuth, CustomAttribute, RoleRule } from '../src';

// Who signs in and what they get to are nested stacks of one; another stack has more of it. Grants are made before and after the group.
const app = new App();
const whole = new Stack(app, 'NestedStacks');
const identity = new NestedStack(whole, 'Identity');
const storage = new NestedStack(whole, 'Storage');
const orders = new Stack(app, 'NestedStacksOrders');

const bucket = new s3.Bucket(storage, 'Bucket', { removalPolicy: RemovalPolicy.DESTROY });
const table = new dynamodb.Table(orders, 'Table', {
  partitionKey: { name: 'owner', type: dynamodb.AttributeType.STRING }, removalPolicy: RemovalPolicy.DESTROY,
});

const auth = new CognitoAuth(identity, 'Auth', {
  removalPolicy: RemovalPolicy.DESTROY,
  guestAccess: true,
  attributes: { custom: { plan: CustomAttribute.text({ maxLength: 16 }) } },
});
auth.guests.grantReadPrefix(bucket, 'public');
auth.authenticated.grantOwnObjects(bucket, { prefix: 'private' });
auth.authenticated.grantOwnItems(table);
const curators = auth.addGroup('curators', { precedence: 1 });
bucket.grantReadWrite(curators, 'public/*');
const gold = auth.addRule('Gold', RoleRule.equalTo(Claim.customAttribute('plan'), 'gold'));
table.grantReadData(gold);

const test = new IntegTest(app, 'NestedStacksTest', { testCases: [whole, orders] });
test.assertions
  .awsApiCall('@aws-sdk/client-cognito-identity', 'GetIdentityPoolRolesCommand', { IdentityPoolId: auth.identityPool.identityPoolId })
  .expect(ExpectedResult.objectLike({ Roles: { authenticated: auth.authenticated.roleArn } }));
