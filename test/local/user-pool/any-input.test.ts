import * as identitySdk from '@aws-sdk/client-cognito-identity';
import * as userPoolSdk from '@aws-sdk/client-cognito-identity-provider';
import fc from 'fast-check';
import { PASSWORD, Stand, Tokens, withProps } from './stand';
import { ServiceError } from '../../../src/local/requests/service-error';
import { refusal } from '../harness';

const CALLBACK = 'http://localhost:5173/callback';
const OAUTH = {
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ['code'],
  AllowedOAuthScopes: ['openid', 'email', 'aws.cognito.signin.user.admin'],
  CallbackURLs: [CALLBACK],
  LogoutURLs: ['http://localhost:5173/'],
  ExplicitAuthFlows: [
    'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH', 'ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH',
  ],
};
const RUNS = Number(process.env.FUZZ_RUNS ?? 300);

let stand: Stand;
let ann: Tokens;
/** To whom everything happens. */
let eve: Tokens;
beforeAll(async () => {
  stand = await Stand.start(withProps({
    Pool: {
      EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'], Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } },
    },
    Web: OAUTH,
  }, { Domain: { Type: 'AWS::Cognito::UserPoolDomain', Properties: { UserPoolId: { Ref: 'Pool' }, Domain: 'photos' } } }));
  await stand.join('ann@example.org');
  ann = await stand.signIn('ann@example.org');
  await stand.join('eve@example.org');
  eve = await stand.signIn('eve@example.org');
});
afterAll(() => stand?.stop());

