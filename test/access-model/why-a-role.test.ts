import { group, POOL_REF, PROVIDER, role, rulesMapping, signedIn, template, tokenMapping, trust } from './fixture';
import { AccessModel } from '../../src/access-model';

/** Every answer about who becomes which role carries its reason, in the words of the template. */
const become = (parts: object, request: object) => AccessModel.fromTemplate(template(parts)).becomes(request);
const CLIENT = 'userpool:Users:Web';
const P = { Parameters: { P: { Type: 'String' } } };
const NOT_KNOWN = 'parameter P has no default';
const GUESTS = { pool: { AllowUnauthenticatedIdentities: true } };
const GOOGLE = 'accounts.google.com';
const OPEN = `${GOOGLE} may be a provider of the identity pool Identities, not all of which are known: ${NOT_KNOWN}`;
const ELSEWHERE = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_X';
const ROLES = { Admins: role('authenticated'), Editors: role('authenticated') };
const GROUPS = {
  ...ROLES, admins: group('admins', 'Admins', 0), editors: group('editors', 'Editors', 5), twins: group('twins', 'Admins', 5),
};
const byToken = { mappings: tokenMapping(), resources: GROUPS };
const ADMINS = 'arn:aws:iam::123456789012:role/Admins';
const byRules = { mappings: rulesMapping([['plan', 'Equals', 'gold', 'Admins'], ['plan', 'Contains', 'g', 'Editors']]), resources: ROLES };
const undecidedRules = () => {
  const mappings: any = rulesMapping([['plan', 'Equals', 'gold', 'Admins'], ['plan', 'Equals', 'x', 'Editors']]);
  mappings.web.RulesConfiguration.Rules[1].Value = { Ref: 'P' };
  return { mappings, resources: ROLES, rest: P };
};
const rolelessRules = () => {
  const mappings: any = rulesMapping([['plan', 'Equals', 'gold', 'Admins'], ['plan', 'Equals', 'x', 'Editors']]);
  mappings.web.RulesConfiguration.Rules[1].RoleARN = { Ref: 'P' };
  return { mappings, resources: ROLES, rest: P };
};
const withResolution = (AmbiguousRoleResolution?: unknown) =>
  ({ mappings: { web: { IdentityProvider: PROVIDER, Type: 'Token', AmbiguousRoleResolution } }, resources: GROUPS });
const asking = (customRoleArn: string, claims: object = {}) => ({ ...signedIn(claims), customRoleArn });
const basic = (more: object = {}) => ({ ...signedIn(), flow: 'basic', customRoleArn: 'Admins', ...more });
const CLASSIC = { pool: { AllowClassicFlow: true }, resources: ROLES };

describe('guests', () => {
  test.each<[string, object, object, string]>([
    ['get their role', GUESTS, {}, 'guests get the unauthenticated role'],
    ['are not let in', {}, {}, 'guests get nothing: AllowUnauthenticatedIdentities of Identities is not true'],
    ['have no role', { ...GUESTS, roles: {} }, {}, 'guests are allowed, but Identities has no unauthenticated role'],
    ['ask for a role', GUESTS, { customRoleArn: 'Guests' }, 'a guest can\'t ask for a role'],
    ['are let in by a parameter', {
      pool: { AllowUnauthenticatedIdentities: { Ref: 'P' } }, rest: P,
    }, {}, `whether guests are allowed is not known: ${NOT_KNOWN}`],
    [
      'get a role that a parameter has', { ...GUESTS, roles: { unauthenticated: { Ref: 'P' } }, rest: P }, {},
      `the unauthenticated role is not known: ${NOT_KNOWN}`,
    ],
    [
      'get roles that a parameter has', { ...GUESTS, roles: { Ref: 'P' }, rest: P }, {},
      `the unauthenticated role is not known: ${NOT_KNOWN}`,
    ],
  ])('%s', (_, parts, request, reason) => expect(become(parts, request).reason).toBe(reason));
});

