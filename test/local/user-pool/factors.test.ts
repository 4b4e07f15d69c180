import {
  AdminCreateUserCommand, AssociateSoftwareTokenCommand, GetUserAuthFactorsCommand, InitiateAuthCommand, SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { TOTP } from 'otpauth';
import { claimsOf, PASSWORD, Stand, withProps } from './stand';
import { SrpClient, SrpParameters } from '../../../src/cli/token/srp-client';
import { refusal } from '../harness';

const PRE_TOKEN = `exports.handler = async event => {
  event.response = event.version === '1'
    ? { claimsOverrideDetails: {
      claimsToAddOrOverride: { tier: 'one', sub: 'stolen', 'cognito:groups': 'admins' }, claimsToSuppress: ['email'],
      groupOverrideDetails: { groupsToOverride: ['readers'] },
    } }
    : { claimsAndScopeOverrideDetails: {
      idTokenGeneration: { claimsToAddOrOverride: { tier: { level: 2 }, sub: 'stolen' }, claimsToSuppress: ['email'] },
      accessTokenGeneration: {
        claimsToAddOrOverride: { tenant: 'acme' }, scopesToAdd: ['photos/read'], scopesToSuppress: ['aws.cognito.signin.user.admin'],
      },
    } };
  return event;
};`;
const FUNCTION = {
  Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile: PRE_TOKEN } },
};
const ARN = { 'Fn::GetAtt': ['PreToken', 'Arn'] };

const stands: Stand[] = [];
const start = async (pool: Record<string, unknown>, resources: Record<string, object> = {}) => {
  const flows = ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_AUTH'];
  const stand = await Stand.start(withProps(
    { Pool: pool, Web: { ExplicitAuthFlows: flows }, Other: { ExplicitAuthFlows: flows, PreventUserExistenceErrors: 'ENABLED' } },
    resources,
  ));
  stands.push(stand);
  return stand;
};
afterAll(() => Promise.all(stands.map(stand => stand.stop())));

