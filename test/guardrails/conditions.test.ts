import { goodTemplate } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';
import { forEachWorld } from '../../src/guardrails/private/findings/worlds';

/** The good template with parameters `P0`, `P1`, … and a condition `C0`, `C1`, … on each. */
function conditional(count: number, change: (resources: any, template: any) => void): any {
  const template = goodTemplate();
  const numbers = Array.from({ length: count }, (_, index) => index);
  template.Parameters = Object.fromEntries(numbers.map(index => [`P${index}`, { Type: 'String', Default: 'no' }]));
  template.Conditions = Object.fromEntries(numbers.map(index => [`C${index}`, { 'Fn::Equals': [{ Ref: `P${index}` }, 'yes'] }]));
  change(template.Resources, template);
  return template;
}

const check = (body: any) => checkTemplates([{ name: 'template', body }]);
const rules = (body: any) => check(body).map(({ rule }) => rule);
const when = (condition: string, yes: any, no: any) => ({ 'Fn::If': [condition, yes, no] });

/** With the implicit grant in the one world in which the conditions hold as said. */
const implicit = (holding: boolean[]) => conditional(holding.length, ({ Client }, { Conditions }) => {
  Conditions.Here = {
    'Fn::And': holding.map((holds, index) => holds ? { Condition: `C${index}` } : { 'Fn::Not': [{ Condition: `C${index}` }] }),
  };
  Client.Properties.AllowedOAuthFlows = when('Here', ['implicit'], ['code']);
});

test.each([
  ['every combination of six conditions is tried', [true, false, true, true, false, false], true],
  ['of seven, one that holds alone is tried', [false, false, false, true, false, false, false], true],
  ['of seven, one that alone does not hold is tried', [true, true, true, false, true, true, true], true],
  ['of seven, all are tried', [true, true, true, true, true, true, true], true],
  ['of seven, none is tried', [false, false, false, false, false, false, false], true],
  ['of seven, other combinations are not tried', [true, true, true, false, false, false, false], false],
])('%s', (_name, holding, found) => {
  expect(rules(implicit(holding)).includes('implicit-grant')).toBe(found);
});

test('a resource is there only where its condition holds', () => {
  const attachedTwice = (second: string) => conditional(2, (resources, { Conditions }) => {
    Conditions.Not0 = { 'Fn::Not': [{ Condition: 'C0' }] };
    resources.Again = { ...structuredClone(resources.Roles), Condition: second };
    resources.Roles.Condition = 'C0';
  });
  expect(rules(attachedTwice('C1'))).toContain('attachment-twice');
  expect(rules(attachedTwice('C0'))).toContain('attachment-twice');
  expect(rules(attachedTwice('Not0'))).not.toContain('attachment-twice');
});

test('one value is not equal to two texts', () => {
  const attachedTwice = (compared: string) => conditional(2, (resources, { Conditions }) => {
    Conditions.Other = { 'Fn::Equals': ['maybe', { Ref: compared }] };
    resources.Again = { ...structuredClone(resources.Roles), Condition: 'Other' };
    resources.Roles.Condition = 'C0';
  });
  expect(rules(attachedTwice('P1'))).toContain('attachment-twice');
  expect(rules(attachedTwice('P0'))).not.toContain('attachment-twice');
});

test('a finding that differs between worlds is reported once, with all that it has in one of them', () => {
  const findings = check(conditional(3, ({ Client: { Properties } }) => {
    Properties.PreventUserExistenceErrors = when('C0', 'ENABLED', 'LEGACY');
    Properties.EnableTokenRevocation = when('C1', true, false);
    Properties.RefreshTokenRotation = { Feature: when('C2', 'ENABLED', 'DISABLED') };
  })).filter(({ rule }) => rule === 'client-hygiene');
  expect(findings.map(({ message }) => message))
    .toEqual(['Client tells who has an account, cannot revoke tokens, does not rotate refresh tokens']);
});

