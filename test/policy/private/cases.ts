import * as fc from 'fast-check';
import { NamedPolicy, PolicyDocument, PolicyRequest, PolicySet, TrustRequest } from '../../../src/policy';

const COGNITO = 'cognito-identity.amazonaws.com';
const SUB = `${COGNITO}:sub`;
const TAG = 'aws:PrincipalTag/tenant';
const OTHER_TAG = 'aws:PrincipalTag/team';
/** Of several values; every other key here has one. */
const TAG_KEYS = 'aws:TagKeys';

/** Few values, so that generated policies and requests meet often; among them what is meant to confuse a matcher. */
export const WORDS = ['a', 'A', 'ab', 'a*', 'a?', 'b', '*', 'b/c'];
const RESOURCES = [
  'arn:aws:s3:::photos/a', 'arn:aws:s3:::photos/ab', 'arn:aws:s3:::photos/a/b', 'arn:aws:s3:::photos/A',
  'arn:aws:s3:::photos/x:a', 'arn:aws:s3:::other/b/c',
];
const TABLES = ['arn:aws:dynamodb:eu-west-1:123456789012:table/a', 'arn:aws:dynamodb:eu-west-1:123456789012:table/ab'];
const RESOURCE_PATTERNS = [
  ...RESOURCES, 'arn:aws:s3:::photos', '*', 'arn:aws:s3:::*', 'arn:aws:s3:::photos/*', 'arn:aws:s3:::photos/?', 'arn:aws:s3:::photos/a*',
  'arn:aws:s3:::p*s/*b',
  'arn:aws:s3:::*/a', 'arn:aws:s3:*:*:photos/a', 'arn:aws:s3:?::photos/a', 'arn:*:s3:::photos/*', 'arn:aws:s3:*', 'arn:aws:s3:::*x*:*',
  'arn:aws:s3:::photos/${cognito-identity.amazonaws.com:sub}', 'arn:aws:s3:::photos/${aws:PrincipalTag/tenant}*',
  "arn:aws:s3:::photos/${aws:PrincipalTag/team, 'ab'}", 'arn:aws:s3:::photos/a${*}', 'arn:aws:s3:::photos/${aws:PrincipalTag/TEAM}/${?}',
  ...TABLES, 'arn:aws:dynamodb:*:123456789012:table/a', 'arn:aws:dynamodb:eu-*:*:table/*', 'arn:aws:dynamodb:eu-west-?:*:*',
  'arn:aws:dynamodb:*',
  'arn:aws:dynamodb:e*w*-1:123*:table/${aws:PrincipalTag/tenant}',
];
const ACTIONS = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 'S3:getobject'];
const ACTION_PATTERNS = [
  's3:GetObject', 's3:PutObject', 's3:*', '*', 's3:Get*', 's3:?etObject', 's3:*Object', 'S3:GETOBJECT', 'dynamodb:GetItem', 's3:*e*O*',
];
export const ADDRESSES = ['10.0.0.1', '10.0.0.255', '10.0.1.0', '192.168.0.1', '2001:db8::1', '2001:DB8:0:0:0:0:0:1', '2001:db9::', '::1'];
export const RANGES = [
  ...ADDRESSES, '10.0.0.0/24', '10.0.0.0/8', '10.0.0.0/31', '0.0.0.0/0', '2001:db8::/32', '2001:db8::/128', '::/0', '10.0.0.128/25',
];
const NUMBERS = ['0', '1', '1.0', '-1', '10', '2', '9'];
export const DATES = ['2026-01-01T00:00:00Z', '2026-01-01', '2026-01-01T01:00:00+01:00', '2025-12-31T23:59:59Z', '2026-06-01T12:00:00.5Z'];
export const ARNS = ['arn:aws:sns:eu-west-1:123456789012:a', 'arn:aws:sns:eu-west-1:123456789012:a:b', 'arn:aws:iam::123456789012:role/a'];
export const ARN_PATTERNS = [
  ...ARNS, 'arn:aws:sns:*:*:a', 'arn:aws:sns:*:123456789012:*', 'arn:aws:sns:eu-west-?:*:a:?', 'arn:*:*:*:*:*', 'arn:aws:sns:eu*:*:a*',
  'arn:aws:sns:*:*:${aws:PrincipalTag/tenant}', "arn:aws:iam::*:role/${aws:PrincipalTag/team, 'a'}",
];
export const WORD_PATTERNS = [
  ...WORDS, '?', 'a??', '*c', '${aws:PrincipalTag/tenant}', "${aws:PrincipalTag/team, 'a'}", 'a${*}', '${aws:PrincipalTag/team}*', '${$}',
];

export interface Type {
  readonly operators: readonly string[];
  readonly actual: readonly string[];
  readonly expected: readonly string[];
}

