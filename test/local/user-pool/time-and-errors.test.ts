import { PASSWORD, Stand, withProps } from './stand';

const HOUR = 3_600_000;
const EXPIRED = { name: 'ExpiredCodeException', message: 'Invalid code provided, please request a code again.' };

let stand: Stand;
let otherPool: string;
beforeAll(async () => {
  stand = await Stand.start(withProps({
    Pool: { LambdaConfig: { PostConfirmation: { 'Fn::GetAtt': ['Elsewhere', 'Arn'] } } },
    Web: { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH'] },
  }, {
    Elsewhere: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler', Code: { ZipFile: 'x' } } },
    Staff: { Type: 'AWS::Cognito::UserPool', Properties: {} },
    Secret: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Staff' }, GenerateSecret: true } },
  }));
  otherPool = stand.pools.settings.find(({ label }) => label === 'Staff')!.id;
});
afterAll(() => stand.stop());
afterEach(() => jest.restoreAllMocks());

const later = (ms: number) => {
  const then = Date.now() + ms;
  jest.spyOn(Date, 'now').mockImplementation(() => then);
};
const ask = (operation: string, more: object, client = 'Web'): Promise<any> =>
  stand.pools.call(operation, { ClientId: stand.clientId(client), ...more }, true);
const admin = (operation: string, Username: string, more: object = {}): Promise<any> =>
  stand.pools.call(operation, { UserPoolId: stand.poolId, Username, ...more }, true);
const member = async (name: string) => {
  const UserAttributes = [{ Name: 'email', Value: name }, { Name: 'email_verified', Value: 'true' }];
  await admin('AdminCreateUser', name, { UserAttributes, MessageAction: 'SUPPRESS' });
  await admin('AdminSetUserPassword', name, { Password: PASSWORD, Permanent: true });
};

test('a code that confirms a sign-up is good for a day', async () => {
  const Username = 'ann@example.org';
  await stand.signUp(Username);
  const confirm = async () => ask('ConfirmSignUp', { Username, ConfirmationCode: await stand.code(Username) });
  later(24 * HOUR);
  await expect(confirm()).rejects.toMatchObject(EXPIRED);
  later(-HOUR / 2);
  // the code is right, and the function after it does not run here
  await expect(confirm()).rejects.toMatchObject({
    name: 'UnexpectedLambdaException',
    message: 'PostConfirmation invocation failed due to error the function Elsewhere does not run here.',
  });
  expect((await admin('AdminGetUser', Username)).UserStatus).toBe('CONFIRMED');
});

test('a code for a lost password is good for an hour', async () => {
  const Username = 'bea@example.org';
  await member(Username);
  await ask('ForgotPassword', { Username });
  const Password = `${PASSWORD}1`;
  const reset = async () => ask('ConfirmForgotPassword', { Username, ConfirmationCode: await stand.code(Username), Password });
  later(HOUR);
  await expect(reset()).rejects.toMatchObject(EXPIRED);
  later(-HOUR / 2);
  await expect(reset()).rejects.toHaveProperty('name', 'UnexpectedLambdaException');
  await expect(stand.signIn(Username, 'Web', Password)).resolves.toHaveProperty('IdToken');
});

test('a code for an address is good for a day', async () => {
  const Username = 'cleo@example.org';
  await member(Username);
  const { AccessToken } = await stand.signIn(Username);
  await ask('GetUserAttributeVerificationCode', { AccessToken, AttributeName: 'email' });
  const pool = stand.pools.parts.pools.all[0];
  const [{ code, expires }] = Object.values((await pool.find(Username))!.AddressCodes!);
  expect([code, Math.round((expires - Date.now()) / HOUR)]).toEqual([await stand.code(Username), 24]);
  later(24 * HOUR);
  const { AccessToken: newer } = await stand.signIn(Username);
  await expect(ask('VerifyUserAttribute', { AccessToken: newer, AttributeName: 'email', Code: code })).rejects.toMatchObject(EXPIRED);
});

test('fails for a client of another pool than the one that an administrator names', async () => {
  await member('dora@example.org');
  const AuthParameters = { USERNAME: 'dora@example.org', PASSWORD };
  const enter = (UserPoolId: string) => ask('AdminInitiateAuth', { UserPoolId, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters });
  await expect(enter(otherPool)).rejects.toMatchObject({
    name: 'ResourceNotFoundException', message: `User pool client ${stand.clientId()} does not exist.`,
  });
  await expect(enter('us-east-1_nothing')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await expect(enter(stand.poolId)).resolves.toHaveProperty('AuthenticationResult');
});

test('revoking with a wrong secret is unauthorized, and with the right one it is not', async () => {
  const revoke = (ClientSecret: string) => ask('RevokeToken', { Token: 'gone', ClientSecret }, 'Secret');
  await expect(revoke('wrong')).rejects.toMatchObject({ name: 'UnauthorizedException' });
  await expect(revoke(stand.pools.startLine.clientSecrets!.Secret)).resolves.toEqual({});
});

test('an address signs up once, however many ask for it at the same time', async () => {
  const asked = await Promise.allSettled(Array.from({ length: 20 }, () => stand.signUp('eve@example.org')));
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(asked.filter(result => result.status === 'rejected' && result.reason.name === 'UsernameExistsException')).toHaveLength(19);
});

test('attributes that are written at the same time are all kept', async () => {
  await member('fay@example.org');
  const { AccessToken } = await stand.signIn('fay@example.org');
  const names = ['given_name', 'family_name', 'nickname', 'locale'];
  await Promise.all(names.map(Name =>
    admin('AdminUpdateUserAttributes', 'fay@example.org', { UserAttributes: [{ Name, Value: 'x' }] })));
  const { UserAttributes } = await ask('GetUser', { AccessToken });
  expect(UserAttributes.map(({ Name }: { Name: string }) => Name)).toEqual(expect.arrayContaining(names));
});
