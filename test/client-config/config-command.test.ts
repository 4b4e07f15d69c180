import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { outputsProblems } from './amplify-schema';
import { appTemplate, Changes, IDENTITY_POOL_ID, OUTPUTS, POOL_ID } from './fixture';
import { main } from '../../src/cli/main';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'config-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

function write(name: string, content: object): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, JSON.stringify(content));
  return file;
}

const OUTPUTS_FILE = write('outputs.json', OUTPUTS);

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const stdout = jest.spyOn(process.stdout, 'write').mockImplementation(text => { out += text; return true; });
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation(text => { err += text; return true; });
  try {
    return { code: await main(['config', ...argv]), out, err };
  } finally {
    stdout.mockRestore();
    stderr.mockRestore();
  }
}

const config = (changes: Changes = {}, ...more: string[]) =>
  run(write('app.template.json', appTemplate(changes)), '--outputs', OUTPUTS_FILE, ...more);

async function document(changes: Changes, ...more: string[]): Promise<any> {
  const { code, out, err } = await config(changes, ...more);
  if (code !== 0) throw new Error(err);
  return JSON.parse(out);
}

describe('amplify_outputs.json', () => {
  test('has everything that the template says, under the ids of the deployment', async () => {
    const { code, out, err } = await config();
    expect([code, err]).toEqual([0, '']);
    const written = JSON.parse(out);
    expect(outputsProblems(written)).toEqual([]);
    expect(written).toEqual({
      version: '1.5',
      auth: {
        aws_region: 'eu-central-1',
        user_pool_id: POOL_ID,
        user_pool_client_id: OUTPUTS.App.WebId,
        identity_pool_id: IDENTITY_POOL_ID,
        unauthenticated_identities_enabled: false,
        username_attributes: ['email'],
        standard_required_attributes: ['email'],
        user_verification_types: ['email'],
        password_policy: {
          min_length: 12, require_lowercase: true, require_uppercase: false, require_numbers: true, require_symbols: false,
        },
        mfa_configuration: 'OPTIONAL',
        mfa_methods: ['TOTP', 'EMAIL'],
        groups: [{ admins: { precedence: 0 } }, { everybody: {} }],
        passwordless: {
          email_otp_enabled: true,
          sms_otp_enabled: false,
          web_authn: { relying_party_id: 'app.example.com', user_verification: 'required' },
        },
        oauth: {
          domain: 'photos.auth.eu-central-1.amazoncognito.com',
          scopes: ['openid', 'email', 'aws.cognito.signin.user.admin'],
          redirect_sign_in_uri: ['https://app.example.com', 'http://localhost:5173'],
          redirect_sign_out_uri: ['https://app.example.com/bye'],
          response_type: 'code',
          identity_providers: ['GOOGLE'],
        },
      },
    });
  });

  test.each([
    [
      'a bare pool',
      {
        pool: {
          UsernameAttributes: undefined,
          AutoVerifiedAttributes: undefined,
          MfaConfiguration: undefined,
          Schema: undefined,
          Policies: undefined,
        },
      },
    ],
    [
      'no groups and no pages',
      { resources: { Admins: undefined, Everybody: undefined, Pages: undefined }, web: { AllowedOAuthFlowsUserPoolClient: false } },
    ],
    ['no identity pool', { resources: { Identities: undefined } }],
    ['guests', { identities: { AllowUnauthenticatedIdentities: true } }],
    ['SMS as the only factor', { pool: { MfaConfiguration: 'ON', EnabledMfas: ['SMS_MFA'] } }],
    ['no logout URL', { web: { LogoutURLs: undefined } }],
    ['SAML only', { web: { SupportedIdentityProviders: ['Corp'] } }],
  ])('is as its schema has it with %s', async (_, changes) => {
    expect(outputsProblems(await document(changes))).toEqual([]);
  });

  test('guests are said to be there or not, in so many words', async () => {
    const guests = async (changes: Changes) => (await document(changes)).auth.unauthenticated_identities_enabled;
    expect(await guests({ identities: { AllowUnauthenticatedIdentities: true } })).toBe(true);
    expect(await guests({ resources: { Identities: undefined } })).toBe(false);
  });

  test('first factors are named only for a client that lets people choose', async () => {
    expect((await document({ web: { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] } })).auth).not.toHaveProperty('passwordless');
  });

  test('a domain of its own comes before a prefix', async () => {
    const Own = {
      Type: 'AWS::Cognito::UserPoolDomain',
      Properties: { UserPoolId: { Ref: 'Users' }, Domain: 'login.example.com', CustomDomainConfig: { CertificateArn: 'x' } },
    };
    expect((await document({ resources: { Own } })).auth.oauth.domain).toBe('login.example.com');
  });

  test('what is overridden counts, not what a preset would have', async () => {
    const changed = await document({
      pool: { MfaConfiguration: 'ON' }, web: { AllowedOAuthScopes: ['openid', 'aws.cognito.signin.user.admin'] },
    });
    expect(changed.auth).toMatchObject({ mfa_configuration: 'REQUIRED', oauth: { scopes: ['openid', 'aws.cognito.signin.user.admin'] } });
  });

  test('the Dart file holds the same', async () => {
    const { out } = await config({}, '--format', 'amplify-outputs-dart');
    const [, json] = /^const amplifyConfig = r'''(.*)''';\n$/s.exec(out) ?? [];
    expect(JSON.parse(json)).toEqual(await document({}));
  });
});