export const TYPES: readonly Type[] = [
  {
    operators: ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
    actual: WORDS,
    expected: WORD_PATTERNS,
  },
  { operators: comparisons('Numeric'), actual: NUMBERS, expected: NUMBERS },
  { operators: comparisons('Date'), actual: DATES, expected: DATES },
  { operators: ['Bool'], actual: ['true', 'false', 'True'], expected: ['true', 'false', 'FALSE'] },
  { operators: ['BinaryEquals'], actual: ['QUJD', 'QUI='], expected: ['QUJD', 'QUI='] },
  { operators: ['IpAddress', 'NotIpAddress'], actual: ADDRESSES, expected: RANGES },
  { operators: ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'], actual: ARNS, expected: ARN_PATTERNS },
];

function comparisons(type: string): string[] {
  return ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'].map(name => `${type}${name}`);
}

/** One or a few of these, as a policy may write them. */
function oneOrSome<T>(values: readonly T[]): fc.Arbitrary<T | T[]> {
  return fc.oneof(fc.constantFrom(...values), fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }));
}

export function sometimes<T extends object>(weight: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | {}> {
  return fc.oneof({ weight: 10 - weight, arbitrary: fc.constant({}) }, { weight, arbitrary });
}

/** A condition about a key whose values are of this type. */
export function conditionOf(type: Type, key: string, severalValues: boolean): fc.Arbitrary<object> {
  return fc.tuple(
    severalValues ? fc.constantFrom('ForAnyValue:', 'ForAllValues:') : fc.constantFrom('', '', '', 'ForAnyValue:', 'ForAllValues:'),
    fc.constantFrom(...type.operators),
    fc.constantFrom('', '', '', 'IfExists'),
    oneOrSome(type.expected),
  ).map(([set, operator, ifExists, expected]) => ({ [`${set}${operator}${ifExists}`]: { [key]: expected } }));
}

/** One block of several; keys under the same operator stand next to each other. */
export function merged(conditions: readonly object[]): Record<string, object> {
  const block: Record<string, object> = {};
  for (const [operator, keys] of conditions.flatMap(condition => Object.entries(condition))) {
    block[operator] = { ...block[operator], ...keys };
  }
  return block;
}

export function nullCondition(key: string): fc.Arbitrary<object> {
  return oneOrSome(['true', 'false']).map(expected => ({ Null: { [key]: expected } }));
}

function statementOf(conditions: fc.Arbitrary<object>): fc.Arbitrary<object> {
  return fc.tuple(
    fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
    fc.oneof({ weight: 5, arbitrary: oneOrSome(ACTION_PATTERNS).map(Action => ({ Action })) },
      { weight: 1, arbitrary: oneOrSome(ACTION_PATTERNS).map(NotAction => ({ NotAction })) }),
    fc.oneof({ weight: 5, arbitrary: oneOrSome(RESOURCE_PATTERNS).map(Resource => ({ Resource })) },
      { weight: 1, arbitrary: oneOrSome(RESOURCE_PATTERNS).map(NotResource => ({ NotResource })) }),
    sometimes(5, conditions.map(Condition => ({ Condition }))),
  ).map(([Effect, action, resource, condition]) => ({ Effect, ...action, ...resource, ...condition }));
}

function policies(name: string, statement: fc.Arbitrary<object>, maxLength: number): fc.Arbitrary<NamedPolicy[]> {
  const document = fc.tuple(
    fc.constantFrom('2012-10-17', '2012-10-17', '2012-10-17', '2008-10-17'),
    fc.array(statement, { minLength: 1, maxLength: 3 }),
  ).map(([Version, Statement]) => ({ Version, Statement }));
  return fc.array(document, { minLength: 1, maxLength })
    .map(documents => documents.map((content, index) => ({ name: `${name}${index}`, document: content })));
}

const tags = fc.tuple(
  sometimes(7, fc.constantFrom(...WORDS).map(value => ({ [TAG]: value }))),
  sometimes(5, fc.constantFrom(...WORDS).map(value => ({ [OTHER_TAG]: value }))),
  sometimes(7, fc.constantFrom(...WORDS).map(value => ({ [SUB]: value }))),
).map(parts => Object.assign({}, ...parts));

export interface PermissionCase {
  readonly request: PolicyRequest;
  readonly policies: PolicySet;
}

/** Conditions of every type on keys of one and of several values, present and absent, in one to three policies. */
export const conditionCases: fc.Arbitrary<PermissionCase> = fc.constantFrom(...TYPES).chain(type => {
  const key = 'aws:PrincipalTag/typed';
  const conditions = fc.oneof(
    { weight: 5, arbitrary: conditionOf(type, key, false) },
    { weight: 2, arbitrary: conditionOf(TYPES[0], TAG_KEYS, true) },
    { weight: 1, arbitrary: nullCondition(key) },
    { weight: 1, arbitrary: nullCondition(TAG_KEYS) },
    {
      weight: 2,
      arbitrary: fc.tuple(conditionOf(type, key.toUpperCase(), false), conditionOf(TYPES[0], TAG, false)).map(both => merged(both)),
    },
  );
  const statement = fc.tuple(fc.constantFrom('Allow', 'Allow', 'Deny'), conditions)
    .map(([Effect, Condition]) => ({ Effect, Action: 's3:GetObject', Resource: '*', Condition }));
  const open = { Effect: 'Allow', Action: '*', Resource: '*' };
  return fc.record({
    request: fc.tuple(
      tags,
      sometimes(8, fc.constantFrom(...type.actual).map(value => ({ [key]: value }))),
      sometimes(8, fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }).map(values => ({ [TAG_KEYS]: values }))),
    ).map(parts => ({ action: 's3:GetObject', resource: RESOURCES[1], context: Object.assign({}, ...parts) })),
    // Next to a lonely Deny stands an Allow, so that its outcome shows.
    policies: fc.array(statement, { minLength: 1, maxLength: 2 }).map(statements => ({
      identity: [{
        name: 'Generated',
        document: {
          Version: '2012-10-17', Statement: statements.some(({ Effect }) => Effect === 'Allow') ? statements : [open, ...statements],
        },
      }],
    })),
  });
});

