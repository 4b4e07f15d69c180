import fc from 'fast-check';
import { group, POOL_REF, PROVIDER, role, rulesMapping, signedIn, template, tokenMapping, trust } from './fixture';
import { AccessModel, AuthFlow } from '../../src/access-model';
import { identityService } from '../../src/identity-facts/trust/service';

function become(parts: Parameters<typeof template>[0], request: object) {
  return AccessModel.fromTemplate(template(parts)).becomes(request);
}

const ADMINS = { Admins: role('authenticated'), Editors: role('authenticated') };

describe('guests', () => {
  test('get the unauthenticated role where they are allowed', () => {
    expect(become({ pool: { AllowUnauthenticatedIdentities: true } }, {})).toMatchObject({ outcome: 'role', role: 'Guests', via: 'guest' });
  });

  test('are denied where they are not', () => {
    expect(become({}, {})).toMatchObject({ outcome: 'denied', reason: expect.stringContaining('AllowUnauthenticatedIdentities') });
    expect(become({ pool: { AllowUnauthenticatedIdentities: 'true' } }, {})).toMatchObject({ outcome: 'role' });
  });

  test('are an error without a role', () => {
    expect(become({ pool: { AllowUnauthenticatedIdentities: true }, roles: {} }, {})).toMatchObject({ outcome: 'error' });
  });

  test('are denied a role that they ask for', () => {
    expect(become({ pool: { AllowUnauthenticatedIdentities: true } }, { customRoleArn: 'Guests' }).outcome).toBe('denied');
  });

  test('are an error when their role trusts only those signed in', () => {
    const outcome = become({ pool: { AllowUnauthenticatedIdentities: true }, resources: { Guests: role('authenticated') } }, {});
    expect(outcome).toMatchObject({ outcome: 'error', reason: expect.stringContaining('trust policy') });
  });

  test('are not guessed at when their switch or role is decided at deployment', () => {
    const rest = { Parameters: { Open: { Type: 'String' }, Arn: { Type: 'String' } } };
    expect(become({ pool: { AllowUnauthenticatedIdentities: { Ref: 'Open' } }, rest }, {}))
      .toMatchObject({ outcome: 'unknown', reason: expect.stringContaining('Open') });
    expect(become({ pool: { AllowUnauthenticatedIdentities: true }, roles: { unauthenticated: { Ref: 'Arn' } }, rest }, {}))
      .toMatchObject({ outcome: 'unknown', reason: expect.stringContaining('Arn') });
  });
});

