import * as fc from 'fast-check';
import {
  audiencesOf, GUEST, member, standingsOf, strangerIds, trustsIdentityPools, trustVerdict,
} from '../../src/identity-facts/trust/trust-verdict';
import { trusts } from '../../src/policy';

const HOST = 'cognito-identity.amazonaws.com';
const OWN = 'us-east-1:01234567-89ab-4cde-8f01-23456789abcd';
const ASSUME = 'sts:AssumeRoleWithWebIdentity';
const MEMBER = member('cognito-idp.us-east-1.amazonaws.com/us-east-1_Users');
const statement = (Condition: object, more: object = {}) =>
  ({ Effect: 'Allow', Principal: { Federated: HOST }, Action: ASSUME, Condition, ...more });
const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const aud = (operator: string, value: unknown, host = HOST) => ({ [operator]: { [`${host}:aud`]: value } });
const amr = (value: unknown) => ({ 'ForAnyValue:StringLike': { [`${HOST}:amr`]: value } });
const strangers = (trust: object) => trustVerdict(
  trust, strangerIds(trust, [OWN]).flatMap(id => [MEMBER, GUEST].map(standing => ({ aud: id, amr: standing }))),
);

test.each<[string, string, object]>([
  ['a Null test', 'allowed', document(statement({ ...aud('Null', 'false'), ...amr('authenticated') }))],
  ['no condition', 'allowed', document(statement({}))],
  ['a pattern of actions', 'allowed', document(statement({}, { Action: 'sts:Assume*' }))],
  ['a region of pools', 'allowed', document(statement(aud('StringLike', 'eu-west-1:*')))],
  ['question marks', 'allowed', document(statement(aud('StringLike', '?'.repeat(46))))],
  ['the end of an id', 'allowed', document(statement(aud('StringLike', '*-23456789abcd')))],
  ['its own pool', 'denied', document(statement(aud('StringEquals', OWN)))],
  ['its own pool with a star that adds nothing', 'denied', document(statement(aud('StringLike', `${OWN}*`)))],
  ['a pattern that no id fits', 'denied', document(statement(aud('StringLike', 'placeholder*')))],
  ['a Deny that closes it', 'denied', document(statement({}), statement(aud('StringNotEquals', OWN), { Effect: 'Deny', Principal: '*' }))],
  ['a Deny of something else', 'allowed', document(statement({}), statement({}, { Effect: 'Deny', Action: 'sts:TagSession' }))],
  ['an address', 'unknown', document(statement({ IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }))],
  ['a secure transport, which every request has', 'allowed', document(statement({ Bool: { 'aws:SecureTransport': 'true' } }))],
  ['an audience that is not known', 'unknown', document(statement(aud('StringEquals', { 'Fn::Unresolved': 'a parameter' })))],
  ['a misspelt host', 'denied', document(statement(aud('StringEquals', OWN, 'cognito-identity.amazon.com')))],
])('strangers and %s: %s', (_what, decision, trust) => {
  expect(strangers(trust)).toBe(decision);
});

test('one identity is neither let in nor kept out', () => {
  const trust = document(statement({ ...aud('StringEquals', OWN), StringLike: { [`${HOST}:sub`]: 'us-east-1:aaaaaaaa-*' } }));
  expect(trustVerdict(trust, [{ aud: OWN, amr: MEMBER }])).toBe('unknown');
  expect(trustVerdict(trust, [{ aud: 'us-east-1:other', amr: MEMBER }])).toBe('denied');
});

test('what no stranger passes lets no sampled token of a stranger in, and the verdict is the answer of the engine', () => {
  const operators = [
    'StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'Null', 'StringEqualsIfExists', 'ForAnyValue:StringLike',
    'ForAllValues:StringEquals',
  ];
  const values = fc.constantFrom(OWN, '*', 'us-east-1:*', 'eu-*', 'true', 'false', 'placeholder', '*:fedcba98-*');
  const condition = fc.record({
    operator: fc.constantFrom(...operators), host: fc.constantFrom(HOST, HOST.toUpperCase(), 'cognito-identity.amazon.com'), value: values,
  });
  const token = fc.record({ region: fc.constantFrom('us-east-1', 'eu-west-1'), standing: fc.constantFrom(MEMBER, GUEST) });
  fc.assert(fc.property(condition, token, ({ operator, host, value }, { region, standing }) => {
    const trust = document(statement(aud(operator, value, host)));
    const id = `${region}:fedcba98-7654-4321-8fed-cba987654321`;
    const { decision } = trusts(trust, { principal: HOST, action: ASSUME, context: { [`${HOST}:aud`]: id, [`${HOST}:amr`]: standing } });
    expect(trustVerdict(trust, [{ aud: id, amr: standing }])).toBe(decision);
    if (strangers(trust) === 'denied') expect(decision).not.toBe('allowed');
  }), { numRuns: 300 });
});

