import { CfnParameter } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { aPool, aStack, errorsOf, IMPORTED_POOL_ARN, mappings, PoolWithClient } from './identity-fixture';
import {
  AccessModel, AppIdentityPool, Claim, CognitoAuth, CustomAttribute, DecidesFirst, IdentityRole, RoleRule,
} from '../../src';
import { RankedGroup, takenBefore } from '../../src/identity-facts/claims/rules-taken';
import { warned, warningsIn } from '../warnings';

const gold = RoleRule.equalTo(Claim.customAttribute('plan'), 'gold');
const looksFor = (name: string) => RoleRule.contains(Claim.groups(), name);

/** An identity pool in which this decides first, with a group and a rule on another claim. */
function both(decidesFirst?: DecidesFirst) {
  const made = aPool(aStack(), decidesFirst ? { decidesFirst } : {});
  const admins = made.identities.addGroup(made.userPool, 'admins', { precedence: 0 });
  return { ...made, admins, paying: made.identities.addRule('Gold', gold) };
}

/** The roles of the rendered rules, in their order. */
function order({ stack, admins, paying }: ReturnType<typeof both>): string[] {
  const arn = (role: IdentityRole) => JSON.stringify(stack.resolve(role.roleArn));
  const names = new Map([[arn(admins), 'admins'], [arn(paying), 'gold']]);
  return mappings(stack)[0].RulesConfiguration.Rules.map(({ RoleARN }: any) => names.get(JSON.stringify(RoleARN)));
}

describe('what decides first', () => {
  test('are groups unless rules are asked to', () => {
    expect(order(both())).toEqual(['admins', 'gold']);
    expect(order(both(DecidesFirst.GROUPS))).toEqual(['admins', 'gold']);
    expect(order(both(DecidesFirst.RULES))).toEqual(['gold', 'admins']);
  });

  test('keeps the template as it is without rules', () => {
    const rendered = (decidesFirst?: DecidesFirst) => {
      const made = aPool(aStack(), decidesFirst ? { decidesFirst } : {});
      made.identities.addGroup(made.userPool, 'admins');
      return Template.fromStack(made.stack).toJSON();
    };
    expect(rendered(DecidesFirst.RULES)).toEqual(rendered());
  });

  test('is an option of CognitoAuth, and proved by the access model', () => {
    const becomes = (decidesFirst: DecidesFirst, plan: string, groups: string[]) => {
      const stack = aStack();
      const auth = new CognitoAuth(stack, 'Auth', { decidesFirst, attributes: { custom: { plan: CustomAttribute.text() } } });
      const admins = auth.addGroup('admins');
      const paying = auth.addRule('Gold', gold);
      const model = AccessModel.fromStack(stack);
      const role = model.signedIn(auth.client.userPoolClientId, { groups, attributes: { 'custom:plan': plan } }).role();
      const names = { admins, paying, everyone: auth.authenticated };
      return Object.entries(names).find(([, known]) => model.roleOf(known.role) === role)?.[0];
    };
    expect(becomes(DecidesFirst.GROUPS, 'gold', ['admins'])).toBe('admins');
    expect(becomes(DecidesFirst.RULES, 'gold', ['admins'])).toBe('paying');
    for (const first of [DecidesFirst.GROUPS, DecidesFirst.RULES]) {
      expect(becomes(first, 'free', ['admins'])).toBe('admins');
      expect(becomes(first, 'gold', [])).toBe('paying');
      expect(becomes(first, 'free', [])).toBe('everyone');
    }
  });
});

