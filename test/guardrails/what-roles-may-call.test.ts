import { fn, fnArn, guest, open } from './case-parts';
import { goodTemplate, Patch, patched } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';

// What a role may call is what its statements allow, in whatever spelling, less what denials and its boundary take away.

const found = (patch: Patch, more: object = {}) => checkTemplates([{ name: 'template', body: { ...patched(patch), ...more } as any }]);
const ids = (patch: Patch, more: object = {}) => found(patch, more).flatMap(({ catalogue }) => catalogue);
const allow = (Action: unknown, Resource: unknown = '*', more = {}) => ({ Effect: 'Allow', Action, Resource, ...more });
const deny = (Action: unknown, Resource: unknown = '*', more = {}) => ({ Effect: 'Deny', Action, Resource, ...more });
const policies = (...Statement: unknown[]): any => [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement } }];
const member = (...statements: unknown[]): Patch => ({ 'Member/Policies': policies(...statements) });
const bounded = (...Statement: unknown[]): Patch => ({
  'Bounds': { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Version: '2012-10-17', Statement } } },
  'Member/PermissionsBoundary': { Ref: 'Bounds' },
}) as any;

test.each([
  ['A52', 'i*:PassRole', 'iam:Get*'],
  ['A52', 'IAM:passrole', 'iam:listroles'],
  ['A52', 'iam:SomethingNew', 'iam:GetSomethingNew'],
  ['A52', 's*s:A*Role', 'sts:GetCallerIdentity'],
  ['A53', 'cognito-idp:adm*', 'cognito-idp:AdminGetUser'],
  ['A53', 'cognito-i*:*', 'cognito-idp:List*'],
  ['A53', 'cognito-idp:*Group', 'cognito-idp:GetGroup'],
  ['A53', 'cognito-idp:SetUserPoolMfaConfig', 'cognito-idp:GetUserPoolMfaConfig'],
  ['A53', 'cognito-idp:AddCustomAttributes', 'cognito-idp:UpdateUserAttributes'],
  ['A54', 'cognito-i*:*', 'cognito-identity:GetCredentialsForIdentity'],
  ['A54', 'cognito-identity:S*', 'cognito-identity:GetId'],
  ['A54', 'cognito-identity:*OpenIdToken*', 'cognito-identity:GetOpenIdToken'],
])('%s is found for %s, not for %s', (id, bad, near) => {
  expect(ids(member(allow(bad)))).toContain(id);
  expect(ids(member(allow(near)))).not.toContain(id);
});

test.each([
  ['A52', 'iam:PassRole', 'iam:*'],
  ['A53', 'cognito-idp:*', 'cognito-idp:*'],
  ['A31', 'cognito-idp:AdminUpdateUserAttributes', 'cognito-idp:Admin*'],
  ['A54', 'cognito-identity:*', 'cognito-identity:*'],
  ['A66', 'cognito-identity:GetOpenIdTokenForDeveloperIdentity', 'cognito-identity:*'],
  ['A98', 'secretsmanager:GetSecretValue', 'secretsmanager:*'],
  ['A99', 'dynamodb:PutItem', 'dynamodb:Put*'],
  ['A51', 'sqs:*', 'sqs:*'],
])('%s of %s is not found where %s is denied, or the boundary lacks it', (id, action, denied) => {
  const both = [action, 'logs:DescribeLogGroups'];
  expect(ids(member(allow(both)))).toContain(id);
  expect(ids(member(allow(both), deny(denied)))).not.toContain(id);
  expect(ids(member(allow(both), deny(denied, 'arn:aws:s3:::elsewhere')))).toContain(id);
  expect(ids({ ...member(allow(both)), ...bounded(allow('s3:GetObject')) })).not.toContain(id);
  expect(ids({ ...member(allow(both)), ...bounded(allow(action)) })).toContain(id);
});

