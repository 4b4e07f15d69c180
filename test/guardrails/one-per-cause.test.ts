import { goodTemplate, Patch, patched } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';

const AMR = 'AssumeRolePolicyDocument/Statement/0/Condition/ForAnyValue:StringLike/cognito-identity.amazonaws.com:amr';
const AUD = 'AssumeRolePolicyDocument/Statement/0/Condition/StringEquals/cognito-identity.amazonaws.com:aud';
const allow = (Action: string | string[], Resource: unknown = '*') => [{ PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] } }];
const GUEST = {
  'Identities/AllowUnauthenticatedIdentities': true,
  'Roles/Roles/unauthenticated': { 'Fn::GetAtt': ['Guest', 'Arn'] },
};
const guest = (policies: unknown): Patch => ({
  ...GUEST,
  Guest: {
    Type: 'AWS::IAM::Role',
    Properties: {
      Policies: policies,
      AssumeRolePolicyDocument: JSON.parse(JSON.stringify(goodTemplate().Resources.Member.Properties.AssumeRolePolicyDocument).replace('"authenticated"', '"unauthenticated"')),
    },
  },
});
const found = (patch: Patch, resource: string) => checkTemplates([{ name: 'T', body: patched(patch) }]).filter(finding => finding.resource === resource);
const rules = (patch: Patch, resource: string) => found(patch, resource).map(({ rule }) => rule);

test.each<[string, Patch, string, string, string[]]>([
  ['a role for guests and members', { [`Member/${AMR}`]: ['authenticated', 'unauthenticated'] }, 'Member', 'trust-amr-both', ['A38', 'A39']],
  ['a foreign audience beside our own', { [`Member/${AUD}`]: [{ Ref: 'Identities' }, 'eu-west-1:x'] }, 'Member', 'trust-audience-foreign', ['A36', 'A40']],
  ['a whole service on anything', { 'Member/Policies': allow('s3:*') }, 'Member', 'signed-in-role-wildcards', ['A51', 'A55', 'A100']],
  ['the whole identity service', { 'Member/Policies': allow('cognito-identity:*') }, 'Member', 'role-administers-identities', ['A54', 'A66', 'A51']],
  ['patterns that change code', { 'Member/Policies': allow('lambda:Update*') }, 'Member', 'dangerous-on-anything', ['A98', 'A99']],
  ['guests that write everything', guest(allow('s3:PutObject', 'arn:aws:s3:::b/*')), 'Guest', 'guest-role-writes', ['A48', 'A49']],
])('%s is found once, and stands for all entries', (_what, patch, resource, rule, catalogue) => {
  const findings = found(patch, resource);
  expect(findings.map(finding => finding.rule)).toEqual([rule]);
  expect([...findings[0].catalogue].sort()).toEqual([...catalogue].sort());
});

test.each<[string, Patch, string, string[]]>([
  ['a whole service, and all of a bucket', { 'Member/Policies': [...allow('sqs:*'), ...allow('s3:GetObject', 'arn:aws:s3:::b/*')] }, 'Member', ['signed-in-role-wildcards', 'role-not-per-identity']],
  ['code, and data by another pattern', { 'Member/Policies': allow(['lambda:UpdateFunctionCode', 'sqs:SendMessage']) }, 'Member', ['dangerous-on-anything', 'writes-on-anything']],
  ['guests that write and read', guest(allow(['s3:PutObject', 's3:GetObject'], 'arn:aws:s3:::b/*')), 'Guest', ['guest-role-writes', 'guest-reads-everything']],
])('several causes are found each: %s', (_what, patch, resource, expected) => {
  expect(rules(patch, resource).sort()).toEqual([...expected].sort());
});

test('a provider without a mapping is found once where another one denies, and for itself elsewhere', () => {
  const google = { 'Identities/SupportedLoginProviders': { 'accounts.google.com': 'app' } };
  const [denied] = [patched(google)].map(body => checkTemplates([{ name: 'T', body }]));
  expect(denied.map(({ rule }) => rule)).toEqual(['client-without-mapping']);
  expect(denied[0].catalogue).toEqual(['A22', 'A62']);
  const open = patched({ ...google, 'Roles/RoleMappings/web/AmbiguousRoleResolution': 'AuthenticatedRole' });
  expect(checkTemplates([{ name: 'T', body: open }]).map(({ rule }) => rule)).toContain('social-login-without-mapping');
});

test('clients that fall back to the same role are one finding', () => {
  const body = patched({ 'Member/Policies': allow('s3:GetObject', 'arn:aws:s3:::b/*'), 'Roles/RoleMappings/web/AmbiguousRoleResolution': 'AuthenticatedRole' });
  body.Resources.Roles.Properties.RoleMappings.app = { ...body.Resources.Roles.Properties.RoleMappings.web, IdentityProvider: 'accounts.google.com' };
  const fallbacks = checkTemplates([{ name: 'T', body }]).filter(({ rule }) => rule === 'fallback-role-privileged');
  expect(fallbacks.map(({ message }) => message)).toEqual([expect.stringMatching(/^whoever matches nothing in .*, accounts\.google\.com gets Member/)]);
});
