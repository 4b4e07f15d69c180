import { adopted, after, loaded } from './adopted';
import { madeByAmplify } from './shapes';
import { differencesBetween } from '../../src/diff/differences';

const POOL = 'amplifyAuthUserPool4BA7F805';
const CLIENT = 'amplifyAuthUserPoolAppClient2626C6F8';
const ATTACHMENT = 'amplifyAuthIdentityPoolRoleAttachment045F17C8';
const ADMINS = 'amplifyAuthADMINSGroupRoleA1';
const MEMBERS = 'amplifyAuthauthenticatedUserRoleD8DA3689';
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const rule = (Claim: unknown, Value: unknown, role: unknown = 'Gold', MatchType: unknown = 'Equals') =>
  ({ Claim, MatchType, RoleARN: typeof role === 'string' ? arn(role) : role, Value });
const ofAdmins = rule('cognito:preferred_role', arn(ADMINS), ADMINS);
const ofPlan = rule('custom:plan', 'gold');
const provider = { 'Fn::Join': ['', [{ 'Fn::GetAtt': [POOL, 'ProviderName'] }, ':', { Ref: CLIENT }]] };
const rules = (Rules: unknown, AmbiguousRoleResolution: unknown = 'AuthenticatedRole') =>
  ({ AmbiguousRoleResolution, IdentityProvider: provider, RulesConfiguration: { Rules }, Type: 'Rules' });

/** A stack of AmplifyAuth with roles Gold and Silver, and these role mappings. */
function mapped(RoleMappings: unknown): any {
  const before = madeByAmplify();
  const { Resources: resources } = before;
  for (const id of ['Gold', 'Silver', 'Odd']) resources[id] = structuredClone(resources[MEMBERS]);
  resources.Odd.Properties.AssumeRolePolicyDocument.Statement[0].Condition.Null = { 'aws:x': 'true' };
  resources[POOL].Properties.Schema = [{ AttributeDataType: 'String', Mutable: true, Name: 'plan' }];
  resources[CLIENT].Properties.WriteAttributes = ['name'];
  resources[ATTACHMENT].Properties.RoleMappings = RoleMappings;
  return before;
}

