import {
  audiencesOf, member, standingsOf, strangerIds, trustsIdentityPools, trustVerdict,
} from '../../src/identity-facts/trust/trust-verdict';

const KEY = 'cognito-identity.amazonaws.com';
const trusting = (Condition?: unknown, more: object = {}) => ({
  Version: '2012-10-17',
  Statement: [{
    Effect: 'Allow',
    Principal: { Federated: KEY },
    Action: 'sts:AssumeRoleWithWebIdentity',
    ...Condition === undefined ? {} : { Condition },
    ...more,
  }],
});
const audLike = (pattern: unknown) => trusting({ StringLike: { [`${KEY}:aud`]: pattern } });
const TAIL = ':fedcba98-7654-4321-8fed-cba987654321';
const OTHER = 'us-east-1:01234567-89ab-4cde-8f01-23456789abcd';

describe('ids of identity pools that strangers may have', () => {
  test('are two where nothing is compared by a pattern', () => {
    expect(strangerIds(trusting())).toEqual([`us-east-1${TAIL}`, OTHER]);
    expect(strangerIds(audLike('eu-west-1:x'))).toEqual([`us-east-1${TAIL}`, OTHER]);
  });
  test('leave out those of the app', () => expect(strangerIds(trusting(), [OTHER])).toEqual([`us-east-1${TAIL}`]));
  test('are of every kind of region where a pattern may shut out one', () => {
    expect(strangerIds(audLike('*')).map(id => id.split(':')[0]))
      .toEqual(expect.arrayContaining(['eu-west-1', 'us-gov-west-1', 'cn-north-1']));
  });

  test.each<[string, string | undefined]>([
    ['eu-north-1:*', `eu-north-1${TAIL}`],
    ['ap-northeast-3:*', `ap-northeast-3${TAIL}`],
    ['us-gov-east-1:fed*', `us-gov-east-1${TAIL}`],
    ['*:0000*', undefined],
    ['*00000000', `us-east-1${TAIL.slice(0, -8)}00000000`],
    ['eu-north-1:aaaa*bbbb', `eu-north-1:aaaa${TAIL.slice(5, -4)}bbbb`],
    ['eu-north-1:*-4321-*', `eu-north-1${TAIL}`],
    ['eu-north-1:*-4321-*-7654-*', undefined],
    ['eu-north-1:*-9999-*', undefined],
    ['eu-north-1:????????-7654-*', `eu-north-1${TAIL}`],
    [`eu-north-1${TAIL}?`, undefined],
    [`eu-north-1${TAIL}*`, `eu-north-1${TAIL}`],
    ['eu-north-1:zzzz*', undefined],
    ['x-north-1:*', undefined],
  ])('fit the pattern %s: %s', (pattern, id) => {
    const usual = strangerIds(audLike('*zz'));
    const more = strangerIds(audLike(pattern)).filter(found => !usual.includes(found));
    expect(more).toEqual(id === undefined || usual.includes(id) ? [] : [id]);
  });
});

test('what a policy compares, whatever the host of the key', () => {
  const document = trusting({
    'StringEquals': {
      [`${KEY}:aud`]: ['a', { 'Fn::Unresolved': 'x' }], 'cognito-identity-us-gov.amazonaws.com:AUD': 'b', 'x:audience': 'c',
    },
    'ForAnyValue:StringLike': { [`${KEY}:amr`]: 'authenticated', 'x:amrs': 'd' },
    'Null': 'none',
  });
  expect(audiencesOf(document)).toEqual(['a', 'b']);
  expect(standingsOf(document)).toEqual(['authenticated']);
  for (const none of [
    undefined, {}, { Statement: null }, { Statement: [null, 'x'] },
  ]) expect([audiencesOf(none), standingsOf(none)]).toEqual([[], []]);
});

test('the token of a member says that they signed in, and where', () => {
  expect(member('accounts.google.com'))
    .toEqual(['authenticated', 'accounts.google.com', expect.stringMatching(/^accounts\.google\.com:CognitoSignIn:[0-9a-f-]{36}$/)]);
});

