import * as fc from 'fast-check';
import { listsEverything, Permission, reachesOthers } from '../../src/identity-facts/data/data-reach';
import { EVERY_REQUEST } from '../../src/identity-facts/trust/request-keys';
import { decide } from '../../src/policy';

const SUB = '${cognito-identity.amazonaws.com:sub}';
const TABLE = 'arn:aws:dynamodb:eu-west-1:123456789012:table/notes';

function permission(
  actions: string | string[], resources: string | string[], condition?: object, more: Partial<Permission> = {},
): Permission {
  return {
    effect: 'Allow', actions: [actions].flat(), notActions: [], resources: [resources].flat(), notResources: [], condition, ...more,
  };
}
const reaches = (statement: Permission, denials: Permission[] = [], boundary?: Permission[]) => reachesOthers(statement, denials, boundary);
const keys = (operator: string, ...values: string[]) => ({ [operator]: { 'dynamodb:LeadingKeys': values } });

describe('objects', () => {
  test.each([
    [`arn:aws:s3:::b/${SUB}/*`, false],
    [`arn:aws:s3:::b/private/${SUB}/*`, false],
    ['arn:aws:s3:::b/${aws:PrincipalTag/tenant}/*', false],
    ['arn:aws:s3:::b/*', true],
    ['*', true],
  ])('under %s', (resource, expected) => expect(reaches(permission(['s3:GetObject', 's3:PutObject'], resource))).toBe(expected));

  test('one resource of somebody else among own ones is enough', () => {
    expect(reaches(permission('s3:GetObject', [`arn:aws:s3:::b/${SUB}/*`, 'arn:aws:s3:::b/all/*']))).toBe(true);
  });

  test('everything but own ones is what others have', () => {
    expect(reaches(permission('s3:GetObject', [], undefined, { notResources: [`arn:aws:s3:::a-bucket/${SUB}/*`] }))).toBe(true);
  });

  test('a prefix is asked for when listing, and does not limit reading', () => {
    const own = { StringLike: { 's3:prefix': [`${SUB}/*`] } };
    expect(reaches(permission('s3:ListBucket', 'arn:aws:s3:::b', own))).toBe(false);
    expect(reaches(permission('s3:GetObject', 'arn:aws:s3:::b/*', { StringNotEquals: { 's3:prefix': SUB } }))).toBe(true);
    expect(reaches(permission('s3:ListBucket', 'arn:aws:s3:::b', { StringLikeIfExists: { 's3:prefix': `${SUB}/*` } }))).toBe(true);
  });
});

describe('items', () => {
  test.each([
    ['their keys', 'dynamodb:GetItem', keys('ForAllValues:StringEquals', SUB), false],
    ['a pattern of own keys', 'dynamodb:Query', keys('ForAllValues:StringLike', `${SUB}#*`), false],
    ['any key', 'dynamodb:Query', keys('ForAllValues:StringLike', '*'), true],
    ['a public key', 'dynamodb:Query', keys('ForAllValues:StringEquals', 'PUBLIC'), false],
    ['no key', 'dynamodb:Scan', keys('ForAllValues:StringEquals', SUB), true],
    ['no key, by a pattern of actions', 'dynamodb:*', keys('ForAllValues:StringEquals', SUB), true],
    ['no key, in PartiQL', 'dynamodb:PartiQLSelect', keys('ForAllValues:StringEquals', SUB), true],
    [
      'a key that is there', 'dynamodb:Scan', { ...keys('ForAllValues:StringEquals', SUB), Null: { 'dynamodb:LeadingKeys': 'false' } },
      false,
    ],
    ['other keys', 'dynamodb:GetItem', keys('ForAnyValue:StringNotEquals', SUB), true],
    ['keys, if there are any', 'dynamodb:Scan', keys('StringEqualsIfExists', SUB), true],
  ])('of %s', (_what, action, condition, expected) => expect(reaches(permission(action, TABLE, condition))).toBe(expected));
});

describe('several items at once', () => {
  test('may be own ones and those of somebody else', () => {
    const own = keys('ForAnyValue:StringEquals', SUB);
    expect(reaches(permission('dynamodb:BatchGetItem', TABLE, own))).toBe(true);
    expect(reaches(permission('dynamodb:GetItem', TABLE, own))).toBe(false);
    expect(reaches(permission('dynamodb:BatchGetItem', TABLE, keys('ForAllValues:StringEquals', SUB)))).toBe(false);
    expect(reaches(permission('dynamodb:BatchWriteItem', TABLE, keys('ForAllValues:StringNotEquals', 'PUBLIC')))).toBe(true);
  });
});

