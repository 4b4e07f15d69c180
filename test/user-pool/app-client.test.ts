import { App, Duration, Lazy, NestedStack, SecretValue, Stack, Token } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as kms from 'aws-cdk-lib/aws-kms';
import { added, clientProps, func, onlyClient, pool, warnings } from './client-fixture';
import { AppClient, AppClientSecret, Trigger } from '../../src/user-pool';

const CALLBACK = ['https://app.example.org/cb'];
const SCOPE = [cognito.OAuthScope.custom('orders/read')];

describe('presets', () => {
  test('single page is public, with code grant and SRP only', () => {
    expect(clientProps(AppClient.browser({ callbackUrls: CALLBACK, logoutUrls: ['https://app.example.org/bye'] }))).toEqual({
      AllowedOAuthFlows: ['code'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: ['openid', 'email', 'profile'],
      CallbackURLs: CALLBACK,
      LogoutURLs: ['https://app.example.org/bye'],
      EnableTokenRevocation: true,
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
      GenerateSecret: false,
      PreventUserExistenceErrors: 'ENABLED',
      ReadAttributes: ['email', 'email_verified', 'name', 'custom:plan'],
      WriteAttributes: ['email', 'name'],
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 },
      SupportedIdentityProviders: ['COGNITO'],
      UserPoolId: { Ref: expect.stringMatching(/^UsersUserPool/) },
    });
  });

  test('native has no OAuth and no callback of anyone', () => {
    const props = clientProps(AppClient.mobile());
    expect(props.AllowedOAuthFlowsUserPoolClient).toBe(false);
    expect(props.GenerateSecret).toBe(false);
    for (const absent of ['AllowedOAuthFlows', 'AllowedOAuthScopes', 'CallbackURLs', 'LogoutURLs', 'DefaultRedirectURI']) {
      expect(props).not.toHaveProperty(absent);
    }
  });

  test('native has the code grant once it has callbacks', () => {
    const props = clientProps(AppClient.mobile({ callbackUrls: ['myapp://cb'], defaultRedirectUri: 'myapp://cb' }));
    expect(props).toMatchObject({
      AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], CallbackURLs: ['myapp://cb'], DefaultRedirectURI: 'myapp://cb',
    });
  });

  test('server has a secret and only the flows it asks for', () => {
    const props = clientProps(AppClient.server());
    expect(props).toMatchObject({ GenerateSecret: true, ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] });
    expect(props).not.toHaveProperty('EnablePropagateAdditionalUserContextData');
    expect(clientProps(AppClient.server({ adminUserPasswordAuth: true, propagateUserContext: true, callbackUrls: CALLBACK })))
      .toMatchObject({
        GenerateSecret: true,
        ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH'],
        EnablePropagateAdditionalUserContextData: true,
        AllowedOAuthFlows: ['code'],
      });
  });

  test('machine has client credentials and signs nobody in', () => {
    const props = clientProps(AppClient.machine({ scopes: SCOPE, accessTokenValidity: Duration.minutes(10) }));
    expect(props).toEqual({
      AccessTokenValidity: 10,
      TokenValidityUnits: { AccessToken: 'minutes' },
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: ['orders/read'],
      EnableTokenRevocation: true,
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      GenerateSecret: true,
      PreventUserExistenceErrors: 'ENABLED',
      UserPoolId: expect.anything(),
      WriteAttributes: ['email'],
    });
  });

  test('machine writes what the pool requires, or one attribute that decides nothing, since SignUp takes any client', () => {
    const machine = AppClient.machine({ scopes: SCOPE });
    expect(clientProps(machine, { required: ['email', 'name'] }).WriteAttributes).toEqual(['email', 'name']);
    expect(clientProps(machine, { required: [] }).WriteAttributes).toEqual(['locale']);
  });

  test('no preset has the implicit grant, a placeholder callback or the administrator scope', () => {
    const all = [
      AppClient.browser({ callbackUrls: ['https://a.test'] }), AppClient.mobile(), AppClient.server(), AppClient.machine({ scopes: SCOPE }),
    ].map((client) => JSON.stringify(clientProps(client)));
    for (const props of all) {
      expect(props).not.toMatch(/implicit|example\.com|signin\.user\.admin/);
    }
  });

  test('a name is passed on', () => {
    expect(clientProps(AppClient.mobile({ clientName: 'phone' })).ClientName).toBe('phone');
    expect(clientProps(AppClient.machine({ clientName: 'batch', scopes: SCOPE })).ClientName).toBe('batch');
    expect(clientProps(AppClient.mobile())).not.toHaveProperty('ClientName');
  });

  test('only the machine signs nobody in', () => {
    expect(AppClient.machine({ scopes: SCOPE }).signsUsersIn).toBe(false);
    for (const client of [AppClient.browser({ callbackUrls: CALLBACK }), AppClient.mobile(), AppClient.server()]) {
      expect(client.signsUsersIn).toBe(true);
    }
  });

  test('one client may be added to two pools', () => {
    const client = AppClient.mobile();
    expect(clientProps(client)).toEqual(clientProps(client));
  });
});

