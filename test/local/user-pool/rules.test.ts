import { createHmac } from 'crypto';
import {
  AdminCreateUserCommand, AdminDisableUserCommand, AdminEnableUserCommand, AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand, ChangePasswordCommand, ConfirmForgotPasswordCommand, CreateUserPoolCommand,
  DeleteUserAttributesCommand, DeleteUserCommand, ForgotPasswordCommand, GetTokensFromRefreshTokenCommand, GetUserCommand,
  GlobalSignOutCommand, ResendConfirmationCodeCommand, RevokeTokenCommand, StartWebAuthnRegistrationCommand,
  UpdateUserAttributesCommand, VerifyUserAttributeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { claimsOf, PASSWORD, Stand, Tokens, withProps } from './stand';
import { refusal } from '../harness';

const PASSWORD_FLOW = ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];
const UNWRITABLE = { name: 'NotAuthorizedException', message: 'A client attempted to write unauthorized attribute' };

let stand: Stand;
beforeAll(async () => {
  const client = (props: object) => ({ Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Pool' }, ...props } });
  stand = await Stand.start(withProps({
    Pool: { Policies: { PasswordPolicy: { MinimumLength: 12, RequireNumbers: true, RequireUppercase: true, RequireSymbols: false } } },
    Web: {
      ExplicitAuthFlows: PASSWORD_FLOW,
      WriteAttributes: ['email', 'name'],
      ReadAttributes: ['email', 'email_verified', 'name'],
      PreventUserExistenceErrors: 'ENABLED',
    },
  }, {
    Rotating: client({
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
      RefreshTokenRotation: { Feature: 'ENABLED' },
      AccessTokenValidity: 5,
      IdTokenValidity: 10,
      RefreshTokenValidity: 1,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'hours' },
    }),
    Graceful: client({
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'], RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 60 },
    }),
    Secret: client({ ExplicitAuthFlows: PASSWORD_FLOW, GenerateSecret: true }),
    Unrevoking: client({ ExplicitAuthFlows: PASSWORD_FLOW, EnableTokenRevocation: false }),
  }));
});
afterAll(() => stand?.stop());

const send = (command: any) => stand.client.send(command) as Promise<any>;
const renew = (client: string, RefreshToken: string, more: object = {}) => send(new GetTokensFromRefreshTokenCommand({
  ClientId: stand.clientId(client), RefreshToken, ...more,
})).then(({ AuthenticationResult }) => AuthenticationResult as Tokens);

describe('what a client may write and read', () => {
  let tokens: Tokens;
  beforeAll(async () => {
    await stand.join('ann@example.org');
    tokens = await stand.signIn('ann@example.org');
  });
  const write = (Name: string, Value: string) => send(new UpdateUserAttributesCommand({
    AccessToken: tokens.AccessToken, UserAttributes: [{ Name, Value }],
  }));

  test('nobody makes themselves gold: not later, and not when they sign up', async () => {
    expect(await refusal(write('custom:plan', 'gold'))).toMatchObject(UNWRITABLE);
    expect(await refusal(stand.signUp('mallory@example.org', { UserAttributes: [{ Name: 'custom:plan', Value: 'gold' }] })))
      .toMatchObject(UNWRITABLE);
    const removing = send(new DeleteUserAttributesCommand({ AccessToken: tokens.AccessToken, UserAttributeNames: ['custom:plan'] }));
    expect(await refusal(removing)).toMatchObject(UNWRITABLE);
  });

  test('they change what they may', async () => {
    await write('name', 'Ann');
    expect(claimsOf((await stand.signIn('ann@example.org')).IdToken)).toHaveProperty('name', 'Ann');
  });

  test('nobody says of themselves that an address is theirs; a new one is verified by its code', async () => {
    expect(await refusal(write('email_verified', 'true'))).toMatchObject(UNWRITABLE);
    await write('email', 'ann@new.example');
    const verified = async () => claimsOf((await stand.signIn('ann@new.example')).IdToken).email_verified;
    expect(await verified()).toBe(false);
    const verify = (Code: string) =>
      send(new VerifyUserAttributeCommand({ AccessToken: tokens.AccessToken, AttributeName: 'email', Code }));
    expect(await refusal(verify('wrong1')))
      .toMatchObject({ name: 'CodeMismatchException', message: 'Invalid verification code provided, please try again.' });
    await verify(await stand.code('ann@new.example'));
    expect(await verified()).toBe(true);
    await stand.join('other@example.org');
    expect((await refusal(write('email', 'other@example.org'))).name).toBe('AliasExistsException');
  });

  test('an administrator\'s attribute is in nothing that the client may not read', async () => {
    await send(new AdminCreateUserCommand({
      UserPoolId: stand.poolId,
      Username: 'gus@example.org',
      TemporaryPassword: PASSWORD,
      UserAttributes: [
        { Name: 'custom:plan', Value: 'gold' },
      ],
    }));
    await send(new AdminSetUserPasswordCommand({
      UserPoolId: stand.poolId, Username: 'gus@example.org', Password: PASSWORD, Permanent: true,
    }));
    const { IdToken, AccessToken } = await stand.signIn('gus@example.org');
    expect(claimsOf(IdToken)).not.toHaveProperty(['custom:plan']);
    const { UserAttributes } = await send(new GetUserCommand({ AccessToken }));
    expect(UserAttributes.map(({ Name }: any) => Name).sort()).toEqual(['email', 'sub']);
    expect(claimsOf((await stand.signIn('gus@example.org', 'Rotating')).IdToken)).toHaveProperty(['custom:plan'], 'gold');
  });
});

describe('passwords', () => {
  test.each([
    ['Short-9', 'Password not long enough'],
    ['no-capital-letters-9', 'Password must have uppercase characters'],
    ['No-figures-in-here', 'Password must have numeric characters'],
  ])('%s is refused as the policy says', async (Password, why) => {
    expect(await refusal(stand.signUp('weak@example.org', { Password }))).toMatchObject({
      name: 'InvalidPasswordException', message: `Password did not conform with policy: ${why}`,
    });
  });

  test('the policy holds for each way to a password, and asks for no more than it says', async () => {
    await stand.join('bea@example.org');
    const { AccessToken } = await stand.signIn('bea@example.org');
    const change = (PreviousPassword: string, ProposedPassword: string) => send(new ChangePasswordCommand({
      AccessToken, PreviousPassword, ProposedPassword,
    }));
    expect((await refusal(change(PASSWORD, 'weak'))).name).toBe('InvalidPasswordException');
    expect((await refusal(change('Wrong-horse-9', 'OTHERPASSWORD9'))).message).toBe('Incorrect username or password.');
    await change(PASSWORD, 'OTHERPASSWORD9');
    await expect(stand.signIn('bea@example.org', 'Web', 'OTHERPASSWORD9')).resolves.toHaveProperty('IdToken');
    const set = send(new AdminSetUserPasswordCommand({ UserPoolId: stand.poolId, Username: 'bea@example.org', Password: 'weak' }));
    expect((await refusal(set)).name).toBe('InvalidPasswordException');
  });

  test('a lost one is set anew by the code in the mail', async () => {
    const ClientId = stand.clientId();
    await stand.join('carl@example.org');
    await send(new ForgotPasswordCommand({ ClientId, Username: 'carl@example.org' }));
    const reset = (ConfirmationCode: string, Password: string) => send(new ConfirmForgotPasswordCommand({
      ClientId, Username: 'carl@example.org', ConfirmationCode, Password,
    }));
    const code = await stand.code('carl@example.org');
    expect((await refusal(reset('wrong1', 'Another-horse-9'))).name).toBe('CodeMismatchException');
    expect((await refusal(reset(code, 'weak'))).name).toBe('InvalidPasswordException');
    await reset(code, 'Another-horse-9');
    await expect(stand.signIn('carl@example.org', 'Web', 'Another-horse-9')).resolves.toHaveProperty('IdToken');
    expect((await refusal(reset(code, 'Another-horse-8'))).name).toBe('ExpiredCodeException');
    await expect(send(new ForgotPasswordCommand({ ClientId, Username: 'nobody@example.org' })))
      .resolves.toHaveProperty('CodeDeliveryDetails');
  });

  test('somebody whom an administrator made chooses their own first', async () => {
    await send(new AdminCreateUserCommand({
      UserPoolId: stand.poolId, Username: 'dora@example.org', UserAttributes: [{ Name: 'email_verified', Value: 'true' }],
    }));
    const asked = await stand.initiate('USER_PASSWORD_AUTH', {
      USERNAME: 'dora@example.org', PASSWORD: await stand.code('dora@example.org'),
    });
    expect(asked.ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    const answer = (more: object) =>
      stand.respond('NEW_PASSWORD_REQUIRED', asked.Session, { USERNAME: 'dora@example.org', NEW_PASSWORD: PASSWORD, ...more });
    expect((await refusal(answer({ NEW_PASSWORD: 'weak' }))).name).toBe('InvalidPasswordException');
    expect(await refusal(answer({ 'userAttributes.custom:plan': 'gold' }))).toMatchObject(UNWRITABLE);
    await expect(answer({ 'userAttributes.name': 'Dora' })).resolves.toHaveProperty('AuthenticationResult.IdToken');
  });
});

test('a code can be asked for again, until the account is confirmed', async () => {
  const again = () => send(new ResendConfirmationCodeCommand({ ClientId: stand.clientId(), Username: 'eve@example.org' }));
  await stand.signUp('eve@example.org');
  const first = await stand.code('eve@example.org');
  await again();
  const second = await stand.code('eve@example.org');
  if (first !== second) expect((await refusal(stand.confirm('eve@example.org', first))).name).toBe('CodeMismatchException');
  await stand.confirm('eve@example.org', second);
  expect((await refusal(again())).message).toBe('User is already confirmed.');
});

test('whoever uses a client with a secret shows that they know it', async () => {
  const ClientId = stand.clientId('Secret');
  const secret = stand.pools.startLine.clientSecrets!.Secret;
  const hash = (name: string, key = secret) => createHmac('sha256', key).update(name + ClientId).digest('base64');
  expect((await refusal(stand.signUp('fay@example.org', {}, 'Secret'))).message)
    .toBe(`Client ${ClientId} is configured with secret but SECRET_HASH was not received`);
  await stand.join('fay@example.org');
  const signIn = (SECRET_HASH: string) =>
    stand.initiate('USER_PASSWORD_AUTH', { USERNAME: 'fay@example.org', PASSWORD, SECRET_HASH }, 'Secret');
  expect((await refusal(signIn(hash('fay@example.org', 'guess')))).message).toBe(`Unable to verify secret hash for client ${ClientId}`);
  const { AuthenticationResult } = await signIn(hash('fay@example.org'));
  const RefreshToken = AuthenticationResult!.RefreshToken!;
  expect((await refusal(renew('Secret', RefreshToken))).message).toBe('Invalid client secret');
  await expect(renew('Secret', RefreshToken, { ClientSecret: secret })).resolves.toHaveProperty('IdToken');
});

describe('tokens', () => {
  beforeAll(() => stand.join('hal@example.org'));

  test('live as long as the client says, and an hour where it does not', async () => {
    const spans = async (client: string) => {
      const { IdToken, AccessToken, ExpiresIn } = await stand.signIn('hal@example.org', client);
      return [IdToken, AccessToken].map(claimsOf).map(({ exp, iat }) => exp - iat).concat(ExpiresIn);
    };
    expect(await spans('Rotating')).toEqual([600, 300, 300]);
    expect(await spans('Web')).toEqual([3_600, 3_600, 3_600]);
  });

  test('keep the time and the origin of the sign-in when they are renewed', async () => {
    const first = await stand.signIn('hal@example.org');
    await new Promise(done => setTimeout(done, 1_100));
    const second = await renew('Web', first.RefreshToken);
    const [before, after] = [first, second].map(({ IdToken }) => claimsOf(IdToken));
    expect(after.iat).toBeGreaterThan(before.iat);
    expect([after.auth_time, after.origin_jti, after.sub]).toEqual([before.auth_time, before.origin_jti, before.sub]);
    expect(second.RefreshToken).toBeUndefined();
    await expect(renew('Web', first.RefreshToken)).resolves.toHaveProperty('IdToken');
  });

  test('rotate where the client has it so: the last refresh token is refused then, after the grace period', async () => {
    const first = await stand.signIn('hal@example.org', 'Rotating');
    const second = await renew('Rotating', first.RefreshToken);
    expect((await refusal(renew('Rotating', first.RefreshToken))).name).toBe('RefreshTokenReuseException');
    await expect(renew('Rotating', second.RefreshToken)).resolves.toHaveProperty('RefreshToken');
    expect((await refusal(stand.initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: second.RefreshToken }, 'Rotating'))).name)
      .toBe('InvalidParameterException');
    const graceful = await stand.signIn('hal@example.org', 'Graceful');
    await renew('Graceful', graceful.RefreshToken);
    await expect(renew('Graceful', graceful.RefreshToken)).resolves.toHaveProperty('RefreshToken');
  });

  test('are for the client that got them', async () => {
    const { RefreshToken } = await stand.signIn('hal@example.org');
    expect((await refusal(renew('Graceful', RefreshToken))).message).toBe('Invalid Refresh Token');
    expect((await refusal(renew('Web', 'invented'))).message).toBe('Invalid Refresh Token');
  });

  test('end with revoking: all of that sign-in, and none of another', async () => {
    const [one, other] = [await stand.signIn('hal@example.org'), await stand.signIn('hal@example.org')];
    await send(new RevokeTokenCommand({ ClientId: stand.clientId(), Token: one.RefreshToken }));
    expect((await refusal(renew('Web', one.RefreshToken))).message).toBe('Refresh Token has been revoked');
    expect((await refusal(send(new GetUserCommand({ AccessToken: one.AccessToken })))).message).toBe('Access Token has been revoked');
    await expect(send(new GetUserCommand({ AccessToken: other.AccessToken }))).resolves.toHaveProperty('Username');
    expect((await refusal(send(new RevokeTokenCommand({ ClientId: stand.clientId(), Token: other.AccessToken })))).name)
      .toBe('UnsupportedTokenTypeException');
  });

  test('end everywhere with a global sign-out, one\'s own or an administrator\'s', async () => {
    const [one, other] = [await stand.signIn('hal@example.org'), await stand.signIn('hal@example.org', 'Rotating')];
    await send(new GlobalSignOutCommand({ AccessToken: one.AccessToken }));
    expect((await refusal(renew('Web', one.RefreshToken))).name).toBe('NotAuthorizedException');
    expect((await refusal(renew('Rotating', other.RefreshToken))).name).toBe('NotAuthorizedException');
    const third = await stand.signIn('hal@example.org');
    await send(new AdminUserGlobalSignOutCommand({ UserPoolId: stand.poolId, Username: 'hal@example.org' }));
    expect((await refusal(send(new GetUserCommand({ AccessToken: third.AccessToken })))).message).toBe('Access Token has been revoked');
  });

  test('name no origin where the client has no revoking, and cannot be revoked, but end with a global sign-out', async () => {
    const { IdToken, AccessToken, RefreshToken } = await stand.signIn('hal@example.org', 'Unrevoking');
    expect(claimsOf(IdToken)).not.toHaveProperty('origin_jti');
    expect((await refusal(send(new RevokeTokenCommand({ ClientId: stand.clientId('Unrevoking'), Token: RefreshToken })))).name)
      .toBe('UnsupportedOperationException');
    await expect(send(new GetUserCommand({ AccessToken }))).resolves.toHaveProperty('Username');
    await send(new GlobalSignOutCommand({ AccessToken }));
    expect((await refusal(send(new GetUserCommand({ AccessToken })))).message).toBe('Access Token has been revoked');
    const again = await stand.signIn('hal@example.org', 'Unrevoking');
    await expect(send(new GetUserCommand({ AccessToken: again.AccessToken }))).resolves.toHaveProperty('Username');
  });

  test('are taken of this server only', async () => {
    const { AccessToken, IdToken } = await stand.signIn('hal@example.org');
    const [header, payload] = AccessToken.split('.');
    const claims = Buffer.from(JSON.stringify({ ...claimsOf(AccessToken), username: 'somebody' })).toString('base64url');
    const forged = [header, claims, AccessToken.split('.')[2]].join('.');
    expect((await refusal(send(new GetUserCommand({ AccessToken: forged })))).message).toBe('Invalid Access Token');
    expect((await refusal(send(new GetUserCommand({ AccessToken: IdToken })))).message).toBe('Invalid Access Token');
    expect((await refusal(send(new GetUserCommand({ AccessToken: `${header}.${payload}.` })))).message).toBe('Invalid Access Token');
  });
});

