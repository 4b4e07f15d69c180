import { TOTP } from 'otpauth';
import { PASSWORD, Stand, withProps } from './stand';

const CALLBACK = 'http://localhost:5173/callback';
const OAUTH = {
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ['code'],
  AllowedOAuthScopes: ['openid', 'email'],
  CallbackURLs: [CALLBACK],
  ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
};

let stand: Stand;
beforeAll(async () => {
  const client = (pool: string, props: object = {}) =>
    ({ Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: pool }, ...OAUTH, ...props } });
  const pool = (props: object) => ({
    Type: 'AWS::Cognito::UserPool', Properties: { UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'], ...props },
  });
  const domain = (of: string) =>
    ({ Type: 'AWS::Cognito::UserPoolDomain', Properties: { UserPoolId: { Ref: of }, Domain: of.toLowerCase() } });
  stand = await Stand.start(withProps({ Web: OAUTH }, {
    Domain: domain('Pool'),
    Secret: client('Pool', { GenerateSecret: true }),
    Closed: pool({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      AccountRecoverySetting: {
        RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }],
      },
    }),
    ClosedDomain: domain('Closed'),
    ClosedWeb: client('Closed'),
    Strict: pool({
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      UsernameAttributes: [],
      Schema: [
        { Name: 'family_name', Required: true, Mutable: true },
      ],
    }),
    StrictDomain: domain('Strict'),
    StrictWeb: client('Strict'),
  }));
});
afterAll(() => stand?.stop());

/** What a person sees in a browser without scripts, and does there. */
class Visitor {
  public page = '';
  public location?: string;

  constructor(private readonly client = 'Web') {}

  public async open(path: string): Promise<this> {
    const query = new URLSearchParams({
      client_id: stand.clientId(this.client), redirect_uri: CALLBACK, response_type: 'code', scope: 'openid email', state: 's1',
    });
    return this.see(await fetch(`${stand.endpoint}${path}?${query}`, { redirect: 'manual' }));
  }

  /** Fills the form in that is seen, and sends it where it goes. */
  public async send(fields: Record<string, string>): Promise<this> {
    const action = this.page.match(/<form method="post" action="([^"]+)"/)![1];
    const given = [
      ...this.page.matchAll(/<input [^>]*name="([^"]+)"[^>]* value="([^"]*)"/g),
    ].map(([, name, value]): [string, string] => [name, value]);
    return this.see(await fetch(`${stand.endpoint}${plain(action)}`, {
      method: 'POST', redirect: 'manual', body: new URLSearchParams({ ...Object.fromEntries(given), ...fields }),
    }));
  }

  public follow(label: string): Promise<this> {
    const [, href] = new RegExp(`<a href="([^"]+)">${label.replace('?', '\\?')}</a>`).exec(this.page)!;
    return fetch(`${stand.endpoint}${plain(href)}`, { redirect: 'manual' }).then(response => this.see(response));
  }

  public get title(): string {
    return /<h1>(.*)<\/h1>/.exec(this.page)?.[1] ?? '';
  }

  public get alert(): string | undefined {
    return /role="alert">([^<]*)</.exec(this.page)?.[1];
  }

  public get labels(): string[] {
    return [...this.page.matchAll(/<label for="[^"]+">([^<]+)</g)].map(([, label]) => label);
  }

  /** Whether the app gets a code for tokens. */
  public get arrived(): boolean {
    return this.location?.startsWith(`${CALLBACK}?code=`) === true && this.location.endsWith('state=s1');
  }

  private async see(response: Response): Promise<this> {
    this.location = response.headers.get('location') ?? undefined;
    this.page = await response.text();
    if (this.location?.startsWith('/')) return this.see(await fetch(`${stand.endpoint}${this.location}`, { redirect: 'manual' }));
    return this;
  }
}

const plain = (escaped: string) => escaped.replaceAll('&amp;', '&');

