import { Patch, patched, trust } from './good-template';
import { factsOf } from '../../src/guardrails/private/facts/facts';
import { at, entriesOf, isNot, isOff, lacks } from '../../src/guardrails/private/facts/gaps';
import { isStandard, missingFrom, schemaEntry } from '../../src/guardrails/private/facts/schema';
import type { PoolFact, RoleFact, StatementFact } from '../../src/guardrails/private/facts/types';
import { changeableContacts } from '../../src/guardrails/private/judging/changeable-contacts';
import { selfChosen, settingsOf, writersOf } from '../../src/guardrails/private/judging/claim-writers';
import { problemOf } from '../../src/guardrails/private/judging/client-urls';
import { guestGrants } from '../../src/guardrails/private/judging/guest-grants';
import {
  allowsPasskeys, clientsWithPages, hasManagedLogin, mayHaveOtherDomain, offersChoice,
} from '../../src/guardrails/private/judging/login-pages';
import {
  allows, appRoles, beyondWildcards, granting, guestRoles, guestsPossible, isNarrowed, isOwn, isWholeService, isWrite, liveGuestRoles,
  liveRoles, looksOwn, onAnything, onlyLooksOwn, readsAll, signedInRoles, VARIABLES,
} from '../../src/guardrails/private/judging/statements';

/** What rules ask of single statements, clients and pools, and of the facts of a template as a whole. */
const GAP = '«?what»';
const SUB = '${cognito-identity.amazonaws.com:sub}';
const facts = (patch: Patch = {}) => factsOf([{ name: 'T', body: patched(structuredClone(patch)) }], () => false);
const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id).sort();
const statement = (actions: string[], resources: string[] = ['*'], more: Partial<StatementFact> = {}): StatementFact =>
  ({ effect: 'Allow', actions, notActions: [], notResources: [], resources, condition: {}, principal: undefined, ...more });
const role = (statements: StatementFact[], more: Partial<RoleFact> = {}) =>
  ({ props: {}, trust: [] as StatementFact[], uses: [] as RoleFact['uses'], statements, ...more }) as RoleFact;
const pool = (props: object, more: Partial<PoolFact> = {}): PoolFact => ({
  key: '0:Pool',
  id: 'Pool',
  type: 'AWS::Cognito::UserPool',
  template: 'T',
  clients: [],
  groups: [],
  identityProviders: [],
  domains: [],
  selfSignUp: false,
  ...more,
  props,
});
const resource = (props: object, type = 'AWS::Cognito::UserPoolClient', id = 'Client') =>
  ({ key: `0:${id}`, id, type, template: 'T', props });

describe('values that are not known', () => {
  test('are what they lead to', () => {
    expect([at({ a: { b: 1 } }, 'a', 'b'), at({ a: GAP }, 'a', 'b', 'c'), at({ a: 1 }, 'b', 'c'), at(undefined, 'a')])
      .toEqual([1, GAP, undefined, undefined]);
  });
  test('have no entries', () => expect([{ a: 1 }, GAP, null, undefined].map(entriesOf)).toEqual([[['a', 1]], [], [], []]));
  test('are neither on nor off', () => {
    expect([undefined, false, 'false', true, 'true', GAP].map(isOff)).toEqual([true, true, true, false, false, false]);
  });
  test('may be what is asked for', () => {
    expect(['a', 'b', undefined, GAP].map(value => isNot(value, 'a'))).toEqual([false, true, true, false]);
    expect([['a', 'b'], ['b', 'c'], [], undefined, ['b', GAP], 'a'].map(list => lacks(list, 'a')))
      .toEqual([false, true, true, true, false, false]);
  });
});