describe('a trust policy lets a token in', () => {
  const token = { aud: OTHER, amr: member('accounts.google.com') };
  const verdict = (document: unknown, tokens: object[] = [token]) => trustVerdict(document, tokens);

  test.each<[string, unknown, string]>([
    ['without conditions', trusting(), 'allowed'],
    ['of everybody', trusting(undefined, { Principal: '*' }), 'allowed'],
    ['of one service among others', trusting(undefined, { Principal: { Federated: ['accounts.google.com', KEY] } }), 'allowed'],
    ['of another partition', trusting(undefined, { Principal: { Federated: 'cognito-identity-us-gov.amazonaws.com' } }), 'allowed'],
    ['of another host', trusting(undefined, { Principal: { Federated: 'accounts.google.com' } }), 'denied'],
    ['of accounts', trusting(undefined, { Principal: { AWS: '*' } }), 'denied'],
    ['of what is not known', trusting(undefined, { Principal: { Federated: { 'Fn::Unresolved': 'a parameter' } } }), 'unknown'],
    ['denied', trusting(undefined, { Effect: 'Deny' }), 'denied'],
    ['of no statement', {}, expect.stringMatching(/denied|unknown/) as any],
    ['that is not known', { 'Fn::Unresolved': 'a parameter' }, 'unknown'],
    ['with statements that are not known', { Version: '2012-10-17', Statement: { 'Fn::Unresolved': 'a parameter' } }, 'unknown'],
    ['from an address', trusting({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }), 'unknown'],
    ['at a time', trusting({ DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } }), 'unknown'],
    ['of who exactly asks', trusting({ StringEquals: { [`${KEY}:sub`]: 'us-east-1:x' } }), 'unknown'],
    ['of anybody who exactly asks', trusting({ Null: { [`${KEY}:sub`]: 'false' } }), 'allowed'],
    ['of nobody who exactly asks', trusting({ Null: { [`${KEY}:sub`]: 'true' } }), 'denied'],
    ['over TLS', trusting({ Bool: { 'aws:SecureTransport': 'true' } }), 'allowed'],
    ['without TLS', trusting({ Bool: { 'aws:SecureTransport': 'false' } }), 'denied'],
    ['by a key of another host', trusting({ StringEquals: { 'accounts.google.com:aud': OTHER } }), 'denied'],
    ['by a misspelt key', trusting({ StringEquals: { 'cognitoidentity:aud': OTHER } }), 'denied'],
    [
      'from an address, of another pool',
      trusting({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' }, StringEquals: { [`${KEY}:aud`]: 'us-east-1:x' } }), 'denied',
    ],
    ['by conditions that are not known', trusting({ 'Fn::Unresolved': 'a parameter' }), 'unknown'],
    ['by keys that are not known', trusting({ StringEquals: { 'Fn::Unresolved': 'a parameter' } }), 'unknown'],
    [
      'by one of two statements',
      { Version: '2012-10-17', Statement: [...trusting({ StringEquals: { [`${KEY}:aud`]: 'x' } }).Statement, ...trusting().Statement] },
      'allowed',
    ],
  ])('%s', (_, document, expected) => expect(verdict(document)).toEqual(expected));

  test('if it lets one of several in, and does not tell if it may let one in', () => {
    const document = trusting({ StringEquals: { [`${KEY}:aud`]: OTHER } });
    expect(verdict(document, [{ aud: 'x' }, token])).toBe('allowed');
    expect(verdict(document, [{ aud: 'x' }, {}])).toBe('denied');
    expect(verdict(
      trusting({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' }, StringEquals: { [`${KEY}:aud`]: OTHER } }), [token, { aud: 'x' }],
    )).toBe('unknown');
    expect(verdict(document, [])).toBe('denied');
  });

  test('without a standing or a pool only if it does not ask', () => {
    expect(verdict(trusting({ Null: { [`${KEY}:aud`]: 'true', [`${KEY}:amr`]: 'true' } }), [{}])).toBe('allowed');
    expect(verdict(trusting({ Null: { [`${KEY}:aud`]: 'true' } }))).toBe('denied');
    expect(verdict(trusting({ Null: { [`${KEY}:amr`]: 'true' } }))).toBe('denied');
  });
});

test.each<[string, unknown, boolean]>([
  ['the service', trusting(), true], ['everybody', trusting(undefined, { Principal: '*' }), true],
  ['every provider', trusting(undefined, { Principal: { Federated: '*' } }), true],
  ['the service in China', trusting(undefined, { Principal: { Federated: ['x', 'cognito-identity.cn-north-1.amazonaws.com.cn'] } }), true],
  ['another provider', trusting(undefined, { Principal: { Federated: 'accounts.google.com' } }), false],
  ['accounts', trusting(undefined, { Principal: { AWS: '*' } }), false],
  [
    'the service that it denies', trusting(undefined, { Effect: 'Deny' }), false,
  ], ['nobody', {}, false], ['nobody at all', undefined, false],
])('a trust policy says something of identities: %s', (_, document, expected) => expect(trustsIdentityPools(document)).toBe(expected));
