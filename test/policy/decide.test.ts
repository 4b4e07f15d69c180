import { compile, decide, PolicyDocument, PolicySet } from '../../src/policy';

const SUB = 'cognito-identity.amazonaws.com:sub';
const request = { action: 's3:GetObject', resource: 'arn:aws:s3:::photos/me/a.jpg', context: { [SUB]: 'me' } };
const unresolved = { 'Fn::Unresolved': 'import of another stack' };

function document(...statements: any[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements };
}

function allow(statement: object = {}): any {
  return { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*', ...statement };
}

function deny(statement: object = {}): any {
  return allow({ Effect: 'Deny', ...statement });
}

function identity(...statements: any[]): PolicySet {
  return { identity: [{ name: 'Inline', document: document(...statements) }] };
}

function decisionOf(policies: PolicySet, change: object = {}): string {
  return decide({ ...request, ...change }, policies).decision;
}

describe('one identity policy', () => {
  test('allows what it names', () => {
    expect(decide(request, identity(allow({ Action: 's3:PutObject' }), allow({ Sid: 'Read' })))).toEqual({
      decision: 'allowed',
      statement: { policy: 'Inline', sid: 'Read', index: 1, effect: 'Allow' },
      reason: 'allowed: statement Read of Inline allows s3:GetObject on arn:aws:s3:::photos/me/a.jpg',
    });
  });

  test('denies what it does not name, and names no statement when none is about the action', () => {
    expect(decide({ ...request, action: 's3:PutObject' }, identity(allow()))).toEqual({
      decision: 'denied',
      reason: 'denied: no statement of the identity policies allows s3:PutObject on arn:aws:s3:::photos/me/a.jpg',
    });
  });

  test('says which resource comes nearest', () => {
    expect(decide({ ...request, resource: 'arn:aws:s3:::other/a' }, identity(allow())).reason).toBe(
      'denied: no statement of the identity policies allows s3:GetObject on arn:aws:s3:::other/a; '
      + 'nearest: statement #0 of Inline fails at Resource "arn:aws:s3:::photos/*"');
  });

  test('prefers a statement that fails later', () => {
    const policies = identity(
      allow({ Resource: 'arn:aws:s3:::other/*' }),
      allow({ Sid: 'Own', Condition: { StringEquals: { [SUB]: 'you' } } }),
      allow({ Action: 's3:PutObject' }),
    );
    expect(decide(request, policies).reason).toBe(
      'denied: no statement of the identity policies allows s3:GetObject on arn:aws:s3:::photos/me/a.jpg; '
      + `nearest: statement Own of Inline fails at condition StringEquals ${SUB} (wanted "you", is "me")`);
  });

  test('lets a deny win, wherever it stands', () => {
    for (const statements of [[allow(), deny({ Sid: 'No' })], [deny({ Sid: 'No' }), allow()]]) {
      expect(decide(request, identity(...statements))).toMatchObject({
        decision: 'denied',
        statement: { policy: 'Inline', sid: 'No', effect: 'Deny' },
        reason: 'denied: statement No of Inline denies s3:GetObject on arn:aws:s3:::photos/me/a.jpg',
      });
    }
  });

  test('may have one statement without a list, and none', () => {
    expect(decisionOf({ identity: [{ name: 'Inline', document: { Version: '2012-10-17', Statement: allow() } }] })).toBe('allowed');
    expect(decisionOf({ identity: [{ name: 'Inline', document: { Version: '2012-10-17', Statement: undefined } }] })).toBe('denied');
    expect(decisionOf({ identity: [] })).toBe('denied');
  });
});

describe('elements', () => {
  test.each([
    ['Action in other letters', { Action: 'S3:getobject' }, 'allowed'],
    ['Action with wildcards', { Action: 's3:?et*' }, 'allowed'],
    ['Action of another service', { Action: 'dynamodb:*' }, 'denied'],
    ['all actions', { Action: '*' }, 'allowed'],
    ['NotAction with others', { Action: undefined, NotAction: ['s3:Put*', 'dynamodb:*'] }, 'allowed'],
    ['NotAction with this one', { Action: undefined, NotAction: ['s3:Put*', 's3:get*'] }, 'denied'],
    ['Resource in other letters', { Resource: 'arn:aws:s3:::PHOTOS/*' }, 'denied'],
    ['Resource with a variable', { Resource: `arn:aws:s3:::photos/\${${SUB}}/*` }, 'allowed'],
    ['Resource with a variable that has no value', { Resource: 'arn:aws:s3:::photos/${aws:username}/*' }, 'denied'],
    ['NotResource with others', { Resource: undefined, NotResource: 'arn:aws:s3:::other/*' }, 'allowed'],
    ['NotResource with this one', { Resource: undefined, NotResource: ['arn:aws:s3:::other/*', 'arn:aws:s3:::photos/*'] }, 'denied'],
    ['NotResource with a variable', { Resource: undefined, NotResource: `arn:aws:s3:::photos/\${${SUB}}/*` }, 'denied'],
    [
      'NotResource with a variable that has no value', { Resource: undefined, NotResource: 'arn:aws:s3:::photos/${aws:username}' },
      'unknown',
    ],
    [
      'two conditions of which one fails', { Condition: { StringEquals: { [SUB]: 'me' }, Bool: { 'aws:SecureTransport': 'true' } } },
      'denied',
    ],
    ['two keys of which one fails', { Condition: { StringEquals: { [SUB]: 'me', 'aws:username': 'me' } } }, 'denied'],
    ['two conditions that hold', { Condition: { StringEquals: { [SUB]: 'me' }, Null: { 'aws:username': 'true' } } }, 'allowed'],
  ])('%s', (_, change, decision) => {
    expect(decisionOf(identity(JSON.parse(JSON.stringify(allow(change)))))).toBe(decision);
  });

  test('a NotAction or NotResource that fails is explained', () => {
    expect(decide(request, identity({ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::photos/*' })).reason)
      .toContain('nearest: statement #0 of Inline fails at NotResource "arn:aws:s3:::photos/*"');
  });

  test('variables stay text in older versions, and without a version', () => {
    const statement = allow({ Resource: `arn:aws:s3:::photos/\${${SUB}}/*` });
    for (const Version of ['2008-10-17', undefined]) {
      const policies = { identity: [{ name: 'Old', document: { Version, Statement: [statement] } }] };
      expect(decisionOf(policies)).toBe('denied');
      expect(decisionOf(policies, { resource: `arn:aws:s3:::photos/\${${SUB}}/a` })).toBe('allowed');
    }
  });
});

describe('a boundary and session policies', () => {
  const open = { name: 'Open', document: document(allow({ Action: '*', Resource: '*' })) };
  const closed = { name: 'Closed', document: document(allow({ Action: 'dynamodb:*', Resource: '*' })) };
  const denying = { name: 'Denying', document: document(allow({ Action: '*' }), deny()) };

  test('have to allow as well', () => {
    expect(decisionOf({ identity: [open], boundary: open, session: [open] })).toBe('allowed');
    expect(decide(request, { identity: [open], boundary: closed }).reason)
      .toMatch(/^denied: no statement of the permissions boundary Closed allows/);
    expect(decide(request, { identity: [open], session: [closed] }).reason).toMatch(/^denied: no statement of the session policies allows/);
  });

  test('do not allow by themselves', () => {
    expect(decisionOf({ identity: [closed], boundary: open, session: [open] })).toBe('denied');
    expect(decisionOf({ identity: [], boundary: open })).toBe('denied');
  });

  test('add up when there are several session policies, and are absent when the list is empty', () => {
    expect(decisionOf({ identity: [open], session: [closed, open] })).toBe('allowed');
    expect(decisionOf({ identity: [open], session: [] })).toBe('allowed');
  });

  test('can deny', () => {
    expect(decide(request, { identity: [open], boundary: denying }).statement)
      .toMatchObject({ policy: 'Denying', index: 1, effect: 'Deny' });
    expect(decide(request, { identity: [open], session: [open, denying] }).statement).toMatchObject({ policy: 'Denying', index: 1 });
  });

  test('answer with the statement of the identity policy', () => {
    expect(decide(request, { identity: [closed, open], boundary: open }).statement).toEqual({ policy: 'Open', index: 0, effect: 'Allow' });
  });
});

describe('a policy whose content is not known', () => {
  const managed = { name: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess' };
  const inline = (...statements: any[]) => ({ name: 'Inline', document: document(...statements) });

  test('might allow', () => {
    expect(decide(request, { identity: [managed] })).toEqual({
      decision: 'unknown',
      reason: 'unknown: whether s3:GetObject on arn:aws:s3:::photos/me/a.jpg is allowed depends on what is not known: '
        + 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess, whose content is not in the template',
    });
  });

  test('might deny what another one allows', () => {
    expect(decide(request, { identity: [inline(allow()), managed] })).toMatchObject({
      decision: 'unknown',
      reason: expect.stringMatching(/is denied depends on what is not known/),
    });
  });

  test('makes no difference to a deny, or where a known layer does not allow', () => {
    expect(decisionOf({ identity: [managed, inline(deny())] })).toBe('denied');
    expect(decisionOf({ identity: [managed], boundary: inline(allow({ Action: 'dynamodb:*' })) })).toBe('denied');
    expect(decisionOf({ identity: [inline()], boundary: managed })).toBe('denied');
    expect(decisionOf({ identity: [inline(allow())], boundary: managed })).toBe('unknown');
    expect(decisionOf({ identity: [inline(allow())], session: [managed] })).toBe('unknown');
  });

  test.each([
    ['unresolved', unresolved],
    ['with unresolved statements', { Version: '2012-10-17', Statement: unresolved }],
    ['with an unresolved version', { Version: unresolved, Statement: [allow()] }],
    ['of the wrong shape', 'text'],
    ['a function that is still there', { 'Fn::If': ['Condition', document(), document()] }],
  ])('may be %s', (_, content) => {
    expect(decisionOf({ identity: [{ name: 'Odd', document: content as any }] })).toBe('unknown');
  });
});

describe('a statement that is not decidable', () => {
  test.each([
    ['action', { Action: unresolved }],
    ['one of the resources', { Resource: ['arn:aws:s3:::other/*', unresolved] }],
    ['condition', { Condition: { StringEquals: { [SUB]: unresolved } } }],
    ['condition, which is a function', { Condition: { StringEquals: { 'Fn::If': ['Condition', { [SUB]: 'me' }, { [SUB]: 'you' }] } } }],
    ['effect', { Effect: unresolved }],
  ])('because of its %s makes the answer unknown', (_, change) => {
    expect(decide(request, identity(allow(change)))).toMatchObject({
      decision: 'unknown',
      statement: { policy: 'Inline', index: 0 },
      reason: expect.stringMatching(/^unknown: whether statement #0 of Inline allows .* depends on what is not known: /),
    });
  });

  test('makes no difference when it does not apply, or when another one allows or denies', () => {
    expect(decisionOf(identity(allow({ Action: 's3:PutObject', Resource: unresolved })))).toBe('denied');
    expect(decisionOf(identity(allow({ Resource: [unresolved, '*'] })))).toBe('allowed');
    expect(decisionOf(identity(allow({ Resource: unresolved }), allow()))).toBe('allowed');
    expect(decisionOf(identity(allow({ Resource: unresolved }), deny()))).toBe('denied');
  });

  test('makes an allowed request unknown if it might deny, and none that nothing allows', () => {
    expect(decide(request, identity(allow(), deny({ Sid: 'Maybe', Resource: unresolved })))).toMatchObject({
      decision: 'unknown',
      statement: { sid: 'Maybe', effect: 'Deny' },
      reason: expect.stringContaining('whether statement Maybe of Inline denies'),
    });
    expect(decisionOf(identity(allow({ Action: 's3:PutObject' }), deny({ Resource: unresolved })))).toBe('denied');
    expect(decisionOf(identity(allow(), allow({ Effect: unresolved })))).toBe('unknown');
  });

  test.each([
    ['an unresolved statement', unresolved, 'import of another stack'],
    ['a statement of the wrong shape', 'text', 'it is no JSON object'],
    ['no action', { Effect: 'Allow', Resource: '*' }, 'it has neither Action nor NotAction, or both'],
    ['no resource', { Effect: 'Allow', Action: '*' }, 'it has neither Resource nor NotResource, or both'],
    ['both resources', allow({ NotResource: '*' }), 'it has neither Resource nor NotResource, or both'],
    ['another effect', allow({ Effect: 'allow' }), 'its Effect is neither Allow nor Deny'],
    ['an action that is no text', allow({ Action: { Ref: 'Action' } }), 'an action is not known: Ref is not resolved'],
    ['a resource that is no text', allow({ Resource: null }), 'a resource is not known: null is no text'],
  ])('%s', (_, statement, why) => {
    expect(decide(request, identity(statement))).toMatchObject({ decision: 'unknown', reason: expect.stringContaining(why) });
  });
});

test('a context from JSON may have numbers, booleans and nothing', () => {
  const policies = identity(allow({
    Condition: { Bool: { 'aws:SecureTransport': 'true' }, NumericLessThan: { 'aws:MultiFactorAuthAge': '60' }, Null: { 'x:y': 'true' } },
  }));
  const context: any = { 'aws:SecureTransport': true, 'aws:MultiFactorAuthAge': [59], 'x:y': undefined };
  expect(decisionOf(policies, { context })).toBe('allowed');
  expect(decisionOf(policies, { context: { ...context, 'aws:SecureTransport': false } })).toBe('denied');
});

test('compiled policies decide as the others do, again and again', () => {
  const policies = identity(allow({ Resource: `arn:aws:s3:::photos/\${${SUB}}/*` }));
  const compiled = compile(policies);
  for (const sub of ['me', 'you', 'me', '*']) {
    const change = { ...request, context: { [SUB]: sub } };
    expect(compiled.decide(change)).toMatchObject(decide(change, policies));
    expect(compiled.decide(change).decision).toBe(sub === 'me' ? 'allowed' : 'denied');
  }
});
