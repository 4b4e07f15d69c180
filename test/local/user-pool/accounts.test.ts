import { TOTP } from 'otpauth';
import { PASSWORD, Stand, withProps } from './stand';
import { masked, Outbox } from '../../../src/local/user-pool/outbox';
import { refusal } from '../harness';

const ExplicitAuthFlows = ['ALLOW_USER_PASSWORD_AUTH'];
const invalid = (message: string) => ({ name: 'InvalidParameterException', message });
const NO_SUCH_USER = { name: 'UserNotFoundException', message: 'Username/client id combination not found.' };
const NOBODY = { name: 'UserNotFoundException', message: 'User does not exist.' };
const EXPIRED = { name: 'ExpiredCodeException', message: 'Invalid code provided, please request a code again.' };
const PRE_SIGN_UP = `exports.handler = async event => {
  const { clientMetadata, validationData } = event.request;
  event.response.autoConfirmUser = clientMetadata !== undefined && clientMetadata.invited === 'yes';
  event.response.autoVerifyEmail = validationData !== null && validationData.email === 'known';
  event.response.autoVerifyPhone = validationData !== null && validationData.phone === 'known';
  return event;
};`;
const CODE = { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile: PRE_SIGN_UP } };
const GATE = { Type: 'AWS::Lambda::Function', Properties: CODE };
const INVITED = { ClientMetadata: { invited: 'yes' } };

const stands: Stand[] = [];
const start = async (pool: Record<string, unknown>) => {
  const stand = await Stand.start(withProps({
    Pool: { LambdaConfig: { PreSignUp: { 'Fn::GetAtt': ['Gate', 'Arn'] } }, ...pool },
    Web: { ExplicitAuthFlows },
    Mobile: { ExplicitAuthFlows, PreventUserExistenceErrors: 'ENABLED' },
  }, { Gate: GATE }));
  stands.push(stand);
  return new People(stand);
};
afterAll(() => Promise.all(stands.map(stand => stand.stop())));

/** The people of a pool, and what they and their administrators ask for. */
class People {
  constructor(public readonly stand: Stand) {}

  public ask(operation: string, input: object, client = 'Web'): Promise<any> {
    return this.stand.pools.call(operation, { ClientId: this.stand.clientId(client), ...input }, false);
  }

  public admin(operation: string, Username: string, more: object = {}): Promise<any> {
    return this.stand.pools.call(operation, { UserPoolId: this.stand.poolId, Username, ...more }, true);
  }

  public signUp(Username: string, attributes: Record<string, string> = {}, more: object = {}): Promise<any> {
    return this.ask('SignUp', { Username, Password: PASSWORD, UserAttributes: listed(attributes), ...more });
  }

  public async enter(name: string): Promise<string> {
    return (await this.stand.signIn(name)).AccessToken;
  }

  public async attributes(name: string): Promise<Record<string, string>> {
    const { UserAttributes } = await this.admin('AdminGetUser', name);
    return Object.fromEntries(UserAttributes.map(({ Name, Value }: { Name: string; Value: string }) => [Name, Value]));
  }

  public async status(name: string): Promise<string> {
    return (await this.admin('AdminGetUser', name)).UserStatus;
  }

  public sent(to: string) {
    return this.stand.pools.parts.outbox.list(to);
  }
}

const listed = (attributes: Record<string, string>) => Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));

