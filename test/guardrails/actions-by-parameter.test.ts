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

/** So many values, all but the last of which only read. */
const manyWith = (last: string, many: number) =>
  [...Array.from({ length: many - 1 }, (_, at) => Array(at + 2).fill('polly:DescribeVoices').join()), last];
const UNREAD = 'not-read: Policies.PolicyDocument.Statement.Action of Guest hangs on Actions, which is not in what was read';

test.each<[number, string[]]>([
  [13, [`${WRITES('s3:PutObject')} when Actions is 's3:PutObject'`]],
  [60, [`${WRITES('s3:PutObject')} when Actions is 's3:PutObject'`]],
  [61, [UNREAD]],
])('of %d values each is tried, or it is said that none was', (many, expected) => {
  expect(found(SPLIT, declared(manyWith('s3:PutObject', many)))).toEqual(expected);
  expect(found(SPLIT, declared(manyWith('polly:DescribeVoices', many)))).toEqual(expected.filter(text => text === UNREAD));
});

test('a list may be each of the items that are allowed, and all of them', () => {
  const list = (...allowed: string[]) => found(ACTIONS, declared(allowed, { Type: 'CommaDelimitedList' }));
  expect(list('polly:DescribeVoices', 's3:PutObject', 's3:GetObject')).toEqual([
    expect.stringMatching(/^guest-reads-everything: polly:DescribeVoices, s3:GetObject on \* when Actions is/),
    `${WRITES('s3:PutObject')} when Actions is 'polly:DescribeVoices,s3:PutObject,s3:GetObject' or Actions is 's3:PutObject'`,
  ]);
  expect(list('s3:PutObject')).toEqual([WRITES('s3:PutObject')]);
  expect(list('polly:DescribeVoices', 'polly:ListLexicons')).toEqual([]);
});

test('a denial of a list holds for all that is written only where nothing less is allowed', () => {
  const denied = (...allowed: string[]) => found(ACTIONS, declared(allowed, { Type: 'CommaDelimitedList' }), { effect: 'Deny' });
  expect(denied('s3:PutObject', 's3:GetObject')).toEqual([`${WRITES('s3:PutObject')} when Actions is 's3:GetObject'`]);
  expect(denied('s3:*', 's3:Put*')).toEqual([]);
});

test('a resource is tried by each value where one of them means several, and is one of the app otherwise', () => {
  const on = (Resource: unknown, ...allowed: string[]) =>
    found('s3:GetObject', { Where: { Type: 'String', AllowedValues: allowed } }, { more: { Resource } });
  expect(on({ Ref: 'Where' }, '*', 'arn:aws:s3:::media/public/*')).toEqual([`${READS} when Where is '*'`]);
  expect(on({ Ref: 'Where' }, 'arn:aws:s3:::media/public/*', 'arn:aws:s3:::media/free/*')).toEqual([]);
  expect(on({ 'Fn::Sub': 'arn:aws:s3:::${Where}' }, '*', 'media/public/*')).toEqual([expect.stringContaining("when Where is '*'")]);
  const stage = on({ 'Fn::Sub': 'arn:aws:s3:::media-${Where}/*' }, 'dev', 'prod');
  expect(stage).toEqual([expect.not.stringContaining(' when ')]);
});

test.each<[string, object, string[]]>([
  ['a default is what is taken', declared(['s3:PutObject', 'polly:DescribeVoices'], { Default: 'polly:DescribeVoices' }), []],
  ['any value may be given', declared(), []],
])('nothing is said where %s', (_when, Parameters, expected) => expect(found(SPLIT, Parameters)).toEqual(expected));

test('where the values are names of what is looked up, it is said that this was not read, cut or not', () => {
  const names = declared(['/a', '/b'], { Type: 'AWS::SSM::Parameter::Value<String>' });
  expect(found(SPLIT, names)).toEqual([UNREAD]);
  expect(found(ACTIONS, names)).toEqual([UNREAD]);
});
