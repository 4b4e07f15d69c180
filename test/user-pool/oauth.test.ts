import { Fn, Lazy } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { added, clientProps, pool } from './client-fixture';
import { AppClient } from '../../src/user-pool';

const CALLBACK = 'https://app.example.org/cb';
/** As a load balancer that is made by the same stack has it. */
const HOST = Fn.getAtt('Balancer', 'DNSName').toString();
const urls = (count: number) => Array.from({ length: count }, (_, i) => `https://app.example.org/${i}`);
const scopes = (count: number) => Array.from({ length: count }, (_, i) => cognito.OAuthScope.custom(`api/${i}`));
const web = (...callbackUrls: string[]) => AppClient.browser({ callbackUrls });

describe('redirect URLs', () => {
  test.each([
    'https://app.example.org',
    'https://app.example.org:8443/cb?x=1',
    'https://app.example.org:65535',
    'http://localhost',
    'http://localhost:3000/cb',
    'http://LOCALHOST:3000/cb',
    'http://127.0.0.1:3000/cb',
    'http://[::1]:3000/cb',
    'myapp://callback',
    'com.example.app:/oauth',
    'https://bücher.example/cb',
  ])('take %s', (url) => {
    expect(clientProps(web(url)).CallbackURLs).toEqual([url]);
  });

  test.each([
    ['http://app.example.org/cb', 'over plain http; use https (http is for localhost, 127.0.0.1, [::1] only)'],
    ['http://localhost.evil.org/cb', 'over plain http'],
    ['http://127.0.0.2/cb', 'over plain http'],
    ['HTTP://app.example.org', 'over plain http'],
    ['https://app.example.org/#/cb', 'has a fragment'],
    ['myapp://cb#x', 'has a fragment'],
    ['https://*.example.org', 'has a wildcard'],
    ['https://app.example.org/*', 'has a wildcard'],
    ['app.example.org/cb', 'is not absolute'],
    ['/cb', 'is not absolute'],
    ['', 'is empty or has whitespace'],
    ['https://app.example.org/a b', 'is empty or has whitespace'],
    ['https://app.example.org/\n', 'is empty or has whitespace'],
    ['javascript:alert(1)', "has the scheme 'javascript'"],
    ['data:text/html,x', "has the scheme 'data'"],
    ['ftp://app.example.org', "has the scheme 'ftp'"],
    ['wss://app.example.org', "has the scheme 'wss'"],
    ['view-source:https://app.example.org', "has the scheme 'view-source'"],
    ['mailto:me@example.org', "has the scheme 'mailto'"],
    ['intent://cb', "has the scheme 'intent'"],
    ['https://app.example.org:65536/cb', 'has the port 65536; the highest is 65535'],
    ['https:///cb', "has no host; write 'https://host/path'"],
    ['https:app', 'has no host'],
    ['https://app.example.org@evil.org/cb', 'carries credentials before the host'],
    ['http://localhost:80@evil.org/cb', 'carries credentials before the host'],
  ])('fails on %j', (url, message) => {
    expect(() => added(web(url))).toThrow(`AppClient.browser: callbackUrls: '${url}' `);
    expect(() => added(web(url))).toThrow(message);
  });

  test('take 1024 characters', () => {
    expect(() => added(web(CALLBACK.padEnd(1024, 'x')))).not.toThrow();
  });

  test('fails on 1025 characters', () => {
    expect(() => added(web(CALLBACK.padEnd(1025, 'x')))).toThrow('callbackUrls: a URL of 1025 characters');
  });

  test('take 100 of them, callbacks and logouts each', () => {
    expect(() => added(AppClient.browser({ callbackUrls: urls(100), logoutUrls: urls(100) }))).not.toThrow();
  });

  test('fails on 101 of them', () => {
    expect(() => added(web(...urls(101)))).toThrow('callbackUrls has 101 URLs; Cognito takes at most 100');
    expect(() => added(AppClient.browser({ callbackUrls: [CALLBACK], logoutUrls: urls(101) }))).toThrow('logoutUrls has 101 URLs');
  });

  test.each(['browser', 'server'] as const)('people are sent to the origins of the callbacks of a %s after signing out', (preset) => {
    const callbackUrls = ['https://app.example.org/cb', 'https://app.example.org/silent?x=1', 'http://localhost:3000/cb'];
    expect(clientProps(AppClient[preset]({ callbackUrls })).LogoutURLs).toEqual(['https://app.example.org', 'http://localhost:3000']);
    expect(clientProps(AppClient[preset]({ callbackUrls, logoutUrls: [] }))).not.toHaveProperty('LogoutURLs');
  });

  test('nobody is sent anywhere after signing out where no origin is known, nor in an app on a phone', () => {
    const token = Lazy.string({ produce: () => 'https://app.example.org/cb' });
    expect(clientProps(AppClient.browser({ callbackUrls: [token, 'myapp://cb'] }))).not.toHaveProperty('LogoutURLs');
    expect(clientProps(AppClient.browser({ callbackUrls: Lazy.list({ produce: () => ['https://x.example'] }) })))
      .not.toHaveProperty('LogoutURLs');
    expect(clientProps(AppClient.mobile({ callbackUrls: ['https://app.example.org/cb'] }))).not.toHaveProperty('LogoutURLs');
  });

  test('an origin may have tokens', () => {
    const host = Lazy.string({ produce: () => 'app.example.org' });
    expect(clientProps(AppClient.browser({ callbackUrls: [`https://${host}/cb`] })).LogoutURLs).toEqual(['https://app.example.org']);
  });

  test('tokens are counted but not read', () => {
    const late = Lazy.string({ produce: () => 'x' });
    expect(() => added(web(...urls(99), late))).not.toThrow();
    expect(() => added(web(...urls(100), late))).toThrow('callbackUrls has 101 URLs');
  });

  test.each([
    `https://${HOST}/cb`,
    `https://app.example.org/${HOST}`,
    `http://localhost:${HOST}/cb`,
    `${HOST}/cb`,
    `my${HOST}://cb`,
    `myapp://${HOST}`,
  ])('around a token take %s', (url) => {
    expect(() => added(web(url))).not.toThrow();
  });

  test.each([
    [`http://${HOST}/cb`, 'over plain http'],
    [`http://localhost${HOST}/cb`, 'over plain http'],
    [`javascript:${HOST}`, "has the scheme 'javascript'"],
    [`https://x/${HOST}#frag`, 'has a fragment'],
    [`${HOST}#frag`, 'has a fragment'],
    [`https://*.${HOST}`, 'has a wildcard'],
    [`https://a b/${HOST}`, 'has whitespace'],
    [`https://me@${HOST}/`, 'carries credentials'],
    [`app.example.org/${HOST}`, 'is not absolute'],
    [`https:///${HOST}`, 'has no host'],
    [CALLBACK.padEnd(1024, 'x') + HOST, 'a URL of 1025 characters'],
  ])('around a token fails on %s', (url, message) => {
    expect(() => added(web(url))).toThrow(message);
  });

  test('fails on the scheme of an app for a server, takes it for an app', () => {
    expect(() => added(AppClient.server({ callbackUrls: ['myapp://cb'] })))
      .toThrow("AppClient.server: callbackUrls: 'myapp://cb' has the scheme 'myapp' of an app, and the client is a server");
    expect(() => added(AppClient.server({ callbackUrls: [CALLBACK], logoutUrls: ['myapp://cb'] }))).toThrow('AppClient.server: logoutUrls');
    expect(() => added(AppClient.server({ callbackUrls: [CALLBACK, 'http://localhost:3000/cb'] }))).not.toThrow();
    expect(() => added(AppClient.mobile({ callbackUrls: ['myapp://cb'] }))).not.toThrow();
  });

  test('fails without any callback', () => {
    const { stack, users } = pool();
    users.addClient('Phone', AppClient.mobile({ callbackUrls: [] }));
    expect(() => Template.fromStack(stack))
      .toThrow('AppClient.mobile: callbackUrls is empty; give at least one URL of the app, here or by addCallbackUrl');
  });

  test('fails on a logout URL like on a callback', () => {
    expect(() => added(AppClient.server({ callbackUrls: [CALLBACK], logoutUrls: ['http://app.example.org'] })))
      .toThrow('AppClient.server: logoutUrls');
  });

  test.each([{ logoutUrls: [CALLBACK] }, { defaultRedirectUri: CALLBACK }, { scopes: [cognito.OAuthScope.OPENID] }])(
    'fails on %j without callbacks', (props) => {
      expect(() => added(AppClient.mobile(props))).toThrow(`${Object.keys(props)[0]} need callbackUrls`);
      expect(() => added(AppClient.mobile({ ...props, callbackUrls: [CALLBACK] }))).not.toThrow();
    });
});

