import * as fc from 'fast-check';
import { arnGlob, resourceGlob } from '../../../src/policy/private/matching/arn';
import { millisecondsOf } from '../../../src/policy/private/matching/date';
import { ANY, ANY_IN_SEGMENT, glob, ONE, ONE_IN_SEGMENT } from '../../../src/policy/private/matching/glob';
import { ipRange } from '../../../src/policy/private/matching/ip';
import { TextTemplate } from '../../../src/policy/private/matching/text-template';
import { RequestContext } from '../../../src/policy/private/request-context';

const pattern = (text: string) => TextTemplate.parse(text, { variables: false, wildcards: true }).fixed!;

describe('wildcards', () => {
  test.each([
    ['', '', true], ['', 'a', false], ['*', '', true], ['*', 'abc', true], ['?', '', false], ['?', 'a', true], ['?', 'ab', false],
    ['a*', 'a', true], ['a*', 'ba', false], ['*a', 'ba', true], ['*a', 'ab', false], ['a*a', 'a', false], ['a*a', 'aa', true],
    ['a*b*c', 'abc', true], ['a*b*c', 'acb', false], ['a*bc*c', 'abbcxc', true], ['*?b*', 'b', false], ['*?b*', 'ab', true],
    ['a**b', 'ab', true], ['?*?', 'a', false], ['?*?', 'ab', true], ['*ab?d*', 'xabcabxd', true], ['*ab?d*', 'xabcabxe', false],
    ['*ab*ab', 'abab', true], ['*ab*ab', 'ab', false], ['a*bb*b', 'abb', false],
  ])('%s on %s: %s', (text, subject, matches) => {
    expect(glob(pattern(text))(subject)).toBe(matches);
  });

  test('agree with regular expressions', () => {
    fc.assert(fc.property(fc.stringMatching(/^[ab*?]{0,8}$/), fc.stringMatching(/^[ab]{0,10}$/), (text, subject) => {
      const expression = new RegExp(`^${text.replace(/\*/g, '.*').replace(/\?/g, '.')}$`);
      expect(glob(pattern(text))(subject)).toBe(expression.test(subject));
      // The other algorithm, which the wildcards that stop at colons need, has to say the same where there is no colon.
      expect(glob(pattern(text).split(ANY).join(ANY_IN_SEGMENT).split(ONE).join(ONE_IN_SEGMENT))(subject)).toBe(expression.test(subject));
    }), { seed: 1, numRuns: 2000 });
  });

  test.each(['', 'a:'])('no pattern after %j takes exponential time', prefix => {
    const start = Date.now();
    expect(resourceGlob(pattern(`${prefix}${'a*'.repeat(40)}b`))(`${prefix}${'a'.repeat(400)}`)).toBe(false);
    expect(Date.now() - start).toBeLessThan(10_000);
  });
});

describe('Resource', () => {
  test.each([
    ['*', 'anything at all', true],
    ['*', '*', true],
    ['arn:aws:s3:::photos/*', '*', false],
    ['arn:aws:s3:::photos/*', 'arn:aws:s3:::photos/a:b/c', true],
    ['arn:aws:s3:::photos/*', 'arn:aws:s3:::photos', false],
    ['arn:aws:s3:::Photos', 'arn:aws:s3:::photos', false],
    ['arn:aws:sns:*', 'arn:aws:sns:eu-west-1:123456789012:a', true],
    ['arn:aws:sns:*:a', 'arn:aws:sns:eu-west-1:123456789012:a', true],
    ['arn:aws:sns:eu*12:a', 'arn:aws:sns:eu-west-1:123456789012:a', false],
    ['arn:aws:sns:eu*1:123456789012:a', 'arn:aws:sns:eu-west-1:123456789012:a', true],
    ['arn:aws:sns:eu-west-1?123456789012:a', 'arn:aws:sns:eu-west-1:123456789012:a', false],
    ['arn:aws:sns:eu-west-?:123456789012:a', 'arn:aws:sns:eu-west-1:123456789012:a', true],
    ['arn:aws:sns:*:*s*:*', 'arn:aws:sns:eu-west-1:123456789012:a', false],
    ['arn:aws:logs:*:*:log-group:*x:stream', 'arn:aws:logs:eu-west-1:123456789012:log-group:a:b:x:stream', true],
  ])('%s on %s: %s', (text, resource, matches) => {
    expect(resourceGlob(pattern(text))(resource)).toBe(matches);
  });
});

