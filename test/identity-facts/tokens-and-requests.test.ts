import { SELF_SERVICE_SCOPE } from '../../src/identity-facts/claims/claim-writers';
import { goesToPages } from '../../src/identity-facts/claims/client-flows';
import { isRegistrationOn, registersWriters } from '../../src/identity-facts/claims/client-registration';
import { hasAnyHost } from '../../src/identity-facts/claims/metadata-urls';
import { matches, Rule, rulesOf } from '../../src/identity-facts/claims/rules';
import { listsEverything, Permission, reachesOthers } from '../../src/identity-facts/data/data-reach';
import { IDENTITY_SERVICES, identityServiceIn } from '../../src/identity-facts/trust/identity-service';
import {
  amrOf, EVERY_REQUEST, keysOfRole, keysOfToken, PERHAPS_ABSENT, resourceTagsIn, usersNamedIn, WAY_OF_REQUEST,
} from '../../src/identity-facts/trust/request-keys';
import { trustOfPool } from '../../src/identity-facts/trust/trust-of-pool';
import { Unknown } from '../../src/policy';

const SUB = '${cognito-identity.amazonaws.com:sub}';
const USER_POOL = 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc';

describe('the identity service', () => {
  test.each([
    ['eu-west-1', 'cognito-identity.amazonaws.com', 'cognito-identity.amazonaws.com'],
    ['us-gov-west-1', 'cognito-identity-us-gov.amazonaws.com', 'cognito-identity-us-gov.amazonaws.com'],
    ['us-gov-east-1', 'cognito-identity.us-gov-east-1.amazonaws.com', 'cognito-identity.us-gov-east-1.amazonaws.com'],
    ['cn-north-1', 'cognito-identity.cn-north-1.amazonaws.com.cn', 'cognito-identity.amazonaws.com.cn'],
    ['cn-northwest-1', 'cognito-identity.cn-northwest-1.amazonaws.com.cn', 'cognito-identity.amazonaws.com.cn'],
  ])('of %s', (region, principal, keys) => {
    expect(identityServiceIn(region)).toEqual({ principal, keys });
    expect(IDENTITY_SERVICES).toContainEqual({ principal, keys });
  });

  test('is seen under the commercial name of its keys in GovCloud too', () => {
    const commercial = IDENTITY_SERVICES.filter(({ keys }) => keys === 'cognito-identity.amazonaws.com').map(({ principal }) => principal);
    expect(commercial).toEqual([
      'cognito-identity.amazonaws.com', 'cognito-identity-us-gov.amazonaws.com', 'cognito-identity.us-gov-east-1.amazonaws.com',
    ]);
    expect(IDENTITY_SERVICES).toHaveLength(7);
  });
});

describe('what a request says', () => {
  test('every one has these, of which it is not known what they say', () => {
    for (const key of ['TokenIssueTime', 'SourceIp', 'SecureTransport', 'UserAgent', 'RequestedRegion', 'userid']) {
      expect(EVERY_REQUEST[`aws:${key}`]).toEqual({ unknown: `every request has aws:${key}, and this one does not say which` });
    }
    for (const [key, atLeast] of [['CurrentTime', /^20\d\d-\d\d-\d\dT.*Z$/], ['EpochTime', /^\d{10}$/]] as const) {
      expect(EVERY_REQUEST[`aws:${key}`]).toEqual({
        unknown: `every request has aws:${key}, and this one does not say which`, atLeast: expect.stringMatching(atLeast),
      });
    }
    expect(EVERY_REQUEST).toMatchObject({
      'aws:PrincipalType': 'AssumedRole', 'aws:PrincipalIsAWSService': 'false', 'aws:ViaAWSService': 'false',
    });
  });

  test.each(['PrincipalOrgID', 'PrincipalOrgPaths', 'ResourceOrgID', 'ResourceOrgPaths'])('aws:%s may be absent', key => {
    expect(PERHAPS_ABSENT[`aws:${key}`]).toEqual({
      unknown: 'whether the account is in an organization, and in which, is not in the templates', mayBeAbsent: true,
    });
    expect(WAY_OF_REQUEST).not.toHaveProperty([`aws:${key}`]);
  });

  test.each(['SourceVpc', 'SourceVpce', 'SourceVpcArn', 'VpcSourceIp', 'VpceAccount', 'VpceOrgID', 'VpceOrgPaths', 'referer'])(
    'aws:%s hangs on the way', key => {
      const value = {
        unknown: 'whether the request comes through a VPC endpoint or from a page, and from which, is not said', mayBeAbsent: true,
      };
      expect([PERHAPS_ABSENT[`aws:${key}`], WAY_OF_REQUEST[`aws:${key}`]]).toEqual([value, value]);
    });

  test('tags of resources may be absent, where policies ask for them as keys or in variables', () => {
    const condition = {
      StringEquals: { 'aws:ResourceTag/team': '${s3:ExistingObjectTag/owner}', 's3:BucketTag/a b': 'x' },
      Null: { 'aws:PrincipalTag/x': 'false' },
    };
    expect(resourceTagsIn([condition])).toEqual(Object.fromEntries(
      ['aws:ResourceTag/team', 's3:ExistingObjectTag/owner', 's3:BucketTag/a b']
        .map(key => [key, { unknown: 'which tags the resource has is not said', mayBeAbsent: true }]),
    ));
    expect([resourceTagsIn(undefined), resourceTagsIn('my-aws:ResourceTags')]).toEqual([{}, {}]);
  });
});