test('what is left of a pattern after a denial is still there', () => {
  expect(ids(member(allow('cognito-idp:Admin*'), deny('cognito-idp:AdminUpdateUserAttributes')))).toContain('A53');
  expect(ids(member(allow('cognito-idp:Admin*'), deny('cognito-idp:AdminUpdateUserAttributes')))).not.toContain('A31');
});

test('everything but some resources is anything', () => {
  expect(ids(member({ Effect: 'Allow', Action: 's3:PutObject', NotResource: 'arn:aws:s3:::secret/*' }))).toContain('A99');
  expect(ids(member({ Effect: 'Allow', Action: 's3:PutObject', NotResource: '*' }))).not.toContain('A99');
});

test('guests do not get what is denied them, or what hangs on a tag that they never have', () => {
  const guests = (...statements: unknown[]) => ids(guest(policies(...statements)) as any);
  expect(guests(allow('s3:*'))).toContain('A48');
  expect(guests(allow('s3:*'), deny('s3:*'))).not.toContain('A48');
  const team = { 'aws:PrincipalTag/team': 'blue' };
  expect(guests(allow('s3:*'), deny('*', '*', { Condition: { StringNotEquals: team } }))).not.toContain('A48');
  expect(guests(allow('s3:*', '*', { Condition: { StringEquals: team } }))).not.toContain('A48');
  expect(guests(allow('s3:*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }))).toContain('A48');
  expect(guests({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, deny('*'))).not.toContain('A48');
});

test('the page that somebody says to come from keeps nobody out', () => {
  const guests = (Condition: object) => ids(guest(policies(allow('s3:PutObject', '*', { Condition }))) as any);
  expect(guests({ StringLike: { 'aws:Referer': 'https://app.example.org/*' } })).toContain('A48');
  expect(guests({ StringEquals: { 'aws:PrincipalTag/team': 'blue' } })).not.toContain('A48');
});

describe('a trigger', () => {
  const alias = { Alias: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Fn' }, FunctionVersion: '1', Name: 'live' } } };
  const after = (target: unknown, ...statements: unknown[]): Patch => ({
    ...fn('x:Y', { ...open, 'Pool/LambdaConfig': { PostConfirmation: target } }), ...alias, 'FnRole/Policies': policies(...statements),
  }) as any;
  const adding = allow('cognito-idp:AdminAddUserToGroup');

  test('is found by its alias and by its ARN', () => {
    expect(ids(after({ Ref: 'Alias' }, adding))).toContain('A30');
    expect(ids(after({ 'Fn::Sub': '${Fn.Arn}:live' }, adding))).toContain('A30');
    expect(ids(after({ Ref: 'Alias' }, allow('logs:PutLogEvents')))).not.toContain('A30');
    expect(ids(after({ Ref: 'Alias' }, allow('cognito-idp:AdminLinkProviderForUser')))).toContain('A71');
  });

  test('has what all but some actions leave, on anything or on user pools, and not what is denied', () => {
    const rest = (Resource: unknown, NotAction = 'iam:*') => after(fnArn, { Effect: 'Allow', NotAction, Resource });
    expect(ids(rest('*'))).toContain('A30');
    expect(ids(rest('arn:aws:cognito-idp:eu-west-1:123456789012:userpool/x'))).toContain('A30');
    expect(ids(rest('arn:aws:s3:::bucket/*'))).not.toContain('A30');
    expect(ids(rest('*', 'cognito-idp:*'))).not.toContain('A30');
    expect(ids(after(fnArn, allow('cognito-idp:*'), deny('cognito-idp:AdminAddUserToGroup')))).not.toContain('A30');
  });
});

test('a policy variable is one in whatever case', () => {
  const reading = (resource: string) => ids(member(allow('s3:GetObject', resource)));
  expect(reading('arn:aws:s3:::b/${Cognito-Identity.amazonaws.com:SUB}/*')).not.toContain('A56');
  expect(reading('arn:aws:s3:::b/${cognito.amazonaws.com:sub}/*')).toContain('A56');
});

describe('a value of a mapping by region', () => {
  const actions = (Mappings: object) => ids(
    guest(policies(allow({ 'Fn::FindInMap': ['Actions', { Ref: 'AWS::Region' }, 'guests'] }))) as any, { Mappings },
  );
  const row = (guests: string) => ({ guests });

  test('may be that of each region', () => {
    expect(actions({ Actions: { 'us-east-1': row('s3:GetObject'), 'eu-west-1': row('s3:*') } })).toContain('A48');
    expect(actions({ Actions: { 'us-east-1': row('rum:PutRumEvents'), 'eu-west-1': row('polly:DescribeVoices') } })).not.toContain('A48');
  });

  test('is known where it is the same everywhere', () =>
    expect(actions({ Actions: { 'us-east-1': row('s3:*'), 'eu-west-1': row('s3:*') } })).toContain('A48'));
});

test('an import by a name that is not known was not read', () => {
  const importing = (name: unknown) => found(
    { 'Roles/Roles/authenticated': { 'Fn::ImportValue': name } } as any, { Parameters: { Stack: { Type: 'String' } } },
  ).map(({ rule }) => rule);
  expect(importing({ 'Fn::Sub': '${Stack}-role' })).toContain('not-read');
  expect(checkTemplates([{ name: 'template', body: goodTemplate() as any }]).map(({ rule }) => rule)).not.toContain('not-read');
});

const OWN_TENANT = { Condition: { StringEquals: { 'aws:ResourceTag/tenant': '${aws:PrincipalTag/tenant}' } } };
const ANY_TENANT = { Condition: { StringEqualsIfExists: OWN_TENANT.Condition.StringEquals } };

test.each([
  ['A98', 'secretsmanager:GetSecretValue'],
  ['A99', 'dynamodb:PutItem'],
  ['A51', 'secretsmanager:*'],
])('%s is not found for %s on what is tagged as the caller is', (id, action) => {
  expect(ids(member(allow(action, '*', OWN_TENANT)))).not.toContain(id);
  expect(ids(member(allow(action, '*', ANY_TENANT)))).toContain(id);
});

test('leaving the role for a tagged one is leaving it', () =>
  expect(ids(member(allow('sts:AssumeRole', '*', OWN_TENANT)))).toContain('A52'));

test.each([
  ['A51', '*'], ['A52', 'sts:AssumeRole'], ['A53', 'cognito-idp:AdminCreateUser'], ['A54', 'cognito-identity:SetIdentityPoolRoles'],
  ['A31', 'cognito-idp:AdminUpdateUserAttributes'], ['A98', 'kms:PutKeyPolicy'], ['A99', 'sqs:SendMessage'],
])('%s is not found for %s under a condition that no session fulfils', (id, action) => {
  const over = (time: string) => allow(action, '*', { Condition: { DateLessThan: { 'aws:CurrentTime': time } } });
  expect(ids(member(over('2021-01-01T00:00:00Z')))).not.toContain(id);
  expect(ids(member(over('2199-01-01T00:00:00Z')))).toContain(id);
});

test.each([
  ['with an access list', { StringEquals: { 's3:x-amz-acl': 'private' } }],
  ['encrypted', { Null: { 's3:x-amz-server-side-encryption': 'false' } }],
])('guests who may write %s write', (_, Condition) => {
  const writes = (Resource: string) => ids(guest(policies(allow('s3:PutObject', Resource, { Condition }))));
  expect(writes('arn:aws:s3:::photos/*')).toContain('A48');
  expect(writes('arn:aws:s3:::photos/${cognito-identity.amazonaws.com:sub}/*')).not.toContain('A48');
});

test('guests who may not write without encryption write with it', () => {
  const unencrypted = deny('s3:PutObject', '*', { Condition: { Null: { 's3:x-amz-server-side-encryption': 'true' } } });
  const writes = (...more: unknown[]) => ids(guest(policies(allow('s3:PutObject', 'arn:aws:s3:::photos/*'), ...more)));
  expect(writes(unencrypted)).toContain('A48');
  expect(writes(unencrypted, deny('s3:PutObject'))).not.toContain('A48');
});