describe('where addresses are usernames', () => {
  let people: People;
  beforeAll(async () => {
    people = await start({
      UsernameAttributes: ['email', 'phone_number'],
      AutoVerifiedAttributes: ['email', 'phone_number'],
      EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'SMS_MFA', 'EMAIL_OTP'],
      Policies: { PasswordPolicy: { MinimumLength: 20, RequireUppercase: true, RequireSymbols: true } },
    });
  });

  test('a phone number signs up by a text, an e-mail address by a mail, and anything else is neither', async () => {
    expect(await people.signUp('+15550100001')).toMatchObject({
      UserConfirmed: false, CodeDeliveryDetails: { AttributeName: 'phone_number', DeliveryMedium: 'SMS', Destination: '+*******0001' },
    });
    expect(people.sent('+15550100001')).toMatchObject([{ medium: 'SMS' }]);
    expect(await people.signUp('abe@example.org')).toMatchObject({
      CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'a***@e***' },
    });
    expect(await refusal(people.signUp('abe'))).toMatchObject(invalid('Username should be either an email or a phone number.'));
  });

  test('the username and the attribute of its kind are the same, or there is no account', async () => {
    const differing = people.signUp('bob@example.org', { email: 'other@example.org' });
    expect(await refusal(differing)).toMatchObject(invalid('The username and the attribute email differ'));
    await people.signUp('bob@example.org', { email: 'bob@example.org' });
    expect(await people.attributes('bob@example.org')).toMatchObject({ email: 'bob@example.org' });
  });

  test('nobody signs up with the other address of somebody', async () => {
    await people.signUp('cat@example.org', { phone_number: '+15550100002' });
    const again = people.signUp('+15550100003', { email: 'cat@example.org' });
    expect(await refusal(again)).toMatchObject({ name: 'UsernameExistsException', message: 'User already exists' });
    await expect(people.signUp('+15550100003', { email: 'kitty@example.org' })).resolves.toHaveProperty('UserSub');
  });

  test('a function confirms whom it is told to by the client\'s metadata, and nobody else', async () => {
    expect(await people.signUp('dan@example.org', {}, { ClientMetadata: { invited: 'no' } })).toMatchObject({ UserConfirmed: false });
    expect(await people.signUp('dee@example.org', {}, INVITED)).toMatchObject({ UserConfirmed: true });
    expect([await people.status('dan@example.org'), await people.status('dee@example.org')]).toEqual(['UNCONFIRMED', 'CONFIRMED']);
  });

  test('what a function says is verified is sent no code; what is not there is not verified', async () => {
    const ValidationData = listed({ email: 'known', phone: 'known' });
    expect(await people.signUp('eli@example.org', {}, { ...INVITED, ValidationData })).not.toHaveProperty('CodeDeliveryDetails');
    expect(people.sent('eli@example.org')).toEqual([]);
    const eli = await people.attributes('eli@example.org');
    expect(eli).toMatchObject({ email_verified: 'true' });
    expect(eli).not.toHaveProperty('phone_number_verified');
    await people.signUp('+15550100004', {}, { ...INVITED, ValidationData: listed({ phone: 'known' }) });
    expect(await people.attributes('+15550100004')).toMatchObject({ phone_number_verified: 'true' });
  });

  test('strangers are told so, or are told what anybody would be', async () => {
    const stranger = { Username: 'nobody@example.org', ConfirmationCode: '123456', Password: PASSWORD };
    for (const operation of ['ConfirmSignUp', 'ResendConfirmationCode', 'ForgotPassword', 'ConfirmForgotPassword']) {
      expect(await refusal(people.ask(operation, stranger))).toMatchObject(NO_SUCH_USER);
    }
    for (const operation of ['ConfirmSignUp', 'ConfirmForgotPassword']) {
      expect(await refusal(people.ask(operation, stranger, 'Mobile'))).toMatchObject(EXPIRED);
    }
    const pretended = { CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'n***@e***' } };
    for (const operation of ['ResendConfirmationCode', 'ForgotPassword']) {
      expect(await people.ask(operation, stranger, 'Mobile')).toEqual(pretended);
      const byName = await people.ask(operation, { Username: 'nobody' }, 'Mobile');
      expect(byName.CodeDeliveryDetails.Destination).toBe('n***@x***');
    }
    expect(people.sent('nobody@example.org')).toEqual([]);
  });

  test('a lost password is replaced by the code that was sent, once', async () => {
    const email = await people.stand.join('fay@example.org');
    const reset = (ConfirmationCode: string, Password = `${PASSWORD}-new`) =>
      people.ask('ConfirmForgotPassword', { Username: email, ConfirmationCode, Password });
    expect(await refusal(reset('123456'))).toMatchObject(EXPIRED);
    await people.ask('ForgotPassword', { Username: email });
    const code = await people.stand.code(email);
    expect((await refusal(reset('wrong1'))).name).toBe('CodeMismatchException');
    expect((await refusal(reset(code, 'short'))).name).toBe('InvalidPasswordException');
    await reset(code);
    await expect(people.stand.signIn(email, 'Web', `${PASSWORD}-new`)).resolves.toHaveProperty('AccessToken');
    expect(await refusal(reset(code))).toMatchObject(EXPIRED);
  });

  test('no password is given back to somebody who is disabled, or whom nobody can write to', async () => {
    const email = await people.stand.join('gil@example.org');
    const forget = (Username: string) => people.ask('ForgotPassword', { Username });
    await people.admin('AdminDisableUser', email);
    expect(await refusal(forget(email))).toMatchObject({ name: 'NotAuthorizedException', message: 'User is disabled.' });
    await people.admin('AdminEnableUser', email);
    await expect(forget(email)).resolves.toMatchObject({ CodeDeliveryDetails: { Destination: 'g***@e***' } });
    await people.signUp('gus@example.org', {}, INVITED);
    const unreachable = invalid('Cannot reset password for the user as there is no registered/verified email or phone_number');
    expect(await refusal(forget('gus@example.org'))).toMatchObject(unreachable);
    expect(await refusal(people.admin('AdminResetUserPassword', 'gus@example.org'))).toMatchObject(unreachable);
    await people.admin('AdminResetUserPassword', email);
    expect(await people.status(email)).toBe('RESET_REQUIRED');
    expect((await refusal(people.enter(email))).name).toBe('PasswordResetRequiredException');
  });

  test('an address is verified by a code to it: a mail or a text', async () => {
    await people.signUp('hal@example.org', { phone_number: '+15550100005' }, INVITED);
    const AccessToken = await people.enter('hal@example.org');
    const send = (AttributeName: string) => people.ask('GetUserAttributeVerificationCode', { AccessToken, AttributeName });
    expect(await send('email')).toMatchObject({ CodeDeliveryDetails: { DeliveryMedium: 'EMAIL', Destination: 'h***@e***' } });
    expect(await send('phone_number')).toMatchObject({ CodeDeliveryDetails: { DeliveryMedium: 'SMS', Destination: '+*******0005' } });
    const Code = await people.stand.code('+15550100005');
    await people.ask('VerifyUserAttribute', { AccessToken, AttributeName: 'phone_number', Code });
    expect(await people.attributes('hal@example.org')).toMatchObject({ phone_number_verified: 'true' });
  });

  test('second factors are chosen and left again, and the preferred one is one that is chosen', async () => {
    await people.signUp('ida@example.org', { phone_number: '+15550100006' }, INVITED);
    const AccessToken = await people.enter('ida@example.org');
    const prefer = (settings: object) => people.ask('SetUserMFAPreference', { AccessToken, ...settings });
    const seen = async () => {
      const { UserMFASettingList, PreferredMfaSetting } = await people.ask('GetUser', { AccessToken });
      return [UserMFASettingList, PreferredMfaSetting];
    };
    expect(await seen()).toEqual([undefined, undefined]);
    const unready = prefer({ SoftwareTokenMfaSettings: { Enabled: true } });
    expect(await refusal(unready)).toMatchObject(invalid('User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA'));
    await prefer({ SMSMfaSettings: { Enabled: true, PreferredMfa: true }, EmailMfaSettings: { Enabled: true } });
    expect(await seen()).toEqual([['SMS_MFA', 'EMAIL_OTP'], 'SMS_MFA']);
    await prefer({ SMSMfaSettings: { PreferredMfa: false } });
    expect(await seen()).toEqual([['SMS_MFA', 'EMAIL_OTP'], undefined]);
    await prefer({ SMSMfaSettings: { Enabled: false, PreferredMfa: true } });
    expect(await seen()).toEqual([['EMAIL_OTP'], undefined]);
    await people.admin('AdminSetUserMFAPreference', 'ida@example.org', { EmailMfaSettings: { Enabled: false } });
    expect(await seen()).toEqual([undefined, undefined]);
  });

  test('an app is verified by somebody who has associated one', async () => {
    await people.signUp('jan@example.org', {}, INVITED);
    const AccessToken = await people.enter('jan@example.org');
    const verify = (UserCode: string) => people.ask('VerifySoftwareToken', { AccessToken, UserCode });
    expect(await refusal(verify('123456'))).toMatchObject(invalid('User has not associated a software token'));
    const { SecretCode } = await people.ask('AssociateSoftwareToken', { AccessToken });
    expect(await verify(new TOTP({ secret: SecretCode }).generate())).toEqual({ Status: 'SUCCESS' });
  });

  test('an administrator makes somebody with a password of their own or of the policy\'s length, and tells them of it or not', async () => {
    const create = (name: string, more: object = {}) => people.admin('AdminCreateUser', name, more);
    expect(await create('kim@example.org')).toMatchObject({ User: { UserStatus: 'FORCE_CHANGE_PASSWORD', Enabled: true } });
    const [{ code }] = people.sent('kim@example.org');
    expect(code).toMatch(/^[0-9a-f]{12}aA1!x{4}$/);
    expect(await people.stand.initiate('USER_PASSWORD_AUTH', { USERNAME: 'kim@example.org', PASSWORD: code })).toMatchObject({
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
    });
    await create('+15550100007', { MessageAction: 'SUPPRESS', TemporaryPassword: PASSWORD });
    expect(people.sent('+15550100007')).toEqual([]);
    await create('+15550100008', { DesiredDeliveryMediums: ['EMAIL'], UserAttributes: listed({ email: 'kay@example.org' }) });
    expect([people.sent('+15550100008').length, people.sent('kay@example.org').length]).toEqual([0, 1]);
    expect((await refusal(create('kim@example.org'))).message).toBe('User account already exists');
    expect((await refusal(create('lea@example.org', { TemporaryPassword: 'short' }))).name).toBe('InvalidPasswordException');
  });

  test('a password of an administrator\'s choice is for good, or for the first time', async () => {
    const email = await people.stand.join('mia@example.org');
    const set = (more: object) => people.admin('AdminSetUserPassword', email, { Password: PASSWORD, ...more });
    await set({});
    expect(await people.status(email)).toBe('FORCE_CHANGE_PASSWORD');
    await set({ Permanent: true });
    expect(await people.status(email)).toBe('CONFIRMED');
    expect(await refusal(people.admin('AdminSetUserPassword', 'nobody@example.org', { Password: PASSWORD }))).toMatchObject(NOBODY);
  });
});