describe('sign-in flows', () => {
  test('the clear password only on request', () => {
    expect(clientProps(AppClient.mobile({ userPasswordAuth: true })).ExplicitAuthFlows).toEqual(
      ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH']);
  });

  test('choice-based sign-in when the pool offers it', () => {
    expect(clientProps(AppClient.mobile(), { choiceBased: true }).ExplicitAuthFlows).toEqual(['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH']);
  });

  test('refreshing by the old call only without rotation', () => {
    const props = clientProps(AppClient.mobile({ refreshTokenRotation: false }));
    expect(props.ExplicitAuthFlows).toEqual(['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']);
    expect(props).not.toHaveProperty('RefreshTokenRotation');
  });

  test('custom challenges follow the triggers, also those added later', () => {
    const { stack, users } = pool();
    users.addClient('Client', AppClient.mobile());
    users.addTrigger(Trigger.customChallenge({ define: func(stack, 'D'), create: func(stack, 'C'), verify: func(stack, 'V') }));
    expect(onlyClient(stack).ExplicitAuthFlows).toEqual(['ALLOW_CUSTOM_AUTH', 'ALLOW_USER_SRP_AUTH']);
  });

  test('custom challenges can be kept away from a client', () => {
    const { stack, users } = pool();
    users.addTrigger(Trigger.customChallenge({ define: func(stack, 'D'), create: func(stack, 'C'), verify: func(stack, 'V') }));
    users.addClient('Client', AppClient.mobile({ customAuth: false }));
    expect(onlyClient(stack).ExplicitAuthFlows).toEqual(['ALLOW_USER_SRP_AUTH']);
  });

  test('warns about custom challenges without triggers', () => {
    const { stack, users } = pool();
    users.addClient('Client', AppClient.mobile({ customAuth: true }));
    expect(warnings(stack, 'custom-auth-without-triggers')).toBe(1);
    users.addTrigger(Trigger.preSignUp(func(stack, 'F')));
    const complete = pool();
    complete.users.addClient('Client', AppClient.mobile({ customAuth: true }));
    complete.users.addTrigger(Trigger.customChallenge({
      define: func(complete.stack, 'D'), create: func(complete.stack, 'C'), verify: func(complete.stack, 'V'),
    }));
    expect(warnings(complete.stack, 'custom-auth-without-triggers')).toBe(0);
  });

  test('identity providers added later are supported, each before the client', () => {
    const { stack, users } = pool();
    users.addClient('Web', AppClient.browser({ callbackUrls: CALLBACK }));
    users.addClient('Batch', AppClient.machine({ scopes: SCOPE }));
    const google = new cognito.UserPoolIdentityProviderGoogle(stack, 'Google', {
      userPool: users.userPool, clientId: 'id', clientSecretValue: SecretValue.ssmSecure('google'),
    });
    const template = Template.fromStack(stack);
    const reference = { Ref: stack.getLogicalId(google.node.defaultChild as cognito.CfnUserPoolIdentityProvider) };
    template.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      SupportedIdentityProviders: [reference, 'COGNITO'], GenerateSecret: false,
    });
    const machine = Object.values(template.findResources('AWS::Cognito::UserPoolClient', { Properties: { GenerateSecret: true } }))[0];
    expect(machine.Properties).not.toHaveProperty('SupportedIdentityProviders');
  });
});

