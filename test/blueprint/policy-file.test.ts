import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AuthBlueprint, CognitoAuth } from '../../src';

beforeAll(() => void jest.spyOn(console, 'error').mockReturnValue()); // the CDK prints a report of each validation

const FOLDER = mkdtempSync(join(tmpdir(), 'policy-'));
let files = 0;

function policy(...lines: string[]): string {
  const file = join(FOLDER, `policy-${files++}.yaml`);
  writeFileSync(file, lines.join('\n'));
  return file;
}

const WHOLE = [
  '# what we ask of everything that signs people in',
  'userPools:',
  '  mfa: required',
  '  smsMfa: false',
  '  minPasswordLength: 16',
  '  passwordClasses: true',
  '  minPasswordHistory: 3',
  '  maxTemporaryPasswordValidity: 2 days',
  '  selfSignUp: false',
  '  keepOriginalUntilVerified: true',
  '  deletionProtection: true',
  '  threatProtection: audit',
  'appClients:',
  '  maxAccessTokenValidity: &short 30 minutes',
  '  maxIdTokenValidity: *short',
  '  maxRefreshTokenValidity: 1 day',
  '  implicitGrant: false',
  '  passwordFlows: false',
  '  tokenRevocation: true',
  '  hideUserExistence: true',
  'identityPools: { guestAccess: false, classicFlow: false }',
  'permissionsBoundary: identities',
  'requiredTags: [owner]',
  'tags: { owner: platform }',
  'guardrails:',
  '  threshold: critical',
  '  hygiene: false',
  '  acknowledge:',
  '    - { id: guests-enabled, reason: a gallery, resource: Pool }',
  'exceptions:',
  '  - construct: S/Legacy',
  '    requirement: userPools.mfa',
  '    reason: moves in May',
];

test('a policy file says all that the props say', () => {
  const app = new App();
  AuthBlueprint.fromFile(policy(...WHOLE)).applyTo(app);
  const stack = new Stack(app, 'S');
  new CognitoAuth(stack, 'Auth');
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::Cognito::UserPool', {
    MfaConfiguration: 'ON',
    Policies: { PasswordPolicy: { MinimumLength: 16, PasswordHistorySize: 3, TemporaryPasswordValidityDays: 2 } },
    UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT' },
    UserPoolTags: { owner: 'platform' },
  });
  template.hasResourceProperties('AWS::Cognito::UserPoolClient', {
    AccessTokenValidity: 30, IdTokenValidity: 30, RefreshTokenValidity: 1440,
  });
});

test('a refusal names the line that asks', () => {
  const app = new App();
  const file = policy('userPools:', '  deletionProtection: true', '  mfa: required', 'requiredTags: [owner]');
  AuthBlueprint.fromFile(file).applyTo(app);
  new cognito.UserPool(new Stack(app, 'S'), 'Pool', { mfa: cognito.Mfa.OPTIONAL });
  expect(() => app.synth()).toThrow(`S/Pool: MfaConfiguration is OPTIONAL; it has to be ON (userPools.mfa of ${file}:3)`);
  expect(() => app.synth()).toThrow(`(requiredTags of ${file}:4)`);
});

test.each<[string, string[], string]>([
  [
    'a key that is not known', ['userPools:', '  mfa: required', '  minPasswordLenght: 12'],
    ':3:3: userPools.minPasswordLenght is not known; known here: mfa, smsMfa',
  ],
  ['a section that is not known', ['users: {}'], ':1:1: users is not known; known here: userPools, appClients'],
  ['a wrong word', ['userPools: { mfa: always }'], ':1:19: userPools.mfa is "always"; it has to be off, optional or required'],
  ['text for a switch', ['userPools:', '  selfSignUp: "false"'], ':2:15: userPools.selfSignUp is "false"; it has to be true or false'],
  [
    'a number that is none', ['userPools:', '  minPasswordLength: 12.5'],
    ':2:22: userPools.minPasswordLength is 12.5; it has to be a whole number',
  ],
  [
    'a duration without unit', ['appClients:', '  maxIdTokenValidity: 30'],
    ":2:23: appClients.maxIdTokenValidity is 30; it has to be a duration like '30 minutes'",
  ],
  ['a list for a map', ['userPools: []'], ':1:12: userPools is a list; it has to be a map'],
  ['nothing for a map', ['userPools:', '  mfa:'], ':2:7: userPools.mfa is null; it has to be off'],
  ['text for a list', ['requiredTags: owner'], ':1:15: requiredTags is "owner"; it has to be a list'],
  ['an item of another kind', ['requiredTags:', '  - owner', '  - 7'], ':3:5: requiredTags[1] is 7; it has to be text'],
  [
    'an exception without a reason', ['exceptions:', '  - construct: S', '    requirement: userPools.mfa'],
    ':2:5: exceptions[0] has no reason',
  ],
  [
    'an exception from nothing', ['exceptions:', '  - { construct: S, requirement: userPools.mfa, reason: x }'],
    ":1: exceptions: 'userPools.mfa' is no requirement of this blueprint",
  ],
  [
    'a limit out of range', ['userPools:', '  mfa: required', '  minPasswordLength: 5'],
    ':3: minPasswordLength is 5; use a whole number from 6 to 99',
  ],
  ['a second document, which would not be read', ['tags: {}', '---', 'userPools: { mfa: required }'], ':2:1: a second document begins'],
  ['a key twice', ['userPools:', '  mfa: required', '  mfa: off'], ':3:3: no YAML: Map keys must be unique'],
  ['a file without a policy', ['# nothing yet'], ':1:1: the policy is nothing; it has to be a map'],
])('fails with %s, naming the place', (_what, lines, message) => {
  const file = policy(...lines);
  expect(() => AuthBlueprint.fromFile(file)).toThrow(`${file}${message}`);
});

test('fails for a file that is not there', () => {
  expect(() => AuthBlueprint.fromFile(join(FOLDER, 'none.yaml')))
    .toThrow(/AuthBlueprint.fromFile: ENOENT.*give the path from the working directory/);
});
