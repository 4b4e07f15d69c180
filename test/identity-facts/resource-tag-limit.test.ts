import { isWrite } from '../../src/guardrails/private/judging/statements';
import { isLimitedByResourceTag } from '../../src/identity-facts/data/resource-tag-limit';

const KEY = 'aws:ResourceTag/cdk-cognito-auth:pool';

test.each([
  ['a value', { StringEquals: { [KEY]: 'c8a1b2' } }],
  ['a pattern with a fixed beginning', { StringLike: { [KEY]: 'team-*' } }],
  ['the key in another case', { StringEquals: { [KEY.toUpperCase()]: ['a', 'b'] } }],
  ['one of several conditions', { StringNotEquals: { 'aws:ResourceTag/stage': 'prod' }, StringEquals: { [KEY]: 'c8a1b2' } }],
])('%s limits a grant to tagged resources', (_what, condition) => {
  expect(isLimitedByResourceTag(condition as any)).toBe(true);
});

test.each([
  ['no condition', {}],
  ['another key', { StringEquals: { 'aws:PrincipalTag/pool': 'c8a1b2' } }],
  ['a negated operator', { StringNotEquals: { [KEY]: 'c8a1b2' } }],
  ['IfExists', { StringEqualsIfExists: { [KEY]: 'c8a1b2' } }],
  ['ForAllValues', { 'ForAllValues:StringEquals': { [KEY]: 'c8a1b2' } }],
  ['any value', { StringLike: { [KEY]: '*' } }],
  ['the presence of the tag', { Null: { [KEY]: 'false' } }],
  ['an operator that IAM does not have', { StringSame: { [KEY]: 'c8a1b2' } }],
])('%s does not limit a grant to tagged resources', (_what, condition) => {
  expect(isLimitedByResourceTag(condition as any)).toBe(false);
});

test('a condition check of DynamoDB is a read, an update is a write', () => {
  expect(isWrite('dynamodb:ConditionCheckItem')).toBe(false);
  expect(isWrite('dynamodb:UpdateItem')).toBe(true);
});