describe('without a mapping', () => {
  const everyone = `${CLIENT} has no role mapping, so everyone who signs in there gets the authenticated role`;
  test.each<[string, object, object, string]>([
    ['everybody gets one role', {}, signedIn(), everyone],
    ['it is not there', { roles: {} }, signedIn(), `${everyone}, but Identities has no authenticated role`],
    [
      'a parameter has it', { roles: { authenticated: { Ref: 'P' } }, rest: P }, signedIn(),
      `${everyone}, but the authenticated role is not known: ${NOT_KNOWN}`,
    ],
    ['another is asked for', { resources: ROLES }, asking('Admins'), `Admins can't be asked for: ${CLIENT} has no role mapping`],
    ['it is not made with this pool', {
      resources: { Other: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Users' } } } },
    }, { logins: { 'userpool:Users:Other': {} } }, 'userpool:Users:Other is not a provider of the identity pool Identities'],
    ['which providers there are is not known', {
      pool: { SamlProviderARNs: { Ref: 'P' } }, rest: P,
    }, { logins: { [GOOGLE]: {} } }, OPEN],
    ['which clients there are is not known', {
      pool: { CognitoIdentityProviders: [{ ProviderName: ELSEWHERE, ClientId: { Ref: 'P' } }] }, rest: P,
    }, { logins: { [GOOGLE]: {} } }, OPEN],
  ])('%s', (_, parts, request, reason) => expect(become(parts, request).reason).toBe(reason));

  test('a switch of a client that is not known leaves its provider known', () => {
    const providers = [{ ClientId: 'web', ProviderName: ELSEWHERE, ServerSideTokenCheck: { Ref: 'P' } }];
    expect(become({ pool: { CognitoIdentityProviders: providers }, rest: P }, { logins: { [GOOGLE]: {} } }).outcome).toBe('denied');
  });
});

describe('by token', () => {
  const as = (...groups: string[]) => signedIn({ 'cognito:groups': groups });
  test.each<[string, object, object, string]>([
    [
      'the group of the lowest precedence', byToken, as('editors', 'admins'),
      'cognito:preferred_role is Admins: of the groups editors, admins, the one of lowest precedence has it',
    ],
    ['the token says so', byToken, signedIn({ 'cognito:preferred_role': 'Editors' }), 'cognito:preferred_role is Editors'],
    ['a role is asked for', byToken, asking('Admins', { 'cognito:groups': ['admins'] }), 'Admins was asked for and is among cognito:roles'],
    [
      'another is asked for', byToken, asking('Admins', { 'cognito:groups': ['editors'] }),
      'Admins was asked for and is not among cognito:roles',
    ],
    ['no group', byToken, as(), 'no group of the token has a role, and AmbiguousRoleResolution is Deny'],
    [
      'groups without a role', byToken, as('admims', 'guests'),
      'no group of the token has a role (it names admims, guests), and AmbiguousRoleResolution is Deny',
    ],
    [
      'a tie', byToken, as('editors', 'twins'),
      'the roles of the groups tie in precedence, so none is preferred, and AmbiguousRoleResolution is Deny',
    ],
    [
      'the authenticated role', withResolution('AuthenticatedRole'), as(),
      'no group of the token has a role, and AmbiguousRoleResolution is AuthenticatedRole',
    ],
    [
      'nothing is said', withResolution(), as(),
      'no group of the token has a role, and AmbiguousRoleResolution, which the service requires, is missing',
    ],
    [
      'something else is said', withResolution('Denied'), as(),
      'no group of the token has a role, and AmbiguousRoleResolution, which the service requires, is "Denied"',
    ],
    [
      'what is said is not known', { ...withResolution({ Ref: 'P' }), rest: P }, as(),
      `the role mapping of ${CLIENT} is not known: ${NOT_KNOWN}`,
    ],
    ['a precedence is not known', {
      mappings: tokenMapping(),
      resources: { ...GROUPS, late: group('late', 'Editors', { Ref: 'P' } as any) },
      rest: P,
    }, as('admins', 'late'), `which role the groups of the token give is not known: the precedence of late: ${NOT_KNOWN}`],
  ])('%s', (_, parts, request, reason) => expect(become(parts, request).reason).toBe(reason));
});

describe('by rules', () => {
  test.each<[string, object, object, string]>([
    ['the first that matches', byRules, signedIn({ plan: 'gold' }), 'rule 0 is the first to match: plan Equals \'gold\''],
    ['a later one', byRules, signedIn({ plan: 'g' }), 'rule 1 is the first to match: plan Contains \'g\''],
    [
      'one that compares a role', { mappings: rulesMapping([['cognito:preferred_role', 'Equals', ADMINS, 'Admins']]), resources: ROLES },
      signedIn({ 'cognito:preferred_role': ADMINS }), 'rule 0 is the first to match: cognito:preferred_role Equals the ARN of Admins',
    ],
    ['none', byRules, signedIn({ plan: 'x' }), 'none of 2 rules matches, and AmbiguousRoleResolution is Deny'],
    [
      'the only one', { mappings: rulesMapping([['plan', 'Equals', 'gold', 'Admins']]), resources: ROLES }, signedIn({ plan: 'x' }),
      'its one rule does not match, and AmbiguousRoleResolution is Deny',
    ],
    [
      'a role is asked for', byRules, asking('Editors', { plan: 'gold' }),
      'Editors was asked for and rule 1 gives it: plan Contains \'g\'',
    ],
    ['another is asked for', byRules, asking('Admins', { plan: 'g' }), 'Admins was asked for and no matching rule gives it'],
    ['one is not known', undecidedRules(), signedIn({ plan: 'x' }), `rule 1 can't be evaluated: ${NOT_KNOWN}`],
    ['the role of one is not known', rolelessRules(), signedIn({ plan: 'x' }),
      `rule 1 matches, and which role it gives is not known: ${NOT_KNOWN}`],
    ['the role of one that does not match is not known', rolelessRules(), signedIn({ plan: 'y' }),
      'none of 2 rules matches, and AmbiguousRoleResolution is Deny'],
    ['the role of a later one is not known', rolelessRules(), signedIn({ plan: 'gold' }),
      "rule 0 is the first to match: plan Equals 'gold'"],
    ['what one gives whose role is not known is asked for', rolelessRules(), asking('Editors', { plan: 'x' }),
      `rule 1 matches, and which role it gives is not known: ${NOT_KNOWN}`],
    ['another is asked for, and the rule whose role is not known does not match', rolelessRules(), asking('Editors', { plan: 'gold' }),
      'Editors was asked for and no matching rule gives it'],
    ['what one gives is asked for', undecidedRules(), asking('Editors', { plan: 'x' }), `rule 1 can't be evaluated: ${NOT_KNOWN}`],
  ])('%s', (_, parts, request, reason) => expect(become(parts, request).reason).toBe(reason));
});

describe('in the basic flow', () => {
  const saml = { Corp: { Type: 'AWS::IAM::SAMLProvider', Properties: { Name: 'corp' } } };
  test.each<[string, object, object, string]>([
    ['the caller names a role', CLASSIC, basic(), 'the caller names Admins, and its trust policy lets the token in'],
    [
      'the caller names none', CLASSIC, basic({ customRoleArn: undefined }),
      'the basic flow needs customRoleArn: the caller names the role',
    ],
    ['it is off', { resources: ROLES }, basic(), 'the basic flow is off: AllowClassicFlow of Identities is not true'],
    [
      'whether it is on is not known', { pool: { AllowClassicFlow: { Ref: 'P' } }, resources: ROLES, rest: P }, basic(),
      `whether the basic flow is on is not known: ${NOT_KNOWN}`,
    ],
    ['there are mappings', { ...CLASSIC, mappings: tokenMapping() }, basic(), 'the basic flow is not supported with role mappings'],
    ['somebody comes by SAML', {
      pool: { AllowClassicFlow: true, SamlProviderARNs: [{ Ref: 'Corp' }] }, resources: { ...ROLES, ...saml },
    }, basic({ logins: { Corp: {} } }), 'the basic flow does not take SAML: arn:aws:iam::123456789012:saml-provider/corp'],
  ])('%s', (_, parts, request, reason) => expect(become(parts, request).reason).toBe(reason));
});

describe('the trust of a role', () => {
  const rest = { ...P, Conditions: { Made: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] } } };
  test('of a role that is not made is none', () => {
    const { outcome, reason } = become({ resources: { Members: { ...role('authenticated'), Condition: 'Made' } }, rest }, signedIn());
    expect(outcome).toBe('unknown');
    expect(reason).toContain('; but Members is not made)');
  });
  test('of somebody else\'s role is not known, so it is not known whether anybody gets it', () => {
    const arn = 'arn:aws:iam::999999999999:role/Theirs';
    expect(become({ roles: { authenticated: arn } }, signedIn())).toMatchObject({
      outcome: 'unknown',
      role: arn,
      reason: `${CLIENT} has no role mapping, so everyone who signs in there gets the authenticated role; `
        + 'but it is not one role of the template, so its trust policy is not known',
    });
  });
});