describe('variables', () => {
  const bucket = (variable: string) => permission('s3:GetObject', `arn:aws:s3:::b/${variable}/*`);
  test.each([
    ['of whoever asks', '${aws:userid}', false],
    ['with a text where there is none', "${aws:PrincipalTag/tenant, 'nobody'}", false],
    ['with spaces around them', '${ aws:PrincipalTag/tenant }', false],
    ['that are characters of the text', '${*}', true],
  ])('%s', (_, variable, expected) => {
    const limited = { ...bucket('*'), condition: { StringEquals: { 's3:ExistingObjectTag/owner': variable } } };
    expect(reaches(bucket(variable))).toBe(expected);
    expect(reaches(limited)).toBe(false);
  });

  test('of one statement are those of the others', () => {
    const TENANT = '${aws:PrincipalTag/tenant}';
    const denied = permission('s3:*', [], undefined, { effect: 'Deny', notResources: [`arn:aws:s3:::b/${TENANT}/*`] });
    expect(reaches(permission('s3:GetObject', 'arn:aws:s3:::b/*'), [denied])).toBe(false);
    expect(reaches(permission('s3:GetObject', 'arn:aws:s3:::b/*'), [], [permission('s3:*', `arn:aws:s3:::b/${TENANT}/*`)])).toBe(false);
  });
});

describe('actions', () => {
  const denied = (...actions: string[]) => permission(actions, '*', undefined, { effect: 'Deny' });
  test('that are patterns are asked about by what they are', () => {
    const all = permission('s3:*Object', 'arn:aws:s3:::b/*');
    expect(reaches(all)).toBe(true);
    expect(reaches(all, [denied('s3:GetObject', 's3:PutObject', 's3:DeleteObject')])).toBe(false);
    expect(reaches(all, [denied('s3:GetObject', 's3:PutObject')])).toBe(true);
  });

  test('that are others count by themselves, patterns among them', () => {
    expect(reaches(permission('sqs:Send*', 'arn:aws:sqs:eu-west-1:123456789012:jobs'))).toBe(true);
    expect(reaches(permission('sqs:Send*', '*'), [denied('sqs:Send*')])).toBe(false);
    expect(reaches(permission('sqs:Send*', '*'), [denied('sqs:SendMessage')])).toBe(true);
    expect(reaches(permission('sqs:SendMessag?', '*'), [denied('sqs:SendMessag?')])).toBe(false);
    expect(reaches(permission(['sqs:SendMessage', 's3:GetObject'], '*'), [denied('s3:*')])).toBe(true);
    expect(reaches(permission(['sqs:SendMessage', 's3:GetObject'], '*'), [denied('sqs:*')])).toBe(true);
  });

  test('but some are all others', () => {
    const allBut = (...notActions: string[]) => permission([], '*', undefined, { notActions });
    expect(reaches(allBut('iam:*'))).toBe(true);
    expect(reaches(allBut('s3:*'))).toBe(true);
    expect(reaches(allBut('s3:*'), [denied('dynamodb:*')])).toBe(false);
    expect(reaches(allBut('s3:*', 'dynamodb:*'))).toBe(false);
    expect(reaches(allBut('dynamodb:*'), [denied('s3:*')])).toBe(false);
  });
});

describe('resources', () => {
  test('but some are all others, buckets and tables', () => {
    const allBut = (action: string, ...notResources: string[]) => permission(action, [], undefined, { notResources });
    expect(reaches(allBut('s3:GetObject', 'arn:aws:s3:::*', 'arn:aws:dynamodb:*'))).toBe(false);
    expect(reaches(allBut('s3:GetObject', 'arn:aws:dynamodb:*'))).toBe(true);
    expect(reaches(allBut('dynamodb:Scan', 'arn:aws:s3:::*'))).toBe(true);
    expect(reaches(allBut('dynamodb:Scan', 'arn:aws:s3:::*', 'arn:aws:dynamodb:*'))).toBe(false);
  });

  test('of one character are asked about by one', () => {
    const one = permission('s3:GetObject', 'arn:aws:s3:::b/?');
    expect(reaches(one, [permission('s3:*', 'arn:aws:s3:::b/?', undefined, { effect: 'Deny' })])).toBe(false);
    expect(reaches(one, [permission('s3:*', 'arn:aws:s3:::b/??', undefined, { effect: 'Deny' })])).toBe(true);
  });
});