describe.each(['Web', 'Secret'])('through the client %s', client => {
  const email = `ann.${client.toLowerCase()}@example.org`;

  test('somebody signs up, confirms with the code and is in the app', async () => {
    const ann = await new Visitor(client).open('/login');
    expect(await ann.follow('Create an account')).toMatchObject({ title: 'Create an account', labels: ['Email', 'Password'] });
    expect(await ann.send({ username: 'ann', password: PASSWORD })).toMatchObject({ alert: 'Username should be an email.' });
    expect(await ann.send({ username: email, password: 'weak' }))
      .toMatchObject({ alert: expect.stringContaining('did not conform with policy') });
    expect(await ann.send({ username: email, password: PASSWORD })).toMatchObject({ title: 'Confirm your account', labels: ['Code'] });
    expect(await ann.send({ code: 'wrong' }))
      .toMatchObject({ alert: 'Invalid verification code provided, please try again.', arrived: false });
    expect(await ann.send({ code: await stand.code(email) })).toMatchObject({ arrived: true });
    const again = await new Visitor(client).open('/signup');
    expect(await again.send({ username: email, password: PASSWORD })).toMatchObject({ alert: 'User already exists' });
  });

  test('a lost password is replaced by a code to the address, and the old one is good no more', async () => {
    const ann = await new Visitor(client).open('/login');
    await ann.follow('Forgot your password?');
    expect(await ann.send({ username: 'nobody@example.org' })).toMatchObject({ alert: 'Username/client id combination not found.' });
    expect(await ann.send({ username: email })).toMatchObject({ title: 'Choose a new password', labels: ['Code', 'New password'] });
    expect(await ann.send({ code: 'wrong', password: `${PASSWORD}-new` }))
      .toMatchObject({ alert: 'Invalid verification code provided, please try again.' });
    expect(await ann.send({ code: await stand.code(email), password: `${PASSWORD}-new` })).toMatchObject({ title: 'Sign in' });
    expect(ann.page).toContain(`value="${email}"`);
    expect(await ann.send({ password: PASSWORD })).toMatchObject({ alert: 'Incorrect username or password.' });
    expect(await ann.send({ password: `${PASSWORD}-new` })).toMatchObject({ arrived: true });
  });
});

test('whoever did not confirm may do so when they sign in, with the right password only', async () => {
  await stand.signUp('ben@example.org');
  const ben = await new Visitor().open('/login');
  expect(await ben.send({ username: 'ben@example.org', password: 'wrong' })).toMatchObject({ title: 'Sign in' });
  expect(await ben.send({ username: 'ben@example.org', password: PASSWORD })).toMatchObject({ title: 'Confirm your account' });
  expect(await ben.send({ code: await stand.code('ben@example.org') })).toMatchObject({ arrived: true });
});

test('whoever confirms without having shown a password has to show it', async () => {
  await stand.signUp('cleo@example.org');
  const cleo = await new Visitor().open('/confirm');
  expect(cleo.labels).toEqual(['Email', 'Code']);
  const { Session } = await stand.initiate('USER_PASSWORD_AUTH', { USERNAME: await stand.join('dora@example.org'), PASSWORD });
  const sent = { username: 'cleo@example.org', session: Session ?? '', code: await stand.code('cleo@example.org') };
  expect(await cleo.send(sent)).toMatchObject({ title: 'Sign in', arrived: false });
});

test('a code is sent again to whoever waits for one, and to nobody else', async () => {
  await stand.signUp('emil@example.org');
  const first = await stand.code('emil@example.org');
  const emil = await new Visitor().open('/resendcode');
  const resend = (username: string) => fetch(`${stand.endpoint}/resendcode?${new URLSearchParams({
    client_id: stand.clientId(), redirect_uri: CALLBACK, response_type: 'code',
  })}`, { method: 'POST', body: new URLSearchParams({ username }) }).then(response => response.text());
  expect(emil.title).toBe('Confirm your account');
  expect(await resend('emil@example.org')).toContain('Confirm your account');
  expect(stand.pools.parts.outbox.list('emil@example.org')).toHaveLength(2);
  expect(await resend('dora@example.org')).toContain('User is already confirmed.');
  expect(await emil.send({ username: 'emil@example.org', code: await stand.code('emil@example.org') })).toMatchObject({ title: 'Sign in' });
  expect(first).toMatch(/^\d{6}$/);
});

