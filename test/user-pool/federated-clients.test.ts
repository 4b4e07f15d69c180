import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { added } from './client-fixture';
import { app, callbackUrls, CLIENT, google, oidc, ref, saml, secret, trusted, TYPE } from './federation-fixture';
import { userPool } from './user-pool-fixture';
import { Claim, CognitoAuth, CognitoAuthProps, RoleRule } from '../../src';
import { reviewTemplates } from '../../src/guardrails/check';
import { AppClient, AppUserPool, AppUserPoolProps, CustomAttribute, IdentityProvider } from '../../src/user-pool';
import { warningsIn } from '../warnings';

describe('an app client', () => {
  const clientOf = (client: AppClient, providers: IdentityProvider[], props: AppUserPoolProps = {}) => {
    const { stack, users } = userPool(props);
    users.addClient('Web', client);
    providers.forEach(provider => users.addIdentityProvider(provider));
    return { template: Template.fromStack(stack), warnings: warningsIn(stack) };
  };

  test('offers the pool and all its providers, later ones too, and is made after them', () => {
    const { template } = clientOf(AppClient.browser({ callbackUrls }), [google(), saml()]);
    template.hasResourceProperties(CLIENT, {
      SupportedIdentityProviders: [ref('Google'), ref('Corp'), 'COGNITO'], ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
    });
  });

  test('offers those that it names, before or after they are added, and leaves no flow of the pool', () => {
    const corp = saml();
    const { template } = clientOf(AppClient.browser({ callbackUrls, signInWith: [corp] }), [google(), corp]);
    template.hasResourceProperties(CLIENT, {
      SupportedIdentityProviders: [ref('Corp')], ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'], RefreshTokenRotation: Match.absent(),
    });
    const { stack, users } = userPool();
    const made = users.addIdentityProvider(corp);
    users.addClient('Web', AppClient.server({ callbackUrls, signInWith: [made, IdentityProvider.userPool()] }));
    Template.fromStack(stack)
      .hasResourceProperties(CLIENT, { SupportedIdentityProviders: [ref('Corp'), 'COGNITO'], ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] });
  });

  test('offers a provider that was made elsewhere, by its name', () => {
    const elsewhere = { providerName: 'Legacy' };
    clientOf(
      AppClient.browser({ callbackUrls, signInWith: [elsewhere] }), [],
    ).template.hasResourceProperties(CLIENT, { SupportedIdentityProviders: ['Legacy'] });
  });

  test('offers the pool alone', () => {
    const { template } = clientOf(AppClient.mobile({ signInWith: [IdentityProvider.userPool()] }), [
      IdentityProvider.google({ ...app, attributes: { fullname: 'name' } }),
    ]);
    template.hasResourceProperties(CLIENT, {
      SupportedIdentityProviders: ['COGNITO'], WriteAttributes: ['email'], RefreshTokenRotation: Match.anyValue(),
    });
  });

  test('offers nobody where it is a machine', () => {
    const { stack, users } = userPool({ identityProviders: [google()] });
    const api = users.addResourceServer('Api', { identifier: 'api', scopes: { read: 'Read' } });
    users.addClient('Nightly', AppClient.machine({ scopes: [api.scope('read')] }));
    Template.fromStack(stack).hasResourceProperties(CLIENT, { SupportedIdentityProviders: Match.absent() });
  });

  test('may write what its providers fill, and no more', () => {
    const attributes = { fullname: 'name' };
    const { template } = clientOf(AppClient.browser({ callbackUrls }), [IdentityProvider.google({ ...app, attributes })]);
    template.hasResourceProperties(CLIENT, { WriteAttributes: ['email', 'name'] });
    const listed = AppClient.browser({ callbackUrls, writeAttributes: ['email'] });
    expect(() => clientOf(listed, [IdentityProvider.google({ ...app, attributes })])).toThrow("can't write 'name'");
    expect(() => clientOf(listed, [google()])).not.toThrow();
  });

  test.each<[string, () => unknown, RegExp]>([
    ['nobody to sign in with', () => added(AppClient.browser({ callbackUrls, signInWith: [] })), /signInWith is empty/],
    ['providers without login pages', () => added(AppClient.browser({ signInWith: [saml()] })), /give callbackUrls/],
    [
      'passwords beside providers only', () => added(AppClient.browser({ callbackUrls, signInWith: [saml()], userPasswordAuth: true })),
      /userPasswordAuth contradicts signInWith/,
    ],
    [
      'challenges beside providers only', () => added(AppClient.browser({ callbackUrls, signInWith: [saml()], customAuth: true })),
      /customAuth contradicts signInWith/,
    ],
    [
      'an administrator\'s passwords', () => added(AppClient.server({ callbackUrls, signInWith: [saml()], adminUserPasswordAuth: true })),
      /adminUserPasswordAuth contradicts/,
    ],
    [
      'rotation with providers only', () => added(AppClient.browser({ callbackUrls, signInWith: [saml()], refreshTokenRotation: true })),
      /refreshTokenRotation contradicts/,
    ],
    [
      'a provider that is not in the pool', () => clientOf(AppClient.browser({ callbackUrls, signInWith: [saml()] }), [google()]),
      /signInWith names 'Corp', which is no identity provider of this pool/,
    ],
  ])('fails with %s', (_, make, message) => expect(make).toThrow(message));
});