describe('where usernames are names', () => {
  let people: People;
  beforeAll(async () => {
    people = await start({
      UsernameAttributes: [],
      AliasAttributes: ['email', 'preferred_username'],
      AutoVerifiedAttributes: ['email'],
      Schema: [
        { Name: 'name', AttributeDataType: 'String', Mutable: true, Required: true },
        { Name: 'badge', AttributeDataType: 'String', Mutable: false },
        { Name: 'plan', AttributeDataType: 'String', Mutable: true, StringAttributeConstraints: { MinLength: '3', MaxLength: '6' } },
        { Name: 'seats', AttributeDataType: 'Number', Mutable: true, NumberAttributeConstraints: { MinValue: '-2', MaxValue: '8' } },
        { Name: 'tenant', AttributeDataType: 'String', Mutable: true },
      ],
    });
  });
  const join = (name: string, attributes: Record<string, string> = {}) => people.signUp(name, { name, ...attributes }, INVITED);

  test('the name is the username, and the attributes are those that the pool has, all that it wants among them', async () => {
    const wrong = (what: string) => (invalid(`Attributes did not conform to the schema: ${what}`));
    const strange = people.signUp('ann', { 'name': 'Ann', 'custom:shoe': '38' });
    expect(await refusal(strange)).toMatchObject(wrong('Type for attribute {custom:shoe} could not be determined'));
    const missing = wrong('name: The attribute name is required');
    expect(await refusal(people.signUp('ann'))).toMatchObject(missing);
    expect(await refusal(people.signUp('ann', { name: '' }))).toMatchObject(missing);
    expect(await refusal(people.signUp('ann', {}, { UserAttributes: [{ Name: 'name' }] }))).toMatchObject(missing);
    await people.signUp('ann', { 'name': 'Ann', 'custom:plan': 'free' });
    expect(await people.admin('AdminGetUser', 'ann')).toMatchObject({ Username: 'ann' });
    expect(await refusal(people.signUp('ann', { name: 'Ann' }))).toMatchObject({ name: 'UsernameExistsException' });
  });

  test.each([
    ['custom:plan', ['abc', 'abcdef', ''], [
      ['ab', 'String must be at least 3 characters long'], ['abcdefg', 'String must be no longer than 6 characters'],
    ]],
    ['custom:seats', ['-2', '8', '0.5'], [
      ['-3', 'Number must be no less than -2'], ['8.5', 'Number must be no more than 8'], ['many', 'Value is no number'],
      [' ', 'Value is no number'],
    ]],
    ['birthdate', ['2001-02-03'], [['2001-2-3', 'String must be at least 10 characters long']]],
  ] as const)('%s stays within the bounds that the schema has, at sign-up and later', async (attribute, inside, outside) => {
    const name = `of-${attribute.replace(':', '-')}`;
    const update = (value: string) => people.admin('AdminUpdateUserAttributes', name, { UserAttributes: listed({ [attribute]: value }) });
    for (const [value, why] of outside) {
      expect(await refusal(join(name, { [attribute]: value })))
        .toMatchObject(invalid(`Attributes did not conform to the schema: ${attribute}: ${why}`));
    }
    await join(name, { [attribute]: inside[0] });
    for (const [value, why] of outside) expect(await refusal(update(value))).toMatchObject(invalid(`user.${attribute}: ${why}`));
    for (const value of inside) {
      await update(value);
      expect(await people.attributes(name)).toHaveProperty([attribute], value);
    }
  });

  test('whoever gave no address is sent nothing, and has no code to confirm with', async () => {
    expect(await people.signUp('ben', { name: 'Ben' })).toEqual({ UserConfirmed: false, UserSub: expect.any(String) });
    const again = people.ask('ResendConfirmationCode', { Username: 'ben' });
    expect(await refusal(again)).toMatchObject(invalid('Cannot resend codes. Auto verification not turned on.'));
    expect(await refusal(people.ask('ConfirmSignUp', { Username: 'ben', ConfirmationCode: '123456' }))).toMatchObject(EXPIRED);
  });

  test('a code confirms the account, and the address only as long as there is one', async () => {
    for (const name of ['cara', 'cleo']) await people.signUp(name, { name, email: `${name}@example.org` });
    await people.admin('AdminDeleteUserAttributes', 'cleo', { UserAttributeNames: ['email'] });
    for (const name of ['cara', 'cleo']) {
      await people.ask('ConfirmSignUp', { Username: name, ConfirmationCode: await people.stand.code(`${name}@example.org`) });
      expect(await people.status(name)).toBe('CONFIRMED');
    }
    expect(await people.attributes('cara')).toHaveProperty('email_verified', 'true');
    expect(await people.attributes('cleo')).not.toHaveProperty('email_verified');
  });

  test('an address is a name for somebody once it is verified, a preferred username at once', async () => {
    await join('dora', { email: 'dora@example.org', preferred_username: 'dodo' });
    await expect(people.enter('dodo')).resolves.toEqual(expect.any(String));
    expect((await refusal(people.enter('dora@example.org'))).name).toBe('UserNotFoundException');
    await people.admin('AdminUpdateUserAttributes', 'dora', { UserAttributes: listed({ email_verified: 'true' }) });
    await expect(people.enter('dora@example.org')).resolves.toEqual(expect.any(String));
    expect((await refusal(people.enter('DODO'))).name).toBe('UserNotFoundException');
  });

  test('a token ends with the account, and is not for another of the same name', async () => {
    await join('eva');
    const AccessToken = await people.enter('eva');
    await expect(people.ask('GetUser', { AccessToken })).resolves.toHaveProperty('Username', 'eva');
    // by the emulator alone, which revokes nothing
    await people.stand.pools.parts.emulator.call('AdminDeleteUser', { UserPoolId: people.stand.poolId, Username: 'eva' });
    expect(await refusal(people.ask('GetUser', { AccessToken }))).toMatchObject(NOBODY);
    await join('eva');
    expect(await refusal(people.ask('GetUser', { AccessToken }))).toMatchObject(NOBODY);
    await expect(people.ask('GetUser', { AccessToken: await people.enter('eva') })).resolves.toHaveProperty('Username', 'eva');
  });

  test('an administrator changes what the pool has and may change', async () => {
    await join('hugo', { 'custom:badge': '7' });
    const update = (UserAttributes?: object[]) => people.admin('AdminUpdateUserAttributes', 'hugo', { UserAttributes });
    const refused = async (name: string) => refusal(update(listed({ [name]: '8' })));
    expect(await refused('custom:shoe')).toMatchObject(invalid('user.custom:shoe: Attribute does not exist in the schema.'));
    const immutable = 'user.custom:badge: Attribute cannot be updated. (changing an immutable attribute)';
    expect(await refused('custom:badge')).toMatchObject(invalid(immutable));
    const before = await people.attributes('hugo');
    expect(await refusal(update())).toMatchObject({ name: 'InvalidParameterException' });
    expect(await people.attributes('hugo')).toEqual(before);
    await update([{ Name: 'custom:plan' }]);
    expect(await people.attributes('hugo')).toEqual({ ...before, 'custom:plan': '' });
  });

  test('a new address is not verified, unless the administrator says so or it is the old one', async () => {
    await join('ines');
    const update = async (attributes: Record<string, string>) => {
      await people.admin('AdminUpdateUserAttributes', 'ines', { UserAttributes: listed(attributes) });
      return (await people.attributes('ines')).email_verified;
    };
    expect(await update({ email: 'ines@example.org' })).toBe('false');
    expect(await update({ email: 'ines@new.example', email_verified: 'true' })).toBe('true');
    expect(await update({ email: 'ines@new.example' })).toBe('true');
    expect(await update({ email: 'ines@example.org' })).toBe('false');
  });

  test('an administrator makes somebody of that name, with all that the pool wants', async () => {
    expect(await refusal(people.admin('AdminCreateUser', 'jill'))).toMatchObject({ name: 'InvalidParameterException' });
    const { User } = await people.admin('AdminCreateUser', 'jill', { UserAttributes: listed({ name: 'Jill', email: 'jill@example.org' }) });
    expect(User.Username).toBe('jill');
    expect(people.sent('jill@example.org')[0].code).toMatch(/^[0-9a-f]{12}aA1!$/);
  });
});