describe('what would fail later is said', () => {
  test('without a logout URL, the login pages are left out', async () => {
    const { code, out, err } = await config({ web: { LogoutURLs: undefined } });
    expect([code, err]).toEqual([
      0, expect.stringContaining('the login pages are left out: Web has no logout URL (logoutUrls, LogoutURLs) [no-logout-url]'),
    ]);
    expect(JSON.parse(out).auth).not.toHaveProperty('oauth');
  });

  test('a hosted login without the scope that Amplify works with', async () => {
    expect((await config({ web: { AllowedOAuthScopes: ['openid'] } })).err).toContain('lack aws.cognito.signin.user.admin');
    expect((await config()).err).toBe('');
  });

  test('login pages without a domain, or without a callback', async () => {
    expect((await config({ resources: { Pages: undefined } })).err)
      .toContain('Users has no domain in the templates that were read [no-hosted-login]');
    expect((await config({ web: { CallbackURLs: undefined } })).err).toContain('the client has no callback URL');
  });

  test('fails for a client with a secret where nobody can keep it, and writes nothing', async () => {
    const { code, out, err } = await config({}, '--client', 'Server');
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('nothing is written: Server has a secret, which nobody can keep in a browser or on a phone');
    const server = await config({}, '--client', 'Server', '--format', 'oidc');
    expect([server.code, server.err]).toEqual([0, expect.stringContaining('which is not written here')]);
  });

  test('fails for a client of which nobody knows whether it has a secret', async () => {
    const template = {
      ...appTemplate({ web: { GenerateSecret: { 'Fn::If': ['Confidential', true, false] } } }),
      Parameters: { Kind: { Type: 'String' } },
      Conditions: { Confidential: { 'Fn::Equals': [{ Ref: 'Kind' }, 'server'] } },
    };
    const file = write('conditional.json', template);
    const { code, err } = await run(file, '--outputs', OUTPUTS_FILE, '--client', 'Web');
    expect([code, err]).toEqual([1, expect.stringContaining('whether Web has a secret is not known')]);
    expect((await run(file, '--outputs', OUTPUTS_FILE, '--client', 'Web', '--parameters', 'Kind=browser')).code).toBe(0);
  });

  test('rotation, with formats that older libraries read', async () => {
    const rotating = { web: { RefreshTokenRotation: { Feature: 'ENABLED' } } };
    for (const format of ['aws-exports', 'mobile', 'json']) {
      expect((await config(rotating, '--format', format, '--client', 'Web')).err)
        .toContain('REFRESH_TOKEN_AUTH is refused, which is all that');
      expect((await config({}, '--format', format, '--client', 'Web')).err).toBe('');
    }
    expect((await config(rotating)).err).toBe('');
  });

  test('a client that is registered with no identity pool, or with several', async () => {
    expect((await config({ identities: { CognitoIdentityProviders: [] } })).err).toContain('Web is registered with no identity pool');
    const Second = appTemplate().Resources.Identities;
    const { out, err } = await config({ resources: { Second } });
    expect(err).toContain('the client is registered with several: Identities, Second');
    expect(JSON.parse(out).auth).not.toHaveProperty('identity_pool_id');
  });

  test('a client that does not sign in as Amplify does', async () => {
    const direct = { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'], AllowedOAuthFlowsUserPoolClient: false };
    expect((await config({ web: direct })).err).toContain('Web does not allow ALLOW_USER_SRP_AUTH');
    expect((await config({ web: { AllowedOAuthFlowsUserPoolClient: false } })).err).toBe('');
  });

  test('settings that the deployment decides are left out', async () => {
    const template = { ...appTemplate({ pool: { MfaConfiguration: { Ref: 'Mfa' } } }), Parameters: { Mfa: { Type: 'String' } } };
    const file = write('parameter.json', template);
    const { out, err } = await run(file, '--outputs', OUTPUTS_FILE);
    expect(err).toContain('MfaConfiguration of Users is left out: parameter Mfa has no default');
    expect(JSON.parse(out).auth).not.toHaveProperty('mfa_configuration');
    expect(JSON.parse((await run(file, '--outputs', OUTPUTS_FILE, '--parameters', 'Mfa=ON')).out).auth.mfa_configuration).toBe('REQUIRED');
  });

  test('no stand-in is written for what only the deployment decides', async () => {
    const Distribution = { Type: 'AWS::CloudFront::Distribution', Properties: {} };
    const site = { 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': ['Distribution', 'DomainName'] }]] };
    const { out, err } = await config({ web: { CallbackURLs: ['https://app.example.com', site] }, resources: { Distribution } });
    expect(JSON.parse(out).auth.oauth.redirect_sign_in_uri).toEqual(['https://app.example.com']);
    expect(err).toContain('one of CallbackURLs of Web is left out: it is decided at deployment');
  });

  test('a domain that the account is part of needs the account, from an option or from an ARN', async () => {
    const Domain = { 'Fn::Join': ['-', ['login', { Ref: 'AWS::AccountId' }]] };
    const Pages = { Type: 'AWS::Cognito::UserPoolDomain', Properties: { UserPoolId: { Ref: 'Users' }, Domain } };
    const open = await config({ resources: { Pages } });
    expect(open.err).toContain('the domain of Users is not known before it is deployed');
    expect(JSON.parse(open.out).auth).not.toHaveProperty('oauth');
    const domain = 'login-111122223333.auth.eu-central-1.amazoncognito.com';
    expect((await document({ resources: { Pages } }, '--account', '111122223333')).auth.oauth.domain).toBe(domain);
    const outputs = { ...appTemplate().Outputs, Pool: { Value: { 'Fn::GetAtt': ['Users', 'Arn'] } } };
    const told = { App: { ...OUTPUTS.App, Pool: `arn:aws:cognito-idp:eu-central-1:111122223333:userpool/${POOL_ID}` } };
    const { out } = await run(
      write('app.template.json', appTemplate({ resources: { Pages }, outputs })), '--outputs', write('told.json', told),
    );
    expect(JSON.parse(out).auth).toMatchObject({ user_pool_id: POOL_ID, oauth: { domain } });
  });

  test('providers that a format has no name for', async () => {
    const providers = { web: { SupportedIdentityProviders: ['COGNITO', 'Google', 'Corp'] } };
    expect((await config(providers)).err).toContain('no name for Corp; --format amplify has');
    const written = await document(providers, '--format', 'amplify');
    expect(written.Auth.Cognito.loginWith.oauth.providers).toEqual(['Google', { custom: 'Corp' }]);
  });
});

describe('other formats', () => {
  test('Amplify.configure', async () => {
    expect(await document({}, '--format', 'amplify')).toEqual({
      Auth: {
        Cognito: {
          userPoolId: POOL_ID,
          userPoolClientId: OUTPUTS.App.WebId,
          identityPoolId: IDENTITY_POOL_ID,
          allowGuestAccess: false,
          loginWith: {
            email: true,
            oauth: {
              domain: 'photos.auth.eu-central-1.amazoncognito.com',
              scopes: ['openid', 'email', 'aws.cognito.signin.user.admin'],
              redirectSignIn: ['https://app.example.com', 'http://localhost:5173'],
              redirectSignOut: ['https://app.example.com/bye'],
              responseType: 'code',
              providers: ['Google'],
            },
          },
          userAttributes: { email: { required: true } },
          passwordFormat: {
            minLength: 12, requireLowercase: true, requireUppercase: false, requireNumbers: true, requireSpecialCharacters: false,
          },
          mfa: { status: 'optional', totpEnabled: true, smsEnabled: false },
          groups: [{ admins: { precedence: 0 } }, { everybody: {} }],
          passwordless: {
            emailOtpEnabled: true, smsOtpEnabled: false, webAuthn: { relyingPartyId: 'app.example.com', userVerification: 'required' },
          },
        },
      },
    });
  });

  test('aws-exports', async () => {
    const { out } = await config({}, '--format', 'aws-exports');
    const [, json] = /^const awsmobile = (.*);\n\nexport default awsmobile;\n$/s.exec(out) ?? [];
    expect(JSON.parse(json)).toEqual({
      aws_project_region: 'eu-central-1',
      aws_cognito_region: 'eu-central-1',
      aws_user_pools_id: POOL_ID,
      aws_user_pools_web_client_id: OUTPUTS.App.WebId,
      aws_cognito_identity_pool_id: IDENTITY_POOL_ID,
      aws_mandatory_sign_in: 'enable',
      aws_cognito_username_attributes: ['EMAIL'],
      aws_cognito_signup_attributes: ['EMAIL'],
      aws_cognito_verification_mechanisms: ['EMAIL'],
      aws_cognito_mfa_configuration: 'OPTIONAL',
      aws_cognito_mfa_types: ['TOTP'],
      aws_cognito_password_protection_settings: {
        passwordPolicyMinLength: 12, passwordPolicyCharacters: ['REQUIRES_LOWERCASE', 'REQUIRES_NUMBERS'],
      },
      aws_cognito_social_providers: ['GOOGLE'],
      oauth: {
        domain: 'photos.auth.eu-central-1.amazoncognito.com',
        scope: ['openid', 'email', 'aws.cognito.signin.user.admin'],
        redirectSignIn: 'https://app.example.com,http://localhost:5173',
        redirectSignOut: 'https://app.example.com/bye',
        responseType: 'code',
      },
    });
    const guests = await config({ identities: { AllowUnauthenticatedIdentities: true } }, '--format', 'aws-exports');
    expect(guests.out).not.toContain('aws_mandatory_sign_in');
  });

  test('Amplify on phones, first generation', async () => {
    const { awsCognitoAuthPlugin } = (await document(
      { web: { CallbackURLs: ['https://a.example', 'photos://in'], LogoutURLs: ['photos://out'] } }, '--format', 'mobile',
    )).auth.plugins;
    expect(awsCognitoAuthPlugin).toMatchObject({
      CognitoUserPool: { Default: { PoolId: POOL_ID, AppClientId: OUTPUTS.App.WebId, Region: 'eu-central-1' } },
      CredentialsProvider: { CognitoIdentity: { Default: { PoolId: IDENTITY_POOL_ID, Region: 'eu-central-1' } } },
      Auth: {
        Default: {
          authenticationFlowType: 'USER_SRP_AUTH',
          mfaTypes: ['TOTP'],
          OAuth: {
            WebDomain: 'photos.auth.eu-central-1.amazoncognito.com', SignInRedirectURI: 'photos://in', SignOutRedirectURI: 'photos://out',
          },
        },
      },
    });
    expect((await config({}, '--format', 'mobile-dart')).out).toMatch(/^const amplifyconfig = r'''/);
  });

  test('OIDC, with what Cognito has no discovery for', async () => {
    const issuer = `https://cognito-idp.eu-central-1.amazonaws.com/${POOL_ID}`;
    expect(await document({}, '--format', 'oidc', '--client', 'Web')).toMatchObject({
      authority: issuer,
      client_id: OUTPUTS.App.WebId,
      redirect_uri: 'https://app.example.com',
      response_type: 'code',
      scope: 'openid email aws.cognito.signin.user.admin',
      metadata: {
        issuer,
        jwks_uri: `${issuer}/.well-known/jwks.json`,
        token_endpoint: 'https://photos.auth.eu-central-1.amazoncognito.com/oauth2/token',
      },
      sign_out:
        `https://photos.auth.eu-central-1.amazoncognito.com/logout?client_id=${OUTPUTS.App.WebId}`
        + '&logout_uri=https%3A%2F%2Fapp.example.com%2Fbye',
    });
  });

  test('AWS SDK, plain JSON of one client and of all, variables', async () => {
    const loginKey = `cognito-idp.eu-central-1.amazonaws.com/${POOL_ID}`;
    expect(await document({}, '--format', 'sdk', '--client', 'Web'))
      .toEqual({ identityPoolId: IDENTITY_POOL_ID, loginKey, clientConfig: { region: 'eu-central-1' } });
    const web = await document({}, '--format', 'json', '--client', 'Web');
    expect(web).toMatchObject({ userPoolId: POOL_ID, userPoolClientId: OUTPUTS.App.WebId, loginKey });
    expect(await document({}, '--format', 'clients'))
      .toEqual({ Web: web, Server: expect.objectContaining({ userPoolClientId: '2server' }) });
    const { out } = await config({}, '--format', 'env', '--client', 'Web', '--prefix', 'VITE_');
    expect(out.split('\n'))
      .toEqual(expect.arrayContaining([`VITE_USER_POOL_ID=${POOL_ID}`, `VITE_USER_POOL_CLIENT_ID=${OUTPUTS.App.WebId}`]));
  });
});

describe('where the ids come from', () => {
  test('fails without them, naming what is missing', async () => {
    const { code, out, err } = await run(write('app.template.json', appTemplate()));
    expect([code, out]).toEqual([1, '']);
    for (const id of ['Users', 'Web', 'Identities']) expect(err).toContain(`the id of ${id} is not known`);
  });

  test('given one by one, they need no outputs', async () => {
    const ids = [`Users=${POOL_ID}`, 'Web=1', `Identities=${IDENTITY_POOL_ID}`].flatMap(id => ['--id', id]);
    const { code, out } = await run(write('app.template.json', appTemplate()), ...ids);
    expect([code, JSON.parse(out).auth.user_pool_client_id]).toEqual([0, '1']);
  });

  test('what describe-stacks writes does as well, and the name or address of the issuer for the pool', async () => {
    const outputs = { ...appTemplate().Outputs, Pool: { Value: { 'Fn::GetAtt': ['Users', 'ProviderURL'] } } };
    const given = { ...OUTPUTS.App, Pool: `https://cognito-idp.eu-central-1.amazonaws.com/${POOL_ID}` };
    const described = {
      Stacks: [{ StackName: 'App', Outputs: Object.entries(given).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })) }],
    };
    const { out } = await run(write('app.template.json', appTemplate({ outputs })), '--outputs', write('described.json', described));
    expect(JSON.parse(out).auth.user_pool_id).toBe(POOL_ID);
  });

  test('a text that reads as an id does not count', async () => {
    const outputs = { ...appTemplate().Outputs, WebId: undefined };
    const { err } = await run(write('app.template.json', appTemplate({ outputs })), '--outputs', OUTPUTS_FILE, '--client', 'Web');
    expect(err).toContain('the id of Web is not known');
  });

  test('a client of a pool that is made elsewhere has what its identity pool says', async () => {
    const provider = 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Elsewhere';
    const Resources = {
      Identities: {
        Type: 'AWS::Cognito::IdentityPool',
        Properties: { AllowUnauthenticatedIdentities: true, CognitoIdentityProviders: [{ ProviderName: provider, ClientId: 'theirs' }] },
      },
    };
    const { out, err } = await run(write('imported.json', { Resources }), '--id', `Identities=${IDENTITY_POOL_ID}`);
    expect(JSON.parse(out).auth).toEqual({
      aws_region: 'eu-west-1',
      user_pool_id: 'eu-west-1_Elsewhere',
      user_pool_client_id: 'theirs',
      identity_pool_id: IDENTITY_POOL_ID,
      unauthenticated_identities_enabled: true,
    });
    expect(err).toContain('eu-west-1_Elsewhere is made elsewhere');
  });
});

describe('fails with one line and exit code 2', () => {
  test.each([
    ['an unknown client', ['--client', 'Nobody'], "there is no app client 'Nobody' that people sign in with: use one of Web, Server"],
    ['a machine client', ['--client', 'Nightly'], "there is no app client 'Nightly'"],
    ['a choice that is not made', ['--format', 'json'], 'choose one with --client: Web, Server'],
    ['an unknown format', ['--format', 'yaml'], "--format is 'yaml'"],
    ['a prefix elsewhere', ['--prefix', 'VITE_'], 'it goes with --format env'],
    ['a prefix that is no name', ['--format', 'env', '--prefix', '9-'], 'is a name such as VITE_'],
    ['an id of nothing', ['--id', 'Nobody=1'], "--id: 'Nobody' is no user pool, app client or identity pool: use one of Users, Web"],
    ['an id that is no pair', ['--id', 'Web'], 'use RESOURCE=ID'],
    ['two places', ['--local', 'x.json'], 'give one'],
  ])('on %s', async (_, more, message) => {
    const { code, out, err } = await config({}, ...more);
    expect([code, out, err.split('\n').length]).toEqual([2, '', 2]);
    expect(err).toContain(message);
  });

  test('on files that hold something else', async () => {
    const file = write('app.template.json', appTemplate());
    expect((await run(file, '--outputs', write('strange.json', { App: 'x' }))).err).toContain('must hold the outputs of each stack');
    expect((await run(file, '--local', OUTPUTS_FILE)).err).toContain('is not the first line of cdk-cognito-auth serve');
    expect((await run(write('bucket.json', { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } }))).err)
      .toContain('there is no app client');
  });
});
