import { Patch, patched } from './good-template';
import { factsOf } from '../../src/guardrails/private/facts/facts';
import { audienceOf } from '../../src/guardrails/private/facts/pool-keys';
import { implies, overlap, rulesOf } from '../../src/guardrails/private/facts/rule-logic';
import type { ResourceFact, StatementFact } from '../../src/guardrails/private/facts/types';
import { claimsInUse, distinct, entriesFor, foreignClaimsInUse, namesOf } from '../../src/guardrails/private/judging/claims-in-use';
import { functionOf, qualifierOf, triggersOf } from '../../src/guardrails/private/judging/triggers';
import {
  absentPasses, allowsAction, assumptions, guestsPass, intendedPass, membersPass, strangersPass, trustsOf,
} from '../../src/guardrails/private/judging/trusts';
import { unreadValues } from '../../src/guardrails/private/judging/unread/values';

/** What rules ask of trust policies, claims, triggers and of what was not read. */
const GAP = '«?what»';
const facts = (patch: Patch = {}) => factsOf([{ name: 'T', body: patched(structuredClone(patch)) }], () => false);

describe('trust', () => {
  const KEY = 'cognito-identity.amazonaws.com';
  const of = (patch: Patch, id = 'Member') => {
    const all = facts(patch);
    return { all, found: all.roles.find(one => one.id === id)!, trusts: assumptions(all).filter(({ role: one }) => one.id === id) };
  };
  const STATEMENT = 'Member/AssumeRolePolicyDocument/Statement/0';

  test('is what lets tokens in, with what it asks of them', () => {
    const [{ aud, amr }] = trustsOf(of({}).found);
    expect(aud).toEqual([{ operator: 'StringEquals', key: `${KEY}:aud`, values: ['«0:Identities»'] }]);
    expect(amr).toEqual([{ operator: 'ForAnyValue:StringLike', key: `${KEY}:amr`, values: ['authenticated'] }]);
  });

  test.each<[string, Patch, number]>([
    ['a denial', { [`${STATEMENT}/Effect`]: 'Deny' }, 0],
    ['anyone, asked for a token', { [`${STATEMENT}/Principal`]: '*' }, 1],
    ['any account, asked for a token', { [`${STATEMENT}/Principal`]: { AWS: ['*'] } }, 1],
    ['anyone, not asked', { [`${STATEMENT}/Principal`]: '*', [`${STATEMENT}/Condition`]: {} }, 0],
    ['another provider', { [`${STATEMENT}/Principal`]: { Federated: 'accounts.google.com' } }, 0],
    ['a test for a key alone', { [`${STATEMENT}/Principal`]: '*', [`${STATEMENT}/Condition`]: { Null: { [`${KEY}:aud`]: 'false' } } }, 0],
  ])('of %s', (_what, patch, expected) => expect(trustsOf(of(patch).found)).toHaveLength(expected));

  test.each<[string[], string[], boolean, boolean]>([
    [['sts:AssumeRoleWithWebIdentity'], [], true, false], [['sts:*'], [], true, true], [['sts:TagSession'], [], false, true],
    [[], ['sts:TagSession'], true, false], [[], ['sts:Assume*'], false, true], [[], [], false, false],
  ])('%j, all but %j', (actions, notActions, assumes, tags) => {
    const one = { effect: 'Allow', actions, notActions, notResources: [], resources: [], condition: {}, principal: '*' } as StatementFact;
    expect([allowsAction(one, 'sts:AssumeRoleWithWebIdentity'), allowsAction(one, 'sts:TagSession')]).toEqual([assumes, tags]);
  });

  test.each<[string, Patch, string[]]>([
    ['those signed in', {}, ['denied', 'denied', 'allowed', 'denied', 'denied']],
    ['guests', { [`${STATEMENT}/Condition/ForAnyValue:StringLike`]: { [`${KEY}:amr`]: 'unauthenticated' } },
      ['denied', 'allowed', 'denied', 'denied', 'denied']],
    ['whoever is of the pool', { [`${STATEMENT}/Condition/ForAnyValue:StringLike`]: undefined },
      ['denied', 'allowed', 'allowed', 'denied', 'allowed']],
    ['whoever signed in somewhere', { [`${STATEMENT}/Condition/StringEquals`]: undefined },
      ['allowed', 'denied', 'allowed', 'allowed', 'denied']],
    ['those of an address', { [`${STATEMENT}/Condition/IpAddress`]: { 'aws:SourceIp': '10.0.0.0/8' } },
      ['denied', 'denied', 'unknown', 'denied', 'denied']],
    ['those of a provider', { [`${STATEMENT}/Condition/ForAnyValue:StringLike`]: { [`${KEY}:amr`]: 'cognito-idp.*' } },
      ['denied', 'denied', 'allowed', 'denied', 'denied']],
    ['those of a region that is not said',
      { [`${STATEMENT}/Principal`]: { Federated: { 'Fn::Sub': 'cognito-identity.${AWS::URLSuffix}' } } },
      ['denied', 'denied', 'allowed', 'denied', 'denied']],
  ])('lets in %s', (_what, patch, expected) => {
    const [one] = of(patch).trusts;
    expect([strangersPass(one), guestsPass(one), membersPass(one), absentPasses(one, 'aud'), absentPasses(one, 'amr')]).toEqual(expected);
  });

  test('is asked for each action by itself', () => {
    const [one] = of({ [`${STATEMENT}/Condition/StringEquals`]: undefined }).trusts;
    expect([strangersPass(one, 'sts:TagSession'), strangersPass(one), strangersPass(one, 'sts:TagSession')])
      .toEqual(['denied', 'allowed', 'denied']);
  });

  test('lets in whom a pool gives the role, by the whole policy', () => {
    const asked = (patch: Patch) => {
      const { all, found } = of(patch);
      const identities = audienceOf(all.identityPools[0]);
      return [
        intendedPass(found, 'member', identities), intendedPass(found, 'guest', identities), intendedPass(found, 'member', undefined),
        intendedPass(found, 'member', identities, 'sts:TagSession'),
      ];
    };
    expect(asked({})).toEqual(['allowed', 'denied', 'allowed', 'denied']);
    expect(asked({ [`${STATEMENT}/Action`]: 'sts:*' })).toEqual(['allowed', 'denied', 'allowed', 'allowed']);
    expect(asked({ [`${STATEMENT}/Condition/StringEquals`]: { [`${KEY}:aud`]: 'eu-west-1:11111111-2222-3333-4444-555555555555' } }))
      .toEqual(['denied', 'denied', 'allowed', 'denied']);
    expect(asked({ 'Member/AssumeRolePolicyDocument': { Ref: 'Somewhere' } })).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
  });
});