describe('a role by what the provider says', () => {
  const byDepartment = (client: AppClient, props: CognitoAuthProps = {}) => {
    const stack = new Stack(new App(), 'Stack');
    const auth = new CognitoAuth(stack, 'Auth', {
      attributes: { custom: { department: CustomAttribute.text() } },
      identityProviders: [saml({ attributes: { email: 'mail', custom: { department: 'department' } } })],
      client,
      ...props,
    });
    auth.userPool.addDomain('Domain', { cognitoDomain: { domainPrefix: 'acme' } });
    auth.addRule('Finance', RoleRule.equalTo(Claim.customAttribute('department'), 'finance'));
    return { stack, template: Template.fromStack(stack), warnings: warningsIn(stack) };
  };
  const corp = { providerName: 'Corp' };
  const staff = (props: object = {}) => AppClient.browser({ callbackUrls, signInWith: [corp], ...props });

  test('needs no acknowledgement where people sign in with it only', () => {
    const { template, warnings } = byDepartment(staff());
    template.hasResourceProperties(CLIENT, { WriteAttributes: ['email', 'custom:department'] });
    expect(warnings).toEqual([]);
  });

  test.each<[string, AppClient, CognitoAuthProps?]>([
    ['with a password too', AppClient.browser({ callbackUrls })],
    ['and get a token that changes attributes', staff({ scopes: [cognito.OAuthScope.OPENID, cognito.OAuthScope.COGNITO_ADMIN] })],
    ['and sign up', staff(), { selfSignUp: true }],
  ])('is refused where people sign in %s, and the refusal names the way out', (_, client, props = {}) => {
    expect(() => byDepartment(client, props)).toThrow(
      /which people can write themselves .*as Stack\/Auth\/Users\/IdentityProviderCorp fills it, let people sign in there with the provider only/s);
  });

  test('goes with a client of the pool alone', () => {
    const { stack, users } = userPool({
      attributes: { custom: { department: CustomAttribute.text() } },
      identityProviders: [
        saml({ attributes: { email: 'mail', custom: { department: 'department' } } }),
      ],
    });
    users.addClient('Local', AppClient.mobile({ signInWith: [IdentityProvider.userPool()] }));
    Template.fromStack(stack);
    expect(warningsIn(stack)).toEqual([]);
  });

  test('warns where people could write what the pool keeps from them, although no rule asks', () => {
    const custom = { department: CustomAttribute.text(), nickname: CustomAttribute.text({ writableByUser: true }) };
    const provider = saml({ attributes: { email: 'mail', custom: { department: 'department', nickname: 'nick' } } });
    const { stack, users } = userPool({ attributes: { custom, fullname: { writableByUser: false } }, identityProviders: [provider] });
    users.addClient('Web', AppClient.browser({ callbackUrls }));
    Template.fromStack(stack);
    expect(warningsIn(stack)).toEqual(expect.arrayContaining(['mapped-attribute-writable']));
  });
});