describe('a first factor of one\'s choice (USER_AUTH)', () => {
  let stand: Stand;
  const choose = (more: Record<string, string> = {}, email = 'ann@example.org', client = 'Web') =>
    stand.initiate('USER_AUTH', { USERNAME: email, ...more }, client);
  beforeAll(async () => {
    stand = await start({ Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] } } });
    await stand.join('ann@example.org');
  });

  test('what there is to choose from is told, passkeys apart', async () => {
    const asked = await choose();
    expect([asked.ChallengeName, asked.AvailableChallenges]).toEqual(['SELECT_CHALLENGE', ['PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP']]);
    expect((await choose({ PREFERRED_CHALLENGE: 'WEB_AUTHN' })).ChallengeName).toBe('SELECT_CHALLENGE');
    expect(stand.pools.notes).toContain('not done here: passkeys (WEB_AUTHN)');
  });

  test('the password, at once or after choosing it', async () => {
    await expect(choose({ PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD })).resolves.toHaveProperty('AuthenticationResult.IdToken');
    const answer = async (password: string) => stand.respond('SELECT_CHALLENGE', (await choose()).Session, {
      USERNAME: 'ann@example.org', ANSWER: 'PASSWORD', PASSWORD: password,
    });
    await expect(answer(PASSWORD)).resolves.toHaveProperty('AuthenticationResult.IdToken');
    expect((await refusal(answer('Wrong-horse-battery-9'))).message).toBe('Incorrect username or password.');
  });

  test('the password by SRP', async () => {
    const prove = async (password: string) => {
      const srp = new SrpClient(stand.poolId);
      const asked = await choose({ PREFERRED_CHALLENGE: 'PASSWORD_SRP', SRP_A: srp.publicValue });
      return stand.respond('PASSWORD_VERIFIER', asked.Session, srp.prove(asked.ChallengeParameters as SrpParameters, password));
    };
    await expect(prove(PASSWORD)).resolves.toHaveProperty('AuthenticationResult.IdToken');
    expect((await refusal(prove('Wrong-horse-battery-9'))).name).toBe('NotAuthorizedException');
  });

  test('a code in a mail, and no other code; a stranger is asked for one as well', async () => {
    const asked = await choose({ PREFERRED_CHALLENGE: 'EMAIL_OTP' });
    expect(asked).toMatchObject({ ChallengeName: 'EMAIL_OTP', ChallengeParameters: { CODE_DELIVERY_DESTINATION: 'a***@e***' } });
    const answer = (EMAIL_OTP_CODE: string, { Session } = asked, email = 'ann@example.org', client = 'Web') =>
      stand.respond('EMAIL_OTP', Session, { USERNAME: email, EMAIL_OTP_CODE }, client);
    expect((await refusal(answer('00000000'))).name).toBe('CodeMismatchException');
    const code = await stand.code('ann@example.org');
    expect(code).toMatch(/^\d{8}$/);
    await expect(answer(code)).resolves.toHaveProperty('AuthenticationResult.IdToken');
    expect((await refusal(answer(code))).message).toContain('Invalid session');
    const strange = await choose({ PREFERRED_CHALLENGE: 'EMAIL_OTP' }, 'nobody@example.org', 'Other');
    expect(strange.ChallengeName).toBe('EMAIL_OTP');
    expect((await refusal(answer('00000000', strange, 'nobody@example.org', 'Other'))).name).toBe('NotAuthorizedException');
  });

  test('five wrong codes end it, and a session is for the client that began it', async () => {
    const asked = await choose({ PREFERRED_CHALLENGE: 'EMAIL_OTP' });
    const answer = (code: string, client?: string) =>
      stand.respond('EMAIL_OTP', asked.Session, { USERNAME: 'ann@example.org', EMAIL_OTP_CODE: code }, client);
    const code = await stand.code('ann@example.org');
    expect((await refusal(answer(code, 'Other'))).message).toBe('Invalid session for the user.');
    for (let attempt = 0; attempt < 5; attempt += 1) await refusal(answer('00000000'));
    expect((await refusal(answer(code))).message).toContain('session is expired');
  });

  test('what somebody has is told', async () => {
    const { AccessToken } = await stand.signIn('ann@example.org');
    expect((await stand.client.send(new GetUserAuthFactorsCommand({ AccessToken }))).ConfiguredUserAuthFactors)
      .toEqual(['PASSWORD', 'EMAIL_OTP']);
  });

  test('the code that confirmed a sign-up counts once, for whoever it was sent to, through the same client', async () => {
    const confirmed = async (email: string) => {
      await stand.signUp(email);
      return (await stand.confirm(email, await stand.code(email))).Session;
    };
    const begin = (Session: string | undefined, email: string, client = 'Web') => stand.client.send(new InitiateAuthCommand({
      ClientId: stand.clientId(client), AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME: email }, ...(Session ? { Session } : {}),
    }));
    const [gus, hal] = [await confirmed('gus@example.org'), await confirmed('hal@example.org')];
    expect((await refusal(begin(gus, 'gus@example.org', 'Other'))).message).toBe('Invalid session for the user.');
    expect((await refusal(begin(hal, 'gus@example.org'))).message).toBe('Invalid session for the user.');
    expect((await refusal(begin(hal, 'hal@example.org'))).message).toBe('Invalid session for the user.');
    const answered = stand.respond('SIGNED_UP', await confirmed('ivo@example.org'), { USERNAME: 'ivo@example.org' });
    expect((await refusal(answered)).message).toBe('Invalid session for the user.');
    await expect(begin(gus, 'gus@example.org')).resolves.toHaveProperty('AuthenticationResult.IdToken');
    expect((await refusal(begin(gus, 'gus@example.org'))).message).toBe('Invalid session for the user.');
    await stand.signUp('jan@example.org', {}, 'Mobile');
    expect(await stand.confirm('jan@example.org', await stand.code('jan@example.org'), 'Mobile')).not.toHaveProperty('Session');
  });

  test('whom an administrator gives no password has an address, which codes go to', async () => {
    const create = (Username: string, more: object = {}) => stand.client.send(new AdminCreateUserCommand({
      UserPoolId: stand.poolId, Username, UserAttributes: [{ Name: 'email', Value: Username }], ...more,
    }));
    await create('kim@example.org');
    expect((await choose({}, 'kim@example.org')).AvailableChallenges).toEqual(['EMAIL_OTP']);
    expect((await choose({ PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD }, 'kim@example.org')).ChallengeName).toBe('SELECT_CHALLENGE');
    await create('lea@example.org', { TemporaryPassword: PASSWORD });
    expect((await choose({}, 'lea@example.org')).AvailableChallenges).toEqual(['PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP']);
  });

  test('nobody needs a password to sign up where a code will do', async () => {
    await expect(stand.signUp('bea@example.org', { Password: undefined })).resolves.toHaveProperty('UserSub');
    expect((await refusal(stand.signUp('carl@example.org', { Password: undefined }, 'Mobile'))).name).toBe('InvalidParameterException');
  });
});