const ask = (operation: string, input: object): Promise<any> => stand.pools.call(operation, { ClientId: stand.clientId(), ...input }, true);
const invalid = (member: string, must: string) => ({
  name: 'InvalidParameterException',
  message:
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must ${must}`,
});

describe('a code is good for what it was sent for', () => {
  const CODE = { name: 'ExpiredCodeException', message: 'Invalid code provided, please request a code again.' };

  test('the code of a sign-up gives no new password, and that of a lost password does', async () => {
    await stand.signUp('ben@example.org');
    const code = await stand.code('ben@example.org');
    const reset = (ConfirmationCode: string) =>
      ask('ConfirmForgotPassword', { Username: 'ben@example.org', ConfirmationCode, Password: `${PASSWORD}-new` });
    expect(await refusal(reset(code))).toMatchObject(CODE);
    await stand.confirm('ben@example.org', code);
    await ask('ForgotPassword', { Username: 'ben@example.org' });
    expect(await refusal(reset(code))).toMatchObject({ name: 'CodeMismatchException' });
    await reset(await stand.code('ben@example.org'));
    await expect(stand.signIn('ben@example.org', 'Web', `${PASSWORD}-new`)).resolves.toHaveProperty('AccessToken');
  });

  test('the code of a lost password confirms no sign-up', async () => {
    await stand.signUp('cleo@example.org');
    const signUpCode = await stand.code('cleo@example.org');
    await stand.pools.call('AdminUpdateUserAttributes', {
      UserPoolId: stand.poolId, Username: 'cleo@example.org', UserAttributes: [{ Name: 'email_verified', Value: 'true' }],
    }, true);
    await ask('ForgotPassword', { Username: 'cleo@example.org' });
    const code = await stand.code('cleo@example.org');
    expect(await refusal(ask('ConfirmSignUp', { Username: 'cleo@example.org', ConfirmationCode: code })))
      .toMatchObject({ name: 'CodeMismatchException' });
    await expect(ask('ConfirmSignUp', { Username: 'cleo@example.org', ConfirmationCode: signUpCode }))
      .resolves.toEqual({ Session: expect.any(String) });
  });

  test('an address is not verified without a code, by that of another address, or by one that went to an old one', async () => {
    await stand.join('dora@example.org');
    const { AccessToken } = await stand.signIn('dora@example.org');
    const change = (Name: string, Value: string) => ask('UpdateUserAttributes', { AccessToken, UserAttributes: [{ Name, Value }] });
    const verify = (AttributeName: string, Code?: string) =>
      ask('VerifyUserAttribute', { AccessToken, AttributeName, ...(Code ? { Code } : {}) });
    await change('email', 'dora@new.example');
    const code = await stand.code('dora@new.example');
    expect(await refusal(verify('email'))).toMatchObject(invalid('code', 'not be null'));
    expect(await refusal(verify('phone_number', code))).toMatchObject(CODE);
    await change('email', 'dora@newer.example');
    expect(await refusal(verify('email', code))).toMatchObject({ name: 'CodeMismatchException' });
    await expect(verify('email', await stand.code('dora@newer.example'))).resolves.toEqual({});
    expect(await refusal(verify('email', await stand.code('dora@newer.example')))).toMatchObject(CODE);
  });

  test('codes are sent for addresses only, and for those that somebody has', async () => {
    const send = (AttributeName: string) => ask('GetUserAttributeVerificationCode', { AccessToken: ann.AccessToken, AttributeName });
    for (const name of ['custom:plan', 'name', '__proto__']) {
      expect(await refusal(send(name))).toMatchObject({
        name: 'InvalidParameterException', message: 'Invalid attribute name: only email and phone_number can be verified.',
      });
    }
    expect(await refusal(send('phone_number'))).toMatchObject({ message: 'User does not have a value for phone_number.' });
    await expect(send('email')).resolves.toMatchObject({ CodeDeliveryDetails: { AttributeName: 'email', Destination: 'a***@e***' } });
  });
});

describe('attributes of a wrong form', () => {
  const update = (more: object) => ask('UpdateUserAttributes', { AccessToken: ann.AccessToken, ...more });

  test.each<[string, object, object]>([
    ['missing', {}, invalid('userAttributes', 'not be null')],
    ['null', { UserAttributes: null }, invalid('userAttributes', 'not be null')],
    ['a text', { UserAttributes: 'name' }, { name: 'SerializationException', message: 'UserAttributes is not a list.' }],
    [
      'a list of null', { UserAttributes: [null] },
      { name: 'SerializationException', message: 'UserAttributes.1.member is not a structure.' },
    ],
    ['without a name', { UserAttributes: [{ Value: 'Ann' }] }, invalid('userAttributes.1.member.name', 'not be null')],
    ['with a number', { UserAttributes: [{ Name: 'name', Value: 7 }] }, { name: 'SerializationException' }],
    [
      'too long', { UserAttributes: [{ Name: 'name', Value: 'x'.repeat(2_049) }] },
      invalid('userAttributes.1.member.value', 'have length less than or equal to 2048'),
    ],
    [
      'no address', { UserAttributes: [{ Name: 'email', Value: 'ann' }] },
      { name: 'InvalidParameterException', message: 'Invalid email address format.' },
    ],
    ['of a number that is none', { UserAttributes: [{ Name: 'phone_number', Value: '1' }] }, { message: 'Invalid phone number format.' }],
  ])('are refused: %s', async (_what, input, error) => {
    expect(await refusal(update(input))).toMatchObject(error);
  });

  test('and one of the right form is taken, as long as it may be', async () => {
    await expect(update({ UserAttributes: [{ Name: 'name', Value: 'x'.repeat(2_048) }], Strange: 7, ClientMetadata: null }))
      .resolves.toEqual({ CodeDeliveryDetailsList: [] });
  });
});

describe('nothing that a caller sends makes a service fail', () => {
  const junk = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      undefined,
      '',
      0,
      -1,
      1.5,
      true,
      [],
      {},
      [null],
      [{}],
      { Name: 1 },
      '__proto__',
      'constructor',
      '%',
      '%E0%A4%A',
      'x'.repeat(3_000),
    ),
    fc.string({ maxLength: 40 }),
    fc.jsonValue({ maxDepth: 2 }),
  );
  /** Values as they should be, with which an operation gets further than its first check. */
  const good = (): Record<string, unknown> => ({
    UserPoolId: stand.poolId,
    ClientId: stand.clientId(),
    Username: 'eve@example.org',
    Password: PASSWORD,
    AccessToken: eve.AccessToken,
    RefreshToken: eve.RefreshToken,
    GroupName: 'curators',
    AuthFlow: 'USER_AUTH',
    AuthParameters: { USERNAME: 'eve@example.org', PREFERRED_CHALLENGE: 'EMAIL_OTP' },
    ChallengeName: 'SELECT_CHALLENGE',
    UserAttributes: [{ Name: 'name', Value: 'Ann' }],
    UserAttributeNames: ['name'],
    ConfirmationCode: '123456',
    AttributeName: 'email',
  });
  const members = [
    'AccessToken', 'AttributeName', 'AuthFlow', 'AuthParameters', 'ChallengeName', 'ChallengeResponses', 'ClientId', 'ClientMetadata',
    'Code', 'ConfirmationCode',
    'DesiredDeliveryMediums', 'EmailMfaSettings', 'Filter', 'GroupName', 'Limit', 'MessageAction', 'Password', 'Permanent', 'Precedence',
    'PreviousPassword',
    'ProposedPassword', 'RefreshToken', 'RoleArn', 'SMSMfaSettings', 'SecretHash', 'Session', 'SoftwareTokenMfaSettings',
    'TemporaryPassword', 'Token',
    'UserAttributeNames', 'UserAttributes', 'UserCode', 'UserPoolId', 'Username', 'ValidationData', '__proto__',
  ];
  const parameters = [
    'USERNAME', 'PASSWORD', 'SRP_A', 'PREFERRED_CHALLENGE', 'REFRESH_TOKEN', 'ANSWER', 'SECRET_HASH', 'NEW_PASSWORD', 'EMAIL_OTP_CODE',
  ];
  const flows = ['USER_PASSWORD_AUTH', 'USER_SRP_AUTH', 'USER_AUTH', 'CUSTOM_AUTH', 'REFRESH_TOKEN_AUTH', 'ADMIN_NO_SRP_AUTH', 'toString'];
  const challenges = [
    'SELECT_CHALLENGE', 'PASSWORD_VERIFIER', 'EMAIL_OTP', 'CUSTOM_CHALLENGE', 'MFA_SETUP', 'SELECT_MFA_TYPE', 'NEW_PASSWORD_REQUIRED',
    'toString',
  ];
  const operationsOf = (sdk: object) =>
    Object.keys(sdk).filter(name => name.endsWith('Command')).map(name => name.slice(0, -'Command'.length));
  const replaced = fc.dictionary(fc.constantFrom(...members), junk, { maxKeys: 3 });
  const inner = fc.dictionary(
    fc.constantFrom(...parameters), fc.oneof(junk, fc.constantFrom('eve@example.org', PASSWORD, 'PASSWORD', 'a1')), { maxKeys: 4 },
  );
  const isRefused = (error: unknown) => expect(error).toBeInstanceOf(ServiceError);

  test('no operation of the user pools', async () => {
    // who is deleted, disabled or signed out is not there for the next run
    const ending = ['AdminDeleteUser', 'AdminDisableUser', 'AdminUserGlobalSignOut', 'DeleteUser', 'GlobalSignOut', 'RevokeToken'];
    const operations = [];
    for (const name of operationsOf(userPoolSdk).filter(known => !ending.includes(known))) {
      const answer = await stand.pools.call(name, {}, true).catch(error => error);
      if (!['UnknownOperationException', 'UnsupportedOperationException'].includes(answer.name)) operations.push(name);
    }
    expect(operations.length).toBeGreaterThan(40);
    await fc.assert(fc.asyncProperty(
      fc.constantFrom(...operations), replaced, fc.constantFrom(...flows), inner,
      fc.constantFrom(...challenges), inner, async (operation, changes, AuthFlow, AuthParameters, ChallengeName, ChallengeResponses) => {
        const input = { ...good(), AuthFlow, AuthParameters, ChallengeName, ChallengeResponses, ...changes };
        await stand.pools.call(operation, JSON.parse(JSON.stringify(input)), true).catch(isRefused);
      },
    ), { numRuns: RUNS });
    for (const operation of ending) await stand.pools.call(operation, { UserPoolId: stand.poolId }, true).catch(isRefused);
  });

  test('no answer to a challenge that waits', async () => {
    await fc.assert(fc.asyncProperty(fc.constantFrom(...challenges), inner, fc.boolean(), async (name, answers, onPage) => {
      const { Session } = await ask('InitiateAuth', { AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME: 'ann@example.org' } });
      if (onPage) {
        const form = { challenge: name, session: Session, username: 'ann@example.org', code: String(answers.ANSWER) };
        expect((await post(`/login?${query()}`, form)).status).toBeLessThan(500);
      } else {
        await ask('RespondToAuthChallenge', { ChallengeName: name, Session, ChallengeResponses: answers }).catch(isRefused);
      }
    }), { numRuns: 60 });
  });

  const query = (more: Record<string, string> = {}) => new URLSearchParams({
    client_id: stand.clientId(), redirect_uri: CALLBACK, response_type: 'code', scope: 'openid', ...more,
  });
  const post = (path: string, form: Record<string, string> | string, headers: Record<string, string> = {}) =>
    fetch(`${stand.endpoint}${path}`, {
      method: 'POST', redirect: 'manual', body: typeof form === 'string' ? form : new URLSearchParams(form), headers,
    });

  test('no request for a page or a document', async () => {
    const names = [
      'client_id', 'redirect_uri', 'response_type', 'scope', 'state', 'code_challenge', 'code_challenge_method', 'prompt', 'logout_uri',
      'login_hint', 'nonce',
      'grant_type', 'code', 'refresh_token', 'client_secret', 'code_verifier', 'token', 'username', 'password', 'challenge', 'session',
      'to', 'email', 'answer',
    ];
    const paths = [
      '/login', '/logout', '/signup', '/confirm', '/forgotPassword', '/confirmForgotPassword', '/resendcode', '/oauth2/authorize',
      '/oauth2/token',
      '/oauth2/revoke', '/oauth2/userInfo', '/_local/messages', `/${stand.poolId}/.well-known/jwks.json`,
      '/us-east-1_X/.well-known/openid-configuration', '/health',
    ];
    const values = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom('%', '', 'x'.repeat(3_000), 'authorization_code', 'refresh_token', 'ann@example.org', 'none'),
    );
    const fields = fc.dictionary(fc.constantFrom(...names), values, { maxKeys: 4 });
    const authorization = fc.constantFrom(
      '', 'Basic %', 'Basic JTpb', `Basic ${Buffer.from('%E0%A4%A:%').toString('base64')}`, 'Bearer x.y.z', 'Bearer',
    );
    await fc.assert(fc.asyncProperty(
      fc.constantFrom(...paths), fc.constantFrom('GET', 'POST', 'PUT'), fields, fields, authorization,
      fc.constantFrom('', 'cognito=x; =; %=%'),
      async (path, method, asked, form, header, cookie) => {
        const response = await fetch(`${stand.endpoint}${path}?${query(asked)}`, {
          method,
          redirect: 'manual',
          headers: { ...(header ? { authorization: header } : {}), ...(cookie ? { cookie } : {}) },
          ...(method === 'GET' ? {} : { body: new URLSearchParams(form) }),
        });
        expect(response.status).toBeLessThan(500);
      },
    ), { numRuns: RUNS });
    expect(stand.log.filter(line => line.startsWith('internal error'))).toEqual([]);
  });

  test('no operation of the identity pools, and no action of STS', async () => {
    const known = {
      IdentityPoolId: stand.identity.poolId('Photos'),
      IdentityId: await stand.identity.getId(),
      Logins: {},
      TokenDuration: 60,
      PrincipalTags: {},
      CustomRoleArn: '',
    };
    const changes = fc.dictionary(
      fc.constantFrom(...Object.keys(known), 'IdentityProviderName', 'UseDefaults', 'DeveloperUserIdentifier'), junk, { maxKeys: 3 },
    );
    await fc.assert(fc.asyncProperty(fc.constantFrom(...operationsOf(identitySdk)), changes, fc.boolean(),
      async (operation, changed, isSts) => {
        const body = isSts
          ? new URLSearchParams(Object.entries({
            Action: 'AssumeRoleWithWebIdentity', ...changed,
          }).map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]))
          : JSON.stringify({ ...known, ...changed });
        const headers: Record<string, string> = isSts ? {} : { 'x-amz-target': `AWSCognitoIdentityService.${operation}` };
        const response = await fetch(stand.endpoint, { method: 'POST', body, headers });
        expect(response.status).toBeLessThan(500);
      }), { numRuns: RUNS });
    expect(stand.log.filter(line => line.startsWith('internal error'))).toEqual([]);
  });

  test.each([['%'], ['%E0%A4%A:x'], ['a:%']])('a client that escapes its name wrongly (%s) is no client', async name => {
    const response = await post('/oauth2/token', { grant_type: 'authorization_code' }, {
      authorization: `Basic ${Buffer.from(name).toString('base64')}`,
    });
    expect([response.status, await response.json()]).toEqual([400, { error: 'invalid_client' }]);
  });

  test('a challenge that comes first is not answered on the page, and a code that was sent is', async () => {
    const { Session } = await ask('InitiateAuth', { AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME: 'ann@example.org' } });
    const refused = await post(`/login?${query()}`, { challenge: 'SELECT_CHALLENGE', session: Session, username: 'ann@example.org' });
    expect([refused.status, await refused.text()]).toEqual([200, expect.stringContaining('Invalid session for the user.')]);
    const sent = await ask('InitiateAuth', {
      AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME: 'ann@example.org', PREFERRED_CHALLENGE: 'EMAIL_OTP' },
    });
    const code = await stand.code('ann@example.org');
    expect((await post(`/login?${query()}`, { challenge: 'EMAIL_OTP', session: sent.Session, username: 'ann@example.org', code })).status)
      .toBe(302);
  });
});