test.each([
  ['email', 'an email', '+15550100009', 'ann@example.org'], ['phone_number', 'a phone number', 'ann@example.org', '+15550100009'],
])('where only %s is a username, an address of the other kind is none', async (attribute, kind, other, own) => {
  const people = await start({ UsernameAttributes: [attribute] });
  expect(await refusal(people.signUp(other))).toMatchObject(invalid(`Username should be ${kind}.`));
  await expect(people.signUp(own)).resolves.toHaveProperty('UserSub');
});

test('where only administrators let people in, nobody signs up, and an administrator makes them', async () => {
  const people = await start({ AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } });
  expect(await refusal(people.signUp('ann@example.org'))).toMatchObject({
    name: 'NotAuthorizedException', message: 'SignUp is not permitted for this user pool',
  });
  await expect(people.admin('AdminCreateUser', 'ann@example.org')).resolves.toHaveProperty('User.Enabled', true);
});

test('an app that was not associated within the sign-in is not enrolled', async () => {
  const people = await start({ MfaConfiguration: 'ON' });
  const email = await people.stand.join('ann@example.org');
  const { Session } = await people.stand.initiate('USER_PASSWORD_AUTH', { USERNAME: email, PASSWORD });
  const verify = (UserCode: string) => people.ask('VerifySoftwareToken', { Session, UserCode });
  expect(await refusal(verify('123456'))).toMatchObject({ name: 'NotAuthorizedException', message: 'Invalid session for the user.' });
  const { SecretCode } = await people.ask('AssociateSoftwareToken', { Session });
  await expect(verify(new TOTP({ secret: SecretCode }).generate())).resolves.toMatchObject({ Status: 'SUCCESS' });
});