test('where only passwords are first factors, no code is sent', async () => {
  const stand = await start({});
  await stand.join('ann@example.org');
  const asked = await stand.initiate('USER_AUTH', { USERNAME: 'ann@example.org', PREFERRED_CHALLENGE: 'EMAIL_OTP' });
  expect(asked.AvailableChallenges).toEqual(['PASSWORD', 'PASSWORD_SRP']);
});

test('a code in a text message, and no other code; nobody without a number chooses it', async () => {
  const stand = await start({ Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'SMS_OTP'] } } });
  await stand.signUp('ann@example.org', { UserAttributes: [{ Name: 'phone_number', Value: '+15550100' }] });
  await stand.confirm('ann@example.org', await stand.code('ann@example.org'));
  await stand.join('bob@example.org');
  const choose = (email: string) => stand.initiate('USER_AUTH', { USERNAME: email, PREFERRED_CHALLENGE: 'SMS_OTP' });
  expect((await choose('bob@example.org')).AvailableChallenges).toEqual(['PASSWORD', 'PASSWORD_SRP']);
  const { ChallengeName, Session } = await choose('ann@example.org');
  const answer = (SMS_OTP_CODE: string) => stand.respond('SMS_OTP', Session, { USERNAME: 'ann@example.org', SMS_OTP_CODE });
  expect(ChallengeName).toBe('SMS_OTP');
  expect((await refusal(answer('00000000'))).name).toBe('CodeMismatchException');
  await expect(answer(await stand.code('+15550100'))).resolves.toHaveProperty('AuthenticationResult.IdToken');
});

test('whoever has no password has an address or a number', async () => {
  const stand = await start({ UsernameAttributes: [], Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } });
  const create = (UserAttributes: object[]) => stand.client.send(new AdminCreateUserCommand({
    UserPoolId: stand.poolId, Username: 'nobody', UserAttributes: UserAttributes as any,
  }));
  expect((await refusal(create([]))).name).toBe('InvalidParameterException');
  await expect(create([{ Name: 'email', Value: 'nobody@example.org' }])).resolves.toHaveProperty('User.UserStatus', 'CONFIRMED');
});

