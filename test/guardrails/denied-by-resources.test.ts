import { goodTemplate, Patch, patched } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';

const BUCKET = { 'Fn::GetAtt': ['Photos', 'Arn'] };
const OBJECTS = { 'Fn::Sub': '${Photos.Arn}/*' };
const ROLE = { AWS: { 'Fn::GetAtt': ['Guest', 'Arn'] } };

function withPolicy(actions: string[], statements: object[], resource: unknown = OBJECTS): Patch {
  return {
    'Identities/AllowUnauthenticatedIdentities': true,
    'Roles/Roles/unauthenticated': { 'Fn::GetAtt': ['Guest', 'Arn'] },
    'Guest': {
      Type: 'AWS::IAM::Role',
      Properties: {
        Policies: [{
          PolicyName: 'p',
          PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: resource }] },
        }],
        AssumeRolePolicyDocument: JSON.parse(JSON.stringify(goodTemplate().Resources.Member.Properties.AssumeRolePolicyDocument).replace(
          '"authenticated"', '"unauthenticated"',
        )),
      },
    },
    'Photos': { Type: 'AWS::S3::Bucket', Properties: {} },
    'Policy': {
      Type: 'AWS::S3::BucketPolicy',
      Properties: { Bucket: { Ref: 'Photos' }, PolicyDocument: { Version: '2012-10-17', Statement: statements } },
    },
  };
}

const deny = (Action: unknown, more: object = {}) => ({ Effect: 'Deny', Principal: ROLE, Action, Resource: OBJECTS, ...more });
const rules = (patch: Patch) => checkTemplates([
  { name: 'T', body: patched(patch) },
]).filter(({ resource }) => resource === 'Guest').map(({ rule, message }) => `${rule}: ${message}`);
const WRITES = 'guest-role-writes: guests get Guest and with it s3:PutObject';

test.each<[string, string[], object[], unknown]>([
  ['writing', ['s3:PutObject'], [deny('s3:PutObject')], OBJECTS],
  ['writing, to everybody', ['s3:PutObject'], [deny('s3:*', { Principal: '*' })], OBJECTS],
  ['writing, to everybody but an administrator', ['s3:PutObject'],
    [
      deny('s3:PutObject', {
        Principal: '*', Condition: { StringNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/admin' } },
      }),
    ], OBJECTS],
  ['reading', ['s3:GetObject'], [deny('s3:GetObject')], OBJECTS],
  ['both', ['s3:GetObject', 's3:PutObject'], [deny(['s3:GetObject', 's3:PutObject'])], OBJECTS],
  ['listing', ['s3:ListBucket'], [deny('s3:ListBucket', { Resource: BUCKET })], BUCKET],
])('what the policy of a bucket denies guests is not found: %s', (_what, actions, statements, resource) => {
  expect(rules(withPolicy(actions, statements, resource))).toEqual([]);
});

test.each<[string, object[]]>([
  ['is about another action', [deny('s3:DeleteObject')]],
  ['is about another role', [deny('s3:PutObject', { Principal: { AWS: { 'Fn::GetAtt': ['Member', 'Arn'] } } })]],
  ['is about other objects', [deny('s3:PutObject', { Resource: { 'Fn::Sub': '${Photos.Arn}/private/*' } })]],
  ['asks for TLS alone', [deny('s3:*', { Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })]],
  ['hangs on the address', [deny('s3:*', { Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } })]],
  ['is for whom only the deployment knows', [deny('s3:PutObject', { Principal: { AWS: { 'Fn::ImportValue': 'somebody' } } })]],
  ['allows', [{ ...deny('s3:GetObject'), Effect: 'Allow' }]],
])('what it does not surely deny is found: it %s', (_what, statements) => {
  expect(rules(withPolicy(['s3:PutObject'], statements))).toContain(WRITES);
});

test('what is left of a statement is found', () => {
  expect(rules(withPolicy(['s3:GetObject', 's3:PutObject'], [deny('s3:PutObject')])).join()).toMatch(/^guest-reads-everything/);
  expect(rules(withPolicy(['s3:PutObject'], [deny('s3:PutObject')], '*'))).toContain(WRITES);
});
