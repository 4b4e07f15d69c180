import {
  AdminDisableUserCommand, AdminEnableUserCommand, AdminGetUserCommand, AdminListGroupsForUserCommand, AdminUpdateUserAttributesCommand,
  ForgotPasswordCommand, GetUserCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { client, FederatedStand, OAUTH, provider } from './federated-stand';
import { Visitor } from './visitor';
import { refusal } from '../../harness';
import { claimsOf, PASSWORD, Stand, withProps } from '../stand';

let at: FederatedStand;
beforeAll(async () => {
  at = await FederatedStand.start({
    Corp: provider('Corp', { IdpIdentifiers: ['corp.example'] }),
    Google: provider('Google', { ProviderType: 'Google', IdpIdentifiers: ['anybody'] }, { authorize_scopes: 'profile,email' }),
    Nowhere: provider('Nowhere'),
    Staff: client({ SupportedIdentityProviders: ['Corp'] }),
    Both: client({ SupportedIdentityProviders: ['Corp', 'Google', 'Nowhere'] }),
    Own: client({ SupportedIdentityProviders: ['COGNITO'] }),
    Narrow: client({ SupportedIdentityProviders: ['Corp'], WriteAttributes: ['email'] }),
    Reads: client({ SupportedIdentityProviders: ['Corp'], ReadAttributes: ['email'] }),
  }, { Mobile: { ...OAUTH, SupportedIdentityProviders: ['Corp'] } }, ['Corp', 'Google']);
  at.corp.employees.set('pia', { email: 'pia@corp.example', email_verified: true, plan: 'gold' });
  at.corp.employees.set('olaf', { email: 'olaf@corp.example', email_verified: false, plan: 'none' });
});
afterEach(() => { at.corp.lie = {}; });
afterAll(() => at?.stop());

const user = (Username: string) => ({ UserPoolId: at.stand.poolId, Username });
const attributes = async (username: string) => {
  const { UserAttributes, UserStatus } = await at.stand.client.send(new AdminGetUserCommand(user(username)));
  return { UserStatus, ...Object.fromEntries(UserAttributes!.map(({ Name, Value }) => [Name, Value])) } as Record<string, string>;
};
const page = async (label: string, path = '/login') => {
  const url = at.authorizeUrl({}, label);
  url.pathname = path;
  return (await new Visitor().get(url)).text();
};

describe('signing in with a provider', () => {
  test('makes a person of the user pool, whose tokens say where they signed in', async () => {
    const { id_token: id, access_token: access, refresh_token: refresh } = await at.signIn('pia');
    const group = `${at.stand.poolId}_Corp`;
    expect(claimsOf(id)).toMatchObject({
      'cognito:username': 'Corp_pia',
      'cognito:groups': [group],
      'email': 'pia@corp.example',
      'email_verified': true,
      'identities': [{
        userId: 'pia', providerName: 'Corp', providerType: 'OIDC', issuer: null, primary: 'true', dateCreated: expect.stringMatching(/^\d{13}$/),
      }],
    });
    expect(claimsOf(id)).not.toHaveProperty('cognito:preferred_role');
    expect(claimsOf(access)).toMatchObject({ 'username': 'Corp_pia', 'cognito:groups': [group], 'scope': 'openid email', 'version': 2 });
    expect(claimsOf(access)).not.toHaveProperty('identities');
    expect(refresh).toEqual(expect.any(String));
    expect(await attributes('Corp_pia')).toMatchObject({ 'UserStatus': 'EXTERNAL_PROVIDER', 'custom:plan': 'gold' });
  });

  test('gives the role that a mapped attribute stands for, which nobody has without it', async () => {
    const enter = async (employee: string) => {
      const { id_token: id } = await at.signIn(employee, { scope: 'openid profile' }, 'Mobile');
      const key = at.stand.pools.issuers.Pool.replace('http://', '');
      return at.stand.identity.whoIs(await at.stand.identity.enter({ [key]: id }));
    };
    expect(await enter('pia')).toContain('GoldRole');
    await expect(enter('olaf')).rejects.toThrow('none of 2 rules matches');
  });

  test('writes what is mapped at every sign-in, over what somebody changed meanwhile; what is not said stays', async () => {
    await at.signIn('olaf');
    const { sub } = await attributes('Corp_olaf');
    const changed = [{ Name: 'custom:plan', Value: 'gold' }, { Name: 'custom:tenant', Value: 'acme' }];
    await at.stand.client.send(new AdminUpdateUserAttributesCommand({ ...user('Corp_olaf'), UserAttributes: changed }));
    at.corp.employees.set('olaf', { email: 'o@corp.example', plan: 'silver' });
    await at.signIn('olaf');
    expect(await attributes('Corp_olaf')).toMatchObject({
      sub, 'email': 'o@corp.example', 'email_verified': 'false', 'custom:plan': 'silver', 'custom:tenant': 'acme',
    });
    at.corp.employees.set('olaf', { email: 'o@corp.example', email_verified: 'true' });
    await at.signIn('olaf');
    expect(await attributes('Corp_olaf')).toMatchObject({ 'email_verified': 'true', 'custom:plan': 'silver' });
    at.corp.employees.set('olaf', { email: 'o@corp.example' });
    await at.signIn('olaf');
    expect(await attributes('Corp_olaf')).toMatchObject({ email_verified: 'false' });
  });

  test('makes one text of several values', async () => {
    at.corp.employees.set('many', { email: 'many@corp.example', plan: ['gold', 'a b', 7] });
    await at.signIn('many');
    expect(await attributes('Corp_many')).toMatchObject({ 'custom:plan': '[gold,a+b,7]' });
  });

  test('lets a client read who it is that reads little, and userInfo and GetUser tell it as text', async () => {
    const { id_token: id, access_token: access } = await at.signIn('pia', { scope: 'openid email aws.cognito.signin.user.admin' }, 'Reads');
    expect(claimsOf(id)).toHaveProperty('identities');
    expect(claimsOf(id)).not.toHaveProperty('custom:plan');
    const headers = { authorization: `Bearer ${access}` };
    const info = await (await fetch(`${at.stand.endpoint}/oauth2/userInfo`, { headers })).json() as any;
    expect(JSON.parse(info.identities)).toMatchObject([{ userId: 'pia', primary: true }]);
    const { UserAttributes } = await at.stand.client.send(new GetUserCommand({ AccessToken: access }));
    expect(UserAttributes!.map(({ Name }) => Name).sort()).toEqual(['email', 'identities', 'sub']);
  });

  test('by the identifier of a provider, and with one that stands in for Google, is the same', async () => {
    expect(claimsOf((await at.signIn('pia', { idp_identifier: 'corp.example' })).id_token)['cognito:username']).toBe('Corp_pia');
    expect(claimsOf((await at.signIn('pia', { identity_provider: 'Google' }, 'Both')).id_token)['cognito:username']).toBe('Google_pia');
    const sent = Visitor.leadsTo(await new Visitor().get(at.authorizeUrl({ identity_provider: 'Google' }, 'Both')));
    expect(sent.searchParams.get('scope')).toBe('openid profile email');
  });

  test('sends along what the code flow needs, each time another state and nonce', async () => {
    const [one, other] = await Promise.all([1, 2].map(async () =>
      Visitor.leadsTo(await new Visitor().get(at.authorizeUrl({ identity_provider: 'Corp' }))).searchParams));
    expect(Object.fromEntries(one)).toEqual({
      client_id: 'pool',
      redirect_uri: `${at.stand.endpoint}/oauth2/idpresponse`,
      response_type: 'code',
      scope: 'openid email',
      state: expect.any(String),
      nonce: expect.any(String),
    });
    expect(one.get('state')).not.toBe(other.get('state'));
    expect(one.get('nonce')).not.toBe(other.get('nonce'));
  });
});

describe('which way in a client offers', () => {
  test('buttons for its providers, beside the password of the pool\'s own people where it lists them', async () => {
    const [web, both, own] = await Promise.all(['Web', 'Both', 'Own'].map(label => page(label)));
    expect([web.includes('Continue with Corp'), web.includes('Continue with Google'), web.includes('<form')]).toEqual([true, false, true]);
    expect(both).toContain('Continue with Google');
    expect([both.includes('Continue with Corp'), both.includes('<form')]).toEqual([true, false]);
    expect([own.includes('Continue with'), own.includes('<form')]).toEqual([false, true]);
    const href = /href="([^"]*identity_provider=Corp[^"]*)"/.exec(web)![1].replaceAll('&amp;', '&');
    expect(Visitor.leadsTo(await new Visitor().get(`${at.stand.endpoint}${href}`)).origin).toBe(at.corp.url);
  });

  test('goes straight to the only one, and asks where there are several', async () => {
    const leads = async (label: string) => Visitor.leadsTo(await new Visitor().get(at.authorizeUrl({}, label)));
    expect((await leads('Staff')).origin).toBe(at.corp.url);
    expect((await leads('Both')).pathname).toBe('/login');
    expect((await leads('Web')).pathname).toBe('/login');
  });

  test.each<[string, Record<string, string>, string]>([
    ['a provider that it does not list', { identity_provider: 'Google' }, 'Web'],
    ['a provider that is not there', { identity_provider: 'Corq' }, 'Web'],
    ['an identifier of a provider that it does not list', { idp_identifier: 'anybody' }, 'Web'],
    ['the pool\'s own people where it does not list them', { identity_provider: 'COGNITO' }, 'Staff'],
    ['a provider of which nobody said where it is', { identity_provider: 'Nowhere' }, 'Both'],
  ])('refuses %s', async (_what, more, label) => {
    expect(await at.refusal('pia', more, label)).toEqual(['invalid_request', expect.any(String)]);
  });

  test('refuses passwords, signing up and lost passwords where only providers are listed', async () => {
    await at.stand.join('ann@example.org');
    for (const [label, taken] of [['Staff', false], ['Web', true]] as const) {
      const url = at.authorizeUrl({}, label);
      url.pathname = '/login';
      const form = new URLSearchParams({ username: 'ann@example.org', password: PASSWORD });
      const arrived = Visitor.leadsTo(await new Visitor().get(url, { method: 'POST', body: form }));
      expect(arrived.searchParams.has('code')).toBe(taken);
      for (const path of ['/signup', '/forgotPassword']) expect((await page(label, path)).includes('<form')).toBe(taken);
    }
  });

  test('takes somebody again who signed in a moment ago, by a way that it lists', async () => {
    const visitor = new Visitor();
    await at.visit('pia', { identity_provider: 'Corp' }, 'Web', visitor);
    const leads = async (more: Record<string, string>, label: string) => Visitor.leadsTo(await visitor.get(at.authorizeUrl(more, label)));
    expect((await leads({}, 'Web')).searchParams.has('code')).toBe(true);
    expect((await leads({ identity_provider: 'Corp' }, 'Both')).searchParams.has('code')).toBe(true);
    expect((await leads({ identity_provider: 'Google' }, 'Both')).origin).toBe(at.corp.url);
    expect((await leads({}, 'Own')).pathname).toBe('/login');
    expect((await leads({ prompt: 'none' }, 'Own')).searchParams.get('error')).toBe('login_required');
  });

  test('does not take somebody with a password again where only a provider is listed', async () => {
    const visitor = new Visitor();
    const url = at.authorizeUrl();
    url.pathname = '/login';
    await at.stand.join('eve@example.org');
    await visitor.get(url, { method: 'POST', body: new URLSearchParams({ username: 'eve@example.org', password: PASSWORD }) });
    expect(Visitor.leadsTo(await visitor.get(at.authorizeUrl({}, 'Own'))).searchParams.has('code')).toBe(true);
    expect(Visitor.leadsTo(await visitor.get(at.authorizeUrl({}, 'Staff'))).origin).toBe(at.corp.url);
  });
});

describe('coming back from a provider is refused', () => {
  const back = async (visitor: Visitor) => {
    const sent = Visitor.leadsTo(await visitor.get(at.authorizeUrl({ identity_provider: 'Corp' })));
    sent.searchParams.set('employee', 'pia');
    return Visitor.leadsTo(await visitor.get(sent));
  };

  test('with a state that was not given, or twice', async () => {
    const visitor = new Visitor();
    const url = await back(visitor);
    const other = new URL(url);
    other.searchParams.set('state', 'guessed');
    expect((await visitor.get(other)).status).toBe(400);
    expect((await visitor.get(url)).status).toBe(302);
    expect((await visitor.get(url)).status).toBe(400);
  });

  test('in another browser than the one that was sent away', async () => {
    expect((await new Visitor().get(await back(new Visitor()))).status).toBe(400);
  });

  test('after five minutes', async () => {
    const visitor = new Visitor();
    const url = await back(visitor);
    const later = Date.now() + 5 * 60 * 1000 + 1;
    jest.spyOn(Date, 'now').mockReturnValue(later);
    try {
      expect((await visitor.get(url)).status).toBe(400);
    } finally {
      jest.restoreAllMocks();
    }
  });

  test('when the provider refuses, whose words the app gets', async () => {
    expect(await at.refusal('mallory')).toEqual(['access_denied', 'Corp Error - access_denied mallory does not work here']);
  });

  test.each<[string, typeof at.corp.lie, string]>([
    ['another nonce', { claims: { nonce: 'old' } }, 'nonce'],
    ['another client', { claims: { aud: 'somebody else' } }, 'audience'],
    ['another authorized party', { claims: { aud: ['pool', 'other'], azp: 'other' } }, 'another client'],
    ['another issuer', { claims: { iss: 'https://corp.example' } }, 'Issuer'],
    ['a key of its own', { key: 'forged' }, 'signed token'],
    ['the past', { claims: { exp: 1 } }, 'expired'],
  ])('a token of %s', async (_what, lie, why) => {
    at.corp.lie = lie;
    expect(await at.refusal('pia')).toEqual(['invalid_request', expect.stringContaining(why)]);
  });

  test.each<[string, typeof at.corp.lie, string]>([
    ['no token', { tokens: { status: 200, body: { access_token: 'pia' } } }, 'it gave no id_token'],
    ['a refusal', { tokens: { status: 400, body: { error: 'invalid_grant' } } }, 'Corp Error - 400 invalid_grant'],
    ['no JSON', { tokens: { status: 200, body: 'hello' } }, 'Corp Error - 200 the token endpoint gave no JSON'],
    ['userInfo of somebody else', { userInfo: { status: 200, body: { sub: 'olaf' } } }, 'somebody else'],
  ])('%s from the provider', async (_what, lie, why) => {
    at.corp.lie = lie;
    expect(await at.refusal('pia')).toEqual(['invalid_request', expect.stringContaining(why)]);
  });

  test.each<[string, object]>([
    ['another issuer', { issuer: 'https://elsewhere.example' }],
    ['a token endpoint that anybody could answer at', { token_endpoint: 'http://elsewhere.example/token' }],
    ['no keys', { jwks_uri: undefined }],
  ])('a discovery document with %s', async (_what, discovery) => {
    at.corp.lie = { discovery };
    expect(await at.refusal('pia')).toEqual(['invalid_request', expect.stringContaining('in its discovery document')]);
  });
});

describe('a person of a provider', () => {
  test('does not sign in who is disabled, and does again once enabled', async () => {
    await at.signIn('pia');
    await at.stand.client.send(new AdminDisableUserCommand(user('Corp_pia')));
    expect(await at.refusal('pia')).toEqual(['invalid_request', 'User is disabled.']);
    await at.stand.client.send(new AdminEnableUserCommand(user('Corp_pia')));
    expect(await at.signIn('pia')).toHaveProperty('id_token');
  });

  test('has no password to sign in with or to lose, and does not stand in the way of whoever has the address here', async () => {
    at.corp.employees.set('ida', { email: 'ida@example.org', email_verified: true, plan: 'gold' });
    await at.signIn('ida');
    const forgot = new ForgotPasswordCommand({ ClientId: at.stand.clientId(), Username: 'Corp_ida' });
    expect((await refusal(at.stand.client.send(forgot))).message).toBe('User password cannot be reset in the current state.');
    expect((await refusal(at.stand.signIn('Corp_ida'))).name).toBe('UserNotFoundException');
    await at.stand.join('ida@example.org');
    const own = claimsOf((await at.stand.signIn('ida@example.org')).IdToken);
    expect(own['cognito:username']).not.toBe('Corp_ida');
    expect(own).not.toHaveProperty('identities');
  });

  test('is in the group of the provider, once', async () => {
    await at.signIn('pia');
    const { Groups } = await at.stand.client.send(new AdminListGroupsForUserCommand(user('Corp_pia')));
    expect(Groups!.map(({ GroupName }) => GroupName)).toEqual([`${at.stand.poolId}_Corp`]);
  });

  test('is not written through a client that may not write what is mapped', async () => {
    expect(await at.refusal('pia', {}, 'Narrow')).toEqual(['invalid_request', 'A client attempted to write unauthorized attribute']);
    expect(await at.signIn('pia', {}, 'Staff')).toHaveProperty('id_token');
  });
});

describe('what the schema asks for', () => {
  let strict: FederatedStand;
  beforeAll(async () => {
    strict = await FederatedStand.start({
      Corp: provider('Corp', { AttributeMapping: { 'email': 'email', 'custom:badge': 'badge', 'custom:short': 'short' } }),
      Staff: client({ SupportedIdentityProviders: ['Corp'] }),
    }, {
      Pool: {
        UsernameAttributes: undefined,
        Schema: [
          { Name: 'email', Required: true, Mutable: true },
          { Name: 'badge', AttributeDataType: 'String', Mutable: false },
          { Name: 'short', AttributeDataType: 'String', Mutable: true, StringAttributeConstraints: { MaxLength: '3' } },
        ],
      },
    });
  });
  afterAll(() => strict?.stop());

  test('is refused at the first sign-in if it is missing', async () => {
    strict.corp.employees.set('nomail', {});
    expect(await strict.refusal('nomail')).toEqual(['invalid_request', 'attributes required: [email]']);
    strict.corp.employees.set('nomail', { email: 'no@corp.example' });
    expect(await strict.signIn('nomail')).toHaveProperty('id_token');
  });

  test('is refused at the second sign-in if it may not change, though it does not', async () => {
    strict.corp.employees.set('ann', { email: 'ann@corp.example', badge: '7' });
    expect(await strict.signIn('ann')).toHaveProperty('id_token');
    const fixed = expect.stringContaining('user.custom:badge: Attribute cannot be updated.');
    expect(await strict.refusal('ann')).toEqual(['invalid_request', fixed]);
    strict.corp.employees.set('ann', { email: 'ann@corp.example' });
    expect(await strict.signIn('ann')).toHaveProperty('id_token');
  });

  test('is refused if it is too long', async () => {
    strict.corp.employees.set('len', { email: 'len@corp.example', short: 'long' });
    expect(await strict.refusal('len')).toEqual(['invalid_request', expect.stringContaining('custom:short')]);
    strict.corp.employees.set('len', { email: 'len@corp.example', short: 'fit' });
    expect(await strict.signIn('len')).toHaveProperty('id_token');
  });

  test('does not let somebody in as a namesake who signed up by that name', async () => {
    const signUp = { UserAttributes: [{ Name: 'email', Value: 'thief@example.org' }] };
    await strict.stand.signUp('Corp_boss', signUp);
    strict.corp.employees.set('boss', { email: 'boss@corp.example' });
    expect(await strict.refusal('boss')).toEqual(['invalid_request', 'Already found an entry for username Corp_boss']);
  });
});

describe('triggers', () => {
  const TELLS = `exports.handler = async event => {
    const { userAttributes: { email } } = event.request;
    const isNew = event.triggerSource === 'PreSignUp_ExternalProvider';
    if (isNew && !email.endsWith('@corp.example')) throw new Error(event.userName + ' is a stranger');
    if (event.triggerSource === 'PreAuthentication_Authentication' && email.startsWith('late')) throw new Error('too late');
    if (event.triggerSource === 'TokenGeneration_HostedAuth') {
      const { providerName } = JSON.parse(event.request.userAttributes.identities)[0];
      event.response = { claimsOverrideDetails: { claimsToAddOrOverride: { through: providerName, identities: 'forged' } } };
    }
    return event;
  };`;
  let told: FederatedStand;
  beforeAll(async () => {
    const triggers = ['PreSignUp', 'PostConfirmation', 'PreAuthentication', 'PostAuthentication', 'PreTokenGeneration'];
    const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
    told = await FederatedStand.start({
      Corp: provider('Corp'),
      ...Object.fromEntries(triggers.map(id => [id, {
        Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile: TELLS } },
      }])),
    }, { Pool: { LambdaConfig: Object.fromEntries(triggers.map(id => [id, arn(id)])) } });
  });
  afterAll(() => told?.stop());

  test('are told of the first sign-in and of each other, in the order of the service', async () => {
    told.corp.employees.set('pia', { email: 'pia@corp.example' });
    await told.signIn('pia');
    expect(told.stand.pools.invocations).toEqual(['PreSignUp', 'PostConfirmation', 'PreTokenGeneration']);
    const { id_token: id } = await told.signIn('pia');
    expect(told.stand.pools.invocations.slice(3)).toEqual(['PreAuthentication', 'PostAuthentication', 'PreTokenGeneration']);
    expect(claimsOf(id)).toMatchObject({ through: 'Corp', identities: [{ userId: 'pia' }] });
  });

  test('keep a stranger out, who is nobody then', async () => {
    told.corp.employees.set('eve', { email: 'eve@elsewhere.example' });
    const refused = ['invalid_request', 'PreSignUp failed with error Corp_eve is a stranger.'];
    expect(await told.refusal('eve')).toEqual(refused);
    expect(await told.refusal('eve')).toEqual(refused);
  });

  test('and somebody who was in before', async () => {
    told.corp.employees.set('lee', { email: 'lee@corp.example' });
    await told.signIn('lee');
    told.corp.employees.set('lee', { email: 'late@corp.example' });
    await told.signIn('lee');
    expect(await told.refusal('lee')).toEqual(['invalid_request', 'PreAuthentication failed with error too late.']);
  });
});