describe('ArnLike', () => {
  test.each([
    ['arn:aws:sns:*:*:a', 'arn:aws:sns:eu-west-1:123456789012:a', true],
    ['arn:aws:sns:*:a', 'arn:aws:sns:eu-west-1:123456789012:a', undefined],
    ['*', 'arn:aws:sns:eu-west-1:123456789012:a', undefined],
    ['arn:aws:sns:*:*:*', 'arn:aws:sns:eu-west-1:123456789012:a:b', true],
    ['arn:aws:sns:*:*:*', 'not an arn', false],
  ])('%s on %s: %s', (text, arn, matches) => {
    expect(arnGlob(pattern(text))?.(arn)).toBe(matches);
  });
});

describe('IP ranges', () => {
  test.each([
    ['10.0.0.0/8', '10.1.2.3', true], ['10.0.0.0/8', '11.1.2.3', false], ['10.1.2.3/8', '10.9.9.9', true],
    ['0.0.0.0/0', '255.255.255.255', true], ['10.0.0.128/25', '10.0.0.127', false], ['10.0.0.128/25', '10.0.0.128', true],
    ['10.0.0.1/32', '10.0.0.1', true], ['10.0.0.1/32', '10.0.0.0', false], ['192.168.0.0/23', '192.168.1.255', true],
    ['::/0', '2001:db8::1', true], ['::/0', '10.0.0.1', false], ['2001:db8::1', '2001:0DB8:0:0:0:0:0:1', true],
    ['2001:db8::/127', '2001:db8::2', false], ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8', true], ['1::8/16', '1:ffff::', true],
  ])('%s has %s: %s', (range, address, lies) => {
    expect(ipRange(range)!(address)).toBe(lies);
  });

  test.each(['', '10.0.0', '10.0.0.0.0', '10.0.0.256', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0.0/x', '::/129', ':::', '1::2::3',
    '1:2:3',
    '1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7::8', 'g::1', '12345::'])('%j is none', text => {
    expect(ipRange(text)).toBeUndefined();
    expect(ipRange('::/0')!(text)).toBeUndefined();
  });
});

describe('dates', () => {
  test.each([
    ['2026', 1767225600000], ['2026-01', 1767225600000], ['2026-01-01', 1767225600000], ['2026-01-01T00:00Z', 1767225600000],
    ['2026-01-01T00:00:00Z', 1767225600000], ['2026-01-01T00:00:00.5Z', 1767225600500], ['2026-01-01T01:00:00+01:00', 1767225600000],
    ['1767225600', 1767225600000], ['01.01.2026', undefined], [
      '2026-02-31T00:00:00', undefined,
    ], ['2026-13-01', undefined], ['', undefined],
  ])('%s', (text, milliseconds) => {
    expect(millisecondsOf(text)).toBe(milliseconds);
  });
});

describe('variables', () => {
  const context = new RequestContext({
    'aws:userid': 'me', 'aws:TagKeys': ['a', 'b'], 'one': ['only'], 'empty': '', 'evil': '${aws:userid}*',
  });
  const resolve = (text: string) => TextTemplate.parse(text, { variables: true, wildcards: true }).resolve(context);

  test.each([
    ['plain', 'plain'],
    ['${aws:userid}', 'me'],
    ['a/${AWS:UserId}/b/${one}', 'a/me/b/only'],
    ['${*}${?}${$}', '*?$'],
    ['${missing}', undefined],
    ["${missing, 'x*'}", 'x*'],
    ["${aws:userid, 'x'}", 'me'],
    ["${missing, ''}", ''],
    ["${missing,'x'}", undefined],
    ['${missing, x}', undefined],
    ['[${empty}]', '[]'],
    ['${aws:TagKeys}', undefined],
    ["${aws:TagKeys, 'x'}", 'x'],
    ['${evil}', '${aws:userid}*'],
    ['${open', '${open'],
    ['$ {aws:userid}', '$ {aws:userid}'],
    ['a*?', `a${ANY}${ONE}`],
  ])('%s', (text, resolved) => {
    expect(resolve(text)).toBe(resolved);
  });
});
