import { Patch, patched } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';

const getAtt = (id: string, attribute: string) => ({ 'Fn::GetAtt': [id, attribute] });
const findings = (patch: Patch, region?: string) => checkTemplates([{ name: 'template', body: patched(structuredClone(patch)), region }]);
const found = (patch: Patch) => findings(patch).map(({ rule }) => rule);
const RULES = 'Roles/RoleMappings/web/RulesConfiguration/Rules';
const rule = (Claim: string) => ({ Claim, MatchType: 'Equals', Value: 'gold', RoleARN: getAtt('Gold', 'Arn') });

describe('registration of app clients', () => {
  const ADMIN = 'aws.cognito.signin.user.admin';
  const reported = (DcrConfiguration: unknown, more: Patch = {}) =>
    found({ 'Pool/DcrConfiguration': DcrConfiguration, ...more }).includes('open-registration');

  test.each<[string, unknown, Patch?]>([
    ['that is open', { EnableStatus: 'Enabled', OpenDcrEnabled: true }],
    ['that is open in text', { OpenDcrEnabled: 'true', OpenDcrGrantTypes: ['authorization_code'] }],
    ['that lets users change themselves', { EnableStatus: 'Enabled', OpenDcrEnabled: false, AllowedScopes: ['openid', ADMIN] }],
    ['that is on by default', { AllowedScopes: [ADMIN] }],
    ['beside a rule on a name', { OpenDcrEnabled: true }, { [RULES]: [rule('nickname')] }],
    ['beside a tag', { OpenDcrEnabled: true }, {
      [RULES]: [rule('cognito:groups')],
      Tags: {
        Type: 'AWS::Cognito::IdentityPoolPrincipalTag',
        Properties: {
          IdentityPoolId: { Ref: 'Identities' },
          IdentityProviderName: getAtt('Pool', 'ProviderName'),
          PrincipalTags: { plan: 'custom:plan' },
        },
      },
    }],
    [
      'where people sign up with an attribute that stays', { OpenDcrEnabled: true },
      { 'Pool/Schema/0/Mutable': false, 'Pool/AdminCreateUserConfig': undefined },
    ],
    [
      'for machines, whatever the rules', { OpenDcrEnabled: true, OpenDcrGrantTypes: ['client_credentials'] },
      { 'Roles/RoleMappings': undefined },
    ],
  ])('%s is reported', (_name, registration, more = {}) => expect(reported(registration, more)).toBe(true));

  test.each<[string, unknown, Patch?]>([
    ['that is off', { EnableStatus: 'Disabled', OpenDcrEnabled: true, OpenDcrGrantTypes: ['client_credentials'], AllowedScopes: [ADMIN] }],
    ['that is not configured', undefined],
    [
      'that asks for a token, with harmless scopes',
      { EnableStatus: 'Enabled', AllowedScopes: ['openid'], AuthenticatedGrantTypes: ['client_credentials'] },
    ],
    ['whose openness is a parameter', { EnableStatus: 'Enabled', OpenDcrEnabled: { Ref: 'Open' } }],
    ['of which a parameter says whether it is on', { EnableStatus: { Ref: 'On' }, OpenDcrEnabled: true }],
    ['beside a rule on groups', { OpenDcrEnabled: true, AllowedScopes: [ADMIN] }, { [RULES]: [rule('cognito:groups')] }],
    ['beside an attribute that nobody changes', { OpenDcrEnabled: true }, { 'Pool/Schema/0/Mutable': false }],
    ['for machines that show a token first', { OpenDcrEnabled: false, OpenDcrGrantTypes: ['client_credentials'] }],
  ])('%s is not', (_name, registration, more = {}) => expect(reported(registration, more)).toBe(false));
});

describe('client metadata documents', () => {
  const reported = (...URLPatterns: unknown[]) => found({
    Cimd: {
      Type: 'AWS::Cognito::CIMDPolicy',
      Properties: { UserPoolId: { Ref: 'Pool' }, ClientId: { Ref: 'Client' }, PolicyName: 'apps', URLPatterns },
    },
  }).includes('cimd-any-host');

  test.each([
    'https://*', 'https://*/client.json', 'https://*:8443/client.json', 'https://*.com/client.json', 'https://app.*/client.json',
    'https://harbour.example*',
    'https://*harbour.example/client.json', 'https://*.github.io/client.json', 'https://app.*.example/c.json',
  ])('of any host are reported: %s', pattern => expect(reported('https://app.harbour.example/c.json', pattern)).toBe(true));

  test.each<unknown>([
    'https://app.harbour.example/client.json', 'https://app.harbour.example/*', 'https://*.harbour.example/client.json',
    'https://app-*.harbour.example/*',
    { 'Fn::Sub': 'https://${Host}/*' }, { 'Fn::Sub': 'https://*.${Domain}/c.json' },
  ])('of hosts of one owner are not: %s', pattern => expect(reported(pattern)).toBe(false));
});