test('somebody who was disabled neither signs in nor renews, and is told so', async () => {
  await stand.join('ida@example.org');
  const { RefreshToken, AccessToken } = await stand.signIn('ida@example.org');
  await send(new AdminDisableUserCommand({ UserPoolId: stand.poolId, Username: 'ida@example.org' }));
  expect((await refusal(stand.signIn('ida@example.org'))).message).toBe('User is disabled.');
  expect((await refusal(renew('Web', RefreshToken))).message).toBe('User is disabled.');
  expect((await refusal(send(new GetUserCommand({ AccessToken })))).message).toBe('User is disabled.');
});

test('somebody who is enabled again signs in again: what came before stays ended', async () => {
  await stand.join('ivo@example.org');
  const user = { UserPoolId: stand.poolId, Username: 'ivo@example.org' };
  const before = await stand.signIn('ivo@example.org');
  const enter = ({ IdToken }: { IdToken: string }) => stand.identity.enter({ [stand.identity.key]: IdToken });
  await send(new AdminDisableUserCommand(user));
  await send(new AdminEnableUserCommand(user));
  expect((await refusal(renew('Web', before.RefreshToken))).message).toBe('Refresh Token has been revoked');
  expect((await refusal(send(new GetUserCommand({ AccessToken: before.AccessToken })))).message).toBe('Access Token has been revoked');
  expect((await refusal(enter(before))).message).toContain('has signed out');
  const after = await stand.signIn('ivo@example.org');
  // nobody was disabled, so nothing ends
  await send(new AdminEnableUserCommand(user));
  await expect(send(new GetUserCommand({ AccessToken: after.AccessToken }))).resolves.toHaveProperty('Username');
  await expect(renew('Web', after.RefreshToken)).resolves.toHaveProperty('AccessToken');
  await expect(enter(after)).resolves.toBeDefined();
});

