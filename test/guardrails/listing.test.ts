import { Patch, patched } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';

const OWN = '${cognito-identity.amazonaws.com:sub}';
const list = (Condition: any, ...denials: any[]): Patch => listed('s3:ListBucket', Condition, ...denials);
const listed = (Action: any, Condition: any, ...denials: any[]): Patch => ({
  'Member/Policies': [{
    PolicyName: 'list',
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action, Resource: 'arn:aws:s3:::photos', ...Condition && { Condition } }, ...denials],
    },
  }],
});
const rules = (patch: Patch) => checkTemplates([
  { name: 'template', body: { Parameters: { Given: { Type: 'String' } }, ...patched(patch) } },
])
  .map(({ rule }) => rule).filter(rule => ['lists-whole-bucket', 'own-data-is-not'].includes(rule));

test.each<[string, any]>([
  ['no condition', undefined],
  ['the empty prefix among others', { StringLike: { 's3:prefix': ['', `${OWN}/*`] } }],
  ['the empty prefix alone', { StringEquals: { 's3:prefix': '' } }],
  ['every prefix', { StringLike: { 's3:prefix': '*' } }],
  ['every prefix but one', { StringNotLike: { 's3:prefix': 'private/*' } }],
  ['a prefix that may be absent', { StringLikeIfExists: { 's3:prefix': 'public/*' } }],
  ['any prefix that is given', { Null: { 's3:prefix': 'false' } }],
  ['one level after the other', { StringEquals: { 's3:delimiter': '/' } }],
  ['every prefix but the empty one', { StringNotEquals: { 's3:prefix': '' }, Null: { 's3:prefix': 'false' } }],
  ['every identity of a region', { StringLike: { 's3:prefix': 'us-east-1:*' } }],
  ['only the number of keys', { NumericLessThanEquals: { 's3:max-keys': '1000' } }],
])('whoever may list by %s sees every key', (_what, condition) => {
  expect(rules(list(condition))).toEqual(['lists-whole-bucket']);
});

test.each<[string, Patch]>([
  ['a public prefix', list({ StringLike: { 's3:prefix': 'public/*' } })],
  ['the own prefix', list({ StringLike: { 's3:prefix': [`${OWN}/*`, OWN] } })],
  ['the empty prefix with a delimiter, as consoles do', list({ StringEquals: { 's3:prefix': '', 's3:delimiter': '/' } })],
  ['what deployment decides', list({ StringLike: { 's3:prefix': { Ref: 'Given' } } })],
  [
    'a prefix that a denial asks for',
    list(undefined, { Effect: 'Deny', Action: 's3:ListBucket', Resource: '*', Condition: { StringNotLike: { 's3:prefix': 'public/*' } } }),
  ],
])('whoever may list by %s does not', (_what, patch) => {
  expect(rules(patch)).toEqual([]);
});

test.each<[string, Patch, string[]]>([
  ['versions', listed('s3:ListBucketVersions', undefined), ['lists-whole-bucket']],
  ['versions of a public prefix', listed('s3:ListBucketVersions', { StringLike: { 's3:prefix': 'public/*' } }), []],
  [
    'everything but the denied objects',
    listed('s3:List*', undefined, { Effect: 'Deny', Action: 's3:ListBucket', Resource: '*' }), ['lists-whole-bucket'],
  ],
  ['nothing, all being denied', listed('s3:List*', undefined, { Effect: 'Deny', Action: 's3:ListBucket*', Resource: '*' }), []],
])('whoever lists %s', (_what, patch, expected) => expect(rules(patch)).toEqual(expected));

test('a condition that looks like own data and is not is reported as that, once', () => {
  expect(rules(list({ StringLikeIfExists: { 's3:prefix': `${OWN}/*` } }))).toEqual(['own-data-is-not']);
});