describe('the default redirect', () => {
  test('fails when it is no callback', () => {
    expect(() => added(AppClient.mobile({ callbackUrls: [CALLBACK], defaultRedirectUri: `${CALLBACK}/` })))
      .toThrow(`defaultRedirectUri '${CALLBACK}/' is not one of callbackUrls; add it there or choose one of: ${CALLBACK}`);
  });

  test('may be any callback', () => {
    expect(clientProps(AppClient.mobile({ callbackUrls: ['myapp://a', CALLBACK], defaultRedirectUri: CALLBACK })).DefaultRedirectURI)
      .toBe(CALLBACK);
  });

  test('is believed when it or a callback is a token', () => {
    const late = Lazy.string({ produce: () => CALLBACK });
    expect(() => added(AppClient.mobile({ callbackUrls: [late], defaultRedirectUri: CALLBACK }))).not.toThrow();
    expect(() => added(AppClient.mobile({ callbackUrls: [CALLBACK], defaultRedirectUri: late }))).not.toThrow();
  });
});

describe('scopes', () => {
  test('50 are taken, 51 fail', () => {
    expect(() => added(AppClient.machine({ scopes: scopes(50) }))).not.toThrow();
    expect(() => added(AppClient.machine({ scopes: scopes(51) })))
      .toThrow('AppClient.machine: scopes has 51 scopes; an app client takes at most 50');
  });

  test('one that is named twice counts once', () => {
    expect(() => added(AppClient.machine({ scopes: [...scopes(50), ...scopes(1)] }))).not.toThrow();
  });

  test('fails on an empty list', () => {
    expect(() => added(AppClient.machine({ scopes: [] }))).toThrow('scopes is empty');
    expect(() => added(AppClient.browser({ callbackUrls: [CALLBACK], scopes: [] }))).toThrow('AppClient.browser: scopes is empty');
  });

  test.each(['read', '/read', 'orders/', 'OPENID'])('fails on %j', (name) => {
    expect(() => added(AppClient.machine({ scopes: [cognito.OAuthScope.custom(name)] })))
      .toThrow(`'${name}' is neither a scope of Cognito`);
  });

  test('a resource server may be a URL', () => {
    expect(() => added(AppClient.machine({ scopes: [cognito.OAuthScope.custom('https://api.example.org/v1/read')] }))).not.toThrow();
  });

  const USER = [
    cognito.OAuthScope.OPENID, cognito.OAuthScope.EMAIL, cognito.OAuthScope.PHONE, cognito.OAuthScope.PROFILE,
    cognito.OAuthScope.COGNITO_ADMIN,
  ];
  test.each(USER.map((scope) => [scope.scopeName, scope] as const))('fails on %s for a machine, which has no user', (name, scope) => {
    expect(() => added(AppClient.machine({ scopes: [...scopes(1), scope] }))).toThrow(`'${name}' is about a signed-in user`);
    expect(clientProps(AppClient.browser({ callbackUrls: [CALLBACK], scopes: [scope] })).AllowedOAuthScopes).toContain(name);
  });
});
