import { FormatName, render } from '../../src/client-config/formats';
import { FrontEnd, HostedLogin, SignInSettings } from '../../src/client-config/front-end';
import { SignInResources, settingsOf } from '../../src/client-config/settings';

const LOGIN_KEY = 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Users';
const BARE: FrontEnd = {
  client: { label: 'Web', id: 'web' },
  userPool: { label: 'Users', id: 'eu-west-1_Users', region: 'eu-west-1', issuer: `https://${LOGIN_KEY}`, loginKey: LOGIN_KEY },
  remarks: [],
};
const identityPool = { label: 'Identities', id: 'us-east-1:1', region: 'us-east-1', guests: true };
const endpoints = { userPool: 'http://127.0.0.1:1/', identityPool: 'http://127.0.0.1:2/' };
const HOSTED: HostedLogin = {
  domain: 'login.example.com',
  scopes: ['openid'],
  callbackUrls: ['https://a/in'],
  logoutUrls: ['https://a/out'],
  responseType: 'code',
  providers: [],
};
const SIGN_IN: SignInSettings = { loginWith: ['username'], requiredAttributes: [], verified: [], mfaMethods: [], groups: [] };

function document(format: FormatName, more: Partial<FrontEnd> = {}): any {
  const text = render({ ...BARE, ...more }, format);
  return JSON.parse(/^const awsmobile = (.*);\n\nexport/s.exec(text)?.[1] ?? text);
}

