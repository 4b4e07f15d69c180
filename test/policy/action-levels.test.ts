import { brotliDecompressSync } from 'node:zlib';
import { actionLevels, source } from '../../scripts/action-levels';
import { actionsCoveredBy } from '../../src/policy/action-levels';
import { DATE, LEVELS, VERSION } from '../../src/policy/action-levels.generated';
import { covers } from '../../src/policy/action-pattern';
import {
  dangersOf, dataWritesOf, escapesOf, identityAdministrationOf, mayChange, mayDecrypt, poolAdministrationOf,
} from '../../src/policy/dangerous-actions';
import { NEWER_ACTIONS } from '../../src/policy/newer-actions';

test('the generated levels are those of the installed package (else: npx projen action-levels)', () => {
  expect({ version: VERSION, date: DATE }).toEqual(source());
  expect(brotliDecompressSync(Buffer.from(LEVELS, 'base64')).toString()).toBe(actionLevels());
});

test('what is added to them is not in the package yet (else: remove it)', () => {
  const known = actionLevels().toLowerCase();
  for (const [service, groups] of Object.entries(NEWER_ACTIONS)) {
    const line = known.split('\n').find(text => text.startsWith(`${service} `)) ?? '';
    const names = groups.toLowerCase().split(' ').flatMap(group => group.split('=')[1].split(','));
    expect(names.filter(name => line.split(/[ =,]/).includes(name))).toEqual([]);
  }
});

test('they stay small', () => {
  expect(LEVELS.length).toBeLessThan(250_000);
});

test.each(['nobody:GetAnything', 's3:GetAnythingNew', 'GetObject', 'no-such*:Get*'])('%s is not known, so it counts as a write', action => {
  expect(mayChange(action)).toBe(true);
});

test.each([
  's3:PutObject', 'S3:putobject', 's3:*Object', 's3:*', '*', '*:*', 'dynamodb:*Item', 'dynamodb:PartiQL*', 'dynamodb:?utItem',
  'ses:SendEmail', 'kms:CreateGrant', 's3:PutBucketPolicy', 'dynamodb:TagResource',
  'cognito-idp:AdminSetUserPassword', 'cognito-idp:CreateUserPool', 'cognito-idp:UpdateProvisionedLimit',
])('%s may change something', action => {
  expect(mayChange(action)).toBe(true);
});

test.each([
  's3:GetObject', 's3:Get*', 's3:List*', 'dynamodb:Query', 'dynamodb:Batch?etItem', 'dynamodb:PartiQLSelect', 'sqs:ReceiveMessage*',
  'polly:SynthesizeSpeech', 'rekognition:Detect*', 'secretsmanager:GetSecretValue', 'kms:Decrypt', 'lambda:InvokeFunction',
  'execute-api:Invoke',
  'rum:PutRumEvents', 'firehose:PutRecord*', 'cognito-sync:*', 'sts:AssumeRole',
  'cognito-idp:SignUp', 'cognito-idp:Get*', 'cognito-idp:Describe*', 'cognito-idp:List*', 'cognito-idp:StartWebAuthnRegistration',
])('%s changes nothing by itself', action => {
  expect(mayChange(action)).toBe(false);
});

test('a wildcard in the service stands for every service', () => {
  expect(actionsCoveredBy('s?s:*').map(({ action }) => action.split(':')[0])).toEqual(expect.arrayContaining(['sns', 'sqs']));
});

test.each([
  ['s3:Put*', 's3:PutBucketPolicy'], ['sqs:SetQueueAttributes', 'sqs:SetQueueAttributes'], [
    'secretsmanager:*Value', 'secretsmanager:GetSecretValue',
  ],
  ['ssm:GetParam*', 'ssm:GetParameter'], ['lambda:Update*', 'lambda:UpdateFunctionCode'],
])('%s is dangerous for %s', (pattern, action) => {
  expect(dangersOf(pattern).map(danger => danger.action)).toContain(action);
});

test.each([
  's3:PutObject', 's3:PutObjectAcl', 'iam:PutRolePolicy', 'secretsmanager:ListSecrets', 'lambda:InvokeFunction',
])('%s is not among the dangerous ones', pattern => {
  expect(dangersOf(pattern)).toEqual([]);
});

test.each([
  's3:PutObjectAcl', 'lambda:InvokeFunction', 'ses:SendEmail', 'appsync:GraphQL', 'kinesis:Delete*',
])('%s writes data or calls something', pattern => {
  expect(dataWritesOf(pattern)).not.toEqual([]);
});

test.each([
  's3:PutBucketPolicy', 'polly:SynthesizeSpeech', 'transcribe:StartStreamTranscription', 'kms:Decrypt', 'sts:AssumeRole', 'iot:Publish',
  'cloudwatch:PutMetricData',
])(
  '%s writes no data', pattern => {
    expect(dataWritesOf(pattern)).toEqual([]);
  });

