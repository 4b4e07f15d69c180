import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { expectRoles, scenario } from './scenario';
import { CognitoAuth } from '../src';

let auth: CognitoAuth;
const test = scenario('OwnData', stack => {
  auth = new CognitoAuth(stack, 'Auth', { removalPolicy: RemovalPolicy.DESTROY, guestAccess: true });
  const photos = new s3.Bucket(stack, 'Photos', { removalPolicy: RemovalPolicy.DESTROY });
  const notes = new dynamodb.TableV2(stack, 'Notes', {
    removalPolicy: RemovalPolicy.DESTROY,
    partitionKey: { name: 'owner', type: dynamodb.AttributeType.STRING },
    sortKey: { name: 'created', type: dynamodb.AttributeType.STRING },
  });
  auth.addGroup('admins', { precedence: 0 });
  auth.authenticated.grantOwnObjects(photos, { prefix: 'private' });
  auth.authenticated.grantOwnItems(notes, { separator: '#' });
  auth.authenticated.grantOwnTopics({ prefix: 'chats' });
  auth.guests.grantReadPrefix(photos, 'public');
});

expectRoles(test, auth!.identityPool, { Roles: { authenticated: auth!.authenticated.roleArn, unauthenticated: auth!.guests.roleArn } });