describe('claims in use', () => {
  const TAGS = (IdentityProviderName: unknown) => ({
    Tags: {
      Type: 'AWS::Cognito::IdentityPoolPrincipalTag',
      Properties: { IdentityPoolId: { Ref: 'Identities' }, IdentityProviderName, PrincipalTags: { team: 'custom:team', who: 'sub' } },
    },
  });
  test('are those of rules and of tags', () => {
    const found = claimsInUse(facts(TAGS({ 'Fn::GetAtt': ['Pool', 'ProviderName'] })));
    expect(found.map(use => [use.what, use.claim, use.at.id, use.tag, use.issuer, use.client?.id, use.pool.id])).toEqual([
      ["rule 1 (custom:plan Equals 'gold')", 'custom:plan', 'Roles', false, false, 'Client', 'Pool'],
      ['principal tag team (custom:team)', 'custom:team', 'Tags', true, false, undefined, 'Pool'],
      ['principal tag who (sub)', 'sub', 'Tags', true, false, undefined, 'Pool'],
    ]);
    expect(foreignClaimsInUse(facts())).toEqual([]);
  });

  test('may be of a user pool from elsewhere', () => {
    const elsewhere = 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc';
    const found = facts({ ...TAGS(elsewhere), 'Identities/CognitoIdentityProviders/1': { ClientId: 'x', ProviderName: elsewhere } });
    expect(foreignClaimsInUse(found).map(use => [use.claim, use.providerName, use.tag])).toEqual([
      ['custom:team', elsewhere, true], ['sub', elsewhere, true],
    ]);
    expect(claimsInUse(facts(TAGS('accounts.google.com'))).some(({ tag }) => tag)).toBe(false);
  });

  test('are told apart by claim, resource and pool', () => {
    const use = (claim: string, key = '0:Roles') => ({ claim, at: { key }, pool: { key: '0:Pool' } }) as any;
    expect(distinct([use('a'), use('b'), use('a'), use('a', '0:Tags')])).toHaveLength(3);
    expect([entriesFor({ issuer: true }, ['A01']), entriesFor({ issuer: false }, ['A01'])]).toEqual([['A01', 'A104'], ['A01']]);
    expect(namesOf(['Client', 'Other', 'Client'].map(id => ({ id }) as ResourceFact))).toBe('Client, Other');
  });

  test('in rules overlap and imply each other as far as they are known', () => {
    const rule = (match: string, value: string, claim = 'custom:plan') => ({ claim, match, value, role: 'r', index: 0 });
    expect([implies(rule('Equals', 'ab'), rule('Contains', 'a')), implies(rule('Equals', GAP), rule('Contains', GAP)),
      implies(rule('Equals', GAP), rule('Equals', GAP)), implies(rule('Equals', 'b'), rule('Contains', 'a'))])
      .toEqual([true, false, true, false]);
    expect([overlap(rule('Equals', 'ab'), rule('Contains', 'a')), overlap(rule('Equals', 'ab'), rule('Contains', GAP)),
      overlap(rule('Equals', 'x', 'cognito:preferred_role'), rule('Equals', 'y')), overlap(rule('Equals', 'a'), rule('Equals', 'b')),
      overlap(rule('Equals', 'a'), rule('Equals', 'b', 'custom:other'))]).toEqual([true, false, false, false, true]);
    expect(rulesOf(facts()).map(({ rule: one, mapping }) => [one.claim, one.value, mapping.at.id]))
      .toEqual([['custom:plan', 'gold', 'Roles']]);
  });
});

