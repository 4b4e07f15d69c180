import { App, CfnOutput, CfnParameter, Fn, SecretValue, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import {
  AppClient, AppUserPool, ClientConfig, ClientConfigFormat, ClientConfigOptions, CognitoAuth, CognitoAuthProps, CustomAttribute,
  ExistingUserPool, Mfa, SignIn,
} from '../../src';
import { outputsProblems } from '../client-config/amplify-schema';

const URLS = { callbackUrls: ['https://app.example.com'], logoutUrls: ['https://app.example.com/bye'] };
const SCOPES = [cognito.OAuthScope.OPENID, cognito.OAuthScope.COGNITO_ADMIN];
const web = () => AppClient.browser({ ...URLS, scopes: SCOPES });

const env = { region: 'eu-central-1', account: '111122223333' };

function make(props: CognitoAuthProps = {}) {
  const app = new App();
  const stack = new Stack(app, 'Auth', { env });
  return { app, stack, auth: new CognitoAuth(stack, 'Auth', { client: web(), ...props }) };
}

/** The JSON as it will be, each value that is filled in at deployment shown as what names it. */
function written(stack: Stack, value: string): any {
  const id = `Out${stack.node.children.length}`;
  new CfnOutput(stack, id, { value });
  const output = Template.fromStack(stack).toJSON().Outputs[id].Value;
  const parts: any[] = typeof output === 'string' ? [output] : output['Fn::Join'][1];
  return JSON.parse(parts.map(part => typeof part === 'string' ? part : `<${part.Ref ?? Object.values(part)[0]}>`).join(''));
}

const warnings = (stack: Stack) => Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => String(entry.data));

const config = (props: CognitoAuthProps = {}, options: ClientConfigOptions = {}, change: (auth: CognitoAuth) => void = () => {}) => {
  const { stack, auth } = make(props);
  const value = auth.clientConfig.toJsonString(options);
  change(auth);
  return written(stack, value);
};

