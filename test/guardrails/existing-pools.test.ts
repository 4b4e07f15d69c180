import { checkTemplates } from '../../src/guardrails/check';

const POOL = 'eu-west-1_AbCdEf123';
const PROVIDER = `cognito-idp.eu-west-1.amazonaws.com/${POOL}`;
const role = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const cognito = (type: string, Properties: object) => ({ Type: `AWS::Cognito::${type}`, Properties });
const group = (GroupName: string, more: object = {}) => cognito('UserPoolGroup', { UserPoolId: POOL, GroupName, ...more });
const client = (more: object = {}) => cognito('UserPoolClient', {
  UserPoolId: POOL, ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'], WriteAttributes: ['email'], ...more,
});
const rules = (...Rules: object[]) => ({ Type: 'Rules', RulesConfiguration: { Rules } });
const byClaim = (Claim: string, MatchType: string, Value: string) => rules({ Claim, MatchType, Value, RoleARN: role('Everyone') });

/** What a rule says of an identity pool that takes sign-ins from a user pool which no template makes. */
function sayings(id: string, Resources: Record<string, object>, mapping: object = { Type: 'Token' }): string[] {
  const body: any = {
    Resources: {
      Identities: cognito('IdentityPool', {
        AllowUnauthenticatedIdentities: false, CognitoIdentityProviders: [{ ProviderName: PROVIDER, ClientId: 'c1' }],
      }),
      Everyone: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } } },
      Roles: cognito('IdentityPoolRoleAttachment', {
        IdentityPoolId: { Ref: 'Identities' },
        Roles: { authenticated: role('Everyone') },
        RoleMappings: { users: { IdentityProvider: `${PROVIDER}:c1`, AmbiguousRoleResolution: 'Deny', ...mapping } },
      }),
      ...Resources,
    },
  };
  return checkTemplates([{ name: 'template', body }]).filter(finding => finding.rule === id)
    .map(({ resource, severity, catalogue, message }) => `${resource} ${severity} ${catalogue.join(' ')}: ${message}`);
}