describe('triggers', () => {
  const fn = (props: object = {}) => ({ Type: 'AWS::Lambda::Function', Properties: props });
  const made = {
    Fn: fn({ FunctionName: 'called' }),
    Other: fn(),
    Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Fn' }, Name: 'live' } },
    V1: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Other' } } },
  };
  const ARN = { 'Fn::GetAtt': ['Fn', 'Arn'] };
  const found = (LambdaConfig: unknown) => {
    const all = facts({ ...made, 'Pool/LambdaConfig': LambdaConfig });
    return triggersOf(all.pools[0], all).map(({ name, fn: own, qualified }) => [
      name, own?.id, typeof qualified === 'object' ? qualified.id : qualified,
    ]);
  };

  test('are known in whichever way they are written', () => {
    expect(found({
      PreSignUp: ARN,
      PostConfirmation: { Ref: 'Live' },
      CustomMessage: { Ref: 'V1' },
      KMSKeyID: 'arn:key',
      PreTokenGenerationConfig: { LambdaArn: ARN, LambdaVersion: 'V2_0' },
      PreAuthentication: { 'Fn::Sub': '${Fn.Arn}:3' },
      PostAuthentication: 'arn:aws:lambda:eu-west-1:1:function:called:live',
      UserMigration: 'arn:aws:lambda:eu-west-1:1:function:other',
    })).toEqual([
      ['PreSignUp', 'Fn', undefined], ['PostConfirmation', 'Fn', 'Live'], ['CustomMessage', 'Other', 'V1'],
      ['PreTokenGenerationConfig', 'Fn', undefined], ['PreAuthentication', 'Fn', '3'], ['PostAuthentication', 'Fn', 'live'],
      ['UserMigration', undefined, undefined],
    ]);
  });

  test('are none where they are not known, or empty', () => {
    expect([found({ PreSignUp: '', PostConfirmation: { Ref: 'Nowhere' }, CustomMessage: 7 }), found({ Ref: 'Nowhere' }), found(undefined)])
      .toEqual([[], [], []]);
  });

  test('name functions by reference or by name', () => {
    const all = facts(made);
    expect(['called', 'called:live', 'called-2', '«0:Fn»', '«0:Live»', '«0:Pool»'].map(text => functionOf(text, all)?.id))
      .toEqual(['Fn', 'Fn', undefined, 'Fn', 'Fn', undefined]);
    expect(['«0:Fn»', '«0:Fn.Arn»:3', 'arn:x:function:«0:Fn»:3', 'arn:x:function:called'].map(text => qualifierOf(text, all)))
      .toEqual([undefined, '3', '3', undefined]);
  });
});

