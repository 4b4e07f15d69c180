import { PASSWORD, Stand, withProps } from '../stand';

const DAY = 86_400_000;
const GATE = `exports.handler = async event => {
  if (event.request.clientMetadata) throw new Error(event.triggerSource + ' for ' + event.request.clientMetadata.why);
  event.response.autoConfirmUser = true;
  return event;
};`;

let stand: Stand;
beforeAll(async () => {
  stand = await Stand.start(withProps({
    Pool: {
      UsernameAttributes: [],
      AliasAttributes: ['email'],
      LambdaConfig: { PreSignUp: { 'Fn::GetAtt': ['Gate', 'Arn'] } },
      Policies: { PasswordPolicy: { MinimumLength: 8, TemporaryPasswordValidityDays: 3, PasswordHistorySize: 2 } },
    },
    Web: { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'], AuthSessionValidity: 5 },
  }, {
    Gate: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile: GATE } } },
  }));
});
afterAll(() => stand.stop());
afterEach(() => jest.restoreAllMocks());

const later = (ms: number) => {
  const then = Date.now() + ms;
  jest.spyOn(Date, 'now').mockImplementation(() => then);
};
const admin = (operation: string, Username: string, more: object = {}): Promise<any> =>
  stand.pools.call(operation, { UserPoolId: stand.poolId, Username, ...more }, true);
const person = (operation: string, more: object): Promise<any> =>
  stand.pools.call(operation, { ClientId: stand.clientId(), ...more }, false);
const create = (name: string, more: object = {}) =>
  admin('AdminCreateUser', name, { UserAttributes: [{ Name: 'email', Value: `${name}@example.org` }], ...more });
const codeFor = (name: string) => stand.pools.parts.outbox.list(`${name}@example.org`).at(-1)!.code;
const enter = (USERNAME: string, password: string) =>
  person('InitiateAuth', { AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME, PASSWORD: password } });
const choose = ({ Session }: { Session: string }, USERNAME: string, password: string) => person('RespondToAuthChallenge', {
  ChallengeName: 'NEW_PASSWORD_REQUIRED', Session, ChallengeResponses: { USERNAME, NEW_PASSWORD: password },
});

