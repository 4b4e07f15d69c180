import { App, CfnParameter, SecretValue, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { app, google, oidc, saml, SECRET, secret, trusted, TYPE } from './federation-fixture';
import { userPool } from './user-pool-fixture';
import { CognitoAuth } from '../../src/cognito-auth';
import { AppUserPoolProps, CustomAttribute, IdentityProvider, Mfa, SignIn } from '../../src/user-pool';
import { used } from '../used';
import { warningsIn } from '../warnings';

/** The properties of the one provider of a pool. */
function rendered(provider: IdentityProvider, props?: AppUserPoolProps): Record<string, any> {
  const { stack, users } = userPool(props);
  users.addIdentityProvider(provider);
  return Object.values(Template.fromStack(stack).findResources(TYPE))[0].Properties;
}

function warningsOf(provider: IdentityProvider, props?: AppUserPoolProps): string[] {
  const { stack, users } = userPool(props);
  users.addIdentityProvider(provider);
  Template.fromStack(stack);
  return warningsIn(stack);
}

describe('what each provider is made of', () => {
  const OIDC = { client_id: 'id', client_secret: SECRET, authorize_scopes: 'openid email profile', attributes_request_method: 'GET' };
  const SAML = { IDPSignout: 'false', IDPInit: 'false', EncryptedResponses: 'true', RequestSigningAlgorithm: 'rsa-sha256' };
  const verified = { email: 'email', email_verified: 'email_verified' };

  test.each<[string, IdentityProvider, object]>([
    ['Google', google(), {
      ProviderName: 'Google',
      ProviderType: 'Google',
      AttributeMapping: verified,
      ProviderDetails: { client_id: 'id', client_secret: SECRET, authorize_scopes: 'openid email profile' },
    }],
    ['Facebook', IdentityProvider.facebook({ ...app, ...trusted, apiVersion: 'v17.0' }), {
      ProviderName: 'Facebook',
      ProviderType: 'Facebook',
      AttributeMapping: { email: 'email' },
      ProviderDetails: { client_id: 'id', client_secret: SECRET, authorize_scopes: 'public_profile,email', api_version: 'v17.0' },
    }],
    ['Amazon', IdentityProvider.amazon({ ...app, ...trusted, scopes: ['profile', 'postal_code'] }), {
      ProviderName: 'LoginWithAmazon',
      ProviderType: 'LoginWithAmazon',
      AttributeMapping: { email: 'email' },
      ProviderDetails: { client_id: 'id', client_secret: SECRET, authorize_scopes: 'profile postal_code' },
    }],
    ['Apple', IdentityProvider.apple({ servicesId: 'com.example', teamId: 'T', keyId: 'K', privateKey: secret }), {
      ProviderName: 'SignInWithApple',
      ProviderType: 'SignInWithApple',
      AttributeMapping: verified,
      ProviderDetails: { client_id: 'com.example', team_id: 'T', key_id: 'K', private_key: SECRET, authorize_scopes: 'email name' },
    }],
    ['OpenID Connect', oidc({ identifiers: ['example.com'] }), {
      ProviderName: 'Partner',
      ProviderType: 'OIDC',
      AttributeMapping: verified,
      IdpIdentifiers: ['example.com'],
      ProviderDetails: { ...OIDC, oidc_issuer: 'https://id.example.com' },
    }],
    ['OpenID Connect without discovery', oidc({
      attributeRequestMethod: cognito.OidcAttributeRequestMethod.POST,
      endpoints: {
        authorization: 'https://id.example.com/a',
        token: 'https://id.example.com/t',
        userInfo: 'https://id.example.com/u',
        jwksUri: 'https://id.example.com/j',
      },
    }), {
      ProviderDetails: {
        ...OIDC,
        oidc_issuer: 'https://id.example.com',
        attributes_request_method: 'POST',
        authorize_url: 'https://id.example.com/a',
        token_url: 'https://id.example.com/t',
        attributes_url: 'https://id.example.com/u',
        jwks_uri: 'https://id.example.com/j',
      },
    }],
    [
      'SAML', saml(),
      {
        ProviderName: 'Corp',
        ProviderType: 'SAML',
        AttributeMapping: { email: 'mail' },
        ProviderDetails: { ...SAML, MetadataURL: 'https://idp.example.com/metadata' },
      },
    ],
    ['SAML from a file', saml({ metadata: cognito.UserPoolIdentityProviderSamlMetadata.file('<md:EntityDescriptor entityID="x"/>') }), {
      ProviderDetails: { ...SAML, MetadataFile: '<md:EntityDescriptor entityID="x"/>' },
    }],
    ['SAML on its loose side', saml({ encryptedResponses: false, signedRequests: false, idpInitiated: true, idpSignout: true }), {
      ProviderDetails: {
        MetadataURL: 'https://idp.example.com/metadata', IDPSignout: 'true', IDPInit: 'true', EncryptedResponses: 'false',
      },
    }],
    ['Entra ID', IdentityProvider.entraId('Entra', { ...app, ...trusted, tenantId: '1111-2222' }), {
      ProviderType: 'OIDC',
      AttributeMapping: { email: 'email' },
      ProviderDetails: {
        ...OIDC, oidc_issuer: 'https://login.microsoftonline.com/1111-2222/v2.0',
      },
    }],
    ['Entra ID by SAML', IdentityProvider.entraIdSaml('Entra', { ...trusted, tenantId: '1111-2222', applicationId: '3333' }), {
      ProviderType: 'SAML',
      AttributeMapping: { email: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress' },
      ProviderDetails: {
        ...SAML, MetadataURL: 'https://login.microsoftonline.com/1111-2222/federationmetadata/2007-06/federationmetadata.xml?appid=3333',
      },
    }],
    ['Okta', IdentityProvider.okta('Okta', { ...app, domain: 'acme.okta.com' }), {
      ProviderType: 'OIDC', AttributeMapping: verified, ProviderDetails: { ...OIDC, oidc_issuer: 'https://acme.okta.com' },
    }],
    ['an authorization server of Okta', IdentityProvider.okta('Okta', {
      ...app, domain: 'acme.okta.com', authorizationServer: 'default',
    }), {
      ProviderDetails: { ...OIDC, oidc_issuer: 'https://acme.okta.com/oauth2/default' },
    }],
    ['Auth0', IdentityProvider.auth0('Auth0', { ...app, domain: 'acme.eu.auth0.com' }), {
      ProviderType: 'OIDC', AttributeMapping: verified, ProviderDetails: { ...OIDC, oidc_issuer: 'https://acme.eu.auth0.com' },
    }],
    ['a custom domain of Auth0', IdentityProvider.auth0('Auth0', { ...app, domain: 'login.example.com' }), {
      ProviderDetails: { ...OIDC, oidc_issuer: 'https://login.example.com' },
    }],
  ])('%s', (_, provider, expected) => {
    expect(rendered(provider)).toMatchObject(expected);
    expect(warningsOf(provider)).toEqual([]);
  });

  test('nothing of the loose side of SAML is in the template unless it is asked for', () => {
    expect(rendered(saml({ signedRequests: false })).ProviderDetails).not.toHaveProperty('RequestSigningAlgorithm');
    expect(rendered(saml())).not.toHaveProperty('IdpIdentifiers');
  });
});

describe('what Cognito refuses of a provider', () => {
  test.each<[string, () => unknown, RegExp]>([
    ['an empty name', () => oidc({}, ''), /name is empty/],
    ['a name of 33 characters', () => oidc({}, 'x'.repeat(33)), /has 33 characters; use at most 32/],
    ['a name that begins with an underscore', () => oidc({}, '_corp'), /begins with an underscore or holds white space/],
    ['a name with a space', () => saml({}, 'My Corp'), /begins with an underscore or holds white space/],
    ['the name of a social provider', () => oidc({}, 'google'), /that of the provider Google/],
    ['the name of the pool itself', () => saml({}, 'COGNITO'), /that of the user pool itself/],
    ['a name that only deployment knows', () => saml({}, new CfnParameter(new Stack(), 'Name').valueAsString), /write the name out/],
    [
      '51 identifiers', () => saml({ identifiers: Array.from({ length: 51 }, (_, index) => `id${index}`) }),
      /has 51 entries; a provider takes at most 50/,
    ],
    ['an identifier of 41 characters', () => saml({ identifiers: ['x'.repeat(41)] }), /41 characters\) is refused/],
    ['an empty identifier', () => saml({ identifiers: [''] }), /0 characters\) is refused/],
    ['an identifier with a slash', () => saml({ identifiers: ['a/b'] }), /refused by Cognito/],
    ['one identifier twice', () => saml({ identifiers: ['a', 'a'] }), /'a' is there twice/],
    [
      'a secret in the clear', () => IdentityProvider.google({ ...app, clientSecret: SecretValue.unsafePlainText('x') }),
      /would stand in the template in clear/,
    ],
    ['a text as secret', () => IdentityProvider.google({ ...app, clientSecret: 'x' as any }), /is no SecretValue/],
    ['no secret', () => IdentityProvider.google({ clientId: 'id' } as any), /clientSecret is missing/],
    [
      'a key of Apple in the clear',
      () => IdentityProvider.apple({ servicesId: 's', teamId: 't', keyId: 'k', privateKey: SecretValue.unsafePlainText('x') }),
      /privateKey would stand/,
    ],
    ['no client id', () => oidc({ clientId: ' ' }), /clientId is empty/],
    ['no team', () => IdentityProvider.apple({ servicesId: 's', teamId: '', keyId: 'k', privateKey: secret }), /teamId is empty/],
    ['an issuer in the clear', () => oidc({ issuer: 'http://id.example.com' }), /issuer: 'http:\/\/id.example.com' is not an https URL/],
    ['an issuer with a query', () => oidc({ issuer: 'https://id.example.com?x=1' }), /has a query/],
    ['some endpoints', () => oidc({ endpoints: { authorization: 'https://id.example.com/a' } as any }), /endpoints.token is empty/],
    [
      'an endpoint in the clear', () => oidc({ endpoints: { authorization: 'http://a', token: '', userInfo: '', jwksUri: '' } }),
      /endpoints.authorization: 'http:\/\/a'/,
    ],
    ['no scopes', () => oidc({ scopes: [] }), /scopes is empty/],
    ['two scopes in one', () => oidc({ scopes: ['openid email'] }), /'openid email' is not one scope/],
    [
      'metadata in the clear', () => saml({ metadata: cognito.UserPoolIdentityProviderSamlMetadata.url('http://idp.example.com') }),
      /not an https URL/,
    ],
    [
      'the path of a file for metadata', () => saml({ metadata: cognito.UserPoolIdentityProviderSamlMetadata.file('./idp.xml') }),
      /has no EntityDescriptor/,
    ],
    ['no metadata', () => IdentityProvider.saml('Corp', {} as any), /metadata is missing/],
    ['a version that Facebook has not', () => IdentityProvider.facebook({ ...app, apiVersion: '17' }), /write it like 'v17.0'/],
    ['a claim without a name', () => saml({ attributes: { email: '' } }), /the claim for 'email' is empty/],
    ['an attribute that no pool has', () => saml({ attributes: { mail: 'mail' } as any }), /attributes.mail is no attribute/],
    ['a custom attribute with its prefix', () => saml({ attributes: { custom: { 'custom:plan': 'plan' } } }), /write 'plan'/],
    ['no reason for trust', () => saml({ emailTrustedBecause: ' ' }), /emailTrustedBecause is empty/],
    ['every directory of Entra', () => IdentityProvider.entraId('Entra', { ...app, tenantId: 'common' }), /'common' is not one directory/],
    [
      'a tenant that leads elsewhere', () => IdentityProvider.entraIdSaml('Entra', { tenantId: 'a/b', applicationId: 'x' }),
      /'a\/b' is not one directory/,
    ],
    [
      'no application of Entra', () => IdentityProvider.entraIdSaml('Entra', { tenantId: 'a', applicationId: '' }),
      /applicationId is empty/,
    ],
    ['a URL for a domain of Okta', () => IdentityProvider.okta('Okta', { ...app, domain: 'https://acme.okta.com' }), /is no host name/],
    ['an issuer for a domain of Auth0', () => IdentityProvider.auth0('A', { ...app, domain: 'acme.auth0.com/' }), /like 'acme.eu.auth0.com'/],
  ])('fails for %s', (_, make, message) => expect(() => used(make() as object)).toThrow(message));

  test.each<[string, () => IdentityProvider]>([
    ['a name of 32 characters', () => oidc({}, 'x'.repeat(32))],
    ['a name of 3 characters', () => saml({}, 'abc')],
    [
      '50 identifiers of up to 40 characters',
      () => saml({ identifiers: Array.from({ length: 50 }, (_, index) => `${index}`.padEnd(40, 'x')) }),
    ],
    ['what only deployment knows', () => {
      const stack = new Stack();
      const value = (id: string) => new CfnParameter(stack, id).valueAsString;
      const noEcho = new CfnParameter(stack, 'Secret', { noEcho: true });
      return oidc({
        clientId: value('Id'),
        clientSecret: SecretValue.cfnParameter(noEcho),
        issuer: value('Issuer'),
        identifiers: [value('Identifier')],
        scopes: [value('Scope')],
      });
    }],
    ['a dynamic reference that is written out', () => oidc({ clientSecret: SecretValue.unsafePlainText(SECRET) })],
  ])('takes %s', (_, make) => expect(() => used(make())).not.toThrow());

  test.each<[string, IdentityProvider, string]>([
    ['a name of 2 characters', saml({}, 'ab'), 'provider-name'],
    ['a name with an underscore', saml({}, 'my_corp'), 'provider-name'],
    ['an issuer with a slash', oidc({ issuer: 'https://id.example.com/' }), 'issuer-with-slash'],
    ['scopes without openid', oidc({ scopes: ['email'] }), 'oidc-without-openid'],
  ])('warns of %s', (_, provider, slug) => expect(warningsOf(provider)).toEqual([slug]));
});

