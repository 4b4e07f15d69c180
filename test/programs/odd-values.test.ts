import { App, CfnParameter, Duration, SecretValue, Stack, Token } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  AppClient, Claim, CognitoAuth, CustomAttribute, ExistingIdentityPool, ExistingUserPool, IdentityProvider, RestApiAuthorizer,
  TaggedResource, UserPoolAlarms, UserPoolDashboard,
} from '../../src';

type Program = (auth: CognitoAuth, stack: Stack) => void;

function synthesized(program: Program) {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  program(new CognitoAuth(stack, 'Auth', { attributes: { custom: { plan: CustomAttribute.text() } } }), stack);
  return app.synth().getStackByName('Stack').template;
}

const lateText = (stack: Stack) => new CfnParameter(stack, 'Text').valueAsString;
const lateNumber = (stack: Stack) => new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
const lateList = () => Token.asList({ resolve: () => ['a'], creationStack: [] });
const external = (metadataCache: Duration) => AppClient.external({
  metadataUrls: ['https://apps.example.com/client.json'],
  callbackUrls: ['https://apps.example.com/'],
  scopes: [cognito.OAuthScope.OPENID],
  metadataCache,
});
const google = (clientSecret: SecretValue, scopes?: string[]) =>
  IdentityProvider.google({ clientId: 'id', clientSecret, ...(scopes ? { scopes } : {}) });
const tagged = (auth: CognitoAuth, resource: TaggedResource, tag = 'tenant', resourceTag?: string) => {
  auth.tagPrincipals({ tenant: Claim.sub() });
  auth.authenticated.grantTagged(resource, { tag, ...(resourceTag !== undefined ? { resourceTag } : {}) });
};
const table = (stack: Stack) => new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
const statement = (props: iam.PolicyStatementProps) => new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'], ...props });

describe('an odd value is refused with construct path, prop and fix', () => {
  test.each<[string, Program, string | RegExp]>([
    [
      'an id of JavaScript\'s own', (_, stack) => new CognitoAuth(stack, '__proto__'),
      /^Stack: new CognitoAuth: the construct id '__proto__' is one/,
    ],
    ['an id like a method', auth => auth.addClient('constructor', AppClient.mobile()), /^Stack\/Auth.*'constructor'.*choose another/],
    [
      'empty alarms', (auth, stack) => new UserPoolAlarms(stack, '', { users: auth.users }),
      'Stack: new UserPoolAlarms: the construct id is empty',
    ],
    ['a dashboard of a token', (auth, stack) => new UserPoolDashboard(stack, lateText(stack), { users: auth.users }), 'write it out'],
    [
      'alarms over 90 seconds', auth => auth.addAlarms({ period: Duration.seconds(90) }),
      /^Stack\/Auth\/Alarms: addAlarms: period must be 1 minute to 7 days/,
    ],
    [
      'alarms over a token', (auth, stack) => auth.addAlarms({ period: Duration.minutes(lateNumber(stack)) }),
      /period .* got: a value known at deployment/,
    ],
    [
      'a wide graph', auth => auth.metrics.widget({ width: 25 }),
      /^Stack\/Auth\/Users: widget: width must be a whole number of 1 to 24, got: 25/,
    ],
    ['a high graph', auth => auth.metrics.widget({ height: 0 }), 'widget: height must be a whole number of 1 to 1000, got: 0'],
    [
      'a parameter without a name', auth => auth.clientConfig.storeInParameter(''),
      /^Stack\/Auth\/ClientConfig: storeInParameter: the name must be/,
    ],
    ['a parameter of a token', (auth, stack) => auth.clientConfig.storeInParameter(lateText(stack)), 'got: a value known at deployment'],
    ['a parameter of AWS', auth => auth.clientConfig.storeInParameter('/aws/x'), 'not begin with aws or ssm'],
    ['documents kept for late minutes', (auth, stack) => auth.addClient('A', external(Duration.minutes(lateNumber(stack)))),
      /^Stack\/Auth\/Users: client 'A': AppClient\.external: metadataCache: .* Duration\.seconds/],
    [
      'documents kept for half a second more', auth => auth.addClient('A', external(Duration.millis(86_400_500))),
      /metadataCache .* in whole seconds/,
    ],
    ['a secret in a secure string', auth => auth.addIdentityProvider(google(SecretValue.ssmSecure('/google'))),
      /^Stack\/Auth\/Users\/IdentityProviderGoogle: IdentityProvider\.google: the secret is a secure string of SSM/],
    [
      'scopes in a late list', auth => auth.addIdentityProvider(google(SecretValue.secretsManager('s'), lateList())),
      'write out each scope',
    ],
    [
      'a late key of a tag', (auth, stack) => tagged(auth, TaggedResource.items(table(stack)), lateText(stack)),
      /^Stack\/Auth.*grantTagged: tag must be written out/,
    ],
    [
      'an empty key of a resource\'s tag', (auth, stack) => tagged(auth, TaggedResource.items(table(stack)), 'tenant', ''),
      'grantTagged: resourceTag must be',
    ],
    [
      'ARNs in a late list', auth => tagged(auth, TaggedResource.arns(lateList(), ['s3:GetObject'])),
      'grantTagged: arns: a policy names each ARN',
    ],
    ['no ARN', auth => tagged(auth, TaggedResource.arns([], ['s3:GetObject'])), 'write out at least one'],
    [
      'something that is no action', auth => tagged(auth, TaggedResource.arns(['*'], ['read'])),
      "actions: 'read' is none; write them as 'service:Action'",
    ],
    ['no action', auth => tagged(auth, TaggedResource.arns(['*'], [])), 'actions: none is given'],
    [
      'no action of one\'s own data', (auth, stack) => auth.authenticated.grantOwnItems(table(stack), { actions: [undefined!] }),
      'actions: none are given',
    ],
    ['only tags that are left out', auth => auth.tagPrincipals({ tenant: undefined! }), 'tagPrincipals: tags is empty'],
    ['a statement with principals', auth => auth.authenticated.addToPolicy(statement({ principals: [new iam.AnyPrincipal()] })),
      /^Stack\/Auth.*addToPolicy: a statement about what the role may do has no principals/],
    [
      'a statement without actions', auth => auth.authenticated.addToPolicy(statement({ actions: [] })),
      'this one has no actions; name them',
    ],
    ['a denial without resources', auth => auth.authenticated.deny(statement({ resources: [] })), 'this one has no resources; name them'],
    [
      'a late list of providers',
      (_, stack) => ExistingUserPool.fromUserPoolId(stack, 'Pool', 'eu-west-1_AbCd', { identityProviders: lateList() }),
      /^Stack\/Pool: fromUserPoolId: identityProviders must be names that are written out/,
    ],
    [
      'a tag of the replica without a key', auth => auth.users.addReplica('us-west-2', { tagsAtCreate: { '': 'x' } }),
      "addReplica('us-west-2'): tagsAtCreate has",
    ],
  ])('fails with %s', (_, program, message) => {
    expect(() => synthesized(program)).toThrow(message);
  });
});