describe('groups of a user pool that is made elsewhere', () => {
  const [first, second] = ['arn:aws:iam::111122223333:role/First', 'arn:aws:iam::111122223333:role/Second'];

  test('may tie in precedence', () => {
    const both = (precedence: number) => ({
      One: group('one', { RoleArn: first, Precedence: 1 }), Two: group('two', { RoleArn: second, Precedence: precedence }),
    });
    expect(sayings('precedence-tie', both(1))).toEqual([
      `Two medium A19: Two and One of ${POOL} have different roles and both have precedence 1`,
    ]);
    expect(sayings('precedence-tie', both(2))).toEqual([]);
    const apart = { ...both(1), Two: group('two', { UserPoolId: 'eu-west-1_Another12', RoleArn: second, Precedence: 1 }) };
    expect(sayings('precedence-tie', apart)).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['Parameter Store', { Ref: 'Stored' }],
    ['what is looked up at deployment', '{{resolve:ssm:/users/id}}'],
    ['the output of a stack that is not read', { 'Fn::GetStackOutput': { StackName: 'Users', OutputName: 'Id' } }],
    ['an export that is not read', { 'Fn::ImportValue': 'Users:ExportsOutputRefPool1234' }],
  ])('may tie in precedence where its id comes from %s', (_name, UserPoolId) => {
    const tied = (more: object) => checkTemplates([{
      name: 'template',
      body: {
        Parameters: { Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/users/id' } },
        Resources: {
          One: group('one', { UserPoolId, RoleArn: first }),
          Two: group('two', { UserPoolId, RoleArn: second, ...more }),
        },
      } as any,
    }]).filter(({ rule }) => rule === 'precedence-tie').map(({ resource }) => resource);
    expect(tied({})).toEqual(['Two']);
    expect(tied({ UserPoolId: { 'Fn::ImportValue': 'Others' } })).toEqual([]);
  });

  test('are no lock', () => {
    const groups = (name: string) => ({ One: group(name, { RoleArn: first, Precedence: 0 }), Two: group('staff', { RoleArn: second }) });
    expect(sayings('precedence-as-lock', groups('suspended'))).toEqual([
      `One medium A18: group suspended of ${POOL} does not restrict its members: they may choose the role of any other group they are in`,
    ]);
    expect(sayings('precedence-as-lock', groups('leads'))).toEqual([]);
  });

  test('may have roles that no mapping gives', () => {
    const one = { One: group('one', { RoleArn: first }) };
    expect(sayings('group-roles-unused', one, byClaim('email', 'Equals', 'a@b'))).toEqual([
      `One medium A20 A21: the roles of One are never given: Roles maps ${POOL} by rules that do not look at groups`,
    ]);
    expect(sayings('group-roles-unused', one)).toEqual([]);
    expect(sayings('group-roles-unused', { One: group('one', { UserPoolId: 'eu-west-1_Another12', RoleArn: first }) })).toEqual([]);
  });

  test('may be called so that a rule on one matches another', () => {
    const mapping = byClaim('cognito:groups', 'Contains', 'admin');
    expect(sayings('groups-contains-substring', { One: group('notadmin') }, mapping)).toEqual([
      `Roles high A09: rule 1 looks for 'admin' in cognito:groups of ${POOL} and matches other groups too: notadmin`,
    ]);
    expect(sayings('groups-contains-substring', { One: group('admin') }, mapping)).toEqual([
      "Roles medium A09: rule 1 looks for 'admin' in cognito:groups of a user pool whose groups are not known here",
    ]);
  });

  test('have names and precedences that Cognito takes', () => {
    const refused = (groups: Record<string, object>) => sayings('pool-settings-refused', groups);
    expect(refused({ One: group('one two') })).toEqual([
      "One medium A108: One has the GroupName 'one two', which has a character that is not taken",
    ]);
    expect(refused({ One: group('one', { Precedence: -1 }) })).toEqual([
      'One medium A108: One has Precedence -1, where 0 and more is taken',
    ]);
    expect(refused({ One: group('one'), Two: group('one') })).toEqual([
      'Two medium A108: Two and One have the GroupName one in one pool, where it is taken once',
    ]);
    expect(refused({ One: group('one'), Two: group('one', { UserPoolId: 'eu-west-1_Another12' }) })).toEqual([]);
  });
});

describe('attributes that no user pool has', () => {
  test.each<[string, string[], string[]]>([
    ['a misspelt one', ['emial'], ['Web medium A108: WriteAttributes of Web has emial, which no user pool has']],
    ['a custom one without its prefix', ['plan'], ['Web medium A108: WriteAttributes of Web has plan, which no user pool has']],
    ['standard ones', ['email', 'given_name'], []],
    ['a custom one, which it may have', ['custom:plan'], []],
  ])('are written by a client: %s', (_name, WriteAttributes, found) => {
    expect(sayings('client-attribute-unknown', { Web: client({ WriteAttributes }) })).toEqual(found);
  });

  test('are mapped by a provider', () => {
    const mapped = (AttributeMapping: object) => sayings('mapped-attribute-refused', {
      Corp: cognito('UserPoolIdentityProvider', { UserPoolId: POOL, ProviderName: 'corp', AttributeMapping }),
    });
    expect(mapped({ emial: 'email' })).toEqual(['Corp medium A108: Corp maps emial, which no user pool has']);
    expect(mapped({ 'username': 'sub', 'email': 'email', 'custom:plan': 'plan' })).toEqual([]);
  });
});

test('what else is added to it has settings that Cognito takes', () => {
  const of = (type: string, props: object) => sayings('pool-settings-refused', { It: cognito(type, { UserPoolId: POOL, ...props }) });
  expect(of('UserPoolDomain', { Domain: 'our-cognito' })).toEqual([
    'It medium A108: It has the prefix our-cognito, which has the reserved word cognito',
  ]);
  expect(of('UserPoolIdentityProvider', { ProviderName: '_corp' })).toEqual([
    "It medium A108: It has the ProviderName '_corp', which has a character that is not taken",
  ]);
  expect(of('UserPoolResourceServer', { Identifier: 'api', Scopes: [{ ScopeName: 'a/b' }] })).toEqual([
    "It medium A108: It has the ScopeName 'a/b', which has a character that is not taken",
  ]);
  expect([
    ...of('UserPoolDomain', { Domain: 'ours' }),
    ...of('UserPoolIdentityProvider', { ProviderName: 'corp' }),
    ...of('UserPoolResourceServer', { Identifier: 'api', Scopes: [{ ScopeName: 'read' }] }),
  ]).toEqual([]);
});

describe('a custom attribute of a user pool that is made elsewhere, by which a rule decides', () => {
  const mapping = byClaim('custom:tenant', 'Equals', 'acme');
  const said = (id: string, props: object) => sayings(id, { Web: client(props) }, mapping);
  const what = "rule 1 (custom:tenant Equals 'acme')";

  test('may be written through a client that is made here', () => {
    const trusts = `${what} trusts a claim that users of ${PROVIDER} write themselves through Web`;
    expect(said('rule-claim-writable', { WriteAttributes: ['custom:tenant'] })).toEqual([
      `Roles high A01: ${trusts}, unless the attribute is immutable`,
    ]);
    expect(said('rule-claim-writable', { WriteAttributes: undefined })).toEqual([
      `Roles high A02: ${trusts} (WriteAttributes is not set), unless the attribute is immutable`,
    ]);
  });

  test.each<[string, object]>([
    ['leaves it out', {}],
    ['is of another user pool', { UserPoolId: 'eu-west-1_Another12', WriteAttributes: ['custom:tenant'] }],
    ['signs nobody in', { ExplicitAuthFlows: [], WriteAttributes: ['custom:tenant'] }],
  ])('is not written through a client that %s', (_, props) => expect(said('rule-claim-writable', props)).toEqual([]));

  test('may be changed with a scope of the login pages', () => {
    const scope = (name: string) => ({ AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid', name] });
    expect(said('self-service-left-on', scope('aws.cognito.signin.user.admin'))).toEqual([
      `Web medium A96: Web issues tokens that change attributes, and ${what} decides by one`,
    ]);
    expect(said('self-service-left-on', scope('email'))).toEqual([]);
  });
});

describe('an identity provider that is added to a user pool that is made elsewhere', () => {
  const corp = (mapped: string, more: object = {}) => cognito('UserPoolIdentityProvider', {
    UserPoolId: POOL, ProviderName: 'Corp', ProviderType: 'SAML', AttributeMapping: { [mapped]: 'value' }, ...more,
  });
  const refused = (provider: object, more: object = {}) => sayings('mapped-attribute-refused', {
    Corp: provider, Web: client({ SupportedIdentityProviders: ['Corp'], ...more }),
  });

  test('maps what a client of it may not write', () => {
    expect(refused(corp('custom:tenant'))).toEqual([
      'Web high A108: Web may not write custom:tenant, which Corp maps: sign-in there fails',
    ]);
  });

  test.each<[string, object, object]>([
    ['may be written', corp('custom:tenant'), { WriteAttributes: ['custom:tenant'] }],
    ['may be written like everything else', corp('custom:tenant'), { WriteAttributes: undefined }],
    ['a client does not meet that is for others', corp('custom:tenant'), { SupportedIdentityProviders: ['COGNITO'] }],
    ['a client of another user pool does not meet', corp('custom:tenant'), { UserPoolId: 'eu-west-1_Another12' }],
    ['Cognito sets by itself', corp('username'), {}],
  ])('maps what %s', (_, provider, more) => expect(refused(provider, more)).toEqual([]));

  test.each(['email', 'phone_number'])('fills the %s that a rule decides by, verified or not', claim => {
    const said = (provider: object) => sayings('rule-claim-contact', { Corp: provider }, byClaim(claim, 'Equals', 'x'));
    expect(said(corp(claim))).toEqual([
      `Roles high A07: rule 1 (${claim} Equals 'x') trusts ${claim}, but it is filled in by Corp, verified or not`,
    ]);
    expect(said(corp('custom:other'))).toEqual([]);
    expect(said(corp(claim, { UserPoolId: 'eu-west-1_Another12' }))).toEqual([]);
  });
});

test('a client of it that is for a provider only leaves no sign-in with a password on', () => {
  const said = (flow: string) => sayings('self-service-left-on', {
    Web: client({ SupportedIdentityProviders: ['Corp'], ExplicitAuthFlows: [flow] }),
  });
  expect(said('ALLOW_USER_SRP_AUTH')).toEqual([
    'Web medium A96: Web is for Corp only, but leaves sign-in with a password on',
  ]);
  expect(said('ALLOW_REFRESH_TOKEN_AUTH')).toEqual([]);
});
