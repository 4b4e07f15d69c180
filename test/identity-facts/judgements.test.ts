import { implies, isSame, matchesText, overlap, RuleCondition } from '../../src/identity-facts/claims/rule-condition';
import { isPublic } from '../../src/identity-facts/data/public-policy';
import { trustOfPool } from '../../src/identity-facts/trust/trust-of-pool';

describe('conditions of rules', () => {
  const ofLength = (length: number): string[] =>
    length === 0 ? [''] : ofLength(length - 1).flatMap(text => ['a', 'b', 'c'].map(letter => text + letter));
  const texts = [0, 1, 2, 3, 4].flatMap(ofLength);
  const conditions = ['Equals', 'NotEqual', 'StartsWith', 'Contains']
    .flatMap(match => [...ofLength(1), ...ofLength(2)].map((value): RuleCondition => ({ claim: 'custom:plan', match, value })));
  const matching = new Map(conditions.map(condition => [condition, texts.filter(text => matchesText(condition, text))]));
  const pairs = conditions.flatMap(one => conditions.map((other): [RuleCondition, RuleCondition] => [one, other]));
  const wrong = (right: (one: RuleCondition, other: RuleCondition) => boolean) =>
    pairs.filter(([one, other]) => !right(one, other)).map(([one, other]) => `${one.match} ${one.value}, ${other.match} ${other.value}`);

  test('one implies another where every text that matches it matches the other', () => {
    expect(wrong((one, other) => implies(one, other) === matching.get(one)!.every(text => matching.get(other)!.includes(text))))
      .toEqual([]);
  });

  test('two overlap where a text matches both', () => {
    expect(wrong((one, other) => overlap(one, other) === matching.get(one)!.some(text => matching.get(other)!.includes(text)))).toEqual([]);
  });

  test('only what is equal in claim, match and value is the same', () => {
    expect(wrong((one, other) => isSame(one, other) === (one === other))).toEqual([]);
    const [one] = conditions;
    expect(isSame(one, { ...one, claim: 'custom:other' })).toBe(false);
    expect(implies(one, { ...one, claim: 'custom:other' })).toBe(false);
    expect(overlap(one, { ...one, value: 'other', claim: 'custom:other' })).toBe(true);
  });

  test.each(['cognito:groups', 'cognito:roles'])('of %s, which has many values, only contained text follows', claim => {
    const of = (match: string, value: string): RuleCondition => ({ claim, match, value });
    expect(implies(of('Equals', 'ab'), of('Contains', 'a'))).toBe(true);
    expect(implies(of('Equals', 'ab'), of('StartsWith', 'a'))).toBe(false);
    expect(implies(of('Equals', 'ab'), of('NotEqual', 'a'))).toBe(false);
    expect(implies(of('Equals', 'ab'), of('Equals', 'ab'))).toBe(true);
    expect(overlap(of('Equals', 'a'), of('Equals', 'b'))).toBe(true);
  });

  test('a match that Cognito does not have matches and implies nothing', () => {
    const [one] = conditions;
    expect(matchesText({ ...one, match: 'EndsWith' }, one.value)).toBe(false);
    expect(implies(one, { ...one, match: 'EndsWith' })).toBe(false);
  });
});

