import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { expectRoles, scenario } from './scenario';
import { Claim, CognitoAuth, CustomAttribute, TaggedResource } from '../src';

let auth: CognitoAuth;
const test = scenario('Tenants', stack => {
  auth = new CognitoAuth(stack, 'Auth', {
    removalPolicy: RemovalPolicy.DESTROY,
    attributes: { custom: { tenant: CustomAttribute.text() } },
  });
  const documents = new s3.Bucket(stack, 'Documents', { removalPolicy: RemovalPolicy.DESTROY });
  const orders = new dynamodb.TableV2(stack, 'Orders', {
    removalPolicy: RemovalPolicy.DESTROY,
    partitionKey: { name: 'tenant', type: dynamodb.AttributeType.STRING },
    sortKey: { name: 'order', type: dynamodb.AttributeType.STRING },
  });
  auth.tagPrincipals({ tenant: Claim.customAttribute('tenant'), user: Claim.sub() });
  auth.addGroup('admins', { precedence: 0 });
  auth.authenticated.grantTagged(TaggedResource.objects(documents, { prefix: 'tenants' }), { tag: 'tenant' });
  auth.authenticated.grantTagged(TaggedResource.items(orders), { tag: 'tenant' });
});

test.assertions.awsApiCall('@aws-sdk/client-cognito-identity', 'GetPrincipalTagAttributeMapCommand', {
  IdentityPoolId: auth!.identityPool.identityPoolId, IdentityProviderName: auth!.userPool.userPoolProviderName,
}).expect(ExpectedResult.objectLike({ PrincipalTags: { tenant: 'custom:tenant', user: 'sub' }, UseDefaults: false }));
expectRoles(test, auth!.identityPool, { Roles: { authenticated: auth!.authenticated.roleArn } });
