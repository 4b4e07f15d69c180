import { App, Aspects, CfnResource, Fn, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AppIdentityPool, CognitoAuth, CognitoAuthProps, ExternalLogin } from '../../src';

function auth(): { stack: Stack; pool: AppIdentityPool; synth: () => void } {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const made = new CognitoAuth(stack, 'Auth');
  made.addGroup('admins');
  return { stack, pool: made.identityPool, synth: () => void app.synth() };
}

function attach(stack: Stack, identityPoolId: string): void {
  new CfnResource(stack, 'Second', {
    type: 'AWS::Cognito::IdentityPoolRoleAttachment',
    properties: {
      IdentityPoolId: identityPoolId, Roles: { authenticated: 'arn:aws:iam::123456789012:role/All' },
    },
  });
}

test.each([true, 'true'])('fails when an override turns the classic flow on beside groups: %p', value => {
  const { pool, synth } = auth();
  pool.cfnIdentityPool.addPropertyOverride('AllowClassicFlow', value);
  expect(synth).toThrow(/allowClassicFlow is on/);
});

test('an override that turns the classic flow off is fine', () => {
  const { pool, synth } = auth();
  pool.cfnIdentityPool.allowClassicFlow = true;
  pool.cfnIdentityPool.addPropertyOverride('AllowClassicFlow', false);
  expect(synth).not.toThrow();
});

test.each(['ref', 'attrId'] as const)('fails when a second attachment names the identity pool by %s', name => {
  const { stack, pool, synth } = auth();
  attach(stack, pool.cfnIdentityPool[name]);
  expect(synth).toThrow(/Second attaches roles to this identity pool too/);
});

test('an attachment of another identity pool is fine', () => {
  const { stack, synth } = auth();
  attach(stack, 'us-east-1:fedcba98-7654-4321-8fed-cba987654321');
  expect(synth).not.toThrow();
});

test('fails when a second attachment names the identity pool in a text', () => {
  const { stack, pool, synth } = auth();
  attach(stack, Fn.sub('${Id}', { Id: pool.identityPoolId }));
  expect(synth).toThrow(/Second attaches roles to this identity pool too/);
});

describe('who is let in by an override only', () => {
  const warned = (change: (pool: AppIdentityPool, stack: Stack) => void, props: CognitoAuthProps = {}) => {
    const stack = new Stack(new App(), 'Stack');
    change(new CognitoAuth(stack, 'Auth', props).identityPool, stack);
    return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('the identity pool was changed'))
      .map(({ entry }) => String(entry.data));
  };

  test.each<[string, RegExp, (pool: AppIdentityPool, stack: Stack) => void]>([
    ['guests', /lets in guests, of whom/, ({ cfnIdentityPool: pool }) => pool.addPropertyOverride('AllowUnauthenticatedIdentities', true)],
    ['guests, by the L1', /lets in guests, of whom/, ({ cfnIdentityPool: pool }) => { pool.allowUnauthenticatedIdentities = true; }],
    ['another client', /sign in by Stack\/Raw/, ({ cfnIdentityPool: pool }, stack) => {
      const raw = new cognito.CfnUserPoolClient(stack, 'Raw', {
        userPoolId: 'us-east-1_Legacy', writeAttributes: ['email'], explicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
      });
      const ProviderName = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_Legacy';
      pool.addPropertyOverride('CognitoIdentityProviders.1', { ClientId: raw.ref, ProviderName });
    }],
    [
      'a provider beside', /sign in by accounts\.google\.com/,
      ({ cfnIdentityPool: pool }) => pool.addPropertyOverride('SupportedLoginProviders', { 'accounts.google.com': '1234.apps.example' }),
    ],
    ['developers', /sign in by login\.harbour/, ({ cfnIdentityPool: pool }) => { pool.developerProviderName = 'login.harbour'; }],
    [
      'a SAML provider', /sign in by arn:aws:iam::123456789012:saml-provider\/Corp/,
      ({ cfnIdentityPool: pool }) => { pool.samlProviderArns = ['arn:aws:iam::123456789012:saml-provider/Corp']; },
    ],
    ['a SAML provider, with another added after it', /sign in by \S+\/Corp, of whom/, (pool, stack) => {
      pool.cfnIdentityPool.samlProviderArns = ['arn:aws:iam::123456789012:saml-provider/Corp'];
      const arn = 'arn:aws:iam::123456789012:saml-provider/Partner';
      pool.addExternalLogin(ExternalLogin.saml(iam.SamlProvider.fromSamlProviderArn(stack, 'Partner', arn)));
    }],
    ['an OpenID Connect provider, put into the place of another', /sign in by \S+\/corp\.example\.com, of whom/, (pool, stack) => {
      const arn = (host: string) => `arn:aws:iam::123456789012:oidc-provider/${host}`;
      pool.addExternalLogin(ExternalLogin.openIdConnect(
        iam.OpenIdConnectProvider.fromOpenIdConnectProviderArn(stack, 'Partner', arn('partner.example.com')),
      ));
      pool.cfnIdentityPool.openIdConnectProviderArns = [arn('corp.example.com')];
    }],
    ['guests, by an aspect', /lets in guests, of whom/, ({ cfnIdentityPool: pool }, stack) => Aspects.of(stack).add({
      visit: node => {
        if (node === pool) pool.allowUnauthenticatedIdentities = true;
      },
    })],
  ])('%s', (_who, expected, change) => expect(warned(change)).toEqual([expect.stringMatching(expected)]));

  test('nobody, where it was told of all of them', () => expect(warned(pool => {
    pool.addExternalLogin(ExternalLogin.google(['1234.apps.example']));
    pool.addExternalLogin(ExternalLogin.developer('login.harbour'));
    pool.cfnIdentityPool.addPropertyOverride('CognitoIdentityProviders.0.ServerSideTokenCheck', false);
  }, { guestAccess: true })).toEqual([]));

  test('nobody, where guests are off again', () => expect(warned(({ cfnIdentityPool: pool }) => {
    pool.addPropertyOverride('AllowUnauthenticatedIdentities', 'false');
  })).toEqual([]));
});
