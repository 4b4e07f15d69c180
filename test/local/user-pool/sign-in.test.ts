import {
  AdminAddUserToGroupCommand, AdminUpdateUserAttributesCommand, AssociateSoftwareTokenCommand, GetUserCommand, ListGroupsCommand,
  SetUserMFAPreferenceCommand, VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { TOTP } from 'otpauth';
import { claimsOf, PASSWORD, Stand, withProps } from './stand';
import { refusal } from '../harness';

const WRONG = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };
const GATE = [
  'exports.handler = async event => {',
  '  if (event.request.userAttributes.email.endsWith(process.env.REFUSED)) throw new Error("not you");',
  '  return event;',
  '};',
].join('\n');

let stand: Stand;
beforeAll(async () => {
  stand = await Stand.start(withProps({
    Pool: { LambdaConfig: { PreSignUp: { 'Fn::GetAtt': ['Gate', 'Arn'] } }, UsernameConfiguration: { CaseSensitive: false } },
    Web: { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'], WriteAttributes: ['email', 'name'] },
    Mobile: { PreventUserExistenceErrors: 'ENABLED' },
    Other: { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] },
  }, {
    Gate: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Code: { ZipFile: GATE },
        Environment: { Variables: { REFUSED: '@refused.example' } },
      },
    },
  }));
});
afterAll(() => stand?.stop());

test('the groups of the template stand, and its ids look like those of the service', async () => {
  const { Groups } = await stand.client.send(new ListGroupsCommand({ UserPoolId: stand.poolId }));
  expect(Groups!.map(({ GroupName, Precedence }) => [GroupName, Precedence])).toEqual([['admins', 0], ['curators', 5]]);
  expect(stand.poolId).toMatch(/^us-east-1_[A-Za-z0-9]{9}$/);
  expect(stand.clientId()).toMatch(/^[a-z0-9]{26}$/);
});

test('its trigger refuses whom it should in the words of the service, and lets others in', async () => {
  expect(await refusal(stand.signUp('mallory@refused.example'))).toMatchObject({
    name: 'UserLambdaValidationException', message: 'PreSignUp failed with error not you.',
  });
  await expect(stand.signUp('ann@example.org'))
    .resolves.toMatchObject({ UserConfirmed: false, CodeDeliveryDetails: { Destination: 'a***@e***' } });
});

test('nobody signs in unconfirmed or confirms with a wrong code; with the right one the address is verified', async () => {
  await stand.signUp('bea@example.org');
  expect(await refusal(stand.signIn('bea@example.org')))
    .toMatchObject({ name: 'UserNotConfirmedException', message: 'User is not confirmed.' });
  expect((await refusal(stand.confirm('bea@example.org', 'wrong1'))).name).toBe('CodeMismatchException');
  await stand.confirm('bea@example.org', await stand.code('bea@example.org'));
  expect(claimsOf((await stand.signIn('bea@example.org')).IdToken)).toMatchObject({ email: 'bea@example.org', email_verified: true });
  expect((await refusal(stand.confirm('bea@example.org', 'wrong1'))).message).toBe('User cannot be confirmed. Current status is CONFIRMED');
});

test('an e-mail address may be written in other letters, where the pool does not care', async () => {
  await stand.join('carl@example.org');
  await expect(stand.signIn('Carl@Example.ORG')).resolves.toHaveProperty('IdToken');
  expect((await refusal(stand.signUp('CARL@example.org'))).name).toBe('UsernameExistsException');
});

describe('SRP', () => {
  beforeAll(() => stand.join('dora@example.org'));

  test('gives tokens to whoever knows the password, and to nobody else', async () => {
    await expect(stand.srp('dora@example.org')).resolves.toHaveProperty('AuthenticationResult.IdToken');
    expect(await refusal(stand.srp('dora@example.org', 'Wrong-horse-battery-9'))).toMatchObject(WRONG);
  });

  test('tells nobody who is not there', async () => {
    expect(await refusal(stand.srp('nobody@example.org'))).toMatchObject(WRONG);
  });

  test('refuses a value with which every password would be right, and a block that was used', async () => {
    expect((await refusal(stand.initiate('USER_SRP_AUTH', { USERNAME: 'dora@example.org', SRP_A: '0' }, 'Mobile'))).name)
      .toBe('InvalidParameterException');
    expect((await refusal(stand.respond('PASSWORD_VERIFIER', undefined, {
      USERNAME: 'dora@example.org', PASSWORD_CLAIM_SECRET_BLOCK: 'used', PASSWORD_CLAIM_SIGNATURE: 'x', TIMESTAMP: 'now',
    }, 'Mobile'))).name).toBe('NotAuthorizedException');
  });
});

