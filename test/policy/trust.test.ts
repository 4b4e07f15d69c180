import { PolicyDocument, trusts } from '../../src/policy';

const COGNITO = 'cognito-identity.amazonaws.com';
const POOL = 'us-east-1:11111111-2222-3333-4444-555555555555';
const AUD = `${COGNITO}:aud`;
const AMR = `${COGNITO}:amr`;

const request = {
  principal: COGNITO, action: 'sts:AssumeRoleWithWebIdentity', context: { [AUD]: POOL, [AMR]: ['authenticated', 'cognito-idp'] },
};

function trust(statement: object): PolicyDocument {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity', ...statement }] };
}

const guarded = trust({
  Principal: { Federated: COGNITO },
  Condition: { 'StringEquals': { [AUD]: POOL }, 'ForAnyValue:StringLike': { [AMR]: 'authenticated' } },
});

describe('a role that trusts the signed-in identities of one pool', () => {
  test('is assumed by them', () => {
    expect(trusts(guarded, request)).toEqual({
      decision: 'allowed',
      statement: { policy: 'the trust policy', index: 0, effect: 'Allow' },
      reason: `allowed: statement #0 of the trust policy allows sts:AssumeRoleWithWebIdentity by ${COGNITO}`,
    });
  });

  test('is not assumed by guests', () => {
    expect(trusts(guarded, { ...request, context: { [AUD]: POOL, [AMR]: ['unauthenticated'] } })).toEqual({
      decision: 'denied',
      reason: `denied: no statement of the trust policy allows sts:AssumeRoleWithWebIdentity by ${COGNITO}; nearest: statement #0 of the `
        + 'trust policy '
        + `fails at condition ForAnyValue:StringLike ${AMR} (wanted "authenticated", is "unauthenticated")`,
    });
  });

  test.each([
    ['another pool', { context: { ...request.context, [AUD]: 'us-east-1:other' } }],
    ['no keys at all', { context: {} }],
    ['another provider', { principal: 'accounts.google.com' }],
    ['a provider in other letters', { principal: 'Cognito-Identity.amazonaws.com' }],
    ['tagging', { action: 'sts:TagSession' }],
  ])('is not assumed with %s', (_, change) => {
    expect(trusts(guarded, { ...request, ...change }).decision).toBe('denied');
  });

  test('names the principal when that is what fails', () => {
    expect(trusts(guarded, { ...request, principal: 'accounts.google.com' }).reason)
      .toContain('fails at Principal {"Federated":"cognito-identity.amazonaws.com"}');
  });
});

test('a key in other letters is the same key', () => {
  expect(trusts(guarded, { ...request, context: { [AUD.toUpperCase()]: POOL, [AMR.toUpperCase()]: 'authenticated' } }).decision)
    .toBe('allowed');
});

describe.each([
  ['ForAllValues', { 'ForAllValues:StringLike': { [AMR]: 'authenticated' } }],
  ['IfExists', { StringLikeIfExists: { [AMR]: 'authenticated' } }],
])('%s on amr', (_, Condition) => {
  test('lets a request without the key in', () => {
    expect(trusts(trust({ Principal: { Federated: COGNITO }, Condition }), { ...request, context: {} }).decision).toBe('allowed');
  });

  test('keeps guests out', () => {
    expect(trusts(trust({ Principal: { Federated: COGNITO }, Condition }), {
      ...request, context: { [AMR]: ['unauthenticated'] },
    }).decision).toBe('denied');
  });
});

describe('principals', () => {
  test.each([
    ['everyone', { Principal: '*' }, 'allowed'],
    ['every AWS principal, which means everyone', { Principal: { AWS: '*' } }, 'allowed'],
    ['one of several', { Principal: { Federated: ['accounts.google.com', COGNITO] } }, 'allowed'],
    ['others', { Principal: { Federated: ['accounts.google.com'] } }, 'denied'],
    ['a service', { Principal: { Service: COGNITO } }, 'denied'],
    ['an account', { Principal: { AWS: 'arn:aws:iam::123456789012:root' } }, 'denied'],
    ['a service or the provider', { Principal: { Service: 'lambda.amazonaws.com', Federated: COGNITO } }, 'allowed'],
    ['all but others', { NotPrincipal: { Federated: 'accounts.google.com' } }, 'allowed'],
    ['all but the provider', { NotPrincipal: { Federated: COGNITO } }, 'denied'],
    ['a wildcard among federated ones', { Principal: { Federated: '*' } }, 'unknown'],
    ['what is not resolved', { Principal: { Federated: { 'Fn::Unresolved': 'import' } } }, 'unknown'],
    ['what is not resolved or the provider', { Principal: { Federated: [{ 'Fn::Unresolved': 'import' }, COGNITO] } }, 'allowed'],
    ['a principal that is not resolved', { Principal: { 'Fn::Unresolved': 'import' } }, 'unknown'],
    ['a principal that is a reference', { Principal: { Ref: 'Principal' } }, 'unknown'],
    ['a principal of the wrong shape', { Principal: 'cognito' }, 'unknown'],
    ['no principal', {}, 'unknown'],
    ['both', { Principal: '*', NotPrincipal: '*' }, 'unknown'],
  ])('%s', (_, statement, decision) => {
    expect(trusts(trust(statement), request).decision).toBe(decision);
  });

  test('a deny for everyone else spares the provider, and hits the others', () => {
    const document = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 'sts:*', Principal: '*' },
        { Sid: 'OnlyCognito', Effect: 'Deny', Action: 'sts:*', NotPrincipal: { Federated: COGNITO } },
      ],
    };
    expect(trusts(document, request).decision).toBe('allowed');
    expect(trusts(document, { ...request, principal: 'accounts.google.com' })).toMatchObject({
      decision: 'denied', reason: expect.stringContaining('statement OnlyCognito of the trust policy denies'),
    });
  });
});

test('a trust policy that is not resolved decides nothing', () => {
  expect(trusts({ 'Fn::Unresolved': 'imported' } as any, request)).toEqual({
    decision: 'unknown',
    reason: `unknown: whether sts:AssumeRoleWithWebIdentity by ${COGNITO} is allowed depends on what is not known: `
      + 'the trust policy, imported',
  });
});

test('a trust policy does not need a resource', () => {
  expect(trusts(trust({ Principal: '*' }), request).decision).toBe('allowed');
});