describe('the mapping of attributes', () => {
  test('goes by the names of tokens, and what is given goes before what is known', () => {
    const custom = { attributes: { custom: { department: CustomAttribute.text() } } };
    expect(rendered(
      IdentityProvider.google({ ...app, attributes: { fullname: 'name', custom: { department: 'hd' } } }), custom,
    ).AttributeMapping)
      .toEqual({ 'email': 'email', 'email_verified': 'email_verified', 'name': 'name', 'custom:department': 'hd' });
  });

  test('takes the flag of one address for no other', () => {
    expect(rendered(oidc({ ...trusted, attributes: { email: 'upn' } })).AttributeMapping).toEqual({ email: 'upn' });
    expect(rendered(oidc({ attributes: { email: 'upn', emailVerified: 'upn_verified' } })).AttributeMapping)
      .toEqual({ email: 'upn', email_verified: 'upn_verified' });
  });

  test('fails where people sign in by e-mail and no claim gives the address', () => {
    expect(() => rendered(saml({ attributes: {} }))).toThrow('attributes.email is missing, and people sign in to this pool by e-mail');
    expect(rendered(saml({ attributes: {} }), { signIn: SignIn.username() })).not.toHaveProperty('AttributeMapping');
  });

  test('fails for a custom attribute that the pool does not have', () => {
    expect(() => rendered(oidc({ attributes: { custom: { plan: 'plan' } } }))).toThrow("maps 'plan', which the pool does not have");
  });

  test('warns of addresses that nothing says to be verified, unless they are trusted for a reason', () => {
    const facebook = (props: object) => IdentityProvider.facebook({ ...app, ...props });
    expect(warningsOf(facebook({}))).toEqual(['provider-email-unverified']);
    expect(warningsOf(facebook(trusted))).toEqual([]);
    expect(warningsOf(facebook({}), { signIn: SignIn.username() })).toEqual([]);
    expect(warningsOf(IdentityProvider.entraId('Entra', { ...app, tenantId: 'acme' }))).toEqual(['provider-email-unverified']);
  });
});