describe('who asks', () => {
  const arn = 'arn:aws:iam::123456789012:role/Member';
  const role = (tags: Record<string, string>): any => ({ arn, tags });
  const pool = (...principalTags: object[]): any => ({ ref: 'eu-west-1:1', principalTags });
  const own = { 'aws:PrincipalArn': arn, 'aws:PrincipalAccount': '123456789012' };
  const perhaps = (claims: string) => ({ unknown: `the session may have this tag, which the claim ${claims} gives it`, mayBeAbsent: true });

  test('is the role with its tags, where no claim gives others', () => {
    expect(keysOfRole(role({ Team: 'blue', tier: '1' }), []))
      .toEqual({ ...own, 'aws:PrincipalTag/Team': 'blue', 'aws:PrincipalTag/tier': '1' });
  });

  test('may have tags of claims, of every pool and provider', () => {
    const pools = [
      pool({ useDefaults: false, tags: { Plan: 'custom:plan' } }, { useDefaults: true, tags: { ignored: 'x' } }), pool(),
      pool({ useDefaults: false, tags: { plan: 'custom:level' } }, { useDefaults: false, tags: { plan: 'custom:plan' } }),
    ];
    expect(keysOfRole(role({}), pools)).toEqual({
      ...own,
      'aws:PrincipalTag/plan': perhaps('custom:plan or custom:level'),
      'aws:PrincipalTag/username': perhaps('sub'),
      'aws:PrincipalTag/client': perhaps('aud'),
    });
  });

  test('has a tag for sure, whose value is not known, where a claim may replace that of the role', () => {
    expect(keysOfRole(role({ Team: 'blue', Other: 'x' }), [pool({ useDefaults: false, tags: { team: 'custom:team' } })])).toEqual({
      ...own, 'aws:PrincipalTag/team': { unknown: 'the session may have a tag Team of its own' }, 'aws:PrincipalTag/Other': 'x',
    });
  });

  test('is a guest, or somebody who signed in by each provider', () => {
    expect(amrOf([])).toEqual(['unauthenticated']);
    expect(amrOf([USER_POOL, 'accounts.google.com'], 'me'))
      .toEqual(['authenticated', USER_POOL, `${USER_POOL}:CognitoSignIn:me`, 'accounts.google.com']);
    expect(amrOf([USER_POOL])).toContain(`${USER_POOL}:CognitoSignIn:a-user`);
  });

  test('is whom a policy names by the sub of the user pool', () => {
    const policy = { a: [`${USER_POOL}:CognitoSignIn:me`, `${USER_POOL}:CognitoSignIn:you`, `${USER_POOL}:CognitoSignIn:me`] };
    expect(usersNamedIn(policy)).toEqual(['me', 'you']);
    expect(usersNamedIn([`${USER_POOL}:CognitoSignIn:*`, `${USER_POOL}:CognitoSignIn:`, USER_POOL])).toEqual([]);
    expect(usersNamedIn(undefined)).toEqual([]);
  });

  test.each([
    ['eu-west-1', 'cognito-identity.amazonaws.com', 'cognito-identity.amazonaws.com'],
    ['cn-north-1', 'cognito-identity.cn-north-1.amazonaws.com.cn', 'cognito-identity.amazonaws.com.cn'],
  ])('is an identity of a pool in %s that is not said', (region, principal, keys) => {
    expect(keysOfToken({ ref: `${region}:1` } as any, ['accounts.google.com'], 'me')).toEqual({
      'aws:FederatedProvider': principal,
      [`${keys}:sub`]: { unknown: `which identity asks is not said: give ${keys}:sub in the context` },
      [`${keys}:aud`]: `${region}:1`,
      [`${keys}:amr`]: ['authenticated', 'accounts.google.com'],
    });
  });
});

