import * as fc from 'fast-check';
import { PermissionCase } from './cases';
import { NamedPolicy, SessionPrincipal } from '../../../src/policy';

export const ROLE = 'arn:aws:iam::123456789012:role/Role';
export const SESSION = 'arn:aws:sts::123456789012:assumed-role/Role/CognitoIdentityCredentials';
export const ROOT = 'arn:aws:iam::123456789012:root';
export const THE_SESSION: SessionPrincipal = {
  roleArn: ROLE, sessionName: 'CognitoIdentityCredentials', federated: 'cognito-identity.amazonaws.com',
};

const PRINCIPALS = [
  ROLE, ROLE, SESSION, ROOT, '123456789012', '*', 'arn:aws:iam::123456789012:role/Other', 'arn:aws:iam::210987654321:role/Role',
  'arn:aws:iam::210987654321:root',
  'arn:aws:sts::123456789012:assumed-role/Role/another', 'arn:aws:iam::123456789012:user/Role',
];

const SERVICE = 'lambda.amazonaws.com';

interface Service {
  readonly actions: readonly string[];
  readonly patterns: readonly string[];
  readonly resources: readonly string[];
  /** Whether a policy on the resource has to allow, or to hand over to the account. */
  readonly decides?: boolean;
}

const AT = 'eu-west-1:123456789012';
const SERVICES: readonly Service[] = [
  {
    actions: ['s3:GetObject', 's3:PutObject'],
    patterns: ['s3:GetObject', 's3:*', 's3:Put*', '*'],
    resources: ['arn:aws:s3:::photos/a', 'arn:aws:s3:::photos/b'],
  },
  {
    actions: ['sqs:SendMessage', 'sqs:ReceiveMessage'],
    patterns: ['SQS:SendMessage', 'sqs:*', 'sqs:Receive*'],
    resources: [`arn:aws:sqs:${AT}:jobs`],
  },
  { actions: ['sns:Publish', 'sns:Subscribe'], patterns: ['sns:Publish', 'sns:*', 'SNS:Sub*'], resources: [`arn:aws:sns:${AT}:news`] },
  {
    actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
    patterns: ['dynamodb:GetItem', 'dynamodb:*'],
    resources: [`arn:aws:dynamodb:${AT}:table/items`],
  },
  {
    actions: ['lambda:InvokeFunction'],
    patterns: ['lambda:InvokeFunction', 'lambda:*', 'lambda:Get*'],
    resources: [`arn:aws:lambda:${AT}:function:fn`],
  },
  {
    actions: ['secretsmanager:GetSecretValue'],
    patterns: ['secretsmanager:GetSecretValue', 'secretsmanager:Put*'],
    resources: [`arn:aws:secretsmanager:${AT}:secret:s-AbCdEf`],
  },
  {
    actions: ['ecr:BatchGetImage', 'ecr:PutImage'],
    patterns: ['ecr:BatchGetImage', 'ecr:*', 'ecr:Put*'],
    resources: [`arn:aws:ecr:${AT}:repository/tools`],
  },
  {
    actions: ['kinesis:PutRecord', 'kinesis:GetRecords'],
    patterns: ['kinesis:Put*', 'kinesis:*', 'Kinesis:GetRecords'],
    resources: [`arn:aws:kinesis:${AT}:stream/clicks`],
  },
  {
    actions: ['events:PutEvents'],
    patterns: ['events:PutEvents', 'events:*', 'events:PutRule'],
    resources: [`arn:aws:events:${AT}:event-bus/bus`],
  },
  {
    actions: ['es:ESHttpGet', 'es:ESHttpPost'],
    patterns: ['es:ESHttp*', 'es:*', 'es:ESHttpGet'],
    resources: [`arn:aws:es:${AT}:domain/search/index`, `arn:aws:es:${AT}:domain/search/other`],
  },
  {
    actions: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
    patterns: ['elasticfilesystem:Client*', 'elasticfilesystem:ClientMount'],
    resources: [`arn:aws:elasticfilesystem:${AT}:file-system/fs-12345678`],
  },
  {
    actions: ['kms:Decrypt', 'kms:Encrypt'],
    patterns: ['kms:Decrypt', 'kms:*', 'kms:E*'],
    resources: [`arn:aws:kms:${AT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`],
    decides: true,
  },
];

function oneOrTwo<T>(values: readonly T[]): fc.Arbitrary<T | T[]> {
  return fc.oneof(fc.constantFrom(...values), fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 }));
}

const principal = fc.oneof(
  { weight: 8, arbitrary: oneOrTwo(PRINCIPALS).map(AWS => ({ Principal: { AWS } })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<object>({ Principal: '*' }, { Principal: { Service: SERVICE } }, {
      Principal: { Service: SERVICE, AWS: ROLE },
    }),
  },
);
const others = oneOrTwo(PRINCIPALS.filter(name => name !== '*')).map(AWS => ({ NotPrincipal: { AWS } }));

function statements(service: Service, who: fc.Arbitrary<object>): fc.Arbitrary<object[]> {
  const statement = fc.tuple(
    fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'), who, oneOrTwo(service.patterns), fc.constantFrom('*', ...service.resources),
    fc.constantFrom({}, {}, {}, { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'a' } } }),
  ).map(([Effect, principals, Action, Resource, condition]) => ({ Effect, ...principals, Action, Resource, ...condition }));
  return fc.array(statement, { minLength: 1, maxLength: 3 });
}

function policy(name: string, given: fc.Arbitrary<object[]>): fc.Arbitrary<NamedPolicy> {
  return given.map(Statement => ({ name, document: { Version: '2012-10-17', Statement } }));
}

/** Policies on resources of every service, beside identity policies, boundaries and session policies. */
export const resourceCases: fc.Arbitrary<PermissionCase> = fc.constantFrom(...SERVICES).chain(service => fc.record({
  request: fc.record({
    action: fc.constantFrom(...service.actions),
    resource: fc.constantFrom(...service.resources),
    context: fc.constantFrom<Record<string, string>>({}, { 'aws:PrincipalTag/team': 'a' }, { 'aws:PrincipalTag/team': 'b' }),
    principal: fc.constant(THE_SESSION),
  }),
  policies: fc.record({
    identity: fc.array(policy('Identity', statements(service, fc.constant({}))), { maxLength: 1 }),
    resource: policy(
      'Resource', statements(service, fc.oneof({ weight: 6, arbitrary: principal }, { weight: 1, arbitrary: others })),
    ).map(one => [one]),
    resourceDecides: fc.constant(service.decides === true),
    boundary: fc.option(policy('Boundary', statements(service, fc.constant({}))), { nil: undefined, freq: 3 }),
    session: fc.option(policy('Session', statements(service, fc.constant({}))).map(one => [one]), { nil: undefined, freq: 3 }),
  }),
}));
