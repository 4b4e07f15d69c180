import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AppClient, AppIdentityPool, AppUserPool, ClientConfig, ClientConfigFormat, CognitoAuth, ExistingUserPool } from '../../src';
import { outputsProblems } from '../client-config/amplify-schema';

const URLS = { callbackUrls: ['https://reports.example.com'], logoutUrls: ['https://reports.example.com/bye'] };
const POOL = 'eu-west-1_Abc123';
const env = { region: 'us-east-1', account: '111122223333' };
const warnings = (stack: Stack) => Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('client-config'))
  .map(({ entry }) => String(entry.data));

/** The JSON as it will be, each value that is filled in at deployment shown as what names it. */
function written(stack: Stack, value: string): any {
  new CfnOutput(stack, 'Out', { value });
  const output = Template.fromStack(stack).toJSON().Outputs.Out.Value;
  const parts: any[] = typeof output === 'string' ? [output] : output['Fn::Join'][1];
  return JSON.parse(parts.map(part => typeof part === 'string' ? part : `<${part.Ref ?? Object.values(part)[0]}>`).join(''));
}

/** A second app in us-east-1, whose people are those of a pool in eu-west-1. */
function secondApp(client: AppClient = AppClient.browser(URLS), more: { loginPagesHost?: string } = {}) {
  const app = new App();
  const there = new Stack(app, 'There', { env: { ...env, region: 'eu-west-1' }, crossRegionReferences: true });
  const users = ExistingUserPool.fromUserPoolId(there, 'Users', POOL, { hasDomain: true });
  const web = users.addClient('Web', client);
  const identities = new AppIdentityPool(there, 'Identities', { guestAccess: true });
  identities.addUserPool(users.userPool, web);
  const config = new ClientConfig(there, 'Config', { existingUsers: users, clients: [web], identityPool: identities, ...more });
  return { app, stack: there, users, web, identities, config };
}

describe('the configuration of a client of an existing pool', () => {
  test('has the ids and what is known, and nothing of how people sign in', () => {
    const { stack, web, identities, config } = secondApp();
    const document = written(stack, config.toJsonString());
    expect(document).toEqual({
      version: '1.5',
      auth: {
        aws_region: 'eu-west-1',
        user_pool_id: POOL,
        user_pool_client_id: `<${stack.resolve(web.userPoolClientId).Ref}>`,
        identity_pool_id: `<${stack.resolve(identities.identityPoolId).Ref}>`,
        unauthenticated_identities_enabled: true,
      },
    });
    expect(outputsProblems(document)).toEqual([]);
  });

  test('has the login pages when it is said where they are, and is warned of when it is not', () => {
    const withPages = secondApp(undefined, { loginPagesHost: 'login.example.com' });
    expect(written(withPages.stack, withPages.config.toJsonString()).auth.oauth).toMatchObject({
      domain: 'login.example.com', redirect_sign_in_uri: URLS.callbackUrls, redirect_sign_out_uri: URLS.logoutUrls,
    });
    const without = secondApp();
    written(without.stack, without.config.toJsonString());
    expect(warnings(without.stack)).toEqual([expect.stringContaining(
      'the login pages of There/Users/Web are left out: it is not known where they are; say loginPagesHost',
    )]);
  });

  test('is in the region of the pool, not in that of the stack', () => {
    const stack = new Stack(new App(), 'Here', { env });
    const users = ExistingUserPool.fromUserPoolId(stack, 'Users', POOL, {
      stack: new Stack(stack.node.root as App, 'There', { env: { ...env, region: 'eu-west-1' }, crossRegionReferences: true }),
    });
    const web = users.addClient('Web', AppClient.browser());
    const config = new ClientConfig(Stack.of(web), 'Config', { existingUsers: users, clients: [web] });
    const document = written(Stack.of(web), config.toJsonString({ format: ClientConfigFormat.OIDC }));
    expect(JSON.stringify(document)).toContain(`https://cognito-idp.eu-west-1.<AWS::URLSuffix>/${POOL}`);
    expect(JSON.stringify(document)).not.toContain('us-east-1');
  });

  test('of a pool of another stack of this app says how people sign in', () => {
    const app = new App();
    const auth = new CognitoAuth(new Stack(app, 'First', { env }), 'Auth');
    const stack = new Stack(app, 'Second', { env });
    const users = ExistingUserPool.fromUserPool(stack, 'Users', auth.userPool);
    const web = users.addClient('Web', AppClient.browser());
    const { auth: document } = written(stack, new ClientConfig(stack, 'Config', { existingUsers: users, clients: [web] }).toJsonString());
    expect(document.aws_region).toBe('us-east-1');
    expect(document.username_attributes).toEqual(['email']);
    expect(document.password_policy.min_length).toBeGreaterThan(0);
  });

  test('keeps two pools apart', () => {
    const stack = new Stack(new App(), 'Both', { env });
    const regions = ['us-east-1_First1', 'us-east-1_Second2'].map((id, index) => {
      const users = ExistingUserPool.fromUserPoolId(stack, `Users${index}`, id);
      const clients = [users.addClient('Web', AppClient.browser())];
      const config = new ClientConfig(stack, `Config${index}`, { existingUsers: users, clients });
      config.addOutputs();
      return config.toJsonString();
    });
    regions.forEach((value, index) => new CfnOutput(stack, `Out${index}`, { value }));
    const { Outputs } = Template.fromStack(stack).toJSON();
    expect(JSON.stringify(Outputs.Out0.Value)).toContain('us-east-1_First1');
    expect(JSON.stringify(Outputs.Out1.Value)).toContain('us-east-1_Second2');
    expect(JSON.stringify(Outputs.Out1.Value)).not.toContain('First1');
    const values = Object.values<any>(Outputs).map(({ Value }) => Value);
    expect(values).toEqual(expect.arrayContaining(['us-east-1_First1', 'us-east-1_Second2']));
  });

  test('fails in a browser with a secret, as it does for a pool of this app', () => {
    const { app, config } = secondApp(AppClient.server(URLS));
    config.toJsonString();
    expect(() => app.synth()).toThrow(/There\/Users\/Web has a secret/);
  });
});

describe('the user pool of a configuration', () => {
  const stack = () => new Stack(new App(), 'Stack', { env });

  test('fails as none and as two', () => {
    expect(() => new ClientConfig(stack(), 'Config', { clients: [] })).toThrow('users and existingUsers: none is given');
    const both = stack();
    const existingUsers = ExistingUserPool.fromUserPoolId(both, 'Old', 'us-east-1_Abc123');
    const users = new AppUserPool(both, 'Users');
    expect(() => new ClientConfig(both, 'Config', { users, existingUsers, clients: [] }))
      .toThrow('users and existingUsers: both are given');
  });

  test.each(['https://login.example.com', 'login.example.com/', 'login', ''])('fails with the host of login pages %j', loginPagesHost => {
    expect(() => secondApp(undefined, { loginPagesHost })).toThrow('loginPagesHost must be a host such as login.example.com');
  });

  test('fails with a host of login pages that this app knows', () => {
    const own = stack();
    expect(() => new ClientConfig(own, 'Config', {
      users: new AppUserPool(own, 'Users'), clients: [], loginPagesHost: 'login.example.com',
    })).toThrow('loginPagesHost is for existingUsers');
  });
});