describe('an invitation', () => {
  test('is sent once more with another password, and the first one is good no longer', async () => {
    await create('ann');
    const first = codeFor('ann');
    const { User } = await create('ann', { MessageAction: 'RESEND', UserAttributes: undefined });
    expect(User).toMatchObject({ Username: 'ann', UserStatus: 'FORCE_CHANGE_PASSWORD', Enabled: true });
    await expect(enter('ann', first)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    await expect(enter('ann', codeFor('ann'))).resolves.toHaveProperty('ChallengeName', 'NEW_PASSWORD_REQUIRED');
  });

  test('fails to be sent again to nobody, and to somebody who has come', async () => {
    const again = (name: string) => admin('AdminCreateUser', name, { MessageAction: 'RESEND' });
    await expect(again('nobody')).rejects.toMatchObject({ name: 'UserNotFoundException', message: 'User does not exist.' });
    await create('bea');
    await choose(await enter('bea', codeFor('bea')), 'bea', PASSWORD);
    await expect(again('bea')).rejects.toMatchObject({
      name: 'UnsupportedUserStateException', message: 'Resend not possible. bea status is not FORCE_CHANGE_PASSWORD',
    });
  });

  test('fails with an action that is none, and for somebody who is there', async () => {
    await expect(create('cleo', { MessageAction: 'REPEAT' })).rejects.toMatchObject({
      name: 'InvalidParameterException', message: expect.stringContaining('[RESEND, SUPPRESS]'),
    });
    await create('cleo', { MessageAction: 'SUPPRESS' });
    await expect(create('cleo')).rejects.toMatchObject({ name: 'UsernameExistsException' });
  });

  test('is asked of the function before sign-up, which may refuse, and confirms nobody', async () => {
    await expect(create('dora', { ClientMetadata: { why: 'fun' } })).rejects.toMatchObject({
      name: 'UserLambdaValidationException', message: 'PreSignUp failed with error PreSignUp_AdminCreateUser for fun.',
    });
    expect((await create('dora')).User.UserStatus).toBe('FORCE_CHANGE_PASSWORD');
  });

  test('is good for as many days as the policy says, and a new one for as many again', async () => {
    await create('eve');
    later(3 * DAY - 1_000);
    await expect(enter('eve', codeFor('eve'))).resolves.toHaveProperty('ChallengeName');
    later(3_000);
    await expect(enter('eve', codeFor('eve'))).rejects.toMatchObject({
      name: 'NotAuthorizedException', message: 'Temporary password has expired and must be reset by an administrator.',
    });
    await create('eve', { MessageAction: 'RESEND' });
    await expect(enter('eve', codeFor('eve'))).resolves.toHaveProperty('ChallengeName', 'NEW_PASSWORD_REQUIRED');
  });

  test('the same name is given once, however many ask for it at the same time', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 10 }, () => create('fay', { MessageAction: 'SUPPRESS' })));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

test('somebody has as long to answer as the client says', async () => {
  await create('gil');
  const begun = await enter('gil', codeFor('gil'));
  const late = await enter('gil', codeFor('gil'));
  later(5 * 60_000 - 1_000);
  await expect(choose(begun, 'gil', PASSWORD)).resolves.toHaveProperty('AuthenticationResult');
  later(2_000);
  await expect(choose(late, 'gil', `${PASSWORD}0`)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
});

test('the last passwords are not taken again, older ones are', async () => {
  const set = (password: string) => admin('AdminSetUserPassword', 'hal', { Password: password, Permanent: true });
  const used = { name: 'PasswordHistoryPolicyViolationException' };
  await create('hal');
  await set(`${PASSWORD}1`);
  await expect(set(`${PASSWORD}1`)).rejects.toMatchObject(used);
  await set(`${PASSWORD}2`);
  const { AuthenticationResult: { AccessToken } } = await enter('hal', `${PASSWORD}2`);
  const change = (next: string) => person('ChangePassword', { AccessToken, PreviousPassword: `${PASSWORD}2`, ProposedPassword: next });
  await expect(change(`${PASSWORD}1`)).rejects.toMatchObject(used);
  await change(`${PASSWORD}3`);
  await expect(set(`${PASSWORD}1`)).resolves.toEqual({});
});

describe('an address that is a name', () => {
  const signUp = (name: string, email = `${name}@example.org`) => person('SignUp', {
    Username: name, Password: PASSWORD, UserAttributes: [{ Name: 'email', Value: email }],
  });
  const verified = async (name: string) => {
    const { UserAttributes } = await admin('AdminGetUser', name);
    return UserAttributes.find(({ Name }: { Name: string }) => Name === 'email_verified')?.Value;
  };
  const VERIFIED = [{ Name: 'email', Value: 'ivy@example.org' }, { Name: 'email_verified', Value: 'true' }];

  test('fails to be a username besides', async () => {
    const refused = {
      name: 'InvalidParameterException',
      message: 'Username cannot be of email format, since user pool is configured for email alias.',
    };
    await expect(signUp('ivy@example.org', 'ivy@example.org')).rejects.toMatchObject(refused);
    await expect(create('ivy@example.org')).rejects.toMatchObject(refused);
  });

  test('belongs to whoever was first, unless an administrator moves it', async () => {
    await create('ivy', { UserAttributes: VERIFIED });
    const taken = { name: 'AliasExistsException', message: 'An account with the given email already exists.' };
    await expect(create('ivan', { UserAttributes: VERIFIED })).rejects.toMatchObject(taken);
    await create('ivan');
    await expect(admin('AdminUpdateUserAttributes', 'ivan', { UserAttributes: VERIFIED })).rejects.toMatchObject(taken);
    await create('ines', { UserAttributes: VERIFIED, ForceAliasCreation: true });
    expect([await verified('ines'), await verified('ivy')]).toEqual(['true', 'false']);
  });

  test('that somebody else has is confirmed by force alone', async () => {
    const plain = await Stand.start(withProps({ Pool: { UsernameAttributes: [], AliasAttributes: ['email'] } }));
    const ask = (operation: string, more: object) =>
      plain.pools.call(operation, { ClientId: plain.clientId(), ...more }, false) as Promise<any>;
    const confirm = (Username: string, more: object = {}) => ask('ConfirmSignUp', {
      Username, ConfirmationCode: plain.pools.parts.outbox.list('joy@example.org').at(-1)!.code, ...more,
    });
    const UserAttributes = [{ Name: 'email', Value: 'joy@example.org' }];
    await ask('SignUp', { Username: 'joy', Password: PASSWORD, UserAttributes });
    await confirm('joy');
    await ask('SignUp', { Username: 'jim', Password: PASSWORD, UserAttributes });
    await expect(confirm('jim')).rejects.toMatchObject({ name: 'AliasExistsException' });
    expect((await plain.pools.parts.pools.all[0].find('joy@example.org'))!.Username).toBe('joy');
    await confirm('jim', { ForceAliasCreation: true });
    expect((await plain.pools.parts.pools.all[0].find('joy@example.org'))!.Username).toBe('jim');
    await plain.stop();
  });
});

test('what everybody has to have, and what never changes, is not taken away; an address goes with its flag', async () => {
  const other = await Stand.start(withProps({
    Pool: { Schema: [{ Name: 'name', Required: true, Mutable: true }, { Name: 'org', AttributeDataType: 'String', Mutable: false }] },
  }));
  const given = { 'name': 'Kay', 'email': 'kay@example.org', 'email_verified': 'true', 'custom:org': 'x' };
  const UserAttributes = Object.entries(given).map(([Name, Value]) => ({ Name, Value }));
  const ask = (operation: string, more: object): Promise<any> =>
    other.pools.call(operation, { UserPoolId: other.poolId, Username: 'kay@example.org', ...more }, true);
  const { User } = await ask('AdminCreateUser', { UserAttributes });
  const remove = (name: string) => ask('AdminDeleteUserAttributes', { Username: User.Username, UserAttributeNames: [name] });
  for (const name of ['name', 'sub', 'custom:org', 'custom:nothing']) {
    await expect(remove(name)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  }
  await remove('email');
  const left = (await ask('AdminGetUser', { Username: User.Username })).UserAttributes.map(({ Name }: { Name: string }) => Name);
  expect(left.sort()).toEqual(['custom:org', 'name', 'sub']);
  await other.stop();
});

test('whoever comes for the first time says what they have to, and changes nothing of that which is known', async () => {
  const other = await Stand.start(withProps({
    Pool: {
      Schema: [
        { Name: 'email', Required: true, Mutable: true },
        { Name: 'name', Required: true, Mutable: true },
        { Name: 'level', AttributeDataType: 'Number', Mutable: false, NumberAttributeConstraints: { MaxValue: '9' } },
      ],
    },
    Web: { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] },
  }));
  const email = 'lea@example.org';
  const created = await other.pools.parts.pools.all[0].add({
    Username: 'lea',
    Attributes: [{ Name: 'sub', Value: 'lea' }, { Name: 'email', Value: email }],
    Enabled: true,
    UserStatus: 'FORCE_CHANGE_PASSWORD',
    Password: PASSWORD,
  });
  const { Session } = await other.initiate('USER_PASSWORD_AUTH', { USERNAME: email, PASSWORD });
  const come = (attributes: Record<string, string>) => other.respond('NEW_PASSWORD_REQUIRED', Session, {
    USERNAME: created.Username,
    NEW_PASSWORD: `${PASSWORD}1`,
    ...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`userAttributes.${name}`, value])),
  });
  await expect(come({})).rejects.toMatchObject({
    name: 'InvalidParameterException', message: 'Invalid attributes given, name is missing',
  });
  await expect(come({ name: 'Lea', email: 'other@example.org' })).rejects.toMatchObject({
    name: 'NotAuthorizedException', message: 'Cannot modify an already provided email',
  });
  await expect(come({ 'name': 'Lea', 'custom:level': '10' })).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(come({ 'name': 'Lea', 'custom:level': '9' })).resolves.toHaveProperty('AuthenticationResult');
  await other.stop();
});