/** Actions, resources and variables, in identity, boundary and session policies. */
export const permissionCases: fc.Arbitrary<PermissionCase> = fc.record({
  request: fc.oneof(
    { weight: 4, arbitrary: fc.record({ action: fc.constantFrom(...ACTIONS), resource: fc.constantFrom(...RESOURCES), context: tags }) },
    { weight: 1, arbitrary: fc.record({ action: fc.constant('dynamodb:GetItem'), resource: fc.constantFrom(...TABLES), context: tags }) },
  ),
  policies: fc.tuple(
    policies('Identity', statementOf(conditionOf(TYPES[0], TAG, false)), 2),
    sometimes(3, policies('Boundary', statementOf(conditionOf(TYPES[0], SUB, false)), 1).map(([boundary]) => ({ boundary }))),
    sometimes(3, policies('Session', statementOf(conditionOf(TYPES[0], TAG, false)), 2).map(session => ({ session }))),
  ).map(([identity, boundary, session]) => ({ identity, ...boundary, ...session })),
});

export interface TrustCase {
  readonly trust: PolicyDocument;
  readonly request: TrustRequest;
}

const AUD = `${COGNITO}:aud`;
const AMR = `${COGNITO}:amr`;
const POOLS = ['eu-west-1:pool-1', 'eu-west-1:pool-2'];
const METHODS = ['authenticated', 'unauthenticated', 'graph.facebook.com', 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a'];
const aud: Type = { operators: TYPES[0].operators, actual: POOLS, expected: [...POOLS, '*', 'eu-west-1:*', 'EU-WEST-1:POOL-1'] };
const amr: Type = {
  operators: TYPES[0].operators, actual: METHODS, expected: [...METHODS, '*', '*authenticated', 'cognito-idp.*', 'AUTHENTICATED'],
};
const PRINCIPALS = [COGNITO, 'cognito-identity-us-gov.amazonaws.com', 'arn:aws:iam::123456789012:oidc-provider/id.example.com'];

const principal = fc.oneof(
  { weight: 6, arbitrary: oneOrSome(PRINCIPALS).map(Federated => ({ Principal: { Federated } })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom({ Principal: '*' }, { Principal: { AWS: '*' } }, {
      Principal: { Federated: COGNITO, Service: 'lambda.amazonaws.com' },
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom({ Principal: { AWS: 'arn:aws:iam::123456789012:root' } }, {
      Principal: { Service: 'lambda.amazonaws.com' },
    }),
  },
);
const denied = fc.oneof(principal, oneOrSome(PRINCIPALS).map(Federated => ({ NotPrincipal: { Federated } })));

const trustStatement = fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny').chain(Effect => fc.tuple(
  Effect === 'Allow' ? principal : denied,
  fc.oneof(
    oneOrSome([
      'sts:AssumeRoleWithWebIdentity', 'sts:TagSession', 'sts:*', 'sts:AssumeRole', 'STS:assumeRoleWith*',
    ]).map(Action => ({ Action })),
    fc.constantFrom({ NotAction: 'sts:TagSession' }),
  ),
  sometimes(7, conditionOf(aud, AUD, false)),
  sometimes(7, conditionOf(amr, AMR, true)),
).map(([who, what, ...conditions]) => {
  const Condition = merged(conditions);
  return { Effect, ...who, ...what, ...(Object.keys(Condition).length > 0 ? { Condition } : {}) };
}));

/** Trust policies as identity pools meet them. */
export const trustCases: fc.Arbitrary<TrustCase> = fc.record({
  trust: fc.array(trustStatement, { minLength: 1, maxLength: 2 }).map(Statement => ({ Version: '2012-10-17', Statement })),
  request: fc.record({
    principal: fc.constantFrom(COGNITO, COGNITO, ...PRINCIPALS),
    action: fc.constantFrom('sts:AssumeRoleWithWebIdentity'),
    context: fc.tuple(
      sometimes(8, fc.constantFrom(...POOLS).map(value => ({ [AUD]: value }))),
      sometimes(8, fc.uniqueArray(fc.constantFrom(...METHODS), { minLength: 1, maxLength: 3 }).map(values => ({ [AMR]: values }))),
    ).map(parts => Object.assign({}, ...parts)),
  }),
});