describe('an address that tokens are sent to', () => {
  test.each<[string, string | undefined]>([
    ['https://*.acme.dev/', 'high: a pattern'],
    ['http://localhost:3000/back', 'medium: this machine'], ['https://localhost', 'medium: this machine'],
    ['HTTP://127.0.0.1/', 'medium: this machine'], ['http://[::1]:8080', 'medium: this machine'],
    ['http://localhost.acme.dev', 'high: not encrypted'], ['http://acme.dev', 'high: not encrypted'],
    ['HTTP://acme.dev', 'high: not encrypted'], ['https://acme.dev/http://localhost', undefined],
    ['https://example.com', 'high: a placeholder'], ['https://www.example.org/back', 'high: a placeholder'],
    ['https://EXAMPLE.net:8443', 'high: a placeholder'], ['https://app.example.com', undefined], ['https://example.dev', undefined],
    ['https://my-example.com', undefined], ['https://example.com.acme.dev', undefined],
    ['acme://back', 'medium: a scheme that any app may take'], ['my-app+x:back', 'medium: a scheme that any app may take'],
    ['com.acme.app://back', undefined], ['https://acme.dev', undefined], ['HTTPS://acme.dev', undefined], ['back', undefined],
    ['1app://back', undefined],
  ])('%s', (url, expected) => {
    const problem = problemOf(url);
    expect(problem && `${problem.severity}: ${problem.what}`).toBe(expected);
  });
});

describe('addresses that count as soon as they are changed', () => {
  const VERIFIED = { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] } };
  test.each<[string, object, string[]]>([
    ['those that people sign in with', { UsernameAttributes: ['email', 'phone_number'] }, ['email', 'phone_number']],
    ['aliases, but for names', { AliasAttributes: ['phone_number', 'preferred_username'] }, ['phone_number']],
    ['those that are verified', { AutoVerifiedAttributes: ['email'] }, ['email']],
    ['each once', { UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'] }, ['email']],
    [
      'only those that are verified, where some are',
      { UsernameAttributes: ['email', 'phone_number'], AutoVerifiedAttributes: ['email'] }, ['email'],
    ],
    ['not those that are kept until verified', { UsernameAttributes: ['email', 'phone_number'], ...VERIFIED }, ['phone_number']],
    ['not those that cannot be changed', { UsernameAttributes: ['email'], Schema: [{ Name: 'email', Mutable: false }] }, []],
    [
      'those that can',
      { UsernameAttributes: ['email'], Schema: [{ Name: 'email', Mutable: 'true' }, { Name: 'x', Mutable: false }] }, ['email'],
    ],
    ['not what is not known', { UsernameAttributes: ['email'], UserAttributeUpdateSettings: GAP }, []],
    ['none', {}, []],
  ])('%s', (_what, props, expected) => expect(changeableContacts(pool(props))).toEqual(expected));
});

describe('attributes of a pool', () => {
  const own = pool({ Schema: [{ Name: 'plan' }, { Name: 'custom:team' }, { Name: 'email', Required: true }, GAP] });
  test('are those that every pool has', () => {
    expect(['email', 'sub', 'email_verified', 'custom:email', 'plan'].map(isStandard)).toEqual([true, true, true, false, false]);
  });
  test('are found by the name in tokens', () => {
    expect(['custom:plan', 'custom:team', 'email', 'plan', 'name'].map(name => schemaEntry(own, name)?.Name))
      .toEqual(['plan', 'custom:team', 'email', undefined, undefined]);
  });
  test('are missing where all that there are is known', () => {
    const known = pool({ Schema: [{ Name: 'plan' }] });
    const names = ['email', 'custom:plan', 'plan', 'dev:plan', 'dev:custom:plan', 'custom:team', 'dev:team', GAP, 7];
    expect(missingFrom(known, names)).toEqual(['plan', 'custom:team', 'dev:team']);
    expect(missingFrom(own, names)).toEqual(['plan']);
    expect(missingFrom(pool({ Schema: [{ Name: GAP }] }), names)).toEqual(['plan']);
    expect(missingFrom(pool({}), ['custom:plan', 'name'])).toEqual(['custom:plan']);
  });
});

