import { Patch, patched, trust } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';
import { factsOf } from '../../src/guardrails/private/facts/facts';

const getAtt = (id: string, attribute: string) => ({ 'Fn::GetAtt': [id, attribute] });
const sub = (text: string) => ({ 'Fn::Sub': text });
const part = (index: number, separator: string, text: unknown) => ({ 'Fn::Select': [index, { 'Fn::Split': [separator, text] }] });
const found = (patch: Patch, place: { region?: string } = {}) =>
  checkTemplates([{ name: 'template', body: patched(structuredClone(patch)), ...place }]).map(({ rule }) => rule);

describe('the provider of principal tags is the same in', () => {
  const tagged = (provider: unknown, region?: string) => found({
    'Client/WriteAttributes': ['email', 'custom:plan'],
    'Roles/RoleMappings': undefined,
    'Tags': {
      Type: 'AWS::Cognito::IdentityPoolPrincipalTag',
      Properties: { IdentityPoolId: { Ref: 'Identities' }, IdentityProviderName: provider, PrincipalTags: { plan: 'custom:plan' } },
    },
  }, { region }).includes('rule-claim-writable');

  test.each<[string, unknown]>([
    ['an attribute', getAtt('Pool', 'ProviderName')],
    ['an attribute in text', sub('${Pool.ProviderName}')],
    ['text', sub('cognito-idp.${AWS::Region}.amazonaws.com/${Pool}')],
    ['text with the suffix', sub('cognito-idp.${AWS::Region}.${AWS::URLSuffix}/${Pool}')],
    ['text with the id as an attribute', sub('cognito-idp.${AWS::Region}.amazonaws.com/${Pool.UserPoolId}')],
    [
      'joined text',
      { 'Fn::Join': ['/', [{ 'Fn::Join': ['.', ['cognito-idp', { Ref: 'AWS::Region' }, 'amazonaws.com']] }, { Ref: 'Pool' }]] },
    ],
    ['text with a region', sub('cognito-idp.eu-central-1.amazonaws.com/${Pool}')],
    ['its URL, cut', part(1, '//', getAtt('Pool', 'ProviderURL'))],
    ['parts that are put together again', { 'Fn::Join': ['/', { 'Fn::Split': ['/', getAtt('Pool', 'ProviderName')] }] }],
  ])('%s', (_name, provider) => {
    expect(tagged(provider)).toBe(true);
    expect(tagged(provider, 'eu-central-1')).toBe(true);
  });

  test.each<[string, unknown]>([
    ['another region', sub('cognito-idp.us-west-2.amazonaws.com/${Pool}')],
    ['another client', sub('cognito-idp.${AWS::Region}.amazonaws.com/${Client}')],
    ['a longer name', sub('cognito-idp.${AWS::Region}.amazonaws.com/${Pool}-old')],
    ['a URL', getAtt('Pool', 'ProviderURL')],
  ])('but not in %s', (_name, provider) => expect(tagged(provider, 'eu-central-1')).toBe(false));
});

describe('an app client belongs to the user pool', () => {
  const writable = (pool: unknown) =>
    found({ 'Other/UserPoolId': pool, 'Other/WriteAttributes': ['custom:plan'] }).includes('rule-claim-writable');

  test.each<[string, unknown]>([
    ['cut out of its provider name', part(1, '/', getAtt('Pool', 'ProviderName'))],
    ['cut out of its URL', part(3, '/', getAtt('Pool', 'ProviderURL'))],
    ['cut out of its ARN', part(1, '/', getAtt('Pool', 'Arn'))],
    ['cut twice', part(1, '/', part(5, ':', getAtt('Pool', 'Arn')))],
    ['cut out of text', part(1, '/', sub('cognito-idp.${AWS::Region}.${AWS::URLSuffix}/${Pool}'))],
    ['one of several that another stack gives', part(1, '||', { 'Fn::Join': ['||', [{ Ref: 'Client' }, { Ref: 'Pool' }]] })],
    ['in another attribute', getAtt('Pool', 'UserPoolId')],
  ])('%s', (_name, pool) => expect(writable(pool)).toBe(true));

  test.each<[string, unknown]>([
    ['cut where its id may be', part(0, '_', { Ref: 'Pool' })],
    ['cut elsewhere', part(0, '/', getAtt('Pool', 'ProviderName'))],
    ['behind the end', part(2, '/', getAtt('Pool', 'ProviderName'))],
    ['out of what is looked up', part(1, '/', sub('{{resolve:ssm:/pools}}/${Pool}'))],
    ['at nothing', part(0, '', { Ref: 'Pool' })],
  ])('but not %s', (_name, pool) => expect(writable(pool)).toBe(false));
});

