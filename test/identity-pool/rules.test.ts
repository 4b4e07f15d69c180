import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IMPORTED_POOL_ARN, aPool, aStack, mappings } from './identity-fixture';
import { AppIdentityPool, Claim, ExternalLogin, RoleRule, UndecidedRole } from '../../src';

const plan = Claim.customAttribute('plan');
const hd = RoleRule.equalTo(Claim.fromProvider('hd'), 'example.com');

describe('a claim of a provider outside Cognito', () => {
  test('fails in a rule for user pools, whose writers would go unchecked', () => {
    const { identities } = aPool();
    expect(() => identities.addRule('Gold', RoleRule.equalTo(Claim.fromProvider('custom:plan'), 'gold')))
      .toThrow("Stack/Identities: addRule: 'Gold' reads 'custom:plan' of a provider outside Cognito");
  });

  test('is read by a rule that names the provider', () => {
    const google = ExternalLogin.google(['g']);
    const { stack, identities } = aPool(aStack(), { externalLogins: [google] });
    const role = identities.addRule('Staff', hd, { provider: google });
    expect(mappings(stack)).toEqual([{
      Type: 'Rules',
      AmbiguousRoleResolution: 'AuthenticatedRole',
      RulesConfiguration: { Rules: [{ Claim: 'hd', MatchType: 'Equals', Value: 'example.com', RoleARN: stack.resolve(role.roleArn) }] },
    }]);
  });
});

test('a rule may name its provider by an equal one', () => {
  const { stack, identities } = aPool(aStack(), { externalLogins: [ExternalLogin.google(['g'])] });
  identities.addRule('Staff', hd, { provider: ExternalLogin.google(['g']) });
  expect(mappings(stack)).toHaveLength(1);
});

describe('the same condition', () => {
  test('fails twice for one provider, is another rule for another', () => {
    const providers = [ExternalLogin.google(['g']), ExternalLogin.apple(['a'])];
    const { identities } = aPool(aStack(), { externalLogins: providers });
    identities.addRule('Google', hd, { provider: providers[0] });
    expect(() => identities.addRule('Apple', hd, { provider: providers[1] })).not.toThrow();
    expect(() => identities.addRule('Again', hd, { provider: providers[1] }))
      .toThrow("'Again' has the same condition as 'Apple' and would never be reached");
  });
});

describe('a rule for one user pool', () => {
  function twoPools() {
    const made = aPool();
    const partners = new cognito.UserPool(made.stack, 'Partners', { selfSignUpEnabled: false });
    made.identities.addUserPool(
      partners, partners.addClient('Client', { writeAttributes: new cognito.ClientAttributes().withStandardAttributes({ email: true }) }),
    );
    return { ...made, partners };
  }
  const gold = RoleRule.equalTo(plan, 'gold');

  test('reads the tokens of that pool alone, so another need not have the attribute', () => {
    const { stack, identities, userPool } = twoPools();
    identities.addRule('Gold', gold, { userPool });
    expect(mappings(stack).map(({ Type }) => Type)).toEqual(['Rules']);
    identities.addRule('Everywhere', gold);
    expect(identities.node.validate())
      .toEqual([expect.stringContaining("'Everywhere' reads 'custom:plan' of Stack/Partners, which that user pool does not have")]);
  });

  test('is not reached after the same for all pools, and reached before', () => {
    const { identities, userPool } = twoPools();
    identities.addRule('Gold', gold, { userPool });
    expect(() => identities.addRule('All', gold)).not.toThrow();
    expect(() => identities.addRule('Again', gold, { userPool })).toThrow("'Again' has the same condition as 'Gold'");
    expect(() => identities.addRule('OfPartners', gold, { userPool: twoPools().partners }))
      .toThrow("'OfPartners' has the same condition as 'All'");
  });

  test('fails when no client of that pool is registered', () => {
    const { stack, identities } = twoPools();
    const other = new cognito.UserPool(stack, 'Other');
    identities.addRule('Gold', RoleRule.equalTo(plan.acknowledgeWriters('for the test'), 'gold'), { userPool: other });
    expect(identities.node.validate()).toEqual([
      "rule 'Gold' reads the tokens of Stack/Other, but no app client of it is registered; call addUserPool, "
        + 'or name the provider of the rule',
    ]);
  });

  test('fails when it names a provider as well', () => {
    const google = ExternalLogin.google(['g']);
    const { identities, userPool } = aPool(aStack(), { externalLogins: [google] });
    expect(() => identities.addRule('Both', hd, { provider: google, userPool }))
      .toThrow("addRule: 'Both' names the provider accounts.google.com and the user pool Stack/Users; "
        + 'a rule reads the tokens of one of them');
  });
});