describe('who writes a claim', () => {
  const client = (props: object, id = 'Client') => resource(props, undefined, id);
  const SRP = { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] };
  const of = (props: object, clients: ReturnType<typeof client>[], more: Partial<PoolFact> = {}) =>
    writersOf('custom:plan', pool(props, { clients, ...more }));
  const PLAN = { Schema: [{ Name: 'plan' }] };

  test('clients, each in its way', () => {
    const clients = [
      client({ ...SRP, WriteAttributes: ['custom:plan'] }, 'One'),
      client(SRP, 'All'),
      client({ ...SRP, WriteAttributes: ['email'] }, 'None'),
    ];
    const { updating, signingUp, mutable } = of(PLAN, clients);
    expect([updating.map(found => `${found.client.id} ${found.unset}`), signingUp, mutable]).toEqual([['One false', 'All true'], [], true]);
    expect(ids(of(PLAN, clients, { selfSignUp: true }).signingUp)).toEqual(['All', 'One']);
    expect(ids(of(PLAN, [client({ ...SRP, GenerateSecret: true })], { selfSignUp: true }).signingUp)).toEqual([]);
  });

  test.each<[string, object, boolean]>([
    ['can be changed unless told otherwise', PLAN, true],
    ['can be changed', { Schema: [{ Name: 'plan', Mutable: 'true' }] }, true],
    ['cannot be changed', { Schema: [{ Name: 'custom:plan', Mutable: false }] }, false],
    ['is not known to be changed', { Schema: [{ Name: 'plan', Mutable: GAP }] }, false],
    ['may not be there', { Schema: [{ Name: 'other' }, GAP] }, false],
    ['may be of a name that is not known', { Schema: [{ Name: GAP }] }, false],
    ['is none of the schema', { Schema: [{ Name: 'other', Mutable: false }] }, true],
  ])('an attribute that %s', (_what, props, mutable) => {
    const found = of(props, [client(SRP)]);
    expect([found.mutable, found.updating.length]).toEqual([mutable, mutable ? 1 : 0]);
  });

  test('providers that fill it', () => {
    const provider = (AttributeMapping: unknown, id: string) =>
      resource({ AttributeMapping }, 'AWS::Cognito::UserPoolIdentityProvider', id);
    const identityProviders = [provider({ 'custom:plan': 'x' }, 'A'), provider({ email: 'custom:plan' }, 'B'), provider(GAP, 'C')];
    expect(ids(of(PLAN, [], { identityProviders }).mapped)).toEqual(['A']);
  });

  test('what of a client is not known stands for nothing', () => {
    expect(settingsOf(client({ AllowedOAuthFlows: ['code', GAP], AllowedOAuthScopes: [GAP], ExplicitAuthFlows: [GAP] })))
      .toEqual({ allowedOAuthFlows: ['code'], allowedOAuthScopes: [], explicitAuthFlows: [], secret: false });
    expect(settingsOf(client({ WriteAttributes: [GAP, 'email'], GenerateSecret: GAP })))
      .toEqual({ allowedOAuthFlows: [], allowedOAuthScopes: [], writeAttributes: [GAP, 'email'], secret: true });
  });

  test.each<[string, Partial<PoolFact>, boolean]>([
    ['email', {}, true], ['phone_number', {}, true], ['cognito:username', {}, true], ['sub', {}, false], ['cognito:groups', {}, false],
    ['name', {}, false], ['name', { clients: [client(SRP)] }, true],
    ['custom:plan', { clients: [client({ WriteAttributes: ['custom:plan'] })] }, true],
    ['custom:plan', { clients: [client({ ExplicitAuthFlows: [], WriteAttributes: ['custom:plan'] })], selfSignUp: true }, true],
    ['custom:plan', { clients: [client({ ExplicitAuthFlows: [], WriteAttributes: ['custom:plan'] })] }, false],
  ])('%s is of the subject\'s own choice', (claim, more, expected) => expect(selfChosen(claim, pool({}, more))).toBe(expected));
});