describe('a role is the same by name', () => {
  const writes = {
    PolicyName: 'writes', PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::photos/*' }] },
  };
  const guests: Patch = {
    'Identities/AllowUnauthenticatedIdentities': true,
    'Roles/Roles/unauthenticated': getAtt('Guest', 'Arn'),
    'Guest': { Type: 'AWS::IAM::Role', Properties: { RoleName: 'visitors', AssumeRolePolicyDocument: trust('unauthenticated') } },
  };
  const canWrite = (patch: Patch) => found({ ...guests, ...patch }).includes('guest-role-writes');
  const policy = (type: string, names: object) => ({ Writes: { Type: `AWS::IAM::${type}`, Properties: { ...writes, ...names } } });

  test.each<[string, Patch]>([
    ['in an inline policy', policy('RolePolicy', { RoleName: 'visitors' })],
    ['in text', policy('RolePolicy', { RoleName: sub('visitors') })],
    ['in a policy for several', policy('Policy', { Roles: ['others', 'visitors'] })],
    ['in a managed policy', policy('ManagedPolicy', { Roles: ['visitors'] })],
    ['cut out of its ARN', policy('Policy', { Roles: [part(1, '/', part(5, ':', getAtt('Guest', 'Arn')))] })],
    [
      'with the name of the stack',
      { ...policy('RolePolicy', { RoleName: sub('${AWS::StackName}-guest') }), 'Guest/RoleName': sub('${AWS::StackName}-guest') },
    ],
    ['with a parameter', {
      ...policy('RolePolicy', { RoleName: { 'Fn::Join': ['-', [{ Ref: 'Stage' }, 'guest']] } }),
      'Guest/RoleName': sub('${Stage}-guest'),
    }],
    ['as a text with a reference', policy('RolePolicy', { RoleName: sub('${Guest}') })],
    ['where the ARN of the managed policy is text', {
      ...policy('ManagedPolicy', { ManagedPolicyName: 'guest-writes' }),
      'Guest/ManagedPolicyArns': [
        sub('arn:aws:iam::${AWS::AccountId}:policy/guest-writes'),
      ],
    }],
  ])('%s', (_name, patch) => expect(canWrite(patch)).toBe(true));

  test.each<[string, Patch]>([
    ['of another role', policy('RolePolicy', { RoleName: 'others' })],
    ['in another case', policy('RolePolicy', { RoleName: 'Visitors' })],
    ['with more behind it', policy('RolePolicy', { RoleName: sub('${Guest}-old') })],
  ])('but not %s', (_name, patch) => expect(canWrite(patch)).toBe(false));

  const attached = (patch: Patch) => factsOf(
    [{ name: 'template', account: '111122223333', body: patched(structuredClone({ ...guests, ...patch })) }], () => false,
  )
    .roles.find(({ id }) => id === 'Guest')!.uses.length > 0;

  test.each<[string, unknown]>([
    ['with an account', 'arn:aws:iam::111122223333:role/visitors'],
    ['with the account of the stack', sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:role/visitors')],
    ['with a reference', sub('arn:aws:iam::${AWS::AccountId}:role/${Guest}')],
  ])('is attached by its ARN as text %s', (_name, arn) => expect(attached({ 'Roles/Roles/unauthenticated': arn })).toBe(true));

  test.each<[string, Patch]>([
    ['another account', { 'Roles/Roles/unauthenticated': 'arn:aws:iam::999999999999:role/visitors' }],
    ['a path that it does not have', { 'Roles/Roles/unauthenticated': 'arn:aws:iam::111122223333:role/app/visitors' }],
    ['none where it has a path', { 'Roles/Roles/unauthenticated': 'arn:aws:iam::111122223333:role/visitors', 'Guest/Path': '/app/' }],
  ])('is not attached by an ARN with %s', (_name, patch) => expect(attached(patch)).toBe(false));

  test('and its path, where the ARN has it', () => {
    expect(attached({ 'Roles/Roles/unauthenticated': 'arn:aws:iam::111122223333:role/app/visitors', 'Guest/Path': '/app/' })).toBe(true);
  });
});

test('of roles that are called the same in several accounts, a policy is for the one of its own', () => {
  const template = (name: string, account: string, policy: boolean) => ({
    name,
    account,
    body: patched({
      'Identities/AllowUnauthenticatedIdentities': true,
      'Roles/Roles/unauthenticated': getAtt('Guest', 'Arn'),
      'Guest': { Type: 'AWS::IAM::Role', Properties: { RoleName: 'visitors', AssumeRolePolicyDocument: trust('unauthenticated') } },
      ...policy && {
        Writes: {
          Type: 'AWS::IAM::RolePolicy',
          Properties: {
            RoleName: 'visitors',
            PolicyName: 'w',
            PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::photos/*' }] },
          },
        },
      },
    }),
  });
  const findings = checkTemplates([template('dev', '111111111111', false), template('prod', '222222222222', true)]);
  expect(findings.filter(({ rule }) => rule === 'guest-role-writes').map(({ template: name }) => name)).toEqual(['prod']);
});

describe('two attachments of one identity pool', () => {
  const twice = (pool: unknown) => found({
    Second: { Type: 'AWS::Cognito::IdentityPoolRoleAttachment', Properties: { IdentityPoolId: pool, Roles: {} } },
  })
    .includes('attachment-twice');

  test.each<[string, unknown]>([
    ['by reference', { Ref: 'Identities' }], ['by attribute', getAtt('Identities', 'Id')], ['in text', sub('${Identities}')],
    ['in text by attribute', sub('${Identities.Id}')], ['joined', { 'Fn::Join': ['', [{ Ref: 'Identities' }]] }],
  ])('are found %s', (_name, pool) => expect(twice(pool)).toBe(true));

  test(
    'are not found where the second is for another pool',
    () => expect(twice('eu-central-1:11111111-2222-3333-4444-555555555555')).toBe(false),
  );
});
