import * as path from 'node:path';
import { App, CfnParameter, Duration, PhysicalName, SecretValue, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  Claim, ClientRegistration, CognitoAuth, CognitoAuthProps, CustomAttribute, ExternalLogin, HttpApiAuthorizer, IdentityProvider,
  LoadBalancerSignIn, LoginBranding, LoginImage, LoginImagePlace, LoginPages, Mfa, PoolLog, RestApiAuthorizer, RoleRule, SecurityProfile,
  TriggerKit, WebAcl,
} from '../../src';

type Program = (auth: CognitoAuth, stack: Stack, elsewhere: Stack) => void;

const account = '111122223333';
const clientSecret = SecretValue.secretsManager('google');

function synthesized(program: Program): void {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: { account, region: 'eu-west-1' } });
  const elsewhere = new Stack(app, 'Elsewhere', { env: { account, region: 'us-east-1' } });
  const auth = new CognitoAuth(stack, 'Auth', { loginPages: LoginPages.prefix({ prefix: 'photos' }) });
  program(auth, stack, elsewhere);
  app.synth();
}

const pool = (props: () => CognitoAuthProps): Program => (_, stack) => new CognitoAuth(stack, 'Other', props());
const rule = (made: () => RoleRule): Program => auth => auth.addRule('Gold', made());
const seconds = (stack: Stack) => new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
const named = (elsewhere: Stack) => new s3.Bucket(elsewhere, 'Bucket', { bucketName: PhysicalName.GENERATE_IF_NEEDED });
const table = (stack: Stack, tableName?: string) => new dynamodb.Table(stack, 'Table', {
  partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, ...(tableName ? { tableName } : {}),
});

