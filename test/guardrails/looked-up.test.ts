import { AUD, CONDITION } from './case-parts';
import { Patch, patched } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';

// A dynamic reference is no value: what it stands for is known at deployment only.

const found = (patch: Patch) => checkTemplates([{ name: 'T', body: patched(patch) }]);
const URL = '{{resolve:ssm:/app/url}}';
const ID = '{{resolve:ssm:/auth/id:3}}';

test.each<[string, Patch]>([
  ['a callback URL', { 'Client/CallbackURLs': [URL] }],
  ['the beginning of a callback URL', { 'Client/CallbackURLs': [{ 'Fn::Join': ['', [URL, '/done']] }] }],
  ['the host of a callback URL', { 'Client/CallbackURLs': [{ 'Fn::Sub': 'https://${Host}/done' }], 'Client/LogoutURLs': [URL] }],
])('is not judged as %s', (_what, patch) => {
  const body: any = { Parameters: { Host: { Type: 'String', Default: '{{resolve:ssm:/app/host}}' } } };
  const findings = checkTemplates([{ name: 'T', body: { ...body, ...patched(patch) } }]);
  expect(findings.filter(({ catalogue }) => catalogue.includes('A92'))).toEqual([]);
});

test('is an audience that was not read, and no foreign one', () => {
  const findings = found({ [`Member/${CONDITION}/StringEquals/${AUD}`]: ID });
  expect(findings.map(({ rule }) => rule)).toEqual(['not-read']);
  expect(findings[0].message).toContain(`hangs on ${ID}, which is not in what was read`);
});

test('may be the id of a user pool in the key of a role mapping', () => {
  const provider = `cognito-idp.eu-west-1.amazonaws.com/${ID}`;
  const findings = found({
    'Identities/CognitoIdentityProviders/0/ProviderName': provider, 'Roles/RoleMappings/web/IdentityProvider': `${provider}:client`,
  });
  expect(findings.map(({ rule }) => rule)).toEqual(['not-read', 'not-read']);
});

test('is shown as it is written, in whichever text it stands', () => {
  const provider = { 'Fn::Join': ['', ['cognito-idp.eu-west-1.amazonaws.com/', ID]] };
  const messages = found({
    'Identities/CognitoIdentityProviders/0/ProviderName': provider,
    'Roles/RoleMappings/web/IdentityProvider': { 'Fn::Join': [':', [{ 'Fn::Sub': ['${P}', { P: provider }] }, 'client']] },
  }).map(({ message }) => message);
  expect(messages).toEqual([
    `CognitoIdentityProviders.ProviderName of Identities hangs on ${ID}, which is not in what was read`,
    `RoleMappings.web.IdentityProvider of Roles hangs on ${ID}, which is not in what was read`,
  ]);
});
