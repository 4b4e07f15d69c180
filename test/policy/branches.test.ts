import { decide, trusts } from '../../src/policy';

describe('policies', () => {
  const one = (statement: object, context: any = {}, action = 's3:GetObject', resource = 'arn:aws:s3:::photos/x') =>
    decide({ action, resource, context },
      {
        identity: [
          { name: 'p', document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', ...statement }] } },
        ],
      } as any).decision;
  test(
    '? over a colon in the last segment',
    () => expect(one({ Resource: 'arn:aws:logs:eu-1:1:log-group:a?b' }, {}, 'logs:x', 'arn:aws:logs:eu-1:1:log-group:a:b')).toBe('allowed'),
  );
  test(
    '* over a colon in the last segment',
    () => expect(one(
      { Resource: 'arn:aws:logs:eu-1:1:log-group:a*b' }, {}, 'logs:x', 'arn:aws:logs:eu-1:1:log-group:a:x:b',
    )).toBe('allowed'),
  );
  test('* that ends or begins a segment', () => {
    expect(one({ Resource: 'arn:aws:dynamodb:eu*:table/x' }, {}, 'd:x', 'arn:aws:dynamodb:eu-1:123:table/x')).toBe('allowed');
    expect(one({ Resource: 'arn:aws:dynamodb:*1:5:table/x' }, {}, 'd:x', 'arn:aws:dynamodb:eu:1:5:table/x')).toBe('denied');
  });
  test('* at the very start', () => expect(one({ Resource: '*photos/x' })).toBe('allowed'));
  test(
    'six segments that are no ARN',
    () => expect(one(
      { Condition: { ArnLike: { 'aws:SourceArn': 'urn:aws:s3:::b' } } }, { 'aws:SourceArn': 'urn:aws:s3:::b' },
    )).toBe('denied'),
  );
  test(
    'colons in the last segment of an ARN condition',
    () => expect(one({ Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:e:1:a:b' } } }, {
      'aws:SourceArn': 'arn:aws:sns:e:1:ab',
    })).toBe('denied'),
  );
  test('what is no number', () => {
    for (const text of ['x5', '5x', '.5x']) expect(one({ Condition: { NumericNotEquals: { n: '7' } } }, { n: text })).toBe('denied');
    expect(one({ Condition: { NumericEquals: { n: '.55' } } }, { n: '0.55' })).toBe('allowed');
  });
  test('what is no boolean', () => expect(one({ Condition: { Bool: { b: 'maybe' } } }, { b: 'maybe' })).toBe('denied'));
  test('a boolean against none', () => { expect(one({ Condition: { Bool: { b: 'maybe' } } }, { b: 'true' })).toBe('denied'); });
  test('numbers that JavaScript reads', () => {
    expect(one({ Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }, { 'aws:SourceIp': '1.2.3.1e1' })).toBe('denied');
    expect(one({ Condition: { IpAddress: { 'aws:SourceIp': '1.2.3.0/1e1' } } }, { 'aws:SourceIp': '1.2.3.4' })).toBe('denied');
  });
  test(
    ':: for one group',
    () => expect(one(
      { Condition: { IpAddress: { 'aws:SourceIp': '1:2:3:4:5:6:7::/128' } } }, { 'aws:SourceIp': '1:2:3:4:5:6:7:0' },
    )).toBe('allowed'),
  );
  test('every service is not everyone', () => {
    const COGNITO = 'cognito-identity.amazonaws.com';
    expect(trusts(
      { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: '*' }, Action: 'sts:AssumeRoleWithWebIdentity' }] },
      { principal: COGNITO, action: 'sts:AssumeRoleWithWebIdentity', context: {} } as any,
    ).decision).toBe('denied');
  });
  test('spaces around variables', () => {
    expect(one({ Resource: 'arn:aws:s3:::photos/${ aws:userid }' }, { 'aws:userid': 'x' })).toBe('allowed');
    expect(one({ Resource: "arn:aws:s3:::photos/${aws:none , 'x'}" })).toBe('allowed');
    expect(one({ Resource: "arn:aws:s3:::photos/${aws:none, 'xy}" })).toBe('denied');
  });
  test('actions take no variables', () => expect(one({ Action: 's3:${aws:userid}' }, { 'aws:userid': 'GetObject' })).toBe('denied'));
  test('a Sid that is no text', () => {
    const d = decide(
      { action: 'a:b', resource: '*', context: {} },
      {
        identity: [
          { name: 'p', document: { Version: '2012-10-17', Statement: [{ Sid: '', Effect: 'Allow', Action: '*', Resource: '*' }] } },
        ],
      } as any,
    );
    expect(d.statement).toEqual({ policy: 'p', index: 0, effect: 'Allow' });
  });
  test('why: the first thing that is not known', () => {
    const d = decide(
      { action: 'a:b', resource: 'r', context: {} },
      {
        identity: [{
          name: 'p',
          document: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: { 'Fn::Unresolved': 'one' }, Resource: { 'Fn::Unresolved': 'two' } }],
          },
        }],
      } as any,
    );
    expect(d.reason).toContain('one');
  });
  test('a resource with ? among stars', () => {
    expect(one({ Resource: 'arn:aws:s3:::*?*?x' }, {}, 'a:b', 'arn:aws:s3:::x')).toBe('denied');
    expect(one({ Resource: 'arn:a?s:s3:::*x?' }, {}, 'a:b', 'arn:aws:s3:::axb')).toBe('allowed');
  });
});
