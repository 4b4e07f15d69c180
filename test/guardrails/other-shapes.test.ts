import { Patch, patched, trust } from './good-template';
import { reviewTemplates } from '../../src/guardrails/check';
import { TemplateBody } from '../../src/template/text/load';

// Shapes of the same kinds as the cases that were given, which other spellings, operators and resources have.

const reviewed = (patch: Patch, more: Partial<TemplateBody> = {}, place = {}) =>
  reviewTemplates([{ name: 'template', body: { ...patched(structuredClone(patch)), ...more } as TemplateBody, ...place }]).findings;
const found = (patch: Patch, more: Partial<TemplateBody> = {}, place = {}) => reviewed(patch, more, place).map(({ rule }) => rule);
const allow = (Action: unknown, Resource: unknown, more = {}) => ({ Effect: 'Allow', Action, Resource, ...more });
const policies = (...Statement: unknown[]) => [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement } }];
const member = (...statements: unknown[]) => ({ 'Member/Policies': policies(...statements) });
const SUB = '${cognito-identity.amazonaws.com:sub}';

describe('a trust policy', () => {
  const amr = { 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' } };
  const statement = (more: object) => ({
    Effect: 'Allow',
    Principal: { Federated: 'cognito-identity.amazonaws.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
    ...more,
  });
  const trusts = (...Statement: unknown[]) =>
    found({ 'Member/AssumeRolePolicyDocument': JSON.parse(JSON.stringify({ Version: '2012-10-17', Statement })) });
  const good = { Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': { Ref: 'Identities' } }, ...amr } };

  test('that lets in all but a few lets in strangers', () => {
    expect(trusts(statement({
      Principal: undefined,
      NotPrincipal: { Federated: 'accounts.google.com' },
      Condition: amr,
    }))).toContain('trust-without-audience');
    expect(trusts(statement(good), statement({
      Effect: 'Deny',
      Principal: undefined,
      NotPrincipal: { Federated: 'cognito-identity.amazonaws.com' },
    })))
      .not.toContain('trust-without-audience');
  });

  test('that names another provider in the same list is for others too', () => {
    const both = { Federated: ['cognito-identity.amazonaws.com', 'accounts.google.com'] };
    expect(trusts(statement({ ...good, Principal: both }))).toContain('trust-others-too');
    expect(trusts(statement({
      ...good,
      Principal: { Federated: ['cognito-identity.amazonaws.com'] },
    }))).not.toContain('trust-others-too');
  });

  test('for everybody with both conditions is read without a fault', () => expect(trusts(statement({
    ...good,
    Principal: '*',
  }))).not.toContain('role-unusable'));

  test('with an operator that IAM does not have is refused', () => {
    const misspelt = { Condition: { StringEqual: { 'cognito-identity.amazonaws.com:aud': { Ref: 'Identities' } }, ...amr } };
    expect(reviewed({ 'Member/AssumeRolePolicyDocument': { Version: '2012-10-17', Statement: [statement(misspelt)] } }))
      .toContainEqual(expect.objectContaining({
        rule: 'role-unusable',
        severity: 'high',
        message: expect.stringContaining('StringEqual, which is no condition operator'),
      }));
    const lower = {
      Condition: {
        stringequals: { 'cognito-identity.amazonaws.com:aud': { Ref: 'Identities' } },
        ...amr,
        Null: { 'cognito-identity.amazonaws.com:sub': 'false' },
      },
    };
    expect(trusts(statement(lower))).not.toContain('role-unusable');
  });

  test.each<[string, string, boolean]>([
    ['commercial', 'us-gov-west-1', true], ['commercial', 'cn-north-1', true], ['commercial', 'eu-central-1', false],
    ['GovCloud', 'us-east-1', true], ['GovCloud', 'us-gov-west-1', false],
  ])('of the %s partition in %s: wrong is %s', (partition, region, wrong) => {
    const document: any = trust('authenticated');
    const own = partition === 'GovCloud' ? JSON.parse(JSON.stringify(document).replaceAll('cognito-identity.amazonaws',
      'cognito-identity-us-gov.amazonaws')) : document;
    expect(reviewed({ 'Member/AssumeRolePolicyDocument': own }, {}, { region }).some(({ rule, severity, resource }) =>
      rule === 'trust-wrong-partition' && severity === 'high' && resource === 'Member')).toBe(wrong);
  });

  test('by an id that a parameter only holds the place for is for no stranger', () => {
    const id = 'us-east-1:00000000-0000-0000-0000-000000000000';
    const document = (aud: unknown) => JSON.parse(JSON.stringify(trust('authenticated')).replace('{"Ref":"Identities"}',
      JSON.stringify(aud)));
    const Parameters = { Id: { Type: 'String', Default: id } };
    expect(found({ 'Member/AssumeRolePolicyDocument': document({ Ref: 'Id' }) },
      { Parameters })).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(trust-audience-foreign|role-unusable)$/)]));
    expect(found({ 'Member/AssumeRolePolicyDocument': document(id) })).toContain('trust-audience-foreign');
  });
});