describe('whom a trust policy lets in besides', () => {
  const KEY = 'cognito-identity.amazonaws.com';
  const [ID, OTHER, THIRD] = ['1', '2', '3'].map(digit => `eu-west-1:${digit.repeat(8)}-2222-3333-4444-555555555555`);
  const statement = (aud: unknown, amr: unknown, more: object = {}) => ({
    Effect: 'Allow',
    Principal: { Federated: KEY },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringLike: { [`${KEY}:aud`]: aud }, ...amr === undefined ? {} : { 'ForAnyValue:StringLike': { [`${KEY}:amr`]: amr } } },
    ...more,
  });
  const ask = (standing: 'authenticated' | 'unauthenticated', ...Statement: object[]) =>
    trustOfPool({ Version: '2012-10-17', Statement }, { id: ID, standing, providers: [] });

  test('other pools that it names, guests of theirs too', () => {
    expect(ask('authenticated', statement([ID, OTHER], 'authenticated')).otherPools).toBe('allowed');
    expect(ask('authenticated', statement(ID, 'authenticated'), statement(OTHER, 'unauthenticated')).otherPools).toBe('allowed');
    expect(ask('unauthenticated', statement(ID, 'unauthenticated'), statement([OTHER, THIRD], 'authenticated')).otherPools).toBe('allowed');
    expect(ask('authenticated', statement([ID, OTHER], 'authenticated'), { ...statement(OTHER, undefined), Effect: 'Deny' }).otherPools)
      .toBe('denied');
  });

  test('strangers by a pattern, but no pool that it names', () => {
    expect(ask('authenticated', statement('eu-west-1:*', 'authenticated')).strangers).toBe('allowed');
    expect(ask('authenticated', statement([ID, OTHER], 'authenticated')).strangers).toBe('denied');
  });

  test('tokens without a standing', () => {
    expect(ask('authenticated', statement(ID, undefined)).others).toBe('allowed');
    expect(ask('authenticated', statement(ID, 'authenticated')).others).toBe('denied');
    const address = { Condition: { StringEquals: { [`${KEY}:aud`]: ID }, IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } };
    expect(ask('authenticated', statement(ID, undefined, address))).toMatchObject({ intended: 'unknown', others: 'unknown' });
    expect(ask('authenticated', statement(ID, undefined, address), statement(ID, 'unauthenticated')).others).toBe('allowed');
  });

  test('those of a provider that it spells, where none is known', () => {
    expect(ask('authenticated', statement(ID, 'graph.facebook.com')).intended).toBe('allowed');
    expect(ask('authenticated', statement(ID, 'cognito-idp.*')).intended).toBe('allowed');
    expect(ask('unauthenticated', statement(ID, 'graph.facebook.com'))).toMatchObject({ intended: 'denied', others: 'allowed' });
  });

  test('sessions with tags only where it says so', () => {
    const actions = { Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'] };
    expect(ask('authenticated', statement(ID, 'authenticated', actions)).tagged).toBe('allowed');
    expect(ask('authenticated', statement(ID, 'authenticated')).tagged).toBe('denied');
    expect(ask('unauthenticated', statement(ID, 'authenticated', actions)).tagged).toBe('denied');
  });
});

const permission = (actions: string[], resources: string[], condition?: object, more: Partial<Permission> = {}): Permission =>
  ({ effect: 'Allow', actions, notActions: [], resources, notResources: [], condition, ...more });
const DENY = { effect: 'Deny' };

describe('every key of a bucket is listed', () => {
  const list = (condition?: object, denials: Permission[] = [], boundary?: Permission[], keys = {}) =>
    listsEverything(permission(['s3:ListBucket'], ['arn:aws:s3:::b'], condition), denials, boundary, keys);
  test.each<[string, object | undefined, boolean]>([
    ['without a condition', undefined, true],
    ['with an own prefix', { StringLike: { 's3:prefix': `${SUB}/*` } }, false],
    ['with an own prefix or an empty one', { StringLike: { 's3:prefix': ['', `${SUB}/*`] } }, true],
    ['with a prefix, if there is one', { StringLikeIfExists: { 's3:prefix': `${SUB}/*` } }, true],
    ['with any prefix', { StringLike: { 's3:prefix': '*' } }, true],
    ['with a limit to how many', { NumericLessThanEquals: { 's3:max-keys': '10' } }, true],
    ['by those of a tag', { StringEquals: { 'aws:PrincipalTag/team': '${aws:PrincipalTag/team}' } }, true],
    ['at a time', { DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } }, true],
  ])('%s', (_what, condition, expected) => expect(list(condition)).toBe(expected));

  test('not where it is denied, or out of the boundary', () => {
    expect(list(undefined, [permission(['s3:List*'], ['*'], undefined, DENY)])).toBe(false);
    expect(list(undefined, [permission(['s3:List*'], ['*'], { StringNotLike: { 's3:prefix': `${SUB}/*` } }, DENY)])).toBe(false);
    expect(list(undefined, [permission(['s3:GetObject'], ['*'], undefined, DENY)])).toBe(true);
    expect(list(undefined, [], [permission(['s3:GetObject'], ['*'])])).toBe(false);
    expect(list(undefined, [], [permission(['s3:*'], ['*'])])).toBe(true);
  });

  test('by who it is that asks', () => {
    const condition = { StringEquals: { 'aws:PrincipalAccount': '123456789012' } };
    expect(list(condition, [], undefined, { 'aws:PrincipalAccount': '123456789012' })).toBe(true);
    expect(list(condition, [], undefined, { 'aws:PrincipalAccount': '999999999999' })).toBe(false);
  });
});