test('findings about different things in different worlds are all reported', () => {
  const open = check(conditional(1, ({ Roles: { Properties }, Client }) => {
    Client.Properties.WriteAttributes = ['locale', 'nickname'];
    Properties.RoleMappings.web.RulesConfiguration.Rules[0].Claim = when('C0', 'locale', 'nickname');
  })).filter(({ rule }) => rule === 'rule-claim-writable');
  expect(open.map(({ message }) => /\((\w+)/.exec(message)![1]).sort()).toEqual(['locale', 'nickname']);
});

describe('how many worlds are visited', () => {
  const visits = (asked: unknown[][]) => {
    let count = 0;
    forEachWorld(world => {
      count++;
      asked.forEach(condition => world(condition, 0));
    });
    return count;
  };
  const conditions = (count: number) => Array.from({ length: count }, (_, index) => [{ Ref: `P${index}` }, 'yes']);

  test.each([[0, 1], [1, 2], [6, 64], [7, 16], [30, 62]])('%i open conditions: %i', (open, worlds) => {
    expect(visits(conditions(open))).toBe(worlds);
  });

  test('comparisons of one value: one more than there are texts', () => {
    expect(visits(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(text => [{ Ref: 'AWS::Region' }, text]))).toBe(8);
  });

  test('one that is asked for only where another holds counts too', () => {
    const seen: boolean[][] = [];
    forEachWorld(world => {
      const outer = world([{ Ref: 'A' }, 'yes'], 0);
      seen.push(outer ? [outer, world([{ Ref: 'B' }, 'yes'], 0)] : [outer]);
    });
    expect(seen).toContainEqual([true, true]);
    expect(seen).toContainEqual([true, false]);
  });

  test('the conditions of the CDK that only metadata hangs on cost nothing', () => {
    const body = implicit([true, false, true, true, false, false]);
    body.Resources.CDKMetadata = { Type: 'AWS::CDK::Metadata', Condition: 'CDKMetadataAvailable' };
    body.Conditions.CDKMetadataAvailable = {
      'Fn::Or': ['us-east-1', 'eu-west-1'].map(region => ({ 'Fn::Equals': [{ Ref: 'AWS::Region' }, region] })),
    };
    expect(rules(body)).toContain('implicit-grant');
  });
});

describe('guests who are let in under one condition, and whose role is attached under another', () => {
  const K = 'cognito-identity.amazonaws.com';
  const given = (conditions: object, parameters: object, change: (resources: any) => void = () => {}) => {
    const template = conditional(0, resources => {
      resources.Guest = structuredClone(resources.Member);
      const [statement] = resources.Guest.Properties.AssumeRolePolicyDocument.Statement;
      statement.Condition['ForAnyValue:StringLike'] = { [`${K}:amr`]: 'unauthenticated' };
      resources.Guest.Properties.Policies = [
        { PolicyName: 'p', PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:PutObject', Resource: '*' }] } },
      ];
      resources.Identities.Properties.AllowUnauthenticatedIdentities = when('On', true, false);
      resources.Roles.Properties.Roles.unauthenticated = when('Attached', { 'Fn::GetAtt': ['Guest', 'Arn'] }, { Ref: 'AWS::NoValue' });
      change(resources);
    });
    return { ...template, Parameters: parameters, Conditions: conditions };
  };
  const under = (body: any) => check(body).filter(({ rule }) => rule === 'guest-role-writes').map(({ condition }) => condition ?? 'always');
  const is = (parameter: string, value: string) => ({ 'Fn::Equals': [{ Ref: parameter }, value] });
  const not = (condition: object) => ({ 'Fn::Not': [condition] });
  const OPEN = { E: { Type: 'String' }, F: { Type: 'String' } };
  const closed = (...AllowedValues: string[]) => ({ E: { Type: 'String', AllowedValues } });

  test.each<[string, object, object, string[]]>([
    ['the same one', { On: is('E', 'x'), Attached: is('E', 'x') }, OPEN, ['On']],
    ['one that has nothing to do with it', { On: is('E', 'x'), Attached: is('F', 'y') }, OPEN, ['On and Attached']],
    ['its opposite', { On: is('E', 'x'), Attached: not({ Condition: 'On' }) }, OPEN, []],
    ['another value of one parameter', { On: is('E', 'x'), Attached: is('E', 'y') }, OPEN, []],
    ['other values, of which there are only two', { On: not(is('E', 'b')), Attached: not(is('E', 'a')) }, closed('a', 'b'), []],
    ['other values, of which there are three', { On: not(is('E', 'b')), Attached: not(is('E', 'a')) }, closed('a', 'b', 'c'),
      ['On and Attached']],
    ['one for a value that is not allowed', { On: is('E', 'c'), Attached: not(is('E', 'z')) }, closed('a', 'b'), []],
    ['one for each value that is allowed', { On: { 'Fn::Or': [is('E', 'a'), is('E', 'b')] }, Attached: is('E', 'a') }, closed('a', 'b'),
      ['Attached']],
    ['all values that are allowed', { On: { 'Fn::Or': [is('E', 'a'), is('E', 'b')] }, Attached: not(is('E', 'c')) }, closed('a', 'b'),
      ['always']],
    ['the only value that is allowed', { On: is('E', 'a'), Attached: is('E', 'a') }, closed('a'), ['always']],
  ])('%s', (_, conditions, parameters, expected) => expect(under(given(conditions, parameters))).toEqual(expected));

  test('the attachment itself being made in other worlds', () => {
    const conditions = { On: is('E', 'x'), Off: not({ Condition: 'On' }) };
    const attached = (condition: string) => given(conditions, OPEN, ({ Roles }) => {
      Roles.Condition = condition;
      Roles.Properties.Roles.unauthenticated = { 'Fn::GetAtt': ['Guest', 'Arn'] };
    });
    expect(under(attached('Off'))).toEqual([]);
    expect(under(attached('On'))).toEqual(['On']);
  });

  test('counts all the same where callers name their role themselves', () => {
    expect(under(given({ On: is('E', 'x'), Attached: is('E', 'y') }, OPEN, ({ Identities }) => {
      Identities.Properties.AllowClassicFlow = true;
    }))).toEqual(['On']);
  });

  describe('in a nested stack', () => {
    interface More { parameters?: object; conditions?: object; allowed?: object }
    const nested = (conditions: object, passed: object | undefined, more: More = {}) =>
      checkTemplates([
        {
          name: 'Parent',
          body: {
            Parameters: more.parameters ?? OPEN,
            Conditions: more.conditions ?? {},
            Resources: { Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'there', Parameters: passed } } },
          } as any,
        },
        {
          name: 'Child',
          body: given(conditions, more.allowed ?? { C: { Type: 'String' }, D: { Type: 'String', Default: 'x' } }),
          nestedIn: { template: 'Parent', logicalId: 'Nested' },
        },
      ]).filter(({ rule }) => rule === 'guest-role-writes').map(({ condition }) => condition ?? 'always');
    const BOTH = { On: is('C', 'x'), Attached: is('D', 'y') };
    const SAME = { On: is('C', 'x'), Attached: is('D', 'x') };

    test.each<[string, string[], ...Parameters<typeof nested>]>([
      ['two parameters of one value', [], BOTH, { C: { Ref: 'E' }, D: { Ref: 'E' } }],
      ['two parameters of two values', ['On and Attached'], BOTH, { C: { Ref: 'E' }, D: { Ref: 'F' } }],
      ['values that are written', ['always'], BOTH, { C: 'x', D: 'y' }],
      ['a value that is written, of which the condition is another', [], BOTH, { C: 'x', D: 'z' }],
      ['one that is left to its default', ['always'], SAME, { C: 'x' }],
      ['one that is left to its default, of which the condition is another', [], BOTH, { C: 'x' }],
      ['none at all', ['On'], SAME, undefined],
      ['values that exclude each other by a condition outside', [], SAME,
        { C: when('Z', 'x', 'no'), D: when('Z', 'no', 'x') }, { conditions: { Z: is('E', 'z') } }],
      ['values that go together by a condition outside', ['On'], SAME,
        { C: when('Z', 'x', 'no'), D: when('Z', 'x', 'no') }, { conditions: { Z: is('E', 'z') } }],
      ['a value that is not allowed outside', [], SAME, { C: { Ref: 'E' }, D: 'x' }, { parameters: closed('a', 'b') }],
      ['a value that is not allowed inside', [], SAME, { C: { Ref: 'E' }, D: 'x' },
        { allowed: { C: { Type: 'String', AllowedValues: ['a'] }, D: { Type: 'String' } } }],
    ])('%s', (_, expected, ...asked) => expect(nested(...asked)).toEqual(expected));

    test('the region is that of the stack outside, the name of the stack is not', () => {
      const pseudo = (name: string) => nested({ On: is(name, 'x'), Attached: is('C', 'y') }, { C: { Ref: name } });
      expect(pseudo('AWS::Region')).toEqual([]);
      expect(pseudo('AWS::StackName')).toEqual(['On and Attached']);
    });
  });
});
