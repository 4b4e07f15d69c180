import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { aPool, aStack, mappings } from './identity-fixture';
import { AppIdentityPool, Claim, ExternalLogin, RoleRule, UndecidedRole } from '../../src';
import { warningsIn } from '../warnings';

const plan = () => Claim.customAttribute('plan');
const gold = () => RoleRule.equalTo(plan(), 'gold');

test('no groups and no rules: no mapping', () => {
  expect(mappings(aPool().stack)).toEqual([]);
});

test('groups alone are mapped by token, for every client', () => {
  const { stack, identities, userPool } = aPool();
  identities.addGroup(userPool, 'admins', { precedence: 0, description: 'They may all' });
  identities.addUserPool(userPool, userPool.addClient('Second'));
  expect(mappings(stack)).toEqual([0, 1].map(() => ({
    Type: 'Token',
    AmbiguousRoleResolution: 'AuthenticatedRole',
    IdentityProvider: {
      'Fn::Join': ['', [expect.anything(), ':', expect.anything()]],
    },
  })));
  Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPoolGroup', {
    GroupName: 'admins', Precedence: 0, Description: 'They may all', RoleArn: { 'Fn::GetAtt': [Match.anyValue(), 'Arn'] },
  });
});

test('groups become rules in front of the rules, whatever was added first', () => {
  const { stack, identities, userPool } = aPool(aStack(), { undecidedRole: UndecidedRole.DENY });
  const ruleRole = identities.addRule('Gold', gold());
  const groupRole = identities.addGroup(userPool, 'admins', { precedence: 0 });
  const second = identities.addRule('Silver', RoleRule.startsWith(plan(), 'silver'));
  const arn = (role: { roleArn: string }) => stack.resolve(role.roleArn);
  expect(mappings(stack)).toEqual([expect.objectContaining({
    Type: 'Rules',
    AmbiguousRoleResolution: 'Deny',
    RulesConfiguration: {
      Rules: [
        { Claim: 'cognito:preferred_role', MatchType: 'Equals', Value: arn(groupRole), RoleARN: arn(groupRole) },
        { Claim: 'custom:plan', MatchType: 'Equals', Value: 'gold', RoleARN: arn(ruleRole) },
        { Claim: 'custom:plan', MatchType: 'StartsWith', Value: 'silver', RoleARN: arn(second) },
      ],
    },
  })]);
});

test('a rule of one provider is mapped there only', () => {
  const google = ExternalLogin.google(['g']);
  const { stack, identities } = aPool(aStack(), { externalLogins: [google] });
  identities.addRule('Staff', RoleRule.equalTo(Claim.fromProvider('hd'), 'example.com'), { provider: google });
  expect(mappings(stack)).toEqual([expect.objectContaining({ Type: 'Rules' })]);
});

test('a rule of a provider whose name is known at deployment only', () => {
  const stack = aStack();
  const saml = ExternalLogin.saml(new iam.CfnSAMLProvider(stack, 'Saml', { samlMetadataDocument: '<x/>' }));
  const identities = new AppIdentityPool(stack, 'Identities', { externalLogins: [saml] });
  identities.addRule('Staff', RoleRule.contains(Claim.fromProvider('department'), 'staff'), { provider: saml });
  expect(mappings(stack)[0].IdentityProvider).toEqual({ Ref: 'Saml' });
});

test('fails on a rule of a provider without claims, or one that is never registered', () => {
  const [facebook, google] = [ExternalLogin.facebook(['f']), ExternalLogin.google(['g'])];
  const stack = aStack();
  const { identities } = aPool(stack, { externalLogins: [facebook] });
  const rule = RoleRule.equalTo(Claim.fromProvider('x'), 'y');
  expect(() => identities.addRule('A', rule, { provider: facebook })).toThrow(/carry no claims/);
  identities.addRule('B', rule, { provider: google });
  expect(() => Template.fromStack(stack)).toThrow(/'B' is for accounts.google.com, which is not registered/);
  identities.addExternalLogin(google);
  expect(() => Template.fromStack(stack)).not.toThrow(/not registered/);
});

describe('precedence', () => {
  test.each([0, 7])('fails on a tie of %p between different roles', precedence => {
    const { identities, userPool } = aPool();
    identities.addGroup(userPool, 'a', { precedence });
    expect(() => identities.addGroup(userPool, 'b', { precedence })).toThrow(/'b' and 'a' both have precedence/);
    expect(() => identities.addGroup(userPool, 'c', { precedence: precedence + 1 })).not.toThrow();
  });

  test('warns of two groups without any, which nobody documents', () => {
    const { stack, identities, userPool } = aPool();
    identities.addGroup(userPool, 'a');
    identities.addGroup(userPool, 'first', { precedence: 0 });
    expect(warningsIn(stack)).not.toContain('groups-without-precedence');
    identities.addGroup(userPool, 'b');
    expect(warningsIn(stack)).toContain('groups-without-precedence');
  });

  test('a tie with the same role, and one in another pool, are none', () => {
    const { stack, identities, userPool } = aPool();
    const role = new iam.Role(stack, 'Role', { assumedBy: identities.authenticatedPrincipal });
    identities.addGroup(userPool, 'a', { role });
    expect(() => identities.addGroup(userPool, 'b', { role })).not.toThrow();
    expect(() => identities.addGroup(new cognito.UserPool(stack, 'Other'), 'c')).not.toThrow();
  });

  test.each([-1, 1.5, 2 ** 31])('fails on %p', precedence => {
    const { identities, userPool } = aPool();
    expect(() => identities.addGroup(userPool, 'a', { precedence })).toThrow(/whole number from 0 to 2147483647/);
  });

  test('the greatest is allowed', () => {
    const { identities, userPool } = aPool();
    expect(() => identities.addGroup(userPool, 'a', { precedence: 2 ** 31 - 1 })).not.toThrow();
  });
});

