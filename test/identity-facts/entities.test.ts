import type { ClientEntity, Entity, GroupEntity, UserPoolEntity } from '../../src/identity-facts/entities/entities';
import { groupOf, possibleGroups } from '../../src/identity-facts/entities/groups';
import {
  mappingsOf, nameOfProvider, principalTagsOf, providersOf, resourcesFor,
} from '../../src/identity-facts/entities/identity-pool-entities';
import { mayUseClassicFlow, PoolVariants } from '../../src/identity-facts/entities/pool-variants';
import { boundaryOf, policiesOf, PolicySources } from '../../src/identity-facts/entities/role-policies';
import { isRegistered, loginNames, loginOf, otherProviders } from '../../src/identity-facts/logins';
import { NO_VALUE, under } from '../../src/template/values';

const gap = (why = 'it hangs on X') => ({ 'Fn::Unresolved': why });
const entity = (logicalId: string, props: Record<string, any> = {}, more: Partial<Entity> = {}): Entity => ({
  logicalId, label: logicalId, template: 'T', type: 'AWS::Some::Thing', conditions: [], ref: `ref-${logicalId}`, props, ...more,
});
const name = (id: string, region = 'eu-west-1') => `cognito-idp.${region}.amazonaws.com/${id}`;
const userPool = (id: string, more: Partial<Entity> = {}): UserPoolEntity => ({ ...entity(id, {}, more), providerName: name(id) });
const [POOL, SECOND] = ['Pool', 'Second'].map(id => userPool(id));
const client = (id: string, of = POOL, more: Partial<Entity> = {}): ClientEntity => ({ ...entity(id, {}, more), userPool: of });

describe('a group', () => {
  const group = (props: Record<string, any>, conditions: string[] = []) =>
    groupOf(entity('Admins', { UserPoolId: POOL.ref, ...props }, { conditions }));
  test('has the name, the role and the precedence that it is given', () => {
    expect(group({ GroupName: 'admins', RoleArn: 'r', Precedence: '3' }))
      .toMatchObject({ name: 'admins', roleArn: 'r', precedence: 3, poolId: POOL.ref, logicalId: 'Admins' });
  });

  test('has its id for a name, and nothing else, where it is given none', () => {
    const found = group({});
    expect(found.name).toBe('Admins');
    expect(Object.keys(found)).toEqual([...Object.keys(entity('x')), 'poolId', 'name']);
  });

  test('says why it is not known', () => {
    const found = group({ GroupName: gap('a'), RoleArn: gap('b'), Precedence: gap('c') });
    expect(found).toMatchObject({ name: 'Admins', nameUnknown: 'a', roleArn: '(a role that is not known: b)', precedenceUnknown: 'c' });
    expect(found).not.toHaveProperty('precedence');
    expect(group({ Precedence: 'first' })).not.toHaveProperty('precedence');
  });

  test('is there or not as its conditions turn out, read anew in each way', () => {
    const groups = [group({ GroupName: 'a', Precedence: 1 }, ['C']), group({ GroupName: under(['D'], 'b', 'c') })];
    expect(possibleGroups(groups).map(found => found.map(one => `${one.name} ${one.precedence} ${one.nameUnknown}`)).sort()).toEqual([
      ['a 1 undefined', 'b undefined undefined'], ['a 1 undefined', 'c undefined undefined'],
      ['b undefined undefined'], ['c undefined undefined'],
    ]);
  });
});

