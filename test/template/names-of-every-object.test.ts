import { AccessModel } from '../../src/access-model';
import { checkTemplates } from '../../src/guardrails/check';
import { withConstructPaths } from '../../src/template/text/construct-paths';
import { checkTemplate, withParameters } from '../../src/template/text/load';
import { goodTemplate, patched } from '../guardrails/good-template';

// Names in a template are the template's own: what every object of JavaScript has besides is nothing that it refers to.

const NAMES = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'];
const body = (template: unknown) => checkTemplate(JSON.parse(JSON.stringify(template)), 'template');
const found = (template: unknown) => checkTemplates([{ name: 'template', body: body(template) }]).map(({ rule }) => rule);

describe.each(NAMES)('%s', name => {
  test.each<[string, unknown]>([
    ['a reference', { Ref: name }],
    ['an attribute', { 'Fn::GetAtt': [name, 'Arn'] }],
    ['an attribute of something else', { 'Fn::GetAtt': ['Member', name] }],
    ['a map', { 'Fn::FindInMap': [name, name, name] }],
    ['a condition', { 'Fn::If': [name, 'a', 'b'] }],
    ['a text', { 'Fn::Sub': `\${${name}}` }],
  ])('in %s is nothing that there is', (_, value) => {
    const template = { ...patched({ 'Roles/Roles/authenticated': value }), Mappings: {}, Conditions: {}, Parameters: {} };
    expect(found(template)).toEqual(expect.any(Array));
    expect(AccessModel.fromTemplate(template).becomes().outcome).toEqual(expect.any(String));
  });

  test('is a type of which nothing is known', () => {
    const template = goodTemplate();
    template.Resources.Odd = { Type: name, Properties: { PolicyDocument: {} } };
    template.Resources.Pool.Type = name;
    expect(found(template)).toEqual(expect.any(Array));
    expect(AccessModel.fromTemplate(template).becomes().outcome).toEqual(expect.any(String));
  });

  test('is nothing that there is, either, once parameters have values and resources have construct paths', () => {
    const given = withParameters(body({ ...goodTemplate(), Parameters: { P: { Type: 'String' } } }), 'template', { P: 'x' });
    for (const { Resources } of [given, withConstructPaths(given, new Map([['Member', 'App/Member']]))]) {
      expect((Resources as Record<string, unknown>)[name]).toBeUndefined();
      expect(Resources.Member).toBeDefined();
    }
  });

  test('is a resource where the template has one', () => {
    const template = patched({ 'Roles/Roles/authenticated': { 'Fn::GetAtt': [name, 'Arn'] } });
    const text = JSON.stringify(template).replace('"Member":', `"${name}":`);
    expect(checkTemplates([{ name: 'template', body: checkTemplate(JSON.parse(text), 'template') }])).toEqual([]);
  });
});

describe('a group', () => {
  const groups = (GroupName: unknown) => patched({
    'Admins/GroupName': GroupName,
    'Admins/RoleArn': { 'Fn::GetAtt': ['Gold', 'Arn'] },
    'Roles/RoleMappings/web/RulesConfiguration/Rules': ['cognito:preferred_role', 'cognito:groups'].map((Claim, index) => ({
      Claim,
      MatchType: index === 0 ? 'Equals' : 'Contains',
      Value: index === 0 ? { 'Fn::GetAtt': ['Gold', 'Arn'] } : 'def',
      RoleARN: { 'Fn::GetAtt': ['Gold', 'Arn'] },
    })),
  });

  test('may lack a name, which the deployment makes up', () => expect(found(groups(undefined))).not.toContain('groups-contains-substring'));
  test('may have a number for a name', () => {
    expect(found(groups(2026))).not.toContain('groups-contains-substring');
    expect(found(groups('undefined'))).toContain('groups-contains-substring');
  });
});