describe('login pages', () => {
  const CODE = { AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'] };
  test.each<[string, object, boolean]>([
    ['with the code', CODE, true], ['said as text', { ...CODE, AllowedOAuthFlowsUserPoolClient: 'true' }, true],
    ['not switched on', { AllowedOAuthFlows: ['code'] }, false],
    ['of a machine', { ...CODE, AllowedOAuthFlows: ['client_credentials'] }, false],
    ['of the pool itself', { ...CODE, SupportedIdentityProviders: ['COGNITO'] }, true],
    ['of one other provider', { ...CODE, SupportedIdentityProviders: ['corp'] }, false],
    ['of several', { ...CODE, SupportedIdentityProviders: ['corp', 'Google'] }, true],
    ['of providers that are not known', { ...CODE, SupportedIdentityProviders: GAP }, false],
  ])('are those of a client %s', (_what, props, expected) => {
    expect(clientsWithPages(pool({}, { clients: [resource(props)] }))).toHaveLength(expected ? 1 : 0);
  });

  test('are managed by the version of the domain', () => {
    const versions = [2, '2', 1, undefined, GAP, '«0:Version»'];
    expect(versions.map(ManagedLoginVersion => hasManagedLogin(resource({ ManagedLoginVersion }))))
      .toEqual([true, true, false, false, undefined, undefined]);
  });

  test('may be on a domain of which it is not known whose it is', () => {
    const domain = (UserPoolId: unknown) =>
      facts({ Domain: { Type: 'AWS::Cognito::UserPoolDomain', Properties: { UserPoolId, Domain: 'd' } } });
    expect([domain({ Ref: 'Pool' }), domain({ Ref: 'Elsewhere' }), domain('eu-west-1_abc'), facts()].map(mayHaveOtherDomain))
      .toEqual([false, true, true, false]);
  });

  test('offer passkeys where pool and client let them', () => {
    const of = (AllowedFirstAuthFactors: unknown) => pool({ Policies: { SignInPolicy: { AllowedFirstAuthFactors } } });
    expect([of(['PASSWORD', 'WEB_AUTHN']), of(['PASSWORD']), of(GAP), pool({})].map(allowsPasskeys)).toEqual([true, false, false, false]);
    expect([['ALLOW_USER_AUTH'], ['ALLOW_USER_SRP_AUTH'], GAP, undefined]
      .map(ExplicitAuthFlows => offersChoice(resource({ ExplicitAuthFlows })))).toEqual([true, false, true, false]);
  });
});

describe('a statement', () => {
  test.each<[StatementFact, boolean]>([
    [statement([], ['*']), true], [statement([], ['arn:aws:s3:::b', 'arn:aws:sqs:*:*:*']), true], [statement([], ['arn:*:*:*:*:*']), true],
    [statement([], ['arn:aws:s3:::*']), true], [statement([], ['arn:aws:sqs:*:*:*:x']), false], [statement([], []), false],
  ])('%j is on anything: %s', (one, expected) => expect(onAnything(one)).toBe(expected));

  test.each([
    ['arn:aws:secretsmanager:*:*:secret:*', true], ['arn:aws:s3:::secret/*', false],
    ['arn:aws:dynamodb:*:*:table/*', true], ['arn:aws:s3:::table/*', false],
    ['arn:aws:*:*:*:table/*', true], ['arn:aws:sns:*:*:stream:*', false], ['arn:aws:execute-api:*:*:repository/*', false],
    ['arn:aws:codecommit:*:*:user/*', false], ['arn:aws:s3:::*/*', true], ['arn:aws:s3express:::table/*', true],
  ])('a name is no kind of resource: %s is on anything: %s', (arn, expected) => {
    expect(onAnything(statement([], [arn]))).toBe(expected);
  });

  test('grants by patterns', () => {
    expect(granting(statement(['s3:*', 'sqs:SendMessage', 's3:Get*']), ['s3:GetObject', 's3:PutObject'])).toEqual(['s3:*', 's3:Get*']);
    expect(['*', '*:*', 's3:*', 'execute-api:*', 's3:Get*', 's3:GetObject', '*x'].map(isWholeService))
      .toEqual([true, true, true, true, false, false, false]);
    expect(['s3:PutObject', 's3:GetObject', `s3:${GAP}`, 's3:*'].map(isWrite)).toEqual([true, false, false, true]);
    expect(allows(role([statement(['a:b']), statement(['c:d'], ['*'], { effect: 'Deny' })])).map(({ actions }) => actions))
      .toEqual([['a:b']]);
  });

  const bucket = (tail: string) => `arn:aws:s3:::b/${tail}`;
  const LEADING = (...values: string[]) => ({ 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': values } });
  test.each<[string, StatementFact, boolean]>([
    ['an own prefix', statement(['s3:GetObject'], [bucket(`${SUB}/*`)]), true],
    ['a tag of one\'s own', statement(['s3:GetObject'], [bucket('${aws:PrincipalTag/team}/*')]), true],
    ['the user id', statement(['s3:GetObject'], [bucket('${AWS:userid}/*')]), true],
    ['keys of the table', statement(['dynamodb:GetItem'], ['*'], { condition: LEADING('all') }), true],
    ['a condition on oneself', statement(['x:Y'], ['*'], { condition: { StringLike: { 's3:prefix': `${SUB}/*` } } }), true],
    ['a variable of the request', statement(['s3:GetObject'], [bucket('${aws:SourceIp}/*')]), false],
    ['another condition', statement(['s3:GetObject'], ['*'], { condition: { Bool: { 'aws:SecureTransport': 'true' } } }), false],
    ['a condition that is not known', statement(['s3:GetObject'], ['*'], { condition: { Bool: GAP as any } }), false],
  ])('looks own by %s: %#', (_what, one, expected) => expect(looksOwn(one)).toBe(expected));

  test.each<[string, StatementFact, StatementFact[], boolean]>([
    ['an own prefix', statement(['s3:GetObject'], [bucket(`${SUB}/*`)]), [], true],
    ['everybody\'s', statement(['s3:GetObject'], [bucket('*')]), [], false],
    ['no resource', statement(['s3:GetObject'], []), [], false],
    ['all but one resource', statement(['s3:GetObject'], [], { notResources: [bucket('x')] }), [], false],
    ['a condition that is not known', statement(['s3:GetObject'], [bucket('*')], { condition: GAP as any }), [], true],
    ['a part of it that is not known', statement(['s3:GetObject'], [bucket('*')], { condition: { Bool: GAP as any } }), [], true],
    ['what is denied elsewhere', statement(['s3:GetObject'], [bucket('*')]),
      [statement(['s3:*'], [], { effect: 'Deny', notResources: [bucket(`${SUB}/*`)] })], true],
    ['what is allowed elsewhere', statement(['s3:GetObject'], [bucket('*')]), [statement(['s3:*'], [bucket(`${SUB}/*`)])], false],
    ['an action that is not known', statement([GAP], [bucket('*')]), [], true],
  ])('is about one\'s own data by %s', (_what, one, others, expected) => {
    const holder = role([one, ...others]);
    expect(isOwn(one, holder)).toBe(expected);
    expect(isNarrowed(one, holder)).toBe(expected && others.length > 0);
  });

  test('is narrowed by a boundary', () => {
    const one = statement(['s3:GetObject'], ['*']);
    const [narrow, wide] = [[statement(['s3:*'], [bucket(`${SUB}/*`)])], [statement(['*'])]].map(boundary => role([one], { boundary }));
    expect([isNarrowed(one, narrow), isNarrowed(one, wide), isNarrowed(one, role([one]))]).toEqual([true, false, false]);
    const whole = statement(['s3:*', 'sqs:SendMessage']);
    expect(beyondWildcards(whole, role([whole])).actions).toEqual(['sqs:SendMessage']);
    expect(beyondWildcards(whole, role([whole], { boundary: narrow.boundary })).actions).toEqual(['s3:*', 'sqs:SendMessage']);
    expect(beyondWildcards(statement(['s3:*'], [bucket('*')]), role([])).actions).toEqual(['s3:*']);
  });

  test('only looks own where its condition does not keep to it', () => {
    const scan = statement(['dynamodb:Scan'], ['*'], { condition: LEADING(SUB) });
    const get = statement(['dynamodb:GetItem'], ['*'], { condition: LEADING(SUB) });
    const mixed = statement(['s3:GetObject'], [bucket(`${SUB}/*`), bucket('*')]);
    expect([scan, get, mixed].map(one => onlyLooksOwn(one, role([one])))).toEqual([true, false, false]);
  });

  test.each<[string[], string[], StatementFact['condition'], boolean]>([
    [['s3:GetObject'], ['arn:aws:s3:::b/*'], {}, true], [['s3:PutObject'], ['arn:aws-cn:s3:::b/**'], {}, true],
    [['s3:DeleteObject'], ['*'], {}, true], [['s3:*'], ['«0:Bucket.Arn»/*'], {}, true],
    [['s3:Get*'], ['arn:«AWS::Partition»:s3:::b/*'], {}, true],
    [['s3:GetObject'], ['arn:aws:s3:::*'], {}, true], [['s3:GetObject'], ['arn:aws:s3:::b/x/*', 'arn:aws:s3:::b/*'], {}, true],
    [['s3:GetObject'], ['arn:aws:s3:::b/x/*'], {}, false], [['s3:ListBucket'], ['*'], {}, false],
    [['s3:GetObject'], ['arn:aws:s3:::b'], {}, false],
    [['dynamodb:GetItem'], ['t'], {}, true], [['dynamodb:Query'], ['t'], {}, true], [['dynamodb:Scan'], ['t'], {}, true],
    [['dynamodb:PutItem'], ['t'], {}, false], [['dynamodb:Query'], ['t'], LEADING(SUB), false],
    [['dynamodb:Query'], ['t'], { StringEquals: { 'dynamodb:Select': 'COUNT' } }, true],
    [['dynamodb:Query'], ['t'], { Bool: GAP as any }, false],
  ])('%j on %j under %j reads all: %s', (actions, resources, condition, expected) =>
    expect(readsAll(statement(actions, resources, { condition }))).toBe(expected));

  test.each([
    ['aws:PrincipalTag/team', true], ["aws:PrincipalTag/team, 'all'", true], ['cognito-identity.amazonaws.com:sub', true],
    ['cognito-identity.cn-north-1.amazonaws.com.cn:aud', true], ['*', true], ['?', true], ['$', true], ['s3:prefix', true],
    ['cognito:sub', false], ['sub', false], ['aws', false], ['cognito-identity.amazonaws.com.example:sub', false], ['team', false],
  ])('knows the variable %s: %s', (name, expected) => expect(VARIABLES.test(name)).toBe(expected));
});

const attached = (more: object) => ({ 'Roles/Roles': { authenticated: { 'Fn::GetAtt': ['Member', 'Arn'] }, ...more } });
const GUEST_ROLE = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust('unauthenticated') } };
const LAMBDA_ROLE = {
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
  },
};
const GUESTS = { 'Guest': GUEST_ROLE, 'Identities/AllowUnauthenticatedIdentities': true };
const GIVEN = attached({ unauthenticated: { 'Fn::GetAtt': ['Guest', 'Arn'] } });

