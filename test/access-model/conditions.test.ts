import { allow, group, POOL_REF, PROVIDER, role, rulesMapping, signedIn, template, tokenMapping, trust } from './fixture';
import { AccessModel } from '../../src';
import { accessMatrices } from '../../src/access-model/access-matrix';
import { readEntities } from '../../src/identity-facts/entities/read-entities';
import { Assembly } from '../../src/template/assembly';
import { checkTemplate } from '../../src/template/text/load';

const NO_VALUE = { Ref: 'AWS::NoValue' };
const REST = {
  Parameters: { Stage: { Type: 'String', Default: 'dev' }, Names: { Type: 'CommaDelimitedList' }, Name: { Type: 'String' } },
  Conditions: {
    Prod: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
    Never: { 'Fn::Equals': ['a', 'b'] },
    Always: { 'Fn::Equals': ['a', 'a'] },
  },
};
const MEMBERS = { Ref: 'Members' };
const OTHERS = { Others: role('authenticated') };

function policy(type: string, action: string, props: object, condition?: string, effect = 'Allow'): object {
  return {
    Type: `AWS::IAM::${type}`,
    ...(condition ? { Condition: condition } : {}),
    Properties: { PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: effect, Action: action, Resource: '*' }] }, ...props },
  };
}

function modelOf(resources: Record<string, object>, more: object = {}): AccessModel {
  return AccessModel.fromTemplate(template({ resources: { ...OTHERS, ...resources }, rest: REST, ...more }));
}

const may = (model: AccessModel, role_: string, action: string) => model.can(role_, action, '*').decision;

describe.each(['Policy', 'ManagedPolicy'])('the roles of AWS::IAM::%s', type => {
  test('that hang on a condition make the permission unknown, not missing', () => {
    const model = modelOf({
      Whole: policy(type, 's3:Whole', { Roles: { 'Fn::If': ['Prod', [MEMBERS], NO_VALUE] } }),
      Item: policy(type, 's3:Item', { Roles: [{ 'Fn::If': ['Prod', MEMBERS, NO_VALUE] }] }),
      Either: policy(type, 's3:Either', { Roles: [{ 'Fn::If': ['Prod', MEMBERS, { Ref: 'Others' }] }] }),
    });
    for (const action of ['s3:Whole', 's3:Item', 's3:Either']) {
      expect(model.can('Members', action, '*'))
        .toMatchObject({ decision: 'unknown', reason: expect.stringContaining('hangs on a condition') });
    }
    expect(may(model, 'Others', 's3:Either')).toBe('unknown');
    expect(may(model, 'Others', 's3:Whole')).toBe('denied');
    expect(may(model, 'Members', 's3:Other')).toBe('denied');
  });

  test('count as they are where the condition is decided, or both sides name the role', () => {
    const model = modelOf({
      Decided: policy(type, 's3:Decided', { Roles: [{ 'Fn::If': ['Always', MEMBERS, { Ref: 'Others' }] }] }),
      Both: policy(type, 's3:Both', { Roles: { 'Fn::If': ['Prod', [MEMBERS], [{ Ref: 'Others' }, MEMBERS]] } }),
    });
    for (const action of ['s3:Decided', 's3:Both']) expect(may(model, 'Members', action)).toBe('allowed');
    expect(may(model, 'Others', 's3:Decided')).toBe('denied');
    expect(may(model, 'Others', 's3:Both')).toBe('unknown');
  });

  test('that one condition gives and another statement gives otherwise are decided together', () => {
    const model = modelOf({
      Yes: policy(type, 's3:Get', { Roles: { 'Fn::If': ['Prod', [MEMBERS], [{ Ref: 'Others' }]] } }),
      No: policy(type, 's3:Get', { Roles: { 'Fn::If': ['Prod', [{ Ref: 'Others' }], [MEMBERS]] } }),
    });
    for (const name of ['Members', 'Others']) expect(may(model, name, 's3:Get')).toBe('allowed');
  });

  test('that are not known may be any role, which is said', () => {
    const model = modelOf({
      Part: policy(type, 's3:Part', { Roles: [MEMBERS, { Ref: 'Name' }] }),
      All: policy(type, 's3:All', { Roles: { Ref: 'Names' } }),
      Deny: policy(type, 's3:Deny', { Roles: { Ref: 'Names' } }, undefined, 'Deny'),
      Allow: policy(type, 's3:Deny', { Roles: [MEMBERS] }),
    });
    expect(may(model, 'Members', 's3:Part')).toBe('allowed');
    expect(model.can('Others', 's3:Part', '*')).toMatchObject({
      decision: 'unknown', reason: expect.stringContaining('whether Part is attached to Others: parameter Name has no default'),
    });
    for (const name of ['Members', 'Others']) expect(may(model, name, 's3:All')).toBe('unknown');
    expect(may(model, 'Members', 's3:Deny')).toBe('unknown');
    expect(may(model, 'Others', 's3:Other')).toBe('denied');
  });

  test('in a policy that is not made itself do not count, and may count where that is open', () => {
    const model = modelOf({
      Gone: policy(type, 's3:Gone', { Roles: [MEMBERS] }, 'Never'),
      Made: policy(type, 's3:Made', { Roles: [MEMBERS] }, 'Always'),
      Open: policy(type, 's3:Open', { Roles: [MEMBERS] }, 'Prod'),
    });
    expect(['s3:Gone', 's3:Made', 's3:Open'].map(action => may(model, 'Members', action))).toEqual(['denied', 'allowed', 'unknown']);
  });
});

