import { ExpectedResult, IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { AppUserPool, Mfa, PoolIssuer, PoolLog, ReplicaRegion, Trigger } from '../src';

const [HOME, SECOND] = ['eu-west-1', 'eu-central-1'];
const removalPolicy = RemovalPolicy.DESTROY;

// weak references cross Regions without resources of their own
const app = new App({ context: { '@aws-cdk/core:defaultCrossStackReferences': 'weak' } });
const stackIn = (region: string, name: string) => new Stack(app, `Regions${name}`, { env: { region } });
const refuseOnFriday = (stack: Stack) => Trigger.preAuthentication(new lambda.Function(stack, 'Friday', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline(`exports.handler = async event => {
  if (new Date().getDay() === 5) throw new Error('Friday');
  return event;
};`),
}));

// the key is in both Regions before the replica is made
const keyStack = stackIn(HOME, 'Key');
const key = new kms.Key(keyStack, 'Key', { multiRegion: true, enableKeyRotation: true, removalPolicy });
const keyCopyStack = stackIn(SECOND, 'KeyCopy');
const keyCopy = new kms.CfnReplicaKey(keyCopyStack, 'Key', {
  primaryKeyArn: key.keyArn,
  keyPolicy: new iam.PolicyDocument({
    statements: [new iam.PolicyStatement({ principals: [new iam.AccountRootPrincipal()], actions: ['kms:*'], resources: ['*'] })],
  }),
});
keyCopy.applyRemovalPolicy(removalPolicy);

const home = stackIn(HOME, 'Home');
home.addDependency(keyCopyStack);
const users = new AppUserPool(home, 'Users', {
  removalPolicy, encryptionKey: key, issuer: PoolIssuer.UPDATED, mfa: Mfa.off(), triggers: [refuseOnFriday(home)],
});
const replica = users.addReplica(SECOND);

const second = stackIn(SECOND, 'Second');
new ReplicaRegion(second, 'Users', {
  replica, removalPolicy, active: true, triggers: [refuseOnFriday(second)], notificationLog: PoolLog.toNewLogGroup(),
});

const test = new IntegTest(app, 'RegionsTest', {
  testCases: [keyStack, keyCopyStack, home, second], assertionStack: stackIn(SECOND, 'Assertions'),
});
// what verifies tokens finds the keys of the pool in its second Region
test.assertions.httpApiCall(`https://cognito-idp.${SECOND}.amazonaws.com/${users.userPool.userPoolId}/.well-known/jwks.json`)
  .expect(ExpectedResult.objectLike({ status: 200 }));
