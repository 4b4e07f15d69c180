import { Aws, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { aPool, aStack, mappings } from './identity-fixture';
import { AppIdentityPool, Claim, RoleRule } from '../../src';

const tier = (value: string) => RoleRule.equalTo(Claim.customAttribute('plan'), value);

/** Rules, and perhaps groups, for a pool whose client is registered only afterwards. */
function late(rules: number, groups: number, path?: string) {
  const stack = aStack({ env: { region: 'us-east-1' } });
  const userPool = new cognito.UserPool(stack, 'Users');
  const identities = new AppIdentityPool(stack, 'Identities');
  for (let n = 0; n < groups; n++) identities.addGroup(userPool, `g${n}`, { precedence: n, ...(path !== undefined ? { path } : {}) });
  for (let n = 0; n < rules; n++) identities.addRule(`R${n}`, tier(`p${n}`));
  return () => identities.addUserPool(userPool, userPool.addClient('Client'));
}

describe('a user pool registered after its groups and rules', () => {
  test('takes 25 of them, fails at the 26th', () => {
    expect(late(24, 1)).not.toThrow();
    expect(late(25, 1)).toThrow('Stack/Identities: at most 25 rules can decide for one provider, got 1 groups and 25 rules; '
      + 'use fewer rules, or let groups alone decide');
  });

  test('takes 26 groups when nothing but groups decides', () => expect(late(0, 26)).not.toThrow());

  test('takes a path of 34 characters beside rules, fails at the 35th', () => {
    expect(late(1, 1, `/${'x'.repeat(32)}/`)).not.toThrow();
    expect(late(1, 1, `/${'x'.repeat(33)}/`)).toThrow("of 'g0' is 1 too long");
  });

  test('takes any path when nothing but groups decides', () => expect(late(0, 1, `/${'x'.repeat(33)}/`)).not.toThrow());
});

describe('the ARN of a group role beside rules', () => {
  test.each([['us-gov-west-1', 25], ['cn-north-1', 29], ['us-east-1', 32]])('counts the partition of %s', (region, letters) => {
    const add = (count: number) => () => {
      const { identities, userPool } = aPool(aStack({ env: { region } }));
      identities.addRule('Gold', tier('gold'));
      identities.addGroup(userPool, 'a', { path: `/${'x'.repeat(count)}/` });
    };
    expect(add(letters)).not.toThrow();
    expect(add(letters + 1)).toThrow('is 1 too long');
  });

  test('is not judged by a path that is a token', () => {
    const { identities, userPool } = aPool();
    identities.addRule('Gold', tier('gold'));
    expect(() => identities.addGroup(userPool, 'a', { path: `/${Aws.STACK_NAME}${'x'.repeat(40)}/` })).not.toThrow();
  });

  test.each<[string, (stack: Stack, path: string) => iam.IRole]>([
    ['made in this app', (stack, path) => new iam.Role(stack, 'Own', { path, assumedBy: new iam.AccountRootPrincipal() })],
    ['imported', (stack, path) => iam.Role.fromRoleArn(stack, 'Own', `arn:aws:iam::123456789012:role${path}own`)],
  ])('is judged for a role of your own, %s', (_, own) => {
    const add = (letters: number) => () => {
      const { stack, identities, userPool } = aPool(aStack({ env: { region: 'us-east-1' } }));
      identities.addRule('Gold', tier('gold'));
      identities.addGroup(userPool, 'owners', { role: own(stack, `/${'x'.repeat(letters)}/`) });
    };
    expect(add(32)).not.toThrow();
    expect(add(33)).toThrow("of 'owners' is 1 too long");
  });

  test('is judged for a role of another group too', () => {
    const { identities, userPool } = aPool(aStack({ env: { region: 'us-east-1' } }));
    const { role } = identities.addGroup(userPool, 'first', { precedence: 0, path: `/${'x'.repeat(33)}/` });
    identities.addGroup(userPool, 'second', { precedence: 1, role });
    expect(() => identities.addRule('Gold', tier('gold'))).toThrow("of 'first' is 1 too long");
  });

  test('is not judged by a default path that a role of your own does not have, fails for a new one', () => {
    const { stack, identities, userPool } = aPool(aStack(), { roleDefaults: { path: `/${'x'.repeat(40)}/` } });
    identities.addRule('Gold', tier('gold'));
    const role = new iam.Role(stack, 'Own', { assumedBy: identities.authenticatedPrincipal });
    expect(() => identities.addGroup(userPool, 'own', { role })).not.toThrow();
    expect(() => identities.addGroup(userPool, 'made', { precedence: 1 })).toThrow("of 'made' is 8 too long");
  });
});

describe('two user pools', () => {
  test('each has its own groups in front of the rules that both share', () => {
    const { stack, identities, userPool } = aPool();
    const partners = new cognito.UserPool(stack, 'Partners', { selfSignUpEnabled: false });
    identities.addUserPool(partners, partners.addClient('Client'));
    const staff = identities.addGroup(userPool, 'staff');
    const partner = identities.addGroup(partners, 'partner');
    const gold = identities.addRule('Gold', RoleRule.equalTo(Claim.username(), 'gold'));
    const arn = (role: { roleArn: string }) => stack.resolve(role.roleArn);
    expect(mappings(stack).map(mapping => mapping.RulesConfiguration.Rules.map((rule: any) => rule.RoleARN)))
      .toEqual([[arn(staff), arn(gold)], [arn(partner), arn(gold)]]);
  });

  test('a rule maps the pool without groups too, while groups alone do not', () => {
    const withRule = (rule: boolean) => {
      const { stack, identities, userPool } = aPool();
      const partners = new cognito.UserPool(stack, 'Partners', { selfSignUpEnabled: false });
      identities.addUserPool(partners, partners.addClient('Client'));
      identities.addGroup(userPool, 'staff');
      if (rule) identities.addRule('Gold', RoleRule.equalTo(Claim.username(), 'gold'));
      return mappings(stack).map(({ Type }) => Type);
    };
    expect(withRule(false)).toEqual(['Token']);
    expect(withRule(true)).toEqual(['Rules', 'Rules']);
  });
});

test('a group made after the rules waits for nothing and keeps its precedence', () => {
  const { stack, identities, userPool } = aPool();
  identities.addRule('Gold', tier('gold'));
  identities.addGroup(userPool, 'admins', { precedence: 3 });
  Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPoolGroup', { GroupName: 'admins', Precedence: 3 });
});