describe('principal tags', () => {
  const tags = (more: object) => found({
    Tags: {
      Type: 'AWS::Cognito::IdentityPoolPrincipalTag',
      Properties: {
        IdentityPoolId: { Ref: 'Identities' },
        IdentityProviderName: { 'Fn::GetAtt': ['Pool', 'ProviderName'] },
        ...more,
      },
    },
  }).includes('tag-session-missing');

  test.each<[string, object, boolean]>([
    ['of a claim', { PrincipalTags: { team: 'cognito:groups' } }, true],
    ['by default', { UseDefaults: true }, true],
    ['of nothing', { PrincipalTags: {} }, false],
    ['switched off', { UseDefaults: 'false' }, false],
  ])('%s have to be allowed: %s', (_name, more, needed) => expect(tags(more)).toBe(needed));
});

describe('own data', () => {
  const TABLE = 'arn:aws:dynamodb:us-east-1:123456789012:table/notes';
  const keys = (operator: string, actions: string[]) => found(member(allow(actions, TABLE,
    { Condition: { [operator]: { 'dynamodb:LeadingKeys': [SUB] } } })));

  test('is not kept to where one own key lets others through', () => {
    expect(keys('ForAnyValue:StringEquals', ['dynamodb:BatchGetItem'])).toContain('own-data-is-not');
    expect(keys('ForAnyValue:StringEquals', ['dynamodb:BatchWriteItem'])).toContain('own-data-is-not');
    expect(keys('ForAllValues:StringEquals', ['dynamodb:BatchGetItem', 'dynamodb:BatchWriteItem'])).not.toContain('own-data-is-not');
  });

  test('is not what is left by everything but the own', () => {
    expect(found(member({
      Effect: 'Allow',
      Action: 's3:GetObject',
      NotResource: `arn:aws:s3:::notes/${SUB}/*`,
    }))).toContain('own-data-is-not');
    expect(found(member(allow('s3:GetObject', `arn:aws:s3:::notes/${SUB}/*`)))).not.toContain('own-data-is-not');
  });
});

