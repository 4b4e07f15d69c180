import { Patch, patched } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';

const check = (patch: Patch, rule: string) =>
  checkTemplates([
    { name: 'template', body: { Parameters: { Given: { Type: 'String' } }, ...patched(patch) } },
  ]).filter(finding => finding.rule === rule);
const given = { Ref: 'Given' };
const provider = (AttributeMapping: any, ProviderName: any = 'corp') => ({
  Idp: {
    Type: 'AWS::Cognito::UserPoolIdentityProvider',
    Properties: { UserPoolId: { Ref: 'Pool' }, ProviderName, ProviderType: 'OIDC', AttributeMapping },
  },
});

describe('a mapped attribute that cannot be set', () => {
  const found = (patch: Patch) => check(patch, 'mapped-attribute-refused').map(({ resource, severity }) => `${resource} ${severity}`);
  const plan = provider({ 'custom:plan': 'plan' });
  const uses = (WriteAttributes: any, name: any = 'corp') =>
    ({ 'Client/SupportedIdentityProviders': [name], 'Client/WriteAttributes': WriteAttributes });

  test.each<[string, Patch, string[]]>([
    ['an immutable custom one', { ...plan, 'Pool/Schema/0/Mutable': false }, ['Idp high']],
    ['an immutable one as text', { ...plan, 'Pool/Schema/0/Mutable': 'false' }, ['Idp high']],
    ['an immutable standard one', { ...provider({ email: 'mail' }), 'Pool/Schema/1': { Name: 'email', Mutable: false } }, ['Idp high']],
    ['one that is not there', provider({ 'custom:tier': 'tier' }), ['Idp medium']],
    ['one that the client does not write', { ...plan, ...uses(['email']) }, ['Client high']],
    ['one that the client of a reference does not write', { ...plan, ...uses(['email'], { Ref: 'Idp' }) }, ['Client high']],
  ])('is found: %s', (_name, patch, places) => expect(found(patch)).toEqual(places));

  test.each<[string, Patch]>([
    ['a mutable one', plan],
    ['one whose mutability is given', { ...plan, 'Pool/Schema/0/Mutable': given }],
    ['one that the client writes', { ...plan, ...uses(['custom:plan']) }],
    ['one that a client without a list writes', { ...plan, ...uses(undefined) }],
    ['one of a list that is given', { ...plan, ...uses([given]) }],
    ['another client', { ...plan, 'Client/WriteAttributes': ['email'] }],
    ['the user name and the flags', { ...provider({ username: 'sub', email: 'mail', email_verified: 'v' }), ...uses(['email']) }],
    ['a schema that is given', { ...provider({ 'custom:tier': 'tier' }), 'Pool/Schema/1': given }],
  ])('is not found: %s', (_name, patch) => expect(found(patch)).toEqual([]));
});

describe('an attribute of a client that the user pool does not have', () => {
  const found = (patch: Patch) => check(patch, 'client-attribute-unknown').map(({ message }) => message);

  test.each<[string, Patch, string]>([
    [
      'a custom one', { 'Client/WriteAttributes': ['email', 'custom:missing'] },
      'WriteAttributes of Client has custom:missing, which Pool does not have',
    ],
    [
      'a custom one without its prefix', { 'Client/ReadAttributes': ['plan'] },
      'ReadAttributes of Client has plan, which Pool does not have',
    ],
    ['a misspelt standard one', { 'Client/WriteAttributes': ['e-mail'] }, 'WriteAttributes of Client has e-mail, which Pool does not have'],
    [
      'a custom one where no schema is', { 'Pool/Schema': undefined, 'Client/WriteAttributes': ['custom:plan'] },
      'WriteAttributes of Client has custom:plan, which Pool does not have',
    ],
  ])('is found: %s', (_name, patch, message) => expect(found(patch)).toContain(message));

  test.each<[string, Patch]>([
    ['a custom one', { 'Client/WriteAttributes': ['custom:plan'] }],
    ['standard ones and flags', { 'Client/ReadAttributes': ['phone_number', 'zoneinfo', 'email_verified', 'updated_at', 'sub'] }],
    ['one that developers set', { 'Client/ReadAttributes': ['dev:custom:plan'] }],
    ['one that is given', { 'Client/WriteAttributes': [given] }],
    ['a list that is given', { 'Client/WriteAttributes': given }],
    ['a schema that is given', { 'Pool/Schema': given, 'Client/WriteAttributes': ['custom:missing'] }],
    ['a name in the schema that is given', { 'Pool/Schema/1': { Name: given }, 'Client/WriteAttributes': ['custom:missing'] }],
    ['a pool elsewhere', { 'Client/UserPoolId': given, 'Client/WriteAttributes': ['custom:missing'] }],
  ])('is not found: %s', (_name, patch) => expect(found(patch)).toEqual([]));
});