test('the role of AWS::IAM::RolePolicy may hang on a condition, or not be known', () => {
  const model = modelOf({
    If: policy('RolePolicy', 's3:If', { RoleName: { 'Fn::If': ['Prod', MEMBERS, { Ref: 'Others' }] } }),
    Unknown: policy('RolePolicy', 's3:Unknown', { RoleName: { Ref: 'Name' } }),
    Plain: policy('RolePolicy', 's3:Plain', { RoleName: MEMBERS }),
  });
  for (const name of ['Members', 'Others']) {
    expect(['s3:If', 's3:Unknown'].map(action => may(model, name, action)))
      .toEqual(['unknown', 'unknown']);
  }
  expect(['Members', 'Others'].map(name => may(model, name, 's3:Plain'))).toEqual(['allowed', 'denied']);
});

describe('what stands in the role itself', () => {
  const inline = (name: string) => ({ PolicyName: name, PolicyDocument: { Version: '2012-10-17', Statement: [allow(`s3:${name}`, '*')] } });
  const made = (props: object) => modelOf({
    Own: role('authenticated', [], props),
    Managed: policy('ManagedPolicy', 's3:Managed', {}),
    Second: policy('ManagedPolicy', 's3:Second', {}),
  });

  test.each([
    ['the whole list', { 'Fn::If': ['Prod', [inline('A'), inline('B')], [inline('B')]] }],
    ['an item', [{ 'Fn::If': ['Prod', inline('A'), NO_VALUE] }, inline('B')]],
  ])('inline policies under Fn::If: %s', (_, Policies) => {
    const model = made({ Policies });
    expect(['s3:A', 's3:B', 's3:C'].map(action => may(model, 'Own', action))).toEqual(['unknown', 'allowed', 'denied']);
  });

  test.each([
    ['the whole list', { 'Fn::If': ['Prod', [{ Ref: 'Managed' }, { Ref: 'Second' }], [{ Ref: 'Second' }]] }],
    ['an item', [{ 'Fn::If': ['Prod', { Ref: 'Managed' }, NO_VALUE] }, { Ref: 'Second' }]],
  ])('managed policies under Fn::If: %s', (_, ManagedPolicyArns) => {
    const model = made({ ManagedPolicyArns });
    expect(['s3:Managed', 's3:Second', 's3:Third'].map(action => may(model, 'Own', action))).toEqual(['unknown', 'allowed', 'denied']);
  });

  test('policies that are not known leave every question open, and say why', () => {
    for (const props of [
      { Policies: { Ref: 'Name' } }, { ManagedPolicyArns: { Ref: 'Names' } },
      { Policies: [inline('A')], ManagedPolicyArns: [{ Ref: 'Name' }] },
    ]) {
      expect(made(props).can('Own', 's3:B', '*')).toMatchObject({ decision: 'unknown', reason: expect.stringContaining('has no default') });
    }
  });

  test('a boundary under Fn::If binds in one case only', () => {
    const model = made({
      Policies: [inline('Managed'), inline('B')], PermissionsBoundary: { 'Fn::If': ['Prod', { Ref: 'Managed' }, NO_VALUE] },
    });
    expect(['s3:Managed', 's3:B'].map(action => may(model, 'Own', action))).toEqual(['allowed', 'unknown']);
  });

  test('more combinations of conditions than are tried leave the question open', () => {
    const names = Array.from({ length: 8 }, (_, i) => `C${i}`);
    const Conditions = Object.fromEntries(names.map(name => [name, { 'Fn::Equals': [{ Ref: `${name}Of` }, 'x'] }]));
    const Parameters = Object.fromEntries(names.map(name => [`${name}Of`, { Type: 'String' }]));
    const Policies = names.map(name => ({ 'Fn::If': [name, inline(name), NO_VALUE] }));
    const model = modelOf({ Own: role('authenticated', [], { Policies }) }, { rest: { ...REST, Conditions, Parameters } });
    expect(model.can('Own', 's3:C0', '*')).toMatchObject({ decision: 'unknown', reason: expect.stringContaining('too many combinations') });
  });
});