test('an administrator who resets a password sends its owner to choose another', async () => {
  const email = await stand.join('fay@example.org');
  await stand.pools.call('AdminResetUserPassword', { UserPoolId: stand.poolId, Username: email }, true);
  const fay = await new Visitor().open('/login');
  expect(await fay.send({ username: email, password: PASSWORD })).toMatchObject({ title: 'Choose a new password' });
  await fay.send({ code: await stand.code(email), password: `${PASSWORD}-2` });
  expect(await fay.send({ password: `${PASSWORD}-2` })).toMatchObject({ arrived: true });
});

test('where only administrators make accounts and reset passwords, the pages do neither', async () => {
  const somebody = await new Visitor('ClosedWeb').open('/login');
  expect(somebody.page).not.toContain('/signup');
  for (const path of ['/signup', '/confirm', '/resendcode']) {
    expect(await new Visitor('ClosedWeb').open(path))
      .toMatchObject({ alert: 'invalid_request: only administrators make accounts in this user pool' });
  }
  const { id } = stand.pools.settings.find(({ label }) => label === 'Closed')!;
  await stand.pools.call('AdminCreateUser', { UserPoolId: id, Username: 'gus@example.org', TemporaryPassword: PASSWORD }, true);
  await somebody.follow('Forgot your password?');
  expect(await somebody.send({ username: 'gus@example.org' }))
    .toMatchObject({ alert: 'User password cannot be reset in the current state.' });
  await stand.pools.call(
    'AdminSetUserPassword', { UserPoolId: id, Username: 'gus@example.org', Password: PASSWORD, Permanent: true }, true,
  );
  const administrators = 'User password cannot be reset in the current state. (only an administrator can)';
  expect(await somebody.send({ username: 'gus@example.org' })).toMatchObject({ alert: administrators });
});

test('where everybody needs an authenticator app, the pages set it up and ask for it from then on', async () => {
  const ida = await new Visitor('StrictWeb').open('/signup');
  expect(ida.labels).toEqual(['Username', 'Email', 'Family name', 'Password']);
  await ida.send({ 'username': 'ida', 'password': PASSWORD, 'attribute.email': 'ida@example.org', 'attribute.family_name': '"><script>' });
  expect(await ida.send({ code: await stand.code('ida@example.org') }))
    .toMatchObject({ title: 'Set up an authenticator app', arrived: false });
  const keyOn = (page: string) => /Its key is ([A-Z2-7]+)/.exec(page)![1];
  const key = keyOn(ida.page);
  expect(await ida.send({ code: '000000' })).toMatchObject({ title: 'Set up an authenticator app', alert: 'Code mismatch' });
  expect(keyOn(ida.page)).toBe(key);
  const totp = new TOTP({ secret: key });
  expect(await ida.send({ code: totp.generate() })).toMatchObject({ arrived: true });
  const later = await new Visitor('StrictWeb').open('/login');
  expect(await later.send({ username: 'ida', password: PASSWORD })).toMatchObject({ title: 'Second factor', arrived: false });
  expect(await later.send({ code: '000000' })).toMatchObject({ alert: 'Invalid code received for user' });
  expect(await later.send({ code: totp.generate() })).toMatchObject({ arrived: true });
});

test('a wrong sign-up is shown again, with what was typed as text and without the password', async () => {
  const eve = await new Visitor('StrictWeb').open('/signup');
  await eve.send({ 'username': 'eve', 'password': 'weak', 'attribute.email': 'eve@example.org', 'attribute.family_name': '"><script>' });
  expect(eve.page).toContain('value="&quot;&gt;&lt;script&gt;"');
  expect(eve.page).not.toContain('weak');
});
