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