describe('a resource with a condition of its own', () => {
  test('is not in the model when the condition does not hold', () => {
    const model = modelOf({
      Gone: { ...role('authenticated'), Condition: 'Never' },
      Kept: { ...role('authenticated'), Condition: 'Always' },
      Open: { ...role('authenticated'), Condition: 'Prod' },
      Elsewhere: { ...role('authenticated'), Condition: 'NotDeclared' },
      NoPool: { Type: 'AWS::Cognito::IdentityPool', Condition: 'Never' },
    });
    expect(model.roles).toEqual(['Guests', 'Members', 'Others', 'Kept', 'Open', 'Elsewhere']);
    expect(model.identityPools).toEqual(['Identities']);
    expect(model._entities.roles.map(({ conditions }) => conditions.length)).toEqual([0, 0, 0, 0, 1, 1]);
    expect(() => model.can('Gone', 's3:Get', '*')).toThrow("there is no role 'Gone'");
  });

  test('stays when only a default would decide it: another value may be given at deployment', () => {
    expect(modelOf({ Open: { ...role('authenticated'), Condition: 'Prod' } }).roles).toContain('Open');
  });

  test('is decided by a parameter that is given', () => {
    const body = checkTemplate(template({ resources: { Open: { ...role('authenticated'), Condition: 'Prod' } }, rest: REST }), 'test');
    const rolesWith = (Stage: string) => readEntities(new Assembly([
      { name: 'test', body, parameters: { Stage } },
    ])).roles.map(({ logicalId, conditions }) => [logicalId, conditions]);
    expect(rolesWith('prod')).toContainEqual(['Open', []]);
    expect(rolesWith('dev')).not.toContainEqual(['Open', []]);
  });

  test('can\'t be referred to when it is not made', () => {
    const Gone = { ...role('authenticated'), Condition: 'Never' };
    const model = modelOf({ Gone }, { roles: { authenticated: { 'Fn::GetAtt': ['Gone', 'Arn'] } } });
    expect(model.becomes(signedIn())).toMatchObject({ outcome: 'unknown', reason: expect.stringContaining('Gone is not made') });
    expect(may(modelOf({ Gone, P: policy('Policy', 's3:Get', { Roles: [{ Ref: 'Gone' }] }) }), 'Members', 's3:Get')).toBe('unknown');
  });
});

