import { goodTemplate } from './good-template';
import { findingsAsText } from '../../src/cli/review/findings';
import { sarif } from '../../src/cli/review/sarif';
import { checkTemplates } from '../../src/guardrails/check';

const parameter = { Type: 'String', Default: '' };
const is = (name: string, value = 'yes') => ({ 'Fn::Equals': [{ Ref: name }, value] });
const not = (condition: any) => ({ 'Fn::Not': [condition] });

/** The good template with conditions on parameters `A`, `B`, `C` and others made of them, and self sign-up as said. */
function template(allowAdminCreateUserOnly: any, conditions: any = {}, change: (resources: any) => void = () => undefined): any {
  const body = goodTemplate();
  body.Parameters = { A: parameter, B: parameter, C: parameter };
  body.Conditions = { IsA: is('A'), IsB: is('B'), IsC: is('C'), ...conditions };
  body.Resources.Pool.Properties.AdminCreateUserConfig = { AllowAdminCreateUserOnly: allowAdminCreateUserOnly };
  change(body.Resources);
  return body;
}

const check = (body: any) => checkTemplates([{ name: 'template', body }]);
const signUp = (body: any) => check(body).find(({ rule }) => rule === 'open-sign-up');
const when = (condition: string, yes: any, no: any) => ({ 'Fn::If': [condition, yes, no] });

test.each([
  ['one condition', when('IsA', false, true), 'IsA'],
  ['one that does not hold', when('IsA', true, false), 'not IsA'],
  ['two together', when('IsA', when('IsB', false, true), true), 'IsA and IsB'],
  ['one without the other', when('IsA', when('IsB', true, false), true), 'IsA and not IsB'],
  ['either of two', when('IsA', false, when('IsB', false, true)), 'IsA or IsB'],
  ['one alone, or two others', when('IsA', false, when('IsB', when('IsC', false, true), true)), 'IsA or (IsB and IsC)'],
  ['whatever holds', false, undefined],
  ['both branches', when('IsA', false, 'false'), undefined],
])('a finding that holds under %s says so', (_name, value, condition) => {
  expect(signUp(template(value))).toMatchObject({ resource: 'Pool', severity: 'medium' });
  expect(signUp(template(value))!.condition).toBe(condition);
});

test('a condition made of others goes by its own name', () => {
  const both = { Both: { 'Fn::And': [{ Condition: 'IsA' }, not({ Condition: 'IsB' })] } };
  expect(signUp(template(when('Both', false, true), both))!.condition).toBe('Both');
});

test('conditions that nothing else asks for are not named', () => {
  const either = { Alias: { 'Fn::Or': [{ Condition: 'IsA' }, { Condition: 'IsC' }] } };
  const body = template(when('IsA', false, true), {});
  body.Conditions = { ...either, ...body.Conditions };
  expect(signUp(body)!.condition).toBe('IsA');
});

test('a resource that is made under a condition has its findings under it', () => {
  const body = template(true, {}, ({ Client }) => { Client.Properties.AllowedOAuthFlows = ['implicit']; });
  body.Resources.Client.Condition = 'IsB';
  expect(check(body).find(({ rule, resource }) => rule === 'implicit-grant' && resource === 'Client')!.condition).toBe('IsB');
});

test('the conditions of another template have its name before them', () => {
  const parent = {
    Parameters: { A: parameter },
    Conditions: { IsA: is('A') },
    Resources: { Child: { Type: 'AWS::CloudFormation::Stack', Condition: 'IsA', Properties: { TemplateURL: 'child' } } },
  } as any;
  const child = { name: 'top/Child', body: template(false), nestedIn: { template: 'top', logicalId: 'Child' } };
  const findings = checkTemplates([{ name: 'top', body: parent }, child]);
  expect(findings.find(({ rule }) => rule === 'open-sign-up')!.condition).toBe('top/IsA');
});

test('the condition stands in the text and in SARIF', () => {
  const [finding] = [signUp(template(when('IsA', false, true)))!];
  expect(findingsAsText([finding])).toContain('get AWS credentials (only if: IsA)\n');
  expect(JSON.stringify(sarif({ findings: [finding], accepted: [] }, 'template.json'))).toContain('(only if: IsA). Fix: ');
});

test('more terms than can be read are named only', () => {
  const parity = ([first, ...rest]: string[], odd: boolean): any => first ? when(first, parity(rest, !odd), parity(rest, odd)) : !odd;
  expect(signUp(template(parity(['IsA', 'IsB', 'IsC'], false)))!.condition).toMatch(/IsA.*IsB.*IsC/);
});