describe('the clients of an identity pool', () => {
  const web = client('Web');
  const of = (list: unknown) =>
    providersOf(entity('Identities', { CognitoIdentityProviders: list }), [POOL, SECOND], new Map([['web', web]]));
  const entry = (ProviderName: unknown, ClientId: unknown, more = {}) => ({ ProviderName, ClientId, ...more });

  test('are those registered, with what the templates make of them', () => {
    expect(of([entry(name('Second'), 'web', { ServerSideTokenCheck: true }), entry('elsewhere', 'x')])).toEqual([
      { providerName: name('Second'), clientId: 'web', client: web, userPool: SECOND, poolId: SECOND.ref, serverSideTokenCheck: true },
      { providerName: 'elsewhere', clientId: 'x', serverSideTokenCheck: undefined },
    ]);
    expect(of(undefined)).toEqual([]);
  });

  test('are each once, under whatever condition', () => {
    const one = entry(name('Pool'), 'web');
    expect(of([one, under(['C'], one), under(['C'], entry(name('Pool'), 'x'))]).map(({ clientId }) => clientId)).toEqual(['web', 'x']);
    expect(of(['a text', null])).toEqual([]);
  });

  test('are named as far as they are known', () => {
    expect(nameOfProvider(entry('p', 'c'))).toBe('p:c');
    expect(nameOfProvider({})).toBe('(a user pool that is not named):(an app client that is not named)');
    expect(nameOfProvider(entry(gap('a'), gap('b')))).toBe('(a user pool that is not known: a):(an app client that is not known: b)');
    expect(of([entry(undefined, gap('b'))])).toMatchObject([
      { providerName: '(a user pool that is not named)', clientId: '(an app client that is not known: b)' },
    ]);
  });

  test('have the mapping that is for them, whatever region it spells', () => {
    const providers = of([entry(name('Pool'), 'web'), entry(name('Second'), 'x')]);
    const mapping = (IdentityProvider?: string) => ({ Type: 'Rules', ...IdentityProvider === undefined ? {} : { IdentityProvider } });
    const keys = (mappings: unknown) => Object.keys(mappingsOf(mappings, providers));
    expect(keys({ a: mapping(`${name('Pool')}:web`), [`${name('Second', 'x')}:x`]: mapping() }))
      .toEqual([`${name('Pool')}:web`, `${name('Second')}:x`]);
    expect(keys({ a: mapping(`${name('Third')}:web`), b: mapping('accounts.google.com'), c: mapping('elsewhere/Pool:web') }))
      .toEqual([`${name('Third')}:web`, 'accounts.google.com', 'elsewhere/Pool:web']);
    expect([keys(undefined), keys(gap()), keys({ a: 'text' })]).toEqual([[], [], []]);
    expect(mappingsOf({ a: mapping('x') }, providers)).toEqual({ x: mapping('x') });
  });

  test('have the tags that are for their user pool', () => {
    const providers = of([entry(name('Pool'), 'web')]);
    const tags = (props: Record<string, any>) => principalTagsOf([{ props }], providers);
    expect(tags({ IdentityProviderName: name('Pool', 'x'), PrincipalTags: { plan: 'custom:plan', team: gap('t') } })).toEqual([
      { provider: name('Pool'), useDefaults: false, tags: { plan: 'custom:plan', team: '(a claim that is not known: t)' } },
    ]);
    expect(tags({ IdentityProviderName: 'accounts.google.com', UseDefaults: 'true' }))
      .toEqual([{ provider: 'accounts.google.com', useDefaults: true, tags: {} }]);
    expect(tags({ UseDefaults: false })).toEqual([{ provider: '(a provider that is not named)', useDefaults: false, tags: {} }]);
  });
});

describe('what is for an identity pool', () => {
  const pool = entity('Identities');
  const sure = entity('Sure', { IdentityPoolId: 'ref-Identities' });
  const other = entity('Other', { IdentityPoolId: 'ref-Other' });
  const open = entity('Open', { IdentityPoolId: gap() }, { conditions: ['C'] });
  const either = entity('Either', { IdentityPoolId: under(['D'], 'ref-Identities', 'ref-Other') });
  const found = (...resources: Entity[]) => resourcesFor(pool, resources).map(({ logicalId, conditions }) => [logicalId, ...conditions]);

  test('is what names it', () => expect(found(sure, other)).toEqual([['Sure']]));
  test('may be what is not known, where nothing surely is', () => {
    expect(found(open, other)).toEqual([['Open', 'C', 'T/Open is for T/Identities']]);
    expect(found(open, sure)).toEqual([['Sure']]);
  });
  test('is under a condition what names it under one, whatever else there is', () => {
    expect(found(either, sure)).toEqual([['Either', 'T/Either is for T/Identities'], ['Sure']]);
  });
});