describe('what is somebody else\'s is reached', () => {
  test.each<[string, Permission, boolean]>([
    ['by everything but some actions', permission([], ['arn:aws:s3:::b/*'], undefined, { notActions: ['iam:*'] }), true],
    ['by no action that counts', permission([], ['arn:aws:s3:::b/*'], undefined, { notActions: ['s3:*', 'dynamodb:*'] }), false],
    ['by an action that is none of the samples', permission(['sqs:Send*'], ['arn:aws:sqs:eu-west-1:1:q-?']), true],
    ['by an action in one\'s own place', permission(['sqs:SendMessage'], [`arn:aws:sqs:eu-west-1:1:q-${SUB}`]), false],
    ['in versions of a bucket, by an own prefix', permission(
      ['s3:ListBucketVersions'], ['arn:aws:s3:::b'], { StringLike: { 's3:prefix': `${SUB}/*` } },
    ), false],
    ['in a place of the user id', permission(['s3:GetObject'], ['arn:aws:s3:::b/${aws:userid}/*']), false],
    ['in a place with a default', permission(['s3:GetObject'], ["arn:aws:s3:::b/${aws:PrincipalTag/team, 'all'}/*"]), false],
    ['below a dollar that is spelt out', permission(['s3:GetObject'], ['arn:aws:s3:::b/${$}/*']), true],
    ['below a star that is spelt out', permission(['s3:GetObject'], ['arn:aws:s3:::b/${*}/*']), true],
    ['outside of a table', permission(
      ['dynamodb:GetItem'], [], undefined, { notResources: ['arn:aws:dynamodb:us-east-1:123456789012:table/a-table'] },
    ), true],
  ])('%s', (_what, statement, expected) => expect(reachesOthers(statement, [])).toBe(expected));

  test('unless who asks is kept out', () => {
    const statement = permission(['s3:GetObject'], ['arn:aws:s3:::b/*'], { StringEquals: { 'aws:PrincipalAccount': '1' } });
    expect([{ 'aws:PrincipalAccount': '1' }, { 'aws:PrincipalAccount': '2' }].map(keys => reachesOthers(statement, [], undefined, keys)))
      .toEqual([true, false]);
  });
});

