import { App, CfnParameter, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { identityPool, making, mappings, only, renderedPool, users } from './identity-fixture';
import { AppIdentityPool, Claim, ExternalLogin, RoleRule } from '../../src/identity-pool';
import { used } from '../used';
import { warningsIn } from '../warnings';

const ARN = 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Abc123';

function loginsIn(stack: Stack): any[] {
  return only(Template.fromStack(stack), 'AWS::Cognito::IdentityPool').CognitoIdentityProviders;
}

function token(value: string): string {
  return Lazy.string({ produce: () => value });
}

/** That many app clients of one pool, registered. */
function registered(count: number) {
  const pool = identityPool();
  const { userPool } = users(pool.stack);
  const clients = Array.from({ length: count + 1 }, (_, index) => userPool.addClient(`Client${index}`));
  clients.slice(0, count).forEach(client => pool.identities.addUserPool(userPool, client));
  return { ...pool, userPool, next: clients[count] };
}

describe('without a provider', () => {
  test('the pool lists none of any kind', () => {
    expect(renderedPool()).toEqual({ AllowUnauthenticatedIdentities: false });
  });
});

describe('a user pool', () => {
  test('is registered by its provider name and client, and asked whether the user is still there', () => {
    const { stack, identities } = identityPool();
    const { userPool, client } = users(stack);
    identities.addUserPool(userPool, client);
    expect(loginsIn(stack)).toEqual([{
      ClientId: stack.resolve(client.userPoolClientId),
      ProviderName: stack.resolve(userPool.userPoolProviderName),
      ServerSideTokenCheck: true,
    }]);
  });

  test('fails with a client of another pool, which would be trusted for nothing', () => {
    const { stack, identities } = identityPool();
    const [one, other] = [users(stack, 'One'), users(stack, 'Other')];
    expect(() => identities.addUserPool(one.userPool, other.client))
      .toThrow('addUserPool: the app client Stack/Other/App is not one of Stack/One; register it with its own user pool');
    expect(() => identities.addUserPool(one.userPool, one.client)).not.toThrow();
    expect(() => identities.addUserPool(other.userPool, cognito.UserPoolClient.fromUserPoolClientId(stack, 'Imported', 'a'))).not.toThrow();
  });

  test('is not asked when the check is switched off', () => {
    const { stack, identities } = identityPool();
    const { userPool, client } = users(stack);
    identities.addUserPool(userPool, client, { serverSideTokenCheck: false });
    expect(loginsIn(stack)[0].ServerSideTokenCheck).toBe(false);
  });

  test('may have several clients, which keep the order in which they were added', () => {
    const { stack, identities } = identityPool();
    const { userPool, client } = users(stack);
    const second = userPool.addClient('Second');
    identities.addUserPool(userPool, second);
    identities.addUserPool(userPool, client);
    expect(loginsIn(stack).map(login => login.ClientId))
      .toEqual([second, client].map(({ userPoolClientId }) => stack.resolve(userPoolClientId)));
  });

  test('fails when the client is registered already', () => {
    const { userPool, identities, stack } = registered(0);
    const client = userPool.addClient('Twice');
    identities.addUserPool(userPool, client);
    expect(() => identities.addUserPool(userPool, client))
      .toThrow('Stack/Identities: addUserPool: the app client Stack/Users/Twice is registered already');
    expect(loginsIn(stack)).toHaveLength(1);
  });

  test('takes the 50th client', () => {
    expect(loginsIn(registered(50).stack)).toHaveLength(50);
  });

  test('fails at the 51st client', () => {
    const { identities, userPool, next } = registered(50);
    expect(() => identities.addUserPool(userPool, next))
      .toThrow(/at most 50 app clients can be registered, Stack\/Users\/Client50 is one more; use another identity pool/);
  });
});

describe('a client whose scopes give no ID token', () => {
  function registerWith(options: cognito.UserPoolClientOptions): string[] {
    const { stack, identities } = identityPool({}, {});
    const userPool = new cognito.UserPool(stack, 'Users');
    identities.addUserPool(userPool, userPool.addClient('Web', options));
    return warningsIn(stack);
  }
  const custom = cognito.OAuthScope.custom('orders/read');

  test('is warned about', () => {
    expect(registerWith({ oAuth: { scopes: [custom] } })).toEqual(['client-without-id-token']);
    expect(registerWith({ oAuth: { scopes: [cognito.OAuthScope.COGNITO_ADMIN] } })).toEqual(['client-without-id-token']);
  });

  test('is not with openid, a scope that brings it, a scope only deployment knows, or without OAuth', () => {
    expect(registerWith({ oAuth: { scopes: [custom, cognito.OAuthScope.OPENID] } })).toEqual([]);
    expect(registerWith({ oAuth: { scopes: [cognito.OAuthScope.EMAIL] } })).toEqual([]);
    expect(registerWith({ oAuth: { scopes: [cognito.OAuthScope.custom(token('late'))] } })).toEqual([]);
    expect(registerWith({ disableOAuth: true })).toEqual([]);
  });
});

describe('an imported user pool', () => {
  function imported(region?: string) {
    const stack = new Stack(new App(), 'Stack', region ? { env: { region, account: '123456789012' } } : {});
    const userPool = cognito.UserPool.fromUserPoolArn(stack, 'Imported', ARN);
    const client = cognito.UserPoolClient.fromUserPoolClientId(stack, 'Client', '1h57kf5cpq17m0eml12EXAMPLE');
    const identities = new AppIdentityPool(stack, 'Identities');
    identities.addUserPool(userPool, client);
    identities.addRule('Ops', RoleRule.equalTo(Claim.customAttribute('team').acknowledgeWriters('the owner of the pool writes it'), 'ops'));
    return stack;
  }

  test.each(['us-east-1', 'eu-west-1', undefined])('keeps its own region in a stack in %s', region => {
    const stack = imported(region);
    const expected = stack.resolve(`cognito-idp.eu-west-1.${stack.urlSuffix}/eu-west-1_Abc123`);
    expect(loginsIn(stack)[0].ProviderName).toEqual(expected);
    expect(mappings(stack)[0].IdentityProvider)
      .toEqual(stack.resolve(`cognito-idp.eu-west-1.${stack.urlSuffix}/eu-west-1_Abc123:1h57kf5cpq17m0eml12EXAMPLE`));
  });

  test('by id alone is one of the region of the stack', () => {
    const { stack, identities } = identityPool({}, { env: { region: 'eu-central-1' } });
    const userPool = cognito.UserPool.fromUserPoolId(stack, 'Imported', 'eu-central-1_Abc123');
    identities.addUserPool(userPool, cognito.UserPoolClient.fromUserPoolClientId(stack, 'Client', 'abc'));
    expect(loginsIn(stack)[0].ProviderName).toEqual(stack.resolve(userPool.userPoolProviderName));
    expect(JSON.stringify(loginsIn(stack)[0].ProviderName)).toContain('eu-central-1_Abc123');
  });
});

describe('a public login provider', () => {
  test.each([
    [ExternalLogin.google(['1234.apps.example']), { 'accounts.google.com': '1234.apps.example' }],
    [ExternalLogin.google(['web', 'ios', 'android']), { 'accounts.google.com': 'web;ios;android' }],
    [ExternalLogin.facebook(['7346241598935552']), { 'graph.facebook.com': '7346241598935552' }],
    [ExternalLogin.amazon(['amzn1.application-oa2-client.1']), { 'www.amazon.com': 'amzn1.application-oa2-client.1' }],
    [ExternalLogin.apple(['com.example.app']), { 'appleid.apple.com': 'com.example.app' }],
    [ExternalLogin.twitter('key', 'secret'), { 'api.twitter.com': 'key;secret' }],
  ])('is listed by name with the ids of its apps (%#)', (provider, expected) => {
    expect(renderedPool({ externalLogins: [provider] }).SupportedLoginProviders).toEqual(expected);
  });

  test('may be added later', () => {
    const { stack, identities } = identityPool({ externalLogins: [ExternalLogin.google(['a'])] });
    identities.addExternalLogin(ExternalLogin.apple(['b']));
    expect(only(Template.fromStack(stack), 'AWS::Cognito::IdentityPool').SupportedLoginProviders)
      .toEqual({ 'accounts.google.com': 'a', 'appleid.apple.com': 'b' });
  });

  test('takes app ids of 128 characters', () => {
    expect(() => used(ExternalLogin.google(['x'.repeat(128)]))).not.toThrow();
  });

  test.each([
    ['nothing', []],
    ['129 characters', ['x'.repeat(129)]],
    ['128 characters and a separator', ['x'.repeat(64), 'y'.repeat(64)]],
    ['a blank', ['my app']],
  ])('fails on app ids with %s', (_, ids) => {
    expect(() => used(ExternalLogin.google(ids)))
      .toThrow(/ExternalLogin for accounts\.google\.com: the app ids must have 1 to 128 letters, digits .* got: '/);
  });

  test('fails on a secret with a blank without showing it', () => {
    expect(() => used(ExternalLogin.twitter('key', 'hush hush')))
      .toThrow(/ExternalLogin for api\.twitter\.com: .* got: 13 characters, which are not shown/);
    expect(() => used(ExternalLogin.twitter('key', 'hush hush'))).not.toThrow(/hush/);
    expect(() => used(ExternalLogin.twitter('key', 'hush'))).not.toThrow();
  });

  test('takes a list of app ids that only deployment knows', () => {
    const { stack, identities } = identityPool();
    identities.addExternalLogin(ExternalLogin.google(new CfnParameter(stack, 'Ids', { type: 'CommaDelimitedList' }).valueAsList));
    identities.addExternalLogin(ExternalLogin.apple(Fn.split(',', Fn.importValue('Ids'))));
    expect(only(Template.fromStack(stack), 'AWS::Cognito::IdentityPool').SupportedLoginProviders).toEqual({
      'accounts.google.com': { 'Fn::Join': [';', { Ref: 'Ids' }] },
      'appleid.apple.com': { 'Fn::Join': [';', { 'Fn::Split': [',', { 'Fn::ImportValue': 'Ids' }] }] },
    });
  });

  test('leaves unresolved app ids alone', () => {
    expect(renderedPool({ externalLogins: [ExternalLogin.google([token('not yet')])] }).SupportedLoginProviders)
      .toEqual({ 'accounts.google.com': 'not yet' });
  });

  test('fails when it is registered already', () => {
    const { identities } = identityPool({ externalLogins: [ExternalLogin.google(['a'])] });
    expect(() => identities.addExternalLogin(ExternalLogin.google(['b'])))
      .toThrow(/addExternalLogin: accounts\.google\.com is registered already; give all its app ids at once/);
    expect(() => identities.addExternalLogin(ExternalLogin.apple(['b']))).not.toThrow();
  });
});

describe('a provider that is registered with IAM', () => {
  test('OpenID Connect is listed by its ARN', () => {
    const { stack, identities } = identityPool();
    const provider = new iam.OpenIdConnectProvider(stack, 'Oidc', { url: 'https://id.example.com', clientIds: ['app'] });
    identities.addExternalLogin(ExternalLogin.openIdConnect(provider));
    expect(only(Template.fromStack(stack), 'AWS::Cognito::IdentityPool').OpenIdConnectProviderARNs)
      .toEqual([stack.resolve(provider.openIdConnectProviderArn)]);
  });

  test('SAML is listed by its ARN', () => {
    const { stack, identities } = identityPool();
    const provider = new iam.SamlProvider(stack, 'Saml', { metadataDocument: iam.SamlMetadataDocument.fromXml('<xml/>') });
    identities.addExternalLogin(ExternalLogin.saml(provider));
    expect(only(Template.fromStack(stack), 'AWS::Cognito::IdentityPool').SamlProviderARNs)
      .toEqual([stack.resolve(provider.samlProviderArn)]);
  });

  test('two of a kind are listed both, and mapped by their ARNs', () => {
    const { stack, identities } = identityPool();
    const providers = ['One', 'Two'].map(id => ExternalLogin.openIdConnect(new iam.CfnOIDCProvider(
      stack, id, { url: `https://${id}.example.com` },
    )));
    providers.forEach(provider => identities.addExternalLogin(provider));
    providers.forEach((provider, index) => identities.addRule(
      `Rule${index}`, RoleRule.equalTo(Claim.fromProvider('team'), 'ops'), { provider },
    ));
    expect(mappings(stack).map(mapping => mapping.IdentityProvider)).toEqual(providers.map(({ name }) => stack.resolve(name)));
  });

  test('fails when it is registered already', () => {
    const { stack, identities } = identityPool();
    const oidc = iam.OpenIdConnectProvider.fromOpenIdConnectProviderArn(
      stack, 'Oidc', 'arn:aws:iam::123456789012:oidc-provider/id.example.com',
    );
    identities.addExternalLogin(ExternalLogin.openIdConnect(oidc));
    expect(() => identities.addExternalLogin(ExternalLogin.openIdConnect(oidc)))
      .toThrow(/oidc-provider\/id\.example\.com is registered already/);
  });
});

describe('a developer provider', () => {
  test('is listed by its name', () => {
    expect(renderedPool({ externalLogins: [ExternalLogin.developer('login.my-backend')] }).DeveloperProviderName).toBe('login.my-backend');
  });

  test('takes a name of 100 characters', () => {
    expect(() => used(ExternalLogin.developer('x'.repeat(100)))).not.toThrow();
  });

  test.each(['', 'x'.repeat(101), 'my backend', 'a/b'])("fails on the name '%s'", name => {
    expect(() => used(ExternalLogin.developer(name)))
      .toThrow(`ExternalLogin.developer: name must have 1 to 100 letters, digits, '.', '_' or '-', got: '${name}'`);
  });

  test('leaves an unresolved name alone', () => {
    expect(renderedPool({ externalLogins: [ExternalLogin.developer(token('not/yet'))] }).DeveloperProviderName).toBe('not/yet');
  });

  test('fails when it is a second one', () => {
    expect(making({ externalLogins: [ExternalLogin.developer('one'), ExternalLogin.developer('two')] }))
      .toThrow(/addExternalLogin: an identity pool has one developer provider, two is a second/);
  });
});

describe('in China', () => {
  const inRegion = (region: string, login?: ExternalLogin) =>
    identityPool(login ? { externalLogins: [login] } : {}, { env: { region } });

  test('fails for an identity pool in Ningxia, where there is no Cognito, but not in Beijing', () => {
    expect(() => inRegion('cn-northwest-1')).toThrow(
      'Stack/Identities: the region cn-northwest-1 has no Cognito; in China, identity pools are in cn-north-1, so put the stack there',
    );
    expect(() => inRegion('cn-north-1')).not.toThrow();
  });

  test.each([
    ['Facebook', ExternalLogin.facebook(['1234567890'])], ['Twitter', ExternalLogin.twitter('key', 'secret')],
  ])('a login of %s is warned of, elsewhere and of others it is not', (_, login) => {
    expect(warningsIn(inRegion('cn-north-1', login).stack)).toContain('login-not-in-region');
    expect(warningsIn(inRegion('eu-west-1', login).stack)).not.toContain('login-not-in-region');
    expect(warningsIn(inRegion('cn-north-1', ExternalLogin.amazon(['amzn1.application.abc'])).stack)).not.toContain('login-not-in-region');
  });
});