describe('an identity pool, with its conditions decided', () => {
  const member = { ...entity('Member', {}, { conditions: ['M'] }), arn: 'arn:member', trust: {}, policies: [], tags: {} };
  const named = { ...member, ...entity('Named', {}, { conditions: ['N'] }), arn: 'arn:named', trust: 'cognito-identity.amazonaws.com' };
  const web = client('Web', POOL, { conditions: ['W'] });
  const registered = { providerName: name('Pool'), clientId: 'web', userPool: POOL, poolId: String(POOL.ref), client: web };
  const pool = (more: object = {}): any => ({
    ...entity('Identities', { CognitoIdentityProviders: [{ ProviderName: name('Pool'), ClientId: 'web' }] }),
    providers: [registered],
    attachments: [],
    roles: {},
    roleMappings: {},
    principalTags: [],
    tagResources: [],
    ...more,
  });
  const attachment = (id: string, Roles: object, conditions: string[] = []) => entity(id, { Roles }, { conditions });
  const variants = (one: any, groups: GroupEntity[] = []) => new PoolVariants({ roles: [member, named], groups } as any).of(one);

  test('has the roles of the attachment that is last, which may be any', () => {
    const roles = (...attachments: Entity[]) => variants(pool({ attachments })).map(variant => JSON.stringify(variant.pool.roles));
    expect(new Set(roles())).toEqual(new Set(['{}']));
    expect(new Set(roles(attachment('A', { a: 1 }), attachment('B', { b: 1 })))).toEqual(new Set(['{"a":1}', '{"b":1}']));
    expect(new Set(roles(attachment('A', { a: 1 }), attachment('B', { b: 1 }, ['C'])))).toEqual(new Set(['{"a":1}', '{"b":1}']));
    expect(new Set(roles(attachment('A', { a: 1 }, ['C'])))).toEqual(new Set(['{"a":1}', '{}']));
  });

  test('lacks roles that are not made, if it names them', () => {
    const absent = (one: any) => new Set(variants(one).map(variant => [...variant.pool.absentRoles!].join()));
    expect(absent(pool())).toEqual(new Set(['']));
    expect(absent(pool({ attachments: [attachment('A', { authenticated: 'arn:member' })] }))).toEqual(new Set(['', 'Member']));
    expect(absent(pool({ props: { AllowClassicFlow: true } }))).toEqual(new Set(['', 'Named']));
    expect(absent(pool({ props: { AllowClassicFlow: false } }))).toEqual(new Set(['']));
  });

  describe('takes the clients that are registered then', () => {
    const [first, second] = ['One', 'Two'].map(id => ({ providerName: name('Pool'), clientId: id, userPool: POOL, client: client(id) }));
    const listed = ({ clientId }: { clientId: string }) => ({ ProviderName: name('Pool'), ClientId: clientId });
    const taken = (list: unknown, ...providers: object[]) => new Set(
      variants(pool({ props: { CognitoIdentityProviders: list }, providers }))
        .map(variant => variant.pool.providers.map(({ clientId }) => clientId).join()),
    );
    test('each once', () => {
      expect(taken([listed(first), listed(second), listed(first)], first, second, first)).toEqual(new Set(['One,Two']));
    });
    test('not one that is registered otherwise only', () => {
      expect(taken([listed(first), under(['C'], listed(second))], first, second)).toEqual(new Set(['One,Two', 'One']));
      expect(taken([], first)).toEqual(new Set(['']));
    });
    test('and one that is not made then, since it has no tokens', () => {
      for (const made of [{ client: client('One', POOL, { conditions: ['W'] }) }, { userPool: userPool('Pool', { conditions: ['W'] }) }]) {
        expect(taken(under(['W'], [listed(first)], []), { ...first, ...made })).toEqual(new Set(['One']));
        expect(taken(under(['V'], [listed(first)], []), { ...first, ...made })).toEqual(new Set(['One', '']));
      }
    });
    test('or all, where it is not known', () => {
      expect(taken(gap(), first, second)).toEqual(new Set(['One,Two']));
      expect(taken([listed(first), gap()], first, second)).toEqual(new Set(['One,Two']));
    });
  });

  test('says which mappings are not known', () => {
    const [variant] = variants(pool({ attachments: [entity('A', { RoleMappings: gap('m') })] }));
    expect([variant.mappingsUnknown, variant.pool.roleMappings, variant.unknown]).toEqual(['m', {}, undefined]);
    expect(variants(pool())[0]).not.toHaveProperty('mappingsUnknown');
  });

  test('has the groups of its user pools alone', () => {
    const of = (id: string, UserPoolId: unknown) => groupOf(entity(id, { UserPoolId }));
    const groups = [of('Own', POOL.ref), of('Foreign', SECOND.ref), of('Nobodys', undefined)];
    expect(variants(pool(), groups)[0].groups.map(({ name: called }) => called)).toEqual(['Own']);
  });

  test('is worked out once', () => {
    const [all, one] = [new PoolVariants({ roles: [], groups: [] } as any), pool()];
    expect(all.of(one)).toBe(all.of(one));
  });

  test.each<[unknown, boolean]>([[undefined, false], [false, false], ['false', false], [true, true], ['true', true], [gap(), true]])(
    'lets callers name a role with the classic flow %j: %s', (AllowClassicFlow, expected) =>
      expect(mayUseClassicFlow(pool({ props: { AllowClassicFlow } }))).toBe(expected));
});

