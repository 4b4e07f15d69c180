import { App, CfnResource, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { added, clientProps, pool, warnings } from './client-fixture';
import { AppUserPool, Claim, CognitoAuth, CustomAttribute, RoleRule } from '../../src';
import { AppClient, ClientRegistration, ExternalClientProps, LoginPages, TokenExchange } from '../../src/user-pool';
import { used } from '../used';

const CALLBACK = ['https://notes.example.org/cb'];
const SCOPE = [cognito.OAuthScope.custom('orders/read')];
const external = (props: Partial<ExternalClientProps> = {}) => AppClient.external({
  metadataUrls: ['https://*.agents.example/client.json'], callbackUrls: CALLBACK, scopes: SCOPE, ...props,
});
const only = (stack: Stack, type: string) => {
  const found = Object.values(Template.fromStack(stack).findResources(type));
  expect(found).toHaveLength(1);
  return found[0].Properties;
};

describe('a machine', () => {
  test('gets tokens from the API without a domain, by its only flow', () => {
    const { stack, users } = pool();
    users.addResourceServer('Orders', { identifier: 'orders', scopes: { read: 'Read' } });
    users.addClient('Job', AppClient.machine({ scopes: SCOPE, tokenApi: true }));
    expect(only(stack, 'AWS::Cognito::UserPoolClient')).toMatchObject({
      ExplicitAuthFlows: ['ALLOW_CLIENT_TOKEN_AUTH'], GenerateSecret: true, AllowedOAuthScopes: ['orders/read'],
    });
    expect(warnings(stack, 'machine-client-without-domain')).toBe(0);
  });

  test('needs a domain otherwise', () => {
    const { stack, users } = pool();
    users.addClient('Job', AppClient.machine({ scopes: SCOPE, tokenApi: false }));
    expect(warnings(stack, 'machine-client-without-domain')).toBe(1);
  });

  test.each([
    [[TokenExchange.DELEGATION], ['ALLOW_TOKEN_EXCHANGE_DELEGATION']],
    [[TokenExchange.IMPERSONATION, TokenExchange.IMPERSONATION], ['ALLOW_TOKEN_EXCHANGE_IMPERSONATION']],
    [[TokenExchange.DELEGATION, TokenExchange.IMPERSONATION], ['ALLOW_TOKEN_EXCHANGE_DELEGATION', 'ALLOW_TOKEN_EXCHANGE_IMPERSONATION']],
    [[], ['ALLOW_REFRESH_TOKEN_AUTH']],
  ])('trades tokens by %j, with a secret', (tokenExchange, flows) => {
    expect(clientProps(AppClient.machine({ scopes: SCOPE, tokenExchange })))
      .toMatchObject({ ExplicitAuthFlows: flows, GenerateSecret: true });
  });

  test('fails with tokenApi beside tokenExchange', () => {
    expect(() => added(AppClient.machine({ scopes: SCOPE, tokenApi: true, tokenExchange: [TokenExchange.DELEGATION] })))
      .toThrow('tokenExchange contradicts tokenApi');
  });

  test('that trades tokens is none through which people write their attributes', () => {
    const stack = new Stack(new App(), 'Stack');
    const auth = new CognitoAuth(stack, 'Auth', { attributes: { custom: { plan: CustomAttribute.text() } } });
    auth.addClient('Agent', AppClient.machine({ scopes: SCOPE, tokenExchange: [TokenExchange.IMPERSONATION] }));
    auth.addRule('Gold', RoleRule.equalTo(Claim.customAttribute('plan'), 'gold'));
    expect(() => Template.fromStack(stack)).not.toThrow();
  });
});

describe('apps of others', () => {
  test('act as a public client of the login pages, for documents of known hosts', () => {
    const { stack, users } = pool();
    users.addClient('Agents', external({ metadataCache: Duration.days(2), idTokenValidity: Duration.minutes(10), clientName: 'agents' }));
    expect(only(stack, 'AWS::Cognito::UserPoolClient')).toMatchObject({
      ClientName: 'agents',
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['orders/read'],
      CallbackURLs: CALLBACK,
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      SupportedIdentityProviders: ['COGNITO'],
      ReadAttributes: ['email'],
      WriteAttributes: ['email', 'name'],
      IdTokenValidity: 10,
    });
    expect(only(stack, 'AWS::Cognito::CIMDPolicy')).toEqual({
      UserPoolId: { Ref: expect.stringMatching(/^UsersUserPool/) },
      ClientId: { Ref: expect.stringMatching(/^UsersAgents/) },
      PolicyName: expect.stringMatching(/^.{1,32}$/),
      URLPatterns: ['https://*.agents.example/client.json'],
      CacheDuration: 172800,
    });
    expect(warnings(stack, 'code-client-without-domain')).toBe(1);
  });

  test('show attributes only where asked to', () => {
    expect(clientProps(external(), { required: [] })).toMatchObject({ ReadAttributes: ['locale'], WriteAttributes: ['email', 'name'] });
    expect(clientProps(external({ readAttributes: ['email', 'name'] })).ReadAttributes).toEqual(['email', 'name']);
  });

  test('get no AWS credentials', () => {
    const stack = new Stack(new App(), 'Stack');
    const auth = new CognitoAuth(stack, 'Auth', { loginPages: LoginPages.prefix() });
    auth.addClient('Agents', external({ scopes: [cognito.OAuthScope.OPENID] }));
    expect(only(stack, 'AWS::Cognito::IdentityPool').CognitoIdentityProviders).toHaveLength(1);
    const presets = [external(), AppClient.mobile(), AppClient.machine({ scopes: SCOPE })];
    expect(presets.map(client => client.givesCredentials)).toEqual([false, true, false]);
    expect(external().signsUsersIn).toBe(true);
  });

  test.each([
    ['https://a*.example*', 'hosts that anyone may have'],
    ['https://*/client.json', 'hosts that anyone may have'],
    ['https://*.github.io/c', 'hosts that anyone may have'],
    ['http://agents.example/client.json', 'begin with https://'],
    ['https://a.b', 'is refused by Cognito'],
    [`https://a.example/${'x'.repeat(239)}`, 'is refused by Cognito'],
  ])('fails for documents at %s', (url, message) => {
    expect(() => added(external({ metadataUrls: [url] }))).toThrow(message);
  });

  test('may have documents as long and as many as Cognito takes', () => {
    const longest = `https://a.example/${'x'.repeat(238)}`;
    const five = [longest, 'https://ab.c', 'https://a.example/*', 'https://b.example/*', 'https://c.example/*'];
    expect(() => added(external({ metadataUrls: five })))
      .not.toThrow();
  });

  test('fails without a document, or with six', () => {
    expect(() => added(external({ metadataUrls: [] }))).toThrow('metadataUrls has 0 entries; give 1 to 5');
    expect(() => added(external({ metadataUrls: [1, 2, 3, 4, 5, 6].map(n => `https://a${n}.example/c`) })))
      .toThrow('metadataUrls has 6 entries');
  });

  test.each([[Duration.hours(23), false], [Duration.days(1), true], [Duration.seconds(31_556_952), true], [Duration.days(366), false]])(
    'keep a document for %s: %s', (metadataCache, taken) => {
      const making = () => added(external({ metadataCache }));
      expect(taken ? making : () => { expect(making).toThrow('metadataCache'); }).not.toThrow();
    });

  test('fails with a scope by which users change themselves', () => {
    expect(() => added(external({ scopes: [cognito.OAuthScope.COGNITO_ADMIN] }))).toThrow('apps of others would change the attributes');
  });

  test('fails without a scope', () => {
    expect(() => added(external({ scopes: [] }))).toThrow('scopes is empty');
  });
});

describe('registration of clients', () => {
  const users = (clientRegistration: ClientRegistration, props = {}) => {
    const stack = new Stack(new App(), 'Stack');
    return { stack, pool: new AppUserPool(stack, 'Users', { clientRegistration, ...props }) };
  };

  test('is off by default', () => {
    const { stack } = pool();
    expect(only(stack, 'AWS::Cognito::UserPool')).not.toHaveProperty('DcrConfiguration');
  });

  test('asks for a token, on the Essentials plan', () => {
    const { stack, pool: made } = users(ClientRegistration.authenticated({ scopes: SCOPE }), { loginPages: LoginPages.prefix() });
    made.addClient('Registrar', AppClient.machine({ scopes: [ClientRegistration.scope()] }));
    expect(only(stack, 'AWS::Cognito::UserPool')).toMatchObject({
      DcrConfiguration: { EnableStatus: 'Enabled', OpenDcrEnabled: false, AllowedScopes: ['orders/read'] }, UserPoolTier: 'ESSENTIALS',
    });
    expect(only(stack, 'AWS::Cognito::UserPoolClient').AllowedOAuthScopes).toEqual(['aws.cognito/dcr/register']);
    expect(warnings(stack, 'unknown-scope')).toBe(0);
    expect(warnings(stack, 'registration-without-domain')).toBe(0);
  });

  test('may be open, never for machines', () => {
    const { stack } = users(ClientRegistration.open());
    expect(only(stack, 'AWS::Cognito::UserPool').DcrConfiguration).toEqual({ EnableStatus: 'Enabled', OpenDcrEnabled: true });
    expect(warnings(stack, 'registration-without-domain')).toBe(1);
  });

  test('fails on the Lite plan', () => {
    expect(() => users(ClientRegistration.open(), { plan: cognito.FeaturePlan.LITE })).toThrow('clientRegistration');
  });

  test.each([ClientRegistration.authenticated, ClientRegistration.open])('fails with scopes that let users or clients do more', of => {
    const make = (options: { scopes: cognito.OAuthScope[] }) => used(of(options));
    expect(() => make({ scopes: [cognito.OAuthScope.COGNITO_ADMIN] }))
      .toThrow('change their attributes through clients that no template shows');
    expect(() => make({ scopes: [ClientRegistration.scope()] })).toThrow('cannot register more');
    const scopes = (count: number) => Array.from({ length: count }, (_, n) => cognito.OAuthScope.custom(`orders/${n}`));
    expect(() => make({ scopes: scopes(51) })).toThrow('at most 50');
    expect(() => make({ scopes: scopes(50) })).not.toThrow();
  });
});

describe('registration beside a rule', () => {
  const auth = (clientRegistration: ClientRegistration | undefined, claim = Claim.customAttribute('plan'), mutable = true,
    prepare = (_: CognitoAuth) => {}) => () => {
    const stack = new Stack(new App(), 'Stack');
    const made = new CognitoAuth(stack, 'Auth', {
      attributes: { custom: { plan: CustomAttribute.text({ mutable }) } }, ...clientRegistration ? { clientRegistration } : {},
    });
    prepare(made);
    made.addRule('Gold', RoleRule.equalTo(claim, 'gold'));
    Template.fromStack(stack);
  };

  test('fails where anyone registers clients and the attribute can change', () => {
    expect(auth(ClientRegistration.open())).toThrow('which people may write through app clients that anyone registers');
  });

  test('fails where an override allows users to change themselves', () => {
    const dcr = (value: unknown) => ({ users }: CognitoAuth) => users.cfnUserPool.addPropertyOverride('DcrConfiguration', value);
    const ADMIN = 'aws.cognito.signin.user.admin';
    expect(auth(undefined, undefined, true, dcr({ AllowedScopes: [ADMIN] }))).toThrow('whoever has a token for it registers');
    expect(auth(undefined, undefined, true, dcr({ OpenDcrEnabled: { Ref: 'AWS::Region' } }))).toThrow('anyone registers');
    expect(auth(undefined, undefined, true, dcr({ EnableStatus: 'Disabled', OpenDcrEnabled: true }))).not.toThrow();
  });

  test('is fine with a token, with an attribute that stays, or accepted', () => {
    expect(auth(ClientRegistration.authenticated())).not.toThrow();
    expect(auth(ClientRegistration.open(), undefined, false)).not.toThrow();
    expect(auth(ClientRegistration.open(), Claim.customAttribute('plan').acknowledgeWriters('registered clients are reviewed')))
      .not.toThrow();
    expect(auth(ClientRegistration.open(), Claim.authenticationLevel())).not.toThrow();
  });
});

describe('the metadata of a protected resource', () => {
  const metadata = (identifier: string) => {
    const { stack, users } = pool();
    const server = users.addResourceServer('Mcp', { identifier, scopes: { read: 'Read', write: 'Write' } });
    new CfnResource(stack, 'Reader', { type: 'Test::Reader', properties: { Metadata: server.protectedResourceMetadata() } });
    return JSON.stringify(only(stack, 'Test::Reader').Metadata);
  };

  test('names the API, whose tokens it takes, and its scopes', () => {
    const text = metadata('https://mcp.example.org/mcp');
    expect(text).toContain('https://mcp.example.org/mcp/read');
    expect(text).toContain('ProviderName');
    expect(text).toContain('bearer_methods_supported');
  });

  test.each([
    'orders', 'http://mcp.example.org', 'https://mcp.example.org/?a', 'https://mcp.example.org/#a', 'https://',
  ])('fails for %s', identifier => {
    expect(() => metadata(identifier)).toThrow('is not the URL of the API');
  });
});

describe('the level of authentication', () => {
  test.each([1, 2, 3, 4])('%i decides about a role, and nobody writes it', level => {
    const rule = RoleRule.authenticationLevel(level);
    expect([rule.claim.name, rule.value]).toEqual(['acr', `urn:cognito:loa:${level}`]);
    const stack = new Stack(new App(), 'Stack');
    new CognitoAuth(stack, 'Auth', { selfSignUp: true }).addRule('Strong', rule);
    expect(JSON.stringify(only(stack, 'AWS::Cognito::IdentityPoolRoleAttachment').RoleMappings))
      .toContain('"Claim":"acr","MatchType":"Equals"');
  });

  test.each([0, 5, 2.5])('fails for %p', level => {
    expect(() => used(RoleRule.authenticationLevel(level))).toThrow('use 1, 2, 3 or 4');
  });

  test('is no claim of another kind', () => {
    expect(() => used(Claim.fromTrigger('acr'))).toThrow('use Claim.authenticationLevel()');
    expect(() => used(Claim.standardAttribute('acr'))).toThrow('use Claim.authenticationLevel()');
  });
});