describe('a shadowed rule', () => {
  const reports = (first: RoleRule, second: RoleRule) => {
    const { stack, identities } = aPool();
    identities.addRule('First', first);
    identities.addRule('Second', second);
    return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('cdk-cognito-auth:shadowed-rule')).length;
  };

  test('is reported after the wider one, not before it', () => {
    expect(reports(RoleRule.contains(plan, 'gold'), RoleRule.startsWith(plan, 'gold'))).toBe(1);
    expect(reports(RoleRule.startsWith(plan, 'gold'), RoleRule.contains(plan, 'gold'))).toBe(0);
  });

  test('is not reported on another claim', () => {
    expect(reports(RoleRule.contains(plan, 'gold'), RoleRule.startsWith(Claim.customAttribute('fixed'), 'gold'))).toBe(0);
  });
});

test('each kind of match is rendered as Cognito names it', () => {
  const { stack, identities } = aPool();
  identities.addRule('A', RoleRule.equalTo(plan, 'a'));
  identities.addRule('B', RoleRule.startsWith(plan, 'b'));
  identities.addRule('C', RoleRule.contains(plan, 'c'));
  identities.addRule('D', RoleRule.notEqualTo(plan, 'd', 'everyone but the trial'));
  expect(mappings(stack)[0].RulesConfiguration.Rules.map(({ MatchType, Value }: any) => [MatchType, Value]))
    .toEqual([['Equals', 'a'], ['StartsWith', 'b'], ['Contains', 'c'], ['NotEqual', 'd']]);
});

test('a client registered after the rules is mapped like the others', () => {
  const { stack, identities, userPool } = aPool();
  identities.addRule('Gold', RoleRule.equalTo(Claim.username(), 'gold'));
  identities.addUserPool(userPool, userPool.addClient('Late'));
  const [first, second] = mappings(stack);
  expect(second).toEqual({ ...first, IdentityProvider: expect.anything() });
  expect(second.IdentityProvider).not.toEqual(first.IdentityProvider);
});

describe('DENY', () => {
  const denying = (decided: boolean) => {
    const stack = aStack();
    const identities = new AppIdentityPool(stack, 'Identities', { undecidedRole: UndecidedRole.DENY });
    const pools = ['One', 'Two'].map(id => new cognito.UserPool(stack, id));
    pools.forEach(pool => identities.addUserPool(pool, pool.addClient('Client')));
    identities.addGroup(pools[0], 'staff');
    if (decided) identities.addGroup(pools[1], 'partners');
    return () => mappings(stack).map(mapping => mapping.AmbiguousRoleResolution);
  };

  test('fails when a second user pool has neither groups nor rules, and so would let everyone in', () => {
    expect(denying(false)).toThrow('undecidedRole is UndecidedRole.DENY, but nothing decides for Stack/Two/Client');
  });

  test('holds in the mapping of every pool with groups', () => expect(denying(true)()).toEqual(['Deny', 'Deny']));

  test('fails without any group and rule, when it would deny nobody', () => {
    const { stack } = aPool(aStack(), { undecidedRole: UndecidedRole.DENY });
    expect(() => mappings(stack)).toThrow('nothing decides for Stack/Users/Client');
  });

  test('is no trouble while nobody can sign in', () => {
    const stack = aStack();
    new AppIdentityPool(stack, 'Identities', { undecidedRole: UndecidedRole.DENY });
    expect(mappings(stack)).toEqual([]);
  });
});

test('fails on the groups of an imported pool, whose names are unknown, takes them with a reason', () => {
  const synth = (claim: Claim) => () => {
    const stack = aStack();
    const identities = new AppIdentityPool(stack, 'Identities');
    identities.addUserPool(
      cognito.UserPool.fromUserPoolArn(stack, 'Pool', IMPORTED_POOL_ARN), cognito.UserPoolClient.fromUserPoolClientId(stack, 'Client', 'a'),
    );
    identities.addRule('Admins', RoleRule.contains(claim, 'admins'));
    return mappings(stack);
  };
  expect(synth(Claim.groups())).toThrow("rule 'Admins' reads 'cognito:groups'");
  expect(synth(Claim.groups().acknowledgeWriters('no other group contains the name'))).not.toThrow();
});