describe('roles', () => {
  test('of the app are those that are given, or trust', () => {
    expect(ids(appRoles(facts({ Job: LAMBDA_ROLE })))).toEqual(['Gold', 'Member']);
    expect(ids(appRoles(facts({ 'Job': LAMBDA_ROLE, 'Roles/Roles/authenticated': { 'Fn::GetAtt': ['Job', 'Arn'] } }))))
      .toEqual(['Gold', 'Job', 'Member']);
  });

  test('of guests are those that are given to them, or trust them', () => {
    const lists = (patch: Patch) => [guestRoles, liveGuestRoles, signedInRoles, liveRoles].map(of => ids(of(facts(patch))));
    expect(lists({})).toEqual([[], [], ['Gold', 'Member'], ['Gold', 'Member']]);
    expect(lists({ ...GUESTS, ...GIVEN })).toEqual([['Guest'], ['Guest'], ['Gold', 'Member'], ['Gold', 'Guest', 'Member']]);
    expect(lists(GUESTS)).toEqual([['Guest'], ['Guest'], ['Gold', 'Member'], ['Gold', 'Guest', 'Member']]);
    expect(lists({ ...GIVEN, Guest: LAMBDA_ROLE })[0]).toEqual(['Guest']);
  });

  test('of guests stand by where there are none', () => {
    const none = { Guest: GUEST_ROLE };
    for (const patch of [none, { ...none, ...GIVEN }]) {
      expect([guestRoles, liveGuestRoles, liveRoles].map(of => ids(of(facts(patch))))).toEqual([['Guest'], [], ['Gold', 'Member']]);
    }
    const open = { ...none, ...GIVEN, 'Identities/AllowUnauthenticatedIdentities': { Ref: 'Somewhere' } };
    expect(ids(liveGuestRoles(facts(open)))).toEqual(['Guest']);
    const both = { ...none, ...attached({ authenticated: { 'Fn::GetAtt': ['Guest', 'Arn'] } }) };
    expect(ids(liveRoles(facts(both)))).toContain('Guest');
  });

  test('are tied to a pool with guests by an attachment or by their trust', () => {
    const possible = (patch: Patch, id: string) => {
      const all = facts(patch);
      return guestsPossible(all.roles.find(found => found.id === id)!, all);
    };
    expect([possible({}, 'Member'), possible(GUESTS, 'Member'), possible(GUESTS, 'Guest')]).toEqual([false, true, true]);
    expect(possible({ ...GUESTS, Job: LAMBDA_ROLE }, 'Job')).toBe(false);
  });

  const grants = (Action: unknown, Resource: unknown = '*', more: object = {}) => {
    const Policies = [{ PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource, ...more }] } }];
    const Guest = { ...GUEST_ROLE, Properties: { ...GUEST_ROLE.Properties, Policies } };
    const [{ writes, writing, dead }] = guestGrants(facts({ ...GUESTS, ...GIVEN, Guest }));
    return { writes, writing: writing.flatMap(({ actions }) => actions), dead };
  };
  test.each<[string, ReturnType<typeof grants>, ReturnType<typeof grants>]>([
    ['writing', grants(['s3:PutObject', 's3:GetObject']), { writes: ['s3:PutObject'], writing: ['s3:PutObject'], dead: [] }],
    ['their own', grants('s3:PutObject', `arn:aws:s3:::b/${SUB}/*`), { writes: [], writing: [], dead: [] }],
    ['whole services', grants(['s3:*', 'cognito-sync:*', 'geo-maps:*']), {
      writes: ['s3:*'], writing: expect.arrayContaining(['s3:*']) as any, dead: [],
    }],
    ['all but something', grants(undefined, '*', { NotAction: ['iam:*', 'sts:*'] }), {
      writes: ['everything but iam:*', 'everything but sts:*'], writing: [], dead: [],
    }],
    ['what they cannot use', grants(['ec2:DescribeInstances', 'ec2:RunInstances']), {
      writes: ['ec2:RunInstances'], writing: ['ec2:RunInstances'], dead: ['ec2:DescribeInstances', 'ec2:RunInstances'],
    }],
  ])('of guests grant %s', (_what, found, expected) => expect(found).toEqual(expected));

  test('of guests grant what the name of a policy of AWS says, and nothing that a policy of unknown content may say', () => {
    const named = (...ManagedPolicyArns: unknown[]) => guestGrants(facts({
      ...GUESTS, ...GIVEN, Guest: { ...GUEST_ROLE, Properties: { ...GUEST_ROLE.Properties, ManagedPolicyArns } },
    }))[0].writes;
    const full = 'arn:aws:iam::aws:policy/SomeServiceFullAccess';
    const others = ['Mine', 'MyReadOnly', 'MyFullAccess'].map(name => `arn:aws:iam::123456789012:policy/${name}`);
    expect(named(full, full, ...others, 'arn:aws:iam::aws:policy/SomeServiceReadOnly')).toEqual([full]);
  });
});