describe('naming a provider', () => {
  test('that the template does not have fails', async () => {
    await expect(Stand.start(withProps({}, { Corp: provider('Corp') }), { providers: { Corq: { url: 'https://corp.example' } } }))
      .rejects.toThrow("--provider: 'Corq' is no AWS::Cognito::UserPoolIdentityProvider of the template: use one of Corp");
  });

  test('is asked for at the start, once for each that was not', () => {
    expect(at.stand.pools.notes.filter(note => note.includes('--provider')))
      .toEqual(['not done here: sign-in through Nowhere, until you say where it is: --provider Nowhere=URL']);
  });

  test('by a secret of its own takes the place of that of the template', async () => {
    const template = withProps({ Web: { ...OAUTH, SupportedIdentityProviders: ['Corp'] } }, {
      Domain: { Type: 'AWS::Cognito::UserPoolDomain', Properties: { UserPoolId: { Ref: 'Pool' }, Domain: 'photos' } },
      Corp: provider('Corp', {}, { client_id: 'another', client_secret: '{{resolve:secretsmanager:corp}}' }),
    });
    const given = [{}, { clientId: 'pool' }, { clientId: 'pool', clientSecret: 'between the pool and the provider' }];
    const outcomes = await Promise.all(given.map(async more => {
      const stand = await Stand.start(template, { providers: { Corp: { url: at.corp.url, ...more } } });
      const url = new URL(at.authorizeUrl({ identity_provider: 'Corp' }));
      const visitor = new Visitor();
      url.port = new URL(stand.endpoint).port;
      url.searchParams.set('client_id', stand.clientId());
      const sent = Visitor.leadsTo(await visitor.get(url));
      sent.searchParams.set('employee', 'pia');
      const arrived = Visitor.leadsTo(await visitor.get(Visitor.leadsTo(await visitor.get(sent))));
      await stand.stop();
      return arrived.searchParams.get('error_description') ?? 'in';
    }));
    expect(outcomes).toEqual([expect.stringContaining('401'), expect.stringContaining('401'), 'in']);
  });
});