const same = (before: any, now: any) => {
  const { edits, access } = differencesBetween(loaded(before), loaded(now));
  expect(edits).toEqual([]);
  expect(access).toEqual([]);
};
/** As the program is once its reader has found that nothing else hangs on what keep() says of the mappings. */
const withoutKeeping = (program: string) =>
  program.replace(/(keep\(auth\.identityPool\.cfnRoleAttachment, '\w+', \['IdentityPoolId')/, "$1, 'RoleMappings'");
const callsIn = (program: string) => program.split('\n').filter(line => /auth\.add(Rule|Group)|undecidedRole|decidesFirst/.test(line))
  .map(line => line.trim().replace(/^const \w+ = /, ''));
const toDo = (before: any) => adopted(before).notes.filter(note => note.includes('TODO'));

const ADD_ADMINS = "auth.addGroup('ADMINS', { precedence: 0, inherit: false });";
const ADD_GOLD = "auth.addRule('Rule1', RoleRule.equalTo(Claim.customAttribute('plan'), 'gold'), { inherit: false });";

describe('role mappings are written as what makes them', () => {
  test.each<[string, unknown, string[]]>([
    ['groups by token', { web: { AmbiguousRoleResolution: 'AuthenticatedRole', IdentityProvider: provider, Type: 'Token' } }, [ADD_ADMINS]],
    ['groups by token, or nobody', { web: { AmbiguousRoleResolution: 'Deny', IdentityProvider: provider, Type: 'Token' } },
      ['undecidedRole: UndecidedRole.DENY,', ADD_ADMINS]],
    ['groups before rules', { web: rules([ofAdmins, ofPlan]) }, [ADD_ADMINS, ADD_GOLD]],
    ['rules before groups, or nobody', { web: rules([ofPlan, ofAdmins], 'Deny') },
      ['undecidedRole: UndecidedRole.DENY,', 'decidesFirst: DecidesFirst.RULES,', ADD_ADMINS, ADD_GOLD]],
    ['rules of each kind', {
      web: rules([
        ofAdmins, rule('cognito:groups', 'ADMINS', 'Gold', 'Contains'), rule('sub', '0a', 'Silver', 'StartsWith'),
      ]),
    }, [
      ADD_ADMINS, "auth.addRule('Rule1', RoleRule.contains(Claim.groups(), 'ADMINS'), { inherit: false });",
      "auth.addRule('Rule2', RoleRule.startsWith(Claim.standardAttribute('sub'), '0a'), { inherit: false });",
    ]],
  ])('%s', (_, mappings, calls) => {
    const before = mapped(mappings);
    expect(callsIn(adopted(before).program)).toEqual(calls);
    expect(toDo(before)).toEqual([]);
    same(before, after(before));
    expect(after(before).Resources[ATTACHMENT].Properties.RoleMappings).toEqual(mappings);
    same(before, after(before, withoutKeeping));
  });

  test('a rule without groups beside it', () => {
    const before = mapped({ web: rules([ofPlan]) });
    delete before.Resources.amplifyAuthADMINSGroup;
    delete before.Resources[ADMINS];
    expect(callsIn(adopted(before).program)).toEqual([ADD_GOLD]);
    same(before, after(before, withoutKeeping));
  });

  test('none, where there are none', () => {
    const before = mapped(undefined);
    delete before.Resources.amplifyAuthADMINSGroup;
    expect(toDo(before)).toEqual([]);
    same(before, after(before));
  });
});

const external = { 'graph.facebook.com': { ...rules([rule('plan', 'x')], 'Deny'), IdentityProvider: undefined } };

describe('role mappings that no prop says are kept, and said to be still to do', () => {
  test.each<[string, unknown, RegExp]>([
    ['roles of groups that are not used', undefined, /there are none, so that the roles of the groups are not used/],
    ['a condition', { 'Fn::If': ['IsProd', {}, {}] }, /they are not written out/],
    ['another provider', external, /graph\.facebook\.com is for no app client of this pool; see auth\.addExternalLogin/],
    ['a client by its id', { x: { ...rules([ofAdmins, ofPlan]), IdentityProvider: 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_A:b' } },
      /x is for no app client/],
    ['two ways', { a: rules([ofAdmins, ofPlan]), b: rules([ofAdmins, ofPlan], 'Deny') }, /b decides otherwise than a/],
    ['what happens else, computed', { a: rules([ofAdmins, ofPlan], { Ref: 'Else' }) }, /AmbiguousRoleResolution of a is not written out/],
    ['a type that is computed', { a: { ...rules([ofAdmins, ofPlan]), Type: { Ref: 'Type' } } }, /Type of a is not written out/],
    ['rules that are computed', { a: rules({ 'Fn::If': ['IsProd', [], []] }) }, /not every group has its rule/],
    ['groups alone, by rules', { a: rules([ofAdmins]) }, /every rule is for the role of a group/],
    ['a group without its rule', { a: rules([ofPlan]) }, /not every group has its rule/],
    ['a group between rules', { a: rules([ofPlan, ofAdmins, rule('custom:plan', 'silver', 'Silver')]) }, /groups stand between the rules/],
    ['a role of elsewhere', { a: rules([ofAdmins, rule('custom:plan', 'x', { Ref: 'Role' })]) }, /not made here/],
    ['the role of everyone', { a: rules([ofAdmins, rule('custom:plan', 'x', MEMBERS)]) }, /rule 1 .* which is the role of others too/],
    ['the role of a group', { a: rules([ofAdmins, rule('custom:plan', 'x', ADMINS)]) }, /which is the role of others too/],
    ['one role by two rules', { a: rules([ofAdmins, ofPlan, rule('custom:plan', 'x')]) }, /rule 2 .* as a rule before it does/],
    ['a role with a trust of another kind', { a: rules([ofAdmins, rule('custom:plan', 'x', 'Odd')]) }, /whose trust is not what/],
    ['a claim of no attribute', { a: rules([ofAdmins, rule('custom:tier', 'x')]) }, /is about no attribute of this pool/],
    ['a claim of a trigger', { a: rules([ofAdmins, rule('plan', 'x')]) }, /is about no attribute of this pool/],
    ['a claim that is computed', { a: rules([ofAdmins, rule({ Ref: 'Claim' }, 'x')]) }, /is about no attribute of this pool/],
    ['a value that is computed', { a: rules([ofAdmins, rule('custom:plan', { Ref: 'Value' })]) }, /compares with a value that is not written/],
    ['all but one', { a: rules([ofAdmins, rule('custom:plan', 'x', 'Gold', 'NotEqual')]) }, /needs a reason that only you can give/],
    ['a comparison that is computed', { a: rules([ofAdmins, rule('custom:plan', 'x', 'Gold', { Ref: 'M' })]) }, /in a way that is not written/],
    ['groups that equal one', { a: rules([ofAdmins, rule('cognito:groups', 'ADMINS')]) }, /compares all groups with one/],
  ])('%s', (_, mappings, reason) => {
    const before = mapped(mappings);
    expect(toDo(before)).toEqual([expect.stringMatching(reason)]);
    expect(toDo(before)[0]).toContain(`${ATTACHMENT}: RoleMappings stay as keep() has them`);
    expect(adopted(before).program).toContain('TODO');
    expect(adopted(before).program).not.toContain('addRule(\'');
    expect(adopted(before).program.includes('RoleMappings: {')).toBe(mappings !== undefined);
  });

  test('and nothing is made anew, gained or lost', () => {
    for (const mappings of [undefined, { a: rules([ofAdmins]) }, { a: rules([ofAdmins, ofPlan, rule('custom:plan', 'x')]) }]) {
      const before = mapped(mappings);
      same(before, after(before));
      expect(after(before).Resources[ATTACHMENT].Properties.RoleMappings).toEqual(mappings);
    }
  });

  test('groups by token without a group that is made here', () => {
    const before = mapped({ a: { AmbiguousRoleResolution: 'Deny', IdentityProvider: provider, Type: 'Token' } });
    delete before.Resources.amplifyAuthADMINSGroup;
    expect(toDo(before)).toEqual([expect.stringMatching(/a goes by groups, none of which has a role of its own here/)]);
    same(before, after(before));
  });

  test('a client of the identity pool that has none', () => {
    const before = mapped({ web: rules([ofAdmins, ofPlan]) });
    before.Resources.Second = structuredClone(before.Resources[CLIENT]);
    const pool: any = Object.values(before.Resources).find(({ Type }: any) => Type === 'AWS::Cognito::IdentityPool');
    pool.Properties.CognitoIdentityProviders.push({ ...pool.Properties.CognitoIdentityProviders[0], ClientId: { Ref: 'Second' } });
    expect(toDo(before)).toEqual([expect.stringMatching(/Second has none; groups and rules here are for all clients/)]);
    same(before, after(before));
  });
});
