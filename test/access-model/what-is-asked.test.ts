import { checkAction, checkResource, given } from '../../src/access-model/private/arguments';
import { loginKeyOf } from '../../src/access-model/private/login-keys';
import { ResourceAccess } from '../../src/access-model/private/resource-access';

describe('what is asked for must be such that a denial says something', () => {
  test.each(['s3:GetObject', 'execute-api:Invoke'])('%s is an action', action => expect(() => checkAction(action)).not.toThrow());
  test.each(['s3:*', 's3:Get?bject', 's3', '*', ' s3:GetObject', ''])('%j is none', action => {
    expect(() => checkAction(action))
      .toThrow(`action: ask for one action, such as s3:GetObject, without wildcards, got: ${JSON.stringify(action)}`);
  });

  test.each(['*', 'arn:aws:s3:::bucket/key', 'arn:aws-cn:sqs:cn-north-1:123456789012:queue'])(
    '%s is a resource', resource => expect(() => checkResource(resource)).not.toThrow(),
  );
  test.each(['bucket', 'arn:aws:s3', 'arn:aws:s3:::', ''])('%j is none', resource => {
    expect(() => checkResource(resource))
      .toThrow(`resource: give an ARN, or * for an action that knows no resources, got: ${JSON.stringify(resource)}`);
  });

  test('a token is read by who can, else refused', () => {
    const value = { a: '${Token[TOKEN.1]}' };
    const tokens = { read: (what: string, read: unknown) => ({ what, read }) };
    expect(given('groups', value, tokens)).toEqual({ what: 'groups', read: value });
    expect(() => given('groups', value, undefined)).toThrow('groups has a token of the CDK');
    expect([given('groups', ['a'], tokens), given('groups', undefined, tokens)]).toEqual([['a'], undefined]);
  });
});

describe('a client is called', () => {
  const client = (more: object = {}): any => ({ label: 'Web', props: {}, ...more });
  const registered = (of: object, more: object = {}): any => ({
    providers: [{ client: {}, providerName: 'other', clientId: 'other' }, { client: of, providerName: 'cognito', clientId: 'id', ...more }],
  });

  test('by its user pool, if that is here', () => {
    const web = client({ userPool: { label: 'Users' } });
    expect(loginKeyOf(web, [registered(web)])).toBe('userpool:Users:Web');
  });
  test('as it is registered, if its user pool is elsewhere', () => {
    const web = client({ props: { UserPoolId: 'eu-west-1_Elsewhere' } });
    expect(loginKeyOf(web, [registered({}), registered(web)])).toBe('cognito:id');
  });
  test('by the id of its user pool, if it is registered nowhere, which may not be known', () => {
    expect(loginKeyOf(client({ props: { UserPoolId: 'eu-west-1_Elsewhere' } }), [registered({})])).toBe('userpool:eu-west-1_Elsewhere:Web');
    expect(loginKeyOf(client({ props: { UserPoolId: { 'Fn::Unresolved': 'a parameter' } } }), [])).toBe('userpool:unknown:Web');
  });
});

describe('a policy on a resource', () => {
  const accountsOf = (bucket?: string, role?: string) =>
    new Map([['Data', bucket], ['App', role]].filter(([, account]) => account !== undefined) as [string, string][]);
  function doubts(accounts: Map<string, string>, Bucket: unknown = 'photos'): unknown[] {
    const props = { Bucket, PolicyDocument: { Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }] } };
    const at = { type: 'AWS::S3::BucketPolicy', label: 'Policy', logicalId: 'Policy', template: 'Data', conditions: [], props };
    const access = new ResourceAccess({ resources: [at], accounts, identityPools: [] } as any);
    return access.of({ template: 'App' } as any, 's3:GetObject', ['arn:aws:s3:::photos/a']).resource.map((policy: any) => policy.doubt);
  }

  test('of another account is said to be no part of the answer; one of the same, or of who knows, counts', () => {
    const elsewhere = 'Policy is in another account, which is no part of this answer';
    expect(doubts(accountsOf('111122223333', '444455556666'))).toEqual([elsewhere]);
    for (const [bucket, role] of [
      ['1', '1'], ['1', undefined], [undefined, '1'], [undefined, undefined],
    ]) expect(doubts(accountsOf(bucket, role))).toEqual([undefined]);
  });

  test('of a bucket that is not known may be on this one', () => {
    expect(doubts(accountsOf(), { 'Fn::Unresolved': 'a parameter' })).toEqual(['what Policy stands on: a parameter']);
    expect(doubts(accountsOf(), 'others')).toEqual([]);
  });
});