describe('its allowed twin is not', () => {
  test.each<[string, Program]>([
    ['alarms over a week', auth => auth.addAlarms({ period: Duration.days(7) })],
    ['a graph as wide as the page', auth => auth.metrics.widget({ width: 24, height: 1000 })],
    ['a parameter without a slash', auth => auth.clientConfig.storeInParameter('front-end')],
    ['documents kept for late seconds', (auth, stack) => auth.addClient('A', external(Duration.seconds(lateNumber(stack))))],
    [
      'a late scope in a list',
      (auth, stack) => auth.addIdentityProvider(google(SecretValue.secretsManager('s'), ['openid', lateText(stack)])),
    ],
    ['a late ARN in a list', (auth, stack) => tagged(auth, TaggedResource.arns([lateText(stack)], ['s3:Get*']))],
    ['an action of one\'s own data and one left out', (auth, stack) => {
      auth.authenticated.grantOwnItems(table(stack), { actions: ['dynamodb:GetItem', undefined!], indexes: [undefined!] });
    }],
    ['a tag that is left out beside one', auth => auth.tagPrincipals({ tenant: Claim.sub(), other: undefined! })],
    ['a denial of everything but', auth => auth.authenticated.deny(new iam.PolicyStatement({ notActions: ['s3:*'], notResources: ['a'] }))],
    ['an authorizer of no method', (auth, stack) => new RestApiAuthorizer(stack, 'Callers', { userPool: auth.userPool })],
    ['an authorizer of a method', (auth, stack) => {
      const api = new apigateway.RestApi(stack, 'Api');
      api.root.addMethod('GET', undefined, new RestApiAuthorizer(stack, 'Callers', { userPool: auth.userPool }).idTokens());
    }],
    [
      'a provider that is named twice',
      (_, stack) => ExistingUserPool.fromUserPoolId(stack, 'Pool', 'eu-west-1_AbCd', { identityProviders: ['A', 'A'] }),
    ],
    ['a group that is named twice, and one left out', (_, stack) => {
      const pool = ExistingIdentityPool.fromParameters(stack, 'Pool', '/photos', {
        groups: ['admins', 'admins', undefined!], rules: ['Gold', 'Gold'],
      });
      new s3.Bucket(stack, 'Bucket').grantRead(pool.group('admins'));
    }],
  ])('%s', (_, program) => {
    expect(() => synthesized(program)).not.toThrow();
  });
});