describe('anything', () => {
  test.each([
    ['arn:aws:dynamodb:*:*:table/*', 'dynamodb:PutItem'], ['arn:aws:lambda:us-east-1:123456789012:function:*', 'lambda:InvokeFunction'],
    ['arn:aws:s3:::*/*', 's3:PutObject'], ['arn:aws:sqs:us-east-1:123456789012:*', 'sqs:SendMessage'],
  ])('is %s too', (resource, action) => expect(found(member(allow(action, resource)))).toContain('writes-on-anything'));

  test('is everything of a kind in the stack\'s own account', () =>
    expect(found(member(allow('sqs:SendMessage',
      { 'Fn::Sub': 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:*' })))).toContain('writes-on-anything'));

  test.each([
    ['arn:aws:dynamodb:us-east-1:123456789012:table/notes', 'dynamodb:PutItem'], ['arn:aws:s3:::notes/*', 's3:PutObject'],
    ['arn:aws:sqs:us-east-1:123456789012:jobs-*', 'sqs:SendMessage'],
  ])('is not %s', (resource, action) => expect(found(member(allow(action, resource)))).not.toContain('writes-on-anything'));

  test.each([
    'appsync:UpdateResolver', 'cloudfront:UpdateFunction', 'sagemaker:CreateNotebookInstance', 'datapipeline:PutPipelineDefinition',
    'rds-db:connect', 'appsync:ListApiKeys', 'logs:PutResourcePolicy', 's3:PutAccountPublicAccessBlock', 'LAMBDA:updatefunctioncode',
    '*:PutKeyPolicy',
    'kms:Put????????y',
  ])('%s on it takes over the account', action => expect(found(member(allow(action, '*')))).toContain('dangerous-on-anything'));

  test.each(['kms:GenerateDataKeyPair', 'kms:GenerateDataKeyPairWithoutPlaintext', 'glue:GetQuery',
    'entityresolution:UseWorkflow'])('%s on it does not', action => {
    const rules = found(member(allow(action, '*')));
    expect(rules).not.toContain('dangerous-on-anything');
    if (action.startsWith('kms')) expect(rules).not.toContain('writes-on-anything');
  });
});

describe('a managed policy that is written out nowhere', () => {
  const managed = (role: string, ...arns: unknown[]) => found({ [`${role}/ManagedPolicyArns`]: arns });

  test.each<[string, unknown]>([
    ['of AWS', 'arn:aws:iam::aws:policy/ReadOnlyAccess'],
    ['of AWS in any partition', { 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/job-function/ViewOnlyAccess' }],
    ['of the account', 'arn:aws:iam::123456789012:policy/mine'],
  ])('%s was not read', (_name, arn) => expect(managed('Member', arn)).toContain('not-read'));

  test.each(['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
    'arn:aws:iam::aws:policy/AmazonEC2FullAccess'])('%s was, or says what it does', arn =>
    expect(managed('Member', arn)).not.toContain('not-read'));
});

describe('conditions', () => {
  const Parameters = { Stage: { Type: 'String' }, Kind: { Type: 'String' } };
  const Conditions = {
    Prod: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
    Turned: { 'Fn::Equals': ['prod', { Ref: 'Stage' }] },
    NotProd: { 'Fn::Not': [{ Condition: 'Prod' }] },
    Big: { 'Fn::Equals': [{ Ref: 'Kind' }, 'big'] },
  };
  const twice = (one: string, other: string) => {
    const { Roles } = patched({}).Resources;
    return found({ Roles: { ...Roles, Condition: one }, More: { ...structuredClone(Roles), Condition: other } }, {
      Parameters,
      Conditions,
    }).includes('attachment-twice');
  };

  test.each<[string, string, boolean]>([['Turned', 'NotProd', false], ['Prod', 'NotProd', false], ['Prod', 'Turned', true], ['Turned',
    'Big', true]])(
    '%s and %s hold together: %s', (one, other, together) => expect(twice(one, other)).toBe(together));
});

describe('the feature plan', () => {
  const plan = (UserPoolTier: string, patch: Patch) => found({
    'Pool/UserPoolTier': UserPoolTier,
    ...patch,
  }).includes('plan-lacks-feature');
  const risks = {
    Risks: {
      Type: 'AWS::Cognito::UserPoolRiskConfigurationAttachment',
      Properties: {
        UserPoolId: { Ref: 'Pool' },
        ClientId: 'ALL',
      },
    },
  };
  const custom = {
    'Pool/UserPoolAddOns': {
      AdvancedSecurityMode: 'OFF',
      AdvancedSecurityAdditionalFlows: { CustomAuthMode: 'ENFORCED' },
    },
  };
  const choice = { 'Client/ExplicitAuthFlows': ['ALLOW_USER_AUTH'] };

  test.each<[string, Patch, string, boolean]>([
    ['a risk configuration', risks, 'ESSENTIALS', true], ['a risk configuration', risks, 'LITE', true], ['a risk configuration', risks,
      'PLUS', false],
    ['threat protection of custom sign-in', custom, 'ESSENTIALS', true], ['threat protection of custom sign-in', custom, 'PLUS', false],
    ['sign-in by choice', choice, 'LITE', true], ['sign-in by choice', choice, 'ESSENTIALS', false],
  ])('%s %j on %s is refused: %s', (_name, patch, tier, refused) => expect(plan(tier, patch)).toBe(refused));
});

test.each<[string, boolean]>([['SAML', false], ['Facebook', false], ['LoginWithAmazon', false], ['Google', true], ['OIDC', true],
  ['SignInWithApple', true]])(
  'a flag for the e-mail address is asked of %s: %s', (ProviderType, asked) => {
    const Idp = {
      Type: 'AWS::Cognito::UserPoolIdentityProvider',
      Properties: {
        UserPoolId: { Ref: 'Pool' },
        ProviderName: 'corp',
        ProviderType,
        ProviderDetails: {},
        AttributeMapping: { email: 'mail' },
      },
    };
    expect(found({ Idp }).includes('provider-email-unverified')).toBe(asked);
  });

test('a login without client is an outage, and is not called undefined', () => {
  const findings = reviewed({ 'Identities/CognitoIdentityProviders': [{ ProviderName: { 'Fn::GetAtt': ['Pool', 'ProviderName'] } }] });
  expect(findings).toContainEqual(expect.objectContaining({ rule: 'nobody-signs-in', severity: 'high' }));
  expect(findings.map(({ message }) => message).join()).not.toContain('undefined');
});
