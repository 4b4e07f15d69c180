import { permitsOf, trustOf } from '../../src/access-model/permits';

const unknown = (why: string) => ({ 'Fn::Unresolved': why });
const statement = (more: object = {}) => ({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*', ...more });
const policy = (name: string, ...Statement: unknown[]) => ({ name, document: { Statement } });
const permits = (policies: unknown[], onResources: unknown[] = []) => permitsOf({ policies } as any, onResources);
const READS = { effect: 'Allow', actions: ['s3:GetObject'], resources: ['arn:aws:s3:::b/*'], policy: 'own' };

describe('what a role is permitted, as people read it', () => {
  test.each<[string, object, object]>([
    ['a statement', {}, {}],
    [
      'lists', { Action: ['s3:GetObject', 's3:PutObject'], Resource: ['a', 'b'] },
      { actions: ['s3:GetObject', 's3:PutObject'], resources: ['a', 'b'] },
    ],
    ['everything but actions', { Action: undefined, NotAction: ['iam:*', 'sts:*'] }, { actions: ['everything but iam:*, sts:*'] }],
    ['everything but resources', { Resource: undefined, NotResource: ['a', 'b'] }, { resources: ['everything but a, b'] }],
    ['a condition', { Condition: { StringEquals: { 'aws:x': ['1', '2'], 'aws:y': 'z' }, Bool: { 'aws:b': true } } },
      { condition: 'aws:x StringEquals 1 | 2 and aws:y StringEquals z and aws:b Bool true' }],
    ['a condition that is not known', { Condition: unknown('a parameter') }, { condition: '(not known: a parameter)' }],
    [
      'keys that are not known', { Condition: { StringEquals: unknown('a parameter') } },
      { condition: 'StringEquals (not known: a parameter)' },
    ],
    [
      'a value that is not known', { Condition: { StringEquals: { 'aws:x': unknown('a parameter') } } },
      { condition: 'aws:x StringEquals (not known: a parameter)' },
    ],
    ['keys that are none', { Condition: { StringEquals: null, Bool: 'x' } }, { condition: 'StringEquals null and Bool x' }],
    ['a condition that is none', { Condition: 'x' }, { condition: '' }],
    ['an effect that is not known', { Effect: unknown('a parameter') }, { effect: 'Unknown' }],
    ['a resource of which a part is known', { Resource: { ...unknown('a parameter'), Pattern: 'arn:aws:s3:::«a parameter»/x«!b»/«?c»' } },
      { resources: ['arn:aws:s3:::(not known: a parameter)/x(not known: b)/(not known: c)'] }],
    ['a resource that is not known', { Resource: unknown('a parameter') }, { resources: ['(not known: a parameter)'] }],
  ])('%s', (_, given, more) => {
    expect(permits([policy('own', statement(given))])).toEqual([{ ...READS, ...more }]);
  });

  test.each<[string, unknown, string]>([
    ['a policy without its content', { name: 'own' }, 'what own says, whose content is not in the template'],
    ['a policy that is not known', { name: 'own', document: unknown('a parameter') }, 'a parameter'],
    ['statements that are not known', { name: 'own', document: { Statement: unknown('a macro') } }, 'a macro'],
    ['a statement that is not known', policy('own', unknown('a condition')), 'a condition'],
  ])('%s', (_, given, why) => {
    expect(permits([given])).toEqual([{ effect: 'Unknown', actions: [why], resources: [], policy: 'own' }]);
  });

  test('a policy of which only a part is known', () => {
    expect(permits([{ ...policy('own', statement({})), partial: true }])).toEqual([READS, {
      effect: 'Unknown', actions: ['what else own allows, of whose content only a part is known'], resources: [], policy: 'own',
    }]);
  });

  test('a policy of which it is not sure that it is the role\'s is only possible', () => {
    expect(permits([{ ...policy('own', statement()), doubt: 'which roles it is for is not known' }]))
      .toEqual([{ ...READS, possible: true }]);
  });
  test('the same is said once', () => expect(permits([policy('own', statement(), statement())])).toEqual([READS]));

  const denial = (Action: unknown) => policy('on the bucket', statement({ Effect: 'Deny', Action }));
  test.each<[string, unknown, object, boolean]>([
    ['of the same service', 's3:*', {}, true],
    ['of the same service in other letters', 'S3:PutObject', {}, true],
    ['of everything', '*', {}, true],
    ['of one action among others', ['sqs:*', 's3:GetObject'], {}, true],
    ['of another service', 'sqs:*', {}, false],
    ['where the role may do everything', 'sqs:*', { Action: '*' }, true],
    ['where the role may do nearly everything', 'sqs:*', { Action: undefined, NotAction: 'iam:*' }, true],
    ['where one of its actions is of that service', 'sqs:*', { Action: ['s3:GetObject', 'sqs:SendMessage'] }, true],
    ['where the role is denied too', 's3:*', { Effect: 'Deny' }, false],
  ])('what a resource denies is said where it takes something: %s', (_, Action, own, said) => {
    expect(permits([policy('own', statement(own))], [denial(Action)]).some(permit => permit.policy === 'on the bucket')).toBe(said);
  });
  test('what hangs on more conditions than can be tried together is possible each for itself', () => {
    const either = (key: string, ...options: unknown[]) => ({ 'Fn::Alternatives': options, 'Key': key });
    const none = { Ref: 'AWS::NoValue' };
    const many = Array.from({ length: 7 }, (_, i) => either(`C${i}`, policy(`own ${i}`, statement()), none));
    const each = many.map((_, i) => ({ ...READS, policy: `own ${i}`, possible: true }));
    expect(permits(many)).toEqual(each);
    expect(permits(many, [unknown('a parameter'), policy('on the bucket', statement())])).toEqual([
      ...each,
      { effect: 'Unknown', actions: ['a parameter'], resources: [], policy: 'a policy' },
      { ...READS, policy: 'on the bucket', possible: true },
    ]);
  });
  test('what a resource allows is said in any case', () => {
    expect(permits([], [policy('on the bucket', statement())])).toEqual([{ ...READS, policy: 'on the bucket' }]);
  });
});

describe('whom a role lets in, as people read it', () => {
  const said = (trust: unknown) => trustOf({ trust } as any, { ref: 'POOL' } as any);
  const on = (...conditions: unknown[]) => ({ Statement: conditions.map(Condition => ({ Condition })) });

  test.each<[string, unknown, string]>([
    ['a condition on the pool', on({ StringEquals: { aud: 'POOL' } }), 'aud StringEquals this identity pool'],
    ['several', on({ StringEquals: { aud: 'POOL' } }, { Bool: { x: 'true' } }), 'aud StringEquals this identity pool; or x Bool true'],
    ['the same twice', on({ Bool: { x: 'true' } }, { Bool: { x: 'true' } }), 'x Bool true'],
    ['one without beside one with', on(undefined, { Bool: { x: 'true' } }), 'x Bool true'],
    ['none', on(undefined), 'no condition'],
    ['no statement', {}, 'no condition'],
    ['no policy', undefined, 'no condition'],
    ['a statement that is none', { Statement: [null] }, 'no condition'],
    ['what is not known', unknown('a parameter'), '(not known: a parameter)'],
  ])('%s', (_, trust, expected) => expect(said(trust)).toBe(expected));

  test('no role', () => expect(trustOf(undefined, { ref: 'POOL' } as any)).toBe(''));
});
