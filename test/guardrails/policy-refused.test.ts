import { goodTemplate, Patch, patched } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';

const found = (patch: Patch, more: object = {}) => checkTemplates([{ name: 'template', body: { ...patched(patch), ...more } }])
  .filter(({ rule }) => rule === 'policy-refused').map(({ resource, severity, message }) => `${severity} ${resource}: ${message}`);
const READ = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*' };
const document = (...Statement: unknown[]) => ({ Version: '2012-10-17', Statement });
const inline = (PolicyDocument: unknown): Patch => ({ 'Member/Policies': [{ PolicyName: 'read', PolicyDocument }] });
const trust = (change: (statement: any) => object): Patch => {
  const policy = goodTemplate().Resources.Member.Properties.AssumeRolePolicyDocument;
  return { 'Member/AssumeRolePolicyDocument': { ...policy, Statement: [change([policy.Statement].flat()[0])] } };
};

describe('what IAM refuses in the policy of a role', () => {
  test.each<[string, object, string]>([
    ['no resources', { ...READ, Resource: undefined }, 'has neither Resource nor NotResource'],
    ['an empty list of resources', { ...READ, Resource: [] }, 'has neither Resource nor NotResource'],
    ['resources both ways', { ...READ, NotResource: 'arn:aws:s3:::photos/a' }, 'has both Resource and NotResource'],
    ['no actions', { ...READ, Action: undefined }, 'has neither Action nor NotAction'],
    ['actions both ways', { ...READ, NotAction: 's3:PutObject' }, 'has both Action and NotAction'],
    ['no effect', { ...READ, Effect: undefined }, 'has no Effect'],
    ['an effect in small letters', { ...READ, Effect: 'allow' }, 'has the Effect allow, which is neither Allow nor Deny'],
    ['a principal', { ...READ, Principal: '*' }, 'has a Principal, which such a policy can\'t have'],
    ['other principals', { ...READ, NotPrincipal: { AWS: '*' } }, 'has a NotPrincipal, which such a policy can\'t have'],
    ['an action without a service', { ...READ, Action: ['s3:GetObject', 'PutObject'] }, 'has PutObject, which names no service and action'],
    [
      'an operator that there is not', { ...READ, Condition: { StringEqual: { a: 'b' } } },
      'asks by StringEqual, which is no condition operator',
    ],
  ])('%s', (_what, statement, why) => {
    expect(found(inline(document(statement)))).toEqual([`medium Member: the policy read of Member: statement 1 ${why}`]);
  });

  test('a Sid with a dash, or twice, a version that there is not, and no statement', () => {
    expect(found(inline(document({ Sid: 'read-all', ...READ }))))
      .toEqual(['medium Member: the policy read of Member: statement read-all has a Sid with other than letters and digits']);
    expect(found(inline(document({ Sid: 'a', ...READ }, { Sid: 'a', ...READ }))))
      .toEqual(['medium Member: the policy read of Member: two of its statements have the Sid a']);
    expect(found(inline({ Version: '2012-10-18', Statement: [READ] })))
      .toEqual(['medium Member: the policy read of Member: there is no Version 2012-10-18']);
    expect(found(inline({ Version: '2012-10-17' }))).toEqual(['medium Member: the policy read of Member: it has no Statement']);
  });

  test('one finding tells how much more there is', () => {
    expect(found(inline(document({ ...READ, Resource: undefined, Effect: undefined }, { ...READ, Action: undefined }))))
      .toEqual(['medium Member: the policy read of Member: statement 1 has no Effect, and 2 more of that kind']);
  });

  test.each(['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy'])('in one of the type %s', Type => {
    const PolicyDocument = JSON.stringify(document({ ...READ, Resource: undefined }));
    expect(found({ More: { Type, Properties: { PolicyName: 'more', PolicyDocument, Roles: [{ Ref: 'Member' }] } } }))
      .toEqual(['medium More: the policy of More: statement 1 has neither Resource nor NotResource']);
  });
});

describe('what IAM refuses in a trust policy', () => {
  test.each<[string, (statement: any) => object, string]>([
    ['a resource', statement => ({ ...statement, Resource: '*' }), 'has a Resource, which such a policy can\'t have'],
    ['no principal', ({ Principal: _gone, ...statement }) => statement, 'has neither Principal nor NotPrincipal'],
    ['no action', ({ Action: _gone, ...statement }) => statement, 'has neither Action nor NotAction'],
  ])('%s', (_what, change, why) => {
    expect(found(trust(change))).toEqual([`medium Member: the trust policy of Member: statement 1 ${why}`]);
  });
});

describe('what IAM takes is not found', () => {
  test('neither in the template that is good', () => expect(found({})).toEqual([]));

  test.each<[string, unknown]>([
    ['all but some', document({ Effect: 'Deny', NotAction: 's3:*', NotResource: 'arn:aws:s3:::photos/*' })],
    ['everything', document({ Effect: 'Allow', Action: '*', Resource: '*' })],
    ['one statement without a list', { Version: '2012-10-17', Statement: READ }],
    ['no version', { Statement: [READ] }],
    ['a Sid of letters and digits, and an empty one', document({ Sid: 'Read1', ...READ }, { Sid: '', ...READ }, { Sid: '', ...READ })],
    ['an operator with a quantifier', document({ ...READ, Condition: { 'ForAnyValue:StringLikeIfExists': { 'aws:TagKeys': 'a' } } })],
    ['text', JSON.stringify(document(READ))],
  ])('%s', (_what, policy) => expect(found(inline(policy))).toEqual([]));

  test('nor is what the deployment decides', () => {
    const Parameters = { P: { Type: 'String' } };
    const P = { Ref: 'P' };
    expect(found(inline(document({ Effect: P, Action: P, Resource: P, Sid: P }, P)), { Parameters })).toEqual([]);
    expect(found(inline(P), { Parameters })).toEqual([]);
    expect(found(inline(document({ ...READ, Condition: P })), { Parameters })).toEqual([]);
    expect(found(inline(document({ ...READ, Action: '{{resolve:ssm:/action}}' })))).toEqual([]);
  });
});

test('what hangs on a condition is found with it', () => {
  const Resource = { 'Fn::If': ['Prod', READ.Resource, { Ref: 'AWS::NoValue' }] };
  const more = { Parameters: { Stage: { Type: 'String' } }, Conditions: { Prod: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } } };
  expect(found(inline(document({ ...READ, Resource })), more)).toHaveLength(1);
});