describe('lifetimes', () => {
  test('are rendered in minutes', () => {
    expect(clientProps(AppClient.mobile({
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(2),
      refreshTokenValidity: Duration.days(1),
      authSessionValidity: Duration.minutes(5),
      refreshTokenGracePeriod: Duration.seconds(0),
    }))).toMatchObject({
      AccessTokenValidity: 60,
      IdTokenValidity: 120,
      RefreshTokenValidity: 1440,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'minutes' },
      AuthSessionValidity: 5,
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 },
    });
  });

  const BOUNDS: [string, Duration[], Duration[]][] = [
    [
      'accessTokenValidity', [Duration.minutes(5), Duration.hours(24)],
      [Duration.minutes(4), Duration.minutes(1441), Duration.seconds(299)],
    ],
    ['idTokenValidity', [Duration.minutes(5), Duration.hours(24)], [Duration.minutes(4), Duration.minutes(1441)]],
    ['refreshTokenValidity', [Duration.minutes(60), Duration.days(3650)], [Duration.minutes(59), Duration.days(3651), Duration.days(0)]],
    ['authSessionValidity', [Duration.minutes(3), Duration.minutes(15)], [Duration.minutes(2), Duration.minutes(16)]],
    ['refreshTokenGracePeriod', [Duration.seconds(0), Duration.seconds(60)], [Duration.seconds(61), Duration.minutes(2)]],
  ];
  const accepted = BOUNDS.flatMap(([prop, good]) => good.map((value) => [prop, value.toHumanString(), value] as const));
  const refused = BOUNDS.flatMap(([prop, , bad]) => bad.map((value) => [prop, value.toHumanString(), value] as const));

  test.each(accepted)('%s takes %s', (prop, _text, value) => {
    expect(() => clientProps(AppClient.mobile({ [prop]: value }))).not.toThrow();
  });

  test.each(refused)('fails on %s of %s', (prop, text, value) => {
    expect(() => added(AppClient.mobile({ [prop]: value }))).toThrow(`AppClient.mobile: ${prop} is ${text}; use `);
  });

  test('the message names the upper bound in days', () => {
    expect(() => added(AppClient.mobile({ refreshTokenValidity: Duration.days(4000) }))).toThrow('use 1 hour to 3650 days');
  });

  test('fails on parts of a unit', () => {
    expect(() => added(AppClient.mobile({ accessTokenValidity: Duration.seconds(330) }))).toThrow('Cognito counts whole minutes');
    expect(() => added(AppClient.mobile({ refreshTokenGracePeriod: Duration.millis(1500) }))).toThrow('Cognito counts whole seconds');
  });

  test.each(['accessTokenValidity', 'idTokenValidity'])('fails when %s outlives the refresh token', (prop) => {
    const refreshTokenValidity = Duration.hours(2);
    expect(() => added(AppClient.mobile({ refreshTokenValidity, [prop]: Duration.minutes(121) })))
      .toThrow(`${prop} (2 hours 1 minute) outlives`);
    expect(() => added(AppClient.mobile({ refreshTokenValidity, [prop]: Duration.minutes(120) }))).not.toThrow();
  });

  test('fails on a grace period without rotation', () => {
    expect(() => added(AppClient.mobile({ refreshTokenRotation: false, refreshTokenGracePeriod: Duration.seconds(5) })))
      .toThrow('no meaning');
  });

  test('fails for machines as well', () => {
    expect(() => added(AppClient.machine({ scopes: SCOPE, accessTokenValidity: Duration.minutes(4) })))
      .toThrow('AppClient.machine: accessTokenValidity');
  });

  test('tokens are passed on in their unit, unchecked', () => {
    const later = (value: number) => Lazy.number({ produce: () => value });
    expect(clientProps(AppClient.mobile({
      accessTokenValidity: Duration.hours(later(2)),
      idTokenValidity: Duration.minutes(later(1)),
      refreshTokenValidity: Duration.days(later(3)),
      authSessionValidity: Duration.minutes(later(4)),
      refreshTokenGracePeriod: Duration.seconds(later(5)),
    }))).toMatchObject({
      AccessTokenValidity: 2,
      IdTokenValidity: 1,
      RefreshTokenValidity: 3,
      TokenValidityUnits: { AccessToken: 'hours', IdToken: 'minutes', RefreshToken: 'days' },
      AuthSessionValidity: 4,
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 5 },
    });
    expect(clientProps(AppClient.mobile({ accessTokenValidity: Duration.seconds(later(600)), refreshTokenValidity: Duration.days(1) })))
      .toMatchObject({ AccessTokenValidity: 600, TokenValidityUnits: { AccessToken: 'seconds', RefreshToken: 'minutes' } });
  });
});