test.each(['', 'a b', 'a\u0007b', 'x'.repeat(129)])('fails on the group name %p', name => {
  const { identities, userPool } = aPool();
  expect(() => identities.addGroup(userPool, name)).toThrow(/1 to 128 letters, digits, symbols or punctuation/);
});

test('a group name of 128 characters is allowed', () => {
  const { identities, userPool } = aPool();
  expect(() => identities.addGroup(userPool, 'x'.repeat(128))).not.toThrow();
});

test('fails on groups and rules in the classic flow', () => {
  const { identities, userPool, stack } = aPool(aStack(), { classicFlow: true });
  expect(() => identities.addGroup(userPool, 'a')).toThrow(/classicFlow is on/);
  expect(() => identities.addRule('A', gold())).toThrow(/classicFlow is on/);
  Template.fromStack(stack).hasResourceProperties('AWS::Cognito::IdentityPool', { AllowClassicFlow: true });
});

describe('counts', () => {
  test('25 rules for a client, fails at the 26th', () => {
    const { identities } = aPool();
    for (let n = 0; n < 25; n++) identities.addRule(`R${n}`, RoleRule.equalTo(plan(), `p${n}`));
    expect(() => identities.addRule('One', RoleRule.equalTo(plan(), 'more'))).toThrow(/at most 25 rules/);
  });

  test('groups count as rules, and only beside rules', () => {
    const { identities, userPool } = aPool();
    for (let n = 0; n < 25; n++) identities.addGroup(userPool, `g${n}`, { precedence: n });
    expect(() => identities.addRule('R', gold())).toThrow(/25 groups and 1 rules/);
  });

  test('25 rules of another provider, fails at the 26th', () => {
    const google = ExternalLogin.google(['g']);
    const { identities } = aPool(aStack(), { externalLogins: [google] });
    const add = (n: number) => identities.addRule(`R${n}`, RoleRule.equalTo(Claim.fromProvider('hd'), `${n}`), { provider: google });
    for (let n = 0; n < 25; n++) add(n);
    expect(() => add(25)).toThrow(/at most 25 rules/);
  });

  test.each([[10, false], [11, true]])('%p mapped clients, fails: %p', (count, fails) => {
    const { stack, identities, userPool } = aPool();
    identities.addGroup(userPool, 'a');
    for (let n = 1; n < count; n++) identities.addUserPool(userPool, userPool.addClient(`C${n}`));
    const synth = expect(() => Template.fromStack(stack));
    fails ? synth.toThrow(/at most 10 providers/) : synth.not.toThrow();
  });

  test.each([
    ['/' + 'x'.repeat(32) + '/', false], ['/' + 'x'.repeat(33) + '/', true],
  ])('the ARN of a group role beside rules, path %s', (path, fails) => {
    const { identities, userPool } = aPool(aStack({ env: { region: 'us-east-1' } }));
    identities.addGroup(userPool, 'a', { path });
    const add = expect(() => identities.addRule('R', gold()));
    fails ? add.toThrow(/too long/) : add.not.toThrow();
  });
});

test('fails on the same condition twice, and reports a shadowed one', () => {
  const { stack, identities } = aPool();
  identities.addRule('Wide', RoleRule.startsWith(plan(), 'g'));
  identities.addRule('Gold', gold());
  expect(() => identities.addRule('Again', gold())).toThrow(/same condition as 'Gold'/);
  Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp("'Gold' is never the first to match: 'Wide'"));
});

test('fails when DENY is bypassed by a provider that nothing decides for', () => {
  const google = ExternalLogin.google(['g']);
  const { stack, identities } = aPool(aStack(), { externalLogins: [google], undecidedRole: UndecidedRole.DENY });
  identities.addRule('Gold', gold());
  expect(() => Template.fromStack(stack)).toThrow(/nothing decides for accounts.google.com/);
});

test('fails when DENY is bypassed by a provider for which no rule can decide', () => {
  const { stack } = aPool(aStack(), { externalLogins: [ExternalLogin.facebook(['f'])], undecidedRole: UndecidedRole.DENY });
  expect(() => Template.fromStack(stack))
    .toThrow(/nothing decides for graph.facebook.com, .*; do without it, since its tokens carry no claims/);
});

test('the same bypass is none when the undecided get the role for everyone signed in', () => {
  const { stack, identities } = aPool(aStack(), { externalLogins: [ExternalLogin.google(['g'])] });
  identities.addRule('Gold', gold());
  expect(() => Template.fromStack(stack)).not.toThrow();
});

test('fails when a group is named like a part of another that a rule looks for', () => {
  const { stack, identities, userPool } = aPool();
  identities.addGroup(userPool, 'subadmin', { precedence: 1 });
  identities.addRule('Admins', RoleRule.contains(Claim.groups(), 'admin'));
  expect(() => Template.fromStack(stack)).toThrow(/members of subadmin match too/);
});

test('a whole group name that is part of no other is looked for', () => {
  const { stack, identities, userPool } = aPool();
  identities.addGroup(userPool, 'admin', { precedence: 1 });
  identities.addRule('Admins', RoleRule.contains(Claim.groups(), 'admin'));
  expect(() => Template.fromStack(stack)).not.toThrow();
});

test('fails on a rule for user pools when none is registered', () => {
  const stack = aStack();
  new AppIdentityPool(stack, 'Identities').addRule('Gold', gold());
  expect(() => Template.fromStack(stack)).toThrow(/none is registered/);
});
