import * as fc from 'fast-check';
import { GUEST, member, strangerIds, trustVerdict } from '../../src/identity-facts/trust/trust-verdict';
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
