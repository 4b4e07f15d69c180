import { tags } from './case-parts';
import { Patch, patched } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';

// What only developers may write is called dev:custom:plan, or dev:plan: clients read it at most, and custom:plan is not there.

const DEVELOPERS = 'Pool/Schema/0/DeveloperOnlyAttribute';
const found = (patch: Patch) => checkTemplates([
  { name: 'T', body: { Parameters: { Whose: { Type: 'String' } }, ...patched(structuredClone(patch)) } },
]).map(({ rule }) => rule);

describe.each<[string, Patch]>([
  ['rule-claim-writable', { 'Client/WriteAttributes': undefined }],
  ['rule-claim-writable', { 'Client/WriteAttributes': ['custom:plan'] }],
  ['rule-claim-writable', { 'Client/WriteAttributes': undefined, 'Pool/Schema/0/Name': 'custom:plan' }],
  ['rule-claim-writable', { ...tags({ plan: 'custom:plan' }), 'Client/WriteAttributes': undefined }],
  ['rule-claim-set-at-sign-up', {
    'Client/WriteAttributes': undefined, 'Pool/Schema/0/Mutable': false, 'Pool/AdminCreateUserConfig': undefined,
  }],
  ['open-registration', { 'Pool/DcrConfiguration': { OpenDcrEnabled: true } }],
  ['open-registration', { 'Pool/DcrConfiguration': { OpenDcrEnabled: true }, 'Pool/AdminCreateUserConfig': undefined }],
])('%s', (rule, patch) => {
  test.each([false, 'false', undefined])('is found for an attribute of users: %s', value => {
    expect(found({ ...patch, [DEVELOPERS]: value })).toContain(rule);
  });
  test.each([true, 'true'])('is not found for one of developers: %s', value => {
    expect(found({ ...patch, [DEVELOPERS]: value })).not.toContain(rule);
  });
  test('is not found where the deployment decides', () => {
    expect(found({ ...patch, [DEVELOPERS]: { Ref: 'Whose' } })).not.toContain(rule);
  });
  test('is found where users have one of the same name', () => {
    const second = { Name: 'plan', AttributeDataType: 'String', Mutable: patch['Pool/Schema/0/Mutable'] ?? true };
    expect(found({ ...patch, [DEVELOPERS]: true, 'Pool/Schema/1': second })).toContain(rule);
  });
});

test('a rule on the name that the attribute of developers has not matches nothing', () => {
  expect(found({ [DEVELOPERS]: true })).toContain('claim-not-in-token');
  expect(found({ [DEVELOPERS]: false })).not.toContain('claim-not-in-token');
  expect(found({ [DEVELOPERS]: { Ref: 'Whose' } })).not.toContain('claim-not-in-token');
  expect(found({ [DEVELOPERS]: true, 'Pool/Schema/1': { Name: 'plan', AttributeDataType: 'String' } })).not.toContain('claim-not-in-token');
});