describe('the policies of a role', () => {
  const document = (id: string) => ({ Statement: id });
  const role = (id: string, props: Record<string, any> = {}, template = 'T') => entity(id, props, { template, ref: id });
  const policy = (id: string, props: Record<string, any>, more: Partial<Entity> = {}) =>
    entity(id, { PolicyDocument: document(id), ...props }, { type: 'AWS::IAM::Policy', ...more });
  const sources = (given: Partial<ConstructorParameters<typeof PolicySources>[0]>) =>
    new PolicySources({ policies: [], rolePolicies: [], managed: [], roles: [], accounts: new Map(), ...given });
  const named = (of: Entity, from: PolicySources) =>
    policiesOf(of, from).map((found: any) => [found.name, ...found.doubt ? [found.doubt] : []]);

  test('stand in it, beside it, and are attached to it, each once', () => {
    const member = role('Member', {
      Policies: [{ PolicyName: 'inline', PolicyDocument: document('a') }, { PolicyDocument: document('b') }, gap('p')],
      ManagedPolicyArns: ['arn:own', 'arn:foreign', gap('m'), 'arn:aws:iam::aws:policy/AWSDenyAll'],
    });
    const own = policy('Own', { Roles: ['Member'] }, { type: 'AWS::IAM::ManagedPolicy', ref: 'arn:own' });
    const found = policiesOf(member, sources({
      roles: [member],
      managed: [own],
      policies: [policy('Beside', { Roles: ['Other', 'Member', 'Member'] })],
      rolePolicies: [policy('Single', { RoleName: 'Member' })],
    })) as any[];
    expect(found.map(({ name: called }) => called)).toEqual([
      'Member/inline', 'Member/1', 'Member/2', 'Beside', 'Single', 'Own', 'arn:foreign', 'a managed policy',
      'arn:aws:iam::aws:policy/AWSDenyAll',
    ].map(expected => expected.includes('AWSDenyAll') ? expect.any(String) : expected));
    expect(found.map(({ document: said }) => said).slice(0, 8)).toEqual([
      document('a'), document('b'), gap('p'), document('Beside'), document('Single'), document('Own'), undefined, gap('m'),
    ]);
  });

  test('are not those of another role, or of none', () => {
    const member = role('Member');
    const policies = [policy('A', { Roles: ['Other'] }), policy('B', {}), policy('C', { Roles: NO_VALUE })];
    const from = sources({ roles: [member], policies });
    expect(named(member, from)).toEqual([]);
  });

  test('may be those of which it is not known whose they are', () => {
    const member = role('Member');
    expect(named(member, sources({ roles: [member], policies: [policy('A', { Roles: [gap('r')] })] })))
      .toEqual([['A', 'whether A is attached to Member: r']]);
    const nameless = role('Nameless', { RoleName: gap('n') });
    const from = sources({ roles: [nameless], policies: [policy('A', { Roles: ['elsewhere'] })] });
    expect(named(nameless, from)).toEqual([['A', 'whether A is attached to Nameless: the name of Nameless is decided at deployment']]);
    expect(named(role('Called', { RoleName: 'called' }), from)).toEqual([]);
  });

  test('are of the role of the nearest template where several make one of the name', () => {
    const [one, other] = [role('Member', {}, 'App/A'), role('Member', {}, 'Other/B')];
    const from = (template: string, accounts = new Map<string, string | undefined>()) =>
      sources({ roles: [one, other], policies: [policy('P', { Roles: ['Member'] }, { template })], accounts });
    expect([named(one, from('App/A')), named(other, from('App/A'))]).toEqual([[['P']], []]);
    expect([named(one, from('App/C')), named(other, from('App/C'))]).toEqual([[['P']], []]);
    expect(named(one, from('Third'))).toEqual([['P', 'whether P is attached to Member: several templates make a role Member']]);
    const accounts = new Map([['App/A', '1'], ['Other/B', '2'], ['Third', '2']]);
    expect([named(one, from('Third', accounts)), named(other, from('Third', accounts))]).toEqual([[], [['P']]]);
  });

  test('replace each other where two stacks give a role one of the same name', () => {
    const member = role('Member');
    const twice = (PolicyName: string, template: string) => sources({
      roles: [member],
      policies: [policy('A', { Roles: ['Member'], PolicyName: 'p' }), policy('B', { Roles: ['Member'], PolicyName }, { template })],
    });
    const why = (one: string, second: string) =>
      `${one} and ${second} both are the policy p of the role, and the later one replaces the other`;
    expect(named(member, twice('p', 'U'))).toEqual([['A', why('A', 'B')], ['B', why('B', 'A')]]);
    expect(named(member, twice('p', 'T'))).toEqual([['A'], ['B']]);
    expect(named(member, twice('q', 'U'))).toEqual([['A'], ['B']]);
  });

  test('are bounded by one, where it has a boundary', () => {
    const from = sources({ managed: [policy('Own', {}, { ref: 'arn:own', type: 'AWS::IAM::ManagedPolicy' })] });
    expect(boundaryOf(role('Member', { PermissionsBoundary: 'arn:own' }), from)).toEqual({ name: 'Own', document: document('Own') });
    expect(boundaryOf(role('Member', { PermissionsBoundary: 'arn:x' }), from)).toEqual({ name: 'arn:x' });
    expect(boundaryOf(role('Member'), from)).toBeUndefined();
  });
});