describe('messages', () => {
  const log: string[] = [];
  const outbox = new Outbox(line => log.push(line));

  test('have the text of their medium with the code in it, and the subject that there is; they are found by their receiver', () => {
    const message = { __code: 42, smsMessage: 'Text {####}', emailMessage: 'Mail {####}, again {####}' };
    outbox.add('+15550100001', 'SMS', message);
    outbox.add('ann@example.org', 'EMAIL', { ...message, emailSubject: 'Hello' });
    outbox.add('bea@example.org', 'EMAIL', { __code: '007', emailMessage: null });
    const at = expect.any(String);
    expect(outbox.list()).toEqual([
      { to: '+15550100001', medium: 'SMS', code: '42', at, text: 'Text 42' },
      { to: 'ann@example.org', medium: 'EMAIL', code: '42', at, subject: 'Hello', text: 'Mail 42, again 42' },
      { to: 'bea@example.org', medium: 'EMAIL', code: '007', at },
    ]);
    expect(outbox.list('ANN@Example.org').map(({ to }) => to)).toEqual(['ann@example.org']);
    expect(outbox.list('nobody@example.org')).toEqual([]);
  });

  test('are two hundred at most, the newest last, and one clean line each in the log', () => {
    for (let count = 0; count <= 200; count += 1) outbox.add(`\x1b[2J${count}\n`, 'SMS', { __code: count });
    expect(outbox.list().map(({ code }) => code)).toEqual(Array.from({ length: 200 }, (_, index) => String(index + 1)));
    expect(log.at(-1)).toBe('SMS to  [2J200 : 200');
  });
});

test.each([
  ['ann@example.org', 'a***@e***'], ['+15550100001', '+*******0001'], ['@example.org', '***@e***'], ['ann@', 'a***@***'], ['', '+*******'],
])('the address %p is shown as %p', (address, shown) => {
  expect(masked(address)).toBe(shown);
});