describe('a listing', () => {
  const lists = (statement: Permission, denials: Permission[] = []) => listsEverything(statement, denials);
  const prefixes = (...values: string[]) => ({ StringLike: { 's3:prefix': values } });
  test.each<[string, Permission, boolean]>([
    ['without a limit', permission('s3:ListBucket', 'arn:aws:s3:::b'), true],
    ['of versions', permission('s3:ListBucketVersions', 'arn:aws:s3:::b'), true],
    ['by a pattern of actions', permission('s3:List*', 'arn:aws:s3:::b'), true],
    ['by one of two actions', permission(['s3:GetObject', 's3:ListBucket'], 'arn:aws:s3:::b'), true],
    ['of one of two buckets', permission('s3:ListBucket', [`arn:aws:s3:::${SUB}`, 'arn:aws:s3:::b']), true],
    ['of own keys', permission('s3:ListBucket', 'arn:aws:s3:::b', prefixes(`${SUB}/*`)), false],
    ['of own keys or all', permission('s3:ListBucket', 'arn:aws:s3:::b', prefixes(`${SUB}/*`, '')), true],
    ['of any keys', permission('s3:ListBucket', 'arn:aws:s3:::b', prefixes('*')), true],
    ['of nothing', permission('s3:GetObject', 'arn:aws:s3:::b/*'), false],
    ['of nothing, by all but listings', permission([], 'arn:aws:s3:::b', undefined, { notActions: ['s3:*'] }), false],
  ])('%s shows everything: %#', (_, statement, expected) => expect(lists(statement)).toBe(expected));

  test('that is denied in one way is left in the other', () => {
    const deny = (...actions: string[]) => permission(actions, '*', undefined, { effect: 'Deny' });
    expect(lists(permission('s3:List*', '*'), [deny('s3:ListBucket')])).toBe(true);
    expect(lists(permission('s3:List*', '*'), [deny('s3:ListBucket', 's3:ListBucketVersions')])).toBe(false);
  });
});

describe('what else the role has', () => {
  const everything = permission('s3:*', '*');

  test('a denial may leave only what is own', () => {
    const deny = permission('s3:*', [], undefined, { effect: 'Deny', notResources: [`arn:aws:s3:::b/${SUB}/*`] });
    expect(reaches(permission('s3:GetObject', 'arn:aws:s3:::b/*'), [deny])).toBe(false);
    expect(reaches(permission('s3:GetObject', 'arn:aws:s3:::b/*'), [{ ...deny, actions: ['s3:PutObject'] }])).toBe(true);
  });

  test('a boundary may too', () => {
    expect(reaches(everything, [], [permission('s3:*', `arn:aws:s3:::b/${SUB}/*`)])).toBe(false);
    expect(reaches(everything, [], [permission('s3:*', '*')])).toBe(true);
  });
});

test('what is said to be own lets nobody at the item of somebody else', () => {
  const operators = ['StringEquals', 'StringLike', 'StringNotEquals', 'StringNotLike']
    .flatMap(base => ['', 'ForAllValues:', 'ForAnyValue:'].flatMap(set => ['', 'IfExists'].map(suffix => `${set}${base}${suffix}`)));
  const values = fc.uniqueArray(fc.constantFrom(SUB, `${SUB}#*`, '*', 'PUBLIC', '?*'), { minLength: 1, maxLength: 2 });
  const actions = fc.uniqueArray(fc.constantFrom('dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Scan', 'dynamodb:*'), { minLength: 1 });
  fc.assert(fc.property(fc.constantFrom(...operators), values, actions, (operator, given, named) => {
    const statement = permission(named, TABLE, keys(operator, ...given));
    if (reaches(statement)) return;
    const policy = {
      Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: named, Resource: TABLE, Condition: statement.condition }],
    };
    for (const [action, asked] of [
      ['dynamodb:GetItem', ['theirs']], ['dynamodb:Query', ['theirs']], ['dynamodb:Scan', undefined],
    ] as const) {
      const context = {
        ...EVERY_REQUEST, 'cognito-identity.amazonaws.com:sub': 'us-east-1:me', ...(asked ? { 'dynamodb:LeadingKeys': asked } : {}),
      };
      expect(decide({ action, resource: TABLE, context }, { identity: [{ name: 'p', document: policy }] }).decision).toBe('denied');
    }
  }), { numRuns: 300 });
});