describe('without a mapping', () => {
  test('everyone signed in gets the authenticated role', () => {
    expect(become({}, signedIn())).toMatchObject({ outcome: 'role', role: 'Members', via: 'authenticated' });
  });

  test('only that role may be asked for', () => {
    expect(become({ resources: ADMINS }, { ...signedIn(), customRoleArn: 'Members' })).toMatchObject({ role: 'Members' });
    expect(become({ resources: ADMINS }, { ...signedIn(), customRoleArn: 'Admins' }).outcome).toBe('denied');
  });

  test('a missing authenticated role is an error', () => {
    expect(become({ roles: {} }, signedIn()).outcome).toBe('error');
  });

  test('a client that is not registered is denied', () => {
    expect(become({ resources: { Other: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Users' } } } } }, {
      logins: { 'userpool:Users:Other': {} },
    }).outcome).toBe('denied');
  });

  test('another client of a pool whose first one denies falls to the authenticated role', () => {
    const both = ['Web', 'Mobile'].map(id => ({ ClientId: { Ref: id }, ProviderName: { 'Fn::GetAtt': ['Users', 'ProviderName'] } }));
    const model = AccessModel.fromTemplate(template({
      mappings: tokenMapping('Deny'),
      pool: { CognitoIdentityProviders: both },
      resources: { Mobile: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Users' } } } },
    }));
    expect(model.becomes(signedIn()).outcome).toBe('denied');
    expect(model.becomes({ logins: { 'userpool:Users:Mobile': {} } })).toMatchObject({ role: 'Members' });
  });
});

describe('token mapping', () => {
  const resources = {
    ...ADMINS,
    admins: group('admins', 'Admins', 0),
    editors: group('editors', 'Editors', 5),
    twins: group('twins', 'Admins', 5),
    late: group('late', 'Editors'),
    plain: group('plain'),
  };
  const as = (groups: string[], request: object = {}, ambiguous = 'Deny') =>
    become({ resources, mappings: tokenMapping(ambiguous) }, { ...signedIn({ 'cognito:groups': groups }), ...request });

  test('the group of lowest precedence wins, none being the weakest', () => {
    expect(as(['editors', 'admins'])).toMatchObject({ role: 'Admins', via: 'group' });
    expect(as(['late', 'twins'])).toMatchObject({ role: 'Admins', via: 'group' });
  });

  test('a tie between different roles prefers none', () => {
    expect(as(['editors', 'twins'])).toMatchObject({ outcome: 'denied', reason: expect.stringContaining('tie') });
    expect(as(['editors', 'twins'], {}, 'AuthenticatedRole')).toMatchObject({ role: 'Members', via: 'authenticated' });
  });

  test('groups without a role do not count', () => {
    expect(as(['plain', 'editors'])).toMatchObject({ role: 'Editors' });
    expect(as(['plain']).outcome).toBe('denied');
    expect(as([]).outcome).toBe('denied');
  });

  test('any role of the token may be asked for, precedence or not', () => {
    expect(as(['editors', 'admins'], { customRoleArn: 'Editors' })).toMatchObject({ role: 'Editors', via: 'custom-role' });
    expect(as(['editors'], { customRoleArn: 'Admins' }).outcome).toBe('denied');
  });

  test('role claims that the token carries are taken as they are, by logical id or ARN', () => {
    const request = (claims: object) => become({ resources, mappings: tokenMapping() }, signedIn(claims));
    expect(request({ 'cognito:preferred_role': 'Editors' })).toMatchObject({ role: 'Editors', via: 'preferred-role' });
    expect(request({ 'cognito:preferred_role': 'arn:aws:iam::123456789012:role/Editors' })).toMatchObject({ role: 'Editors' });
    expect(request({ 'cognito:groups': ['admins'], 'cognito:preferred_role': 'Editors' }))
      .toMatchObject({ role: 'Editors', via: 'preferred-role' });
    expect(request({ 'cognito:roles': ['Editors'] }).outcome).toBe('denied');
  });

  test('a role of another account is named by its ARN, its trust is not known', () => {
    const arn = 'arn:aws:iam::999999999999:role/Theirs';
    expect(become({ mappings: tokenMapping() }, signedIn({ 'cognito:preferred_role': arn })))
      .toMatchObject({ outcome: 'unknown', role: arn, reason: expect.stringContaining('not known') });
  });

  test('a group role that does not trust this pool is an error', () => {
    const outcome = become({
      mappings: tokenMapping(),
      resources: {
        ...resources, Admins: role('authenticated', [], { AssumeRolePolicyDocument: trust('authenticated', { aud: 'us-east-1:other' }) }),
      },
    }, signedIn({ 'cognito:groups': ['admins'] }));
    expect(outcome.outcome).toBe('error');
  });

  test('an ambiguous resolution that is missing is an error', () => {
    const mappings = { web: { IdentityProvider: PROVIDER, Type: 'Token' } };
    expect(become({ mappings }, signedIn())).toMatchObject({ outcome: 'error', reason: expect.stringContaining('missing') });
  });

  test('a literal mapping key of another region is still this client', () => {
    const key = 'cognito-idp.eu-west-1.amazonaws.com/us-east-1_Users:Web';
    expect(become({ mappings: { [key]: { Type: 'Token', AmbiguousRoleResolution: 'Deny' } } }, signedIn()).outcome).toBe('denied');
  });

  test('precedence wins whatever the order and number of groups', () => {
    const model = AccessModel.fromTemplate(template({ resources, mappings: tokenMapping() }));
    fc.assert(fc.property(fc.shuffledSubarray(['editors', 'twins', 'late', 'plain']), others => {
      expect(model.becomes(signedIn({ 'cognito:groups': [...others, 'admins'] })).role).toBe('Admins');
    }));
  });
});

describe('rules mapping', () => {
  const ask = (rules: Parameters<typeof rulesMapping>[0], claims: object, request: object = {}, ambiguous?: string) =>
    become({ resources: ADMINS, mappings: rulesMapping(rules, ambiguous) }, { ...signedIn(claims), ...request });

  test.each([
    ['Equals', 'gold', 'gold', 'golden'],
    ['Contains', 'a golden one', 'a golden one', 'silver'],
    ['StartsWith', 'golden', 'gold', 'a gold'],
    ['NotEqual', 'silver', 'silver', 'gold'],
  ])('%s', (match, matching, alsoMatching, not) => {
    const rule = [['plan', match, 'gold', 'Admins']] as Parameters<typeof rulesMapping>[0];
    expect(ask(rule, { plan: matching })).toMatchObject({ role: 'Admins', via: 'rule', ruleIndex: 0 });
    expect(ask(rule, { plan: alsoMatching })).toMatchObject({ role: 'Admins' });
    expect(ask(rule, { plan: not }).outcome).toBe('denied');
  });

  test('an unknown match type never matches', () => {
    expect(ask([['plan', 'EndsWith', 'gold', 'Admins']], { plan: 'gold' }).outcome).toBe('denied');
  });

  test('the first that matches wins', () => {
    const rules = [['plan', 'Contains', 'g', 'Editors'], ['plan', 'Equals', 'gold', 'Admins']] as Parameters<typeof rulesMapping>[0];
    expect(ask(rules, { plan: 'gold' })).toMatchObject({ role: 'Editors', ruleIndex: 0 });
    expect(ask([...rules].reverse(), { plan: 'gold' })).toMatchObject({ role: 'Admins', ruleIndex: 0 });
  });

  test('any matching rule may be asked for', () => {
    const rules = [['plan', 'Contains', 'g', 'Editors'], ['plan', 'Equals', 'gold', 'Admins']] as Parameters<typeof rulesMapping>[0];
    expect(ask(rules, { plan: 'gold' }, { customRoleArn: 'Admins' })).toMatchObject({ role: 'Admins', via: 'custom-role', ruleIndex: 1 });
    expect(ask(rules, { plan: 'g' }, { customRoleArn: 'Admins' }).outcome).toBe('denied');
  });

  test('a rule on an absent or empty claim is not evaluated, not even NotEqual', () => {
    const rules = [['plan', 'NotEqual', 'free', 'Admins']] as Parameters<typeof rulesMapping>[0];
    expect(ask(rules, {}).outcome).toBe('denied');
    expect(ask(rules, { plan: '' }).outcome).toBe('denied');
    expect(ask(rules, {}, {}, 'AuthenticatedRole')).toMatchObject({ role: 'Members', via: 'authenticated' });
  });

  test('Contains looks at the text of a claim with several values, Equals at a single value', () => {
    expect(ask([['cognito:groups', 'Contains', 'Admin', 'Admins']], { 'cognito:groups': ['a', 'Admins'] }))
      .toMatchObject({ role: 'Admins' });
    expect(ask([['cognito:groups', 'Equals', 'a', 'Admins']], { 'cognito:groups': ['a'] })).toMatchObject({ role: 'Admins' });
    expect(ask([['cognito:groups', 'Equals', 'a', 'Admins']], { 'cognito:groups': ['a', 'b'] }).outcome).toBe('unknown');
    expect(ask([['cognito:groups', 'Equals', 'c', 'Admins']], { 'cognito:groups': ['a', 'b'] }).outcome).toBe('denied');
  });

  test('a rule that is decided at deployment stops the answer only where it could be reached', () => {
    const rest = { Parameters: { Plan: { Type: 'String' } } };
    const rules: any = rulesMapping([['plan', 'Equals', 'gold', 'Admins'], ['plan', 'Equals', 'x', 'Editors']]);
    rules.web.RulesConfiguration.Rules[1].Value = { Ref: 'Plan' };
    const model = AccessModel.fromTemplate(template({ resources: ADMINS, mappings: rules, rest }));
    expect(model.becomes(signedIn({ plan: 'gold' }))).toMatchObject({ role: 'Admins' });
    expect(model.becomes(signedIn({ plan: 'silver' }))).toMatchObject({ outcome: 'unknown', reason: expect.stringContaining('Plan') });
    expect(model.becomes({ ...signedIn({ plan: 'silver' }), customRoleArn: 'Editors' }).outcome).toBe('unknown');
  });
});

describe('conditions of the template', () => {
  const rest = { Parameters: { Stage: { Type: 'String' } }, Conditions: { Prod: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } } };

  test('do not matter where both ways lead to the same role', () => {
    const roles = { authenticated: { 'Fn::GetAtt': ['Members', 'Arn'] } };
    const mappings = { 'Fn::If': ['Prod', tokenMapping('AuthenticatedRole'), { Ref: 'AWS::NoValue' }] };
    expect(become({ roles, mappings, rest }, signedIn())).toMatchObject({ role: 'Members' });
  });

  test('are named when they do', () => {
    const mappings = { 'Fn::If': ['Prod', tokenMapping('Deny'), { Ref: 'AWS::NoValue' }] };
    expect(become({ mappings, rest }, signedIn()))
      .toMatchObject({ outcome: 'unknown', reason: expect.stringContaining('hangs on a condition') });
  });

  test('that register a client decide whether it gets a role', () => {
    const provider = { ClientId: { Ref: 'Web' }, ProviderName: { 'Fn::GetAtt': ['Users', 'ProviderName'] } };
    const pool = { CognitoIdentityProviders: [{ 'Fn::If': ['Prod', provider, { Ref: 'AWS::NoValue' }] }] };
    expect(become({ pool, rest }, signedIn())).toMatchObject({ outcome: 'unknown', reason: expect.stringContaining('either Members') });
  });

  test('a mapping that a parameter holds is not known', () => {
    expect(become({ mappings: { Ref: 'Stage' }, rest }, signedIn()))
      .toMatchObject({ outcome: 'unknown', reason: expect.stringContaining('Stage') });
  });
});

describe('other providers', () => {
  const pool = {
    SupportedLoginProviders: { 'accounts.google.com': 'app' },
    SamlProviderARNs: [{ Ref: 'Corp' }],
    OpenIdConnectProviderARNs: [{ Ref: 'Oidc' }],
    DeveloperProviderName: 'login.mine',
    AllowClassicFlow: true,
  };
  const resources = {
    ...ADMINS,
    Corp: { Type: 'AWS::IAM::SAMLProvider', Properties: { Name: 'corp' } },
    Oidc: { Type: 'AWS::IAM::OIDCProvider', Properties: { Url: 'https://issuer.example.com/' } },
  };

  test.each([
    'accounts.google.com', 'login.mine', 'arn:aws:iam::123456789012:saml-provider/corp', 'Corp',
    'arn:aws:iam::123456789012:oidc-provider/issuer.example.com',
  ])(
    '%s falls to the authenticated role', provider => {
      expect(become({ pool, resources }, { logins: { [provider]: { sub: 'x' } } })).toMatchObject({ role: 'Members' });
    });

  test('a literal mapping key is their name', () => {
    const mappings = {
      'accounts.google.com': {
        Type: 'Rules',
        AmbiguousRoleResolution: 'Deny',
        RulesConfiguration: { Rules: [{ Claim: 'hd', MatchType: 'Equals', Value: 'corp', RoleARN: { 'Fn::GetAtt': ['Admins', 'Arn'] } }] },
      },
    };
    expect(become({ pool, resources, mappings }, { logins: { 'accounts.google.com': { hd: 'corp' } } }))
      .toMatchObject({ role: 'Admins', via: 'rule' });
    expect(become({ pool, resources, mappings }, { logins: { 'accounts.google.com': {} } }).outcome).toBe('denied');
  });

  test('SAML is not taken in the basic flow', () => {
    expect(become({ pool, resources }, { logins: { Corp: {} }, flow: 'basic', customRoleArn: 'Members' }))
      .toMatchObject({ outcome: 'error' });
  });
});

describe('several tokens in one request', () => {
  const login = (claims: object = {}) => ({ 'userpool:Users:Web': claims });
  const google = (claims: object = {}) => ({ 'accounts.google.com': claims });
  const pool = { SupportedLoginProviders: { 'accounts.google.com': 'app' }, AllowClassicFlow: true };
  const parts = { pool, resources: { ...ADMINS, admins: group('admins', 'Admins', 0) }, mappings: tokenMapping() };
  const model = AccessModel.fromTemplate(template(parts));

  test('are undecided where each leads to another role, whichever is named first', () => {
    for (const logins of [
      { ...login({ 'cognito:groups': ['admins'] }), ...google() }, { ...google(), ...login({ 'cognito:groups': ['admins'] }) },
    ]) {
      const { outcome, role: role_, reason } = model.becomes({ logins });
      expect({ outcome, role_ }).toEqual({ outcome: 'unknown' });
      for (const part of ['ask with one', 'Admins', 'Members']) expect(reason).toContain(part);
      expect(() => model.assertRefused({ logins })).toThrow('expected no role, got unknown');
      expect(() => model.assertBecomes('Admins', { logins })).toThrow('got unknown');
    }
  });

  test('are undecided where one of them is refused', () => {
    expect(model.becomes({ logins: { ...login(), ...google() } }))
      .toMatchObject({ outcome: 'unknown', reason: expect.stringContaining('denied') });
  });

  test('are decided where each leads to the same role', () => {
    expect(become({ pool }, { logins: { ...login(), ...google() } })).toMatchObject({ outcome: 'role', role: 'Members' });
  });

  test('are undecided where each makes other session tags', () => {
    const tags = {
      Type: 'AWS::Cognito::IdentityPoolPrincipalTag',
      Properties: { IdentityPoolId: POOL_REF, IdentityProviderName: 'accounts.google.com', PrincipalTags: { tenant: 'hd' } },
    };
    const tagging = role('authenticated', [], {
      AssumeRolePolicyDocument: trust('authenticated', { actions: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'] }),
    });
    const ask = (claims: object) =>
      become({ pool, resources: { Members: tagging, Tags: tags } }, { logins: { ...login(), ...google(claims) } });
    expect(ask({ hd: 'corp' }).outcome).toBe('unknown');
    expect(ask({})).toMatchObject({ role: 'Members' });
  });

  test('are of no account in the basic flow, where the caller names the role', () => {
    const basic = { logins: { ...login(), ...google() }, flow: 'basic', customRoleArn: 'Admins' };
    expect(become({ pool, resources: ADMINS }, basic)).toMatchObject({ outcome: 'role', role: 'Admins' });
  });
});

describe('basic flow', () => {
  const pool = { AllowClassicFlow: true, AllowUnauthenticatedIdentities: true };
  const basic = (role_: string | undefined, parts: object = {}, request: object = signedIn()) =>
    become({ pool, resources: ADMINS, ...parts }, { ...request, flow: 'basic', ...(role_ ? { customRoleArn: role_ } : {}) });

  test('the caller names any role that trusts the token', () => {
    expect(basic('Admins')).toMatchObject({ outcome: 'role', role: 'Admins', via: 'custom-role' });
    expect(basic('Guests')).toMatchObject({ outcome: 'denied', reason: expect.stringContaining('trust policy') });
    expect(basic('Guests', {}, {})).toMatchObject({ role: 'Guests' });
    expect(basic('Members', {}, {}).outcome).toBe('denied');
  });

  test('is an error when it is off, with mappings, or without a role', () => {
    expect(basic('Admins', { pool: {} }).outcome).toBe('error');
    expect(basic('Admins', { mappings: tokenMapping() }).outcome).toBe('error');
    expect(basic(undefined).outcome).toBe('error');
  });
});

describe('principal tags', () => {
  const tag = (props: object) => ({
    Type: 'AWS::Cognito::IdentityPoolPrincipalTag',
    Properties: { IdentityPoolId: POOL_REF, IdentityProviderName: { 'Fn::GetAtt': ['Users', 'ProviderName'] }, ...props },
  });
  const tagging = role('authenticated', [], {
    AssumeRolePolicyDocument: trust('authenticated', { actions: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'] }),
  });

  test('become session tags where the role trusts tagging', () => {
    const resources = { Members: tagging, Tags: tag({ PrincipalTags: { tenant: 'custom:tenant', other: 'absent' } }) };
    expect(become({ resources }, signedIn({ 'custom:tenant': 't1' }))).toMatchObject({ role: 'Members', principalTags: { tenant: 't1' } });
  });

  test.each([[{ formatted: 'Lane 1' }], [[{ formatted: 'Lane 1' }]]])('of an object are not known: %j', address => {
    const resources = { Members: tagging, Tags: tag({ PrincipalTags: { where: 'address' } }) };
    expect(become({ resources }, signedIn({ address }))).toEqual({
      outcome: 'unknown', role: 'Members', reason: expect.stringMatching(/the claim address is an object, and .* is not documented$/),
    });
    expect(become({ resources }, signedIn({ address: 'Lane 1' }))).toMatchObject({ role: 'Members', principalTags: { where: 'Lane 1' } });
    expect(become({ resources }, signedIn({ address: null }))).not.toHaveProperty('principalTags');
  });

  test('default to username and client', () => {
    const resources = { Members: tagging, Tags: tag({ UseDefaults: true }) };
    expect(become({ resources }, signedIn({ sub: 's' }))).toMatchObject({ principalTags: { username: 's', client: 'Web' } });
  });

  test('are an error where the role does not trust tagging', () => {
    const resources = { Tags: tag({ PrincipalTags: { tenant: 'custom:tenant' } }) };
    expect(become({ resources }, signedIn({ 'custom:tenant': 't1' })))
      .toMatchObject({ outcome: 'error', reason: expect.stringContaining('sts:TagSession') });
    expect(become({ resources }, signedIn())).toMatchObject({ outcome: 'role' });
  });
});

test.each([
  ['us-gov-west-1', 'cognito-identity-us-gov.amazonaws.com', 'cognito-identity-us-gov.amazonaws.com'],
  ['us-gov-east-1', 'cognito-identity.us-gov-east-1.amazonaws.com', 'cognito-identity.us-gov-east-1.amazonaws.com'],
  ['cn-north-1', 'cognito-identity.cn-north-1.amazonaws.com.cn', 'cognito-identity.amazonaws.com.cn'],
])('the partition of %s has its own service name', (region, principal, keys) => {
  expect(identityService({ ref: `${region}:x` } as any)).toEqual({ principal, keys });
});

test('a malformed request is refused', () => {
  const model = AccessModel.fromTemplate(template());
  expect(() => model.becomes({ flow: 'simple' as AuthFlow })).toThrow('flow must be enhanced or basic, got: "simple"');
  expect(() => model.becomes({ logins: { 'userpool:Users:Web': 'token' } })).toThrow('must be an object');
});
