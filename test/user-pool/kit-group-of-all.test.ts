import { App, Stack } from 'aws-cdk-lib';
import { AppClient, Claim, CognitoAuth, CognitoAuthProps, CustomAttribute, DecidesFirst, RoleRule, TriggerKit } from '../../src';
import { warned } from '../warnings';

describe('a group of everybody', () => {
  const said = (add: (of: CognitoAuth) => unknown, props: CognitoAuthProps) => {
    const stack = new Stack(new App(), 'Stack');
    add(new CognitoAuth(stack, 'Auth', {
      selfSignUp: true,
      triggers: [TriggerKit.postConfirmation({ group: 'members' })],
      attributes: { custom: { plan: CustomAttribute.text() } },
      client: AppClient.browser({ writeAttributes: ['email'] }),
      ...props,
    }));
    return warned(stack, 'default-group-decides');
  };
  const gold = (made: CognitoAuth) => made.addRule('Gold', RoleRule.equalTo(Claim.customAttribute('plan'), 'gold'));

  test('takes its role before the rules and the weaker groups after it, which is warned of', () => {
    const [text] = said(made => {
      made.addGroup('members', { precedence: 5 });
      made.addGroup('staff', { precedence: 7 });
      made.addGroup('admins', { precedence: 0 });
      gold(made);
    }, {});
    expect(text).toContain("group: everybody who signs up is in 'members', whose role is taken before the group 'staff', "
      + "the rule custom:plan Equals 'gold', so that these decide for nobody");
  });

  test.each<[string, (made: CognitoAuth) => unknown, CognitoAuthProps]>([
    ['comes after the others', made => [made.addGroup('members', { precedence: 5 }), made.addGroup('admins', { precedence: 0 })], {}],
    ['comes after the rules', made => [made.addGroup('members'), gold(made)], { decidesFirst: DecidesFirst.RULES }],
    ['has no role', made => [made.userPool.addGroup('Everybody', { groupName: 'members' }), gold(made)], {}],
  ])('is no trap where it %s', (_, add, props) => expect(said(add, props)).toEqual([]));
});
