import { App, CfnResource, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { onlyClient, pool } from './client-fixture';
import { CognitoAuth } from '../../src';
import { AppClient, PoolClient } from '../../src/user-pool';

const CALLBACK = 'https://app.example.org/cb';

function client(preset = AppClient.browser({ callbackUrls: [CALLBACK] })): { stack: Stack; client: PoolClient } {
  const { stack, users } = pool();
  return { stack, client: users.addClient('Web', preset) };
}

/** Stands for a CloudFront distribution, whose functions may know the client. */
function distribution(stack: Stack, knows?: PoolClient): { url: string } {
  const fn = new CfnResource(stack, 'Function', {
    type: 'AWS::CloudFront::Function', properties: { Code: knows?.userPoolClientId ?? 'none' },
  });
  const made = new CfnResource(stack, 'Distribution', { type: 'AWS::CloudFront::Distribution', properties: { Function: fn.ref } });
  return { url: `https://${made.getAtt('DomainName').toString()}/` };
}

test('URLs may be added until synthesis, once each, to an empty list too', () => {
  const { stack, client: web } = client(AppClient.browser({ callbackUrls: [] }));
  web.addCallbackUrl(CALLBACK);
  web.addCallbackUrl(CALLBACK);
  web.addCallbackUrl('http://localhost:3000/');
  web.addLogoutUrl('https://app.example.org/bye');
  expect(onlyClient(stack))
    .toMatchObject({ CallbackURLs: [CALLBACK, 'http://localhost:3000/'], LogoutURLs: ['https://app.example.org/bye'] });
});

test('the origin of a later callback is a logout URL too', () => {
  const { stack, client: web } = client();
  web.addCallbackUrl('http://localhost:3000/cb');
  web.addCallbackUrl('myapp://cb');
  expect(onlyClient(stack).LogoutURLs).toEqual(['https://app.example.org', 'http://localhost:3000']);
});

test('a logout URL that is given takes the place of the origins', () => {
  const { stack, client: web } = client();
  web.addLogoutUrl('https://app.example.org/bye');
  web.addCallbackUrl('https://preview.example.org/cb');
  expect(onlyClient(stack).LogoutURLs).toEqual(['https://app.example.org/bye']);
});

test('the first client of an auth may be told the address of what is made after it', () => {
  const stack = new Stack(new App(), 'Stack');
  const auth = new CognitoAuth(stack, 'Auth', { client: AppClient.browser({ callbackUrls: [] }) });
  auth.client.addCallbackUrl(distribution(stack).url);
  expect(onlyClient(stack).CallbackURLs)
    .toEqual([{ 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': ['Distribution', 'DomainName'] }, '/']] }]);
});

test('fails in a cycle, and says how to get out', () => {
  const { stack, client: web } = client();
  web.addCallbackUrl(distribution(stack, web).url);
  expect(() => Template.fromStack(stack)).toThrow(new RegExp('a dependency cycle: Stack/Users/Web → Stack/Distribution → Stack/Function → '
    + 'Stack/Users/Web; let the app read the client id at run time'));
});

test.each([
  ['http://app.example.org', 'plain http'], ['https://app.example.org/#x', 'has a fragment'], ['/cb', 'is not absolute'],
])('fails on %s as on any other URL', (url, message) => {
  expect(() => client().client.addCallbackUrl(url)).toThrow(message);
  expect(() => client().client.addLogoutUrl(url)).toThrow(message);
});

test('takes the scheme of an app, and fails on it for a server', () => {
  expect(() => client().client.addCallbackUrl('myapp://cb')).not.toThrow();
  expect(() => client(AppClient.server({ callbackUrls: [CALLBACK] })).client.addCallbackUrl('myapp://cb'))
    .toThrow('and the client is a server');
});

test('takes the 100th URL and fails on the 101st', () => {
  const { client: web } = client();
  Array.from({ length: 99 }).forEach((_, index) => web.addCallbackUrl(`${CALLBACK}/${index}`));
  expect(() => web.addCallbackUrl(`${CALLBACK}/99`)).toThrow('has 101 URLs; Cognito takes at most 100');
});

test('fails for a client without OAuth, and for a list that is known at deployment only', () => {
  expect(() => client(AppClient.mobile()).client.addCallbackUrl(CALLBACK))
    .toThrow('Stack/Users/Web: addCallbackUrl: the client has no authorization code grant');
  const late = AppClient.browser({ callbackUrls: Token.asList(Lazy.any({ produce: () => ({ Ref: 'Urls' }) })) });
  expect(() => client(late).client.addCallbackUrl(CALLBACK)).toThrow('is a list known at deployment only');
});
