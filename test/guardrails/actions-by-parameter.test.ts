import { guest } from './case-parts';
import { patched } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';

// What a policy says of actions by a parameter is judged by each value that the template allows, and each finding says by which.

const ACTIONS = { Ref: 'Actions' };
const SPLIT = { 'Fn::Split': [',', ACTIONS] };
const declared = (AllowedValues?: unknown[], more: object = {}) =>
  ({ Actions: { Type: 'String', ...AllowedValues && { AllowedValues }, ...more } });

function found(Action: unknown, Parameters: object, { effect = 'Allow', Conditions = {}, more = {} }: any = {}): string[] {
  const Statement = [
    ...effect === 'Deny' ? [{ Effect: 'Allow', Action: 's3:PutObject', Resource: '*' }] : [],
    { Effect: effect, Action, Resource: '*', ...more },
  ];
  const body = patched(guest([{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement } }]));
  return checkTemplates([{ name: 'T', body: { ...body, Parameters, Conditions } }]).filter(({ resource }) => resource === 'Guest')
    .map(({ rule, message, condition }) => `${rule}: ${message}${condition ? ` when ${condition}` : ''}`)
    .map(text => text.replace('guests get Guest and with it ', ''))
    .sort();
}

const WRITES = (action: string) => `guest-role-writes: ${action}`;
const READS = 'guest-reads-everything: s3:GetObject on *';

test('each allowed value is cut and judged for itself', () => {
  expect(found(SPLIT, declared(['s3:PutObject,s3:GetObject', 's3:GetObject', 'polly:DescribeVoices']))).toEqual([
    `${READS} when Actions is 's3:PutObject,s3:GetObject' or Actions is 's3:GetObject'`,
    `${WRITES('s3:PutObject')} when Actions is 's3:PutObject,s3:GetObject'`,
  ]);
  expect(found(SPLIT, declared(['polly:DescribeVoices', 'polly:ListLexicons,polly:GetLexicon']))).toEqual([]);
});

test('what all of them say holds whatever is given', () => {
  expect(found(SPLIT, declared(['s3:PutObject', 's3:PutObject,polly:DescribeVoices']))).toEqual([WRITES('s3:PutObject')]);
  expect(found({ 'Fn::Select': [0, SPLIT] }, declared(['s3:PutObject,a:b', 's3:PutObject,c:d']))).toEqual([WRITES('s3:PutObject')]);
  expect(found(ACTIONS, declared(['s3:PutObject']))).toEqual([WRITES('s3:PutObject')]);
});

test.each<[string, unknown, string[]]>([
  ['as it is', ACTIONS, ['s3:PutObject', 'polly:DescribeVoices']],
  ['in a list', ['polly:DescribeVoices', ACTIONS], ['s3:PutObject', 'polly:DescribeVoices']],
  ['as a part', { 'Fn::Sub': 's3:${Actions}' }, ['PutObject', 'ListAllMyBuckets']],
  ['joined', { 'Fn::Join': ['', ['s3:Put', ACTIONS]] }, ['Object', '']],
])('the parameter is found %s', (_how, action, allowed) => {
  expect(found(action, declared(allowed))).toContain(`${WRITES('s3:PutObject')} when Actions is '${allowed[0]}'`);
});

test('a denial holds by the values that it names', () => {
  expect(found(SPLIT, declared(['s3:PutObject', 's3:GetObject']), { effect: 'Deny' }))
    .toEqual([`${WRITES('s3:PutObject')} when Actions is 's3:GetObject'`]);
  expect(found(SPLIT, declared(['s3:*', 's3:Put*']), { effect: 'Deny' })).toEqual([]);
});

test('what is allowed but for the actions of a parameter is that too', () => {
  const rest = (allowed: string[]) => found(undefined, declared(allowed), { more: { NotAction: SPLIT } });
  expect(rest(['s3:*', 'iam:*'])).toEqual([
    expect.stringContaining("everything but iam:* when Actions is 'iam:*'"),
    expect.stringContaining("everything but s3:* when Actions is 's3:*'"),
  ]);
});

test('conditions that compare the parameter go with its value', () => {
  const [Parameters, writes] = [declared(['s3:PutObject', 's3:GetObject']), { 'Fn::Equals': [ACTIONS, 's3:PutObject'] }];
  const chosen = { 'Fn::If': ['Writes', ACTIONS, 'polly:DescribeVoices'] };
  const other = { 'Fn::If': ['Writes', 'polly:DescribeVoices', ACTIONS] };
  expect(found(chosen, Parameters, { Conditions: { Writes: writes } })).toEqual([`${WRITES('s3:PutObject')} when Writes`]);
  expect(found(other, Parameters, { Conditions: { Writes: writes } })).toEqual([`${READS} when not Writes`]);
  const both = { Writes: writes, Reads: { 'Fn::Equals': [ACTIONS, 's3:GetObject'] } };
  const ifReads = (...branches: unknown[]) => found({ 'Fn::If': ['Reads', ...branches] }, Parameters, { Conditions: both });
  expect(ifReads('polly:DescribeVoices', ACTIONS)).toEqual([`${WRITES('s3:PutObject')} when Writes`]);
  expect(ifReads(ACTIONS, 'polly:DescribeVoices')).toEqual([`${READS} when not Writes`]);
});

test.each<[string, object, string[]]>([
  ['a default is what is taken', declared(['s3:PutObject', 'polly:DescribeVoices'], { Default: 'polly:DescribeVoices' }), []],
  ['any value may be given', declared(), []],
  ['the values are names of what is looked up', declared(['/a', '/b'], { Type: 'AWS::SSM::Parameter::Value<String>' }), []],
])('nothing is said where %s', (_when, Parameters, expected) => expect(found(SPLIT, Parameters)).toEqual(expected));
