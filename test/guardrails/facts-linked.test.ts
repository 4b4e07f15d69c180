import { goodTemplate, Patch, patched } from './good-template';
import { factsOf } from '../../src/guardrails/private/facts/facts';
import { issuersOf } from '../../src/guardrails/private/facts/issuers';
import { documentOf, isCognito, statementsOf } from '../../src/guardrails/private/facts/roles';
import { attachmentsAreKnown, groupsBefore, implies, overlap } from '../../src/guardrails/private/facts/rule-logic';
import type { Facts, MappingFact, PoolFact, ResourceFact, RuleFact } from '../../src/guardrails/private/facts/types';
import { LoadedTemplate } from '../../src/template/text/load';

/** What of a template belongs together, before any rule looks at it. */
const GAP = '«?what»';
const OPEN = { Ref: 'NowhereInTheTemplate' };
const facts = (patch: Patch = {}, more: Partial<LoadedTemplate> = {}): Facts =>
  factsOf([{ name: 'T', body: patched(structuredClone(patch)), ...more }], () => false);
const pool = ({ identityPools: [found] }: Facts) => found;
const PROVIDER = 'Identities/CognitoIdentityProviders';
const MAPPING = 'Roles/RoleMappings/web/IdentityProvider';

describe('the login of a mapping', () => {
  const login = (patch: Patch) => facts(patch).mappings[0].login?.clientId;
  const own = (ClientId: unknown) => [{ ClientId, ProviderName: { 'Fn::GetAtt': ['Pool', 'ProviderName'] } }];
  test.each<[string, Patch, string | undefined]>([
    ['is the one of its provider and client', {}, '«0:Client»'],
    ['is the one of its client, however its provider is spelled', {
      [MAPPING]: { 'Fn::Sub': 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x:${Client}' },
    }, '«0:Client»'],
    ['is none of another client', { [MAPPING]: { 'Fn::Sub': '${Pool.ProviderName}:${Other}' } }, undefined],
    ['is the one of its provider, whose client is not known', { [PROVIDER]: own(OPEN) }, expect.stringContaining('«?')],
    ['is none of another provider, whose client is not known', {
      [PROVIDER]: own(OPEN), [MAPPING]: { 'Fn::Sub': 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x:${Client}' },
    }, undefined],
    ['is none of a provider, whose client is another one', { [PROVIDER]: own('another-client') }, undefined],
  ])('%s', (_, patch, expected) => expect(login(patch)).toEqual(expected));

  test('is of the user pool that its name or its client tells', () => {
    const of = (entry: object) => pool(facts({ [PROVIDER]: [entry] })).logins
      .map(({ pool: found, client, clientId }) => [found?.id, client?.id, clientId]);
    const name = { 'Fn::GetAtt': ['Pool', 'ProviderName'] };
    expect(of({ ProviderName: name, ClientId: 'x' })).toEqual([['Pool', undefined, 'x']]);
    expect(of({ ProviderName: 'elsewhere', ClientId: { Ref: 'Client' } })).toEqual([['Pool', 'Client', '«0:Client»']]);
    expect(of({ ProviderName: 'elsewhere', ClientId: 'x' })).toEqual([[undefined, undefined, 'x']]);
    expect(of({ ProviderName: name })).toEqual([['Pool', undefined, 'a client that is not named']]);
  });
});

test('other providers are known by their names, and what is not known by what stands there', () => {
  const providers = (patch: Patch) => pool(facts(patch)).otherProviders;
  expect(providers({
    'Identities/SupportedLoginProviders': { 'accounts.google.com': 'x' },
    'Identities/OpenIdConnectProviderARNs': ['arn:oidc'],
    'Identities/SamlProviderARNs': ['arn:saml'],
  })).toEqual(['accounts.google.com', 'arn:oidc', 'arn:saml']);
  expect(providers({ 'Identities/SupportedLoginProviders': OPEN })).toEqual([expect.stringContaining('«?')]);
});

test('a mapping is that of its issuer, of several', () => {
  const arn = (id: string) => `arn:aws:iam::123456789012:oidc-provider/cognito-idp.eu-west-1.amazonaws.com/eu-west-1_${id}`;
  const of = (provider: string) =>
    facts({ 'Identities/OpenIdConnectProviderARNs': [arn('a'), arn('b')], [MAPPING]: provider }).mappings[0].issuer?.provider;
  expect(['a', 'b', 'c'].map(id => of(arn(id)))).toEqual([arn('a'), arn('b'), undefined]);
  const pools = new Map<string | undefined, PoolFact>([['12:Pool', { key: '12:Pool', id: 'Pool' } as PoolFact]]);
  const made = { type: 'AWS::IAM::OIDCProvider', props: { Url: '«12:Pool.ProviderURL»' } } as unknown as ResourceFact;
  expect(issuersOf({ props: { OpenIdConnectProviderARNs: ['«0:Idp»'] } } as any, () => made, pools)).toHaveLength(1);
});

describe('resources', () => {
  const outputs = { Outputs: { Id: { Value: { Ref: 'Pool' } }, Open: { Value: OPEN } } };
  const parameters = { Parameters: { Url: { Type: 'String', Default: 'https://example.com' }, Other: { Type: 'String' } } };
  const body = { ...goodTemplate(), ...outputs, ...parameters };
  const plain = { ...goodTemplate() };

  test('have outputs beside them, with what is not known', () => {
    const { outputs: found } = factsOf([{ name: 'T', body }, { name: 'U', body: plain }], () => false);
    expect(found).toEqual([
      { template: 'T', name: 'Id', value: '«0:Pool»' }, { template: 'T', name: 'Open', value: expect.stringContaining('«?') },
    ]);
  });
  test('are where their template is, or nobody knows', () => {
    const templates = [{ name: 'T', body, account: '111122223333', region: 'eu-west-1' }, { name: 'U', body: plain }];
    const all = factsOf(templates, () => false);
    expect(all.pools.map(found => [all.regionOf(found), all.accountOf(found)]))
      .toEqual([['eu-west-1', '111122223333'], [undefined, expect.stringMatching(/^\d{12}$/)]]);
  });
  test('have the default of a parameter of any template, or not', () => {
    const all = factsOf([{ name: 'U', body: plain }, { name: 'T', body }], () => false);
    expect(['https://example.com', 'https://acme.dev'].map(text => all.isDefault(text))).toEqual([true, false]);
  });
  test('know where the CDK made them, if it did', () => {
    const withPath = patched({});
    withPath.Resources.Pool.Metadata = { 'aws:cdk:path': 'App/Pool/Resource' };
    withPath.Resources.Client.Metadata = { 'aws:cdk:path': { Ref: 'x' } };
    const all = factsOf([{ name: 'T', body: withPath }], () => false);
    expect([all.pools[0].path, all.clients[0].path, all.clients[1].path]).toEqual(['App/Pool/Resource', undefined, undefined]);
  });
});

describe('a policy', () => {
  const [document, statement] = [{ Statement: [] }, { Effect: 'Allow' }];
  test('may be written as text', () => {
    expect(documentOf(document)).toBe(document);
    expect([' {"Statement":[]}', '{"Statement":', 'a text', '«0:Policy.Document»'].map(documentOf))
      .toEqual([document, '{"Statement":', 'a text', '«0:Policy.Document»']);
    expect(documentOf(undefined)).toBeUndefined();
  });
  test('has statements as lists, and none where it is not known', () => {
    const written = { ...statement, Action: 'a:B', NotAction: ['c:D'], Resource: 'x', NotResource: ['y', 'z'] };
    const lists = { actions: ['a:B'], notActions: ['c:D'], resources: ['x'], notResources: ['y', 'z'] };
    expect(statementsOf({ Statement: written })).toEqual([{
      effect: 'Allow', ...lists, condition: {}, principal: undefined,
    }]);
    const unknown = [{ Statement: GAP }, { Statement: [GAP, statement] }, GAP, undefined];
    expect(unknown.map(found => statementsOf(found).length)).toEqual([0, 1, 0, 0]);
  });
  test('is for identity pools by the name of the service', () => {
    const names = ['cognito-identity.amazonaws.com', 'cognito-identity-us-gov.amazonaws.com', ['x', 'cognito-identity.amazonaws.com'], 'x'];
    expect(names.map(Federated => isCognito({ Federated }))).toEqual([true, true, true, false]);
    expect([isCognito('*'), isCognito(undefined), isCognito({ AWS: 'cognito-identity.amazonaws.com' })]).toEqual([false, false, false]);
  });
});

describe('a role', () => {
  const TRUST = 'Member/AssumeRolePolicyDocument/Statement/0';
  const member = (patch: Patch) => facts(patch).roles.find(({ id }) => id === 'Member')!;
  test('trusts identity pools where something allows it', () => {
    expect([member({}), member({ [`${TRUST}/Effect`]: 'Deny' }), member({ [`${TRUST}/Principal`]: '*' })].map(found => found.trustsCognito))
      .toEqual([true, false, false]);
  });

  test('is used by whoever is given it, in the identity pools that its user pool joins', () => {
    const uses = (patch: Patch) => facts(patch).roles
      .flatMap(role => role.uses.map(({ kind, identityPool, by }) => `${role.id} ${kind} ${identityPool?.id} ${by.id}`)).sort();
    const given = { 'Admins/RoleArn': { 'Fn::GetAtt': ['Gold', 'Arn'] } };
    expect(uses(given)).toEqual(['Gold group Identities Admins', 'Gold rule Identities Roles', 'Member authenticated Identities Roles']);
    expect(uses({ ...given, [PROVIDER]: undefined }))
      .toEqual(['Gold group undefined Admins', 'Gold rule Identities Roles', 'Member authenticated Identities Roles']);
    expect(uses({ 'Roles/IdentityPoolId': 'eu-west-1:elsewhere' }))
      .toEqual(['Gold rule undefined Roles', 'Member authenticated undefined Roles']);
  });

  test('is used by groups of a user pool that is made elsewhere, in the identity pools that this one joins', () => {
    const uses = (UserPoolId: unknown, ProviderName: string) => facts({
      [PROVIDER]: [{ ClientId: 'client', ProviderName }],
      'Admins/UserPoolId': UserPoolId,
      'Admins/RoleArn': { 'Fn::GetAtt': ['Gold', 'Arn'] },
    }).roles.flatMap(role => role.uses.filter(({ kind }) => kind === 'group').map(({ identityPool }) => `${role.id} ${identityPool?.id}`));
    expect(uses('eu-west-1_other', 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_other')).toEqual(['Gold Identities']);
    expect(uses('eu-west-1_other', 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_third')).toEqual(['Gold undefined']);
    expect(uses(OPEN, 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_other')).toEqual(['Gold undefined']);
  });

  test('has a boundary where the templates make one, and its statements', () => {
    const Limit = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Statement: { Effect: 'Allow', Action: 's3:*' } } } };
    const boundary = (PermissionsBoundary: unknown) => member({ Limit, 'Member/PermissionsBoundary': PermissionsBoundary }).boundary;
    expect(boundary({ Ref: 'Limit' })).toMatchObject([{ actions: ['s3:*'] }]);
    expect(boundary('arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess')).toHaveLength(1);
    expect([boundary(undefined), boundary('arn:aws:iam::123456789012:policy/x')]).toEqual([undefined, undefined]);
  });
});

describe('rules of a mapping', () => {
  const rule = (claim: string, match: string, value: string): RuleFact => ({ claim, match, value, role: '«0:Gold.Arn»', index: 0 });

  test('imply or overlap nothing that is not known', () => {
    const [gold, more] = [rule('custom:plan', 'Equals', 'gold'), rule('custom:plan', 'StartsWith', 'go')];
    expect([implies(gold, more), implies(more, gold), implies(gold, gold)]).toEqual([true, false, true]);
    expect([overlap(gold, more), overlap(more, gold)]).toEqual([true, true]);
    for (const name of ['claim', 'match', 'value', 'role'] as const) {
      const open = { ...more, [name]: GAP };
      expect([implies(gold, open), overlap(gold, open), overlap(open, gold)]).toEqual([false, false, false]);
      expect(implies({ ...gold, [name]: GAP }, more)).toBe(false);
    }
    const preferred = rule('cognito:preferred_role', 'Contains', 'a');
    expect([overlap(preferred, rule('cognito:roles', 'Contains', 'a')), overlap(rule('cognito:roles', 'Contains', 'a'), preferred)])
      .toEqual([false, false]);
  });

  test('know their identity pool where every attachment says one', () => {
    expect([attachmentsAreKnown(facts()), attachmentsAreKnown(facts({ 'Roles/IdentityPoolId': OPEN }))]).toEqual([true, false]);
  });

  describe('take whom they are for before another', () => {
    const ROLE = { 'Fn::GetAtt': ['Gold', 'Arn'] };
    const GROUP = (GroupName: string, more: object = {}) => ({
      Type: 'AWS::Cognito::UserPoolGroup', Properties: { UserPoolId: { Ref: 'Pool' }, GroupName, RoleArn: ROLE, ...more },
    });
    const entry = (Claim: string, MatchType: string, Value: unknown) => ({ Claim, MatchType, Value, RoleARN: ROLE });
    const RULES = 'Roles/RoleMappings/web/RulesConfiguration/Rules';
    const rules = [entry('cognito:preferred_role', 'Equals', ROLE), entry('cognito:groups', 'Contains', 'staff')];
    const base: Patch = { [RULES]: rules, Staff: GROUP('staff'), Admins: GROUP('leads') };
    const before = (patch: Patch) => {
      const all = facts({ ...base, ...patch });
      const [mapping] = all.mappings as [MappingFact];
      return groupsBefore(mapping, 1, all).map(({ index }) => index);
    };
    test('where all about the groups is known', () => expect(before({})).toEqual([0]));
    test.each<[string, Patch]>([
      ['a trigger writes the claims', { 'Pool/LambdaConfig': { PreTokenGeneration: 'arn:aws:lambda:eu-west-1:123456789012:function:f' } }],
      ['a trigger of another version does', { 'Pool/LambdaConfig/PreTokenGenerationConfig': { LambdaVersion: 'V2_0', LambdaArn: 'x' } }],
      ['triggers are not known', { 'Pool/LambdaConfig': OPEN }],
      ['the name of a group is not known', { Others: GROUP('x', { GroupName: OPEN }) }],
      ['the role of a group is not known', { Others: GROUP('x', { RoleArn: OPEN }) }],
      ['the precedence of a group is not known', { Others: GROUP('x', { Precedence: OPEN }) }],
      ['the user pool of a group is not known', { Others: GROUP('x', { UserPoolId: OPEN }) }],
      ['the rule before is not known', { [RULES]: [entry('cognito:preferred_role', 'Equals', OPEN), rules[1]] }],
      ['the mapping is of no user pool of the templates', { [MAPPING]: 'accounts.google.com' }],
    ])('and not where %s', (_, patch) => expect(before(patch)).toEqual([]));
    test('whatever other triggers there are', () => {
      expect(before({ 'Pool/LambdaConfig': { PreSignUp: 'arn:aws:lambda:eu-west-1:123456789012:function:f' } })).toEqual([0]);
    });
  });
});