describe('a client of which little is known is written with what there is', () => {
  test.each<[FormatName, object]>([
    ['mobile', {
      UserAgent: 'aws-amplify-cli/2.0',
      Version: '1.0',
      auth: {
        plugins: {
          awsCognitoAuthPlugin: {
            CognitoUserPool: { Default: { PoolId: 'eu-west-1_Users', AppClientId: 'web', Region: 'eu-west-1' } },
            Auth: { Default: { authenticationFlowType: 'USER_SRP_AUTH', socialProviders: [] } },
          },
        },
      },
    }],
    ['amplify', { Auth: { Cognito: { userPoolId: 'eu-west-1_Users', userPoolClientId: 'web', loginWith: {} } } }],
    ['aws-exports', {
      aws_project_region: 'eu-west-1',
      aws_cognito_region: 'eu-west-1',
      aws_user_pools_id: 'eu-west-1_Users',
      aws_user_pools_web_client_id: 'web',
      aws_mandatory_sign_in: 'enable',
      aws_cognito_social_providers: [],
      oauth: {},
    }],
    ['oidc', { authority: `https://${LOGIN_KEY}`, client_id: 'web' }],
    ['sdk', { loginKey: LOGIN_KEY, clientConfig: { region: 'eu-west-1' } }],
    [
      'json',
      { region: 'eu-west-1', userPoolId: 'eu-west-1_Users', userPoolClientId: 'web', issuer: `https://${LOGIN_KEY}`, loginKey: LOGIN_KEY },
    ],
  ])('%s', (format, expected) => expect(document(format)).toEqual(expected));

  test.each<[string, (more: Partial<FrontEnd>) => any]>([
    ['mobile', more => document('mobile', more).auth.plugins.awsCognitoAuthPlugin.Auth.Default],
    ['aws-exports', more => document('aws-exports', more)],
    ['amplify', more => document('amplify', more).Auth.Cognito],
  ])('%s: neither a second factor nor password rules, nor groups, where the user pool says none', (_, written) => {
    const [without, all] = [
      {},
      { mfa: 'ON', password: { minLength: 9, lowercase: false, uppercase: false, numbers: false, symbols: true }, groups: [{ name: 'g' }] },
    ]
      .map(more => JSON.stringify(written({ signIn: { ...SIGN_IN, ...more } })));
    expect(without).not.toMatch(/"mfa":|mfaConfiguration|mfa_configuration|password|groups/i);
    expect(all).toMatch(/"(mfa|mfaConfiguration|aws_cognito_mfa_configuration)":("ON"|\{"status":"on")/);
    expect(all).toMatch(/("minLength"|"passwordPolicyMinLength"):9/);
  });
});

describe('how people sign in', () => {
  test.each<[string, readonly string[] | undefined, string]>([
    ['with nothing said of flows', undefined, 'USER_SRP_AUTH'],
    ['by SRP among others', ['ALLOW_CUSTOM_AUTH', 'ALLOW_USER_SRP_AUTH'], 'USER_SRP_AUTH'],
    ['by flows of its own', ['ALLOW_CUSTOM_AUTH', 'ALLOW_USER_PASSWORD_AUTH'], 'CUSTOM_AUTH'],
    ['by password alone', ['ALLOW_USER_PASSWORD_AUTH'], 'USER_PASSWORD_AUTH'],
  ])('on phones: %s', (_, flows, expected) => {
    const { Auth } = document('mobile', { client: { ...BARE.client, flows } }).auth.plugins.awsCognitoAuthPlugin;
    expect(Auth.Default.authenticationFlowType).toBe(expected);
  });

  test('with names that Amplify has words for', () => {
    const loginWith = (...names: string[]) => document('amplify', { signIn: { ...SIGN_IN, loginWith: names } }).Auth.Cognito.loginWith;
    expect(loginWith('email', 'phone_number')).toEqual({ email: true, phone: true });
    expect(loginWith('username', 'preferred_username')).toEqual({ username: true });
  });

  test('with a passkey only where one can be made', () => {
    const passwordless = (more: object) =>
      document('amplify', { signIn: { ...SIGN_IN, passwordless: { emailOtp: true, smsOtp: true, ...more } } }).Auth.Cognito.passwordless;
    const webAuthn = { relyingPartyId: 'a', userVerification: 'required' };
    expect(passwordless({})).toEqual({ emailOtpEnabled: true, smsOtpEnabled: true });
    expect(passwordless({ webAuthn })).toEqual({ emailOtpEnabled: true, smsOtpEnabled: true, webAuthn });
    const outputs = (more: object) =>
      document('amplify-outputs', { signIn: { ...SIGN_IN, passwordless: { emailOtp: true, smsOtp: true, ...more } } }).auth.passwordless;
    expect(outputs({})).not.toHaveProperty('web_authn');
    expect(outputs({ webAuthn }).web_authn).toEqual({ relying_party_id: 'a', user_verification: 'required' });
  });

  test('at providers that older files have a name for', () => {
    const providers = (format: FormatName) => document(format, { hosted: { ...HOSTED, providers: ['Google', 'Corp', 'SignInWithApple'] } });
    expect(providers('aws-exports').aws_cognito_social_providers).toEqual(['GOOGLE', 'APPLE']);
    expect(providers('mobile').auth.plugins.awsCognitoAuthPlugin.Auth.Default.socialProviders).toEqual(['GOOGLE', 'APPLE']);
  });
});

describe('login pages', () => {
  const oauthOf = (hosted: HostedLogin) => [
    document('mobile', { hosted }).auth.plugins.awsCognitoAuthPlugin.Auth.Default.OAuth,
    document('amplify', { hosted }).Auth.Cognito.loginWith.oauth,
    document('aws-exports', { hosted }).oauth,
    document('oidc', { hosted }).sign_out,
  ];

  test('without an address to sign out to are left out, but for OIDC, which has none to send people to', () => {
    const without = { ...HOSTED, logoutUrls: [] };
    expect(oauthOf(without)).toEqual([undefined, undefined, {}, undefined]);
    expect(document('oidc', { hosted: without }).redirect_uri).toBe('https://a/in');
    expect(oauthOf(HOSTED)).toEqual([
      expect.objectContaining({ SignInRedirectURI: 'https://a/in', SignOutRedirectURI: 'https://a/out' }),
      expect.objectContaining({ redirectSignOut: ['https://a/out'] }),
      expect.objectContaining({ redirectSignOut: 'https://a/out' }),
      'https://login.example.com/logout?client_id=web&logout_uri=https%3A%2F%2Fa%2Fout',
    ]);
  });

  test('that give tokens at once are asked for them', () => {
    expect(document('oidc', { hosted: { ...HOSTED, responseType: 'token' } }).response_type).toBe('id_token token');
    expect(document('oidc', { hosted: HOSTED }).response_type).toBe('code');
  });

  test('an address that the deployment gives stays as it is', () => {
    const url = 'https://${Token[TOKEN.1]}/out';
    expect(document('oidc', { hosted: { ...HOSTED, logoutUrls: [url] } }).sign_out)
      .toBe(`https://login.example.com/logout?client_id=web&logout_uri=${url}`);
  });
});

describe('where the services are', () => {
  test('an identity pool in another region is asked there', () => {
    expect(document('sdk', { identityPool }))
      .toEqual({ identityPoolId: 'us-east-1:1', loginKey: LOGIN_KEY, clientConfig: { region: 'us-east-1' } });
  });

  test('at addresses of a local run', () => {
    expect(document('sdk', { identityPool, endpoints }).clientConfig).toEqual({ region: 'us-east-1', endpoint: endpoints.identityPool });
    expect(document('json', { endpoints }))
      .toMatchObject({ userPoolEndpoint: endpoints.userPool, identityPoolEndpoint: endpoints.identityPool });
    const amplify = (more: Partial<FrontEnd>) => document('amplify', more).Auth.Cognito;
    expect(amplify({ identityPool, endpoints }))
      .toMatchObject({ userPoolEndpoint: endpoints.userPool, identityPoolEndpoint: endpoints.identityPool, allowGuestAccess: true });
    expect(amplify({ endpoints })).not.toHaveProperty('identityPoolEndpoint');
    expect(amplify({ endpoints: { identityPool: endpoints.identityPool } })).not.toHaveProperty('userPoolEndpoint');
  });

  test('variables are quoted where a shell reads more than a word', () => {
    const lines = (domain: string) => render({ ...BARE, hosted: { ...HOSTED, domain } }, 'env', 'VITE_').split('\n');
    expect(lines('login.example.com')).toContain('VITE_DOMAIN=login.example.com');
    expect(lines('${Token[TOKEN.1]}')).toContain('VITE_DOMAIN="${Token[TOKEN.1]}"');
    expect(render(BARE, 'env')).toContain('\nUSER_POOL_CLIENT_ID=web\n');
  });
});

describe('settings', () => {
  const HOST = { AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], CallbackURLs: ['https://a/in'] };
  const settings = (pool: object = {}, client: object = {}, more: Partial<SignInResources> = {}) => settingsOf({
    pool: { label: 'Users', props: { ...pool } },
    client: { label: 'Web', props: { ...client } },
    domains: [],
    groups: [],
    region: 'eu-west-1',
    ...more,
  });

  test('second factors count where there are any, those that are known', () => {
    const methods = (mfa: string | undefined) =>
      settings({ MfaConfiguration: mfa, EnabledMfas: ['SMS_MFA', 'NEW_MFA', 'SOFTWARE_TOKEN_MFA'] }).signIn;
    expect(['ON', 'OPTIONAL', 'OFF', undefined].map(mfa => methods(mfa).mfaMethods)).toEqual([['SMS', 'TOTP'], ['SMS', 'TOTP'], [], []]);
    expect(['ON', 'OFF', 'NEW', undefined].map(mfa => methods(mfa).mfa)).toEqual(['ON', 'OFF', undefined, undefined]);
  });

  test('attributes that are required are the standard ones that have a name, each once', () => {
    const Schema = [
      { Name: 'email', Required: true }, {
        Name: 'email', Required: 'true',
      }, { Required: true }, { Name: 'own', Required: true }, { Name: 'name', Required: false },
    ];
    expect(settings({ Schema }).signIn.requiredAttributes).toEqual(['email']);
  });

  test.each<[string, object, readonly string[] | undefined, object | undefined]>([
    ['a passkey', { factors: ['WEB_AUTHN'], WebAuthnRelyingPartyID: 'a' }, ['ALLOW_USER_AUTH'],
      { emailOtp: false, smsOtp: false, webAuthn: { relyingPartyId: 'a', userVerification: 'preferred' } }],
    ['a passkey of no domain', { factors: ['WEB_AUTHN'] }, ['ALLOW_USER_AUTH'], { emailOtp: false, smsOtp: false }],
    [
      'codes', { factors: ['PASSWORD', 'SMS_OTP', 'EMAIL_OTP'], WebAuthnRelyingPartyID: 'a' }, ['ALLOW_USER_AUTH'],
      { emailOtp: true, smsOtp: true },
    ],
    ['a password', { factors: ['PASSWORD'] }, ['ALLOW_USER_AUTH'], undefined],
    ['codes, but no choice', { factors: ['EMAIL_OTP'] }, ['ALLOW_USER_SRP_AUTH'], undefined],
    ['codes, nothing said of flows', { factors: ['EMAIL_OTP'] }, undefined, undefined],
  ])('first factors: %s', (_, { factors, ...pool }: any, ExplicitAuthFlows, expected) => {
    const Policies = { SignInPolicy: { AllowedFirstAuthFactors: factors } };
    expect(settings({ ...pool, Policies }, { ExplicitAuthFlows }).signIn.passwordless).toEqual(expected);
  });

  test('login pages are those of a client that may send people there', () => {
    const hosted = (client: object) => settings({}, { ...HOST, ...client }, { domains: [{ Domain: 'photos' }] }).hosted;
    expect(hosted({})).toMatchObject({ domain: 'photos.auth.eu-west-1.amazoncognito.com', responseType: 'code' });
    expect(hosted({ AllowedOAuthFlows: ['implicit'] })!.responseType).toBe('token');
    expect(hosted({ AllowedOAuthFlows: ['implicit', 'code'] })!.responseType).toBe('code');
    expect(hosted({ AllowedOAuthFlows: ['client_credentials'] })).toBeUndefined();
    expect(hosted({ AllowedOAuthFlowsUserPoolClient: false })).toBeUndefined();
  });

  test('in GovCloud, only a domain of its own is known', () => {
    const inGov = (...domains: object[]) => settings({}, HOST, { domains: domains as SignInResources['domains'], region: 'us-gov-west-1' });
    const prefix = inGov({ Domain: 'photos' });
    expect([prefix.hosted, prefix.remarks]).toEqual([
      undefined, [expect.objectContaining({ id: 'no-hosted-login', message: expect.stringContaining('us-gov-west-1 was not checked') })],
    ]);
    const own = inGov({ Domain: 'photos' }, { Domain: 'login.example.com', CustomDomainConfig: {} });
    expect([own.hosted!.domain, own.remarks]).toEqual(['login.example.com', []]);
  });

  test('half a password policy is none', () => {
    const rules = (PasswordPolicy: object) => settings({ Policies: { PasswordPolicy } });
    expect(rules({ MinimumLength: 10, RequireSymbols: true }).signIn.password)
      .toEqual({ minLength: 10, lowercase: false, uppercase: false, numbers: false, symbols: true });
    expect(rules({ RequireSymbols: true }).signIn.password).toBeUndefined();
    const open = rules({ MinimumLength: 10, RequireSymbols: { 'Fn::Unresolved': 'a parameter' } });
    expect([open.signIn.password, open.remarks.map(({ message }) => message)])
      .toEqual([undefined, expect.arrayContaining(['RequireSymbols of Users is left out: a parameter'])]);
  });

  test('a password rule that is not known leaves the first factors as they are', () => {
    const { signIn } = settings({
      Policies: {
        PasswordPolicy: { MinimumLength: { 'Fn::Unresolved': 'a parameter' } },
        SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] },
      },
    }, { ExplicitAuthFlows: ['ALLOW_USER_AUTH'] });
    expect([signIn.password, signIn.passwordless]).toEqual([undefined, { emailOtp: true, smsOtp: false }]);
  });
});
