import { AMR, CONDITION, guest } from './case-parts';
import { Patch, patched } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';

// Who asks is known as far as the role goes: its ARN, its account, and whether guests or people who signed in have it.

const OURS = '111122223333';
const allow = (Action: unknown, Condition?: object) => ({ Effect: 'Allow', Action, Resource: '*', ...Condition && { Condition } });
const deny = (Condition: object) => ({ Effect: 'Deny', Action: '*', Resource: '*', Condition });
const policies = (...Statement: unknown[]): any => [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement } }];
const ids = (patch: Patch, account?: string) => checkTemplates([
  { name: 'T', body: patched({ ...patch }), ...account === undefined ? {} : { account } },
]).flatMap(({ catalogue }) => catalogue);
const member = (statements: unknown[], more: Patch = {}, account?: string) =>
  ids({ 'Member/Policies': policies(...statements), ...more }, account);
const att = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const sub = (text: string) => ({ 'Fn::Sub': text });

const ACTIONS: [string, string][] = [
  ['A51', 'sqs:*'], ['A52', 'sts:AssumeRole'], ['A53', 'cognito-idp:AdminCreateUser'], ['A54', 'cognito-identity:SetIdentityPoolRoles'],
  ['A98', 'kms:PutKeyPolicy'], ['A99', 'dynamodb:PutItem'],
];