describe('who passes a trust policy', () => {
  const KEY = 'cognito-identity.amazonaws.com';
  const [POOL, OTHER] = ['eu-west-1:11111111-2222-3333-4444-555555555555', 'eu-west-1:99999999-2222-3333-4444-555555555555'];
  const document = (aud: unknown, amr?: unknown, Action: unknown = 'sts:AssumeRoleWithWebIdentity') => ({
    Version: '2012-10-17',
    Statement: [{
      Effect: 'Allow',
      Principal: { Federated: KEY },
      Action,
      Condition: {
        ...aud === undefined ? {} : { StringLike: { [`${KEY}:aud`]: aud } },
        ...amr === undefined ? {} : { 'ForAnyValue:StringLike': { [`${KEY}:amr`]: amr } },
      },
    }],
  });
  const ask = (policy: unknown, standing: 'authenticated' | 'unauthenticated' = 'authenticated', providers: string[] = []) => {
    const { intended, tagged, strangers, others, otherPools, audiences } = trustOfPool(policy, { id: POOL, standing, providers });
    return { intended, tagged, strangers, others, otherPools, audiences };
  };
  const GOOD = { intended: 'allowed', tagged: 'denied', strangers: 'denied', others: 'denied', otherPools: 'denied', audiences: [POOL] };
  const google = 'accounts.google.com';
  const cognito = 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc';

  test.each<[string, unknown, 'authenticated' | 'unauthenticated', string[], Partial<typeof GOOD>]>([
    ['those signed in', document(POOL, 'authenticated'), 'authenticated', [], {}],
    ['guests', document(POOL, 'unauthenticated'), 'unauthenticated', [], {}],
    ['guests, where members are meant', document(POOL, 'unauthenticated'), 'authenticated', [], { intended: 'denied', others: 'allowed' }],
    ['members, where guests are meant', document(POOL, 'authenticated'), 'unauthenticated', [], { intended: 'denied', others: 'allowed' }],
    ['both', document(POOL, '*authenticated'), 'authenticated', [], { others: 'allowed' }],
    ['whatever amr says', document(POOL), 'authenticated', [], { others: 'allowed' }],
    [
      'with tags', document(POOL, 'authenticated', ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession']), 'authenticated', [],
      { tagged: 'allowed' },
    ],
    ['who signs in at a provider, of those that are not known', document(POOL, cognito), 'authenticated', [], {}],
    ['who signs in at a provider by a pattern', document(POOL, 'cognito-idp.*'), 'authenticated', [], {}],
    ['who signs in at a provider of the pool', document(POOL, google), 'authenticated', [google], {}],
    ['who signs in at one of its providers', document(POOL, google), 'authenticated', [cognito, google], {}],
    ['who signs in at another provider', document(POOL, google), 'authenticated', [cognito], { intended: 'denied' }],
    [
      'another pool too', document([POOL, OTHER], 'authenticated'), 'authenticated', [],
      { otherPools: 'allowed', audiences: [POOL, OTHER] },
    ],
    [
      'another pool alone', document(OTHER, 'authenticated'), 'authenticated', [],
      { intended: 'denied', otherPools: 'allowed', audiences: [OTHER] },
    ],
    ['guests of another pool', document([POOL, OTHER], 'unauthenticated'), 'authenticated', [],
      { intended: 'denied', others: 'allowed', otherPools: 'allowed', audiences: [POOL, OTHER] }],
    ['every pool by a pattern', document('*', 'authenticated'), 'authenticated', [], { strangers: 'allowed', audiences: ['*'] }],
    ['every pool', document(undefined, 'authenticated'), 'authenticated', [], { strangers: 'allowed', audiences: [] }],
    ['a pool that is not known', document({ 'Fn::Unresolved': 'a parameter' }, 'authenticated'), 'authenticated', [],
      { intended: 'unknown', strangers: 'unknown', audiences: expect.anything() as any }],
  ])('%s', (_, policy, standing, providers, more) => {
    expect(ask(policy, standing, providers)).toEqual({ ...GOOD, ...more });
  });
});

describe('a policy that lets in everybody', () => {
  const policy = (statement: object) =>
    ({ Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*', ...statement }] });
  const when = (operator: string, key: string, value: unknown) => policy({ Condition: { [operator]: { [key]: value } } });

  test.each<[string, unknown]>([
    ['everybody', policy({})],
    ['everybody as an account', policy({ Principal: { AWS: '*' } })],
    ['everybody among others', policy({ Principal: { AWS: ['arn:aws:iam::123456789012:root', '*'] } })],
    ['everybody but one', policy({ Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::123456789012:root' } })],
    ['on a condition about something else', when('StringEquals', 's3:prefix', 'public/')],
    ['on a condition that denies', when('StringNotEquals', 'aws:SourceAccount', '123456789012')],
    ['on an organisation if there is one', when('StringEqualsIfExists', 'aws:PrincipalOrgID', 'o-1')],
    ['on any organisation', when('StringLike', 'aws:PrincipalOrgID', 'o-*')],
    ['on one of several accounts by a pattern', when('StringLike', 'aws:SourceAccount', ['123456789012', '?'])],
    ['on a variable', when('StringEquals', 'aws:SourceAccount', '${aws:PrincipalAccount}')],
    ['on the whole internet', when('IpAddress', 'aws:SourceIp', '0.0.0.0/0')],
    ['on the whole internet of IPv6', when('IpAddress', 'aws:SourceIp', '::/0')],
    ['on what is not known', when('StringEquals', 'aws:SourceAccount', { 'Fn::Unresolved': 'a parameter' })],
    [
      'in one of several statements',
      { Statement: [{ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }, ...policy({}).Statement] },
    ],
    ['in the only statement', { Statement: policy({}).Statement[0] }],
  ])('%s', (_, document) => expect(isPublic(document)).toBe(true));

  test.each<[string, unknown]>([
    ['nobody', undefined],
    ['no statement', {}],
    ['a statement that is none', { Statement: [null] }],
    ['an account', policy({ Principal: { AWS: '123456789012' } })],
    ['a service', policy({ Principal: { Service: '*' } })],
    ['a denial', policy({ Effect: 'Deny' })],
    ...['aws:PrincipalOrgID', 'aws:PrincipalOrgPaths', 'aws:PrincipalAccount', 'aws:SourceAccount', 'aws:SourceOwner', 'aws:SourceVpc',
      'aws:SourceVpce',
      'aws:userid', 'aws:username', 'aws:SourceOrgID', 's3:DataAccessPointAccount', 'AWS:PRINCIPALORGID'].map((key): [string, unknown] => [
      key, when('StringEquals', key, 'x1'),
    ]),
    ['an address', when('IpAddress', 'aws:SourceIp', '10.0.0.0/8')],
    ['a role by a pattern', when('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::123456789012:role/*')],
    ['a source by a pattern', when('ArnLike', 'aws:SourceArn', 'arn:aws:sns:*:123456789012:*')],
    ['one of many values', when('ForAnyValue:StringEquals', 'aws:PrincipalOrgPaths', ['o-1/r-1/', 'o-1/r-2/'])],
    ['letters of any case', when('StringEqualsIgnoreCase', 'aws:username', 'me')],
    [
      'one condition among others',
      policy({
        Condition: { StringEquals: { 's3:prefix': 'x', 'aws:SourceAccount': '123456789012' }, Bool: { 'aws:SecureTransport': 'true' } },
      }),
    ],
  ])('but not %s', (_, document) => expect(isPublic(document)).toBe(false));
});