test.each<[string, string, boolean]>([
  ['s3:GetObject', 'S3:getobject', true], ['s3:GetObject', 's3:GetObjectAcl', false],
  ['s3:Get*', 's3:getobject', true], ['S3:GET*', 's3:GetObject', true], [
    's3:*Object', 's3:GetObjectAcl', false,
  ], ['3:Get*', 's3:GetObject', false],
  ['s3:?etObject', 's3:GetObject', true], ['s3:?GetObject', 's3:GetObject', false], ['*', 's3:GetObject', true],
  ['s3.:Get*', 's3x:GetObject', false], ['s3:(Get)*', 's3:(Get)Object', true], ['s3:Get+*', 's3:GettObject', false],
])('%s over %s: %s', (pattern, action, expected) => {
  expect(covers(pattern, action)).toBe(expected);
  expect(covers(pattern, action)).toBe(expected);
});

test.each([
  ['s3:GetObject', 'read', true], ['s3:ListAllMyBuckets', 'list', false], ['sqs:SendMessage', 'write', true],
  ['s3:TagResource', 'tagging', true], ['s3:PutBucketPolicy', 'permissions', true],
])('AWS says that %s does: %s; of a resource: %s', (action, level, hasResource) => {
  expect(actionsCoveredBy(action)).toEqual([{ action, level, hasResource }]);
  expect(actionsCoveredBy(action.toUpperCase())).toEqual([{ action, level, hasResource }]);
});

test('a pattern covers the actions of its service that it fits, and no others', () => {
  expect(actionsCoveredBy('s3:GetBucketPol*').map(({ action }) => action)).toEqual(['s3:GetBucketPolicy', 's3:GetBucketPolicyStatus']);
  expect(actionsCoveredBy('s3:*').every(({ action }) => action.startsWith('s3:'))).toBe(true);
  expect(actionsCoveredBy('sq?:SendMessage').map(({ action }) => action)).toEqual(['sqs:SendMessage']);
  expect(new Set(actionsCoveredBy('*').map(({ action }) => action.split(':')[0])).size).toBeGreaterThan(100);
  expect(actionsCoveredBy('s3*')).toEqual(expect.arrayContaining(actionsCoveredBy('s3:GetObject')));
  expect([...actionsCoveredBy('s3'), ...actionsCoveredBy('GetObject'), ...actionsCoveredBy('s3:')]).toEqual([]);
});

test('what gives more comes before what takes away, each with what it does', () => {
  expect(dangersOf('s3:*BucketPolicy')).toEqual([
    { action: 's3:PutBucketPolicy', does: 'changes who may do what' }, { action: 's3:DeleteBucketPolicy', does: 'changes who may do what' },
  ]);
  expect(dangersOf('lambda:*FunctionCode')).toEqual([{ action: 'lambda:UpdateFunctionCode', does: 'changes which code runs' }]);
  expect(dangersOf('secretsmanager:GetSecretValue')).toEqual([{ action: 'secretsmanager:GetSecretValue', does: 'shows secrets' }]);
  expect(dangersOf('s3:GetBucketPolicy*')).toEqual([]);
});

test.each([
  'kms:Decrypt', 'kms:decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncrypt*', 'kms:*', '*',
])('%s opens or seals data', pattern => {
  expect(mayDecrypt(pattern)).toBe(true);
});

test.each([
  'kms:Describe*', 'kms:ListKeys', 's3:GetObject', 'cloudwatch:PutMetricData', 'sts:AssumeRole',
])('%s neither opens nor seals data', pattern => {
  expect(mayDecrypt(pattern)).toBe(false);
});

test.each([
  'AdminRevokeUserSession', 'StartPointInTimeRecovery', '*PointInTime*', 'CreateCIMDPolicy', 'SetUserPoolSessionConfiguration',
  'GetDerivedToken', 'UpdateClientMetadataURLState', 'Admin*', 'SomethingNew', 'SomethingNew*',
])('cognito-idp:%s administers user pools', name => {
  expect(poolAdministrationOf(`cognito-idp:${name}`)).not.toEqual([]);
});

test.each([
  'AdminListUserSessions', 'DescribePointInTimeRecovery', 'ListCIMDPolicies', 'AdminGetSomethingNew', 'DescribeSomethingNew*', '',
  'RevokeUserSession', 'GetClientToken', 'Get*', 'CompleteWebAuthnRegistration',
])('cognito-idp:%s administers none', name => {
  expect(poolAdministrationOf(`cognito-idp:${name}`)).toEqual([]);
});

test('what is new in IAM and in identity pools counts as a change of them, unless it reads', () => {
  expect(escapesOf('iam:SomethingNew')).toEqual(['iam:SomethingNew']);
  expect(identityAdministrationOf('Cognito-Identity:SomethingNew')).toEqual(['Cognito-Identity:SomethingNew']);
  expect([...escapesOf('iam:GetSomethingNew'), ...identityAdministrationOf('cognito-identity:ListSomethingNew')]).toEqual([]);
  expect([...poolAdministrationOf('s3:SomethingNew'), ...poolAdministrationOf('SomethingNew')]).toEqual([]);
});
