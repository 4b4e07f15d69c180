import { Harness, refusal } from './harness';

let local: Harness;
beforeAll(async () => { local = await Harness.start(); });
afterAll(() => local.stop());

const account = '123456789012';
const roleName = (logicalId: string) => local.roleArn(logicalId).split('/').pop();
const assumed = (logicalId: string, session = 'CognitoIdentityCredentials') =>
  `arn:aws:sts::${account}:assumed-role/${roleName(logicalId)}/${session}`;

describe('groups, by the token', () => {
  test.each([
    ['an admin', { 'cognito:groups': ['admins'] }, 'AdminRole'],
    ['a curator', { 'cognito:groups': ['curators'] }, 'CuratorRole'],
    ['somebody in both groups, by precedence', { 'cognito:groups': ['curators', 'admins'] }, 'AdminRole'],
    ['somebody in no group', {}, 'UserRole'],
  ])('%s becomes the right role', async (_who, claims, role) => {
    expect(await local.whoIs(await local.enter(local.logins({ sub: 'user', ...claims })))).toBe(assumed(role));
  });

  test("roles that the token itself names come before the template's groups", async () => {
    const claims = {
      'cognito:groups': ['admins'], 'cognito:roles': [local.roleArn('CuratorRole')], 'cognito:preferred_role': local.roleArn('CuratorRole'),
    };
    expect(await local.whoIs(await local.enter(local.logins(claims)))).toBe(assumed('CuratorRole'));
  });

  test('a member may ask for one of the own roles, and not for one of the others', async () => {
    const logins = local.logins({ 'sub': 'both', 'cognito:groups': ['curators', 'admins'] });
    expect(await local.whoIs(await local.enter(logins, 'Photos', local.roleArn('CuratorRole')))).toBe(assumed('CuratorRole'));
    const answer = await refusal(local.enter(
      local.logins({ 'sub': 'one', 'cognito:groups': ['curators'] }), 'Photos', local.roleArn('AdminRole'),
    ));
    expect(answer).toMatchObject({ name: 'NotAuthorizedException', message: expect.stringContaining(local.roleArn('AdminRole')) });
  });

  test('fails for a role that is not in the template', async () => {
    const answer = await refusal(local.enter(
      local.logins({ 'cognito:groups': ['admins'] }), 'Photos', 'arn:aws:iam::123456789012:role/Elsewhere',
    ));
    expect(answer.name).toBe('NotAuthorizedException');
  });
});

describe('rules', () => {
  test('whoever a rule matches becomes its role, and others are refused', async () => {
    expect(await local.whoIs(await local.enter(local.logins({ 'aud': 'Mobile', 'custom:plan': 'gold' })))).toBe(assumed('GoldRole'));
    for (const claims of [{ 'custom:plan': 'silver' }, {}]) {
      const answer = await refusal(local.enter(local.logins({ aud: 'Mobile', ...claims })));
      expect(answer).toMatchObject({
        name: 'NotAuthorizedException', message: expect.stringMatching(/^The ambiguous role mapping rules denied this request/),
      });
    }
  });

  test('fails with InvalidIdentityPoolConfigurationException if the role does not trust this identity pool', async () => {
    const answer = await refusal(local.enter(local.logins({ 'aud': 'Mobile', 'custom:plan': 'broken' })));
    expect(answer.name).toBe('InvalidIdentityPoolConfigurationException');
  });
});

describe('guests', () => {
  test('a guest becomes the guest role, where guests are allowed', async () => {
    expect(await local.whoIs(await local.enter())).toBe(assumed('GuestRole'));
  });

  test('fails where they are not', async () => {
    const answer = await refusal(local.getId(undefined, 'Partners'));
    expect(answer).toMatchObject({
      name: 'NotAuthorizedException', message: 'Unauthenticated access is not supported for this identity pool.',
    });
  });

  test('every guest is somebody else', async () => {
    expect(await local.getId()).not.toBe(await local.getId());
  });
});

test('credentials last an hour and are told apart from those of others', async () => {
  const before = Date.now();
  const first = await local.enter();
  const second = await local.enter();
  expect(first.expiration.getTime() - before).toBeGreaterThan(3_598_000);
  expect(first.expiration.getTime() - before).toBeLessThan(3_602_000);
  expect(second.accessKeyId).not.toBe(first.accessKeyId);
});

test('session tags come from the claims', async () => {
  const credentials = await local.enter(local.logins({ 'sub': 'tagged', 'custom:tenant': 'acme' }), 'Partners');
  expect(await local.whoIs(credentials)).toBe(assumed('PartnerRole'));
  expect(await local.session(credentials)).toMatchObject({ SessionTags: '{"tenant":"acme"}', IdentityId: credentials.identityId });
  const untagged = await local.enter(local.logins({ sub: 'untagged' }), 'Partners');
  expect(await local.session(untagged)).not.toHaveProperty('SessionTags');
});