describe('a login', () => {
  const web = { providerName: name('Pool'), clientId: 'id-web', userPool: POOL, poolId: POOL.ref, client: client('Web') };
  const pool = (providers: any[] = [web], props: Record<string, any> = {}): any => ({ ...entity('Identities', props), providers });
  const group = (called: string, roleArn: string, Precedence?: unknown) =>
    groupOf(entity(called, { UserPoolId: POOL.ref, GroupName: called, RoleArn: roleArn, ...Precedence !== undefined && { Precedence } }));
  const login = (key: string, claims: object = {}, one = pool(), groups: GroupEntity[] = [], resources: Entity[] = []) =>
    loginOf({ pool: one, groups }, key, claims as any, { resources, groups } as any);

  test.each(['userpool:Pool:Web', 'userpool:Pool:id-web', `${name('Pool')}:id-web`])('through the client %s', key => {
    expect(login(key, { email: 'e' })).toEqual({
      mappingKey: `${name('Pool')}:id-web`,
      label: 'userpool:Pool:Web',
      provider: name('Pool'),
      claims: { aud: 'id-web', email: 'e' },
      derived: false,
    });
    expect(isRegistered(key, pool())).toBe(true);
  });

  test('says itself for whom it is', () => expect(login('userpool:Pool:Web', { aud: 'x' })!.claims).toEqual({ aud: 'x' }));

  test('is none through what is not registered', () => {
    expect(login('userpool:Pool:Mobile')).toBeUndefined();
    expect(isRegistered('userpool:Pool:Mobile', pool())).toBe(false);
  });

  test('has the roles of the groups of its own user pool', () => {
    const foreign = { ...group('a', 'foreign'), poolId: String(SECOND.ref) };
    const found = login('userpool:Pool:Web', { 'cognito:groups': ['a', 'b'] }, pool(), [foreign, group('a', 'ra', 1), group('b', 'rb', 2)]);
    expect(found).toMatchObject({ derived: true, claims: { 'cognito:roles': ['ra', 'rb'], 'cognito:preferred_role': 'ra' } });
    expect(found).not.toHaveProperty('open');
  });

  test('says why the roles of groups are open, unless the token has them itself', () => {
    const groups = [group('a', 'ra', gap('p')), group('b', 'rb', 1)];
    expect(login('userpool:Pool:Web', { 'cognito:groups': ['a', 'b'] }, pool(), groups)!.open).toBe('the precedence of a: p');
    expect(login('userpool:Pool:Web', { 'cognito:groups': ['a', 'b'], 'cognito:roles': ['x'] }, pool(), groups)).not.toHaveProperty('open');
  });

  test('goes to the client of the nearest stack, and to none of several as near', () => {
    const at = (template: string) => ({
      providerName: name(template),
      clientId: template,
      userPool: userPool('Pool', { template, label: `${template}/Pool` }),
      client: client('Web', POOL, { label: `${template}/Web` }),
    });
    expect(login('userpool:Pool:Web', {}, pool([at('U'), at('T')]))!.provider).toBe(name('T'));
    expect(() => login('userpool:Pool:Web', {}, pool([at('U'), at('V')]))).toThrow(
      "logins: 'userpool:Pool:Web' is several clients of Identities: use one of userpool:U/Pool:U/Web, userpool:V/Pool:V/Web",
    );
  });

  const others = {
    SupportedLoginProviders: { 'accounts.google.com': 'x', 'graph.facebook.com': 'y' },
    OpenIdConnectProviderARNs: ['arn:aws:iam::1:oidc-provider/login.example.com'],
    SamlProviderARNs: under(['C'], ['arn:aws:iam::1:saml-provider/corp']),
    DeveloperProviderName: 'login.acme',
  };
  test('comes by other providers too, under whatever condition', () => {
    const all = [
      'accounts.google.com', 'graph.facebook.com', 'arn:aws:iam::1:oidc-provider/login.example.com', 'login.acme',
      'arn:aws:iam::1:saml-provider/corp',
    ];
    expect(otherProviders(pool([], others)).sort()).toEqual([...all].sort());
    expect(loginNames(pool([web], others)).sort()).toEqual([...all, 'userpool:Pool:Web'].sort());
    expect(otherProviders(pool())).toEqual([]);
    expect(otherProviders(pool([], { SupportedLoginProviders: gap(), SamlProviderARNs: [gap()] }))).toEqual([]);
  });

  test.each([
    ['graph.facebook.com', 'graph.facebook.com'],
    ['login.example.com', 'arn:aws:iam::1:oidc-provider/login.example.com'],
    ['Corp', 'arn:aws:iam::1:saml-provider/corp'],
    ['Stack/Corp', 'arn:aws:iam::1:saml-provider/corp'],
    ['example.com', undefined],
    ['Other', undefined],
  ])('by %s', (key, expected) => {
    const resources = [
      entity('Other', {}, { ref: 'arn:other' }), entity('Corp', {}, { label: 'Stack/Corp', ref: 'arn:aws:iam::1:saml-provider/corp' }),
    ];
    expect(login(key, { a: 1 }, pool([], others), [], resources)).toEqual(expected === undefined ? undefined : {
      mappingKey: expected, label: expected, provider: expected, claims: { a: 1 },
    });
  });
});