describe('a rule on a group', () => {
  const made = (prepare: (pool: PoolWithClient) => void, decidesFirst = DecidesFirst.GROUPS) => {
    const pool = aPool(aStack(), { decidesFirst });
    prepare(pool);
    expect(errorsOf(pool)).toEqual([]);
    return pool.stack;
  };
  const ruled = ({ identities, userPool }: PoolWithClient, precedence: number | undefined = 0) => {
    identities.addGroup(userPool, 'admins', { precedence });
    identities.addRule('Admins', looksFor('admins'));
  };

  test('is reported when the roles of groups decide before it', () => {
    expect(warned(made(ruled), 'shadowed-rule')).toEqual([expect.stringContaining(
      "rule 'Admins' is never the first to match for Stack/Users: whom it looks for has the role of a group, and admins decide before it.",
    )]);
  });

  test('is not reported when the group has no role', () => {
    expect(warningsIn(made(({ identities, userPool }) => {
      userPool.addGroup('Admins', { groupName: 'admins' });
      identities.addGroup(userPool, 'staff');
      identities.addRule('Admins', looksFor('admins'));
    }))).not.toContain('shadowed-rule');
  });

  test('is not reported when another group may be preferred, whose role the mapping does not have', () => {
    expect(warningsIn(made(pool => {
      ruled(pool);
      new cognito.CfnUserPoolGroup(pool.stack, 'Past', {
        userPoolId: pool.userPool.userPoolId, groupName: 'past', precedence: 1, roleArn: pool.identities.authenticated.roleArn,
      });
    }))).not.toContain('shadowed-rule');
  });

  test('is not reported when a group may be of this pool whose pool is not known', () => {
    expect(warningsIn(made(pool => {
      ruled(pool);
      new cognito.CfnUserPoolGroup(pool.stack, 'Loose', {
        userPoolId: new CfnParameter(pool.stack, 'PoolId').valueAsString,
        groupName: 'past',
        precedence: 1,
        roleArn: pool.identities.authenticated.roleArn,
      });
    }))).not.toContain('shadowed-rule');
  });

  test('is not reported when a trigger may write the groups of a token', () => {
    expect(warningsIn(made(pool => {
      ruled(pool);
      (pool.userPool.node.defaultChild as cognito.CfnUserPool).lambdaConfig = {
        preTokenGeneration: 'arn:aws:lambda:eu-west-1:123456789012:function:f',
      };
    }))).not.toContain('shadowed-rule');
  });

  test('is not judged for a pool of which this app does not know the groups', () => {
    const stack = aStack({ env: { region: 'eu-west-1', account: '123456789012' } });
    const userPool = cognito.UserPool.fromUserPoolArn(stack, 'Pool', IMPORTED_POOL_ARN);
    const identities = new AppIdentityPool(stack, 'Identities');
    identities.addUserPool(userPool, cognito.UserPoolClient.fromUserPoolClientId(stack, 'Client', 'abc'));
    identities.addGroup(userPool, 'admins');
    identities.addRule('Admins', RoleRule.contains(Claim.groups().acknowledgeWriters('for the test'), 'admins'));
    expect(warningsIn(stack)).not.toContain('shadowed-rule');
  });

  test('shadows the group where rules decide first, and one on another claim does not', () => {
    expect(warned(made(ruled, DecidesFirst.RULES), 'shadowed-group')).toEqual([expect.stringContaining(
      "the role of the group 'admins' of Stack/Users is never chosen: rule 'Admins' before it matches all members.",
    )]);
    expect(warningsIn(both(DecidesFirst.RULES).stack)).not.toContain('shadowed-group');
  });
});

describe('whom conditions on groups take before a rule', () => {
  const preferred = (value: string) => ({ claim: 'cognito:preferred_role', match: 'Equals', value });
  const contains = (value: string) => ({ claim: 'cognito:groups', match: 'Contains', value });
  const groups: RankedGroup[] = [{ name: 'a', role: 'A', precedence: 0 }, { name: 'ab', role: 'B', precedence: 1 }, { name: 'c' }];

  test.each<[string, RankedGroup[]]>([
    ['all groups with roles', groups],
    ['two groups of one role and one precedence', [groups[0], { name: 'ab', role: 'A', precedence: 0 }]],
  ])('is everyone, by %s', (_, all) => {
    expect(takenBefore(contains('ab'), [preferred('A'), preferred('B')], all).length).toBeGreaterThan(0);
  });

  test.each<[string, RankedGroup[]]>([
    ['two that tie', [groups[0], { ...groups[1], precedence: 0 }]],
    ['two without precedence', [{ name: 'a', role: 'A' }, { name: 'ab', role: 'B' }]],
    ['one whose role is not among the rules', [...groups, { name: 'd', role: 'D', precedence: 2 }]],
    ['one that is looked for and has no role', [...groups, { name: 'abc' }]],
    ['none of that name', [groups[0]]],
  ])('is not everyone with %s', (_, all) => {
    expect(takenBefore(contains('ab'), [preferred('A'), preferred('B')], all)).toEqual([]);
  });

  test('is everyone with the role of groups that an earlier rule looks for, unless another group has the role too', () => {
    expect(takenBefore(preferred('B'), [contains('x'), contains('ab')], groups)).toEqual([contains('ab')]);
    expect(takenBefore(preferred('B'), [contains('ab')], [...groups, { name: 'z', role: 'B' }])).toEqual([]);
    expect(takenBefore(preferred('Z'), [contains('ab')], groups)).toEqual([]);
    expect(takenBefore(preferred('B'), [], groups)).toEqual([]);
  });
});
