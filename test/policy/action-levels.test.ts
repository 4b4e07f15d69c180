import { brotliDecompressSync } from 'node:zlib';
import { actionLevels, source } from '../../scripts/action-levels';
import { actionsCoveredBy } from '../../src/policy/action-levels';
import { DATE, LEVELS, VERSION } from '../../src/policy/action-levels.generated';
import { dangersOf, dataWritesOf, mayChange } from '../../src/policy/dangerous-actions';

test('the generated levels are those of the installed package (else: npx projen action-levels)', () => {
  expect({ version: VERSION, date: DATE }).toEqual(source());
  expect(brotliDecompressSync(Buffer.from(LEVELS, 'base64')).toString()).toBe(actionLevels());
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
])('%s may change something', action => {
  expect(mayChange(action)).toBe(true);
});

test.each([
  's3:GetObject', 's3:Get*', 's3:List*', 'dynamodb:Query', 'dynamodb:Batch?etItem', 'dynamodb:PartiQLSelect', 'sqs:ReceiveMessage*',
  'polly:SynthesizeSpeech', 'rekognition:Detect*', 'secretsmanager:GetSecretValue', 'kms:Decrypt', 'lambda:InvokeFunction', 'execute-api:Invoke',
  'rum:PutRumEvents', 'firehose:PutRecord*', 'cognito-sync:*', 'sts:AssumeRole',
])('%s changes nothing by itself', action => {
  expect(mayChange(action)).toBe(false);
});

test('a wildcard in the service stands for every service', () => {
  expect(actionsCoveredBy('s?s:*').map(({ action }) => action.split(':')[0])).toEqual(expect.arrayContaining(['sns', 'sqs']));
});

test.each([
  ['s3:Put*', 's3:PutBucketPolicy'], ['sqs:SetQueueAttributes', 'sqs:SetQueueAttributes'], ['secretsmanager:*Value', 'secretsmanager:GetSecretValue'],
  ['ssm:GetParam*', 'ssm:GetParameter'], ['lambda:Update*', 'lambda:UpdateFunctionCode'],
])('%s is dangerous for %s', (pattern, action) => {
  expect(dangersOf(pattern).map(danger => danger.action)).toContain(action);
});

test.each(['s3:PutObject', 's3:PutObjectAcl', 'iam:PutRolePolicy', 'secretsmanager:ListSecrets', 'lambda:InvokeFunction'])('%s is not among the dangerous ones', pattern => {
  expect(dangersOf(pattern)).toEqual([]);
});

test.each(['s3:PutObjectAcl', 'lambda:InvokeFunction', 'ses:SendEmail', 'appsync:GraphQL', 'kinesis:Delete*'])('%s writes data or calls something', pattern => {
  expect(dataWritesOf(pattern)).not.toEqual([]);
});

test.each(['s3:PutBucketPolicy', 'polly:SynthesizeSpeech', 'transcribe:StartStreamTranscription', 'kms:Decrypt', 'sts:AssumeRole', 'iot:Publish', 'cloudwatch:PutMetricData'])(
  '%s writes no data', pattern => {
    expect(dataWritesOf(pattern)).toEqual([]);
  });