describe('an identity pool whose', () => {
  const attachment = (roleId: string, condition: string, more: object = {}) => ({
    Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
    Condition: condition,
    Properties: { IdentityPoolId: POOL_REF, Roles: { authenticated: { 'Fn::GetAtt': [roleId, 'Arn'] } }, ...more },
  });

  test('attachment is not made has the other one, and one that is made leaves open which is last', () => {
    expect(modelOf({ Later: attachment('Others', 'Never') }).becomes(signedIn())).toMatchObject({ role: 'Members' });
    expect(modelOf({ Later: attachment('Others', 'Always') }).becomes(signedIn())).toMatchObject({ outcome: 'unknown' });
  });

  test('attachment may be made has either', () => {
    const { outcome, reason } = modelOf({ Later: attachment('Others', 'Prod') }).becomes(signedIn());
    expect(outcome).toBe('unknown');
    expect(reason).toMatch(/either (Others .* or Members|Members .* or Others)/);
    expect(modelOf({ Later: attachment('Members', 'Prod') }).becomes(signedIn())).toMatchObject({ role: 'Members' });
  });

  test('attachment may be for another pool has it or not', () => {
    const may_ = (IdentityPoolId: unknown) =>
      modelOf({ Second: { Type: 'AWS::Cognito::IdentityPool' }, Later: attachment('Others', 'Always', { IdentityPoolId }) });
    const either = may_({ 'Fn::If': ['Prod', POOL_REF, { Ref: 'Second' }] });
    for (const identityPool of ['Identities', 'Second']) {
      expect(either.becomes({
        identityPool, ...signedIn(),
      }).outcome).toBe(identityPool === 'Second' ? 'denied' : 'unknown');
    }
    expect(may_({ Ref: 'Name' }).becomes({ identityPool: 'Identities', ...signedIn() })).toMatchObject({ role: 'Members' });
    const only = modelOf({ Attachment: attachment('Members', 'Always', { IdentityPoolId: { Ref: 'Name' } }) });
    expect(only.becomes(signedIn())).toMatchObject({ outcome: 'unknown', reason: expect.stringContaining('either Members') });
  });

  test('roles hang on a condition is still the one that gives them', () => {
    const statement = allow('s3:Get', '*', {
      Condition: { 'ForAnyValue:StringEquals': { 'cognito-identity.amazonaws.com:amr': 'unauthenticated' } },
    });
    const roles = { 'Fn::If': ['Prod', { unauthenticated: { 'Fn::GetAtt': ['Guests', 'Arn'] } }, NO_VALUE] };
    const model = modelOf({ Guests: role('unauthenticated', [statement, allow('iam:Get', '*')]) }, {
      roles, pool: { AllowUnauthenticatedIdentities: true },
    });
    expect(may(model, 'Guests', 's3:Get')).toBe('allowed');
    expect(may(model, 'Guests', 'iam:Get')).toBe('denied');
  });

  test('tags hang on a condition has them or not', () => {
    const tags = (more: object) => ({
      Type: 'AWS::Cognito::IdentityPoolPrincipalTag',
      ...more,
      Properties: {
        IdentityPoolId: POOL_REF,
        IdentityProviderName: { 'Fn::GetAtt': ['Users', 'ProviderName'] },
        PrincipalTags: { tenant: 'custom:tenant' },
      },
    });
    const Members = role('authenticated', [], {
      AssumeRolePolicyDocument: trust('authenticated', { actions: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'] }),
    });
    const ask = (more: object) => modelOf({ Members, Tags: tags(more) }).becomes(signedIn({ 'custom:tenant': 't' }));
    expect(ask({})).toMatchObject({ principalTags: { tenant: 't' } });
    expect(ask({ Condition: 'Prod' }).outcome).toBe('unknown');
    expect(ask({ Condition: 'Never' })).toEqual(expect.not.objectContaining({ principalTags: expect.anything() }));
  });

  test('set-up hangs on more combinations than are tried is not known', () => {
    const names = Array.from({ length: 8 }, (_, i) => `C${i}`);
    const Conditions = Object.fromEntries(names.map(name => [name, { 'Fn::Equals': [{ Ref: `${name}Of` }, 'x'] }]));
    const Parameters = Object.fromEntries(names.map(name => [`${name}Of`, { Type: 'String' }]));
    const PrincipalTags = Object.fromEntries(names.map(name => [name, { 'Fn::If': [name, 'email', 'sub'] }]));
    const Tags = {
      Type: 'AWS::Cognito::IdentityPoolPrincipalTag', Properties: { IdentityPoolId: POOL_REF, IdentityProviderName: 'x', PrincipalTags },
    };
    expect(modelOf({ Tags }, { rest: { ...REST, Conditions, Parameters } }).becomes(signedIn()))
      .toMatchObject({ outcome: 'unknown', reason: expect.stringContaining('too many') });
  });
});

describe('a group', () => {
  const inGroup = (groups: Record<string, object>) => modelOf({ ...groups, Admins: role('authenticated') }, { mappings: tokenMapping() });
  const either = { 'Fn::If': ['Prod', { 'Fn::GetAtt': ['Admins', 'Arn'] }, { 'Fn::GetAtt': ['Others', 'Arn'] }] };
  const withRole = (RoleArn: unknown, more: object = {}) =>
    ({ Type: 'AWS::Cognito::UserPoolGroup', Properties: { UserPoolId: { Ref: 'Users' }, GroupName: 'staff', RoleArn }, ...more });

  test('whose role hangs on a condition is not taken for one without a role', () => {
    const model = inGroup({ staff: withRole(either) });
    expect(model.becomes(signedIn({ 'cognito:groups': ['staff'] })))
      .toMatchObject({ outcome: 'unknown', reason: expect.stringMatching(/either Admins .* or Others/) });
    expect(model.claimsFor('Web', { groups: ['staff'] })).toEqual(expect.not.objectContaining({ 'cognito:roles': expect.anything() }));
  });

  test('that may be made is there for whoever is in it', () => {
    const model = inGroup({ staff: { ...group('staff', 'Admins', 0), Condition: 'Prod' } });
    expect(model.becomes(signedIn({ 'cognito:groups': ['staff'] }))).toMatchObject({ role: 'Admins', via: 'group' });
    expect(inGroup({
      staff: { ...group('staff', 'Admins', 0), Condition: 'Never' },
    }).becomes(signedIn({ 'cognito:groups': ['staff'] })).outcome).toBe('denied');
  });

  test('that may be made is sure to be there for whoever is in it, whatever other groups there are', () => {
    const model = inGroup({
      staff: { ...group('staff', 'Admins', 0), Condition: 'Prod' }, plain: group('plain'), others: group('others', 'Others', 1),
    });
    for (const groups of [['staff', 'plain'], ['staff', 'others'], ['staff', 'of somebody else']]) {
      expect(model.becomes(signedIn({ 'cognito:groups': groups }))).toMatchObject({ role: 'Admins', via: 'group' });
    }
  });

  test('that is never made together with another one leaves open which of them whoever is in both is in', () => {
    const rest = { ...REST, Conditions: { ...REST.Conditions, Dev: { 'Fn::Not': [{ Condition: 'Prod' }] } } };
    const model = modelOf({
      staff: { ...group('staff', 'Members', 0), Condition: 'Prod' }, testers: { ...group('testers', 'Others', 0), Condition: 'Dev' },
    }, { mappings: tokenMapping(), rest });
    expect(model.becomes(signedIn({ 'cognito:groups': ['staff', 'testers'] }))).toMatchObject({ outcome: 'unknown' });
    expect(model.becomes(signedIn({ 'cognito:groups': ['testers'] }))).toMatchObject({ role: 'Others' });
  });

  test('that each of two conditions makes with another role is either', () => {
    const model = inGroup({
      a: withRole({ 'Fn::GetAtt': ['Admins', 'Arn'] }, { Condition: 'Prod' }),
      b: withRole({ 'Fn::GetAtt': ['Others', 'Arn'] }, { Condition: 'Always' }),
    });
    expect(model.becomes(signedIn({ 'cognito:groups': ['staff'] })).outcome).toBe('unknown');
  });

  test('without conditions has its role claims', () => {
    expect(inGroup({ staff: group('staff', 'Admins', 0) }).claimsFor('Web', { groups: ['staff'] }))
      .toHaveProperty('cognito:preferred_role');
  });
});

describe('the matrix', () => {
  test('says what is only possible', () => {
    const model = modelOf({
      Members: role('authenticated', [allow('s3:Sure', '*'), allow('s3:If', { 'Fn::If': ['Prod', 'arn:aws:s3:::a', 'arn:aws:s3:::b'] })]),
      Open: policy('Policy', 's3:Open', { Roles: [MEMBERS] }, 'Prod'),
      Unknown: policy('Policy', 's3:Unknown', { Roles: { Ref: 'Names' } }),
      Broken: policy('Policy', 'x', { Roles: [MEMBERS], PolicyDocument: { Statement: { Ref: 'Name' } } }),
    });
    const { permits } = accessMatrices(model)[0].rows.find(({ outcome }) => outcome.role === 'Members')!;
    expect(permits.map(({ actions, resources, possible }) => [actions[0], resources.join(), possible ?? false]))
      .toEqual(expect.arrayContaining([
        ['s3:Sure', '*', false],
        ['s3:If', 'arn:aws:s3:::a', true],
        ['s3:If', 'arn:aws:s3:::b', true],
        ['s3:Open', '*', true],
        ['s3:Unknown', '*', true],
        ['parameter Name has no default', '', false],
      ]));
    expect(permits).toHaveLength(6);
  });

  test('shows the kinds of identity of either mapping, and what a trust policy may be', () => {
    const rules = (rulesMapping([['plan', 'Equals', 'gold', 'Others']]) as any).web;
    const token = { IdentityProvider: PROVIDER, Type: 'Token', AmbiguousRoleResolution: 'Deny' };
    const Members = role('authenticated', [], { AssumeRolePolicyDocument: { 'Fn::If': ['Prod', trust('authenticated'), trust('mine')] } });
    const model = modelOf({ Members, admins: group('admins', 'Members', 0) }, {
      mappings: { 'Fn::If': ['Prod', { web: rules }, { web: token }] },
    });
    const rows = accessMatrices(model)[0].rows;
    expect(rows.map(({ identity }) => identity)).toEqual(['guests', "plan Equals 'gold'", 'no rule matches', 'group admins', 'no group']);
    expect(rows[3].outcome.outcome).toBe('unknown');

    const [, members] = accessMatrices(modelOf({ Members }))[0].rows;
    expect(members).toMatchObject({ outcome: { role: 'Members' }, trust: expect.stringMatching(/authenticated; or .*mine/) });
  });

  test('does not say that guests are let in where that is decided at deployment', () => {
    const shown = (allowed: unknown) =>
      accessMatrices(modelOf({}, { pool: { AllowUnauthenticatedIdentities: allowed } }))[0].rows[0].mapping;
    expect([true, 'false', { 'Fn::If': ['Prod', true, false] }, { Ref: 'Name' }].map(shown)).toEqual([
      'guest access is on', 'guest access is off', 'guest access is decided at deployment', 'guest access is decided at deployment',
    ]);
  });
});

describe('nested stacks', () => {
  const parent = (nested: object) => ({
    name: 'P', body: checkTemplate({ Resources: { Nested: { Type: 'AWS::CloudFormation::Stack', ...nested } }, ...REST }, 'P'),
  });
  const child = (body: object) =>
    ({ name: 'P/Nested', nestedIn: { template: 'P', logicalId: 'Nested' }, body: checkTemplate(body, 'P/Nested') });
  const rolesOf = (nested: object, body: object = { Resources: { Inner: { Type: 'AWS::IAM::Role' } } }) =>
    readEntities(new Assembly([parent(nested), child(body)])).roles.map(({ logicalId, conditions }) => [logicalId, conditions]);

  test('are made as their own condition says', () => {
    expect(rolesOf({})).toEqual([['Inner', []]]);
    expect(rolesOf({ Condition: 'Never' })).toEqual([]);
    expect(rolesOf({ Condition: 'Prod' })).toEqual([['Inner', ['P/Prod']]]);
  });

  test('decide by what they are given only when that is known', () => {
    const body = {
      Parameters: { Given: { Type: 'String' } },
      Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Given' }, 'prod'] } },
      Resources: { Inner: { Type: 'AWS::IAM::Role', Condition: 'IsProd' } },
    };
    const given = (Given: unknown) => rolesOf({ Properties: { Parameters: { Given } } }, body);
    expect(given('dev')).toEqual([]);
    expect(given('prod')).toEqual([['Inner', []]]);
    expect(given({ Ref: 'Nested' })).toEqual([['Inner', ['P/Nested/IsProd']]]);
    expect(given({ 'Fn::ImportValue': 'x' })).toEqual([['Inner', ['P/Nested/IsProd']]]);
    expect(given(undefined)).toEqual([['Inner', ['P/Nested/IsProd']]]);
  });

  test('hang on a parameter of the stack outside where that is what they are given', () => {
    const given = (Given: unknown, parameter: object = {}) => rolesOf({ Properties: { Parameters: { Given } } }, {
      Parameters: { Given: { Type: 'String', ...parameter } },
      Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Given' }, 'prod'] } },
      Resources: { Inner: { Type: 'AWS::IAM::Role', Condition: 'IsProd' } },
    });
    expect(given({ Ref: 'Stage' })).toEqual([['Inner', ['P/Prod']]]);
    expect(given({ Ref: 'Stage' }, { AllowedValues: ['dev', 'test'] })).toEqual([]);
    expect(given(undefined, { Default: 'prod' })).toEqual([['Inner', []]]);
    expect(given(undefined, { Default: 'dev' })).toEqual([]);
  });
});

test('an output whose condition does not hold is not there', () => {
  const out = (Condition: string) => ({
    name: Condition,
    body: checkTemplate(
      { Resources: {}, ...REST, Outputs: { O: { Condition, Value: Condition, Export: { Name: 'shared' } } } }, 'out',
    ),
  });
  const importing = { name: 'in', body: checkTemplate({ Resources: {} }, 'in') };
  const value = new Assembly([out('Never'), out('Always'), importing]).scopes[2].resolve({ 'Fn::ImportValue': 'shared' });
  expect(value).toBe('Always');
});