describe('the secret', () => {
  test('is the attribute of the client, without a custom resource', () => {
    const { stack, users } = pool();
    const client = users.addClient('Backend', AppClient.server());
    const secret = { 'Fn::GetAtt': [stack.getLogicalId(client.node.defaultChild as cognito.CfnUserPoolClient), 'ClientSecret'] };
    expect(stack.resolve(client.userPoolClientSecret.unsafeUnwrap())).toEqual(secret);
    expect(stack.resolve(AppClientSecret.valueOf(client).unsafeUnwrap())).toEqual(secret);
    Template.fromStack(stack).resourceCountIs('Custom::DescribeCognitoUserPoolClient', 0);
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::Function', 0);
  });

  test('is stored with the id of the client, and stands in no output', () => {
    const { stack, users } = pool();
    const client = users.addClient('Backend', AppClient.server());
    AppClientSecret.store(stack, 'Secret', client);
    const template = Template.fromStack(stack);
    const logicalId = stack.getLogicalId(client.node.defaultChild as cognito.CfnUserPoolClient);
    template.hasResourceProperties('AWS::SecretsManager::Secret', {
      Description: 'Cognito app client Stack/Users/Backend',
      SecretString: {
        'Fn::Join': ['', ['{"clientId":"', { Ref: logicalId }, '","clientSecret":"', { 'Fn::GetAtt': [logicalId, 'ClientSecret'] }, '"}']],
      },
    });
    expect(template.toJSON().Outputs).toBeUndefined();
  });

  test('is stored with a key and a description on request', () => {
    const { stack, users } = pool();
    AppClientSecret.store(stack, 'Secret', users.addClient('Backend', AppClient.server()), {
      encryptionKey: new kms.Key(stack, 'Key'), description: 'for the backend',
    });
    Template.fromStack(stack).hasResourceProperties('AWS::SecretsManager::Secret', {
      Description: 'for the backend', KmsKeyId: Match.objectLike({ 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] }),
    });
  });

  test('fails to be stored in another stack, which would get it from an output', () => {
    const { stack, users } = pool();
    const client = users.addClient('Backend', AppClient.server());
    for (const elsewhere of [new Stack(stack.node.root as App, 'Elsewhere'), new NestedStack(stack, 'Nested')]) {
      expect(() => AppClientSecret.store(elsewhere, 'Secret', client)).toThrow(
        `Stack/Users/Backend: AppClientSecret.store: 'Secret' is to be in the stack ${elsewhere.node.path}, to which Stack would show the `
          + 'secret in an output; '
        + 'store it beside the client and share the secret');
    }
  });

  test('stored beside the client, it is shared with another stack without an output that shows it', () => {
    const { stack, users } = pool();
    const client = users.addClient('Backend', AppClient.server());
    const elsewhere = new Stack(stack.node.root as App, 'Elsewhere');
    AppClientSecret.store(stack, 'Secret', client).grantRead(func(elsewhere, 'Fn'));
    expect(JSON.stringify(Template.fromStack(stack).toJSON().Outputs)).not.toContain('ClientSecret');
  });

  test('fails for a public client', () => {
    const { users } = pool();
    const client = users.addClient('Web', AppClient.mobile());
    expect(() => client.userPoolClientSecret).toThrow('Stack/Users/Web: the client is public and has no secret');
    expect(() => AppClientSecret.valueOf(client)).toThrow('the client is public');
  });
});

describe('code clients', () => {
  test('warn without a domain', () => {
    const { stack, users } = pool();
    users.addClient('Web', AppClient.browser({ callbackUrls: CALLBACK }));
    expect(warnings(stack, 'code-client-without-domain')).toBe(1);
  });

  test('do not warn with a domain, nor without OAuth, nor for a machine', () => {
    const withDomain = pool({ domain: true });
    withDomain.users.addClient('Web', AppClient.browser({ callbackUrls: CALLBACK }));
    expect(warnings(withDomain.stack, 'code-client-without-domain')).toBe(0);
    const { stack, users } = pool();
    users.addClient('Mobile', AppClient.mobile());
    users.addClient('Batch', AppClient.machine({ scopes: SCOPE }));
    expect(warnings(stack, 'code-client-without-domain')).toBe(0);
  });
});

describe('machine clients', () => {
  test('warns without a domain', () => {
    const { stack, users } = pool();
    users.addClient('Batch', AppClient.machine({ scopes: SCOPE }));
    expect(warnings(stack, 'machine-client-without-domain')).toBe(1);
  });

  test('does not warn with a domain, nor for other clients', () => {
    const withDomain = pool({ domain: true });
    withDomain.users.addClient('Batch', AppClient.machine({ scopes: SCOPE }));
    expect(warnings(withDomain.stack, 'machine-client-without-domain')).toBe(0);
    const { stack, users } = pool();
    users.addClient('Web', AppClient.browser({ callbackUrls: CALLBACK }));
    expect(warnings(stack, 'machine-client-without-domain')).toBe(0);
  });
});

test('tokens as URLs and scopes are passed on', () => {
  const stack = new Stack();
  const url = Lazy.string({ produce: () => 'http://anything' });
  const list = Lazy.list({ produce: () => ['https://one.test'] });
  const scopes = [cognito.OAuthScope.custom(Token.asString({ resolve: () => 'late' }))];
  expect(stack.resolve(clientProps(AppClient.browser({ callbackUrls: [url], defaultRedirectUri: 'https://x.test', scopes }))))
    .toMatchObject({
      CallbackURLs: ['http://anything'], DefaultRedirectURI: 'https://x.test', AllowedOAuthScopes: ['late'],
    });
  expect(clientProps(AppClient.browser({ callbackUrls: list })).CallbackURLs).toEqual(['https://one.test']);
});