describe('a policy that is not as it should be', () => {
  test.each<[string, unknown, string]>([
    ['a text', 'not a policy', 'unknown'],
    ['null', null, 'unknown'],
    ['nothing', undefined, 'unknown'],
    ['without statements', { Version: '2012-10-17' }, 'denied'],
    ['one that is not known', { 'Fn::Unresolved': 'a parameter' }, 'unknown'],
    ['with statements that are not known', { Version: '2012-10-17', Statement: { 'Fn::Unresolved': 'a parameter' } }, 'unknown'],
    ['with a statement that is null', document(null as any), 'unknown'],
  ])('%s: nobody is let in for certain', (_, trust, decision) =>
    expect(trustVerdict(trust, [{ aud: OWN, amr: MEMBER }])).toBe(decision));

  test('is asked of whom it names, and of nobody else', () => {
    const trust = (Principal: unknown) => document(statement({}, { Principal }));
    const asked = (Principal: unknown) => trustVerdict(trust(Principal), [{ aud: OWN, amr: MEMBER }]);
    expect([{ Federated: HOST }, { Federated: ['accounts.google.com', HOST] }].map(asked)).toEqual(['allowed', 'allowed']);
    expect([{ Federated: 'accounts.google.com' }, { Service: 'ec2.amazonaws.com' }, {}].map(asked)).toEqual(['denied', 'denied', 'denied']);
    expect(asked({ Federated: { 'Fn::Unresolved': 'a parameter' } })).toBe('unknown');
    expect(trustsIdentityPools(trust({ Federated: HOST }))).toBe(true);
    const others = [{}, { Federated: 'accounts.google.com' }, undefined, { Service: 'ec2.amazonaws.com' }];
    expect(others.map(one => trustsIdentityPools(trust(one)))).toEqual([false, false, false, false]);
    expect([null, 'text', { Version: '2012-10-17' }, document(null as any)].map(trustsIdentityPools)).toEqual([false, false, false, false]);
    expect([trust('*'), document(statement({}, { Effect: 'Deny' }))].map(trustsIdentityPools)).toEqual([true, false]);
  });

  test('has audiences and standings where its conditions are read', () => {
    const limited = statement({ ...aud('StringEquals', [OWN, 'x']), ...amr('authenticated'), Bool: 'true' });
    const trust = document(limited, null as any, statement({}));
    expect([audiencesOf(trust), standingsOf(trust)]).toEqual([[OWN, 'x'], ['authenticated']]);
    expect([audiencesOf(null), standingsOf({})]).toEqual([[], []]);
    expect(audiencesOf(document(statement(aud('StringEquals', [{ 'Fn::Unresolved': 'a parameter' }, 7]))))).toEqual([]);
  });
});

describe('the ids that strangers may have', () => {
  const idsFor = (...patterns: string[]) => strangerIds(document(statement(aud('StringLike', patterns))));
  const FITTING = 'fedcba98-7654-4321-8fed-cba987654321';
  test.each<[string, string[]]>([
    ['ap-northeast-3:*', [`ap-northeast-3:${FITTING}`]],
    ['us-iso-east-1:*', [`us-iso-east-1:${FITTING}`]],
    ['*-aaaaaaaaaaaa', ['us-east-1:fedcba98-7654-4321-8fed-aaaaaaaaaaaa']],
    ['us-east-1:????????-7654-*', [`us-east-1:${FITTING}`]],
    ['eu-north-1:1234*5678', ['eu-north-1:1234ba98-7654-4321-8fed-cba987655678']],
    ['eu-north-1:*7654*', [`eu-north-1:${FITTING}`]],
  ])('for the pattern %s are among others %j', (pattern, expected) => expect(idsFor(pattern)).toEqual(expect.arrayContaining(expected)));

  const FIT_NONE = ['placeholder*', 'eu-north-1:*zzz*', `${OWN}${OWN}*`, 'eu-north-1:x*'];
  test.each(FIT_NONE)('for %s, which none fits, are only what all have', pattern =>
    expect(idsFor(pattern).filter(id => !idsFor('nothing*').includes(id))).toEqual([]));
});

describe('the tags of a session', () => {
  const tagged = (condition: object, ...tags: string[][]) =>
    trustVerdict(document(statement(condition, { Action: 'sts:TagSession' })), (tags.length > 0 ? tags : [undefined])
      .map(keys => ({ aud: OWN, amr: MEMBER, tags: keys })), 'sts:TagSession');
  const tag = (value: string) => ({ StringEquals: { 'aws:RequestTag/plan': value } });
  const keys = (set: string, ...values: string[]) => ({ [`${set}:StringEquals`]: { 'aws:TagKeys': values } });

  test('may have any value where they are sent, and none where they are not', () => {
    expect([tagged(tag('gold'), ['plan']), tagged(tag('gold'), ['PLAN', 'team']), tagged(tag('gold'), ['team']), tagged(tag('gold'), [])])
      .toEqual(['unknown', 'unknown', 'denied', 'denied']);
    expect([['plan'], ['team']].map(sent => tagged({ Null: { 'aws:RequestTag/plan': 'true' } }, sent))).toEqual(['denied', 'allowed']);
  });

  test('have the keys that are sent', () => {
    expect([tagged(keys('ForAllValues', 'plan', 'team'), ['plan']), tagged(keys('ForAllValues', 'plan'), ['plan', 'team'])])
      .toEqual(['allowed', 'denied']);
    expect([tagged(keys('ForAnyValue', 'plan'), ['plan', 'team']), tagged(keys('ForAnyValue', 'plan'), [])]).toEqual(['allowed', 'denied']);
  });

  test('pass where those of one provider do', () => {
    expect(tagged(keys('ForAllValues', 'plan'), ['team'], ['plan'])).toBe('allowed');
    expect(tagged(keys('ForAllValues', 'plan'), ['team'], ['size'])).toBe('denied');
  });

  test('are not known where nobody says which are sent', () => {
    expect([tagged(tag('gold')), tagged(keys('ForAllValues', 'plan')), tagged({})]).toEqual(['unknown', 'unknown', 'allowed']);
  });
});
