import { Template } from 'aws-cdk-lib/assertions';
import { aPool, identityPool, users } from './identity-fixture';
import { Claim, ExternalLogin } from '../../src/identity-pool';

const dept = { dept: Claim.fromProvider('dept') };
const google = () => ExternalLogin.google(['id']);
const apple = () => ExternalLogin.apple(['org.example.app']);

describe('a tag stops the synthesis where it is for', () => {
  test('user pools, and none is registered', () => {
    const { identities } = identityPool();
    identities.tagPrincipals({ id: Claim.sub() });
    expect(identities.node.validate())
      .toContainEqual(expect.stringContaining("'id' is for user pools, which are not registered; call addUserPool with it"));
  });

  test('a user pool that is not registered, though another one is', () => {
    const { stack, identities } = aPool();
    const { userPool } = users(stack, 'Others');
    identities.tagPrincipals({ id: Claim.sub() }, { userPool });
    expect(identities.node.validate())
      .toContainEqual(expect.stringContaining("'id' is for Stack/Others, which is not registered; call addUserPool with it"));
  });

  test('a provider that is not registered, until it is', () => {
    const { identities } = aPool();
    const login = google();
    identities.tagPrincipals(dept, { provider: login });
    expect(identities.node.validate())
      .toContainEqual(expect.stringContaining("'dept' is for accounts.google.com, which is not registered; call addExternalLogin with it"));
    identities.addExternalLogin(login);
    expect(identities.node.validate().join()).not.toContain('is not registered');
  });
});

describe('one key may stand for', () => {
  test('two providers, but not twice for one', () => {
    const { stack, identities } = aPool();
    const logins = [google(), apple()];
    logins.forEach(provider => { identities.addExternalLogin(provider); identities.tagPrincipals(dept, { provider }); });
    Template.fromStack(stack).resourceCountIs('AWS::Cognito::IdentityPoolPrincipalTag', 2);
    expect(() => identities.tagPrincipals(dept, { provider: logins[0] })).toThrow("'dept' is there already, for 'dept'");
  });

  test('a provider and the user pools, in any order', () => {
    const one = aPool();
    const provider = google();
    one.identities.addExternalLogin(provider);
    one.identities.tagPrincipals(dept, { provider });
    expect(() => one.identities.tagPrincipals({ dept: Claim.sub() })).not.toThrow();
    const other = aPool();
    other.identities.addExternalLogin(provider);
    other.identities.tagPrincipals({ dept: Claim.sub() });
    expect(() => other.identities.tagPrincipals(dept, { provider })).not.toThrow();
  });

  test('two user pools, but not for one and for all', () => {
    const { stack, identities, userPool } = aPool();
    const others = users(stack, 'Others');
    identities.addUserPool(others.userPool, others.client);
    identities.tagPrincipals({ id: Claim.sub() }, { userPool });
    expect(() => identities.tagPrincipals({ id: Claim.sub() }, { userPool: others.userPool })).not.toThrow();
    expect(() => identities.tagPrincipals({ id: Claim.sub() })).toThrow("'id' is there already, for 'sub'");
  });
});