describe('as JSON', () => {
  test('has the ids of the deployment, and what comes after it was asked for', () => {
    const document = config(
      {
        signIn: SignIn.email(),
        mfa: Mfa.required({ totp: true }),
        attributes: { email: { required: true }, custom: { plan: CustomAttribute.text() } },
      },
      {},
      auth => {
        auth.addGroup('admins', { precedence: 0 });
        new cognito.UserPoolIdentityProviderGoogle(auth, 'Google', {
          userPool: auth.userPool, clientId: 'g', clientSecretValue: SecretValue.unsafePlainText('s'),
        });
        auth.userPool.addDomain('Pages', { cognitoDomain: { domainPrefix: 'photos' } });
      },
    );
    expect(outputsProblems(document)).toEqual([]);
    expect(document.auth).toMatchObject({
      aws_region: 'eu-central-1',
      user_pool_id: expect.stringMatching(/^<AuthUsersUserPool\w+>$/),
      user_pool_client_id: expect.stringMatching(/^<AuthUsersClient\w+>$/),
      identity_pool_id: expect.stringMatching(/^<AuthIdentities\w+>$/),
      unauthenticated_identities_enabled: false,
      mfa_configuration: 'REQUIRED',
      mfa_methods: ['TOTP'],
      groups: [{ admins: { precedence: 0 } }],
      standard_required_attributes: ['email'],
      oauth: {
        domain: 'photos.auth.eu-central-1.amazoncognito.com',
        scopes: ['openid', 'aws.cognito.signin.user.admin'],
        redirect_sign_in_uri: ['https://app.example.com'],
        redirect_sign_out_uri: ['https://app.example.com/bye'],
        response_type: 'code',
        identity_providers: ['GOOGLE'],
      },
    });
  });

  test('is true to overrides', () => {
    const document = config({}, {}, ({ users, client }) => {
      users.cfnUserPool.addPropertyOverride('MfaConfiguration', 'OPTIONAL');
      users.cfnUserPool.addPropertyOverride('EnabledMfas', ['SOFTWARE_TOKEN_MFA']);
      users.cfnUserPool.addPropertyOverride('Policies.PasswordPolicy.MinimumLength', 20);
      (client.node.defaultChild as cognito.CfnUserPoolClient).addPropertyOverride('ExplicitAuthFlows', ['ALLOW_USER_SRP_AUTH']);
    });
    expect(document.auth).toMatchObject({ mfa_configuration: 'OPTIONAL', mfa_methods: ['TOTP'], password_policy: { min_length: 20 } });
  });

  test.each(Object.values(ClientConfigFormat))('has the format %s', format => {
    expect(JSON.stringify(config({}, { format }))).toMatch(/<AuthUsers\w+/);
  });

  test('addresses that are only known at deployment stay so', () => {
    const { stack, auth } = make();
    const host = new CfnParameter(stack, 'Host');
    auth.userPool.addDomain('Pages', { cognitoDomain: { domainPrefix: 'photos' } });
    const site = auth.addClient(
      'Site', AppClient.browser({ ...URLS, callbackUrls: [Fn.join('', ['https://', host.valueAsString, '/in'])], scopes: SCOPES }),
    );
    expect(written(stack, auth.clientConfig.toJsonString({ client: site })).auth.oauth.redirect_sign_in_uri).toEqual(['https://<Host>/in']);
  });

  test('works in another stack of the app', () => {
    const { app, auth } = make();
    const site = new Stack(app, 'Site', { env });
    new CfnOutput(site, 'Config', { value: auth.clientConfig.toJsonString() });
    expect(JSON.stringify(Template.fromStack(site).toJSON().Outputs.Config))
      .toMatch(/"Fn::ImportValue":"Auth:ExportsOutputRefAuthUsersUserPool/);
  });

  test('is of the client that is named', () => {
    const { stack, auth } = make();
    const phone = auth.addClient('Phone', AppClient.mobile());
    expect(written(stack, auth.clientConfig.toJsonString({ client: phone, format: ClientConfigFormat.PLAIN })).userPoolClientId)
      .toMatch(/Phone/);
  });

  test('a user pool has one without an identity pool', () => {
    const stack = new Stack(new App(), 'Auth');
    const users = new AppUserPool(stack, 'Users');
    const client = users.addClient('Web', AppClient.browser());
    const document = written(stack, new ClientConfig(stack, 'Config', { users, clients: [client] }).toJsonString());
    expect(outputsProblems(document)).toEqual([]);
    expect(document.auth).not.toHaveProperty('identity_pool_id');
  });
});

describe('as outputs and parameters', () => {
  test('nothing is made unless it is asked for', () => {
    const { stack, auth } = make();
    expect(auth.clientConfig).toBe(auth.clientConfig);
    expect(Template.fromStack(stack).toJSON().Outputs).toBeUndefined();
  });

  test('outputs name the pool, every client, also later ones, and the identity pool', () => {
    const { stack, auth } = make();
    auth.clientConfig.addOutputs();
    auth.clientConfig.addOutputs();
    auth.addClient('Phone', AppClient.mobile());
    const outputs = Object.keys(Template.fromStack(stack).toJSON().Outputs).map(name => name.replace(/[0-9A-F]{8}$/, ''));
    expect(outputs.sort()).toEqual([
      'AuthClientConfigClientId', 'AuthClientConfigIdentityPoolId', 'AuthClientConfigPhoneId', 'AuthClientConfigUserPoolArn',
      'AuthClientConfigUserPoolId',
    ]);
  });

  test('a parameter holds the JSON', () => {
    const { stack, auth } = make();
    auth.clientConfig.storeInParameter('/photos/front-end');
    auth.clientConfig.storeInParameter('/photos/plain', { format: ClientConfigFormat.PLAIN });
    Template.fromStack(stack).hasResourceProperties('AWS::SSM::Parameter', {
      Name: '/photos/front-end', Value: { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('"version": "1.5"')])] },
    });
  });
});