test.each(['us-gov-west-1', 'us-gov-east-1', 'eu-central-1'])('every kind of provider is made in %s', region => {
  const { stack, users } = userPool({}, { env: { region } });
  const social = { ...app, ...trusted };
  [google(), IdentityProvider.facebook(social), IdentityProvider.amazon(social), oidc(), saml()]
    .forEach(provider => users.addIdentityProvider(provider));
  Template.fromStack(stack).resourceCountIs(TYPE, 5);
  expect(warningsIn(stack)).toEqual([]);
});

test('a pool with a social and a corporate provider renders the same template as ever', () => {
  const stack = new Stack(new App(), 'Stack');
  const corp = saml({ attributes: { email: 'mail', custom: { department: 'department' } }, identifiers: ['example.com'] });
  const auth = new CognitoAuth(stack, 'Auth', {
    attributes: { custom: { department: CustomAttribute.text() } },
    identityProviders: [google(), corp],
    client: AppClient.browser({ callbackUrls, signInWith: [corp] }),
  });
  auth.addClient('Customers', AppClient.mobile({ callbackUrls: ['app://back'], signInWith: [google(), IdentityProvider.userPool()] }));
  auth.addRule('Finance', RoleRule.equalTo(Claim.customAttribute('department'), 'finance'));
  const { Resources } = Template.fromStack(stack).toJSON();
  const shown = Object.entries<any>(Resources).filter(([, { Type }]) => /IdentityProvider|Client$|UserPool$/.test(Type))
    .map(([id, { Type, Properties, Metadata, DependsOn }]) => [id, { Type, Properties, Metadata, DependsOn }]);
  expect(Object.fromEntries(shown)).toMatchSnapshot();
});

describe('the guardrails', () => {
  const findings = (providers: IdentityProvider[], client: AppClient) => {
    const stack = new Stack(new App(), 'Stack');
    const users = new AppUserPool(stack, 'Users', { identityProviders: providers });
    users.addClient('Web', client);
    const review = reviewTemplates([{ name: 'Stack', body: Template.fromStack(stack).toJSON() as any }], { hygiene: true });
    return { findings: review.findings.map(({ rule }) => rule), accepted: review.accepted.map(({ rule }) => rule) };
  };

  test.each<[string, IdentityProvider[]]>([
    [
      'Google, Apple and OpenID Connect',
      [google(), IdentityProvider.apple({ servicesId: 's', teamId: 't', keyId: 'k', privateKey: secret }), oidc()],
    ],
    ['SAML whose addresses are trusted', [saml()]],
  ])('find nothing about %s', (_, providers) => {
    const about = [
      'saml-weak', 'provider-secret-in-template', 'provider-email-unverified', 'mapped-attribute-refused', 'self-service-left-on',
      'client-hygiene', 'client-settings-conflict', 'pool-settings-refused',
    ];
    for (const client of [AppClient.browser({ callbackUrls }), AppClient.browser({ callbackUrls, signInWith: providers })]) {
      expect(findings(providers, client).findings.filter(rule => about.includes(rule))).toEqual([]);
    }
  });

  test('find what the constructs warn of, and what is asked for in so many words as accepted', () => {
    const attributes = { email: 'mail' };
    expect(findings([oidc({ attributes })], AppClient.mobile()).findings).toContain('provider-email-unverified');
    expect(findings([oidc({ attributes, emailTrustedBecause: 'our own directory' })], AppClient.mobile()).accepted)
      .toContain('provider-email-unverified');
    expect(findings([saml({ signedRequests: false })], AppClient.mobile()).accepted).toContain('saml-weak');
  });
});