describe('rules of a mapping', () => {
  const rule = (matchType: string, value: string, claim = 'custom:plan'): Rule => ({ index: 0, claim, matchType, value, roleArn: 'r' });
  test.each<[string, Rule, unknown, boolean | string]>([
    ['an equal claim', rule('Equals', 'gold'), 'gold', true],
    ['another', rule('Equals', 'gold'), 'silver', false],
    ['a number', rule('Equals', '7'), 7, true],
    ['none', rule('NotEqual', 'gold'), undefined, false],
    ['an empty one', rule('NotEqual', 'gold'), '', false],
    ['empty ones', rule('NotEqual', 'gold'), ['', ''], false],
    ['an empty list', rule('NotEqual', 'gold'), [], false],
    ['one among several', rule('Equals', 'a'), ['a', 'b'], 'several values'],
    ['what one of several has inside', rule('Contains', 'a'), ['xa', 'b'], true],
    ['what none has inside, but for the comma', rule('Contains', 'a,b'), ['a', 'b'], 'several values'],
    ['another than one of several', rule('NotEqual', 'a'), ['a', 'b'], 'several values'],
    ['another than all', rule('NotEqual', 'c'), ['a', 'b'], true],
    ['one value in a list', rule('Equals', 'a'), ['a'], true],
    ['an empty one among others', rule('Equals', 'c'), ['', 'b'], false],
    ['an object', rule('Equals', 'a'), { a: 1 }, 'is an object'],
    ['objects', rule('Equals', 'a'), ['a', { a: 1 }], 'is a list of objects'],
    ['what every object has', rule('NotEqual', 'x', 'constructor'), undefined, false],
  ])('%s', (_what, one, claim, expected) => {
    const found = matches(one, claim === undefined ? {} : { [one.claim]: claim });
    if (typeof expected === 'string') {
      expect(found).toBeInstanceOf(Unknown);
      expect((found as Unknown).why).toMatch(`the claim ${one.claim} `);
      expect((found as Unknown).why).toMatch(expected);
      expect((found as Unknown).why).toMatch(/how (that|they) compares? is not documented$/);
    } else {expect(found).toBe(expected);}
  });

  test('are read in their order, with what is not known of them', () => {
    const gap = { 'Fn::Unresolved': 'it hangs on X' };
    const mapping = {
      RulesConfiguration: {
        Rules: [
          { Claim: 'a', MatchType: 'Equals', Value: 7, RoleARN: 'r' },
          { Claim: gap, MatchType: 'Equals', RoleARN: { b: 1 } },
        ],
      },
    };
    expect(rulesOf(mapping)).toEqual([
      { index: 0, claim: 'a', matchType: 'Equals', value: '7', roleArn: 'r', unknown: undefined },
      {
        index: 1,
        claim: '(not known: it hangs on X)',
        matchType: 'Equals',
        value: '(missing)',
        roleArn: '{"b":1}',
        unknown: 'it hangs on X',
      },
    ]);
    expect(rulesOf(mapping)).toBe(rulesOf(mapping));
    expect([{}, { RulesConfiguration: 'x' }, { RulesConfiguration: {} }].map(rulesOf)).toEqual([[], [], []]);
  });
});

test('those who sign in see pages with the code and with the implicit grant, machines see none', () => {
  expect([['code'], ['implicit'], ['client_credentials', 'code'], ['client_credentials'], []].map(goesToPages))
    .toEqual([true, true, true, false, false]);
});

describe('clients that register themselves', () => {
  test.each<[string | undefined, boolean]>([[undefined, true], ['Enabled', true], ['ENABLED', true], ['Disabled', false], ['', false]])(
    'are let in with the status %p', (status, expected) => expect(isRegistrationOn({ status })).toBe(expected));

  test.each<[string, string | undefined, boolean, string[], string | undefined]>([
    ['anyone', undefined, true, [], 'anyone'],
    ['anyone, with the scope too', undefined, true, [SELF_SERVICE_SCOPE], 'anyone'],
    ['those with a token', 'Enabled', false, ['openid', SELF_SERVICE_SCOPE], 'token'],
    ['nobody with other scopes', 'Enabled', false, ['openid'], undefined],
    ['nobody where it is off', 'Disabled', true, [SELF_SERVICE_SCOPE], undefined],
  ])('make writers of %s', (_what, status, open, scopes, expected) => expect(registersWriters({ status, open, scopes })).toBe(expected));

  test.each([
    ['https://*', true], ['https://*.com', true], ['https://*.example.com', false], ['https://*.example.com:8443/x', false],
    ['https://*.example.com:*/x', false], ['https://app.example.com/*', false], ['https://app-*.example.com', false],
    ['https://*example.com', true], ['https://a.*', true], ['https://*.*', true], ['https://*.co.uk', true],
    ['https://*.shop.co.uk', false],
    ['https://example.com', false], ['https://github.io', false], ['https://co.uk/*', false], ['https://*:8443', true],
    ['https://*.example.com:84*', false], ['https://*.co.uk:8443', true], ['https://*.co.uk:*', true], ['https://app.*.github.io', true],
    ['https://*.mygithub.io', false], ['https://*.github.io.example.com', false], ['*.github.io', true],
    ['https://*.example.com/https://*.com', false], ['app://*.github.io', true], ['https://app-*.github.io', true],
    ['https://*.GitHub.io', true], ['https://me.*.example.com', false], ['*.example.com', false], ['https://*.«Domain»', false],
    ...['com.au', 'co.jp', 'com.br', 'amazonaws.com', 'cloudfront.net', 'amplifyapp.com', 'awsapprunner.com', 'gitlab.io', 'vercel.app',
      'netlify.app', 'pages.dev', 'workers.dev', 'herokuapp.com', 'web.app', 'firebaseapp.com', 'azurewebsites.net', 'ngrok.io']
      .map((domain): [string, boolean] => [`https://*.${domain}/client.json`, true]),
  ])('the addresses %s are of anyone: %s', (pattern, expected) => expect(hasAnyHost(pattern)).toBe(expected));
});