describe('what a factory refuses names the construct that was to have it, and the statement that made it', () => {
  test.each<[string, Program, string]>([
    ['RoleRule', rule(() => RoleRule.equalTo(Claim.email(), '')), "Stack/Auth/Identities: addRule('Gold'): RoleRule: value must have"],
    [
      'RoleRule.notEqualTo', rule(() => RoleRule.notEqualTo(Claim.email(), 'a', '')),
      "Stack/Auth/Identities: addRule('Gold'): RoleRule.notEqualTo: reason is empty",
    ],
    [
      'Claim', rule(() => RoleRule.equalTo(Claim.customAttribute('custom:plan'), 'x')),
      "Stack/Auth/Identities: addRule('Gold'): Claim.customAttribute: name must come without the prefix",
    ],
    [
      'acknowledgeWriters', rule(() => RoleRule.equalTo(Claim.email().acknowledgeWriters(' '), 'x')),
      "Stack/Auth/Identities: addRule('Gold'): Claim.acknowledgeWriters: reason is empty for the claim 'email'",
    ],
    [
      'a claim of a tag', auth => auth.tagPrincipals({ team: Claim.fromTrigger('sub') }),
      "Stack/Auth/Identities: tagPrincipals: 'team': Claim.fromTrigger: a pre token generation trigger can't set 'sub'",
    ],
    [
      'ExternalLogin', auth => auth.addExternalLogin(ExternalLogin.google([])),
      'Stack/Auth/Identities: addExternalLogin: ExternalLogin for accounts.google.com: the app ids must have',
    ],
    [
      'ExternalLogin.developer', pool(() => ({ externalLogins: [ExternalLogin.developer('a b')] })),
      'Stack/Other/Identities: addExternalLogin: ExternalLogin.developer: name must have',
    ],
    [
      'CustomAttribute', pool(() => ({ attributes: { custom: { plan: CustomAttribute.text({ maxLength: -1 }) } } })),
      "Stack/Other/Users: attributes.custom: 'plan': maxLength: -1 is not a length",
    ],
    [
      'IdentityProvider', pool(() => ({ identityProviders: [IdentityProvider.google({ clientId: '', clientSecret })] })),
      'Stack/Other/Users: IdentityProvider.google: clientId is empty',
    ],
    [
      'IdentityProvider.entraId',
      auth => auth.addIdentityProvider(IdentityProvider.entraId('Corp', { tenantId: 'common', clientId: 'a', clientSecret })),
      "Stack/Auth/Users: IdentityProvider.entraId('Corp'): tenantId 'common' is not one directory",
    ],
    [
      'LoginPages', pool(() => ({ loginPages: LoginPages.prefix({ prefix: 'A' }) })),
      "Stack/Other/Users/LoginPages: LoginPages.prefix: prefix: 'A'",
    ],
    [
      'LoginPages.moving', pool(() => ({ loginPages: LoginPages.moving({ to: LoginPages.custom({ domainName: 'x' }) }) })),
      "Stack/Other/Users/LoginPages: LoginPages.custom: domainName: 'x'",
    ],
    [
      'LoginImage of a long name',
      pool(() => ({
        loginPages: LoginPages.prefix({
          branding: LoginBranding.of({ images: [LoginImage.fromFile(LoginImagePlace.FORM_LOGO, `${'x'.repeat(5000)}.png`)] }),
        }),
      })),
      'Stack/Other/Users/LoginPages: LoginImage.fromFile: there is no file',
    ],
    [
      'LoginBranding of a folder', pool(() => ({ loginPages: LoginPages.prefix({ branding: LoginBranding.fromExport(__dirname) }) })),
      'Stack/Other/Users/LoginPages: LoginBranding.fromExport: ',
    ],
    [
      'LoginImage',
      pool(() => ({
        loginPages: LoginPages.prefix({
          branding: LoginBranding.of({ images: [LoginImage.fromFile(LoginImagePlace.FORM_LOGO, path.join(__dirname, '.png'))] }),
        }),
      })),
      'Stack/Other/Users/LoginPages: LoginImage.fromFile: ',
    ],
    ['Mfa', pool(() => ({ mfa: Mfa.optional({}) })), 'Stack/Other/Users: mfa: Mfa.optional switches no factor on'],
    [
      'WebAcl', pool(() => ({ webAcl: WebAcl.standard({ rateLimit: 1 }) })),
      'Stack/Other/Users: webAcl: WebAcl.standard: rateLimit must be',
    ],
    [
      'TriggerKit', auth => auth.addTrigger(TriggerKit.postConfirmation({ group: '' })),
      'Stack/Auth/Users: TriggerKit.postConfirmation: group must have',
    ],
    [
      'ClientRegistration',
      pool(() => ({ clientRegistration: ClientRegistration.open({ scopes: [cognito.OAuthScope.COGNITO_ADMIN] }) })),
      "Stack/Other/Users: clientRegistration: ClientRegistration.open: scopes has 'aws.cognito.signin.user.admin'",
    ],
    [
      'terms of a client', auth => auth.loginPages.setTerms(auth.client, { termsOfUse: { url: '' }, privacyPolicy: { url: '' } }),
      "Stack/Auth/Users/LoginPages: setTerms.termsOfUse.url: '' is no absolute URL",
    ],
    ['css of a client', auth => auth.loginPages.setCss(auth.client, ''), 'Stack/Auth/Users/LoginPages: setCss: css is empty'],
    [
      'an authorizer',
      auth => new HttpApiAuthorizer('Callers', { userPool: auth.userPool, clients: [auth.client] }).accessTokens([]),
      "Stack/Auth/Users/UserPool: HttpApiAuthorizer 'Callers': accessTokens: name at least one scope",
    ],
  ])('fails with %s', (_, program, message) => {
    let thrown: Error | undefined;
    try {
      synthesized(program);
    } catch (error) {
      thrown = error as Error;
    }
    expect(thrown?.message.split('\n')[0]).toContain(message);
    expect(thrown?.message.startsWith('Stack/')).toBe(true);
    expect(thrown?.stack?.split(/\n(?=\s+at )/)[1]).toContain('refused-in-place.test');
  });
});