describe('a lifetime out of range', () => {
  const found = (property: string, value: any, units?: any) =>
    check({ [`Client/${property}`]: value, ...units && { 'Client/TokenValidityUnits': units } }, 'token-validity-refused').length;

  test.each<[string, any, any, number]>([
    ['AccessTokenValidity', 24, undefined, 0],
    ['AccessTokenValidity', 25, undefined, 1],
    ['AccessTokenValidity', 2, { AccessToken: 'days' }, 1],
    ['AccessTokenValidity', '1', { AccessToken: 'days' }, 0],
    ['AccessTokenValidity', 5, { AccessToken: 'minutes' }, 0],
    ['AccessTokenValidity', 4, { AccessToken: 'minutes' }, 1],
    ['IdTokenValidity', 300, { IdToken: 'seconds' }, 0],
    ['IdTokenValidity', 299, { IdToken: 'seconds' }, 1],
    ['IdTokenValidity', 60, { AccessToken: 'minutes' }, 1],
    ['RefreshTokenValidity', 3650, undefined, 0],
    ['RefreshTokenValidity', 3651, undefined, 1],
    ['RefreshTokenValidity', 60, { RefreshToken: 'minutes' }, 0],
    ['RefreshTokenValidity', 59, { RefreshToken: 'minutes' }, 1],
    ['RefreshTokenValidity', 0, undefined, 0],
    ['IdTokenValidity', 2, { RefreshToken: 'minutes' }, 0],
    ['RefreshTokenValidity', 60, { RefreshToken: 'minutes', AccessToken: given }, 0],
    ['AccessTokenValidity', 1, { AccessToken: 'weeks' }, 1],
    ['AccessTokenValidity', 48, { AccessToken: given }, 0],
    ['AccessTokenValidity', given, undefined, 0],
    ['AuthSessionValidity', 3, undefined, 0],
    ['AuthSessionValidity', 15, undefined, 0],
    ['AuthSessionValidity', 2, undefined, 1],
    ['AuthSessionValidity', 16, undefined, 1],
    ['RefreshTokenRotation', { Feature: 'ENABLED', RetryGracePeriodSeconds: 60 }, undefined, 0],
    ['RefreshTokenRotation', { Feature: 'ENABLED', RetryGracePeriodSeconds: 61 }, undefined, 1],
  ])('%s of %p, units %p: %p', (property, value, units, count) => expect(found(property, value, units)).toBe(count));

  test.each<[object, boolean]>([
    [{ IdTokenValidity: 3, RefreshTokenValidity: 2 }, true],
    [{ AccessTokenValidity: 3, RefreshTokenValidity: 2 }, true],
    [{ IdTokenValidity: 2, AccessTokenValidity: 2, RefreshTokenValidity: 2 }, false],
    [{ IdTokenValidity: 24, RefreshTokenValidity: 0 }, false],
    [{ IdTokenValidity: 24 }, false],
    [{ IdTokenValidity: 24, RefreshTokenValidity: given }, false],
  ])('in hours, %p outlive the refresh token: %p', (lifetimes, longer) => {
    const patch = Object.fromEntries(Object.entries({
      ...lifetimes, TokenValidityUnits: { RefreshToken: 'hours' },
    }).map(([name, value]) => [`Client/${name}`, value]));
    expect(check(patch, 'token-validity-refused').length).toBe(longer ? 1 : 0);
  });
});
