import { Patch, patched } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';

const check = (patch: Patch, parameters: any = {}) =>
  checkTemplates([{ name: 'template', body: { Parameters: parameters, ...patched(patch) } }]);
const domain = (more: any = {}) =>
  ({ Domain: { Type: 'AWS::Cognito::UserPoolDomain', Properties: { UserPoolId: { Ref: 'Pool' }, Domain: 'login', ...more } } });
const style = (more: any) => ({
  Style: {
    Type: 'AWS::Cognito::ManagedLoginBranding', Properties: { UserPoolId: { Ref: 'Pool' }, UseCognitoProvidedValues: true, ...more },
  },
});
const pages = { 'Client/AllowedOAuthFlowsUserPoolClient': true, ...domain({ ManagedLoginVersion: 2 }) };
const given = { Version: { Type: 'Number' }, Id: { Type: 'String' } };

describe('a client without a style in managed login', () => {
  const unstyled = (patch: Patch) =>
    check(patch, given).filter(({ rule }) => rule === 'login-page-without-style').map(({ resource }) => resource);

  test.each<[string, Patch]>([
    ['with a code grant', pages],
    ['with the version as text', { ...pages, ...domain({ ManagedLoginVersion: '2' }) }],
    ['with the implicit grant', { ...pages, 'Client/AllowedOAuthFlows': ['implicit'] }],
    ['whose neighbour has a style', { ...pages, ...style({ ClientId: { Ref: 'Other' } }) }],
    ['with several providers', { ...pages, 'Client/SupportedIdentityProviders': ['Google', 'Corp'] }],
  ])('%s is found', (_name, patch) => expect(unstyled(patch)).toEqual(['Client']));

  test.each<[string, Patch]>([
    ['has a style of its own', { ...pages, ...style({ ClientId: { Ref: 'Client' } }) }],
    ['may have one', { ...pages, ...style({ ClientId: { Ref: 'Id' } }) }],
    ['has classic pages', { ...pages, ...domain({ ManagedLoginVersion: 1 }) }],
    ['has the default pages, which are classic', { ...pages, ...domain() }],
    ['has pages that are chosen at deployment', { ...pages, ...domain({ ManagedLoginVersion: { Ref: 'Version' } }) }],
    ['has no OAuth', { ...pages, 'Client/AllowedOAuthFlowsUserPoolClient': false }],
    ['is a machine', { ...pages, 'Client/AllowedOAuthFlows': ['client_credentials'] }],
    ['goes straight to a provider', { ...pages, 'Client/SupportedIdentityProviders': ['Corp'] }],
    ['has no domain', { 'Client/AllowedOAuthFlowsUserPoolClient': true }],
  ])('is not found where it %s', (_name, patch) => expect(unstyled(patch)).toEqual([]));
});

describe('passkeys that nobody can register', () => {
  const passkeys: Patch = { 'Pool/Policies/SignInPolicy': { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } };
  const found = (patch: Patch) =>
    check({ ...passkeys, ...patch }, given).filter(({ rule }) => rule === 'passkeys-without-domain').map(({ severity }) => severity);

  test.each<[string, Patch, string]>([
    ['neither a domain nor a relying party', {}, 'high'],
    ['classic pages only', { ...pages, ...domain() }, 'high'],
    ['classic pages, and an app that may offer them', { ...pages, ...domain(), 'Other/ExplicitAuthFlows': ['ALLOW_USER_AUTH'] }, 'medium'],
  ])('%s', (_name, patch, severity) => expect(found(patch)).toEqual([severity]));

  test.each<[string, Patch]>([
    ['a relying party', { 'Pool/WebAuthnRelyingPartyID': 'acme.dev' }],
    ['a relying party that is given at deployment', { 'Pool/WebAuthnRelyingPartyID': { Ref: 'Id' } }],
    ['managed login', domain({ ManagedLoginVersion: 2 })],
    ['a domain that no client has pages of', domain()],
    ['a domain that may be for this pool', domain({ UserPoolId: { Ref: 'Id' } })],
    ['no passkeys', { 'Pool/Policies/SignInPolicy': { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } }],
    ['factors that are given at deployment', { 'Pool/Policies/SignInPolicy': { AllowedFirstAuthFactors: { Ref: 'Id' } } }],
  ])('are not found with %s', (_name, patch) => expect(found(patch)).toEqual([]));
});

describe('one mailbox or phone is both factor and recovery', () => {
  const sms = { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms', ExternalId: 'x' };
  const pool = (factors: any, recovery: any, more: Patch = {}): Patch => ({
    'Pool/EnabledMfas': factors,
    'Pool/AccountRecoverySetting': recovery && { RecoveryMechanisms: recovery.map((Name: any, i: number) => ({ Name, Priority: i + 1 })) },
    ...more,
  });
  const found = (patch: Patch) => check(patch, given).filter(({ rule }) => rule === 'factor-is-recovery').map(({ resource }) => resource);
  const passkeys = { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } };

  test.each<[string, Patch]>([
    ['the mailbox', pool(['EMAIL_OTP'], ['verified_email'])],
    ['the mailbox, the factor not being optional', pool(['EMAIL_OTP'], ['verified_email'], { 'Pool/MfaConfiguration': 'ON' })],
    ['the mailbox, where nothing else can be sent', pool(['EMAIL_OTP'], undefined)],
    ['the phone', pool(['SMS_MFA'], ['verified_phone_number'], { 'Pool/SmsConfiguration': sms })],
    ['the mailbox, with passkeys as one factor', pool(['EMAIL_OTP'], ['verified_email'], { 'Pool/Policies': passkeys })],
  ])('%s', (_name, patch) => expect(found(patch)).toEqual(['Pool']));

  test.each<[string, Patch]>([
    ['another factor', pool(['EMAIL_OTP', 'SOFTWARE_TOKEN_MFA'], ['verified_email'])],
    ['a factor elsewhere', pool(['SMS_MFA'], ['verified_email'])],
    ['a recovery elsewhere', pool(['EMAIL_OTP'], ['verified_phone_number'])],
    ['another recovery', pool(['EMAIL_OTP'], ['verified_email', 'verified_phone_number'])],
    ['an administrator for recovery', pool(['EMAIL_OTP'], ['admin_only'])],
    ['the phone first by default', pool(['EMAIL_OTP'], undefined, { 'Pool/SmsConfiguration': sms })],
    ['the mailbox after the phone by default', pool(['SMS_MFA'], undefined)],
    ['a factor that is given at deployment', pool([{ Ref: 'Id' }], ['verified_email'])],
    ['a recovery that is given at deployment', pool(['EMAIL_OTP'], [{ Ref: 'Id' }])],
    ['no second factor', pool(['EMAIL_OTP'], ['verified_email'], { 'Pool/MfaConfiguration': 'OFF' })],
    ['passkeys as second factor', pool(['EMAIL_OTP'], ['verified_email'], {
      'Pool/Policies': passkeys, 'Pool/WebAuthnFactorConfiguration': 'MULTI_FACTOR_WITH_USER_VERIFICATION',
    })],
  ])('not with %s', (_name, patch) => expect(found(patch)).toEqual([]));
});
