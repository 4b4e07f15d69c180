import { App, SecretValue, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as library from '../../src';

/** Arguments by method: each of them, and each member of those that are plain objects, is one without which the call has no meaning. */
type Arguments = Record<string, () => any[]>;

/** Calls of one class. */
export interface Calls {
  /** `new` is the constructor, the rest are static methods. */
  readonly statics?: Arguments;
  readonly methods?: Arguments;
  readonly of?: object;
  /** What becomes of a result, for values that are judged where they are used. */
  readonly use?: (result: any) => void;
}

const ARN = 'arn:aws:lambda:eu-west-1:111122223333';
const account = '111122223333';
const IDENTITY_POOL = 'eu-west-1:11111111-1111-1111-1111-111111111111';

/** The whole public API, each call with the least that it takes. */
export function callsOf(): Record<string, Calls> {
  const {
    AppClient, AppUserPool, Claim, CognitoAuth, CustomAttribute, ExistingIdentityPool, ExistingUserPool, ExternalLogin, IdentityProvider,
    InvokableApi, LoginBranding, LoginPages, RoleRule, TaggedResource, ThreatProtection, Trigger,
  } = library;
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: { account, region: 'eu-west-1' } });
  const second = new Stack(app, 'Second', { env: { account, region: 'us-west-2' } });
  const auth = new CognitoAuth(stack, 'Auth', {
    attributes: { custom: { plan: CustomAttribute.text() } },
    client: AppClient.browser({ callbackUrls: ['https://app.example.com/'] }),
    loginPages: LoginPages.prefix({ prefix: 'photos' }),
    threatProtection: ThreatProtection.enforced(),
  });
  const { users, identityPool, userPool, client, authenticated } = auth;
  const group = auth.addGroup('admins');
  const fn = lambda.Function.fromFunctionArn(stack, 'Function', `${ARN}:function:f`);
  const bucket = s3.Bucket.fromBucketName(stack, 'Bucket', 'bucket');
  const table = dynamodb.Table.fromTableName(stack, 'Table', 'table');
  const role = iam.Role.fromRoleArn(stack, 'Role', `arn:aws:iam::${account}:role/r`);
  const rest = apigateway.RestApi.fromRestApiId(stack, 'Rest', 'rest');
  const http = apigatewayv2.HttpApi.fromHttpApiAttributes(stack, 'Http', { httpApiId: 'http' });
  const graph = appsync.GraphqlApi.fromGraphqlApiAttributes(stack, 'Graph', { graphqlApiId: 'graph' });
  const statement = new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] });
  const next = elbv2.ListenerAction.fixedResponse(200);
  const server = auth.addResourceServer('Server', { identifier: 'https://api', scopes: { read: 'Read' } });
  const replica = new AppUserPool(stack, 'Replicated').addReplica('us-west-2');
  const loadBalancer = { users, hostNames: ['app.example.com'] };
  const store = { clients: [client], policyStoreId: 'store', userPool, userType: 'Shop::User' };
  const ofApi = { userPool, clients: [client] };
  const oauth = { clientId: 'id', clientSecret: SecretValue.secretsManager('secret') };
  const documents = { privacyPolicy: { url: 'https://example.com' }, termsOfUse: { url: 'https://example.com' } };
  const api = (identifier: string) => ({ identifier, scopes: { read: 'Read' } });
  const model = library.AccessModel.fromTemplate({ Resources: {} });
  let count = 0;
  const id = () => `Made${count++}`;
  const each = (names: string, args: () => any[]): Arguments => Object.fromEntries(names.split(' ').map(name => [name, args]));
  const pool = (props: library.AppUserPoolProps) => new AppUserPool(stack, id(), props);

  return {
    AccessModel: { statics: { fromFile: () => ['cdk.out'], fromStack: () => [stack] }, of: model, methods: { roleOf: () => [role] } },
    ActivityMetrics: { of: auth.metrics.signIns },
    AppClient: {
      statics: {
        external: () => [{
          callbackUrls: ['https://apps.example.com/'],
          metadataUrls: ['https://apps.example.com/client.json'],
          scopes: [cognito.OAuthScope.OPENID],
        }],
        machine: () => [{ scopes: [server.scope('read')] }],
      },
      use: made => auth.addClient(id(), made),
    },
    AppClientBaseline: { statics: { new: () => [{}] }, of: new library.AppClientBaseline({}), methods: { applyTo: () => [client] } },
    AppClientSecret: { statics: { store: () => [stack, id(), client], valueOf: () => [client] } },
    AppIdentityPool: {
      of: identityPool,
      methods: {
        addExternalLogin: () => [ExternalLogin.google(['a'])],
        addGroup: () => [userPool, 'editors'],
        addRule: () => [id(), RoleRule.equalTo(Claim.sub(), 'a')],
        addUserPool: () => [userPool, client],
        tagPrincipals: () => [{ tenant: Claim.sub() }],
      },
    },
    AppIdentityProvider: { statics: { new: () => [stack, id(), { provider: IdentityProvider.google(oauth), userPool }] } },
    AppResourceServer: { statics: { new: () => [stack, id(), { ...api('https://b'), userPool }] }, of: server, methods: { scope: () => ['read'] } },
    AppSyncAuthorizer: { statics: { new: () => [ofApi] } },
    AppUserPool: {
      of: users,
      methods: {
        addClient: () => [id(), AppClient.mobile()],
        addIdentityProvider: () => [IdentityProvider.google(oauth)],
        addLoginPages: () => [LoginPages.custom({ domainName: 'auth.example.com' })],
        addReplica: () => ['us-west-2'],
        addResourceServer: () => [id(), api('https://c')],
        addTrigger: () => [Trigger.preSignUp(fn)],
        protectClient: () => [client, {}],
      },
    },
    AuthBlueprint: {
      statics: { new: () => [{}], fromFile: () => ['policy.yaml'] },
      of: new library.AuthBlueprint({}),
      methods: { applyTo: () => [new App()] },
    },
    Claim: {
      statics: each('customAttribute fromProvider fromTrigger standardAttribute', () => ['name']),
      of: Claim.email(),
      methods: { acknowledgeWriters: () => ['reviewed'] },
      use: claim => auth.addRule(id(), RoleRule.equalTo(claim, 'a')),
    },
    ClientConfig: {
      statics: { new: () => [stack, id(), { clients: [client] }] },
      of: auth.clientConfig,
      methods: { addClient: () => [client], storeInParameter: () => ['/config'] },
    },
    CognitoAuth: {
      of: auth,
      methods: {
        addClient: () => [id(), AppClient.mobile()],
        addExternalLogin: () => [ExternalLogin.google(['a'])],
        addGroup: () => ['editors'],
        addIdentityProvider: () => [IdentityProvider.google(oauth)],
        addLoginPages: () => [LoginPages.custom({ domainName: 'a.example.com' })],
        addMember: () => ['ann', group],
        addResourceServer: () => [id(), api('https://a')],
        addRule: () => [id(), RoleRule.equalTo(Claim.sub(), 'a')],
        addTrigger: () => [Trigger.preSignUp(fn)],
        handOver: () => ['/photos'],
        inviteAdministrator: () => ['ann@example.com'],
        tagPrincipals: () => [{ tenant: Claim.sub() }],
      },
    },
    EmailSender: { statics: { ses: () => [{ fromEmail: 'a@example.com' }] }, use: email => pool({ email }) },
    ExistingIdentityPool: {
      statics: {
        fromAttributes: () => [stack, id(), { authenticatedRole: role, identityPoolId: IDENTITY_POOL }],
        fromParameters: () => [stack, id(), '/photos'],
      },
      of: ExistingIdentityPool.fromParameters(stack, 'ExistingIdentities', '/photos'),
      methods: { group: () => ['admins'], rule: () => ['Gold'] },
    },
    ExistingUserPool: {
      statics: {
        fromParameters: () => [stack, id(), '/photos'],
        fromUserPool: () => [stack, id(), userPool],
        fromUserPoolArn: () => [stack, id(), `arn:aws:cognito-idp:eu-west-1:${account}:userpool/eu-west-1_AbCdEfGhI`],
        fromUserPoolId: () => [stack, id(), 'eu-west-1_AbCdEfGhI'],
      },
      of: ExistingUserPool.fromUserPoolId(stack, 'ExistingUsers', 'eu-west-1_AbCdEfGhI'),
      methods: {
        addClient: () => [id(), AppClient.mobile()],
        addResourceServer: () => [id(), api('https://d')],
        addTrigger: () => [Trigger.preSignUp(fn)],
      },
    },
    ExternalLogin: {
      statics: {
        ...each('amazon apple facebook google', () => [['id']]),
        developer: () => ['backend'],
        twitter: () => ['key', 'secret'],
        ...each('openIdConnect saml', () => [role]),
      },
      use: login => new library.AppIdentityPool(stack, id()).addExternalLogin(login),
    },
    HandOver: { statics: { new: () => [stack, id(), { prefix: '/photos', users }] } },
    HttpApiAuthorizer: {
      statics: { new: () => ['Users', ofApi] },
      of: new library.HttpApiAuthorizer('Users', ofApi),
      methods: { accessTokens: () => [[server.scope('read')]] },
    },
    IdentityPoolBaseline: { statics: { new: () => [{}] }, of: new library.IdentityPoolBaseline({}), methods: { applyTo: () => [client] } },
    IdentityPoolGrants: {
      statics: { fromIdentityPool: () => [identityPool] },
      of: library.IdentityPoolGrants.fromIdentityPool(identityPool),
      methods: each('issueDeveloperTokens manageDeveloperIdentities', () => [fn]),
    },
    IdentityProvider: {
      statics: {
        ...each('amazon facebook google', () => [oauth]),
        apple: () => [{ keyId: 'key', privateKey: oauth.clientSecret, servicesId: 'services', teamId: 'team' }],
        auth0: () => ['Auth0', { ...oauth, domain: 'acme.eu.auth0.com' }],
        entraId: () => ['Entra', { ...oauth, tenantId: 'tenant' }],
        entraIdSaml: () => ['Entra', { applicationId: 'app', tenantId: 'tenant' }],
        oidc: () => ['Partner', { ...oauth, issuer: 'https://example.com' }],
        okta: () => ['Okta', { ...oauth, domain: 'acme.okta.com' }],
        saml: () => ['Corp', { metadata: cognito.UserPoolIdentityProviderSamlMetadata.url('https://example.com') }],
      },
      use: provider => pool({ signIn: library.SignIn.username() }).addIdentityProvider(provider),
    },
    IdentityRole: {
      of: authenticated,
      methods: {
        addManagedPolicy: () => [iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')],
        ...each('addToPolicy deny', () => [statement]),
        grantInvokeApi: () => [InvokableApi.rest(rest)],
        grantOwnItems: () => [table],
        grantOwnObjects: () => [bucket],
        grantReadPrefix: () => [bucket, 'public'],
        grantTagged: () => [TaggedResource.lambdaFunction(fn), { tag: 'tenant' }],
      },
    },
    InvokableApi: {
      statics: {
        graphqlFields: () => [graph, 'Query', ['orders']], graphqlType: () => [graph, 'Query'], http: () => [http], rest: () => [rest],
      },
      use: invokable => authenticated.grantInvokeApi(invokable),
    },
    LoadBalancerSignIn: {
      statics: { new: () => [stack, id(), loadBalancer] },
      of: new library.LoadBalancerSignIn(stack, 'LoadBalancer', loadBalancer),
      methods: each('signedInOnly signInThen', () => [next]),
    },
    LogQuery: { statics: { fromAddress: () => ['192.0.2.1'], ofPerson: () => ['ann'] } },
    LoginBranding: {
      statics: { fromExport: () => ['style.json'], of: () => [{}] },
      use: made => auth.loginPages.setBranding(client, made),
    },
    LoginImage: {
      statics: { fromFile: () => [library.LoginImagePlace.FAVICON_ICO, 'favicon.ico'] },
      use: image => auth.loginPages.setBranding(client, LoginBranding.of({ images: [image] })),
    },
    LoginPages: {
      statics: { custom: () => [{ domainName: 'auth.example.com' }], moving: () => [{ to: LoginPages.prefix({ prefix: 'photos' }) }] },
      use: loginPages => pool({ loginPages }),
    },
    PolicyStoreIdentities: {
      statics: { new: () => [stack, id(), store] },
      of: new library.PolicyStoreIdentities(stack, 'PolicyStore', store),
      methods: { grantIsAuthorized: () => [fn] },
    },
    PoolClient: { of: client, methods: each('addCallbackUrl addLogoutUrl', () => ['https://app.example.com/']) },
    PoolLog: {
      statics: {
        toBucket: () => [bucket], toDeliveryStream: () => [role], toLogGroup: () => [logs.LogGroup.fromLogGroupName(stack, id(), 'group')],
      },
      use: activityLog => pool({ activityLog }),
    },
    PoolLoginPages: {
      of: auth.loginPages,
      methods: {
        setBranding: () => [client, LoginBranding.cognito()],
        setCss: () => [client, '.banner{}'],
        setTerms: () => [client, documents],
        ...each('signInUrl signOutUrl signUpUrl', () => [client]),
      },
    },
    ReplicaRegion: {
      statics: { new: () => [second, id(), { replica }] },
      of: new library.ReplicaRegion(second, 'Region', { replica }),
      methods: { addTrigger: () => [Trigger.preSignUp(fn)] },
    },
    RestApiAuthorizer: {
      statics: { new: () => [stack, id(), { userPool }] },
      of: new library.RestApiAuthorizer(stack, 'Callers', { userPool }),
      methods: { accessTokens: () => [[server.scope('read')]] },
    },
    RoleRule: {
      statics: {
        authenticationLevel: () => [2],
        ...each('contains equalTo startsWith', () => [Claim.sub(), 'a']),
        notEqualTo: () => [Claim.sub(), 'a', 'reviewed'],
      },
      use: rule => auth.addRule(id(), rule),
    },
    TaggedResource: {
      statics: {
        arns: () => [['*'], ['states:StartExecution']],
        items: () => [table],
        lambdaFunction: () => [fn],
        objects: () => [bucket],
        queue: () => [sqs.Queue.fromQueueArn(stack, id(), `arn:aws:sqs:eu-west-1:${account}:queue`)],
        secret: () => [secretsmanager.Secret.fromSecretNameV2(stack, id(), 'secret')],
        topic: () => [sns.Topic.fromTopicArn(stack, id(), `arn:aws:sns:eu-west-1:${account}:topic`)],
      },
      use: resource => authenticated.grantTagged(resource, { tag: 'tenant' }),
    },
    Trigger: {
      statics: {
        ...each('createAuthChallenge customEmailSender customMessage customSmsSender defineAuthChallenge inboundFederation '
          + 'postAuthentication postConfirmation preAuthentication preSignUp preTokenGeneration userMigration '
          + 'verifyAuthChallengeResponse', () => [fn]),
        customChallenge: () => [{ create: fn, define: fn, verify: fn }],
      },
      use: trigger => pool({}).addTrigger(trigger),
    },
    TriggerKit: {
      statics: {
        postConfirmation: () => [{ group: 'readers' }],
        preSignUp: () => [{}],
        preTokenGeneration: () => [{ claims: { plan: 'custom:plan' } }],
      },
      use: trigger => pool({}).addTrigger(trigger),
    },
    UserMigration: { statics: each('atReset atSignIn', () => [fn]), use: migration => pool({ migration }) },
    UserPoolAlarms: { statics: { new: () => [stack, id(), { users }] } },
    UserPoolBaseline: { statics: { new: () => [{}] }, of: new library.UserPoolBaseline({}), methods: { applyTo: () => [client] } },
    UserPoolDashboard: { statics: { new: () => [stack, id(), { users }] } },
    UserPoolGrants: {
      statics: { fromUserPool: () => [userPool] },
      of: auth.grants,
      methods: each('importUsers linkIdentities manageAttributes manageDevices manageGroupMembership manageGroups manageMfa '
        + 'managePasswords manageSessions manageUsers readUsers recoverUsers rotateClientSecrets signInUsers', () => [fn]),
    },
    UserPoolMetrics: { statics: { of: () => [users] }, of: auth.metrics },
    WebAcl: {
      statics: { existing: () => [role], fromArn: () => [`arn:aws:wafv2:eu-west-1:${account}:regional/webacl/a/b`] },
      use: webAcl => pool({ webAcl }),
    },
  };
}
