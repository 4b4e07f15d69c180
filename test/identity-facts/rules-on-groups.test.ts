import { RankedGroup, takenBefore } from '../../src/identity-facts/claims/rules-taken';

/** Which earlier rules take everybody whom a rule on groups is for. */
const prefers = (value: string, match = 'Equals') => ({ claim: 'cognito:preferred_role', match, value });
const finds = (value: string, match = 'Contains') => ({ claim: 'cognito:groups', match, value });
const group = (name: string, role?: string, precedence?: number): RankedGroup =>
  ({ name, ...role === undefined ? {} : { role }, ...precedence === undefined ? {} : { precedence } });
const GROUPS = [group('admins', 'Admin', 0), group('staff', 'Staff', 1)];
const WITH_READERS = [...GROUPS, group('readers')];

describe('a rule on the preferred role', () => {
  test.each<[string, RankedGroup[], ReturnType<typeof finds>[], boolean]>([
    ['one that finds the group of the role', GROUPS, [finds('admins')], true],
    ['one that finds part of its name', GROUPS, [finds('adm')], true],
    ['one that finds another group', GROUPS, [finds('staff')], false],
    ['one that finds one of two groups of the role', [...GROUPS, group('owners', 'Admin')], [finds('admins')], false],
    ['one that finds both groups of the role', [...GROUPS, group('co-admins', 'Admin')], [finds('admins')], true],
    ['one that finds the group, behind one that does not', GROUPS, [finds('staff'), finds('admins')], true],
    ['one that looks for the very list', GROUPS, [finds('admins', 'Equals')], false],
    ['one on another claim', GROUPS, [{ ...finds('admins'), claim: 'custom:groups' }], false],
    ['nothing, where no group has the role', [group('staff', 'Staff')], [finds('staff')], false],
    ['nothing before it', GROUPS, [], false],
  ])('is taken by %s: %#', (_, groups, before, taken) => {
    const takers = takenBefore(prefers('Admin'), before, groups);
    expect(takers).toEqual(taken ? [before.at(-1)] : []);
  });

  test('is not taken where it asks for another role than one', () =>
    expect(takenBefore(prefers('Admin', 'NotEqual'), [finds('admins')], GROUPS)).toEqual([]));
});

describe('a rule that finds groups', () => {
  const BOTH = [prefers('Admin'), prefers('Staff')];
  test.each<[string, RankedGroup[], ReturnType<typeof finds>[], ReturnType<typeof finds>[]]>([
    ['rules for the role of each group', GROUPS, BOTH, BOTH],
    ['those of them that are for the role of a group', GROUPS, [prefers('Other'), ...BOTH], BOTH],
    ['no rules for the role of one group alone', GROUPS, [prefers('Admin')], []],
    ['no rules that ask otherwise', GROUPS, [prefers('Admin', 'NotEqual'), prefers('Staff', 'NotEqual')], []],
    ['no rules on another claim', GROUPS, [finds('Admin', 'Equals'), finds('Staff', 'Equals')], []],
    ['no rules, where two roles tie', [group('admins', 'Admin', 1), group('staff', 'Staff', 1)], BOTH, []],
    ['no rules, where two roles have no precedence', [group('admins', 'Admin'), group('staff', 'Staff')], BOTH, []],
    ['rules, where two groups of one role tie', [group('admins', 'Admin', 1), group('owners', 'Admin', 1)], BOTH, [prefers('Admin')]],
  ])('is taken by %s: %#', (_, groups, before, takers) => expect(takenBefore(finds('admins'), before, groups)).toEqual(takers));

  test('is not taken from a group without a role, whose members may be in no other', () => {
    expect(takenBefore(finds('readers'), BOTH, WITH_READERS)).toEqual([]);
    expect(takenBefore(finds('admins'), BOTH, WITH_READERS)).toEqual(BOTH);
  });

  test('is not taken where there is no such group, or it looks for the very list', () => {
    expect(takenBefore(finds('guests'), BOTH, GROUPS)).toEqual([]);
    expect(takenBefore(finds('admins', 'Equals'), BOTH, GROUPS)).toEqual([]);
    expect(takenBefore({ ...finds('admins'), claim: 'custom:groups' }, BOTH, GROUPS)).toEqual([]);
  });
});