describe('what would be there twice', () => {
  const parameter = { format: ClientConfigFormat.OIDC };

  test('fails to store one client in one format twice, and stores it in another', () => {
    const { auth } = make();
    auth.clientConfig.storeInParameter('/photos/first', parameter);
    expect(() => auth.clientConfig.storeInParameter('/photos/second', parameter))
      .toThrow("Auth/ClientConfig: storeInParameter: Auth/Auth/Users/Client is stored as oidc in '/photos/first' already; read it from "
        + 'there, or choose another format');
    expect(() => auth.clientConfig.storeInParameter('/photos/plain', { format: ClientConfigFormat.PLAIN })).not.toThrow();
  });

  test('fails for two clients of one id, in parameters and outputs', () => {
    const { stack, auth } = make();
    const twin = ExistingUserPool.fromUserPool(stack, 'Existing', auth.userPool).addClient('Client', AppClient.browser());
    auth.clientConfig.addClient(twin);
    auth.clientConfig.storeInParameter('/photos/first', parameter);
    expect(() => auth.clientConfig.storeInParameter('/photos/second', { ...parameter, client: twin }))
      .toThrow("whose id 'Client' is that of Auth/Existing/Client too, is stored as oidc in '/photos/first' already; give one of the two "
        + 'another id');
    expect(() => auth.clientConfig.addOutputs())
      .toThrow("addOutputs: two outputs would be called 'ClientId', which comes from the id of a client; give that client another id");
  });
});

describe('what would fail later', () => {
  test('fails for a client with a secret in a format for browsers, and not in one for servers', () => {
    const { stack, auth } = make({ client: AppClient.server(URLS) });
    auth.clientConfig.toJsonString({ format: ClientConfigFormat.OIDC });
    expect(() => Template.fromStack(stack)).not.toThrow();
    const other = make({ client: AppClient.server(URLS) });
    other.auth.clientConfig.toJsonString();
    expect(() => Template.fromStack(other.stack))
      .toThrow(/Auth\/Users\/Client has a secret, which nobody can keep in a browser or on a phone/);
  });

  test('fails for a client of somebody else', () => {
    const { stack, auth } = make();
    const stranger = new AppUserPool(stack, 'Others').addClient('Web', AppClient.browser());
    expect(() => auth.clientConfig.toJsonString({ client: stranger }))
      .toThrow("client: 'Auth/Others/Web' is no client of this configuration; it has Client");
  });

  test('warns of login pages that are left out, and not where all is there', () => {
    const { stack, auth } = make({ client: AppClient.browser({ callbackUrls: URLS.callbackUrls, logoutUrls: [] }) });
    auth.userPool.addDomain('Pages', { cognitoDomain: { domainPrefix: 'photos' } });
    auth.clientConfig.toJsonString();
    expect(warnings(stack).join('\n')).toContain('has no logout URL');
    const whole = make();
    whole.auth.userPool.addDomain('Pages', { cognitoDomain: { domainPrefix: 'photos' } });
    whole.auth.clientConfig.toJsonString();
    expect(warnings(whole.stack).join('\n')).not.toContain('client-config');
  });

  test('warns of rotation only where somebody reads the format who knows no other renewal', () => {
    const { stack, auth } = make();
    auth.clientConfig.toJsonString({ format: ClientConfigFormat.PLAIN });
    expect(warnings(stack).join('\n')).toContain('all that amazon-cognito-identity-js renews by');
  });

  test('a list of unknown length is left out', () => {
    const { stack, auth } = make();
    const hosts = new CfnParameter(stack, 'Hosts', { type: 'CommaDelimitedList' });
    auth.userPool.addDomain('Pages', { cognitoDomain: { domainPrefix: 'photos' } });
    (auth.client.node.defaultChild as cognito.CfnUserPoolClient).logoutUrLs = hosts.valueAsList;
    const document = written(stack, auth.clientConfig.toJsonString());
    expect(document.auth).not.toHaveProperty('oauth');
    expect(warnings(stack).join('\n')).toContain('LogoutURLs of Auth/Auth/Users/Client is left out');
  });
});
