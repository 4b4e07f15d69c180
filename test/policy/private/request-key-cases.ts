import * as fc from 'fast-check';
import {
  ADDRESSES, ARN_PATTERNS, ARNS, conditionOf, DATES, merged, nullCondition, PermissionCase, RANGES, sometimes, Type, TYPES, WORD_PATTERNS,
  WORDS,
} from './cases';
import { NamedPolicy } from '../../../src/policy';

const [TEXT, , DATE, BOOL, , ADDRESS, ARN] = TYPES;
const ACCOUNTS = ['123456789012', '999999999999'];
const ROLES = ['arn:aws:iam::123456789012:role/Role', 'arn:aws:iam::123456789012:role/a/Role'];
const NUMBERS = ['1767225600', '1767225599', '1798761600'];

function text(actual: readonly string[], expected: readonly string[] = [
  ...actual, '*', '?', `${actual[0].slice(0, 4)}*`, '${aws:PrincipalTag/team}',
]): Type {
  return { operators: TEXT.operators, actual, expected };
}

/** What a request tells of who asks, from where, when and how, and of which type that is. */
const KEYS: Readonly<Record<string, Type>> = {
  'aws:PrincipalTag/team': { ...TEXT, actual: WORDS, expected: WORD_PATTERNS },
  'aws:PrincipalTag/Cost Center': { ...TEXT, actual: WORDS, expected: WORD_PATTERNS },
  'aws:PrincipalAccount': text(ACCOUNTS),
  'aws:PrincipalArn': {
    operators: ARN.operators,
    actual: ROLES,
    expected: [...ROLES, 'arn:aws:iam::*:role/*', 'arn:*:iam::123456789012:role/?ole', ...ARN_PATTERNS],
  },
  'aws:PrincipalType': text(['AssumedRole', 'User']),
  'aws:PrincipalOrgID': text(['o-a1b2c3', 'o-z9y8x7']),
  'aws:userid': text(['AROA1:CognitoIdentityCredentials', 'AROA2:me']),
  'aws:FederatedProvider': text(['cognito-identity.amazonaws.com', 'accounts.google.com']),
  'aws:SourceIp': { ...ADDRESS, actual: ADDRESSES, expected: RANGES },
  'aws:VpcSourceIp': { ...ADDRESS, actual: ADDRESSES, expected: RANGES },
  'aws:SourceVpc': text(['vpc-1', 'vpc-2']),
  'aws:SourceVpce': text(['vpce-1', 'vpce-2']),
  'aws:SecureTransport': BOOL,
  'aws:ViaAWSService': BOOL,
  'aws:CurrentTime': { ...DATE, actual: DATES, expected: DATES },
  'aws:EpochTime': { operators: TYPES[1].operators, actual: NUMBERS, expected: NUMBERS },
  'aws:TokenIssueTime': { ...DATE, actual: DATES, expected: DATES },
  'aws:RequestedRegion': text(['eu-west-1', 'us-east-1']),
  'aws:UserAgent': text(['curl/8', 'Mozilla/5.0 (X)']),
  'aws:referer': text(['https://app.example.com/', 'http://a']),
  'aws:ResourceAccount': text(ACCOUNTS),
  'aws:SourceArn': { operators: ARN.operators, actual: ARNS, expected: ARN_PATTERNS },
};

const RESOURCE = 'arn:aws:s3:::photos/a/b';
const RESOURCES = [
  '*', RESOURCE, 'arn:aws:s3:::photos/${aws:PrincipalTag/team}/*', 'arn:aws:s3:::photos/${aws:principaltag/Team}*',
  "arn:aws:s3:::photos/${aws:PrincipalTag/Cost Center, 'a'}/b",
  'arn:aws:s3:::photos/${aws:userid}/*', 'arn:aws:s3:::photos/a/*',
];

const keys = Object.keys(KEYS);

/** Conditions about a key, its name in some case, or about whether it is there. */
const conditions = fc.constantFrom(...keys).chain(key => fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(key, key, key.toLowerCase(), key.toUpperCase()).chain(name => conditionOf(KEYS[key], name, false)),
  },
  { weight: 1, arbitrary: nullCondition(key) },
));

const statement = fc.tuple(
  fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
  fc.constantFrom(...RESOURCES, '*', '*'),
  sometimes(8, fc.array(conditions, { minLength: 1, maxLength: 2 }).map(several => ({ Condition: merged(several) }))),
).map(([Effect, Resource, condition]) => ({ Effect, Action: 's3:GetObject', Resource, ...condition }));

const policy = (name: string) => fc.array(statement, { minLength: 1, maxLength: 3 })
  .map((Statement): NamedPolicy => ({ name, document: { Version: '2012-10-17', Statement } }));

/** Requests that tell a good part of these keys. */
const context = fc.tuple(...keys.map(key => sometimes(6, fc.constantFrom(...KEYS[key].actual).map(value => ({ [key]: value })))))
  .map(parts => Object.assign({}, ...parts) as Record<string, string>);

/** Principal tags and global keys, in conditions and variables, the policy of a role alone or within a boundary. */
export const requestKeyCases: fc.Arbitrary<PermissionCase> = fc.record({
  request: context.map(told => ({ action: 's3:GetObject', resource: RESOURCE, context: told })),
  policies: fc.tuple(policy('Identity'), sometimes(2, policy('Boundary').map(boundary => ({ boundary }))))
    .map(([identity, boundary]) => ({ identity: [identity], ...boundary })),
});

/** What a key may turn out to be that a request does not tell; nothing stands for its absence. */
export function possibleValues(key: string): (string | undefined)[] {
  return [undefined, ...KEYS[key].actual];
}

export const REQUEST_KEYS: readonly string[] = keys;