test('a client signs people in by the flows that it has, and by no others', async () => {
  await stand.join('eve@example.org');
  expect(await refusal(stand.signIn('eve@example.org', 'Mobile'))).toMatchObject({
    name: 'InvalidParameterException', message: 'USER_PASSWORD_AUTH flow not enabled for this client',
  });
  expect((await refusal(stand.srp('eve@example.org', PASSWORD, 'Web'))).message).toBe('USER_SRP_AUTH flow not enabled for this client');
  expect((await refusal(stand.initiate('USER_AUTH', { USERNAME: 'eve@example.org' }))).message)
    .toBe('USER_AUTH flow not enabled for this client');
  await expect(stand.signIn('eve@example.org')).resolves.toHaveProperty('IdToken');
});

test('a wrong password and a stranger are told apart only where the client says so', async () => {
  await stand.join('fay@example.org');
  expect(await refusal(stand.signIn('fay@example.org', 'Web', 'Wrong-horse-battery-9'))).toMatchObject(WRONG);
  expect(await refusal(stand.signIn('nobody@example.org')))
    .toMatchObject({ name: 'UserNotFoundException', message: 'User does not exist.' });
});

test('its tokens are logins of the identity pool, for the clients that are registered there, with the roles of the groups', async () => {
  await stand.join('gus@example.org');
  const enter = async (client: string) =>
    stand.identity.enter({ [stand.identity.key]: (await stand.signIn('gus@example.org', client)).IdToken });
  expect(await stand.identity.whoIs(await enter('Web'))).toContain('/UserRole/');
  expect((await refusal(enter('Other'))).message).toBe('Invalid login token. Incorrect token audience.');
  await stand.client.send(new AdminAddUserToGroupCommand({ UserPoolId: stand.poolId, Username: 'gus@example.org', GroupName: 'curators' }));
  expect(await stand.identity.whoIs(await enter('Web'))).toContain('/CuratorRole/');
  expect(claimsOf((await stand.signIn('gus@example.org')).IdToken)).toMatchObject({
    'cognito:groups': ['curators'], 'cognito:preferred_role': stand.identity.roleArn('CuratorRole'),
  });
});

test('an authenticator app is asked for once it is chosen; a wrong code, and one that was shown, are refused', async () => {
  const email = await stand.join('hal@example.org');
  const { AccessToken } = await stand.signIn(email);
  const { SecretCode } = await stand.client.send(new AssociateSoftwareTokenCommand({ AccessToken }));
  const totp = new TOTP({ secret: SecretCode! });
  expect(await refusal(stand.client.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: '000000' })))).toMatchObject({
    name: 'EnableSoftwareTokenMFAException', message: 'Code mismatch',
  });
  await stand.client.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: totp.generate() }));
  await expect(stand.signIn(email)).resolves.toHaveProperty('IdToken');
  await stand.client.send(new SetUserMFAPreferenceCommand({
    AccessToken, SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
  }));
  const asked = await stand.initiate('USER_PASSWORD_AUTH', { USERNAME: email, PASSWORD });
  expect(asked.ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
  const answer = (code: string, session = asked.Session) =>
    stand.respond('SOFTWARE_TOKEN_MFA', session, { USERNAME: email, SOFTWARE_TOKEN_MFA_CODE: code });
  expect((await refusal(answer('000000'))).name).toBe('CodeMismatchException');
  const code = totp.generate();
  const { AuthenticationResult } = await answer(code);
  await expect(stand.initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: AuthenticationResult!.RefreshToken! }))
    .resolves.toHaveProperty('AuthenticationResult');
  expect((await refusal(answer(code))).message).toContain('Invalid session');
  const again = await stand.initiate('USER_PASSWORD_AUTH', { USERNAME: email, PASSWORD });
  expect((await refusal(answer(code, again.Session))).message).toBe('Your software token has already been used once.');
});

test('an administrator signs what they ask for; whoever does not sign is not one', async () => {
  const email = await stand.join('ida@example.org');
  const input = { UserPoolId: stand.poolId, Username: email, UserAttributes: [{ Name: 'custom:plan', Value: 'gold' }] };
  const unsigned = await fetch(stand.endpoint, {
    method: 'POST', headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.AdminUpdateUserAttributes' }, body: JSON.stringify(input),
  });
  expect(await unsigned.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' });
  await stand.client.send(new AdminUpdateUserAttributesCommand(input));
  const { AccessToken } = await stand.signIn(email);
  const { UserAttributes } = await stand.client.send(new GetUserCommand({ AccessToken }));
  expect(UserAttributes).toContainEqual({ Name: 'custom:plan', Value: 'gold' });
});