describe('a user pool behind an IAM OpenID Connect provider', () => {
  const behind = (Url: unknown, more: Patch = {}, type = 'AWS::IAM::OIDCProvider', arn: unknown = { Ref: 'Idp' }) => findings({
    'Idp': { Type: type, Properties: { Url, ClientIdList: [{ Ref: 'Client' }] } },
    'Identities/CognitoIdentityProviders': [],
    'Identities/OpenIdConnectProviderARNs': [arn],
    'Roles/RoleMappings/web/IdentityProvider': arn,
    'Client/WriteAttributes': ['custom:plan'],
    ...more,
  }, 'eu-central-1').flatMap(({ catalogue }) => catalogue);

  test.each<[string, unknown]>([
    ['its URL', getAtt('Pool', 'ProviderURL')],
    ['its name behind https', { 'Fn::Sub': 'https://${Pool.ProviderName}' }],
    ['text', { 'Fn::Sub': 'https://cognito-idp.${AWS::Region}.amazonaws.com/${Pool}' }],
    ['the issuer that several regions share', { 'Fn::Sub': 'https://issuer-cognito-idp.${AWS::Region}.amazonaws.com/${Pool}' }],
    [
      'joined text with its region',
      { 'Fn::Join': ['', ['https://cognito-idp.eu-central-1.', { Ref: 'AWS::URLSuffix' }, '/', { Ref: 'Pool' }]] },
    ],
  ])('is that user pool by %s', (_name, url) => {
    expect(behind(url)).toEqual(expect.arrayContaining(['A104', 'A01']));
    expect(behind(url, {}, 'Custom::AWSCDKOpenIdConnectProvider')).toEqual(expect.arrayContaining(['A104', 'A01']));
    expect(behind(url, {}, undefined, getAtt('Idp', 'Arn'))).toContain('A104');
  });

  test('is that user pool by an ARN as text', () => {
    const arn = { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:oidc-provider/${Pool.ProviderName}' };
    expect(behind(getAtt('Pool', 'ProviderURL'), {}, undefined, arn)).toContain('A104');
  });

  test.each<[string, Patch, string]>([
    ['chosen at sign-up', { 'Pool/Schema/0/Mutable': false, 'Pool/AdminCreateUserConfig': undefined }, 'A04'],
    ['of a name', { [RULES]: [rule('nickname')], 'Client/WriteAttributes': ['nickname'] }, 'A06'],
    ['of an address', { [RULES]: [rule('email')], 'Pool/UserAttributeUpdateSettings': undefined }, 'A07'],
  ])(
    'has claims %s', (_name, more, id) => expect(behind(getAtt('Pool', 'ProviderURL'), more)).toEqual(expect.arrayContaining([id, 'A104'])),
  );

  test.each<[string, unknown, Patch]>([
    ['another issuer', 'https://idp.example', {}],
    ['another region', { 'Fn::Sub': 'https://cognito-idp.us-west-2.amazonaws.com/${Pool}' }, {}],
    [
      'a claim that no client writes', getAtt('Pool', 'ProviderURL'),
      { 'Client/WriteAttributes': ['email'], 'Other/WriteAttributes': ['email'] },
    ],
  ])('is not reported for %s', (_name, url, more) => expect(behind(url, more)).not.toContain('A104'));
});

describe('a user pool that is made elsewhere', () => {
  const ID = 'eu-central-1_Harbour01';
  const elsewhere = (claim: string, name: unknown = `cognito-idp.eu-central-1.amazonaws.com/${ID}`, more: Patch = {}) => findings({
    'Identities/CognitoIdentityProviders': [{ ClientId: 'abc123', ProviderName: name, ServerSideTokenCheck: true }],
    'Roles/RoleMappings': {
      web: {
        IdentityProvider: { 'Fn::Join': [':', [name, 'abc123']] },
        Type: 'Rules',
        AmbiguousRoleResolution: 'Deny',
        RulesConfiguration: { Rules: [rule(claim)] },
      },
    },
    ...more,
  }).flatMap(({ catalogue }) => catalogue);

  test.each(['nickname', 'name', 'locale', 'zoneinfo', 'preferred_username'])(
    'lets its users write their %s', claim => expect(elsewhere(claim)).toContain('A06'),
  );

  test('is the same in other words', () => {
    expect(elsewhere('nickname', { 'Fn::Sub': `cognito-idp.\${AWS::Region}.\${AWS::URLSuffix}/${ID}` })).toContain('A06');
    expect(elsewhere('nickname', { 'Fn::Sub': 'cognito-idp.${AWS::Region}.amazonaws.com/${PoolId}' })).toContain('A06');
  });

  test('has tags on them too', () => {
    const tags = (claim: string, provider: unknown) => elsewhere('cognito:groups', undefined, {
      Tags: {
        Type: 'AWS::Cognito::IdentityPoolPrincipalTag',
        Properties: { IdentityPoolId: { Ref: 'Identities' }, IdentityProviderName: provider, PrincipalTags: { who: claim } },
      },
    });
    expect(tags('nickname', { 'Fn::Sub': `cognito-idp.\${AWS::Region}.amazonaws.com/${ID}` }))
      .toEqual(expect.arrayContaining(['A06', 'A63']));
    expect(tags('sub', `cognito-idp.eu-central-1.amazonaws.com/${ID}`)).not.toContain('A63');
    expect(tags('nickname', 'cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Other')).not.toContain('A63');
  });

  test('is one behind an IAM provider too', () => {
    const behind = (url: string) => elsewhere('nickname', undefined, {
      'Idp': { Type: 'AWS::IAM::OIDCProvider', Properties: { Url: url, ClientIdList: ['abc123'] } },
      'Identities/CognitoIdentityProviders': [],
      'Identities/OpenIdConnectProviderARNs': [{ Ref: 'Idp' }],
      'Roles/RoleMappings/web/IdentityProvider': { Ref: 'Idp' },
    });
    expect(behind(`https://cognito-idp.eu-central-1.amazonaws.com/${ID}`)).toEqual(expect.arrayContaining(['A06', 'A104']));
    expect(behind('https://idp.example')).not.toContain('A06');
  });

  test.each(['cognito:groups', 'custom:plan', 'sub', 'cognito:username'])('is not known to let them write %s', claim => {
    expect(elsewhere(claim).filter(id => /^A0[1-6]$/.test(id))).toEqual([]);
  });
});