describe('in another account or region, what has no name cannot be named', () => {
  const unnamed = 'is of another account or region, from where only a name refers to it, and it has none yet; give it one';

  test.each<[string, Program, string]>([
    ['a bucket of own objects', (auth, _, there) => auth.authenticated.grantOwnObjects(new s3.Bucket(there, 'B')), 'Elsewhere/B'],
    ['a bucket of the CDK\'s grants', (auth, _, there) => new s3.Bucket(there, 'B').grantRead(auth.authenticated), 'Elsewhere/B'],
    ['a table of own items', (auth, _, there) => auth.authenticated.grantOwnItems(table(there)), 'Elsewhere/Table'],
    [
      'a boundary',
      (auth, _, there) => auth.addGroup('a', { permissionsBoundary: new iam.ManagedPolicy(there, 'P', { statements: [] }) }),
      'Elsewhere/P',
    ],
    [
      'a managed policy',
      (auth, _, there) => auth.authenticated.addManagedPolicy(new iam.ManagedPolicy(there, 'P')),
      'Elsewhere/P',
    ],
    ['a role', (auth, _, there) => {
      const assumedBy = auth.identityPool.authenticatedPrincipal;
      const far = new Stack(there.node.root as App, 'Far', { env: { account: '999999999999' } });
      auth.addGroup('a', { role: new iam.Role(far, 'R', { assumedBy }) });
    }, 'Far/R'],
    [
      'a bucket of a log',
      (_, stack, there) => new CognitoAuth(stack, 'Other', {
        security: SecurityProfile.strict(), activityLog: PoolLog.toBucket(new s3.Bucket(there, 'B')),
      }),
      'Elsewhere/B',
    ],
  ])('fails with %s', (_, program, what) => {
    expect(() => synthesized(program)).toThrow(`'${what}' ${unnamed}`);
    expect(() => synthesized(program)).toThrow(/^Stack\//);
  });

  test.each<[string, Program]>([
    ['a named bucket of own objects', (auth, _, there) => auth.authenticated.grantOwnObjects(named(there))],
    ['a named bucket of the CDK\'s grants', (auth, _, there) => named(there).grantRead(auth.authenticated)],
    [
      'a named managed policy',
      (auth, _, there) => auth.authenticated.addManagedPolicy(new iam.ManagedPolicy(there, 'P', {
        managedPolicyName: 'p', statements: [new iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] })],
      })),
    ],
    ['a named table', (auth, _, there) => auth.authenticated.grantOwnItems(table(there, 'notes'))],
  ])('not with %s', (_, program) => {
    expect(() => synthesized(program)).not.toThrow();
  });
});

describe('durations, ids', () => {
  const session = (sessionTimeout: (stack: Stack) => Duration): Program => (auth, stack) => new LoadBalancerSignIn(stack, 'SignIn', {
    users: auth.users, hostNames: ['app.example.com'], sessionTimeout: sessionTimeout(stack),
  });
  const cache = (resultsCacheTtl: (stack: Stack) => Duration): Program => (auth, stack) => {
    const callers = new RestApiAuthorizer(stack, 'Callers', { userPool: auth.userPool, resultsCacheTtl: resultsCacheTtl(stack) });
    new apigateway.RestApi(stack, 'Api').root.addMethod('GET', new apigateway.MockIntegration(), callers.idTokens());
  };

  test.each<[string, Program, string]>([
    ['a session of half a second', session(() => Duration.millis(1500)), 'Stack/SignIn: sessionTimeout is 1 second 500 millis; a'],
    ['a session of late minutes', session(stack => Duration.minutes(seconds(stack))), 'Stack/SignIn: sessionTimeout: a value in minutes'],
    ['a cache of half a second', cache(() => Duration.millis(1500)), 'Stack/Callers: resultsCacheTtl is 1 second 500 millis; API Gateway'],
    ['a cache of late days', cache(stack => Duration.days(seconds(stack))), 'Stack/Callers: resultsCacheTtl: a value in days'],
    [
      'metrics of a client without an id',
      (auth, stack) => auth.metrics.signIns.requests({ client: cognito.UserPoolClient.fromUserPoolClientId(stack, 'Client', '') }),
      'Stack/Client: metrics.SignIn: client has an empty id',
    ],
  ])('fails with %s', (_, program, message) => {
    expect(() => synthesized(program)).toThrow(message);
  });

  test.each<[string, Program]>([
    ['a session of late seconds', session(stack => Duration.seconds(seconds(stack)))],
    ['a session of a second', session(() => Duration.millis(1000))],
    ['a cache of late seconds', cache(stack => Duration.seconds(seconds(stack)))],
    ['a cache of an hour', cache(() => Duration.hours(1))],
    [
      'metrics of an imported client',
      (auth, stack) => auth.metrics.signIns.requests({ client: cognito.UserPoolClient.fromUserPoolClientId(stack, 'Client', 'abc') }),
    ],
  ])('not with %s', (_, program) => {
    expect(() => synthesized(program)).not.toThrow();
  });
});