describe('what was not read', () => {
  const far = { 'Fn::ImportValue': 'far' };
  const found = (patch: Patch) => unreadValues(facts(patch)).map(({ at: { id }, path, decides }) => `${id} ${path} ${decides}`);
  const policy = (Roles: unknown[], Resource: unknown) => ({
    Type: 'AWS::IAM::Policy',
    Properties: { PolicyName: 'p', Roles, PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:*', Resource }] } },
  });
  test.each<[string, Patch, string[]]>([
    ['nothing', {}, []],
    ['whether there are guests', { 'Identities/AllowUnauthenticatedIdentities': far }, ['Identities AllowUnauthenticatedIdentities true']],
    ['a role', { 'Roles/Roles/authenticated': far }, ['Roles Roles.authenticated true']],
    ['the role of a rule', { 'Roles/RoleMappings/web/RulesConfiguration/Rules/0/RoleARN': far },
      ['Roles RoleMappings.web.RulesConfiguration.Rules.RoleARN true']],
    ['the role of a group', { 'Admins/RoleArn': far }, ['Admins RoleArn true']],
    ['what a client writes', { 'Client/WriteAttributes': [far, far] }, ['Client WriteAttributes true']],
    ['a trigger', { 'Pool/LambdaConfig': { PreSignUp: far } }, ['Pool LambdaConfig.PreSignUp false']],
    ['what decides nothing', { 'Client/CallbackURLs': [far] }, []],
    ['a trust policy of the app', { 'Member/AssumeRolePolicyDocument/Statement/0/Condition/StringEquals/a': far },
      ['Member AssumeRolePolicyDocument.Statement.Condition.StringEquals.a true']],
    ['who is trusted by another role', { Job: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: far } } },
      ['Job AssumeRolePolicyDocument true']],
    ['which service is trusted by another role', {
      Job: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: far } }] } } },
    }, []],
    ['which provider is trusted by another role', {
      Job: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [{ Principal: { Federated: far } }] } } },
    }, ['Job AssumeRolePolicyDocument.Statement.Principal.Federated true']],
    ['a policy of a role', { P: policy([{ Ref: 'Member' }], far) }, ['P PolicyDocument.Statement.Resource true']],
    ['a policy of who knows whom', { P: policy([far], '*') }, ['P Roles true']],
    ['a policy of nobody here', { P: policy(['x'], far) }, []],
    ['a boundary', { 'Member/PermissionsBoundary': far }, ['Member PermissionsBoundary true']],
    ['a dynamic reference where it decides', { 'Admins/GroupName': '{{resolve:ssm:/name}}' }, ['Admins GroupName true']],
    ['a dynamic reference elsewhere', { 'Pool/LambdaConfig': { PreSignUp: '{{resolve:ssm:/name}}' } }, []],
  ])('%s', (_what, patch, expected) => expect(found(patch)).toEqual(expected));
});