describe('what becomes of claims that a tag asks for', () => {
  const tags = (IdentityProviderName: unknown, PrincipalTags: object) =>
    ({ Type: 'AWS::Cognito::IdentityPoolPrincipalTag', Properties: { IdentityPoolId: POOL_REF, IdentityProviderName, PrincipalTags } });
  const Members = role('authenticated', [], {
    AssumeRolePolicyDocument: trust('authenticated', { actions: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'] }),
  });
  const OWN = { 'Fn::GetAtt': ['Users', 'ProviderName'] };

  test('a claim that the token has, and nothing that every object has', () => {
    const ask = (claims: object) =>
      become({ resources: { Members, Tags: tags(OWN, { tenant: 'custom:tenant', odd: 'toString' }) } }, signedIn(claims)).principalTags;
    expect(ask({ 'custom:tenant': 't' })).toEqual({ tenant: 't' });
    expect(ask({ 'custom:tenant': undefined })).toBeUndefined();
    expect(ask({})).toBeUndefined();
  });
  test('the same tags of two tokens are the same in whichever order', () => {
    const resources = {
      Members, Tags: tags(OWN, { plan: 'p', team: 't' }), Others: tags(GOOGLE, { team: 't', plan: 'p' }),
    };
    const ask = (google: object) => become({ pool: { SupportedLoginProviders: { [GOOGLE]: 'app' } }, resources }, {
      logins: { [CLIENT]: { p: '1', t: '2' }, [GOOGLE]: google },
    });
    expect(ask({ t: '2', p: '1' })).toMatchObject({ role: 'Members', principalTags: { plan: '1', team: '2' } });
    expect(ask({ t: '1', p: '2' }).outcome).toBe('unknown');
  });
});

describe('what is not known of the mapping of one provider', () => {
  const WITH_GOOGLE = { pool: { SupportedLoginProviders: { 'accounts.google.com': 'x.apps.googleusercontent.com' } } };
  const withMapping = (google: object) => ({ ...WITH_GOOGLE, mappings: { google }, resources: ROLES, rest: P });
  const given = {
    Type: 'Rules',
    AmbiguousRoleResolution: 'Deny',
    RulesConfiguration: {
      Rules: [
        { Claim: 'hd', MatchType: 'Equals', Value: 'corp.com', RoleARN: { Ref: 'P' } },
      ],
    },
  };

  test('says nothing of the others', () => {
    const parts = withMapping({ ...given, IdentityProvider: 'accounts.google.com' });
    expect(become(parts, signedIn()).reason).toContain('has no role mapping');
    expect(become(withMapping({ ...given, Type: { Ref: 'P' }, IdentityProvider: 'accounts.google.com' }), signedIn()).reason)
      .toContain('has no role mapping');
  });

  test('may be that it is for another', () => {
    expect(become(withMapping({ ...given, IdentityProvider: { Ref: 'P' } }), signedIn()).reason)
      .toBe(`the role mapping of ${CLIENT} is not known: ${NOT_KNOWN}`);
  });
});
