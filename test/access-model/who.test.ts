import { membersOf, whoMatches } from '../../src/access-model/private/who';

const group = (name: string, roleArn?: string): any => ({ name, roleArn });
const GROUPS = [group('curators', 'arn:c'), group('admins', 'arn:a'), group('deputies', 'arn:a')];
const rule = (claim: string, matchType: string, value: string, unknown?: string) =>
  ({ index: 0, claim, matchType, value, roleArn: 'arn:r', unknown });

test.each([
  [rule('cognito:preferred_role', 'Equals', 'arn:c'), 'members of curators'],
  [rule('cognito:roles', 'Contains', 'arn:a'), 'members of admins or members of deputies'],
  [rule('cognito:groups', 'Contains', 'curators'), 'members of curators'],
  [rule('cognito:groups', 'Contains', 'cur'), "whoever's cognito:groups contains 'cur'"],
  [rule('cognito:preferred_role', 'NotEqual', 'arn:c'), "whoever's cognito:preferred_role is not 'arn:c'"],
  [rule('plan', 'StartsWith', 'arn:c'), "whoever's plan starts with 'arn:c'"],
  [rule('plan', 'Equals', 'curators'), "whoever's plan is 'curators'"],
  [rule('plan', 'Equals', '[object Object]', 'Plan has no default'), 'whoever matches a rule on plan (not known: Plan has no default)'],
])('says whom %j means', (asked, words) => {
  expect(whoMatches(asked, GROUPS)).toBe(words);
});

test('says that the name of a group is not known', () => {
  expect(membersOf({ ...group('x'), nameUnknown: 'Name has no default' }))
    .toBe('members of a group whose name is not known: Name has no default');
});