test('where the identity pool asks, a login ends with the sign-in, with the account, and when it is disabled', async () => {
  const { identity } = stand;
  const login = async (email: string) => {
    await stand.join(email);
    const tokens = await stand.signIn(email);
    const enter = () => identity.enter({ [identity.key]: tokens.IdToken });
    expect(await identity.whoIs(await enter())).toContain('/UserRole/');
    return { ...tokens, enter };
  };
  const [kim, leo, max] = [await login('kim@example.org'), await login('leo@example.org'), await login('max@example.org')];
  await send(new RevokeTokenCommand({ ClientId: stand.clientId(), Token: kim.RefreshToken }));
  await send(new DeleteUserCommand({ AccessToken: leo.AccessToken }));
  await send(new AdminDisableUserCommand({ UserPoolId: stand.poolId, Username: 'max@example.org' }));
  const messages = await Promise.all([kim, leo, max].map(async ({ enter }) => (await refusal(enter())).message));
  expect(messages).toEqual([
    'has signed out', 'does not exist', 'is disabled',
  ].map(why => `Invalid login token. The user ${why}. (ServerSideTokenCheck)`));
});

test('what the template decides, nobody changes; and passkeys are refused in the words of the service', async () => {
  await stand.join('joe@example.org');
  const { AccessToken } = await stand.signIn('joe@example.org');
  expect((await refusal(send(new CreateUserPoolCommand({ PoolName: 'mine' })))).name).toBe('UnsupportedOperationException');
  expect((await refusal(send(new StartWebAuthnRegistrationCommand({ AccessToken })))).name).toBe('WebAuthnNotEnabledException');
});