describe.each(ACTIONS)('%s of %s', (id, action) => {
  const denied = (condition: object, more?: Patch, account?: string) =>
    !member([allow(action), deny(condition)], more, account).includes(id);
  const never = (condition: object) => !member([allow(action, condition)]).includes(id);

  test.each<[string, object, boolean]>([
    ['everybody but the role itself', { ArnNotLike: { 'aws:PrincipalArn': att('Member') } }, false],
    ['everybody but the role and another', { ArnNotLike: { 'aws:PrincipalArn': [att('Gold'), att('Member')] } }, false],
    [
      'everybody but the role, by its name',
      { ArnNotEquals: { 'aws:PrincipalArn': sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${Member}') } }, false,
    ],
    ['everybody but the role, as text', { StringNotEquals: { 'aws:PrincipalArn': att('Member') } }, false],
    ['everybody but the roles of the account', { ArnNotLike: { 'aws:PrincipalArn': sub('arn:aws:iam::${AWS::AccountId}:role/*') } }, false],
    ['everybody but roles', { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } }, false],
    ['everybody but roles that may be called so', { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/App-*' } }, false],
    ['another role', { ArnLike: { 'aws:PrincipalArn': att('Gold') } }, false],
    ['everybody outside of the account', { StringNotEquals: { 'aws:PrincipalAccount': { Ref: 'AWS::AccountId' } } }, false],
    ['everybody outside of an account, which may be this one', { StringNotEquals: { 'aws:PrincipalAccount': OURS } }, false],
    ['what is of other accounts', { StringNotEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } }, false],
    ['guests', { 'ForAnyValue:StringEquals': { [AMR]: 'unauthenticated' } }, false],
    ['everybody but another role', { ArnNotLike: { 'aws:PrincipalArn': att('Gold') } }, true],
    ['everybody but another role, as text', { StringNotEquals: { 'aws:PrincipalArn': att('Gold') } }, true],
    ['everybody but users', { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/*' } }, true],
    ['the role itself', { ArnLike: { 'aws:PrincipalArn': att('Member') } }, true],
    ['everybody who signed in', { 'ForAnyValue:StringLike': { [AMR]: 'auth*' } }, true],
    ['everybody but guests', { 'ForAllValues:StringNotEquals': { [AMR]: 'unauthenticated' } }, true],
  ])('where a denial is for %s', (_who, condition, isDenied) => expect(denied(condition)).toBe(isDenied));

  test.each<[string, object, boolean]>([
    ['the role itself', { ArnLike: { 'aws:PrincipalArn': att('Member') } }, false],
    ['people who signed in', { 'ForAnyValue:StringLike': { [AMR]: 'authenticated' } }, false],
    ['people who signed in by a user pool', { 'ForAnyValue:StringLike': { [AMR]: 'cognito-idp.*' } }, false],
    ['what is of another account', { StringEquals: { 'aws:ResourceAccount': '999988887777' } }, false],
    ['guests', { 'ForAnyValue:StringEquals': { [AMR]: 'unauthenticated' } }, true],
    ['another role', { ArnEquals: { 'aws:PrincipalArn': att('Gold') } }, true],
  ])('which a statement allows for %s', (_who, condition, isNever) => expect(never(condition)).toBe(isNever));

  test('by the account, where its number is said', () => {
    const outside = (account: string) => denied({ StringNotEquals: { 'aws:PrincipalAccount': account } }, {}, OURS);
    expect([OURS, '999988887777'].map(outside)).toEqual([false, true]);
    const others = (owner: string, account?: string) =>
      denied({ ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${owner}:role/site` } }, { 'Member/RoleName': 'site' }, account);
    expect([OURS, '999988887777'].map(owner => others(owner, OURS))).toEqual([false, true]);
    expect([OURS, '999988887777'].map(owner => others(owner))).toEqual([false, false]);
  });

  test('by the name of the role, where the template gives it', () => {
    const others = (name: string) =>
      denied({ ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::*:role/${name}` } }, { 'Member/RoleName': 'site-member' });
    expect(['site-*', '*-member', 's?te-member', 'site-member', 'admin', 'admin-*', 'app/*'].map(others))
      .toEqual([false, false, false, false, true, true, true]);
  });
});

test('a role that guests get too is that of either', () => {
  const both = { 'Roles/Roles/unauthenticated': att('Member'), 'Identities/AllowUnauthenticatedIdentities': true };
  const trusting = {
    ...both,
    [`Member/${CONDITION}/ForAnyValue:StringLike`]: { [AMR]: ['authenticated', 'unauthenticated'] },
  };
  const guests = { 'ForAnyValue:StringEquals': { [AMR]: 'unauthenticated' } };
  const people = { 'ForAnyValue:StringEquals': { [AMR]: 'authenticated' } };
  for (const condition of [guests, people]) {
    expect(member([allow('dynamodb:PutItem'), deny(condition)], trusting)).toContain('A99');
    expect(member([allow('dynamodb:PutItem', condition)], trusting)).toContain('A99');
  }
  expect(member([allow('dynamodb:PutItem'), deny(guests), deny(people)], trusting)).not.toContain('A99');
});

describe('what guests get', () => {
  const guests = (...statements: unknown[]) => ids(guest(policies(...statements)) as Patch);
  test.each<[string, object, boolean]>([
    ['everybody but their role', { StringNotEquals: { 'aws:PrincipalArn': att('Guest') } }, false],
    ['everybody but roles', { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } }, false],
    ['what is of other accounts', { StringNotEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } }, false],
    ['people who signed in', { 'ForAnyValue:StringEquals': { [AMR]: 'authenticated' } }, false],
    ['everybody but another role', { StringNotEquals: { 'aws:PrincipalArn': att('Member') } }, true],
    ['guests', { 'ForAnyValue:StringEquals': { [AMR]: 'unauthenticated' } }, true],
  ])('where a denial is for %s', (_who, condition, isDenied) => {
    expect(guests(allow('s3:PutObject'), deny(condition)).includes('A48')).toBe(!isDenied);
    expect(guests(allow('s3:GetObject'), deny(condition)).includes('A49')).toBe(!isDenied);
    expect(guests(allow('s3:ListBucket'), deny(condition)).includes('A100')).toBe(!isDenied);
  });
});

test('a bucket that lets in the roles of the account, by a pattern, lets in guests', () => {
  const opened = (pattern: string) => ids({
    ...guest(policies(allow('logs:DescribeLogGroups'))),
    Photos: { Type: 'AWS::S3::Bucket', Properties: {} },
    Policy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: 'Photos' },
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{
            Effect: 'Allow',
            Principal: '*',
            Action: 's3:PutObject',
            Resource: sub('${Photos.Arn}/*'),
            Condition: { ArnLike: { 'aws:PrincipalArn': sub(pattern) } },
          }],
        },
      },
    },
  } as Patch);
  expect(opened('arn:aws:iam::${AWS::AccountId}:role/*')).toContain('A97');
  expect(opened('arn:aws:iam::*:role/*')).toContain('A97');
  expect(opened('arn:aws:iam::${AWS::AccountId}:user/*')).not.toContain('A97');
});
