import { groupRoles, whyRolesOpen, withRoleClaims } from '../../src/identity-facts/claims/claims';

const group = (name: string, more: object = {}): any => ({ name, label: name, roleArn: `arn:${name}`, ...more });
const [A, B, C] = [group('a', { precedence: 1 }), group('b', { precedence: 2 }), group('c')];

describe('the roles of groups in a token', () => {
  test('are those of the groups that are named, the one of lowest precedence preferred', () => {
    expect(groupRoles([B, A, C], ['a', 'b'])).toEqual({ roles: ['arn:b', 'arn:a'], preferred: 'arn:a' });
    expect(groupRoles([A, B, C], ['b', 'c'])).toEqual({ roles: ['arn:b', 'arn:c'], preferred: 'arn:b' });
    expect(groupRoles([A, B, C], ['c'])).toEqual({ roles: ['arn:c'], preferred: 'arn:c' });
  });
  test('have none that is preferred in a tie of different roles', () => {
    expect(groupRoles([A, group('d', { precedence: 1 })], ['a', 'd'])).toEqual({ roles: ['arn:a', 'arn:d'] });
    expect(groupRoles([C, group('d')], ['c', 'd'])).toEqual({ roles: ['arn:c', 'arn:d'] });
    expect(groupRoles([A, group('d', { precedence: 1, roleArn: 'arn:a' })], ['a', 'd'])).toEqual({ roles: ['arn:a'], preferred: 'arn:a' });
  });
  test('leave out groups without a role', () => {
    expect(groupRoles([group('x', { precedence: 0, roleArn: undefined }), B], ['x', 'b']))
      .toEqual({ roles: ['arn:b'], preferred: 'arn:b' });
    expect(groupRoles([A], ['nobody'])).toEqual({ roles: [] });
  });

  test('are added to the claims unless the token has them', () => {
    const of = (claims: object) => withRoleClaims(claims as any, [A, C, group('x', { roleArn: undefined })]);
    expect(of({ 'cognito:groups': ['a', 'c'] }))
      .toEqual({ 'cognito:groups': ['a', 'c'], 'cognito:roles': ['arn:a', 'arn:c'], 'cognito:preferred_role': 'arn:a' });
    expect(of({ 'cognito:groups': 'a' })).toEqual({ 'cognito:groups': 'a', 'cognito:roles': ['arn:a'], 'cognito:preferred_role': 'arn:a' });
    for (const claims of [
      {}, { 'cognito:groups': ['x'] }, { 'cognito:groups': [] },
      { 'cognito:groups': ['a'], 'cognito:roles': [] }, { 'cognito:groups': ['a'], 'cognito:preferred_role': 'arn:z' },
    ]) expect(Object.keys(of(claims))).toEqual(Object.keys(claims));
  });
});

describe('which role is preferred is open', () => {
  const nameless = group('?', { label: 'Staff', nameUnknown: 'a parameter' });
  const open = group('o', { label: 'Ops', precedenceUnknown: 'a parameter' });

  test.each<[string, any[], string[], string | undefined]>([
    ['where a group that is not named may be the one of the token', [A, nameless], ['z'], 'how the group Staff is called: a parameter'],
    ['where it may be one of several', [A, nameless], ['a', 'z'], 'how the group Staff is called: a parameter'],
    ['but not where all of the token are known', [A, B, nameless], ['a', 'b'], undefined],
    ['but not where the group that is not named gives no role', [A, { ...nameless, roleArn: undefined }], ['z'], undefined],
    ['but not for a name that nobody has, where all are known', [A, B], ['z'], undefined],
    ['where a precedence is not known and roles differ', [A, open], ['a', 'o'], 'the precedence of Ops: a parameter'],
    ['but not where it is the only role', [A, open], ['o'], undefined],
    ['but not where the roles are one', [A, { ...open, roleArn: 'arn:a' }], ['a', 'o'], undefined],
    ['but not where that group is none of the token\'s', [A, B, open], ['a', 'b'], undefined],
    ['but not where that group gives no role', [A, B, { ...open, roleArn: undefined }], ['a', 'b', 'o'], undefined],
  ])('%s', (_, groups, names, expected) => expect(whyRolesOpen(groups, names, { userPool: {} as any })).toBe(expected));

  test('where the user pool is made elsewhere, for a group that no template makes', () => {
    const of = (groups: any[], ...names: string[]) => whyRolesOpen(groups, names, { poolId: 'eu-west-1_x' });
    expect(of([A], 'a', 'z')).toBe('the user pool eu-west-1_x is made elsewhere, where its group z may have a role');
    expect([of([A, B], 'a', 'b'), of([A])]).toEqual([undefined, undefined]);
  });
});
