import { App, CfnParameter, Duration, SecretValue, Stack, Token } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as ses from 'aws-cdk-lib/aws-ses';
import {
  AppClient, Claim, CognitoAuth, CognitoAuthProps, CustomAttribute, EmailSender, ExistingIdentityPool, ExistingUserPool, ExternalLogin,
  IdentityProvider, InvokableApi, PolicyStoreIdentities, RestApiAuthorizer, RiskResponse, TaggedResource, ThreatProtection, UserPoolAlarms,
  UserPoolDashboard,
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

const pool = (props: CognitoAuthProps): Program => (_, stack) => new CognitoAuth(stack, 'Other', props);
const sending = (text: string): Program => pool({ sms: { endUserMessaging: { originationIdentity: text } } });
const warned = (notifications: object): Program => (auth, stack) => pool({
  threatProtection: ThreatProtection.enforced({
    highRisk: RiskResponse.block({ notify: true }),
    notifications: { identity: ses.EmailIdentity.fromEmailIdentityName(stack, 'Sender', 'example.com'), ...notifications },
  }),
})(auth, stack);
const store = (policyStoreId: string): Program => (auth, stack) => new PolicyStoreIdentities(stack, 'Identities', {
  policyStoreId, userPool: auth.userPool, clients: [auth.client], userType: 'Shop::User',
});
const invoking = (stage: string): Program => (auth, stack) => {
  auth.authenticated.grantInvokeApi(InvokableApi.rest(apigateway.RestApi.fromRestApiId(stack, 'Api', 'api'), { stage }));
};

describe('an odd value is refused with construct path, prop and fix', () => {
  test.each<[string, Program, string | RegExp]>([
    [
      'an id of JavaScript\'s own', (_, stack) => new CognitoAuth(stack, '__proto__'),
      /^Stack: new CognitoAuth: the construct id '__proto__' is one/,
    ],
    [
      'an id that is taken',
      (_, stack) => new CognitoAuth(stack, 'Auth'),
      "Stack: new CognitoAuth: the construct id 'Auth' is that of Stack/Auth already",
    ],
    [
      'a second hand-over',
      auth => [1, 2].forEach(() => auth.handOver('/photos')),
      'Stack/Auth: handOver: there is a hand-over already, below /photos',
    ],
    [
      'second alarms',
      auth => [1, 2].forEach(() => auth.addAlarms()),
      "Stack/Auth: new UserPoolAlarms: the construct id 'Alarms' is that of",
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
      'a statement whose Sid has a dash', auth => auth.authenticated.addToPolicy(statement({ sid: 'read-all' })),
      'addToPolicy: sid \'read-all\' has other than letters and digits',
    ],
    [
      'a statement about a name',
      auth => auth.authenticated.addToPolicy(statement({ resources: ['photos'] })),
      "addToPolicy: the resource 'photos' is no ARN, which IAM refuses; write its ARN, or '*' for all",
    ],
    [
      'a denial of all but a name',
      auth => auth.authenticated.deny(new iam.PolicyStatement({ actions: ['s3:*'], notResources: ['photos'] })),
      "deny: the resource 'photos' is no ARN",
    ],
    ...['', 'a b', 'x'.repeat(129)].map((id): [string, Program, string] => [
      `a client whose id is '${id}'`,
      (auth, stack) => auth.identityPool.addUserPool(auth.userPool, cognito.UserPoolClient.fromUserPoolClientId(stack, 'Client', id)),
      'Stack/Auth/Identities: addUserPool: the id of Stack/Client is',
    ]),
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
    ['an answer to nobody', pool({ email: EmailSender.cognito('') }), "Stack/Other/Users: email: replyTo: '' is no e-mail address"],
    [
      'an answer to a word',
      pool({ email: EmailSender.ses({ fromEmail: 'a@example.com', replyTo: 'word' }) }),
      "email: replyTo: 'word' is no",
    ],
    [
      'a sender that is a name',
      pool({ email: EmailSender.ses({ fromEmail: 'photos' }) }),
      "email: fromEmail: 'photos' is no e-mail address",
    ],
    [
      'a sender of another domain',
      pool({ email: EmailSender.ses({ fromEmail: 'a@example.org', sesVerifiedDomain: 'example.com' }) }),
      "email: fromEmail: 'a@example.org' is not of sesVerifiedDomain 'example.com' itself; use an address of it",
    ],
    ['an empty origination identity', sending(''), /^Stack\/Other\/Users: sms\.endUserMessaging\.originationIdentity: '' is empty/],
    ['an origination identity with a blank', sending('a b'), 'has white space'],
    ['no Region', pool({ sms: { region: '' } }), "Stack/Other/Users: sms.region: '' is no Region"],
    [
      'a warning from nobody',
      warned({ fromEmail: '' }),
      "Stack/Other/Users: threatProtection.notifications.fromEmail: '' is no e-mail address",
    ],
    ['a warning with answers to a word', warned({ replyTo: 'word' }), "threatProtection.notifications.replyTo: 'word' is no"],
    ['a policy store without an id', store(''), "Stack/Identities: policyStoreId: '' is none; it has 1 to 200 letters, digits and hyphens"],
    ['a policy store of a long id', store('x'.repeat(201)), 'policyStoreId: '],
    ['an empty stage', invoking(''), "InvokableApi.rest: stage: '' is none; name a stage"],
    ['a stage with a slash', invoking('a/b'), "stage: 'a/b' is none"],
    ['a member with a blank', auth => auth.addMember('a b', auth.addGroup('g')), 'without white space'],
    [
      'an ARN that is none',
      auth => tagged(auth, TaggedResource.arns(['photos'], ['s3:GetObject'])),
      "arns: 'photos' is none; an ARN begins",
    ],
    [
      'a path of roles without a slash',
      (_, stack) => ExistingIdentityPool.fromParameters(stack, 'Pool', '/photos', { rolePath: 'team' }),
      "Stack/Pool: fromParameters: rolePath must begin and end with a slash, as that of the roles does, got: 'team'",
    ],
    [
      'a group without a name',
      (_, stack) => ExistingIdentityPool.fromParameters(stack, 'Pool', '/photos', { groups: [''] }),
      'written out',
    ],
    ['no consumer key', auth => auth.addExternalLogin(ExternalLogin.twitter('', 'secret')), 'ExternalLogin.twitter: consumerKey is empty'],
    [
      'a scope that is empty',
      (auth, stack) => new RestApiAuthorizer(stack, 'A', { userPool: auth.userPool }).accessTokens([cognito.OAuthScope.custom('')]),
      "Stack/A: accessTokens: '' is no scope",
    ],
  ])('fails with %s', (_, program, message) => {
    expect(() => synthesized(program)).toThrow(message);
  });
});

describe('its allowed twin is not', () => {
  test.each<[string, Program]>([
    ['alarms over a week', auth => auth.addAlarms({ period: Duration.days(7) })],
    ['a sender with a name', warned({ fromEmail: 'Photos <no-reply@example.com>' })],
    ['a sender below the domain', (auth, stack) => pool({
      email: EmailSender.ses({
        fromEmail: 'a@mail.example.com', identity: ses.EmailIdentity.fromEmailIdentityName(stack, 'Sender', 'example.com'),
      }),
    })(auth, stack)],
    ['a policy store of a long id', store('x'.repeat(200))],
    ['a late policy store', (auth, stack) => store(lateText(stack))(auth, stack)],
    ['the stage of HTTP APIs', invoking('$default')],
    ['an origination identity', sending('+15550100')],
    ['a Region', pool({ sms: { region: 'us-gov-west-1' } })],
    ['a member by address', auth => auth.addMember('ann@example.com', auth.addGroup('g'))],
    ['a statement about a late name, and about parts of ARNs', (auth, stack) => {
      auth.authenticated.addToPolicy(statement({ resources: [lateText(stack), '*', 'arn:aws:s3:::a b', '${aws:PrincipalTag/arn}'] }));
    }],
    ...['a', 'x'.repeat(128)].map((id): [string, Program] => [
      `a client whose id is '${id}'`,
      (auth, stack) => auth.identityPool.addUserPool(auth.userPool, cognito.UserPoolClient.fromUserPoolClientId(stack, 'Client', id)),
    ]),
    ['an invitation into a group that is named twice', auth => {
      const group = auth.addGroup('g');
      auth.inviteAdministrator('ann@example.com', { groups: [group, group] });
    }],
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
    ['a denial of everything but', auth => {
      auth.authenticated.deny(new iam.PolicyStatement({ notActions: ['s3:*'], notResources: ['arn:aws:s3:::a'] }));
    }],
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
      const existing = ExistingIdentityPool.fromParameters(stack, 'Pool', '/photos', {
        groups: ['admins', 'admins', undefined!], rules: ['Gold', 'Gold'],
      });
      new s3.Bucket(stack, 'Bucket').grantRead(existing.group('admins'));
    }],
  ])('%s', (_, program) => {
    expect(() => synthesized(program)).not.toThrow();
  });
});
