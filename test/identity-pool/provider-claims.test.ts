import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { aPool, aStack } from './identity-fixture';
import { Claim, ExternalLogin, RoleRule } from '../../src';
import { warningsIn } from '../warnings';

/** The warnings of a rule on what Google says. */
function ofGoogle(rule: RoleRule): string[] {
  const google = ExternalLogin.google(['g']);
  const { stack, identities } = aPool(aStack(), { externalLogins: [google] });
  identities.addRule('Staff', rule, { provider: google });
  return warningsIn(stack);
}

const claim = Claim.fromProvider;

test.each([
  ['custom:plan', Claim.customAttribute('plan')],
  ['cognito:username', Claim.username()],
  ['tier', Claim.fromTrigger('tier')],
])('fails on %s, which only a user pool issues', (name, ofUserPool) => {
  expect(() => ofGoogle(RoleRule.equalTo(ofUserPool, 'x')))
    .toThrow(`'Staff' reads '${name}' of a user pool, which the tokens of accounts.google.com don't have`);
});

test('fails on the groups of a user pool', () => {
  expect(() => ofGoogle(RoleRule.contains(Claim.groups(), 'x'))).toThrow(/which the tokens of accounts.google.com don't have/);
});

test('takes a claim that both have, and a custom attribute where the provider is a user pool in disguise', () => {
  expect(ofGoogle(RoleRule.equalTo(Claim.standardAttribute('sub'), '1234'))).toEqual([]);
  expect(ofGoogle(RoleRule.equalTo(Claim.customAttribute('plan').acknowledgeWriters('our own user pool, written by billing'), 'gold')))
    .toEqual([]);
});

test('what the provider alone decides is taken as a whole', () => {
  expect(ofGoogle(RoleRule.equalTo(claim('hd'), 'example.com'))).toEqual([]);
  expect(ofGoogle(RoleRule.startsWith(claim('hd'), 'example.'))).toEqual([]);
  expect(ofGoogle(RoleRule.equalTo(claim('email'), 'boss@example.com'))).toEqual([]);
});

test('warns of a part, which other values have too', () => {
  expect(ofGoogle(RoleRule.contains(claim('email'), '@corp.com'))).toEqual(['rule-part-of-provider-claim']);
  expect(ofGoogle(RoleRule.contains(claim('hd'), 'corp.com'))).toEqual(['rule-part-of-provider-claim']);
  expect(ofGoogle(RoleRule.startsWith(claim('email'), 'admin'))).toEqual(['rule-part-of-provider-claim']);
});

test('warns of what people say of themselves', () => {
  expect(ofGoogle(RoleRule.equalTo(claim('name'), 'Boss'))).toEqual(['rule-provider-profile-claim']);
  expect(ofGoogle(RoleRule.notEqualTo(claim('locale'), 'en', 'everyone else'))).toEqual(['rule-provider-profile-claim']);
});

test('does not warn of what is accepted with a reason', () => {
  expect(ofGoogle(RoleRule.contains(claim('email').acknowledgeWriters('one domain'), '@corp.com'))).toEqual([]);
  expect(ofGoogle(RoleRule.equalTo(claim('name').acknowledgeWriters('set by the company'), 'Boss'))).toEqual([]);
});

describe('an issuer that anybody gets tokens from', () => {
  const HOST = 'token.actions.githubusercontent.com';
  const MAIN = RoleRule.equalTo(claim('ref'), 'refs/heads/main');
  const made = (scope: Stack) => new iam.OidcProviderNative(scope, 'GitHub', { url: `https://${HOST}`, clientIds: ['identity-pool'] });
  const imported = (scope: Stack) =>
    iam.OidcProviderNative.fromOidcProviderArn(scope, 'GitHub', `arn:aws:iam::111122223333:oidc-provider/${HOST}`);
  const ofOneEnterprise = (scope: Stack) => new iam.CfnOIDCProvider(scope, 'GitHub', { url: `https://${HOST}/acme` });

  function of(rule: RoleRule, provider: (scope: Stack) => iam.IOIDCProviderRef): string[] {
    const scope = aStack();
    const github = ExternalLogin.openIdConnect(provider(scope));
    const { stack, identities } = aPool(scope, { externalLogins: [github] });
    identities.addRule('Main', rule, { provider: github });
    return warningsIn(stack);
  }

  test.each([['made', made], ['imported', imported]] as const)('warns of a claim that does not name the owner: %s', (_, provider) => {
    expect(of(MAIN, provider)).toEqual(['rule-shared-issuer']);
    expect(of(RoleRule.startsWith(claim('sub'), 'repo:acme'), provider)).toEqual(['rule-shared-issuer']);
  });

  test('takes one that does, one with a reason, and an issuer of one enterprise', () => {
    expect(of(RoleRule.startsWith(claim('sub'), 'repo:acme/'), made)).toEqual([]);
    expect(of(RoleRule.equalTo(claim('repository'), 'acme/shop'), imported)).toEqual([]);
    expect(of(RoleRule.equalTo(claim('ref').acknowledgeWriters('all may'), 'refs/heads/main'), made)).toEqual([]);
    expect(of(MAIN, ofOneEnterprise)).toEqual([]);
  });
});
