import { goodTemplate, Patch, patched } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';

const AMR = 'AssumeRolePolicyDocument/Statement/0/Condition/ForAnyValue:StringLike/cognito-identity.amazonaws.com:amr';
const AUD = 'AssumeRolePolicyDocument/Statement/0/Condition/StringEquals/cognito-identity.amazonaws.com:aud';
const allow = (Action: string | string[], Resource: unknown = '*') =>
  [{ PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] } }];
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
      AssumeRolePolicyDocument: JSON.parse(JSON.stringify(goodTemplate().Resources.Member.Properties.AssumeRolePolicyDocument).replace(
        '"authenticated"', '"unauthenticated"',
      )),
    },
  },
});
const found = (patch: Patch, resource: string) =>
  checkTemplates([{ name: 'T', body: patched(patch) }]).filter(finding => finding.resource === resource);
const rules = (patch: Patch, resource: string) => found(patch, resource).map(({ rule }) => rule);

test.each<[string, Patch, string, string, string[]]>([
  [
    'a role for guests and members', { [`Member/${AMR}`]: ['authenticated', 'unauthenticated'] }, 'Member', 'trust-amr-both',
    ['A38', 'A39'],
  ],
  [
    'a foreign audience beside our own', { [`Member/${AUD}`]: [{ Ref: 'Identities' }, 'eu-west-1:x'] }, 'Member', 'trust-audience-foreign',
    ['A36', 'A40'],
  ],
  ['a whole service on anything', { 'Member/Policies': allow('s3:*') }, 'Member', 'signed-in-role-wildcards', ['A51', 'A55', 'A100']],
  [
    'the whole identity service', { 'Member/Policies': allow('cognito-identity:*') }, 'Member', 'role-administers-identities',
    ['A54', 'A66', 'A51'],
  ],
  ['patterns that change code', { 'Member/Policies': allow('lambda:Update*') }, 'Member', 'dangerous-on-anything', ['A98', 'A99']],
  ['guests that write everything', guest(allow('s3:PutObject', 'arn:aws:s3:::b/*')), 'Guest', 'guest-role-writes', ['A48', 'A49']],
])('%s is found once, and stands for all entries', (_what, patch, resource, rule, catalogue) => {
  const findings = found(patch, resource);
  expect(findings.map(finding => finding.rule)).toEqual([rule]);
  expect([...findings[0].catalogue].sort()).toEqual([...catalogue].sort());
});

test.each<[string, Patch, string, string[]]>([
  [
    'a whole service, and all of a bucket', { 'Member/Policies': [...allow('sqs:*'), ...allow('s3:GetObject', 'arn:aws:s3:::b/*')] },
    'Member', ['signed-in-role-wildcards', 'role-not-per-identity'],
  ],
  [
    'code, and data by another pattern', { 'Member/Policies': allow(['lambda:UpdateFunctionCode', 'sqs:SendMessage']) }, 'Member',
    ['dangerous-on-anything', 'writes-on-anything'],
  ],
  [
    'guests that write and read', guest(allow(['s3:PutObject', 's3:GetObject'], 'arn:aws:s3:::b/*')), 'Guest',
    ['guest-role-writes', 'guest-reads-everything'],
  ],
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
  const body = patched({
    'Member/Policies': allow('s3:GetObject', 'arn:aws:s3:::b/*'), 'Roles/RoleMappings/web/AmbiguousRoleResolution': 'AuthenticatedRole',
  });
  body.Resources.Roles.Properties.RoleMappings.app = {
    ...body.Resources.Roles.Properties.RoleMappings.web, IdentityProvider: 'accounts.google.com',
  };
  const fallbacks = checkTemplates([{ name: 'T', body }]).filter(({ rule }) => rule === 'fallback-role-privileged');
  expect(fallbacks.map(({ message }) => message))
    .toEqual([expect.stringMatching(/^whoever matches nothing in .*, accounts\.google\.com gets Member/)]);
});

describe('an address that counts before it is verified', () => {
  const RULE = 'Roles/RoleMappings/web/RulesConfiguration/Rules/0';
  const open = { 'Pool/UserAttributeUpdateSettings': undefined };
  const all = (patch: Patch) =>
    checkTemplates([{ name: 'T', body: patched(patch) }]).map(({ rule, resource, catalogue }) => [rule, resource, catalogue.join(' ')]);

  test('is found at the pool where nothing goes by it', () => expect(all(open)).toEqual([['contact-change-unverified', 'Pool', 'A73']]));
  test('is found once, at the rule that goes by it', () => {
    expect(all({ ...open, [`${RULE}/Claim`]: 'email' })).toEqual([['rule-claim-contact', 'Roles', 'A07 A73']]);
  });
  test('is found at the pool for the other address', () => {
    const both = {
      ...open,
      'Pool/UsernameAttributes': ['email', 'phone_number'],
      'Pool/AutoVerifiedAttributes': ['email', 'phone_number'],
      [`${RULE}/Claim`]: 'email',
    };
    const findings = checkTemplates([{ name: 'T', body: patched(both) }]);
    expect(findings.map(({ rule }) => rule).sort()).toEqual(['contact-change-unverified', 'rule-claim-contact']);
    expect(findings.find(({ rule }) => rule === 'contact-change-unverified')!.message)
      .toBe('phone_number in Pool can be changed without being verified first');
  });
  test('is not said of one that a provider fills in', () => {
    const Idp = {
      Type: 'AWS::Cognito::UserPoolIdentityProvider',
      Properties: { UserPoolId: { Ref: 'Pool' }, ProviderName: 'corp', ProviderType: 'SAML', AttributeMapping: { email: 'mail' } },
    };
    expect(found({ Idp, [`${RULE}/Claim`]: 'email' }, 'Roles').find(({ rule }) => rule === 'rule-claim-contact')!.catalogue)
      .toEqual(['A07']);
  });
});

describe('what the session policy of guests leaves out', () => {
  const said = (actions: string | string[]) =>
    found(guest(allow(actions)), 'Guest').map(({ rule, catalogue, fix }) => ({ rule, catalogue, fix }));

  test('is found for itself where it only reads', () => {
    expect(said('bedrock:ListFoundationModels')).toEqual([{ rule: 'guest-grant-dead', catalogue: ['A50'], fix: 'Remove the grant.' }]);
  });
  test('is found once where it writes, with both fixes', () => {
    expect(said('ec2:TerminateInstances')).toEqual([
      {
        rule: 'guest-role-writes',
        catalogue: ['A48', 'A50', 'A99'],
        fix: expect.stringMatching(/^Give guests only .* Remove ec2:TerminateInstances in any case: /),
      },
    ]);
  });
  test('is found for each where different grants write and are useless', () => {
    expect(said(['sqs:SendMessage', 'bedrock:ListFoundationModels']).map(({ rule, catalogue }) => [rule, catalogue.join()]))
      .toEqual([['guest-role-writes', 'A48,A99'], ['guest-grant-dead', 'A50']]);
  });
});