describe('a provider of a pool', () => {
  test('is there once', () => {
    const { users } = userPool({ identityProviders: [google()] });
    expect(() => users.addIdentityProvider(google())).toThrow("the pool has a provider 'Google' already; add it once");
    users.addIdentityProvider(saml());
    expect(() => users.addIdentityProvider(oidc({}, 'Corp'))).toThrow('give one of the two another name');
  });

  test('shares an identifier with none', () => {
    const { stack, users } = userPool();
    users.addIdentityProvider(saml({ identifiers: ['example.com'] }));
    users.addIdentityProvider(oidc({ identifiers: ['example.com'] }));
    expect(warningsIn(stack)).toEqual(['provider-identifier-twice']);
  });

  test('has an id of its own whatever its name', () => {
    const { stack, users } = userPool();
    users.addIdentityProvider(saml({}, 'a.b'));
    users.addIdentityProvider(saml({}, 'ab.'));
    expect(Object.keys(Template.fromStack(stack).findResources(TYPE))).toHaveLength(2);
  });

  test('is not asked for a second factor by Cognito, which a pool that requires one is told', () => {
    expect(warningsOf(google(), { mfa: Mfa.required({ totp: true }) })).toEqual(['mfa-not-for-federated']);
    expect(warningsOf(google(), { mfa: Mfa.optional({ totp: true }) })).toEqual([]);
  });

  test('is one for the CDK too', () => {
    const { stack, users } = userPool();
    const made = users.addIdentityProvider(google());
    expect(users.userPool.identityProviders).toEqual([made.identityProvider]);
    expect(stack.resolve(made.providerName)).toEqual({ Ref: stack.resolve(made.cfnIdentityProvider.logicalId) });
  });
});

test('a secret is looked at where the CDK watches what secrets are used for', () => {
  const watched = new App({ context: { '@aws-cdk/core:checkSecretUsage': true } });
  const auth = new CognitoAuth(new Stack(watched, 'Stack'), 'Auth');
  expect(() => auth.addIdentityProvider(google())).not.toThrow();
});
