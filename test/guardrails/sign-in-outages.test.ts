import { Patch, patched } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';

/** What keeps people out for certain, and what is near it. */
const LOGIN = 'Identities/CognitoIdentityProviders/0';
const MAPPING = 'Roles/RoleMappings/web';
const GAP = { 'Fn::ImportValue': 'x' };
const ISSUER = 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abc';
const att = (id: string, name: string) => ({ 'Fn::GetAtt': [id, name] });
const found = (patch: Patch) =>
  checkTemplates([{ name: 'T', body: patched(patch) }]).filter(({ rule }) => rule === 'nobody-signs-in').map(({ message }) => message);

const NO_NAME = /Identities has a login without ProviderName/;
const WRONG_NAME = /Identities has ProviderName .*, which is not cognito-idp\.REGION/;

describe('the provider name of a login', () => {
  test.each<[string, unknown, RegExp | undefined]>([
    ['is missing', undefined, NO_NAME],
    ['is empty', '', NO_NAME],
    ['is not known', GAP, undefined],
    ['is in part not known', { 'Fn::Sub': 'cognito-idp.eu-west-1.amazonaws.com/${x}' }, undefined],
    ['is written out', ISSUER, undefined],
    ['is a URL', `https://${ISSUER}`, WRONG_NAME],
    ['is the ARN of the pool', att('Pool', 'Arn'), WRONG_NAME],
    ['is the URL of the pool', att('Pool', 'ProviderURL'), WRONG_NAME],
    ['is the id of the pool', { Ref: 'Pool' }, WRONG_NAME],
    ['is an ARN', 'arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_Abc', WRONG_NAME],
    ['is an id', 'eu-west-1_Abc', WRONG_NAME],
  ])('%s', (_, name, expected) => {
    const messages = found({ [`${LOGIN}/ProviderName`]: name, [MAPPING]: undefined });
    if (expected) expect(messages).toEqual(expect.arrayContaining([expect.stringMatching(expected)]));
    else expect(messages).toEqual([]);
  });
});

describe('a mapping', () => {
  const RULE = `${MAPPING}/RulesConfiguration/Rules/0`;
  const token = (provider: string, ambiguous = 'Deny') => ({
    'Identities/SupportedLoginProviders': { [provider]: 'x' },
    'Roles/RoleMappings': { other: { IdentityProvider: provider, Type: 'Token', AmbiguousRoleResolution: ambiguous } },
  });
  const saml = (ambiguous: string): Patch => ({
    'Corp': { Type: 'AWS::IAM::SAMLProvider', Properties: { SamlMetadataDocument: '<x/>' } },
    'Identities/SamlProviderARNs': [{ Ref: 'Corp' }],
    'Roles/RoleMappings': { other: { IdentityProvider: { Ref: 'Corp' }, Type: 'Token', AmbiguousRoleResolution: ambiguous } },
  });
  test.each<[string, Patch, RegExp | undefined]>([
    ['of a type that there is not', { [`${MAPPING}/Type`]: 'Rule' }, /with Type Rule: it has to be Token or Rules/],
    ['without type', { [`${MAPPING}/Type`]: undefined }, /without Type: it has to be Token or Rules/],
    ['of a type that is not known', { [`${MAPPING}/Type`]: GAP }, undefined],
    [
      'without a way out', { [`${MAPPING}/AmbiguousRoleResolution`]: undefined },
      /without AmbiguousRoleResolution: it has to be AuthenticatedRole or Deny/,
    ],
    ['with another way out', { [`${MAPPING}/AmbiguousRoleResolution`]: 'deny' }, /with AmbiguousRoleResolution deny/],
    ['with a way out that is not known', { [`${MAPPING}/AmbiguousRoleResolution`]: GAP }, undefined],
    [
      'that compares otherwise', { [`${RULE}/MatchType`]: 'equals' },
      /with MatchType equals: it has to be Equals or Contains or StartsWith or NotEqual/,
    ],
    ['that does not say how to compare', { [`${RULE}/MatchType`]: undefined }, /by rule 1 without MatchType, which no rule can do without/],
    ['that does not say what to compare', { [`${RULE}/Claim`]: undefined, [`${RULE}/Value`]: null }, /without Claim and Value/],
    ['that gives no role', { [`${RULE}/RoleARN`]: undefined }, /without RoleARN/],
    ['that gives a role which is not known', { [`${RULE}/RoleARN`]: GAP }, undefined],
    ['that compares in another way', { [`${RULE}/MatchType`]: 'NotEqual' }, undefined],
    [
      'by token of those who issue no groups', token('accounts.google.com'),
      /maps accounts\.google\.com by Token, but its tokens have no cognito:roles: all are denied/,
    ],
    ['by token of those of SAML', saml('Deny'), /maps Corp by Token, but its tokens have no cognito:roles: all are denied/],
    ['by token of those of SAML that falls back', saml('AuthenticatedRole'), undefined],
    ['by token of them that falls back', token('accounts.google.com', 'AuthenticatedRole'), undefined],
  ])('%s', (_, patch, expected) => {
    const messages = found(patch);
    if (expected) expect(messages).toEqual(expect.arrayContaining([expect.stringMatching(expected)]));
    else expect(messages).toEqual([]);
  });
});

describe('roles', () => {
  const NO_ROLE = /Roles has no authenticated role, which those who sign in to Identities get/;
  const BACK = { [`${MAPPING}/AmbiguousRoleResolution`]: 'AuthenticatedRole' };
  const NONE = { 'Roles/Roles': {} };
  test.each<[string, Patch, RegExp | undefined]>([
    ['that all mappings fall back to', { ...NONE, ...BACK }, NO_ROLE],
    ['that no mapping falls back to', NONE, undefined],
    ['of a provider that has no mapping', { ...NONE, 'Roles/RoleMappings': undefined }, NO_ROLE],
    ['of a second provider, developers, that has none', { ...NONE, 'Identities/DeveloperProviderName': 'login.acme' }, NO_ROLE],
    [
      'of a second provider, where mappings are not known',
      { ...NONE, 'Identities/DeveloperProviderName': 'login.acme', 'Roles/RoleMappings': GAP }, undefined,
    ],
    ['where the way out is not known', { ...NONE, [`${MAPPING}/AmbiguousRoleResolution`]: GAP }, undefined],
    [
      'where there is nobody to sign in', { ...NONE, 'Identities/CognitoIdentityProviders': undefined, 'Roles/RoleMappings': undefined },
      undefined,
    ],
    [
      'of guests, who are let in', { 'Identities/AllowUnauthenticatedIdentities': true },
      /Roles has no unauthenticated role, but Identities lets guests in/,
    ],
    ['by their names', { 'Roles/Roles/authenticated': { Ref: 'Member' } }, /Roles gives the name of Member, where the ARN of a role is taken/],
    [
      'by their names, in a rule', { [`${MAPPING}/RulesConfiguration/Rules/0/RoleARN`]: { 'Fn::Sub': '${Gold}' } },
      /Roles gives the name of Gold, where/,
    ],
    [
      'by their ARNs, written out',
      { 'Roles/Roles/authenticated': { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${Member}' } }, undefined,
    ],
    ['of guests, who are not', { 'Identities/AllowUnauthenticatedIdentities': false }, undefined],
    ['that are attached nowhere here', { 'Roles': undefined, 'Identities/AllowUnauthenticatedIdentities': true }, undefined],
  ])('%s', (_, patch, expected) => {
    const messages = found(patch);
    if (expected) expect(messages).toEqual([expect.stringMatching(expected)]);
    else expect(messages).toEqual([]);
  });
});