test('where everybody needs a second factor, signing in sets one up', async () => {
  const stand = await start({ MfaConfiguration: 'ON' });
  const email = await stand.join('ann@example.org');
  const begin = () => stand.initiate('USER_PASSWORD_AUTH', { USERNAME: email, PASSWORD });
  const asked = await begin();
  expect(asked).toMatchObject({ ChallengeName: 'MFA_SETUP', ChallengeParameters: { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' } });
  const finish = (Session?: string) => stand.respond('MFA_SETUP', Session, { USERNAME: email });
  expect((await refusal(finish(asked.Session))).name).toBe('InvalidParameterException');
  const { SecretCode, Session } = await stand.client.send(new AssociateSoftwareTokenCommand({ Session: asked.Session }));
  const totp = new TOTP({ secret: SecretCode! });
  const verify = (UserCode: string) => stand.client.send(new VerifySoftwareTokenCommand({ Session, UserCode }));
  expect((await refusal(verify('000000'))).name).toBe('EnableSoftwareTokenMFAException');
  const verified = await verify(totp.generate());
  await expect(finish(verified.Session)).resolves.toHaveProperty('AuthenticationResult.IdToken');
  expect((await begin()).ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
});

test('a second factor by mail, where the pool has it', async () => {
  const stand = await start({ EnabledMfas: ['EMAIL_OTP', 'SOFTWARE_TOKEN_MFA'] });
  const email = await stand.join('ann@example.org');
  const { AccessToken } = await stand.signIn(email);
  const prefer = (settings: object) => stand.client.send(new SetUserMFAPreferenceCommand({ AccessToken, ...settings }));
  expect((await refusal(prefer({ SMSMfaSettings: { Enabled: true } }))).message).toContain('SMS_MFA');
  await prefer({ EmailMfaSettings: { Enabled: true, PreferredMfa: true } });
  const asked = await stand.initiate('USER_PASSWORD_AUTH', { USERNAME: email, PASSWORD });
  expect(asked.ChallengeName).toBe('EMAIL_OTP');
  const answer = (EMAIL_OTP_CODE: string) => stand.respond('EMAIL_OTP', asked.Session, { USERNAME: email, EMAIL_OTP_CODE });
  expect((await refusal(answer('wrong'))).name).toBe('CodeMismatchException');
  await expect(answer(await stand.code(email))).resolves.toHaveProperty('AuthenticationResult.IdToken');
});

test('a pre-token function of version 2 changes both tokens, but not whose they are', async () => {
  const stand = await start(
    { LambdaConfig: { PreTokenGeneration: ARN, PreTokenGenerationConfig: { LambdaArn: ARN, LambdaVersion: 'V2_0' } } },
    { PreToken: FUNCTION },
  );
  const { IdToken, AccessToken } = await stand.signIn(await stand.join('ann@example.org'));
  const [id, access] = [claimsOf(IdToken), claimsOf(AccessToken)];
  expect(id).toMatchObject({ tier: { level: 2 }, sub: access.sub });
  expect(id.sub).not.toBe('stolen');
  expect(id).not.toHaveProperty('email');
  expect(access).toMatchObject({ tenant: 'acme', scope: 'photos/read' });
});

test('one of version 1 changes the ID token, and the groups of both', async () => {
  const stand = await start({ LambdaConfig: { PreTokenGeneration: ARN } }, { PreToken: FUNCTION });
  const { IdToken, AccessToken } = await stand.signIn(await stand.join('ann@example.org'));
  expect(claimsOf(IdToken)).toMatchObject({ 'tier': 'one', 'cognito:groups': ['readers'] });
  expect(claimsOf(AccessToken)).toMatchObject({ 'cognito:groups': ['readers'] });
  expect(claimsOf(AccessToken)).not.toHaveProperty('tier');
});

test('a function that does not run here refuses, and this is said', async () => {
  const python = { ...FUNCTION, Properties: { ...FUNCTION.Properties, Runtime: 'python3.13' } };
  const stand = await start({ LambdaConfig: { PreSignUp: ARN } }, { PreToken: python });
  expect(stand.pools.notes.join())
    .toContain('the function PreToken does not run here, and what it is asked is refused: it is for python3.13');
  expect((await refusal(stand.signUp('ann@example.org'))).name).toBe('UnexpectedLambdaException');
});
